//! What a call asks about, read from its JSON.

use openmercato_ecs_core::cost::Assumptions;
use openmercato_ecs_core::{Deployment, Evaluation, Inputs, Module};
use serde_json::Value as Json;
use wasm_bindgen::prelude::JsError;

/// Inputs that can be evaluated.
pub(crate) struct Asked(Inputs);

impl From<Inputs> for Asked {
    fn from(inputs: Inputs) -> Self {
        Self(inputs)
    }
}

impl Asked {
    pub(crate) fn evaluation(&self) -> Evaluation {
        Evaluation::of(Module::embedded(), &self.0)
    }

    pub(crate) fn deployment(&self) -> Deployment {
        self.assuming(Assumptions::default())
    }

    pub(crate) fn assuming(&self, assumptions: Assumptions) -> Deployment {
        Deployment::assuming(Module::embedded(), &self.0, &assumptions)
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
