"""What each request asks of IAM: its action, the ARNs that it is about, and what AWS asks besides.

By hand, from AWS's Service Authorization Reference:
https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html

A pattern is an ARN without `arn:aws:`, with parameters of the request in braces: `{vpcId}`; `{Names.member.*}`, each of
them; `{cluster|name}`, what follows its last slash, and other changes that `MODIFIERS` has. What the request does not say is a `*`, which a policy must
allow as it stands: so who lists everything must be allowed everything.
"""

import json
import re

from .policy import Ask

ACCOUNT = "123456789012"
ANY = ["*"]

# By the beginning of an id of EC2 or EFS.
KINDS = {"fs": "file-system", "fsap": "access-point", "eipalloc": "elastic-ip", "fl": "vpc-flow-log", "igw": "internet-gateway", "nat": "natgateway", "rtb": "route-table", "sg": "security-group", "sgr": "security-group-rule", "subnet": "subnet", "vpc": "vpc"}

MODIFIERS = {
    "": str,
    "name": lambda text: text.rpartition("/")[2],
    "kind": lambda text: f"{KINDS.get(text.partition('-')[0], '*')}/{text}",
    "listener": lambda arn: arn.replace(":loadbalancer/", ":listener/") + "/new",
    # A family alone is its newest revision.
    "revision": lambda text: text.rpartition("/")[2] if ":" in text.rpartition("/")[2] else f"{text}:new",
}


def asked(request):
    """What a request asks; `None` for one that is not known here."""
    row = ROWS.get(request.name)
    if row is None:
        return None
    action, patterns = row if isinstance(row, tuple) else (request.name, row)
    asks = [Ask(action, arn, context(request)) for pattern in patterns for arn in arns(request, pattern)]
    return asks + [ask for rule in IMPLIED for ask in rule(request)]


def arns(request, pattern):
    """The ARNs that a pattern becomes: one for each value of a parameter that has several."""
    if pattern == "*":
        return ANY
    pattern = pattern.replace("{region}", request.region).replace("{account}", ACCOUNT)
    found = [pattern if pattern.startswith("{") else f"arn:aws:{pattern}"]
    for placeholder in re.findall(r"\{([^}]+)\}", pattern):
        path, _, modifier = placeholder.partition("|")
        values = values_of(request.parameters, path) or ["*"]
        values = [MODIFIERS[modifier](value) for value in values]
        found = [text.replace("{" + placeholder + "}", value) for text in found for value in values]
    return found


def values_of(parameters, path):
    """A parameter's values: by its name, of a list all (`Names.member.*` in a form, `services` in JSON)."""
    if path.endswith(".*"):
        start = path[:-1]
        return [value for key, value in parameters.items() if key.startswith(start) and key[len(start):].isdigit()]
    value = parameters
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    if path in parameters:
        value = parameters[path]
    return value if isinstance(value, list) else [value] if value else []


def context(request):
    """What conditions may look at."""
    found, said = {}, request.parameters
    if request.prefix == "iam" and "RoleName" in said:
        found["iam:PermissionsBoundary"] = said.get("PermissionsBoundary") or boundary(said["RoleName"])
        found["iam:PolicyARN"] = said.get("PolicyArn")
    if request.name == "ecs:ListTasks":
        found["ecs:cluster"] = arns(request, CLUSTER.replace("clusterName", "cluster"))[0]
    return {key: value for key, value in found.items() if value}


def boundary(role):
    """The boundary of a role that is there already."""
    from moto.iam import iam_backends

    roles = iam_backends[ACCOUNT]["aws"].roles.values()
    return next((it.permissions_boundary_arn for it in roles if it.name == role), None)


