//! PostgreSQL, Redis and the search engine.

use super::Derivation;
use super::block;
use super::network::MOST_ZONES;
use crate::node::{Node, Replica};
use crate::ownership::Ownership;
use crate::part::{BoundaryId, NodeId};
use openmercato_ecs_module::names::{choice, input};
use openmercato_ecs_module::{TaskSize, counted};
use std::net::Ipv4Addr;

pub(super) fn nodes(derivation: &Derivation) -> Vec<Node> {
    let database = if derivation.makes(&NodeId::Database) {
        Some(managed_database(derivation))
    } else {
        derivation.reading.is(choice::DATABASE_EXTERNAL).then(|| external_database(derivation))
    };
    let redis = if derivation.makes(&NodeId::Redis) {
        Some(managed_redis(derivation))
    } else {
        derivation.reading.is(choice::REDIS_EXTERNAL).then(|| external_redis(derivation))
    };
    database.into_iter().chain(redis).chain(search(derivation)).collect()
}

fn managed_database(derivation: &Derivation) -> Node {
    let reading = derivation.reading;
    let standby = reading.flag(input::DB_MULTI_AZ);
    let storage = reading.number(input::DB_ALLOCATED_STORAGE).map(|size| format!("{size} GiB"));
    let growth = reading.number(input::DB_MAX_ALLOCATED_STORAGE).filter(|most| *most > 0);
    let storage = match (storage, growth) {
        (Some(storage), Some(most)) => format!("{storage}, up to {most}"),
        (storage, _) => storage.unwrap_or_default(),
    };
    let details = vec![
        reading.text(input::DB_INSTANCE_CLASS).unwrap_or("").to_owned(),
        storage,
        if standby { "Multi-AZ" } else { "Single-AZ" }.to_owned(),
    ];
    let label = versioned("PostgreSQL", reading.text(input::DB_ENGINE_VERSION));
    let mut node = derivation.node(NodeId::Database, &label, details, BoundaryId::PrivateSubnet(0));
    if standby {
        node.replicas = replicas(derivation, 1, "Standby");
    }
    node
}

fn managed_redis(derivation: &Derivation) -> Node {
    let reading = derivation.reading;
    let label = versioned("Redis", reading.text(input::REDIS_ENGINE_VERSION));
    if derivation.plans(block::REDIS_SERVERLESS_CACHE) {
        let most = reading.number(input::REDIS_SERVERLESS_MAX_DATA_STORAGE_GB).map(|size| format!("up to {size} GB"));
        let details = vec!["serverless".to_owned(), most.unwrap_or_default()];
        let mut node = derivation.node(NodeId::Redis, &label, details, BoundaryId::PrivateSubnet(0));
        let others = derivation.subnets.all_private().skip(1);
        node.replicas = others.map(|within| Replica { what: "Endpoint", count: 1, within }).collect();
        return node;
    }
    let nodes = reading.number(input::REDIS_NUM_CACHE_CLUSTERS).unwrap_or(1).max(1);
    let failover = if reading.flag(input::REDIS_MULTI_AZ) { "Multi-AZ" } else { "Single-AZ" };
    let details = vec![
        reading.text(input::REDIS_NODE_TYPE).unwrap_or("").to_owned(),
        counted(nodes, "node", "nodes"),
        failover.to_owned(),
    ];
    let mut node = derivation.node(NodeId::Redis, &label, details, BoundaryId::PrivateSubnet(0));
    node.replicas = replicas(derivation, nodes - 1, "Replica");
    node
}

/// Further instances, spread over the zones after the first; those that share a zone are counted.
fn replicas(derivation: &Derivation, count: usize, what: &'static str) -> Vec<Replica> {
    let zones: Vec<_> = derivation.subnets.all_private().collect();
    let mut in_zone = [0_usize; MOST_ZONES];
    for index in 1..=count.min(100) {
        in_zone[index % zones.len().max(1)] += 1;
    }
    let used = zones.into_iter().zip(in_zone).filter(|(_, count)| *count > 0);
    used.map(|(within, count)| Replica { what, count, within }).collect()
}

fn external_database(derivation: &Derivation) -> Node {
    let reading = derivation.reading;
    let host = reading.text(input::DB_HOST);
    let details = vec![
        host.unwrap_or("its URL is a secret").to_owned(),
        reading.text(input::DB_NAME).map_or(String::new(), |name| format!("database {name}")),
    ];
    let mut node = derivation.node(NodeId::Database, "PostgreSQL", details, BoundaryId::Elsewhere);
    node.ownership = host.map_or(Ownership::Existing, whereabouts);
    node
}

fn external_redis(derivation: &Derivation) -> Node {
    let details = vec!["its URL is a secret".to_owned()];
    derivation.node(NodeId::Redis, "Redis", details, BoundaryId::Elsewhere)
}

fn search(derivation: &Derivation) -> Option<Node> {
    let reading = derivation.reading;
    if reading.is(choice::SEARCH_EXTERNAL) {
        let url = reading.text(input::SEARCH_HOST).unwrap_or("");
        let host = url.split_once("://").map_or(url, |(_, host)| host);
        let name = host.split(':').next().unwrap_or(host);
        let mut node = derivation.node(NodeId::Search, "Meilisearch", vec![host.to_owned()], BoundaryId::Elsewhere);
        node.ownership = whereabouts(name);
        return Some(node);
    }
    derivation.makes(&NodeId::Search).then(|| {
        let index = if reading.is(choice::SEARCH_ON_EFS) { "index on EFS" } else { "index on its disk" };
        let size = TaskSize::of(reading.value(input::SEARCH_SERVICE)).map(|size| size.to_string()).unwrap_or_default();
        let details = vec![format!("1 × {size}"), index.to_owned()];
        derivation.node(NodeId::Search, "Meilisearch", details, BoundaryId::PrivateSubnet(0))
    })
}

fn versioned(name: &str, version: Option<&str>) -> String {
    version.map_or_else(|| name.to_owned(), |version| format!("{name} {version}"))
}

/// A host that only a private network or AWS can have is not called outside; any other name is public.
fn whereabouts(host: &str) -> Ownership {
    let private_address = host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_private());
    let private_name = [".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".internal", ".local"]
        .iter()
        .any(|end| host.ends_with(end));
    if private_address || private_name || !host.contains('.') { Ownership::Existing } else { Ownership::Outside }
}
