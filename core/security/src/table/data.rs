//! What keeps data: database, Redis, file systems, the bucket; and the key that they are encrypted with.

use super::ANY;
use super::source::{LINKED_ROLES, REFERENCE};
use crate::grant::{Grant, Need, reads, writes};

const INSTANCE: &str = "rds:{region}:*:db:{aws_db_instance.identifier}";
const DB_SUBNETS: &str = "rds:{region}:*:subgrp:{aws_db_subnet_group.name}";
/// Its last two digits are the major version.
const DB_PARAMETERS: &str = "rds:{region}:*:pg:{aws_db_parameter_group.name:2}";
const MASTER_SECRET: &str = "secretsmanager:{region}:*:secret:rds!db-*";
const REPLICATION: &str =
    "elasticache:{region}:*:replicationgroup:{aws_elasticache_replication_group.replication_group_id}";
const NODES: &str = "elasticache:{region}:*:cluster:{aws_elasticache_replication_group.replication_group_id}-???";
const REDIS_SUBNETS: &str = "elasticache:{region}:*:subnetgroup:{aws_elasticache_subnet_group.name}";
/// Its last digit is the major version.
const REDIS_PARAMETERS: &str = "elasticache:{region}:*:parametergroup:{aws_elasticache_parameter_group.name:1}";
const SERVERLESS: &str = "elasticache:{region}:*:serverlesscache:{aws_elasticache_serverless_cache.name}";
const FILES: &str = "elasticfilesystem:{region}:*:file-system/*";
const ACCESS_POINT: &str = "elasticfilesystem:{region}:*:access-point/*";
/// Terraform puts a time and a number of 26 digits behind.
const BUCKET: &str = "s3:::{aws_s3_bucket.bucket_prefix}??????????????????????????";
const KEY: &str = "{key}";

const DATABASE: &[&str] = &["aws_db_instance"];
const DB_SUBNET_GROUP: &[&str] = &["aws_db_subnet_group"];
const DB_PARAMETER_GROUP: &[&str] = &["aws_db_parameter_group"];
const REDIS_SUBNET_GROUP: &[&str] = &["aws_elasticache_subnet_group"];
const REDIS_PARAMETER_GROUP: &[&str] = &["aws_elasticache_parameter_group"];
const REDIS: &[&str] = &["aws_elasticache_replication_group"];
const CACHE: &[&str] = &["aws_elasticache_serverless_cache"];
const FILE_SYSTEM: &[&str] = &["aws_efs_file_system"];
const UPLOADS: &[&str] = &[
    "aws_s3_bucket",
    "aws_s3_bucket_lifecycle_configuration",
    "aws_s3_bucket_policy",
    "aws_s3_bucket_public_access_block",
    "aws_s3_bucket_server_side_encryption_configuration",
    "aws_s3_bucket_versioning",
];
const WHY_TAGS: &str = "what is made has tags";
const TAGS_OF_EFS: &[&str] = &["elasticfilesystem:TagResource", "elasticfilesystem:UntagResource"];
const EFS_TAGS: &str = "https://docs.aws.amazon.com/efs/latest/ug/using-tags-efs.html";
const RDS_SECRET: &str =
    "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html#rds-secrets-manager-permissions";
const CACHE_POLICY: &str =
    "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonElastiCacheFullAccess.html";
const EFS_REFERENCE: &str = "https://docs.aws.amazon.com/efs/latest/ug/efs-api-permissions-ref.html";

