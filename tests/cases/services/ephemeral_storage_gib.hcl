# The disk of a task.

base = "external-dependencies"

rule "ephemeral_storage_gib is whole GiB from 21 to 200" {
  refuses "what Fargate gives" {
    why    = "20 GiB are there anyway, and cannot be asked for."
    inputs = { web_service = { ephemeral_storage_gib = 20 } }
    fails  = ["web_service.ephemeral_storage_gib"]
  }

  refuses "above, for a one-shot task" {
    why    = "200 GiB are the most, for one-shot tasks too."
    inputs = { migration_task = { ephemeral_storage_gib = 201 } }
    fails  = ["migration_task.ephemeral_storage_gib"]
  }

  refuses "fraction" {
    why    = "ECS takes whole GiB."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { ephemeral_storage_gib = 21.5 } } }
    fails  = ["worker_services[\"emails\"].ephemeral_storage_gib"]
  }

  accepts "bounds" {
    why    = "21 and 200 are the ends; null leaves it to Fargate."
    inputs = { web_service = { ephemeral_storage_gib = 21 }, migration_task = { ephemeral_storage_gib = 200 }, scheduler_sync_task = { ephemeral_storage_gib = null } }
  }
}
