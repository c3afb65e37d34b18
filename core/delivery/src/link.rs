//! Inputs in a link.

use crate::{Offer, admission};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use openmercato_ecs_cost::Assumptions;
use openmercato_ecs_module::{Inputs, Module, defaults};
use std::io::Read;

/// What a link's text starts with: the version of its format.
const PREFIX: &str = "v1.";

/// The longest text of a link that is read, in characters.
pub const LONGEST: usize = 64 << 10;

/// The most bytes that a link's text may unfold to.
const MOST_BYTES: u64 = 1 << 20;

/// What a link carries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// The inputs.
    pub inputs: Inputs,
    /// The assumptions of the estimate.
    pub assumptions: Assumptions,
    /// For whom it is.
    pub offer: Offer,
    /// The version of the module that made the link.
    pub module_version: String,
    /// What was left out, and why.
    pub dropped: Vec<String>,
}

impl Link {
    /// What has changed since the link was made, in words: defaults of what it does not set.
    pub fn changes(&self) -> Vec<String> {
        let version = self.module_version.as_str();
        if version.is_empty() {
            return Vec::new();
        }
        match defaults::changed_since(version, &self.inputs) {
            Some(changes) => changes.iter().map(defaults::ChangedDefault::in_words).collect(),
            None => vec![format!(
                "The link was made with version {version} of the module, which is not known here; this is {}.",
                Module::VERSION
            )],
        }
    }
}

/// The fragment of a link, without `#`: the format's version, then the inputs as compact JSON, deflated, in base64 for
/// URLs. Of sensitive inputs it says that they are given outside, never what they are.
pub fn encode(module: &Module, inputs: &Inputs) -> String {
    encode_with(module, inputs, &Assumptions::default(), &Offer::default())
}

/// The fragment of a link that carries assumptions and an offer, too: with the usual ones, and without an offer, it is
/// the same as [`encode`]'s.
pub fn encode_with(module: &Module, inputs: &Inputs, assumptions: &Assumptions, offer: &Offer) -> String {
    let mut json = serde_json::json!({ "module": Module::VERSION, "inputs": inputs.withheld(module).to_json() });
    if let Some(names) = inputs.outside_json(module) {
        json["outside"] = names;
    }
    if !assumptions.are_usual() {
        json["assumptions"] = assumptions.to_json();
    }
    if !offer.is_empty() {
        json["offer"] = offer.to_json();
    }
    let json = json.to_string();
    let mut deflated = Vec::new();
    // Reading from memory into memory does not fail.
    let _ = DeflateEncoder::new(json.as_bytes(), Compression::best()).read_to_end(&mut deflated);
    format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(deflated))
}

/// The fragment of a link: what follows the last `#` of an address, without space around it.
pub fn fragment(link: &str) -> &str {
    link.rsplit('#').next().unwrap_or(link).trim()
}

/// Reads the fragment of a link, with or without `#`. What a stranger put there is bounded in length, in what it
/// unfolds to and in number; what is left out is said.
pub fn decode(module: &Module, fragment: &str) -> Link {
    let text = fragment.strip_prefix('#').unwrap_or(fragment);
    let mut link = Link::default();
    let json = match unfold(text) {
        Ok(json) => json,
        Err(why) => {
            link.dropped.push(why);
            return link;
        }
    };
    link.module_version = json["module"].as_str().unwrap_or_default().chars().take(32).collect();
    let Some(inputs) = Inputs::from_json(&json["inputs"]) else {
        link.dropped.push("The link holds no inputs.".into());
        return link;
    };
    let (inputs, left_out) = admission::admit(module, &inputs);
    link.inputs = inputs;
    link.dropped.extend(left_out.into_iter().map(|left_out| left_out.text));
    let strange = link.inputs.add_outside(module, &json["outside"]);
    link.dropped.extend(strange.iter().map(|name| format!("{name:?} is not an input that is given outside.")));
    let (assumptions, dropped) = Assumptions::from_json(&json["assumptions"]);
    link.assumptions = assumptions;
    link.dropped.extend(dropped);
    let (offer, left_out) = Offer::from_json(&json["offer"]);
    link.offer = offer;
    link.dropped.extend(left_out);
    link
}

