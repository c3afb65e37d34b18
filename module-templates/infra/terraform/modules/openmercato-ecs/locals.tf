# What derives from variables alone. A local that needs a resource or a data
# source lives in that resource's file.

################################################################################
# Modes
################################################################################

locals {
  production             = var.environment == "production"
  create_managed_network = var.networking_mode == "managed"
  create_managed_rds     = var.database_mode == "managed"
  create_managed_redis   = var.redis_mode == "managed"
  split_workers          = var.runtime_mode == "split_workers"
  create_dns             = var.dns_mode == "route53"
  attach_waf             = var.waf_mode == "existing"

  create_redis_replication_group = local.create_managed_redis && local.effective.redis_deployment_mode == "replication_group"
  create_redis_serverless        = local.create_managed_redis && local.effective.redis_deployment_mode == "serverless"
  create_scheduler_sync_task     = var.scheduler_sync_task != null

  # An input of its own says whether storage exists, since its ID may be unknown at plan.
  uploads_on_efs             = var.uploads_mode == "efs"
  uploads_on_s3              = var.uploads_mode == "s3"
  create_uploads_file_system = local.uploads_on_efs && local.effective.create_uploads_storage
  create_uploads_bucket      = local.uploads_on_s3 && local.effective.create_uploads_storage

  create_search             = var.search_mode == "managed"
  create_search_file_system = local.create_search && local.effective.search_storage == "efs"

  # A domain comes with a certificate, requested here or given by its ARN (the
  # contract sees to it). The domain decides, since an ARN may be unknown at plan.
  tls_enabled = local.create_dns || var.domain_name != null

  # For ARNs that are composed. Spared the data source, a plan asks AWS nothing.
  partition = try({ cn = "aws-cn", eusc = "aws-eusc", us-gov = "aws-us-gov", us-iso = "aws-iso", us-isob = "aws-iso-b", eu-isoe = "aws-iso-e", us-isof = "aws-iso-f" }[regex("^(?:cn|eusc|[a-z]+-(?:gov|iso[a-z]?))", var.aws_region)], "aws")

  # An external database is given by its parts or by its whole URL. The user name
  # decides, since host and ARNs may be unknown at plan.
  compose_database_url = local.create_managed_rds || var.db_username != null
}

################################################################################
# Effective values of inputs whose default is null
################################################################################

