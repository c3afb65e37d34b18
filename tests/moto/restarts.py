"""Which services get new tasks when a secret changes, by running the module's own rule and state machine.

`restarts.py PORT REGION` asks the moto server on that port. For each secret and parameter that the
account has, and for one that it has not, it makes the event that AWS documents, lets the rule's
pattern match it, runs the rule's target, and prints as JSON which services it gave new tasks.
"""

import json
import sys
import time
import uuid

import boto3
from moto.events.models import EventPattern

PORT, REGION = sys.argv[1:]
ELSEWHERE = f"arn:aws:secretsmanager:{REGION}:123456789012:secret:of-others-Zz99Zz"
SECONDS = 60


def client(service):
    return boto3.client(
        service,
        region_name=REGION,
        endpoint_url=f"http://127.0.0.1:{PORT}",
        aws_access_key_id="mock",
        aws_secret_access_key="mock",
    )


def secret_changed(arn, label="AWSCURRENT"):
    """https://docs.aws.amazon.com/secretsmanager/latest/userguide/event-detail-secret-label-updated-secretsmanager.html"""
    detail = {"labelUpdated": label}
    return event("aws.secretsmanager", "Secret Label Updated", arn, detail)


def parameter_changed(arn, operation="Update"):
    """https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-systems-manager-event-examples.html"""
    name = arn.split(":parameter", 1)[1]
    return event("aws.ssm", "Parameter Store Change", arn, {"operation": operation, "name": name, "type": "SecureString"})


def event(source, kind, arn, detail):
    return {
        "version": "0",
        "id": "6a7e4feb-b491-4cf7-a9f1-bf3703497718",
        "detail-type": kind,
        "source": source,
        "account": "123456789012",
        "time": "2026-05-22T16:43:48Z",
        "region": REGION,
        "resources": [arn],
        "detail": detail,
    }


def restarted(change):
    """The services that get new tasks; `None` when the rule does not take the event."""
    events, machines = client("events"), client("stepfunctions")
    (rule,) = [rule for rule in events.list_rules()["Rules"] if rule["Name"].endswith("-restart")]
    if not EventPattern.load(rule["EventPattern"]).matches_event(change):
        return None
    (target,) = events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
    started = machines.start_execution(stateMachineArn=target["Arn"], name=str(uuid.uuid4()), input=json.dumps(change))
    execution = started["executionArn"]
    end = time.monotonic() + SECONDS
    while (said := machines.describe_execution(executionArn=execution))["status"] == "RUNNING":
        if time.monotonic() > end:
            sys.exit(f"the state machine still runs after {SECONDS} s")
        time.sleep(0.1)
    if said["status"] != "SUCCEEDED":
        sys.exit(f"the state machine ended as {said['status']}: {said.get('error')}: {said.get('cause')}")
    history = machines.get_execution_history(executionArn=execution, maxResults=1000)["events"]
    calls = [json.loads(it["taskScheduledEventDetails"]["parameters"]) for it in history if "taskScheduledEventDetails" in it]
    assert all(call["ForceNewDeployment"] is True for call in calls), calls
    return sorted(call["Service"] for call in calls)


def main():
    secrets = [secret["ARN"] for secret in client("secretsmanager").list_secrets()["SecretList"]]
    parameters = [
        f"arn:aws:ssm:{REGION}:123456789012:parameter{it['Name']}"
        for it in client("ssm").describe_parameters()["Parameters"]
    ]
    found = {arn.split(":")[-1]: restarted(secret_changed(arn)) for arn in [*secrets, ELSEWHERE]}
    found |= {arn.split(":")[-1]: restarted(parameter_changed(arn)) for arn in parameters}
    found["a label that no task reads"] = restarted(secret_changed(secrets[0], "AWSPENDING"))
    found["a parameter that is deleted"] = restarted(parameter_changed(parameters[0], "Delete"))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