fn unfold(text: &str) -> Result<serde_json::Value, String> {
    if text.len() > LONGEST {
        return Err(format!("The link has {} characters; at most {LONGEST} are read.", text.len()));
    }
    let Some(encoded) = text.strip_prefix(PREFIX) else {
        return Err("The link is of another kind than those that this page makes.".into());
    };
    let damaged = || "The link is damaged: part of it is missing or changed.".to_owned();
    let deflated = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| damaged())?;
    let mut json = Vec::new();
    let mut reader = DeflateDecoder::new(deflated.as_slice()).take(MOST_BYTES + 1);
    reader.read_to_end(&mut json).map_err(|_| damaged())?;
    if json.len() as u64 > MOST_BYTES {
        return Err(format!("The link unfolds to more than {MOST_BYTES} bytes."));
    }
    serde_json::from_slice(&json).map_err(|_| damaged())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The fragment of a link that says this.
    pub(crate) fn fragment_of(json: &serde_json::Value) -> String {
        let mut deflated = Vec::new();
        DeflateEncoder::new(json.to_string().as_bytes(), Compression::best()).read_to_end(&mut deflated).unwrap();
        format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(deflated))
    }

    use openmercato_ecs_cost::{Assumption, Bounds};
    use openmercato_ecs_module::preset;

    #[test]
    fn reads_what_it_writes() {
        for preset in preset::all() {
            let link = decode(Module::embedded(), &encode(Module::embedded(), &preset.inputs));
            assert_eq!(link.inputs, preset.inputs);
            assert_eq!(link.dropped, Vec::<String>::new());
        }
    }

    #[test]
    fn assumptions_and_offer_travel_and_the_usual_ones_leave_no_trace() {
        let module = Module::embedded();
        let inputs = Inputs::new().with("name", "shop".into());
        let mut assumptions = Assumptions::default();
        assert_eq!(encode_with(module, &inputs, &assumptions, &Offer::default()), encode(module, &inputs));
        assert_eq!(assumptions.set(Assumption::NatTraffic, Bounds { low: 1.0, high: 1000.0 }), Ok(()));
        let offer = Offer { customer: "Acme".into(), ..Offer::default() };
        let link = decode(module, &encode_with(module, &inputs, &assumptions, &offer));
        assert_eq!((link.inputs, link.assumptions, link.offer, link.dropped), (inputs, assumptions, offer, vec![]));
    }

    #[test]
    fn a_link_says_that_a_secret_is_given_and_never_which() {
        let module = Module::embedded();
        let known = Inputs::new().with("name", "shop".into()).with("database_url", "postgres://u:hunter2@h/d".into());
        let text = encode(module, &known);
        let json = unfold(&text).expect("it was just made");
        assert!(!json.to_string().contains("hunter2"), "{json}");
        assert_eq!(json["outside"], serde_json::json!(["database_url"]));
        let link = decode(module, &text);
        assert_eq!((&link.inputs, &link.dropped), (&known.withheld(module), &vec![]));
        assert_eq!(encode(module, &link.inputs), text);
    }

    #[test]
    fn a_stranger_gives_nothing_outside_that_is_no_secret() {
        let json = serde_json::json!({ "inputs": { "name": "shop" }, "outside": ["image", "redis_url", "\u{202e}"] });
        let link = decode(Module::embedded(), &fragment_of(&json));
        let names: Vec<_> = link.inputs.sensitive(Module::embedded()).map(|variable| variable.name.as_str()).collect();
        assert_eq!(names, ["redis_url"]);
        let said = [
            "\"image\" is not an input that is given outside.",
            "\"\\u{202e}\" is not an input that is given outside.",
        ];
        assert_eq!(link.dropped, said);
    }

    #[test]
    fn hostile_links_are_bounded() {
        let bomb = fragment_of(&serde_json::json!({ "inputs": { "name": "a".repeat(4 << 20) } }));
        for text in ["", "#", "v1.", "v1.!!!", "v9.AAAA", &"v1.".repeat(500_000), &bomb] {
            let link = decode(Module::embedded(), text);
            assert_eq!(link.inputs, Inputs::new());
            assert_eq!(link.dropped.len(), 1, "{}", &text[..text.len().min(20)]);
        }
    }

    #[test]
    fn what_is_no_input_is_named() {
        let inputs = Inputs::new().with("__proto__", "x".into()).with("name", "shop".into());
        let link = decode(Module::embedded(), &encode(Module::embedded(), &inputs));
        assert_eq!(link.inputs, Inputs::new().with("name", "shop".into()));
        assert_eq!(link.dropped, ["__proto__ is not an input of this module."]);
    }
}
