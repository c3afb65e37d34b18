//! What a security review asks, as a file beside the root.

use crate::markdown::escaped;
use openmercato_ecs_security::{Chapter, Planned, report};

/// A table for each question.
pub(crate) fn file(name: &str, planned: &Planned) -> String {
    let chapters: String = report(planned).iter().map(chapter).collect();
    format!("# Security of {name}\n\n{INTRODUCTION}{chapters}")
}

const INTRODUCTION: &str = "\
Made from the inputs of this folder and from what Terraform plans with them. What somebody changes by hand in the account
is not in here, nor is what the application does with what it has. Who may deploy, and why, is in
[deployer-policy](deployer-policy/README.md).
";

fn chapter(chapter: &Chapter) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let columns: Vec<_> = chapter.columns.iter().map(|&column| column.to_owned()).collect();
    let rule: Vec<_> = chapter.columns.iter().map(|_| "---".to_owned()).collect();
    let row = |row: &Vec<String>| line(&row.iter().map(|cell| shown(cell)).collect::<Vec<_>>());
    let rows: String = chapter.rows.iter().map(row).collect();
    format!("\n## {}\n\n{}\n\n{}{}{rows}", chapter.title, chapter.introduction, line(&columns), line(&rule))
}

/// A text of a cell; an address of AWS's documentation is a link.
fn shown(text: &str) -> String {
    match text.strip_prefix("https://docs.aws.amazon.com/") {
        Some(path) => {
            let page = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".html");
            format!("[{}](https://docs.aws.amazon.com/{path})", escaped(page))
        }
        None => escaped(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_module::{Evaluation, Inputs, Module, preset};

    #[test]
    fn the_smallest_deployment_answers_a_review() {
        let preset = preset::find("minimal-managed").expect("a preset");
        let evaluation = Evaluation::of(Module::embedded(), &preset.inputs);
        insta::assert_snapshot!("SECURITY.md", file("shop", &Planned::of(&evaluation)));
    }

    #[test]
    fn texts_of_the_inputs_are_data() {
        let hostile = serde_json::json!({ "name": "shop", "image": "a | b\n</script> [x](https://example.com)" });
        let inputs = Inputs::from_json(&hostile).expect("inputs");
        let text = file("shop", &Planned::of(&Evaluation::of(Module::embedded(), &inputs)));
        let row = text.lines().find(|line| line.contains("pulled from")).expect("the image");
        assert!(row.contains(r"a \| b") && !row.contains("</script>") && !row.contains("[x]("), "{row}");
    }
}
