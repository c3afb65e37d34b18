# Files in a bucket.

base = "split-workers-managed"

rule "uploads_bucket is the name of a bucket" {
  refuses "address" {
    why    = "A name has no s3:// before it."
    inputs = { uploads_mode = "s3", create_uploads_storage = false, uploads_bucket = "s3://acme-uploads" }
    fails  = ["uploads_bucket"]
  }

  accepts "name" {
    why    = "The usual form."
    inputs = { uploads_mode = "s3", create_uploads_storage = false, uploads_bucket = "acme-uploads" }
  }
}

rule "uploads_bucket is for s3" {
  refuses "efs" {
    why    = "It would do nothing."
    inputs = { uploads_mode = "efs", create_uploads_storage = false, uploads_file_system_id = "fs-0123456789abcdef0", uploads_bucket = "acme-uploads" }
    fails  = ["uploads_bucket"]
  }

  accepts "s3" {
    why    = "The task role may use it."
    inputs = { uploads_mode = "s3", create_uploads_storage = false, uploads_bucket = "acme-uploads" }
  }
}

rule "uploads_bucket is there where none is made" {
  refuses "none" {
    why    = "The task role would be allowed nothing."
    inputs = { uploads_mode = "s3", create_uploads_storage = false }
    fails  = ["uploads_bucket"]
  }

  accepts "one" {
    why    = "A bucket of the customer's."
    inputs = { uploads_mode = "s3", create_uploads_storage = false, uploads_bucket = "acme-uploads" }
  }
}

rule "the preset of the S3 driver comes with keys or not at all" {
  refuses "bucket and region" {
    why    = "OpenMercato throws when it reads half of it."
    inputs = { uploads_mode = "s3", env = { OM_INTEGRATION_STORAGE_S3_BUCKET = "acme-uploads" }, web_service = { env = { OM_INTEGRATION_STORAGE_S3_REGION = "us-east-1" } } }
    fails  = ["env[\"OM_INTEGRATION_STORAGE_S3_BUCKET\"]", "web_service.env[\"OM_INTEGRATION_STORAGE_S3_REGION\"]"]
  }

  accepts "with keys" {
    why    = "Keys of a user may be meant, as with a bucket that is not AWS's."
    inputs = {
      uploads_mode = "s3"
      env          = { OM_INTEGRATION_STORAGE_S3_BUCKET = "acme-uploads", OM_INTEGRATION_STORAGE_S3_REGION = "us-east-1" }
      secrets = {
        JWT_SECRET                                 = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY        = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/tenant-key-Ef34Gh"
        OM_INTEGRATION_STORAGE_S3_ACCESS_KEY_ID     = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/s3-Kl12Mn:id::"
        OM_INTEGRATION_STORAGE_S3_SECRET_ACCESS_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/s3-Kl12Mn:key::"
      }
    }
  }
}
