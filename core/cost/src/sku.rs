//! What AWS charges for, each with its unit.

/// Something that AWS has a price for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sku<'a> {
    /// Fargate on Linux, a vCPU for an hour.
    FargateVcpu(Architecture),
    /// Fargate on Linux, a GB of memory for an hour.
    FargateMemory(Architecture),
    /// An Application Load Balancer for an hour.
    LoadBalancer,
    /// A capacity unit of an Application Load Balancer for an hour.
    LoadBalancerCapacity,
    /// A NAT gateway for an hour.
    NatGateway,
    /// A GB through a NAT gateway.
    NatTraffic,
    /// An interface endpoint in one zone for an hour.
    Endpoint,
    /// A GB through an interface endpoint.
    EndpointTraffic,
    /// A public IPv4 address for an hour.
    PublicAddress,
    /// An RDS for PostgreSQL instance for an hour.
    Database {
        /// As `db.t4g.medium`.
        class: &'a str,
        /// With a standby in another zone.
        multi_az: bool,
    },
    /// A GB of RDS gp3 storage for a month.
    DatabaseStorage {
        /// With a standby in another zone.
        multi_az: bool,
    },
    /// A GB of RDS backups for a month, beyond what is free.
    DatabaseBackup,
    /// An ElastiCache for Redis OSS node of a type, as `cache.t4g.small`, for an hour.
    CacheNode(&'a str),
    /// A GB in ElastiCache Serverless for Redis OSS for an hour.
    ServerlessStorage,
    /// A million processing units of ElastiCache Serverless for Redis OSS.
    ServerlessUnits,
    /// A web ACL for a month.
    WebAcl,
    /// A rule in a web ACL for a month.
    WebAclRule,
    /// A million requests through a web ACL.
    WebAclRequests,
    /// A secret in Secrets Manager for a month.
    Secret,
    /// A GB written to CloudWatch Logs.
    LogIngestion,
    /// A GB kept in CloudWatch Logs for a month.
    LogStorage,
    /// A hosted zone of Route 53 for a month.
    HostedZone,
}

/// What a Fargate task's processor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Architecture {
    /// `X86_64`.
    X86,
    /// `ARM64`.
    Arm,
}

impl Architecture {
    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::X86 => "x86",
            Self::Arm => "ARM",
        }
    }
}

impl Sku<'_> {
    /// What the price is for, as `GB-month`.
    pub fn unit(self) -> &'static str {
        match self {
            Self::FargateVcpu(_) => "vCPU-hour",
            Self::FargateMemory(_) | Self::ServerlessStorage => "GB-hour",
            Self::LoadBalancer
            | Self::NatGateway
            | Self::PublicAddress
            | Self::Database { .. }
            | Self::CacheNode(_) => "hour",
            Self::LoadBalancerCapacity => "LCU-hour",
            Self::Endpoint => "hour in a zone",
            Self::NatTraffic | Self::EndpointTraffic | Self::LogIngestion => "GB",
            Self::DatabaseStorage { .. } | Self::DatabaseBackup | Self::LogStorage => "GB-month",
            Self::ServerlessUnits => "million ECPU",
            Self::WebAcl | Self::WebAclRule | Self::Secret | Self::HostedZone => "month",
            Self::WebAclRequests => "million requests",
        }
    }

    /// Its name for people, as a table has it.
    pub fn name(self) -> String {
        match self {
            Self::FargateVcpu(architecture) => format!("Fargate {} vCPU", architecture.name()),
            Self::FargateMemory(architecture) => format!("Fargate {} memory", architecture.name()),
            Self::LoadBalancer => "Application Load Balancer".into(),
            Self::LoadBalancerCapacity => "Load balancer capacity unit".into(),
            Self::NatGateway => "NAT gateway".into(),
            Self::NatTraffic => "NAT gateway traffic".into(),
            Self::Endpoint => "Interface endpoint".into(),
            Self::EndpointTraffic => "Interface endpoint traffic".into(),
            Self::PublicAddress => "Public IPv4 address".into(),
            Self::Database { class, multi_az } => format!("{class}, {}", zones(multi_az)),
            Self::DatabaseStorage { multi_az } => format!("gp3 storage, {}", zones(multi_az)),
            Self::DatabaseBackup => "Database backups".into(),
            Self::CacheNode(kind) => kind.into(),
            Self::ServerlessStorage => "Serverless Redis storage".into(),
            Self::ServerlessUnits => "Serverless Redis ECPU".into(),
            Self::WebAcl => "Web ACL".into(),
            Self::WebAclRule => "Web ACL rule".into(),
            Self::WebAclRequests => "Web ACL requests".into(),
            Self::Secret => "Secret".into(),
            Self::LogIngestion => "Log ingestion".into(),
            Self::LogStorage => "Log storage".into(),
            Self::HostedZone => "Hosted zone".into(),
        }
    }
}

fn zones(multi_az: bool) -> &'static str {
    if multi_az { "Multi-AZ" } else { "Single-AZ" }
}
