################################################################################
# Basics
# What is deployed, and where?
################################################################################

variable "name" {
  description = "Deployment prefix: every resource is named after it, so a deployment that runs keeps it. Lower-case letters, digits and single hyphens, starting with a letter, at most 23 characters."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name))
    error_message = "name: ${jsonencode(var.name)} cannot prefix AWS names. Use lower-case letters, digits and single hyphens, starting with a letter and not ending with a hyphen, for example shop-production."
  }

  validation {
    # The tightest are the serverless cache (40 characters, with -redis-serverless) and the
    # target group (32, with -tg- and four more).
    condition     = length(var.name) <= 23
    error_message = "name: ${length(var.name)} characters are too many. At most 23 leave room for the longest name made from it."
  }

  validation {
    # https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
    # https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
    condition     = !can(regex("^(internal|sg)(-|$)", var.name))
    error_message = "name: ${jsonencode(var.name)} is reserved: load balancers may not be named internal-…, nor security groups sg-…. Put another word in front."
  }
}

variable "environment" {
  description = "Kind of environment. Production refuses plaintext connection URLs, spreads over zones by default and is held against the advice for production."
  type        = string
  default     = "production"
  nullable    = false

  validation {
    condition     = contains(["production", "staging", "development"], var.environment)
    error_message = "environment: ${jsonencode(var.environment)} is not a choice; choose production, staging or development."
  }
}

variable "aws_region" {
  description = "AWS region of the deployment, for example eu-central-1. It must be the region of the AWS provider."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2,4}(-[a-z]+){1,2}-[1-9][0-9]?$", var.aws_region))
    error_message = "aws_region: ${jsonencode(var.aws_region)} does not look like an AWS region. Write it like eu-central-1, without a zone letter."
  }
}

variable "image" {
  description = "Full container image reference with a tag or digest, for example 123456789012.dkr.ecr.eu-central-1.amazonaws.com/openmercato:1.4.2. Web, workers and one-shot tasks all run it."
  type        = string
  nullable    = false

  validation {
    # The grammar of https://github.com/distribution/reference, with the tag or digest required.
    condition     = can(regex("^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?/)?[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?@sha256:[a-f0-9]{64})$", var.image))
    error_message = "image: ${jsonencode(var.image)} is not a full image reference. Write registry, repository and a tag or digest, without https://, for example 123456789012.dkr.ecr.eu-central-1.amazonaws.com/openmercato:1.4.2."
  }
}

# Fine tuning.
variable "repository_credentials_secret_arn" {
  description = "ARN of the Secrets Manager secret with user name and password of a private registry outside Amazon ECR, as {\"username\": \"…\", \"password\": \"…\"}."
  type        = string
  default     = null

  validation {
    # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html
    condition     = var.repository_credentials_secret_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}$", var.repository_credentials_secret_arn))
    error_message = "repository_credentials_secret_arn: ${jsonencode(var.repository_credentials_secret_arn)} is not the full ARN of a Secrets Manager secret, which looks like arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/registry-AbCdEf."
  }
}

variable "tags" {
  description = "Tags for every resource that can carry them."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    # https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
    condition     = alltrue([for key, value in var.tags : length(key) >= 1 && length(key) <= 128 && !can(regex("[\\x00-\\x1f!\"#$%&'()*,;<>?\\[\\\\\\]^`{|}~\\x7f-\\x9f\\xa1-\\xa9\\xab-\\xb1\\xb4\\xb6-\\xb8\\xbb\\xbf\\xd7\\xf7\\x{2010}-\\x{2027}\\x{2030}-\\x{205e}\\x{2190}-\\x{2bff}\\x{3001}-\\x{3004}\\x{3008}-\\x{3020}\\x{e000}-\\x{f8ff}\\x{ff01}-\\x{ff0f}\\x{ff1a}-\\x{ff20}\\x{1f000}-\\x{1faff}]", key))])
    error_message = join("\n", [for key, value in var.tags : "tags[${jsonencode(key)}]: a tag key has 1 to 128 letters, digits, spaces or _ . : / = + - @." if !(length(key) >= 1 && length(key) <= 128 && !can(regex("[\\x00-\\x1f!\"#$%&'()*,;<>?\\[\\\\\\]^`{|}~\\x7f-\\x9f\\xa1-\\xa9\\xab-\\xb1\\xb4\\xb6-\\xb8\\xbb\\xbf\\xd7\\xf7\\x{2010}-\\x{2027}\\x{2030}-\\x{205e}\\x{2190}-\\x{2bff}\\x{3001}-\\x{3004}\\x{3008}-\\x{3020}\\x{e000}-\\x{f8ff}\\x{ff01}-\\x{ff0f}\\x{ff1a}-\\x{ff20}\\x{1f000}-\\x{1faff}]", key)))])
  }

  validation {
    condition     = alltrue([for key, value in var.tags : value == null ? false : length(value) <= 256 && !can(regex("[\\x00-\\x1f!\"#$%&'()*,;<>?\\[\\\\\\]^`{|}~\\x7f-\\x9f\\xa1-\\xa9\\xab-\\xb1\\xb4\\xb6-\\xb8\\xbb\\xbf\\xd7\\xf7\\x{2010}-\\x{2027}\\x{2030}-\\x{205e}\\x{2190}-\\x{2bff}\\x{3001}-\\x{3004}\\x{3008}-\\x{3020}\\x{e000}-\\x{f8ff}\\x{ff01}-\\x{ff0f}\\x{ff1a}-\\x{ff20}\\x{1f000}-\\x{1faff}]", value))])
    error_message = join("\n", [for key, value in var.tags : "tags[${jsonencode(key)}]: ${jsonencode(value)} cannot be a tag value, which has at most 256 letters, digits, spaces or _ . : / = + - @." if !(value == null ? false : length(value) <= 256 && !can(regex("[\\x00-\\x1f!\"#$%&'()*,;<>?\\[\\\\\\]^`{|}~\\x7f-\\x9f\\xa1-\\xa9\\xab-\\xb1\\xb4\\xb6-\\xb8\\xbb\\xbf\\xd7\\xf7\\x{2010}-\\x{2027}\\x{2030}-\\x{205e}\\x{2190}-\\x{2bff}\\x{3001}-\\x{3004}\\x{3008}-\\x{3020}\\x{e000}-\\x{f8ff}\\x{ff01}-\\x{ff0f}\\x{ff1a}-\\x{ff20}\\x{1f000}-\\x{1faff}]", value)))])
  }

  validation {
    condition     = alltrue([for key, value in var.tags : !startswith(lower(key), "aws:")])
    error_message = join("\n", [for key, value in var.tags : "tags[${jsonencode(key)}]: the prefix aws: is reserved for AWS. Choose another key." if startswith(lower(key), "aws:")])
  }

  validation {
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
    condition     = length(distinct([for key, value in var.tags : lower(key)])) == length(var.tags)
    error_message = "tags: IAM does not tell upper from lower case in tag keys, and two keys differ in nothing else. Keep one of them: ${join(", ", keys(var.tags))}."
  }

  validation {
    condition     = length(var.tags) <= 45
    error_message = "tags: ${length(var.tags)} are too many. A resource carries at most 50, and the module and the provider add their own: keep to 45."
  }
}

################################################################################
# Network
# Who runs the network?
################################################################################

variable "networking_mode" {
  description = "managed: this module creates the VPC, subnets, routes and NAT. existing: tasks and load balancer go into a VPC that is there already."
  type        = string
  default     = "managed"
  nullable    = false

  validation {
    condition     = contains(["managed", "existing"], var.networking_mode)
    error_message = "networking_mode: ${jsonencode(var.networking_mode)} is not a choice; choose managed or existing."
  }
}

variable "vpc_cidr" {
  description = "IPv4 range of the VPC, /16 to /28; a deployment that runs keeps it. Default: 10.0.0.0/16."
  type        = string
  default     = null

  validation {
    condition     = var.vpc_cidr == null ? true : can(regex("^[0-9.]+/[0-9]+$", var.vpc_cidr)) && try(cidrsubnet(var.vpc_cidr, 0, 0) == var.vpc_cidr, false)
    error_message = "vpc_cidr: ${jsonencode(var.vpc_cidr)} is not an IPv4 range. Write a network address and its length, for example ${can(regex("^[0-9.]+/", var.vpc_cidr)) ? try(cidrsubnet(var.vpc_cidr, 0, 0), "10.0.0.0/16") : "10.0.0.0/16"}."
  }

  validation {
    # https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
    condition     = can(cidrnetmask(var.vpc_cidr)) ? tonumber(split("/", var.vpc_cidr)[1]) >= 16 && tonumber(split("/", var.vpc_cidr)[1]) <= 28 : true
    error_message = "vpc_cidr: ${jsonencode(var.vpc_cidr)} has a size that AWS refuses. A VPC is a /16 to a /28."
  }

  validation {
    condition     = var.vpc_cidr == null ? true : !can(regex("^(0|127|169\\.254|22[4-9]|2[3-5][0-9])\\.", var.vpc_cidr))
    error_message = "vpc_cidr: ${jsonencode(var.vpc_cidr)} lies in a reserved range (this host, loopback, link-local, multicast). Use a private one such as 10.0.0.0/16."
  }
}

variable "availability_zones" {
  description = "Availability zones of the subnets, at least two; the first public and the first private subnet go into the first zone, and so on. Further zones come at the end: a subnet keeps its zone. Default: the first zones that AWS reports for the account."
  type        = list(string)
  default     = null

  validation {
    condition     = var.availability_zones == null ? true : alltrue([for zone in var.availability_zones : can(regex("^[a-z]{2,4}(-[a-z]+){1,2}-[1-9][0-9]?[a-z]$", zone))])
    error_message = var.availability_zones == null ? "" : join("\n", [for index, zone in var.availability_zones : "availability_zones[${index}]: ${jsonencode(zone)} does not look like an availability zone. Write it like eu-central-1a." if !can(regex("^[a-z]{2,4}(-[a-z]+){1,2}-[1-9][0-9]?[a-z]$", zone))])
  }

  validation {
    condition     = var.availability_zones == null ? true : length(var.availability_zones) >= 2
    error_message = "availability_zones: the load balancer and the database need at least two zones."
  }

  validation {
    condition     = var.availability_zones == null ? true : length(distinct(var.availability_zones)) == length(var.availability_zones)
    error_message = "availability_zones: a zone is named twice. The subnets of a kind lie in different zones."
  }
}

