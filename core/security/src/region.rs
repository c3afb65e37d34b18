//! What follows from a region's name, and from an image's.

/// The partition of a region, as local.partition of the module has it; a test holds the two equal.
pub(crate) fn partition(region: &str) -> &'static str {
    const BY_START: [(&str, &str); 7] = [
        ("cn-", "aws-cn"),
        ("eusc-", "aws-eusc"),
        ("us-gov-", "aws-us-gov"),
        ("us-iso-", "aws-iso"),
        ("us-isob-", "aws-iso-b"),
        ("eu-isoe-", "aws-iso-e"),
        ("us-isof-", "aws-iso-f"),
    ];
    BY_START.iter().find(|(start, _)| region.starts_with(start)).map_or("aws", |(_, partition)| partition)
}

/// Whether a text has the form of a region's name.
pub(crate) fn is_region(text: &str) -> bool {
    text.split('-').count() >= 3 && text.ends_with(|last: char| last.is_ascii_digit())
}

/// The registry and the repository of an image in a private registry of Amazon ECR.
/// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html>
pub fn ecr_repository(image: &str) -> Option<(&str, &str)> {
    let (registry, path) = image.split_once('/')?;
    let is_ecr = registry.contains(".dkr.ecr.") || registry.contains(".dkr-ecr.");
    let repository = path.split([':', '@']).next()?;
    (is_ecr && is_plain(registry, ".-") && is_plain(repository, "/_.-")).then_some((registry, repository))
}

fn is_plain(text: &str, besides: &str) -> bool {
    text.chars().all(|character| character.is_ascii_alphanumeric() || besides.contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_module::{Evaluation, Module, preset};

    #[test]
    fn the_partition_is_the_modules() {
        let inputs = &preset::find("external-dependencies").expect("a preset").inputs;
        for region in ["us-east-1", "cn-north-1", "us-gov-west-1", "eusc-de-east-1", "us-isob-east-1"] {
            let evaluation = Evaluation::of(Module::embedded(), &inputs.with("aws_region", region.into()));
            let is_policy = |name: &str| name.starts_with("aws_iam_role_policy.execution");
            let policy = evaluation.resource_values().iter().find(|it| is_policy(&it.address.to_string()));
            let text = policy.and_then(|it| it.values.get("policy")?.as_str().map(str::to_owned)).unwrap_or_default();
            assert!(text.contains(&format!("arn:{}:logs:{region}", partition(region))), "{region}: {text}");
        }
    }

    #[test]
    fn a_region_is_told_from_other_parts_of_a_registry() {
        let parts = "123456789012.dkr.ecr.us-gov-west-1.amazonaws.com".split('.');
        assert_eq!(parts.filter(|part| is_region(part)).collect::<Vec<_>>(), ["us-gov-west-1"]);
    }
}
