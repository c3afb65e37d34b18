//! Which ports are open to whom, and what leaves the network.

use std::collections::BTreeSet;

use openmercato_ecs_module::PlannedBlock;
use openmercato_ecs_module::names::{choice, input};
use terraform_language::Value;

use super::{Chapter, Subject};

pub(super) fn ports(subject: &Subject) -> Chapter {
    let kinds = ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"];
    let mut rules: Vec<_> = kinds.iter().flat_map(|kind| subject.planned.blocks(kind)).map(|rule| row(rule)).collect();
    // Each group's rules together, those that let in first.
    rules.sort_by_key(|row| GROUPS.iter().position(|(_, words)| *words == row[0]));
    let mut rows: Vec<_> = web_acl(subject).into_iter().collect();
    rows.extend(rules);
    let reach = if subject.reading().flag(input::ALB_INTERNAL) {
        "Nothing is reached from the internet: the load balancer has private addresses alone."
    } else {
        "From the internet the load balancer is reached, and nothing else."
    };
    Chapter {
        title: "Ports that are open, and to whom",
        introduction: format!(
            "{reach} These are all rules of the security groups that are made. What no rule names is closed."
        ),
        columns: &["Of", "Direction", "Port", "To whom, from whom", "For"],
        rows,
    }
}

fn row(rule: &PlannedBlock) -> Vec<String> {
    let text = |name: &str| rule.named.get(name).and_then(Value::as_str);
    let group = |name: &str| text(name).map(group);
    let direction = if rule.address.resource_type.contains("ingress") { "in" } else { "out" };
    let range = text("cidr_ipv4").or_else(|| text("cidr_ipv6")).map(|range| match range {
        "0.0.0.0/0" | "::/0" => format!("anyone, {range}"),
        range => range.to_owned(),
    });
    vec![
        group("security_group_id").unwrap_or_default(),
        direction.to_owned(),
        port(&rule.named),
        range.or_else(|| group("referenced_security_group_id")).unwrap_or_default(),
        text("description").unwrap_or_default().to_owned(),
    ]
}

fn web_acl(subject: &Subject) -> Option<Vec<String>> {
    let acl = subject.reading().text(input::WAF_WEB_ACL_ARN)?;
    let row = ["load balancer", "in", "all below", "whom this web ACL lets through", acl];
    Some(row.map(str::to_owned).to_vec())
}

/// What each security group is about, by the name of its block.
const GROUPS: [(&str, &str); 6] = [
    ("alb", "load balancer"),
    ("app", "tasks"),
    ("db", "database"),
    ("redis", "Redis"),
    ("efs", "file systems"),
    ("search", "search engine"),
];

/// What a security group is about, by the reference to it, as `aws_security_group.app.id`.
fn group(reference: &str) -> String {
    let name = reference.split('.').nth(1).map(|name| name.split('[').next().unwrap_or(name)).unwrap_or_default();
    GROUPS.iter().find(|(of, _)| *of == name).map_or(name, |(_, words)| words).to_owned()
}

fn port(rule: &Value) -> String {
    let number = |name: &str| rule.get(name).and_then(Value::as_number).map(ToString::to_string);
    match (number("from_port"), number("to_port")) {
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => format!("{from} to {to}"),
        _ => "every".into(),
    }
}

pub(super) fn leaving(subject: &Subject) -> Chapter {
    let reading = subject.reading();
    let (anywhere, to_aws) = ways(subject);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row = |what: &str, whereto: &str| rows.push(vec![what.to_owned(), whereto.to_owned()]);
    row("What tasks call", anywhere);
    row("What ECS does for tasks: secrets, logs, images in Amazon ECR", to_aws);
    let of_containers = subject.containers.iter().map(|container| container.image.as_str());
    let images: BTreeSet<_> = of_containers.chain(reading.text(input::IMAGE)).collect();
    images.into_iter().for_each(|image| row("Image, pulled from", image));
    if subject.containers.iter().any(|container| container.is_routed) {
        row("Logs of tasks with a log router", "where firelens_options sends them, and not to CloudWatch");
    }
    let mut named = |what: &str, input| reading.text(input).into_iter().for_each(|place| row(what, place));
    named("Database elsewhere", input::DB_HOST);
    named("Database elsewhere, whose URL is in", input::DATABASE_URL_SECRET_ARN);
    named("Redis elsewhere, whose URL is in", input::REDIS_URL_SECRET_ARN);
    named("Search engine elsewhere", input::SEARCH_HOST);
    named("Uploads elsewhere", input::UPLOADS_BUCKET);
    named("Access logs of the load balancer", input::ALB_ACCESS_LOGS_BUCKET);
    named("Alarms: names and figures", input::ALARM_TOPIC_ARN);
    if subject.makes("aws_budgets_budget") {
        row("Mail of AWS Budgets", "sums of money, to whom monthly_budget names");
    }
    if reading.flag(input::ENABLE_EXECUTE_COMMAND) {
        row("Shells in tasks (ECS Exec)", "through Session Manager, to whom IAM allows ecs:ExecuteCommand");
    }
    Chapter {
        title: "What leaves the network",
        introduction:
            "Database, Redis, file systems and search engine that are made here begin no connection of their own."
                .into(),
        columns: &["What", "Where to"],
        rows,
    }
}

/// How tasks reach anything, and how they reach AWS.
fn ways(subject: &Subject) -> (&'static str, &'static str) {
    let reading = subject.reading();
    if reading.is(choice::NETWORKING_MANAGED) {
        (
            "through NAT gateways, any address: mail, payment, shipping and AI providers are the application's to call",
            "through NAT gateways, the services' public endpoints of the region",
        )
    } else if reading.is(choice::EGRESS_VPC_ENDPOINTS) {
        ("AWS alone, through VPC endpoints, unless the network's own routes lead elsewhere", "through VPC endpoints")
    } else {
        ("through the network's own NAT, any address", "through the network's own NAT, or endpoints that it has")
    }
}
