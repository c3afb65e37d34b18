//! What an edit changes.

use super::samples::Sample;
use crate::NodeId;
use serde_json::json;

#[test]
fn the_same_topology_has_no_changes() {
    let topology = Sample::minimal().topology();
    assert!(topology.changes_since(&topology).is_empty());
}

#[test]
fn a_worker_that_comes_is_new_and_nothing_else_is() {
    let before = Sample::minimal().numbered_workers(2).topology();
    let changes = Sample::minimal().numbered_workers(3).topology().changes_since(&before);
    assert_eq!(changes.added_nodes.into_iter().collect::<Vec<_>>(), [NodeId::Worker("fulltext".into())]);
    assert_eq!(changes.changed_nodes.into_iter().collect::<Vec<_>>(), [NodeId::Logs], "one more log group");
    assert!(changes.removed_nodes.is_empty() && changes.added_connections.is_empty());
}

#[test]
fn a_third_zone_changes_what_runs_in_it() {
    let before = Sample::minimal().zones(2).topology();
    let changes = Sample::minimal().zones(3).topology().changes_since(&before);
    assert!(changes.changed_nodes.contains(&NodeId::Web), "in 2 of 3 zones");
}

#[test]
fn a_domain_brings_its_nodes_and_connections() {
    let before = Sample::minimal().topology();
    let changes = Sample::minimal().dns().topology().changes_since(&before);
    assert_eq!(changes.added_nodes.into_iter().collect::<Vec<_>>(), [NodeId::Certificate, NodeId::Dns]);
    assert!(changes.added_connections.contains("users>load-balancer:HTTPS"));
    assert!(changes.changed_nodes.contains(&NodeId::LoadBalancer));
}

#[test]
fn what_goes_is_named_as_it_was() {
    let before = Sample::minimal().dns().topology();
    let changes = Sample::minimal().topology().changes_since(&before);
    let removed: Vec<_> = changes.removed_nodes.iter().map(|node| node.label.as_str()).collect();
    assert_eq!(removed, ["Route 53", "Certificate"]);
}

#[test]
fn a_database_that_moves_out_stays_the_same_node() {
    let before = Sample::minimal().topology();
    let changes = Sample::minimal().with(&json!({"database_mode": "external"})).topology().changes_since(&before);
    assert!(changes.changed_nodes.contains(&NodeId::Database));
    assert!(!changes.added_nodes.contains(&NodeId::Database));
}
