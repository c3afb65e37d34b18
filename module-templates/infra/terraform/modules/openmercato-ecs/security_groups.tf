# Rules are resources of their own: groups that name each other inside their blocks
# would make a cycle.

################################################################################
# Load balancer: clients in, application out
################################################################################

locals {
  listener_ports = local.tls_enabled ? [80, 443] : [80]

  # The port first, so that a key tells what it opens.
  alb_ingress = {
    for pair in setproduct(local.listener_ports, distinct(var.alb_ingress_cidrs)) :
    "${pair[0]} ${pair[1]}" => { port = tonumber(pair[0]), cidr = pair[1] }
  }
}

resource "aws_security_group" "alb" {
  name        = local.names.alb_security_group
  description = "Load balancer of ${var.name}"
  vpc_id      = local.vpc_id

  tags = merge(var.tags, { Name = local.names.alb_security_group })
}

resource "aws_vpc_security_group_ingress_rule" "alb" {
  # checkov:skip=CKV_AWS_260:Port 80 redirects to HTTPS; without a domain it is all there is. Who may reach it is alb_ingress_cidrs.
  for_each = local.alb_ingress

  security_group_id = aws_security_group.alb.id
  description       = each.value.port == 80 ? "HTTP from clients" : "HTTPS from clients"
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
  cidr_ipv4         = each.value.cidr

  tags = var.tags
}

resource "aws_vpc_security_group_egress_rule" "alb_to_app" {
  security_group_id            = aws_security_group.alb.id
  description                  = "Requests and health checks to the web tasks"
  ip_protocol                  = "tcp"
  from_port                    = var.container_port
  to_port                      = var.container_port
  referenced_security_group_id = aws_security_group.app.id

  tags = var.tags
}

################################################################################
# Tasks: web, workers and one-shot tasks
################################################################################

resource "aws_security_group" "app" {
  name        = local.names.app_security_group
  description = "Tasks of ${var.name}"
  vpc_id      = local.vpc_id

  tags = merge(var.tags, { Name = local.names.app_security_group })
}

resource "aws_vpc_security_group_ingress_rule" "app_from_alb" {
  security_group_id            = aws_security_group.app.id
  description                  = "Requests and health checks from the load balancer"
  ip_protocol                  = "tcp"
  from_port                    = var.container_port
  to_port                      = var.container_port
  referenced_security_group_id = aws_security_group.alb.id

  tags = var.tags
}

resource "aws_vpc_security_group_egress_rule" "app" {
  # checkov:skip=CKV_AWS_382:The application calls webhooks, mail servers, payment and shipping providers and external databases, on ports and addresses that only its user knows.
  security_group_id = aws_security_group.app.id
  description       = "Everything, through the private subnets' routes"
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"

  tags = var.tags
}

################################################################################
# Managed database and Redis: tasks in, nothing out
################################################################################

resource "aws_security_group" "db" {
  count = local.create_managed_rds ? 1 : 0

  name        = local.names.db_security_group
  description = "PostgreSQL of ${var.name}"
  vpc_id      = local.vpc_id

  tags = merge(var.tags, { Name = local.names.db_security_group })
}

resource "aws_vpc_security_group_ingress_rule" "db_from_app" {
  count = local.create_managed_rds ? 1 : 0

  security_group_id            = aws_security_group.db[0].id
  description                  = "PostgreSQL from the tasks"
  ip_protocol                  = "tcp"
  from_port                    = local.effective.db_port
  to_port                      = local.effective.db_port
  referenced_security_group_id = aws_security_group.app.id

  tags = var.tags
}

resource "aws_security_group" "redis" {
  count = local.create_managed_redis ? 1 : 0

  name        = local.names.redis_security_group
  description = "Redis of ${var.name}"
  vpc_id      = local.vpc_id

  tags = merge(var.tags, { Name = local.names.redis_security_group })
}

resource "aws_vpc_security_group_ingress_rule" "redis_from_app" {
  count = local.create_managed_redis ? 1 : 0

  security_group_id            = aws_security_group.redis[0].id
  description                  = "Redis from the tasks"
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
  referenced_security_group_id = aws_security_group.app.id

  tags = var.tags
}
