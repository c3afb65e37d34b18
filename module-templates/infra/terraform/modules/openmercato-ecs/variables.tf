################################################################################
# Basics
# What is deployed, and where?
################################################################################

variable "name" {
  description = "Deployment prefix: every resource is named after it. Lower-case letters, digits and single hyphens, starting with a letter, at most 23 characters."
  type        = string
  nullable    = false
}

variable "environment" {
  description = "Kind of environment. Production refuses plaintext connection URLs, spreads over zones by default and is held against the advice for production."
  type        = string
  default     = "production"
  nullable    = false
}

variable "aws_region" {
  description = "AWS region of the deployment, for example eu-central-1. It must be the region of the AWS provider."
  type        = string
  nullable    = false
}

variable "image" {
  description = "Full container image reference with a tag or digest, for example 123456789012.dkr.ecr.eu-central-1.amazonaws.com/openmercato:1.4.2. Web, workers and one-shot tasks all run it."
  type        = string
  nullable    = false
}

variable "tags" {
  description = "Tags for every resource that can carry them."
  type        = map(string)
  default     = {}
  nullable    = false
}

################################################################################
# Network
# Who runs the network?
################################################################################

variable "networking_mode" {
  description = "managed: this module creates the VPC, subnets, routes and NAT. existing: tasks and load balancer go into a VPC that is there already."
  type        = string
  default     = "managed"
  nullable    = false
}

variable "vpc_cidr" {
  description = "IPv4 range of the VPC, /16 to /28. Default: 10.0.0.0/16."
  type        = string
  default     = null
}

variable "availability_zones" {
  description = "Availability zones of the subnets, at least two; the first public and the first private subnet go into the first zone, and so on. Default: the first zones that AWS reports for the account."
  type        = list(string)
  default     = null
}

variable "public_subnet_cidrs" {
  description = "IPv4 ranges of the public subnets (load balancer, NAT), one for each availability zone. Default: cut from the upper half of vpc_cidr."
  type        = list(string)
  default     = null
}

variable "private_subnet_cidrs" {
  description = "IPv4 ranges of the private subnets (tasks, database, Redis), one for each availability zone. Default: cut from the lower half of vpc_cidr."
  type        = list(string)
  default     = null
}

variable "nat_gateway_mode" {
  description = "single: one NAT gateway for all zones, which is cheaper. per_zone: one in each zone, so that losing a zone does not cut the others off. Default: per_zone in production, else single."
  type        = string
  default     = null
}

variable "vpc_id" {
  description = "ID of the existing VPC."
  type        = string
  default     = null
}

variable "public_subnet_ids" {
  description = "IDs of the existing subnets for the load balancer, in at least two availability zones. They are public subnets, unless alb_internal is true."
  type        = list(string)
  default     = null
}

variable "private_subnet_ids" {
  description = "IDs of the existing private subnets for tasks, and for the database and Redis where this module creates them, in at least two availability zones."
  type        = list(string)
  default     = null
}

variable "existing_network_egress" {
  description = "How the existing private subnets reach AWS and the image registry. nat: a default route to a NAT gateway or the like. vpc_endpoints: VPC endpoints only, named in existing_vpc_endpoints."
  type        = string
  default     = null
}

variable "existing_vpc_endpoints" {
  description = "Short service names of the VPC endpoints that the existing VPC has, for example [\"ecr.api\", \"ecr.dkr\", \"logs\", \"s3\", \"secretsmanager\"]. Needed with existing_network_egress = \"vpc_endpoints\"."
  type        = set(string)
  default     = null
}

variable "verify_existing_network" {
  description = "Look the existing network up at plan and check VPC membership, zones and routes of the subnets. Needs ec2:Describe permissions. Default: false."
  type        = bool
  default     = null
}

################################################################################
# Load balancer
# Who may reach the application?
################################################################################

variable "alb_internal" {
  description = "Give the load balancer private addresses only, so that it is reachable from inside the network alone."
  type        = bool
  default     = false
  nullable    = false
}

variable "alb_ingress_cidrs" {
  description = "IPv4 ranges that may reach the load balancer."
  type        = list(string)
  default     = ["0.0.0.0/0"]
  nullable    = false
}