# Fine tuning.
variable "public_subnet_cidrs" {
  description = "IPv4 ranges of the public subnets (load balancer, NAT), one for each availability zone. Default: cut from the upper half of vpc_cidr."
  type        = list(string)
  default     = null

  validation {
    condition     = var.public_subnet_cidrs == null ? true : alltrue([for cidr in var.public_subnet_cidrs : can(regex("^[0-9.]+/[0-9]+$", cidr)) && try(cidrsubnet(cidr, 0, 0) == cidr, false)])
    error_message = var.public_subnet_cidrs == null ? "" : join("\n", [for index, cidr in var.public_subnet_cidrs : "public_subnet_cidrs[${index}]: ${jsonencode(cidr)} is not an IPv4 range. Write a network address and its length, for example ${cidrsubnet(can(cidrnetmask(cidr)) ? cidr : "10.0.0.0/20", 0, 0)}." if !(can(regex("^[0-9.]+/[0-9]+$", cidr)) && try(cidrsubnet(cidr, 0, 0) == cidr, false))])
  }

  validation {
    # https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer
    condition     = var.public_subnet_cidrs == null ? true : alltrue([for cidr in var.public_subnet_cidrs : (can(cidrnetmask(cidr)) ? tonumber(split("/", cidr)[1]) >= 16 && tonumber(split("/", cidr)[1]) <= 27 : true)])
    error_message = var.public_subnet_cidrs == null ? "" : join("\n", [for index, cidr in var.public_subnet_cidrs : "public_subnet_cidrs[${index}]: ${jsonencode(cidr)} has the wrong size; the load balancer needs subnets of /16 to /27." if !(can(cidrnetmask(cidr)) ? tonumber(split("/", cidr)[1]) >= 16 && tonumber(split("/", cidr)[1]) <= 27 : true)])
  }

  validation {
    condition     = var.public_subnet_cidrs == null ? true : length(var.public_subnet_cidrs) >= 2
    error_message = "public_subnet_cidrs: ${length(coalesce(var.public_subnet_cidrs, []))} is too few. Name at least two, for two availability zones."
  }

  validation {
    # Of two ranges that overlap, one lies in the other: it is cut to the other's length.
    condition     = var.public_subnet_cidrs == null ? true : length(flatten([for i, outer in var.public_subnet_cidrs : [for j, inner in var.public_subnet_cidrs : j if i != j && try(cidrsubnet("${split("/", inner)[0]}/${split("/", outer)[1]}", 0, 0) == outer, false)]])) == 0
    error_message = var.public_subnet_cidrs == null ? "" : join("\n", distinct(flatten([for i, outer in var.public_subnet_cidrs : [for j, inner in var.public_subnet_cidrs : "public_subnet_cidrs[${j}]: ${jsonencode(inner)} overlaps ${jsonencode(outer)}. The ranges of subnets must not overlap." if i != j && try(cidrsubnet("${split("/", inner)[0]}/${split("/", outer)[1]}", 0, 0) == outer, false)]])))
  }
}

# Fine tuning.
variable "private_subnet_cidrs" {
  description = "IPv4 ranges of the private subnets (tasks, database, Redis), one for each availability zone. Default: cut from the lower half of vpc_cidr."
  type        = list(string)
  default     = null

  validation {
    condition     = var.private_subnet_cidrs == null ? true : alltrue([for cidr in var.private_subnet_cidrs : can(regex("^[0-9.]+/[0-9]+$", cidr)) && try(cidrsubnet(cidr, 0, 0) == cidr, false)])
    error_message = var.private_subnet_cidrs == null ? "" : join("\n", [for index, cidr in var.private_subnet_cidrs : "private_subnet_cidrs[${index}]: ${jsonencode(cidr)} is not an IPv4 range. Write a network address and its length, for example ${cidrsubnet(can(cidrnetmask(cidr)) ? cidr : "10.0.0.0/20", 0, 0)}." if !(can(regex("^[0-9.]+/[0-9]+$", cidr)) && try(cidrsubnet(cidr, 0, 0) == cidr, false))])
  }

  validation {
    # https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
    condition     = var.private_subnet_cidrs == null ? true : alltrue([for cidr in var.private_subnet_cidrs : (can(cidrnetmask(cidr)) ? tonumber(split("/", cidr)[1]) >= 16 && tonumber(split("/", cidr)[1]) <= 28 : true)])
    error_message = var.private_subnet_cidrs == null ? "" : join("\n", [for index, cidr in var.private_subnet_cidrs : "private_subnet_cidrs[${index}]: ${jsonencode(cidr)} has the wrong size; a subnet is a /16 to a /28." if !(can(cidrnetmask(cidr)) ? tonumber(split("/", cidr)[1]) >= 16 && tonumber(split("/", cidr)[1]) <= 28 : true)])
  }

  validation {
    condition     = var.private_subnet_cidrs == null ? true : length(var.private_subnet_cidrs) >= 2
    error_message = "private_subnet_cidrs: ${length(coalesce(var.private_subnet_cidrs, []))} is too few. Name at least two, for two availability zones."
  }

  validation {
    # Of two ranges that overlap, one lies in the other: it is cut to the other's length.
    condition     = var.private_subnet_cidrs == null ? true : length(flatten([for i, outer in var.private_subnet_cidrs : [for j, inner in var.private_subnet_cidrs : j if i != j && try(cidrsubnet("${split("/", inner)[0]}/${split("/", outer)[1]}", 0, 0) == outer, false)]])) == 0
    error_message = var.private_subnet_cidrs == null ? "" : join("\n", distinct(flatten([for i, outer in var.private_subnet_cidrs : [for j, inner in var.private_subnet_cidrs : "private_subnet_cidrs[${j}]: ${jsonencode(inner)} overlaps ${jsonencode(outer)}. The ranges of subnets must not overlap." if i != j && try(cidrsubnet("${split("/", inner)[0]}/${split("/", outer)[1]}", 0, 0) == outer, false)]])))
  }
}

variable "nat_gateway_mode" {
  description = "single: one NAT gateway for all zones, which is cheaper. per_zone: one in each zone, so that losing a zone does not cut the others off. Default: per_zone in production, else single."
  type        = string
  default     = null

  validation {
    condition     = var.nat_gateway_mode == null ? true : contains(["single", "per_zone"], var.nat_gateway_mode)
    error_message = "nat_gateway_mode: ${jsonencode(var.nat_gateway_mode)} is not a choice; choose single or per_zone."
  }
}

variable "vpc_id" {
  description = "ID of the existing VPC."
  type        = string
  default     = null

  validation {
    condition     = var.vpc_id == null ? true : can(regex("^vpc-([0-9a-f]{8}|[0-9a-f]{17})$", var.vpc_id))
    error_message = "vpc_id: ${jsonencode(var.vpc_id)} is not the ID of a VPC, which looks like vpc-0123456789abcdef0."
  }
}

variable "public_subnet_ids" {
  description = "IDs of the existing subnets for the load balancer, in at least two availability zones. They are public subnets, unless the load balancer is a private one (alb_internal)."
  type        = list(string)
  default     = null

  validation {
    condition     = var.public_subnet_ids == null ? true : alltrue([for id in var.public_subnet_ids : can(regex("^subnet-([0-9a-f]{8}|[0-9a-f]{17})$", id))])
    error_message = var.public_subnet_ids == null ? "" : join("\n", [for index, id in var.public_subnet_ids : "public_subnet_ids[${index}]: ${jsonencode(id)} is not the ID of a subnet, which looks like subnet-0123456789abcdef0." if !can(regex("^subnet-([0-9a-f]{8}|[0-9a-f]{17})$", id))])
  }

  validation {
    condition     = var.public_subnet_ids == null ? true : length(var.public_subnet_ids) >= 2
    error_message = "public_subnet_ids: ${length(coalesce(var.public_subnet_ids, []))} is too few. Name at least two, in two availability zones."
  }

  validation {
    condition     = var.public_subnet_ids == null ? true : length(distinct(var.public_subnet_ids)) == length(var.public_subnet_ids)
    error_message = "public_subnet_ids: a subnet is named twice. Name each once."
  }
}

variable "private_subnet_ids" {
  description = "IDs of the existing private subnets for tasks, and for the database and Redis where this module creates them, in at least two availability zones."
  type        = list(string)
  default     = null

  validation {
    condition     = var.private_subnet_ids == null ? true : alltrue([for id in var.private_subnet_ids : can(regex("^subnet-([0-9a-f]{8}|[0-9a-f]{17})$", id))])
    error_message = var.private_subnet_ids == null ? "" : join("\n", [for index, id in var.private_subnet_ids : "private_subnet_ids[${index}]: ${jsonencode(id)} is not the ID of a subnet, which looks like subnet-0123456789abcdef0." if !can(regex("^subnet-([0-9a-f]{8}|[0-9a-f]{17})$", id))])
  }

  validation {
    condition     = var.private_subnet_ids == null ? true : length(var.private_subnet_ids) >= 2
    error_message = "private_subnet_ids: ${length(coalesce(var.private_subnet_ids, []))} is too few. Name at least two, in two availability zones."
  }

  validation {
    condition     = var.private_subnet_ids == null ? true : length(distinct(var.private_subnet_ids)) == length(var.private_subnet_ids)
    error_message = "private_subnet_ids: a subnet is named twice. Name each once."
  }

  validation {
    # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
    condition     = var.private_subnet_ids == null ? true : length(var.private_subnet_ids) <= 16
    error_message = "private_subnet_ids: ${length(coalesce(var.private_subnet_ids, []))} are too many. An ECS service takes at most 16 subnets."
  }
}

