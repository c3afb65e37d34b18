//! What Terraform would do to a deployment that runs.

use crate::provider::{BlockType, BodyType, Nesting, Replace};
use serde_json::json;
use std::sync::Arc;
use terraform_language::{Address, InputPath, Location, Value};

/// What happens to one resource instance.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its address, relative to the module.
    pub address: Address,
    /// What Terraform does.
    pub action: Action,
}

/// What Terraform does to a resource instance that does not stay as it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// It is made.
    Create,
    /// These arguments of it change while it stays.
    Update(Vec<ArgumentPath>),
    /// Another takes its place.
    Replace {
        /// The arguments that change; those that force it are among them.
        changed: Vec<ArgumentPath>,
        /// The arguments that force it.
        forced_by: Vec<ArgumentPath>,
        /// Whether the other one is made before this one is destroyed.
        create_first: bool,
    },
    /// It is destroyed, and nothing takes its place.
    Delete,
}

/// The way to an argument from its resource: names of arguments and blocks, numbers of blocks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArgumentPath(pub Vec<ArgumentStep>);

/// One step of an [`ArgumentPath`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ArgumentStep {
    /// An argument or a block by its name.
    Name(Arc<str>),
    /// One of several blocks, from 0.
    Index(usize),
}

/// Why the module refuses to change what runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The inputs that it is about.
    pub inputs: Vec<InputPath>,
    /// The module's own words.
    pub message: String,
    /// Where the rule stands, relative to the module's folder.
    pub location: Location,
}

impl Action {
    /// Whether another resource takes the place of this one.
    pub fn is_replacement(&self) -> bool {
        matches!(self, Self::Replace { .. })
    }

    /// As Terraform's plan has it, in JSON: two for a replacement, in their order.
    pub fn words(&self) -> &'static [&'static str] {
        match self {
            Self::Create => &["create"],
            Self::Update(_) => &["update"],
            Self::Replace { create_first: false, .. } => &["delete", "create"],
            Self::Replace { create_first: true, .. } => &["create", "delete"],
            Self::Delete => &["delete"],
        }
    }

    /// The arguments that force a replacement.
    pub fn forced_by(&self) -> &[ArgumentPath] {
        match self {
            Self::Replace { forced_by, .. } => forced_by,
            _ => &[],
        }
    }
}

impl Change {
    /// As an entry of `resource_changes` in `terraform show -json`, with `consequences` besides.
    pub fn to_json(&self) -> serde_json::Value {
        let mut change = json!({ "actions": self.action.words() });
        if self.action.is_replacement() {
            change["replace_paths"] = self.action.forced_by().iter().map(ArgumentPath::to_json).collect();
        }
        let consequences = self.consequences();
        let consequences = consequences.iter().map(|it| json!({ "kind": it.kind.name(), "text": it.text }));
        json!({
            "address": self.address.to_string(),
            "change": change,
            "consequences": consequences.collect::<Vec<_>>(),
        })
    }
}

impl ArgumentPath {
    /// The path of an argument or a block of the resource itself.
    pub(crate) fn of(name: &Arc<str>) -> Self {
        Self(vec![ArgumentStep::Name(name.clone())])
    }

    fn then(&self, step: ArgumentStep) -> Self {
        Self(self.0.iter().cloned().chain([step]).collect())
    }

    /// The argument or the block of the resource itself that it leads into.
    pub fn first(&self) -> Option<&str> {
        match self.0.first() {
            Some(ArgumentStep::Name(name)) => Some(name),
            _ => None,
        }
    }

    /// Names and numbers.
    pub fn to_json(&self) -> serde_json::Value {
        let step = |step: &ArgumentStep| match step {
            ArgumentStep::Name(name) => json!(&**name),
            ArgumentStep::Index(index) => json!(index),
        };
        self.0.iter().map(step).collect()
    }
}

/// As `volume[0].name`.
impl std::fmt::Display for ArgumentPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                ArgumentStep::Name(name) if position == 0 => f.write_str(name)?,
                ArgumentStep::Name(name) => write!(f, ".{name}")?,
                ArgumentStep::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// An argument that differs between what runs and what is planned.
pub(crate) struct Differing {
    pub(crate) path: ArgumentPath,
    pub(crate) replaces: bool,
}

/// The arguments that differ between two objects of a type, blocks one by one.
pub(crate) fn differing(ty: &BodyType, before: &Value, after: &Value, within: Option<&ArgumentPath>) -> Vec<Differing> {
    let path = |name: &Arc<str>| match within {
        Some(within) => within.then(ArgumentStep::Name(name.clone())),
        None => ArgumentPath::of(name),
    };
    let arguments = ty.arguments.iter().filter_map(|(name, argument)| {
        let (before, after) = (at(before, name), at(after, name));
        let differs = before != after && !argument.unplanned;
        differs.then(|| Differing { path: path(name), replaces: argument.replace.is_by(before, after) })
    });
    let mut found: Vec<_> = arguments.collect();
    for (name, block) in &ty.blocks {
        let (before, after) = (at(before, name), at(after, name));
        if before == after || block.nesting == Nesting::Single && block.unplanned {
            continue;
        }
        let path = path(name);
        let (before, after) = (before.elements(), after.elements());
        let (Some(before), Some(after)) = (before, after) else {
            found.push(Differing { path, replaces: any_replaces(&block.body) });
            continue;
        };
        if block.nesting == Nesting::Set {
            found.extend(differing_sets(block, before, after, path));
            continue;
        }
        for (index, (before, after)) in before.iter().zip(after).enumerate() {
            let path = path.then(ArgumentStep::Index(index));
            found.extend(differing(&block.body, before, after, Some(&path)));
        }
        if before.len() != after.len() && !block.unplanned {
            let one_more = block.replace.is_by(&Value::list(before.to_vec()), &Value::list(after.to_vec()));
            found.push(Differing { path: path.clone(), replaces: one_more });
            let (shorter, longer) = (before.len().min(after.len()), before.len().max(after.len()));
            for index in shorter..longer {
                let path = path.then(ArgumentStep::Index(index));
                let (before, after) = (before.get(index), after.get(index));
                let none = Value::Null;
                found.extend(differing(&block.body, before.unwrap_or(&none), after.unwrap_or(&none), Some(&path)));
            }
        }
    }
    found
}

/// Blocks of a set have no number, so what differs in them is told of the set as a whole.
fn differing_sets(block: &BlockType, before: &[Value], after: &[Value], path: ArgumentPath) -> Option<Differing> {
    let is_one_more = before.is_empty() != after.is_empty();
    if is_one_more && block.unplanned {
        return None;
    }
    let replaces = match is_one_more {
        true => block.replace.is_by(&Value::list(before.to_vec()), &Value::list(after.to_vec())),
        false => any_replaces(&block.body),
    };
    Some(Differing { path, replaces })
}

fn at<'v>(object: &'v Value, name: &str) -> &'v Value {
    static NULL: Value = Value::Null;
    object.get(name).unwrap_or(&NULL)
}

fn any_replaces(ty: &BodyType) -> bool {
    let is_some = |replace: &Replace| !matches!(replace, Replace::Uniform(false));
    ty.arguments.values().any(|argument| is_some(&argument.replace))
        || ty.blocks.values().any(|block| is_some(&block.replace) || any_replaces(&block.body))
}
