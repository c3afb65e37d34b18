# What AWS sold on tables_date, after cfn-lint 1.58.0. Written by
# tests/aws/tables.py of the configurator's repository; change nothing by hand.
# CRC-32 of what follows: 63f3d783

locals {
  tables_date = "2026-10-20"

  # Families of RDS classes for PostgreSQL, each with the regions that lack it.
  # Where many do, none is named.
  db_families = {
    m5     = "ap-east-2 ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-west-1 mx-central-1"
    m5d    = ""
    m6g    = ""
    m6gd   = "af-south-1 cn-north-1 cn-northwest-1 sa-east-1"
    m6i    = "ap-southeast-4 cn-north-1 cn-northwest-1 eu-central-2 eu-south-2 me-central-1"
    m6id   = ""
    m6idn  = ""
    m6in   = ""
    m7g    = "af-south-1 ap-east-1 ca-west-1 eu-south-1 us-gov-west-1"
    m7i    = ""
    m8a    = ""
    m8g    = ""
    m8gd   = ""
    m9g    = ""
    r5     = "ap-east-2 ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-west-1 mx-central-1"
    r5b    = ""
    r5d    = ""
    r6g    = ""
    r6gd   = ""
    r6i    = ""
    r6id   = ""
    r6idn  = ""
    r6in   = ""
    r7g    = "af-south-1 ap-southeast-4 eu-west-3 me-central-1"
    r7i    = ""
    r8a    = ""
    r8g    = ""
    r8gd   = ""
    t3     = ""
    t4g    = "ca-west-1"
    x2g    = ""
    x2idn  = ""
    x2iedn = ""
  }

  # The same for nodes of ElastiCache.
  redis_families = {
    c7gn = ""
    c8gn = ""
    m4   = ""
    m5   = "ap-east-2 ap-southeast-5 ap-southeast-6 ap-southeast-7 cn-north-1 cn-northwest-1 mx-central-1"
    m6g  = ""
    m7g  = "ca-west-1 eu-south-1"
    m8g  = "ap-east-2 ap-southeast-6 il-central-1 me-central-1 me-south-1 mx-central-1"
    r4   = ""
    r5   = "ap-east-2 ap-southeast-5 ap-southeast-6 ap-southeast-7 mx-central-1"
    r6g  = ""
    r7g  = ""
    r8g  = "ap-east-2 il-central-1 me-central-1 me-south-1"
    t2   = ""
    t3   = "ap-southeast-6"
    t4g  = "me-central-1 me-south-1"
  }

  # The newest minor version of each major version of PostgreSQL.
  postgres_minors = {
    "13" = 23
    "14" = 24
    "15" = 19
    "16" = 15
    "17" = 11
    "18" = 6
  }
}
