//! What was read of what somebody brought, ready to be shown: no secret is in it.

use crate::older::Older;
use crate::upload::Upload;
use openmercato_ecs_core::cost::Assumptions;
use openmercato_ecs_core::import::{self, Import, Line, Lines, Note, NoteKind, Proposal, SourceFile};
use openmercato_ecs_core::labels::{self, counted};
use openmercato_ecs_core::{InputPath, Inputs, Module, Offer, link};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What was read of what somebody brought.
#[derive(Clone, Debug, Default)]
pub(crate) struct Report {
    /// What was brought, for people.
    pub(crate) title: String,
    /// The inputs, without sensitive ones.
    pub(crate) inputs: Inputs,
    /// What a link has beside the inputs.
    pub(crate) beside: Option<(Assumptions, Offer)>,
    /// Whether it describes a deployment as a whole.
    pub(crate) is_whole: bool,
    /// The archive that it is, if it is one of this program's.
    pub(crate) older: Option<Arc<Older>>,
    /// What is said of no line.
    pub(crate) remarks: Vec<(NoteKind, String)>,
    /// The names of all files, by their index.
    names: Vec<String>,
    /// The texts that were read.
    pub(crate) texts: Vec<SourceText>,
    /// What became of the settings.
    pub(crate) counts: Counts,
    /// What calls of other modules say that could be inputs.
    pub(crate) proposals: Vec<Proposal>,
    /// The inputs that somebody should look at: what was left out or changed there.
    pub(crate) to_look_at: Vec<InputPath>,
}

/// A text that was read, with what became of each line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SourceText {
    /// The file's name; empty for what was pasted.
    pub(crate) name: String,
    /// Its lines; what looks like a secret is masked.
    pub(crate) lines: Vec<Line>,
    /// The notes by the line, from 1, at which they begin.
    pub(crate) notes: BTreeMap<usize, Vec<Note>>,
    /// What became of its settings.
    pub(crate) counts: Counts,
}

/// How many settings had which end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Those that are in the inputs, the changed ones among them.
    pub(crate) taken: usize,
    /// Those that are in the inputs as something else.
    pub(crate) changed: usize,
    /// Those that are not.
    pub(crate) left_out: usize,
    /// Those that look like secrets.
    pub(crate) secret: usize,
    /// Those that could be inputs.
    pub(crate) proposed: usize,
}

impl Report {
    /// Reads files.
    pub(crate) fn of_upload(module: &'static Module, upload: &Upload) -> Self {
        let mut report = Self::of_import(module, import::read(&upload.files));
        report.title = match upload.files.as_slice() {
            [file] => {
                report.older = Older::read(&file.bytes).map(Arc::new);
                file.name.clone()
            }
            files => counted(files.len(), "file", "files"),
        };
        report.remarks.extend(upload.unread.iter().map(|text| (NoteKind::LeftOut, text.clone())));
        report
    }

    /// Reads a text that was pasted or dropped: a link, or what a file could hold.
    pub(crate) fn of_text(module: &'static Module, text: &str) -> Self {
        match linked(text) {
            Some(fragment) => Self::of_link(module, fragment),
            None => {
                let read = import::read(&[SourceFile::new("", text)]);
                Self { title: "What was pasted".to_owned(), ..Self::of_import(module, read) }
            }
        }
    }

    fn of_link(module: &'static Module, fragment: &str) -> Self {
        let link = link::decode(module, fragment);
        let changes = link.changes().into_iter().map(|text| (NoteKind::Changed, text));
        let left_out = link.dropped.iter().map(|text| (NoteKind::LeftOut, text.clone()));
        let counts = Counts { taken: link.inputs.iter().count(), left_out: link.dropped.len(), ..Counts::default() };
        Self {
            title: "A link".to_owned(),
            remarks: left_out.chain(changes).collect(),
            inputs: link.inputs,
            beside: Some((link.assumptions, link.offer)),
            is_whole: true,
            counts,
            ..Self::default()
        }
    }

