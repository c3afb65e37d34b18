//! Texts as people bring them, each with what is read of it beside it, and why it is here.
//!
//! A file of `sources/` begins with why it exists. Then come the files that are brought, each after a line `== NAME`,
//! and after `== inputs` and `== notes` what has to be read: the inputs as JSON, and each note as `FILE:LINE KIND: TEXT`.
//! Where something is proposed, `== proposals` has it, each as `FILE:LINE PATH = VALUE: TEXT`.
//! `\r` at the end of a line stands for a carriage return.

use openmercato_ecs_import::{Import, Mark, SourceFile, read};
use openmercato_ecs_module::Module;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

/// A file of `sources/`, as far as it is not what has to be read.
struct Case {
    /// All before the inputs.
    given: String,
    files: Vec<SourceFile>,
}

impl Case {
    fn parse(text: &str) -> Self {
        let given = text.split("\n== inputs\n").next().unwrap_or_default().to_owned();
        let files = given.split("\n== ").skip(1).map(|part| {
            let (name, text) = part.split_once('\n').unwrap_or((part, ""));
            SourceFile::new(name.trim_matches('-'), format!("{text}\n").replace("\\r\n", "\r\n"))
        });
        let files = files.collect();
        Self { given, files }
    }

    /// The file as it has to be.
    fn written(&self, import: &Import) -> String {
        let mut text = format!("{}\n== inputs\n{:#}\n== notes\n", self.given, import.inputs.to_json());
        for note in &import.notes {
            if let Some(lines) = note.lines {
                let name = import.files.get(lines.file).map_or("", |file| &file.name);
                let _ = write!(text, "{name}:{} ", lines.first);
            }
            let _ = writeln!(text, "{}: {}", note.kind.name(), note.text);
        }
        if !import.proposals.is_empty() {
            text.push_str("== proposals\n");
        }
        for proposal in &import.proposals {
            let value = proposal.value.to_json_text().unwrap_or_default();
            let _ = writeln!(text, "{} {} = {value}: {}", import.place(proposal.lines), proposal.path, proposal.text);
        }
        text
    }
}

/// The lines of which nothing is said, but for what closes something, separates or is blank.
fn unsaid(import: &Import) -> Vec<String> {
    let mut unsaid = Vec::new();
    for (index, file) in import.files.iter().enumerate() {
        for (number, line) in import.lines(index).iter().enumerate() {
            let is_silent = line.text.chars().all(|character| " \t\r[]{}(),\"-".contains(character));
            // What blocks stand within in JSON.
            let is_silent = is_silent || file.name.ends_with(".tf.json") && line.text.ends_with(['{', '[']);
            if line.mark == Mark::Silent && !is_silent {
                unsaid.push(format!("{}:{}: {}", file.name, number + 1, line.text));
            }
        }
    }
    unsaid
}

#[test]
fn sources_are_read_as_is_said_beside_them() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sources");
    let mut differ = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let text = fs::read_to_string(&path)?;
        let case = Case::parse(&text);
        let import = read(&case.files);
        let name = path.file_name().unwrap_or_default();
        differ
            .extend(unsaid(&import).into_iter().map(|line| format!("nothing is said of {line} in {}", path.display())));
        let written = case.written(&import.admitted(Module::embedded()));
        if written != text {
            let read = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
            fs::write(&read, written)?;
            differ.push(format!("diff {} {}", path.display(), read.display()));
        }
    }
    assert!(differ.is_empty(), "is read otherwise:\n{}", differ.join("\n"));
    Ok(())
}