variable "alb_idle_timeout" {
  description = "Seconds after which the load balancer closes an idle connection, 1 to 4000. Server-sent events have a heartbeat of 30 seconds."
  type        = number
  default     = 60
  nullable    = false
}

variable "alb_ssl_policy" {
  description = "Security policy of the HTTPS listener."
  type        = string
  default     = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  nullable    = false
}

variable "health_check_path" {
  description = "Path that the load balancer asks for health. An application made with create-app serves /api/healthz; the monorepo application serves /api/version only, 30 requests a minute for each client; /health is for images that add it."
  type        = string
  default     = "/health"
  nullable    = false
}

variable "health_check_matcher" {
  description = "HTTP status codes that count as healthy: one code, a list (200,204) or a range (200-299)."
  type        = string
  default     = "200"
  nullable    = false
}

variable "health_check_interval" {
  description = "Seconds between two health checks, 5 to 300."
  type        = number
  default     = 30
  nullable    = false
}

variable "health_check_timeout" {
  description = "Seconds after which a health check without an answer has failed, 2 to 120; less than health_check_interval."
  type        = number
  default     = 10
  nullable    = false
}

variable "health_check_healthy_threshold" {
  description = "Successful checks in a row that make a target healthy, 2 to 10."
  type        = number
  default     = 2
  nullable    = false
}

variable "health_check_unhealthy_threshold" {
  description = "Failed checks in a row that make a target unhealthy, 2 to 10."
  type        = number
  default     = 3
  nullable    = false
}

################################################################################
# Runtime
# Do workers run beside the web process or on their own?
################################################################################

variable "runtime_mode" {
  description = "single_service: one ECS service runs the web process, which spawns its own workers. split_workers: the web service runs the application alone, and each entry of worker_services is a private ECS service."
  type        = string
  default     = "single_service"
  nullable    = false
}

variable "container_port" {
  description = "Port that the web process listens on. It becomes PORT in the container."
  type        = number
  default     = 3000
  nullable    = false
}

variable "cpu_architecture" {
  description = "CPU architecture of the image. ARM64 is cheaper; the image must be built for it."
  type        = string
  default     = "X86_64"
  nullable    = false
}

################################################################################
# Web service
# How large is the web service?
################################################################################

variable "web_service" {
  description = <<-EOT
    The ECS service behind the load balancer.
    - `cpu`: CPU units of a task, 1024 being one vCPU.
    - `memory`: MiB of a task; Fargate offers certain amounts for each CPU size. OpenMercato needs 2048, and 4096 is recommended.
    - `desired_count`: number of tasks; with autoscaling, the number to start with.
    - `command`: command as a list of strings. Default: yarn start.
    - `env`: environment of this service alone, on top of env; a null value removes a name.
    - `secrets`: secrets of this service alone, on top of secrets: environment name to Secrets Manager or SSM parameter ARN.
    - `autoscaling`: null for a fixed number of tasks, or min_capacity, max_capacity and the average percentages to hold, cpu_target, memory_target or both.
    - `deployment_minimum_healthy_percent`: share of desired_count that must stay healthy during a deployment.
    - `deployment_maximum_percent`: share of desired_count that may run during a deployment.
    - `health_check_grace_period_seconds`: seconds after its start in which a task is not stopped for failing health checks.
  EOT
  type = object({
    cpu           = optional(number, 1024)
    memory        = optional(number, 4096)
    desired_count = optional(number, 2)
    command       = optional(list(string))
    env           = optional(map(string), {})
    secrets       = optional(map(string), {})
    autoscaling = optional(object({
      min_capacity  = number
      max_capacity  = number
      cpu_target    = optional(number)
      memory_target = optional(number)
    }))
    deployment_minimum_healthy_percent = optional(number, 100)
    deployment_maximum_percent         = optional(number, 200)
    health_check_grace_period_seconds  = optional(number, 180)
  })
  default  = {}
  nullable = false
}

################################################################################
# Workers
# Which workers run on their own?
################################################################################

