################################################################################
# Repository of the image
################################################################################

resource "aws_ecr_repository" "this" {
  # checkov:skip=CKV_AWS_136:ECR encrypts with its own key, which costs nothing and locks nobody out.
  count = local.create_repository ? 1 : 0

  name = local.inputs_in_effect.repository_name
  # A tag names one build for ever, so that a rollback brings it back.
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "this" {
  count = local.create_repository ? 1 : 0

  repository = aws_ecr_repository.this[0].name

  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Images that lost their tag"
        selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 14 }
        action       = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "All but the newest"
        selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = local.inputs_in_effect.keep_images }
        action       = { type = "expire" }
      },
    ]
  })
}

locals {
  repository_url = local.create_repository ? one(aws_ecr_repository.this[*].repository_url) : local.inputs_in_effect.repository_url

  # Of one that exists, made from 123456789012.dkr.ecr.eu-central-1.amazonaws.com/openmercato.
  repository_arns = concat(aws_ecr_repository.this[*].arn, [
    for parts in regexall("^([0-9]{12})\\.dkr[.-]ecr\\.([a-z0-9-]+)\\.[^/]+/(.+)$", coalesce(local.inputs_in_effect.repository_url, "none")) : "arn:${local.partition}:ecr:${parts[1]}:${parts[0]}:repository/${parts[2]}"
  ])
}
