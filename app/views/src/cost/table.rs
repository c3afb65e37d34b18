//! Tables and lists of the cost view: one shape for all, so that the page carries it once.

use leptos::prelude::*;

/// A column by its heading, and whether it holds numbers.
pub(super) type Column = (&'static str, bool);

/// A table that scrolls on its own; the first cell of a row names it.
pub(super) fn table(label: String, columns: &'static [Column], rows: Vec<Vec<AnyView>>) -> AnyView {
    let class = |is_number: bool| if is_number { "number" } else { "" };
    let heads = columns.iter().map(|(title, is_number)| {
        view! { <th scope="col" class=class(*is_number)>{*title}</th> }
    });
    let heads = heads.collect_view();
    let row = |cells: Vec<AnyView>| {
        let cells = cells.into_iter().zip(columns).enumerate().map(|(index, (content, (_, is_number)))| match index {
            0 => view! { <th scope="row">{content}</th> }.into_any(),
            _ => view! { <td class=class(*is_number)>{content}</td> }.into_any(),
        });
        view! { <tr>{cells.collect::<Vec<_>>()}</tr> }
    };
    let rows = rows.into_iter().map(row).collect::<Vec<_>>();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=label>
            <table>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A list.
pub(super) fn list(class: &'static str, items: Vec<AnyView>) -> AnyView {
    let items = items.into_iter().map(|item| view! { <li>{item}</li> }).collect::<Vec<_>>();
    view! { <ul class=class>{items}</ul> }.into_any()
}

/// A subject, and what is said of it.
pub(super) fn said(subject: String, text: String) -> AnyView {
    view! { <b>{subject}</b> {text} }.into_any()
}