variable "worker_services" {
  description = <<-EOT
    Worker services by name, each a private ECS service without a load balancer.
    - `cpu`: CPU units of a task, 1024 being one vCPU.
    - `memory`: MiB of a task; Fargate offers certain amounts for each CPU size. OpenMercato needs 2048.
    - `desired_count`: number of tasks; with autoscaling, the number to start with.
    - `command`: command as a list of strings. Default: yarn mercato queue worker --all.
    - `env`: environment of this service alone, on top of env; a null value removes a name.
    - `secrets`: secrets of this service alone, on top of secrets: environment name to Secrets Manager or SSM parameter ARN.
    - `autoscaling`: null for a fixed number of tasks, or min_capacity, max_capacity and the average percentages to hold, cpu_target, memory_target or both.
    - `deployment_minimum_healthy_percent`: share of desired_count that must keep running during a deployment.
    - `deployment_maximum_percent`: share of desired_count that may run during a deployment.
  EOT
  type = map(object({
    cpu           = optional(number, 512)
    memory        = optional(number, 2048)
    desired_count = optional(number, 1)
    command       = optional(list(string))
    env           = optional(map(string), {})
    secrets       = optional(map(string), {})
    autoscaling = optional(object({
      min_capacity  = number
      max_capacity  = number
      cpu_target    = optional(number)
      memory_target = optional(number)
    }))
    deployment_minimum_healthy_percent = optional(number, 100)
    deployment_maximum_percent         = optional(number, 200)
  }))
  default = null
}

################################################################################
# One-shot tasks
# Which tasks are started by hand or by a pipeline?
################################################################################

variable "migration_task" {
  description = <<-EOT
    Task that migrates the database. The web process never does; run the task after every change of the image.
    - `cpu`: CPU units of the task, 1024 being one vCPU.
    - `memory`: MiB of the task; Fargate offers certain amounts for each CPU size.
    - `command`: command as a list of strings. Default: yarn db:migrate.
    - `env`: environment of this task alone, on top of env; a null value removes a name.
    - `secrets`: secrets of this task alone, on top of secrets: environment name to Secrets Manager or SSM parameter ARN.
  EOT
  type = object({
    cpu     = optional(number, 512)
    memory  = optional(number, 2048)
    command = optional(list(string))
    env     = optional(map(string), {})
    secrets = optional(map(string), {})
  })
  default  = {}
  nullable = false
}

variable "scheduler_sync_task" {
  description = <<-EOT
    Task that writes the schedules into the asynchronous queues; {} gives it its defaults, null leaves it out.
    - `cpu`: CPU units of the task, 1024 being one vCPU.
    - `memory`: MiB of the task; Fargate offers certain amounts for each CPU size.
    - `command`: command as a list of strings. Default: yarn mercato scheduler start.
    - `env`: environment of this task alone, on top of env; a null value removes a name.
    - `secrets`: secrets of this task alone, on top of secrets: environment name to Secrets Manager or SSM parameter ARN.
  EOT
  type = object({
    cpu     = optional(number, 512)
    memory  = optional(number, 2048)
    command = optional(list(string))
    env     = optional(map(string), {})
    secrets = optional(map(string), {})
  })
  default = null
}

################################################################################
# Database
# Who runs PostgreSQL?
################################################################################

variable "database_mode" {
  description = "managed: this module creates an RDS for PostgreSQL instance. external: the database exists already, anywhere that the tasks can reach."
  type        = string
  default     = "managed"
  nullable    = false
}

variable "db_name" {
  description = "Name of the database. Default with a managed database: openmercato. Needed when an external database is given by its parts."
  type        = string
  default     = null
}

variable "db_username" {
  description = "User name for the database. Default with a managed database: openmercato. Needed when an external database is given by its parts."
  type        = string
  default     = null
}

variable "db_tls_mode" {
  description = "TLS to the database. no_verify: encrypted, the certificate is not checked, works with every image. verify: encrypted and checked against db_tls_ca_file or the public authorities. disable: no TLS. Default: no_verify, or what the URL says when the URL is given whole; then it must agree with the URL."
  type        = string
  default     = null
}

variable "db_tls_ca_file" {
  description = "Path inside the image of the certificate bundle to check the database against, for example /etc/ssl/certs/rds-global-bundle.pem. It becomes NODE_EXTRA_CA_CERTS. Needs db_tls_mode = \"verify\"."
  type        = string
  default     = null
}

