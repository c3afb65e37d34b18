//! From what a customer needs to a deployment: questions, what is found, and what would improve the present one.

mod answers;
mod found;
mod improvements;
mod improving;
mod origin;
mod searching;

use answers::Answers;
use found::{Found, Gist};
pub(crate) use improvements::Improvements;
use improving::Improving;
use leptos::prelude::*;
pub(crate) use origin::FromAnswer;
pub(crate) use searching::Searching;

/// The questions, with what is found for their answers.
#[component]
pub(crate) fn ScopeView() -> impl IntoView {
    let searching = expect_context::<Searching>();
    // Fields keep what is typed there, and begin anew with the answers of a link.
    let answers = move || {
        searching.opened.track();
        view! { <Answers/> }
    };
    view! {
        <div class="scope">
            <h2>"What does the customer need?"</h2>
            <p class="help">
                "Answer what is known. Each answer narrows what is proposed, which is judged by the module's own rules, and \
                 priced. Answers are kept with the deployment and in its link, where whoever has the link reads them."
            </p>
            <div class="scope-sides">
                <div>
                    {answers}
                    <Gist/>
                </div>
                <Found/>
            </div>
            <Improving/>
        </div>
    }
}
