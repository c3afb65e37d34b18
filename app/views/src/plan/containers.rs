//! What each container finds in its environment.

use super::outputs::Segments;
use leptos::prelude::*;
use openmercato_ecs_core::{Container, EnvironmentVariable, Origin};
use openmercato_ecs_form::store::Store;

/// The environment of each container after all layers are merged.
#[component]
pub(super) fn Containers() -> impl IntoView {
    let store = expect_context::<Store>();
    let containers = Memo::new(move |_| store.deployment.read().evaluation.containers().to_vec());
    let none =
        move || containers.read().is_empty().then(|| view! { <p class="help">"Known once the errors are mended."</p> });
    let row = |container| view! { <ContainerTable container/> };
    view! {
        <h2>"Environment of the containers"</h2>
        {none}
        {move || containers.get().into_iter().map(row).collect_view()}
    }
}

#[component]
fn ContainerTable(container: Container) -> impl IntoView {
    let count = container.variables.len();
    let rows = container.variables.into_iter().map(|variable| view! { <VariableRow variable/> }).collect_view();
    let caption = format!("Environment of {}", container.name);
    view! {
        <details>
            <summary><code>{container.name}</code> <span class="count">{count}</span></summary>
            <div class="scroll" tabindex="0" role="region" aria-label=caption>
                <table>
                    <thead><tr>
                        <th scope="col">"Name"</th><th scope="col">"Value"</th><th scope="col">"From"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

#[component]
fn VariableRow(variable: EnvironmentVariable) -> impl IntoView {
    let origin = match variable.origin {
        Origin::Derived => "derived by the module",
        Origin::Base => "for every container",
        Origin::Service => "for this container",
        Origin::Forced => "forced by the module",
    };
    view! {
        <tr>
            <th scope="row"><code>{variable.name}</code></th>
            <td>
                {variable.secret.then(|| view! { <span class="tag">"secret"</span> " " })}
                <Segments of=variable.value/>
            </td>
            <td>{origin}</td>
        </tr>
    }
}
