//! The questions, each with what can be answered.

use super::Searching;
use leptos::prelude::*;
use openmercato_ecs_core::labels::PLACES;
use openmercato_ecs_core::region_called;
use openmercato_ecs_core::scope::{Answer, Kind, QUESTIONS, Question, Reply, SizingAssumption};

/// All questions, and what sizing rests on.
#[component]
pub(super) fn Answers() -> impl IntoView {
    let questions = QUESTIONS.iter().map(|question| match question.kind {
        Kind::One(replies) => choices(question, replies, false),
        Kind::Several(replies) => choices(question, replies, true),
        Kind::Region => region(question),
        Kind::Number { unit, .. } => number(question, unit),
    });
    view! {
        <div class="answers">
            {questions.collect_view()}
            <details>
                <summary>"What sizing rests on"</summary>
                {SizingAssumption::ALL.map(assumption).collect_view()}
            </details>
        </div>
    }
}

/// Replies to choose from, one or several.
fn choices(question: &'static Question, replies: &'static [Reply], several: bool) -> AnyView {
    let searching = expect_context::<Searching>();
    let kind = if several { "checkbox" } else { "radio" };
    let rows = replies.iter().map(|reply| {
        let is_given = move || match searching.scope.read().get(question.name) {
            Some(Answer::One(given)) => given.name == reply.name,
            Some(Answer::Several(given)) => given.iter().any(|given| given.name == reply.name),
            _ => false,
        };
        let change = move |event| {
            let text = if several {
                with_reply(searching, question, reply, event_target_checked(&event))
            } else {
                reply.name.to_owned()
            };
            // A reply of the question is one of its answers.
            let _ = searching.answer(question.name, &text);
        };
        view! {
            <label class="tick">
                <input
                    type=kind
                    name=format!("scope-{}", question.name)
                    id=format!("scope-{}-{}", question.name, reply.name)
                    prop:checked=is_given
                    on:change=change
                />
                {reply.text}
            </label>
        }
    });
    let rows = rows.collect_view();
    view! {
        <fieldset>
            <legend>{question.text}</legend>
            <p class="help">{question.about}</p>
            {rows}
            {(!several).then(|| take_back(question))}
        </fieldset>
    }
    .into_any()
}

/// The answer to a question of several replies with one of them given or not.
fn with_reply(searching: Searching, question: &Question, reply: &Reply, is_given: bool) -> String {
    let scope = searching.scope.read_untracked();
    let given = match scope.get(question.name) {
        Some(Answer::Several(given)) => given.iter().map(|given| given.name).collect(),
        _ => Vec::new(),
    };
    let others = given.into_iter().filter(|name| *name != reply.name);
    others.chain(is_given.then_some(reply.name)).collect::<Vec<_>>().join(",")
}

/// A button that leaves a question open again.
fn take_back(question: &'static Question) -> AnyView {
    let searching = expect_context::<Searching>();
    let is_answered = move || searching.scope.read().get(question.name).is_some();
    let clear = move |_| drop(searching.answer(question.name, ""));
    view! {
        <Show when=is_answered>
            <button type="button" class="link" on:click=clear>
                "Leave it open" <span class="visually-hidden">": " {question.text}</span>
            </button>
        </Show>
    }
    .into_any()
}

/// A text field with what is wrong below it. What was typed stays.
fn field(question: &'static Question, numeric: bool, list: Option<&'static str>, read: fn(&str) -> String) -> AnyView {
    let searching = expect_context::<Searching>();
    let id = format!("scope-{}", question.name);
    let (about, wrong_id) = (format!("{id}-about"), format!("{id}-wrong"));
    let wrong = RwSignal::new(None::<String>);
    let typed = move |event| {
        let text = event_target_value(&event);
        let result = searching.answer(question.name, &read(&text));
        if result.is_err() {
            // What cannot be read is no answer: what is proposed must not rest on the one before it.
            let _ = searching.answer(question.name, "");
        }
        wrong.set(result.err());
    };
    let held = searching.scope.read_untracked().get(question.name).map(ToString::to_string).unwrap_or_default();
    view! {
        <div class="field">
            <label for=id.clone()>{question.text}</label>
            <p class="help" id=about.clone()>{question.about}</p>
            <input
                type="text"
                id=id
                list=list
                inputmode=numeric.then_some("numeric")
                autocomplete="off"
                spellcheck="false"
                value=held
                aria-describedby=format!("{about} {wrong_id}")
                aria-invalid=move || wrong.read().is_some().then_some("true")
                on:input=typed
            />
            <p class="error" id=wrong_id aria-live="polite">{move || wrong.get()}</p>
        </div>
    }
    .into_any()
}

fn number(question: &'static Question, unit: &'static str) -> AnyView {
    let field = field(question, true, None, |text| text.trim().replace([',', ' ', '_'], ""));
    view! { <div class="with-unit">{field} <span class="help">{unit}</span></div> }.into_any()
}

fn region(question: &'static Question) -> AnyView {
    const REGIONS: &str = "scope-regions";
    let regions = PLACES.iter().map(|(region, place)| view! { <option value=*region>{*place}</option> });
    let regions = regions.collect_view();
    let called = |text: &str| region_called(text).unwrap_or(text).to_owned();
    view! {
        {field(question, false, Some(REGIONS), called)}
        <datalist id=REGIONS>{regions}</datalist>
    }
    .into_any()
}

fn assumption(assumption: SizingAssumption) -> AnyView {
    let searching = expect_context::<Searching>();
    let id = format!("scope-{}", assumption.name());
    let about = format!("{id}-about");
    let wrong = RwSignal::new(None::<String>);
    let typed = move |event| {
        let text = event_target_value(&event);
        let number = text.trim().parse().map_err(|_| format!("{text:?} is not a number, as 12."));
        wrong.set(number.and_then(|number| searching.assume(assumption, number)).err());
    };
    let held = searching.scope.read_untracked().sizing.get(assumption).to_string();
    view! {
        <div class="field">
            <label for=id.clone()>{assumption.title()}</label>
            <p class="help" id=about.clone()>{assumption.explanation()}</p>
            <input type="text" id=id inputmode="decimal" autocomplete="off" value=held aria-describedby=about on:input=typed/>
            <p class="error" aria-live="polite">{move || wrong.get()}</p>
        </div>
    }
    .into_any()
}
