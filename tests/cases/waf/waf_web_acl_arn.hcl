# The web ACL that is put in front of the load balancer.

base = "existing-network-with-dns-waf"

rule "waf_web_acl_arn is the ARN of a regional WAFv2 web ACL" {
  refuses "classic" {
    why = "The first WAF is of another service."
    inputs = {
      waf_web_acl_arn = "arn:aws:waf-regional:us-east-1:123456789012:webacl/3f2b1c0d-9e8f-4a7b-8c6d-5e4f3a2b1c0d"
    }
    fails = ["waf_web_acl_arn"]
  }

  refuses "global" {
    why = "An ACL of scope global is for CloudFront."
    inputs = {
      waf_web_acl_arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/3f2b1c0d-9e8f-4a7b-8c6d-5e4f3a2b1c0d"
    }
    fails = ["waf_web_acl_arn"]
  }

  accepts "regional" {
    why = "A web ACL of scope regional, in the region of the load balancer."
    inputs = {
      waf_web_acl_arn = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/other/3f2b1c0d-9e8f-4a7b-8c6d-5e4f3a2b1c0d"
    }
  }
}

rule "waf_web_acl_arn is for waf_mode existing" {
  refuses "without mode" {
    why    = "The ACL would not be put in front, though somebody may think so."
    inputs = { waf_mode = "none" }
    fails  = ["waf_web_acl_arn"]
  }

  accepts "existing" {
    why    = "The ACL is put in front."
    inputs = { waf_mode = "existing" }
  }
}

rule "waf_mode existing takes a waf_web_acl_arn" {
  refuses "mode without acl" {
    why    = "There is nothing to put in front."
    inputs = { waf_web_acl_arn = null }
    fails  = ["waf_web_acl_arn"]
  }

  accepts "neither" {
    why    = "Without the mode no ACL is needed."
    inputs = { waf_mode = "none", waf_web_acl_arn = null }
  }
}

rule "waf_web_acl_arn is of aws_region" {
  refuses "of other region" {
    why = "A load balancer and its ACL are of one region."
    inputs = {
      waf_web_acl_arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/3f2b1c0d-9e8f-4a7b-8c6d-5e4f3a2b1c0d"
    }
    fails = ["waf_web_acl_arn"]
  }

  accepts "of the region" {
    why = "The ACL is where the load balancer is."
    inputs = {
      waf_web_acl_arn = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/shop/3f2b1c0d-9e8f-4a7b-8c6d-5e4f3a2b1c0e"
    }
  }
}
