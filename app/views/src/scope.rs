//! From what a customer needs to a deployment: questions, what is found, and what would improve the present one.

mod answers;
mod found;
mod improvements;
mod improving;
mod origin;
mod searching;

use answers::Answers;
use found::Found;
pub(crate) use improvements::Improvements;
use improving::Improving;
use leptos::prelude::*;
use openmercato_ecs_core::scope::Reason;
pub(crate) use origin::FromAnswer;
pub(crate) use searching::Searching;

/// What was taken from a proposal: why inputs are what they are.
#[derive(Clone, Copy)]
pub(crate) struct Taken(pub(super) RwSignal<Vec<Reason>>);

impl Taken {
    /// Nothing was taken yet.
    pub(crate) fn of_page() -> Self {
        Self(RwSignal::new(Vec::new()))
    }
}

/// The questions, with what is found for their answers.
#[component]
pub(crate) fn ScopeView() -> impl IntoView {
    view! {
        <div class="scope">
            <h2>"What does the customer need?"</h2>
            <p class="help">
                "Answer what is known. Each answer narrows what is proposed; none of them leaves this page. What is proposed \
                 is judged by the module's own rules, and priced."
            </p>
            <div class="scope-sides">
                <Answers/>
                <Found/>
            </div>
            <Improving/>
        </div>
    }
}
