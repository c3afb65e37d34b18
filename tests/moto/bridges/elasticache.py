"""ElastiCache: parameter groups, replication groups, Serverless.

Each is a record of what Terraform asked for, which is what it reads back.
"""

from datetime import datetime, timezone

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.elasticache.responses import ElastiCacheResponse

BRIDGED = {
    "aws_elasticache_parameter_group": "absent; ours keeps the parameters that were set",
    "aws_elasticache_replication_group": "its member clusters cannot be read, nor is it gone after deletion; ours keeps both",
    "aws_elasticache_serverless_cache": "absent; ours keeps what was asked for and gives an endpoint",
    "aws_elasticache_subnet_group": "cannot be deleted; ours can",
}


class NotFound(ServiceException):
    def __init__(self, code, name):
        self.code = code
        super().__init__(f"{name} not found.")


class Records:
    """What was made, by kind, account, region and lower-case name."""

    def __init__(self):
        self.kept = {}

    def of(self, response, kind):
        return self.kept.setdefault((kind, response.current_account, response.region), {})

    def get(self, response, kind, name, code):
        try:
            return self.of(response, kind)[name]
        except KeyError:
            raise NotFound(code, name) from None

    def list(self, response, kind, name, code):
        return [self.get(response, kind, name, code)] if name else list(self.of(response, kind).values())

    def take(self, response, kind, name, code):
        found = self.get(response, kind, name, code)
        del self.of(response, kind)[name]
        return found


RECORDS = Records()
TAGS = {}

PARAMETER_GROUP = ("parametergroup", "CacheParameterGroupNotFound")
REPLICATION_GROUP = ("replicationgroup", "ReplicationGroupNotFoundFault")
SERVERLESS = ("serverlesscache", "ServerlessCacheNotFoundFault")


def arn(response, kind, name):
    return f"arn:aws:elasticache:{response.region}:{response.current_account}:{kind}:{name}"


def keep(response, kind, name, record):
    """Adds a record and its tags."""
    record["ARN"] = arn(response, kind, name)
    RECORDS.of(response, kind)[name] = record
    TAGS[record["ARN"]] = {tag["Key"]: tag["Value"] for tag in response._get_param("Tags", [])}
    return record


