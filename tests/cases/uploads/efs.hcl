# Files on a file system.

base = "split-workers-managed"

rule "uploads_path is the path of a folder" {
  refuses "relative" {
    why    = "A mount point is absolute."
    inputs = { uploads_mode = "efs", uploads_path = "storage" }
    fails  = ["uploads_path"]
  }

  refuses "way up" {
    why    = "ECS takes it, and the application looks elsewhere."
    inputs = { uploads_mode = "efs", uploads_path = "/app/.." }
    fails  = ["uploads_path"]
  }

  refuses "slash at the end" {
    why    = "One folder is written one way."
    inputs = { uploads_mode = "efs", uploads_path = "/app/storage/" }
    fails  = ["uploads_path"]
  }

  accepts "monorepo" {
    why    = "Its working directory is another."
    inputs = { uploads_mode = "efs", uploads_path = "/app/apps/mercato/storage" }
  }
}

rule "uploads_path hides neither the application nor the system" {
  refuses "the application" {
    why    = "The container would start from an empty folder."
    inputs = { uploads_mode = "efs", uploads_path = "/app" }
    fails  = ["uploads_path"]
  }

  accepts "a folder of its own" {
    why    = "Nothing of the image is there."
    inputs = { uploads_mode = "efs", uploads_path = "/data" }
  }
}

rule "uploads_path is for efs" {
  refuses "s3" {
    why    = "A bucket is mounted nowhere."
    inputs = { uploads_mode = "s3", uploads_path = "/app/storage" }
    fails  = ["uploads_path"]
  }

  accepts "efs" {
    why    = "The default may be written out."
    inputs = { uploads_mode = "efs", uploads_path = "/app/storage" }
  }
}

rule "uploads_file_system_id is the ID of a file system" {
  refuses "ARN" {
    why    = "A volume takes the ID."
    inputs = { uploads_mode = "efs", create_uploads_storage = false, uploads_file_system_id = "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-0123456789abcdef0" }
    fails  = ["uploads_file_system_id"]
  }

  accepts "short" {
    why    = "IDs of early file systems have eight digits."
    inputs = { uploads_mode = "efs", create_uploads_storage = false, uploads_file_system_id = "fs-01234567" }
  }
}

rule "uploads_file_system_id is for efs" {
  refuses "s3" {
    why    = "It would do nothing."
    inputs = { uploads_mode = "s3", create_uploads_storage = false, uploads_bucket = "acme-uploads", uploads_file_system_id = "fs-0123456789abcdef0" }
    fails  = ["uploads_file_system_id"]
  }

  accepts "efs" {
    why    = "It is mounted."
    inputs = { uploads_mode = "efs", create_uploads_storage = false, uploads_file_system_id = "fs-0123456789abcdef0" }
  }
}

rule "uploads_file_system_id is there where none is made" {
  refuses "none" {
    why    = "Nothing could be mounted."
    inputs = { uploads_mode = "efs", create_uploads_storage = false }
    fails  = ["uploads_file_system_id"]
  }

  accepts "one" {
    why    = "Deployments may share a file system: each has a folder of its own."
    inputs = { uploads_mode = "efs", create_uploads_storage = false, uploads_file_system_id = "fs-0123456789abcdef0" }
  }
}

rule "uploads_backup is for efs" {
  refuses "s3" {
    why    = "A bucket keeps versions."
    inputs = { uploads_mode = "s3", uploads_backup = true }
    fails  = ["uploads_backup"]
  }

  accepts "efs" {
    why    = "The default in production may be written out."
    inputs = { uploads_mode = "efs", uploads_backup = true }
  }
}

rule "uploads_backup is for a file system that is made" {
  refuses "one that exists" {
    why    = "Its owner decides how it is kept."
    inputs = { uploads_mode = "efs", create_uploads_storage = false, uploads_file_system_id = "fs-0123456789abcdef0", uploads_backup = true }
    fails  = ["uploads_backup"]
  }

  accepts "one that is made" {
    why    = "It is this deployment's."
    inputs = { uploads_mode = "efs", create_uploads_storage = true, uploads_backup = true }
  }
}

advice "no_uploads_backup" {
  warns "production" {
    why    = "Zones are covered, mistakes are not."
    inputs = { uploads_mode = "efs", uploads_backup = false }
  }

  silent "staging" {
    why    = "There the files matter less."
    base   = "minimal-managed"
    inputs = { uploads_mode = "efs" }
  }
}
