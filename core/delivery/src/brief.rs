//! Two pages for a meeting: what was decided and what is open; what must be brought, what is made, what it costs.

mod html;
mod posture;

use crate::Offer;
use crate::markdown::escaped;
use openmercato_ecs_cost::Estimate;
use openmercato_ecs_module::description::capitalised;
use openmercato_ecs_module::labels::{self, counted, is_selector, text_of};
use openmercato_ecs_module::{Evaluation, Section, Variable};
use openmercato_ecs_security::Quota;
use openmercato_ecs_topology::{Ownership, Topology};
use serde_json::json;
use std::sync::Arc;
use terraform_language::{Step, Type, Value};

/// The brief of one set of inputs, finished or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// The deployment's name and what it is.
    pub title: String,
    /// For whom it is, until when it holds, what it costs.
    pub head: Vec<Point>,
    /// What stands on the first page, below the picture: the parts that have something to say, in order.
    pub first: Vec<Part>,
    /// What stands on the second page.
    pub second: Vec<Part>,
}

/// The heading of what each part costs.
const COST: &str = "What it costs a month";

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
    /// The brief of what was evaluated, with its picture, its cost, the quotas that it takes and for whom it is.
    pub fn of(
        evaluation: &Evaluation,
        topology: &Topology,
        estimate: &Estimate,
        quotas: &[Quota],
        offer: &Offer,
    ) -> Self {
        let resources = counted(evaluation.plan.resources.len(), "resource", "resources");
        let first = vec![
            ("What was decided".to_owned(), decided(evaluation)),
            ("Open points".to_owned(), open(evaluation, quotas)),
            ("Notes".to_owned(), notes(offer)),
        ];
        let second = vec![
            ("What must be brought".to_owned(), brought(evaluation)),
            (format!("What Terraform makes: {resources}"), made(topology)),
            (COST.to_owned(), cost(estimate)),
            ("What the price leaves out".to_owned(), unpriced(estimate)),
            ("How it is secured".to_owned(), posture::points(evaluation)),
        ];
        Self { title: title(&topology.name), head: head(offer, estimate), first: parts(first), second: parts(second) }
    }

    /// The parts of both pages.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.first.iter().chain(&self.second)
    }

    /// `title`, the points of `head`, and `parts` with their `points`.
    pub fn to_json(&self) -> serde_json::Value {
        let points = |points: &[Point]| -> Vec<_> {
            points.iter().map(|point| json!({ "subject": point.subject, "text": point.text })).collect()
        };
        let parts = self.parts().map(|part| json!({ "heading": part.heading, "points": points(&part.points) }));
        json!({ "title": self.title, "head": points(&self.head), "parts": parts.collect::<Vec<_>>() })
    }

    /// The brief as Markdown, with the picture's file beside it. What the user typed is shown as it is.
    pub fn to_markdown(&self) -> String {
        let mut text = format!("# {}\n\n", escaped(&self.title));
        text.push_str(&markdown_points(&self.head));
        text.push_str("\n![Topology](topology.svg)\n");
        for part in self.parts() {
            text.push_str(&format!("\n## {}\n\n{}", escaped(&part.heading), markdown_points(&part.points)));
        }
        text
    }

    /// The brief as plain text, for mail: headings underlined, a line for each point.
    pub fn to_text(&self) -> String {
        let line = |point: &Point| match point.text.as_str() {
            "" => format!("- {}\n", point.subject),
            text => format!("- {}: {text}\n", point.subject),
        };
        let lines = |points: &[Point]| points.iter().map(line).collect::<String>();
        let underlined = |heading: &str, with: &str| format!("{heading}\n{}\n", with.repeat(heading.chars().count()));
        let parts = self.parts().map(|part| format!("\n{}{}", underlined(&part.heading, "-"), lines(&part.points)));
        format!("{}{}{}", underlined(&self.title, "="), lines(&self.head), parts.collect::<String>())
    }
}

fn markdown_points(points: &[Point]) -> String {
    let said = |text: &str| if text.is_empty() { String::new() } else { format!(": {}", escaped(text)) };
    points.iter().map(|point| format!("- **{}**{}\n", escaped(&point.subject), said(&point.text))).collect()
}

fn parts(parts: Vec<(String, Vec<Point>)>) -> Vec<Part> {
    let parts = parts.into_iter().filter(|(_, points)| !points.is_empty());
    parts.map(|(heading, points)| Part { heading, points }).collect()
}