variable "existing_network_egress" {
  description = "How the existing private subnets reach AWS and the image registry. nat: a default route to a NAT gateway or the like. vpc_endpoints: VPC endpoints only, named in existing_vpc_endpoints."
  type        = string
  default     = null

  validation {
    condition     = var.existing_network_egress == null ? true : contains(["nat", "vpc_endpoints"], var.existing_network_egress)
    error_message = "existing_network_egress: ${jsonencode(var.existing_network_egress)} is not a choice; choose nat or vpc_endpoints."
  }
}

variable "existing_vpc_endpoints" {
  description = "Short service names of the VPC endpoints that the existing VPC has, for example ecr.api, ecr.dkr, logs, s3 and secretsmanager. Needed where existing_network_egress is through them only."
  type        = set(string)
  default     = null

  validation {
    # A VPC may have others besides those that are needed.
    condition     = var.existing_vpc_endpoints == null ? true : alltrue([for service in var.existing_vpc_endpoints : service == null ? false : can(regex("^[a-z0-9]+([._-][a-z0-9]+)*$", service)) && !startswith(service, "com.")])
    error_message = var.existing_vpc_endpoints == null ? "" : join("\n", [for service in var.existing_vpc_endpoints : "existing_vpc_endpoints: ${jsonencode(service)} is not the short name of a service. Write it without com.amazonaws and the region, for example ecr.api." if service == null ? true : !(can(regex("^[a-z0-9]+([._-][a-z0-9]+)*$", service)) && !startswith(service, "com."))])
  }
}

# Fine tuning.
variable "verify_existing_network" {
  description = "Look the existing network up at plan and check VPC membership, zones and routes of the subnets. Needs ec2:Describe permissions. Default: off."
  type        = bool
  default     = null
}

################################################################################
# Load balancer
# Who may reach the application?
################################################################################

variable "alb_internal" {
  description = "Give the load balancer private addresses only, so that it is reachable from inside the network alone."
  type        = bool
  default     = false
  nullable    = false
}

variable "alb_ingress_cidrs" {
  description = "IPv4 ranges that may reach the load balancer."
  type        = list(string)
  default     = ["0.0.0.0/0"]
  nullable    = false

  validation {
    condition     = alltrue([for cidr in var.alb_ingress_cidrs : can(regex("^[0-9.]+/[0-9]+$", cidr)) && try(cidrsubnet(cidr, 0, 0) == cidr, false)])
    error_message = join("\n", [for index, cidr in var.alb_ingress_cidrs : "alb_ingress_cidrs[${index}]: ${jsonencode(cidr)} is not an IPv4 range. Write a network address and its length, for example ${cidrsubnet(can(cidrnetmask(cidr)) ? cidr : "203.0.113.0/24", 0, 0)}." if !(can(regex("^[0-9.]+/[0-9]+$", cidr)) && try(cidrsubnet(cidr, 0, 0) == cidr, false))])
  }

  validation {
    condition     = length(var.alb_ingress_cidrs) >= 1
    error_message = "alb_ingress_cidrs: nobody could reach the load balancer. Name at least one range."
  }

  validation {
    condition     = length(distinct(var.alb_ingress_cidrs)) == length(var.alb_ingress_cidrs)
    error_message = "alb_ingress_cidrs: a range is named twice, which AWS refuses as a duplicate rule. Name each once."
  }
}

# Fine tuning.
variable "alb_idle_timeout" {
  description = "Seconds after which the load balancer closes an idle connection, 1 to 4000. Server-sent events have a heartbeat of 30 seconds."
  type        = number
  default     = 60
  nullable    = false

  validation {
    # https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
    condition     = floor(var.alb_idle_timeout) == var.alb_idle_timeout && var.alb_idle_timeout >= 1 && var.alb_idle_timeout <= 4000
    error_message = "alb_idle_timeout: ${jsonencode(var.alb_idle_timeout)} is not possible; write whole seconds from 1 to 4000."
  }
}

# Fine tuning.
variable "alb_ssl_policy" {
  description = "Security policy of the HTTPS listener."
  type        = string
  default     = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  nullable    = false

  validation {
    # All without TLS 1.0 and 1.1, as of 2026-11, of
    # https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
    condition     = contains(["ELBSecurityPolicy-TLS13-1-3-2021-06", "ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06", "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06", "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext1-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext2-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS-1-2-2017-01", "ELBSecurityPolicy-TLS-1-2-Ext-2018-06", "ELBSecurityPolicy-FS-1-2-2019-08", "ELBSecurityPolicy-FS-1-2-Res-2019-08", "ELBSecurityPolicy-FS-1-2-Res-2020-10"], var.alb_ssl_policy)
    error_message = "alb_ssl_policy: ${jsonencode(var.alb_ssl_policy)} is not a choice; choose ELBSecurityPolicy-TLS13-1-3-2021-06, ELBSecurityPolicy-TLS13-1-2-2021-06, ELBSecurityPolicy-TLS13-1-2-Res-2021-06, ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06, ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06, ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04, ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04, ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04, ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-2023-04, ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-2023-04, ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-2023-04, ELBSecurityPolicy-TLS13-1-3-PQ-2025-09, ELBSecurityPolicy-TLS13-1-2-PQ-2025-09, ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09, ELBSecurityPolicy-TLS13-1-2-Ext1-PQ-2025-09, ELBSecurityPolicy-TLS13-1-2-Ext2-PQ-2025-09, ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09, ELBSecurityPolicy-TLS13-1-2-FIPS-PQ-2025-09, ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09, ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-PQ-2025-09, ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-PQ-2025-09, ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-PQ-2025-09, ELBSecurityPolicy-TLS-1-2-2017-01, ELBSecurityPolicy-TLS-1-2-Ext-2018-06, ELBSecurityPolicy-FS-1-2-2019-08, ELBSecurityPolicy-FS-1-2-Res-2019-08 or ELBSecurityPolicy-FS-1-2-Res-2020-10."
  }
}

variable "health_check_path" {
  description = "Path that the load balancer asks for health. An application made with create-app serves /api/healthz; the monorepo application serves /api/version only, 30 requests a minute for each client; /health is for images that add it."
  type        = string
  default     = "/health"
  nullable    = false

  validation {
    condition     = can(regex("^/[!-~]*$", var.health_check_path)) && length(var.health_check_path) <= 1024
    error_message = "health_check_path: ${jsonencode(var.health_check_path)} is not a path. It starts with / and has at most 1024 characters, without spaces, for example /api/healthz."
  }
}

# Fine tuning.
variable "health_check_matcher" {
  description = "HTTP status codes that count as healthy: one code, a list (200,204) or a range (200-299)."
  type        = string
  default     = "200"
  nullable    = false

  validation {
    condition     = can(regex("^[2-4][0-9]{2}(-[2-4][0-9]{2}|(,[2-4][0-9]{2})+)?$", var.health_check_matcher))
    error_message = "health_check_matcher: ${jsonencode(var.health_check_matcher)} is not possible; write status codes from 200 to 499: one (200), a list (200,204) or a range (200-299)."
  }

  validation {
    condition     = try(tonumber(split("-", var.health_check_matcher)[0]) < tonumber(split("-", var.health_check_matcher)[1]), true)
    error_message = "health_check_matcher: ${jsonencode(var.health_check_matcher)} is a range that ends before it starts."
  }
}

# Fine tuning.
variable "health_check_interval" {
  description = "Seconds between two health checks, 5 to 300."
  type        = number
  default     = 30
  nullable    = false

  validation {
    # https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
    condition     = floor(var.health_check_interval) == var.health_check_interval && var.health_check_interval >= 5 && var.health_check_interval <= 300
    error_message = "health_check_interval: ${jsonencode(var.health_check_interval)} is not possible; write whole seconds from 5 to 300."
  }
}

# Fine tuning.
variable "health_check_timeout" {
  description = "Seconds after which a health check without an answer has failed, 2 to 120; less than health_check_interval."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = floor(var.health_check_timeout) == var.health_check_timeout && var.health_check_timeout >= 2 && var.health_check_timeout <= 120
    error_message = "health_check_timeout: ${jsonencode(var.health_check_timeout)} is not possible; write whole seconds from 2 to 120."
  }
}

# Fine tuning.
variable "health_check_healthy_threshold" {
  description = "Successful checks in a row that make a target healthy, 2 to 10."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = floor(var.health_check_healthy_threshold) == var.health_check_healthy_threshold && var.health_check_healthy_threshold >= 2 && var.health_check_healthy_threshold <= 10
    error_message = "health_check_healthy_threshold: ${jsonencode(var.health_check_healthy_threshold)} is not possible; write a whole number from 2 to 10."
  }
}

# Fine tuning.
variable "health_check_unhealthy_threshold" {
  description = "Failed checks in a row that make a target unhealthy, 2 to 10."
  type        = number
  default     = 3
  nullable    = false

  validation {
    condition     = floor(var.health_check_unhealthy_threshold) == var.health_check_unhealthy_threshold && var.health_check_unhealthy_threshold >= 2 && var.health_check_unhealthy_threshold <= 10
    error_message = "health_check_unhealthy_threshold: ${jsonencode(var.health_check_unhealthy_threshold)} is not possible; write a whole number from 2 to 10."
  }
}

################################################################################
# Runtime
# Do workers run beside the web process or on their own?
################################################################################

variable "runtime_mode" {
  description = "single_service: one ECS service runs the web process, which spawns its own workers. split_workers: the web service runs the application alone, and each entry of worker_services is a private ECS service."
  type        = string
  default     = "single_service"
  nullable    = false

  validation {
    condition     = contains(["single_service", "split_workers"], var.runtime_mode)
    error_message = "runtime_mode: ${jsonencode(var.runtime_mode)} is not a choice; choose single_service or split_workers."
  }
}

# Fine tuning.
variable "container_port" {
  description = "Port that the web process listens on. It becomes PORT in the container."
  type        = number
  default     = 3000
  nullable    = false

  validation {
    condition     = floor(var.container_port) == var.container_port && var.container_port >= 1 && var.container_port <= 65535
    error_message = "container_port: ${jsonencode(var.container_port)} is not possible; a port is a whole number from 1 to 65535."
  }
}

variable "cpu_architecture" {
  description = "CPU architecture of the image. ARM64 is cheaper; the image must be built for it."
  type        = string
  default     = "X86_64"
  nullable    = false

  validation {
    condition     = contains(["X86_64", "ARM64"], var.cpu_architecture)
    error_message = "cpu_architecture: ${jsonencode(var.cpu_architecture)} is not a choice; choose X86_64 or ARM64."
  }
}

