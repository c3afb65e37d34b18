# The rules over several inputs. They live in a module without resources that
# takes every input in one object, for two reasons: Terraform 1.8 lets a
# validation read its own variable only, and a rule over an object of literals
# fails at terraform validate, not only at plan.
#
# A validation can use no local value, so what it iterates over stands in it
# twice: in the condition, and in the message that names each offender. Messages
# are evaluated even when the rule holds, and are safe for null.

variable "inputs" {
  description = "Every input of the module. The types repeat those of the module's variables."
  type = object({
    name                              = string
    environment                       = optional(string, "production")
    aws_region                        = string
    image                             = string
    repository_credentials_secret_arn = optional(string)
    tags                              = optional(map(string), {})
    networking_mode                   = optional(string, "managed")
    vpc_cidr                          = optional(string)
    availability_zones                = optional(list(string))
    public_subnet_cidrs               = optional(list(string))
    private_subnet_cidrs              = optional(list(string))
    nat_gateway_mode                  = optional(string)
    vpc_id                            = optional(string)
    public_subnet_ids                 = optional(list(string))
    private_subnet_ids                = optional(list(string))
    existing_network_egress           = optional(string)
    existing_vpc_endpoints            = optional(set(string))
    verify_existing_network           = optional(bool)
    alb_internal                      = optional(bool, false)
    alb_ingress_cidrs                 = optional(list(string), ["0.0.0.0/0"])
    alb_idle_timeout                  = optional(number, 60)
    alb_ssl_policy                    = optional(string, "ELBSecurityPolicy-TLS13-1-2-2021-06")
    health_check_path                 = optional(string, "/health")
    health_check_matcher              = optional(string, "200")
    health_check_interval             = optional(number, 30)
    health_check_timeout              = optional(number, 10)
    health_check_healthy_threshold    = optional(number, 2)
    health_check_unhealthy_threshold  = optional(number, 3)
    runtime_mode                      = optional(string, "single_service")
    container_port                    = optional(number, 3000)
    cpu_architecture                  = optional(string, "X86_64")
    web_service = optional(object({
      cpu           = optional(number, 1024)
      memory        = optional(number, 4096)
      desired_count = optional(number, 2)
      command       = optional(list(string))
      env           = optional(map(string), {})
      secrets       = optional(map(string), {})
      autoscaling = optional(object({
        min_capacity    = number
        max_capacity    = number
        cpu_target      = optional(number)
        memory_target   = optional(number)
        requests_target = optional(number)
      }))
      deployment_minimum_healthy_percent = optional(number, 100)
      deployment_maximum_percent         = optional(number, 200)
      health_check_grace_period_seconds  = optional(number, 180)
      scheduled_scaling = optional(map(object({
        schedule     = string
        timezone     = optional(string, "UTC")
        min_capacity = number
        max_capacity = number
      })), {})
      ephemeral_storage_gib = optional(number)
      stop_timeout          = optional(number)
      ulimits               = optional(map(number), {})
      health_check = optional(object({
        command      = list(string)
        interval     = optional(number)
        timeout      = optional(number)
        retries      = optional(number)
        start_period = optional(number)
      }))
      sidecars         = optional(list(string), [])
      firelens_options = optional(map(string), {})
    }), {})
    worker_services = optional(map(object({
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
      spot_percent                       = optional(number)
      scheduled_scaling = optional(map(object({
        schedule     = string
        timezone     = optional(string, "UTC")
        min_capacity = number
        max_capacity = number
      })), {})
      ephemeral_storage_gib = optional(number)
      stop_timeout          = optional(number)
      ulimits               = optional(map(number), {})
      health_check = optional(object({
        command      = list(string)
        interval     = optional(number)
        timeout      = optional(number)
        retries      = optional(number)
        start_period = optional(number)
      }))
      sidecars         = optional(list(string), [])
      firelens_options = optional(map(string), {})
    })))
    migration_task = optional(object({
      cpu                   = optional(number, 512)
      memory                = optional(number, 2048)
      command               = optional(list(string))
      env                   = optional(map(string), {})
      secrets               = optional(map(string), {})
      ephemeral_storage_gib = optional(number)
    }), {})
    scheduler_sync_task = optional(object({
      cpu                   = optional(number, 512)
      memory                = optional(number, 2048)
      command               = optional(list(string))
      env                   = optional(map(string), {})
      secrets               = optional(map(string), {})
      ephemeral_storage_gib = optional(number)
    }))
    database_mode                        = optional(string, "managed")
    db_name                              = optional(string)
    db_username                          = optional(string)
    db_tls_mode                          = optional(string)
    db_tls_ca_file                       = optional(string)
    db_engine_version                    = optional(string)
    db_instance_class                    = optional(string)
    db_allocated_storage                 = optional(number)
    db_max_allocated_storage             = optional(number)
    db_multi_az                          = optional(bool)
    db_backup_retention_days             = optional(number)
    db_deletion_protection               = optional(bool)
    db_skip_final_snapshot               = optional(bool)
    db_password_rotation_days            = optional(number)
    database_url_secret_arn              = optional(string)
    db_host                              = optional(string)
    db_port                              = optional(number)
    db_password_secret_arn               = optional(string)
    database_url                         = optional(string)
    redis_mode                           = optional(string, "managed")
    redis_deployment_mode                = optional(string)
    redis_engine_version                 = optional(string)
    redis_node_type                      = optional(string)
    redis_num_cache_clusters             = optional(number)
    redis_multi_az                       = optional(bool)
    redis_snapshot_retention_days        = optional(number)
    redis_serverless_min_data_storage_gb = optional(number)
    redis_serverless_max_data_storage_gb = optional(number)
    redis_serverless_min_ecpu_per_second = optional(number)
    redis_serverless_max_ecpu_per_second = optional(number)
    redis_url_secret_arn                 = optional(string)
    redis_url                            = optional(string)
    uploads_mode                         = optional(string, "task_disk")
    create_uploads_storage               = optional(bool)
    uploads_path                         = optional(string)
    uploads_file_system_id               = optional(string)
    uploads_backup                       = optional(bool)
    uploads_bucket                       = optional(string)
    search_mode                          = optional(string, "none")
    search_host                          = optional(string)
    search_key_secret_arn                = optional(string)
    search_image                         = optional(string)
    search_service = optional(object({
      cpu    = optional(number, 1024)
      memory = optional(number, 2048)
    }))
    search_storage              = optional(string)
    dns_mode                    = optional(string, "none")
    domain_name                 = optional(string)
    hosted_zone_id              = optional(string)
    create_www_record           = optional(bool)
    acm_validation_method       = optional(string)
    acm_validation_timeout      = optional(string)
    create_validation_records   = optional(bool)
    certificate_arn             = optional(string)
    waf_mode                    = optional(string, "none")
    waf_web_acl_arn             = optional(string)
    env                         = optional(map(string), {})
    secrets                     = optional(map(string), {})
    allow_env_override_critical = optional(bool, false)
    secrets_kms_key_arns        = optional(list(string), [])
    restart_on_secret_change    = optional(bool, true)
    enable_alarms               = optional(bool, false)
    alarm_topic_arn             = optional(string)
    monthly_budget = optional(object({
      amount_usd = number
      emails     = list(string)
      tag        = optional(string)
    }))
    container_insights       = optional(string)
    alb_access_logs_bucket   = optional(string)
    flow_log_retention_days  = optional(number)
    log_retention_days       = optional(number, 30)
    keep_log_groups          = optional(bool)
    apply_immediately        = optional(bool)
    kms_key_arn              = optional(string)
    enable_execute_command   = optional(bool, false)
    task_role_policies       = optional(map(string), {})
    permissions_boundary_arn = optional(string)
    acknowledged_advice      = optional(set(string), [])
  })
  nullable = false

  ##############################################################################
  # Network
  ##############################################################################

  validation {
    condition     = var.inputs.networking_mode == "managed" || var.inputs.flow_log_retention_days == null
    error_message = "flow_log_retention_days: is for networking_mode = \"managed\", but networking_mode is \"${var.inputs.networking_mode}\". Remove flow_log_retention_days, or choose managed."
  }

  validation {
    condition     = var.inputs.networking_mode == "managed" || var.inputs.vpc_cidr == null
    error_message = "vpc_cidr: is for networking_mode = \"managed\", but networking_mode is ${jsonencode(var.inputs.networking_mode)}. Remove vpc_cidr, or choose managed."
  }

  validation {
    condition     = var.inputs.networking_mode == "managed" || var.inputs.availability_zones == null
    error_message = "availability_zones: is for networking_mode = \"managed\", but networking_mode is ${jsonencode(var.inputs.networking_mode)}. Remove availability_zones, or choose managed."
  }

  validation {
    condition     = var.inputs.networking_mode == "managed" || var.inputs.public_subnet_cidrs == null
    error_message = "public_subnet_cidrs: is for networking_mode = \"managed\", but networking_mode is ${jsonencode(var.inputs.networking_mode)}. Remove public_subnet_cidrs, or choose managed."
  }

  validation {
    condition     = var.inputs.networking_mode == "managed" || var.inputs.private_subnet_cidrs == null
    error_message = "private_subnet_cidrs: is for networking_mode = \"managed\", but networking_mode is ${jsonencode(var.inputs.networking_mode)}. Remove private_subnet_cidrs, or choose managed."
  }

  validation {
    condition     = var.inputs.networking_mode == "managed" || var.inputs.nat_gateway_mode == null
    error_message = "nat_gateway_mode: is for networking_mode = \"managed\", but networking_mode is ${jsonencode(var.inputs.networking_mode)}. Remove nat_gateway_mode, or choose managed."
  }

  validation {
    condition     = var.inputs.networking_mode == "existing" || var.inputs.vpc_id == null
    error_message = "vpc_id: is for networking_mode = \"existing\", but networking_mode is ${jsonencode(var.inputs.networking_mode)}. Remove vpc_id, or choose existing."
  }

  validation {
    condition     = var.inputs.networking_mode == "existing" || var.inputs.public_subnet_ids == null
    error_message = "public_subnet_ids: is for networking_mode = \"existing\", but networking_mode is ${jsonencode(var.inputs.networking_mode)}. Remove public_subnet_ids, or choose existing."
  }

  validation {
    condition     = var.inputs.networking_mode == "existing" || var.inputs.private_subnet_ids == null
    error_message = "private_subnet_ids: is for networking_mode = \"existing\", but networking_mode is ${jsonencode(var.inputs.networking_mode)}. Remove private_subnet_ids, or choose existing."
  }

  validation {
    condition     = var.inputs.networking_mode == "existing" || var.inputs.existing_network_egress == null
    error_message = "existing_network_egress: is for networking_mode = \"existing\", but networking_mode is ${jsonencode(var.inputs.networking_mode)}. Remove existing_network_egress, or choose existing."
  }

  validation {
    condition     = var.inputs.networking_mode == "existing" || var.inputs.verify_existing_network == null
    error_message = "verify_existing_network: is for networking_mode = \"existing\", but networking_mode is ${jsonencode(var.inputs.networking_mode)}. Remove verify_existing_network, or choose existing."
  }

  validation {
    condition     = var.inputs.existing_network_egress == "vpc_endpoints" || var.inputs.existing_vpc_endpoints == null
    error_message = "existing_vpc_endpoints: is for existing_network_egress = \"vpc_endpoints\", but existing_network_egress is ${jsonencode(var.inputs.existing_network_egress)}. Remove existing_vpc_endpoints, or choose vpc_endpoints."
  }

  validation {
    condition     = var.inputs.networking_mode != "existing" || var.inputs.vpc_id != null
    error_message = "vpc_id: is needed with networking_mode = \"existing\"; name the VPC."
  }

  validation {
    condition     = var.inputs.networking_mode != "existing" || var.inputs.public_subnet_ids != null
    error_message = "public_subnet_ids: is needed with networking_mode = \"existing\"; name at least two subnets for the load balancer."
  }

  validation {
    condition     = var.inputs.networking_mode != "existing" || var.inputs.private_subnet_ids != null
    error_message = "private_subnet_ids: is needed with networking_mode = \"existing\"; name at least two private subnets for the tasks."
  }

  validation {
    condition     = var.inputs.networking_mode != "existing" || var.inputs.existing_network_egress != null
    error_message = "existing_network_egress: is needed with networking_mode = \"existing\"; say how the private subnets reach AWS: nat or vpc_endpoints."
  }

  validation {
    condition     = var.inputs.existing_network_egress != "vpc_endpoints" || var.inputs.existing_vpc_endpoints != null
    error_message = "existing_vpc_endpoints: is needed with existing_network_egress = \"vpc_endpoints\"; name the endpoints that the VPC has."
  }

  validation {
    condition     = (var.inputs.public_subnet_cidrs == null) == (var.inputs.private_subnet_cidrs == null)
    error_message = "${var.inputs.public_subnet_cidrs == null ? "public_subnet_cidrs" : "private_subnet_cidrs"}: is needed, since the ranges of the other kind of subnet are set. Set both, or neither."
  }

  validation {
    # A default subnet is a sixteenth of the VPC, and the load balancer needs a /27.
    condition     = var.inputs.vpc_cidr == null || var.inputs.private_subnet_cidrs != null ? true : try(tonumber(split("/", var.inputs.vpc_cidr)[1]) <= 23 || tonumber(split("/", var.inputs.vpc_cidr)[1]) > 28, true)
    error_message = "vpc_cidr: ${jsonencode(var.inputs.vpc_cidr)} is too small to cut subnets from. Choose a /16 to a /23, or set public_subnet_cidrs and private_subnet_cidrs."
  }

  validation {
    condition     = var.inputs.private_subnet_cidrs != null || var.inputs.availability_zones == null ? true : length(var.inputs.availability_zones) <= 8
    error_message = "availability_zones: ${length(coalesce(var.inputs.availability_zones, []))} are more than a VPC is cut for. Name at most eight, or set public_subnet_cidrs and private_subnet_cidrs."
  }

  validation {
    # What does not look like a zone has a rule of its own.
    condition = alltrue([for zone in coalesce(var.inputs.availability_zones, []) : can(regex("^[a-z]{2,4}(-[a-z]+){1,2}-[1-9][0-9]?[a-z]$", zone)) ? substr(zone, 0, length(zone) - 1) == var.inputs.aws_region : true])
    error_message = join("\n", [
      for index, zone in coalesce(var.inputs.availability_zones, []) : "availability_zones[${index}]: ${jsonencode(zone)} is not a zone of aws_region, ${var.inputs.aws_region}."
      if !(can(regex("^[a-z]{2,4}(-[a-z]+){1,2}-[1-9][0-9]?[a-z]$", zone)) ? substr(zone, 0, length(zone) - 1) == var.inputs.aws_region : true)
    ])
  }

  validation {
    # The range lies in the VPC if it is the VPC's once cut to its length. What is not an IPv4 range has a rule
    # of its own.
    condition = alltrue(flatten([
      for vpc in [coalesce(var.inputs.vpc_cidr, "10.0.0.0/16")] : [
        for name, cidrs in { public_subnet_cidrs = var.inputs.public_subnet_cidrs, private_subnet_cidrs = var.inputs.private_subnet_cidrs } : [
          for index, cidr in coalesce(cidrs, []) : try(cidrsubnet("${split("/", cidr)[0]}/${split("/", vpc)[1]}", 0, 0) == cidrsubnet(vpc, 0, 0) && tonumber(split("/", cidr)[1]) >= tonumber(split("/", vpc)[1]), true)
        ]
      ]
    ]))
    error_message = join("\n", flatten([
      for vpc in [coalesce(var.inputs.vpc_cidr, "10.0.0.0/16")] : [
        for name, cidrs in { public_subnet_cidrs = var.inputs.public_subnet_cidrs, private_subnet_cidrs = var.inputs.private_subnet_cidrs } : [
          for index, cidr in coalesce(cidrs, []) : "${name}[${index}]: ${jsonencode(cidr)} is outside of vpc_cidr, ${vpc}. Choose a range within it."
          if !try(cidrsubnet("${split("/", cidr)[0]}/${split("/", vpc)[1]}", 0, 0) == cidrsubnet(vpc, 0, 0) && tonumber(split("/", cidr)[1]) >= tonumber(split("/", vpc)[1]), true)
        ]
      ]
    ]))
  }

  validation {
    condition     = var.inputs.public_subnet_cidrs == null || var.inputs.private_subnet_cidrs == null ? true : length(var.inputs.public_subnet_cidrs) == length(var.inputs.private_subnet_cidrs)
    error_message = "private_subnet_cidrs: there are ${length(coalesce(var.inputs.private_subnet_cidrs, []))}, but ${length(coalesce(var.inputs.public_subnet_cidrs, []))} public_subnet_cidrs. Each availability zone has one of each."
  }

  validation {
    condition     = var.inputs.public_subnet_cidrs == null || var.inputs.availability_zones == null ? true : length(var.inputs.public_subnet_cidrs) == length(var.inputs.availability_zones)
    error_message = "availability_zones: there are ${length(coalesce(var.inputs.availability_zones, []))}, but ${length(coalesce(var.inputs.public_subnet_cidrs, []))} public_subnet_cidrs. Each zone has one public and one private range."
  }

  validation {
    # Of two ranges that overlap, one lies in the other.
    condition = length(flatten([
      for public in coalesce(var.inputs.public_subnet_cidrs, []) : [
        for index, private in coalesce(var.inputs.private_subnet_cidrs, []) : index
        if try(cidrsubnet("${split("/", private)[0]}/${split("/", public)[1]}", 0, 0) == public || cidrsubnet("${split("/", public)[0]}/${split("/", private)[1]}", 0, 0) == private, false)
      ]
    ])) == 0
    error_message = join("\n", flatten([
      for public in coalesce(var.inputs.public_subnet_cidrs, []) : [
        for index, private in coalesce(var.inputs.private_subnet_cidrs, []) : "private_subnet_cidrs[${index}]: ${jsonencode(private)} overlaps the public subnet ${jsonencode(public)}. The ranges of subnets must not overlap."
        if try(cidrsubnet("${split("/", private)[0]}/${split("/", public)[1]}", 0, 0) == public || cidrsubnet("${split("/", public)[0]}/${split("/", private)[1]}", 0, 0) == private, false)
      ]
    ]))
  }

  validation {
    condition = var.inputs.alb_internal ? true : length([for id in setintersection(coalesce(var.inputs.public_subnet_ids, []), coalesce(var.inputs.private_subnet_ids, [])) : id if id != null]) == 0
    error_message = join("\n", [
      for id in setintersection(coalesce(var.inputs.public_subnet_ids, []), coalesce(var.inputs.private_subnet_ids, [])) : "private_subnet_ids: ${id} is also among public_subnet_ids. Tasks run in private subnets; only an internal load balancer may share them." if id != null
    ])
  }

  validation {
    # Fargate pulls from ECR through ecr.api, ecr.dkr and, for the layers, s3. The secret of a managed database
    # is in Secrets Manager; ECS Exec talks to ssmmessages.
    # https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
    condition = var.inputs.existing_vpc_endpoints == null ? true : length(setsubtract(flatten([
      for arns in [concat(
        [var.inputs.database_url_secret_arn, var.inputs.db_password_secret_arn, var.inputs.redis_url_secret_arn, var.inputs.search_key_secret_arn],
        flatten([for layer in values(merge(
          { secrets = var.inputs.secrets },
          { for path, task in merge(
            { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
            { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
          ) : "${path}.secrets" => task.secrets if task != null },
          merge([for path, service in merge(
            { web_service = var.inputs.web_service },
            { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
          ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].secrets" => try({ for secret in jsondecode(text).secrets : secret.name => secret.valueFrom }, {}) } if service != null]...),
        )) : values(layer)]),
        )] : concat(
        ["ecr.api", "ecr.dkr", "s3", "logs"],
        var.inputs.database_mode == "managed" || anytrue([for arn in arns : can(regex(":secretsmanager:", arn))]) ? ["secretsmanager"] : [],
        anytrue([for arn in arns : can(regex(":ssm:", arn))]) ? ["ssm"] : [],
        var.inputs.enable_execute_command ? ["ssmmessages"] : [],
      )
    ]), coalesce(var.inputs.existing_vpc_endpoints, []))) == 0
    error_message = join("\n", [
      for service in setsubtract(flatten([
        for arns in [concat(
          [var.inputs.database_url_secret_arn, var.inputs.db_password_secret_arn, var.inputs.redis_url_secret_arn, var.inputs.search_key_secret_arn],
          flatten([for layer in values(merge(
            { secrets = var.inputs.secrets },
            { for path, task in merge(
              { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
              { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
            ) : "${path}.secrets" => task.secrets if task != null },
            merge([for path, service in merge(
              { web_service = var.inputs.web_service },
              { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
            ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].secrets" => try({ for secret in jsondecode(text).secrets : secret.name => secret.valueFrom }, {}) } if service != null]...),
          )) : values(layer)]),
          )] : concat(
          ["ecr.api", "ecr.dkr", "s3", "logs"],
          var.inputs.database_mode == "managed" || anytrue([for arn in arns : can(regex(":secretsmanager:", arn))]) ? ["secretsmanager"] : [],
          anytrue([for arn in arns : can(regex(":ssm:", arn))]) ? ["ssm"] : [],
          var.inputs.enable_execute_command ? ["ssmmessages"] : [],
        )
      ]), coalesce(var.inputs.existing_vpc_endpoints, [])) : "existing_vpc_endpoints: the tasks need ${service} too, to pull the image, read secrets, write logs or for ECS Exec. Create the endpoint and name it, or choose existing_network_egress = \"nat\"."
    ])
  }

  validation {
    # Each range makes a rule for port 80, and one for 443 with a certificate.
    # https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
    condition     = length(var.inputs.alb_ingress_cidrs) * (var.inputs.dns_mode == "route53" || var.inputs.domain_name != null ? 2 : 1) <= 60
    error_message = "alb_ingress_cidrs: ${length(var.inputs.alb_ingress_cidrs)} ranges make more than the 60 rules that a security group takes, with one for each of the load balancer's ports. Put ranges together, or leave it open and use a web ACL."
  }

  validation {
    condition     = var.inputs.repository_credentials_secret_arn == null ? true : !can(regex("^[0-9]{12}\\.dkr[.-]ecr(-fips)?\\.", var.inputs.image))
    error_message = "repository_credentials_secret_arn: the image ${jsonencode(var.inputs.image)} is in Amazon ECR, which the execution role signs in to without them. Remove repository_credentials_secret_arn."
  }

  validation {
    condition     = var.inputs.existing_network_egress != "vpc_endpoints" ? true : can(regex("^[0-9]{12}\\.dkr[.-]ecr(-fips)?\\.[a-z0-9-]+\\.[a-z0-9.-]+/", var.inputs.image))
    error_message = "existing_network_egress: VPC endpoints reach private ECR alone, and the image ${jsonencode(var.inputs.image)} is elsewhere. Choose nat, or copy the image to ECR."
  }

  validation {
    condition     = var.inputs.existing_network_egress != "vpc_endpoints" ? true : try(regex("\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9-]+)\\.", var.inputs.image)[0] == var.inputs.aws_region, true)
    error_message = "image: ${jsonencode(var.inputs.image)} is in the ECR of another region, which the VPC endpoints of ${var.inputs.aws_region} do not reach. Replicate it, or choose existing_network_egress = \"nat\"."
  }

  ##############################################################################
  # Load balancer
  ##############################################################################

  validation {
    condition     = var.inputs.health_check_timeout < var.inputs.health_check_interval
    error_message = "health_check_timeout: ${var.inputs.health_check_timeout} seconds are not less than health_check_interval, ${var.inputs.health_check_interval}. Shorten the timeout or lengthen the interval."
  }

  ##############################################################################
  # Services and tasks
  # The web service, every worker service and every one-shot task are held against
  # the same rules, each by its path.
  ##############################################################################

  validation {
    condition     = var.inputs.runtime_mode == "split_workers" || var.inputs.worker_services == null
    error_message = "worker_services: is for runtime_mode = \"split_workers\", but runtime_mode is ${jsonencode(var.inputs.runtime_mode)}. Remove worker_services, or choose split_workers."
  }

  validation {
    condition     = var.inputs.runtime_mode != "split_workers" || length(coalesce(var.inputs.worker_services, {})) > 0
    error_message = "worker_services: is needed with runtime_mode = \"split_workers\"; define at least one worker service, or choose single_service."
  }

  validation {
    # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
    condition = alltrue([
      for path, task in merge(
        { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task, search_service = var.inputs.search_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : contains([256, 512, 1024, 2048, 4096, 8192, 16384, 32768], task.cpu)
      if task != null
    ])
    error_message = join("\n", [
      for path, task in merge(
        { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task, search_service = var.inputs.search_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : "${path}.cpu: ${task.cpu} is not a size of Fargate. Choose 256, 512, 1024, 2048, 4096, 8192, 16384 or 32768."
      if task == null ? false : !contains([256, 512, 1024, 2048, 4096, 8192, 16384, 32768], task.cpu)
    ])
  }

  validation {
    # The same table, in MiB. A CPU size that is not in it has the rule above.
    condition = alltrue([
      for path, task in merge(
        { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task, search_service = var.inputs.search_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : contains(try({
          "256"   = [512, 1024, 2048]
          "512"   = range(1024, 4097, 1024)
          "1024"  = range(2048, 8193, 1024)
          "2048"  = range(4096, 16385, 1024)
          "4096"  = range(8192, 30721, 1024)
          "8192"  = range(16384, 61441, 4096)
          "16384" = range(32768, 122881, 8192)
          "32768" = [61440, 122880, 249856]
      }[tostring(task.cpu)], [task.memory]), task.memory)
      if task != null
    ])
    error_message = join("\n", flatten([
      for path, task in merge(
        { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task, search_service = var.inputs.search_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for offered in [try({
          "256"   = [512, 1024, 2048]
          "512"   = range(1024, 4097, 1024)
          "1024"  = range(2048, 8193, 1024)
          "2048"  = range(4096, 16385, 1024)
          "4096"  = range(8192, 30721, 1024)
          "8192"  = range(16384, 61441, 4096)
          "16384" = range(32768, 122881, 8192)
          "32768" = [61440, 122880, 249856]
        }[tostring(task.cpu)], [task.memory])] : "${path}.memory: Fargate does not offer ${task.memory} MiB with ${task.cpu} CPU units, but ${join(", ", offered)}."
        if !contains(offered, task.memory)
      ]
      if task != null
    ]))
  }

  validation {
    condition = alltrue([
      for path, task in merge(
        { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : !can(regex(" ", task.command[0]))
      if task != null
    ])
    error_message = join("\n", [
      for path, task in merge(
        { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : "${path}.command[0]: ${jsonencode(task.command[0])} has a space in it, and no program has that name. Write each word on its own, for example ${jsonencode(split(" ", task.command[0]))}."
      if task == null ? false : can(regex(" ", task.command[0]))
    ])
  }

  validation {
    condition = alltrue([
      for path, task in merge(
        { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : task.command == null ? true : length(task.command) > 0 && alltrue([for word in task.command : word == null ? false : can(regex("^[^\\x00]+$", word))])
      if task != null
    ])
    error_message = join("\n", [
      for path, task in merge(
        { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : "${path}.command: must be a list of words, none of them empty or with a NUL in it, for example [\"yarn\", \"start\"]. Leave it out for the default."
      if task == null ? false : !(task.command == null ? true : length(task.command) > 0 && alltrue([for word in task.command : word == null ? false : can(regex("^[^\\x00]+$", word))]))
    ])
  }

  validation {
    # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html
    # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
    condition = alltrue(flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, limits in {
          desired_count                      = [0, 5000]
          deployment_minimum_healthy_percent = [0, 100]
          deployment_maximum_percent         = [100, 200]
          spot_percent                       = [0, 100]
          stop_timeout                       = [2, 120]
        } : try(service[name], null) == null ? true : floor(service[name]) == service[name] && service[name] >= limits[0] && service[name] <= limits[1]
      ]
      if service != null
    ]))
    error_message = join("\n", flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, limits in {
          desired_count                      = [0, 5000]
          deployment_minimum_healthy_percent = [0, 100]
          deployment_maximum_percent         = [100, 200]
          spot_percent                       = [0, 100]
          stop_timeout                       = [2, 120]
        } : "${path}.${name}: ${jsonencode(try(service[name], null))} is not possible; write a whole number from ${limits[0]} to ${limits[1]}."
        if !(try(service[name], null) == null ? true : floor(service[name]) == service[name] && service[name] >= limits[0] && service[name] <= limits[1])
      ]
      if service != null
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, limits in {
          min_capacity = [0, 5000]
          max_capacity = [1, 5000]
        } : service.autoscaling == null ? true : try(floor(service.autoscaling[name]) == service.autoscaling[name] && service.autoscaling[name] >= limits[0] && service.autoscaling[name] <= limits[1], false)
      ]
      if service != null
    ]))
    error_message = join("\n", flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, limits in {
          min_capacity = [0, 5000]
          max_capacity = [1, 5000]
        } : "${path}.autoscaling.${name}: ${jsonencode(try(service.autoscaling[name], null))} is not possible; write a whole number from ${limits[0]} to ${limits[1]}."
        if !(service.autoscaling == null ? true : try(floor(service.autoscaling[name]) == service.autoscaling[name] && service.autoscaling[name] >= limits[0] && service.autoscaling[name] <= limits[1], false))
      ]
      if service != null
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, limits in {
          cpu_target      = [1, 100]
          memory_target   = [1, 100]
          requests_target = [1, 1000000]
        } : try(service.autoscaling[name], null) == null ? true : service.autoscaling[name] >= limits[0] && service.autoscaling[name] <= limits[1]
      ]
      if service != null
    ]))
    error_message = join("\n", flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, limits in {
          cpu_target      = [1, 100]
          memory_target   = [1, 100]
          requests_target = [1, 1000000]
        } : "${path}.autoscaling.${name}: ${jsonencode(try(service.autoscaling[name], null))} is not possible; write a number from ${limits[0]} to ${limits[1]}."
        if !(try(service.autoscaling[name], null) == null ? true : service.autoscaling[name] >= limits[0] && service.autoscaling[name] <= limits[1])
      ]
      if service != null
    ]))
  }

  validation {
    condition = alltrue([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : try(service.autoscaling.cpu_target != null || service.autoscaling.memory_target != null || try(service.autoscaling.requests_target != null, false), true)
      if service != null
    ])
    error_message = join("\n", [
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : "${path}.autoscaling: has nothing to scale by. Set cpu_target, memory_target${path == "web_service" ? ", requests_target" : ""} or several."
      if service == null ? false : !try(service.autoscaling.cpu_target != null || service.autoscaling.memory_target != null || try(service.autoscaling.requests_target != null, false), true)
    ])
  }

  validation {
    condition = alltrue([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : try(service.autoscaling.min_capacity <= service.autoscaling.max_capacity, true)
      if service != null
    ])
    error_message = join("\n", [
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : "${path}.autoscaling.max_capacity: ${jsonencode(try(service.autoscaling.max_capacity, null))} is less than min_capacity, ${jsonencode(try(service.autoscaling.min_capacity, null))}. Raise it."
      if service == null ? false : !try(service.autoscaling.min_capacity <= service.autoscaling.max_capacity, true)
    ])
  }

  validation {
    condition = alltrue([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : try(service.autoscaling.min_capacity > service.autoscaling.max_capacity || service.desired_count >= service.autoscaling.min_capacity && service.desired_count <= service.autoscaling.max_capacity, true)
      if service != null
    ])
    error_message = join("\n", [
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : "${path}.desired_count: ${service.desired_count} is not between min_capacity, ${jsonencode(try(service.autoscaling.min_capacity, null))}, and max_capacity, ${jsonencode(try(service.autoscaling.max_capacity, null))}. Start with a number that autoscaling allows."
      if service == null ? false : !try(service.autoscaling.min_capacity > service.autoscaling.max_capacity || service.desired_count >= service.autoscaling.min_capacity && service.desired_count <= service.autoscaling.max_capacity, true)
    ])
  }

  validation {
    # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html
    condition = alltrue([
      for path, task in merge(
        { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : task.ephemeral_storage_gib == null ? true : floor(task.ephemeral_storage_gib) == task.ephemeral_storage_gib && task.ephemeral_storage_gib >= 21 && task.ephemeral_storage_gib <= 200
      if task != null
    ])
    error_message = join("\n", [
      for path, task in merge(
        { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : "${path}.ephemeral_storage_gib: ${jsonencode(task.ephemeral_storage_gib)} is not possible; write whole GiB from 21 to 200, or leave it out for the 20 that Fargate gives."
      if task == null ? false : !(task.ephemeral_storage_gib == null ? true : floor(task.ephemeral_storage_gib) == task.ephemeral_storage_gib && task.ephemeral_storage_gib >= 21 && task.ephemeral_storage_gib <= 200)
    ])
  }

  validation {
    # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html
    condition = alltrue(flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, limit in service.ulimits : contains(["core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime", "sigpending", "stack"], name) && try(floor(limit) == limit && limit >= 0 && (name != "nofile" || limit <= 1048576), false)
      ]
      if service != null
    ]))
    error_message = join("\n", flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, limit in service.ulimits : "${path}.ulimits[${jsonencode(name)}]: ${jsonencode(limit)} is not possible; write a whole number for a limit that ECS knows, for example nofile, which is at most 1048576."
        if !(contains(["core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime", "sigpending", "stack"], name) && try(floor(limit) == limit && limit >= 0 && (name != "nofile" || limit <= 1048576), false))
      ]
      if service != null
    ]))
  }

  validation {
    # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
    condition = alltrue(flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, limits in { interval = [5, 300], timeout = [2, 60], retries = [1, 10], start_period = [0, 300] } : service.health_check == null ? true : service.health_check[name] == null ? true : floor(service.health_check[name]) == service.health_check[name] && service.health_check[name] >= limits[0] && service.health_check[name] <= limits[1]
      ]
      if service != null
    ]))
    error_message = join("\n", flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, limits in { interval = [5, 300], timeout = [2, 60], retries = [1, 10], start_period = [0, 300] } : "${path}.health_check.${name}: ${jsonencode(try(service.health_check[name], null))} is not possible; write a whole number from ${limits[0]} to ${limits[1]}."
        if !(service.health_check == null ? true : service.health_check[name] == null ? true : floor(service.health_check[name]) == service.health_check[name] && service.health_check[name] >= limits[0] && service.health_check[name] <= limits[1])
      ]
      if service != null
    ]))
  }

  validation {
    condition = alltrue([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : service.health_check == null ? true : try(contains(["CMD", "CMD-SHELL"], service.health_check.command[0]) && length(service.health_check.command) > 1 && !contains([for word in service.health_check.command : word == null ? true : word == ""], true), false)
      if service != null
    ])
    error_message = join("\n", [
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : "${path}.health_check.command: ${jsonencode(try(service.health_check.command, null))} must begin with CMD-SHELL and one command line, or with CMD and its words, for example [\"CMD-SHELL\", \"node health.js || exit 1\"]."
      if service == null ? false : !(service.health_check == null ? true : try(contains(["CMD", "CMD-SHELL"], service.health_check.command[0]) && length(service.health_check.command) > 1 && !contains([for word in service.health_check.command : word == null ? true : word == ""], true), false))
    ])
  }

  validation {
    # https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html
    condition = alltrue(flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, action in service.scheduled_scaling : can(regex("^[A-Za-z0-9_-]{1,40}$", name)) && try(can(regex("^(cron\\([^ ()]+( [^ ()]+){5}\\)|rate\\([1-9][0-9]* (minute|hour|day)s?\\)|at\\([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\))$", action.schedule)) && can(regex("^[A-Za-z]+([/_+-][A-Za-z0-9]+)*$", action.timezone)), false)
      ]
      if service != null
    ]))
    error_message = join("\n", flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, action in service.scheduled_scaling : "${path}.scheduled_scaling[${jsonencode(name)}]: ${jsonencode(try(action.schedule, null))} in ${jsonencode(try(action.timezone, null))} is not possible. It needs a name of at most 40 letters, digits, hyphens and underscores, a schedule as \"cron(0 8 ? * MON-FRI *)\" or \"at(2026-12-24T18:00:00)\", and a timezone as \"Europe/Warsaw\"."
        if !(can(regex("^[A-Za-z0-9_-]{1,40}$", name)) && try(can(regex("^(cron\\([^ ()]+( [^ ()]+){5}\\)|rate\\([1-9][0-9]* (minute|hour|day)s?\\)|at\\([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\))$", action.schedule)) && can(regex("^[A-Za-z]+([/_+-][A-Za-z0-9]+)*$", action.timezone)), false))
      ]
      if service != null
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, action in service.scheduled_scaling : try(floor(action.min_capacity) == action.min_capacity && floor(action.max_capacity) == action.max_capacity && action.min_capacity >= 0 && action.min_capacity <= action.max_capacity && action.max_capacity <= 5000, false)
      ]
      if service != null
    ]))
    error_message = join("\n", flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, action in service.scheduled_scaling : "${path}.scheduled_scaling[${jsonencode(name)}].max_capacity: ${jsonencode(try([action.min_capacity, action.max_capacity], null))} is no range of tasks. Write whole numbers from 0 to 5000, min_capacity not above max_capacity."
        if !(try(floor(action.min_capacity) == action.min_capacity && floor(action.max_capacity) == action.max_capacity && action.min_capacity >= 0 && action.min_capacity <= action.max_capacity && action.max_capacity <= 5000, false))
      ]
      if service != null
    ]))
  }

  validation {
    # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
    condition = alltrue(flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for index, text in service.sidecars : try(can(regex("^[A-Za-z0-9_-]{1,255}$", jsondecode(text).name)) && jsondecode(text).name != "app" && can(regex("^[^\\s]+$", jsondecode(text).image)), false)
      ]
      if service != null
    ]))
    error_message = join("\n", flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for index, text in service.sidecars : "${path}.sidecars[${index}]: must be the JSON of a container definition with a name other than app and an image, for example jsonencode({ name = \"collector\", image = \"public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1\" })."
        if !(try(can(regex("^[A-Za-z0-9_-]{1,255}$", jsondecode(text).name)) && jsondecode(text).name != "app" && can(regex("^[^\\s]+$", jsondecode(text).image)), false))
      ]
      if service != null
    ]))
  }

  validation {
    condition = alltrue([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : length(service.sidecars) <= 9 && length(distinct([for text in service.sidecars : try(jsondecode(text).name, text)])) == length(service.sidecars)
      if service != null
    ])
    error_message = join("\n", [
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : "${path}.sidecars: a task definition has at most ten containers, app among them, and each a name of its own. These are: ${join(", ", [for text in service.sidecars : try(jsondecode(text).name, "?")])}."
      if service == null ? false : !(length(service.sidecars) <= 9 && length(distinct([for text in service.sidecars : try(jsondecode(text).name, text)])) == length(service.sidecars))
    ])
  }

  validation {
    condition = alltrue([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : length(service.sidecars) == 0 || sum(concat([0], [for text in service.sidecars : try(max(0, jsondecode(text).cpu), 0)])) < service.cpu && sum(concat([0], [for text in service.sidecars : try(max(0, coalesce(try(jsondecode(text).memory, null), jsondecode(text).memoryReservation)), 0)])) < service.memory
      if service != null
    ])
    error_message = join("\n", [
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : "${path}.sidecars: their CPU units or their memory leave nothing of the ${service.cpu} units and ${service.memory} MiB to app. Give the task more, or them less."
      if service == null ? false : !(length(service.sidecars) == 0 || sum(concat([0], [for text in service.sidecars : try(max(0, jsondecode(text).cpu), 0)])) < service.cpu && sum(concat([0], [for text in service.sidecars : try(max(0, coalesce(try(jsondecode(text).memory, null), jsondecode(text).memoryReservation)), 0)])) < service.memory)
    ])
  }

  validation {
    condition = alltrue([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : length(service.firelens_options) == 0 || anytrue([for text in service.sidecars : try(jsondecode(text).firelensConfiguration.type != null, false)])
      if service != null
    ])
    error_message = join("\n", [
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : "${path}.firelens_options: is for a sidecar with a firelensConfiguration, the log router. Add one, or remove it."
      if service == null ? false : !(length(service.firelens_options) == 0 || anytrue([for text in service.sidecars : try(jsondecode(text).firelensConfiguration.type != null, false)]))
    ])
  }

  validation {
    condition = alltrue(flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for index, text in service.sidecars : length(setintersection(try(jsondecode(text).portMappings[*].containerPort, []), concat(path == "web_service" ? [var.inputs.container_port] : [], flatten([for other, definition in service.sidecars : other < index ? try(jsondecode(definition).portMappings[*].containerPort, []) : []])))) == 0
      ]
      if service != null
    ]))
    error_message = join("\n", flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for index, text in service.sidecars : "${path}.sidecars[${index}]: listens on a port of the task that another container has. All containers of a task share its address."
        if !(length(setintersection(try(jsondecode(text).portMappings[*].containerPort, []), concat(path == "web_service" ? [var.inputs.container_port] : [], flatten([for other, definition in service.sidecars : other < index ? try(jsondecode(definition).portMappings[*].containerPort, []) : []])))) == 0)
      ]
      if service != null
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for index, text in service.sidecars : var.inputs.existing_network_egress != "vpc_endpoints" ? true : try(regex("^[0-9]{12}\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9-]+)\\.[a-z0-9.-]+/", jsondecode(text).image)[0] == var.inputs.aws_region, false)
      ]
      if service != null
    ]))
    error_message = join("\n", flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for index, text in service.sidecars : "${path}.sidecars[${index}]: its image, ${try(jsondecode(text).image, "none")}, is not in Amazon ECR of ${var.inputs.aws_region}, and VPC endpoints reach nothing else. Copy it there."
        if !(var.inputs.existing_network_egress != "vpc_endpoints" ? true : try(regex("^[0-9]{12}\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9-]+)\\.[a-z0-9.-]+/", jsondecode(text).image)[0] == var.inputs.aws_region, false))
      ]
      if service != null
    ]))
  }

  validation {
    # A deployment starts a task above the count or stops one below it; ECS rounds the maximum down and the
    # minimum up. The smallest count has the least room.
    condition = alltrue(flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for count in [try(max(1, service.autoscaling.min_capacity), service.desired_count)] : service.deployment_minimum_healthy_percent > 100 || service.deployment_maximum_percent < 100 || count < 1 || floor(count * service.deployment_maximum_percent / 100) > count || ceil(count * service.deployment_minimum_healthy_percent / 100) < count
      ]
      if service != null
    ]))
    error_message = join("\n", flatten([
      for path, service in merge(
        { web_service = var.inputs.web_service },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for count in [try(max(1, service.autoscaling.min_capacity), service.desired_count)] : "${path}.deployment_maximum_percent: with ${count} running, at least ${service.deployment_minimum_healthy_percent} % healthy and at most ${service.deployment_maximum_percent} % running leave no room to replace a task. Raise the maximum, for example to 200, or lower the minimum."
        if !(service.deployment_minimum_healthy_percent > 100 || service.deployment_maximum_percent < 100 || count < 1 || floor(count * service.deployment_maximum_percent / 100) > count || ceil(count * service.deployment_minimum_healthy_percent / 100) < count)
      ]
      if service != null
    ]))
  }

  ##############################################################################
  # Database
  ##############################################################################

  validation {
    condition     = var.inputs.database_mode == "managed" || var.inputs.db_engine_version == null
    error_message = "db_engine_version: is for database_mode = \"managed\", but database_mode is ${jsonencode(var.inputs.database_mode)}. Remove db_engine_version, or choose managed."
  }

  validation {
    condition     = var.inputs.database_mode == "managed" || var.inputs.db_instance_class == null
    error_message = "db_instance_class: is for database_mode = \"managed\", but database_mode is ${jsonencode(var.inputs.database_mode)}. Remove db_instance_class, or choose managed."
  }

  validation {
    condition     = var.inputs.database_mode == "managed" || var.inputs.db_allocated_storage == null
    error_message = "db_allocated_storage: is for database_mode = \"managed\", but database_mode is ${jsonencode(var.inputs.database_mode)}. Remove db_allocated_storage, or choose managed."
  }

  validation {
    condition     = var.inputs.database_mode == "managed" || var.inputs.db_max_allocated_storage == null
    error_message = "db_max_allocated_storage: is for database_mode = \"managed\", but database_mode is ${jsonencode(var.inputs.database_mode)}. Remove db_max_allocated_storage, or choose managed."
  }

  validation {
    condition     = var.inputs.database_mode == "managed" || var.inputs.db_multi_az == null
    error_message = "db_multi_az: is for database_mode = \"managed\", but database_mode is ${jsonencode(var.inputs.database_mode)}. Remove db_multi_az, or choose managed."
  }

  validation {
    condition     = var.inputs.database_mode == "managed" || var.inputs.db_password_rotation_days == null
    error_message = "db_password_rotation_days: is for database_mode = \"managed\", but database_mode is ${jsonencode(var.inputs.database_mode)}. Remove db_password_rotation_days, or choose managed."
  }

  validation {
    condition     = var.inputs.database_mode == "managed" || var.inputs.redis_mode == "managed" || var.inputs.apply_immediately == null
    error_message = "apply_immediately: is for database_mode = \"managed\" or redis_mode = \"managed\", but both are external. Remove apply_immediately, or choose managed."
  }

  validation {
    condition     = var.inputs.database_mode == "managed" || var.inputs.db_backup_retention_days == null
    error_message = "db_backup_retention_days: is for database_mode = \"managed\", but database_mode is ${jsonencode(var.inputs.database_mode)}. Remove db_backup_retention_days, or choose managed."
  }

  validation {
    condition     = var.inputs.database_mode == "managed" || var.inputs.db_deletion_protection == null
    error_message = "db_deletion_protection: is for database_mode = \"managed\", but database_mode is ${jsonencode(var.inputs.database_mode)}. Remove db_deletion_protection, or choose managed."
  }

  validation {
    condition     = var.inputs.database_mode == "managed" || var.inputs.db_skip_final_snapshot == null
    error_message = "db_skip_final_snapshot: is for database_mode = \"managed\", but database_mode is ${jsonencode(var.inputs.database_mode)}. Remove db_skip_final_snapshot, or choose managed."
  }

  validation {
    condition     = var.inputs.database_mode == "external" || var.inputs.database_url_secret_arn == null
    error_message = "database_url_secret_arn: is for database_mode = \"external\", but database_mode is ${jsonencode(var.inputs.database_mode)}. Remove database_url_secret_arn, or choose external."
  }

  validation {
    condition     = var.inputs.database_mode == "external" || var.inputs.db_host == null
    error_message = "db_host: is for database_mode = \"external\", but database_mode is ${jsonencode(var.inputs.database_mode)}. Remove db_host, or choose external."
  }

  validation {
    condition     = var.inputs.database_mode == "external" || var.inputs.db_port == null
    error_message = "db_port: is for database_mode = \"external\", but database_mode is ${jsonencode(var.inputs.database_mode)}. Remove db_port, or choose external."
  }

  validation {
    condition     = var.inputs.database_mode == "external" || var.inputs.db_password_secret_arn == null
    error_message = "db_password_secret_arn: is for database_mode = \"external\", but database_mode is ${jsonencode(var.inputs.database_mode)}. Remove db_password_secret_arn, or choose external."
  }

  validation {
    condition     = var.inputs.database_mode == "external" || var.inputs.database_url == null
    error_message = "database_url: is for database_mode = \"external\", but database_mode is ${jsonencode(var.inputs.database_mode)}. Remove database_url, or choose external."
  }

  validation {
    condition     = var.inputs.database_mode != "external" || var.inputs.database_url_secret_arn != null || var.inputs.database_url != null ? true : anytrue([for name in ["db_host", "db_port", "db_name", "db_username", "db_password_secret_arn"] : var.inputs[name] != null])
    error_message = "database_url_secret_arn: is needed with database_mode = \"external\", or else db_host, db_name, db_username and db_password_secret_arn."
  }

  validation {
    condition = var.inputs.database_mode != "external" || var.inputs.database_url_secret_arn != null || var.inputs.database_url != null || alltrue([for name in ["db_host", "db_port", "db_name", "db_username", "db_password_secret_arn"] : var.inputs[name] == null]) ? true : alltrue([for name in ["db_host", "db_name", "db_username", "db_password_secret_arn"] : var.inputs[name] != null])
    error_message = join("\n", [
      for name in ["db_host", "db_name", "db_username", "db_password_secret_arn"] : "${name}: is needed when an external database is given by its parts: db_host, db_name, db_username and db_password_secret_arn."
      if var.inputs[name] == null
    ])
  }

  validation {
    condition = var.inputs.database_mode != "external" || var.inputs.database_url_secret_arn == null && var.inputs.database_url == null ? true : alltrue([for name in ["db_host", "db_port", "db_name", "db_username", "db_password_secret_arn"] : var.inputs[name] == null])
    error_message = join("\n", [
      for name in ["db_host", "db_port", "db_name", "db_username", "db_password_secret_arn"] : "${name}: is a part of the database URL, which is also given whole. Remove ${name}, or remove the URL."
      if var.inputs[name] != null
    ])
  }

  validation {
    condition     = var.inputs.database_url_secret_arn == null || var.inputs.database_url == null
    error_message = "database_url: is also given by database_url_secret_arn. Remove database_url."
  }

  validation {
    condition     = var.inputs.database_mode != "external" || var.inputs.environment != "production" || var.inputs.database_url_secret_arn != null || var.inputs.database_url == null
    error_message = "database_url: is plaintext, which production refuses, since it would be in files and in the Terraform state. Put the URL in Secrets Manager or SSM and set database_url_secret_arn."
  }

  validation {
    # https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
    condition = var.inputs.database_mode != "managed" ? true : alltrue([for name, value in { db_name = var.inputs.db_name, db_username = var.inputs.db_username } : value == null ? true : can(regex("^[A-Za-z][A-Za-z0-9_]*$", value))])
    error_message = join("\n", [
      for name, value in { db_name = var.inputs.db_name, db_username = var.inputs.db_username } : "${name}: ${jsonencode(value)} is not a name that RDS takes. Use letters, digits and underscores, starting with a letter."
      if !(value == null ? true : can(regex("^[A-Za-z][A-Za-z0-9_]*$", value)))
    ])
  }

  validation {
    # Reserved words of https://www.postgresql.org/docs/17/sql-keywords-appendix.html, and the databases of RDS.
    condition = var.inputs.database_mode != "managed" ? true : !contains([
      "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "both", "case",
      "cast", "check", "collate", "column", "constraint", "create", "current_catalog", "current_date",
      "current_role", "current_time", "current_timestamp", "current_user", "default", "deferrable",
      "desc", "distinct", "do", "else", "end", "except", "false", "fetch", "for", "foreign", "from",
      "grant", "group", "having", "in", "initially", "intersect", "into", "lateral", "leading", "limit",
      "localtime", "localtimestamp", "not", "null", "offset", "on", "only", "or", "order", "placing",
      "primary", "rdsadmin", "references", "returning", "select", "session_user", "some", "symmetric",
      "system_user", "table", "template0", "template1", "then", "to", "trailing", "true", "union",
      "unique", "user", "using", "variadic", "when", "where", "window", "with",
    ], lower(coalesce(var.inputs.db_name, "-")))
    error_message = "db_name: ${jsonencode(var.inputs.db_name)} is reserved by PostgreSQL or RDS. Choose another, for example openmercato."
  }

  validation {
    # The same words, admin, and the roles of PostgreSQL and RDS.
    condition = var.inputs.database_mode != "managed" ? true : !can(regex("^(pg|rds)_", lower(coalesce(var.inputs.db_username, "-")))) && !contains([
      "admin", "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "both",
      "case", "cast", "check", "collate", "column", "constraint", "create", "current_catalog",
      "current_date", "current_role", "current_time", "current_timestamp", "current_user", "default",
      "deferrable", "desc", "distinct", "do", "else", "end", "except", "false", "fetch", "for", "foreign",
      "from", "grant", "group", "having", "in", "initially", "intersect", "into", "lateral", "leading",
      "limit", "localtime", "localtimestamp", "none", "not", "null", "offset", "on", "only", "or",
      "order", "placing", "primary", "public", "rdsadmin", "rdsrepladmin", "rdstopmgr", "references",
      "returning", "select", "session_user", "some", "symmetric", "system_user", "table", "then", "to",
      "trailing", "true", "union", "unique", "user", "using", "variadic", "when", "where", "window",
      "with",
    ], lower(coalesce(var.inputs.db_username, "-")))
    error_message = "db_username: ${jsonencode(var.inputs.db_username)} is reserved by PostgreSQL or RDS. Choose another, for example openmercato."
  }

  validation {
    # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
    condition     = var.inputs.db_max_allocated_storage == null ? true : var.inputs.db_max_allocated_storage <= 0 || 10 * var.inputs.db_max_allocated_storage >= 11 * coalesce(var.inputs.db_allocated_storage, 50)
    error_message = "db_max_allocated_storage: ${jsonencode(var.inputs.db_max_allocated_storage)} GiB are not at least 10 % more than db_allocated_storage, ${coalesce(var.inputs.db_allocated_storage, 50)}. Raise it, or write 0 for no growth."
  }

  validation {
    condition     = var.inputs.database_mode != "managed" || var.inputs.db_tls_mode == null ? true : var.inputs.db_tls_mode != "disable"
    error_message = "db_tls_mode: \"disable\" is not possible with a managed database, since RDS for PostgreSQL insists on TLS. Choose no_verify or verify."
  }

  validation {
    condition     = var.inputs.database_mode != "managed" || var.inputs.db_tls_mode == null ? true : var.inputs.db_tls_mode != "verify" || var.inputs.db_tls_ca_file != null
    error_message = "db_tls_ca_file: is needed to verify a managed database; name the RDS certificate bundle inside the image."
  }

  validation {
    condition     = var.inputs.db_tls_ca_file == null ? true : var.inputs.db_tls_mode == null ? false : var.inputs.db_tls_mode == "verify"
    error_message = "db_tls_ca_file: has no effect unless db_tls_mode = \"verify\". Choose verify, or remove db_tls_ca_file."
  }

  ##############################################################################
  # Redis
  ##############################################################################

  validation {
    condition     = var.inputs.redis_mode == "managed" || var.inputs.redis_deployment_mode == null
    error_message = "redis_deployment_mode: is for redis_mode = \"managed\", but redis_mode is ${jsonencode(var.inputs.redis_mode)}. Remove redis_deployment_mode, or choose managed."
  }

  validation {
    condition     = var.inputs.redis_mode == "managed" || var.inputs.redis_engine_version == null
    error_message = "redis_engine_version: is for redis_mode = \"managed\", but redis_mode is ${jsonencode(var.inputs.redis_mode)}. Remove redis_engine_version, or choose managed."
  }

  validation {
    condition     = var.inputs.redis_mode == "managed" || var.inputs.redis_node_type == null
    error_message = "redis_node_type: is for redis_mode = \"managed\", but redis_mode is ${jsonencode(var.inputs.redis_mode)}. Remove redis_node_type, or choose managed."
  }

  validation {
    condition     = var.inputs.redis_mode == "managed" || var.inputs.redis_num_cache_clusters == null
    error_message = "redis_num_cache_clusters: is for redis_mode = \"managed\", but redis_mode is ${jsonencode(var.inputs.redis_mode)}. Remove redis_num_cache_clusters, or choose managed."
  }

  validation {
    condition     = var.inputs.redis_mode == "managed" || var.inputs.redis_multi_az == null
    error_message = "redis_multi_az: is for redis_mode = \"managed\", but redis_mode is ${jsonencode(var.inputs.redis_mode)}. Remove redis_multi_az, or choose managed."
  }

  validation {
    condition     = var.inputs.redis_mode == "managed" || var.inputs.redis_snapshot_retention_days == null
    error_message = "redis_snapshot_retention_days: is for redis_mode = \"managed\", but redis_mode is ${jsonencode(var.inputs.redis_mode)}. Remove redis_snapshot_retention_days, or choose managed."
  }

  validation {
    condition     = var.inputs.redis_mode == "external" || var.inputs.redis_url_secret_arn == null
    error_message = "redis_url_secret_arn: is for redis_mode = \"external\", but redis_mode is ${jsonencode(var.inputs.redis_mode)}. Remove redis_url_secret_arn, or choose external."
  }

  validation {
    condition     = var.inputs.redis_mode == "external" || var.inputs.redis_url == null
    error_message = "redis_url: is for redis_mode = \"external\", but redis_mode is ${jsonencode(var.inputs.redis_mode)}. Remove redis_url, or choose external."
  }

  validation {
    condition     = var.inputs.redis_deployment_mode == "replication_group" || var.inputs.redis_deployment_mode == null || var.inputs.redis_node_type == null
    error_message = "redis_node_type: is for redis_deployment_mode = \"replication_group\", but redis_deployment_mode is ${jsonencode(coalesce(var.inputs.redis_deployment_mode, "replication_group"))}. Remove redis_node_type, or choose replication_group."
  }

  validation {
    condition     = var.inputs.redis_deployment_mode == "replication_group" || var.inputs.redis_deployment_mode == null || var.inputs.redis_num_cache_clusters == null
    error_message = "redis_num_cache_clusters: is for redis_deployment_mode = \"replication_group\", but redis_deployment_mode is ${jsonencode(coalesce(var.inputs.redis_deployment_mode, "replication_group"))}. Remove redis_num_cache_clusters, or choose replication_group."
  }

  validation {
    condition     = var.inputs.redis_deployment_mode == "replication_group" || var.inputs.redis_deployment_mode == null || var.inputs.redis_multi_az == null
    error_message = "redis_multi_az: is for redis_deployment_mode = \"replication_group\", but redis_deployment_mode is ${jsonencode(coalesce(var.inputs.redis_deployment_mode, "replication_group"))}. Remove redis_multi_az, or choose replication_group."
  }

  validation {
    condition     = var.inputs.redis_deployment_mode == "serverless" || var.inputs.redis_serverless_min_data_storage_gb == null
    error_message = "redis_serverless_min_data_storage_gb: is for redis_deployment_mode = \"serverless\", but redis_deployment_mode is ${jsonencode(coalesce(var.inputs.redis_deployment_mode, "replication_group"))}. Remove redis_serverless_min_data_storage_gb, or choose serverless."
  }

  validation {
    condition     = var.inputs.redis_deployment_mode == "serverless" || var.inputs.redis_serverless_max_data_storage_gb == null
    error_message = "redis_serverless_max_data_storage_gb: is for redis_deployment_mode = \"serverless\", but redis_deployment_mode is ${jsonencode(coalesce(var.inputs.redis_deployment_mode, "replication_group"))}. Remove redis_serverless_max_data_storage_gb, or choose serverless."
  }

  validation {
    condition     = var.inputs.redis_deployment_mode == "serverless" || var.inputs.redis_serverless_min_ecpu_per_second == null
    error_message = "redis_serverless_min_ecpu_per_second: is for redis_deployment_mode = \"serverless\", but redis_deployment_mode is ${jsonencode(coalesce(var.inputs.redis_deployment_mode, "replication_group"))}. Remove redis_serverless_min_ecpu_per_second, or choose serverless."
  }

  validation {
    condition     = var.inputs.redis_deployment_mode == "serverless" || var.inputs.redis_serverless_max_ecpu_per_second == null
    error_message = "redis_serverless_max_ecpu_per_second: is for redis_deployment_mode = \"serverless\", but redis_deployment_mode is ${jsonencode(coalesce(var.inputs.redis_deployment_mode, "replication_group"))}. Remove redis_serverless_max_ecpu_per_second, or choose serverless."
  }

  validation {
    condition     = var.inputs.redis_mode != "external" || var.inputs.redis_url_secret_arn != null || var.inputs.redis_url != null
    error_message = "redis_url_secret_arn: is needed with redis_mode = \"external\"."
  }

  validation {
    condition     = var.inputs.redis_url_secret_arn == null || var.inputs.redis_url == null
    error_message = "redis_url: is also given by redis_url_secret_arn. Remove redis_url."
  }

  validation {
    condition     = var.inputs.redis_mode != "external" || var.inputs.environment != "production" || var.inputs.redis_url_secret_arn != null || var.inputs.redis_url == null
    error_message = "redis_url: is plaintext, which production refuses, since it would be in files and in the Terraform state. Put the URL in Secrets Manager or SSM and set redis_url_secret_arn."
  }

  validation {
    condition     = var.inputs.redis_engine_version == null ? true : var.inputs.redis_deployment_mode != "serverless" ? var.inputs.redis_engine_version != "7" : !contains(["7.1", "7.0", "6.2"], var.inputs.redis_engine_version)
    error_message = "redis_engine_version: ${jsonencode(var.inputs.redis_engine_version)} does not go with redis_deployment_mode = ${jsonencode(coalesce(var.inputs.redis_deployment_mode, "replication_group"))}. Serverless takes 7; a replication group takes 7.1, 7.0 or 6.2."
  }

  validation {
    condition     = !coalesce(var.inputs.redis_multi_az, false) || coalesce(var.inputs.redis_num_cache_clusters, 2) != 1
    error_message = "redis_num_cache_clusters: 1 node cannot fail over. redis_multi_az needs at least 2."
  }

  validation {
    condition     = var.inputs.redis_serverless_min_data_storage_gb == null || var.inputs.redis_serverless_max_data_storage_gb == null ? true : var.inputs.redis_serverless_min_data_storage_gb <= var.inputs.redis_serverless_max_data_storage_gb
    error_message = "redis_serverless_max_data_storage_gb: ${jsonencode(var.inputs.redis_serverless_max_data_storage_gb)} is less than redis_serverless_min_data_storage_gb, ${jsonencode(var.inputs.redis_serverless_min_data_storage_gb)}. Raise it."
  }

  validation {
    condition     = var.inputs.redis_serverless_min_ecpu_per_second == null || var.inputs.redis_serverless_max_ecpu_per_second == null ? true : var.inputs.redis_serverless_min_ecpu_per_second <= var.inputs.redis_serverless_max_ecpu_per_second
    error_message = "redis_serverless_max_ecpu_per_second: ${jsonencode(var.inputs.redis_serverless_max_ecpu_per_second)} is less than redis_serverless_min_ecpu_per_second, ${jsonencode(var.inputs.redis_serverless_min_ecpu_per_second)}. Raise it."
  }

  ##############################################################################
  # Uploads
  ##############################################################################

  validation {
    condition     = var.inputs.uploads_mode == "efs" || var.inputs.uploads_path == null
    error_message = "uploads_path: is for uploads_mode = \"efs\", but uploads_mode is ${jsonencode(var.inputs.uploads_mode)}. Remove uploads_path, or choose efs."
  }

  validation {
    condition     = var.inputs.uploads_mode == "efs" || var.inputs.uploads_file_system_id == null
    error_message = "uploads_file_system_id: is for uploads_mode = \"efs\", but uploads_mode is ${jsonencode(var.inputs.uploads_mode)}. Remove uploads_file_system_id, or choose efs."
  }

  validation {
    condition     = var.inputs.uploads_mode == "efs" || var.inputs.uploads_backup == null
    error_message = "uploads_backup: is for uploads_mode = \"efs\", but uploads_mode is ${jsonencode(var.inputs.uploads_mode)}. Remove uploads_backup, or choose efs."
  }

  validation {
    condition     = var.inputs.uploads_mode == "s3" || var.inputs.uploads_bucket == null
    error_message = "uploads_bucket: is for uploads_mode = \"s3\", but uploads_mode is ${jsonencode(var.inputs.uploads_mode)}. Remove uploads_bucket, or choose s3."
  }

  validation {
    condition     = var.inputs.uploads_mode != "task_disk" || var.inputs.create_uploads_storage == null
    error_message = "create_uploads_storage: is for uploads_mode = \"efs\" or \"s3\", but uploads_mode is \"task_disk\". Remove create_uploads_storage, or choose one of them."
  }

  validation {
    condition     = var.inputs.uploads_mode != "efs" || coalesce(var.inputs.create_uploads_storage, true) || var.inputs.uploads_file_system_id != null
    error_message = "uploads_file_system_id: is needed with uploads_mode = \"efs\" and create_uploads_storage = false; name the file system, or remove create_uploads_storage."
  }

  validation {
    condition     = var.inputs.uploads_mode != "s3" || coalesce(var.inputs.create_uploads_storage, true) || var.inputs.uploads_bucket != null
    error_message = "uploads_bucket: is needed with uploads_mode = \"s3\" and create_uploads_storage = false; name the bucket, or remove create_uploads_storage."
  }

  validation {
    condition     = !coalesce(var.inputs.create_uploads_storage, true) || var.inputs.uploads_mode == "task_disk" || var.inputs.uploads_file_system_id == null && var.inputs.uploads_bucket == null
    error_message = "create_uploads_storage: is true, yet ${var.inputs.uploads_file_system_id == null ? "uploads_bucket" : "uploads_file_system_id"} names what exists. Set create_uploads_storage = false, or remove ${var.inputs.uploads_file_system_id == null ? "uploads_bucket" : "uploads_file_system_id"}."
  }

  validation {
    condition     = coalesce(var.inputs.create_uploads_storage, true) || var.inputs.uploads_backup == null
    error_message = "uploads_backup: is for a file system that is made here, and create_uploads_storage is false. Remove uploads_backup; whoever made the file system says how it is kept."
  }

  validation {
    # OpenMercato throws at start when the preset is there in part.
    # https://github.com/open-mercato/open-mercato/blob/main/packages/storage-s3/src/modules/storage_s3/lib/preset.ts
    condition = var.inputs.uploads_mode != "s3" ? true : length(setintersection(keys(merge(var.inputs.env, var.inputs.web_service.env)), ["OM_INTEGRATION_STORAGE_S3_BUCKET", "OM_INTEGRATION_STORAGE_S3_REGION"])) == 0 || contains(keys(merge(var.inputs.env, var.inputs.web_service.env, var.inputs.secrets, var.inputs.web_service.secrets)), "OM_INTEGRATION_STORAGE_S3_SECRET_ACCESS_KEY")
    error_message = join("\n", [
      for name in setintersection(keys(merge(var.inputs.env, var.inputs.web_service.env)), ["OM_INTEGRATION_STORAGE_S3_BUCKET", "OM_INTEGRATION_STORAGE_S3_REGION"]) : "${contains(keys(var.inputs.web_service.env), name) ? "web_service.env" : "env"}[${jsonencode(name)}]: OpenMercato takes bucket and region from the environment with access keys alone, and does not start without them. Remove it: the task role may use the bucket, and the application's settings name it."
    ])
  }

  ##############################################################################
  # Search
  ##############################################################################

  validation {
    condition     = var.inputs.search_mode == "external" || var.inputs.search_host == null
    error_message = "search_host: is for search_mode = \"external\", but search_mode is ${jsonencode(var.inputs.search_mode)}. Remove search_host, or choose external."
  }

  validation {
    condition     = var.inputs.search_mode != "none" || var.inputs.search_key_secret_arn == null
    error_message = "search_key_secret_arn: is for search_mode = \"external\" or \"managed\", but search_mode is \"none\". Remove search_key_secret_arn, or choose one of them."
  }

  validation {
    condition     = var.inputs.search_mode == "managed" || var.inputs.search_image == null
    error_message = "search_image: is for search_mode = \"managed\", but search_mode is ${jsonencode(var.inputs.search_mode)}. Remove search_image, or choose managed."
  }

  validation {
    condition     = var.inputs.search_mode == "managed" || var.inputs.search_service == null
    error_message = "search_service: is for search_mode = \"managed\", but search_mode is ${jsonencode(var.inputs.search_mode)}. Remove search_service, or choose managed."
  }

  validation {
    condition     = var.inputs.search_mode == "managed" || var.inputs.search_storage == null
    error_message = "search_storage: is for search_mode = \"managed\", but search_mode is ${jsonencode(var.inputs.search_mode)}. Remove search_storage, or choose managed."
  }

  validation {
    condition     = var.inputs.search_mode != "external" || var.inputs.search_host != null
    error_message = "search_host: is needed with search_mode = \"external\"; write the URL of Meilisearch, for example https://search.example.com."
  }

  validation {
    condition     = !contains(["external", "managed"], var.inputs.search_mode) || var.inputs.search_key_secret_arn != null
    error_message = "search_key_secret_arn: is needed with search_mode = ${jsonencode(var.inputs.search_mode)}; name the secret that holds the key of Meilisearch."
  }

  validation {
    condition     = var.inputs.search_mode != "managed" || !contains(keys(coalesce(var.inputs.worker_services, {})), "search")
    error_message = "worker_services[\"search\"]: with search_mode = \"managed\" the name is taken by the search engine's service. Choose another."
  }

  validation {
    # The default is on Docker Hub.
    condition     = var.inputs.search_mode != "managed" || var.inputs.existing_network_egress != "vpc_endpoints" ? true : try(regex("^[0-9]{12}\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9-]+)\\.[a-z0-9.-]+/", var.inputs.search_image)[0] == var.inputs.aws_region, false)
    error_message = "search_image: ${jsonencode(coalesce(var.inputs.search_image, "getmeili/meilisearch:v1.11"))} is not in Amazon ECR of ${var.inputs.aws_region}, and VPC endpoints reach nothing else. Copy it there, and name the copy."
  }

  ##############################################################################
  # DNS and TLS
  ##############################################################################

  validation {
    condition     = var.inputs.dns_mode == "route53" || var.inputs.hosted_zone_id == null
    error_message = "hosted_zone_id: is for dns_mode = \"route53\", but dns_mode is ${jsonencode(var.inputs.dns_mode)}. Remove hosted_zone_id, or choose route53."
  }

  validation {
    condition     = var.inputs.dns_mode == "route53" || var.inputs.create_www_record == null
    error_message = "create_www_record: is for dns_mode = \"route53\", but dns_mode is ${jsonencode(var.inputs.dns_mode)}. Remove create_www_record, or choose route53."
  }

  validation {
    condition     = var.inputs.dns_mode == "route53" || var.inputs.acm_validation_method == null
    error_message = "acm_validation_method: is for dns_mode = \"route53\", but dns_mode is ${jsonencode(var.inputs.dns_mode)}. Remove acm_validation_method, or choose route53."
  }

  validation {
    condition     = var.inputs.dns_mode == "route53" || var.inputs.create_validation_records == null
    error_message = "create_validation_records: is for dns_mode = \"route53\", but dns_mode is ${jsonencode(var.inputs.dns_mode)}. Remove create_validation_records, or choose route53."
  }

  validation {
    condition     = var.inputs.dns_mode == "route53" || var.inputs.acm_validation_timeout == null
    error_message = "acm_validation_timeout: is for dns_mode = \"route53\", but dns_mode is ${jsonencode(var.inputs.dns_mode)}. Remove acm_validation_timeout, or choose route53."
  }

  validation {
    condition     = var.inputs.dns_mode == "none" || var.inputs.certificate_arn == null
    error_message = "certificate_arn: is for dns_mode = \"none\", but dns_mode is ${jsonencode(var.inputs.dns_mode)}. Remove certificate_arn, or choose none."
  }

  validation {
    condition     = var.inputs.dns_mode != "route53" || var.inputs.domain_name != null
    error_message = "domain_name: is needed with dns_mode = \"route53\"; name the domain of the application."
  }

  validation {
    condition     = var.inputs.dns_mode != "route53" || var.inputs.hosted_zone_id != null
    error_message = "hosted_zone_id: is needed with dns_mode = \"route53\"; name the public zone that holds the domain."
  }

  validation {
    condition     = var.inputs.dns_mode != "none" || var.inputs.certificate_arn == null || var.inputs.domain_name != null
    error_message = "domain_name: is needed with certificate_arn; name the domain that points at the load balancer."
  }

  validation {
    condition     = var.inputs.dns_mode != "none" || var.inputs.domain_name == null || var.inputs.certificate_arn != null
    error_message = "domain_name: needs a certificate. Choose dns_mode = \"route53\", or set certificate_arn; or remove domain_name."
  }

  validation {
    # https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
    condition     = var.inputs.dns_mode != "route53" || var.inputs.domain_name == null ? true : length(var.inputs.domain_name) <= 64 || length(var.inputs.domain_name) > 253
    error_message = "domain_name: ${length(coalesce(var.inputs.domain_name, "-"))} characters are too many for a certificate, whose first name has at most 64."
  }

  validation {
    condition     = var.inputs.domain_name == null || !coalesce(var.inputs.create_www_record, false) ? true : !startswith(var.inputs.domain_name, "www.")
    error_message = "create_www_record: domain_name, ${jsonencode(var.inputs.domain_name)}, already starts with www. Drop www. from it, or remove create_www_record."
  }

  ##############################################################################
  # WAF
  ##############################################################################

  validation {
    condition     = var.inputs.waf_mode == "existing" || var.inputs.waf_web_acl_arn == null
    error_message = "waf_web_acl_arn: is for waf_mode = \"existing\", but waf_mode is ${jsonencode(var.inputs.waf_mode)}. Remove waf_web_acl_arn, or choose existing."
  }

  validation {
    condition     = var.inputs.waf_mode != "existing" || var.inputs.waf_web_acl_arn != null
    error_message = "waf_web_acl_arn: is needed with waf_mode = \"existing\"; name the regional web ACL."
  }

  ##############################################################################
  # ARNs
  # Their form is a rule of each variable; here it is whether they fit the deployment.
  ##############################################################################

  validation {
    condition     = var.inputs.certificate_arn == null ? true : try(contains(["", var.inputs.aws_region], split(":", var.inputs.certificate_arn)[3]), true)
    error_message = "certificate_arn: the certificate is in ${try(split(":", var.inputs.certificate_arn)[3], "another region")}, but the load balancer is in ${var.inputs.aws_region}. Use one of the same region."
  }

  validation {
    condition     = var.inputs.waf_web_acl_arn == null ? true : try(split(":", var.inputs.waf_web_acl_arn)[3] == var.inputs.aws_region, true)
    error_message = "waf_web_acl_arn: the web ACL is in ${try(split(":", var.inputs.waf_web_acl_arn)[3], "another region")}, but the load balancer is in ${var.inputs.aws_region}. Use one of the same region."
  }

  validation {
    # A role can neither read nor use what is in another partition.
    condition = !anytrue(flatten([
      for partition in [try({ cn = "aws-cn", eusc = "aws-eusc", us-gov = "aws-us-gov", us-iso = "aws-iso", us-isob = "aws-iso-b", eu-isoe = "aws-iso-e", us-isof = "aws-iso-f" }[regex("^(?:cn|eusc|[a-z]+-(?:gov|iso[a-z]?))", var.inputs.aws_region)], "aws")] : [
        for item in concat(
          [
            for path in [
              "database_url_secret_arn", "db_password_secret_arn", "redis_url_secret_arn", "search_key_secret_arn", "certificate_arn", "waf_web_acl_arn", "permissions_boundary_arn", "alarm_topic_arn", "kms_key_arn",
            ] : { path = path, arn = var.inputs[path] }
          ],
          [for index, arn in var.inputs.secrets_kms_key_arns : { path = "secrets_kms_key_arns[${index}]", arn = arn }],
          [for name, arn in var.inputs.task_role_policies : { path = "task_role_policies[${jsonencode(name)}]", arn = arn }],
          flatten([
            for path, layer in merge(
              { secrets = var.inputs.secrets },
              { for path, task in merge(
                { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
                { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
              ) : "${path}.secrets" => task.secrets if task != null },
              merge([for path, service in merge(
                { web_service = var.inputs.web_service },
                { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
              ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].secrets" => try({ for secret in jsondecode(text).secrets : secret.name => secret.valueFrom }, {}) } if service != null]...),
            ) : [for name, arn in layer : { path = "${path}[${jsonencode(name)}]", arn = arn }]
          ]),
        ) : !contains(["", partition], try(regex("^arn:(aws[a-z-]*):", item.arn)[0], ""))
      ]
    ]))
    error_message = join("\n", flatten([
      for partition in [try({ cn = "aws-cn", eusc = "aws-eusc", us-gov = "aws-us-gov", us-iso = "aws-iso", us-isob = "aws-iso-b", eu-isoe = "aws-iso-e", us-isof = "aws-iso-f" }[regex("^(?:cn|eusc|[a-z]+-(?:gov|iso[a-z]?))", var.inputs.aws_region)], "aws")] : [
        for item in concat(
          [
            for path in [
              "database_url_secret_arn", "db_password_secret_arn", "redis_url_secret_arn", "search_key_secret_arn", "certificate_arn", "waf_web_acl_arn", "permissions_boundary_arn", "alarm_topic_arn", "kms_key_arn",
            ] : { path = path, arn = var.inputs[path] }
          ],
          [for index, arn in var.inputs.secrets_kms_key_arns : { path = "secrets_kms_key_arns[${index}]", arn = arn }],
          [for name, arn in var.inputs.task_role_policies : { path = "task_role_policies[${jsonencode(name)}]", arn = arn }],
          flatten([
            for path, layer in merge(
              { secrets = var.inputs.secrets },
              { for path, task in merge(
                { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
                { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
              ) : "${path}.secrets" => task.secrets if task != null },
              merge([for path, service in merge(
                { web_service = var.inputs.web_service },
                { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
              ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].secrets" => try({ for secret in jsondecode(text).secrets : secret.name => secret.valueFrom }, {}) } if service != null]...),
            ) : [for name, arn in layer : { path = "${path}[${jsonencode(name)}]", arn = arn }]
          ]),
        ) : "${item.path}: is in the partition ${split(":", item.arn)[1]}, but ${var.inputs.aws_region} is in ${partition}. Use an ARN of that partition."
        if !contains(["", partition], try(regex("^arn:(aws[a-z-]*):", item.arn)[0], ""))
      ]
    ]))
  }

  validation {
    condition = length(flatten([
      for items in [[for item in concat(
        [
          for path in ["certificate_arn", "waf_web_acl_arn", "permissions_boundary_arn"] : {
            path    = path
            account = try(regex("^arn:[^:]*:[a-z0-9]+:[^:]*:([0-9]{12}):", var.inputs[path])[0], null)
          }
        ],
        [
          for name, arn in var.inputs.task_role_policies : {
            path    = "task_role_policies[${jsonencode(name)}]"
            account = try(regex("^arn:[^:]*:iam::([0-9]{12}):", arn)[0], null)
          }
        ],
        ) : item if item.account != null]] : [
        for item in items : item.path
        if item.account != try(items[0].account, null)
      ]
    ])) == 0
    error_message = join("\n", flatten([
      for items in [[for item in concat(
        [
          for path in ["certificate_arn", "waf_web_acl_arn", "permissions_boundary_arn"] : {
            path    = path
            account = try(regex("^arn:[^:]*:[a-z0-9]+:[^:]*:([0-9]{12}):", var.inputs[path])[0], null)
          }
        ],
        [
          for name, arn in var.inputs.task_role_policies : {
            path    = "task_role_policies[${jsonencode(name)}]"
            account = try(regex("^arn:[^:]*:iam::([0-9]{12}):", arn)[0], null)
          }
        ],
        ) : item if item.account != null]] : [
        for item in items : "${item.path}: is in account ${item.account}, but ${items[0].path} is in ${items[0].account}. Certificate, web ACL and policies belong to the account of the deployment."
        if item.account != try(items[0].account, null)
      ]
    ]))
  }

  ##############################################################################
  # Environment and secrets
  # A layer is the env or secrets of every container, or of one service or task.
  ##############################################################################

  validation {
    condition = alltrue(flatten([
      for path, layer in merge(
        { env = var.inputs.env },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.env" => task.env if task != null },
        ) : [
        for name, value in layer : !(!can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name)))
      ]
    ]))
    error_message = join("\n", flatten([
      for path, layer in merge(
        { env = var.inputs.env },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.env" => task.env if task != null },
        ) : [
        for name, value in layer : "${path}[${jsonencode(name)}]: is not a name for an environment variable. Use letters, digits and underscores, not starting with a digit."
        if !can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name))
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for path, layer in merge(
        { secrets = var.inputs.secrets },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.secrets" => task.secrets if task != null },
        merge([for path, service in merge(
          { web_service = var.inputs.web_service },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].secrets" => try({ for secret in jsondecode(text).secrets : secret.name => secret.valueFrom }, {}) } if service != null]...),
        ) : [
        for name, value in layer : !(!can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name)))
      ]
    ]))
    error_message = join("\n", flatten([
      for path, layer in merge(
        { secrets = var.inputs.secrets },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.secrets" => task.secrets if task != null },
        merge([for path, service in merge(
          { web_service = var.inputs.web_service },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].secrets" => try({ for secret in jsondecode(text).secrets : secret.name => secret.valueFrom }, {}) } if service != null]...),
        ) : [
        for name, value in layer : "${path}[${jsonencode(name)}]: is not a name for an environment variable. Use letters, digits and underscores, not starting with a digit."
        if !can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name))
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for path, layer in merge(
        { env = var.inputs.env },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.env" => task.env if task != null },
        ) : [
        for name, value in layer : !(value == null ? false : value == "")
      ]
    ]))
    error_message = join("\n", flatten([
      for path, layer in merge(
        { env = var.inputs.env },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.env" => task.env if task != null },
        ) : [
        for name, value in layer : "${path}[${jsonencode(name)}]: is empty, which ECS drops and Terraform then finds changed at every plan. Give it a value, or remove it."
        if value == null ? false : value == ""
      ]
    ]))
  }

  validation {
    # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html
    condition = alltrue(flatten([
      for path, layer in merge(
        { secrets = var.inputs.secrets },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.secrets" => task.secrets if task != null },
        merge([for path, service in merge(
          { web_service = var.inputs.web_service },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].secrets" => try({ for secret in jsondecode(text).secrets : secret.name => secret.valueFrom }, {}) } if service != null]...),
        ) : [
        for name, value in layer : !(!can(regex("^arn:aws(-[a-z]+)*:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}(:[^:]*:[^:]*:|:[^:]*::[^:]*)?|ssm:[a-z0-9-]+:[0-9]{12}:parameter(/[A-Za-z0-9_.-]+)+)$", value)))
      ]
    ]))
    error_message = join("\n", flatten([
      for path, layer in merge(
        { secrets = var.inputs.secrets },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.secrets" => task.secrets if task != null },
        merge([for path, service in merge(
          { web_service = var.inputs.web_service },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].secrets" => try({ for secret in jsondecode(text).secrets : secret.name => secret.valueFrom }, {}) } if service != null]...),
        ) : [
        for name, value in layer : "${path}[${jsonencode(name)}]: ${jsonencode(value)} is not the full ARN of a Secrets Manager secret, with its six random characters at the end and, if need be, :json-key:stage: or :json-key::version, nor of an SSM parameter. They look like arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/jwt-AbCdEf and arn:aws:ssm:eu-central-1:123456789012:parameter/shop/jwt."
        if !can(regex("^arn:aws(-[a-z]+)*:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}(:[^:]*:[^:]*:|:[^:]*::[^:]*)?|ssm:[a-z0-9-]+:[0-9]{12}:parameter(/[A-Za-z0-9_.-]+)+)$", value))
      ]
    ]))
  }

  validation {
    # https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
    condition = alltrue([
      for path, arn in merge(
        { for path in ["database_url_secret_arn", "db_password_secret_arn", "redis_url_secret_arn", "search_key_secret_arn"] : path => var.inputs[path] },
        [
          for path, layer in merge(
            { secrets = var.inputs.secrets },
            { for path, task in merge(
              { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
              { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
            ) : "${path}.secrets" => task.secrets if task != null },
            merge([for path, service in merge(
              { web_service = var.inputs.web_service },
              { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
            ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].secrets" => try({ for secret in jsondecode(text).secrets : secret.name => secret.valueFrom }, {}) } if service != null]...),
          ) : { for name, arn in layer : "${path}[${jsonencode(name)}]" => arn }
        ]...
      ) : !can(regex("(?i):parameter/(aws|ssm)", arn))
    ])
    error_message = join("\n", [
      for path, arn in merge(
        { for path in ["database_url_secret_arn", "db_password_secret_arn", "redis_url_secret_arn", "search_key_secret_arn"] : path => var.inputs[path] },
        [
          for path, layer in merge(
            { secrets = var.inputs.secrets },
            { for path, task in merge(
              { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
              { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
            ) : "${path}.secrets" => task.secrets if task != null },
            merge([for path, service in merge(
              { web_service = var.inputs.web_service },
              { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
            ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].secrets" => try({ for secret in jsondecode(text).secrets : secret.name => secret.valueFrom }, {}) } if service != null]...),
          ) : { for name, arn in layer : "${path}[${jsonencode(name)}]" => arn }
        ]...
      ) : "${path}: no parameter of your own has a name that begins with aws or ssm, as in ${jsonencode(arn)}. Look its name up."
      if can(regex("(?i):parameter/(aws|ssm)", arn))
    ])
  }

  validation {
    condition = var.inputs.existing_network_egress != "vpc_endpoints" ? true : alltrue([
      for path, arn in merge(
        { for path in ["database_url_secret_arn", "db_password_secret_arn", "redis_url_secret_arn", "search_key_secret_arn"] : path => var.inputs[path] },
        [
          for path, layer in merge(
            { secrets = var.inputs.secrets },
            { for path, task in merge(
              { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
              { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
            ) : "${path}.secrets" => task.secrets if task != null },
            merge([for path, service in merge(
              { web_service = var.inputs.web_service },
              { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
            ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].secrets" => try({ for secret in jsondecode(text).secrets : secret.name => secret.valueFrom }, {}) } if service != null]...),
          ) : { for name, arn in layer : "${path}[${jsonencode(name)}]" => arn }
        ]...
      ) : try(split(":", arn)[3] == var.inputs.aws_region, true)
    ])
    error_message = join("\n", [
      for path, arn in merge(
        { for path in ["database_url_secret_arn", "db_password_secret_arn", "redis_url_secret_arn", "search_key_secret_arn"] : path => var.inputs[path] },
        [
          for path, layer in merge(
            { secrets = var.inputs.secrets },
            { for path, task in merge(
              { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
              { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
            ) : "${path}.secrets" => task.secrets if task != null },
            merge([for path, service in merge(
              { web_service = var.inputs.web_service },
              { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
            ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].secrets" => try({ for secret in jsondecode(text).secrets : secret.name => secret.valueFrom }, {}) } if service != null]...),
          ) : { for name, arn in layer : "${path}[${jsonencode(name)}]" => arn }
        ]...
      ) : "${path}: is in ${split(":", arn)[3]}, which the VPC endpoints of ${var.inputs.aws_region} do not reach. Replicate it, or choose existing_network_egress = \"nat\"."
      if try(split(":", arn)[3] != var.inputs.aws_region, false)
    ])
  }

  validation {
    # A secret and its key are in one region.
    # https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
    condition = length(setsubtract([for key in var.inputs.secrets_kms_key_arns : try(split(":", key)[3], var.inputs.aws_region)], concat([var.inputs.aws_region], [
      for path, arn in merge(
        { for path in ["database_url_secret_arn", "db_password_secret_arn", "redis_url_secret_arn", "search_key_secret_arn", "repository_credentials_secret_arn"] : path => var.inputs[path] },
        [
          for path, layer in merge(
            { secrets = var.inputs.secrets },
            { for path, task in merge(
              { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
              { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
            ) : "${path}.secrets" => task.secrets if task != null },
            merge([for path, service in merge(
              { web_service = var.inputs.web_service },
              { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
            ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].secrets" => try({ for secret in jsondecode(text).secrets : secret.name => secret.valueFrom }, {}) } if service != null]...),
          ) : { for name, arn in layer : "${path}[${jsonencode(name)}]" => arn }
        ]...
      ) : try(split(":", arn)[3], var.inputs.aws_region)
    ]))) == 0
    error_message = "secrets_kms_key_arns: no secret is in ${join(", ", setsubtract([for key in var.inputs.secrets_kms_key_arns : try(split(":", key)[3], var.inputs.aws_region)], concat([var.inputs.aws_region], [
      for path, arn in merge(
        { for path in ["database_url_secret_arn", "db_password_secret_arn", "redis_url_secret_arn", "search_key_secret_arn", "repository_credentials_secret_arn"] : path => var.inputs[path] },
        [
          for path, layer in merge(
            { secrets = var.inputs.secrets },
            { for path, task in merge(
              { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
              { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
            ) : "${path}.secrets" => task.secrets if task != null },
            merge([for path, service in merge(
              { web_service = var.inputs.web_service },
              { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
            ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].secrets" => try({ for secret in jsondecode(text).secrets : secret.name => secret.valueFrom }, {}) } if service != null]...),
          ) : { for name, arn in layer : "${path}[${jsonencode(name)}]" => arn }
        ]...
      ) : try(split(":", arn)[3], var.inputs.aws_region)
    ])))}, and a key decrypts those of its own region alone. Name the key that the secrets are encrypted with."
  }

  validation {
    # Permission is for a whole secret: the ARN without the :json-key:stage:version. The
    # rest of the policy has less than 1,240 of the 10,240 characters.
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    condition = length(jsonencode(distinct(concat(var.inputs.secrets_kms_key_arns, [
      for path, arn in merge(
        { for path in ["database_url_secret_arn", "db_password_secret_arn", "redis_url_secret_arn", "search_key_secret_arn", "repository_credentials_secret_arn"] : path => var.inputs[path] },
        [
          for path, layer in merge(
            { secrets = var.inputs.secrets },
            { for path, task in merge(
              { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
              { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
            ) : "${path}.secrets" => task.secrets if task != null },
            merge([for path, service in merge(
              { web_service = var.inputs.web_service },
              { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
            ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].secrets" => try({ for secret in jsondecode(text).secrets : secret.name => secret.valueFrom }, {}) } if service != null]...),
          ) : { for name, arn in layer : "${path}[${jsonencode(name)}]" => arn }
        ]...
      ) : try(regex("^(?:[^:]*:){6}[^:]*", arn), arn) if arn != null
    ])))) <= 9000
    error_message = "secrets: the ARNs of all containers' secrets and of secrets_kms_key_arns are longer than 9000 characters together, and with the rest an IAM role's policy holds 10240. Put values that belong together into one secret, and name its keys."
  }

  validation {
    # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html
    condition     = var.inputs.kms_key_arn == null ? true : try(split(":", var.inputs.kms_key_arn)[3] == var.inputs.aws_region, true)
    error_message = "kms_key_arn: is in ${try(split(":", var.inputs.kms_key_arn)[3], "another region")}, and what is made in ${var.inputs.aws_region} is encrypted with a key of that region alone. Name one, for example a replica of a multi-Region key."
  }

  validation {
    condition     = var.inputs.enable_alarms == (var.inputs.alarm_topic_arn != null)
    error_message = "alarm_topic_arn: ${var.inputs.enable_alarms ? "is missing; alarms need a topic to be sent to. Name one, or set enable_alarms to false." : "is for enable_alarms = true. Remove it, or turn alarms on."}"
  }

  validation {
    # CloudWatch sends to topics of its own region.
    condition     = var.inputs.alarm_topic_arn == null ? true : try(split(":", var.inputs.alarm_topic_arn)[3] == var.inputs.aws_region, true)
    error_message = "alarm_topic_arn: is in ${try(split(":", var.inputs.alarm_topic_arn)[3], "another region")}, and alarms are sent within ${var.inputs.aws_region} alone. Name a topic there."
  }

  validation {
    # https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-differences.html
    condition     = var.inputs.monthly_budget == null ? true : !can(regex("^(us-gov|us-iso|eu-isoe)", var.inputs.aws_region))
    error_message = "monthly_budget: AWS has no budgets in ${var.inputs.aws_region}; its costs are in the account of the commercial regions. Remove it, and make the budget there."
  }

  validation {
    # Without leave to override, both names are refused anyway.
    condition = !var.inputs.allow_env_override_critical || var.inputs.database_url == null && var.inputs.redis_url == null ? true : alltrue(flatten([
      for path, layer in merge(
        { env = var.inputs.env, secrets = var.inputs.secrets },
        [
          for path, task in merge(
            { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
            { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
          ) : { "${path}.env" = task.env, "${path}.secrets" = task.secrets } if task != null
        ]...
        ) : [
        for name, value in layer : !(name == "DATABASE_URL" && var.inputs.database_url != null || name == "REDIS_URL" && var.inputs.redis_url != null) || value == null
      ]
    ]))
    error_message = join("\n", flatten([
      for path, layer in merge(
        { env = var.inputs.env, secrets = var.inputs.secrets },
        [
          for path, task in merge(
            { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
            { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
          ) : { "${path}.env" = task.env, "${path}.secrets" = task.secrets } if task != null
        ]...
        ) : [
        for name, value in layer : "${path}[${jsonencode(name)}]: is also given by ${lower(name)}, and a container takes a name once. Remove one of them."
        # Whether a URL is given is no secret; Terraform would hide the message.
        if(name == "DATABASE_URL" && nonsensitive(var.inputs.database_url != null) || name == "REDIS_URL" && nonsensitive(var.inputs.redis_url != null)) && value != null
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for path, layer in merge(
        { env = var.inputs.env },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.env" => task.env if task != null },
      ) : [for name, value in layer : !can(regex("\\x00", value))]
    ]))
    error_message = join("\n", flatten([
      for path, layer in merge(
        { env = var.inputs.env },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.env" => task.env if task != null },
        ) : [
        for name, value in layer : "${path}[${jsonencode(name)}]: has a NUL character, at which an environment variable ends. Remove it."
        if can(regex("\\x00", value))
      ]
    ]))
  }

  validation {
    condition = length(setintersection([for name, value in var.inputs.env : name if value != null], keys(var.inputs.secrets))) == 0
    error_message = join("\n", [
      for name in setintersection([for name, value in var.inputs.env : name if value != null], keys(var.inputs.secrets)) : "env[${jsonencode(name)}]: is also in secrets, and a container takes a name once. Remove it from one of them."
    ])
  }

  validation {
    condition = length(flatten([
      for path, task in merge(
        { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, value in task.env : name
        if value != null && contains(keys(merge(var.inputs.secrets, task.secrets)), name)
      ]
      if task != null
    ])) == 0
    error_message = join("\n", flatten([
      for path, task in merge(
        { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, value in task.env : "${path}.env[${jsonencode(name)}]: is also a secret of that container, which takes a name once. Remove it from one of them."
        if value != null && contains(keys(merge(var.inputs.secrets, task.secrets)), name)
      ]
      if task != null
    ]))
  }

  validation {
    condition = length(flatten([
      for path, task in merge(
        { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, arn in task.secrets : name
        if contains([for key, value in var.inputs.env : key if value != null], name) && !contains(keys(task.env), name) && !contains(keys(var.inputs.secrets), name)
      ]
      if task != null
    ])) == 0
    error_message = join("\n", flatten([
      for path, task in merge(
        { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : [
        for name, arn in task.secrets : "${path}.secrets[${jsonencode(name)}]: is also in env, and a container takes a name once. Remove it from env, or set it to null in ${path}.env."
        if contains([for key, value in var.inputs.env : key if value != null], name) && !contains(keys(task.env), name) && !contains(keys(var.inputs.secrets), name)
      ]
      if task != null
    ]))
  }

  validation {
    # Whatever allow_env_override_critical says.
    condition = alltrue(flatten([
      for path, layer in merge(
        { env = var.inputs.env },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.env" => task.env if task != null },
        ) : [
        for name, value in layer : !(var.inputs.environment == "production" && contains(["DATABASE_URL", "DB_PASSWORD", "REDIS_URL", "JWT_SECRET", "AUTH_SECRET", "TENANT_DATA_ENCRYPTION_FALLBACK_KEY", "RESEND_API_KEY", "MEILISEARCH_API_KEY"], name) && value != null)
      ]
    ]))
    error_message = join("\n", flatten([
      for path, layer in merge(
        { env = var.inputs.env },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.env" => task.env if task != null },
        ) : [
        for name, value in layer : "${path}[${jsonencode(name)}]: is a secret, which production refuses in plain text. Store it in Secrets Manager or SSM and name its ARN under secrets, or for the connections in the inputs of Database and Redis."
        if var.inputs.environment == "production" && contains(["DATABASE_URL", "DB_PASSWORD", "REDIS_URL", "JWT_SECRET", "AUTH_SECRET", "TENANT_DATA_ENCRYPTION_FALLBACK_KEY", "RESEND_API_KEY", "MEILISEARCH_API_KEY"], name) && value != null
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for path, layer in merge(
        { env = var.inputs.env },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.env" => task.env if task != null },
        merge([for path, service in merge(
          { web_service = var.inputs.web_service },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].environment" => try({ for item in jsondecode(text).environment : item.name => item.value }, {}) } if service != null]...),
        ) : [
        for name, value in layer : !(var.inputs.environment == "production" && !contains(["DATABASE_URL", "DB_PASSWORD", "REDIS_URL", "JWT_SECRET", "AUTH_SECRET", "TENANT_DATA_ENCRYPTION_FALLBACK_KEY", "RESEND_API_KEY", "MEILISEARCH_API_KEY"], name) && can(regex("[A-Za-z][A-Za-z0-9+.-]*://[^/?#@\\s]*:[^/?#@\\s]+@|-----BEGIN [A-Z ]*PRIVATE KEY-----|(^|[^A-Z0-9])(AKIA|ASIA)[A-Z0-9]{16}([^A-Z0-9]|$)", value)))
      ]
    ]))
    error_message = join("\n", flatten([
      for path, layer in merge(
        { env = var.inputs.env },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.env" => task.env if task != null },
        merge([for path, service in merge(
          { web_service = var.inputs.web_service },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : { for index, text in service.sidecars : "${path}.sidecars[${index}].environment" => try({ for item in jsondecode(text).environment : item.name => item.value }, {}) } if service != null]...),
        ) : [
        for name, value in layer : "${path}[${jsonencode(name)}]: holds a credential in plain text (a password in a URL, a private key or an AWS key), which production refuses. Store it in Secrets Manager or SSM and name its ARN under secrets."
        if var.inputs.environment == "production" && !contains(["DATABASE_URL", "DB_PASSWORD", "REDIS_URL", "JWT_SECRET", "AUTH_SECRET", "TENANT_DATA_ENCRYPTION_FALLBACK_KEY", "RESEND_API_KEY", "MEILISEARCH_API_KEY"], name) && can(regex("[A-Za-z][A-Za-z0-9+.-]*://[^/?#@\\s]*:[^/?#@\\s]+@|-----BEGIN [A-Z ]*PRIVATE KEY-----|(^|[^A-Z0-9])(AKIA|ASIA)[A-Z0-9]{16}([^A-Z0-9]|$)", value))
      ]
    ]))
  }

  validation {
    # A value that equals the derived one is no override, and DB_POOL_* is tuning, not a connection. What the
    # runtime mode forces, and secrets in production, have rules of their own.
    condition = alltrue(flatten([
      for path, layer in merge(
        { env = var.inputs.env },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.env" => task.env if task != null },
        ) : [
        for name, value in layer : !(!var.inputs.allow_env_override_critical && can(regex("^(DATABASE_URL|DB_.+|REDIS_URL|QUEUE_STRATEGY|(OM_)?AUTO_SPAWN_.+|PORT)$", name)) && !startswith(name, "DB_POOL_") && !(var.inputs.runtime_mode == "split_workers" && can(regex("^(QUEUE_STRATEGY|(OM_)?AUTO_SPAWN_.+)$", name)) || startswith(path, "scheduler_sync_task.") && name == "QUEUE_STRATEGY") && !(var.inputs.environment == "production" && contains(["DATABASE_URL", "DB_PASSWORD", "REDIS_URL", "JWT_SECRET", "AUTH_SECRET", "TENANT_DATA_ENCRYPTION_FALLBACK_KEY", "RESEND_API_KEY", "MEILISEARCH_API_KEY"], name) && value != null) && (value == null ? true : value != try({
          PORT           = tostring(var.inputs.container_port)
          QUEUE_STRATEGY = "async"
          DB_HOST        = var.inputs.db_host
          DB_PORT        = tostring(coalesce(var.inputs.db_port, 5432))
          DB_NAME        = var.inputs.database_mode == "managed" ? coalesce(var.inputs.db_name, "openmercato") : var.inputs.db_name
          DB_USER        = var.inputs.database_mode == "managed" ? coalesce(var.inputs.db_username, "openmercato") : var.inputs.db_username
        }[name], "")))
      ]
    ]))
    error_message = join("\n", flatten([
      for path, layer in merge(
        { env = var.inputs.env },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.env" => task.env if task != null },
        ) : [
        for name, value in layer : "${path}[${jsonencode(name)}]: is derived by this module, and allow_env_override_critical is false. Remove it, or set allow_env_override_critical = true if you mean to override it."
        if !var.inputs.allow_env_override_critical && can(regex("^(DATABASE_URL|DB_.+|REDIS_URL|QUEUE_STRATEGY|(OM_)?AUTO_SPAWN_.+|PORT)$", name)) && !startswith(name, "DB_POOL_") && !(var.inputs.runtime_mode == "split_workers" && can(regex("^(QUEUE_STRATEGY|(OM_)?AUTO_SPAWN_.+)$", name)) || startswith(path, "scheduler_sync_task.") && name == "QUEUE_STRATEGY") && !(var.inputs.environment == "production" && contains(["DATABASE_URL", "DB_PASSWORD", "REDIS_URL", "JWT_SECRET", "AUTH_SECRET", "TENANT_DATA_ENCRYPTION_FALLBACK_KEY", "RESEND_API_KEY", "MEILISEARCH_API_KEY"], name) && value != null) && (value == null ? true : value != try({
          PORT           = tostring(var.inputs.container_port)
          QUEUE_STRATEGY = "async"
          DB_HOST        = var.inputs.db_host
          DB_PORT        = tostring(coalesce(var.inputs.db_port, 5432))
          DB_NAME        = var.inputs.database_mode == "managed" ? coalesce(var.inputs.db_name, "openmercato") : var.inputs.db_name
          DB_USER        = var.inputs.database_mode == "managed" ? coalesce(var.inputs.db_username, "openmercato") : var.inputs.db_username
        }[name], ""))
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for path, layer in merge(
        { secrets = var.inputs.secrets },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.secrets" => task.secrets if task != null },
        ) : [
        for name, value in layer : !(!var.inputs.allow_env_override_critical && can(regex("^(DATABASE_URL|DB_.+|REDIS_URL|QUEUE_STRATEGY|(OM_)?AUTO_SPAWN_.+|PORT)$", name)) && !startswith(name, "DB_POOL_") && !(var.inputs.runtime_mode == "split_workers" && can(regex("^(QUEUE_STRATEGY|(OM_)?AUTO_SPAWN_.+)$", name)) || startswith(path, "scheduler_sync_task.") && name == "QUEUE_STRATEGY"))
      ]
    ]))
    error_message = join("\n", flatten([
      for path, layer in merge(
        { secrets = var.inputs.secrets },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.secrets" => task.secrets if task != null },
        ) : [
        for name, value in layer : "${path}[${jsonencode(name)}]: is derived by this module, and allow_env_override_critical is false. Use the inputs of Database and Redis for connections, or set allow_env_override_critical = true if you mean to override it."
        if !var.inputs.allow_env_override_critical && can(regex("^(DATABASE_URL|DB_.+|REDIS_URL|QUEUE_STRATEGY|(OM_)?AUTO_SPAWN_.+|PORT)$", name)) && !startswith(name, "DB_POOL_") && !(var.inputs.runtime_mode == "split_workers" && can(regex("^(QUEUE_STRATEGY|(OM_)?AUTO_SPAWN_.+)$", name)) || startswith(path, "scheduler_sync_task.") && name == "QUEUE_STRATEGY")
      ]
    ]))
  }

  validation {
    # The words that OpenMercato reads as true. allow_env_override_critical does not relax what is forced.
    condition = alltrue(flatten([
      for path, layer in merge(
        { env = var.inputs.env },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.env" => task.env if task != null },
        ) : [
        for name, value in layer : !(var.inputs.runtime_mode == "split_workers" && can(regex("^(OM_)?AUTO_SPAWN_.+$", name)) && contains(["1", "true", "yes", "y", "on", "enable", "enabled"], lower(trimspace(value == null ? "false" : value))))
      ]
    ]))
    error_message = join("\n", flatten([
      for path, layer in merge(
        { env = var.inputs.env },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.env" => task.env if task != null },
        ) : [
        for name, value in layer : "${path}[${jsonencode(name)}]: runtime_mode = \"split_workers\" runs the web service as the application alone, so nothing may be spawned. Remove it."
        if var.inputs.runtime_mode == "split_workers" && can(regex("^(OM_)?AUTO_SPAWN_.+$", name)) && contains(["1", "true", "yes", "y", "on", "enable", "enabled"], lower(trimspace(value == null ? "false" : value)))
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for path, layer in merge(
        { env = var.inputs.env },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.env" => task.env if task != null },
        ) : [
        for name, value in layer : !((var.inputs.runtime_mode == "split_workers" || startswith(path, "scheduler_sync_task.")) && name == "QUEUE_STRATEGY" && (value == null ? false : value != "async"))
      ]
    ]))
    error_message = join("\n", flatten([
      for path, layer in merge(
        { env = var.inputs.env },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.env" => task.env if task != null },
        ) : [
        for name, value in layer : "${path}[${jsonencode(name)}]: must be async: workers on their own, and the scheduler sync, need the queues in Redis. Remove it, or write \"async\"."
        if(var.inputs.runtime_mode == "split_workers" || startswith(path, "scheduler_sync_task.")) && name == "QUEUE_STRATEGY" && (value == null ? false : value != "async")
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for path, layer in merge(
        { secrets = var.inputs.secrets },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.secrets" => task.secrets if task != null },
        ) : [
        for name, value in layer : !(var.inputs.runtime_mode == "split_workers" && can(regex("^(QUEUE_STRATEGY|(OM_)?AUTO_SPAWN_.+)$", name)) || startswith(path, "scheduler_sync_task.") && name == "QUEUE_STRATEGY")
      ]
    ]))
    error_message = join("\n", flatten([
      for path, layer in merge(
        { secrets = var.inputs.secrets },
        { for path, task in merge(
          { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
          { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
        ) : "${path}.secrets" => task.secrets if task != null },
        ) : [
        for name, value in layer : "${path}[${jsonencode(name)}]: is forced by the runtime mode and cannot come from a secret. Remove it."
        if var.inputs.runtime_mode == "split_workers" && can(regex("^(QUEUE_STRATEGY|(OM_)?AUTO_SPAWN_.+)$", name)) || startswith(path, "scheduler_sync_task.") && name == "QUEUE_STRATEGY"
      ]
    ]))
  }

  validation {
    # Who sets OM_INSTANCE_COUNT takes this guard of OpenMercato into their own hands.
    condition = max(concat([var.inputs.web_service.desired_count, try(max(0, var.inputs.web_service.autoscaling.max_capacity), 0)], [for action in values(var.inputs.web_service.scheduled_scaling) : try(max(0, action.max_capacity), 0)])...) <= 1 || contains(keys(merge(var.inputs.env, var.inputs.web_service.env)), "OM_INSTANCE_COUNT") ? true : length([
      for name, value in merge(var.inputs.env, var.inputs.web_service.env) : name
      if try((value == null ? "" : value) != { QUEUE_STRATEGY = "async", CACHE_STRATEGY = "redis", RATE_LIMIT_STRATEGY = "redis" }[name], false) && (name != "QUEUE_STRATEGY" || var.inputs.allow_env_override_critical && var.inputs.runtime_mode == "single_service")
    ]) == 0
    error_message = join("\n", [
      for name, value in merge(var.inputs.env, var.inputs.web_service.env) : "${contains(keys(var.inputs.web_service.env), name) ? "web_service.env" : "env"}[${jsonencode(name)}]: with more than one web task OpenMercato refuses to start unless queues, cache and rate limiter are in Redis. Remove it, or run one web task."
      if try((value == null ? "" : value) != { QUEUE_STRATEGY = "async", CACHE_STRATEGY = "redis", RATE_LIMIT_STRATEGY = "redis" }[name], false) && (name != "QUEUE_STRATEGY" || var.inputs.allow_env_override_critical && var.inputs.runtime_mode == "single_service")
    ])
  }

  validation {
    # A task definition has at most 65,536 characters, and the module adds less than 4,096.
    # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html
    condition = alltrue([
      for path, task in merge(
        { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : length(jsonencode([task.command, try(task.sidecars, []), [for name, value in merge(var.inputs.env, task.env) : { name = name, value = value }], [for name, value in merge(var.inputs.secrets, task.secrets) : { name = name, valueFrom = value }]])) <= 61440
      if task != null
    ])
    error_message = join("\n", [
      for path, task in merge(
        { web_service = var.inputs.web_service, migration_task = var.inputs.migration_task, scheduler_sync_task = var.inputs.scheduler_sync_task },
        { for name, worker in coalesce(var.inputs.worker_services, {}) : "worker_services[${jsonencode(name)}]" => worker },
      ) : "${path}.env: command, environment and secrets of this container are longer than 61440 characters, and with what the module adds a task definition holds 65536. Shorten them."
      if task == null ? false : !(length(jsonencode([task.command, try(task.sidecars, []), [for name, value in merge(var.inputs.env, task.env) : { name = name, value = value }], [for name, value in merge(var.inputs.secrets, task.secrets) : { name = name, valueFrom = value }]])) <= 61440)
    ])
  }
}

variable "names" {
  description = "Names of the inputs as the caller wrote them. Converting an object drops unknown names in silence; this refuses them."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition = length(setsubtract(var.names, [
      "name", "environment", "aws_region", "image", "repository_credentials_secret_arn", "tags", "networking_mode", "vpc_cidr",
      "availability_zones", "public_subnet_cidrs", "private_subnet_cidrs", "nat_gateway_mode", "vpc_id",
      "public_subnet_ids", "private_subnet_ids", "existing_network_egress", "existing_vpc_endpoints",
      "verify_existing_network", "alb_internal", "alb_ingress_cidrs", "alb_idle_timeout",
      "alb_ssl_policy", "health_check_path", "health_check_matcher", "health_check_interval",
      "health_check_timeout", "health_check_healthy_threshold", "health_check_unhealthy_threshold",
      "runtime_mode", "container_port", "cpu_architecture", "web_service", "worker_services",
      "migration_task", "scheduler_sync_task", "database_mode", "db_name", "db_username", "db_tls_mode",
      "db_tls_ca_file", "db_engine_version", "db_instance_class", "db_allocated_storage",
      "db_max_allocated_storage", "db_multi_az", "db_backup_retention_days", "db_deletion_protection",
      "db_skip_final_snapshot", "db_password_rotation_days", "database_url_secret_arn", "db_host", "db_port", "db_password_secret_arn",
      "database_url", "redis_mode", "redis_deployment_mode", "redis_engine_version", "redis_node_type",
      "redis_num_cache_clusters", "redis_multi_az", "redis_snapshot_retention_days",
      "redis_serverless_min_data_storage_gb", "redis_serverless_max_data_storage_gb",
      "redis_serverless_min_ecpu_per_second", "redis_serverless_max_ecpu_per_second",
      "redis_url_secret_arn", "redis_url", "uploads_mode", "create_uploads_storage", "uploads_path",
      "uploads_file_system_id", "uploads_backup", "uploads_bucket", "search_mode", "search_host",
      "search_key_secret_arn", "search_image", "search_service", "search_storage",
      "dns_mode", "domain_name", "hosted_zone_id",
      "create_www_record", "acm_validation_method", "acm_validation_timeout", "create_validation_records", "certificate_arn",
      "waf_mode", "waf_web_acl_arn", "env", "secrets", "allow_env_override_critical",
      "secrets_kms_key_arns", "restart_on_secret_change", "enable_alarms", "alarm_topic_arn", "monthly_budget", "container_insights", "alb_access_logs_bucket", "flow_log_retention_days", "log_retention_days", "keep_log_groups", "apply_immediately", "kms_key_arn", "enable_execute_command", "task_role_policies",
      "permissions_boundary_arn", "acknowledged_advice",
    ])) == 0
    error_message = join("\n", [
      for name in setsubtract(var.names, [
        "name", "environment", "aws_region", "image", "repository_credentials_secret_arn", "tags", "networking_mode", "vpc_cidr",
        "availability_zones", "public_subnet_cidrs", "private_subnet_cidrs", "nat_gateway_mode", "vpc_id",
        "public_subnet_ids", "private_subnet_ids", "existing_network_egress", "existing_vpc_endpoints",
        "verify_existing_network", "alb_internal", "alb_ingress_cidrs", "alb_idle_timeout",
        "alb_ssl_policy", "health_check_path", "health_check_matcher", "health_check_interval",
        "health_check_timeout", "health_check_healthy_threshold", "health_check_unhealthy_threshold",
        "runtime_mode", "container_port", "cpu_architecture", "web_service", "worker_services",
        "migration_task", "scheduler_sync_task", "database_mode", "db_name", "db_username", "db_tls_mode",
        "db_tls_ca_file", "db_engine_version", "db_instance_class", "db_allocated_storage",
        "db_max_allocated_storage", "db_multi_az", "db_backup_retention_days", "db_deletion_protection",
        "db_skip_final_snapshot", "db_password_rotation_days", "database_url_secret_arn", "db_host", "db_port", "db_password_secret_arn",
        "database_url", "redis_mode", "redis_deployment_mode", "redis_engine_version", "redis_node_type",
        "redis_num_cache_clusters", "redis_multi_az", "redis_snapshot_retention_days",
        "redis_serverless_min_data_storage_gb", "redis_serverless_max_data_storage_gb",
        "redis_serverless_min_ecpu_per_second", "redis_serverless_max_ecpu_per_second",
        "redis_url_secret_arn", "redis_url", "uploads_mode", "create_uploads_storage", "uploads_path",
        "uploads_file_system_id", "uploads_backup", "uploads_bucket", "search_mode", "search_host",
        "search_key_secret_arn", "search_image", "search_service", "search_storage",
        "dns_mode", "domain_name", "hosted_zone_id",
        "create_www_record", "acm_validation_method", "acm_validation_timeout", "create_validation_records", "certificate_arn",
        "waf_mode", "waf_web_acl_arn", "env", "secrets", "allow_env_override_critical",
        "secrets_kms_key_arns", "restart_on_secret_change", "enable_alarms", "alarm_topic_arn", "monthly_budget", "container_insights", "alb_access_logs_bucket", "flow_log_retention_days", "log_retention_days", "keep_log_groups", "apply_immediately", "kms_key_arn", "enable_execute_command", "task_role_policies",
        "permissions_boundary_arn", "acknowledged_advice",
      ]) : "${name}: is not an input of this module. Look for a misspelling; the inputs are in its variables.tf."
    ])
  }
}
