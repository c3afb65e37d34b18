//! The connections that the planned listeners and security group rules allow.

use super::Derivation;
use super::block::{self, Block};
use super::edge::clients;
use crate::connection::{Connection, Port};
use crate::kind::NodeKind;
use crate::node::Node;
use crate::ownership::Ownership;
use crate::part::{BoundaryId, NodeId, Part};
use openmercato_ecs_module::names::{choice, input};
use terraform_language::InstanceKey;

/// Every connection and attachment, in the order of the picture.
pub(super) fn allowed(derivation: &Derivation, nodes: &[Node]) -> Vec<Connection> {
    let rules = Rules { derivation, nodes };
    let mut list = rules.attachments();
    list.extend(rules.inbound());
    list.extend(rules.to_data());
    list.extend(rules.outbound());
    list
}

struct Rules<'a> {
    derivation: &'a Derivation<'a>,
    nodes: &'a [Node],
}

impl Rules<'_> {
    fn node(&self, id: &NodeId) -> Option<&Node> {
        self.nodes.iter().find(|node| node.id == *id)
    }

    /// What belongs together without traffic that a security group would see.
    fn attachments(&self) -> Vec<Connection> {
        let validated = self.derivation.plans(block::VALIDATION_RECORD);
        let listed = [
            (NodeId::Users, NodeId::Dns, "Looks up the name.", true),
            (NodeId::Dns, NodeId::Certificate, "A record in the zone proves to ACM who owns the name.", validated),
            (NodeId::Dns, NodeId::LoadBalancer, "The name points at the load balancer.", true),
            (NodeId::Certificate, NodeId::LoadBalancer, "The HTTPS listener presents it.", true),
            (NodeId::Waf, NodeId::LoadBalancer, "Inspects every request before the load balancer passes it on.", true),
        ];
        let both = |from: &NodeId, to: &NodeId| self.node(from).is_some() && self.node(to).is_some();
        let present = listed.into_iter().filter(|(from, to, _, holds)| *holds && both(from, to));
        present.map(|(from, to, why, _)| connection(from, to, None, why.to_owned())).collect()
    }

    /// From the clients to the listeners, and on to the web service.
    fn inbound(&self) -> Vec<Connection> {
        let (plans, clients) = (|block| self.derivation.plans(block), clients(self.derivation));
        let https = plans(block::HTTPS_LISTENER);
        let mut list = Vec::new();
        if https && self.lets_clients_in(443) {
            let why = format!("Requests {clients}; TLS ends at the load balancer.");
            list.push(connection(NodeId::Users, NodeId::LoadBalancer, port("HTTPS", Some(443)), why));
        }
        if plans(block::HTTP_LISTENER) && self.lets_clients_in(80) {
            let then = if https { "; the listener redirects them to HTTPS" } else { ", not encrypted" };
            list.push(connection(
                NodeId::Users,
                NodeId::LoadBalancer,
                port("HTTP", Some(80)),
                format!("Requests {clients}{then}."),
            ));
        }
        let open = plans(block::ALB_TO_APP) && plans(block::APP_FROM_ALB);
        if open && plans(block::WEB_TARGET_GROUP) && self.node(&NodeId::Web).is_some() {
            let why = "Requests and health checks; only the load balancer may connect.".to_owned();
            let number = self.derivation.reading.port(input::CONTAINER_PORT);
            list.push(connection(NodeId::LoadBalancer, NodeId::Web, port("HTTP", number), why));
        }
        list
    }

    /// The keys of the load balancer's rules begin with the port.
    fn lets_clients_in(&self, port: u16) -> bool {
        let rules = self.derivation.plan.resources.iter().map(|resource| &resource.address);
        let mut rules = rules.filter(|rule| Block::of(rule) == block::ALB_INGRESS);
        rules.any(|rule| match &rule.key {
            InstanceKey::Each(key) => key.split(' ').next() == Some(port.to_string().as_str()),
            InstanceKey::Single | InstanceKey::Count(_) => true,
        })
    }

    fn to_data(&self) -> Vec<Connection> {
        let reading = self.derivation.reading;
        let parts = [
            (
                NodeId::Database,
                block::DB_FROM_APP,
                reading.port(input::DB_PORT),
                "Reads and writes the application's data",
            ),
            (NodeId::Redis, block::REDIS_FROM_APP, Some(6379), "Queues, cache and rate limits"),
            (NodeId::Search, block::SEARCH_FROM_APP, Some(7700), "Searches, and fills the index"),
        ];
        let mut list = Vec::new();
        for (id, rule, number, why) in parts {
            let Some(node) = self.node(&id) else { continue };
            if node.ownership == Ownership::Module {
                if self.reaches_out() && self.derivation.plans(rule) {
                    let why = format!("{why}; only the tasks may connect.");
                    list.push(connection(BoundaryId::Cluster, id, port("TCP", number), why));
                }
            } else if self.reaches_out() {
                let number = number.filter(|_| id == NodeId::Database && reading.text(input::DB_HOST).is_some());
                let mut external = connection(
                    BoundaryId::Cluster,
                    id,
                    port("TCP", number),
                    format!("{why}; its own firewall must let the tasks in."),
                );
                if node.ownership == Ownership::Outside {
                    external.via = self.ways_out(NodeKind::Nat);
                }
                list.push(external);
            }
        }
        list
    }

    /// Whether the tasks' security group lets everything out.
    fn reaches_out(&self) -> bool {
        self.derivation.plans(block::APP_EGRESS)
    }

    fn ways_out(&self, kind: NodeKind) -> Vec<NodeId> {
        self.nodes.iter().filter(|node| node.kind() == kind).map(|node| node.id.clone()).collect()
    }

    /// From the tasks to AWS services and the internet.
    fn outbound(&self) -> Vec<Connection> {
        if !self.reaches_out() || self.node(&NodeId::Web).is_none() {
            return Vec::new();
        }
        let gateways = self.ways_out(NodeKind::Nat);
        let via = if gateways.is_empty() { self.ways_out(NodeKind::Endpoints) } else { gateways.clone() };
        let in_bucket = self.derivation.reading.is(choice::UPLOADS_S3);
        let services = [
            (NodeId::Registry, "Pulls the image when a task starts."),
            (NodeId::Secrets, "Reads the secrets when a task starts."),
            (NodeId::Logs, "Writes what the containers print."),
        ];
        let services =
            services.into_iter().chain(in_bucket.then_some((NodeId::Uploads, "Reads and writes the files.")));
        let present = services.filter(|(id, _)| self.node(id).is_some());
        let mut list: Vec<_> = present
            .map(|(id, why)| Connection {
                via: via.clone(),
                ..connection(BoundaryId::Cluster, id, port("HTTPS", Some(443)), why.to_owned())
            })
            .collect();
        if self.node(&NodeId::Uploads).is_some() && !in_bucket {
            let why = "Reads and writes the files, on a mount target in each zone.".to_owned();
            list.push(connection(BoundaryId::Cluster, NodeId::Uploads, port("NFS", Some(2049)), why));
        }
        if !gateways.is_empty() {
            let why = "What the application calls: mail, webhooks, payment and shipping providers.".to_owned();
            list.push(Connection {
                via: gateways,
                ..connection(BoundaryId::Cluster, BoundaryId::Internet, port("any", None), why)
            });
        }
        list
    }
}

fn connection(from: impl Into<Part>, to: impl Into<Part>, port: Option<Port>, why: String) -> Connection {
    Connection { from: from.into(), to: to.into(), via: Vec::new(), port, why }
}

#[allow(clippy::unnecessary_wraps)]
fn port(protocol: &'static str, number: Option<u16>) -> Option<Port> {
    Some(Port { protocol, number })
}
