//! What a call asks about, read from its JSON.

use openmercato_ecs_core::cost::Assumptions;
use openmercato_ecs_core::{Deployment, Inputs, Module};
use serde_json::Value as Json;
use std::cell::RefCell;
use wasm_bindgen::prelude::JsError;

/// Inputs that are asked about.
pub(crate) struct Asked(Inputs);

thread_local! {
    /// What was asked about last: mostly it is asked about again, or about an edit of it.
    static LAST: RefCell<Option<Deployment>> = const { RefCell::new(None) };
}

impl From<Inputs> for Asked {
    fn from(inputs: Inputs) -> Self {
        Self(inputs)
    }
}

impl Asked {
    /// What their deployment answers, with the usual assumptions.
    pub(crate) fn answer<T>(&self, answer: impl FnOnce(&Deployment) -> T) -> T {
        self.answer_assuming(&Assumptions::default(), answer)
    }

    /// What their deployment answers.
    pub(crate) fn answer_assuming<T>(&self, assumptions: &Assumptions, answer: impl FnOnce(&Deployment) -> T) -> T {
        let is_it = |last: &Deployment| last.evaluation.inputs == self.0 && last.assumptions() == assumptions;
        let last = LAST.take();
        let deployment = match last {
            Some(last) if is_it(&last) => last,
            Some(last) => last.edited(&self.0, assumptions),
            None => Deployment::assuming(Module::embedded(), &self.0, assumptions),
        };
        let answered = answer(&deployment);
        LAST.set(Some(deployment));
        answered
    }
}

/// Reads the argument `name`.
///
/// # Errors
/// It is no JSON, or no object: says so, and where.
pub(crate) fn inputs(name: &str, json: &str) -> Result<Asked, JsError> {
    let read = object(name, json)?;
    Inputs::from_json(&read).map(Asked).ok_or_else(|| no_object(name, &read))
}

/// Reads the ranges that an estimate assumes, as `{"requests": [1, 5]}`; an empty text leaves the usual ones.
///
/// # Errors
/// It is no JSON object, or an assumption cannot be used: says which.
pub(crate) fn assumptions(json: &str) -> Result<Assumptions, JsError> {
    if json.is_empty() {
        return Ok(Assumptions::default());
    }
    let (assumptions, dropped) = Assumptions::from_json(&object("assumptions", json)?);
    if dropped.is_empty() { Ok(assumptions) } else { Err(JsError::new(&dropped.join(" "))) }
}

fn object(name: &str, json: &str) -> Result<Json, JsError> {
    let read: Json = serde_json::from_str(json).map_err(|error| JsError::new(&format!("{name}: no JSON: {error}.")))?;
    if read.is_object() { Ok(read) } else { Err(no_object(name, &read)) }
}

fn no_object(name: &str, json: &Json) -> JsError {
    let kind = match json {
        Json::Null => "null",
        Json::Bool(_) => "a boolean",
        Json::Number(_) => "a number",
        Json::String(_) => "a text",
        Json::Array(_) => "a list",
        Json::Object(_) => "an object",
    };
    JsError::new(&format!("{name}: an object is needed, by the names of inputs, and this is {kind}."))
}
