//! The tables of inputs, outputs and changes in the module's README, made from the module's own HCL and `tests/changes`.
//!
//! They lie between markers such as `<!-- BEGIN inputs -->` and `<!-- END inputs -->`. `cargo xtask generate readme-tables`
//! writes them anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use openmercato_ecs_core::hcl::Expression;
use openmercato_ecs_core::{Attribute, Mode, Module, Section, Type, Value, Variable};

use crate::changes::{Meaning, Row};
use crate::module_templates;

/// The README whose tables these are.
#[must_use]
pub fn readme() -> PathBuf {
    module_templates().join(openmercato_ecs_core::templates::MODULE).join("README.md")
}

/// The README's text with its tables as the module's HCL and the rows of changes have them.
///
/// # Errors
/// The marker that is missing.
pub fn renewed(readme: &str, module: &Module, rows: &[Row]) -> Result<String, String> {
    let text = between(readme, "inputs", &inputs(module))?;
    let text = between(&text, "changes", &changes(module, rows))?;
    between(&text, "outputs", &outputs(module))
}

/// A table for each meaning that a change can have, the worst first.
fn changes(module: &Module, rows: &[Row]) -> String {
    let names = names(module);
    let tables = Meaning::ALL.iter().rev().filter_map(|meaning| {
        let of_meaning: Vec<_> = rows.iter().filter(|row| row.meaning == *meaning).collect();
        let rows = of_meaning.iter().map(|row| {
            let refused = row.refused_by_aws.iter().map(|why| format!(" **AWS refuses it:** {}", prose(why, &names)));
            let sentence = prose(&row.sentence, &names) + &refused.collect::<String>();
            [code(&row.input), prose(&row.what, &names), sentence]
        });
        let heading = format!("### {}\n\n{}\n\n", capitalized(meaning.words()), meaning.about());
        (!of_meaning.is_empty()).then(|| heading + &table(["Input", "Change", "What happens"], rows))
    });
    tables.collect::<Vec<_>>().join("\n")
}

fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text with `content` between the markers of `name`.
fn between(text: &str, name: &str, content: &str) -> Result<String, String> {
    let [begin, end] = ["BEGIN", "END"].map(|word| format!("<!-- {word} {name} -->"));
    let split = |marker: &str| text.split_once(marker).ok_or_else(|| format!("the README has no {marker}"));
    let (before, _) = split(&begin)?;
    let (_, after) = split(&end)?;
    Ok(format!("{before}{begin}\n\n{content}\n{end}{after}"))
}

