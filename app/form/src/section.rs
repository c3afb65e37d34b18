//! One section of the form.

use crate::field::field;
use crate::focus::{Focus, SECTION_HEADING};
use crate::fold::Fold;
use crate::icon::{Glyph, Icon};
use crate::later::Later;
use crate::live::live;
use crate::place::Place;
use crate::spec::Spec;
use crate::store::Store;
use leptos::prelude::*;
use openmercato_ecs_core::{InputPath, Section};
use std::sync::Arc;

/// The open section: its question and its fields.
#[component]
pub(crate) fn SectionView(index: usize, place: Place) -> impl IntoView {
    let store = expect_context::<Store>();
    let sections = store.module.sections();
    let Some(section) = sections.get(index) else { return ().into_any() };
    let shown = Memo::new(move |_| {
        let names = section.variables.iter();
        names.filter(|name| store.module.variable(name).is_some_and(|variable| store.is_shown(variable))).collect()
    });
    let of_kind = move |is_folded: bool| {
        let names: Vec<&'static String> = shown.get();
        let is_of_kind = |name: &&String| store.is_folded(&InputPath::of(name)) == is_folded;
        names.into_iter().filter(is_of_kind).collect::<Vec<_>>()
    };
    let asked = asked(store, section);
    let later = expect_context::<Later>();
    let field_of = move |name: &'static String| {
        let mut spec = Spec::of(store.module, store.module.variable(name)?);
        spec.question = (asked == Some(name)).then(|| section.question.clone());
        Some(field(spec))
    };
    // Both lists are of one type: their code is in the program once.
    let fields =
        move |is_folded| view! { <For each=move || of_kind(is_folded) key=|name| *name children=field_of/> }.into_any();
    view! {
        <section class="section" aria-labelledby=SECTION_HEADING>
            <h2 id=SECTION_HEADING tabindex="-1">{section.title.clone()}</h2>
            {(asked.is_none() && !section.question.is_empty()).then(|| view! { <p class="lead" translate="yes">{section.question.clone()}</p> })}
            {fields(false)}
            <Fold paths=Arc::new(move || of_kind(true).into_iter().map(|name| InputPath::of(name)).collect())>
                {fields(true)}
            </Fold>
            <Unused section shown place/>
            {later.show(move |chunk| (chunk.pinned)(section))}
            <Neighbours index/>
        </section>
    }
    .into_any()
}

/// The variable that answers the section's question: its mode selector, or the only one there is.
fn asked(store: Store, section: &'static Section) -> Option<&'static String> {
    let first = section.variables.first().filter(|_| !section.question.is_empty())?;
    let spec = Spec::of(store.module, store.module.variable(first)?);
    (spec.is_selector || section.variables.len() == 1).then_some(first)
}

/// What to do where the modes chosen use nothing of the section: go to the mode that decides so.
#[component]
fn Unused(section: &'static Section, shown: Memo<Vec<&'static String>>, place: Place) -> impl IntoView {
    let store = expect_context::<Store>();
    let focus = expect_context::<Focus>();
    let pinned = move || section.variables.iter().any(|name| store.pins.read().get(name).is_some());
    let modes = section.variables.iter().filter_map(|name| store.module.variable(name)).flat_map(|one| &one.modes);
    let selector = modes
        .flatten()
        .map(|mode| mode.selector.as_str())
        .find(|name| !section.variables.iter().any(|own| own == name));
    let decided = selector.and_then(|name| Some((name, place.section_of(name)?)));
    let words = move || {
        let (selector, index) = decided.filter(|_| shown.read().is_empty() && !pinned())?;
        let title = store.module.sections().get(index)?.title.clone();
        let go = move |_| focus.go_to(&InputPath::of(selector));
        let words = view! {
            <p class="help">
                "Nothing here is used with what is chosen under "
                <button type="button" class="link" on:click=go>{title}</button>
                "."
            </p>
        };
        Some(words.into_any())
    };
    live(move || words().into_any())
}

#[component]
fn Neighbours(index: usize) -> impl IntoView {
    let store = expect_context::<Store>();
    let focus = expect_context::<Focus>();
    let title = move |index: usize| store.module.sections().get(index).map(|section| section.title.clone());
    let previous = index.checked_sub(1).and_then(|index| Some((index, title(index)?)));
    let next = title(index + 1).map(|title| (index + 1, title));
    view! {
        <p class="neighbours">
            {previous
                .map(|(index, title)| {
                    view! {
                        <button type="button" class="quiet" on:click=move |_| focus.open_section(index)>
                            <Icon glyph=Glyph::Previous/>
                            <span class="visually-hidden">"Back to "</span>
                            {title}
                        </button>
                    }
                })}
            {next
                .map(|(index, title)| {
                    view! {
                        <button type="button" class="next" on:click=move |_| focus.open_section(index)>
                            <span class="visually-hidden">"On to "</span>
                            {title}
                            <Icon glyph=Glyph::Next/>
                        </button>
                    }
                })}
        </p>
    }
}
