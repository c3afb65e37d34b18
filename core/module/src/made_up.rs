//! Values that an example makes up, and that somebody has to replace.

use crate::Inputs;
use crate::names::{Input, input};
use terraform_language::{InputPath, Step, Type, Value};

/// The account in AWS's documentation, which nobody has.
/// <https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html>
const ACCOUNT: &str = "123456789012";

/// Domains that nobody can register.
/// <https://www.rfc-editor.org/rfc/rfc2606#section-3>
const DOMAINS: [&str; 3] = ["example.com", "example.net", "example.org"];

/// How what else the presets make up begins: ids, in which there is no account, and images.
const BEGINNINGS: [&str; 4] =
    ["vpc-0a1b2c3d4e5f6", "subnet-0a1b2c3d4e5f6", "Z0123456789ABCDEFGHIJ", "ghcr.io/example/"];

/// Whether the text names what nobody has: it stands for something of the customer's own.
pub fn is_made_up(text: &str) -> bool {
    let holds = |domain: &&str| {
        text.split(['@', '/', ':', ' ', ',', '"'])
            .any(|part| part.strip_suffix(*domain).is_some_and(|before| before.is_empty() || before.ends_with('.')))
    };
    text.contains(ACCOUNT)
        || BEGINNINGS.iter().any(|beginning| text.starts_with(beginning))
        || DOMAINS.iter().any(holds)
}

/// The region of what is made up for a deployment that has none yet.
const REGION: &str = "eu-central-1";

/// The ARN of a secret that is yet to be made for a deployment, under the name of an environment variable.
pub fn secret_for(inputs: &Inputs, name: &str) -> String {
    let text = |of: Input, otherwise: &'static str| inputs.text(of).unwrap_or(otherwise).to_owned();
    secret(&text(input::AWS_REGION, REGION), &text(input::NAME, "openmercato"), name)
}

/// The ARN of a secret that is yet to be made.
pub(crate) fn secret(region: &str, of: &str, name: &str) -> String {
    let name = name.to_ascii_lowercase().replace('_', "-");
    format!("arn:aws:secretsmanager:{region}:{ACCOUNT}:secret:{of}/{name}-Ab12Cd")
}

/// The places below `path` with a text that is one of `these`. A list is one place.
pub(crate) fn places(
    path: &InputPath,
    ty: &Type,
    value: &Value,
    these: impl Fn(&InputPath, &str) -> bool,
) -> Vec<InputPath> {
    let mut found: Vec<InputPath> = Vec::new();
    texts(path, ty, value, &mut |at, text| {
        let place = of_list(at);
        if these(at, text) && found.last() != Some(&place) {
            found.push(place);
        }
    });
    found
}

/// Adds the places below `path` with a text that is of this kind, each with the first such text. A list is one place.
pub fn with_texts(
    path: &InputPath,
    ty: &Type,
    value: &Value,
    is_it: impl Fn(&str) -> bool,
    found: &mut Vec<(InputPath, String)>,
) {
    texts(path, ty, value, &mut |at, text| {
        let place = of_list(at);
        if is_it(text) && found.last().is_none_or(|(last, _)| *last != place) {
            found.push((place, text.to_owned()));
        }
    });
}

/// Calls `act` with each text below `path`, of what is declared to be of this type.
fn texts(path: &InputPath, ty: &Type, value: &Value, act: &mut dyn FnMut(&InputPath, &str)) {
    if let Some(text) = value.as_str() {
        act(path, text);
    }
    for (key, value) in value.entries().into_iter().flatten() {
        match ty {
            Type::Object(attributes) => {
                let of = attributes.get(key).map_or(&Type::Any, |attribute| &attribute.ty);
                texts(&path.then(Step::Attribute(key.clone())), of, value, act);
            }
            Type::Map(of) => texts(&path.then(Step::Key(key.clone())), of, value, act),
            _ => texts(&path.then(Step::Key(key.clone())), &Type::Any, value, act),
        }
    }
    let of = if let Type::List(of) | Type::Set(of) = ty { of } else { &Type::Any };
    for (index, value) in value.elements().unwrap_or_default().iter().enumerate() {
        texts(&path.then(Step::Index(index)), of, value, act);
    }
}

/// The path up to the first list on it.
fn of_list(path: &InputPath) -> InputPath {
    let outside = path.steps().iter().take_while(|step| !matches!(step, Step::Index(_)));
    outside.fold(InputPath::of(path.variable()), |path, step| path.then(step.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Evaluation, Module, PrerequisiteKind, preset};

    #[test]
    fn what_a_preset_asks_to_bring_is_made_up() {
        for preset in preset::all() {
            let evaluation = Evaluation::of(Module::embedded(), &preset.inputs);
            // What the module takes by itself, as the image of the search engine, is nobody's.
            let named = evaluation.prerequisites().iter().filter(|thing| {
                thing.path.as_ref().is_some_and(|path| preset.inputs.at(path).is_some())
                    && thing.kind != PrerequisiteKind::Endpoint
            });
            for thing in named {
                assert!(is_made_up(&thing.subject), "{}: {:?}", preset.name, thing.subject);
            }
        }
    }

    #[test]
    fn what_people_have_is_not_made_up() {
        for text in
            ["shop", "eu-central-1", "vpc-0d4c", "shop.myexample.com", "ghcr.io/acme/shop:1", "example.commerce"]
        {
            assert!(!is_made_up(text), "{text}");
        }
        for text in
            ["shop.example.com", "me@example.org", "https://example.net/x", "arn:aws:sns:us-east-1:123456789012:x"]
        {
            assert!(is_made_up(text), "{text}");
        }
    }
}
