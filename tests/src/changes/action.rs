use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use crate::terraform::{ResourceChange, Schema, Schemas};

/// What Terraform plans for one resource, written as in a row: `create`, `delete`, `update: idle_timeout`,
/// `replace: vpc_id`, `replace, create_before_destroy: cidr_block`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// It is made.
    Create,
    /// It is destroyed, and nothing takes its place.
    Delete,
    /// It stays, and these arguments of it change.
    Update(BTreeSet<String>),
    /// It is destroyed, and then another is made, for these arguments.
    Replace(BTreeSet<String>),
    /// Another is made, and then it is destroyed, for these arguments.
    ReplaceCreateFirst(BTreeSet<String>),
}

/// What Terraform plans, by address inside the module. `[*]` stands for all instances of a resource, where all of them
/// fare alike.
pub type Actions = BTreeMap<String, Action>;

const UPDATE: &str = "update";
const REPLACE: &str = "replace";
const REPLACE_CREATE_FIRST: &str = "replace, create_before_destroy";

impl Action {
    /// Whether the resource gives way to another one.
    #[must_use]
    pub fn is_replacement(&self) -> bool {
        matches!(self, Self::Replace(_) | Self::ReplaceCreateFirst(_))
    }

    /// What a plan does to a resource; `None` when it stays as it is.
    fn of(change: &ResourceChange, schema: Option<&Schema>) -> Option<Self> {
        let actions: Vec<_> = change.change.actions.iter().map(String::as_str).collect();
        match actions.as_slice() {
            ["create"] => Some(Self::Create),
            ["delete"] => Some(Self::Delete),
            ["update"] => Some(Self::Update(changed(change, schema))),
            ["delete", "create"] => Some(Self::Replace(forcing(change))),
            ["create", "delete"] => Some(Self::ReplaceCreateFirst(forcing(change))),
            _ => None,
        }
    }
}

/// What a plan does to the managed resources of a module, with all instances of a resource as one where they fare alike.
#[must_use]
pub fn actions(changes: &[ResourceChange], schemas: &Schemas) -> Actions {
    let mut resources: BTreeMap<String, Vec<(&str, Option<Action>)>> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.mode == "managed") {
        let action = Action::of(change, schemas.get(&change.kind));
        let resource = format!("{}.{}", change.kind, change.name);
        resources.entry(resource).or_default().push((change.relative_address(), action));
    }
    let mut actions = Actions::new();
    for (resource, instances) in resources {
        let alike = instances.iter().all(|(_, action)| instances.first().is_some_and(|(_, first)| first == action));
        for (address, action) in &instances {
            let address = if alike && instances.len() > 1 { format!("{resource}[*]") } else { (*address).to_owned() };
            actions.extend(action.clone().map(|action| (address, action)));
        }
    }
    actions
}

/// The arguments that differ, of those that a configuration can set. A resource's `tags_all` follow its tags.
fn changed(change: &ResourceChange, schema: Option<&Schema>) -> BTreeSet<String> {
    let (before, after) = (change.change.before.as_ref(), change.change.after.as_ref());
    let is_unknown = |name: &str| change.change.after_unknown.get(name).is_some_and(holds_true);
    let differs =
        |name: &str| is_unknown(name) || before.and_then(|it| it.get(name)) != after.and_then(|it| it.get(name));
    let settable = |name: &str| name != "tags_all" && schema.is_none_or(|schema| schema.is_settable(name));
    let names = before.into_iter().flatten().map(|(name, _)| name.as_str());
    names.filter(|name| settable(name) && differs(name)).map(str::to_owned).collect()
}

/// Whether anything in the value is `true`.
fn holds_true(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Bool(value) => *value,
        serde_json::Value::Array(elements) => elements.iter().any(holds_true),
        serde_json::Value::Object(fields) => fields.values().any(holds_true),
        _ => false,
    }
}

fn forcing(change: &ResourceChange) -> BTreeSet<String> {
    let firsts = change.change.replace_paths.iter().filter_map(|path| path.first()?.as_str());
    firsts.map(str::to_owned).collect()
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, arguments) = match self {
            Self::Create => return f.write_str("create"),
            Self::Delete => return f.write_str("delete"),
            Self::Update(arguments) => (UPDATE, arguments),
            Self::Replace(arguments) => (REPLACE, arguments),
            Self::ReplaceCreateFirst(arguments) => (REPLACE_CREATE_FIRST, arguments),
        };
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        write!(f, "{word}: {}", arguments.join(", "))
    }
}

impl FromStr for Action {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (word, arguments) = text.split_once(": ").unwrap_or((text, ""));
        let arguments: BTreeSet<_> = arguments.split(", ").filter(|it| !it.is_empty()).map(str::to_owned).collect();
        match (word, arguments.is_empty()) {
            ("create", true) => Ok(Self::Create),
            ("delete", true) => Ok(Self::Delete),
            (UPDATE, false) => Ok(Self::Update(arguments)),
            (REPLACE, false) => Ok(Self::Replace(arguments)),
            (REPLACE_CREATE_FIRST, false) => Ok(Self::ReplaceCreateFirst(arguments)),
            _ => Err(format!(
                "{text:?} is no action. Write \"create\", \"delete\", \"{UPDATE}: argument, …\", \"{REPLACE}: \
                 argument, …\" or \"{REPLACE_CREATE_FIRST}: argument, …\""
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in ["create", "delete", "update: a, b", "replace: a", "replace, create_before_destroy: a, b"] {
            assert_eq!(text.parse::<Action>().map(|action| action.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn says_what_an_action_looks_like() {
        for text in ["", "destroy", "replace", "create: a"] {
            assert!(text.parse::<Action>().is_err_and(|error| error.contains("Write \"create\"")), "{text}");
        }
    }
}
