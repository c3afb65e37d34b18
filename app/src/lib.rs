//! The page's program: someone chooses how OpenMercato runs on AWS, sees what that makes, is told what is wrong with it,
//! and takes the archive away.
//!
//! With the feature `small` the build cuts it in two: what `contents` alone reaches, code and texts, goes into a file
//! of its own, which the page loads once its form can be used. Without it all is one program, and the chunk is there at
//! once.

use openmercato_ecs_form::chunk::{Chunk, Missing};
use openmercato_ecs_form::page;
use std::pin::Pin;
use wasm_bindgen::prelude::wasm_bindgen;

/// Puts the page into the document.
#[wasm_bindgen(start)]
pub fn start() {
    openmercato_ecs_javascript::stand_in();
    page::mount(load);
}

fn load() -> Pin<Box<dyn Future<Output = Result<Chunk, Missing>>>> {
    Box::pin(async {
        #[cfg(feature = "small")]
        let contents = contents().await;
        #[cfg(not(feature = "small"))]
        let contents = contents();
        contents.map(|chunk| *chunk)
    })
}

/// The chunk, from the file that the build cuts off here. A box, because this crosses from one program into another.
///
/// Nothing else may name the crate of the views: what the first part reaches stays in it.
#[cfg_attr(
    feature = "small",
    leptos::wasm_split::wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)
)]
#[cfg_attr(not(feature = "small"), allow(clippy::unnecessary_wraps))]
fn contents() -> Result<Box<Chunk>, Missing> {
    Ok(Box::new(openmercato_ecs_views::chunk()))
}
