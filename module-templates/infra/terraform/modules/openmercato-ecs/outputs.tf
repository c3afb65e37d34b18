################################################################################
# Access
################################################################################

output "application_url" {
  description = "Where the application is reached: the domain where there is one, else the load balancer."
  value       = local.tls_enabled ? "https://${coalesce(var.domain_name, "unset")}" : "http://${aws_lb.this.dns_name}"
}

output "alb_dns_name" {
  description = "DNS name of the load balancer, for an alias or CNAME record of your own."
  value       = aws_lb.this.dns_name
}

output "alb_zone_id" {
  description = "Hosted zone of the load balancer's DNS name, for an alias record of your own."
  value       = aws_lb.this.zone_id
}

output "alb_arn" {
  description = "ARN of the load balancer."
  value       = aws_lb.this.arn
}

################################################################################
# Services
################################################################################

output "cluster_name" {
  description = "Name of the ECS cluster."
  value       = aws_ecs_cluster.this.name
}

output "service_name" {
  description = "Name of the ECS service that serves the application, the same as web_service_name."
  value       = aws_ecs_service.web.name
}

output "web_service_name" {
  description = "Name of the web ECS service."
  value       = aws_ecs_service.web.name
}

output "worker_service_names" {
  description = "Names of the worker ECS services, by their keys in worker_services."
  value       = { for name, service in aws_ecs_service.worker : name => service.name }
}

output "web_task_definition_arn" {
  description = "ARN of the web task definition, with its revision."
  value       = aws_ecs_task_definition.web.arn
}

output "log_group_names" {
  description = "Names of the CloudWatch log groups: web, migration, scheduler-sync and the workers by their keys."
  value       = { for name, group in aws_cloudwatch_log_group.this : name => group.name }
}

################################################################################
# One-shot tasks
################################################################################

locals {
  run_task = join(" ", [
    "aws ecs run-task",
    "--region ${var.aws_region}",
    "--cluster ${aws_ecs_cluster.this.name}",
    "--launch-type FARGATE",
    "--network-configuration 'awsvpcConfiguration={subnets=[${join(",", local.private_subnet_ids)}],securityGroups=[${aws_security_group.app.id}],assignPublicIp=DISABLED}'",
  ])
}

locals {
  # The migrations expect the extensions and do not create them. The image has the
  # client library pg, and no psql.
  create_extensions = join(" ", [
    "const { Client } = require(\"pg\");",
    "const client = new Client({ connectionString: process.env.DATABASE_URL });",
    "client.connect()",
    ".then(() => client.query(\"CREATE EXTENSION IF NOT EXISTS vector; CREATE EXTENSION IF NOT EXISTS pgcrypto\"))",
    ".then(() => client.end())",
    ".catch((error) => { console.error(error.message); process.exit(1); });",
  ])

  extensions_task_overrides = jsonencode({
    containerOverrides = [{ name = "app", command = ["node", "-e", local.create_extensions] }]
  })
}

output "extensions_task_overrides" {
  description = "Overrides, as JSON, with which the migration task creates the PostgreSQL extensions instead."
  value       = local.extensions_task_overrides
}

output "extensions_run_task_command" {
  description = "Command that creates the PostgreSQL extensions vector and pgcrypto: once, before the first migration. The database user must be allowed to, as the user of a managed database is."
  value       = "${local.run_task} --task-definition ${aws_ecs_task_definition.migration.arn} --overrides '${local.extensions_task_overrides}'"
}

output "migration_task_definition_arn" {
  description = "ARN of the task definition that migrates the database."
  value       = aws_ecs_task_definition.migration.arn
}

output "migration_run_task_command" {
  description = "Command that migrates the database: before the first use, and after every change of the image."
  value       = "${local.run_task} --task-definition ${aws_ecs_task_definition.migration.arn}"
}

output "scheduler_sync_task_definition_arn" {
  description = "ARN of the task definition that writes the schedules into the queues; null without scheduler_sync_task."
  value       = one(aws_ecs_task_definition.scheduler_sync[*].arn)
}

output "scheduler_sync_run_task_command" {
  description = "Command that writes the schedules into the queues; null without scheduler_sync_task."
  value       = local.create_scheduler_sync_task ? "${local.run_task} --task-definition ${aws_ecs_task_definition.scheduler_sync[0].arn}" : null
}

################################################################################
# Network
################################################################################

output "vpc_id" {
  description = "ID of the VPC, managed or existing."
  value       = local.vpc_id
}

output "public_subnet_ids" {
  description = "IDs of the load balancer's subnets."
  value       = local.public_subnet_ids
}

output "private_subnet_ids" {
  description = "IDs of the tasks' subnets."
  value       = local.private_subnet_ids
}

output "task_security_group_id" {
  description = "ID of the tasks' security group, to be let in by external databases and the like."
  value       = aws_security_group.app.id
}

output "alb_security_group_id" {
  description = "ID of the load balancer's security group."
  value       = aws_security_group.alb.id
}

output "nat_public_ips" {
  description = "Public addresses from which the tasks reach the internet, for the allow-lists of others; empty in an existing network."
  value       = [for cidr in local.nat_subnet_cidrs : aws_eip.nat[cidr].public_ip]
}

################################################################################
# Roles
################################################################################

output "task_role_arn" {
  description = "ARN of the application's own role."
  value       = aws_iam_role.task.arn
}

output "execution_role_arn" {
  description = "ARN of the role that starts the tasks. The key and resource policies of another account's secrets name it."
  value       = aws_iam_role.execution.arn
}

################################################################################
# Database, Redis, uploads and search
################################################################################

output "database_endpoint" {
  description = "Host and port of the managed database; null when it is external."
  value       = one(aws_db_instance.this[*].endpoint)
}

output "database_secret_arn" {
  description = "ARN of the secret in which RDS keeps the managed database's user name and password; null when it is external."
  value       = try(aws_db_instance.this[0].master_user_secret[0].secret_arn, null)
}

output "uploads_file_system_id" {
  description = "ID of the file system that uploads are on; null unless uploads_mode is efs."
  value       = one(aws_efs_access_point.uploads[*].file_system_id)
}

output "uploads_storage_settings" {
  description = "What to enter in the application for uploads_mode = \"s3\", under Integrations, S3, for each tenant: credentials provided by AWS, bucket and region; empty otherwise."
  value       = local.uploads_on_s3 ? { auth_mode = "ambient", bucket = local.create_uploads_bucket ? aws_s3_bucket.uploads[0].id : var.uploads_bucket, region = var.aws_region } : {}
}

output "search_host" {
  description = "URL of the search engine, as the tasks reach it; null without one."
  value       = local.search_host
}

output "search_reindex_run_task_command" {
  description = "Command that rebuilds what PostgreSQL holds for search: projections, tokens and vectors. Meilisearch itself is filled again in the application, by POST /api/search/reindex for each tenant. Null without a search engine."
  value       = var.search_mode == "none" ? null : "${local.run_task} --task-definition ${aws_ecs_task_definition.migration.arn} --overrides '${jsonencode({ containerOverrides = [{ name = "app", command = ["yarn", "mercato", "search", "reindex"] }] })}'"
}

output "redis_endpoint" {
  description = "Host and port of the managed Redis; null when it is external."
  value       = local.create_managed_redis ? "${local.redis_host}:6379" : null
}
