# What a deployment keeps for as long as it runs. Terraform would plan the change, but
# AWS would stop the apply halfway, or data would be lost. So the values are remembered
# when the deployment is made, and a plan that changes one of them is refused.
#
# To change one on purpose, let go of the memory in the same apply:
# terraform apply -replace='module.<call>.terraform_data.identity'

locals {
  # By range: the zones of the managed subnets.
  subnet_zones = merge(
    { for index, cidr in local.public_subnet_cidrs : cidr => local.availability_zones[index] },
    { for index, cidr in local.private_subnet_cidrs : cidr => local.availability_zones[index] },
  )
}

resource "terraform_data" "identity" {
  input = merge(
    {
      name                  = var.name
      aws_region            = var.aws_region
      networking_mode       = var.networking_mode
      vpc_cidr              = local.create_managed_network ? local.vpc_cidr : null
      vpc_id                = var.vpc_id
      subnet_zones          = local.subnet_zones
      db_name               = local.create_managed_rds ? local.effective.db_name : null
      db_username           = local.create_managed_rds ? local.effective.db_username : null
      redis_deployment_mode = local.create_managed_redis ? local.effective.redis_deployment_mode : null
      redis_engine_version  = local.create_managed_redis ? local.effective.redis_engine_version : null
    },
    { for key in var.kms_key_arn[*] : "kms_key_arn" => key },
    { for mode in [var.uploads_mode] : "uploads_mode" => mode if local.create_uploads_file_system || local.create_uploads_bucket },
  )

  lifecycle {
    # What it was when the deployment was made.
    ignore_changes = [input]

    postcondition {
      condition     = self.output.name == var.name
      error_message = "name: this deployment was made as ${jsonencode(self.output.name)}, and AWS renames neither its services nor its load balancer nor Redis: the apply would destroy them first. Keep the name, or make another deployment beside this one."
    }

    postcondition {
      condition     = self.output.aws_region == var.aws_region
      error_message = "aws_region: this deployment runs in ${self.output.aws_region}, where Terraform would lose sight of it. Keep the region, or make another deployment, with a state of its own."
    }

    postcondition {
      condition = (
        self.output.networking_mode == var.networking_mode &&
        self.output.vpc_cidr == (local.create_managed_network ? local.vpc_cidr : null) &&
        self.output.vpc_id == var.vpc_id
      )
      error_message = "networking_mode, vpc_cidr, vpc_id: this deployment was made in the ${self.output.networking_mode} network ${coalesce(self.output.vpc_cidr, self.output.vpc_id, "unset")}, which its load balancer, database and Redis cannot leave: the apply would stop halfway. Keep the network, or make another deployment beside this one."
    }

    postcondition {
      condition     = alltrue([for cidr, zone in self.output.subnet_zones : lookup(local.subnet_zones, cidr, "none") == zone])
      error_message = "availability_zones, public_subnet_cidrs, private_subnet_cidrs: a subnet would be deleted, or replaced in another zone, while load balancer, database and tasks are in it, which AWS refuses: the apply would stop halfway. Name ranges and zones as they were made, and further ones at the end: ${jsonencode(self.output.subnet_zones)}."
    }

    postcondition {
      condition = !local.create_managed_rds || self.output.db_name == null ? true : (
        self.output.db_name == local.effective.db_name && self.output.db_username == local.effective.db_username
      )
      error_message = "db_name, db_username: the database was made as ${jsonencode(self.output.db_name)} for the user ${jsonencode(self.output.db_username)}. RDS changes neither: it would delete the instance and make an empty one. Keep both."
    }

    postcondition {
      condition     = !local.create_managed_rds && !local.create_managed_redis && length(local.file_systems) == 0 ? true : lookup(self.output, "kms_key_arn", null) == var.kms_key_arn
      error_message = "kms_key_arn: database, Redis and file systems were made with ${lookup(self.output, "kms_key_arn", "AWS's own keys")}. AWS encrypts none of them anew: they would be deleted, and made empty. Keep it; or restore the database from a snapshot that is copied with the other key, and let go of terraform_data.identity, as identity.tf says."
    }

    postcondition {
      condition     = !can(self.output.uploads_mode) || local.effective.create_uploads_storage && try(self.output.uploads_mode, null) == var.uploads_mode
      error_message = "uploads_mode, create_uploads_storage: files are ${try(self.output.uploads_mode, "efs") == "efs" ? "on the file system" : "in the bucket"} of this deployment, which the apply would delete. Keep ${try(self.output.uploads_mode, "efs")}; or copy the files first, and let go of terraform_data.identity, as identity.tf says."
    }

    postcondition {
      condition     = !local.create_managed_redis || self.output.redis_deployment_mode == null ? true : self.output.redis_deployment_mode == local.effective.redis_deployment_mode
      error_message = "redis_deployment_mode: Redis was made as ${jsonencode(self.output.redis_deployment_mode)}, and the other kind starts empty: jobs that wait in the queues are lost. Keep it; or let the queues run dry and let go of terraform_data.identity, as identity.tf says."
    }

    postcondition {
      condition     = !local.create_managed_redis || self.output.redis_engine_version == null || self.output.redis_deployment_mode != local.effective.redis_deployment_mode ? true : tonumber(local.effective.redis_engine_version) >= tonumber(self.output.redis_engine_version)
      error_message = "redis_engine_version: Redis was made with ${jsonencode(self.output.redis_engine_version)}, and an earlier version starts empty: jobs that wait in the queues are lost. Name that version or a later one."
    }
  }
}
