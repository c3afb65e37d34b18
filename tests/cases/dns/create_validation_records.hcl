# Whether the records that prove the domain are made here.

base = "existing-network-with-dns"

rule "create_validation_records is for Route 53" {
  refuses "without Route 53" {
    why    = "Without Route 53 no certificate is requested."
    base   = "external-dependencies"
    inputs = { create_validation_records = false }
    fails  = ["create_validation_records"]
  }

  accepts "made by another deployment" {
    why    = "The record is the same for every certificate of the name in the account."
    inputs = { create_validation_records = false }
  }
}
