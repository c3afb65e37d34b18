//! What is wrong, and what could be better.

use crate::remedies::Remedies;
use leptos::prelude::*;
use openmercato_ecs_core::description::capitalised;
use openmercato_ecs_core::labels;
use openmercato_ecs_core::{Diagnostic, InputPath, Level, Location};
use openmercato_ecs_form::focus::{Focus, after_render, field_id, move_focus};
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::messages::look;
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

/// All that is found, by how bad it is, each with where it comes from and what mends it.
#[component]
pub(crate) fn ProblemsView() -> impl IntoView {
    let levels = Level::ALL.map(|level| view! { <LevelList level/> });
    view! { <div class="problems">{levels.collect_view()} <ToFillIn/></div> }
}

/// What is found at one level.
#[component]
fn LevelList(level: Level) -> impl IntoView {
    let store = expect_context::<Store>();
    let found = move || {
        let deployment = store.deployment.get();
        let evaluation = &deployment.evaluation;
        let found = evaluation.at(level).filter(|found| !evaluation.is_missing(found)).cloned();
        let rows = if level == Level::Refused { store.unfinished() } else { Vec::new() };
        let rows = rows.into_iter().map(|row| view! { <li class="problem error"><RowLink row/></li> }.into_any());
        found.map(|diagnostic| view! { <Problem diagnostic/> }.into_any()).chain(rows).collect::<Vec<_>>()
    };
    let about = match level {
        Level::Refused => "There will be no plan until this is mended.",
        Level::WillNotWork => "Terraform makes it and warns; OpenMercato, or a part of it, does not run.",
        Level::WillHurt => "It works, until the day on which this matters. Terraform warns.",
    };
    view! {
        <h2>{level.title()}</h2>
        {move || match found() {
            found if found.is_empty() => view! { <p class="fine"><Icon glyph=Glyph::Fine/> "Nothing."</p> }.into_any(),
            found => view! { <p class="help">{about}</p> <ul>{found}</ul> }.into_any(),
        }}
    }
}

/// The places where something is missing or made up.
#[component]
fn ToFillIn() -> impl IntoView {
    let store = expect_context::<Store>();
    let places = move || {
        let deployment = store.deployment.get();
        let place = |path: &InputPath| {
            let now = match deployment.evaluation.inputs.at(path) {
                Some(value) => format!("made up: {}", labels::text_of(value)),
                None => "missing".to_owned(),
            };
            let words = labels::of_path(path);
            view! { <li><FieldLink path=path.clone() words/> <span class="help">{now}</span></li> }.into_any()
        };
        deployment.evaluation.to_fill_in().iter().map(place).collect::<Vec<_>>()
    };
    view! {
        <h2>"To fill in"</h2>
        {move || match places() {
            places if places.is_empty() => view! { <p class="fine"><Icon glyph=Glyph::Fine/> "Nothing."</p> }.into_any(),
            places => {
                view! {
                    <p class="help">"It plans as it is. Before it is applied, these need values of your own."</p>
                    <ul class="to-fill-in">{places}</ul>
                }
                .into_any()
            }
        }}
    }
}

#[component]
fn Problem(diagnostic: Diagnostic) -> impl IntoView {
    let store = expect_context::<Store>();
    let place = expect_context::<Place>();
    let of_remedies = diagnostic.clone();
    let Diagnostic { level, path, message, location, .. } = diagnostic;
    let (class, glyph) = look(level);
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
        <li class=format!("problem {class}")>
            <Icon glyph/>
            <div>
                <p class="problem-head">
                    <FieldLink path=path.clone() words=labels::of_path(&path)/>
                    <code>{path.to_string()}</code>
                    {rule}
                </p>
                <p><Prose text=capitalised(&message)/></p>
                <Remedies diagnostic=of_remedies/>
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
