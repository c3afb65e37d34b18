//! What one visit leaves to the next: inputs that the address does not carry yet.
//!
//! The address follows the inputs after a pause. Whoever reloads within it asks for the address as it was, and nothing
//! that this document writes on its way out changes that. So it leaves the link in the storage of its tab.

use leptos::prelude::*;

/// The name under which it lies there: the address that was open, a line end, the fragment that it should have.
const KEY: &str = "openmercato-ecs.handover";

fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

/// Whether an earlier visit of this tab left something.
pub(crate) fn is_there() -> bool {
    storage().is_some_and(|storage| storage.get_item(KEY).ok().flatten().is_some())
}

/// Leaves a fragment, with its `#`, for the next visit to the address that is open.
pub fn leave(fragment: &str) {
    if let (Some(storage), Ok(address)) = (storage(), window().location().href()) {
        // Where storage is refused, the address alone is what a reload brings back.
        let _ = storage.set_item(KEY, &format!("{address}\n{fragment}"));
    }
}

/// Takes what was left for the address that is open: a fragment with its `#`, or nothing after the address. What was left
/// for another one is forgotten.
pub fn take() -> Option<String> {
    let storage = storage()?;
    let left = storage.get_item(KEY).ok().flatten()?;
    let _ = storage.remove_item(KEY);
    let (address, fragment) = left.split_once('\n')?;
    let is_fragment = fragment.is_empty() || fragment.starts_with('#');
    (is_fragment && window().location().href().ok()? == address).then(|| fragment.to_owned())
}
