//! A source, each line with what became of it.

use super::fold::{Part, parts};
use super::note::{NoteList, look};
use crate::report::{Report, SourceText, shown};
use crate::untyped;
use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::import::{Line, Mark};
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_form::focus::{after_render, move_focus};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// Lines that are shown at first, and with each *more*: a browser lays out so many at once.
const STEP: usize = 300;

/// Characters of a line that are shown.
const LONGEST: usize = 400;

/// What is said of a line that could be an input.
const COULD_BE: &str = "could be";

/// The most files that are listed: a folder has no more to read.
const MOST: usize = openmercato_ecs_core::import::folder::MOST_FILES;

/// A row of the table of lines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Row {
    Line(usize),
    Fold(Range<usize>),
}

/// The sources: one by itself, several each behind its name.
#[component]
pub(super) fn SourceList(report: Arc<Report>) -> impl IntoView {
    let is_one = report.texts.len() == 1;
    let texts = (0..report.texts.len().min(MOST)).map(|index| {
        let report = Arc::clone(&report);
        if is_one {
            view! { <SourceTable report index/> }.into_any()
        } else {
            view! { <SourceFold report index/> }.into_any()
        }
    });
    texts.collect_view().into_any()
}

/// A source behind its name, made when it is opened: at first where somebody should look at it.
#[component]
fn SourceFold(report: Arc<Report>, index: usize) -> impl IntoView {
    let text = &report.texts[index];
    let (name, counts) = (shown(&text.name), text.counts);
    let is_open = RwSignal::new(!counts.are_plain());
    let element = NodeRef::<html::Details>::new();
    let toggled = move |_| is_open.set(element.get_untracked().is_some_and(|element| untyped::is(&element, "open")));
    let is_open_first = is_open.get_untracked();
    view! {
        <details class="source-fold" node_ref=element open=is_open_first on:toggle=toggled>
            <summary><b>{name}</b> " " <span class="help">{counts.words()}</span></summary>
            <Show when=move || is_open.get()><SourceTable report=Arc::clone(&report) index/></Show>
        </details>
    }
    .into_any()
}

#[component]
fn SourceTable(report: Arc<Report>, index: usize) -> impl IntoView {
    let parts = StoredValue::new(parts(&report.texts[index]));
    let opened = RwSignal::new(BTreeSet::new());
    let limit = RwSignal::new(STEP);
    let rows = Memo::new(move |_| parts.with_value(|parts| rows(parts, &opened.read(), limit.get())));
    let has_folds = move || parts.with_value(|parts| parts.iter().any(|part| is_closed(part, &opened.read())));
    let unfold = move |_| {
        let starts = parts.with_value(|parts| parts.iter().map(|part| range(part).start).collect::<Vec<_>>());
        opened.write().extend(starts);
    };
    let held = Arc::clone(&report);
    let row = move |row: Row| match row {
        Row::Line(line) => view! { <LineRow report=Arc::clone(&held) index line/> }.into_any(),
        Row::Fold(lines) => view! { <FoldRow report=Arc::clone(&held) index lines opened/> }.into_any(),
    };
    let name = shown(&report.texts[index].name);
    let caption = if name.is_empty() { "The lines of the text".to_owned() } else { format!("The lines of {name}") };
    view! {
        <Show when=has_folds>
            <p><button type="button" class="small" on:click=unfold>"Show all lines"</button></p>
        </Show>
        <table class="source">
            <caption class="visually-hidden">{caption}</caption>
            <colgroup><col class="at"/><col class="mark"/><col/></colgroup>
            <thead class="visually-hidden">
                <tr><th scope="col">"Line"</th><th scope="col">"What became of it"</th><th scope="col">"Text"</th></tr>
            </thead>
            <tbody><For each=move || rows.get().0 key=Row::clone children=row/></tbody>
        </table>
        {move || (rows.read().1 > 0).then(|| {
            let (more, rest) = (rows.read().1.min(STEP), rows.read().1);
            let words = format!("Show {} of {rest}", counted(more, "more line", "more lines"));
            view! { <p><button type="button" class="small" on:click=move |_| *limit.write() += STEP>{words}</button></p> }
        })}
    }
    .into_any()
}

/// The rows that are shown while these folds are opened, and how many lines come after them.
fn rows(parts: &[Part], opened: &BTreeSet<usize>, limit: usize) -> (Vec<Row>, usize) {
    let (mut rows, mut rest) = (Vec::new(), 0);
    for part in parts {
        let lines = range(part);
        if is_closed(part, opened) {
            match rest {
                0 => rows.push(Row::Fold(lines)),
                _ => rest += 1,
            }
        } else {
            let shown = lines.len().min(limit.saturating_sub(rows.len()));
            rows.extend(lines.clone().take(shown).map(Row::Line));
            rest += lines.len() - shown;
        }
    }
    (rows, rest)
}

