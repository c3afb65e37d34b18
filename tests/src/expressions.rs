//! Tables of expressions with what Terraform makes of them, one for each family of functions and of operators.
//!
//! A table is a text file below `tests/expressions/`. An expression stands at the start of a line, what it is worth
//! below it, indented: as HCL that makes the value, with the types of its collections. `error` stands for an expression
//! that has no value, `(known after apply)` for what is unknown. `#` starts a comment.
//!
//! ```text
//! # Negative numbers count from the end.
//! element(["a", "b"], -1)
//!   error
//! ```
//!
//! What the expressions are worth is never written by hand: `cargo xtask generate expressions` asks Terraform.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use openmercato_ecs_core::{Value, console};
use serde_json::Value as Json;
use walkdir::WalkDir;

use crate::terraform::{OutputChange, Result, Terraform, TerraformError, Workspace};

/// What an expression without a value is worth.
pub const ERROR: &str = "error";

/// What stands for a value that is not known before apply.
const UNKNOWN: &str = "(known after apply)";

/// The root that the expressions stand in. What depends on its resource is unknown.
const ROOT: &str = "resource \"terraform_data\" \"this\" {}\n";

/// A table file.
#[derive(Clone, Debug)]
pub struct Table {
    /// The file.
    pub path: PathBuf,
    /// Its lines in order.
    lines: Vec<Line>,
}

/// One expression of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The expression.
    pub expression: String,
    /// What it is worth; empty while that is not recorded.
    pub worth: String,
}

#[derive(Clone, Debug)]
enum Line {
    Row(Row),
    /// A comment or an empty line.
    Other(String),
}

impl Table {
    /// Reads the text of a table.
    fn read(path: PathBuf, text: &str) -> Self {
        let mut lines = Vec::new();
        for line in text.lines() {
            match (line.strip_prefix("  "), lines.last_mut()) {
                (Some(worth), Some(Line::Row(row))) => row.worth = worth.trim().to_owned(),
                _ if line.is_empty() || line.starts_with('#') => lines.push(Line::Other(line.to_owned())),
                _ => lines.push(Line::Row(Row { expression: line.to_owned(), worth: String::new() })),
            }
        }
        Self { path, lines }
    }

    /// The expressions in order.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.lines.iter().filter_map(|line| match line {
            Line::Row(row) => Some(row),
            Line::Other(_) => None,
        })
    }

    /// The table's text with what Terraform says in the place of what is recorded.
    ///
    /// # Errors
    /// When Terraform cannot be run.
    pub fn recorded(&self, terraform: &Terraform) -> Result<String> {
        let rows: Vec<_> = self.rows().collect();
        let mut worths = ask(terraform, &rows)?.into_iter();
        let mut text = String::new();
        for line in &self.lines {
            let _ = match line {
                Line::Row(row) => writeln!(text, "{}\n  {}", row.expression, worths.next().unwrap_or_default()),
                Line::Other(line) => writeln!(text, "{line}"),
            };
        }
        Ok(text)
    }
}

/// The table of what core does not evaluate as Terraform does.
const LIMITS: &str = "limits.txt";

/// Every table of what core evaluates as Terraform does, sorted by file.
///
/// # Errors
/// The file that cannot be read.
pub fn all() -> std::io::Result<Vec<Table>> {
    Ok(every()?.into_iter().filter(|table| !table.path.ends_with(LIMITS)).collect())
}

/// The expressions that core does not evaluate as Terraform does.
///
/// # Errors
/// The file that cannot be read.
pub fn limits() -> std::io::Result<Vec<Table>> {
    Ok(every()?.into_iter().filter(|table| table.path.ends_with(LIMITS)).collect())
}

/// Every table, sorted by file.
///
/// # Errors
/// The file that cannot be read.
pub fn every() -> std::io::Result<Vec<Table>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/expressions");
    let files = WalkDir::new(folder).sort_by_file_name().into_iter().flatten().map(walkdir::DirEntry::into_path);
    let tables = files.filter(|path| path.extension().is_some_and(|end| end == "txt"));
    tables.map(|path| Ok(Table::read(path.clone(), &std::fs::read_to_string(&path)?))).collect()
}

