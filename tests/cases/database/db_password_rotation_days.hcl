# How often RDS changes the managed database's password.

base = "existing-network-with-dns"

rule "db_password_rotation_days is whole days from 1 to 1000" {
  refuses "0" {
    why    = "RDS always changes the password that it manages."
    inputs = { db_password_rotation_days = 0 }
    fails  = ["db_password_rotation_days"]
  }

  refuses "1001" {
    why    = "Secrets Manager knows no longer schedule."
    inputs = { db_password_rotation_days = 1001 }
    fails  = ["db_password_rotation_days"]
  }

  refuses "half a week" {
    why    = "The schedule is in whole days."
    inputs = { db_password_rotation_days = 3.5 }
    fails  = ["db_password_rotation_days"]
  }

  accepts "a week" {
    why    = "It is what RDS does by itself."
    inputs = { db_password_rotation_days = 7 }
  }
}

rule "db_password_rotation_days is for managed databases" {
  refuses "external" {
    why    = "The password of an external database is its owner's."
    base   = "external-dependencies"
    inputs = { db_password_rotation_days = 30 }
    fails  = ["db_password_rotation_days"]
  }

  accepts "managed" {
    why    = "RDS changes the password."
    inputs = { db_password_rotation_days = 90 }
  }
}
