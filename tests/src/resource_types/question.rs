use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::place::{Place, is_empty};
use super::settings::Settings;
use super::sorting;
use super::way::Way;
use crate::changes::{Instance, KNOWN_AFTER_APPLY, Specimen};
use crate::terraform::{Block, Nested, Schemas};

/// How many resources are asked the same: those of different names may be set in different ways.
const ALIKE: usize = 2;

/// What Terraform is asked about one argument or block of a resource.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) kind: String,
    pub(super) place: Place,
    pub(super) way: Way,
    pub(super) specimen: Specimen,
}

/// The questions about one resource type.
pub(super) struct Questions<'a> {
    pub(super) kind: &'a str,
    pub(super) schemas: &'a Schemas,
    /// Resources of the type, as they run in deployments that differ.
    pub(super) instances: Vec<&'a Instance>,
    pub(super) settings: &'a Settings,
}

impl Questions<'_> {
    /// All of them.
    pub(super) fn all(&self) -> Vec<Question> {
        let Some(schema) = self.schemas.get(self.kind) else { return Vec::new() };
        self.within(&[], self.settings, &schema.block)
    }

    fn within(&self, outer: &[String], settings: &Settings, schema: &Block) -> Vec<Question> {
        let arguments = settings.arguments.iter().filter_map(|name| Some((name, schema.attributes.get(name)?)));
        let arguments = arguments.flat_map(|(name, argument)| {
            let ty = argument.ty.clone().unwrap_or_default();
            self.about(&Place::of(outer, name), &ty, argument.required)
        });
        let blocks =
            settings.blocks.iter().filter_map(|(name, inner)| Some((name, inner, schema.block_types.get(name)?)));
        let blocks = blocks.flat_map(|(name, inner, nested)| {
            let place = Place::of(outer, name);
            let deeper: Vec<_> = outer.iter().cloned().chain([name.clone()]).collect();
            let mut questions = self.about_block(&place, nested);
            questions.extend(self.within(&deeper, inner, &nested.block));
            questions
        });
        arguments.chain(blocks).collect()
    }

    /// One instance for each resource of the module that has a value here.
    fn with_value(&self, place: &Place) -> Vec<(&Instance, &Value)> {
        let mut found: Vec<(&Instance, &Value)> = Vec::new();
        for instance in &self.instances {
            let is_new = found.iter().all(|(known, _)| known.name() != instance.name());
            if found.len() == ALIKE {
                break;
            }
            if let Some(value) = place.value(instance.attributes()).filter(|_| is_new) {
                found.push((instance, value));
            }
        }
        found
    }

    fn about(&self, place: &Place, ty: &Value, required: bool) -> Vec<Question> {
        let mut questions = Vec::new();
        let found = self.with_value(place);
        for (instance, value) in &found {
            for (way, before) in others(value, ty) {
                questions.push(self.question(place, way, instance, Some((value, &before)), None));
            }
            questions.extend(unsettled(value).map(|new| self.made(place, Way::Unsettled, instance, value, &new)));
            if !required {
                questions.push(self.question(place, Way::Added, instance, Some((value, &Value::Null)), None));
                questions.push(self.question(place, Way::Removed, instance, None, Some((value, &Value::Null))));
                questions.push(self.made(place, Way::Absent, instance, value, &Value::Null));
                questions.extend(empty(ty).map(|empty| self.made(place, Way::Empty, instance, value, &empty)));
            }
        }
        let without = self.instances.iter().find(|it| found.is_empty() && place.exists(it.attributes()));
        if let Some(instance) = without {
            let sample = sample(ty);
            let old = instance.attributes();
            let null = [Value::Null, json!(""), json!([]), json!({})];
            let old = null.iter().find(|null| place.replaced(old, null, &sample) != *old).unwrap_or(&Value::Null);
            questions.push(self.question(place, Way::Removed, instance, Some((old, &sample)), None));
            questions.push(self.question(place, Way::Added, instance, None, Some((old, &sample))));
            questions.push(self.made(place, Way::Absent, instance, old, &Value::Null));
            questions.extend(empty(ty).map(|empty| self.made(place, Way::Empty, instance, old, &empty)));
            questions.extend(unsettled(&sample).map(|new| self.made(place, Way::Unsettled, instance, old, &new)));
        }
        questions.extend(self.about_order(place));
        questions
    }

    /// About texts of JSON, as many as have arrays that the others do not have.
    fn about_order(&self, place: &Place) -> Vec<Question> {
        let mut known = BTreeSet::new();
        let values = self.instances.iter().filter_map(|it| Some((*it, place.value(it.attributes())?)));
        let asked = values.filter_map(|(instance, value)| {
            let (reversed, places) = sorting::reversed(value)?;
            let is_new = !places.is_subset(&known);
            known.extend(places);
            is_new.then(|| self.made(place, Way::Reversed, instance, value, &reversed))
        });
        asked.collect()
    }

    fn about_block(&self, place: &Place, nested: &Nested) -> Vec<Question> {
        let mut questions = Vec::new();
        for (instance, value) in self.with_value(place) {
            let none = if value.is_array() { json!([]) } else { Value::Null };
            questions.push(self.question(place, Way::Added, instance, Some((value, &none)), None));
            if nested.min_items == 0 {
                questions.push(self.question(place, Way::Removed, instance, None, Some((value, &none))));
                questions.push(self.made(place, Way::Absent, instance, value, &none));
            }
        }
        questions
    }

    /// A question about a resource that runs, with another value in what runs or in what is set.
    fn question(
        &self,
        place: &Place,
        way: Way,
        instance: &Instance,
        running: Option<(&Value, &Value)>,
        set: Option<(&Value, &Value)>,
    ) -> Question {
        let attributes = instance.attributes();
        let with = |other: Option<(&Value, &Value)>| {
            other.map_or_else(|| attributes.clone(), |(old, new)| place.replaced(attributes, old, new))
        };
        let specimen = Specimen {
            kind: self.kind.to_owned(),
            arguments: set_of(&with(set), self.settings),
            running: Some(instance.with(with(running))),
        };
        Question { kind: self.kind.to_owned(), place: place.clone(), way, specimen }
    }

    fn made(&self, place: &Place, way: Way, instance: &Instance, old: &Value, new: &Value) -> Question {
        let attributes = place.replaced(instance.attributes(), old, new);
        let mut arguments = set_of(&attributes, self.settings);
        if way == Way::Empty {
            arguments = place.replaced(&arguments, &Value::Null, new);
        }
        let specimen = Specimen { kind: self.kind.to_owned(), arguments, running: None };
        Question { kind: self.kind.to_owned(), place: place.clone(), way, specimen }
    }
}

