//! One page for a meeting: what was chosen, what that makes, what must be brought, what is open.

mod posture;

use crate::markdown::escaped;
use openmercato_ecs_cost::Estimate;
use openmercato_ecs_module::description::{Description, capitalised};
use openmercato_ecs_module::labels::{self, counted, is_selector, text_of};
use openmercato_ecs_module::{Evaluation, PrerequisiteKind, Section, Variable};
use openmercato_ecs_topology::{NO_PORT, Ownership, Topology};
use serde_json::json;
use std::sync::Arc;
use terraform_language::{Type, Value};

/// The brief of one set of inputs, finished or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// The deployment's name and what it is.
    pub title: String,
    /// The parts that have something to say, in order.
    pub parts: Vec<Part>,
}

/// A heading with its points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What the points are about.
    pub heading: String,
    /// One or more points.
    pub points: Vec<Point>,
}

/// A point: what it is about, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// What it is about.
    pub subject: String,
    /// What is said of it; empty where the subject says it all.
    pub text: String,
}

impl Point {
    fn of(subject: impl Into<String>, text: impl Into<String>) -> Self {
        Self { subject: subject.into(), text: text.into() }
    }
}

impl Brief {
    /// The brief of what was evaluated, with its picture and its cost.
    pub fn of(evaluation: &Evaluation, topology: &Topology, estimate: &Estimate) -> Self {
        let resources = counted(evaluation.plan.resources.len(), "resource", "resources");
        let parts = [
            ("What was chosen".to_owned(), choices(evaluation)),
            (format!("What Terraform makes: {resources}"), made(topology)),
            ("What it costs a month".to_owned(), cost(estimate)),
            ("What must be brought".to_owned(), brought(evaluation)),
            ("How it is secured".to_owned(), posture::points(&evaluation.in_effect(), &evaluation.plan)),
            ("Who may connect to what".to_owned(), connections(topology)),
            ("Open points".to_owned(), open(evaluation)),
        ];
        let parts = parts.into_iter().filter(|(_, points)| !points.is_empty());
        Self { title: title(&topology.name), parts: parts.map(|(heading, points)| Part { heading, points }).collect() }
    }

    /// `title`, and `parts` with their `points`.
    pub fn to_json(&self) -> serde_json::Value {
        let parts = self.parts.iter().map(|part| {
            let points = part.points.iter().map(|point| json!({ "subject": point.subject, "text": point.text }));
            json!({ "heading": part.heading, "points": points.collect::<Vec<_>>() })
        });
        json!({ "title": self.title, "parts": parts.collect::<Vec<_>>() })
    }

    /// The brief as Markdown, with the picture's file beside it. What the user typed is shown as it is.
    pub fn to_markdown(&self) -> String {
        let mut text = format!("# {}\n\n![Topology](topology.svg)\n", escaped(&self.title));
        for part in &self.parts {
            text.push_str(&format!("\n## {}\n\n", escaped(&part.heading)));
            for Point { subject, text: said } in &part.points {
                let said = if said.is_empty() { String::new() } else { format!(": {}", escaped(said)) };
                text.push_str(&format!("- **{}**{said}\n", escaped(subject)));
            }
        }
        text
    }
}

fn title(name: &str) -> String {
    let name = name.trim();
    if name.is_empty() { "OpenMercato on AWS".to_owned() } else { format!("{name}: OpenMercato on AWS") }
}

/// The answer to each section's question, then what else was set in it.
fn choices(evaluation: &Evaluation) -> Vec<Point> {
    let module = evaluation.module();
    let mut points = Vec::new();
    for section in module.sections() {
        let variables = section.variables.iter().filter_map(|name| module.variable(name));
        for (index, variable) in variables.enumerate() {
            let is_answer = index == 0 && is_selector(module, &variable.name);
            let is_set = evaluation.inputs.get(&variable.name).is_some();
            if (is_answer || is_set) && evaluation.values.uses(variable) {
                points.push(choice(section, variable, is_answer, evaluation));
            }
        }
    }
    points
}

fn choice(section: &Section, variable: &Variable, is_answer: bool, evaluation: &Evaluation) -> Point {
    let value = match evaluation.inputs.get(&variable.name) {
        Some(set) => in_words(set, &variable.ty),
        None => evaluation.values.get(&variable.name).map(text_of).unwrap_or_default(),
    };
    let options: Vec<_> = variable.choices.iter().map(text_of).collect();
    let hint = Description::read(&variable.description, &options).choices.remove(&value);
    let label = labels::choice(&variable.name, &value).map_or(value, ToOwned::to_owned);
    let subject = if is_answer { section.question.clone() } else { labels::label(&variable.name) };
    Point::of(subject, hint.map_or_else(|| label.clone(), |hint| format!("{label}. {hint}")))
}

/// What was set, short enough to be read out: of a map its names, of an object what was set in it.
fn in_words(value: &Value, ty: &Type) -> String {
    let entries = || value.entries().into_iter().flatten().filter(|(_, value)| !value.is_null());
    let words: Vec<_> = match ty {
        Type::List(_) | Type::Set(_) => value.elements().unwrap_or_default().iter().map(text_of).collect(),
        Type::Map(_) => entries().map(|(name, _)| name.to_string()).collect(),
        Type::Object(attributes) => {
            let ty = |name: &str| attributes.get(name).map_or(&Type::Any, |attribute| &attribute.ty);
            let said = |(name, value): (&Arc<str>, &Value)| match ty(name) {
                of @ (Type::Object(_) | Type::Map(_)) => format!("{} ({})", labels::label(name), in_words(value, of)),
                of => format!("{}: {}", labels::label(name), in_words(value, of)),
            };
            entries().map(said).collect()
        }
        _ => vec![text_of(value)],
    };
    words.join(", ")
}

