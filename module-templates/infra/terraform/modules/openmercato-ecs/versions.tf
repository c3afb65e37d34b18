terraform {
  # 1.8 is the lowest version that the specification asks for. Nothing newer is
  # used: no validation reads another variable (that came with 1.9).
  required_version = ">= 1.8"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # 5.62 is the first release with skip_destroy of aws_db_parameter_group, the newest
      # argument of this module.
      version = ">= 5.62, < 7.0"
    }
  }
}
