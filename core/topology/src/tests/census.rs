//! Nothing that is planned is lost, and no connection is drawn that the rules do not allow.

use super::samples::{Sample, all};
use crate::{BoundaryId, NodeId, NodeKind, Ownership, Part, Task, Topology};
use openmercato_ecs_module::{Plan, Values};
use serde_json::json;
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
        let topology = Topology::of(&evaluation.plan, evaluation.in_effect());
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
fn only_permissions_and_what_aws_has_nothing_of_are_not_drawn() {
    for (name, sample) in all() {
        let topology = sample.topology();
        let is_drawn = |kind: &str| kind.starts_with("aws_") && !kind.starts_with("aws_iam_");
        let others = topology.undrawn.iter().find(|undrawn| is_drawn(&undrawn.address.resource_type));
        assert_eq!(others, None, "{name}");
    }
}

#[test]
fn ids_are_unique_and_boundaries_exist() {
    for (name, sample) in all() {
        let topology = sample.topology();
        let nodes = topology.nodes.iter().map(|node| node.id.to_string());
        let boundaries = topology.boundaries.iter().map(|boundary| boundary.id.to_string());
        let mut ids: Vec<_> = nodes.chain(boundaries).collect();
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name}");
        let around_nodes = topology.nodes.iter().map(|node| &node.within);
        for within in around_nodes.chain(topology.boundaries.iter().flat_map(|boundary| &boundary.within)) {
            assert!(topology.boundary(*within).is_some(), "{name}: {within}");
        }
        for connection in &topology.connections {
            let via = connection.via.iter().cloned().map(Part::Node);
            for part in [connection.from.clone(), connection.to.clone()].into_iter().chain(via) {
                let is_there = match &part {
                    Part::Node(id) => topology.node(id).is_some(),
                    Part::Boundary(id) => topology.boundary(*id).is_some(),
                };
                assert!(is_there, "{name}: {part}");
            }
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
        let count = |topology: &Topology| {
            topology
                .connections
                .iter()
                .filter(|c| (c.from.to_string(), c.to.to_string()) == (from.to_owned(), to.to_owned()))
                .count()
        };
        assert!(count(&sample.topology()) > left, "{from} to {to} is there with all rules");
        assert_eq!(count(&without(&sample, missing)), left, "{from} to {to} without {missing:?}");
    }
}

#[test]
fn every_connection_with_a_port_starts_where_a_rule_lets_it() {
    for (name, sample) in all() {
        for connection in sample.topology().connections.iter().filter(|connection| connection.port.is_some()) {
            let known = matches!(
                (&connection.from, &connection.to),
                (Part::Node(NodeId::Users), Part::Node(NodeId::LoadBalancer))
                    | (Part::Node(NodeId::LoadBalancer), Part::Node(NodeId::Web))
                    | (Part::Boundary(BoundaryId::Cluster), _)
            );
            assert!(known, "{name}: {}", connection.id());
        }
    }
}

#[test]
fn what_exists_is_told_from_what_is_made() {
    let topology = Sample::minimal().existing_network("nat").external().dns().waf().topology();
    let of = |id: NodeId| topology.node(&id).map(|node| node.ownership);
    assert_eq!(of(NodeId::Web), Some(Ownership::Module));
    assert_eq!(of(NodeId::Certificate), Some(Ownership::Module));
    assert_eq!(of(NodeId::Waf), Some(Ownership::Existing));
    assert_eq!(of(NodeId::ExistingNat), Some(Ownership::Existing));
    assert_eq!(of(NodeId::Database), Some(Ownership::Outside));
    assert_eq!(of(NodeId::Redis), Some(Ownership::Existing));
    assert_eq!(of(NodeId::Users), Some(Ownership::Outside));
    assert_eq!(topology.boundary(BoundaryId::Vpc).map(|vpc| vpc.ownership), Some(Ownership::Existing));
}

