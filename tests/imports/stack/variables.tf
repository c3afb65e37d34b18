variable "environment" {
  description = "Where this runs"
  type        = string

  validation {
    condition     = contains(["production", "staging"], var.environment)
    error_message = "production or staging."
  }
}

variable "repository" {
  type    = string
  default = "ghcr.io/northwind/shop"
}

variable "image_tag" {
  type = string
}

variable "log_level" {
  type    = string
  default = "info"
}

variable "extra_env" {
  type    = map(string)
  default = {}
}

variable "db" {
  type = object({ instance_class = string, storage = optional(number, 20) })
  default = {
    instance_class = "db.t4g.small"
  }
}
