# What ARNs have in common, whatever they name.

base = "external-dependencies"

rule "ARNs are of the region's partition" {
  refuses "a certificate of China" {
    why = "An ARN of China names nothing outside of China."
    inputs = {
      certificate_arn = "arn:aws-cn:acm:us-east-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
    }
    fails = ["certificate_arn"]
  }

  refuses "a key of China" {
    why = "An ARN of China names nothing outside of China."
    inputs = {
      secrets_kms_key_arns = [
        "arn:aws-cn:kms:cn-north-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d",
      ]
    }
    fails = ["secrets_kms_key_arns", "secrets_kms_key_arns[0]"]
  }

  refuses "a secret of GovCloud" {
    why = "GovCloud's secrets cannot be read from us-east-1."
    inputs = {
      web_service = {
        secrets = {
          EXTRA = "arn:aws-us-gov:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        }
      }
    }
    fails = ["web_service.secrets[\"EXTRA\"]"]
  }

  refuses "a secret, seen from China" {
    why  = "In China all ARNs are China's."
    base = null
    inputs = {
      name       = "shop"
      aws_region = "cn-north-1"
      image      = "123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.4.2"
      secrets = {
        JWT_SECRET                          = "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
        TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
      }
    }
    fails = ["secrets[\"TENANT_DATA_ENCRYPTION_FALLBACK_KEY\"]"]
  }

  refuses "a secret of the European Sovereign Cloud" {
    why    = "Its partition is its own, though its region is in Germany."
    inputs = { secrets_kms_key_arns = ["arn:aws-eusc:kms:eusc-de-east-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d"] }
    fails  = ["secrets_kms_key_arns", "secrets_kms_key_arns[0]"]
  }

  refuses "a policy, seen from the European Sovereign Cloud" {
    why  = "There AWS's own policies have that partition too."
    base = null
    inputs = {
      name               = "shop"
      aws_region         = "eusc-de-east-1"
      image              = "123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu/openmercato:1.4.2"
      task_role_policies = { s3 = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" }
    }
    fails = ["task_role_policies[\"s3\"]"]
  }

  refuses "a policy of an isolated partition" {
    why    = "Isolated partitions are reached from nowhere else."
    inputs = { task_role_policies = { s3 = "arn:aws-iso-b:iam::aws:policy/AmazonS3ReadOnlyAccess" } }
    fails  = ["task_role_policies[\"s3\"]"]
  }

  accepts "the European Sovereign Cloud" {
    why  = "The ARN has the partition of that region."
    base = null
    inputs = {
      name                = "shop"
      aws_region          = "eusc-de-east-1"
      image               = "123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu/openmercato:1.4.2"
      task_role_policies  = { s3 = "arn:aws-eusc:iam::aws:policy/AmazonS3ReadOnlyAccess" }
      acknowledged_advice = ["default_health_path", "no_jwt_secret", "no_scheduler_sync", "no_tenant_encryption_key", "plain_http", "unknown_region", "uploads_on_task_disk"]
    }
  }

  accepts "an isolated region" {
    why  = "Each isolated region has its partition."
    base = null
    inputs = {
      name                = "shop"
      aws_region          = "us-isob-east-1"
      image               = "123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov/openmercato:1.4.2"
      task_role_policies  = { s3 = "arn:aws-iso-b:iam::aws:policy/AmazonS3ReadOnlyAccess" }
      acknowledged_advice = ["default_health_path", "no_jwt_secret", "no_scheduler_sync", "no_tenant_encryption_key", "plain_http", "unknown_region", "uploads_on_task_disk"]
    }
  }

  refuses "a policy of GovCloud" {
    why    = "GovCloud's policies are not in us-east-1."
    inputs = { task_role_policies = { s3 = "arn:aws-us-gov:iam::aws:policy/AmazonS3ReadOnlyAccess" } }
    fails  = ["task_role_policies[\"s3\"]"]
  }

  accepts "a policy that AWS manages" {
    why    = "Its ARN has the partition of the region."
    base   = "existing-network-with-dns"
    inputs = { task_role_policies = { s3 = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" } }
  }
}

rule "ARNs that must be are of one account" {
  refuses "a boundary" {
    why    = "A boundary belongs to the account of the roles."
    base   = "existing-network-with-dns-waf"
    inputs = { permissions_boundary_arn = "arn:aws:iam::210987654321:policy/workload-boundary" }
    fails  = ["permissions_boundary_arn"]
  }

  refuses "a certificate" {
    why    = "A certificate belongs to the account of the load balancer."
    inputs = { permissions_boundary_arn = "arn:aws:iam::210987654321:policy/boundary" }
    fails  = ["permissions_boundary_arn"]
  }

  accepts "a boundary of the account" {
    why    = "The boundary is where the certificate is."
    inputs = { permissions_boundary_arn = "arn:aws:iam::123456789012:policy/workload-boundary" }
  }
}
