//! A service of Docker Compose that runs here.

use super::{Known, duration, entries, last_entries, note_merges, plain};
use crate::container::{self, Role};
use crate::environment::{Environment, NamedValue};
use crate::interpolation::Interpolated;
use crate::reader::{Reader, short};
use crate::tree::{Entry, Node, Shape};
use openmercato_ecs_module::EnvironmentNames;
use openmercato_ecs_module::names::{Attribute, attribute, input};
use std::ops::Range;
use terraform_language::{InputPath, Number, Step, Value};

pub(super) struct Service<'s, 'a, 'm> {
    pub(super) reader: &'s mut Reader<'a>,
    pub(super) environment: &'s mut Environment,
    pub(super) known: &'s mut Known<'m>,
    /// Which names are those of secrets.
    pub(super) names: &'s EnvironmentNames,
    pub(super) role: Role,
}

/// What says how Docker runs a container, and why nothing of it is left to say here.
const ASIDE: [(&str, &str); 14] = [
    ("restart", "ECS starts what has ended"),
    ("container_name", "ECS names containers"),
    ("hostname", "ECS names hosts"),
    ("networks", "the module makes the network"),
    ("pull_policy", "ECS pulls the image for each task"),
    ("stdin_open", "nobody types into a task"),
    ("tty", "nobody types into a task"),
    ("logging", "the module logs to CloudWatch"),
    ("depends_on", "services start by themselves, and the load balancer waits for the web service"),
    ("links", "the module makes the network"),
    ("profiles", "a deployment has all that is set"),
    ("init", "ECS has it for sidecars alone"),
    ("develop", "it is for a developer's machine"),
    ("extra_hosts", "names come from DNS"),
];

