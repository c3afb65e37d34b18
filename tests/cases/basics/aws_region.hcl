# The region of the deployment.

rule "aws_region is written like a region" {
  refuses "with zone letter" {
    why    = "us-east-1a is a zone in a region, not a region."
    base   = "external-dependencies"
    inputs = { aws_region = "us-east-1a", availability_zones = null, certificate_arn = null, domain_name = null }
    fails  = ["aws_region"]
  }

  refuses "capital" {
    why    = "Regions are lower case."
    base   = "external-dependencies"
    inputs = { aws_region = "US-EAST-1", availability_zones = null, certificate_arn = null, domain_name = null }
    fails  = ["aws_region"]
  }

  accepts "GovCloud" {
    why = "GovCloud's regions have two words in the middle."
    inputs = {
      name                = "shop"
      aws_region          = "us-gov-west-1"
      image               = "123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.4.2"
      acknowledged_advice = ["default_health_path", "no_jwt_secret", "no_scheduler_sync", "no_tenant_encryption_key", "plain_http", "uploads_on_task_disk"]
    }
  }
}

advice "unknown_region" {
  warns "not in the table" {
    why = "What looks like a region may be newer than the module, so it is advised on and not refused."
    inputs = {
      name                = "shop"
      aws_region          = "us-eest-1"
      image               = "123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.4.2"
      acknowledged_advice = ["default_health_path", "no_jwt_secret", "no_scheduler_sync", "no_tenant_encryption_key", "plain_http", "uploads_on_task_disk"]
    }
  }

  silent "known" {
    why = "A region of the module's table raises no advice."
    inputs = {
      name                = "shop"
      aws_region          = "eu-central-1"
      image               = "123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.4.2"
      acknowledged_advice = ["default_health_path", "no_jwt_secret", "no_scheduler_sync", "no_tenant_encryption_key", "plain_http", "uploads_on_task_disk"]
    }
  }
}