/// For whom, until when, and at what price.
fn head(offer: &Offer, estimate: &Estimate) -> Vec<Point> {
    let Offer { customer, date, valid_until, .. } = offer;
    let price = match estimate.total() {
        Some(total) => format!("{}, in {}, before tax", total.rounded(), estimate.region),
        None => "not known: there are no prices of the region".to_owned(),
    };
    let points = [
        ("Customer", customer.clone()),
        ("Date", date.clone()),
        ("Valid until", valid_until.clone()),
        ("Price a month", price),
    ];
    points.into_iter().filter(|(_, text)| !text.is_empty()).map(|(subject, text)| Point::of(subject, text)).collect()
}

/// A point for each line that was written.
fn notes(offer: &Offer) -> Vec<Point> {
    let lines = offer.notes.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Point::of(line, "")).collect()
}

fn title(name: &str) -> String {
    let name = name.trim();
    if name.is_empty() { "OpenMercato on AWS".to_owned() } else { format!("{name}: OpenMercato on AWS") }
}

/// For each section the answer to its question, and what else was set in it.
fn decided(evaluation: &Evaluation) -> Vec<Point> {
    let module = evaluation.module();
    let point = |section: &Section| {
        let variables: Vec<_> = section.variables.iter().filter_map(|name| module.variable(name)).collect();
        let answer = variables.first().filter(|variable| is_selector(module, &variable.name));
        let said = variables.iter().filter_map(|variable| {
            let is_answer = answer.is_some_and(|answer| answer.name == variable.name);
            let is_set = evaluation.inputs.get(&variable.name).is_some();
            let is_said = (is_answer || is_set) && evaluation.values.uses(variable);
            is_said.then(|| decision(variable, is_answer, evaluation))
        });
        let said: Vec<_> = said.collect();
        let subject = if answer.is_some() { &section.question } else { &section.title };
        (!said.is_empty()).then(|| Point::of(subject.clone(), said.join("; ")))
    };
    module.sections().iter().filter_map(point).collect()
}

/// The answer alone, which the question stands before; anything else with what it is.
fn decision(variable: &Variable, is_answer: bool, evaluation: &Evaluation) -> String {
    let value = match evaluation.inputs.get(&variable.name) {
        Some(set) => in_words(set, &variable.ty),
        None => evaluation.values.get(&variable.name).map(text_of).unwrap_or_default(),
    };
    let value = labels::choice(&variable.name, &value).map_or(value, ToOwned::to_owned);
    let value = if value.is_empty() { "with its defaults".to_owned() } else { value };
    if is_answer { value } else { format!("{}: {value}", labels::label(&variable.name)) }
}

/// What was set, short enough to be read out: of a map its names, of an object what was set in it.
fn in_words(value: &Value, ty: &Type) -> String {
    let entries = || value.entries().into_iter().flatten().filter(|(_, value)| !value.is_null());
    let words: Vec<_> = match ty {
        Type::List(_) | Type::Set(_) => {
            value.elements().unwrap_or_default().iter().map(|value| short(&text_of(value)).to_owned()).collect()
        }
        Type::Map(_) => entries().map(|(name, _)| name.to_string()).collect(),
        Type::Object(attributes) => {
            let ty = |name: &str| attributes.get(name).map_or(&Type::Any, |attribute| &attribute.ty);
            let said = |(name, value): (&Arc<str>, &Value)| match ty(name) {
                of @ (Type::Object(_) | Type::Map(_)) => format!("{} ({})", labels::label(name), in_words(value, of)),
                of => format!("{}: {}", labels::label(name), in_words(value, of)),
            };
            entries().map(said).collect()
        }
        _ => match value {
            Value::Bool(true) => vec!["yes".to_owned()],
            Value::Bool(false) => vec!["no".to_owned()],
            value => vec![short(&text_of(value)).to_owned()],
        },
    };
    words.join(", ")
}

/// Of an ARN what it names: `webacl/shop/3f2b`. Any other text as it is.
fn short(text: &str) -> &str {
    if text.starts_with("arn:") { text.splitn(6, ':').last().unwrap_or(text) } else { text }
}

