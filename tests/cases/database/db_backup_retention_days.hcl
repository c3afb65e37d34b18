# For how long the database's backups are kept.

base = "existing-network-with-dns"

rule "db_backup_retention_days is whole days from 0 to 35" {
  refuses "36" {
    why    = "RDS keeps backups for at most 35 days."
    inputs = { db_backup_retention_days = 36 }
    fails  = ["db_backup_retention_days"]
  }

  refuses "negative" {
    why    = "Nothing is less than no backups, which is 0."
    inputs = { db_backup_retention_days = -1 }
    fails  = ["db_backup_retention_days"]
  }

  accepts "35" {
    why    = "35 is the most."
    inputs = { db_backup_retention_days = 35 }
  }
}

rule "db_backup_retention_days is for managed databases" {
  refuses "external" {
    why    = "An external database is backed up by its owner."
    base   = "external-dependencies"
    inputs = { db_backup_retention_days = 7 }
    fails  = ["db_backup_retention_days"]
  }

  accepts "managed" {
    why    = "RDS keeps the backups."
    inputs = { db_backup_retention_days = 14 }
  }
}

advice "short_database_backups" {
  warns "6" {
    why    = "A fault may take a week to be noticed."
    inputs = { db_backup_retention_days = 6 }
  }

  warns "0" {
    why    = "There are no backups at all."
    inputs = { db_backup_retention_days = 0 }
  }

  silent "7" {
    why    = "A week raises no advice."
    inputs = { db_backup_retention_days = 7 }
  }
}
