# File systems that tasks mount: of uploads, of the search engine
#
# Each has a mount target in every private subnet, which lie in different zones, and is
# reached by the tasks alone.

locals {
  file_systems = concat(
    local.create_uploads_file_system ? ["uploads"] : [],
    local.create_search_file_system ? ["search"] : [],
  )

  # By file system and place among the private subnets, whose IDs may be unknown at plan.
  mount_targets = flatten([
    for name in local.file_systems : [for index in range(length(local.private_subnet_ids)) : "${name} ${index}"]
  ])
}

resource "aws_efs_file_system" "this" {
  # checkov:skip=CKV_AWS_184:EFS encrypts with its own key; kms_key_arn names another, which costs and can lock the files away.
  for_each = toset(local.file_systems)

  encrypted  = true
  kms_key_id = var.kms_key_arn
  # Paid by use, and fast also while there are few files; bursting is slow then.
  throughput_mode = "elastic"

  tags = merge(var.tags, { Name = "${var.name}-${each.key}" })
}

resource "aws_efs_mount_target" "this" {
  for_each = toset(local.mount_targets)

  file_system_id  = aws_efs_file_system.this[split(" ", each.key)[0]].id
  subnet_id       = local.private_subnet_ids[tonumber(split(" ", each.key)[1])]
  security_groups = [aws_security_group.efs[0].id]
}

resource "aws_security_group" "efs" {
  count = length(local.file_systems) > 0 ? 1 : 0

  name        = local.names.efs_security_group
  description = "File systems of ${var.name}"
  vpc_id      = local.vpc_id

  tags = merge(var.tags, { Name = local.names.efs_security_group })
}

resource "aws_vpc_security_group_ingress_rule" "efs_from_app" {
  count = length(local.file_systems) > 0 ? 1 : 0

  security_group_id            = aws_security_group.efs[0].id
  description                  = "NFS from the tasks"
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
  referenced_security_group_id = aws_security_group.app.id

  tags = var.tags
}
