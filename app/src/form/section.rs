//! One section of the form.

use super::choice::{ChoiceField, ChoiceFieldProps};
use super::field;
use super::spec::Spec;
use crate::icon::{Glyph, Icon};
use crate::navigation::{Navigation, SECTION_HEADING};
use crate::store::Store;
use leptos::prelude::*;

/// The open section: its question and its fields.
#[component]
pub(crate) fn SectionView(index: usize) -> impl IntoView {
    let store = expect_context::<Store>();
    let sections = store.module.sections();
    let Some(section) = sections.get(index) else { return ().into_any() };
    let shown = Memo::new(move |_| {
        let names = section.variables.iter();
        names.filter(|name| store.module.variable(name).is_some_and(|variable| store.is_shown(variable))).collect()
    });
    let asks = section.variables.first().and_then(|name| store.module.variable(name)).map(|first| Spec::of(store.module, first));
    let asks = asks.is_some_and(|first| first.is_selector);
    let question = section.question.clone();
    let field_of = move |name: &'static String| {
        let variable = store.module.variable(name)?;
        let spec = Spec::of(store.module, variable);
        let is_first = section.variables.first() == Some(name);
        Some(if asks && is_first && !question.is_empty() {
            ChoiceField(ChoiceFieldProps { spec, question: Some(question.clone()) }).into_any()
        } else {
            field(spec)
        })
    };
    view! {
        <section class="section" aria-labelledby=SECTION_HEADING>
            <h2 id=SECTION_HEADING tabindex="-1">{section.title.clone()}</h2>
            {(!asks && !section.question.is_empty()).then(|| view! { <p class="lead">{section.question.clone()}</p> })}
            <For each=move || { let names: Vec<&'static String> = shown.get(); names } key=|name| *name children=field_of/>
            <Neighbours index/>
        </section>
    }
    .into_any()
}

#[component]
fn Neighbours(index: usize) -> impl IntoView {
    let store = expect_context::<Store>();
    let navigation = expect_context::<Navigation>();
    let title = move |index: usize| store.module.sections().get(index).map(|section| section.title.clone());
    let previous = index.checked_sub(1).and_then(|index| Some((index, title(index)?)));
    let next = title(index + 1).map(|title| (index + 1, title));
    view! {
        <p class="neighbours">
            {previous
                .map(|(index, title)| {
                    view! {
                        <button type="button" class="quiet" on:click=move |_| navigation.open_section(index)>
                            <Icon glyph=Glyph::Previous/>
                            <span class="visually-hidden">"Back to "</span>
                            {title}
                        </button>
                    }
                })}
            {next
                .map(|(index, title)| {
                    view! {
                        <button type="button" class="next" on:click=move |_| navigation.open_section(index)>
                            <span class="visually-hidden">"On to "</span>
                            {title}
                            <Icon glyph=Glyph::Next/>
                        </button>
                    }
                })}
        </p>
    }
}
