//! Random inputs, valid and damaged, from the module's own declarations.

use std::collections::BTreeMap;
use std::sync::Arc;

use openmercato_ecs_core::{Inputs, Module, Type, Value, Variable, preset};

use crate::cases;

/// The most changes to the inputs that a case begins with.
const MOST_CHANGES: usize = 6;

/// Makes inputs. The same seed makes the same ones, on every machine.
#[derive(Debug)]
pub struct Generator {
    random: fastrand::Rng,
    variables: Vec<&'static Variable>,
    /// What a case begins with: nothing, a preset, or a case of the corpus.
    bases: Vec<Inputs>,
    /// The values that the corpus and the presets give each variable: what people may set, right and wrong.
    seen: BTreeMap<&'static str, Vec<Value>>,
}

impl Generator {
    /// # Panics
    /// When the corpus cannot be read.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let variables: Vec<_> = Module::embedded().variables().iter().filter(|variable| !variable.sensitive).collect();
        let presets = preset::all().iter().map(|preset| preset.inputs.clone());
        let corpus = cases::all().unwrap_or_else(|error| panic!("{error}"));
        let bases: Vec<_> =
            presets.chain(corpus.into_iter().map(|case| case.inputs)).map(|base| known_alone(&base)).collect();
        let mut seen: BTreeMap<&'static str, Vec<Value>> = BTreeMap::new();
        for variable in &variables {
            let values = bases.iter().filter_map(|base| base.get(&variable.name)).cloned();
            let declared = variable.choices.iter().chain(&variable.default).cloned();
            seen.entry(&variable.name).or_default().extend(values.chain(declared));
        }
        Self { random: fastrand::Rng::with_seed(seed), variables, bases, seen }
    }

    /// The next inputs.
    pub fn inputs(&mut self) -> Inputs {
        let mut inputs = self.bases[self.random.usize(..self.bases.len())].clone();
        for _ in 0..self.random.usize(..=MOST_CHANGES) {
            inputs = self.changed_in_one(&inputs);
        }
        // Without a value that is required Terraform asks no rule at all.
        for variable in self.variables.clone().into_iter().filter(|variable| variable.default.is_none()) {
            if inputs.get(&variable.name).is_none_or(Value::is_null) {
                let value = self.seen_value(&variable.name).unwrap_or(Value::Null);
                inputs = inputs.with(&variable.name, value);
            }
        }
        inputs
    }

    /// The next inputs with a secret in plain text, in the place of the ARN of one that is stored.
    pub fn inputs_with_a_secret(&mut self) -> Inputs {
        let secrets: Vec<_> = Module::embedded().variables().iter().filter(|variable| variable.sensitive).collect();
        let mut inputs = self.inputs();
        let is_named = |variable: &&&Variable| inputs.get(&arn_of(&variable.name)).is_some();
        let named: Vec<_> = secrets.iter().filter(is_named).collect();
        let secret = if named.is_empty() {
            secrets[self.random.usize(..secrets.len())]
        } else {
            named[self.random.usize(..named.len())]
        };
        inputs.remove(&arn_of(&secret.name));
        inputs.with(&secret.name, self.secret())
    }

    fn secret(&mut self) -> Value {
        const SECRETS: &[&str] = &[
            "postgres://openmercato:hunter2@db.example.com:5432/openmercato?sslmode=require",
            "rediss://:hunter2@redis.example.com:6379/0",
            "redis://redis.example.com:6379",
            "http://wrong",
            "${x} \"%{y}\"\n\u{1f980}",
        ];
        SECRETS[self.random.usize(..SECRETS.len())].into()
    }

    /// The inputs with one to `most` of them changed.
    pub fn changed_inputs(&mut self, inputs: &Inputs, most: usize) -> Inputs {
        (0..self.random.usize(1..=most)).fold(inputs.clone(), |inputs, _| self.changed_in_one(&inputs))
    }

    fn changed_in_one(&mut self, inputs: &Inputs) -> Inputs {
        let variable = self.variables[self.random.usize(..self.variables.len())];
        let value = match self.random.u8(..10) {
            0 => None,
            1..=4 => self.seen_value(&variable.name),
            5..=7 => {
                let value = inputs.get(&variable.name).cloned().or_else(|| self.seen_value(&variable.name));
                value.map(|value| self.changed(&value, &variable.ty, 3))
            }
            8 => self.value_of_another(variable),
            _ => Some(self.damaged()),
        };
        inputs.with(&variable.name, value.unwrap_or(Value::Null))
    }

    fn seen_value(&mut self, name: &str) -> Option<Value> {
        let values = self.seen.get(name).filter(|values| !values.is_empty())?;
        Some(values[self.random.usize(..values.len())].clone())
    }

    /// A value that belongs to another variable of the type.
    fn value_of_another(&mut self, variable: &Variable) -> Option<Value> {
        let others: Vec<_> = self.variables.iter().filter(|other| other.ty == variable.ty).collect();
        let other = others[self.random.usize(..others.len())];
        self.seen_value(&other.name)
    }

    /// A value of a kind that may belong nowhere.
    fn damaged(&mut self) -> Value {
        match self.random.u8(..9) {
            0 => Value::Bool(self.random.bool()),
            1 => Value::from(self.random.i32(-5..=70_000)),
            2 => Value::from(""),
            3 => Value::from(" "),
            4 => Value::from("${x} \"%{y}\"\n🦀"),
            5 => Value::tuple([]),
            6 => Value::tuple([Value::Null, Value::from("a")]),
            7 => Value::object([("a", Value::from(1))]),
            _ => Value::object::<&str>([]),
        }
    }

    /// The value with something small about it changed.
    fn changed(&mut self, value: &Value, ty: &Type, depth: usize) -> Value {
        match value {
            Value::String(text) => self.changed_text(text),
            Value::Number(number) => self.changed_number(number.to_f64()),
            Value::Bool(value) => Value::Bool(!value),
            value if depth == 0 => value.clone(),
            value => match (value.elements(), value.entries()) {
                (Some(elements), _) => self.changed_list(elements, ty, depth),
                (_, Some(entries)) => self.changed_map(entries, ty, depth),
                _ => self.damaged(),
            },
        }
    }

    fn changed_text(&mut self, text: &str) -> Value {
        let mut characters: Vec<char> = text.chars().collect();
        let at = self.random.usize(..=characters.len());
        match self.random.u8(..7) {
            0 if at < characters.len() => drop(characters.remove(at)),
            1 => characters.insert(at, self.character()),
            2 if at < characters.len() => characters[at] = self.character(),
            3 => characters.truncate(at),
            4 => characters.extend(text.chars()),
            5 => return Value::from(text.to_uppercase().as_str()),
            _ => characters.extend("-x".chars()),
        }
        Value::from(characters.into_iter().collect::<String>().as_str())
    }

    fn character(&mut self) -> char {
        const CHARACTERS: &[char] =
            &['a', 'Z', '0', '9', '-', '_', '.', '/', ':', ' ', '"', '$', '{', '%', '*', '\u{e9}', '\n', '\\'];
        CHARACTERS[self.random.usize(..CHARACTERS.len())]
    }

    fn changed_number(&mut self, number: f64) -> Value {
        let number = match self.random.u8(..7) {
            0 => number + 1.0,
            1 => number - 1.0,
            2 => number * 2.0,
            3 => -number,
            4 => number + 0.5,
            5 => 0.0,
            _ => number * 1000.0,
        };
        openmercato_ecs_core::Number::from_f64(number).map_or(Value::Null, Value::Number)
    }

    fn changed_list(&mut self, elements: &[Value], ty: &Type, depth: usize) -> Value {
        let of = match ty {
            Type::List(of) | Type::Set(of) => (**of).clone(),
            _ => Type::Any,
        };
        let mut elements = elements.to_vec();
        let at = self.random.usize(..=elements.len());
        match (self.random.u8(..5), elements.get(at).cloned()) {
            (0, Some(_)) => drop(elements.remove(at)),
            (1, Some(element)) => elements.push(element),
            (2, _) => elements.insert(at, self.damaged()),
            (3, _) => elements.reverse(),
            (_, Some(element)) => elements[at] = self.changed(&element, &of, depth - 1),
            (_, None) => elements.push(Value::from("x")),
        }
        Value::tuple(elements)
    }

    fn changed_map(&mut self, entries: &BTreeMap<Arc<str>, Value>, ty: &Type, depth: usize) -> Value {
        let mut entries = entries.clone();
        let names: Vec<Arc<str>> = match ty {
            Type::Object(attributes) => attributes.keys().cloned().collect(),
            _ => entries.keys().cloned().collect(),
        };
        let name = if names.is_empty() { Arc::from("x") } else { names[self.random.usize(..names.len())].clone() };
        let of = match ty {
            Type::Object(attributes) => attributes.get(&name).map_or(Type::Any, |attribute| attribute.ty.clone()),
            Type::Map(of) => (**of).clone(),
            _ => Type::Any,
        };
        match (self.random.u8(..6), entries.get(&name).cloned()) {
            (0, Some(_)) => drop(entries.remove(&name)),
            (1, _) => drop(entries.insert(name, self.damaged())),
            (2, Some(value)) => {
                let Value::String(other) = self.changed_text(&name) else { return Value::Null };
                entries.insert(other, value);
            }
            (3, _) => drop(entries.insert(name, Value::Null)),
            (_, Some(value)) => drop(entries.insert(name, self.changed(&value, &of, depth - 1))),
            (_, None) => drop(entries.insert(name, self.damaged())),
        }
        Value::Object(Arc::new(entries))
    }
}

/// The input that names where a secret is stored, which is a better way to give it.
fn arn_of(secret: &str) -> String {
    format!("{secret}_secret_arn")
}

/// The inputs without names that the module does not know: Terraform says so before it judges anything.
fn known_alone(inputs: &Inputs) -> Inputs {
    let module = Module::embedded();
    let is_known = |name: &str| module.variable(name).is_some_and(|variable| !variable.sensitive);
    inputs.iter().filter(|(name, _)| is_known(name)).map(|(name, value)| (name.to_owned(), value.clone())).collect()
}