CLUSTER = "ecs:{region}:{account}:cluster/{clusterName|name}"
SERVICE = "ecs:{region}:{account}:service/{cluster|name}/"
DEFINITION = "ecs:{region}:{account}:task-definition/"
BALANCERS = "elasticloadbalancing:{region}:{account}:"
SCALABLE = "application-autoscaling:{region}:{account}:scalable-target/*"
GROUP = ["ec2:{region}:{account}:security-group/{GroupId}"]
ROLE = ["iam::{account}:role/{RoleName}"]
INSTANCE = "rds:{region}:{account}:db:{DBInstanceIdentifier}"
CACHE = "elasticache:{region}:{account}:"
BUDGET = ["budgets::{account}:budget/{BudgetName}"]
FILES = ["elasticfilesystem:{region}:{account}:file-system/{FileSystemId}"]
# What is asked by its own id: of which file system that is, its name does not say.
OF_A_FILE_SYSTEM = ["elasticfilesystem:{region}:{account}:file-system/*"]
ACCESS_POINT = ["elasticfilesystem:{region}:{account}:access-point/{AccessPointId}"]
MACHINE = ["{stateMachineArn}"]
BUCKET = ["s3:::{Bucket}"]
ZONE = ["route53:::hostedzone/{Id}"]
LOG_GROUP = ["logs:{region}:{account}:log-group:{logGroupName}:*"]
RULE = ["events:{region}:{account}:rule/{Name}"]
ALARMS = ["cloudwatch:{region}:{account}:alarm:{AlarmNames.member.*}"]
SECRET = ["{SecretId}"]
PARAMETER = "ssm:{region}:{account}:parameter"


def of_ec2(*kinds):
    """ARNs of kinds of EC2, each by the parameter that names it; `new` for what is being made."""
    return [f"ec2:{{region}}:{{account}}:{kind}" for kind in kinds]


VPC = "vpc/{VpcId}"
ROUTES = of_ec2("route-table/{RouteTableId}")

