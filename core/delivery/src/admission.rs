//! Which inputs of a stranger may enter the page.

use openmercato_ecs_module::{Inputs, Module, misspelled, nearest};
use std::collections::BTreeMap;
use std::sync::Arc;
use terraform_language::{InputPath, Step, Type, Value};

/// The most inputs, and the most elements of a collection, that are admitted: more than any deployment has, and few
/// enough to be evaluated at every key press.
pub const MOST: usize = 500;

/// The longest text that is admitted, in bytes. ECS allows 32 KiB for all of a task definition's containers.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html>
pub const LONGEST_TEXT: usize = 16 << 10;

/// What becomes of a secret that was written out.
const SENSITIVE: &str =
    "it is given outside, and Terraform asks for it. A secret's ARN is better, since the state holds the value";

/// What is left out of a stranger's inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it is.
    pub path: InputPath,
    /// What and why, as a sentence.
    pub text: String,
    /// What of it is left out, where that are the entries that are too many; empty where it is all of it.
    pub entries: Vec<InputPath>,
}

impl LeftOut {
    /// What is left out: the path, or the entries at it.
    pub fn gone(&self) -> &[InputPath] {
        match self.entries.as_slice() {
            [] => std::slice::from_ref(&self.path),
            entries => entries,
        }
    }
}

/// The inputs that the form can show, and what was left out of the others, each with why.
///
/// Left out are names that are no input nor near one, the values of sensitive inputs, attributes that an object does not have, collections where
/// a single value belongs and the other way round, and what is too much. Of a list, whose elements mean something together, the whole is left out. A single value of the wrong type stays: the
/// rules speak about it at its field. So does a name that is nearly one of an input: the fix that renames it keeps its
/// value.
pub fn admit(module: &Module, inputs: &Inputs) -> (Inputs, Vec<LeftOut>) {
    let mut admission = Admission { left_out: Vec::new() };
    let mut admitted = Inputs::new();
    for (index, (name, value)) in inputs.iter().enumerate() {
        if index == MOST {
            admission.say(&InputPath::of(name), format!("There are more than {MOST} inputs; the rest is left out."));
            break;
        }
        match module.variable(name).or_else(|| misspelled(module, name)) {
            None => admission.say(&InputPath::of(name), format!("{} is not an input of this module.", short(name))),
            Some(variable) if variable.sensitive => {
                if !value.is_unknown() {
                    let text = format!("The value of {name} is left out: {SENSITIVE}.");
                    admission.say(&InputPath::of(name), text);
                }
                admitted.set(name, variable.value_outside());
            }
            Some(variable) => {
                if let Some(value) = admission.value(&InputPath::of(name), &variable.ty, value) {
                    admitted.set(name, value);
                }
            }
        }
    }
    (admitted, admission.left_out)
}

/// The names among inputs that are nearly one of an input and stay, each with what to do about it, as a sentence.
pub fn misspellings<'a>(module: &'a Module, inputs: &'a Inputs) -> impl Iterator<Item = (InputPath, String)> + 'a {
    inputs.iter().take(MOST).filter(|(name, _)| module.variable(name).is_none()).filter_map(|(name, _)| {
        let near = &misspelled(module, name)?.name;
        let text = format!("the module has no input {name}; {near} is near. It stays until it is renamed.");
        Some((InputPath::of(name), text))
    })
}

struct Admission {
    left_out: Vec<LeftOut>,
}

impl Admission {
    fn value(&mut self, path: &InputPath, ty: &Type, value: &Value) -> Option<Value> {
        match (ty, value) {
            (_, Value::Null) => Some(Value::Null),
            (_, Value::String(text)) if text.len() > LONGEST_TEXT => {
                self.leave_out(path, &format!("the text has {} bytes, more than {LONGEST_TEXT}", text.len()))
            }
            (Type::Bool | Type::Number | Type::String, Value::Bool(_) | Value::Number(_) | Value::String(_)) => {
                Some(value.clone())
            }
            (Type::List(of), _) => match value.elements() {
                Some(elements) => self.list(path, of, elements),
                None => self.leave_out(path, "a list belongs here"),
            },
            (Type::Set(of), _) => match value.elements() {
                Some(elements) => Some(Value::tuple(self.elements(path, of, elements))),
                None => self.leave_out(path, "a list belongs here"),
            },
            (Type::Map(of), _) => match value.entries() {
                Some(entries) => Some(self.entries(path, entries, |_| Ok(of), Step::Key)),
                None => self.leave_out(path, "names with values belong here"),
            },
            (Type::Object(attributes), _) => match value.entries() {
                Some(entries) => {
                    let near = |name: &str| nearest(name, attributes.keys().map(|name| &**name));
                    let ty = |name: &str| attributes.get(name).map(|attribute| &attribute.ty).ok_or_else(|| near(name));
                    Some(self.entries(path, entries, ty, Step::Attribute))
                }
                None => self.leave_out(path, "names with values belong here"),
            },
            _ => self.leave_out(path, "a single value belongs here"),
        }
    }

    /// A list as a whole: without an element it says something else.
    fn list(&mut self, path: &InputPath, of: &Type, elements: &[Value]) -> Option<Value> {
        if elements.len() > MOST {
            return self.leave_out(path, &format!("it holds {} elements, more than {MOST}", elements.len()));
        }
        let kept = self.elements(path, of, elements);
        if kept.len() == elements.len() {
            return Some(Value::tuple(kept));
        }
        self.leave_out(path, "a list goes as a whole")
    }

