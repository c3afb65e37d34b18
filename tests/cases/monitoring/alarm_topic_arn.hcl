# Where alarms are sent to.

base = "external-dependencies"

rule "alarm_topic_arn is the ARN of an SNS topic" {
  refuses "mail address" {
    why    = "Mail addresses subscribe to a topic."
    inputs = { enable_alarms = true, alarm_topic_arn = "ops@example.com" }
    fails  = ["alarm_topic_arn"]
  }

  refuses "subscription" {
    why    = "A subscription's ARN has one part more."
    inputs = { enable_alarms = true, alarm_topic_arn = "arn:aws:sns:us-east-1:123456789012:alarms:2bcfbf39-05c3-41de-beaa-fcfcc21c8f55" }
    fails  = ["alarm_topic_arn"]
  }

  accepts "topic" {
    why    = "The usual form."
    inputs = { enable_alarms = true, alarm_topic_arn = "arn:aws:sns:us-east-1:123456789012:alarms" }
  }
}

rule "alarm_topic_arn is there when enable_alarms is" {
  refuses "no topic" {
    why    = "Alarms that nobody hears are none."
    inputs = { enable_alarms = true }
    fails  = ["alarm_topic_arn"]
  }

  refuses "a topic alone" {
    why    = "Whoever names a topic expects alarms. That they are there cannot depend on the ARN, which may be unknown at plan."
    inputs = { alarm_topic_arn = "arn:aws:sns:us-east-1:123456789012:alarms" }
    fails  = ["alarm_topic_arn"]
  }

  accepts "neither" {
    why    = "Alarms are no duty."
    inputs = { enable_alarms = false }
  }
}

rule "alarm_topic_arn is in the deployment's region" {
  refuses "another region" {
    why    = "CloudWatch sends to topics of its own region."
    inputs = { enable_alarms = true, alarm_topic_arn = "arn:aws:sns:eu-west-1:123456789012:alarms" }
    fails  = ["alarm_topic_arn"]
  }

  accepts "another account" {
    why    = "A topic of another account may allow it."
    inputs = { enable_alarms = true, alarm_topic_arn = "arn:aws:sns:us-east-1:210987654321:central_alarms" }
  }
}
