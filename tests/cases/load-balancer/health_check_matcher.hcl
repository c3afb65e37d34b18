# The status codes that count as healthy.

base = "external-dependencies"

rule "health_check_matcher holds status codes from 200 to 499" {
  refuses "500" {
    why    = "A server's error is never healthy, and AWS takes codes up to 499."
    inputs = { health_check_matcher = "500" }
    fails  = ["health_check_matcher"]
  }

  refuses "word" {
    why    = "Codes are numbers."
    inputs = { health_check_matcher = "OK" }
    fails  = ["health_check_matcher"]
  }

  accepts "list" {
    why    = "Several codes have commas between them."
    inputs = { health_check_matcher = "200,204" }
  }
}

rule "the range of health_check_matcher ends after it starts" {
  refuses "backwards" {
    why    = "A range that ends before it starts holds no code."
    inputs = { health_check_matcher = "299-200" }
    fails  = ["health_check_matcher"]
  }

  accepts "range" {
    why    = "A range is the first code and the last."
    inputs = { health_check_matcher = "200-299" }
  }
}