locals {
  vpc_cidr = coalesce(var.vpc_cidr, "10.0.0.0/16")

  # As many zones as are named, else as there are subnet ranges, else two.
  zone_count = length(coalesce(var.availability_zones, var.private_subnet_cidrs, var.public_subnet_cidrs, ["first", "second"]))

  redis_multi_az = coalesce(var.redis_multi_az, local.production && coalesce(var.redis_num_cache_clusters, 2) > 1)

  effective = {
    vpc_cidr = local.vpc_cidr
    # Sixteenths of the VPC: private ones from the start, public ones from the middle.
    private_subnet_cidrs    = var.private_subnet_cidrs != null ? var.private_subnet_cidrs : try([for i in range(local.zone_count) : cidrsubnet(local.vpc_cidr, 4, i)], [])
    public_subnet_cidrs     = var.public_subnet_cidrs != null ? var.public_subnet_cidrs : try([for i in range(local.zone_count) : cidrsubnet(local.vpc_cidr, 4, 8 + i)], [])
    nat_gateway_mode        = coalesce(var.nat_gateway_mode, local.production ? "per_zone" : "single")
    verify_existing_network = coalesce(var.verify_existing_network, false)
    existing_vpc_endpoints  = var.existing_vpc_endpoints != null ? var.existing_vpc_endpoints : toset([])

    worker_services = var.worker_services != null ? var.worker_services : {}

    db_name                   = var.db_name != null ? var.db_name : local.create_managed_rds ? "openmercato" : null
    db_username               = var.db_username != null ? var.db_username : local.create_managed_rds ? "openmercato" : null
    db_tls_mode               = var.db_tls_mode != null ? var.db_tls_mode : local.compose_database_url ? "no_verify" : null
    db_engine_version         = coalesce(var.db_engine_version, "17")
    db_instance_class         = coalesce(var.db_instance_class, "db.t4g.medium")
    db_allocated_storage      = coalesce(var.db_allocated_storage, 50)
    db_max_allocated_storage  = coalesce(var.db_max_allocated_storage, 0)
    db_multi_az               = coalesce(var.db_multi_az, local.production)
    db_backup_retention_days  = coalesce(var.db_backup_retention_days, 7)
    db_deletion_protection    = coalesce(var.db_deletion_protection, true)
    db_skip_final_snapshot    = coalesce(var.db_skip_final_snapshot, false)
    db_password_rotation_days = coalesce(var.db_password_rotation_days, 30)
    db_port                   = coalesce(var.db_port, 5432)

    redis_deployment_mode         = coalesce(var.redis_deployment_mode, "replication_group")
    redis_engine_version          = coalesce(var.redis_engine_version, var.redis_deployment_mode == "serverless" ? "7" : "7.1")
    redis_node_type               = coalesce(var.redis_node_type, "cache.t4g.small")
    redis_multi_az                = local.redis_multi_az
    redis_num_cache_clusters      = coalesce(var.redis_num_cache_clusters, local.redis_multi_az ? 2 : 1)
    redis_snapshot_retention_days = coalesce(var.redis_snapshot_retention_days, 7)

    create_www_record         = coalesce(var.create_www_record, false)
    create_validation_records = coalesce(var.create_validation_records, true)
    acm_validation_method     = coalesce(var.acm_validation_method, "DNS")
    acm_validation_timeout    = coalesce(var.acm_validation_timeout, "45m")

    create_uploads_storage = coalesce(var.create_uploads_storage, true)
    uploads_path           = coalesce(var.uploads_path, "/app/storage")
    uploads_backup         = coalesce(var.uploads_backup, local.production)

    # What OpenMercato's own compose file runs.
    search_image   = coalesce(var.search_image, "getmeili/meilisearch:v1.11")
    search_service = { cpu = try(var.search_service.cpu, 1024), memory = try(var.search_service.memory, 2048) }
    search_storage = coalesce(var.search_storage, "task_disk")

    keep_log_groups   = coalesce(var.keep_log_groups, local.production)
    apply_immediately = coalesce(var.apply_immediately, !local.production)
  }
}

################################################################################
# Names that are made from var.name
################################################################################

locals {
  names = {
    vpc     = var.name
    cluster = "${var.name}-cluster"

    alb = "${var.name}-alb"

    alb_security_group   = "${var.name}-alb"
    app_security_group   = "${var.name}-app"
    db_security_group    = "${var.name}-db"
    redis_security_group = "${var.name}-redis"

    db_instance        = "${var.name}-postgres"
    db_subnet_group    = "${var.name}-db-subnets"
    db_parameter_group = "${var.name}-postgres${split(".", local.effective.db_engine_version)[0]}"

    redis_replication_group = "${var.name}-redis"
    redis_subnet_group      = "${var.name}-redis-subnets"
    redis_parameter_group   = "${var.name}-redis${split(".", local.effective.redis_engine_version)[0]}"
    redis_serverless        = "${var.name}-redis-serverless"

    uploads            = "${var.name}-uploads"
    search             = "${var.name}-search"
    search_namespace   = "${var.name}.internal"
    efs_security_group = "${var.name}-efs"

    # IAM is global: with the region in the name, one account can hold the same
    # deployment in two regions.
    execution_role = "${var.name}-${var.aws_region}-execution"
    task_role      = "${var.name}-${var.aws_region}-task"
    search_role    = "${var.name}-${var.aws_region}-search"

    restart             = "${var.name}-restart"
    restart_role        = "${var.name}-${var.aws_region}-restart"
    restart_events_role = "${var.name}-${var.aws_region}-restart-events"

    flow_log_role  = "${var.name}-${var.aws_region}-flow-logs"
    flow_log_group = "/vpc/${var.name}/flow-logs"

    # One log group a container: /ecs/<name>/<container>.
    log_group_prefix = "/ecs/${var.name}"
  }
}

################################################################################
# Tasks
################################################################################

