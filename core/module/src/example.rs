//! Examples of what must be set and nobody has named yet.

use crate::names::{Choice, Input, choice, input};
use crate::{Inputs, Level, Module, check, draft, relocation};
use terraform_language::{Type, Value};

/// What stands in for inputs that must be set: a text, or the rows of a list.
const EXAMPLES: [(Input, &[&str]); 9] = [
    (input::DOMAIN_NAME, &["shop.example.com"]),
    (input::HOSTED_ZONE_ID, &["Z0123456789ABCDEFGHIJ"]),
    (input::VPC_ID, &["vpc-0a1b2c3d4e5f60718"]),
    (input::PUBLIC_SUBNET_IDS, &["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]),
    (input::PRIVATE_SUBNET_IDS, &["subnet-0a1b2c3d4e5f60003", "subnet-0a1b2c3d4e5f60004"]),
    (
        input::DATABASE_URL_SECRET_ARN,
        &["arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/database-url-Ab12Cd"],
    ),
    (
        input::WAF_WEB_ACL_ARN,
        &["arn:aws:wafv2:us-east-1:123456789012:regional/webacl/shop/3f2b1c0d-9e8f-4a7b-8c6d-5e4f3a2b1c0d"],
    ),
    (input::ALARM_TOPIC_ARN, &["arn:aws:sns:us-east-1:123456789012:shop-alarms"]),
    (input::REDIS_URL_SECRET_ARN, &["arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/redis-url-Ab12Cd"]),
];

/// What is usual where something must be chosen that is nobody's secret.
const USUAL: [Choice; 1] = [choice::EGRESS_NAT];

/// The inputs with an example wherever something must be set that names what exists and nothing is, in the deployment's region.
pub fn completed(module: &Module, inputs: &Inputs) -> Inputs {
    let missing = check::diagnose(module, inputs).into_iter().filter(|found| found.level == Level::Refused);
    let places: Vec<_> = missing.map(|found| found.path).filter(|path| inputs.at(path).is_none()).collect();
    let is_missing = |input: Input| places.contains(&input.path());
    let usual =
        USUAL.into_iter().filter(|usual| is_missing(usual.input)).map(|usual| (usual.input, usual.value.into()));
    let examples = EXAMPLES.into_iter().filter(|(input, _)| is_missing(*input));
    let examples = examples.filter_map(|(input, texts)| Some((input, value_of(module, input, texts)?)));
    let completed =
        usual.chain(examples).fold(inputs.clone(), |inputs, (input, value)| inputs.with(input.name(), value));
    match inputs.text(input::AWS_REGION) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::is_made_up;
    use crate::preset;

    #[test]
    fn what_must_be_set_is_completed_with_what_the_rules_take() {
        let module = Module::embedded();
        let inputs = preset::find("minimal-managed").expect("a preset").inputs.with("availability_zones", Value::Null);
        let choices = [
            choice::NETWORKING_EXISTING,
            choice::DNS_ROUTE53,
            choice::DATABASE_EXTERNAL,
            choice::REDIS_EXTERNAL,
            choice::WAF_EXISTING,
        ];
        let chosen = choices.iter().fold(inputs, |inputs, one| inputs.with(one.input.name(), one.value.into()));
        let completed = completed(module, &chosen.with(input::ENABLE_ALARMS.name(), true.into()));
        let errors = check::diagnose(module, &completed).into_iter().filter(|found| found.level == Level::Refused);
        assert_eq!(errors.collect::<Vec<_>>(), []);
        for (input, texts) in EXAMPLES {
            assert!(completed.get(input.name()).is_some(), "{input}");
            assert!(texts.iter().all(|text| is_made_up(text)), "{texts:?}");
        }
    }
}