    fn of_import(module: &'static Module, read: Import) -> Self {
        let is_whole = read.is_whole();
        let read = read.admitted(module);
        let mut report = Self { is_whole, counts: Counts::of(&read, |_| true), ..Self::default() };
        for (index, file) in read.files.iter().enumerate() {
            report.names.push(file.name.clone());
            report.texts.push(SourceText {
                name: file.name.clone(),
                lines: read.lines(index),
                notes: BTreeMap::new(),
                counts: Counts::of(&read, |file| file == Some(index)),
            });
        }
        for note in read.notes {
            if let Some(path) = note.path.clone().filter(|path| {
                note.kind != NoteKind::Aside && !report.to_look_at.contains(path) && is_input(module, path)
            }) {
                report.to_look_at.push(path);
            }
            let text = note.lines.and_then(|lines| report.texts.get_mut(lines.file).map(|text| (lines.first, text)));
            match text {
                Some((line, text)) => text.notes.entry(line).or_default().push(note),
                None => report.remarks.push((note.kind, note.text)),
            }
        }
        // What cannot be read has no lines to show.
        report.texts.retain(|text| !text.lines.is_empty());
        report.inputs = read.inputs;
        report.proposals = read.proposals;
        report
    }

    /// How much of it was taken, as a sentence.
    pub(crate) fn summary(&self) -> String {
        if self.is_of_use() { self.counts.words() } else { "Nothing of it can be taken.".to_owned() }
    }

    /// Whether there is something to take, or something that could be.
    pub(crate) fn is_of_use(&self) -> bool {
        self.has_inputs() || !self.proposals.is_empty()
    }

    /// The inputs, with the proposals that somebody took into what is set.
    pub(crate) fn with_proposals_of(&self, present: &Inputs) -> Inputs {
        let taken = self.proposals.iter().filter(|proposal| proposal.is_in(present));
        taken.fold(self.inputs.clone(), |inputs, proposal| proposal.taken_into(&inputs))
    }

    /// Where lines are, for people.
    pub(crate) fn place(&self, lines: Lines) -> String {
        let name = self.names.get(lines.file).map(|name| shown(name)).filter(|name| !name.is_empty());
        match name {
            Some(name) if self.names.len() > 1 => format!("Line {} of {name}", lines.first),
            _ => format!("Line {}", lines.first),
        }
    }

    /// Whether there is something to take.
    pub(crate) fn has_inputs(&self) -> bool {
        self.inputs != Inputs::new()
    }
}

impl Counts {
    fn of(read: &Import, is_of: impl Fn(Option<usize>) -> bool) -> Self {
        let notes = || read.notes.iter().filter(|note| is_of(note.lines.map(|lines| lines.file)));
        let count = |kind| notes().filter(|note| note.kind == kind).count();
        let changed = notes().filter(|note| note.kind == NoteKind::Changed).filter_map(|note| note.path.as_ref());
        let changed: BTreeSet<_> = changed.collect();
        let taken = read.taken.iter().filter(|(lines, _)| is_of(Some(lines.file))).map(|(_, path)| path);
        let taken: BTreeSet<_> = taken.chain(changed.iter().copied()).collect();
        // The name of a secret that has to be made counts as one of those.
        let secrets: BTreeSet<_> =
            notes().filter(|note| note.kind == NoteKind::Secret).map(|note| &note.path).collect();
        let proposed = read.proposals.iter().filter(|proposal| is_of(Some(proposal.lines.file)));
        let proposed = proposed.filter(|proposal| !secrets.contains(&Some(proposal.path.clone()))).count();
        // What stands around others is no setting of its own; it comes right before them.
        let around = taken.iter().zip(taken.iter().skip(1)).filter(|(one, next)| next.is_within(one)).count();
        Self {
            taken: taken.len() - around,
            changed: changed.len(),
            left_out: count(NoteKind::LeftOut),
            secret: count(NoteKind::Secret),
            proposed,
        }
    }