locals {
  # Every task definition by what its name carries after var.name. Each has one
  # container. The contract keeps worker names off the other keys.
  tasks = merge(
    {
      web = {
        cpu                   = var.web_service.cpu
        memory                = var.web_service.memory
        command               = coalesce(var.web_service.command, ["yarn", "start"])
        env                   = var.web_service.env
        secrets               = var.web_service.secrets
        ephemeral_storage_gib = var.web_service.ephemeral_storage_gib
        stop_timeout          = var.web_service.stop_timeout
        ulimits               = var.web_service.ulimits
        health_check          = var.web_service.health_check
        sidecars              = var.web_service.sidecars
        firelens_options      = var.web_service.firelens_options
      }
      migration = {
        cpu                   = var.migration_task.cpu
        memory                = var.migration_task.memory
        command               = coalesce(var.migration_task.command, ["yarn", "db:migrate"])
        env                   = var.migration_task.env
        secrets               = var.migration_task.secrets
        ephemeral_storage_gib = var.migration_task.ephemeral_storage_gib
        stop_timeout          = null
        ulimits               = {}
        health_check          = null
        sidecars              = []
        firelens_options      = {}
      }
    },
    { for name, task in zipmap(["scheduler-sync"], [var.scheduler_sync_task]) : name => {
      cpu                   = task.cpu
      memory                = task.memory
      command               = coalesce(task.command, ["yarn", "mercato", "scheduler", "start"])
      env                   = task.env
      secrets               = task.secrets
      ephemeral_storage_gib = task.ephemeral_storage_gib
      stop_timeout          = null
      ulimits               = {}
      health_check          = null
      sidecars              = []
      firelens_options      = {}
    } if task != null },
    { for name, worker in local.effective.worker_services : name => {
      cpu                   = worker.cpu
      memory                = worker.memory
      command               = coalesce(worker.command, ["yarn", "mercato", "queue", "worker", "--all"])
      env                   = worker.env
      secrets               = worker.secrets
      ephemeral_storage_gib = worker.ephemeral_storage_gib
      # Two minutes, the most that Fargate gives, to finish jobs in hand.
      stop_timeout     = coalesce(worker.stop_timeout, 120)
      ulimits          = worker.ulimits
      health_check     = worker.health_check
      sidecars         = worker.sidecars
      firelens_options = worker.firelens_options
    } },
  )

  # The containers beside app, by task.
  sidecars = { for name, task in local.tasks : name => [for text in task.sidecars : try(merge({}, jsondecode(text)), {})] }

  # The secrets and parameters that they read.
  sidecar_secrets = { for name, sidecars in local.sidecars : name => flatten([for sidecar in sidecars : try(sidecar.secrets[*].valueFrom, [])]) }

  # What the sidecars of a task leave to app.
  app_memory = { for name, task in local.tasks : name => task.memory - sum(concat([0], [for sidecar in local.sidecars[name] : try(coalesce(try(sidecar.memory, null), sidecar.memoryReservation), 0)])) }

  # Every image by the input that it comes from, for advice.
  images = merge({ image = var.image }, local.create_search ? { search_image = local.effective.search_image } : {}, merge([for name, sidecars in local.sidecars : { for index, sidecar in sidecars : "${local.task_paths[name]}.sidecars[${index}]" => try(sidecar.image, "") }]...))

  # The input that each task comes from, for advice.
  task_paths = {
    for name in keys(local.tasks) : name => lookup(
      { web = "web_service", migration = "migration_task", "scheduler-sync" = "scheduler_sync_task" }, name, "worker_services[${jsonencode(name)}]"
    )
  }

  # Plain values by the input that they come from, for advice.
  env_layers = merge(
    { env = var.env },
    { for name, task in local.tasks : "${local.task_paths[name]}.env" => task.env },
    merge([for name, sidecars in local.sidecars : {
      for index, sidecar in sidecars : "${local.task_paths[name]}.sidecars[${index}].environment" => try({ for item in sidecar.environment : item.name => item.value }, {})
    }]...),
  )

  # Texts of any form by the place that they have, for advice.
  free_texts = merge(
    { for key, value in var.tags : "tags[${jsonencode(key)}]" => "${key} ${coalesce(value, "-")}" },
    merge([for path, layer in merge(local.env_layers, { for name, task in local.tasks : "${local.task_paths[name]}.firelens_options" => task.firelens_options }) : {
      for name, value in layer : "${path}[${jsonencode(name)}]" => value
    }]...),
    merge([for name, task in local.tasks : { for index, word in task.command : "${local.task_paths[name]}.command[${index}]" => word }]...),
    merge([for name, task in local.tasks : { for index, word in try(task.health_check.command, []) : "${local.task_paths[name]}.health_check.command[${index}]" => word }]...),
  )

  # How the name of an environment variable ends whose value is a secret.
  secret_name = "(SECRET|PASSWORD|PASSWD|PASSPHRASE|TOKEN|API_KEY|APP_KEY|MASTER_KEY|SECRET_KEY|SECRET_KEY_BASE|SIGNING_KEY|PRIVATE_KEY|ACCESS_KEY|ENCRYPTION_KEY|FALLBACK_KEY|CREDENTIALS)$"

  # Control characters other than tabs and line ends, marks of direction, joints
  # without width, and spaces that only look like the usual one. Persian and some
  # emoji need the joiners, U+200C and U+200D.
  invisible_characters = "[\\x01-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\xa0\\xad\\x{61c}\\x{1680}\\x{180e}\\x{2000}-\\x{200b}\\x{200e}\\x{200f}\\x{2028}-\\x{202f}\\x{205f}-\\x{206f}\\x{feff}\\x{fff9}-\\x{fffb}\\x{e0000}-\\x{e007f}]"

  # Whether the one service keeps its queues out of Redis, and so runs the scheduler.
  queues_of_its_own = !local.split_workers && try(merge(var.env, var.web_service.env)["QUEUE_STRATEGY"], "async") != "async"

  # The most web tasks that there can be. Above one, OpenMercato wants to know.
  web_task_limit = max(concat([var.web_service.desired_count, try(var.web_service.autoscaling.max_capacity, 0)], [for action in values(var.web_service.scheduled_scaling) : action.max_capacity])...)
}