pub(super) const GRANTS: &[Grant] = &[
    reads(
        DATABASE,
        &["rds:DescribeDBInstances"],
        &["rds:{region}:*:db:*"],
        "the instance is looked for by its resource id, which names none",
    ),
    reads(DB_SUBNET_GROUP, &["rds:DescribeDBSubnetGroups"], &[DB_SUBNETS], "the subnet group is looked at"),
    reads(
        DB_PARAMETER_GROUP,
        &["rds:DescribeDBParameterGroups", "rds:DescribeDBParameters"],
        &[DB_PARAMETERS],
        "the parameters are looked at",
    ),
    reads(
        DATABASE,
        &["rds:ListTagsForResource"],
        &[DB_SUBNETS, DB_PARAMETERS],
        "the database is looked at",
    ),
    writes(
        DATABASE,
        &["rds:CreateDBInstance"],
        &[INSTANCE, DB_SUBNETS, DB_PARAMETERS],
        "the instance is made",
    ),
    writes(
        DATABASE,
        &["rds:CreateDBInstance", "rds:ModifyDBInstance"],
        &["rds:{region}:*:og:default*"],
        "an instance has AWS's default option group",
    )
    .implied("https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/security_iam_id-based-policy-examples.html"),
    writes(DATABASE, &["rds:DeleteDBInstance"], &[INSTANCE], "the instance is taken away"),
    writes(
        DATABASE,
        &["rds:ModifyDBInstance"],
        &[INSTANCE, DB_SUBNETS, DB_PARAMETERS],
        "the instance changes in place, as its class does",
    ),
    writes(
        DATABASE,
        &["rds:CreateDBSnapshot"],
        &[INSTANCE, "rds:{region}:*:snapshot:{aws_db_instance.identifier}-final-??????????????"],
        "an instance that goes leaves a snapshot, unless db_skip_final_snapshot is true",
    )
    .implied(REFERENCE),
    writes(
        DB_SUBNET_GROUP,
        &["rds:CreateDBSubnetGroup", "rds:DeleteDBSubnetGroup"],
        &[DB_SUBNETS],
        "the subnet group is made and taken away",
    ),
    writes(DB_SUBNET_GROUP, &["rds:ModifyDBSubnetGroup"], &[DB_SUBNETS], "other subnets are set in place").implied(REFERENCE),
    writes(
        DB_PARAMETER_GROUP,
        &["rds:CreateDBParameterGroup", "rds:DeleteDBParameterGroup", "rds:ModifyDBParameterGroup"],
        &[DB_PARAMETERS],
        "the parameters are set, and the group is taken away",
    ),
    writes(DB_PARAMETER_GROUP, &["rds:ResetDBParameterGroup"], &[DB_PARAMETERS], "a parameter gets its default again")
        .implied(REFERENCE),
    writes(
        DATABASE,
        &["rds:AddTagsToResource", "rds:RemoveTagsFromResource"],
        &[INSTANCE, DB_SUBNETS, DB_PARAMETERS],
        WHY_TAGS,
    )
    .implied("https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/security_iam_id-based-policy-examples-create-and-modify-examples.html"),
    writes(
        DATABASE,
        &["secretsmanager:CreateSecret", "secretsmanager:TagResource"],
        &[MASTER_SECRET],
        "RDS makes the secret of the password in the caller's name",
    )
    .implied(RDS_SECRET),
    writes(
        DATABASE,
        &["iam:CreateServiceLinkedRole"],
        &["iam::*:role/aws-service-role/rds.amazonaws.com/*"],
        "the first instance of an account makes a role of the service",
    )
    .implied(LINKED_ROLES),
    reads(
        &["aws_secretsmanager_secret_rotation"],
        &["secretsmanager:DescribeSecret"],
        &[MASTER_SECRET],
        "when the password was changed is looked at, and never the password",
    ),
    writes(
        &["aws_secretsmanager_secret_rotation"],
        &["secretsmanager:CancelRotateSecret", "secretsmanager:RotateSecret"],
        &[MASTER_SECRET],
        "the password is changed by a schedule",
    ),
    reads(REDIS, &["elasticache:DescribeReplicationGroups"], &[REPLICATION], "Redis is looked at"),
    reads(REDIS, &["elasticache:DescribeCacheClusters"], &[NODES], "the nodes are looked at"),
    reads(REDIS_SUBNET_GROUP, &["elasticache:DescribeCacheSubnetGroups"], &[REDIS_SUBNETS], "the subnet group is looked at"),
    reads(
        REDIS_PARAMETER_GROUP,
        &["elasticache:DescribeCacheParameterGroups", "elasticache:DescribeCacheParameters"],
        &[REDIS_PARAMETERS],
        "the parameters are looked at",
    ),
    reads(
        REDIS,
        &["elasticache:ListTagsForResource"],
        &[REPLICATION, REDIS_SUBNETS, REDIS_PARAMETERS],
        "Redis is looked at",
    ),
    writes(
        REDIS,
        &["elasticache:CreateReplicationGroup"],
        &[REPLICATION, REDIS_SUBNETS, REDIS_PARAMETERS],
        "the nodes are made",
    ),
    writes(REDIS, &["elasticache:DeleteReplicationGroup"], &[REPLICATION], "the nodes are taken away"),
    writes(
        REDIS,
        &["elasticache:ModifyReplicationGroup"],
        &[REPLICATION, REDIS_PARAMETERS],
        "the nodes change in place, as their type does",
    )
    .implied(REFERENCE),
    writes(
        REDIS,
        &["elasticache:DecreaseReplicaCount", "elasticache:IncreaseReplicaCount"],
        &[REPLICATION],
        "nodes are added and taken away",
    )
    .implied(REFERENCE),
    writes(
        REDIS,
        &["elasticache:CreateSnapshot", "elasticache:DeleteReplicationGroup"],
        &["elasticache:{region}:*:snapshot:{aws_elasticache_replication_group.replication_group_id}-final-*"],
        "nodes that go leave a snapshot",
    )
    .implied(REFERENCE),
    writes(
        REDIS_SUBNET_GROUP,
        &["elasticache:CreateCacheSubnetGroup", "elasticache:DeleteCacheSubnetGroup"],
        &[REDIS_SUBNETS],
        "the subnet group is made and taken away",
    ),
    writes(REDIS_SUBNET_GROUP, &["elasticache:ModifyCacheSubnetGroup"], &[REDIS_SUBNETS], "other subnets are set in place")
        .implied(REFERENCE),
    writes(
        REDIS_PARAMETER_GROUP,
        &[
            "elasticache:CreateCacheParameterGroup",
            "elasticache:DeleteCacheParameterGroup",
            "elasticache:ModifyCacheParameterGroup",
        ],
        &[REDIS_PARAMETERS],
        "the parameters are set, and the group is taken away",
    ),
    writes(
        REDIS,
        &["elasticache:AddTagsToResource", "elasticache:RemoveTagsFromResource"],
        &[REPLICATION, REDIS_SUBNETS, REDIS_PARAMETERS],
        WHY_TAGS,
    )
    .implied("https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Tagging-Resources.html"),
    reads(
        CACHE,
        &["elasticache:DescribeServerlessCaches", "elasticache:ListTagsForResource"],
        &[SERVERLESS],
        "Redis is looked at",
    ),
    writes(
        CACHE,
        &["elasticache:CreateServerlessCache", "elasticache:DeleteServerlessCache"],
        &[SERVERLESS],
        "Redis is made and taken away",
    ),
    writes(CACHE, &["elasticache:ModifyServerlessCache"], &[SERVERLESS], "limits change in place").implied(REFERENCE),
    writes(
        CACHE,
        &["elasticache:AddTagsToResource", "elasticache:RemoveTagsFromResource"],
        &[SERVERLESS],
        WHY_TAGS,
    )
    .implied("https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Tagging-Resources.html"),
    writes(
        CACHE,
        &["ec2:CreateTags", "ec2:CreateVpcEndpoint"],
        &["ec2:{region}:*:vpc-endpoint/*"],
        "a serverless cache makes its endpoint in the caller's name",
    )
    .implied(CACHE_POLICY),
    writes(
        CACHE,
        &["ec2:CreateVpcEndpoint"],
        &["ec2:{region}:*:vpc/*", "ec2:{region}:*:subnet/*", "ec2:{region}:*:security-group/*"],
        "a serverless cache makes its endpoint in the caller's name",
    )
    .implied(CACHE_POLICY),
    writes(
        &["aws_elasticache_replication_group", "aws_elasticache_serverless_cache"],
        &["iam:CreateServiceLinkedRole"],
        &["iam::*:role/aws-service-role/elasticache.amazonaws.com/*"],
        "the first Redis of an account makes a role of the service",
    )
    .implied(LINKED_ROLES),
    reads(
        FILE_SYSTEM,
        &[
            "elasticfilesystem:DescribeFileSystems",
            "elasticfilesystem:DescribeLifecycleConfiguration",
            "elasticfilesystem:DescribeMountTargetSecurityGroups",
            "elasticfilesystem:DescribeMountTargets",
        ],
        &[FILES],
        "file systems are looked at",
    ),
    reads(
        &["aws_efs_backup_policy"],
        &["elasticfilesystem:DescribeBackupPolicy"],
        &[FILES],
        "whether the files are backed up is looked at",
    ),
    reads(
        &["aws_efs_access_point"],
        &["elasticfilesystem:DescribeAccessPoints"],
        &[ACCESS_POINT],
        "access points are looked at",
    ),
    writes(FILE_SYSTEM, &["elasticfilesystem:CreateFileSystem"], ANY, "file systems are made"),
    writes(FILE_SYSTEM, &["elasticfilesystem:DeleteFileSystem"], &[FILES], "file systems are taken away"),
    writes(
        &["aws_efs_mount_target"],
        &["elasticfilesystem:CreateMountTarget", "elasticfilesystem:DeleteMountTarget"],
        &[FILES],
        "file systems have mount targets",
    ),
    writes(
        FILE_SYSTEM,
        &["elasticfilesystem:PutLifecycleConfiguration", "elasticfilesystem:UpdateFileSystem"],
        &[FILES],
        "settings change in place",
    )
    .implied(EFS_REFERENCE),
    writes(
        FILE_SYSTEM,
        TAGS_OF_EFS,
        &[FILES],
        WHY_TAGS,
    )
    .implied(EFS_TAGS),
    writes(&["aws_efs_access_point"], TAGS_OF_EFS, &[ACCESS_POINT], WHY_TAGS).implied(EFS_TAGS),
    writes(
        FILE_SYSTEM,
        &["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"],
        ANY,
        "a mount target is made in the caller's name",
    )
    .implied(EFS_REFERENCE),
    writes(
        FILE_SYSTEM,
        &["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"],
        &["ec2:{region}:*:network-interface/*", "ec2:{region}:*:security-group/*", "ec2:{region}:*:subnet/*"],
        "a mount target is made and taken away in the caller's name",
    )
    .implied(EFS_REFERENCE),
    writes(
        FILE_SYSTEM,
        &["iam:CreateServiceLinkedRole"],
        &["iam::*:role/aws-service-role/elasticfilesystem.amazonaws.com/*"],
        "the first file system of an account makes a role of the service",
    )
    .implied(LINKED_ROLES),
    writes(
        &["aws_efs_backup_policy"],
        &["elasticfilesystem:PutBackupPolicy"],
        &[FILES],
        "AWS Backup takes the files along",
    ),
    writes(
        &["aws_efs_access_point"],
        &["elasticfilesystem:CreateAccessPoint"],
        &[FILES],
        "tasks enter file systems at access points",
    ),
    writes(
        &["aws_efs_access_point"],
        &["elasticfilesystem:DeleteAccessPoint"],
        &[ACCESS_POINT],
        "access points are taken away",
    ),
    reads(
        UPLOADS,
        &[
            "s3:GetAccelerateConfiguration",
            "s3:GetBucketAcl",
            "s3:GetBucketCORS",
            "s3:GetBucketLogging",
            "s3:GetBucketObjectLockConfiguration",
            "s3:GetBucketPolicy",
            "s3:GetBucketPublicAccessBlock",
            "s3:GetBucketRequestPayment",
            "s3:GetBucketTagging",
            "s3:GetBucketVersioning",
            "s3:GetBucketWebsite",
            "s3:GetEncryptionConfiguration",
            "s3:GetLifecycleConfiguration",
            "s3:GetReplicationConfiguration",
            "s3:ListBucket",
        ],
        &[BUCKET],
        "the bucket's settings are looked at, which the provider reads all; no object is",
    ),
    writes(
        UPLOADS,
        &[
            "s3:CreateBucket",
            "s3:DeleteBucket",
            "s3:DeleteBucketPolicy",
            "s3:PutBucketPolicy",
            "s3:PutBucketPublicAccessBlock",
            "s3:PutBucketTagging",
            "s3:PutBucketVersioning",
            "s3:PutEncryptionConfiguration",
            "s3:PutLifecycleConfiguration",
        ],
        &[BUCKET],
        "the bucket is made with its settings, and is taken away empty",
    ),
    writes(
        &[],
        &["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"],
        &[KEY],
        "RDS, ElastiCache, EFS and Secrets Manager begin to use the key in the caller's name",
    )
    .when(Need::Key)
    .implied(RDS_SECRET),
];
