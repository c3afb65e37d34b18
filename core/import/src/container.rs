//! What a container of another tool is here: the web service, a worker or a task.

use crate::reader::Reader;
use crate::tree::Node;
use openmercato_ecs_module::names::{attribute, choice, input};
use std::ops::Range;
use terraform_language::{InputPath, Number, Step, Value};

/// What runs in a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Web,
    /// A worker of this name.
    Worker(String),
    Migration,
    SchedulerSync,
}

/// Images that stand beside an application, by a part of their names.
const BESIDE: [&str; 12] = [
    "datadog",
    "fluent",
    "xray",
    "otel",
    "opentelemetry",
    "envoy",
    "nginx",
    "cloudwatch-agent",
    "newrelic",
    "vector",
    "caddy",
    "traefik",
];

/// Names that applications have.
const APPLICATION: [&str; 9] = ["app", "web", "server", "api", "next", "frontend", "backend", "shop", "mercato"];

impl Role {
    /// What a container of this name and command is.
    pub(crate) fn of(name: &str, command: &str, has_port: bool) -> Self {
        let has = |part: &str| name.to_ascii_lowercase().contains(part) || command.contains(part);
        if has_port {
            return Self::Web;
        }
        if has("migrat") {
            Self::Migration
        } else if has("scheduler") {
            Self::SchedulerSync
        } else if has("worker") || has("queue") || has("jobs") {
            Self::Worker(worker_name(name))
        } else {
            Self::Web
        }
    }

    /// The input that holds its settings.
    pub(crate) fn path(&self) -> InputPath {
        match self {
            Self::Web => input::WEB_SERVICE.path(),
            Self::Worker(name) => input::WORKER_SERVICES.path().then(Step::Key(name.as_str().into())),
            Self::Migration => input::MIGRATION_TASK.path(),
            Self::SchedulerSync => input::SCHEDULER_SYNC_TASK.path(),
        }
    }

    /// The input that holds its environment: that of the web service is everybody's.
    pub(crate) fn environment(&self) -> InputPath {
        match self {
            Self::Web => crate::environment::of_all(),
            _ => crate::environment::of(&self.path()),
        }
    }

    /// The input that names its secrets.
    pub(crate) fn secrets(&self) -> InputPath {
        match self {
            Self::Web => input::SECRETS.path(),
            _ => self.path().then(attribute::SECRETS.step()),
        }
    }

    /// Chooses services for workers where this is one.
    pub(crate) fn choose(&self, reader: &mut Reader, span: Range<usize>) {
        if matches!(self, Self::Worker(_)) && reader.choose(choice::RUNTIME_SPLIT_WORKERS) {
            let choice = choice::RUNTIME_SPLIT_WORKERS;
            let text = format!("{} is {:?}, so that workers are services of their own.", choice.input, choice.value);
            reader.changed(span, &choice.input.path(), text);
        }
    }
}

/// How likely a container of this name and image is the application.
pub(crate) fn likelihood(name: &str, image: &str, has_port: bool) -> i32 {
    let (name, image) = (name.to_ascii_lowercase(), image.to_ascii_lowercase());
    let has = |text: &str, parts: &[&str]| parts.iter().any(|part| text.contains(part));
    let is_beside = has(&image, &BESIDE) || has(&name, &BESIDE);
    8 * i32::from(image.contains("mercato")) + 4 * i32::from(has(&name, &APPLICATION)) + 6 * i32::from(has_port)
        - 20 * i32::from(is_beside)
}

/// The name of a worker: small letters, digits and hyphens.
fn worker_name(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let name: String = name.chars().take(64).map(plain).collect();
    match name.trim_matches('-') {
        "" => "worker".into(),
        name => name.into(),
    }
}

/// Texts as a value.
pub(crate) fn texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Value {
    Value::tuple(texts.into_iter().map(Value::string))
}

/// A whole number as a value, where it is one that is small enough to be one of anything.
pub(crate) fn whole(number: f64) -> Option<Value> {
    const LARGEST: f64 = 1e9;
    let is_whole = number.is_finite() && number.fract() == 0.0 && (0.0..=LARGEST).contains(&number);
    is_whole.then(|| Number::parse(&format!("{number:.0}")).map(Value::Number))?
}

/// A decimal number, in quotes or not.
pub(crate) fn decimal(node: &Node) -> Option<f64> {
    node.text().and_then(|text| text.trim().parse().ok())
}
