# The credentials of a private registry outside Amazon ECR.

base = "external-dependencies"

rule "repository_credentials_secret_arn is the full ARN of a secret" {
  refuses "parameter" {
    why    = "ECS takes registry credentials from Secrets Manager alone."
    inputs = { repository_credentials_secret_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/registry" }
    fails  = ["repository_credentials_secret_arn"]
  }

  refuses "json key" {
    why    = "ECS reads both keys of the secret itself, so that none is named."
    inputs = { repository_credentials_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/registry-Qr90St:password::" }
    fails  = ["repository_credentials_secret_arn"]
  }

  accepts "secret" {
    why    = "A secret with user name and token of the registry."
    inputs = { repository_credentials_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:ghcr-Qr90St" }
  }
}

rule "repository_credentials_secret_arn is for registries outside Amazon ECR" {
  refuses "ECR" {
    why    = "The execution role signs in to ECR, and ECS would send the other credentials instead."
    inputs = { image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.4.2" }
    fails  = ["repository_credentials_secret_arn"]
  }

  accepts "elsewhere" {
    why    = "The preset's image is in ghcr.io."
    inputs = {}
  }
}
