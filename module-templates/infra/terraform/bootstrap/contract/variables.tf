# The rules over inputs.tf. They live in a module without resources, so that literal
# values are refused at terraform validate, not only at plan.

variable "inputs" {
  description = "What inputs.tf sets."
  type = object({
    name       = string
    aws_region = string
    # By the folder of each under deployments/: the secrets that it reads, by their names,
    # each with its keys in JSON ("" where it is one value) and what reads them; the SSM
    # parameters, with what reads them. What applying takes is in the folder, in
    # deployer-policy/; actions are for one that an older version wrote without it.
    deployments = map(object({
      secrets    = optional(map(map(string)), {})
      parameters = optional(map(string), {})
      actions    = optional(list(string), [])
    }))
    state_bucket             = optional(string)
    repository_name          = optional(string)
    repository_url           = optional(string)
    keep_images              = optional(number, 50)
    create_kms_key           = optional(bool, false)
    github_repository        = optional(string)
    github_environments      = optional(list(string), ["staging", "production"])
    github_oidc_provider_arn = optional(string)
  })
  nullable = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.inputs.name)) && length(var.inputs.name) <= 23
    error_message = "name: ${jsonencode(var.inputs.name)} cannot prefix AWS names. Use at most 23 lower-case letters, digits and single hyphens, starting with a letter, for example shop."
  }

  validation {
    condition     = can(regex("^[a-z]{2,4}(-[a-z]+){1,2}-[1-9][0-9]?$", var.inputs.aws_region))
    error_message = "aws_region: ${jsonencode(var.inputs.aws_region)} does not look like an AWS region. Write it like eu-central-1, without a zone letter."
  }

  validation {
    condition     = alltrue([for folder in keys(var.inputs.deployments) : can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", folder))])
    error_message = join("\n", [for folder in keys(var.inputs.deployments) : "deployments[${jsonencode(folder)}]: is not the name of a folder under deployments/, as in shop-production." if !can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", folder))])
  }

  validation {
    # https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
    condition     = alltrue([for name in flatten([for deployment in values(var.inputs.deployments) : keys(deployment.secrets)]) : can(regex("^[A-Za-z0-9/_+=.@-]{1,512}$", name))])
    error_message = join("\n", [for name in flatten([for deployment in values(var.inputs.deployments) : keys(deployment.secrets)]) : "deployments.secrets[${jsonencode(name)}]: is not the name of a secret. Write it without its ARN, for example shop/jwt-secret." if !can(regex("^[A-Za-z0-9/_+=.@-]{1,512}$", name))])
  }

  validation {
    # The key as ECS takes it: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
    condition     = alltrue(flatten([for deployment in values(var.inputs.deployments) : [for keys in values(deployment.secrets) : [for key, reader in keys : can(regex("^([A-Za-z0-9_][A-Za-z0-9/_+=.@-]*)?$", key)) && can(regex("^[!-~]+$", reader))]]]))
    error_message = join("\n", flatten([for deployment in values(var.inputs.deployments) : [for name, keys in deployment.secrets : [for key, reader in keys : "deployments.secrets[${jsonencode(name)}]: ${jsonencode(key)} = ${jsonencode(reader)} is not a key of its JSON, or \"\" for all of it, and what reads it, as in api-key = \"RESEND_API_KEY\"." if !(can(regex("^([A-Za-z0-9_][A-Za-z0-9/_+=.@-]*)?$", key)) && can(regex("^[!-~]+$", reader)))]]]))
  }

  validation {
    # https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
    condition     = alltrue(flatten([for deployment in values(var.inputs.deployments) : [for name, reader in deployment.parameters : can(regex("^(/[A-Za-z0-9_.-]+)+$", name)) && can(regex("^[!-~]+$", reader))]]))
    error_message = join("\n", flatten([for deployment in values(var.inputs.deployments) : [for name, reader in deployment.parameters : "deployments.parameters[${jsonencode(name)}]: it and ${jsonencode(reader)} are not the name of a parameter and what reads it, as in \"/shop/redis-url\" = \"redis_url_secret_arn\"." if !(can(regex("^(/[A-Za-z0-9_.-]+)+$", name)) && can(regex("^[!-~]+$", reader)))]]))
  }

  validation {
    condition     = var.inputs.state_bucket == null ? true : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.inputs.state_bucket))
    error_message = "state_bucket: ${jsonencode(var.inputs.state_bucket)} is not the name of a bucket: 3 to 63 lower-case letters, digits, hyphens and dots."
  }

  validation {
    # https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
    condition     = var.inputs.repository_name == null ? true : can(regex("^[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*$", var.inputs.repository_name))
    error_message = "repository_name: ${jsonencode(var.inputs.repository_name)} is not the name of a repository, without registry and tag, as in openmercato."
  }

  validation {
    # https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
    condition     = var.inputs.repository_url == null ? true : can(regex("^[0-9]{12}\\.dkr[.-]ecr\\.[a-z0-9-]+\\.[a-z0-9.-]+/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*$", var.inputs.repository_url))
    error_message = "repository_url: ${jsonencode(var.inputs.repository_url)} is not the URL of a repository in Amazon ECR, without a tag, which looks like 123456789012.dkr.ecr.eu-central-1.amazonaws.com/openmercato."
  }

  validation {
    condition     = var.inputs.repository_name == null || var.inputs.repository_url == null
    error_message = "repository_url: names a repository that exists, and repository_name one to make. Leave one of them out."
  }

  validation {
    condition     = floor(var.inputs.keep_images) == var.inputs.keep_images && var.inputs.keep_images >= 2
    error_message = "keep_images: ${jsonencode(var.inputs.keep_images)} is not possible; write a whole number from 2, so that there is an image to go back to."
  }

  validation {
    # https://docs.github.com/en/actions/reference/security/oidc#immutable-subject-claims
    condition     = var.inputs.github_repository == null ? true : can(regex("^([A-Za-z0-9-]+/[A-Za-z0-9_.-]+|[A-Za-z0-9-]+@[0-9]+/[A-Za-z0-9_.-]+@[0-9]+)$", var.inputs.github_repository))
    error_message = "github_repository: ${jsonencode(var.inputs.github_repository)} is not owner and name, as in acme@123456/shop@456789, with GitHub's numbers of both; or without either number, as in acme/shop, where the repository is older than July 15, 2026."
  }

  validation {
    # A pattern would let other repositories and branches in.
    condition     = alltrue([for environment in var.inputs.github_environments : can(regex("^[A-Za-z0-9_-]+$", environment))])
    error_message = "github_environments: ${jsonencode(var.inputs.github_environments)} must be names of environments of letters, digits, hyphens and underscores, as in production."
  }

  validation {
    condition     = var.inputs.github_oidc_provider_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:iam::[0-9]{12}:oidc-provider/token.actions.githubusercontent.com$", var.inputs.github_oidc_provider_arn))
    error_message = "github_oidc_provider_arn: ${jsonencode(var.inputs.github_oidc_provider_arn)} is not the ARN of GitHub's provider, which looks like arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com."
  }
}

variable "names" {
  description = "Names of the inputs as they are written. Converting an object drops unknown names in silence; this refuses them."
  type        = set(string)

  validation {
    condition     = length(setsubtract(var.names, ["name", "aws_region", "deployments", "state_bucket", "repository_name", "repository_url", "keep_images", "create_kms_key", "github_repository", "github_environments", "github_oidc_provider_arn"])) == 0
    error_message = join("\n", [for name in setsubtract(var.names, ["name", "aws_region", "deployments", "state_bucket", "repository_name", "repository_url", "keep_images", "create_kms_key", "github_repository", "github_environments", "github_oidc_provider_arn"]) : "${name}: is not an input of bootstrap. Look for a misspelling."])
  }
}
