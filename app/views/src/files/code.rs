//! A file's text with line numbers and colours.

use crate::diff::Diff;
use crate::highlight;
use leptos::prelude::*;
use openmercato_ecs_form::focus::after_render;
use openmercato_ecs_form::sight::bring_into_sight;
use std::sync::Arc;

/// As many pixels as a line that is gone to has above and below it, to be read with what is around it.
const CONTEXT: f64 = 160.0;

/// The text of a file. The lines of `changed` are marked; `line` is brought into sight.
#[component]
pub(super) fn Code(
    path: Memo<String>,
    text: Memo<Arc<str>>,
    changed: Memo<Diff>,
    line: RwSignal<Option<usize>>,
) -> impl IntoView {
    let lines = move || {
        let (path, text) = (path.get(), text.get());
        let lines = highlight::lines(&path, &text).into_iter().enumerate();
        lines.map(|(index, pieces)| code_line(index + 1, pieces, changed, line)).collect_view()
    };
    Effect::new(move |_| {
        path.track();
        text.track();
        if let Some(line) = line.get() {
            after_render(move || {
                if let Some(element) = document().get_element_by_id(&line_id(line)) {
                    bring_into_sight(&element, CONTEXT);
                }
            });
        }
    });
    view! {
        <pre class="code" tabindex="0" role="region" aria-label=move || format!("Text of {}", path.read())>
            <code>{lines}</code>
        </pre>
    }
}

fn line_id(line: usize) -> String {
    format!("line-{line}")
}

fn code_line(
    number: usize,
    pieces: highlight::Line<'_>,
    changed: Memo<Diff>,
    line: RwSignal<Option<usize>>,
) -> impl IntoView + use<> {
    let pieces: Vec<_> = pieces
        .into_iter()
        .map(|(class, text)| match class.name() {
            Some(class) => view! { <span class=class>{text.to_owned()}</span> }.into_any(),
            None => text.to_owned().into_any(),
        })
        .collect();
    view! {
        <span
            class="code-line"
            class:changed=move || changed.read().added.contains(&number)
            class:wanted=move || line.get() == Some(number)
            id=line_id(number)
            data-line=number.to_string()
        >
            {pieces}
            "\n"
        </span>
    }
}