class Bridge(ElastiCacheResponse):
    """Methods that take the place of moto's, or stand where it has none."""

    # Parameter groups

    def create_cache_parameter_group(self):
        name = self._get_param("CacheParameterGroupName")
        group = {
            "CacheParameterGroupName": name,
            "CacheParameterGroupFamily": self._get_param("CacheParameterGroupFamily"),
            "Description": self._get_param("Description"),
            "Parameters": {},
        }
        return ActionResult({"CacheParameterGroup": keep(self, PARAMETER_GROUP[0], name, group)})

    def describe_cache_parameter_groups(self):
        groups = RECORDS.list(self, PARAMETER_GROUP[0], self._get_param("CacheParameterGroupName"), PARAMETER_GROUP[1])
        return ActionResult({"CacheParameterGroups": groups})

    def modify_cache_parameter_group(self):
        name = self._get_param("CacheParameterGroupName")
        group = RECORDS.get(self, PARAMETER_GROUP[0], name, PARAMETER_GROUP[1])
        for parameter in self._get_param("ParameterNameValues", []):
            group["Parameters"][parameter["ParameterName"]] = parameter["ParameterValue"]
        return ActionResult({"CacheParameterGroupName": name})

    def reset_cache_parameter_group(self):
        name = self._get_param("CacheParameterGroupName")
        group = RECORDS.get(self, PARAMETER_GROUP[0], name, PARAMETER_GROUP[1])
        for parameter in self._get_param("ParameterNameValues", []):
            group["Parameters"].pop(parameter["ParameterName"], None)
        return ActionResult({"CacheParameterGroupName": name})

    def describe_cache_parameters(self):
        group = RECORDS.get(self, PARAMETER_GROUP[0], self._get_param("CacheParameterGroupName"), PARAMETER_GROUP[1])
        parameters = group["Parameters"].items()
        return ActionResult(
            {"Parameters": [{"ParameterName": key, "ParameterValue": value, "Source": "user"} for key, value in parameters]}
        )

    def delete_cache_parameter_group(self):
        RECORDS.take(self, PARAMETER_GROUP[0], self._get_param("CacheParameterGroupName"), PARAMETER_GROUP[1])
        return ActionResult({})

    # Subnet groups

    def delete_cache_subnet_group(self):
        self.elasticache_backend.cache_subnet_groups.pop(self._get_param("CacheSubnetGroupName"))
        return ActionResult({})

    # Replication groups and their members

    def create_replication_group(self):
        name = self._get_param("ReplicationGroupId")
        domain = f"{name}.bridged.cache.amazonaws.com"
        port = self._get_int_param("Port") or 6379
        members = [f"{name}-{number:03}" for number in range(1, (self._get_int_param("NumCacheClusters") or 1) + 1)]
        on = {True: "enabled", False: "disabled", None: "disabled"}
        group = {
            "ReplicationGroupId": name,
            "Description": self._get_param("ReplicationGroupDescription"),
            "Status": "available",
            "MemberClusters": members,
            "NodeGroups": [
                {
                    "NodeGroupId": "0001",
                    "Status": "available",
                    "PrimaryEndpoint": {"Address": f"master.{domain}", "Port": port},
                    "ReaderEndpoint": {"Address": f"replica.{domain}", "Port": port},
                    "NodeGroupMembers": [
                        {"CacheClusterId": member, "CacheNodeId": "0001", "CurrentRole": role}
                        for member, role in zip(members, ["primary"] + ["replica"] * len(members))
                    ],
                }
            ],
            "AutomaticFailover": on[self._get_bool_param("AutomaticFailoverEnabled")],
            "MultiAZ": on[self._get_bool_param("MultiAZEnabled")],
            "SnapshotRetentionLimit": self._get_int_param("SnapshotRetentionLimit") or 0,
            "SnapshotWindow": "05:00-06:00",
            "ClusterEnabled": False,
            "ClusterMode": "disabled",
            "CacheNodeType": self._get_param("CacheNodeType"),
            "AuthTokenEnabled": False,
            "TransitEncryptionEnabled": self._get_bool_param("TransitEncryptionEnabled"),
            "TransitEncryptionMode": "required",
            "AtRestEncryptionEnabled": self._get_bool_param("AtRestEncryptionEnabled"),
            **({"KmsKeyId": key} if (key := self._get_param("KmsKeyId")) else {}),
            "AutoMinorVersionUpgrade": self._get_bool_param("AutoMinorVersionUpgrade"),
            "DataTiering": "disabled",
            "NetworkType": "ipv4",
            "IpDiscovery": "ipv4",
            "Engine": self._get_param("Engine"),
        }
        for member in members:
            cluster = {
                "CacheClusterId": member,
                "ReplicationGroupId": name,
                "CacheClusterStatus": "available",
                # What the provider reads of the members, not of the group.
                "TransitEncryptionEnabled": group["TransitEncryptionEnabled"],
                "TransitEncryptionMode": group["TransitEncryptionMode"],
                "AtRestEncryptionEnabled": group["AtRestEncryptionEnabled"],
                "AutoMinorVersionUpgrade": group["AutoMinorVersionUpgrade"],
                "CacheNodeType": group["CacheNodeType"],
                "Engine": group["Engine"],
                "EngineVersion": f"{self._get_param('EngineVersion')}.0",
                "NumCacheNodes": 1,
                "CacheSubnetGroupName": self._get_param("CacheSubnetGroupName"),
                "CacheParameterGroup": {"CacheParameterGroupName": self._get_param("CacheParameterGroupName")},
                "SecurityGroups": [{"SecurityGroupId": one, "Status": "active"} for one in self._get_param("SecurityGroupIds", [])],
                "PreferredMaintenanceWindow": "sun:23:00-mon:01:30",
                "CacheNodes": [{"CacheNodeId": "0001", "Endpoint": {"Address": f"{member}.{domain}", "Port": port}}],
            }
            keep(self, "cluster", member, cluster)
        return ActionResult({"ReplicationGroup": keep(self, REPLICATION_GROUP[0], name, group)})

    def describe_replication_groups(self):
        groups = RECORDS.list(self, REPLICATION_GROUP[0], self._get_param("ReplicationGroupId"), REPLICATION_GROUP[1])
        return ActionResult({"ReplicationGroups": groups})

    def describe_cache_clusters(self):
        clusters = RECORDS.list(self, "cluster", self._get_param("CacheClusterId"), "CacheClusterNotFound")
        return ActionResult({"CacheClusters": clusters})

    def delete_replication_group(self):
        group = RECORDS.take(self, REPLICATION_GROUP[0], self._get_param("ReplicationGroupId"), REPLICATION_GROUP[1])
        for member in group["MemberClusters"]:
            RECORDS.take(self, "cluster", member, "CacheClusterNotFound")
        return ActionResult({"ReplicationGroup": {**group, "Status": "deleting"}})

    # Serverless

    def create_serverless_cache(self):
        name = self._get_param("ServerlessCacheName")
        domain = f"{name}.serverless.bridged.cache.amazonaws.com"
        version = self._get_param("MajorEngineVersion")
        cache = {
            "ServerlessCacheName": name,
            "Description": self._get_param("Description"),
            "CreateTime": datetime.now(timezone.utc),
            "Status": "available",
            "Engine": self._get_param("Engine"),
            "MajorEngineVersion": version,
            "FullEngineVersion": f"{version}.1",
            "CacheUsageLimits": self._get_param("CacheUsageLimits"),
            "SecurityGroupIds": self._get_param("SecurityGroupIds"),
            "SubnetIds": self._get_param("SubnetIds"),
            **({"KmsKeyId": key} if (key := self._get_param("KmsKeyId")) else {}),
            "SnapshotRetentionLimit": self._get_int_param("SnapshotRetentionLimit") or 0,
            "DailySnapshotTime": "05:00",
            "Endpoint": {"Address": domain, "Port": 6379},
            "ReaderEndpoint": {"Address": domain, "Port": 6380},
        }
        return ActionResult({"ServerlessCache": keep(self, SERVERLESS[0], name, cache)})

    def describe_serverless_caches(self):
        caches = RECORDS.list(self, SERVERLESS[0], self._get_param("ServerlessCacheName"), SERVERLESS[1])
        return ActionResult({"ServerlessCaches": caches})

    def delete_serverless_cache(self):
        cache = RECORDS.take(self, SERVERLESS[0], self._get_param("ServerlessCacheName"), SERVERLESS[1])
        return ActionResult({"ServerlessCache": {**cache, "Status": "deleting"}})

    # Tags of any of them; of what moto keeps itself, moto's

    def list_tags_for_resource(self):
        name = self._get_param("ResourceName")
        if name not in TAGS:
            return MOTOS_TAGS(self)
        return ActionResult({"TagList": [{"Key": key, "Value": value} for key, value in TAGS[name].items()]})


MOTOS_TAGS = ElastiCacheResponse.list_tags_for_resource


def install():
    for name, method in vars(Bridge).items():
        if callable(method):
            setattr(ElastiCacheResponse, name, method)
