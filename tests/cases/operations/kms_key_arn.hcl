# The key for what is made and kept.

base = "split-workers-managed"

rule "kms_key_arn is the ARN of a KMS key" {
  refuses "alias" {
    why    = "An alias may change to another key, and what is encrypted cannot."
    inputs = { kms_key_arn = "arn:aws:kms:us-east-1:123456789012:alias/shop" }
    fails  = ["kms_key_arn"]
  }

  accepts "key" {
    why    = "The usual form."
    inputs = { kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d" }
  }
}

rule "kms_key_arn is in the deployment's region" {
  refuses "another region" {
    why    = "RDS takes keys of its own region alone."
    inputs = { kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d" }
    fails  = ["kms_key_arn"]
  }

  accepts "another account" {
    why    = "The key's policy may allow it."
    inputs = { kms_key_arn = "arn:aws:kms:us-east-1:210987654321:key/mrk-1234abcd12ab34cd56ef1234567890ab" }
  }
}
