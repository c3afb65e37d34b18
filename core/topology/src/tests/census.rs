//! Nothing that is planned is lost, and no connection is drawn that the rules do not allow.

use super::samples::{Sample, all};
use crate::{NodeKind, Ownership, Topology};
use openmercato_ecs_module::{Plan, Values};
use std::collections::BTreeMap;
use std::path::Path;

#[test]
fn every_section_of_a_node_is_one_of_the_form() {
    let module =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../module-templates/infra/terraform/modules/openmercato-ecs");
    let variables = std::fs::read_to_string(module.join("variables.tf")).expect("readable");
    for kind in NodeKind::ALL {
        assert!(variables.contains(&format!("\n# {}\n", kind.section())), "{kind:?}: {}", kind.section());
    }
}

#[test]
fn every_planned_resource_is_in_one_place() {
    for (name, sample) in all() {
        let evaluation = sample.evaluation();
        let topology = Topology::of(&evaluation.plan, &evaluation.in_effect());
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let drawn = topology.nodes.iter().flat_map(|node| &node.resources);
        let bounding = topology.boundaries.iter().flat_map(|boundary| &boundary.resources);
        let undrawn = topology.undrawn.iter().map(|undrawn| &undrawn.address);
        for address in drawn.chain(bounding).chain(undrawn) {
            *seen.entry(address.to_string()).or_default() += 1;
        }
        for planned in &evaluation.plan.resources {
            assert_eq!(seen.remove(&planned.address.to_string()), Some(1), "{name}: {}", planned.address);
        }
        assert!(seen.is_empty(), "{name}: not planned: {seen:?}");
    }
}

#[test]
fn only_permissions_are_not_drawn() {
    for (name, sample) in all() {
        let topology = sample.topology();
        let others = topology.undrawn.iter().find(|undrawn| !undrawn.address.resource_type.starts_with("aws_iam_"));
        assert_eq!(others, None, "{name}");
    }
}

#[test]
fn ids_are_unique_and_boundaries_exist() {
    for (name, sample) in all() {
        let topology = sample.topology();
        let ids =
            topology.nodes.iter().map(|node| &node.id).chain(topology.boundaries.iter().map(|boundary| &boundary.id));
        let mut ids: Vec<_> = ids.collect();
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name}");
        for within in topology
            .nodes
            .iter()
            .flat_map(|node| &node.within)
            .chain(topology.boundaries.iter().flat_map(|b| &b.within))
        {
            assert!(topology.boundary(within).is_some(), "{name}: {within}");
        }
        for end in topology
            .connections
            .iter()
            .flat_map(|connection| [&connection.from, &connection.to].into_iter().chain(&connection.via))
        {
            assert!(topology.node(end).is_some() || topology.boundary(end).is_some(), "{name}: {end}");
        }
    }
}

/// The topology of a deployment whose plan lacks some resources.
fn without(sample: &Sample, missing: &[&str]) -> Topology {
    let evaluation = sample.evaluation();
    let mut plan: Plan = evaluation.plan.clone();
    plan.resources.retain(|planned| !missing.iter().any(|address| planned.address.to_string().starts_with(address)));
    Topology::of(&plan, &evaluation.values)
}

#[test]
fn a_connection_goes_with_its_rule() {
    let sample = Sample::minimal().dns();
    let cases: [(&[&str], &str, &str, usize); 8] = [
        (&["aws_lb_listener.https"], "users", "load-balancer", 1),
        (&["aws_vpc_security_group_ingress_rule.alb[\"443"], "users", "load-balancer", 1),
        (&["aws_vpc_security_group_ingress_rule.alb["], "users", "load-balancer", 0),
        (&["aws_vpc_security_group_ingress_rule.app_from_alb"], "load-balancer", "web", 0),
        (&["aws_vpc_security_group_egress_rule.alb_to_app"], "load-balancer", "web", 0),
        (&["aws_vpc_security_group_ingress_rule.db_from_app"], "cluster", "database", 0),
        (&["aws_vpc_security_group_ingress_rule.redis_from_app"], "cluster", "redis", 0),
        (&["aws_vpc_security_group_egress_rule.app"], "cluster", "secrets", 0),
    ];
    for (missing, from, to, left) in cases {
        let count = |topology: &Topology| topology.connections.iter().filter(|c| c.from == from && c.to == to).count();
        assert!(count(&sample.topology()) > left, "{from} to {to} is there with all rules");
        assert_eq!(count(&without(&sample, missing)), left, "{from} to {to} without {missing:?}");
    }
}

#[test]
fn every_connection_with_a_port_starts_where_a_rule_lets_it() {
    for (name, sample) in all() {
        for connection in sample.topology().connections.iter().filter(|connection| connection.port.is_some()) {
            let pair = (connection.from.as_str(), connection.to.as_str());
            let known = matches!(pair, ("users", "load-balancer") | ("load-balancer", "web") | ("cluster", _));
            assert!(known, "{name}: {pair:?}");
        }
    }
}

#[test]
fn what_exists_is_told_from_what_is_made() {
    let topology = Sample::minimal().existing_network("nat").external().dns().waf().topology();
    let of = |id: &str| topology.node(id).map(|node| node.ownership);
    assert_eq!(of("web"), Some(Ownership::Module));
    assert_eq!(of("certificate"), Some(Ownership::Module));
    assert_eq!(of("waf"), Some(Ownership::Existing));
    assert_eq!(of("nat"), Some(Ownership::Existing));
    assert_eq!(of("database"), Some(Ownership::Outside));
    assert_eq!(of("redis"), Some(Ownership::Existing));
    assert_eq!(of("users"), Some(Ownership::Outside));
    assert_eq!(topology.boundary("vpc").map(|vpc| vpc.ownership), Some(Ownership::Existing));
}

#[test]
fn nodes_say_what_they_are() {
    let topology = Sample::minimal().topology();
    let details = |id: &str| topology.node(id).map(|node| node.details.join("; ")).unwrap_or_default();
    assert_eq!(details("web"), "2 × 1 vCPU, 4 GiB");
    assert_eq!(details("task/migration"), "started on demand; 0.5 vCPU, 2 GiB");
    assert_eq!(details("database"), "db.t4g.medium; 50 GiB; Multi-AZ");
    assert_eq!(details("redis"), "cache.t4g.small; 2 nodes; Multi-AZ");
    assert_eq!(details("registry"), "openmercato; 1.4.2");
    assert_eq!(details("secrets"), "1 secret; database password");
    assert_eq!(details("logs"), "2 log groups; kept 30 days");
    assert_eq!(topology.name_of("database"), "PostgreSQL 17");
}

#[test]
fn without_a_plan_and_values_there_is_still_a_picture() {
    let topology = Topology::of(&Plan::default(), &Values::default());
    assert!(topology.node("users").is_some());
    assert!(topology.boundary("private/0").is_some());
}
