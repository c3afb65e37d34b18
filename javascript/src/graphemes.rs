//! What the browser takes for one character.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The length of each of a text's characters in bytes; `None` in a browser without `Intl.Segmenter`.
pub(crate) fn lengths(text: &str) -> Option<Vec<usize>> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let segmenter: Function = get(&get(&js_sys::global(), "Intl")?, "Segmenter")?.dyn_into().ok()?;
    // Characters are what it finds unless it is told otherwise.
    let segmenter = Reflect::construct(&segmenter, &Array::new()).ok()?;
    let segment: Function = get(&segmenter, "segment")?.dyn_into().ok()?;
    let segments = segment.call1(&segmenter, &text.into()).ok()?;
    let segments = Array::from(&segments);
    segments.iter().map(|of| Some(get(&of, "segment")?.as_string()?.len())).collect()
}
