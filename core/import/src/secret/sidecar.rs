//! Secrets among the environment of sidecars, which are container definitions in JSON.

use super::finder::Finder;
use super::{Withholding, named, services};
use crate::{Import, Lines, Note, NoteKind};
use openmercato_ecs_module::made_up;
use openmercato_ecs_module::names::attribute;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use terraform_language::{InputPath, Value};

/// The inputs that hold sidecars, with what they hold.
fn sidecars(import: &Import) -> Vec<(InputPath, Vec<Value>)> {
    let paths = services(import).into_iter().map(|service| service.then(attribute::SIDECARS.step()));
    let texts = |path: &InputPath| import.inputs.at(path).and_then(Value::elements).map(<[Value]>::to_vec);
    paths.filter_map(|path| Some((path.clone(), texts(&path)?))).collect()
}

fn definition(sidecar: &Value) -> Option<Json> {
    serde_json::from_str(sidecar.as_str()?).ok()
}

/// Name and value of an environment variable.
fn pair(variable: &Json) -> Option<(&str, &str)> {
    variable["name"].as_str().zip(variable["value"].as_str())
}

/// The names of what sidecars are given in plain text, in the form of an environment variable.
pub(super) fn names(import: &Import) -> Vec<String> {
    let definitions = sidecars(import).into_iter().flat_map(|(_, sidecars)| sidecars);
    let definitions = definitions.filter_map(|sidecar| definition(&sidecar));
    let environments = definitions.filter_map(|definition| definition["environment"].as_array().cloned()).flatten();
    environments.filter_map(|variable| pair(&variable).map(|(name, _)| named::normal(name))).collect()
}

/// Gives sidecars the names of secrets in the place of secrets.
pub(super) fn withhold(of: &mut Withholding) {
    for (path, sidecars) in sidecars(of.import) {
        let sidecars: Vec<_> = sidecars.iter().map(|sidecar| without_secrets(of, &path, sidecar)).collect();
        if let Some(inputs) = of.import.inputs.with_at(&path, Value::tuple(sidecars)) {
            of.import.inputs = inputs;
        }
    }
}

fn without_secrets(of: &mut Withholding, path: &InputPath, sidecar: &Value) -> Value {
    let Some(mut definition) = definition(sidecar) else { return sidecar.clone() };
    let Some(environment) = definition["environment"].as_array().cloned() else { return sidecar.clone() };
    let is_secret = |variable: &Json| pair(variable).is_some_and(|(name, value)| of.is_secret(name, value));
    let (secret, plain): (Vec<_>, Vec<_>) = environment.into_iter().partition(is_secret);
    if secret.is_empty() {
        return sidecar.clone();
    }
    let mut secrets = definition["secrets"].as_array().cloned().unwrap_or_default();
    let named: Vec<_> = secret.iter().filter_map(pair).collect();
    let lines = lines(of.import, path, named.iter().map(|(name, _)| *name));
    for (name, value) in named {
        secrets.push(json!({ "name": name, "valueFrom": made_up::secret_for(&of.import.inputs, name) }));
        of.masks.hide_value(path, value);
        let (text, lines) = (super::said(name, path), lines.get(name).copied());
        of.import.notes.push(Note { lines, path: Some(path.clone()), kind: NoteKind::Secret, text });
    }
    definition["environment"] = plain.into();
    definition["secrets"] = secrets.into();
    Value::string(definition.to_string())
}

/// The first line on which what is taken at a path says each name; where none does, the first that is taken.
fn lines<'n>(
    import: &Import,
    path: &InputPath,
    names: impl Iterator<Item = &'n str> + Clone,
) -> BTreeMap<&'n str, Lines> {
    let places = import.taken.iter().filter(|(_, taken)| taken.is_within(path)).map(|(lines, _)| *lines);
    let first = places.clone().next();
    let finder = Finder::of(names.clone());
    let mut found = BTreeMap::new();
    for place in places.collect::<BTreeSet<_>>() {
        let text = import.files.get(place.file).map_or("", |file| file.text.as_str());
        let numbered = text.lines().enumerate().skip(place.first - 1).take(place.last + 1 - place.first);
        for (line, text) in numbered {
            let lines = Lines { file: place.file, first: line + 1, last: line + 1 };
            finder.all(text).for_each(|(_, name)| {
                found.entry(name).or_insert(lines);
            });
        }
    }
    names.filter_map(|name| Some((name, found.get(name).copied().or(first)?))).collect()
}