################################################################################
# Connections to the database
################################################################################

locals {
  # By service: the most tasks that there can be, and how many of them while new
  # ones replace them, in percent.
  service_limits = merge(
    { web = { tasks = local.web_task_limit, percent = var.web_service.deployment_maximum_percent } },
    { for name, worker in local.effective.worker_services : name => {
      tasks   = max(concat([worker.desired_count, try(worker.autoscaling.max_capacity, 0)], [for action in values(worker.scheduled_scaling) : action.max_capacity])...)
      percent = worker.deployment_maximum_percent
    } },
  )

  # Each task has a pool; OpenMercato's own limit is 20.
  db_pools = {
    for name in keys(local.service_limits) : name => try(tonumber(merge(var.env, local.tasks[name].env)["DB_POOL_MAX"]), 20)
  }

  # The most tasks of all services, and the addresses that subnets have for them: AWS
  # keeps five of each.
  tasks_restarting  = sum([for limit in values(local.service_limits) : ceil(limit.tasks * limit.percent / 100)]) + (local.create_search ? 1 : 0)
  private_addresses = sum(concat([0], [for cidr in local.effective.private_subnet_cidrs : try(pow(2, 32 - tonumber(split("/", cidr)[1])) - 5, 0)]))

  db_connections            = sum([for name, limit in local.service_limits : limit.tasks * local.db_pools[name]])
  db_connections_restarting = sum([for name, limit in local.service_limits : ceil(limit.tasks * limit.percent / 100) * local.db_pools[name]])

  # Memory of the class in GiB: by its size where it is small, else so much for each
  # large, of which an xlarge is two and a 4xlarge eight. Null for other families.
  # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html
  db_class_family = substr(local.effective.db_instance_class, 3, 1)
  db_class_size   = try(split(".", local.effective.db_instance_class)[2], "")
  db_class_memory = local.create_managed_rds ? try(
    { micro = 1, small = 2, medium = 4 }[local.db_class_size],
    { t = 8, m = 8, r = 16 }[local.db_class_family] * (local.db_class_size == "large" ? 1 : 2 * tonumber(coalesce(trimsuffix(local.db_class_size, "xlarge"), "1"))),
    null
  ) : null

  # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
  db_max_connections = local.db_class_memory == null ? null : min(5000, floor(local.db_class_memory * 1073741824 / 9531392))
}

################################################################################
# Environment and secrets, layer by layer
#
# A container's environment is, later ones winning: env_derived, what needs a
# resource (in ecs.tf), var.env, the container's own env, env_forced. Its secrets
# are secrets_derived, var.secrets, the container's own. The last layer that names
# something decides whether it is plain or secret; a null value drops the name.
################################################################################