################################################################################
# Web service
# How large is the web service?
################################################################################

variable "web_service" {
  description = <<-EOT
    The ECS service behind the load balancer.
    - `cpu`: CPU units of a task, 1024 being one vCPU.
    - `memory`: MiB of a task; Fargate offers certain amounts for each CPU size. OpenMercato needs 2048, and 4096 is recommended.
    - `desired_count`: number of tasks; with autoscaling, the number to start with.
    - `command`: command, word by word. Default: yarn start.
    - `env`: environment of this service alone, on top of env; a name without a value (null) is removed.
    - `secrets`: secrets of this service alone, on top of secrets: environment name to Secrets Manager or SSM parameter ARN.
    - `autoscaling`: between min_capacity and max_capacity, as many tasks as hold on average what is set: cpu_target and memory_target in percent, requests_target a minute for each task, or several. Default: a fixed number of tasks.
    - `deployment_minimum_healthy_percent`: share of desired_count that must stay healthy during a deployment.
    - `deployment_maximum_percent`: share of desired_count that may run during a deployment.
    - `health_check_grace_period_seconds`: seconds after its start in which a task is not stopped for failing health checks.
    - `scheduled_scaling`: by name, a range of tasks from a time on: schedule, as cron(0 8 ? * MON-FRI *), in timezone, min_capacity and max_capacity. An apply allows all of the ranges, and so changes no count, until the next schedule.
    - `ephemeral_storage_gib`: disk of a task, 21 to 200 GiB. Default: the 20 that Fargate gives.
    - `stop_timeout`: seconds that a container has to end, 2 to 120. Default: 30.
    - `ulimits`: limits of the container by name, as nofile.
    - `health_check`: a command that tells whether the container is healthy, beside the load balancer's check: CMD-SHELL and a line for the shell; and interval, timeout, retries, start_period.
    - `sidecars`: more containers beside app, each the JSON of a container definition as ECS has it. What they read, pull and log is permitted as app's is; without a logConfiguration they log beside app.
    - `firelens_options`: options of app's log driver, where a sidecar is a log router, one with a firelensConfiguration.
  EOT
  type = object({
    cpu           = optional(number, 1024)
    memory        = optional(number, 4096)
    desired_count = optional(number, 2)
    env           = optional(map(string), {})
    secrets       = optional(map(string), {})
    autoscaling = optional(object({
      min_capacity    = number
      max_capacity    = number
      cpu_target      = optional(number)
      memory_target   = optional(number)
      requests_target = optional(number)
    }))
    # Fine tuning.
    command                            = optional(list(string))
    deployment_minimum_healthy_percent = optional(number, 100)
    deployment_maximum_percent         = optional(number, 200)
    health_check_grace_period_seconds  = optional(number, 180)
    scheduled_scaling = optional(map(object({
      schedule     = string
      timezone     = optional(string, "UTC")
      min_capacity = number
      max_capacity = number
    })), {})
    ephemeral_storage_gib = optional(number)
    stop_timeout          = optional(number)
    ulimits               = optional(map(number), {})
    health_check = optional(object({
      command      = list(string)
      interval     = optional(number)
      timeout      = optional(number)
      retries      = optional(number)
      start_period = optional(number)
    }))
    sidecars         = optional(list(string), [])
    firelens_options = optional(map(string), {})
  })
  default  = {}
  nullable = false

  validation {
    # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
    condition     = floor(var.web_service.health_check_grace_period_seconds) == var.web_service.health_check_grace_period_seconds && var.web_service.health_check_grace_period_seconds >= 1 && var.web_service.health_check_grace_period_seconds <= 2147483647
    error_message = "web_service.health_check_grace_period_seconds: ${var.web_service.health_check_grace_period_seconds} is not possible; write whole seconds from 1. A grace period shorter than the start kills healthy tasks."
  }
}

################################################################################
# Workers
# Which workers run on their own?
################################################################################

variable "worker_services" {
  description = <<-EOT
    Worker services by name, each a private ECS service without a load balancer.
    - `cpu`: CPU units of a task, 1024 being one vCPU.
    - `memory`: MiB of a task; Fargate offers certain amounts for each CPU size. OpenMercato needs 2048.
    - `desired_count`: number of tasks; with autoscaling, the number to start with.
    - `command`: command, word by word. Default: yarn mercato queue worker --all.
    - `env`: environment of this service alone, on top of env; a name without a value (null) is removed.
    - `secrets`: secrets of this service alone, on top of secrets: environment name to Secrets Manager or SSM parameter ARN.
    - `autoscaling`: between min_capacity and max_capacity, as many tasks as hold on average the percentages set: cpu_target, memory_target or both. Default: a fixed number of tasks.
    - `deployment_minimum_healthy_percent`: share of desired_count that must keep running during a deployment.
    - `deployment_maximum_percent`: share of desired_count that may run during a deployment.
    - `spot_percent`: share of the tasks on Fargate Spot, which is cheaper and may be taken back with two minutes' notice, 0 to 100. Default: no capacity providers. The service is made anew when a number comes or goes; between numbers, 0 too, it is not.
    - `scheduled_scaling`: by name, a range of tasks from a time on: schedule, as cron(0 8 ? * MON-FRI *), in timezone, min_capacity and max_capacity. An apply allows all of the ranges, and so changes no count, until the next schedule.
    - `ephemeral_storage_gib`: disk of a task, 21 to 200 GiB. Default: the 20 that Fargate gives.
    - `stop_timeout`: seconds that a container has to end, 2 to 120. Default: 120, to finish jobs in hand.
    - `ulimits`: limits of the container by name, as nofile.
    - `health_check`: a command that tells whether the container is healthy: CMD-SHELL and a line for the shell; and interval, timeout, retries, start_period.
    - `sidecars`: more containers beside app, each the JSON of a container definition as ECS has it. What they read, pull and log is permitted as app's is; without a logConfiguration they log beside app.
    - `firelens_options`: options of app's log driver, where a sidecar is a log router, one with a firelensConfiguration.
  EOT
  type = map(object({
    cpu           = optional(number, 512)
    memory        = optional(number, 2048)
    desired_count = optional(number, 1)
    command       = optional(list(string))
    env           = optional(map(string), {})
    secrets       = optional(map(string), {})
    autoscaling = optional(object({
      min_capacity  = number
      max_capacity  = number
      cpu_target    = optional(number)
      memory_target = optional(number)
    }))
    spot_percent = optional(number)
    # Fine tuning.
    deployment_minimum_healthy_percent = optional(number, 100)
    deployment_maximum_percent         = optional(number, 200)
    scheduled_scaling = optional(map(object({
      schedule     = string
      timezone     = optional(string, "UTC")
      min_capacity = number
      max_capacity = number
    })), {})
    ephemeral_storage_gib = optional(number)
    stop_timeout          = optional(number)
    ulimits               = optional(map(number), {})
    health_check = optional(object({
      command      = list(string)
      interval     = optional(number)
      timeout      = optional(number)
      retries      = optional(number)
      start_period = optional(number)
    }))
    sidecars         = optional(list(string), [])
    firelens_options = optional(map(string), {})
  }))
  default = null

  validation {
    # A service or task family has at most 255 characters: the prefix and its hyphen take
    # 24, and scaling policies add a suffix.
    condition     = var.worker_services == null ? true : alltrue([for name, worker in var.worker_services : can(regex("^[a-z]([a-z0-9_-]*[a-z0-9])?$", name)) && length(name) <= 200])
    error_message = var.worker_services == null ? "" : join("\n", [for name, worker in var.worker_services : "worker_services[${jsonencode(name)}]: is not a name for a worker service. Use at most 200 lower-case letters, digits, hyphens and underscores, starting with a letter and not ending with a hyphen or underscore." if !(can(regex("^[a-z]([a-z0-9_-]*[a-z0-9])?$", name)) && length(name) <= 200)])
  }

  validation {
    condition     = var.worker_services == null ? true : length(setintersection(keys(var.worker_services), ["web", "migration", "scheduler-sync"])) == 0
    error_message = var.worker_services == null ? "" : join("\n", [for name in setintersection(keys(var.worker_services), ["web", "migration", "scheduler-sync"]) : "worker_services[${jsonencode(name)}]: the name is taken by a service or task of the module. Choose another."])
  }

  validation {
    condition     = var.worker_services == null ? true : alltrue([for name, worker in var.worker_services : worker != null])
    error_message = var.worker_services == null ? "" : join("\n", [for name, worker in var.worker_services : "worker_services[${jsonencode(name)}]: is null. Write {} for the defaults, or remove it." if worker == null])
  }
}

################################################################################
# One-shot tasks
# Which tasks are started by hand or by a pipeline?
################################################################################

variable "migration_task" {
  description = <<-EOT
    Task that migrates the database. The web process never does; run the task after every change of the image.
    - `cpu`: CPU units of the task, 1024 being one vCPU.
    - `memory`: MiB of the task; Fargate offers certain amounts for each CPU size.
    - `command`: command, word by word. Default: yarn db:migrate.
    - `env`: environment of this task alone, on top of env; a name without a value (null) is removed.
    - `secrets`: secrets of this task alone, on top of secrets: environment name to Secrets Manager or SSM parameter ARN.
    - `ephemeral_storage_gib`: disk of the task, 21 to 200 GiB. Default: the 20 that Fargate gives.
  EOT
  type = object({
    cpu     = optional(number, 512)
    memory  = optional(number, 2048)
    env     = optional(map(string), {})
    secrets = optional(map(string), {})
    # Fine tuning.
    command               = optional(list(string))
    ephemeral_storage_gib = optional(number)
  })
  default  = {}
  nullable = false
}

