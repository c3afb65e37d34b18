//! What the module gives back.

use leptos::prelude::*;
use openmercato_ecs_core::{OutputValue, Segment};
use openmercato_ecs_form::store::Store;

/// The module's outputs, as far as they are known before apply.
#[component]
pub(super) fn Outputs() -> impl IntoView {
    let store = expect_context::<Store>();
    let outputs = Memo::new(move |_| store.deployment.read().evaluation.outputs().to_vec());
    let rows = move || outputs.get().into_iter().map(|output| view! { <OutputRow output/> }).collect_view();
    view! {
        <h2>"Outputs"</h2>
        <details>
            <summary>"Values after apply" <span class="count">{move || outputs.read().len()}</span></summary>
            <div class="scroll" tabindex="0" role="region" aria-label="Outputs">
                <table>
                    <thead><tr><th scope="col">"Output"</th><th scope="col">"Value"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

#[component]
fn OutputRow(output: OutputValue) -> impl IntoView {
    view! {
        <tr>
            <th scope="row"><code>{output.name}</code> <p class="help">{output.description}</p></th>
            <td><Segments of=output.value/></td>
        </tr>
    }
}

/// A text of which some parts are known only after apply: those are named by where they come from.
#[component]
pub(super) fn Segments(of: Vec<Segment>) -> impl IntoView {
    let parts = of.into_iter().map(|segment| match segment {
        Segment::Text(text) => view! { <span class="known">{text}</span> }.into_any(),
        Segment::AfterApply(source) if source.is_empty() => {
            view! { <em class="after-apply">"known after apply"</em> }.into_any()
        }
        Segment::AfterApply(source) => {
            view! { <em class="after-apply" title="Known after apply">{source}</em> }.into_any()
        }
    });
    let parts = parts.collect_view();
    view! { <code class="value">{parts}</code> }
}
