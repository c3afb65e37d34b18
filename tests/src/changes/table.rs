use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use hcl_edit::Span as _;
use hcl_edit::structure::{Block, Body};
use openmercato_ecs_core::Inputs;

use super::mistake::{self, Mistake, Source};
use super::{Actions, Row, row};

/// All files of rows: what each change of an input does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The deployments that rows start from, by name, before a row's `from` changes them.
    pub bases: BTreeMap<String, Inputs>,
    /// The rows, by file and line.
    pub rows: Vec<Row>,
    /// The inputs that have no row, with the reason.
    pub no_row: BTreeMap<String, String>,
    /// The text of each file.
    files: BTreeMap<PathBuf, String>,
}

/// The folder of the rows.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("changes")
}

impl Table {
    /// Reads every `.hcl` file of the folder.
    ///
    /// # Errors
    /// The first mistake in them.
    pub fn read() -> Result<Self, Mistake> {
        let mut files = BTreeMap::new();
        let unreadable = |error: std::io::Error| Mistake {
            file: "tests/changes".to_owned(),
            line: 1,
            message: format!("the folder of rows cannot be read: {error}"),
        };
        for entry in std::fs::read_dir(folder()).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.extension().is_some_and(|end| end == "hcl") {
                let text = std::fs::read_to_string(&path).map_err(unreadable)?;
                files.insert(path, text);
            }
        }
        Self::of(&files)
    }

    fn of(files: &BTreeMap<PathBuf, String>) -> Result<Self, Mistake> {
        let mut blocks = Vec::new();
        for (path, text) in files {
            let file = mistake::name(path);
            let body: Body = text.parse().map_err(|error: hcl_edit::parser::Error| {
                let line = error.location().line();
                Mistake { file: file.clone(), line, message: format!("this is no HCL: {}", error.message()) }
            })?;
            blocks.extend(body.into_blocks().map(|block| (file.clone(), text.as_str(), block)));
        }
        let mut bases = BTreeMap::new();
        for (file, text, block) in blocks.iter().filter(|(_, _, block)| block.has_ident("base")) {
            let (name, inputs) = row::read_base(block, Source { file, text })?;
            bases.insert(name, inputs);
        }
        let mut table = Self { bases, files: files.clone(), ..Self::default() };
        for (file, text, block) in &blocks {
            table.take(block, Source { file, text })?;
        }
        Ok(table)
    }

    fn take(&mut self, block: &Block, source: Source) -> Result<(), Mistake> {
        match block.ident.as_str() {
            "base" => {}
            "change" => self.rows.push(Row::read(block, source, &self.bases)?),
            "no_row" => {
                let (input, why) = row::read_no_row(block, source)?;
                self.no_row.insert(input, why);
            }
            other => {
                let at = block.ident.span().unwrap_or_default().start;
                return Err(source.mistake(at, format!("there is no {other:?}. Write base, change or no_row")));
            }
        }
        Ok(())
    }

    /// The files with these actions in their rows, by index of the row. Everything else stays as it is written.
    #[must_use]
    pub fn recorded(&self, actions: &BTreeMap<usize, Actions>) -> BTreeMap<PathBuf, String> {
        let mut files = self.files.clone();
        // From the end on, so that the spans before stay right.
        for (index, actions) in actions.iter().rev() {
            let Some(row) = self.rows.get(*index) else { continue };
            let file = files.iter_mut().find(|(path, _)| mistake::name(path) == row.file);
            if let Some((_, text)) = file {
                let inserted = if row.span.is_empty() { "\n  actions = " } else { "" };
                text.replace_range(row.span.clone(), &format!("{inserted}{}", written(actions)));
            }
        }
        files
    }
}

/// The value of `actions` as `terraform fmt` would write it.
fn written(actions: &Actions) -> String {
    let lines: Vec<_> = actions.iter().map(|(address, action)| (format!("{address:?}"), action)).collect();
    let width = lines.iter().map(|(key, _)| key.chars().count()).max().unwrap_or_default();
    let lines = lines.iter().map(|(key, action)| format!("    {key:width$} = \"{action}\"\n"));
    if actions.is_empty() { "{}".to_owned() } else { format!("{{\n{}  }}", lines.collect::<String>()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "base \"small\" {\n  preset = \"minimal-managed\"\n}\n";

    fn mistake(block: &str) -> String {
        let files = [(PathBuf::from("rows.hcl"), format!("{BASE}{block}"))].into();
        Table::of(&files).map_or_else(|mistake| mistake.to_string(), |table| format!("{:?}", table.rows))
    }

    #[test]
    fn a_mistake_says_where_it_is_and_what_would_be_right() {
        for (block, said) in [
            ("change \"image\" {\n}\n", "4: the block has 1 labels. Write change \"INPUT\" \"WHAT IS CHANGED\""),
            ("row \"image\" {\n}\n", "4: there is no \"row\". Write base, change or no_row"),
            ("no_row \"image\" {\n  why = \"\"\n}\n", "5: why is no text. Write it in quotes"),
            ("change \"image\" \"new\" {\n  base = \"large\"\n}\n", "5: there is no base \"large\". Name one of small"),
            (
                "change \"image\" \"new\" {\n  base = \"small\"\n  actions = []\n}\n",
                "4: meaning is missing. Write meaning = \"…\"",
            ),
            (
                "change \"image\" \"new\" {\n  base = \"small\"\n  action = {}\n}\n",
                "6: there is no action here. Write base, from",
            ),
            (
                "change \"image\" \"new\" {\n  base = \"small\"\n  to = { image = var.image }\n}\n",
                "6: to.image: there is no variable image",
            ),
            (
                "change \"image\" \"new\" {\n  base = \"small\"\n  meaning = \"in-place\"\n}\n",
                "6: \"in-place\" is no meaning. Write one of \"nothing\", \"refused\"",
            ),
            (
                "change \"image\" \"new\" {\n  base = \"small\"\n  meaning = \"nothing\"\n  sentence = \"It.\"\n  \
                 actions = {\n    \"aws_lb.this\" = \"change\"\n  }\n}\n",
                "9: \"change\" is no action. Write \"create\"",
            ),
        ] {
            let expected = format!("tests/changes/rows.hcl:{said}");
            assert!(mistake(block).starts_with(&expected), "{}\nis not\n{expected}", mistake(block));
        }
    }

    #[test]
    fn actions_are_written_where_they_belong() {
        let row =
            "change \"image\" \"new\" {\n  base = \"small\"\n  meaning = \"nothing\"\n  sentence = \"It.\" # why\n}\n";
        let path = PathBuf::from("rows.hcl");
        let actions: Actions = [
            ("aws_lb.this".to_owned(), super::super::Action::Create),
            ("aws_subnet.public[\"a\"]".to_owned(), super::super::Action::Delete),
        ]
        .into();
        let mut text = format!("{BASE}{row}");
        // Once where there are none, then in place of those that are there.
        for _ in 0..2 {
            let table = Table::of(&[(path.clone(), text)].into()).unwrap_or_else(|mistake| panic!("{mistake}"));
            text = table.recorded(&[(0, actions.clone())].into())[&path].clone();
        }
        let written = r#"
  sentence = "It." # why
  actions = {
    "aws_lb.this"              = "create"
    "aws_subnet.public[\"a\"]" = "delete"
  }
}
"#;
        assert!(text.ends_with(written), "{text}");
    }
}