variable "scheduler_sync_task" {
  description = <<-EOT
    Task that writes the schedules into the asynchronous queues. It is there only when it is asked for; all that is in it has a default.
    - `cpu`: CPU units of the task, 1024 being one vCPU.
    - `memory`: MiB of the task; Fargate offers certain amounts for each CPU size.
    - `command`: command, word by word. Default: yarn mercato scheduler start.
    - `env`: environment of this task alone, on top of env; a name without a value (null) is removed.
    - `secrets`: secrets of this task alone, on top of secrets: environment name to Secrets Manager or SSM parameter ARN.
    - `ephemeral_storage_gib`: disk of the task, 21 to 200 GiB. Default: the 20 that Fargate gives.
  EOT
  type = object({
    cpu     = optional(number, 512)
    memory  = optional(number, 2048)
    env     = optional(map(string), {})
    secrets = optional(map(string), {})
    # Fine tuning.
    command               = optional(list(string))
    ephemeral_storage_gib = optional(number)
  })
  default = null
}

################################################################################
# Database
# Who runs PostgreSQL?
################################################################################

variable "database_mode" {
  description = "managed: this module creates an RDS for PostgreSQL instance. external: the database exists already, anywhere that the tasks can reach."
  type        = string
  default     = "managed"
  nullable    = false

  validation {
    condition     = contains(["managed", "external"], var.database_mode)
    error_message = "database_mode: ${jsonencode(var.database_mode)} is not a choice; choose managed or external."
  }
}

variable "db_name" {
  description = "Name of the database. Default with a managed database: openmercato. Needed when an external database is given by its parts."
  type        = string
  default     = null

  validation {
    condition     = var.db_name == null ? true : can(regex("^[^\\x00-\\x20\\x7f]{1,63}$", var.db_name))
    error_message = "db_name: ${jsonencode(var.db_name)} is not a database name. PostgreSQL names have 1 to 63 characters; leave out spaces."
  }
}

variable "db_username" {
  description = "User name for the database. Default with a managed database: openmercato. Needed when an external database is given by its parts."
  type        = string
  default     = null

  validation {
    condition     = var.db_username == null ? true : can(regex("^[^\\x00-\\x20\\x7f]{1,63}$", var.db_username))
    error_message = "db_username: ${jsonencode(var.db_username)} is not a user name. PostgreSQL names have 1 to 63 characters; leave out spaces."
  }
}

variable "db_tls_mode" {
  description = "TLS to the database. no_verify: encrypted, the certificate is not checked, works with every image. verify: encrypted and checked against db_tls_ca_file or the public authorities. disable: no TLS. Default: no_verify, or what the URL says when the URL is given whole; then it must agree with the URL."
  type        = string
  default     = null

  validation {
    condition     = var.db_tls_mode == null ? true : contains(["no_verify", "verify", "disable"], var.db_tls_mode)
    error_message = "db_tls_mode: ${jsonencode(var.db_tls_mode)} is not a choice; choose no_verify, verify or disable."
  }
}

# Fine tuning.
variable "db_tls_ca_file" {
  description = "Path inside the image of the certificate bundle to check the database against, for example /etc/ssl/certs/rds-global-bundle.pem. It becomes NODE_EXTRA_CA_CERTS. Needs verify as db_tls_mode."
  type        = string
  default     = null

  validation {
    condition     = var.db_tls_ca_file == null ? true : can(regex("^/[!-~]+$", var.db_tls_ca_file))
    error_message = "db_tls_ca_file: ${jsonencode(var.db_tls_ca_file)} is not an absolute path inside the image, such as /etc/ssl/certs/rds-global-bundle.pem."
  }
}

variable "db_engine_version" {
  description = "PostgreSQL version of the managed database: a major version, or a full one. OpenMercato is made for 17. Default: 17."
  type        = string
  default     = null

  validation {
    # https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html
    condition     = var.db_engine_version == null ? true : can(regex("^(1[3-9]|[2-9][0-9])(\\.[1-9][0-9]?)?$", var.db_engine_version))
    error_message = "db_engine_version: ${jsonencode(var.db_engine_version)} is not a PostgreSQL version on RDS. Write a major version from 13, for example 17, or a full one, for example 17.5."
  }
}

variable "db_instance_class" {
  description = "Instance class of the managed database. Default: db.t4g.medium."
  type        = string
  default     = null

  validation {
    # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Types.html
    condition     = var.db_instance_class == null ? true : can(regex("^db\\.[a-z][a-z0-9]*\\.(micro|small|medium|large|xlarge|[1-9][0-9]?xlarge)$", var.db_instance_class))
    error_message = "db_instance_class: ${jsonencode(var.db_instance_class)} is not an RDS instance class, which looks like db.t4g.medium or db.m7g.large."
  }

  validation {
    # None of these generations runs PostgreSQL 13 or later.
    # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html
    condition     = var.db_instance_class == null ? true : !can(regex("^db\\.(t[12]|m[1-4]|r[34])\\.", var.db_instance_class))
    error_message = "db_instance_class: ${jsonencode(var.db_instance_class)} is of a generation that runs no PostgreSQL from 13. Choose a current one such as db.t4g.medium."
  }
}

variable "db_allocated_storage" {
  description = "Storage of the managed database in GiB (gp3), 20 to 65536. Default: 50."
  type        = number
  default     = null

  validation {
    # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
    condition     = var.db_allocated_storage == null ? true : floor(var.db_allocated_storage) == var.db_allocated_storage && var.db_allocated_storage >= 20 && var.db_allocated_storage <= 65536
    error_message = "db_allocated_storage: ${jsonencode(var.db_allocated_storage)} is not possible; write whole GiB from 20 to 65536."
  }
}

# Fine tuning.
variable "db_max_allocated_storage" {
  description = "GiB up to which the storage of the managed database grows by itself; at least 10 % more than db_allocated_storage. Default: 0, it does not grow."
  type        = number
  default     = null

  validation {
    condition     = var.db_max_allocated_storage == null ? true : floor(var.db_max_allocated_storage) == var.db_max_allocated_storage && var.db_max_allocated_storage >= 0 && var.db_max_allocated_storage <= 65536
    error_message = "db_max_allocated_storage: ${jsonencode(var.db_max_allocated_storage)} is not possible; write whole GiB up to 65536, or 0 for no growth."
  }
}

variable "db_multi_az" {
  description = "Keep a standby of the managed database in a second zone. Default: in production only."
  type        = bool
  default     = null
}

variable "db_backup_retention_days" {
  description = "Days for which automated backups of the managed database are kept, 0 to 35; 0 turns them off. Default: 7."
  type        = number
  default     = null

  validation {
    # https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
    condition     = var.db_backup_retention_days == null ? true : floor(var.db_backup_retention_days) == var.db_backup_retention_days && var.db_backup_retention_days >= 0 && var.db_backup_retention_days <= 35
    error_message = "db_backup_retention_days: ${jsonencode(var.db_backup_retention_days)} is not possible; write whole days from 0 to 35."
  }
}

variable "db_deletion_protection" {
  description = "Refuse to delete the managed database until this is turned off. Default: on."
  type        = bool
  default     = null
}

# Fine tuning.
variable "db_skip_final_snapshot" {
  description = "Delete the managed database without a last snapshot. Default: off."
  type        = bool
  default     = null
}

# Fine tuning.
variable "db_password_rotation_days" {
  description = "Days after which RDS gives the managed database another password, 1 to 1000. The first change comes after that many days, not at once. Default: 30."
  type        = number
  default     = null

  validation {
    # https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html
    condition     = var.db_password_rotation_days == null ? true : floor(var.db_password_rotation_days) == var.db_password_rotation_days && var.db_password_rotation_days >= 1 && var.db_password_rotation_days <= 1000
    error_message = "db_password_rotation_days: ${jsonencode(var.db_password_rotation_days)} is not possible; write whole days from 1 to 1000."
  }
}

variable "database_url_secret_arn" {
  description = "ARN of the secret or SSM parameter that holds the whole PostgreSQL URL of the external database."
  type        = string
  default     = null

  validation {
    # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html
    condition     = var.database_url_secret_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}(:[^:]*:[^:]*:|:[^:]*::[^:]*)?|ssm:[a-z0-9-]+:[0-9]{12}:parameter(/[A-Za-z0-9_.-]+)+)$", var.database_url_secret_arn))
    error_message = "database_url_secret_arn: ${jsonencode(var.database_url_secret_arn)} is not the full ARN of a Secrets Manager secret, with its six random characters at the end and, if need be, :json-key:stage: or :json-key::version, nor of an SSM parameter. They look like arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/jwt-AbCdEf and arn:aws:ssm:eu-central-1:123456789012:parameter/shop/jwt."
  }
}

variable "db_host" {
  description = "Host name of the external database, when it is given by its parts."
  type        = string
  default     = null

  validation {
    condition     = var.db_host == null ? true : can(regex("^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$", var.db_host)) && length(var.db_host) <= 253
    error_message = "db_host: ${jsonencode(var.db_host)} is not a host name. Leave out the scheme, port, user and database, for example db.example.com."
  }
}

variable "db_port" {
  description = "Port of the external database, when it is given by its parts. Default: 5432."
  type        = number
  default     = null

  validation {
    condition     = var.db_port == null ? true : floor(var.db_port) == var.db_port && var.db_port >= 1 && var.db_port <= 65535
    error_message = "db_port: ${jsonencode(var.db_port)} is not possible; a port is a whole number from 1 to 65535."
  }
}

variable "db_password_secret_arn" {
  description = "ARN of the secret or SSM parameter that holds the password of the external database, when it is given by its parts."
  type        = string
  default     = null

  validation {
    condition     = var.db_password_secret_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}(:[^:]*:[^:]*:|:[^:]*::[^:]*)?|ssm:[a-z0-9-]+:[0-9]{12}:parameter(/[A-Za-z0-9_.-]+)+)$", var.db_password_secret_arn))
    error_message = "db_password_secret_arn: ${jsonencode(var.db_password_secret_arn)} is not the full ARN of a Secrets Manager secret, with its six random characters at the end and, if need be, :json-key:stage: or :json-key::version, nor of an SSM parameter. They look like arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/jwt-AbCdEf and arn:aws:ssm:eu-central-1:123456789012:parameter/shop/jwt."
  }
}