/// What is drawn as made by Terraform; several of one kind, such as a gateway in each zone, together.
fn made(topology: &Topology) -> Vec<Point> {
    let mut kinds: Vec<(&str, usize, Vec<&str>)> = Vec::new();
    for node in topology.nodes.iter().filter(|node| node.ownership == Ownership::Module) {
        let details = node.details.iter().map(String::as_str);
        match kinds.iter_mut().find(|(label, ..)| *label == node.label) {
            Some((_, count, all)) => {
                *count += 1;
                let new: Vec<_> = details.filter(|detail| !all.contains(detail)).collect();
                all.extend(new);
            }
            None => kinds.push((&node.label, 1, details.collect())),
        }
    }
    let subject = |label: &str, count| if count == 1 { label.to_owned() } else { format!("{label}, {count} of them") };
    kinds.into_iter().map(|(label, count, details)| Point::of(subject(label, count), details.join(", "))).collect()
}

/// What each part costs, and the range with what it rests on.
fn cost(estimate: &Estimate) -> Vec<Point> {
    let Estimate { region, priced_in, .. } = estimate;
    let date = estimate.oldest().unwrap_or_default();
    let total = match estimate.total() {
        Some(total) => format!("{}, on demand in {region}, at prices as old as {date}", total.rounded()),
        None => format!(
            "No total: there are no prices of {}. In {priced_in} it is {}, at prices as old as {date}",
            if region.is_empty() { "no region" } else { region },
            estimate.reference_total().rounded()
        ),
    };
    let parts = estimate.by_driver().into_iter().map(|(driver, sum)| Point::of(driver.to_string(), sum.rounded()));
    parts.chain([Point::of("Total", total)]).collect()
}

/// What costs and has no price here.
fn unpriced(estimate: &Estimate) -> Vec<Point> {
    let omitted: Vec<_> = estimate.not_included.iter().map(|omission| omission.what.clone()).collect();
    vec![Point::of("Not included", omitted.join("; "))]
}

/// What must be there, a point for each kind of it.
fn brought(evaluation: &Evaluation) -> Vec<Point> {
    let things = evaluation.prerequisites().iter();
    let (made, brought): (Vec<_>, Vec<_>) = things.partition(|thing| thing.is_made_by_bootstrap());
    let mut points: Vec<Point> = Vec::new();
    for thing in brought {
        let subject = thing.kind.words();
        match points.iter_mut().find(|point| point.subject == subject) {
            Some(point) => point.text.push_str(&format!("; {}", thing.subject)),
            None => points.push(Point::of(subject, thing.subject.clone())),
        }
    }
    if !made.is_empty() {
        let subjects: Vec<_> = made.into_iter().map(|thing| thing.subject.as_str()).collect();
        points.push(Point::of("Made by bootstrap where the account lacks them", subjects.join("; ")));
    }
    points
}

/// What is found, the worst first, what is missing or made up, and which quotas are too small.
fn open(evaluation: &Evaluation, quotas: &[Quota]) -> Vec<Point> {
    let (made_up, missing): (Vec<_>, Vec<_>) =
        evaluation.to_fill_in().iter().partition(|path| evaluation.inputs.at(path).is_some());
    let listed = |paths: Vec<_>| paths.into_iter().map(labels::of_path).collect::<Vec<_>>().join("; ");
    let to_fill_in = [("Missing", missing), ("Made up, to be replaced", made_up)].into_iter();
    let to_fill_in = to_fill_in.filter(|(_, paths)| !paths.is_empty());
    let to_fill_in = to_fill_in.map(|(subject, paths)| Point::of(subject, listed(paths)));
    found(evaluation).into_iter().chain(to_fill_in).chain(to_ask_for(quotas)).collect()
}

/// What is found, the worst first; what is said of the rows of one list is one point.
fn found(evaluation: &Evaluation) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for found in evaluation.diagnostics.iter().filter(|found| !evaluation.is_missing(found)) {
        let list = found.path.parent().filter(|_| matches!(found.path.steps().last(), Some(Step::Index(_))));
        let about = labels::of_path(list.as_ref().unwrap_or(&found.path));
        let point = Point::of(format!("{}: {about}", found.level.title()), capitalised(&found.message));
        match points.iter_mut().find(|other| list.is_some() && other.subject == point.subject) {
            Some(other) => other.text.push_str(&format!(" {}", point.text)),
            None => points.push(point),
        }
    }
    points
}

