# A network without a way to the internet that Terraform looks at: its subnets, its routes
# and the state of its endpoints. Each value is a key of one secret.
name       = "shop"
aws_region = "eu-central-1"
image      = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/openmercato:1.4.2"

networking_mode         = "existing"
vpc_id                  = "vpc-0a1b2c3d4e5f60718"
public_subnet_ids       = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
private_subnet_ids      = ["subnet-0a1b2c3d4e5f60003", "subnet-0a1b2c3d4e5f60004"]
existing_network_egress = "vpc_endpoints"
existing_vpc_endpoints  = ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"]
verify_existing_network = true

secrets = {
  JWT_SECRET                          = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-Yz34Ab:jwt::"
  TENANT_DATA_ENCRYPTION_FALLBACK_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/keys-Yz34Ab:tenant::"
}