    /// The counts as a sentence.
    pub(crate) fn words(self) -> String {
        let Self { taken, changed, left_out, secret, proposed } = self;
        let all = taken + left_out + secret + proposed;
        let head = if taken == all {
            format!("{} taken", counted(all, "setting", "settings"))
        } else {
            format!("{taken} of {} taken", counted(all, "setting", "settings"))
        };
        let more = [
            (proposed, format!("{proposed} could be")),
            (left_out, format!("{left_out} left out")),
            (secret, format!("{} to be made", counted(secret, "secret", "secrets"))),
            (changed, format!("{changed} changed")),
        ];
        let more = more.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words);
        let parts: Vec<_> = std::iter::once(head).chain(more).collect();
        format!("{}.", parts.join(", "))
    }

    /// Whether somebody should look at what became of them.
    pub(crate) fn are_plain(self) -> bool {
        self.changed + self.left_out + self.secret + self.proposed == 0
    }
}

fn is_input(module: &Module, path: &InputPath) -> bool {
    module.variable(path.variable()).is_some_and(|variable| !variable.sensitive)
}

/// A text of a stranger as it is shown: what nobody sees in it is written out. A tab is seen.
pub(crate) fn shown(text: &str) -> String {
    let parts: Vec<_> = text.split('\t').map(labels::written_out).collect();
    parts.join("\t")
}

/// The fragment of the link that a text is; `None` for any other text.
fn linked(text: &str) -> Option<&str> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let is_alone = text.trim() == line && !line.contains(char::is_whitespace);
    Some(link::fragment(line)).filter(|fragment| is_alone && fragment.starts_with("v1."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(text: &str) -> Report {
        Report::of_text(Module::embedded(), text)
    }

    #[test]
    fn each_setting_is_counted_once() {
        let read = report("name = \"shop\"\nvpc_id = aws_vpc.main.id\nenv = { A = \"1\", B = var.b }\n");
        assert_eq!(read.summary(), "2 of 4 settings taken, 2 left out.");
        assert_eq!(read.texts[0].counts, read.counts);
        let paths: Vec<_> = read.to_look_at.iter().map(InputPath::variable).collect();
        assert_eq!(paths, ["vpc_id", "env"]);
    }

    #[test]
    fn what_could_be_is_counted_beside_what_is_taken() {
        let call = "source = \"cloudposse/ecs-container-definition/aws\"\n  map_environment = { LOG = \"info\", API_KEY = \"x1\" }";
        let read = report(&format!("module \"web\" {{\n  {call}\n  essential = true\n}}\n"));
        assert_eq!(read.summary(), "0 of 3 settings taken, 1 could be, 1 left out, 1 secret to be made.");
        assert!(read.is_of_use() && !read.has_inputs());
        let paths: Vec<_> = read.proposals.iter().map(|proposal| proposal.path.to_string()).collect();
        assert_eq!(paths, ["env[\"LOG\"]", "secrets[\"API_KEY\"]"]);
        let present = read.proposals[0].taken_into(&Inputs::new());
        assert_eq!(read.with_proposals_of(&present), present);
        assert_eq!(read.with_proposals_of(&Inputs::new()), Inputs::new());
    }

    #[test]
    fn a_link_is_a_line_of_its_own() {
        let inputs = Inputs::new().with("name", "shop".into());
        let link = format!("https://example.org/#{}", link::encode(Module::embedded(), &inputs));
        let read = report(&format!("\n {link} \n"));
        assert_eq!((read.summary().as_str(), read.is_whole), ("1 setting taken.", true));
        assert_eq!(read.inputs, inputs);
        assert_eq!(linked("name = \"#v1.x\""), None);
        assert_eq!(linked(""), None);
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let read = report("<b>no</b>");
        assert_eq!(read.summary(), "Nothing of it can be taken.");
        assert_eq!(read.texts[0].notes.len(), 1);
        let unread = Upload { files: Vec::new(), unread: vec!["a.zip could not be read.".to_owned()] };
        let read = Report::of_upload(Module::embedded(), &unread);
        assert_eq!(read.remarks, [(NoteKind::LeftOut, "a.zip could not be read.".to_owned())]);
    }
}
