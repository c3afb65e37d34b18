# How much memory goes with which CPU.

base = "external-dependencies"

rule "memory is one that Fargate sells with the cpu" {
  refuses "of a one-shot task" {
    why    = "A one-shot task is held against the same table: 512 units have at most 4096 MiB."
    inputs = { migration_task = { memory = 8192 } }
    fails  = ["migration_task.memory"]
  }

  refuses "1024 with 1024" {
    why    = "The least with 1024 units is 2048 MiB."
    inputs = { web_service = { cpu = 1024, memory = 1024 } }
    fails  = ["web_service.memory"]
  }

  refuses "1024 with 2560" {
    why    = "Memory comes in steps of 1024 MiB."
    inputs = { web_service = { cpu = 1024, memory = 2560 } }
    fails  = ["web_service.memory"]
  }

  refuses "16384 with 36864" {
    why    = "With 16384 units memory comes in steps of 8 GiB."
    inputs = { web_service = { cpu = 16384, memory = 36864 } }
    fails  = ["web_service.memory"]
  }

  refuses "2048 with 17408" {
    why    = "The most with 2048 units is 16384 MiB."
    inputs = { web_service = { cpu = 2048, memory = 17408 } }
    fails  = ["web_service.memory"]
  }

  refuses "256 with 4096" {
    why    = "The most with 256 units is 2048 MiB."
    inputs = { web_service = { cpu = 256, memory = 4096 } }
    fails  = ["web_service.memory"]
  }

  refuses "32768 with 65536" {
    why    = "With 32768 units there are three sizes of memory, and this is none of them."
    inputs = { web_service = { cpu = 32768, memory = 65536 } }
    fails  = ["web_service.memory"]
  }

  refuses "4096 with 31744" {
    why    = "The most with 4096 units is 30720 MiB."
    inputs = { web_service = { cpu = 4096, memory = 31744 } }
    fails  = ["web_service.memory"]
  }

  refuses "512 with 512" {
    why    = "The least with 512 units is 1024 MiB."
    inputs = { web_service = { cpu = 512, memory = 512 } }
    fails  = ["web_service.memory"]
  }

  refuses "8192 with 18432" {
    why    = "With 8192 units memory comes in steps of 4 GiB."
    inputs = { web_service = { cpu = 8192, memory = 18432 } }
    fails  = ["web_service.memory"]
  }

  refuses "of a worker" {
    why    = "A worker is held against the same table: 256 units have at most 2048 MiB."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { cpu = 256, memory = 3072 } } }
    fails  = ["worker_services[\"emails\"].memory"]
  }

  accepts "256 with 2048" {
    why    = "The most with 256 units."
    inputs = { web_service = { cpu = 256, memory = 2048 } }
  }

  accepts "512 with 4096" {
    why    = "The most with 512 units."
    inputs = { web_service = { cpu = 512, memory = 4096 } }
  }

  accepts "1024 with 2048" {
    why    = "The least with 1024 units."
    inputs = { web_service = { cpu = 1024, memory = 2048 } }
  }

  accepts "1024 with 8192" {
    why    = "The most with 1024 units."
    inputs = { web_service = { cpu = 1024, memory = 8192 } }
  }

  accepts "2048 with 4096" {
    why    = "The least with 2048 units."
    inputs = { web_service = { cpu = 2048, memory = 4096 } }
  }

  accepts "2048 with 16384" {
    why    = "The most with 2048 units."
    inputs = { web_service = { cpu = 2048, memory = 16384 } }
  }

  accepts "4096 with 8192" {
    why    = "The least with 4096 units."
    inputs = { web_service = { cpu = 4096, memory = 8192 } }
  }

  accepts "4096 with 30720" {
    why    = "The most with 4096 units."
    inputs = { web_service = { cpu = 4096, memory = 30720 } }
  }

  accepts "8192 with 16384" {
    why    = "The least with 8192 units."
    inputs = { web_service = { cpu = 8192, memory = 16384 } }
  }

  accepts "8192 with 61440" {
    why    = "The most with 8192 units."
    inputs = { web_service = { cpu = 8192, memory = 61440 } }
  }

  accepts "16384 with 32768" {
    why    = "The least with 16384 units."
    inputs = { web_service = { cpu = 16384, memory = 32768 } }
  }

  accepts "16384 with 122880" {
    why    = "The most with 16384 units."
    inputs = { web_service = { cpu = 16384, memory = 122880 } }
  }

  accepts "32768 with 61440" {
    why    = "The first of the three sizes with 32768 units."
    inputs = { web_service = { cpu = 32768, memory = 61440 } }
  }

  accepts "32768 with 122880" {
    why    = "The second of the three sizes with 32768 units."
    inputs = { web_service = { cpu = 32768, memory = 122880 } }
  }

  accepts "32768 with 249856" {
    why    = "The third of the three sizes with 32768 units."
    inputs = { web_service = { cpu = 32768, memory = 249856 } }
  }

  accepts "256 with 512" {
    why    = "The least with 256 units; Fargate sells it, though OpenMercato needs more."
    inputs = { web_service = { cpu = 256, memory = 512 } }
    warns  = ["little_memory"]
  }

  accepts "256 with 1024" {
    why    = "The middle one with 256 units; Fargate sells it, though OpenMercato needs more."
    inputs = { web_service = { cpu = 256, memory = 1024 } }
    warns  = ["little_memory"]
  }

  accepts "512 with 1024" {
    why    = "The least with 512 units; Fargate sells it, though OpenMercato needs more."
    inputs = { web_service = { cpu = 512, memory = 1024 } }
    warns  = ["little_memory"]
  }
}

advice "little_memory" {
  warns "beside a sidecar" {
    why    = "What a sidecar has reserved is not app's."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { memory = 2048, sidecars = ["{\"name\": \"a\", \"image\": \"a:1\", \"memoryReservation\": 128}"] } } }
  }

  warns "of a worker" {
    why    = "OpenMercato needs 2048 MiB, in a worker as well."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { memory = 1024 } } }
  }

  silent "enough" {
    why    = "2048 MiB are what OpenMercato needs."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { memory = 2048 } } }
  }
}
