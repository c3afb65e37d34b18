//! Links that were given away decode to the same inputs for ever.
//!
//! Each file of `tests/links/` holds a link, the version of the module that made it, the inputs and assumptions that it
//! carries, and why it is there. A change of the format adds files; it changes none.

use openmercato_ecs_core::{Module, link};
use serde_json::Value;
use std::fs;
use std::path::Path;

#[test]
fn old_links_decode_to_the_same_inputs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/links");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut count = 0;
    for entry in entries.flatten() {
        let path = entry.path();
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let case: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let link = link::decode(Module::embedded(), case["link"].as_str().unwrap_or_default());
        assert_eq!(link.inputs.to_json(), case["inputs"], "{}", path.display());
        let assumptions = case.get("assumptions").cloned().unwrap_or_else(|| Value::Object(serde_json::Map::new()));
        assert_eq!(link.assumptions.to_json(), assumptions, "{}", path.display());
        assert_eq!(Some(link.module_version.as_str()), case["made_by"].as_str(), "{}", path.display());
        assert_eq!(link.dropped, Vec::<String>::new(), "{}", path.display());
        count += 1;
    }
    assert!(count >= 4, "{} holds {count} links", folder.display());
}
