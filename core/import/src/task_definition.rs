//! Container definitions of Amazon ECS: alone, in a task definition, or in what `aws ecs describe-task-definition` prints.
//! <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html>

use crate::container::{self, Role};
use crate::environment::{self, Environment, NamedValue};
use crate::reader::{Reader, short};
use crate::tree::{Entry, Node};
use openmercato_ecs_module::names::{Attribute, attribute, input};
use terraform_language::{InputPath, Step, Value};

/// What only container definitions say: a file of inputs may have `name` and `image` as well.
const OF_CONTAINERS: [&str; 9] = [
    "essential",
    "portMappings",
    "environment",
    "logConfiguration",
    "entryPoint",
    "mountPoints",
    "memoryReservation",
    "dockerLabels",
    "healthCheck",
];

/// What AWS adds to a task definition that is registered.
const ADDED: [&str; 9] = [
    "taskDefinitionArn",
    "revision",
    "status",
    "requiresAttributes",
    "compatibilities",
    "registeredAt",
    "registeredBy",
    "deregisteredAt",
    "family",
];

/// Whether container definitions are in a tree.
pub(crate) fn is_one(tree: &Node) -> bool {
    let task = tree.get("taskDefinition").unwrap_or(tree);
    let is_container = |node: &Node| {
        node.get("image").is_some()
            && node.get("name").is_some()
            && OF_CONTAINERS.iter().any(|name| node.get(name).is_some())
    };
    let is_named = |node: &Node| node.get("image").is_some() && node.get("name").is_some();
    task.get("containerDefinitions").is_some_and(|list| !list.elements().is_empty())
        || is_container(tree)
        || !tree.elements().is_empty() && tree.elements().iter().all(|element| is_named(element))
}

/// Reads a tree in which container definitions are.
pub(crate) fn read(reader: &mut Reader, environment: &mut Environment, tree: &Node) {
    let task = tree.get("taskDefinition").unwrap_or(tree);
    let containers: Vec<&Node> = match task.get("containerDefinitions") {
        Some(list) => list.elements().iter().map(|element| &**element).collect(),
        None if tree.elements().is_empty() => vec![tree],
        None => tree.elements().iter().map(|element| &**element).collect(),
    };
    // Of several that are as likely the first.
    let app = containers.iter().rev().max_by_key(|container| likelihood(container));
    if let Some(app) = app {
        let mut reading = Reading { reader, environment, role: role(app) };
        reading.role.clone().choose(reading.reader, app.span.start..app.span.start);
        if task.get("containerDefinitions").is_some() {
            reading.task(task);
            reading.tags(tree);
        }
        reading.container(app, task);
        reading.sidecars(containers.iter().filter(|container| !std::ptr::eq(**container, *app)).copied());
    }
    reader.rest(tree, "");
}

fn text<'n>(node: &'n Node, name: &str) -> &'n str {
    node.get(name).and_then(Node::text).unwrap_or_default()
}

fn has_port(container: &Node) -> bool {
    container.get("portMappings").is_some_and(|ports| !ports.elements().is_empty())
}

fn likelihood(container: &Node) -> i32 {
    let is_essential = container.get("essential").is_none_or(Node::is_true);
    container::likelihood(text(container, "name"), text(container, "image"), has_port(container))
        + i32::from(is_essential)
}

fn role(app: &Node) -> Role {
    let command = app.get("command").and_then(Node::texts).unwrap_or_default().join(" ");
    Role::of(text(app, "name"), &command, has_port(app))
}

struct Reading<'r, 'a> {
    reader: &'r mut Reader<'a>,
    environment: &'r mut Environment,
    role: Role,
}

impl Reading<'_, '_> {
    /// What a task definition says beside its containers.
    fn task(&mut self, task: &Node) {
        for entry in task.entries() {
            match entry.key.as_str() {
                "cpu" => self.number(entry, attribute::CPU, units(&entry.value, "vcpu")),
                "memory" => self.number(entry, attribute::MEMORY, units(&entry.value, "gb")),
                "runtimePlatform" => self.platform(&entry.value),
                "ephemeralStorage" => {
                    if let Some(size) = entry.value.entry("sizeInGiB") {
                        self.number(size, attribute::EPHEMERAL_STORAGE_GIB, container::decimal(&size.value));
                    }
                }
                "networkMode" if entry.value.text() == Some("awsvpc") => self.as_fargate(entry),
                "requiresCompatibilities" if entry.value.texts().is_some_and(|all| all.contains(&"FARGATE")) => {
                    self.as_fargate(entry);
                }
                "executionRoleArn" | "taskRoleArn" => {
                    let text = format!(
                        "{} is left out: the module makes roles. What this one permits beyond, task_role_policies can hold.",
                        entry.key
                    );
                    self.reader.leave_out(entry.whole(), None, text);
                }
                name if ADDED.contains(&name) => {
                    self.reader.aside(
                        entry.whole(),
                        format!("{name} is no input: the module registers a task definition of its own."),
                    );
                }
                _ => {}
            }
        }
    }

