# A network without a way to the internet, a web ACL of the security team in front,
# and roles inside a permissions boundary.
name       = "shop"
aws_region = "us-east-1"
image      = "123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"

networking_mode         = "existing"
vpc_id                  = "vpc-0a1b2c3d4e5f60718"
public_subnet_ids       = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
private_subnet_ids      = ["subnet-0a1b2c3d4e5f60003", "subnet-0a1b2c3d4e5f60004"]
existing_network_egress = "vpc_endpoints"
existing_vpc_endpoints  = ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"]

# An example plans without an AWS account, so that nothing can look the network up.
# With your own, remove this line and set verify_existing_network = true.
acknowledged_advice = ["network_not_verified"]

dns_mode       = "route53"
domain_name    = "shop.example.com"
hosted_zone_id = "Z0123456789ABCDEFGHIJ"

waf_mode        = "existing"
waf_web_acl_arn = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/shop/3f2b1c0d-9e8f-4a7b-8c6d-5e4f3a2b1c0d"

health_check_path = "/api/healthz"

cpu_architecture = "ARM64"

# Writes the schedules into the queues, which nothing else does.
scheduler_sync_task = {}

secrets = {
  JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
  TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/tenant-key-Ef34Gh"
}

# The application keeps its uploads in S3.
task_role_policies = {
  uploads = "arn:aws:iam::123456789012:policy/shop-uploads"
}
permissions_boundary_arn = "arn:aws:iam::123456789012:policy/workload-boundary"

log_retention_days = 365

tags = {
  CostCenter = "4711"
  Owner      = "commerce"
}
