//! What must be there before the first apply.

use leptos::prelude::*;
use openmercato_ecs_core::Prerequisite;
use openmercato_ecs_form::focus::Focus;
use openmercato_ecs_form::store::Store;

/// A checklist: what exists already and which permissions the apply takes.
#[component]
pub(super) fn Prerequisites() -> impl IntoView {
    let store = expect_context::<Store>();
    let all = Memo::new(move |_| store.deployment.read().evaluation.prerequisites().to_vec());
    let things = move |made: bool| {
        let is_listed = |thing: &Prerequisite| thing.is_made_by_bootstrap() == made;
        let things: Vec<_> = all.get().into_iter().filter(is_listed).map(|thing| view! { <Thing thing/> }).collect();
        (!things.is_empty()).then(|| view! { <ul class="checklist">{things}</ul> })
    };
    let made = move || {
        things(true).map(|list| {
            view! {
                <h3>"Made by bootstrap, in an account that has them not"</h3>
                {list}
            }
        })
    };
    let permissions = move || {
        let actions = store.deployment.read().policy().actions();
        let names: Vec<_> = actions.into_iter().map(|action| view! { <li><code>{action}</code></li> }).collect();
        (!names.is_empty()).then(|| {
            view! {
                <details>
                    <summary>"Permissions of whoever runs Terraform" <span class="count">{names.len()}</span></summary>
                    <p>"The archive has them as policies, with the ARNs that each is for and why: deployer-policy/."</p>
                    <ul class="addresses">{names}</ul>
                </details>
            }
        })
    };
    view! {
        <h2>"Before the first apply"</h2>
        {move || things(false)}
        {made}
        {permissions}
    }
}

#[component]
fn Thing(thing: Prerequisite) -> impl IntoView {
    let focus = expect_context::<Focus>();
    let input = thing.path.map(|path| {
        let name = path.to_string();
        view! {
            <button
                type="button"
                class="link"
                aria-label=format!("Go to {name}")
                on:click=move |_| focus.go_to(&path)
            >
                {name.clone()}
            </button>
        }
    });
    view! {
        <li>
            <label><input type="checkbox"/> " " {thing.kind.words()} ": " <code>{thing.subject}</code></label>
            " "
            {input}
        </li>
    }
}
