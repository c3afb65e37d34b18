# Who may reach the application?

# Finding 4.
change "alb_internal" "public to internal" {
  base     = "production"
  from     = { alb_internal = false }
  to       = { alb_internal = true }
  meaning  = "replaced with a gap"
  sentence = "The load balancer is destroyed before the new one is made, which has another DNS name; nobody reaches the application for some minutes."
  actions = {
    "aws_lb.this"                                    = "replace: internal"
    "aws_lb_listener.http"                           = "replace: load_balancer_arn"
    "aws_lb_listener.https[0]"                       = "replace: load_balancer_arn"
    "aws_route53_record.alias[\"shop.example.com\"]" = "update: alias"
  }
}

change "alb_ingress_cidrs" "an office alone" {
  base     = "production"
  from     = { alb_ingress_cidrs = ["0.0.0.0/0"] }
  to       = { alb_ingress_cidrs = ["203.0.113.0/24"] }
  meaning  = "in place"
  sentence = "Rules of the security group go and others come; those who stay allowed may be turned away for a moment in between."
  actions = {
    "aws_vpc_security_group_ingress_rule.alb[\"443 0.0.0.0/0\"]"      = "delete"
    "aws_vpc_security_group_ingress_rule.alb[\"443 203.0.113.0/24\"]" = "create"
    "aws_vpc_security_group_ingress_rule.alb[\"80 0.0.0.0/0\"]"       = "delete"
    "aws_vpc_security_group_ingress_rule.alb[\"80 203.0.113.0/24\"]"  = "create"
  }
}

change "alb_idle_timeout" "longer" {
  base     = "production"
  from     = { alb_idle_timeout = 60 }
  to       = { alb_idle_timeout = 120 }
  meaning  = "in place"
  sentence = "The load balancer keeps idle connections longer from then on."
  actions = {
    "aws_ecs_service.web"         = "update: task_definition"
    "aws_ecs_task_definition.web" = "replace: container_definitions"
    "aws_lb.this"                 = "update: idle_timeout"
    "aws_lb_target_group.web"     = "update: deregistration_delay"
  }
}

change "alb_ssl_policy" "TLS 1.3 alone" {
  base     = "production"
  from     = { alb_ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06" }
  to       = { alb_ssl_policy = "ELBSecurityPolicy-TLS13-1-3-2021-06" }
  meaning  = "in place"
  sentence = "New connections follow the new policy; clients without TLS 1.3 are turned away."
  actions = {
    "aws_lb_listener.https[0]" = "update: ssl_policy"
  }
}

change "health_check_path" "another path" {
  base     = "production"
  to       = { health_check_path = "/api/version" }
  meaning  = "in place"
  sentence = "The load balancer asks for the new path at once; when that fails, the tasks are replaced again and again."
  actions = {
    "aws_lb_target_group.web" = "update: health_check"
  }
}

change "health_check_matcher" "any success" {
  base     = "production"
  from     = { health_check_matcher = "200" }
  to       = { health_check_matcher = "200-299" }
  meaning  = "in place"
  sentence = "The next health checks count by the new codes."
  actions = {
    "aws_lb_target_group.web" = "update: health_check"
  }
}

change "health_check_interval" "more often" {
  base     = "production"
  from     = { health_check_interval = 30 }
  to       = { health_check_interval = 15 }
  meaning  = "in place"
  sentence = "The next health checks come at the new interval."
  actions = {
    "aws_lb_target_group.web" = "update: health_check"
  }
}

change "health_check_timeout" "shorter" {
  base     = "production"
  from     = { health_check_timeout = 10 }
  to       = { health_check_timeout = 5 }
  meaning  = "in place"
  sentence = "The next health checks wait that long."
  actions = {
    "aws_lb_target_group.web" = "update: health_check"
  }
}

change "health_check_healthy_threshold" "more" {
  base     = "production"
  from     = { health_check_healthy_threshold = 2 }
  to       = { health_check_healthy_threshold = 3 }
  meaning  = "in place"
  sentence = "Targets that start become healthy later."
  actions = {
    "aws_lb_target_group.web" = "update: health_check"
  }
}

change "health_check_unhealthy_threshold" "more" {
  base     = "production"
  from     = { health_check_unhealthy_threshold = 3 }
  to       = { health_check_unhealthy_threshold = 5 }
  meaning  = "in place"
  sentence = "Targets that fail become unhealthy later."
  actions = {
    "aws_lb_target_group.web" = "update: health_check"
  }
}
