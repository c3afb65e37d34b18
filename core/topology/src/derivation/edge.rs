//! The nodes between the internet and the web service, and those that let the tasks out.

use super::Derivation;
use super::block;
use crate::node::{Node, Replica};
use crate::ownership::Ownership;
use crate::part::{BoundaryId, NodeId};
use openmercato_ecs_module::counted;
use openmercato_ecs_module::names::{choice, input};

pub(super) fn nodes(derivation: &Derivation) -> Vec<Node> {
    let mut nodes = vec![users(derivation)];
    nodes.extend(dns(derivation));
    nodes.extend(certificate(derivation));
    nodes.extend(waf(derivation));
    nodes.extend(load_balancer(derivation));
    nodes.extend(egress(derivation));
    nodes
}

fn users(derivation: &Derivation) -> Node {
    let label = if derivation.reading.flag(input::ALB_INTERNAL) { "Clients" } else { "Users" };
    let clients = clients(derivation);
    let mut node = derivation.node(NodeId::Users, label, vec![clients], BoundaryId::Internet);
    node.ownership = Ownership::Outside;
    node
}

/// Who may reach the load balancer: `from anywhere`, `from 10.0.0.0/8`, `from 3 ranges`.
pub(super) fn clients(derivation: &Derivation) -> String {
    match &*derivation.reading.texts(input::ALB_INGRESS_CIDRS) {
        [] => String::new(),
        ranges if ranges.contains(&"0.0.0.0/0") => "from anywhere".to_owned(),
        [range] => format!("from {range}"),
        ranges => format!("from {} ranges", ranges.len()),
    }
}

fn dns(derivation: &Derivation) -> Option<Node> {
    let reading = derivation.reading;
    let domain = reading.text(input::DOMAIN_NAME).unwrap_or("").to_owned();
    if derivation.makes(&NodeId::Dns) {
        let www = if reading.flag(input::CREATE_WWW_RECORD) { "and www" } else { "" };
        let details = vec![domain, www.to_owned()];
        return Some(derivation.node(NodeId::Dns, "Route 53", details, BoundaryId::Account));
    }
    (!domain.is_empty()).then(|| {
        let details = vec![domain, "records kept elsewhere".to_owned()];
        let mut node = derivation.node(NodeId::Dns, "DNS", details, BoundaryId::Internet);
        node.ownership = Ownership::Outside;
        node
    })
}

fn certificate(derivation: &Derivation) -> Option<Node> {
    let made = derivation.makes(&NodeId::Certificate);
    let given = derivation.reading.text(input::CERTIFICATE_ARN).is_some() || derivation.plans(block::HTTPS_LISTENER);
    (made || given).then(|| {
        let detail = if made { "ACM, DNS-validated" } else { "ACM" };
        derivation.node(NodeId::Certificate, "Certificate", vec![detail.to_owned()], BoundaryId::Region)
    })
}

fn waf(derivation: &Derivation) -> Option<Node> {
    derivation.makes(&NodeId::Waf).then(|| {
        let arn = derivation.reading.text(input::WAF_WEB_ACL_ARN).unwrap_or("");
        let name = arn.split("/webacl/").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or("");
        let mut node = derivation.node(NodeId::Waf, "WAF web ACL", vec![name.to_owned()], BoundaryId::Region);
        // Terraform makes the association alone.
        node.ownership = Ownership::Existing;
        node
    })
}

fn load_balancer(derivation: &Derivation) -> Option<Node> {
    derivation.makes(&NodeId::LoadBalancer).then(|| {
        let reach = if derivation.reading.flag(input::ALB_INTERNAL) { "internal" } else { "internet-facing" };
        let listener = match (derivation.plans(block::HTTPS_LISTENER), derivation.plans(block::HTTP_LISTENER)) {
            (true, true) => "HTTP redirects",
            (true, false) => "HTTPS only",
            (false, _) => "plain HTTP",
        };
        let details = vec![reach.to_owned(), listener.to_owned()];
        let mut node = derivation.node(NodeId::LoadBalancer, "Load balancer", details, BoundaryId::PublicSubnet(0));
        // It has a network interface in each of its subnets.
        let others = derivation.subnets.all_public().skip(1);
        node.replicas = others.map(|within| Replica { what: "Interface", count: 1, within }).collect();
        node
    })
}

/// The ways out of the private subnets: NAT gateways, or what an existing network has.
fn egress(derivation: &Derivation) -> Vec<Node> {
    let reading = derivation.reading;
    let gateways = derivation.made_nodes().filter_map(|id| match id {
        NodeId::Nat(row) => {
            let details = vec![derivation.subnets.zone(*row), "fixed address".to_owned()];
            Some(derivation.node(id.clone(), "NAT gateway", details, BoundaryId::PublicSubnet(*row)))
        }
        _ => None,
    });
    let mut nodes: Vec<_> = gateways.collect();
    if !nodes.is_empty() || !reading.is(choice::NETWORKING_EXISTING) {
        return nodes;
    }
    if reading.is(choice::EGRESS_NAT) {
        nodes.push(derivation.node(
            NodeId::ExistingNat,
            "NAT",
            vec!["or the like".to_owned()],
            BoundaryId::PublicSubnet(0),
        ));
    } else if reading.is(choice::EGRESS_VPC_ENDPOINTS) {
        nodes.push(endpoints(derivation));
    }
    nodes
}

fn endpoints(derivation: &Derivation) -> Node {
    let services = derivation.reading.texts(input::EXISTING_VPC_ENDPOINTS);
    let mut details = vec![counted(services.len(), "service", "services")];
    details.push(services.join(", "));
    derivation.node(NodeId::Endpoints, "VPC endpoints", details, derivation.subnets.last_private())
}
