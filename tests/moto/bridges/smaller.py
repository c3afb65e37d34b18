"""Smaller gaps, in services that moto has otherwise."""

import json
import uuid

from moto.applicationautoscaling import responses as scaling
from moto.applicationautoscaling.exceptions import AWSValidationException
from moto.core.exceptions import JsonRESTError
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.elbv2.models import ELBv2Backend
from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.rds.models import DBInstance, RDSBackend
from moto.rds.responses import RDSResponse
from moto.route53 import models as route53
from moto.secretsmanager.models import SecretsManagerBackend

BRIDGED = {
    "aws_appautoscaling_*": "a deletion that is tried again is a mistake; ours answers as AWS does, that nothing is there",
    "aws_appautoscaling_target": "no tags, and no ARN when it is read; ours keeps both",
    "aws_db_instance": "all have one resource ID, and one that is restored is a replica; ours have one each, and are none",
    "aws_db_parameter_group": "a parameter does not say who set it; ours says user",
    "aws_ecs_service": "thresholds, circuit breaker, capacity providers, grace period, exec, rebalancing and managed tags are not read back; ours keeps them",
    "aws_lb_target_group": "a creation that is tried again is refused; ours answers it as AWS does, which creates the group once",
    "aws_s3_bucket_policy": "it is asked by plain HTTP, which our buckets refuse; ours counts as HTTPS",
    "aws_secretsmanager_secret_rotation": "the rotation of a secret without a function cannot be cancelled, as RDS's has none; ours can",
    "aws_vpc_security_group_*_rule": "the description of a rule about another group is not read back; ours keeps it",
    "aws_route53_zone": "IDs that AWS does not give; ours start with Z, which the module's rules want",
}


def install():
    scalable_targets()
    deletions_of_scaling()
    resource_ids()
    restored_databases()
    parameter_sources()
    rule_descriptions()
    service_settings()
    target_groups()
    managed_rotation()
    plain_http()
    zone_ids()


def scalable_targets():
    response = scaling.ApplicationAutoScalingResponse
    register, build = response.register_scalable_target, scaling._build_target
    tags = {}

    def register_scalable_target(self):
        answer = register(self)
        if (asked := self._get_param("Tags")) is not None:
            tags[json.loads(answer)["ScalableTargetARN"]] = asked
        return answer

    response.register_scalable_target = register_scalable_target
    response.list_tags_for_resource = lambda self: json.dumps({"Tags": tags.get(self._get_param("ResourceARN"), {})})
    scaling._build_target = lambda target: {**build(target), "ScalableTargetARN": target.arn}


def deletions_of_scaling():
    """An answer that comes late, since the machine is busy, is asked for again."""
    response = scaling.ApplicationAutoScalingResponse

    def gone(delete):
        def deleted(self):
            try:
                return delete(self)
            except AWSValidationException as error:
                raise JsonRESTError("ObjectNotFoundException", error.message) from error

        return deleted

    for name in ("delete_scaling_policy", "delete_scheduled_action", "deregister_scalable_target"):
        setattr(response, name, gone(getattr(response, name)))


def resource_ids():
    make = DBInstance.__init__

    def made(self, *args, **kwargs):
        make(self, *args, **kwargs)
        self.dbi_resource_id = f"db-{uuid.uuid4().hex[:26].upper()}"

    DBInstance.__init__ = made


def restored_databases():
    restore = RDSBackend.restore_db_instance_to_point_in_time

    def restored(self, source_db_identifier, target_db_identifier, overrides):
        overrides = {key: value for key, value in overrides.items() if key != "source_db_instance_identifier"}
        return restore(self, source_db_identifier, target_db_identifier, overrides)

    RDSBackend.restore_db_instance_to_point_in_time = restored


def parameter_sources():
    describe = RDSResponse.describe_db_parameters

    def describe_db_parameters(self):
        answer = describe(self)
        for parameter in answer.result["Parameters"]:
            parameter["Source"] = "user"
        return answer

    RDSResponse.describe_db_parameters = describe_db_parameters


def rule_descriptions():
    def description(self):
        return self.ip_range.get("Description") or self.source_group.get("Description")

    SecurityGroupRule.description = property(description)


def service_settings():
    create = EC2ContainerServiceResponse.create_service

    def create_service(self):
        answer = create(self)
        service = answer.result["service"]
        service.deployment_configuration = self._get_param("deploymentConfiguration")
        service.availability_zone_rebalancing = self._get_param("availabilityZoneRebalancing") or "DISABLED"
        service.enable_execute_command = self._get_param("enableExecuteCommand", False)
        service.enable_ecs_managed_tags = self._get_param("enableECSManagedTags", False)
        service.capacity_provider_strategy = self._get_param("capacityProviderStrategy")
        service.health_check_grace_period_seconds = self._get_param("healthCheckGracePeriodSeconds")
        return answer

    EC2ContainerServiceResponse.create_service = create_service


def target_groups():
    # "This operation is idempotent ... If you attempt to create multiple target groups with the same settings, each
    # call succeeds": https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
    create = ELBv2Backend.create_target_group
    asked = {}

    def create_target_group(self, name, **settings):
        for group in self.target_groups.values():
            if group.name == name and asked.get(group.arn) == settings:
                return group
        group = create(self, name, **settings)
        asked[group.arn] = settings
        return group

    ELBv2Backend.create_target_group = create_target_group


def managed_rotation():
    cancel = SecretsManagerBackend.cancel_rotate_secret

    def cancel_rotate_secret(self, secret_id):
        secret = self.secrets[secret_id]
        if "rds!" not in secret.arn:
            return cancel(self, secret_id)
        secret.rotation_enabled = False
        return secret.to_short_dict()

    SecretsManagerBackend.cancel_rotate_secret = cancel_rotate_secret


def plain_http():
    is_permitted = IAMPolicyStatement.is_action_permitted

    def is_action_permitted(self, *args, **kwargs):
        if self._statement.get("Condition") == {"Bool": {"aws:SecureTransport": "false"}}:
            return PermissionResult.NEUTRAL
        return is_permitted(self, *args, **kwargs)

    IAMPolicyStatement.is_action_permitted = is_action_permitted


def zone_ids():
    create = route53.create_route53_zone_id
    route53.create_route53_zone_id = lambda *args, **kwargs: "Z" + create(*args, **kwargs)[1:]
