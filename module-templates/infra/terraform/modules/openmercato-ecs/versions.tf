terraform {
  # 1.8 is the lowest version that the specification asks for. Nothing newer is
  # used: no validation reads another variable (that came with 1.9).
  required_version = ">= 1.8"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # 5.62 brought skip_destroy of aws_db_parameter_group, the newest argument that
      # this module uses. Nothing that it uses is deprecated in version 6.
      version = ">= 5.62, < 7.0"
    }
  }
}
