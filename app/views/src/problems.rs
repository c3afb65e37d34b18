//! What is wrong, and what could be better.

use leptos::prelude::*;
use openmercato_ecs_core::description::capitalised;
use openmercato_ecs_core::labels;
use openmercato_ecs_core::{Diagnostic, InputPath, Location, Severity};
use openmercato_ecs_form::focus::{Focus, after_render, field_id, move_focus};
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::messages::Remedies;
use openmercato_ecs_form::place::Place;
use openmercato_ecs_form::prose::Prose;
use openmercato_ecs_form::store::{Store, Unfinished};

/// The id of the error summary.
const SUMMARY: &str = "error-summary";

/// Stands at the head of the form after a download was refused, until nothing is wrong any more.
#[component]
pub(crate) fn ErrorSummary() -> impl IntoView {
    let store = expect_context::<Store>();
    let place = expect_context::<Place>();
    let focus = expect_context::<Focus>();
    let is_shown = move || store.revealed.get() && store.error_count() > 0;
    let errors = move || {
        let deployment = store.deployment.get();
        let links = deployment.evaluation.errors().map(|error| {
            let words = format!("{}: {}", labels::of_path(&error.path), error.message);
            view! { <li><FieldLink path=error.path.clone() words/></li> }.into_any()
        });
        let rows = store.unfinished().into_iter().map(|row| view! { <li><RowLink row/></li> }.into_any());
        links.collect::<Vec<_>>().into_iter().chain(rows).collect_view()
    };
    view! {
        <Show when=is_shown>
            <div class="error-summary" id=SUMMARY role="alert" tabindex="-1" aria-labelledby="error-summary-title">
                <div class="dialog-head">
                    <h2 id="error-summary-title">"There is a problem"</h2>
                    <button
                        type="button"
                        class="icon"
                        aria-label="Close the list of problems"
                        on:click=move |_| {
                            store.revealed.set(false);
                            focus.open_section(place.section.get_untracked());
                        }
                    >
                        <Icon glyph=Glyph::Close/>
                    </button>
                </div>
                <p>"The archive can be downloaded once this is mended."</p>
                <ul>{errors}</ul>
            </div>
        </Show>
    }
}

/// Moves the focus to the error summary.
pub(crate) fn focus_summary() {
    after_render(|| {
        move_focus(SUMMARY);
    });
}

/// A link to the field at `path`.
#[component]
fn FieldLink(path: InputPath, words: String) -> impl IntoView {
    let focus = expect_context::<Focus>();
    let href = format!("#{}", field_id(&path));
    view! {
        <a
            href=href
            on:click=move |event| {
                // The address keeps the inputs; the field may lie in another section.
                event.prevent_default();
                focus.go_to(&path);
            }
        >
            <Prose text=words/>
        </a>
    }
}

#[component]
fn RowLink(row: Unfinished) -> impl IntoView {
    let focus = expect_context::<Focus>();
    let words = format!("{}: {}", labels::of_path(&row.path), row.message);
    view! {
        <a
            href=format!("#{}", row.element)
            on:click=move |event| {
                event.prevent_default();
                focus.go_to(&row.path);
                let element = row.element.clone();
                after_render(move || {
                    move_focus(&element);
                });
            }
        >
            <Prose text=words/>
        </a>
    }
}

/// All errors and advice, each with where it comes from and what mends it.
#[component]
pub(crate) fn ProblemsView() -> impl IntoView {
    let store = expect_context::<Store>();
    let of = move |severity: Severity| {
        let deployment = store.deployment.get();
        let all =
            deployment.evaluation.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).cloned();
        all.map(|diagnostic| view! { <Problem diagnostic/> }.into_any()).collect::<Vec<_>>()
    };
    let rows = move || {
        store.unfinished().into_iter().map(|row| view! { <li class="problem error"><RowLink row/></li> }).collect_view()
    };
    view! {
        <div class="problems">
            <h2>"Errors"</h2>
            {move || match store.error_count() {
                0 => view! { <p class="fine"><Icon glyph=Glyph::Fine/> "None. Terraform accepts this."</p> }.into_any(),
                _ => view! { <ul>{of(Severity::Error)} {rows}</ul> }.into_any(),
            }}
            <h2>"Advice"</h2>
            {move || match of(Severity::Warning) {
                advice if advice.is_empty() => view! { <p class="fine"><Icon glyph=Glyph::Fine/> "None."</p> }.into_any(),
                advice => {
                    view! {
                        <p class="help">"Terraform accepts this too, and says the same as a warning."</p>
                        <ul>{advice}</ul>
                    }
                    .into_any()
                }
            }}
        </div>
    }
}

#[component]
fn Problem(diagnostic: Diagnostic) -> impl IntoView {
    let store = expect_context::<Store>();
    let place = expect_context::<Place>();
    let Diagnostic { severity, path, message, location, check, fixes } = diagnostic;
    let (class, glyph) = match severity {
        Severity::Error => ("problem error", Glyph::Error),
        Severity::Warning => ("problem advice", Glyph::Advice),
    };
    let rule = location.map(|location| {
        let words = location.to_string();
        view! {
            <button
                type="button"
                class="link rule"
                aria-label=format!("Open the rule at {words}")
                on:click=move |_| open_rule(store, place, &location)
            >
                {words.clone()}
            </button>
        }
    });
    view! {
        <li class=class>
            <Icon glyph/>
            <div>
                <p class="problem-head">
                    <FieldLink path=path.clone() words=labels::of_path(&path)/>
                    <code>{path.to_string()}</code>
                    {rule}
                </p>
                <p><Prose text=capitalised(&message)/></p>
                <Remedies path fixes check/>
            </div>
        </li>
    }
}

/// Opens the line of a rule in the files view.
fn open_rule(store: Store, place: Place, location: &Location) {
    let deployment = store.deployment.get_untracked();
    let tail = format!("/{}", location.file);
    let module_file = |path: &&str| path.ends_with(&tail) && path.contains("/modules/");
    let found = deployment.files().iter().map(|(path, _)| path).filter(module_file).min_by_key(|path| path.len());
    if let Some(path) = found {
        place.open_file(path, Some(location.line));
    }
}