impl Service<'_, '_, '_> {
    pub(super) fn read(&mut self, service: &Node) {
        note_merges(self.reader, service);
        let all = last_entries(self.reader, service);
        let has_image = all.iter().any(|entry| entry.key == "image");
        for entry in &all {
            if !self.reader.is_said(&entry.whole()) || entry.key == "environment" {
                self.entry(entry, has_image);
            }
        }
    }

    fn entry(&mut self, entry: &Entry, has_image: bool) {
        let value = &entry.value;
        match entry.key.as_str() {
            "image" => self.text(entry, &input::IMAGE.path()),
            "build" => {
                let text = match has_image {
                    true => "build is no input: push what it makes to the registry of image.".to_owned(),
                    false => format!(
                        "build is left out: a task pulls an image. Push it to a registry, and set {}.",
                        input::IMAGE
                    ),
                };
                match has_image {
                    true => self.reader.aside(entry.whole(), text),
                    false => self.reader.leave_out(entry.whole(), Some(&input::IMAGE.path()), text),
                }
            }
            "platform" => self.platform(entry),
            "command" => self.command(entry),
            "environment" => self.variables(value),
            "env_file" => self.files(entry),
            "ports" | "expose" => self.ports(entry),
            "deploy" => self.deploy(value),
            "scale" => self.number(entry, attribute::DESIRED_COUNT, container::decimal(value)),
            "cpus" => self.number(entry, attribute::CPU, cpu(value)),
            "mem_limit" => self.number(entry, attribute::MEMORY, duration::mebibytes(value)),
            "healthcheck" => self.health_check(entry),
            "stop_grace_period" => self.number(entry, attribute::STOP_TIMEOUT, duration::seconds(value)),
            "ulimits" => self.limits(value),
            "volumes" => {
                let text =
                    "volumes are left out: the disk of a task ends with it. What has to stay, uploads_mode keeps.";
                self.reader.leave_out(entry.whole(), None, text.into());
            }
            name => {
                if let Some((_, why)) = ASIDE.iter().find(|(aside, _)| *aside == name) {
                    self.reader.aside(entry.whole(), format!("{name} is no input: {why}."));
                }
            }
        }
    }

    /// The text of a value with its references resolved; where that cannot be, a note says so.
    fn resolved(&mut self, node: &Node, span: &Range<usize>, what: &str) -> Option<String> {
        let interpolated = Interpolated::of(node.text()?, &self.known.variables);
        self.known.used.extend(interpolated.found.iter().cloned());
        if let Some(why) = interpolated.why_open() {
            self.reader.leave_out(span.clone(), None, format!("{} is left out: {why}.", short(what)));
        }
        interpolated.note(self.reader, span.clone(), &short(what));
        interpolated.text()
    }

    fn text(&mut self, entry: &Entry, path: &InputPath) {
        if let Some(text) = self.resolved(&entry.value, &entry.whole(), &entry.key) {
            self.reader.set(entry.whole(), path, Value::string(text));
        }
    }

    fn platform(&mut self, entry: &Entry) {
        let architecture = match entry.value.text().unwrap_or_default() {
            "linux/amd64" => "X86_64",
            "linux/arm64" | "linux/arm64/v8" => "ARM64",
            _ => return,
        };
        self.reader.set(entry.whole(), &input::CPU_ARCHITECTURE.path(), Value::from(architecture));
    }

    fn command(&mut self, entry: &Entry) {
        if entry.value.is_null() {
            return;
        }
        let words = match &entry.value.shape {
            Shape::List(elements) => {
                let words = elements.iter().map(|element| self.resolved(element, &entry.whole(), "command"));
                words.collect::<Option<Vec<_>>>()
            }
            _ => {
                let Some(text) = self.resolved(&entry.value, &entry.whole(), "command") else { return };
                let words = shlex::split(&text);
                if words.is_none() {
                    let text = "command is left out: a quote in it is not closed.";
                    self.reader.leave_out(entry.whole(), None, text.into());
                }
                words
            }
        };
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            self.attribute(entry, attribute::COMMAND, container::texts(words.iter().map(String::as_str)));
        }
    }

    /// The variables of a service. Of two with one name in a list the last counts, so it is the first that is set.
    fn variables(&mut self, node: &Node) {
        for element in node.elements().iter().rev() {
            let Some(text) = element.text() else { continue };
            let (name, value) = text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
            // What follows the sign, where the text stands as it is.
            let sign = element.span.end.saturating_sub(value.map_or(0, str::len));
            self.variable(name, value, element.span.clone(), sign.max(element.span.start)..element.span.end);
        }
        note_merges(self.reader, node);
        for entry in last_entries(self.reader, node).into_iter().filter(|entry| entry.value.is_scalar()) {
            let number = plain::resolved(&entry.value);
            if let Some(number) = number.as_ref().filter(|_| !self.is_named_secret(&entry.key)) {
                let path = self.role.environment().then(Step::Key(entry.key.as_str().into()));
                let (name, written) = (short(&entry.key), entry.value.text().map(short).unwrap_or_default());
                let text =
                    format!("{name} is {written} without quotes, which Docker Compose takes for the number {number}.");
                self.reader.changed(entry.whole(), &path, text);
            }
            let text = number.as_deref().or_else(|| entry.value.text());
            self.variable(&entry.key, text, entry.place.clone(), entry.value.span.clone());
        }
    }

    fn variable(&mut self, name: &str, value: Option<&str>, place: Range<usize>, span: Range<usize>) {
        let interpolated = value.map(|value| Interpolated::of(value, &self.known.variables));
        let interpolated =
            interpolated.unwrap_or_else(|| Interpolated::of(&format!("${{{name}}}"), &self.known.variables));
        self.known.used.extend(interpolated.found.iter().cloned());
        let whole = place.start..if span.start < place.start { place.end } else { span.end.max(place.end) };
        let is_secret = interpolated.is_open_at(|open| self.names.is_secret(open));
        if let Some(why) =
            interpolated.why_open().filter(|_| value.is_some() && !is_secret && !self.is_named_secret(name))
        {
            return self.reader.leave_out(whole, None, format!("{} is left out: {why}.", short(name)));
        }
        if !is_secret {
            interpolated.note(self.reader, whole, &short(name));
        }
        let (layer, name) = (self.role.environment(), name.to_owned());
        let of = NamedValue { layer, name, value: interpolated.text(), place, span, is_secret };
        self.environment.add(self.reader, of);
    }

    /// Whether the module takes a name for that of a secret, or for a connection, whatever its value is.
    fn is_named_secret(&self, name: &str) -> bool {
        crate::environment::connection(name).is_some() || self.names.is_secret(name)
    }

    fn files(&mut self, entry: &Entry) {
        let nodes: Vec<&Node> = match entry.value.elements() {
            [] => vec![&entry.value],
            elements => elements.iter().map(|element| &**element).collect(),
        };
        let names: Vec<&str> =
            nodes.iter().filter_map(|node| node.text().or_else(|| node.get("path")?.text())).collect();
        let missing: Vec<_> = names.iter().filter(|name| !self.reader.has_file(name)).map(|name| short(name)).collect();
        match missing.as_slice() {
            [] if names.is_empty() => {}
            [] => self.reader.aside(entry.whole(), "what the file says that is named here is read from it."),
            missing => {
                let text =
                    format!("env_file is left out: {} is not among the files that were brought.", missing.join(", "));
                self.reader.leave_out(entry.whole(), None, text);
            }
        }
    }

    fn ports(&mut self, entry: &Entry) {
        let Some(first) = entry.value.elements().first().filter(|_| self.role == Role::Web) else { return };
        let path = input::CONTAINER_PORT.path();
        let target = match first.entry("target") {
            Some(target) => target.value.text().map(str::to_owned),
            None => self.resolved(first, &first.span, &entry.key),
        };
        let Some(target) = target else { return };
        // `host:published:target/protocol`
        let (target, protocol) = target.rsplit_once('/').unwrap_or((&target, "tcp"));
        let (published, port) = match target.rsplit_once(':') {
            Some((published, port)) => (Some(published), port),
            None => (None, target),
        };
        let published = published.filter(|published| *published != port);
        let port = Number::parse(port.trim());
        let Some(port) = port.map(Value::Number).filter(|_| protocol == "tcp") else { return };
        if entry.key == "expose" && self.reader.at(&path).is_some() {
            return self.reader.aside(entry.whole(), "expose is no input: the module's network reaches the port.");
        }
        self.reader.set(first.span.clone(), &path, port);
        if let Some(published) = published {
            let text = format!("{} of a port is no input: the load balancer publishes it.", short(published));
            self.reader.aside(first.span.clone(), text);
        }
    }

    fn deploy(&mut self, deploy: &Node) {
        for entry in entries(deploy) {
            match entry.key.as_str() {
                "replicas" => self.number(&entry, attribute::DESIRED_COUNT, container::decimal(&entry.value)),
                "resources" => {
                    for limit in entry.value.get("limits").map(Node::entries).unwrap_or_default() {
                        match limit.key.as_str() {
                            "cpus" => self.number(limit, attribute::CPU, cpu(&limit.value)),
                            "memory" => self.number(limit, attribute::MEMORY, duration::mebibytes(&limit.value)),
                            _ => {}
                        }
                    }
                    if let Some(reserved) = entry.value.entry("reservations") {
                        self.reader.aside(
                            reserved.whole(),
                            "reservations are no input: a task on Fargate has all that its size says.",
                        );
                    }
                }
                "restart_policy" => {
                    self.reader.aside(entry.whole(), "restart_policy is no input: ECS starts what has ended.");
                }
                _ => {}
            }
        }
    }

    fn health_check(&mut self, of: &Entry) {
        let test = super::entry(&of.value, "test");
        let words = test.as_ref().and_then(|test| match &test.value.shape {
            Shape::List(_) => test.value.texts().map(|words| words.into_iter().map(str::to_owned).collect()),
            _ => Some(vec!["CMD-SHELL".to_owned(), test.value.text()?.to_owned()]),
        });
        let words: Vec<String> = words.unwrap_or_default();
        let is_task = matches!(self.role, Role::Migration | Role::SchedulerSync);
        if is_task || words.len() < 2 {
            return;
        }
        let plain = words.iter().map(|word| word.replace("$$", "$"));
        for entry in entries(&of.value) {
            let path =
                |attribute: Attribute| self.role.path().then(attribute::HEALTH_CHECK.step()).then(attribute.step());
            let seconds = duration::seconds(&entry.value);
            match entry.key.as_str() {
                "test" => {
                    let words = Value::tuple(plain.clone().map(Value::string));
                    self.reader.set(entry.whole(), &path(attribute::COMMAND), words);
                }
                "interval" => self.rounded(&entry, &path(attribute::INTERVAL), seconds),
                "timeout" => self.rounded(&entry, &path(attribute::TIMEOUT), seconds),
                "retries" => {
                    if let Some(retries) = entry.value.number() {
                        self.reader.set(entry.whole(), &path(attribute::RETRIES), Value::Number(retries));
                    }
                }
                "start_period" => self.rounded(&entry, &path(attribute::START_PERIOD), seconds),
                _ => {}
            }
        }
    }

    fn limits(&mut self, limits: &Node) {
        for entry in entries(limits) {
            let hard = entry.value.get("hard").or_else(|| entry.value.is_scalar().then_some(&*entry.value));
            let Some(limit) = hard.and_then(Node::number) else { continue };
            let path = self.role.path().then(attribute::ULIMITS.step()).then(Step::Key(entry.key.as_str().into()));
            self.reader.set(entry.whole(), &path, Value::Number(limit.clone()));
            if entry.value.get("soft").and_then(Node::number).is_some_and(|soft| soft != limit) {
                let text = format!("the soft limit of {} is the hard one here.", short(&entry.key));
                self.reader.changed(entry.whole(), &path, text);
            }
        }
    }

    fn number(&mut self, entry: &Entry, attribute: Attribute, number: Option<f64>) {
        let is_task = matches!(self.role, Role::Migration | Role::SchedulerSync);
        let is_of_services = matches!(attribute, attribute::DESIRED_COUNT | attribute::STOP_TIMEOUT);
        if !(is_task && is_of_services) {
            self.rounded(entry, &self.role.path().then(attribute.step()), number);
        }
    }

    /// Sets an input that is a whole number to what an entry says, and says so where that is none: parts of a unit count
    /// as a whole one.
    fn rounded(&mut self, entry: &Entry, path: &InputPath, exact: Option<f64>) {
        let Some((exact, value)) = exact.and_then(|exact| Some((exact, container::whole(exact.ceil())?))) else {
            return;
        };
        if exact.fract() != 0.0 && self.reader.at(path).is_none() {
            let written = self.reader.source(entry.value.span.clone());
            let text = format!("{path} is {:.0}, rounded up from {written}.", exact.ceil());
            self.reader.changed(entry.whole(), path, text);
        }
        self.reader.set(entry.whole(), path, value);
    }

    fn attribute(&mut self, entry: &Entry, attribute: Attribute, value: Value) {
        self.reader.set(entry.whole(), &self.role.path().then(attribute.step()), value);
    }
}

/// CPU units of so many processors, as `0.5`.
fn cpu(node: &Node) -> Option<f64> {
    container::decimal(node).map(|processors| processors * 1024.0)
}
