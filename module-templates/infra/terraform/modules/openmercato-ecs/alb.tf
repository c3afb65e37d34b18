resource "aws_lb" "this" {
  # checkov:skip=CKV_AWS_91:Access logs need a bucket that the account has: alb_access_logs_bucket.
  # checkov:skip=CKV_AWS_150:The load balancer holds no data, and destroying a deployment must need no second step.
  # checkov:skip=CKV2_AWS_28:A web ACL is attached with waf_mode = "existing".
  # checkov:skip=CKV2_AWS_76:Which rules the web ACL has is its owner's to say.
  # checkov:skip=CKV2_AWS_20:Port 80 redirects to HTTPS wherever there is a certificate.
  name               = local.names.alb
  load_balancer_type = "application"
  internal           = var.alb_internal
  security_groups    = [aws_security_group.alb.id]
  subnets            = local.public_subnet_ids
  idle_timeout       = var.alb_idle_timeout

  drop_invalid_header_fields = true

  dynamic "access_logs" {
    for_each = var.alb_access_logs_bucket[*]

    content {
      bucket  = access_logs.value
      prefix  = var.name
      enabled = true
    }
  }

  tags = var.tags

  # AWS refuses an internet-facing load balancer in a VPC without its gateway.
  depends_on = [aws_internet_gateway.this]
}

locals {
  # What the target group cannot change in place; its name changes with it, so
  # that the new one can stand beside the old one.
  target_group_identity = [var.networking_mode, local.vpc_cidr, var.vpc_id, var.container_port]
  target_group_name     = "${var.name}-tg-${substr(sha1(jsonencode(local.target_group_identity)), 0, 4)}"
}

resource "aws_lb_target_group" "web" {
  # checkov:skip=CKV_AWS_378:TLS ends at the load balancer; the tasks speak plain HTTP inside the VPC.
  name        = local.target_group_name
  port        = var.container_port
  protocol    = "HTTP"
  vpc_id      = local.vpc_id
  target_type = "ip"

  # Seconds that a stopping task has left for open requests: as long as a request may
  # be silent, and no longer, since every deployment waits for it.
  deregistration_delay = min(3600, max(60, var.alb_idle_timeout))

  health_check {
    path                = var.health_check_path
    matcher             = var.health_check_matcher
    interval            = var.health_check_interval
    timeout             = var.health_check_timeout
    healthy_threshold   = var.health_check_healthy_threshold
    unhealthy_threshold = var.health_check_unhealthy_threshold
  }

  tags = var.tags

  lifecycle {
    # A listener must always have a target group to point at.
    create_before_destroy = true
  }
}

# One address for port 80. Two, one that forwards and one that redirects, would
# fight over the port when TLS is switched on or off.
resource "aws_lb_listener" "http" {
  # checkov:skip=CKV_AWS_2:It redirects to HTTPS wherever there is a certificate.
  # checkov:skip=CKV_AWS_103:It redirects to HTTPS wherever there is a certificate.
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = local.tls_enabled ? "redirect" : "forward"
    target_group_arn = local.tls_enabled ? null : aws_lb_target_group.web.arn

    dynamic "redirect" {
      for_each = local.tls_enabled ? [true] : []

      content {
        port        = "443"
        protocol    = "HTTPS"
        status_code = "HTTP_301"
      }
    }
  }

  tags = var.tags
}

resource "aws_lb_listener" "https" {
  count = local.tls_enabled ? 1 : 0

  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = var.alb_ssl_policy
  # The validation's ARN, so that the listener waits until the certificate is issued.
  certificate_arn = local.create_dns ? aws_acm_certificate_validation.this[0].certificate_arn : var.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }

  tags = var.tags
}