variable "db_engine_version" {
  description = "PostgreSQL version of the managed database: a major version, or a full one. OpenMercato is made for 17. Default: 17."
  type        = string
  default     = null
}

variable "db_instance_class" {
  description = "Instance class of the managed database. Default: db.t4g.medium."
  type        = string
  default     = null
}

variable "db_allocated_storage" {
  description = "Storage of the managed database in GiB (gp3), 20 to 65536. Default: 50."
  type        = number
  default     = null
}

variable "db_max_allocated_storage" {
  description = "GiB up to which the storage of the managed database grows by itself; at least 10 % more than db_allocated_storage. Default: 0, it does not grow."
  type        = number
  default     = null
}

variable "db_multi_az" {
  description = "Keep a standby of the managed database in a second zone. Default: true in production, else false."
  type        = bool
  default     = null
}

variable "db_backup_retention_days" {
  description = "Days for which automated backups of the managed database are kept, 0 to 35; 0 turns them off. Default: 7."
  type        = number
  default     = null
}

variable "db_deletion_protection" {
  description = "Refuse to delete the managed database until this is set to false. Default: true."
  type        = bool
  default     = null
}

variable "db_skip_final_snapshot" {
  description = "Delete the managed database without a last snapshot. Default: false."
  type        = bool
  default     = null
}

variable "database_url_secret_arn" {
  description = "ARN of the secret or SSM parameter that holds the whole PostgreSQL URL of the external database."
  type        = string
  default     = null
}

variable "db_host" {
  description = "Host name of the external database, when it is given by its parts."
  type        = string
  default     = null
}

variable "db_port" {
  description = "Port of the external database, when it is given by its parts. Default: 5432."
  type        = number
  default     = null
}

variable "db_password_secret_arn" {
  description = "ARN of the secret or SSM parameter that holds the password of the external database, when it is given by its parts."
  type        = string
  default     = null
}

variable "database_url" {
  description = "Plaintext PostgreSQL URL of the external database. It ends up in the Terraform state, so production refuses it: use database_url_secret_arn."
  type        = string
  default     = null
  sensitive   = true
}

################################################################################
# Redis
# Who runs Redis?
################################################################################

variable "redis_mode" {
  description = "managed: this module creates Redis on ElastiCache. external: Redis exists already, anywhere that the tasks can reach."
  type        = string
  default     = "managed"
  nullable    = false
}

variable "redis_deployment_mode" {
  description = "replication_group: nodes of a chosen size, cluster mode disabled. serverless: ElastiCache Serverless, which the asynchronous queues of OpenMercato do not work with. Default: replication_group."
  type        = string
  default     = null
}

variable "redis_engine_version" {
  description = "Redis version of the managed Redis: 7.1 or the like for a replication group, the major version for serverless. Default: 7.1, or 7 for serverless."
  type        = string
  default     = null
}

variable "redis_node_type" {
  description = "Node type of the replication group. Default: cache.t4g.small."
  type        = string
  default     = null
}

variable "redis_num_cache_clusters" {
  description = "Nodes of the replication group: the primary and its replicas, 1 to 6. Default: 2 with redis_multi_az, else 1."
  type        = number
  default     = null
}

variable "redis_multi_az" {
  description = "Spread the replication group over zones, with automatic failover. Needs at least two nodes. Default: true in production, else false."
  type        = bool
  default     = null
}

variable "redis_snapshot_retention_days" {
  description = "Days for which daily snapshots of the managed Redis are kept, 0 to 35; 0 turns them off. Default: 7."
  type        = number
  default     = null
}

variable "redis_serverless_min_data_storage_gb" {
  description = "GB of data that the serverless cache is billed for at least, 1 to 5000. Default: AWS's own."
  type        = number
  default     = null
}

variable "redis_serverless_max_data_storage_gb" {
  description = "GB of data that the serverless cache may hold, 1 to 5000. Default: AWS's own."
  type        = number
  default     = null
}

variable "redis_serverless_min_ecpu_per_second" {
  description = "ElastiCache processing units a second that the serverless cache is billed for at least, 1000 to 15000000. Default: AWS's own."
  type        = number
  default     = null
}

