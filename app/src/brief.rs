//! One page for a meeting: what was chosen, what that makes, what must be brought, what is open.

use crate::description::{Description, capitalised};
use crate::download;
use crate::form::{is_selector, text_of};
use crate::icon::{Glyph, Icon};
use crate::labels;
use crate::navigation::Navigation;
use crate::plan::prerequisite_words;
use crate::prose::Prose;
use crate::status::counted;
use crate::store::Store;
use leptos::prelude::*;
use openmercato_ecs_core::cost::Estimate;
use openmercato_ecs_core::topology::{DrawingOptions, Ownership};
use openmercato_ecs_core::{Evaluation, Module, PrerequisiteKind};

/// A heading with its points.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    heading: String,
    points: Vec<Point>,
}

/// A point: what it is about, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Point {
    subject: String,
    text: String,
}

/// The brief, which prints on one or two pages.
#[component]
pub(crate) fn BriefView() -> impl IntoView {
    let store = expect_context::<Store>();
    let navigation = expect_context::<Navigation>();
    let parts = Memo::new(move |_| parts(store.module, &store.evaluation.read()));
    let title = Memo::new(move |_| title(&store.evaluation.read()));
    let picture = Memo::new(move |_| {
        let svg = store.evaluation.read().topology().layout(DrawingOptions::default()).to_svg();
        format!("data:image/svg+xml;charset=utf-8,{}", js_sys::encode_uri_component(&svg))
    });
    let copy = move |_| {
        download::copy(markdown(&title.get_untracked(), &parts.get_untracked()), move |copied| {
            navigation.announce(if copied { "Copied the brief." } else { "The clipboard is not open to this page." });
        });
    };
    view! {
        <article class="brief">
            <div class="brief-tools">
                <button type="button" class="small" on:click=move |_| drop(window().print())>"Print"</button>
                <button type="button" class="small" on:click=copy><Icon glyph=Glyph::Copy/> "Copy as Markdown"</button>
            </div>
            <h2>{title}</h2>
            <img class="brief-picture" alt=move || format!("Picture of {}", title.get()) src=picture/>
            {move || parts.get().into_iter().map(|part| view! { <PartView part/> }).collect_view()}
        </article>
    }
}

#[component]
fn PartView(part: Part) -> impl IntoView {
    let points = part.points.into_iter().map(|point| {
        view! { <div><dt>{point.subject}</dt><dd><Prose text=point.text/></dd></div> }
    });
    let points = points.collect_view();
    view! { <section><h3>{part.heading}</h3><dl>{points}</dl></section> }
}

fn title(evaluation: &Evaluation) -> String {
    let name = evaluation.topology().name.trim();
    if name.is_empty() { "OpenMercato on AWS".to_owned() } else { format!("{name}: OpenMercato on AWS") }
}

fn parts(module: &Module, evaluation: &Evaluation) -> Vec<Part> {
    let part = |heading: &str, points: Vec<Point>| Part { heading: heading.to_owned(), points };
    let all = [
        part("What was chosen", choices(module, evaluation)),
        part(
            &format!("What Terraform makes: {}", counted(evaluation.plan.resources.len(), "resource", "resources")),
            made(evaluation),
        ),
        part("What it costs a month", cost(evaluation.estimate())),
        part("What must be brought", brought(evaluation)),
        part("Who may connect to what", connections(evaluation)),
        part("Still open", open(evaluation)),
        part("Advice", advice(evaluation)),
    ];
    all.into_iter().filter(|part| !part.points.is_empty()).collect()
}

