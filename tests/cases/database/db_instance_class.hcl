# The size of the database's machine.

base = "existing-network-with-dns"

rule "db_instance_class is an RDS instance class" {
  refuses "serverless" {
    why    = "Aurora has serverless machines, RDS has not."
    inputs = { db_instance_class = "db.serverless" }
    fails  = ["db_instance_class"]
  }

  refuses "without prefix" {
    why    = "A class of RDS starts with db., unlike one of EC2."
    inputs = { db_instance_class = "t4g.medium" }
    fails  = ["db_instance_class"]
  }

  accepts "large" {
    why    = "The largest machines have two digits in their size."
    inputs = { db_instance_class = "db.r6g.12xlarge" }
  }
}

rule "db_instance_class runs PostgreSQL from 13" {
  refuses "t2" {
    why    = "RDS runs no PostgreSQL from 13 on t2."
    inputs = { db_instance_class = "db.t2.micro" }
    fails  = ["db_instance_class"]
  }

  refuses "m4" {
    why    = "RDS runs no PostgreSQL from 13 on m4."
    inputs = { db_instance_class = "db.m4.large" }
    fails  = ["db_instance_class"]
  }

  refuses "r4" {
    why    = "RDS runs no PostgreSQL from 13 on r4."
    inputs = { db_instance_class = "db.r4.large" }
    fails  = ["db_instance_class"]
  }

  accepts "t3" {
    why    = "The oldest small class that runs PostgreSQL 17."
    inputs = { db_instance_class = "db.t3.medium" }
  }

  accepts "m5" {
    why    = "The oldest general class that runs PostgreSQL 17."
    inputs = { db_instance_class = "db.m5.large" }
  }
}

rule "db_instance_class is for managed databases" {
  refuses "external" {
    why    = "An external database has its machine already."
    base   = "external-dependencies"
    inputs = { db_instance_class = "db.t4g.medium" }
    fails  = ["db_instance_class"]
  }

  accepts "managed" {
    why    = "The module asks RDS for the machine."
    inputs = { db_instance_class = "db.t4g.medium" }
  }
}

advice "unlisted_db_class" {
  warns "family" {
    why    = "No family of RDS is called qq9; the next generation is not in the table either, so it is not refused."
    inputs = { db_instance_class = "db.qq9.large" }
  }

  warns "default" {
    why = "RDS does not sell the default class, db.t4g.medium, in Calgary."
    inputs = {
      aws_region          = "ca-west-1"
      image               = "ghcr.io/open-mercato/openmercato:1.4.2"
      acknowledged_advice = ["network_not_verified", "secret_in_another_region"]
    }
  }

  silent "listed" {
    why    = "m7g is sold in the region."
    inputs = { db_instance_class = "db.m7g.large" }
  }
}