    fn as_fargate(&mut self, entry: &Entry) {
        self.reader.aside(entry.whole(), format!("{} is no input: all runs on Fargate, which has it so.", entry.key));
    }

    fn platform(&mut self, platform: &Node) {
        for entry in platform.entries() {
            match entry.key.as_str() {
                "cpuArchitecture" => self.set(entry, &input::CPU_ARCHITECTURE.path(), entry.value.value()),
                "operatingSystemFamily" if entry.value.text() == Some("LINUX") => self.as_fargate(entry),
                _ => {}
            }
        }
    }

    /// Tags, as AWS lists them.
    fn tags(&mut self, tree: &Node) {
        for tag in tree.get("tags").map(Node::elements).unwrap_or_default() {
            if let (Some(key), Some(value)) =
                (tag.get("key").and_then(Node::text), tag.get("value").and_then(Node::text))
            {
                let path = input::TAGS.path().then(Step::Key(key.into()));
                self.reader.set(tag.span.clone(), &path, Value::string(value));
            }
        }
    }

    fn container(&mut self, app: &Node, task: &Node) {
        let has_task = task.get("containerDefinitions").is_some();
        let task_says = |name: &str| has_task && task.get(name).is_some();
        for entry in app.entries() {
            match entry.key.as_str() {
                "name" => self.reader.aside(entry.whole(), "name is no input: the container is called app here."),
                "image" => self.set(entry, &input::IMAGE.path(), entry.value.value()),
                "repositoryCredentials" => {
                    if let Some(secret) = entry.value.entry("credentialsParameter") {
                        self.set(secret, &input::REPOSITORY_CREDENTIALS_SECRET_ARN.path(), secret.value.value());
                    }
                }
                "essential" if entry.value.is_true() => {
                    self.reader.aside(entry.whole(), "essential is no input: app always is.");
                }
                "cpu" | "memory" if entry.value.is_empty() || task_says(&entry.key) => {
                    self.reader.aside(
                        entry.whole(),
                        format!("{} of the container is no input: that of its task counts.", entry.key),
                    );
                }
                "cpu" => self.number(entry, attribute::CPU, container::decimal(&entry.value)),
                "memory" => self.number(entry, attribute::MEMORY, container::decimal(&entry.value)),
                "portMappings" => self.ports(&entry.value),
                "environment" => self.variables(&entry.value),
                "secrets" => self.secrets(&entry.value),
                "command" => {
                    if let Some(words) = entry.value.texts().filter(|words| !words.is_empty()) {
                        self.attribute(entry, attribute::COMMAND, container::texts(words));
                    }
                }
                "healthCheck" => self.health_check(&entry.value),
                "stopTimeout" => self.number(entry, attribute::STOP_TIMEOUT, container::decimal(&entry.value)),
                "ulimits" => self.limits(&entry.value),
                "logConfiguration" => self.log(entry),
                _ => {}
            }
        }
    }

    fn ports(&mut self, ports: &Node) {
        if self.role != Role::Web {
            return;
        }
        let Some(first) = ports.elements().first() else { return };
        let port = first.get("containerPort").and_then(Node::number);
        for entry in first.entries() {
            match (entry.key.as_str(), port.clone()) {
                ("containerPort", Some(port)) => self.set(entry, &input::CONTAINER_PORT.path(), Value::Number(port)),
                ("hostPort", port) if entry.value.number() == port => self.as_fargate(entry),
                ("protocol", _) if entry.value.text() == Some("tcp") => self.as_fargate(entry),
                ("name" | "appProtocol", _) => {
                    self.reader.aside(
                        entry.whole(),
                        format!("{} of a port is no input: Service Connect alone reads it.", entry.key),
                    );
                }
                _ => {}
            }
        }
    }

    fn variables(&mut self, list: &Node) {
        for element in list.elements() {
            let Some(name) = element.entry("name").filter(|name| name.value.is_scalar()) else { continue };
            let value = element.get("value").and_then(Node::text).unwrap_or_default().to_owned();
            let span = element.entry("value").map_or(name.value.span.clone(), |value| value.value.span.clone());
            let of = NamedValue {
                layer: self.role.environment(),
                name: name.value.text().unwrap_or_default().to_owned(),
                value: Some(value),
                place: element.span.clone(),
                span,
                is_secret: false,
            };
            self.environment.add(self.reader, of);
        }
    }

