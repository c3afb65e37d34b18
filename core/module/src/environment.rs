//! What each container finds in its environment.

use crate::names::{Local, local};
use crate::{Module, Values};
use std::fmt;
use terraform_language::evaluate::Scope;
use terraform_language::{Segment, Value, sorted};

/// A container with its environment after all layers are merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    /// The container's name, as `web`.
    pub name: String,
    /// Its environment variables, plain and secret, sorted by name.
    pub variables: Vec<EnvironmentVariable>,
}

/// One environment variable of a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvironmentVariable {
    /// Its name.
    pub name: String,
    /// The value or, for a secret, the ARN that it is read from.
    pub value: Vec<Segment>,
    /// Whether ECS reads the value from Secrets Manager or Parameter Store when the container starts.
    pub secret: bool,
    /// The layer that decides.
    pub origin: Origin,
}

/// The layer of the environment that a variable comes from; the module's `local.container_layers` names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// What the module derives from other inputs and from resources.
    Derived,
    /// The inputs for every container.
    Base,
    /// The inputs for this container.
    Service,
    /// What the module insists on.
    Forced,
}

impl EnvironmentVariable {
    /// The value as one text. What is known only after apply is named in angle brackets.
    pub fn text(&self) -> String {
        let text = |segment: &Segment| match segment {
            Segment::Text(text) => text.clone(),
            Segment::AfterApply(name) if name.is_empty() => "<known after apply>".into(),
            Segment::AfterApply(name) => format!("<{name}>"),
        };
        self.value.iter().map(text).collect()
    }
}

/// As the module names the layer.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Derived => "derived",
            Self::Base => "base",
            Self::Service => "service",
            Self::Forced => "forced",
        })
    }
}

impl Origin {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "derived" => Self::Derived,
            "base" => Self::Base,
            "service" => Self::Service,
            "forced" => Self::Forced,
            _ => return None,
        })
    }
}

/// The containers of the module with their environments; none while an input is so wrong that the module's own locals
/// cannot be evaluated.
pub(crate) fn containers(module: &Module, values: &Values) -> Vec<Container> {
    let scope = Scope::named(module.configuration(), values.as_map());
    let local = |local: Local| scope.local(&local.name()).ok();
    let (Some(merged), Some(layers)) = (local(local::CONTAINERS), local(local::CONTAINER_LAYERS)) else {
        return Vec::new();
    };
    let merged = merged.entries().into_iter().flatten();
    merged
        .map(|(name, container)| {
            let layers = layers.get(name).and_then(Value::elements).unwrap_or_default();
            let plain = variables(container, "environment", "value", layers);
            let secret = variables(container, "secrets", "valueFrom", layers);
            let variables = sorted(plain.into_iter().chain(secret), |a, b| a.name.cmp(&b.name));
            Container { name: name.to_string(), variables }
        })
        .collect()
}

fn variables(container: &Value, list: &str, value: &str, layers: &[Value]) -> Vec<EnvironmentVariable> {
    let entries = container.get(list).and_then(Value::elements).unwrap_or_default();
    let variable = |entry: &Value| {
        let name = entry.get("name")?.as_str()?;
        Some(EnvironmentVariable {
            name: name.to_owned(),
            value: Segment::of(entry.get(value)?),
            secret: list == "secrets",
            origin: origin(name, list, layers)?,
        })
    };
    entries.iter().filter_map(variable).collect()
}

/// The last layer that gives the variable in the list.
fn origin(name: &str, list: &str, layers: &[Value]) -> Option<Origin> {
    let gives =
        |layer: &&Value| layer.get(list).and_then(|given| given.get(name)).is_some_and(|value| !value.is_null());
    Origin::parse(layers.iter().rev().find(gives)?.get("origin")?.as_str()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Inputs;

    fn environment(json: &str) -> Vec<String> {
        let json = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}"));
        let (values, _) = Values::complete(Module::embedded(), &Inputs::from_json(&json).unwrap_or_default());
        let containers = containers(Module::embedded(), &values);
        let web = containers.into_iter().find(|container| container.name == "web");
        let line =
            |variable: EnvironmentVariable| format!("{}={} {:?}", variable.name, variable.text(), variable.origin);
        web.into_iter().flat_map(|web| web.variables).map(line).collect()
    }

    const MANAGED: &str = r#"{
        "name": "shop", "aws_region": "eu-central-1", "image": "ghcr.io/acme/mercato:1.4",
        "env": {"LOG_LEVEL": "info"}, "web_service": {"env": {"LOG_LEVEL": "debug"}}
    }"#;

    #[test]
    fn a_service_wins_over_the_base() {
        assert!(environment(MANAGED).contains(&"LOG_LEVEL=debug Service".to_owned()));
    }

    #[test]
    fn what_a_resource_gives_is_shown_by_its_address() {
        let environment = environment(MANAGED);
        let host = "DB_HOST=<aws_db_instance.this[0].address> Derived";
        assert!(environment.iter().any(|line| line == host), "{environment:#?}");
    }
}
