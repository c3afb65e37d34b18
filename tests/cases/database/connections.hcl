# How many connections the tasks' pools ask of the managed database.

base = "split-workers-managed"

advice "database_connections" {
  warns "many tasks on a small instance" {
    why = "db.t4g.micro takes 112 connections, and each task opens up to 20."
    inputs = {
      db_instance_class = "db.t4g.micro"
      web_service       = { desired_count = 50 }
    }
  }

  warns "a large pool" {
    why    = "DB_POOL_MAX counts for every task: 6 web tasks and 6 of workers with 100 connections each are more than 450."
    inputs = { env = { DB_POOL_MAX = "100" } }
  }

  warns "the most tasks of autoscaling" {
    why = "The database must hold what autoscaling may start, not what it starts with."
    inputs = {
      web_service = { autoscaling = { min_capacity = 2, max_capacity = 20, cpu_target = 60 } }
    }
  }

  silent "a class to match" {
    why = "The same tasks on a class with 16 GiB, which takes 1,802."
    inputs = {
      db_instance_class = "db.r7g.large"
      web_service       = { autoscaling = { min_capacity = 2, max_capacity = 20, cpu_target = 60 } }
    }
  }

  silent "a family without a table" {
    why = "The memory of other families is not known here, so nothing is said."
    inputs = {
      db_instance_class = "db.x2g.large"
      web_service       = { desired_count = 500 }
    }
  }

  silent "an external database" {
    why    = "Nobody here knows how many connections it takes."
    base   = "external-dependencies"
    inputs = { web_service = { desired_count = 500 } }
  }

  silent "a pool that is no number" {
    why    = "OpenMercato would not read it either: 20 are counted."
    inputs = { env = { DB_POOL_MAX = "many" } }
  }
}
