# Where files go that users upload.

base = "split-workers-managed"

rule "uploads_mode is task_disk, efs or s3" {
  refuses "other" {
    why    = "A volume of EBS belongs to one task."
    inputs = { uploads_mode = "ebs" }
    fails  = ["uploads_mode"]
  }

  accepts "efs" {
    why    = "The file system is made here."
    inputs = { uploads_mode = "efs" }
  }

  accepts "s3" {
    why    = "The bucket is made here."
    inputs = { uploads_mode = "s3" }
  }
}

rule "create_uploads_storage is for efs and s3" {
  refuses "task disk" {
    why    = "On a task's disk there is nothing to make."
    inputs = { create_uploads_storage = true }
    fails  = ["create_uploads_storage"]
  }

  accepts "true" {
    why    = "The default may be written out."
    inputs = { uploads_mode = "efs", create_uploads_storage = true }
  }
}

rule "create_uploads_storage is false where storage is named" {
  refuses "file system besides" {
    why    = "Two file systems, and nobody knows which is meant."
    inputs = { uploads_mode = "efs", uploads_file_system_id = "fs-0123456789abcdef0" }
    fails  = ["create_uploads_storage"]
  }

  refuses "bucket besides" {
    why    = "The same with a bucket."
    inputs = { uploads_mode = "s3", create_uploads_storage = true, uploads_bucket = "acme-uploads" }
    fails  = ["create_uploads_storage"]
  }

  accepts "one that exists" {
    why    = "It says so."
    inputs = { uploads_mode = "s3", create_uploads_storage = false, uploads_bucket = "acme-uploads" }
  }
}

advice "uploads_on_task_disk" {
  warns "production" {
    why    = "A task lives as long as its deployment, and files with it."
    inputs = { uploads_mode = "task_disk" }
  }

  warns "two tasks in staging" {
    why    = "The other task does not find the file."
    base   = "minimal-managed"
    inputs = { web_service = { desired_count = 2 } }
  }

  silent "one task in staging" {
    why    = "Whoever tries it out can upload again."
    base   = "minimal-managed"
    inputs = {}
  }

  silent "the application's own S3" {
    why    = "The driver is on: partitions may be in a bucket by the application's settings."
    inputs = { env = { OM_ENABLE_STORAGE_S3 = "true" } }
  }
}
