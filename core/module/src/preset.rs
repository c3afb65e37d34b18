//! Named inputs: the examples of the specification, and one that has everything.

use crate::made_up::{self, is_made_up};
use crate::names::input;
use crate::{Inputs, Module, Values, labels, relocation, templates, tfvars};
use std::sync::LazyLock;
use terraform_language::{InputPath, Value, sorted};

/// Named inputs to start from.
#[derive(Clone, Debug, PartialEq)]
pub struct Preset {
    /// Its name, as `minimal-managed`: the name of its example, too.
    pub name: String,
    /// What it is for: the comment at the head of its file.
    pub description: String,
    /// Its inputs.
    pub inputs: Inputs,
}

/// Every preset: the smallest first, the one that has everything last, the others by name.
pub fn all() -> &'static [Preset] {
    static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
        let size = |name: &str| if name.starts_with("minimal") { 0 } else { 1 + u8::from(name == "complete") };
        let rank = |preset: &Preset| (size(&preset.name), preset.name.clone());
        let texts = templates::presets();
        let presets = texts.iter().filter_map(|(path, text)| read(path, text));
        sorted(presets, |a, b| rank(a).cmp(&rank(b)))
    });
    &PRESETS
}

/// The inputs that a page opens with: of the preset that makes least. A packed module carries them, so that they can be
/// had without reading HCL.
pub fn opening(module: &Module) -> &Inputs {
    let read = if cfg!(feature = "packed") { None } else { all().first() };
    read.map_or(module.opening(), |preset| &preset.inputs)
}

/// The preset of this name.
pub fn find(name: &str) -> Option<&'static Preset> {
    all().iter().find(|preset| preset.name == name)
}

impl Preset {
    /// `name`, `title`, `description` and `inputs`, as a `.tfvars.json` has them.
    pub fn to_json(&self) -> serde_json::Value {
        let Self { name, description, inputs } = self;
        serde_json::json!({
            "name": name,
            "title": labels::preset(name),
            "description": description,
            "inputs": inputs.to_json(),
        })
    }

    /// The preset's inputs with what somebody typed in the place of what it makes up, in the region that they chose.
    pub fn over(&self, module: &Module, current: &Inputs) -> Inputs {
        let (values, _) = Values::complete(module, &self.inputs);
        let mut inputs = self.inputs.clone();
        for (name, value) in current.iter().filter(|(name, _)| is_customers(name)) {
            let Some(variable) = module.variable(name).filter(|variable| values.uses(variable)) else { continue };
            for place in made_up::places(&InputPath::of(name), &variable.ty, value, is_typed) {
                let typed = current.at(&place).and_then(|typed| inputs.with_at(&place, typed.clone()));
                inputs = typed.unwrap_or(inputs);
            }
        }
        let region = inputs.text(input::AWS_REGION).unwrap_or_default().to_owned();
        relocation::to(module, &inputs, &region)
    }
}

/// Whether the input holds what only the customer knows: a preset makes it up, or it is a name of theirs.
fn is_customers(name: &str) -> bool {
    let makes_up = |preset: &Preset| {
        let value = preset.inputs.get(name).and_then(Value::to_json_text);
        value.is_some_and(|text| is_made_up(&text))
    };
    [input::NAME, input::AWS_REGION, input::TAGS].iter().any(|known| known.name() == name) || all().iter().any(makes_up)
}

/// Whether somebody typed a text: it is neither made up nor a preset's.
fn is_typed(path: &InputPath, text: &str) -> bool {
    !is_made_up(text) && !all().iter().any(|preset| preset.inputs.at(path).and_then(Value::as_str) == Some(text))
}

