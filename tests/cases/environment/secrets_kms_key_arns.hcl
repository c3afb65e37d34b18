# The keys that the secrets are encrypted with.

base = "external-dependencies"

rule "secrets_kms_key_arns are ARNs of KMS keys" {
  refuses "alias" {
    why    = "An alias does not work in a policy."
    inputs = { secrets_kms_key_arns = ["arn:aws:kms:us-east-1:123456789012:alias/shop"] }
    fails  = ["secrets_kms_key_arns[0]"]
  }

  refuses "key id" {
    why = "An ID is not an ARN."
    inputs = {
      secrets_kms_key_arns = [
        "arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d",
        "1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d",
      ]
    }
    fails = ["secrets_kms_key_arns[1]"]
  }

  accepts "multi region" {
    why = "The ID of a multi-Region key starts with mrk-."
    inputs = {
      secrets_kms_key_arns = ["arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab"]
    }
  }
}
