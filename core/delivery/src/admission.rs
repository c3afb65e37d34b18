//! Which inputs of a stranger may enter the page.

use openmercato_ecs_module::{Inputs, Module, misspelled};
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
}

/// The inputs that the form can show, and what was left out of the others, each with why.
///
/// Left out are names that are no input nor near one, the values of sensitive inputs, attributes that an object does not have, collections where
/// a single value belongs and the other way round, and what is too much. A single value of the wrong type stays: the
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
            (Type::List(of) | Type::Set(of), _) => match value.elements() {
                Some(elements) => Some(self.elements(path, of, elements)),
                None => self.leave_out(path, "a list belongs here"),
            },
            (Type::Map(of), _) => match value.entries() {
                Some(entries) => Some(self.entries(path, entries, |_| Some(of), Step::Key)),
                None => self.leave_out(path, "names with values belong here"),
            },
            (Type::Object(attributes), _) => match value.entries() {
                Some(entries) => {
                    let ty = |name: &str| attributes.get(name).map(|attribute| &attribute.ty);
                    Some(self.entries(path, entries, ty, Step::Attribute))
                }
                None => self.leave_out(path, "names with values belong here"),
            },
            _ => self.leave_out(path, "a single value belongs here"),
        }
    }

    fn elements(&mut self, path: &InputPath, of: &Type, elements: &[Value]) -> Value {
        self.count(path, elements.len());
        let kept = elements.iter().take(MOST).enumerate();
        let kept = kept.filter_map(|(index, element)| self.value(&path.then(Step::Index(index)), of, element));
        Value::tuple(kept.collect::<Vec<_>>())
    }

    fn entries<'a>(
        &mut self,
        path: &InputPath,
        entries: &BTreeMap<Arc<str>, Value>,
        ty: impl Fn(&str) -> Option<&'a Type>,
        step: impl Fn(Arc<str>) -> Step,
    ) -> Value {
        self.count(path, entries.len());
        let mut kept = BTreeMap::new();
        for (key, value) in entries.iter().take(MOST) {
            let path = path.then(step(short(key).into()));
            if key.len() > LONGEST_TEXT {
                self.say(&path, format!("{path} is left out: its name is too long."));
            } else if let Some(ty) = ty(key) {
                kept.extend(self.value(&path, ty, value).map(|value| (key.clone(), value)));
            } else {
                self.say(&path, format!("{path} is not an input of this module."));
            }
        }
        Value::Object(Arc::new(kept))
    }

    fn count(&mut self, path: &InputPath, count: usize) {
        if count > MOST {
            self.say(path, format!("{path} holds {count} entries; the first {MOST} are kept."));
        }
    }

    fn leave_out(&mut self, path: &InputPath, why: &str) -> Option<Value> {
        self.say(path, format!("{path} is left out: {why}."));
        None
    }

    fn say(&mut self, path: &InputPath, text: String) {
        self.left_out.push(LeftOut { path: path.clone(), text });
    }
}

/// A name, cut where it is long.
fn short(name: &str) -> String {
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
            "web_service": { "cpu": 256, "colour": "red" },
            "worker_services": { "a": { "env": 1 } },
        }));
        let expected = concat!(
            r#"{"container_prot":3000,"db_port":"many","env":{"A":null,"__proto__":"data"},"public_subnet_ids":["subnet-1"],"#,
            r#""web_service":{"cpu":256},"worker_services":{"a":{}}}"#
        );
        assert_eq!(inputs, expected);
        assert_eq!(
            left_out,
            [
                "__proto__ is not an input of this module.",
                "container_por t is not an input of this module.",
                "The value of database_url is left out: it is given outside, and Terraform asks for it. A secret's ARN is \
                 better, since the state holds the value.",
                "env[\"B\"] is left out: a single value belongs here.",
                "name is left out: a single value belongs here.",
                "public_subnet_ids[1] is left out: a single value belongs here.",
                "tags is left out: names with values belong here.",
                "web_service.colour is not an input of this module.",
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
            "x".repeat(100): 1,
        }));
        assert_eq!(inputs.matches("{}").count(), MOST);
        assert_eq!(left_out.len(), 3);
        assert!(left_out.iter().all(|text| text.len() < 120), "{left_out:?}");
    }
}
