//! Objects of the browser, by the names of what they have.
//!
//! What web-sys has of them is a JavaScript function each, and all of those are in the page's first part, even where the
//! second part alone calls them. The ones behind these are there anyhow.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// What the object has under a name; `undefined` where it has nothing.
pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// Whether what the object has under a name counts as true.
pub(crate) fn is(object: &JsValue, name: &str) -> bool {
    get(object, name).is_truthy()
}

/// The text that the object has under a name; empty where it has none.
pub(crate) fn text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}

/// The elements of what the browser keeps as a list.
pub(crate) fn listed(list: &JsValue) -> impl Iterator<Item = JsValue> + use<> {
    Array::from(list).into_iter()
}

/// Sets what the object has under a name.
pub(crate) fn set(object: &JsValue, name: &str, value: &str) {
    // What cannot be set stays as the browser has it.
    let _ = Reflect::set(object, &name.into(), &value.into());
}

/// What the method gives without arguments; `undefined` where it throws, or where the object has none of that name.
pub(crate) fn call(object: &JsValue, method: &str) -> JsValue {
    let method = get(object, method).dyn_into::<Function>();
    // A method takes an argument that is undefined for none.
    method.ok().and_then(|method| method.call1(object, &JsValue::UNDEFINED).ok()).unwrap_or_default()
}

/// Calls a method that gives its result to the first function, and why there is none to the second.
pub(crate) fn call_with(object: &JsValue, method: &str, done: &Function, failed: &Function) {
    let called = get(object, method).dyn_into::<Function>().and_then(|method| method.call2(object, done, failed));
    if called.is_err() {
        let _ = failed.call1(object, &JsValue::UNDEFINED);
    }
}
