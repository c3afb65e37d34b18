//! The connections that the planned listeners and security group rules allow.

use super::Derivation;
use super::edge::clients;
use crate::{Connection, Node, NodeKind, Ownership, Port};
use openmercato_ecs_module::names::input;
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

const INGRESS: &str = "aws_vpc_security_group_ingress_rule";
const EGRESS: &str = "aws_vpc_security_group_egress_rule";

impl Rules<'_> {
    fn node(&self, id: &str) -> Option<&Node> {
        self.nodes.iter().find(|node| node.id == id)
    }

    /// What belongs together without traffic that a security group would see.
    fn attachments(&self) -> Vec<Connection> {
        let validated = self.derivation.plans("aws_route53_record", "validation");
        let listed = [
            ("users", "dns", "Looks up the name.", true),
            ("dns", "certificate", "A record in the zone proves to ACM who owns the name.", validated),
            ("dns", "load-balancer", "The name points at the load balancer.", true),
            ("certificate", "load-balancer", "The HTTPS listener presents it.", true),
            ("waf", "load-balancer", "Inspects every request before the load balancer passes it on.", true),
        ];
        let both = |from, to| self.node(from).is_some() && self.node(to).is_some();
        let present = listed.into_iter().filter(|(from, to, _, holds)| *holds && both(from, to));
        present.map(|(from, to, why, _)| connection(from, to, None, why.to_owned())).collect()
    }

    /// From the clients to the listeners, and on to the web service.
    fn inbound(&self) -> Vec<Connection> {
        let (plans, clients) = (|kind, name| self.derivation.plans(kind, name), clients(self.derivation));
        let https = plans("aws_lb_listener", "https");
        let mut list = Vec::new();
        if https && self.lets_clients_in(443) {
            let why = format!("Requests {clients}; TLS ends at the load balancer.");
            list.push(connection("users", "load-balancer", port("HTTPS", Some(443)), why));
        }
        if plans("aws_lb_listener", "http") && self.lets_clients_in(80) {
            let then = if https { "; the listener redirects them to HTTPS" } else { ", not encrypted" };
            list.push(connection(
                "users",
                "load-balancer",
                port("HTTP", Some(80)),
                format!("Requests {clients}{then}."),
            ));
        }
        let open = plans(EGRESS, "alb_to_app") && plans(INGRESS, "app_from_alb");
        if open && plans("aws_lb_target_group", "web") && self.node("web").is_some() {
            let why = "Requests and health checks; only the load balancer may connect.".to_owned();
            let number = self.derivation.reading.port(input::CONTAINER_PORT);
            list.push(connection("load-balancer", "web", port("HTTP", number), why));
        }
        list
    }

    /// The keys of the load balancer's rules begin with the port.
    fn lets_clients_in(&self, port: u16) -> bool {
        let rules = self.derivation.plan.resources.iter().map(|resource| &resource.address);
        let mut rules = rules.filter(|rule| &*rule.resource_type == INGRESS && &*rule.name == "alb");
        rules.any(|rule| match &rule.key {
            InstanceKey::Each(key) => key.split(' ').next() == Some(port.to_string().as_str()),
            InstanceKey::Single | InstanceKey::Count(_) => true,
        })
    }

    fn to_data(&self) -> Vec<Connection> {
        let reading = self.derivation.reading;
        let parts = [
            ("database", "db_from_app", reading.port(input::DB_PORT), "Reads and writes the application's data"),
            ("redis", "redis_from_app", Some(6379), "Queues, cache and rate limits"),
        ];
        let mut list = Vec::new();
        for (id, rule, number, why) in parts {
            let Some(node) = self.node(id) else { continue };
            if node.ownership == Ownership::Module {
                if self.reaches_out() && self.derivation.plans(INGRESS, rule) {
                    let why = format!("{why}; only the tasks may connect.");
                    list.push(connection("cluster", id, port("TCP", number), why));
                }
            } else if self.reaches_out() {
                let number = number.filter(|_| id == "database" && reading.text(input::DB_HOST).is_some());
                let mut external = connection(
                    "cluster",
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
        self.derivation.plans(EGRESS, "app")
    }

    fn ways_out(&self, kind: NodeKind) -> Vec<String> {
        self.nodes.iter().filter(|node| node.kind == kind).map(|node| node.id.clone()).collect()
    }

    /// From the tasks to AWS services and the internet.
    fn outbound(&self) -> Vec<Connection> {
        if !self.reaches_out() || self.node("web").is_none() {
            return Vec::new();
        }
        let gateways = self.ways_out(NodeKind::Nat);
        let via = if gateways.is_empty() { self.ways_out(NodeKind::Endpoints) } else { gateways.clone() };
        let services = [
            ("registry", "Pulls the image when a task starts."),
            ("secrets", "Reads the secrets when a task starts."),
            ("logs", "Writes what the containers print."),
        ];
        let present = services.into_iter().filter(|(id, _)| self.node(id).is_some());
        let mut list: Vec<_> = present
            .map(|(id, why)| Connection {
                via: via.clone(),
                ..connection("cluster", id, port("HTTPS", Some(443)), why.to_owned())
            })
            .collect();
        if !gateways.is_empty() {
            let why = "What the application calls: mail, webhooks, payment and shipping providers.".to_owned();
            list.push(Connection { via: gateways, ..connection("cluster", "internet", port("any", None), why) });
        }
        list
    }
}

fn connection(from: &str, to: &str, port: Option<Port>, why: String) -> Connection {
    Connection { from: from.to_owned(), to: to.to_owned(), via: Vec::new(), port, why }
}

#[allow(clippy::unnecessary_wraps)]
fn port(protocol: &'static str, number: Option<u16>) -> Option<Port> {
    Some(Port { protocol, number })
}
