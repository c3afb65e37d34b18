//! Values that an example makes up, and that somebody has to replace.

use crate::names::{Choice, Input, choice, input};
use crate::{Inputs, Level, Module, check, draft, relocation};
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

/// The ARN of a secret that is yet to be made.
pub(crate) fn secret(region: &str, of: &str, name: &str) -> String {
    let name = name.to_ascii_lowercase().replace('_', "-");
    format!("arn:aws:secretsmanager:{region}:{ACCOUNT}:secret:{of}/{name}-Ab12Cd")
}

/// What stands in for inputs that must be set: a text, or the rows of a list.
const EXAMPLES: [(Input, &[&str]); 7] = [
    (input::DOMAIN_NAME, &["shop.example.com"]),
    (input::HOSTED_ZONE_ID, &["Z0123456789ABCDEFGHIJ"]),
    (input::VPC_ID, &["vpc-0a1b2c3d4e5f60718"]),
    (input::PUBLIC_SUBNET_IDS, &["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]),
    (input::PRIVATE_SUBNET_IDS, &["subnet-0a1b2c3d4e5f60003", "subnet-0a1b2c3d4e5f60004"]),
    (
        input::DATABASE_URL_SECRET_ARN,
        &["arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/database-url-Ab12Cd"],
    ),
    (input::REDIS_URL_SECRET_ARN, &["arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/redis-url-Ab12Cd"]),
];

/// What is usual where something must be chosen that is nobody's secret.
const USUAL: [Choice; 1] = [choice::EGRESS_NAT];

/// The inputs with an example wherever one of [`EXAMPLES`] must be set and nothing is, in the deployment's region.
pub(crate) fn completed(module: &Module, inputs: &Inputs) -> Inputs {
    let missing = check::diagnose(module, inputs).into_iter().filter(|found| found.level == Level::Refused);
    let places: Vec<_> = missing.map(|found| found.path).filter(|path| inputs.at(path).is_none()).collect();
    let is_missing = |input: Input| places.contains(&input.path());
    let usual =
        USUAL.into_iter().filter(|usual| is_missing(usual.input)).map(|usual| (usual.input, usual.value.into()));
    let examples = EXAMPLES.into_iter().filter(|(input, _)| is_missing(*input));
    let examples = examples.filter_map(|(input, texts)| Some((input, value_of(module, input, texts)?)));
    let completed =
        usual.chain(examples).fold(inputs.clone(), |inputs, (input, value)| inputs.with(input.name(), value));
    match inputs.get(input::AWS_REGION.name()).and_then(Value::as_str) {
        Some(region) if !places.is_empty() => relocation::to(module, &completed, region),
        _ => completed,
    }
}

/// The texts as the input takes them: as a list, or the only one.
fn value_of(module: &Module, input: Input, texts: &[&str]) -> Option<Value> {
    let (ty, _) = draft::declared_at(module, &input.path())?;
    match ty {
        Type::List(_) => Some(Value::tuple(texts.iter().map(|text| (*text).into()))),
        _ => texts.first().map(|text| (*text).into()),
    }
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
        let is_everyones =
            |kind: PrerequisiteKind| matches!(kind, PrerequisiteKind::Permission | PrerequisiteKind::Endpoint);
        for preset in preset::all() {
            let evaluation = Evaluation::of(Module::embedded(), &preset.inputs);
            // What the module takes by itself, as the image of the search engine, is nobody's.
            let named = evaluation.prerequisites().iter().filter(|thing| {
                thing.path.as_ref().is_some_and(|path| preset.inputs.at(path).is_some()) && !is_everyones(thing.kind)
            });
            for thing in named {
                assert!(is_made_up(&thing.subject), "{}: {:?}", preset.name, thing.subject);
            }
        }
    }

    #[test]
    fn what_must_be_set_is_completed_with_what_the_rules_take() {
        let module = Module::embedded();
        let inputs = preset::find("minimal-managed").expect("a preset").inputs.with("availability_zones", Value::Null);
        let choices =
            [choice::NETWORKING_EXISTING, choice::DNS_ROUTE53, choice::DATABASE_EXTERNAL, choice::REDIS_EXTERNAL];
        let chosen = choices.iter().fold(inputs, |inputs, one| inputs.with(one.input.name(), one.value.into()));
        let completed = completed(module, &chosen);
        let errors = check::diagnose(module, &completed).into_iter().filter(|found| found.level == Level::Refused);
        assert_eq!(errors.collect::<Vec<_>>(), []);
        for (input, texts) in EXAMPLES {
            assert!(completed.get(input.name()).is_some(), "{input}");
            assert!(texts.iter().all(|text| is_made_up(text)), "{texts:?}");
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