variable "redis_serverless_max_ecpu_per_second" {
  description = "ElastiCache processing units a second that the serverless cache may use, 1000 to 15000000. Default: AWS's own."
  type        = number
  default     = null
}

variable "redis_url_secret_arn" {
  description = "ARN of the secret or SSM parameter that holds the URL of the external Redis, rediss:// with TLS."
  type        = string
  default     = null
}

variable "redis_url" {
  description = "Plaintext URL of the external Redis. It ends up in the Terraform state, so production refuses it: use redis_url_secret_arn."
  type        = string
  default     = null
  sensitive   = true
}

################################################################################
# DNS and TLS
# Under which address is it reached?
################################################################################

variable "dns_mode" {
  description = "none: no DNS records; the load balancer speaks plain HTTP unless certificate_arn is set. route53: this module creates the records, the certificate and its validation in a Route 53 zone, and HTTP redirects to HTTPS."
  type        = string
  default     = "none"
  nullable    = false
}

variable "domain_name" {
  description = "Domain name of the application, for example shop.example.com. Needed with dns_mode = \"route53\" and with certificate_arn."
  type        = string
  default     = null
}

variable "hosted_zone_id" {
  description = "ID of the public Route 53 zone that holds domain_name."
  type        = string
  default     = null
}

variable "create_www_record" {
  description = "Also serve www. in front of domain_name: in the certificate and as a record. Default: false."
  type        = bool
  default     = null
}

variable "acm_validation_method" {
  description = "How the certificate is validated. Default: DNS, the only method that works without a mailbox."
  type        = string
  default     = null
}

variable "acm_validation_timeout" {
  description = "How long an apply waits for the certificate, for example 45m or 2h. It stays pending as long as the zone is not publicly delegated. Default: 45m."
  type        = string
  default     = null
}

variable "certificate_arn" {
  description = "ARN of an ACM certificate for HTTPS, for those whose DNS is not in Route 53. domain_name says which domain points at the load balancer."
  type        = string
  default     = null
}

################################################################################
# WAF
# Is a web application firewall put in front?
################################################################################

variable "waf_mode" {
  description = "none: no web application firewall. existing: the web ACL named by waf_web_acl_arn is put in front of the load balancer."
  type        = string
  default     = "none"
  nullable    = false
}

variable "waf_web_acl_arn" {
  description = "ARN of the regional WAFv2 web ACL."
  type        = string
  default     = null
}

################################################################################
# Environment and secrets
# What does every container get?
################################################################################

variable "env" {
  description = "Environment variables of every container. A null value removes a name that this module would set."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "secrets" {
  description = "Secrets of every container: environment name to the ARN of a Secrets Manager secret, also with its :json-key:stage:version suffix, or of an SSM parameter. JWT_SECRET and TENANT_DATA_ENCRYPTION_FALLBACK_KEY belong here."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "allow_env_override_critical" {
  description = "Let env and secrets override the connection settings that this module derives: DATABASE_URL, DB_*, REDIS_URL, QUEUE_STRATEGY, AUTO_SPAWN_* and PORT. What runtime_mode = \"split_workers\" forces stays forced."
  type        = bool
  default     = false
  nullable    = false
}

variable "secrets_kms_key_arns" {
  description = "ARNs of the customer managed KMS keys that encrypt the secrets and parameters in use. The execution role may then decrypt with them."
  type        = list(string)
  default     = []
  nullable    = false
}

################################################################################
# Operations
# How is it run?
################################################################################

variable "log_retention_days" {
  description = "Days for which CloudWatch keeps the logs, of the numbers that it offers; 0 keeps them for ever."
  type        = number
  default     = 30
  nullable    = false
}

variable "enable_execute_command" {
  description = "Allow ECS Exec: a shell in running containers for those whom IAM lets."
  type        = bool
  default     = false
  nullable    = false
}

variable "task_role_policies" {
  description = "IAM policies for the application itself, for example for an S3 bucket: a name of your choice to a policy ARN."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "permissions_boundary_arn" {
  description = "ARN of the IAM policy that bounds the roles of this module."
  type        = string
  default     = null
}

variable "acknowledged_advice" {
  description = "Names of the checks whose advice was read and accepted. They are silent from then on."
  type        = set(string)
  default     = []
  nullable    = false
}