#[test]
fn nodes_say_what_they_are() {
    let topology = Sample::minimal().topology();
    let details = |id: NodeId| topology.node(&id).map(|node| node.details.join("; ")).unwrap_or_default();
    assert_eq!(details(NodeId::Web), "2 × 1 vCPU, 4 GiB");
    assert_eq!(details(NodeId::Task(Task::Migration)), "started on demand; 0.5 vCPU, 2 GiB");
    assert_eq!(details(NodeId::Database), "db.t4g.medium; 50 GiB; Multi-AZ");
    assert_eq!(details(NodeId::Redis), "cache.t4g.small; 2 nodes; Multi-AZ");
    assert_eq!(details(NodeId::Registry), "openmercato; 1.4.2");
    assert_eq!(details(NodeId::Secrets), "1 secret; database password; a change starts new tasks");
    assert_eq!(details(NodeId::Logs), "2 log groups; kept 30 days");
    assert_eq!(topology.name_of(&NodeId::Database.into()), "PostgreSQL 17");
}

#[test]
fn files_and_search_say_where_they_are() {
    let of = |sample: Sample, id: NodeId| {
        let topology = sample.topology();
        let node = topology.node(&id).unwrap_or_else(|| panic!("no {id}"));
        (node.label.clone(), node.details.join("; "), node.ownership)
    };
    let known = |label: &str, details: &str, ownership| (label.to_owned(), details.to_owned(), ownership);
    let sample = Sample::minimal;
    let exists = json!({
        "uploads_mode": "efs", "create_uploads_storage": false, "uploads_file_system_id": "fs-0123456789abcdef0",
    });
    for (changed, id, expected) in [
        (
            sample().uploads("efs"),
            NodeId::Uploads,
            known("Uploads on EFS", "/app/storage; daily copies", Ownership::Module),
        ),
        (
            sample().with(&exists),
            NodeId::Uploads,
            known("Uploads on EFS", "/app/storage; fs-0123456789abcdef0", Ownership::Existing),
        ),
        // The index has a file system of its own, which is not the one of the uploads.
        (
            sample().with(&exists).search("managed"),
            NodeId::Uploads,
            known("Uploads on EFS", "/app/storage; fs-0123456789abcdef0", Ownership::Existing),
        ),
        (sample().uploads("s3"), NodeId::Uploads, known("Uploads in S3", "versioned, encrypted", Ownership::Module)),
        (
            sample().search("managed"),
            NodeId::Search,
            known("Meilisearch", "1 × 1 vCPU, 2 GiB; index on EFS", Ownership::Module),
        ),
        (
            sample().search("external"),
            NodeId::Search,
            known("Meilisearch", "ms-0123456789ab.fra.meilisearch.io:7700", Ownership::Outside),
        ),
    ] {
        assert_eq!(of(changed, id), expected);
    }
    assert!(sample().topology().node(&NodeId::Uploads).is_none(), "on a task's disk there is nothing to draw");
}

#[test]
fn without_a_plan_and_values_there_is_still_a_picture() {
    let topology = Topology::of(&Plan::default(), &Values::default());
    assert!(topology.node(&NodeId::Users).is_some());
    assert!(topology.boundary(BoundaryId::PrivateSubnet(0)).is_some());
}

#[test]
fn services_say_their_range_their_sidecars_and_their_spot_share() {
    let night = json!({"night": {"schedule": "cron(0 20 * * ? *)", "min_capacity": 1, "max_capacity": 2}});
    let sidecar = r#"{"name": "agent", "image": "agent:1"}"#;
    let topology = Sample::minimal()
        .with(&json!({
            "runtime_mode": "split_workers",
            "web_service": {"scheduled_scaling": night, "sidecars": [sidecar]},
            "worker_services": {"mails": {"desired_count": 4, "command": ["yarn", "mails"], "spot_percent": 75}, "rest": {"spot_percent": 0}},
        }))
        .topology();
    let details = |id: NodeId| topology.node(&id).map(|node| node.details.join("; ")).unwrap_or_default();
    assert_eq!(details(NodeId::Web), "1 to 2 × 1 vCPU, 4 GiB; with 1 sidecar");
    assert_eq!(details(NodeId::Worker("mails".into())), "4 × 0.5 vCPU, 2 GiB; yarn mails; 75 % on Fargate Spot");
    assert_eq!(details(NodeId::Worker("rest".into())), "1 × 0.5 vCPU, 2 GiB");
}