fn made(topology: &Topology) -> Vec<Point> {
    let nodes = topology.nodes.iter().filter(|node| node.ownership == Ownership::Module);
    nodes.map(|node| Point::of(node.label.clone(), node.details.join(", "))).collect()
}

/// The range with what it rests on, the largest drivers, and what is not in it.
fn cost(estimate: &Estimate) -> Vec<Point> {
    let Estimate { region, priced_in, .. } = estimate;
    let date = estimate.oldest().unwrap_or_default();
    let range = match estimate.total() {
        Some(total) => format!("{}, on demand in {region}, at prices as old as {date}", total.rounded()),
        None => format!(
            "No total: there are no prices of {}. In {priced_in} it is {}, at prices as old as {date}",
            if region.is_empty() { "no region" } else { region },
            estimate.reference_total().rounded()
        ),
    };
    // An eighth of the whole and more.
    let most = estimate.reference_total().range.high.to_f64() / 8.0;
    let largest = estimate.by_driver().into_iter().filter(|(_, sum)| sum.high.to_f64() >= most);
    let largest = largest.map(|(driver, sum)| format!("{driver} {}", sum.rounded()));
    let omitted: Vec<_> = estimate.not_included.iter().map(|omission| omission.what.clone()).collect();
    vec![
        Point::of("Range", range),
        Point::of("Most of it", largest.collect::<Vec<_>>().join(", ")),
        Point::of("Not included", omitted.join("; ")),
    ]
}

fn brought(evaluation: &Evaluation) -> Vec<Point> {
    let things = evaluation.prerequisites().iter().filter(|thing| thing.kind != PrerequisiteKind::Permission);
    let (made, brought): (Vec<_>, Vec<_>) = things.partition(|thing| thing.is_made_by_bootstrap());
    let mut points: Vec<_> =
        brought.into_iter().map(|thing| Point::of(thing.kind.words(), thing.subject.clone())).collect();
    if !made.is_empty() {
        let subjects: Vec<_> = made.into_iter().map(|thing| thing.subject.as_str()).collect();
        points.push(Point::of("Made by bootstrap, in an account that has them not", subjects.join("; ")));
    }
    points
}

fn connections(topology: &Topology) -> Vec<Point> {
    let rows = topology.table().into_iter();
    rows.map(|row| {
        let port = if row.port == NO_PORT { String::new() } else { format!("{}. ", row.port) };
        Point::of(format!("{} to {}", row.from, row.to), format!("{port}{}", row.why))
    })
    .collect()
}

/// What is found, the worst first, and what is missing or made up.
fn open(evaluation: &Evaluation) -> Vec<Point> {
    let found = evaluation.diagnostics.iter().filter(|found| !evaluation.is_missing(found)).map(|found| {
        let subject = format!("{}: {}", found.level.title(), labels::of_path(&found.path));
        Point::of(subject, capitalised(&found.message))
    });
    let (made_up, missing): (Vec<_>, Vec<_>) =
        evaluation.to_fill_in().iter().partition(|path| evaluation.inputs.at(path).is_some());
    let listed = |paths: Vec<_>| paths.into_iter().map(labels::of_path).collect::<Vec<_>>().join("; ");
    let to_fill_in = [("Missing", missing), ("Made up, to be replaced", made_up)].into_iter();
    let to_fill_in = to_fill_in.filter(|(_, paths)| !paths.is_empty());
    found.chain(to_fill_in.map(|(subject, paths)| Point::of(subject, listed(paths)))).collect()
}

#[cfg(test)]
mod tests {
    use crate::Deployment;
    use openmercato_ecs_module::{Inputs, Module, preset};

    fn headings(inputs: &Inputs) -> Vec<String> {
        let deployment = Deployment::of(Module::embedded(), inputs);
        deployment.brief().parts.into_iter().map(|part| part.heading).collect()
    }

    fn open_points(inputs: &Inputs) -> Vec<String> {
        let brief = Deployment::of(Module::embedded(), inputs).brief();
        let part = brief.parts.into_iter().find(|part| part.heading == "Open points");
        part.into_iter().flat_map(|part| part.points).map(|point| point.subject).collect()
    }

    #[test]
    fn a_brief_of_nothing_says_what_is_open() {
        let headings = headings(&Inputs::new());
        for heading in ["What was chosen", "How it is secured", "Open points"] {
            assert!(headings.contains(&heading.to_owned()), "{headings:?}");
        }
        assert!(open_points(&Inputs::new()).contains(&"Missing".to_owned()));
    }

    #[test]
    fn a_brief_of_a_preset_says_what_is_made_up_and_what_follows() {
        for preset in preset::all() {
            let expected: &[_] = match preset.name.as_str() {
                "complete" => &["Made up, to be replaced"],
                "minimal-managed" => &["Will not work: DNS mode", "Made up, to be replaced"],
                _ => &["Will hurt: Uploads mode", "Made up, to be replaced"],
            };
            assert_eq!(open_points(&preset.inputs), expected, "{}", preset.name);
        }
    }

    #[test]
    fn markdown_shows_texts_as_they_are() {
        let inputs = Inputs::new().with("name", "a_b *c* <img>\n# d".into());
        let markdown = Deployment::of(Module::embedded(), &inputs).brief().to_markdown();
        assert!(markdown.starts_with("# a\\_b \\*c\\* "), "{}", &markdown[..80]);
        assert!(!markdown.contains("<img>") && !markdown.contains("\n# d"));
    }
}