    fn elements(&mut self, path: &InputPath, of: &Type, elements: &[Value]) -> Vec<Value> {
        let at = |index: usize| path.then(Step::Index(index));
        self.count(path, elements.len(), || (MOST..elements.len()).map(at).collect());
        let kept = elements.iter().take(MOST).enumerate();
        kept.filter_map(|(index, element)| self.value(&at(index), of, element)).collect()
    }

    /// The entries that have a type; of others, the name that is near.
    fn entries<'a>(
        &mut self,
        path: &InputPath,
        entries: &BTreeMap<Arc<str>, Value>,
        ty: impl Fn(&str) -> Result<&'a Type, Option<&'a str>>,
        step: impl Fn(Arc<str>) -> Step,
    ) -> Value {
        self.count(path, entries.len(), || entries.keys().skip(MOST).map(|key| path.then(step(key.clone()))).collect());
        let mut kept = BTreeMap::new();
        for (key, value) in entries.iter().take(MOST) {
            let path = path.then(step(short(key).into()));
            if key.len() > LONGEST_TEXT {
                self.say(&path, format!("{path} is left out: its name is too long."));
                continue;
            }
            match ty(key) {
                Ok(ty) => kept.extend(self.value(&path, ty, value).map(|value| (key.clone(), value))),
                Err(Some(near)) => self.say(&path, format!("{path} is not an input of this module; {near} is near.")),
                Err(None) => self.say(&path, format!("{path} is not an input of this module.")),
            }
        }
        Value::Object(Arc::new(kept))
    }

    /// Says that a collection holds too many entries, and which are too many.
    fn count(&mut self, path: &InputPath, count: usize, beyond: impl FnOnce() -> Vec<InputPath>) {
        if count > MOST {
            let text = format!("{path} holds {count} entries; the first {MOST} are kept.");
            self.left_out.push(LeftOut { path: path.clone(), text, entries: beyond() });
        }
    }

    fn leave_out(&mut self, path: &InputPath, why: &str) -> Option<Value> {
        self.say(path, format!("{path} is left out: {why}."));
        None
    }

    fn say(&mut self, path: &InputPath, text: String) {
        self.left_out.push(LeftOut { path: path.clone(), text, entries: Vec::new() });
    }
}

/// A name, cut where it is long.
pub(crate) fn short(name: &str) -> String {
    const LONGEST_NAME: usize = 40;
    let cut: String = name.chars().take(LONGEST_NAME).collect();
    if cut.len() < name.len() { format!("{cut}…") } else { cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admitted(json: &serde_json::Value) -> (String, Vec<String>) {
        let (inputs, left_out) = admit(Module::embedded(), &Inputs::from_json(json).unwrap_or_default());
        (inputs.to_json().to_string(), left_out.into_iter().map(|left_out| left_out.text).collect())
    }

    #[test]
    fn wrong_shapes_are_left_out_and_wrong_single_values_stay() {
        let (inputs, left_out) = admitted(&serde_json::json!({
            "__proto__": 1,
            "container_prot": 3000,
            "container_por t": 3000,
            "db_port": "many",
            "name": ["a"],
            "database_url": "postgres://u:p@h/d",
            "tags": "x",
            "env": { "__proto__": "data", "A": null, "B": {} },
            "public_subnet_ids": ["subnet-1", ["subnet-2"]],
            "acknowledged_advice": ["plain_http", {}],
            "web_service": { "cpu": 256, "colour": "red", "comand": ["x"], "command": ["yarn", {}, "start"] },
            "worker_services": { "a": { "env": 1 } },
        }));
        let expected = concat!(
            r#"{"acknowledged_advice":["plain_http"],"container_prot":3000,"db_port":"many","env":{"A":null,"__proto__":"data"},"#,
            r#""web_service":{"cpu":256},"worker_services":{"a":{}}}"#
        );
        assert_eq!(inputs, expected);
        assert_eq!(
            left_out,
            [
                "__proto__ is not an input of this module.",
                "acknowledged_advice[1] is left out: a single value belongs here.",
                "container_por t is not an input of this module.",
                "The value of database_url is left out: it is given outside, and Terraform asks for it. A secret's ARN is \
                 better, since the state holds the value.",
                "env[\"B\"] is left out: a single value belongs here.",
                "name is left out: a single value belongs here.",
                "public_subnet_ids[1] is left out: a single value belongs here.",
                "public_subnet_ids is left out: a list goes as a whole.",
                "tags is left out: names with values belong here.",
                "web_service.colour is not an input of this module.",
                "web_service.comand is not an input of this module; command is near.",
                "web_service.command[1] is left out: a single value belongs here.",
                "web_service.command is left out: a list goes as a whole.",
                "worker_services[\"a\"].env is left out: names with values belong here.",
            ]
        );
    }

    #[test]
    fn too_much_is_cut() {
        let workers: serde_json::Map<_, _> = (0..1000).map(|n| (format!("w{n:04}"), serde_json::json!({}))).collect();
        let (inputs, left_out) = admitted(&serde_json::json!({
            "worker_services": workers,
            "name": "a".repeat(LONGEST_TEXT + 1),
            "migration_task": { "command": vec!["x"; MOST + 1] },
            "x".repeat(100): 1,
        }));
        assert_eq!(inputs.matches("{}").count(), MOST + 1);
        assert_eq!(left_out.len(), 4);
        assert!(left_out.iter().all(|text| text.len() < 120), "{left_out:?}");
    }
}
