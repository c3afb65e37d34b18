//! What must be there before the first apply.

use crate::navigation::Navigation;
use crate::store::Store;
use leptos::prelude::*;
use openmercato_ecs_core::{Prerequisite, PrerequisiteKind};

/// A checklist: what exists already and which permissions the apply takes.
#[component]
pub(super) fn Prerequisites() -> impl IntoView {
    let store = expect_context::<Store>();
    let all = Memo::new(move |_| store.evaluation.read().prerequisites().to_vec());
    let things = move || {
        let things = all.get().into_iter().filter(|thing| thing.kind != PrerequisiteKind::Permission);
        things.map(|thing| view! { <Thing thing/> }).collect_view()
    };
    let permissions = move || {
        let all = all.read();
        let permissions = all.iter().filter(|thing| thing.kind == PrerequisiteKind::Permission);
        let names: Vec<_> = permissions.map(|thing| view! { <li><code>{thing.subject.clone()}</code></li> }).collect();
        (!names.is_empty()).then(|| {
            view! {
                <details>
                    <summary>"Permissions of whoever runs Terraform" <span class="count">{names.len()}</span></summary>
                    <ul class="addresses">{names}</ul>
                </details>
            }
        })
    };
    view! {
        <h2>"Before the first apply"</h2>
        <ul class="checklist">{things}</ul>
        {permissions}
    }
}

#[component]
fn Thing(thing: Prerequisite) -> impl IntoView {
    let store = expect_context::<Store>();
    let navigation = expect_context::<Navigation>();
    let input = thing.path.map(|path| {
        let name = path.to_string();
        view! {
            <button
                type="button"
                class="link"
                aria-label=format!("Go to {name}")
                on:click=move |_| navigation.go_to(store, &path)
            >
                {name.clone()}
            </button>
        }
    });
    view! {
        <li>
            <label><input type="checkbox"/> " " {words(thing.kind)} " " <code>{thing.subject}</code></label>
            " "
            {input}
        </li>
    }
}

/// What has to be so, before the subject is named.
pub(crate) fn words(kind: PrerequisiteKind) -> &'static str {
    match kind {
        PrerequisiteKind::Secret => "The secret exists:",
        PrerequisiteKind::Parameter => "The parameter exists:",
        PrerequisiteKind::Key => "The KMS key may be used:",
        PrerequisiteKind::Certificate => "The certificate is issued:",
        PrerequisiteKind::WebAcl => "The web ACL exists:",
        PrerequisiteKind::Policy => "The IAM policy exists:",
        PrerequisiteKind::Vpc => "The VPC exists:",
        PrerequisiteKind::Subnet => "The subnet exists:",
        PrerequisiteKind::Endpoint => "The VPC endpoint exists:",
        PrerequisiteKind::HostedZone => "The zone exists and is delegated:",
        PrerequisiteKind::Host => "The tasks reach the host:",
        PrerequisiteKind::Image => "The image is pushed:",
        PrerequisiteKind::Permission => "The permission is given:",
    }
}