/// What the expression is worth for core.
#[must_use]
pub fn core(expression: &str) -> String {
    console::evaluate(expression).map_or_else(|_| ERROR.to_owned(), |value| shown(&value))
}

/// What the expressions are worth for Terraform.
///
/// # Errors
/// When Terraform cannot be run.
pub fn ask(terraform: &Terraform, rows: &[&Row]) -> Result<Vec<String>> {
    // An error keeps Terraform from a plan. So those that are known to fail are asked on their own, and again without
    // those that failed, until nothing is left.
    let is_failing = |row: &&&Row| row.worth == ERROR;
    let (failing, others): (Vec<&Row>, Vec<&Row>) = (
        rows.iter().filter(is_failing).copied().collect(),
        rows.iter().filter(|row| !is_failing(row)).copied().collect(),
    );
    let (mut failing, mut others) = (worths(terraform, &failing)?.into_iter(), worths(terraform, &others)?.into_iter());
    let worth = |row: &&Row| if is_failing(&row) { failing.next() } else { others.next() };
    Ok(rows.iter().map(worth).map(Option::unwrap_or_default).collect())
}

/// Each expression is an output, in a file of its own, of one root that is planned until no output fails.
fn worths(terraform: &Terraform, rows: &[&Row]) -> Result<Vec<String>> {
    let workspace = Workspace::new()?;
    workspace.write("main.tf", ROOT)?;
    let root = terraform.root(workspace.path());
    root.init()?;
    let file = |index: usize| format!("e{index}.tf");
    for (index, row) in rows.iter().enumerate() {
        workspace.write(file(index), format!("output \"e{index}\" {{\n  value = {}\n}}\n", row.expression))?;
    }
    let mut failed = BTreeSet::new();
    let plan = loop {
        let diagnostics = match root.plan() {
            Ok(plan) => break plan,
            Err(TerraformError::Refused { diagnostics, .. }) => diagnostics,
            Err(error) => return Err(error),
        };
        let files: BTreeSet<_> =
            diagnostics.iter().filter(|one| one.is_error()).filter_map(|one| one.file.clone()).collect();
        let now: Vec<_> = (0..rows.len()).filter(|index| files.contains(&file(*index))).collect();
        if now.is_empty() {
            return Err(TerraformError::Refused { command: "plan", folder: workspace.path().to_owned(), diagnostics });
        }
        for index in now {
            workspace.write(file(index), "")?;
            failed.insert(index);
        }
    };
    let worth = |index: usize| match plan.output_changes.get(&format!("e{index}")) {
        Some(change) if !failed.contains(&index) => planned(change),
        _ => ERROR.to_owned(),
    };
    Ok((0..rows.len()).map(worth).collect())
}

/// An output's value, as [`shown`] shows it.
fn planned(change: &OutputChange) -> String {
    match &change.ty {
        Some(ty) => typed(&change.after, ty),
        None => partly_known(&change.after, &change.after_unknown),
    }
}

/// A value with the types of its collections.
fn typed(value: &Json, ty: &Json) -> String {
    let kind = ty.get(0).and_then(Json::as_str).or_else(|| ty.as_str()).unwrap_or_default();
    let of = |step: &dyn Fn(&Json) -> Option<Json>| ty.get(1).and_then(step).unwrap_or_default();
    match value {
        Json::Null => "null".to_owned(),
        Json::Array(values) => {
            let ty = |index: usize| {
                if kind == "tuple" { of(&|types| types.get(index).cloned()) } else { of(&|ty| Some(ty.clone())) }
            };
            let values: Vec<_> = values.iter().enumerate().map(|(index, value)| typed(value, &ty(index))).collect();
            sequence(kind, &values)
        }
        Json::Object(entries) => {
            let ty = |key: &str| {
                if kind == "object" { of(&|types| types.get(key).cloned()) } else { of(&|ty| Some(ty.clone())) }
            };
            let entries = entries.iter().map(|(key, value)| (key.as_str(), typed(value, &ty(key))));
            mapping(kind, entries)
        }
        single => single_value(single),
    }
}

