locals {
  # Everything that is served: the certificate's names and the alias records.
  served_names = local.create_dns ? compact([var.domain_name, local.effective.create_www_record ? "www.${coalesce(var.domain_name, "unset")}" : ""]) : []
}

resource "aws_acm_certificate" "this" {
  count = local.create_dns ? 1 : 0

  domain_name               = var.domain_name
  subject_alternative_names = [for name in local.served_names : name if name != var.domain_name]
  validation_method         = local.effective.acm_validation_method

  tags = var.tags

  lifecycle {
    # The HTTPS listener holds the old one until the new one is issued.
    create_before_destroy = true
  }
}

# Keyed by the names asked for, which are known at plan; the certificate's own
# list of records is not.
resource "aws_route53_record" "validation" {
  for_each = toset(local.effective.create_validation_records ? local.served_names : [])

  zone_id = var.hosted_zone_id
  name    = one([for option in aws_acm_certificate.this[0].domain_validation_options : option.resource_record_name if option.domain_name == each.key])
  type    = one([for option in aws_acm_certificate.this[0].domain_validation_options : option.resource_record_type if option.domain_name == each.key])
  records = [one([for option in aws_acm_certificate.this[0].domain_validation_options : option.resource_record_value if option.domain_name == each.key])]
  ttl     = 60

  # ACM asks for the same record for every certificate of a name, so one may be there.
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "this" {
  count = local.create_dns ? 1 : 0

  certificate_arn         = aws_acm_certificate.this[0].arn
  validation_record_fqdns = local.effective.create_validation_records ? [for record in aws_route53_record.validation : record.fqdn] : null

  timeouts {
    create = local.effective.acm_validation_timeout
  }
}

# Existing records of these names are not overwritten: the apply stops instead.
resource "aws_route53_record" "alias" {
  for_each = toset(local.served_names)

  zone_id = var.hosted_zone_id
  name    = each.key
  type    = "A"

  alias {
    name                   = aws_lb.this.dns_name
    zone_id                = aws_lb.this.zone_id
    evaluate_target_health = true
  }
}
