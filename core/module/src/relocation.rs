//! Moving to another region what depends on it.

use crate::names::input;
use crate::{Fix, Inputs, Module, made_up, zones};
use terraform_language::Value;

/// The inputs with their zones, and what is made up, in the deployment's region. What people have stays where it is.
pub(crate) fn moved(module: &Module, inputs: &Inputs) -> Option<Fix> {
    let region = inputs.text(input::AWS_REGION)?;
    let moved = to(module, inputs, region);
    (moved != *inputs).then(|| Fix { label: format!("Move to {region}"), inputs: moved })
}

/// As [`moved`], to a region of choice.
pub(crate) fn to(module: &Module, inputs: &Inputs, region: &str) -> Inputs {
    let moved = inputs.iter().map(|(name, value)| (name.to_owned(), within(value, region)));
    let moved: Inputs = moved.collect::<Inputs>().with(input::AWS_REGION.name(), region.into());
    zones::moved(module, &moved)
}

/// The value with every text in it that is made up in this region.
fn within(value: &Value, region: &str) -> Value {
    match value {
        Value::String(text) if made_up::is_made_up(text) => Value::string(in_region(text, region)),
        Value::Map(entries) | Value::Object(entries) => {
            Value::object(entries.iter().map(|(key, value)| (key.clone(), within(value, region))))
        }
        value => match value.elements() {
            Some(elements) => Value::tuple(elements.iter().map(|value| within(value, region))),
            None => value.clone(),
        },
    }
}

/// An ARN or an image of Amazon ECR in another region.
fn in_region(text: &str, region: &str) -> String {
    if let Some(rest) = text.strip_prefix("arn:") {
        let mut fields: Vec<_> = rest.splitn(4, ':').collect();
        if let [partition, _, of, ..] = &mut fields[..] {
            *partition = partition_of(region);
            if !of.is_empty() {
                *of = region;
            }
        }
        return format!("arn:{}", fields.join(":"));
    }
    let parts = text.split_once(".dkr.ecr.").and_then(|(account, rest)| Some((account, rest.split_once('/')?.1)));
    let suffix = if region.starts_with("cn-") { ".cn" } else { "" };
    match parts {
        Some((account, repository)) => format!("{account}.dkr.ecr.{region}.amazonaws.com{suffix}/{repository}"),
        None => text.to_owned(),
    }
}

/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>
fn partition_of(region: &str) -> &'static str {
    match region {
        _ if region.starts_with("cn-") => "aws-cn",
        _ if region.starts_with("us-gov-") => "aws-us-gov",
        _ => "aws",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Evaluation, preset};

    #[test]
    fn every_preset_moves_without_an_error() {
        let module = Module::embedded();
        for preset in preset::all() {
            let moved = to(module, &preset.inputs, "eu-central-1");
            let evaluation = Evaluation::of(module, &moved);
            assert_eq!(evaluation.errors().count(), 0, "{}: {:#?}", preset.name, evaluation.diagnostics);
            let text = moved.to_json().to_string();
            assert!(!text.contains("us-east-1"), "{}: {text}", preset.name);
        }
    }

    #[test]
    fn what_people_have_stays_where_it_is() {
        let arn = "arn:aws:sns:us-east-1:210987654321:alarms";
        let inputs = Inputs::new().with("alarm_topic_arn", arn.into()).with("aws_region", "eu-central-1".into());
        assert_eq!(moved(Module::embedded(), &inputs), None);
    }
}