locals {
  search_host = local.create_search ? "http://search.${local.names.search_namespace}:7700" : var.search_host

  # sslmode of the URL that the container composes.
  db_sslmode = try({ no_verify = "no-verify", verify = "require", disable = "disable" }[local.effective.db_tls_mode], null)

  env_derived_database = {
    DB_HOST                    = local.create_managed_rds ? null : var.db_host
    DB_PORT                    = local.compose_database_url ? tostring(local.effective.db_port) : null
    DB_NAME                    = local.compose_database_url ? local.effective.db_name : null
    DB_USER                    = local.compose_database_url ? local.effective.db_username : null
    DB_SSLMODE                 = local.compose_database_url ? local.db_sslmode : null
    DB_SSL                     = contains(["no_verify", "verify"], coalesce(local.effective.db_tls_mode, "unset")) ? "true" : null
    DB_SSL_REJECT_UNAUTHORIZED = local.effective.db_tls_mode == "no_verify" ? "false" : null
    NODE_EXTRA_CA_CERTS        = var.db_tls_ca_file
  }

  # Redis is always there, so queues, cache and rate limiter use it.
  env_derived_shared = merge(local.env_derived_database, {
    NODE_ENV            = "production"
    APP_URL             = local.tls_enabled ? "https://${coalesce(var.domain_name, "unset")}" : null
    QUEUE_STRATEGY      = "async"
    CACHE_STRATEGY      = "redis"
    RATE_LIMIT_STRATEGY = "redis"
    # The driver alone. Its preset, OM_INTEGRATION_STORAGE_S3_*, knows access keys only.
    OM_ENABLE_STORAGE_S3 = local.uploads_on_s3 ? "true" : null
    # A name that lasts, whichever address the task has.
    MEILISEARCH_HOST = local.search_host
  })

  env_derived = {
    for name in keys(local.tasks) : name => merge(local.env_derived_shared, name != "web" ? {} : {
      PORT = tostring(var.container_port)
      # Milliseconds for which a server that Next.js builds as standalone keeps idle
      # connections: longer than the load balancer, which else reuses closed ones.
      KEEP_ALIVE_TIMEOUT = tostring((var.alb_idle_timeout + 5) * 1000)
      # The load balancer is the one proxy in front.
      RATE_LIMIT_TRUST_PROXY_DEPTH = "1"
      OM_INSTANCE_COUNT            = local.web_task_limit > 1 ? tostring(local.web_task_limit) : null
      OM_EVENTS_EXTERNAL_WORKER    = local.split_workers ? "true" : null
    })
  }

  # In split mode the web service runs the application alone and every queue is
  # in Redis. The scheduler sync ends by itself only with asynchronous queues.
  env_forced_split = local.split_workers ? {
    AUTO_SPAWN_WORKERS   = "false"
    AUTO_SPAWN_SCHEDULER = "false"
    QUEUE_STRATEGY       = "async"
  } : {}

  env_forced = {
    for name in keys(local.tasks) : name => merge(local.env_forced_split, name == "scheduler-sync" ? { QUEUE_STRATEGY = "async" } : {})
  }

  # Plaintext URLs, outside production only. They are kept out of the other layers,
  # since one sensitive value would hide every container definition in the plan.
  env_plaintext_urls = merge(
    nonsensitive(var.database_url == null) ? {} : { DATABASE_URL = var.database_url },
    nonsensitive(var.redis_url == null) ? {} : { REDIS_URL = var.redis_url },
  )

  # Every secret and parameter that an input names.
  given_secret_arns = distinct(concat(
    values(var.secrets),
    flatten([for task in values(local.tasks) : values(task.secrets)]),
    flatten(values(local.sidecar_secrets)),
    compact([var.database_url_secret_arn, var.db_password_secret_arn, var.redis_url_secret_arn, var.search_key_secret_arn, var.repository_credentials_secret_arn]),
  ))

  # The password of a managed database is in RDS's own secret: see ecs.tf.
  secrets_derived = merge(
    !local.compose_database_url && nonsensitive(var.database_url == null) ? { DATABASE_URL = var.database_url_secret_arn } : {},
    !local.create_managed_rds && local.compose_database_url ? { DB_PASSWORD = var.db_password_secret_arn } : {},
    !local.create_managed_redis && nonsensitive(var.redis_url == null) ? { REDIS_URL = var.redis_url_secret_arn } : {},
    var.search_mode == "none" ? {} : { MEILISEARCH_API_KEY = var.search_key_secret_arn },
  )
}

