//! The values as the picture and the estimate read them: what is unknown, null or of another type is simply not there.

use crate::Values;
use std::collections::BTreeSet;
use terraform_language::Value;

/// A view of the values that never fails.
#[derive(Clone, Copy)]
pub struct Reading<'a>(pub &'a Values);

impl<'a> Reading<'a> {
    /// The value of a variable or, where it is null, the default that the module gives it.
    pub fn value(self, name: &str) -> &'a Value {
        self.0.get(name)
    }

    /// A text that is not blank.
    pub fn text(self, name: &str) -> Option<&'a str> {
        self.value(name).as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    /// Whether the value is this text.
    pub fn is(self, name: &str, text: &str) -> bool {
        self.text(name) == Some(text)
    }

    /// Whether the value is true.
    pub fn flag(self, name: &str) -> bool {
        self.value(name).as_bool().unwrap_or(false)
    }

    /// A whole number that is not negative.
    pub fn number(self, name: &str) -> Option<usize> {
        self.value(name).as_number().and_then(terraform_language::Number::to_usize)
    }

    /// A number that a port can have.
    pub fn port(self, name: &str) -> Option<u16> {
        self.number(name).and_then(|number| u16::try_from(number).ok())
    }

    /// The texts of a list or set that are known.
    pub fn texts(self, name: &str) -> Vec<&'a str> {
        let elements = self.value(name).elements().unwrap_or_default();
        elements.iter().filter_map(Value::as_str).map(str::trim).filter(|text| !text.is_empty()).collect()
    }

    /// Every secret and parameter that a container is given, by ARN without JSON key and version.
    pub fn secrets(self) -> BTreeSet<&'a str> {
        let mut maps = vec![self.value("secrets")];
        let owners = ["web_service", "migration_task", "scheduler_sync_task"].map(|name| self.value(name));
        let workers = self.value("worker_services").entries().into_iter().flat_map(|workers| workers.values());
        maps.extend(owners.into_iter().chain(workers).filter_map(|owner| owner.get("secrets")));
        let values = maps.into_iter().filter_map(Value::entries).flat_map(|map| map.values()).filter_map(Value::as_str);
        let mut secrets: BTreeSet<_> = values.map(without_suffix).collect();
        let external = [
            ("database_mode", "database_url_secret_arn"),
            ("database_mode", "db_password_secret_arn"),
            ("redis_mode", "redis_url_secret_arn"),
        ];
        let external = external.into_iter().filter(|(mode, _)| self.is(mode, "external"));
        secrets.extend(external.filter_map(|(_, name)| self.text(name)).map(without_suffix));
        secrets.remove("");
        secrets
    }
}

/// A number in an object.
pub fn number_in(object: &Value, name: &str) -> Option<usize> {
    object.get(name)?.as_number()?.to_usize()
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
