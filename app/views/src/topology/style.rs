//! How the picture looks: as the core says, in the colours of the page.

use leptos::prelude::*;
use openmercato_ecs_core::topology::style;

/// Adds the picture's style sheet to the document. As an object rather than an element it needs no leave of the
/// page's policy, which admits styles from files alone.
pub(crate) fn adopt() {
    let Ok(sheet) = web_sys::CssStyleSheet::new() else { return };
    let (light, dark, rules) = (style::light(), style::dark(), style::rules());
    // A brief is as it prints.
    let on_screen = ".topology:not(.brief *)";
    let text = format!(
        ".topology{{{light}}}\n\
         @media (prefers-color-scheme:dark){{{on_screen}{{{dark}}}}}\n\
         :root[data-theme=light] .topology{{{light}}}\n\
         :root[data-theme=dark] {on_screen}{{{dark}}}\n\
         {rules}"
    );
    // Where this is refused the picture is plain, but it is there.
    if sheet.replace_sync(&text).is_ok() {
        let sheets = document().adopted_style_sheets();
        sheets.push(&sheet);
    }
}
