# Under which address is it reached, and what stands in front?

change "dns_mode" "none to route53" {
  base     = "staging"
  from     = { dns_mode = "none" }
  to       = { dns_mode = "route53", domain_name = "shop.example.com", hosted_zone_id = "Z0123456789ABCDEFGHIJ" }
  meaning  = "replaced side by side"
  sentence = "Certificate, records and the HTTPS listener are made, plain HTTP becomes a redirect, and new tasks know the new address."
  actions = {
    "aws_acm_certificate.this[0]"                                = "create"
    "aws_acm_certificate_validation.this[0]"                     = "create"
    "aws_ecs_service.web"                                        = "update: task_definition"
    "aws_ecs_task_definition.migration"                          = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]"                  = "replace: container_definitions"
    "aws_ecs_task_definition.web"                                = "replace: container_definitions"
    "aws_lb_listener.http"                                       = "update: default_action"
    "aws_lb_listener.https[0]"                                   = "create"
    "aws_route53_record.alias[\"shop.example.com\"]"             = "create"
    "aws_route53_record.validation[\"shop.example.com\"]"        = "create"
    "aws_vpc_security_group_ingress_rule.alb[\"443 0.0.0.0/0\"]" = "create"
  }
}

change "dns_mode" "route53 to none" {
  base     = "production"
  from     = { dns_mode = "route53" }
  to       = { dns_mode = "none", domain_name = null, hosted_zone_id = null }
  meaning  = "replaced with a gap"
  sentence = "The records, the certificate and the HTTPS listener are deleted: the domain leads nowhere, and nobody can sign in over plain HTTP."
  actions = {
    "aws_acm_certificate.this[0]"                                = "delete"
    "aws_acm_certificate_validation.this[0]"                     = "delete"
    "aws_ecs_service.web"                                        = "update: task_definition"
    "aws_ecs_service.worker[*]"                                  = "update: task_definition"
    "aws_ecs_task_definition.migration"                          = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]"                  = "replace: container_definitions"
    "aws_ecs_task_definition.web"                                = "replace: container_definitions"
    "aws_ecs_task_definition.worker[*]"                          = "replace: container_definitions"
    "aws_lb_listener.http"                                       = "update: default_action"
    "aws_lb_listener.https[0]"                                   = "delete"
    "aws_route53_record.alias[\"shop.example.com\"]"             = "delete"
    "aws_route53_record.validation[\"shop.example.com\"]"        = "delete"
    "aws_vpc_security_group_ingress_rule.alb[\"443 0.0.0.0/0\"]" = "delete"
  }
}

# Finding 33: the old name's validation record goes, though another certificate of that name may need it.
change "domain_name" "another domain in Route 53" {
  base     = "production"
  to       = { domain_name = "store.example.com" }
  meaning  = "replaced with a gap"
  sentence = "A certificate for the new name is issued beside the old one; the old name's records go, so that it leads nowhere from then on."
  actions = {
    "aws_acm_certificate.this[0]"                          = "replace, create_before_destroy: domain_name, subject_alternative_names"
    "aws_acm_certificate_validation.this[0]"               = "replace: certificate_arn, validation_record_fqdns"
    "aws_ecs_service.web"                                  = "update: task_definition"
    "aws_ecs_service.worker[*]"                            = "update: task_definition"
    "aws_ecs_task_definition.migration"                    = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]"            = "replace: container_definitions"
    "aws_ecs_task_definition.web"                          = "replace: container_definitions"
    "aws_ecs_task_definition.worker[*]"                    = "replace: container_definitions"
    "aws_lb_listener.https[0]"                             = "update: certificate_arn"
    "aws_route53_record.alias[\"shop.example.com\"]"       = "delete"
    "aws_route53_record.alias[\"store.example.com\"]"      = "create"
    "aws_route53_record.validation[\"shop.example.com\"]"  = "delete"
    "aws_route53_record.validation[\"store.example.com\"]" = "create"
  }
}

change "domain_name" "another domain elsewhere" {
  base     = "external"
  to       = { domain_name = "store.example.com" }
  meaning  = "replaced side by side"
  sentence = "The services start new tasks that know the new address. The certificate has to have the name already."
  actions = {
    "aws_ecs_service.web"                       = "update: task_definition"
    "aws_ecs_task_definition.migration"         = "replace: container_definitions"
    "aws_ecs_task_definition.scheduler_sync[0]" = "replace: container_definitions"
    "aws_ecs_task_definition.web"               = "replace: container_definitions"
  }
}