ROWS = {
    "sts:GetCallerIdentity": [],
    # The provider asks it for the account, and goes on when it is refused.
    "iam:GetUser": ["iam::{account}:user/*"],
    "acm:RequestCertificate": ANY,
    **{f"acm:{name}": ["{CertificateArn}"] for name in ("DescribeCertificate", "ListTagsForCertificate", "DeleteCertificate", "AddTagsToCertificate", "RemoveTagsFromCertificate")},
    **{f"application-autoscaling:{name}": ANY for name in ("DescribeScalableTargets", "DescribeScalingPolicies", "DescribeScheduledActions")},
    **{
        f"application-autoscaling:{name}": [SCALABLE]
        for name in ("ListTagsForResource", "TagResource", "UntagResource", "RegisterScalableTarget", "DeregisterScalableTarget", "PutScalingPolicy", "DeleteScalingPolicy", "PutScheduledAction", "DeleteScheduledAction")
    },
    **{f"budgets:{name}": ("budgets:ModifyBudget", BUDGET) for name in ("DeleteBudget", "CreateNotification", "DeleteNotification", "UpdateNotification", "CreateSubscriber", "DeleteSubscriber")},
    **{f"budgets:{name}": ("budgets:ModifyBudget", ["budgets::{account}:budget/{Budget.BudgetName}"]) for name in ("CreateBudget",)},
    "budgets:UpdateBudget": ("budgets:ModifyBudget", ["budgets::{account}:budget/{NewBudget.BudgetName}"]),
    **{f"budgets:{name}": ("budgets:ViewBudget", BUDGET) for name in ("DescribeBudget", "DescribeNotificationsForBudget", "DescribeSubscribersForNotification")},
    **{f"budgets:{name}": ["{ResourceARN}"] for name in ("ListTagsForResource", "TagResource", "UntagResource")},
    "cloudwatch:DescribeAlarms": ALARMS,
    "cloudwatch:DeleteAlarms": ALARMS,
    "cloudwatch:PutMetricAlarm": ["cloudwatch:{region}:{account}:alarm:{AlarmName}"],
    **{f"cloudwatch:{name}": ["{ResourceARN}"] for name in ("ListTagsForResource", "TagResource", "UntagResource")},
    **{
        f"ec2:Describe{name}": ANY
        for name in ("Addresses", "AddressesAttribute", "AvailabilityZones", "FlowLogs", "InternetGateways", "NatGateways", "NetworkAcls", "NetworkInterfaces", "PrefixLists", "RouteTables", "SecurityGroupRules", "SecurityGroups", "Subnets", "VpcEndpoints", "Vpcs")
    },
    "ec2:DescribeVpcAttribute": of_ec2(VPC),
    "ec2:ModifyVpcAttribute": of_ec2(VPC),
    "ec2:CreateVpc": of_ec2("vpc/new"),
    "ec2:DeleteVpc": of_ec2(VPC),
    "ec2:CreateSubnet": of_ec2("subnet/new", VPC),
    "ec2:DeleteSubnet": of_ec2("subnet/{SubnetId}"),
    "ec2:CreateInternetGateway": of_ec2("internet-gateway/new"),
    "ec2:DeleteInternetGateway": of_ec2("internet-gateway/{InternetGatewayId}"),
    "ec2:AttachInternetGateway": of_ec2("internet-gateway/{InternetGatewayId}", VPC),
    "ec2:DetachInternetGateway": of_ec2("internet-gateway/{InternetGatewayId}", VPC),
    "ec2:CreateRouteTable": of_ec2("route-table/new", VPC),
    "ec2:DeleteRouteTable": ROUTES,
    "ec2:CreateRoute": ROUTES,
    "ec2:ReplaceRoute": ROUTES,
    "ec2:DeleteRoute": ROUTES,
    "ec2:AssociateRouteTable": of_ec2("route-table/{RouteTableId}", "subnet/{SubnetId}"),
    "ec2:DisassociateRouteTable": of_ec2("route-table/*", "subnet/*"),
    "ec2:AllocateAddress": of_ec2("elastic-ip/new"),
    "ec2:ReleaseAddress": of_ec2("elastic-ip/{AllocationId}"),
    "ec2:DisassociateAddress": of_ec2("elastic-ip/*", "network-interface/*"),
    "ec2:CreateNatGateway": of_ec2("natgateway/new", "elastic-ip/{AllocationId}", "subnet/{SubnetId}"),
    "ec2:DeleteNatGateway": of_ec2("natgateway/{NatGatewayId}"),
    "ec2:CreateFlowLogs": of_ec2("vpc-flow-log/new", "vpc/{ResourceId.*}"),
    "ec2:DeleteFlowLogs": of_ec2("vpc-flow-log/{FlowLogId.*}"),
    "ec2:CreateSecurityGroup": of_ec2("security-group/new", VPC),
    **{f"ec2:{name}": GROUP for name in ("DeleteSecurityGroup", "AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress", "RevokeSecurityGroupEgress", "RevokeSecurityGroupIngress")},
    "ec2:ModifySecurityGroupRules": GROUP + of_ec2("security-group-rule/*"),
    # The kind is in the id's beginning.
    "ec2:CreateTags": of_ec2("{ResourceId.*|kind}"),
    "ec2:DeleteTags": of_ec2("{ResourceId.*|kind}"),
    "ecs:CreateCluster": [CLUSTER],
    **{f"ecs:{name}": [CLUSTER.replace("clusterName", "cluster")] for name in ("DeleteCluster", "UpdateCluster", "UpdateClusterSettings", "PutClusterCapacityProviders")},
    "ecs:DescribeClusters": [CLUSTER.replace("clusterName", "clusters")],
    "ecs:CreateService": [SERVICE + "{serviceName}"],
    "ecs:UpdateService": [SERVICE + "{service|name}"],
    "ecs:DeleteService": [SERVICE + "{service|name}"],
    "ecs:DescribeServices": [SERVICE + "{services|name}"],
    "ecs:DescribeTaskDefinition": ANY,
    "ecs:DeregisterTaskDefinition": ANY,
    "ecs:RegisterTaskDefinition": [DEFINITION + "{family}:new"],
    "ecs:RunTask": [DEFINITION + "{taskDefinition|revision}"],
    "ecs:DescribeTasks": ["ecs:{region}:{account}:task/{cluster|name}/{tasks|name}"],
    "ecs:ListTasks": ANY,
    **{f"ecs:{name}": ["{resourceArn}"] for name in ("TagResource", "UntagResource", "ListTagsForResource")},
    "elasticache:CreateReplicationGroup": [CACHE + "replicationgroup:{ReplicationGroupId}", CACHE + "parametergroup:{CacheParameterGroupName}", CACHE + "subnetgroup:{CacheSubnetGroupName}"],
    **{f"elasticache:{name}": [CACHE + "replicationgroup:{ReplicationGroupId}"] for name in ("DescribeReplicationGroups", "ModifyReplicationGroup", "IncreaseReplicaCount", "DecreaseReplicaCount", "DeleteReplicationGroup")},
    "elasticache:DescribeCacheClusters": [CACHE + "cluster:{CacheClusterId}"],
    **{f"elasticache:{name}": [CACHE + "subnetgroup:{CacheSubnetGroupName}"] for name in ("CreateCacheSubnetGroup", "DescribeCacheSubnetGroups", "ModifyCacheSubnetGroup", "DeleteCacheSubnetGroup")},
    **{
        f"elasticache:{name}": [CACHE + "parametergroup:{CacheParameterGroupName}"]
        for name in ("CreateCacheParameterGroup", "DescribeCacheParameterGroups", "DescribeCacheParameters", "ModifyCacheParameterGroup", "ResetCacheParameterGroup", "DeleteCacheParameterGroup")
    },
    **{f"elasticache:{name}": [CACHE + "serverlesscache:{ServerlessCacheName}"] for name in ("CreateServerlessCache", "DescribeServerlessCaches", "ModifyServerlessCache", "DeleteServerlessCache")},
    **{f"elasticache:{name}": ["{ResourceName}"] for name in ("ListTagsForResource", "AddTagsToResource", "RemoveTagsFromResource")},
    "elasticfilesystem:CreateFileSystem": ANY,
    **{
        f"elasticfilesystem:{name}": FILES
        for name in ("CreateAccessPoint", "CreateMountTarget", "DeleteFileSystem", "DescribeBackupPolicy", "DescribeFileSystems", "DescribeLifecycleConfiguration", "PutBackupPolicy", "PutLifecycleConfiguration", "UpdateFileSystem")
    },
    **{f"elasticfilesystem:{name}": OF_A_FILE_SYSTEM for name in ("DeleteMountTarget", "DescribeMountTargetSecurityGroups", "DescribeMountTargets", "ModifyMountTargetSecurityGroups")},
    **{f"elasticfilesystem:{name}": ["elasticfilesystem:{region}:{account}:{ResourceId|kind}"] for name in ("TagResource", "UntagResource")},
    "elasticfilesystem:DescribeAccessPoints": ACCESS_POINT,
    "elasticfilesystem:DeleteAccessPoint": ACCESS_POINT,
    **{
        f"elasticloadbalancing:Describe{name}": ANY
        for name in ("CapacityReservation", "ListenerAttributes", "Listeners", "LoadBalancerAttributes", "LoadBalancers", "Tags", "TargetGroupAttributes", "TargetGroups")
    },
    "elasticloadbalancing:CreateLoadBalancer": [BALANCERS + "loadbalancer/app/{Name}/new"],
    **{f"elasticloadbalancing:{name}": ["{LoadBalancerArn}"] for name in ("CreateListener", "DeleteLoadBalancer", "ModifyLoadBalancerAttributes", "SetSecurityGroups", "SetSubnets")},
    **{f"elasticloadbalancing:{name}": ["{ListenerArn}"] for name in ("DeleteListener", "ModifyListener", "ModifyListenerAttributes")},
    "elasticloadbalancing:CreateTargetGroup": [BALANCERS + "targetgroup/{Name}/new"],
    **{f"elasticloadbalancing:{name}": ["{TargetGroupArn}"] for name in ("DeleteTargetGroup", "ModifyTargetGroup", "ModifyTargetGroupAttributes")},
    **{f"elasticloadbalancing:{name}": ["{ResourceArns.member.*}"] for name in ("AddTags", "RemoveTags")},
    **{f"events:{name}": RULE for name in ("DescribeRule", "PutRule", "DeleteRule")},
    **{f"events:{name}": ["events:{region}:{account}:rule/{Rule}"] for name in ("ListTargetsByRule", "PutTargets", "RemoveTargets")},
    **{f"events:{name}": ["{ResourceARN}"] for name in ("ListTagsForResource", "TagResource", "UntagResource")},
    **{
        f"iam:{name}": ROLE
        for name in ("AttachRolePolicy", "CreateRole", "DeleteRole", "DeleteRolePolicy", "DetachRolePolicy", "GetRole", "GetRolePolicy", "ListAttachedRolePolicies", "ListInstanceProfilesForRole", "ListRolePolicies", "PutRolePermissionsBoundary", "PutRolePolicy", "TagRole", "UntagRole", "UpdateAssumeRolePolicy", "UpdateRoleDescription")
    },
    **{f"logs:{name}": LOG_GROUP for name in ("CreateLogGroup", "DeleteLogGroup", "PutRetentionPolicy", "DeleteRetentionPolicy", "AssociateKmsKey", "DisassociateKmsKey", "FilterLogEvents")},
    "logs:DescribeLogGroups": ANY,
    **{f"logs:{name}": ["{resourceArn}"] for name in ("ListTagsForResource", "TagResource", "UntagResource")},
    "rds:CreateDBInstance": [INSTANCE, "rds:{region}:{account}:pg:{DBParameterGroupName}", "rds:{region}:{account}:subgrp:{DBSubnetGroupName}"],
    "rds:ModifyDBInstance": [INSTANCE],
    "rds:DeleteDBInstance": [INSTANCE],
    "rds:DescribeDBInstances": [INSTANCE],
    **{f"rds:{name}": ["rds:{region}:{account}:subgrp:{DBSubnetGroupName}"] for name in ("CreateDBSubnetGroup", "DescribeDBSubnetGroups", "ModifyDBSubnetGroup", "DeleteDBSubnetGroup")},
    **{
        f"rds:{name}": ["rds:{region}:{account}:pg:{DBParameterGroupName}"]
        for name in ("CreateDBParameterGroup", "DescribeDBParameterGroups", "DescribeDBParameters", "ModifyDBParameterGroup", "ResetDBParameterGroup", "DeleteDBParameterGroup")
    },
    **{f"rds:{name}": ["{ResourceName}"] for name in ("ListTagsForResource", "AddTagsToResource", "RemoveTagsFromResource")},
    **{f"route53:{name}": ZONE for name in ("GetHostedZone", "ListResourceRecordSets", "ChangeResourceRecordSets")},
    "route53:GetChange": ["route53:::change/{Id}"],
    "s3:HeadBucket": ("s3:ListBucket", BUCKET),
    "s3:GetBucketAccelerateConfiguration": ("s3:GetAccelerateConfiguration", BUCKET),
    "s3:GetBucketCors": ("s3:GetBucketCORS", BUCKET),
    "s3:GetBucketEncryption": ("s3:GetEncryptionConfiguration", BUCKET),
    **{f"s3:{name}": ("s3:GetLifecycleConfiguration", BUCKET) for name in ("GetBucketLifecycle", "GetBucketLifecycleConfiguration")},
    "s3:GetBucketReplication": ("s3:GetReplicationConfiguration", BUCKET),
    "s3:GetObjectLockConfiguration": ("s3:GetBucketObjectLockConfiguration", BUCKET),
    "s3:GetPublicAccessBlock": ("s3:GetBucketPublicAccessBlock", BUCKET),
    "s3:PutBucketEncryption": ("s3:PutEncryptionConfiguration", BUCKET),
    "s3:DeleteBucketEncryption": ("s3:PutEncryptionConfiguration", BUCKET),
    **{f"s3:{name}": ("s3:PutLifecycleConfiguration", BUCKET) for name in ("PutBucketLifecycle", "PutBucketLifecycleConfiguration", "DeleteBucketLifecycle")},
    **{f"s3:{name}": ("s3:PutBucketPublicAccessBlock", BUCKET) for name in ("PutPublicAccessBlock", "DeletePublicAccessBlock")},
    **{
        f"s3:{name}": BUCKET
        for name in ("CreateBucket", "DeleteBucket", "DeleteBucketPolicy", "GetBucketAcl", "GetBucketLogging", "GetBucketPolicy", "GetBucketRequestPayment", "GetBucketTagging", "GetBucketVersioning", "GetBucketWebsite", "PutBucketPolicy", "PutBucketTagging", "PutBucketVersioning")
    },
    **{f"secretsmanager:{name}": SECRET for name in ("DescribeSecret", "RotateSecret", "CancelRotateSecret")},
    **{f"servicediscovery:{name}": ANY for name in ("CreatePrivateDnsNamespace", "GetOperation", "ListInstances", "ListTagsForResource", "TagResource", "UntagResource")},
    "servicediscovery:GetNamespace": ["servicediscovery:{region}:{account}:namespace/{Id}"],
    "servicediscovery:DeleteNamespace": ["servicediscovery:{region}:{account}:namespace/{Id}"],
    "servicediscovery:GetService": ["servicediscovery:{region}:{account}:service/{Id}"],
    "servicediscovery:DeleteService": ["servicediscovery:{region}:{account}:service/{Id}"],
    "servicediscovery:CreateService": ["servicediscovery:{region}:{account}:namespace/*", "servicediscovery:{region}:{account}:service/new"],
    "states:ValidateStateMachineDefinition": ANY,
    "states:CreateStateMachine": ["states:{region}:{account}:stateMachine:{name}"],
    **{f"states:{name}": MACHINE for name in ("DescribeStateMachine", "UpdateStateMachine", "DeleteStateMachine", "ListStateMachineVersions")},
    **{f"states:{name}": ["{resourceArn}"] for name in ("ListTagsForResource", "TagResource", "UntagResource")},
    "ssm:GetParameters": [PARAMETER + "{Names}"],
    "ssm:PutParameter": [PARAMETER + "{Name}"],
    "ssm:DeleteParameter": [PARAMETER + "{Name}"],
    "wafv2:GetWebACLForResource": ["{ResourceArn}"],
    "wafv2:AssociateWebACL": ["{ResourceArn}", "{WebACLArn}"],
    "wafv2:DisassociateWebACL": ["{ResourceArn}"],
}