################################################################################
# Availability zones
################################################################################

locals {
  # Zones that an ordinary account sees. Generated deployments prefill
  # availability_zones from it; the module itself asks AWS when none are named.
  # Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
  availability_zones_by_region = {
    af-south-1     = ["af-south-1a", "af-south-1b", "af-south-1c"]
    ap-east-1      = ["ap-east-1a", "ap-east-1b", "ap-east-1c"]
    ap-east-2      = ["ap-east-2a", "ap-east-2b", "ap-east-2c"]
    ap-northeast-1 = ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"]
    ap-northeast-2 = ["ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c", "ap-northeast-2d"]
    ap-northeast-3 = ["ap-northeast-3a", "ap-northeast-3b", "ap-northeast-3c"]
    ap-south-1     = ["ap-south-1a", "ap-south-1b", "ap-south-1c"]
    ap-south-2     = ["ap-south-2a", "ap-south-2b", "ap-south-2c"]
    ap-southeast-1 = ["ap-southeast-1a", "ap-southeast-1b", "ap-southeast-1c"]
    ap-southeast-2 = ["ap-southeast-2a", "ap-southeast-2b", "ap-southeast-2c"]
    ap-southeast-3 = ["ap-southeast-3a", "ap-southeast-3b", "ap-southeast-3c"]
    ap-southeast-4 = ["ap-southeast-4a", "ap-southeast-4b", "ap-southeast-4c"]
    ap-southeast-5 = ["ap-southeast-5a", "ap-southeast-5b", "ap-southeast-5c"]
    ap-southeast-6 = ["ap-southeast-6a", "ap-southeast-6b", "ap-southeast-6c"]
    ap-southeast-7 = ["ap-southeast-7a", "ap-southeast-7b", "ap-southeast-7c"]
    ca-central-1   = ["ca-central-1a", "ca-central-1b", "ca-central-1d"]
    ca-west-1      = ["ca-west-1a", "ca-west-1b", "ca-west-1c"]
    cn-north-1     = ["cn-north-1a", "cn-north-1b", "cn-north-1d"]
    cn-northwest-1 = ["cn-northwest-1a", "cn-northwest-1b", "cn-northwest-1c"]
    eu-central-1   = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
    eu-central-2   = ["eu-central-2a", "eu-central-2b", "eu-central-2c"]
    eu-north-1     = ["eu-north-1a", "eu-north-1b", "eu-north-1c"]
    eu-south-1     = ["eu-south-1a", "eu-south-1b", "eu-south-1c"]
    eu-south-2     = ["eu-south-2a", "eu-south-2b", "eu-south-2c"]
    eu-west-1      = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
    eu-west-2      = ["eu-west-2a", "eu-west-2b", "eu-west-2c"]
    eu-west-3      = ["eu-west-3a", "eu-west-3b", "eu-west-3c"]
    il-central-1   = ["il-central-1a", "il-central-1b", "il-central-1c"]
    me-central-1   = ["me-central-1a", "me-central-1b", "me-central-1c"]
    me-south-1     = ["me-south-1a", "me-south-1b", "me-south-1c"]
    mx-central-1   = ["mx-central-1a", "mx-central-1b", "mx-central-1c"]
    sa-east-1      = ["sa-east-1a", "sa-east-1b", "sa-east-1c"]
    us-east-1      = ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d", "us-east-1f"]
    us-east-2      = ["us-east-2a", "us-east-2b", "us-east-2c"]
    us-gov-east-1  = ["us-gov-east-1a", "us-gov-east-1b", "us-gov-east-1c"]
    us-gov-west-1  = ["us-gov-west-1a", "us-gov-west-1b", "us-gov-west-1c"]
    us-west-2      = ["us-west-2a", "us-west-2b", "us-west-2c", "us-west-2d"]

    # An account sees two of three zones, and which two differs from account to account.
    us-west-1 = ["us-west-1a", "us-west-1c"]
  }
}
