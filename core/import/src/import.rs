//! What was read of what somebody brought.

use crate::call::Call;
use crate::format::Format;
use crate::line::{Line, Mark};
use crate::note::{Lines, Note, NoteKind};
use crate::proposal::Proposal;
use openmercato_ecs_module::Inputs;
use serde_json::{Value as Json, json};
use std::ops::Range;
use terraform_language::InputPath;

/// What was read of one or several files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The inputs that were understood, the sensitive ones among them: enough for a verdict that is Terraform's. They
    /// must not be shown, stored or sent before [`Import::admitted`] took the sensitive ones out.
    pub inputs: Inputs,
    /// What is not in the inputs as it stood in a source, in the order of files and lines.
    pub notes: Vec<Note>,
    /// Which lines the inputs come from.
    pub taken: Vec<(Lines, InputPath)>,
    /// The files that were read, by the index that [`Lines::file`] has.
    pub files: Vec<ReadFile>,
    /// Calls of modules that are not ours, each named in a note as well.
    pub calls: Vec<Call>,
    /// What those calls say that could be inputs. Nothing of it is in the inputs before somebody takes it.
    pub proposals: Vec<Proposal>,
    /// What must not be shown: files by their indices, with spans of their texts, in bytes.
    pub(crate) hidden: Vec<(usize, Range<usize>)>,
}

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadFile {
    /// Its name, as it was given; that of a file in an archive.
    pub name: String,
    /// Its text; empty where it is none.
    pub text: String,
    /// The format in which it was read.
    pub format: Format,
}

impl Import {
    /// Adds a file, and gives its index.
    pub(crate) fn open(&mut self, name: &str, text: String, format: Format) -> usize {
        self.files.push(ReadFile { name: name.to_owned(), text, format });
        self.files.len() - 1
    }

    /// Notes that a file cannot be read.
    pub(crate) fn refuse(&mut self, name: &str, why: String) {
        self.open(name, String::new(), Format::default());
        self.leave_out(why);
    }

    /// Notes that something is left out that has no lines.
    pub(crate) fn leave_out(&mut self, text: String) {
        self.notes.push(Note { lines: None, path: None, kind: NoteKind::LeftOut, text });
    }

    /// Whether a part of a source that means something is not in the inputs.
    pub fn has_left_out(&self) -> bool {
        !self.proposals.is_empty()
            || self.notes.iter().any(|note| matches!(note.kind, NoteKind::LeftOut | NoteKind::Secret))
    }

    /// The file and the line at which lines begin, as compilers write it; of a text without a name `text`.
    pub fn place(&self, lines: Lines) -> String {
        let name = self.files.get(lines.file).map_or("", |file| &file.name);
        format!("{}:{}", if name.is_empty() { "text" } else { name }, lines.first)
    }

    /// Where the input at a path comes from, for people.
    pub(crate) fn place_of(&self, path: &InputPath) -> String {
        let Some(lines) = self.lines_of(path) else { return "another file".into() };
        match self.files.get(lines.file).map(|file| file.name.as_str()) {
            Some(name) if !name.is_empty() => format!("line {} of {name}", lines.first),
            _ => format!("line {}", lines.first),
        }
    }

    /// The lines that say something at this path, in the file that says it first; else the first within it. What opens
    /// an object stands before what it says.
    fn lines_of(&self, path: &InputPath) -> Option<Lines> {
        let exactly = || self.taken.iter().filter(|(_, taken)| taken == path).map(|(lines, _)| *lines);
        let within = || self.taken.iter().find(|(_, taken)| taken.is_within(path)).map(|(lines, _)| *lines);
        let first = exactly().next();
        first.and_then(|first| exactly().filter(|lines| lines.file == first.file).max()).or_else(within)
    }

    /// The lines of a file, each with what became of it. A line inside of a part is of the innermost part.
    pub fn lines(&self, file: usize) -> Vec<Line> {
        let text = self.files.get(file).map_or("", |file| file.text.as_str());
        let mut lines: Vec<_> = text.lines().map(|text| Line { text: text.to_owned(), mark: Mark::Silent }).collect();
        let taken = self.taken.iter().map(|(lines, _)| (*lines, Mark::Taken));
        let noted = self.notes.iter().filter_map(|note| Some((note.lines?, Mark::Noted(note.kind))));
        let proposed = self.proposals.iter().map(|proposal| (proposal.lines, Mark::Proposed));
        let mut parts: Vec<_> = taken.chain(noted).chain(proposed).filter(|(lines, _)| lines.file == file).collect();
        // What says nothing before all else, so that a line with a setting and a comment is that of the setting. Then the
        // longest first, so that what is within a part comes after it; then the weightiest last.
        let weight = |mark: &Mark| match mark {
            Mark::Noted(NoteKind::Aside) | Mark::Silent => 0,
            Mark::Taken => 1,
            Mark::Noted(NoteKind::Changed) => 2,
            Mark::Noted(NoteKind::LeftOut) => 3,
            Mark::Proposed => 4,
            Mark::Noted(NoteKind::Secret) => 5,
        };
        parts.sort_by_key(|(lines, mark)| {
            let weight = weight(mark);
            (weight > 0, std::cmp::Reverse(lines.last - lines.first), weight, *lines)
        });
        parts.dedup();
        for (at, mark) in parts {
            let range = at.first.saturating_sub(1)..at.last.min(lines.len());
            for line in lines.get_mut(range).unwrap_or_default().iter_mut().filter(|line| !line.text.trim().is_empty())
            {
                line.mark = mark;
            }
        }
        lines
    }

    /// `inputs`; `notes[]`: `file`, `line` (from 1), `path`, `kind` and `text`, null where there is none; `proposals[]`:
    /// `file`, `line`, `path`, `value`, `from` and `text`.
    pub fn to_json(&self) -> Json {
        let notes: Vec<_> = self.notes.iter().map(|note| self.note_json(note)).collect();
        let proposals: Vec<_> = self.proposals.iter().map(|proposal| self.proposal_json(proposal)).collect();
        json!({ "inputs": self.inputs.to_json(), "notes": notes, "proposals": proposals })
    }

    fn proposal_json(&self, proposal: &Proposal) -> Json {
        json!({
            "file": self.files.get(proposal.lines.file).map(|file| &file.name),
            "line": proposal.lines.first,
            "path": proposal.path.to_string(),
            "value": proposal.value.to_json(),
            "from": proposal.from,
            "text": proposal.text,
        })
    }

    fn note_json(&self, note: &Note) -> Json {
        json!({
            "file": note.lines.and_then(|lines| self.files.get(lines.file)).map(|file| &file.name),
            "line": note.lines.map(|lines| lines.first),
            "path": note.path.as_ref().map(ToString::to_string),
            "kind": note.kind.name(),
            "text": note.text,
        })
    }
}
