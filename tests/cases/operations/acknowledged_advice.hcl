# The advice that was read and accepted.

base = "external-dependencies"

rule "acknowledged_advice names checks" {
  refuses "misspelled" {
    why    = "A misspelled name would silence nothing."
    inputs = { acknowledged_advice = ["plain-http"] }
    fails  = ["acknowledged_advice"]
  }

  accepts "two checks" {
    why    = "Names are those of the checks."
    base   = "minimal-managed"
    inputs = { acknowledged_advice = ["plain_http", "single_nat_gateway"] }
  }
}