/// One line of all quotas that the deployment may take more of than AWS gives by default.
fn to_ask_for(quotas: &[Quota]) -> Option<Point> {
    let exceeded = quotas.iter().filter(|quota| quota.is_exceeded());
    let said =
        exceeded.map(|Quota { name, at_most, default, .. }| format!("{name}: up to {at_most}, {default} by default"));
    let said: Vec<_> = said.collect();
    (!said.is_empty()).then(|| Point::of("More than AWS's default quotas", said.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::Point;
    use crate::{Deployment, Offer};
    use openmercato_ecs_module::{Inputs, Module, preset};

    fn headings(inputs: &Inputs) -> Vec<String> {
        let deployment = Deployment::of(Module::embedded(), inputs);
        deployment.brief().parts().map(|part| part.heading.clone()).collect()
    }

    fn open_points(inputs: &Inputs) -> Vec<String> {
        let brief = Deployment::of(Module::embedded(), inputs).brief();
        let part = brief.first.into_iter().find(|part| part.heading == "Open points");
        part.into_iter().flat_map(|part| part.points).map(|point| point.subject).collect()
    }

    #[test]
    fn a_brief_of_nothing_says_what_is_open() {
        let headings = headings(&Inputs::new());
        for heading in ["What was decided", "How it is secured", "Open points"] {
            assert!(headings.contains(&heading.to_owned()), "{headings:?}");
        }
        assert!(open_points(&Inputs::new()).contains(&"Missing".to_owned()));
    }

    #[test]
    fn a_brief_of_a_preset_says_what_is_made_up_and_what_follows() {
        for preset in preset::all() {
            let expected: &[_] = match preset.name.as_str() {
                "complete" => &["Made up, to be replaced", "More than AWS's default quotas"],
                "minimal-managed" => &["Will not work: DNS mode", "Made up, to be replaced"],
                "split-workers-managed" => {
                    &["Will hurt: Uploads mode", "Made up, to be replaced", "More than AWS's default quotas"]
                }
                _ => &["Will hurt: Uploads mode", "Made up, to be replaced"],
            };
            assert_eq!(open_points(&preset.inputs), expected, "{}", preset.name);
        }
    }

    #[test]
    fn what_is_wrong_with_rows_of_a_list_is_one_point() {
        let preset = preset::find("split-workers-managed").expect("a preset");
        let moved = preset.inputs.clone().with("aws_region", "eu-central-1".into());
        let refused = open_points(&moved).into_iter().filter(|subject| subject.starts_with("Terraform refuses"));
        assert_eq!(refused.collect::<Vec<_>>(), ["Terraform refuses: Availability zones"]);
    }

    #[test]
    fn a_default_quota_that_is_exceeded_is_said_in_one_line() {
        let line = |preset: &str| {
            let inputs = &preset::find(preset).expect("a preset").inputs;
            let brief = Deployment::of(Module::embedded(), inputs).brief();
            let points: Vec<_> = brief.first.into_iter().flat_map(|part| part.points).collect();
            points.into_iter().find(|point| point.subject.contains("quotas")).map(|point| point.text)
        };
        assert_eq!(line("complete").as_deref(), Some("Fargate On-Demand vCPUs per region: up to 35, 6 by default"));
        assert_eq!(line("minimal-managed"), None);
    }

    #[test]
    fn an_offer_stands_at_the_head_and_its_notes_among_the_points() {
        let preset = preset::find("minimal-managed").expect("a preset");
        let offer = Offer { customer: "Acme".into(), notes: "A pilot.\n\nThen the rest.".into(), ..Offer::default() };
        let plain = Deployment::of(Module::embedded(), &preset.inputs);
        let offered = plain.clone().offered(offer).brief();
        assert_eq!(offered.head[0], Point::of("Customer", "Acme"));
        let notes = offered.first.iter().find(|part| part.heading == "Notes").expect("notes");
        assert_eq!(notes.points, [Point::of("A pilot.", ""), Point::of("Then the rest.", "")]);
        let text = offered.to_text();
        assert!(text.starts_with("shop: OpenMercato on AWS\n======") && text.contains("\n- A pilot.\n"), "{text}");
        assert_eq!(plain.brief().head.len(), 1, "the price alone");
    }

    #[test]
    fn markdown_shows_texts_as_they_are() {
        let inputs = Inputs::new().with("name", "a_b *c* <img>\n# d".into());
        let markdown = Deployment::of(Module::embedded(), &inputs).brief().to_markdown();
        assert!(markdown.starts_with("# a\\_b \\*c\\* "), "{}", &markdown[..80]);
        assert!(!markdown.contains("<img>") && !markdown.contains("\n# d"));
    }
}
