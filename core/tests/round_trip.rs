//! What is written is read back, whatever it is; and whatever is read, nothing breaks.

use openmercato_ecs_core::cost::{Assumption, Assumptions, Bounds};
use openmercato_ecs_core::import::SourceFile;
use openmercato_ecs_core::{Deployment, Import, Inputs, Module, Type, Value, admission, import, link, preset, zones};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use std::sync::Arc;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..Default::default() }
}

/// Texts with all that HCL, JSON and terminals take for more than text.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-z][a-z0-9-]{0,12}",
        r#"[\x00-\x7f]{0,8}"#,
        r#"([$%]{1,3}\{?|["\\}]|\n|EOT|<<-|//|é|e\u{301}|👩‍🚀|\u{202e}|\u{2028}|\u{feff}|null|for ){0,6}"#,
        any::<String>().prop_map(|text| text.chars().take(8).collect()),
    ]
}

/// Numbers of up to nine digits. JSON's reader is off by one in the last of seventeen, which no input has.
fn number() -> impl Strategy<Value = Value> {
    let thousandths = |number: i32| openmercato_ecs_core::Number::from_f64(f64::from(number) / 1000.0);
    prop_oneof![
        any::<i32>().prop_map(Value::from),
        any::<i32>().prop_map(move |number| thousandths(number).map_or(Value::Null, Value::Number)),
    ]
}

/// A value of the shape of a type; single values of any type.
fn shaped(ty: &Type) -> BoxedStrategy<Value> {
    match ty {
        Type::List(of) | Type::Set(of) => vec(shaped(of), 0..4).prop_map(Value::tuple).boxed(),
        Type::Map(of) => btree_map(text(), shaped(of), 0..4).prop_map(Value::object::<String>).boxed(),
        Type::Object(attributes) => {
            let attribute = |(name, ty): (Arc<str>, Type)| {
                proptest::option::of(shaped(&ty)).prop_map(move |value| value.map(|value| (name.clone(), value)))
            };
            let attributes = attributes.iter().map(|(name, a)| attribute((name.clone(), a.ty.clone())));
            let attributes: Vec<_> = attributes.collect();
            attributes.prop_map(|entries| Value::object::<Arc<str>>(entries.into_iter().flatten())).boxed()
        }
        _ => prop_oneof![
            4 => text().prop_map(Value::string),
            2 => number(),
            1 => any::<bool>().prop_map(Value::from),
        ]
        .boxed(),
    }
}

/// Some inputs of the module, of the right shape.
fn inputs() -> impl Strategy<Value = Inputs> {
    let variables = Module::embedded().variables().iter().filter(|variable| !variable.sensitive);
    let inputs: Vec<_> = variables
        .map(|variable| {
            let name = variable.name.clone();
            proptest::option::weighted(0.15, shaped(&variable.ty))
                .prop_map(move |value| value.map(|value| (name.clone(), value)))
        })
        .collect();
    inputs.prop_map(|inputs| inputs.into_iter().flatten().collect())
}

fn emitted(inputs: &Inputs) -> String {
    let deployment = Deployment::of(Module::embedded(), inputs);
    deployment.files().get(&format!("{}/inputs.tf", deployment.root())).unwrap_or_default().to_owned()
}

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Import {
    import::read(&[SourceFile::new(name, bytes)])
}

/// A root names its zones, so that a newer table of zones moves no subnet.
fn with_zones(inputs: &Inputs) -> Inputs {
    let zones = zones::prefilled(Module::embedded(), inputs).filter(|_| inputs.get("availability_zones").is_none());
    zones.map_or_else(|| inputs.clone(), |zones| inputs.with("availability_zones", zones))
}

#[test]
fn presets_come_back_from_their_roots() {
    for preset in preset::all() {
        let import = read("inputs.tf", emitted(&preset.inputs)).admitted(Module::embedded());
        assert_eq!(import.notes, []);
        assert_eq!(import.inputs, with_zones(&preset.inputs));
    }
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn inputs_come_back_from_their_root(inputs in inputs()) {
        let expected = with_zones(&inputs);
        let import = read("inputs.tf", emitted(&inputs)).admitted(Module::embedded());
        prop_assert_eq!(import.notes, vec![]);
        prop_assert_eq!(import.inputs, expected);
    }
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn inputs_come_back_from_their_link(inputs in inputs()) {
        let link = link::decode(Module::embedded(), &link::encode(Module::embedded(), &inputs));
        prop_assert_eq!(link.dropped, Vec::<String>::new());
        prop_assert_eq!(link.inputs, inputs);
    }

    #[test]
    fn assumptions_come_back_from_their_link(ranges in vec(proptest::option::of((0.0..100.0_f64, 0.0..1.0_f64)), 8)) {
        let mut assumptions = Assumptions::default();
        for (assumption, range) in Assumption::ALL.into_iter().zip(ranges) {
            if let Some((high, share)) = range {
                prop_assert_eq!(assumptions.set(assumption, Bounds { low: high * share, high }), Ok(()));
            }
        }
        let link = Deployment::assuming(Module::embedded(), &Inputs::new(), &assumptions).link();
        let link = link::decode(Module::embedded(), &link);
        prop_assert_eq!(link.dropped, Vec::<String>::new());
        for assumption in Assumption::ALL {
            // JSON's reader may be off by one in the last of seventeen digits.
            let (sent, received) = (assumptions.get(assumption), link.assumptions.get(assumption));
            prop_assert!((sent.low - received.low).abs() + (sent.high - received.high).abs() < 1e-9);
        }
    }

    #[test]
    fn inputs_come_back_from_json(inputs in inputs()) {
        let import = read("a.tfvars.json", inputs.to_json().to_string());
        prop_assert_eq!(import.inputs, inputs);
    }

    #[test]
    fn any_bytes_are_read_without_a_fault(bytes in vec(any::<u8>(), 0..200), name in "(a\\.(tf|json|zip))?") {
        let _ = read(&name, bytes.clone());
        let signed = [b"PK\x03\x04".as_slice(), &bytes].concat();
        let _ = read(&name, signed);
    }

    #[test]
    fn any_text_is_read_without_a_fault(
        pieces in vec(prop_oneof![
            text(),
            r#"(module "x" |locals |inputs = |source = "openmercato-ecs"|[{}\[\]()=,:?"\n]|<<E\n|\$\{|[a-z]+|[0-9.e-]+){1,6}"#,
        ], 0..20)
    ) {
        let text = pieces.concat();
        let _ = read("a.tf", text.as_str()).admitted(Module::embedded());
        let _ = read("a.tfvars.json", text.as_str()).admitted(Module::embedded());
        link::decode(Module::embedded(), &text);
        link::decode(Module::embedded(), &format!("v1.{text}"));
    }

    #[test]
    fn what_is_admitted_is_admitted_again(inputs in inputs()) {
        let (admitted, left_out) = admission::admit(Module::embedded(), &inputs);
        prop_assert_eq!(left_out, vec![]);
        prop_assert_eq!(admitted, inputs);
    }
}
