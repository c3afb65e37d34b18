//! What drives the cost: the groups that lines belong to.

use std::fmt;

/// A group of lines that people decide about together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Driver {
    /// The tasks of a service, by its name: `web` or a worker's.
    Tasks(String),
    /// The load balancer and its capacity units.
    LoadBalancer,
    /// NAT gateways and their traffic.
    NatGateways,
    /// Public IPv4 addresses.
    PublicAddresses,
    /// The database, its storage and its backups.
    Database,
    /// Redis: nodes, or serverless storage and units.
    Redis,
    /// Secrets that AWS makes for the deployment.
    Secrets,
    /// Zones that names in the network are kept in.
    Dns,
    /// Logs.
    Logs,
}

impl fmt::Display for Driver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tasks(service) => write!(f, "Tasks: {service}"),
            Self::LoadBalancer => f.write_str("Load balancer"),
            Self::NatGateways => f.write_str("NAT gateways"),
            Self::PublicAddresses => f.write_str("Public IPv4 addresses"),
            Self::Database => f.write_str("Database"),
            Self::Redis => f.write_str("Redis"),
            Self::Secrets => f.write_str("Secrets"),
            Self::Dns => f.write_str("DNS"),
            Self::Logs => f.write_str("Logs"),
        }
    }
}