# By the request that passes it: where the role is, and the service that takes it.
PASSED = {
    "ec2:CreateFlowLogs": (["DeliverLogsPermissionArn"], "vpc-flow-logs.amazonaws.com"),
    "ecs:RegisterTaskDefinition": (["executionRoleArn", "taskRoleArn"], "ecs-tasks.amazonaws.com"),
    "states:CreateStateMachine": (["roleArn"], "states.amazonaws.com"),
    "states:UpdateStateMachine": (["roleArn"], "states.amazonaws.com"),
}


def passed_roles(request):
    """https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"""
    paths, service = PASSED.get(request.name, ([], None))
    roles = [role for path in paths for role in values_of(request.parameters, path)]
    if request.name == "events:PutTargets":
        service = "events.amazonaws.com"
        roles = [target["RoleArn"] for target in request.parameters["Targets"] if "RoleArn" in target]
    return [Ask("iam:PassRole", role, {"iam:PassedToService": service}) for role in roles]


# By the request that makes it: the action that tags it. Where the action is another one, its ARN is the request's.
TAGGED = {
    "acm:RequestCertificate": ("acm:AddTagsToCertificate", ["acm:{region}:{account}:certificate/new"]),
    "application-autoscaling:RegisterScalableTarget": ("application-autoscaling:TagResource", [SCALABLE]),
    "budgets:CreateBudget": ("budgets:TagResource", ["budgets::{account}:budget/{Budget.BudgetName}"]),
    "cloudwatch:PutMetricAlarm": ("cloudwatch:TagResource", None),
    "ecs:CreateCluster": ("ecs:TagResource", None),
    "ecs:CreateService": ("ecs:TagResource", None),
    "ecs:RegisterTaskDefinition": ("ecs:TagResource", None),
    "elasticache:CreateCacheParameterGroup": ("elasticache:AddTagsToResource", None),
    "elasticache:CreateCacheSubnetGroup": ("elasticache:AddTagsToResource", None),
    "elasticache:CreateReplicationGroup": ("elasticache:AddTagsToResource", [CACHE + "replicationgroup:{ReplicationGroupId}"]),
    "elasticache:CreateServerlessCache": ("elasticache:AddTagsToResource", None),
    "elasticfilesystem:CreateAccessPoint": ("elasticfilesystem:TagResource", ["elasticfilesystem:{region}:{account}:access-point/new"]),
    "elasticfilesystem:CreateFileSystem": ("elasticfilesystem:TagResource", ["elasticfilesystem:{region}:{account}:file-system/new"]),
    "elasticloadbalancing:CreateListener": ("elasticloadbalancing:AddTags", ["{LoadBalancerArn|listener}"]),
    "elasticloadbalancing:CreateLoadBalancer": ("elasticloadbalancing:AddTags", None),
    "elasticloadbalancing:CreateTargetGroup": ("elasticloadbalancing:AddTags", None),
    "events:PutRule": ("events:TagResource", None),
    "iam:CreateRole": ("iam:TagRole", None),
    "logs:CreateLogGroup": ("logs:TagResource", ["logs:{region}:{account}:log-group:{logGroupName}"]),
    "rds:CreateDBInstance": ("rds:AddTagsToResource", [INSTANCE]),
    "rds:CreateDBParameterGroup": ("rds:AddTagsToResource", None),
    "rds:CreateDBSubnetGroup": ("rds:AddTagsToResource", None),
    "servicediscovery:CreatePrivateDnsNamespace": ("servicediscovery:TagResource", None),
    "servicediscovery:CreateService": ("servicediscovery:TagResource", ANY),
    "states:CreateStateMachine": ("states:TagResource", None),
}


