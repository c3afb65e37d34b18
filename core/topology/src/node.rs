//! What the picture shows as a thing of its own.

use terraform_language::Address;

/// Something that runs, stores or carries traffic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Tells the node from all others and stays the same while the inputs are edited: `web`, `worker/emails`, `nat/1`.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// Its name for people. May hold text that the user typed, so it is data wherever it goes.
    pub label: String,
    /// Facts about it, a line each, the most telling first: `2 × 1 vCPU, 4 GiB`.
    pub details: Vec<String>,
    /// Who makes it.
    pub ownership: Ownership,
    /// Ids of the innermost boundaries around it; several when it spans availability zones.
    pub within: Vec<String>,
    /// Where its further instances are: a standby, a replica, an endpoint in another zone.
    pub replicas: Vec<Replica>,
    /// The resources that make it, in the order of the plan. Empty for what Terraform does not make.
    pub resources: Vec<Address>,
}

/// A further instance of a node in another availability zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replica {
    /// Its name for people: `Standby`, `Replica`.
    pub label: String,
    /// Id of the boundary it is in.
    pub within: String,
}

impl Node {
    /// Label, details and ownership as one sentence, for those who do not see the picture.
    pub fn in_words(&self) -> String {
        let mut words = vec![self.label.as_str()];
        words.extend(self.details.iter().map(String::as_str));
        words.push(self.ownership.words());
        words.join(", ")
    }
}

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
    /// The image registry.
    Registry,
    /// Secrets Manager and SSM parameters.
    Secrets,
    /// The logs.
    Logs,
}

impl NodeKind {
    /// Every kind, in the order of the picture.
    pub const ALL: [Self; 15] = [
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
        Self::Registry,
        Self::Secrets,
        Self::Logs,
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
            Self::Registry => "registry",
            Self::Secrets => "secrets",
            Self::Logs => "logs",
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
            Self::Registry => "Basics",
            Self::Secrets => "Environment and secrets",
            Self::Logs => "Operations",
        }
    }
}

/// Who makes a thing. Each has a line style of its own, so that no colour is needed to tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ownership {
    /// Terraform makes it with this module: a solid line.
    Module,
    /// It exists already, in AWS or in the network that the tasks run in: a dashed line.
    Existing,
    /// It is outside the AWS account: a dotted line.
    Outside,
}

impl Ownership {
    /// The class of what it applies to, for style sheets.
    pub fn class(self) -> &'static str {
        match self {
            Self::Module => "made",
            Self::Existing => "existing",
            Self::Outside => "outside",
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Module => "made by Terraform",
            Self::Existing => "exists already",
            Self::Outside => "outside the account",
        }
    }
}