/// Of the attributes of a resource those that the module sets.
fn set_of(attributes: &Map<String, Value>, settings: &Settings) -> Map<String, Value> {
    let mut set = Map::new();
    for name in &settings.arguments {
        if let Some(value) = attributes.get(name).filter(|value| !is_empty(value)) {
            set.insert(name.clone(), value.clone());
        }
    }
    for (name, inner) in &settings.blocks {
        let block = |block: &Value| Value::Object(set_of(block.as_object().unwrap_or(&Map::new()), inner));
        match attributes.get(name) {
            Some(Value::Array(elements)) if !elements.is_empty() => {
                set.insert(name.clone(), elements.iter().map(block).collect());
            }
            Some(one @ Value::Object(_)) => {
                set.insert(name.clone(), block(one));
            }
            _ => {}
        }
    }
    set
}

/// Other values of the type, with the way from each to this one.
fn others(value: &Value, ty: &Value) -> Vec<(Way, Value)> {
    match value {
        Value::Bool(value) => vec![(Way::Changed, json!(!value))],
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or_default();
            vec![(Way::Increased, whole(number - 1.0)), (Way::Decreased, whole(number + 1.0))]
        }
        Value::String(text) => other_texts(text),
        Value::Array(elements) => {
            let element = elements.first().cloned().unwrap_or_default();
            let of = ty.get(1).unwrap_or(&Value::Null);
            let other = others(&element, of).into_iter().map(|(_, other)| other).next().unwrap_or_else(|| sample(of));
            vec![(Way::Changed, json!([other]))]
        }
        Value::Object(fields) => {
            let mut fields = fields.clone();
            if let Some(value) = fields.values_mut().find(|value| value.is_string()) {
                *value = json!("another");
            }
            vec![(Way::Changed, Value::Object(fields))]
        }
        Value::Null => Vec::new(),
    }
}

fn other_texts(text: &str) -> Vec<(Way, Value)> {
    if text.starts_with(['{', '[']) {
        return vec![(Way::Changed, json!(if text.starts_with('{') { "{}" } else { "[]" }))];
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let is_version =
        rest.is_empty() || rest.starts_with('.') && rest.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    match number.parse::<u64>() {
        Ok(number) if is_version => vec![
            (Way::Increased, json!(format!("{}{rest}", number.saturating_sub(1)))),
            (Way::Decreased, json!(format!("{}{rest}", number + 1))),
        ],
        _ => vec![(Way::Changed, json!(format!("{text}-x")))],
    }
}

fn whole(number: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "arguments of the module are small whole numbers")]
    let whole = number as i64;
    json!(whole)
}

/// The empty collection of the type.
fn empty(ty: &Value) -> Option<Value> {
    match ty.get(0)?.as_str()? {
        "map" => Some(json!({})),
        "list" | "set" => Some(json!([])),
        _ => None,
    }
}

/// The collection with an element that is known after apply.
fn unsettled(collection: &Value) -> Option<Value> {
    let mut unsettled = collection.clone();
    let element = match &mut unsettled {
        Value::Array(elements) => elements.first_mut(),
        Value::Object(fields) => fields.values_mut().next(),
        _ => None,
    };
    *element? = json!(KNOWN_AFTER_APPLY);
    Some(unsettled)
}

/// A value of the type.
fn sample(ty: &Value) -> Value {
    match ty.as_str().or_else(|| ty.get(0).and_then(Value::as_str)) {
        Some("bool") => json!(true),
        Some("number") => json!(1),
        Some("map") => json!({ "key": sample(ty.get(1).unwrap_or(&Value::Null)) }),
        Some("list" | "set") => json!([sample(ty.get(1).unwrap_or(&Value::Null))]),
        _ => json!("another"),
    }
}