def tags(request):
    """What is made with tags is tagged, which is an action of its own."""
    said = request.parameters
    if request.prefix == "ec2":
        kinds = [value for key, value in said.items() if re.fullmatch(r"TagSpecification\.\d+\.ResourceType", key)]
        return [Ask("ec2:CreateTags", f"arn:aws:ec2:{request.region}:{ACCOUNT}:{kind}/new") for kind in kinds]
    has_tags = any(re.match(r"(?i)(resource)?tags?(\.|$)", key) for key, value in said.items() if value)
    if request.name not in TAGGED or not has_tags:
        return []
    action, patterns = TAGGED[request.name]
    return [Ask(action, arn) for pattern in patterns or ROWS[request.name] for arn in arns(request, pattern)]


def master_password(request):
    """https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html#rds-secrets-manager-permissions"""
    if request.name != "rds:CreateDBInstance" or request.parameters.get("ManageMasterUserPassword") != "true":
        return []
    secret = f"arn:aws:secretsmanager:{request.region}:{ACCOUNT}:secret:rds!db-new"
    key = request.parameters.get("MasterUserSecretKmsKeyId")
    of_key = [Ask(f"kms:{name}", key) for name in ("CreateGrant", "Decrypt", "DescribeKey", "GenerateDataKey") if key]
    return [Ask("secretsmanager:CreateSecret", secret), Ask("secretsmanager:TagResource", secret), *of_key]


def web_acl(request):
    """https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html"""
    if request.name not in ("wafv2:AssociateWebACL", "wafv2:DisassociateWebACL"):
        return []
    return [Ask("elasticloadbalancing:SetWebAcl", "*")]


IMPLIED = [passed_roles, tags, master_password, web_acl]