variable "database_url" {
  description = "Plaintext PostgreSQL URL of the external database. It ends up in the Terraform state, so production refuses it: use database_url_secret_arn."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.database_url == null ? true : can(regex("^postgres(ql)?://", var.database_url))
    error_message = "database_url: is not a PostgreSQL URL, which starts with postgres:// or postgresql://."
  }
}

################################################################################
# Redis
# Who runs Redis?
################################################################################

variable "redis_mode" {
  description = "managed: this module creates Redis on ElastiCache. external: Redis exists already, anywhere that the tasks can reach."
  type        = string
  default     = "managed"
  nullable    = false

  validation {
    condition     = contains(["managed", "external"], var.redis_mode)
    error_message = "redis_mode: ${jsonencode(var.redis_mode)} is not a choice; choose managed or external."
  }
}

variable "redis_deployment_mode" {
  description = "replication_group: nodes of a chosen size, cluster mode disabled. serverless: ElastiCache Serverless, which the asynchronous queues of OpenMercato do not work with. Default: replication_group."
  type        = string
  default     = null

  validation {
    condition     = var.redis_deployment_mode == null ? true : contains(["replication_group", "serverless"], var.redis_deployment_mode)
    error_message = "redis_deployment_mode: ${jsonencode(var.redis_deployment_mode)} is not a choice; choose replication_group or serverless."
  }
}

# Fine tuning.
variable "redis_engine_version" {
  description = "Redis version of the managed Redis: 7.1 or the like for a replication group, the major version for serverless. Default: 7.1, or 7 for serverless."
  type        = string
  default     = null

  validation {
    # https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
    condition     = var.redis_engine_version == null ? true : contains(["7.1", "7.0", "6.2", "7"], var.redis_engine_version)
    error_message = "redis_engine_version: ${jsonencode(var.redis_engine_version)} is not a choice; choose 7.1, 7.0, 6.2 or 7."
  }
}

variable "redis_node_type" {
  description = "Node type of the replication group. Default: cache.t4g.small."
  type        = string
  default     = null

  validation {
    # https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
    condition     = var.redis_node_type == null ? true : can(regex("^cache\\.([c-z][0-9][a-z]*)\\.(micro|small|medium|large|xlarge|[1-9][0-9]?xlarge)$", var.redis_node_type))
    error_message = "redis_node_type: ${jsonencode(var.redis_node_type)} is not an ElastiCache node type, which looks like cache.t4g.small or cache.m7g.large."
  }

  validation {
    # https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
    condition     = var.redis_node_type == null ? true : !can(regex("^cache\\.(t1|m1|m2|c1)\\.", var.redis_node_type))
    error_message = "redis_node_type: ${jsonencode(var.redis_node_type)} is too old for encryption, which this module always turns on. Choose a current one such as cache.t4g.small."
  }

  validation {
    # https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html
    condition     = var.redis_node_type == null ? true : !startswith(var.redis_node_type, "cache.r6gd.")
    error_message = "redis_node_type: ${jsonencode(var.redis_node_type)} keeps data on disks too (data tiering), which this module does not turn on. Choose one without, such as cache.r7g.large."
  }
}

variable "redis_num_cache_clusters" {
  description = "Nodes of the replication group: the primary and its replicas, 1 to 6. Default: 2 with redis_multi_az, else 1."
  type        = number
  default     = null

  validation {
    # https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
    condition     = var.redis_num_cache_clusters == null ? true : floor(var.redis_num_cache_clusters) == var.redis_num_cache_clusters && var.redis_num_cache_clusters >= 1 && var.redis_num_cache_clusters <= 6
    error_message = "redis_num_cache_clusters: ${jsonencode(var.redis_num_cache_clusters)} is not possible; a replication group has 1 to 6 nodes."
  }
}

variable "redis_multi_az" {
  description = "Spread the replication group over zones, with automatic failover. Needs at least two nodes. Default: in production with more than one node only."
  type        = bool
  default     = null
}

variable "redis_snapshot_retention_days" {
  description = "Days for which daily snapshots of the managed Redis are kept, 0 to 35; 0 turns them off. Default: 7."
  type        = number
  default     = null

  validation {
    condition     = var.redis_snapshot_retention_days == null ? true : floor(var.redis_snapshot_retention_days) == var.redis_snapshot_retention_days && var.redis_snapshot_retention_days >= 0 && var.redis_snapshot_retention_days <= 35
    error_message = "redis_snapshot_retention_days: ${jsonencode(var.redis_snapshot_retention_days)} is not possible; write whole days from 0 to 35."
  }
}

# Fine tuning.
variable "redis_serverless_min_data_storage_gb" {
  description = "GB of data that the serverless cache is billed for at least, 1 to 5000. Default: AWS's own."
  type        = number
  default     = null

  validation {
    # https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html
    condition     = var.redis_serverless_min_data_storage_gb == null ? true : floor(var.redis_serverless_min_data_storage_gb) == var.redis_serverless_min_data_storage_gb && var.redis_serverless_min_data_storage_gb >= 1 && var.redis_serverless_min_data_storage_gb <= 5000
    error_message = "redis_serverless_min_data_storage_gb: ${jsonencode(var.redis_serverless_min_data_storage_gb)} is not possible; write whole GB from 1 to 5000."
  }
}

# Fine tuning.
variable "redis_serverless_max_data_storage_gb" {
  description = "GB of data that the serverless cache may hold, 1 to 5000. Default: AWS's own."
  type        = number
  default     = null

  validation {
    condition     = var.redis_serverless_max_data_storage_gb == null ? true : floor(var.redis_serverless_max_data_storage_gb) == var.redis_serverless_max_data_storage_gb && var.redis_serverless_max_data_storage_gb >= 1 && var.redis_serverless_max_data_storage_gb <= 5000
    error_message = "redis_serverless_max_data_storage_gb: ${jsonencode(var.redis_serverless_max_data_storage_gb)} is not possible; write whole GB from 1 to 5000."
  }
}

# Fine tuning.
variable "redis_serverless_min_ecpu_per_second" {
  description = "ElastiCache processing units a second that the serverless cache is billed for at least, 1000 to 15000000. Default: AWS's own."
  type        = number
  default     = null

  validation {
    condition     = var.redis_serverless_min_ecpu_per_second == null ? true : floor(var.redis_serverless_min_ecpu_per_second) == var.redis_serverless_min_ecpu_per_second && var.redis_serverless_min_ecpu_per_second >= 1000 && var.redis_serverless_min_ecpu_per_second <= 15000000
    error_message = "redis_serverless_min_ecpu_per_second: ${jsonencode(var.redis_serverless_min_ecpu_per_second)} is not possible; write a whole number from 1000 to 15000000."
  }
}

# Fine tuning.
variable "redis_serverless_max_ecpu_per_second" {
  description = "ElastiCache processing units a second that the serverless cache may use, 1000 to 15000000. Default: AWS's own."
  type        = number
  default     = null

  validation {
    condition     = var.redis_serverless_max_ecpu_per_second == null ? true : floor(var.redis_serverless_max_ecpu_per_second) == var.redis_serverless_max_ecpu_per_second && var.redis_serverless_max_ecpu_per_second >= 1000 && var.redis_serverless_max_ecpu_per_second <= 15000000
    error_message = "redis_serverless_max_ecpu_per_second: ${jsonencode(var.redis_serverless_max_ecpu_per_second)} is not possible; write a whole number from 1000 to 15000000."
  }
}

variable "redis_url_secret_arn" {
  description = "ARN of the secret or SSM parameter that holds the URL of the external Redis, rediss:// with TLS."
  type        = string
  default     = null

  validation {
    condition     = var.redis_url_secret_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}(:[^:]*:[^:]*:|:[^:]*::[^:]*)?|ssm:[a-z0-9-]+:[0-9]{12}:parameter(/[A-Za-z0-9_.-]+)+)$", var.redis_url_secret_arn))
    error_message = "redis_url_secret_arn: ${jsonencode(var.redis_url_secret_arn)} is not the full ARN of a Secrets Manager secret, with its six random characters at the end and, if need be, :json-key:stage: or :json-key::version, nor of an SSM parameter. They look like arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/jwt-AbCdEf and arn:aws:ssm:eu-central-1:123456789012:parameter/shop/jwt."
  }
}

variable "redis_url" {
  description = "Plaintext URL of the external Redis. It ends up in the Terraform state, so production refuses it: use redis_url_secret_arn."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.redis_url == null ? true : can(regex("^rediss?://", var.redis_url))
    error_message = "redis_url: is not a Redis URL, which starts with redis://, or rediss:// with TLS."
  }
}

################################################################################
# Uploads
# Where do files go that users upload?
################################################################################

variable "uploads_mode" {
  description = "task_disk: files are on the disk of the task that took them, and gone with it. efs: on a file system that all tasks share. s3: in a bucket, once the application is told so in its settings."
  type        = string
  default     = "task_disk"
  nullable    = false

  validation {
    condition     = contains(["task_disk", "efs", "s3"], var.uploads_mode)
    error_message = "uploads_mode: ${jsonencode(var.uploads_mode)} is not a choice; choose task_disk, efs or s3."
  }
}

variable "create_uploads_storage" {
  description = "Make the file system or bucket. Turn it off where uploads_file_system_id or uploads_bucket names one that exists. Default: on."
  type        = bool
  default     = null
}

# Fine tuning.
variable "uploads_path" {
  description = "Folder in the container in which the application keeps files; the file system is mounted there. An application made with create-app keeps them in /app/storage, the monorepo's in /app/apps/mercato/storage. Default: /app/storage."
  type        = string
  default     = null

  validation {
    condition     = var.uploads_path == null ? true : can(regex("^(/[A-Za-z0-9_.-]*[A-Za-z0-9_-])+$", var.uploads_path))
    error_message = "uploads_path: ${jsonencode(var.uploads_path)} is not the path of a folder, which begins with / and does not end with one, for example /app/storage."
  }

  validation {
    # What the container needs of its image would be hidden.
    condition     = var.uploads_path == null ? true : !can(regex("^/(app|app/apps|app/apps/mercato|bin|boot|dev|etc|home|lib|lib64|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)$", var.uploads_path))
    error_message = "uploads_path: ${jsonencode(var.uploads_path)} holds the application or the system, which the mounted file system would hide. Name the folder of the files alone, for example /app/storage."
  }
}

