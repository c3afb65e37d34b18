//! Inputs in a link.

mod repeated;

use crate::admission::short;
use crate::{Offer, admission};
use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD, URL_SAFE_NO_PAD};
use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use openmercato_ecs_cost::Assumptions;
use openmercato_ecs_module::{Inputs, Module, defaults};
use repeated::Repeated;
use std::io::Read;

/// What a link's text starts with: the version of its format.
const PREFIX: &str = "v1.";

/// Reads links: what comes after one may end within a byte.
const LENIENT: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, NO_PAD.with_decode_allow_trailing_bits(true));

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

/// The fragment of a link: what follows its `#`, with what a chat or a mailer left around the link; without a link of
/// this page, what follows the last `#` of an address.
pub fn fragment(text: &str) -> &str {
    find(text).unwrap_or_else(|| text.rsplit('#').next().unwrap_or(text).trim())
}

/// Where a link of this page begins in a text, without `#`, up to the end of the text; `None` where there is none.
pub fn find(text: &str) -> Option<&str> {
    // Some mailers write `#` as in the query of an address.
    let starts = ["#", "%23"].into_iter().filter_map(|sign| {
        let at = text.find(&format!("{sign}{PREFIX}"))?;
        Some(at + sign.len())
    });
    let alone = text.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let start = starts.min().or_else(|| alone.starts_with(PREFIX).then(|| text.len() - alone.len()))?;
    text.get(start..)
}

/// Reads the fragment of a link, with or without `#`. What a stranger put there is bounded in length, in what it
/// unfolds to and in number; what is left out is said.
pub fn decode(module: &Module, fragment: &str) -> Link {
    let text = fragment.strip_prefix('#').unwrap_or(fragment);
    let mut link = Link::default();
    let json = match unfold(text) {
        Ok((json, text)) => {
            link.dropped.extend(repeated::names(&text).iter().map(|name| in_words(module, name)));
            json
        }
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

/// The base64 of a link without what a chat, Markdown or a mailer put within and after it: none of that is base64, or it
/// comes after the end of what was deflated, which says itself where it ends.
fn letters(text: &str) -> Vec<u8> {
    let mut letters = Vec::with_capacity(text.len().min(LONGEST + 1));
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'%' => letters.extend(escaped(&mut bytes).filter(|byte| is_letter(*byte))),
            _ if is_letter(byte) => letters.push(byte),
            _ => {}
        }
        if letters.len() > LONGEST {
            break;
        }
    }
    if letters.len() % 4 == 1 {
        letters.pop();
    }
    letters
}

