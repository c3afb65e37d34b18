# The smallest deployment in which this module runs everything, to try it out.
# Without a domain it speaks plain HTTP, over which nobody can sign in; the advice
# that says so is left standing. Add a domain before you invite anyone.
name        = "shop"
environment = "staging"
aws_region  = "us-east-1"
image       = "123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.4.2"

availability_zones = ["us-east-1a", "us-east-1b"]

# What an application made with create-app serves.
health_check_path = "/api/healthz"

web_service = {
  desired_count = 1
}

# Create the two secrets first: only their ARNs are given here.
# Writes the schedules into the queues, which nothing else does.
scheduler_sync_task = {}

secrets = {
  JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
  TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/tenant-key-Ef34Gh"
}
