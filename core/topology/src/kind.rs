//! What nodes and boundaries are.

/// What a node is. The order is that of the picture, from the internet to the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// The people and programs that use the application.
    Users,
    /// The domain's records.
    Dns,
    /// The TLS certificate of the load balancer.
    Certificate,
    /// The web ACL in front of the load balancer.
    Waf,
    /// The application load balancer.
    LoadBalancer,
    /// A NAT gateway.
    Nat,
    /// VPC endpoints for AWS services.
    Endpoints,
    /// The web service.
    Web,
    /// A worker service.
    Worker,
    /// A task that a person or a pipeline starts.
    Task,
    /// PostgreSQL.
    Database,
    /// Redis.
    Redis,
    /// The search engine.
    Search,
    /// The image registry.
    Registry,
    /// Secrets Manager and SSM parameters.
    Secrets,
    /// The logs.
    Logs,
    /// The file system or the bucket of what users upload.
    Uploads,
}

impl NodeKind {
    /// Every kind, in the order of the picture.
    pub const ALL: [Self; 17] = [
        Self::Users,
        Self::Dns,
        Self::Certificate,
        Self::Waf,
        Self::LoadBalancer,
        Self::Nat,
        Self::Endpoints,
        Self::Web,
        Self::Worker,
        Self::Task,
        Self::Database,
        Self::Redis,
        Self::Search,
        Self::Registry,
        Self::Secrets,
        Self::Logs,
        Self::Uploads,
    ];

    /// The class of its card in the picture, for style sheets.
    pub fn class(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Dns => "dns",
            Self::Certificate => "certificate",
            Self::Waf => "waf",
            Self::LoadBalancer => "load-balancer",
            Self::Nat => "nat",
            Self::Endpoints => "endpoints",
            Self::Web => "web",
            Self::Worker => "worker",
            Self::Task => "task",
            Self::Database => "database",
            Self::Redis => "redis",
            Self::Search => "search",
            Self::Registry => "registry",
            Self::Secrets => "secrets",
            Self::Logs => "logs",
            Self::Uploads => "uploads",
        }
    }

    /// The title of the section of `variables.tf` that decides about it.
    pub fn section(self) -> &'static str {
        match self {
            Self::Users | Self::LoadBalancer => "Load balancer",
            Self::Dns | Self::Certificate => "DNS and TLS",
            Self::Waf => "WAF",
            Self::Nat | Self::Endpoints => "Network",
            Self::Web => "Web service",
            Self::Worker => "Workers",
            Self::Task => "One-shot tasks",
            Self::Database => "Database",
            Self::Redis => "Redis",
            Self::Search => "Search",
            Self::Registry => "Basics",
            Self::Secrets => "Environment and secrets",
            Self::Logs => "Operations",
            Self::Uploads => "Uploads",
        }
    }
}

/// What a boundary is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BoundaryKind {
    /// Everything that is neither in the account nor named otherwise.
    Internet,
    /// The AWS account.
    Account,
    /// The region of the deployment.
    Region,
    /// The virtual private cloud.
    Vpc,
    /// An availability zone.
    Zone,
    /// A subnet with a route to the internet.
    PublicSubnet,
    /// A subnet without one.
    PrivateSubnet,
    /// The ECS cluster: every task of it is in the same security group.
    Cluster,
    /// Where external services are that this module only connects to.
    Elsewhere,
}

impl BoundaryKind {
    /// Every kind, in the order of their declaration.
    pub(crate) const ALL: [Self; 9] = [
        Self::Internet,
        Self::Account,
        Self::Region,
        Self::Vpc,
        Self::Zone,
        Self::PublicSubnet,
        Self::PrivateSubnet,
        Self::Cluster,
        Self::Elsewhere,
    ];

    /// The class of its frame in the picture, for style sheets.
    pub fn class(self) -> &'static str {
        match self {
            Self::Internet => "internet",
            Self::Account => "account",
            Self::Region => "region",
            Self::Vpc => "vpc",
            Self::Zone => "zone",
            Self::PublicSubnet => "public-subnet",
            Self::PrivateSubnet => "private-subnet",
            Self::Cluster => "cluster",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// The title of the section of `variables.tf` that decides about it.
    pub fn section(self) -> &'static str {
        match self {
            Self::Internet | Self::Account | Self::Region => "Basics",
            Self::Vpc | Self::Zone | Self::PublicSubnet | Self::PrivateSubnet => "Network",
            Self::Cluster => "Runtime",
            Self::Elsewhere => "Database",
        }
    }
}
