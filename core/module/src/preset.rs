//! Named inputs: the examples of the specification, and one that has everything.

use crate::{Inputs, templates, tfvars};
use std::sync::LazyLock;
use terraform_language::sorted;

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

/// The preset of this name.
pub fn find(name: &str) -> Option<&'static Preset> {
    all().iter().find(|preset| preset.name == name)
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
    use crate::{Evaluation, Module};

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

    #[test]
    fn the_complete_preset_alone_leaves_no_advice() {
        for preset in all() {
            let evaluation = Evaluation::of(Module::embedded(), &preset.inputs);
            let advice: Vec<_> = evaluation.advice().filter_map(|advice| advice.check.as_deref()).collect();
            let expected: &[_] = match preset.name.as_str() {
                "complete" => &[],
                "minimal-managed" => &["plain_http"],
                _ => &["uploads_on_task_disk"],
            };
            assert_eq!(advice, expected, "{}", preset.name);
        }
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
