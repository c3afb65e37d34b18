terraform {
  # 1.8 is the lowest version that the specification asks for. Nothing newer is
  # used: no validation reads another variable (that came with 1.9).
  required_version = ">= 1.8"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # 5.32 is the first release with aws_elasticache_serverless_cache, the newest
      # resource of this module. Version 6 renames arguments and is not tested.
      version = ">= 5.32, < 6.0"
    }
  }
}
