# Into a VPC that is there already, with a domain in Route 53.
name       = "shop"
aws_region = "us-east-1"
image      = "123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.4.2"

networking_mode         = "existing"
vpc_id                  = "vpc-0a1b2c3d4e5f60718"
public_subnet_ids       = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
private_subnet_ids      = ["subnet-0a1b2c3d4e5f60003", "subnet-0a1b2c3d4e5f60004"]
existing_network_egress = "nat"

# An example plans without an AWS account, so that nothing can look the network up.
# With your own, remove this line and set verify_existing_network = true.
acknowledged_advice = ["network_not_verified"]

dns_mode          = "route53"
domain_name       = "example.com"
hosted_zone_id    = "Z0123456789ABCDEFGHIJ"
create_www_record = true

health_check_path = "/api/healthz"

# Writes the schedules into the queues, which nothing else does.
scheduler_sync_task = {}

secrets = {
  JWT_SECRET                          = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/jwt-secret-Ab12Cd"
  TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/tenant-key-Ef34Gh"
}