change "hosted_zone_id" "another zone" {
  base     = "production"
  to       = { hosted_zone_id = "Z0123456789ABCDEFGHIK" }
  meaning  = "replaced with a gap"
  sentence = "The records go from the one zone before they are made in the other one."
  actions = {
    "aws_acm_certificate_validation.this[0]"              = "replace: validation_record_fqdns"
    "aws_route53_record.alias[\"shop.example.com\"]"      = "replace: zone_id"
    "aws_route53_record.validation[\"shop.example.com\"]" = "replace: zone_id"
  }
}

change "create_www_record" "www besides" {
  base     = "production"
  from     = { create_www_record = false }
  to       = { create_www_record = true }
  meaning  = "replaced side by side"
  sentence = "A certificate with both names is issued beside the old one, then the listener takes it and the record is made. The validation record that is there goes and comes again."
  actions = {
    "aws_acm_certificate.this[0]"                             = "replace, create_before_destroy: subject_alternative_names"
    "aws_acm_certificate_validation.this[0]"                  = "replace: certificate_arn, validation_record_fqdns"
    "aws_lb_listener.https[0]"                                = "update: certificate_arn"
    "aws_route53_record.alias[\"www.shop.example.com\"]"      = "create"
    "aws_route53_record.validation[\"shop.example.com\"]"     = "replace: name"
    "aws_route53_record.validation[\"www.shop.example.com\"]" = "create"
  }
}

change "acm_validation_method" "DNS by name" {
  base     = "production"
  to       = { acm_validation_method = "DNS" }
  meaning  = "nothing"
  sentence = "DNS is the only method, whether it is named or not."
  actions  = {}
}

change "acm_validation_timeout" "longer" {
  base     = "production"
  from     = { acm_validation_timeout = "45m" }
  to       = { acm_validation_timeout = "2h" }
  meaning  = "nothing"
  sentence = "It counts when the next certificate is issued."
  actions  = {}
}

change "certificate_arn" "another certificate" {
  base     = "external"
  to       = { certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0" }
  meaning  = "in place"
  sentence = "The listener shows the new certificate from then on."
  actions = {
    "aws_lb_listener.https[0]" = "update: certificate_arn"
  }
}

change "waf_mode" "none to existing" {
  base     = "production"
  from     = { waf_mode = "none" }
  to       = { waf_mode = "existing", waf_web_acl_arn = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/shop/3f2b1c0d-9e8f-4a7b-8c6d-5e4f3a2b1c0d" }
  meaning  = "in place"
  sentence = "The web ACL is put in front of the load balancer."
  actions = {
    "aws_wafv2_web_acl_association.alb[0]" = "create"
  }
}

change "waf_mode" "existing to none" {
  base     = "existing_network"
  from     = { waf_mode = "existing" }
  to       = { waf_mode = "none", waf_web_acl_arn = null }
  meaning  = "in place"
  sentence = "The web ACL is taken away from the load balancer."
  actions = {
    "aws_wafv2_web_acl_association.alb[0]" = "delete"
  }
}

change "waf_web_acl_arn" "another web ACL" {
  base     = "existing_network"
  to       = { waf_web_acl_arn = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/shop/4f2b1c0d-9e8f-4a7b-8c6d-5e4f3a2b1c0d" }
  meaning  = "replaced with a gap"
  sentence = "The one web ACL is taken away before the other one is put in front: for some seconds there is none."
  actions = {
    "aws_wafv2_web_acl_association.alb[0]" = "replace: web_acl_arn"
  }
}

change "create_validation_records" "left to others" {
  base     = "production"
  from     = { create_validation_records = true }
  to       = { create_validation_records = false }
  meaning  = "in place"
  sentence = "The validation records are deleted. ACM needs them to renew the certificate, so create them elsewhere first: the same record cannot be there twice, so take it out of the state with terraform state rm."
  actions = {
    "aws_acm_certificate_validation.this[0]"              = "replace: validation_record_fqdns"
    "aws_route53_record.validation[\"shop.example.com\"]" = "delete"
  }
}
