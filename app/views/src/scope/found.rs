//! What the search has found.

use super::Searching;
use leptos::prelude::*;
use openmercato_ecs_core::scope::{Goal, Origin, Outcome, Proposal, Question, Scope, Unmet};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::focus::move_focus;
use openmercato_ecs_form::store::Store;

/// The id of the heading, where the keyboard goes on from.
const HEADING: &str = "scope-found";

/// The proposals, or what cannot be met, and how far the search is.
#[component]
pub(super) fn Found() -> impl IntoView {
    let searching = expect_context::<Searching>();
    let list = move || match searching.outcome.get() {
        None if searching.progress.read().is_some() || searching.is_stopped.get() => ().into_any(),
        None => view! { <p class="help">"Answer a question, and what fits is proposed here."</p> }.into_any(),
        Some(outcome) => listed(&outcome, &searching.scope.read_untracked()),
    };
    view! {
        <section class="found" aria-labelledby=HEADING>
            <h3 id=HEADING tabindex="-1">"What fits"</h3>
            <p class="searching" aria-live="polite">{move || progress(searching)}</p>
            {list}
        </section>
    }
}

/// What fits in a few words, with the way there: for a pane in which it stands below all questions.
#[component]
pub(super) fn Gist() -> impl IntoView {
    let searching = expect_context::<Searching>();
    let words = Memo::new(move |_| searching.outcome.read().as_ref().and_then(gist));
    let go = move |_| {
        move_focus(HEADING);
    };
    let row = move || {
        words.get().map(|words| {
            view! {
                <button type="button" class="found-gist" on:click=go>
                    {words} <span class="visually-hidden">": see what fits"</span> <span aria-hidden="true">"↓"</span>
                </button>
            }
        })
    };
    view! { {row} }
}

fn gist(outcome: &Outcome) -> Option<String> {
    if !outcome.unmet.is_empty() {
        return Some("Nothing fits all answers.".to_owned());
    }
    outcome.proposals.first().map(|cheapest| format!("{}: {}", cheapest.goal.title(), cheapest.price_words()))
}

fn progress(searching: Searching) -> AnyView {
    // The button that is clicked is gone then.
    let stop = move |_| {
        searching.stop();
        move_focus(HEADING);
    };
    let begin_again = move |_| {
        searching.begin_soon();
        move_focus(HEADING);
    };
    if searching.is_stopped.get() {
        return view! {
            "Stopped before the end. "
            <button type="button" class="small" on:click=begin_again>"Search again"</button>
        }
        .into_any();
    }
    let Some(progress) = searching.progress.get() else { return ().into_any() };
    view! {
        <progress max=progress.about value=progress.judged>{progress.judged}</progress>
        {format!("{} deployments judged ", progress.judged)}
        <button type="button" class="small" on:click=stop>"Stop"</button>
    }
    .into_any()
}

fn listed(outcome: &Outcome, scope: &Scope) -> AnyView {
    let unmet = outcome.unmet.iter().map(|unmet| not_met(unmet, scope)).collect_view();
    let cards = outcome.proposals.iter().map(|proposal| card(proposal.clone(), scope)).collect_view();
    view! {
        {unmet}
        <ul class="proposals">{cards}</ul>
    }
    .into_any()
}

/// What was answered to a question, as a person reads it.
fn said(scope: &Scope, question: &Question) -> String {
    let answer = scope.get(question.name).map(openmercato_ecs_core::scope::Answer::words).unwrap_or_default();
    format!("{} {answer}", question.text)
}

fn not_met(unmet: &Unmet, scope: &Scope) -> AnyView {
    let questions = unmet.questions.iter().map(|question| view! { <li>{said(scope, question)}</li> }).collect_view();
    let relaxations = unmet.relaxations.iter().map(|relaxation| {
        let total = relaxation.total.map(|total| format!(": {} a month", total.rounded())).unwrap_or_default();
        let searching = expect_context::<Searching>();
        let question = relaxation.question;
        let (words, label) = match &relaxation.answer {
            None => (said(scope, question), "Leave it open"),
            Some(answer) => (format!("{} {}", question.text, answer.words()), "Answer so"),
        };
        let text = relaxation.answer.as_ref().map(ToString::to_string).unwrap_or_default();
        let relax = move |_| {
            let _ = searching.answer(question.name, &text);
            move_focus(HEADING);
        };
        view! {
            <li>
                {words} {total} " "
                <button type="button" class="small" on:click=relax>{label}</button>
            </li>
        }
    });
    let relaxations = relaxations.collect_view();
    let has_relaxations = !unmet.relaxations.is_empty();
    view! {
        <div class="unmet">
            <p><strong>"Nothing fits all answers. "</strong> {unmet.text.clone()}</p>
            <ul class="notes">{questions}</ul>
            {has_relaxations.then_some("There is something with one of these:")}
            <ul class="notes">{relaxations}</ul>
        </div>
    }
    .into_any()
}

fn card(proposal: Proposal, scope: &Scope) -> AnyView {
    let store = expect_context::<Store>();
    let searching = expect_context::<Searching>();
    let announcer = expect_context::<Announcer>();
    let goal = proposal.goal;
    let price = proposal.price_words();
    let over = proposal.over_budget.map(|over| format!("{over} over the budget"));
    let made_up: Vec<_> = proposal.made_up().map(ToString::to_string).collect();
    let chosen = proposal.by_words().into_iter().map(|(words, origins)| {
        let why: Vec<_> = origins.iter().map(|origin| why(scope, origin)).collect();
        view! { <li>{words.to_owned()} <span class="help">{why.join("; ")}</span></li> }
    });
    let chosen = chosen.collect_view();
    let advice = proposal.advice.iter().map(|advice| view! { <li>{advice.clone()}</li> }).collect_view();
    let inputs = proposal.inputs.clone();
    let is_in_form = Memo::new(move |_| *store.inputs.read() == inputs);
    let has_advice = !proposal.advice.is_empty();
    let take = move |_| {
        store.apply(proposal.inputs.clone(), "proposal");
        store.assumptions.set(proposal.assumptions.clone());
        searching.take(&proposal);
        move_focus(HEADING);
        announcer.announce(format!("{} is in the form.", goal.title()));
    };
    view! {
        <li class="proposal" data-goal=goal.name()>
            <h4>{goal.title()} <span class="amount">{price}</span></h4>
            <p>{goal.text()} " " {over}</p>
            <ul class="notes">{chosen}</ul>
            {(!made_up.is_empty()).then(|| view! { <p class="help">"Made up, write yours: " {made_up.join(", ")}</p> })}
            {has_advice.then(|| view! { <p>"Still advised:"</p> <ul class="notes">{advice}</ul> })}
            <p>
                <button type="button" class="small" aria-label=format!("Take {}", goal.title()) on:click=take>"Take"</button>
                {move || is_in_form.get().then_some(" This is in the form.")}
            </p>
        </li>
    }
    .into_any()
}

/// Where a choice comes from, in words.
pub(super) fn why(scope: &Scope, origin: &Origin) -> String {
    match origin {
        Origin::Answer(question) => said(scope, question),
        Origin::Goal(Goal::Cheapest) | Origin::Cheapest => "The cheapest that meets all answers.".to_owned(),
        Origin::Goal(goal) => goal.text().to_owned(),
        Origin::MadeUp => "Made up.".to_owned(),
    }
}
