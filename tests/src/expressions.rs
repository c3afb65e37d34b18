//! Tables of expressions with what Terraform makes of them, one for each family of functions and of operators.
//!
//! A table is a text file below `tests/expressions/`. An expression stands at the start of a line, what it is worth
//! below it, indented: as `terraform console` prints it, but on one line. `error` stands for an expression that has no
//! value. `#` starts a comment.
//!
//! ```text
//! # Negative numbers count from the end.
//! element(["a", "b"], -1)
//!   error
//! ```
//!
//! What the expressions are worth is never written by hand: `cargo run --bin record-expressions` asks Terraform.

use std::fmt::Write as _;
use std::path::PathBuf;

use openmercato_ecs_core::{Value, console};
use walkdir::WalkDir;

use crate::terraform::{Result, Terraform, Workspace};

/// What an expression without a value is worth.
pub const ERROR: &str = "error";

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

/// Every table, sorted by file.
///
/// # Errors
/// The file that cannot be read.
pub fn all() -> std::io::Result<Vec<Table>> {
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
    let workspace = Workspace::new()?;
    workspace.write("main.tf", ROOT)?;
    let root = terraform.root(workspace.path());
    root.init()?;
    // A failing expression ends the console: those that failed before are first asked together whether they still do.
    let failing: Vec<_> = rows.iter().filter(|row| row.worth == ERROR).collect();
    let still: Vec<_> = failing.iter().map(|row| format!("can({})", row.expression)).collect();
    let still = root.console(&still)?;
    let still = failing.iter().zip(still).filter(|(_, can)| can.as_deref() == Ok("false"));
    let failing: Vec<_> = still.map(|(row, _)| **row).collect();
    let open: Vec<_> = rows.iter().filter(|row| !failing.contains(row)).map(|row| row.expression.as_str()).collect();
    let mut printed = root.console_prints(&open)?.into_iter();
    let worth = |row: &&Row| {
        if failing.contains(row) {
            return ERROR.to_owned();
        }
        printed.next().and_then(std::result::Result::ok).map_or_else(|| ERROR.to_owned(), |text| one_line(&text))
    };
    Ok(rows.iter().map(worth).collect())
}

/// A value as `terraform console` prints it, on one line, and null without its type.
#[must_use]
pub fn shown(value: &Value) -> String {
    let elements = |values: &[Value]| values.iter().map(shown).collect::<Vec<_>>().join(", ");
    let entries = |value: &Value| {
        let entries = value.entries().into_iter().flatten();
        entries.map(|(key, value)| format!("{} = {}", quoted(key), shown(value))).collect::<Vec<_>>().join(", ")
    };
    match value {
        Value::Unknown(..) => "(known after apply)".to_owned(),
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => quoted(text),
        Value::List(values) => format!("tolist([{}])", elements(values)),
        Value::Set(values) => format!("toset([{}])", elements(values)),
        Value::Tuple(values) => format!("[{}]", elements(values)),
        Value::Map(_) => format!("tomap({{{}}})", entries(value)),
        Value::Object(_) => format!("{{{}}}", entries(value)),
    }
}

/// As Go's `strconv.Quote`, for the characters that the tables hold.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            '\n' => quoted.push_str("\\n"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// What the console prints over several lines, on one.
fn one_line(printed: &str) -> String {
    let mut text = String::new();
    for line in printed.lines().map(|line| untyped(line.trim().trim_end_matches(','))) {
        if line.starts_with([']', '}']) {
            text.truncate(text.trim_end_matches(", ").len());
        }
        text.push_str(&line);
        if !line.ends_with(['[', '{']) {
            text.push_str(", ");
        }
    }
    text.truncate(text.trim_end_matches(", ").len());
    text
}

/// A line without the type of a null.
fn untyped(line: &str) -> String {
    let (before, value) = line.rsplit_once(" = ").map_or(("", line), |(key, value)| (key, value));
    let null = value.starts_with("null /*") || value.starts_with("to") && value.contains("(null)");
    match (null, before) {
        (false, _) => line.to_owned(),
        (true, "") => "null".to_owned(),
        (true, key) => format!("{key} = null"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spans_lines_comes_on_one() {
        let printed = "{\n  \"a\" = tolist([\n    \"x\",\n    tostring(null),\n  ])\n  \"b\" = {}\n}";
        assert_eq!(one_line(printed), r#"{"a" = tolist(["x", null]), "b" = {}}"#);
    }

    #[test]
    fn a_table_has_rows_and_comments() {
        let table = Table::read(PathBuf::new(), "# why\nmax(1)\n  1\n\nmin()\n  error\n");
        let rows: Vec<_> = table.rows().map(|row| (row.expression.as_str(), row.worth.as_str())).collect();
        assert_eq!(rows, [("max(1)", "1"), ("min()", "error")]);
    }
}
