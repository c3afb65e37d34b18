# dns_mode, certificate_arn and waf_mode.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name               = "shop"
  aws_region         = "eu-central-1"
  image              = "ghcr.io/open-mercato/open-mercato:0.6.7"
  availability_zones = ["eu-central-1a", "eu-central-1b"]
  secrets = {
    JWT_SECRET                          = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/jwt-AbCdEf"
    TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/tenant-AbCdEf"
  }

  # What these tests do not look at.
  acknowledged_advice = ["default_health_path", "no_scheduler_sync", "uploads_on_task_disk"]
}

run "none_forwards_plain_http" {
  command = plan

  variables {
    acknowledged_advice = ["plain_http", "default_health_path", "no_scheduler_sync", "uploads_on_task_disk"]
  }

  assert {
    condition     = aws_lb_listener.http.default_action[0].type == "forward" && length(aws_lb_listener.https) == 0
    error_message = "Without a domain, port 80 must forward and port 443 be closed."
  }

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.alb : rule.from_port] == [80]
    error_message = "Without a domain, only port 80 must be open."
  }
}

run "route53_redirects_to_https" {
  variables {
    dns_mode          = "route53"
    domain_name       = "shop.example.com"
    hosted_zone_id    = "Z0123456789ABCDEFGHIJ"
    create_www_record = true
  }

  assert {
    condition     = aws_lb_listener.http.default_action[0].type == "redirect" && aws_lb_listener.http.default_action[0].redirect[0].port == "443"
    error_message = "Port 80 must redirect to HTTPS."
  }

  assert {
    condition     = aws_lb_listener.https[0].default_action[0].type == "forward" && aws_lb_listener.https[0].certificate_arn == aws_acm_certificate_validation.this[0].certificate_arn
    error_message = "Port 443 must forward, with the validated certificate."
  }

  assert {
    condition     = aws_acm_certificate.this[0].subject_alternative_names == toset(["www.shop.example.com"]) && aws_acm_certificate.this[0].validation_method == "DNS"
    error_message = "The certificate must be for the www name too."
  }

  assert {
    condition     = keys(aws_route53_record.validation) == ["shop.example.com", "www.shop.example.com"] && keys(aws_route53_record.alias) == ["shop.example.com", "www.shop.example.com"]
    error_message = "Both names must be validated and point at the load balancer."
  }

  assert {
    condition     = alltrue([for record in aws_route53_record.validation : record.allow_overwrite]) && alltrue([for record in aws_route53_record.alias : record.type == "A"])
    error_message = "A validation record may be there already; the alias must be an A record."
  }

  assert {
    condition     = output.application_url == "https://shop.example.com" && contains(local.containers["web"].environment, { name = "APP_URL", value = "https://shop.example.com" })
    error_message = "The application must know its own address."
  }
}

run "certificate_for_dns_elsewhere" {
  command = plan

  variables {
    domain_name     = "shop.example.com"
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/a1b2c3d4-1234-1234-1234-123456789012"
  }

  assert {
    condition     = aws_lb_listener.https[0].certificate_arn == "arn:aws:acm:eu-central-1:123456789012:certificate/a1b2c3d4-1234-1234-1234-123456789012"
    error_message = "Port 443 must have the given certificate."
  }

  assert {
    condition     = length(aws_acm_certificate.this) + length(aws_route53_record.alias) + length(aws_route53_record.validation) == 0
    error_message = "DNS elsewhere must be left alone."
  }

  assert {
    condition     = toset([for rule in aws_vpc_security_group_ingress_rule.alb : rule.from_port]) == toset([80, 443])
    error_message = "Ports 80 and 443 must be open."
  }
}

run "waf_is_attached" {
  command = plan

  variables {
    acknowledged_advice = ["plain_http", "default_health_path", "no_scheduler_sync", "uploads_on_task_disk"]
    waf_mode            = "existing"
    waf_web_acl_arn     = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/a1b2c3d4-1234-1234-1234-123456789012"
  }

  assert {
    condition     = aws_wafv2_web_acl_association.alb[0].web_acl_arn == "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/a1b2c3d4-1234-1234-1234-123456789012"
    error_message = "The web ACL must be in front of the load balancer."
  }
}