    fn secrets(&mut self, list: &Node) {
        for element in list.elements() {
            let name = element.get("name").and_then(Node::text);
            let Some((name, from)) = name.zip(element.get("valueFrom").and_then(Node::text)) else { continue };
            let span = element.span.clone();
            match environment::connection(name) {
                Some((external, secret)) => {
                    if self.reader.choose(external) {
                        let text = format!(
                            "{name} comes from a secret, so what it leads to exists already: {} is {:?}.",
                            external.input, external.value
                        );
                        self.reader.changed(span.clone(), &external.input.path(), text);
                    }
                    self.reader.set(span, &secret.path(), Value::string(from));
                }
                None => {
                    let path = self.role.secrets().then(Step::Key(name.into()));
                    self.reader.set(span, &path, Value::string(from));
                }
            }
        }
    }

    fn health_check(&mut self, check: &Node) {
        if matches!(self.role, Role::Migration | Role::SchedulerSync) || check.get("command").is_none() {
            return;
        }
        for entry in check.entries() {
            let number = || entry.value.number().map(Value::Number);
            let (attribute, value) = match entry.key.as_str() {
                "command" => (attribute::COMMAND, entry.value.texts().map(container::texts)),
                "interval" => (attribute::INTERVAL, number()),
                "timeout" => (attribute::TIMEOUT, number()),
                "retries" => (attribute::RETRIES, number()),
                "startPeriod" => (attribute::START_PERIOD, number()),
                _ => continue,
            };
            if let Some(value) = value {
                let path = self.role.path().then(attribute::HEALTH_CHECK.step()).then(attribute.step());
                self.set(entry, &path, value);
            }
        }
    }

    fn limits(&mut self, list: &Node) {
        for element in list.elements() {
            let hard = element.get("hardLimit").and_then(Node::number);
            let Some((name, limit)) = element.get("name").and_then(Node::text).zip(hard) else { continue };
            let path = self.role.path().then(attribute::ULIMITS.step()).then(Step::Key(name.into()));
            self.reader.set(element.span.clone(), &path, Value::Number(limit.clone()));
            if element.get("softLimit").and_then(Node::number).is_some_and(|soft| soft != limit) {
                let text = format!("the soft limit of {} is the hard one here.", short(name));
                self.reader.changed(element.span.clone(), &path, text);
            }
        }
    }

    fn log(&mut self, entry: &Entry) {
        match text(&entry.value, "logDriver") {
            "awslogs" => {
                self.reader.aside(entry.whole(), "logConfiguration is no input: the module makes the log groups, and log_retention_days says how long they keep.");
            }
            "awsfirelens" => {
                if let Some(driver) = entry.value.entry("logDriver") {
                    self.reader
                        .aside(driver.whole(), "logDriver is no input: app logs to the sidecar that is a log router.");
                }
                for option in entry.value.get("options").map(Node::entries).unwrap_or_default() {
                    let path = self.role.path().then(attribute::FIRELENS_OPTIONS.step());
                    self.set(
                        option,
                        &path.then(Step::Key(option.key.as_str().into())),
                        Value::string(option.value.text().unwrap_or_default()),
                    );
                }
            }
            _ => {}
        }
    }

    /// The containers beside app, each as it is.
    fn sidecars<'n>(&mut self, containers: impl Iterator<Item = &'n Node>) {
        let containers: Vec<_> = containers.collect();
        if containers.is_empty() || matches!(self.role, Role::Migration | Role::SchedulerSync) {
            return;
        }
        let path = self.role.path().then(attribute::SIDECARS.step());
        let texts = containers.iter().filter_map(|container| container.value().to_json_text());
        let sidecars = Value::tuple(texts.map(Value::string));
        for container in containers {
            self.reader.set(container.span.clone(), &path, sidecars.clone());
        }
    }

    fn number(&mut self, entry: &Entry, attribute: Attribute, number: Option<f64>) {
        if let Some(number) = number.and_then(container::whole) {
            self.attribute(entry, attribute, number);
        }
    }

    fn attribute(&mut self, entry: &Entry, attribute: Attribute, value: Value) {
        self.set(entry, &self.role.path().then(attribute.step()), value);
    }

    fn set(&mut self, entry: &Entry, path: &InputPath, value: Value) {
        self.reader.set(entry.whole(), path, value);
    }
}

/// CPU units or MiB: a number, or 1024 of them in a unit, as `0.5 vCPU` and `2 GB`.
fn units(node: &Node, unit: &str) -> Option<f64> {
    let text = node.text()?.trim().to_ascii_lowercase();
    match text.strip_suffix(unit) {
        Some(number) => number.trim().parse::<f64>().ok().map(|number| number * 1024.0),
        None => text.parse().ok(),
    }
}