variable "uploads_file_system_id" {
  description = "ID of an EFS file system that exists, with a mount target in each zone of the private subnets that lets the tasks in. The deployment has a folder of its own on it."
  type        = string
  default     = null

  validation {
    condition     = var.uploads_file_system_id == null ? true : can(regex("^fs-[0-9a-f]{8,40}$", var.uploads_file_system_id))
    error_message = "uploads_file_system_id: ${jsonencode(var.uploads_file_system_id)} is not the ID of a file system, which looks like fs-0123456789abcdef0."
  }
}

variable "uploads_backup" {
  description = "Let AWS Backup keep a copy of the file system each day, for five weeks. Default: in production only."
  type        = bool
  default     = null
}

variable "uploads_bucket" {
  description = "Name of an S3 bucket that exists, in which the application may read and write. Where a KMS key of its own encrypts it, task_role_policies must allow its use."
  type        = string
  default     = null

  validation {
    # https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    condition     = var.uploads_bucket == null ? true : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.uploads_bucket))
    error_message = "uploads_bucket: ${jsonencode(var.uploads_bucket)} is not the name of a bucket: 3 to 63 lower-case letters, digits, hyphens and dots, without s3:// and without a path."
  }
}

################################################################################
# Search
# Is there a search engine?
################################################################################

variable "search_mode" {
  description = "none: PostgreSQL searches whole words. external: a Meilisearch that exists. managed: Meilisearch as a service beside the application, reached by the tasks alone."
  type        = string
  default     = "none"
  nullable    = false

  validation {
    condition     = contains(["none", "external", "managed"], var.search_mode)
    error_message = "search_mode: ${jsonencode(var.search_mode)} is not a choice; choose none, external or managed."
  }
}

variable "search_host" {
  description = "URL of the external Meilisearch, for example https://search.example.com."
  type        = string
  default     = null

  validation {
    condition     = var.search_host == null ? true : can(regex("^https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$", var.search_host))
    error_message = "search_host: ${jsonencode(var.search_host)} is not a URL of a host, without a path and without a key, for example https://search.example.com."
  }
}

variable "search_key_secret_arn" {
  description = "ARN of the secret or SSM parameter that holds the key of Meilisearch. The managed one takes it as its master key: at least 16 bytes."
  type        = string
  default     = null

  validation {
    condition     = var.search_key_secret_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}(:[^:]*:[^:]*:|:[^:]*::[^:]*)?|ssm:[a-z0-9-]+:[0-9]{12}:parameter(/[A-Za-z0-9_.-]+)+)$", var.search_key_secret_arn))
    error_message = "search_key_secret_arn: ${jsonencode(var.search_key_secret_arn)} is not the full ARN of a Secrets Manager secret, with its six random characters at the end and, if need be, :json-key:stage: or :json-key::version, nor of an SSM parameter. They look like arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/jwt-AbCdEf and arn:aws:ssm:eu-central-1:123456789012:parameter/shop/jwt."
  }
}

# Fine tuning.
variable "search_image" {
  description = "Image of the managed Meilisearch. An index is read by the version that wrote it: after a change on efs, empty the folder. Default: getmeili/meilisearch:v1.11."
  type        = string
  default     = null

  validation {
    condition     = var.search_image == null ? true : can(regex("^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?/)?[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?@sha256:[a-f0-9]{64})$", var.search_image))
    error_message = "search_image: ${jsonencode(var.search_image)} is not a full image reference. Write registry, repository and a tag or digest, without https://, for example getmeili/meilisearch:v1.11."
  }
}

variable "search_service" {
  description = <<-EOT
    Size of the managed Meilisearch, which runs as one task.
    - `cpu`: CPU units of the task, 1024 being one vCPU.
    - `memory`: MiB of the task; as much as the index has on disk is best.
  EOT
  type = object({
    cpu    = optional(number, 1024)
    memory = optional(number, 2048)
  })
  default = null
}

variable "search_storage" {
  description = "Where the index of the managed Meilisearch is. task_disk: fast, and empty after each new task, until it is filled again in the application. efs: it stays, though slower, since Meilisearch is made for local disks. Default: task_disk."
  type        = string
  default     = null

  validation {
    condition     = var.search_storage == null ? true : contains(["task_disk", "efs"], var.search_storage)
    error_message = "search_storage: ${jsonencode(var.search_storage)} is not a choice; choose task_disk or efs."
  }
}

################################################################################
# DNS and TLS
# Under which address is it reached?
################################################################################

variable "dns_mode" {
  description = "none: no DNS records; the load balancer speaks plain HTTP unless certificate_arn is set. route53: this module creates the records, the certificate and its validation in a Route 53 zone, and HTTP redirects to HTTPS."
  type        = string
  default     = "none"
  nullable    = false

  validation {
    condition     = contains(["none", "route53"], var.dns_mode)
    error_message = "dns_mode: ${jsonencode(var.dns_mode)} is not a choice; choose none or route53."
  }
}

variable "domain_name" {
  description = "Domain name of the application, for example shop.example.com. Needed with records in Route 53 (dns_mode) and with a certificate of your own (certificate_arn)."
  type        = string
  default     = null

  validation {
    condition     = var.domain_name == null ? true : can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$", var.domain_name)) && length(var.domain_name) <= 253
    error_message = "domain_name: ${jsonencode(var.domain_name)} is not a domain name. Write it in lower case, without https://, path, * or closing dot, for example ${try(regex("^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z]+", lower(trimprefix(trimprefix(var.domain_name, "https://"), "http://"))), "shop.example.com")}."
  }
}

variable "hosted_zone_id" {
  description = "ID of the public Route 53 zone that holds domain_name."
  type        = string
  default     = null

  validation {
    condition     = var.hosted_zone_id == null ? true : can(regex("^Z[A-Z0-9]{1,31}$", var.hosted_zone_id))
    error_message = "hosted_zone_id: ${jsonencode(var.hosted_zone_id)} is not the ID of a Route 53 zone. It starts with Z and has capital letters and digits, for example Z0123456789ABCDEFGHIJ; leave out /hostedzone/."
  }
}

variable "create_www_record" {
  description = "Also serve www. in front of domain_name: in the certificate and as a record. Default: off."
  type        = bool
  default     = null
}

# Fine tuning.
variable "acm_validation_method" {
  description = "How the certificate is validated. Default: DNS, the only method that works without a mailbox."
  type        = string
  default     = null

  validation {
    condition     = var.acm_validation_method == null ? true : contains(["DNS"], var.acm_validation_method)
    error_message = "acm_validation_method: ${jsonencode(var.acm_validation_method)} is not a choice; DNS is the only choice."
  }
}

# Fine tuning.
variable "acm_validation_timeout" {
  description = "How long an apply waits for the certificate, for example 45m or 2h. It stays pending as long as the zone is not publicly delegated. Default: 45m."
  type        = string
  default     = null

  validation {
    condition     = var.acm_validation_timeout == null ? true : can(regex("^([1-9][0-9]{0,2}h)?([1-9][0-9]{0,3}m)?$", var.acm_validation_timeout)) && var.acm_validation_timeout != ""
    error_message = "acm_validation_timeout: ${jsonencode(var.acm_validation_timeout)} is not a duration. Write hours, minutes or both: 45m, 2h, 1h30m."
  }
}

# Fine tuning.
variable "create_validation_records" {
  description = "Create the DNS records that prove the domain to ACM. Every certificate of a name in an account needs the same record: turn it off where another deployment, or a CloudFront distribution, already has it, and destroying this one leaves it alone. Default: on."
  type        = bool
  default     = null
}

variable "certificate_arn" {
  description = "ARN of an ACM certificate for HTTPS, for those whose DNS is not in Route 53. domain_name says which domain points at the load balancer."
  type        = string
  default     = null

  validation {
    condition     = var.certificate_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[A-Za-z0-9-]+$", var.certificate_arn))
    error_message = "certificate_arn: ${jsonencode(var.certificate_arn)} is not the ARN of an ACM certificate, which looks like arn:aws:acm:eu-central-1:123456789012:certificate/…."
  }
}

################################################################################
# WAF
# Is a web application firewall put in front?
################################################################################

variable "waf_mode" {
  description = "none: no web application firewall. existing: the web ACL named by waf_web_acl_arn is put in front of the load balancer."
  type        = string
  default     = "none"
  nullable    = false

  validation {
    condition     = contains(["none", "existing"], var.waf_mode)
    error_message = "waf_mode: ${jsonencode(var.waf_mode)} is not a choice; choose none or existing."
  }
}

variable "waf_web_acl_arn" {
  description = "ARN of the regional WAFv2 web ACL."
  type        = string
  default     = null

  validation {
    condition     = var.waf_web_acl_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:wafv2:[a-z0-9-]+:[0-9]{12}:regional/webacl/[A-Za-z0-9_-]{1,128}/[0-9a-f-]{36}$", var.waf_web_acl_arn))
    error_message = "waf_web_acl_arn: ${jsonencode(var.waf_web_acl_arn)} is not the ARN of a regional WAFv2 web ACL, which looks like arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/…/…; an ACL of scope global is for CloudFront."
  }
}

################################################################################
# Environment and secrets
# What does every container get?
################################################################################

