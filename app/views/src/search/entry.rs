//! What can be looked for: all that can be set, decided or shown.

use super::rank::{Texts, distance};
use crate::dialog::Which;
use openmercato_ecs_core::labels::{self, text_of};
use openmercato_ecs_core::preset::{self, Preset};
use openmercato_ecs_core::{InputPath, Line, Module, PlannedBlock, Type, Variable};
use openmercato_ecs_form::place::View;
use openmercato_ecs_form::spec::Spec;

/// As many are shown at once.
const MOST: usize = 30;

/// As many characters of a planned value are looked at and shown.
const LONGEST: usize = 120;

/// By how much farther what is planned is than what can be chosen.
const BEHIND: usize = 3;

/// What people look for in a view, besides its title.
const VIEWS: [(View, &str); 8] = [
    (View::Topology, "picture diagram architecture drawing SVG"),
    (View::Files, "Terraform HCL code repository module"),
    (View::Plan, "resources IAM permissions environment outputs bring"),
    (View::Cost, "price money bill month estimate quote CSV"),
    (View::Problems, "errors warnings advice missing fill in"),
    (View::Brief, "one-pager summary offer customer print PDF mail"),
    (View::Compare, "difference before after"),
    (View::Scope, "customer needs questions requirements cheapest proposal cheaper safer simpler"),
];

/// What can be done, and what people look for then.
const ACTIONS: [(Goal, &str, &str); 9] = [
    (Goal::Download, "Download the archive", "zip take away Terraform save"),
    (Goal::Dialog(Which::Share), "Share a link", "copy send URL mail"),
    (Goal::Dialog(Which::Import), "Import what you have", "open upload tfvars HCL paste"),
    (Goal::Dialog(Which::Saved), "Saved in this browser", "open store keep"),
    (Goal::Start, "Start from a preset", "new begin blank example template"),
    (Goal::Print, "Print the brief", "PDF paper one-pager"),
    (Goal::Dialog(Which::Present), "Show the picture alone", "present projector full screen beamer"),
    (Goal::Theme, "Other colours", "theme dark light mode"),
    (Goal::Dialog(Which::Shortcuts), "Keyboard shortcuts", "keys help"),
];

/// Where it leads when it is chosen.
#[derive(Clone, Debug)]
pub(crate) enum Goal {
    /// To a place in the inputs.
    Field(InputPath),
    /// To a section of the form, by its place in the module.
    Section(usize),
    /// To a resource in the plan, or to one of its arguments.
    Planned(String, Option<String>),
    /// To a view.
    View(View),
    /// To what a preset sets.
    Preset(&'static Preset),
    /// To a dialog.
    Dialog(Which),
    /// To the archive as a file.
    Download,
    /// To where to start from.
    Start,
    /// To the brief on paper.
    Print,
    /// To the next colours.
    Theme,
}

/// Something that can be looked for.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// By what it is found.
    pub(crate) texts: Texts,
    /// What it is, or where.
    pub(crate) kind: String,
    /// Where it leads.
    pub(crate) goal: Goal,
}

/// Everything there is, in the order in which it is shown where nothing tells more.
pub(crate) fn all(module: &'static Module) -> Vec<Entry> {
    let sections = module.sections().iter().enumerate().map(|(index, section)| {
        let texts = Texts { title: section.title.clone(), about: section.question.clone(), ..Texts::default() };
        Entry { texts, kind: "Section".to_owned(), goal: Goal::Section(index) }
    });
    let views = VIEWS.map(|(view, words)| plain(view.title(), "View", words, Goal::View(view)));
    let inputs = module.sections().iter().flat_map(|section| {
        let variables = section.variables.iter().filter_map(|name| module.variable(name));
        variables.flat_map(|variable| of_variable(module, variable, &section.title))
    });
    let actions = ACTIONS.map(|(goal, title, words)| plain(title, "Action", words, goal));
    let presets = preset::all().iter().map(|preset| {
        let texts = Texts {
            title: labels::preset(&preset.name).to_owned(),
            name: preset.name.clone(),
            about: preset.description.clone(),
            ..Texts::default()
        };
        Entry { texts, kind: "Preset".to_owned(), goal: Goal::Preset(preset) }
    });
    sections.chain(views).chain(actions).chain(inputs).chain(presets).collect()
}

/// The resources that are planned, with their arguments and values, line by line.
pub(crate) fn planned(blocks: &[PlannedBlock]) -> Vec<Entry> {
    let entries = blocks.iter().flat_map(|block| {
        let address = block.address.to_string();
        let lines = block.lines();
        let arguments = lines.iter().filter_map(|line| of_line(&address, line)).collect::<Vec<_>>();
        let texts = Texts { title: address.clone(), ..Texts::default() };
        let whole = Entry { texts, kind: "Resource".to_owned(), goal: Goal::Planned(address, None) };
        [whole].into_iter().chain(arguments)
    });
    entries.collect()
}