/// A value of which parts are unknown; Terraform does not say of which types its collections are.
fn partly_known(value: &Json, unknown: &Json) -> String {
    match (value, unknown) {
        (_, Json::Bool(true)) => UNKNOWN.to_owned(),
        (Json::Array(values), _) => {
            let values: Vec<_> = values
                .iter()
                .enumerate()
                .map(|(index, value)| partly_known(value, unknown.get(index).unwrap_or(&Json::Null)))
                .collect();
            sequence("tuple", &values)
        }
        (Json::Object(entries), _) => {
            let keys: BTreeSet<_> =
                entries.keys().chain(unknown.as_object().into_iter().flat_map(|map| map.keys())).collect();
            let entry = |key: &String| {
                let (value, unknown) =
                    (entries.get(key).unwrap_or(&Json::Null), unknown.get(key).unwrap_or(&Json::Null));
                partly_known(value, unknown)
            };
            mapping("object", keys.into_iter().map(|key| (key.as_str(), entry(key))))
        }
        (single, _) => single_value(single),
    }
}

fn single_value(value: &Json) -> String {
    match value {
        Json::String(text) => quoted(text),
        // Readers of JSON have floats of 64 bits; `tostring` in a table shows every digit.
        Json::Number(number) => number.as_f64().map_or_else(|| number.to_string(), float),
        other => other.to_string(),
    }
}

fn float(number: f64) -> String {
    // JSON has no negative zero.
    (number + 0.0).to_string()
}

/// A value as HCL that makes it, on one line; without the types of its collections where a part of it is unknown.
#[must_use]
pub fn shown(value: &Value) -> String {
    show(value, value.is_wholly_known())
}

fn show(value: &Value, is_known: bool) -> String {
    let elements = |kind: &str, values: &[Value]| {
        let values: Vec<_> = values.iter().map(|value| show(value, is_known)).collect();
        sequence(if is_known { kind } else { "tuple" }, &values)
    };
    let entries = |kind: &str, value: &Value| {
        let entries = value.entries().into_iter().flatten().map(|(key, value)| (&**key, show(value, is_known)));
        mapping(if is_known { kind } else { "object" }, entries)
    };
    match value {
        Value::Unknown(..) => UNKNOWN.to_owned(),
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => float(number.to_f64()),
        Value::String(text) => quoted(text),
        Value::List(values) => elements("list", values),
        Value::Set(values) => elements("set", values),
        Value::Tuple(values) => elements("tuple", values),
        Value::Map(_) => entries("map", value),
        Value::Object(_) => entries("object", value),
    }
}

fn sequence(kind: &str, values: &[String]) -> String {
    let values = values.join(", ");
    match kind {
        "list" => format!("tolist([{values}])"),
        "set" => format!("toset([{values}])"),
        _ => format!("[{values}]"),
    }
}

fn mapping<'k>(kind: &str, entries: impl Iterator<Item = (&'k str, String)>) -> String {
    let entries: Vec<_> = entries.map(|(key, value)| format!("{} = {value}", quoted(key))).collect();
    let entries = entries.join(", ");
    if kind == "map" { format!("tomap({{{entries}}})") } else { format!("{{{entries}}}") }
}

fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_collections_are_shown() {
        let value = serde_json::json!({ "a": ["x", null], "b": {} });
        let ty = serde_json::json!(["object", { "a": ["list", "string"], "b": ["map", "number"] }]);
        assert_eq!(typed(&value, &ty), r#"{"a" = tolist(["x", null]), "b" = tomap({})}"#);
    }

    #[test]
    fn what_is_unknown_has_its_place() {
        let (value, unknown) =
            (serde_json::json!({ "b": [1, null] }), serde_json::json!({ "a": true, "b": [false, true] }));
        assert_eq!(partly_known(&value, &unknown), r#"{"a" = (known after apply), "b" = [1, (known after apply)]}"#);
    }

    #[test]
    fn a_table_has_rows_and_comments() {
        let table = Table::read(PathBuf::new(), "# why\nmax(1)\n  1\n\nmin()\n  error\n");
        let rows: Vec<_> = table.rows().map(|row| (row.expression.as_str(), row.worth.as_str())).collect();
        assert_eq!(rows, [("max(1)", "1"), ("min()", "error")]);
    }
}