/// The answer to each section's question, then what else was set in it.
fn choices(module: &Module, evaluation: &Evaluation) -> Vec<Point> {
    let mut points = Vec::new();
    let variables = |section: &openmercato_ecs_core::Section| {
        section.variables.clone().into_iter().filter_map(|name| module.variable(&name))
    };
    for section in module.sections() {
        for (index, variable) in variables(section).enumerate() {
            let is_answer = index == 0 && is_selector(module, &variable.name);
            let is_set = evaluation.inputs.get(&variable.name).is_some();
            if !(is_answer || is_set) || !variable.is_used(&evaluation.values) {
                continue;
            }
            let value = text_of(evaluation.values.get(&variable.name));
            let options: Vec<_> = variable.choices.iter().map(text_of).collect();
            let hint = Description::read(&variable.description, &options).choices.remove(&value);
            let label = labels::choice(&variable.name, &value).map_or(value, ToOwned::to_owned);
            let subject = if is_answer { section.question.clone() } else { labels::label(&variable.name) };
            let text = hint.map_or_else(|| label.clone(), |hint| format!("{label}. {hint}"));
            points.push(Point { subject, text });
        }
    }
    points
}

fn made(evaluation: &Evaluation) -> Vec<Point> {
    let nodes = evaluation.topology().nodes.iter().filter(|node| node.ownership == Ownership::Module);
    nodes.map(|node| Point { subject: node.label.clone(), text: node.details.join(", ") }).collect()
}

/// The range with what it rests on, the largest drivers, and what is not in it.
fn cost(estimate: &Estimate) -> Vec<Point> {
    let point = |subject: &str, text: String| Point { subject: subject.to_owned(), text };
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
    let mut drivers = estimate.by_driver();
    drivers.sort_by_key(|(_, _, high)| std::cmp::Reverse(*high));
    let largest = drivers.into_iter().take(3);
    let largest = largest.map(|(driver, low, high)| format!("{driver} {} to {}", low.whole(false), high.whole(true)));
    let omitted: Vec<_> = estimate.not_included.iter().map(|omission| omission.what.clone()).collect();
    vec![
        point("Range", range),
        point("Most of it", largest.collect::<Vec<_>>().join(", ")),
        point("Not included", omitted.join("; ")),
    ]
}

fn brought(evaluation: &Evaluation) -> Vec<Point> {
    let things = evaluation.prerequisites().iter().filter(|thing| thing.kind != PrerequisiteKind::Permission);
    things
        .map(|thing| Point {
            subject: prerequisite_words(thing.kind).trim_end_matches(':').to_owned(),
            text: thing.subject.clone(),
        })
        .collect()
}

fn connections(evaluation: &Evaluation) -> Vec<Point> {
    let rows = evaluation.topology().table().into_iter();
    rows.map(|row| Point { subject: format!("{} to {}", row.from, row.to), text: format!("{}. {}", row.port, row.why) })
        .collect()
}

fn open(evaluation: &Evaluation) -> Vec<Point> {
    let errors = evaluation.errors();
    errors.map(|error| Point { subject: labels::of_path(&error.path), text: capitalised(&error.message) }).collect()
}

fn advice(evaluation: &Evaluation) -> Vec<Point> {
    let advice = evaluation.advice();
    advice.map(|advice| Point { subject: labels::of_path(&advice.path), text: capitalised(&advice.message) }).collect()
}

fn markdown(title: &str, parts: &[Part]) -> String {
    let point = |point: &Point| format!("- **{}**: {}\n", escaped(&point.subject), escaped(&point.text));
    let part = |part: &Part| {
        format!("\n## {}\n\n{}", escaped(&part.heading), part.points.iter().map(point).collect::<String>())
    };
    format!("# {}\n{}", escaped(title), parts.iter().map(part).collect::<String>())
}

/// The text so that Markdown shows it as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\n' | '\r' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_shows_texts_as_they_are() {
        assert_eq!(escaped("a_b *c* <img>\n# d"), r"a\_b \*c\* \<img\> \# d");
    }

    #[test]
    fn a_brief_of_nothing_says_what_is_open() {
        let module = Module::embedded();
        let evaluation = Evaluation::of(module, &openmercato_ecs_core::Inputs::new());
        let headings: Vec<_> = parts(module, &evaluation).into_iter().map(|part| part.heading).collect();
        assert!(headings.contains(&"Still open".to_owned()), "{headings:?}");
        assert!(headings.contains(&"What was chosen".to_owned()), "{headings:?}");
    }
}
