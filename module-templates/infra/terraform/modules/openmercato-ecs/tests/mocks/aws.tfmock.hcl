# What AWS would answer, where the provider or the module looks at its form.

mock_resource "aws_lb" {
  defaults = {
    arn      = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shop-alb/0123456789abcdef"
    dns_name = "shop-alb-123456789.eu-central-1.elb.amazonaws.com"
    zone_id  = "Z215JYRZR1TBD5"
  }
}

mock_resource "aws_lb_target_group" {
  defaults = {
    arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop-tg/0123456789abcdef"
  }
}

mock_resource "aws_lb_listener" {
  defaults = {
    arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/shop-alb/0123456789abcdef/0123456789abcdef"
  }
}

mock_resource "aws_iam_role" {
  defaults = {
    arn = "arn:aws:iam::123456789012:role/mocked"
  }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = {
    arn = "arn:aws:logs:eu-central-1:123456789012:log-group:mocked"
  }
}

mock_resource "aws_sfn_state_machine" {
  defaults = {
    arn = "arn:aws:states:eu-central-1:123456789012:stateMachine:mocked"
  }
}

mock_resource "aws_ecs_cluster" {
  defaults = {
    arn = "arn:aws:ecs:eu-central-1:123456789012:cluster/shop-cluster"
  }
}

mock_resource "aws_ecs_task_definition" {
  defaults = {
    arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/mocked:1"
  }
}

mock_resource "aws_acm_certificate" {
  defaults = {
    arn = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
    domain_validation_options = [
      {
        domain_name           = "shop.example.com"
        resource_record_name  = "_0123.shop.example.com."
        resource_record_type  = "CNAME"
        resource_record_value = "_4567.acm-validations.aws."
      },
      {
        domain_name           = "www.shop.example.com"
        resource_record_name  = "_89ab.www.shop.example.com."
        resource_record_type  = "CNAME"
        resource_record_value = "_cdef.acm-validations.aws."
      },
    ]
  }
}

mock_resource "aws_acm_certificate_validation" {
  defaults = {
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
  }
}

mock_resource "aws_db_instance" {
  defaults = {
    address  = "shop-postgres.abcdefgh.eu-central-1.rds.amazonaws.com"
    endpoint = "shop-postgres.abcdefgh.eu-central-1.rds.amazonaws.com:5432"
    master_user_secret = [{
      kms_key_id    = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
      secret_arn    = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-0000-AbCdEf"
      secret_status = "active"
    }]
  }
}

mock_resource "aws_elasticache_replication_group" {
  defaults = {
    primary_endpoint_address = "master.shop-redis.abcdef.euc1.cache.amazonaws.com"
  }
}

mock_resource "aws_elasticache_serverless_cache" {
  defaults = {
    endpoint = [{
      address = "shop-redis-serverless-abcdef.serverless.euc1.cache.amazonaws.com"
      port    = 6379
    }]
  }
}

mock_data "aws_region" {
  defaults = {
    id = "eu-central-1"
  }
}

# An existing network as it should be; a run that wants another overrides it.

mock_data "aws_availability_zones" {
  defaults = {
    names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
  }
}

mock_data "aws_vpc" {
  defaults = {
    enable_dns_support   = true
    enable_dns_hostnames = true
  }
}

mock_resource "aws_efs_file_system" {
  defaults = {
    id  = "fs-0123456789abcdef0"
    arn = "arn:aws:elasticfilesystem:eu-central-1:123456789012:file-system/fs-0123456789abcdef0"
  }
}

mock_resource "aws_efs_access_point" {
  defaults = {
    id              = "fsap-0123456789abcdef0"
    arn             = "arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/fsap-0123456789abcdef0"
    file_system_arn = "arn:aws:elasticfilesystem:eu-central-1:123456789012:file-system/fs-0123456789abcdef0"
  }
}

mock_resource "aws_s3_bucket" {
  defaults = {
    id  = "shop-uploads-20260101000000000000000001"
    arn = "arn:aws:s3:::shop-uploads-20260101000000000000000001"
  }
}

mock_resource "aws_service_discovery_service" {
  defaults = {
    arn = "arn:aws:servicediscovery:eu-central-1:123456789012:service/srv-0123456789abcdef"
  }
}
