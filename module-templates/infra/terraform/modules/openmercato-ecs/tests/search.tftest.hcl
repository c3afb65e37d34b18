# search_mode: whether there is a search engine, and whose it is.

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

  scheduler_sync_task = {}

  # What these tests do not look at.
  acknowledged_advice = ["plain_http", "default_health_path", "uploads_on_task_disk"]
}

run "none" {
  assert {
    condition     = length(aws_ecs_service.search) == 0 && length(aws_service_discovery_private_dns_namespace.this) == 0 && output.search_host == null && output.search_reindex_run_task_command == null
    error_message = "Without a search engine nothing of it may be made."
  }

  assert {
    condition     = length([for item in jsondecode(aws_ecs_task_definition.web.container_definitions)[0].environment : item if startswith(item.name, "MEILISEARCH_")]) == 0
    error_message = "Without a search engine the containers must not be told of one."
  }
}

run "external" {
  variables {
    search_mode           = "external"
    search_host           = "https://search.example.com"
    search_key_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/search-AbCdEf:key::"
  }

  assert {
    condition     = length(aws_ecs_service.search) == 0 && output.search_host == "https://search.example.com"
    error_message = "An external search engine must be used as it is."
  }

  assert {
    condition = alltrue([
      for definition in [aws_ecs_task_definition.web, aws_ecs_task_definition.migration, aws_ecs_task_definition.scheduler_sync[0]] :
      contains(jsondecode(definition.container_definitions)[0].environment, { name = "MEILISEARCH_HOST", value = "https://search.example.com" }) &&
      contains(jsondecode(definition.container_definitions)[0].secrets, { name = "MEILISEARCH_API_KEY", valueFrom = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/search-AbCdEf:key::" })
    ])
    error_message = "Every container must know the host, and get the key as a secret."
  }

  assert {
    condition     = strcontains(aws_iam_role_policy.execution.policy, "secret:shop/search-AbCdEf\"")
    error_message = "The execution role must be allowed to read the key."
  }
}

run "managed" {
  variables {
    search_mode           = "managed"
    search_key_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/search-AbCdEf"
    search_storage        = "efs"
    enable_alarms         = true
    alarm_topic_arn       = "arn:aws:sns:eu-central-1:123456789012:alarms"
  }

  assert {
    condition     = aws_ecs_service.search[0].desired_count == 1 && aws_ecs_service.search[0].deployment_maximum_percent == 100 && aws_ecs_service.search[0].deployment_minimum_healthy_percent == 0
    error_message = "There must never be two tasks on one index."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.search_from_app[0].referenced_security_group_id == aws_security_group.app.id && aws_vpc_security_group_ingress_rule.search_from_app[0].from_port == 7700
    error_message = "The tasks alone must reach it."
  }

  assert {
    condition     = output.search_host == "http://search.shop.internal:7700" && aws_service_discovery_private_dns_namespace.this[0].name == "shop.internal" && aws_service_discovery_service.search[0].name == "search"
    error_message = "It must have a name that lasts."
  }

  assert {
    condition     = contains(jsondecode(aws_ecs_task_definition.web.container_definitions)[0].environment, { name = "MEILISEARCH_HOST", value = "http://search.shop.internal:7700" })
    error_message = "The application must ask for it by that name."
  }

  assert {
    condition = { for key in ["image", "secrets", "mountPoints"] : key => jsondecode(aws_ecs_task_definition.search[0].container_definitions)[0][key] } == {
      image       = "getmeili/meilisearch:v1.11"
      secrets     = [{ name = "MEILI_MASTER_KEY", valueFrom = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/search-AbCdEf" }]
      mountPoints = [{ sourceVolume = "search", containerPath = "/meili_data", readOnly = false }]
    }
    error_message = "Its key must be a secret, and its index on the file system."
  }

  assert {
    condition     = keys(aws_efs_mount_target.this) == ["search 0", "search 1"] && jsondecode(aws_iam_role_policy.search[0].policy).Statement[*].Sid == ["MountFileSystem"]
    error_message = "The file system must be there in each zone, and its role allowed to mount it."
  }

  assert {
    condition     = contains(jsondecode(aws_sfn_state_machine.restart[0].definition).States.Services.Result, { service = "shop-search", secrets = ["arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/search-AbCdEf"] })
    error_message = "It must start anew when its key changes."
  }

  assert {
    condition     = length(setintersection(keys(aws_cloudwatch_metric_alarm.this), ["search-cpu", "search-memory"])) == 2
    error_message = "Its CPU and memory must raise alarms."
  }

  assert {
    condition     = strcontains(output.search_reindex_run_task_command, "\"yarn\",\"mercato\",\"search\",\"reindex\"")
    error_message = "The output must say how what PostgreSQL holds for search is rebuilt."
  }
}

run "managed_on_its_disk" {
  variables {
    environment           = "staging"
    search_mode           = "managed"
    search_key_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/search-AbCdEf"
    search_image          = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/meilisearch:v1.11.3"
    search_service        = { memory = 4096 }
  }

  assert {
    condition     = length(aws_efs_file_system.this) == 0 && length(aws_ecs_task_definition.search[0].volume) == 0
    error_message = "On the task's disk there must be no file system."
  }

  assert {
    condition     = aws_ecs_task_definition.search[0].cpu == "1024" && aws_ecs_task_definition.search[0].memory == "4096"
    error_message = "It must have the size that was asked for."
  }

  assert {
    condition     = strcontains(aws_iam_role_policy.execution.policy, "repository/meilisearch")
    error_message = "The execution role must be allowed to pull its image."
  }
}

run "advice" {
  command = plan

  variables {
    search_mode           = "managed"
    search_key_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/search-AbCdEf"
  }

  expect_failures = [check.search_on_task_disk]
}