fn range(part: &Part) -> Range<usize> {
    match part {
        Part::Shown(lines) | Part::Folded(lines) => lines.clone(),
    }
}

fn is_closed(part: &Part, opened: &BTreeSet<usize>) -> bool {
    matches!(part, Part::Folded(lines) if !opened.contains(&lines.start))
}

#[component]
fn LineRow(report: Arc<Report>, index: usize, line: usize) -> impl IntoView {
    let text = &report.texts[index];
    let Line { text: written, mark } = &text.lines[line];
    let (class, sign, word) = match mark {
        Mark::Taken => ("taken", "✓", "taken".to_owned()),
        Mark::Proposed => ("proposed", "?", COULD_BE.to_owned()),
        Mark::Noted(kind) => (look(*kind).0, look(*kind).1, kind.to_string()),
        Mark::Silent => ("silent", "", String::new()),
    };
    let notes = text.notes.get(&(line + 1)).cloned();
    let (written, cut) = cut(written);
    view! {
        <tr class=class id=line_id(index, line) tabindex="-1">
            <th scope="row">{line + 1}</th>
            <td class="mark"><span aria-hidden="true" class="sign">{sign}</span> <span class="word">{word}</span></td>
            <td>
                <code>{written}</code>
                {cut.map(|words| view! { <span class="help">{words}</span> })}
                {notes.map(|notes| view! { <NoteList notes report=Arc::clone(&report)/> })}
            </td>
        </tr>
    }
    .into_any()
}

fn line_id(index: usize, line: usize) -> String {
    format!("import-{index}-{line}")
}

/// The text of a line as it is shown, and what is said where it goes on.
fn cut(text: &str) -> (String, Option<String>) {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => (shown(&text[..end]), Some(format!(" … {} characters in all", text.chars().count()))),
        None => (shown(text), None),
    }
}

#[component]
fn FoldRow(report: Arc<Report>, index: usize, lines: Range<usize>, opened: RwSignal<BTreeSet<usize>>) -> impl IntoView {
    let words = fold_words(&report.texts[index], lines.clone());
    let start = lines.start;
    let open = move |_| {
        opened.write().insert(start);
        after_render(move || {
            move_focus(&line_id(index, start));
        });
    };
    view! {
        <tr class="folded">
            <td colspan="3"><button type="button" class="link" on:click=open>{words}</button></td>
        </tr>
    }
    .into_any()
}

/// What the lines of a fold say, as `Lines 3 to 40: 30 taken, 4 aside`.
fn fold_words(text: &SourceText, lines: Range<usize>) -> String {
    let place = match lines.len() {
        1 => format!("Line {}", lines.end),
        _ => format!("Lines {} to {}", lines.start + 1, lines.end),
    };
    let mut marks = BTreeMap::new();
    for Line { mark, .. } in &text.lines[lines] {
        let word = match mark {
            Mark::Taken => "taken".to_owned(),
            Mark::Proposed => COULD_BE.to_owned(),
            Mark::Noted(kind) => kind.to_string(),
            Mark::Silent => continue,
        };
        *marks.entry(word).or_insert(0_usize) += 1;
    }
    let marks: Vec<_> = marks.into_iter().map(|(word, count)| format!("{count} {word}")).collect();
    if marks.is_empty() { format!("{place}: nothing to take") } else { format!("{place}: {}", marks.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_lines_are_shown_than_asked_for() {
        let parts = [Part::Shown(0..10), Part::Folded(10..500), Part::Shown(500..900)];
        let (shown, rest) = rows(&parts, &BTreeSet::new(), 300);
        assert_eq!((shown.len(), rest), (300, 111));
        assert_eq!(shown[10], Row::Fold(10..500));
        let (shown, rest) = rows(&parts, &BTreeSet::from([10]), 300);
        assert_eq!((shown.len(), rest), (300, 600));
    }

    #[test]
    fn a_long_line_is_cut() {
        let (text, words) = cut(&"é".repeat(1000));
        assert_eq!((text.chars().count(), words.as_deref()), (LONGEST, Some(" … 1000 characters in all")));
        assert_eq!(cut("\ta\u{202e}"), ("\ta\\u202e".to_owned(), None));
    }
}