/// The byte that two digits stand for after a percent sign.
fn escaped(bytes: &mut std::str::Bytes) -> Option<u8> {
    let mut digit = || char::from(bytes.next()?).to_digit(16);
    u8::try_from(digit()? * 16 + digit()?).ok()
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

/// What a link says, with its text in JSON.
fn unfold(text: &str) -> Result<(serde_json::Value, String), String> {
    let Some(encoded) = text.strip_prefix(PREFIX) else {
        return Err("The link is of another kind than those that this page makes.".into());
    };
    let encoded = letters(encoded);
    if encoded.len() > LONGEST {
        return Err(format!("The link has more than {LONGEST} characters, the most that are read."));
    }
    let damaged = || "The link is damaged: part of it is missing or changed.".to_owned();
    let deflated = LENIENT.decode(encoded).map_err(|_| damaged())?;
    let mut json = String::new();
    let mut reader = DeflateDecoder::new(deflated.as_slice()).take(MOST_BYTES + 1);
    reader.read_to_string(&mut json).map_err(|_| damaged())?;
    if json.len() as u64 > MOST_BYTES {
        return Err(format!("The link unfolds to more than {MOST_BYTES} bytes."));
    }
    let read = serde_json::from_str(&json).map_err(|_| damaged())?;
    Ok((read, json))
}

/// What becomes of a name that a link sets twice. Only of inputs that hold no secrets is said what the values are.
fn in_words(module: &Module, repeated: &Repeated) -> String {
    let path = repeated.path.strip_prefix(&["inputs".to_owned()]).unwrap_or(&repeated.path);
    let is_open = matches!(path, [name] if module.variable(name).is_some_and(|variable| !variable.sensitive));
    let said = |value: &str| match is_open && !value.starts_with(['{', '[']) {
        true => format!(" {}", short(value)),
        false => String::new(),
    };
    format!(
        "{} is set twice: the first value{} is left out, the last{} counts. A link sets each name once.",
        short(&path.join(".")),
        said(repeated.first),
        said(repeated.next)
    )
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
    use openmercato_ecs_module::{Values, preset};
    use terraform_language::{Number, Value};

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
        let answers = "downtime=minutes\nexisting=network,domain\ntaken=cheapest\n".to_owned();
        let offer = Offer { customer: "Acme".into(), answers, ..Offer::default() };
        let link = decode(module, &encode_with(module, &inputs, &assumptions, &offer));
        assert_eq!((link.inputs, link.assumptions, link.offer, link.dropped), (inputs, assumptions, offer, vec![]));
    }

    #[test]
    fn what_a_chat_adds_is_no_part_of_a_link() {
        let module = Module::embedded();
        let inputs = &preset::all()[0].inputs;
        let link = encode(module, inputs);
        let broken = |by: &str| link.as_bytes().chunks(60).map(String::from_utf8_lossy).collect::<Vec<_>>().join(by);
        let address = "https://host.example/x/";
        for text in [
            link.clone(),
            format!("#{link}"),
            format!("{address}#{link}"),
            format!("({address}#{link})"),
            format!("[the shop]({address}#{link}) #5"),
            format!("<{address}#{link}>"),
            format!("Is it {address}#{link}? Yes, and more: v1.0, https://v1.example/#top"),
            format!("https://v1.host.example/#{link}."),
            format!("\"{link}\","),
            format!("*{link}*"),
            format!("{address}%23{link}&utm_source=mail&utm_id=1"),
            format!("{address}#{link}?fbclid=IwAR0_x-"),
            format!("{address}#{}", broken("\r\n")),
            format!("> {address}#{}", broken("\n> ")),
            format!("{address}#{}", broken("=\n")),
            format!("{address}#{}", broken(" ")),
            format!("{address}#{}", link.replace('-', "%2D").replace('_', "%5f")),
            format!("{address}#{}", broken("%0A")),
        ] {
            let read = decode(module, fragment(&text));
            assert_eq!((&read.inputs, &read.dropped), (inputs, &vec![]), "{text}");
        }
        for text in ["https://v1.example/", "v2.abc", "see v1. of it", ""] {
            assert_eq!(find(text), None, "{text}");
        }
        assert_eq!(decode(module, &link[..link.len() - 20]).dropped.len(), 1);
    }

    #[test]
    fn a_name_that_is_set_twice_is_named_and_the_rest_is_read() {
        for (json, inputs, dropped) in [
            (
                r#"{"inputs":{"name":"a:\\","image":"x","name":"b"}}"#,
                r#"{"image":"x","name":"b"}"#,
                vec![
                    r#"name is set twice: the first value "a:\\" is left out, the last "b" counts. A link sets each name once."#,
                ],
            ),
            (
                r#"{"inputs":{"env":{"A_TOKEN":"hunter2","A_TOKEN":"hunter3"}}}"#,
                r#"{"env":{"A_TOKEN":"hunter3"}}"#,
                vec![
                    "env.A_TOKEN is set twice: the first value is left out, the last counts. A link sets each name once.",
                ],
            ),
            (r#"{"inputs":{"name":"a:\"b\":c"}}"#, r#"{"name":"a:\"b\":c"}"#, vec![]),
        ] {
            let mut deflated = Vec::new();
            DeflateEncoder::new(json.as_bytes(), Compression::best()).read_to_end(&mut deflated).unwrap();
            let link = decode(Module::embedded(), &format!("v1.{}", URL_SAFE_NO_PAD.encode(deflated)));
            assert_eq!(
                (link.inputs.to_json().to_string(), link.dropped),
                (inputs.to_owned(), dropped.into_iter().map(str::to_owned).collect())
            );
        }
    }

    #[test]
    fn every_digit_of_a_number_travels() {
        for digits in ["0.12345678901234567890123", "1524831183200260097", "12345678901234567890"] {
            let number = Value::Number(Number::parse(digits).expect("a number"));
            let env = Value::object([("D", number)]);
            let read = decode(Module::embedded(), &encode(Module::embedded(), &Inputs::new().with("env", env))).inputs;
            let text = Values::complete(Module::embedded(), &read).0.get("env").and_then(Value::entries).cloned();
            assert_eq!(text.unwrap_or_default().get("D").and_then(Value::as_str), Some(digits));
        }
    }

    #[test]
    fn a_link_says_that_a_secret_is_given_and_never_which() {
        let module = Module::embedded();
        let known = Inputs::new().with("name", "shop".into()).with("database_url", "postgres://u:hunter2@h/d".into());
        let text = encode(module, &known);
        let (json, _) = unfold(&text).expect("it was just made");
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
