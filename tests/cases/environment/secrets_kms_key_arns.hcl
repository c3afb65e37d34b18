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

rule "each of secrets_kms_key_arns is in the region of a secret" {
  refuses "no secret there" {
    why    = "A key decrypts what is in its own region, and nothing of this deployment is."
    inputs = { secrets_kms_key_arns = ["arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d"] }
    fails  = ["secrets_kms_key_arns"]
  }

  accepts "a secret there" {
    why = "A secret of another region is encrypted with a key of that region."
    inputs = {
      secrets_kms_key_arns = ["arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d"]
      migration_task       = { secrets = { LICENSE = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:license-Ab1Cd2" } }
    }
    warns = ["secret_in_another_region"]
  }
}
