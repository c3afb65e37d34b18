//! What JavaScript takes for one character.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// How many code points are looked at together: engines copy the whole text for each character that they find in it.
const WINDOW: usize = 256;

/// The length of each of a text's characters in bytes; `None` in an engine without `Intl.Segmenter`.
pub(crate) fn lengths(text: &str) -> Option<Vec<usize>> {
    let segmenter = Segmenter::new()?;
    let mut lengths = Vec::new();
    let (mut rest, mut window) = (text, WINDOW);
    while !rest.is_empty() {
        let end = rest.char_indices().nth(window).map_or(rest.len(), |(at, _)| at);
        let mut found = segmenter.lengths(rest.get(..end)?)?;
        if end < rest.len() {
            // The last one may go on behind the window.
            found.pop();
        }
        window = if found.is_empty() { window * 2 } else { WINDOW };
        rest = rest.get(found.iter().sum()..)?;
        lengths.extend(found);
    }
    Some(lengths)
}

/// `Intl.Segmenter`, with its method: <https://tc39.es/ecma402/#segmenter-objects>.
struct Segmenter {
    object: JsValue,
    segment: Function,
}

impl Segmenter {
    fn new() -> Option<Self> {
        let constructor: Function = get(&get(&js_sys::global(), "Intl")?, "Segmenter")?.dyn_into().ok()?;
        // Characters are what it finds unless it is told otherwise.
        let object = Reflect::construct(&constructor, &Array::new()).ok()?;
        let segment = get(&object, "segment")?.dyn_into().ok()?;
        Some(Self { object, segment })
    }

    fn lengths(&self, text: &str) -> Option<Vec<usize>> {
        let segments = self.segment.call1(&self.object, &text.into()).ok()?;
        Array::from(&segments).iter().map(|of| Some(get(&of, "segment")?.as_string()?.len())).collect()
    }
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok()
}
