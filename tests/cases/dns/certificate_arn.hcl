# A certificate that is there already, for domains that are not in Route 53.

base = "external-dependencies"

rule "certificate_arn is the ARN of an ACM certificate" {
  refuses "of iam" {
    why    = "A server certificate of IAM is of another time."
    inputs = { certificate_arn = "arn:aws:iam::123456789012:server-certificate/shop" }
    fails  = ["certificate_arn"]
  }

  accepts "of ACM" {
    why = "A certificate of ACM, in the region of the load balancer."
    inputs = {
      certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/9f8e7d6c-5b4a-3928-1706-f5e4d3c2b1a0"
    }
  }
}

rule "certificate_arn is for domains outside of Route 53" {
  refuses "with route53" {
    why  = "With Route 53 the module requests its own certificate."
    base = "existing-network-with-dns"
    inputs = {
      certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
    }
    fails = ["certificate_arn"]
  }

  accepts "outside of Route 53" {
    why = "The records are elsewhere, so is the validation."
    inputs = {
      dns_mode        = "none"
      certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1ff"
    }
  }
}

rule "certificate_arn is of aws_region" {
  refuses "of other region" {
    why    = "A certificate for CloudFront is in us-east-1, and the load balancer is in Frankfurt."
    inputs = { aws_region = "eu-central-1", availability_zones = null }
    fails  = ["certificate_arn"]
  }

  accepts "of the region" {
    why = "The certificate is where the load balancer is."
    inputs = {
      aws_region         = "eu-central-1"
      availability_zones = null
      certificate_arn    = "arn:aws:acm:eu-central-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
    }
    warns = ["secret_in_another_region"]
  }
}
