# More containers beside app, each as the JSON of a container definition.

base = "external-dependencies"

rule "a sidecar is a container definition with a name and an image" {
  refuses "no JSON" {
    why    = "ECS would get no definition."
    inputs = { web_service = { sidecars = ["name: collector"] } }
    fails  = ["web_service.sidecars[0]"]
  }

  refuses "a list" {
    why    = "One text is one container."
    inputs = { web_service = { sidecars = ["[{\"name\": \"collector\", \"image\": \"collector:1\"}]"] } }
    fails  = ["web_service.sidecars[0]"]
  }

  refuses "no image" {
    why    = "ECS would not know what to run."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { sidecars = ["{\"name\": \"collector\", \"image\": \"collector:1\"}", "{\"name\": \"router\"}"] } } }
    fails  = ["worker_services[\"emails\"].sidecars[1]"]
  }

  refuses "the name app" {
    why    = "The module's own container has it."
    inputs = { web_service = { sidecars = ["{\"name\": \"app\", \"image\": \"collector:1\"}"] } }
    fails  = ["web_service.sidecars[0]"]
  }

  accepts "hostile text" {
    why    = "Quotes, templates and markup stay data."
    inputs = { web_service = { sidecars = ["{\"name\": \"collector\", \"image\": \"collector:1\", \"command\": [\"$${x} %%{ if } </script> \\\"\"]}"] } }
  }
}

rule "a task has at most ten containers, each with a name of its own" {
  refuses "the same name" {
    why    = "ECS tells containers apart by their names."
    inputs = { web_service = { sidecars = ["{\"name\": \"collector\", \"image\": \"collector:1\"}", "{\"name\": \"collector\", \"image\": \"collector:2\"}"] } }
    fails  = ["web_service.sidecars"]
  }

  refuses "ten beside app" {
    why    = "Ten containers are the most."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { sidecars = [for n in range(10) : "{\"name\": \"collector${n}\", \"image\": \"collector:1\"}"] } } }
    fails  = ["worker_services[\"emails\"].sidecars"]
  }

  accepts "nine beside app" {
    why    = "Ten with app."
    inputs = { web_service = { sidecars = [for n in range(9) : "{\"name\": \"collector${n}\", \"image\": \"collector:1\"}"] } }
  }
}

rule "sidecars leave CPU and memory to app" {
  refuses "all of the CPU" {
    why    = "app could not start."
    inputs = { web_service = { sidecars = ["{\"name\": \"a\", \"image\": \"a:1\", \"cpu\": 512}", "{\"name\": \"b\", \"image\": \"b:1\", \"cpu\": 512}"] } }
    fails  = ["web_service.sidecars"]
  }

  refuses "all of the memory, reserved" {
    why    = "A reservation is taken from the task as a limit is."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { sidecars = ["{\"name\": \"a\", \"image\": \"a:1\", \"memoryReservation\": 2048}"] } } }
    fails  = ["worker_services[\"emails\"].sidecars"]
    warns  = ["little_memory"]
  }

  accepts "less than there is" {
    why    = "app has half of each left."
    inputs = { web_service = { sidecars = ["{\"name\": \"a\", \"image\": \"a:1\", \"cpu\": 512, \"memory\": 2048, \"memoryReservation\": 256}"] } }
  }
}

rule "firelens_options is for a service with a log router" {
  refuses "no sidecar" {
    why    = "Nothing would take the logs."
    inputs = { web_service = { firelens_options = { Name = "datadog" } } }
    fails  = ["web_service.firelens_options"]
  }

  refuses "another sidecar" {
    why    = "Only a container with a firelensConfiguration takes logs."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { firelens_options = { Name = "datadog" }, sidecars = ["{\"name\": \"a\", \"image\": \"a:1\"}"] } } }
    fails  = ["worker_services[\"emails\"].firelens_options"]
  }

  accepts "a log router" {
    why    = "Fluent Bit sends app's logs where the options say."
    inputs = { web_service = { firelens_options = { Name = "datadog" }, sidecars = ["{\"name\": \"router\", \"image\": \"public.ecr.aws/aws-observability/aws-for-fluent-bit:3.0.0\", \"firelensConfiguration\": {\"type\": \"fluentbit\"}}"] } }
  }
}

rule "each container of a task has ports of its own" {
  refuses "the port of app" {
    why    = "The web process listens on 3000."
    inputs = { web_service = { sidecars = ["{\"name\": \"proxy\", \"image\": \"proxy:1\", \"portMappings\": [{\"containerPort\": 3000}]}"] } }
    fails  = ["web_service.sidecars[0]"]
  }

  refuses "the port of another" {
    why    = "The second of the two is refused."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { sidecars = [for n in range(2) : "{\"name\": \"proxy${n}\", \"image\": \"proxy:1\", \"portMappings\": [{\"containerPort\": 4317}]}"] } } }
    fails  = ["worker_services[\"emails\"].sidecars[1]"]
  }

  accepts "different ports" {
    why    = "A worker has no port, so that 3000 is free there."
    base   = "split-workers-managed"
    inputs = { worker_services = { emails = { sidecars = ["{\"name\": \"proxy\", \"image\": \"proxy:1\", \"portMappings\": [{\"containerPort\": 3000}, {\"containerPort\": 4317}]}"] } } }
  }
}

rule "a sidecar's image is where the VPC endpoints reach" {
  refuses "a public registry" {
    why    = "There is no way to the internet."
    base   = "existing-network-with-dns-waf"
    inputs = { web_service = { sidecars = ["{\"name\": \"a\", \"image\": \"public.ecr.aws/a/a:1\"}"] } }
    fails  = ["web_service.sidecars[0]"]
  }

  accepts "Amazon ECR of the region" {
    why    = "Its endpoints are there for app's image."
    base   = "existing-network-with-dns-waf"
    inputs = { web_service = { sidecars = ["{\"name\": \"a\", \"image\": \"210987654321.dkr.ecr.us-east-1.amazonaws.com/a:1\"}"] } }
  }
}