variable "env" {
  description = "Environment variables of every container. A name without a value (null) is removed, where this module would set it."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "secrets" {
  description = "Secrets of every container: environment name to the ARN of a Secrets Manager secret, also with its :json-key:stage:version suffix, or of an SSM parameter. JWT_SECRET and TENANT_DATA_ENCRYPTION_FALLBACK_KEY belong here."
  type        = map(string)
  default     = {}
  nullable    = false
}

# Fine tuning.
variable "allow_env_override_critical" {
  description = "Let env and secrets override the connection settings that this module derives: DATABASE_URL, DB_*, REDIS_URL, QUEUE_STRATEGY, AUTO_SPAWN_* and PORT. What workers on their own (runtime_mode) need stays as it is."
  type        = bool
  default     = false
  nullable    = false
}

# Fine tuning.
variable "secrets_kms_key_arns" {
  description = "ARNs of the customer managed KMS keys that encrypt the secrets and parameters in use. The execution role may then decrypt with them."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.secrets_kms_key_arns : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[0-9a-z-]{32,36}$", arn))])
    error_message = join("\n", [for index, arn in var.secrets_kms_key_arns : "secrets_kms_key_arns[${index}]: ${jsonencode(arn)} is not the ARN of a KMS key, which looks like arn:aws:kms:eu-central-1:123456789012:key/…; an alias does not work in a policy." if !can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[0-9a-z-]{32,36}$", arn))])
  }
}

# Fine tuning.
variable "restart_on_secret_change" {
  description = "Start new tasks of every service that reads a secret or parameter of this account and region when its value changes, as RDS changes the managed database's password."
  type        = bool
  default     = true
  nullable    = false
}

################################################################################
# Monitoring
# Who learns of it when something is wrong?
################################################################################

variable "enable_alarms" {
  description = "Raise alarms on CPU, memory, failed requests and health checks, on database and Redis, and on deployments and one-shot tasks that fail; alarm_topic_arn says where to."
  type        = bool
  default     = false
  nullable    = false
}

variable "alarm_topic_arn" {
  description = "ARN of the SNS topic that alarms are sent to. Its policy must allow cloudwatch.amazonaws.com and events.amazonaws.com to publish."
  type        = string
  default     = null

  validation {
    condition     = var.alarm_topic_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$", var.alarm_topic_arn))
    error_message = "alarm_topic_arn: ${jsonencode(var.alarm_topic_arn)} is not the ARN of an SNS topic, which looks like arn:aws:sns:eu-central-1:123456789012:alarms."
  }
}

variable "monthly_budget" {
  description = <<-EOT
    Budget of a month: mail when four fifths are spent, and when AWS expects it to be exceeded.
    - `amount_usd`: the budget in US dollars.
    - `emails`: addresses that are told, at most ten.
    - `tag`: counts what carries this tag alone, as Deployment=shop. AWS knows it by tag only where it is activated as a cost allocation tag. Default: the whole account.
  EOT
  type = object({
    amount_usd = number
    emails     = list(string)
    tag        = optional(string)
  })
  default = null

  validation {
    condition     = var.monthly_budget == null ? true : try(var.monthly_budget.amount_usd >= 0.1 && var.monthly_budget.amount_usd <= 1000000000, false)
    error_message = "monthly_budget.amount_usd: ${jsonencode(try(var.monthly_budget.amount_usd, null))} is not possible; write US dollars from 0.1."
  }

  validation {
    condition     = var.monthly_budget == null ? true : try(length(var.monthly_budget.emails) >= 1 && length(var.monthly_budget.emails) <= 10 && alltrue([for email in var.monthly_budget.emails : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", email)) && length(email) <= 50]), false)
    error_message = "monthly_budget.emails: ${jsonencode(try(var.monthly_budget.emails, null))} must be one to ten addresses, each of at most 50 characters, for example [\"ops@example.com\"]."
  }

  validation {
    condition     = try(var.monthly_budget.tag, null) == null ? true : can(regex("^[^=$]+=[^=$]+$", var.monthly_budget.tag))
    error_message = "monthly_budget.tag: ${jsonencode(try(var.monthly_budget.tag, null))} is not a tag with its value, as in Deployment=shop."
  }
}

# Fine tuning.
variable "container_insights" {
  description = "Container Insights of the cluster: enabled for figures of each service, enhanced for those of each task and container, at a price. Default: the account's setting. To turn it off again, choose disabled."
  type        = string
  default     = null

  validation {
    condition     = var.container_insights == null ? true : contains(["disabled", "enabled", "enhanced"], var.container_insights)
    error_message = "container_insights: ${jsonencode(var.container_insights)} is not a choice; choose disabled, enabled or enhanced."
  }
}

# Fine tuning.
variable "alb_access_logs_bucket" {
  description = "Name of an S3 bucket of this region that access logs of the load balancer are written to, under the deployment's name. Its policy must let the load balancer write."
  type        = string
  default     = null

  validation {
    # https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    condition     = var.alb_access_logs_bucket == null ? true : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.alb_access_logs_bucket))
    error_message = "alb_access_logs_bucket: ${jsonencode(var.alb_access_logs_bucket)} is not the name of a bucket: 3 to 63 lower-case letters, digits, hyphens and dots, without s3:// and without a path."
  }
}

# Fine tuning.
variable "flow_log_retention_days" {
  description = "Write flow logs of the VPC to CloudWatch, and keep them for so many days, of the numbers that it offers; 0 keeps them for ever. Default: no flow logs."
  type        = number
  default     = null

  validation {
    condition     = var.flow_log_retention_days == null ? true : contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.flow_log_retention_days)
    error_message = "flow_log_retention_days: ${jsonencode(var.flow_log_retention_days)} is not a choice; choose 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}

################################################################################
# Operations
# How is it run?
################################################################################

variable "log_retention_days" {
  description = "Days for which CloudWatch keeps the logs, of the numbers that it offers; 0 keeps them for ever."
  type        = number
  default     = 30
  nullable    = false

  validation {
    # https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
    condition     = contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days: ${jsonencode(var.log_retention_days)} is not a choice; choose 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}

# Fine tuning.
variable "keep_log_groups" {
  description = "Keep a log group, with its logs, when its worker or the whole deployment is removed. One of the same name is made again only after it is imported or deleted. Default: in production only."
  type        = bool
  default     = null
}

variable "apply_immediately" {
  description = "Change the managed database and Redis at once, with the interruption that a change of class or version brings, not in their next maintenance window. Default: everywhere but in production."
  type        = bool
  default     = null
}

variable "kms_key_arn" {
  description = "ARN of a customer managed KMS key for all that is made and kept here: database and its password, Redis, file systems, the bucket of uploads, logs. Default: AWS's own keys. Its policy must let CloudWatch Logs of the region use it. It is decided once: another key would replace database, Redis and file systems."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[0-9a-z-]{32,36}$", var.kms_key_arn))
    error_message = "kms_key_arn: ${jsonencode(var.kms_key_arn)} is not the ARN of a KMS key, which looks like arn:aws:kms:eu-central-1:123456789012:key/…; an alias could change to another key."
  }
}

variable "enable_execute_command" {
  description = "Allow ECS Exec: a shell in running containers for those whom IAM lets."
  type        = bool
  default     = false
  nullable    = false
}

# Fine tuning.
variable "task_role_policies" {
  description = "IAM policies for the application itself, for example for an S3 bucket: a name of your choice to a policy ARN."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name, arn in var.task_role_policies : can(regex("^arn:aws(-[a-z]+)*:iam::(aws|[0-9]{12}):policy/([!-~]{1,510}/)?[A-Za-z0-9_+=,.@-]{1,128}$", arn))])
    error_message = join("\n", [for name, arn in var.task_role_policies : "task_role_policies[${jsonencode(name)}]: ${jsonencode(arn)} is not the ARN of an IAM policy, which looks like arn:aws:iam::123456789012:policy/…." if !can(regex("^arn:aws(-[a-z]+)*:iam::(aws|[0-9]{12}):policy/([!-~]{1,510}/)?[A-Za-z0-9_+=,.@-]{1,128}$", arn))])
  }
}

# Fine tuning.
variable "permissions_boundary_arn" {
  description = "ARN of the IAM policy that bounds the roles of this module."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:iam::(aws|[0-9]{12}):policy/([!-~]{1,510}/)?[A-Za-z0-9_+=,.@-]{1,128}$", var.permissions_boundary_arn))
    error_message = "permissions_boundary_arn: ${jsonencode(var.permissions_boundary_arn)} is not the ARN of an IAM policy, which looks like arn:aws:iam::123456789012:policy/…."
  }
}

# Fine tuning.
variable "acknowledged_advice" {
  description = "Names of the checks whose advice was read and accepted. They are silent from then on."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    # The checks of checks.tf.
    condition = alltrue([for name in var.acknowledged_advice : name == null ? false : contains([
      "build_time_env", "database_connections", "database_in_one_zone", "default_health_path",
      "execute_command_in_production", "few_addresses", "invisible_characters", "little_memory",
      "mutable_image_tag", "network_not_verified", "no_database_tls", "no_deletion_protection",
      "no_final_snapshot", "no_jwt_secret", "no_redis_snapshots", "no_restart_on_secret_change",
      "no_scheduler_sync", "no_tenant_encryption_key", "no_uploads_backup", "plain_http",
      "plaintext_secret", "redis_in_one_zone", "search_on_task_disk", "secret_arn_in_env",
      "secret_in_another_region", "serverless_redis_queues", "short_database_backups",
      "short_grace_period", "short_idle_timeout", "single_nat_gateway", "single_web_task",
      "unknown_region", "unlisted_availability_zone", "unlisted_db_class",
      "unlisted_postgres_version", "unlisted_redis_node_type", "untested_postgres_version",
      "uploads_on_task_disk", "workers_on_spot_alone",
    ], name)])
    error_message = join("\n", [
      for name in setsubtract(var.acknowledged_advice, [
        "build_time_env", "database_connections", "database_in_one_zone", "default_health_path",
        "execute_command_in_production", "few_addresses", "invisible_characters",
        "little_memory", "mutable_image_tag", "network_not_verified", "no_database_tls",
        "no_deletion_protection", "no_final_snapshot", "no_jwt_secret", "no_redis_snapshots",
        "no_restart_on_secret_change", "no_scheduler_sync", "no_tenant_encryption_key",
        "no_uploads_backup", "plain_http", "plaintext_secret", "redis_in_one_zone",
        "search_on_task_disk", "secret_arn_in_env", "secret_in_another_region",
        "serverless_redis_queues", "short_database_backups", "short_grace_period",
        "short_idle_timeout", "single_nat_gateway", "single_web_task", "unknown_region",
        "unlisted_availability_zone", "unlisted_db_class", "unlisted_postgres_version",
        "unlisted_redis_node_type", "untested_postgres_version", "uploads_on_task_disk",
        "workers_on_spot_alone",
      ]) : "acknowledged_advice: ${jsonencode(name)} is not the name of a check. Look for a misspelling; the names are in checks.tf."
    ])
  }
}