fn read(path: &str, text: &str) -> Option<Preset> {
    let comment = text.lines().map_while(|line| line.strip_prefix('#')).map(str::trim);
    Some(Preset {
        name: path.strip_suffix(".tfvars")?.to_owned(),
        description: comment.collect::<Vec<_>>().join(" "),
        inputs: tfvars::read(text).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Evaluation, Level, Module};

    #[test]
    fn the_five_examples_of_the_specification_and_the_complete_one_are_presets() {
        let names: Vec<_> = all().iter().map(|preset| preset.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "minimal-managed",
                "existing-network-with-dns",
                "existing-network-with-dns-waf",
                "external-dependencies",
                "split-workers-managed",
                "complete"
            ]
        );
    }

    /// What will not work, what will hurt, and how many places are made up in each preset.
    const FOUND: [(&str, &[&str], &[&str], usize); 6] = [
        ("minimal-managed", &["plain_http"], &[], 3),
        ("existing-network-with-dns", &[], &["uploads_on_task_disk"], 8),
        ("existing-network-with-dns-waf", &[], &["uploads_on_task_disk"], 11),
        ("external-dependencies", &[], &["uploads_on_task_disk"], 10),
        ("split-workers-managed", &[], &["uploads_on_task_disk"], 7),
        ("complete", &[], &[], 12),
    ];

    #[test]
    fn what_is_found_in_each_preset_is_known() {
        for (name, failing, hurting, made_up) in FOUND {
            let evaluation = Evaluation::of(Module::embedded(), &find(name).expect("a preset").inputs);
            let checks = |level| evaluation.at(level).filter_map(|found| found.check.as_deref()).collect::<Vec<_>>();
            assert_eq!(checks(Level::WillNotWork), failing, "{name}");
            assert_eq!(checks(Level::WillHurt), hurting, "{name}");
            assert_eq!(evaluation.errors().count(), 0, "{name}");
            assert_eq!(evaluation.to_fill_in().len(), made_up, "{name}: {:?}", evaluation.to_fill_in());
        }
    }

    #[test]
    fn what_was_typed_stays_and_what_was_made_up_does_not() {
        let module = Module::embedded();
        let [minimal, existing] = ["minimal-managed", "existing-network-with-dns"].map(|name| find(name).expect("it"));
        let own = "arn:aws:secretsmanager:eu-central-1:210987654321:secret:acme/jwt-Ab12Cd";
        let jwt = InputPath::parse("secrets[\"JWT_SECRET\"]").expect("a path");
        let typed = minimal.inputs.with("name", "acme".into()).with("aws_region", "eu-central-1".into());
        let typed = typed.with_at(&jwt, own.into()).expect("inputs").with("health_check_path", "/up".into());
        let changed = existing.over(module, &typed);
        assert_eq!(changed.get("name"), Some(&"acme".into()));
        assert_eq!(changed.at(&jwt), Some(&own.into()));
        assert_eq!(changed.get("health_check_path"), existing.inputs.get("health_check_path"));
        let text = changed.to_json().to_string();
        assert!(text.contains("eu-central-1") && !text.contains("us-east-1"), "{text}");
        assert_eq!(existing.over(module, &minimal.inputs), existing.inputs);
        assert_eq!(Evaluation::of(module, &changed).errors().count(), 0);
    }

    #[test]
    fn an_entry_that_does_not_fit_takes_nothing_else_away() {
        let complete = find("complete").expect("a preset").inputs.clone();
        let path = InputPath::parse("worker_services[\"indexing\"].autoscaling.min_capacity").expect("a path");
        let broken = complete.with_at(&path, "many".into()).expect("inputs");
        let [whole, broken] = [&complete, &broken].map(|inputs| Evaluation::of(Module::embedded(), inputs));
        assert!(broken.errors().count() > 0);
        let lost = whole.plan.resources.len() - broken.plan.resources.len();
        assert!(lost < 5, "{lost} resources are no longer told");
    }

    #[test]
    fn no_preset_has_an_error() {
        for preset in all() {
            let evaluation = Evaluation::of(Module::embedded(), &preset.inputs);
            assert_eq!(evaluation.errors().count(), 0, "{}: {:#?}", preset.name, evaluation.diagnostics);
            assert!(!preset.description.is_empty());
        }
    }
}
