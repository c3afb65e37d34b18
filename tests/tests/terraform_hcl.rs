//! That the HCL which core writes is what `terraform fmt` would write, and that Terraform reads from it what was set.

use std::collections::BTreeMap;

use openmercato_ecs_core::{Deployment, Inputs, Module, Value};
use openmercato_ecs_tests::terraform::{Result, Terraform, Workspace};

/// Texts that HCL, its templates or its formatter could take for more than text. As keys they have many widths.
const TEXTS: [&str; 32] = [
    "",
    "a",
    "for",
    "null",
    "true",
    "if",
    "_",
    "a-b",
    "1",
    "two words",
    "\"",
    "\\",
    "\\n",
    "\n",
    "\r\n\t",
    "${x}",
    "%{if true}",
    "$${x}",
    "%%{x}",
    "$",
    "$$",
    "$${",
    "<<EOT",
    "# comment",
    "/* comment",
    "größe",
    "Ключ",
    "日本語のキー",
    "한국어",
    "👩‍🚀🦀",
    "a\u{202e}b\u{200d}c\u{feff}\u{2028}",
    "\u{0}\u{1b}\u{7f}\u{85}\u{e0001}",
];

/// Every text as a key and as a value, at several depths and next to values of one line and of many.
fn hostile() -> Value {
    let texts = || TEXTS.iter().enumerate();
    let flat = Value::object(texts().map(|(n, text)| (*text, Value::from(TEXTS[TEXTS.len() - 1 - n]))));
    let numbers = [0.0, 1.0, -1.0, 0.5, 1e15, 123_456.789]
        .map(|n: f64| openmercato_ecs_core::Number::from_f64(n).map_or(Value::Null, Value::Number));
    let mixed = texts().map(|(n, text)| {
        let value = match n % 7 {
            0 => Value::tuple([]),
            1 => Value::object::<&str>([]),
            2 => Value::object([(*text, flat.clone())]),
            3 => Value::tuple(texts().map(|(_, text)| Value::from(*text))),
            4 => Value::tuple([Value::object([(*text, Value::from(true))]), Value::tuple([]), Value::from(n == 4)]),
            5 => Value::tuple(numbers.iter().cloned()),
            _ => Value::from(*text),
        };
        (*text, value)
    });
    let mixed: BTreeMap<_, _> = mixed.collect();
    Value::object([("flat", flat.clone()), ("mixed", Value::object(mixed))])
}

#[test]
fn terraform_reads_what_was_set() -> Result<()> {
    let inputs = Inputs::new()
        .with("name", "shop".into())
        .with("env", hostile())
        .with("image", TEXTS.concat().as_str().into())
        .with("no input\n} # ${x}", "of the module".into());
    let deployment = Deployment::of(Module::embedded(), &inputs);
    let text = deployment.files().get(&format!("{}/inputs.tf", deployment.root())).expect("the inputs");

    let workspace = Workspace::new()?;
    workspace.write("inputs.tf", text)?;
    let terraform = Terraform::find()?;
    assert_eq!(terraform.unformatted(workspace.path())?, Vec::<std::path::PathBuf>::new(), "{text}");
    let answers = terraform.root(workspace.path()).console(&["local.inputs"])?;
    let read: serde_json::Value = serde_json::from_str(answers[0].as_ref().expect("a value")).expect("JSON");
    assert_eq!(Inputs::from_json(&read), Some(inputs));
    Ok(())
}

#[test]
fn whatever_is_set_is_formatted() -> Result<()> {
    let workspace = Workspace::new()?;
    for (n, text) in TEXTS.iter().enumerate() {
        let mut inputs = Inputs::new();
        // Wrong types, decomposed characters, and runs that begin and end in other places each time.
        for (index, variable) in Module::embedded().variables().iter().enumerate() {
            let value = match (index * 7 + n) % 5 {
                0 => Value::from(*text),
                1 => Value::tuple([Value::from(format!("e\u{301}{text}").as_str())]),
                2 => Value::object([(format!("e\u{301}{text}"), Value::from(1)), ("b".into(), Value::from(2))]),
                _ => continue,
            };
            inputs.set(&variable.name, value);
        }
        let deployment = Deployment::of(Module::embedded(), &inputs);
        for (path, text) in deployment.files().within(&deployment.root()).iter() {
            workspace.write(format!("{n}/{path}"), text)?;
        }
    }
    assert_eq!(Terraform::find()?.unformatted(workspace.path())?, Vec::<std::path::PathBuf>::new());
    Ok(())
}
