//! The values as the picture and the estimate read them: what is unknown, null or of another type is simply not there.

use crate::Values;
use crate::names::{Choice, Input, attribute, choice, input};
use std::collections::BTreeSet;
use terraform_language::{Number, Value};

/// A view of the values that never fails.
#[derive(Clone, Copy)]
pub struct Reading<'a>(pub &'a Values);

impl<'a> Reading<'a> {
    /// The value of an input or, where it is null, the default that the module gives it.
    pub fn value(self, input: Input) -> &'a Value {
        self.0.of(input)
    }

    /// A text that is not blank.
    pub fn text(self, input: Input) -> Option<&'a str> {
        self.value(input).as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    /// Whether the input has this value.
    pub fn is(self, choice: Choice) -> bool {
        self.text(choice.input) == Some(choice.value)
    }

    /// Whether the value is true.
    pub fn flag(self, input: Input) -> bool {
        self.value(input).as_bool().unwrap_or(false)
    }

    /// A whole number that is not negative.
    pub fn number(self, input: Input) -> Option<usize> {
        self.value(input).as_number().and_then(Number::to_usize)
    }

    /// A number that a port can have.
    pub fn port(self, input: Input) -> Option<u16> {
        self.number(input).and_then(|number| u16::try_from(number).ok())
    }

    /// The texts of a list or set that are known.
    pub fn texts(self, input: Input) -> Vec<&'a str> {
        let elements = self.value(input).elements().unwrap_or_default();
        elements.iter().filter_map(Value::as_str).map(str::trim).filter(|text| !text.is_empty()).collect()
    }

    /// Every secret and parameter that a container is given, by ARN without JSON key and version.
    pub fn secrets(self) -> BTreeSet<String> {
        let mut maps = vec![self.value(input::SECRETS)];
        let owners =
            [input::WEB_SERVICE, input::MIGRATION_TASK, input::SCHEDULER_SYNC_TASK].map(|input| self.value(input));
        let workers = self.value(input::WORKER_SERVICES).entries().into_iter().flat_map(|workers| workers.values());
        let owners: Vec<_> = owners.into_iter().chain(workers).collect();
        maps.extend(owners.iter().filter_map(|owner| attribute::SECRETS.of(owner)));
        let values = maps.into_iter().filter_map(Value::entries).flat_map(|map| map.values()).filter_map(Value::as_str);
        let mut secrets: BTreeSet<_> = values.map(without_suffix).map(str::to_owned).collect();
        secrets.extend(owners.iter().flat_map(|owner| secrets_of_sidecars(owner)));
        let external = [
            (choice::DATABASE_EXTERNAL, input::DATABASE_URL_SECRET_ARN),
            (choice::DATABASE_EXTERNAL, input::DB_PASSWORD_SECRET_ARN),
            (choice::REDIS_EXTERNAL, input::REDIS_URL_SECRET_ARN),
        ];
        let external = external.into_iter().filter(|(choice, _)| self.is(*choice));
        secrets.extend(external.filter_map(|(_, input)| self.text(input)).map(without_suffix).map(str::to_owned));
        secrets.remove("");
        secrets
    }
}

/// What the container definitions beside a service's own name as secrets.
fn secrets_of_sidecars(service: &Value) -> Vec<String> {
    let sidecars = attribute::SIDECARS.of(service).and_then(Value::elements).unwrap_or_default();
    let definitions = sidecars.iter().filter_map(|text| container_definition(text.as_str()?));
    let arns = |definition: Value| {
        let secrets = definition.get("secrets").and_then(Value::elements).unwrap_or_default().to_vec();
        secrets.into_iter().filter_map(|secret| Some(without_suffix(secret.get("valueFrom")?.as_str()?).to_owned()))
    };
    definitions.flat_map(arns).collect()
}

/// A container definition as ECS has it, from its JSON; `None` for another text.
pub(crate) fn container_definition(text: &str) -> Option<Value> {
    let json = text.trim_start().starts_with('{').then(|| serde_json::from_str(text).ok()).flatten()?;
    Some(Value::from_json(&json))
}

/// `1 thing`, `2 things`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `arn:aws:secretsmanager:region:account:secret:name`, seven fields; JSON key, stage and version come after.
fn without_suffix(arn: &str) -> &str {
    let arn = arn.trim();
    arn.match_indices(':').nth(6).map_or(arn, |(end, _)| &arn[..end])
}
