//! Files that someone gives to the page. They are read here and go nowhere.

use openmercato_ecs_core::archive::LARGEST;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Bytes of a file that are read at most.
const LIMIT: f64 = LARGEST as f64;

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Upload {
    /// Its name, without a folder.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
}

/// Reads a file; fails with a message when it is too large or cannot be read.
pub(crate) async fn read(file: web_sys::File) -> Result<Upload, String> {
    let name = file.name();
    if file.size() > LIMIT {
        return Err(format!("{name} is larger than {} MB, which no file of a deployment is.", LIMIT / 1e6));
    }
    let unreadable = |_: JsValue| format!("{name} could not be read.");
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(unreadable)?;
    Ok(Upload { name: name.clone(), bytes: js_sys::Uint8Array::new(&buffer).to_vec() })
}

/// The file that was chosen in an input.
pub(crate) fn chosen(event: &web_sys::Event) -> Option<web_sys::File> {
    let input = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
    let file = input.files()?.get(0);
    // Choosing the same file again is a choice again.
    input.set_value("");
    file
}

/// Reads the file that was chosen in an input as a text; says nothing when none was.
pub(crate) fn text_of_chosen(event: &web_sys::Event, done: impl FnOnce(Result<String, String>) + 'static) {
    let Some(file) = chosen(event) else { return };
    leptos::task::spawn_local(async move {
        let text = read(file).await.and_then(|upload| {
            String::from_utf8(upload.bytes).map_err(|_| format!("{} is no text in UTF-8.", upload.name))
        });
        done(text);
    });
}
