# Flow logs of the VPC.

base = "split-workers-managed"

rule "flow_log_retention_days is a number that CloudWatch offers" {
  refuses "ten" {
    why    = "CloudWatch has a list."
    inputs = { flow_log_retention_days = 10 }
    fails  = ["flow_log_retention_days"]
  }

  accepts "for ever" {
    why    = "0 keeps them for ever."
    inputs = { flow_log_retention_days = 0 }
  }
}

rule "flow_log_retention_days is for a managed network" {
  refuses "existing network" {
    why    = "Whoever runs the VPC decides about its flow logs."
    base   = "existing-network-with-dns"
    inputs = { flow_log_retention_days = 14 }
    fails  = ["flow_log_retention_days"]
  }

  accepts "managed network" {
    why    = "The VPC is the module's."
    inputs = { flow_log_retention_days = 14 }
  }
}
