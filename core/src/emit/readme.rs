//! The README of a generated root.

use crate::{Diagnostic, Severity};

/// What the root is, what to know before using it, and the first steps.
pub(super) fn text(name: &str, diagnostics: &[Diagnostic]) -> String {
    let mut text = format!("# {name}\n\n");
    let mut listed = |title: &str, severity: Severity| {
        let findings: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).collect();
        if findings.is_empty() {
            return;
        }
        text.push_str(&format!("{title}\n\n"));
        for finding in findings {
            let message = escaped(&finding.message.replace('\n', " "));
            text.push_str(&format!("- {}: {message}\n", code(&finding.path.to_string())));
        }
        text.push('\n');
    };
    listed("**Terraform refuses these inputs until this is mended:**", Severity::Error);
    listed("**Read this first:**", Severity::Warning);
    text.push_str(STEPS);
    text
}

const STEPS: &str = "\
A root of the module [openmercato-ecs](../../modules/openmercato-ecs/README.md). Edit `inputs.tf`; the other files are
the same in every root.

## First run

1. Create the secrets that `inputs.tf` names, and push the image. The module's README lists what must exist.
2. Give the state a backend, and the provider a role, in `providers.tf`.
3. Then:

   ```sh
   terraform init
   terraform plan -out plan.tfplan
   terraform apply plan.tfplan
   ```

4. Prepare the database once, as the module's README says under \"First run\": the web process never migrates.

   ```sh
   terraform output -raw migration_run_task_command
   ```

## A new image

```sh
terraform apply -var image=REGISTRY/openmercato:TAG
```
";

/// A text that Markdown shows as it is: every ASCII punctuation character may be escaped by a backslash.
/// <https://spec.commonmark.org/0.31.2/#backslash-escapes>
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        let special =
            matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '!' | '~' | '$');
        if special {
            escaped.push('\\');
        }
        if !character.is_control() {
            escaped.push(character);
        }
    }
    escaped
}

/// A text as inline code, fenced by more backquotes than it holds.
fn code(text: &str) -> String {
    let text: String = text.chars().filter(|character| !character.is_control()).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if longest == 0 { format!("{fence}{text}{fence}") } else { format!("{fence} {text} {fence}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_shows_texts_as_they_are() {
        assert_eq!(escaped("a*b </script> [x](y)"), r"a\*b \</script\> \[x\](y)");
        assert_eq!(code("a`b"), "`` a`b ``");
    }
}
