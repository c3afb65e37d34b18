# How much CPU a service or a one-shot task has.

base = "external-dependencies"

rule "cpu is a size that Fargate sells" {
  refuses "a hair more" {
    why    = "Terraform has more digits than a float of 64 bits."
    inputs = { web_service = { cpu = 1024.00000000000000000000000000001, memory = 2048 } }
    fails  = ["web_service.cpu"]
  }

  refuses "1000" {
    why    = "CPU units come in powers of two."
    inputs = { web_service = { cpu = 1000 } }
    fails  = ["web_service.cpu"]
  }

  refuses "65536" {
    why    = "It is a power of two, but more than Fargate sells."
    inputs = { web_service = { cpu = 65536 } }
    fails  = ["web_service.cpu"]
  }

  refuses "0" {
    why    = "No CPU is no size."
    inputs = { web_service = { cpu = 0 } }
    fails  = ["web_service.cpu"]
  }

  refuses "of a one-shot task" {
    why    = "A one-shot task is held against the same table."
    inputs = { scheduler_sync_task = { cpu = 1 } }
    fails  = ["scheduler_sync_task.cpu"]
  }

  refuses "of two services at once" {
    why    = "Each service that is wrong has a line of its own."
    base   = "split-workers-managed"
    inputs = { web_service = { cpu = 3 }, worker_services = { a = { cpu = 5 }, b = {} } }
    fails  = ["web_service.cpu", "worker_services[\"a\"].cpu"]
  }

  refuses "of a worker" {
    why    = "A worker is held against the same table."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { cpu = 300 } } }
    fails  = ["worker_services[\"emails\"].cpu"]
  }

  accepts "2048" {
    why    = "2048 units are two processors, which Fargate sells."
    inputs = { web_service = { cpu = 2048, memory = 8192 } }
  }
}
