# Where access logs of the load balancer go.

base = "external-dependencies"

rule "alb_access_logs_bucket is the name of a bucket" {
  refuses "address" {
    why    = "A name has no s3:// before it."
    inputs = { alb_access_logs_bucket = "s3://acme-logs" }
    fails  = ["alb_access_logs_bucket"]
  }

  refuses "path" {
    why    = "The prefix in the bucket is the deployment's name."
    inputs = { alb_access_logs_bucket = "acme-logs/shop" }
    fails  = ["alb_access_logs_bucket"]
  }

  refuses "capitals" {
    why    = "Names of buckets are in lower case."
    inputs = { alb_access_logs_bucket = "Acme" }
    fails  = ["alb_access_logs_bucket"]
  }

  accepts "shortest" {
    why    = "Three characters are enough."
    inputs = { alb_access_logs_bucket = "a.1" }
  }
}
