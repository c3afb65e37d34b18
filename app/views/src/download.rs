//! Files that leave the page.

use leptos::prelude::*;
use openmercato_ecs_form::announcer::Announcer;
use wasm_bindgen::{JsCast, JsValue};

/// What the page says where a file cannot be saved.
pub(crate) const REFUSED: &str = "This browser does not let the page save a file.";

/// Hands bytes to the browser as a file to save. Nothing leaves the machine.
///
/// Fails only in a browser without `Blob`.
pub(crate) fn save(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Safari reads the blob after the click has returned.
    set_timeout(move || drop(web_sys::Url::revoke_object_url(&url)), std::time::Duration::from_secs(60));
    Ok(())
}

/// Hands out a text as [`save`] does, and reports it where that fails.
pub(crate) fn save_or_report(name: &str, media_type: &str, text: &str, announcer: Announcer) {
    if save(name, media_type, text.as_bytes()).is_err() {
        announcer.announce(REFUSED);
    }
}

/// An SVG text as a data address.
pub(crate) fn svg_address(svg: &str) -> String {
    format!("data:image/svg+xml;charset=utf-8,{}", js_sys::encode_uri_component(svg))
}

/// An SVG text of this size as the data address of a PNG picture of twice its size.
///
/// Fails when the browser cannot draw the picture.
pub(crate) async fn png_address(svg: &str, (width, height): (f64, f64)) -> Result<String, JsValue> {
    const SCALE: f64 = 2.0;
    let image = web_sys::HtmlImageElement::new()?;
    // A data address rather than a blob: a picture drawn from it may be read back in every browser.
    image.set_src(&svg_address(svg));
    wasm_bindgen_futures::JsFuture::from(image.decode()).await?;
    let canvas: web_sys::HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let pixels = |length: f64| (length * SCALE).clamp(1.0, 16_000.0) as u32;
    canvas.set_width(pixels(width));
    canvas.set_height(pixels(height));
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: web_sys::CanvasRenderingContext2d = context.unchecked_into();
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width * SCALE, height * SCALE)?;
    canvas.to_data_url()
}

/// Saves an SVG text of this size as [`png_address`] draws it.
///
/// Fails when the browser cannot draw the picture.
pub(crate) async fn save_png(name: &str, svg: &str, size: (f64, f64)) -> Result<(), JsValue> {
    let address = png_address(svg, size).await?;
    let bytes = address.split_once(',').and_then(|(_, base64)| window().atob(base64).ok());
    let bytes = bytes.ok_or(JsValue::NULL)?;
    // `atob` gives one character for each byte.
    let bytes: Vec<u8> = bytes.chars().filter_map(|character| u8::try_from(u32::from(character)).ok()).collect();
    save(name, "image/png", &bytes)
}
