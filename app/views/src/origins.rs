//! The origins that the operator of this page lets listen and choose.
//!
//! The page that has this one in a frame writes the address, so the address cannot say whom to trust. A file of the
//! operator does: `embed.json`, `{ "origins": ["https://docs.example.org"] }`.

use crate::opening::is_origin;
use leptos::prelude::*;
use serde_json::Value as Json;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether a page of this origin may listen and choose. One of this page's own origin may: the browser lets it read
/// this page's document anyhow.
pub(crate) async fn admit(origin: &str) -> bool {
    if !is_origin(origin) {
        return false;
    }
    if window().location().origin().is_ok_and(|own| own == origin) {
        return true;
    }
    let file = file().await.ok().flatten().unwrap_or_default();
    let file: Json = serde_json::from_str(&file).unwrap_or_default();
    file["origins"].as_array().is_some_and(|listed| listed.iter().any(|listed| listed == origin))
}

/// The text of the operator's file; `None` where there is none. The document names it; the page as a single file names
/// none, since its policy lets it ask for nothing.
///
/// Fails where the host does not answer.
async fn file() -> Result<Option<String>, JsValue> {
    let file = document().query_selector("link[rel=embedders]")?;
    let Some(address) = file.and_then(|file| file.get_attribute("href")) else { return Ok(None) };
    let answer = JsFuture::from(window().fetch_with_str(&address)).await?;
    let answer: web_sys::Response = answer.dyn_into()?;
    if !answer.ok() {
        return Ok(None);
    }
    Ok(JsFuture::from(answer.text()?).await?.as_string())
}