/// A line that says something of its own; brackets alone do not.
fn of_line(address: &str, line: &Line) -> Option<Entry> {
    let text = line.text.strip_prefix("+ ")?;
    if line.argument.is_empty() {
        return None;
    }
    let words: Vec<_> = text.split_whitespace().collect();
    let mut title: String = words.join(" ").chars().take(LONGEST).collect();
    if title.chars().count() == LONGEST {
        title.push('…');
    }
    let texts = Texts { title, name: address.to_owned(), ..Texts::default() };
    let goal = Goal::Planned(address.to_owned(), Some(line.argument.to_string()));
    Some(Entry { texts, kind: "In the plan".to_owned(), goal })
}

fn plain(title: &str, kind: &str, words: &str, goal: Goal) -> Entry {
    let texts = Texts { title: title.to_owned(), words: words.to_owned(), ..Texts::default() };
    Entry { texts, kind: kind.to_owned(), goal }
}

/// A variable and, of an object, its attributes.
fn of_variable(module: &Module, variable: &Variable, section: &str) -> Vec<Entry> {
    let spec = Spec::of(module, variable);
    let of_entries = match &spec.ty {
        Type::Map(of) => Spec { ty: (**of).clone(), ..spec.clone() },
        _ => spec.clone(),
    };
    let attributes = of_entries.attributes();
    [&spec].into_iter().chain(&attributes).map(|spec| of_spec(spec, section)).collect()
}

fn of_spec(spec: &Spec, section: &str) -> Entry {
    let name = spec.path.to_string();
    let choices = spec.choices.iter().map(text_of);
    let choices =
        choices.flat_map(|text| labels::choice(&spec.name, &text).map(ToOwned::to_owned).into_iter().chain([text]));
    let words: Vec<String> = labels::words(&name).map(ToOwned::to_owned).chain(choices).collect();
    let about = spec.description.help.split_inclusive(". ").next().unwrap_or_default();
    let texts = Texts { title: labels::of_path(&spec.path), words: words.join(" "), about: about.to_owned(), name };
    Entry { texts, kind: section.to_owned(), goal: Goal::Field(spec.path.clone()) }
}

/// The places of what answers best what was typed, the best first.
pub(crate) fn found(entries: &[Entry], typed: &str) -> Vec<usize> {
    let found = entries.iter().enumerate();
    let behind = |entry: &Entry| if matches!(entry.goal, Goal::Planned(..)) { BEHIND } else { 0 };
    let found = found.filter_map(|(index, entry)| Some((distance(typed, &entry.texts)? + behind(entry), index)));
    let mut found: Vec<_> = found.collect();
    found.sort_unstable();
    found.into_iter().take(MOST).map(|(_, index)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of what is found first, or titles where there is no name.
    fn first(typed: &str) -> Vec<String> {
        let entries = all(Module::embedded());
        let found = found(&entries, typed).into_iter().take(5).map(|index| &entries[index].texts);
        found.map(|texts| if texts.name.is_empty() { texts.title.clone() } else { texts.name.clone() }).collect()
    }

    #[test]
    fn people_find_what_they_look_for_in_their_own_words() {
        for (typed, wanted) in [
            ("Frankfurt", "aws_region"),
            ("Postgres", "database_mode"),
            ("TLS", "alb_ssl_policy"),
            ("TLS", "DNS and TLS"),
            ("ARM", "cpu_architecture"),
            ("Graviton", "cpu_architecture"),
            ("firewall", "waf_mode"),
            ("autoscaling", "web_service.autoscaling"),
            ("backup", "db_backup_retention_days"),
            ("price", "Cost"),
            ("zip", "Download the archive"),
            ("dark", "Other colours"),
            ("db_host", "db_host"),
            ("without a way", "existing-network-with-dns-waf"),
            ("worker memory", "worker_services.memory"),
        ] {
            let found = first(typed);
            assert!(found.iter().any(|name| name == wanted), "{typed}: {found:?}");
        }
    }

    #[test]
    fn what_is_planned_is_found_by_address_argument_and_value() {
        let preset = preset::find("minimal-managed").expect("a preset");
        let evaluation = openmercato_ecs_core::Evaluation::of(Module::embedded(), &preset.inputs);
        let mut entries = all(Module::embedded());
        entries.extend(planned(evaluation.planned_blocks()));
        let found = |typed: &str| {
            let found = found(&entries, typed).into_iter().map(|index| entries[index].goal.clone());
            found.collect::<Vec<_>>()
        };
        let is = |goal: &Goal, address: &str, argument: Option<&str>| matches!(goal, Goal::Planned(of, wanted) if of == address && wanted.as_deref() == argument);
        let idle = found("idle_timeout");
        assert!(matches!(&idle[0], Goal::Field(path) if path.variable() == "alb_idle_timeout"), "{idle:?}");
        assert!(idle.iter().any(|goal| is(goal, "aws_lb.this", Some("idle_timeout"))), "{idle:?}");
        assert!(is(&found("aws_lb.this")[0], "aws_lb.this", None));
        let value = found("gp3");
        assert!(value.iter().any(|goal| is(goal, "aws_db_instance.this[0]", Some("storage_type"))), "{value:?}");
    }

    #[test]
    fn what_nobody_has_a_word_for_is_not_found() {
        assert_eq!(first("kubernetes"), Vec::<String>::new());
    }

    #[test]
    fn every_view_is_there() {
        assert_eq!(VIEWS.map(|(view, _)| view), View::ALL);
    }
}