/// A heading and a table for each section of `variables.tf`, and one more for each input that has attributes.
fn inputs(module: &Module) -> String {
    let names = names(module);
    let mut sections: Vec<_> = module.sections().iter().map(|section| (section, Vec::new())).collect();
    // Sensitive variables are in no section: they belong to the one that they stand in.
    let first = |section: &Section| section.variables.first().and_then(|name| module.variable(name));
    for variable in module.variables() {
        let above = |section: &Section| first(section).is_some_and(|v| v.location.line <= variable.location.line);
        if let Some((_, members)) = sections.iter_mut().rev().find(|(section, _)| above(section)) {
            members.push(variable);
        }
    }
    let texts = sections.into_iter().map(|(section, members)| {
        let rows = members.iter().map(|variable| row(variable, &names));
        let mut text = format!("### {}\n\n{}\n\n", section.title, section.question);
        text.push_str(&table(["Name", "Type", "Default", "Description"], rows));
        members.into_iter().filter_map(|variable| attributes(variable, &names)).for_each(|more| text.push_str(&more));
        text
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// A table of the input's attributes, in the description's order, when it is an object or a map of objects.
fn attributes(variable: &Variable, names: &BTreeSet<&str>) -> Option<String> {
    let attributes = match &variable.ty {
        Type::Map(of) => object(of)?,
        ty => object(ty)?,
    };
    let points = points(&variable.description);
    let place = |name: &str| points.iter().position(|(point, _)| *point == name);
    let mut attributes: Vec<_> = attributes.iter().collect();
    attributes.sort_by_key(|(name, _)| place(name).unwrap_or(usize::MAX));
    let rows = attributes.into_iter().map(|(name, attribute)| {
        let about = place(name).map_or("", |index| points[index].1);
        let default = attribute.optional.as_ref().map_or_else(|| "required".to_owned(), literal);
        [code(name), code(&attribute.ty.to_string()), default, prose(about, names)]
    });
    let rows = table(["Attribute", "Type", "Default", "Description"], rows);
    Some(format!("\nAttributes of `{}`:\n\n{rows}", variable.name))
}

fn object(ty: &Type) -> Option<&BTreeMap<Arc<str>, Attribute>> {
    match ty {
        Type::Object(attributes) => Some(attributes),
        _ => None,
    }
}

fn names(module: &Module) -> BTreeSet<&str> {
    module.variables().iter().map(|variable| variable.name.as_str()).collect()
}

fn outputs(module: &Module) -> String {
    let names = names(module);
    table(
        ["Name", "Description"],
        module.outputs().map(|output| [code(output.name), prose(output.description, &names)]),
    )
}

fn row(variable: &Variable, names: &BTreeSet<&str>) -> [String; 4] {
    // An object that is all defaults is written as short as its users would.
    let empty = Value::object::<&str>([]);
    let default = match &variable.default {
        Some(value) if variable.ty.convert(&empty).as_ref() == Ok(value) => literal(&empty),
        Some(value) => literal(value),
        None => "required".to_owned(),
    };
    let mut about = prose(variable.description.lines().next().unwrap_or_default(), names);
    if let Some(modes) = modes(&variable.modes) {
        let _ = write!(about, " *With {modes} only.*");
    }
    [code(&variable.name), code(&kind(&variable.ty)), default, about]
}

/// The modes that an input needs: of each inner list one, of the outer list all.
fn modes(modes: &[Vec<Mode>]) -> Option<String> {
    let one = |mode: &Mode| format!("`{} = \"{}\"`", mode.selector, mode.value);
    let any = |modes: &Vec<Mode>| modes.iter().map(one).collect::<Vec<_>>().join(" or ");
    let all: Vec<_> = modes.iter().map(any).collect();
    (!all.is_empty()).then(|| all.join(" and "))
}

/// The type; an object's attributes have a table of their own.
fn kind(ty: &Type) -> String {
    match ty {
        Type::Object(_) => "object".to_owned(),
        Type::Map(of) => format!("map({})", kind(of)),
        other => other.to_string(),
    }
}

fn literal(value: &Value) -> String {
    code(&Expression::from(value).to_string().replace('\n', " "))
}

/// The points of a description, such as "- `cpu`: CPU units …", by their names.
fn points(description: &str) -> Vec<(&str, &str)> {
    description.lines().filter_map(|line| line.trim().strip_prefix("- `")?.split_once("`: ")).collect()
}

/// The text for a cell of a table: names of inputs as code, and nothing that Markdown would take for its own.
fn prose(text: &str, names: &BTreeSet<&str>) -> String {
    let mut cell = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphanumeric() || c == '_') {
        cell.push_str(&escape(&rest[..start]));
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let word = &rest[..end];
        // Names of one word, such as env, are words of the language too.
        if word.contains('_') && names.contains(word) {
            cell.push_str(&code(word));
        } else {
            cell.push_str(word);
        }
        rest = &rest[end..];
    }
    cell.push_str(&escape(rest));
    cell
}

fn escape(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;").replace('*', "\\*")
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}

fn table<const N: usize>(heads: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut text = format!("| {} |\n|{}\n", heads.join(" | "), " --- |".repeat(N));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_between_its_markers() {
        let text = "a\n<!-- BEGIN x -->\nold\n<!-- END x -->\nb\n";
        let expected = "a\n<!-- BEGIN x -->\n\nnew\n\n<!-- END x -->\nb\n";
        assert_eq!(between(text, "x", "new\n").as_deref(), Ok(expected));
        assert_eq!(between(expected, "x", "new\n").as_deref(), Ok(expected));
        assert_eq!(between("a", "x", ""), Err("the README has no <!-- BEGIN x -->".to_owned()));
    }

    #[test]
    fn cells_hold_text_whatever_is_in_it() {
        let names = BTreeSet::from(["db_host", "env"]);
        assert_eq!(
            prose("env and db_host | db_hosts <a> *b*", &names),
            "env and `db_host` \\| db_hosts &lt;a> \\*b\\*"
        );
    }

    #[test]
    fn points_are_found_by_name() {
        let description = "A service.\n- `cpu`: CPU units.\n- `env`: more: of it.\n";
        assert_eq!(points(description), [("cpu", "CPU units."), ("env", "more: of it.")]);
    }
}
