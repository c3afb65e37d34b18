//! The resources that Terraform will create.

use super::block::Block;
use super::rows::{PlanRows, row_id};
use leptos::prelude::*;
use openmercato_ecs_core::Plan;
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::store::Store;
use std::collections::BTreeSet;

/// The resources of one file of the module.
#[derive(Clone, Debug, PartialEq)]
struct FilePlan {
    file: String,
    addresses: Vec<String>,
}

/// The plan by file, with what the last change added or removed.
#[component]
pub(super) fn Resources() -> impl IntoView {
    let store = expect_context::<Store>();
    let files = Memo::new(move |_| by_file(&store.deployment.read().evaluation.plan));
    let before = Memo::new(move |_| store.before.read().evaluation.plan.addresses());
    let now = Memo::new(move |_| store.deployment.read().evaluation.plan.addresses());
    let removed = Memo::new(move |_| before.read().difference(&now.read()).cloned().collect::<Vec<_>>());
    let change = move || {
        let added = now.read().difference(&before.read()).count();
        match (added, removed.read().len()) {
            (0, 0) => "The last change added and removed nothing.".to_owned(),
            (added, removed) => format!("The last change added {added} and removed {removed}."),
        }
    };
    let rows = move |file| view! { <FileRows file before/> };
    view! {
        <h2>{move || counted(now.read().len(), "resource", "resources")}</h2>
        <p class="help last-change">{change}</p>
        {move || Some(removed.get()).filter(|gone| !gone.is_empty()).map(|addresses| view! { <Removed addresses/> })}
        <For each=move || files.get() key=|file| (file.file.clone(), file.addresses.clone()) children=rows/>
    }
}

fn by_file(plan: &Plan) -> Vec<FilePlan> {
    let mut files: Vec<FilePlan> = Vec::new();
    for resource in &plan.resources {
        let address = resource.address.to_string();
        match files.iter_mut().find(|file| file.file == resource.file) {
            Some(file) => file.addresses.push(address),
            None => files.push(FilePlan { file: resource.file.clone(), addresses: vec![address] }),
        }
    }
    files
}

#[component]
fn FileRows(file: FilePlan, before: Memo<BTreeSet<String>>) -> impl IntoView {
    let rows = file.addresses.iter().cloned().map(|address| row(address, before)).collect_view();
    view! {
        <details open>
            <summary>
                <Icon glyph=Glyph::File/>
                <code>{file.file.clone()}</code>
                <span class="count">{file.addresses.len()}</span>
            </summary>
            <ul class="addresses">{rows}</ul>
        </details>
    }
}

/// A resource, which opens to its block.
fn row(address: String, before: Memo<BTreeSet<String>>) -> AnyView {
    let rows = expect_context::<PlanRows>();
    let of = address.clone();
    let is_new = Memo::new(move |_| !before.read().contains(&of));
    let of = address.clone();
    let is_open = Memo::new(move |_| rows.has(&of));
    let id = row_id(&address);
    let block = address.clone();
    let toggled = address.clone();
    view! {
        <li class:new=move || is_new.get()>
            <button
                type="button"
                class="resource"
                id=id
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                on:click=move |_| rows.toggle(&toggled)
            >
                <Icon glyph=Glyph::Next/>
                <code>{address}</code>
            </button>
            {move || is_new.get().then(|| view! { <span class="tag">"new"</span> })}
            {move || is_open.get().then(|| view! { <Block address=block.clone()/> })}
        </li>
    }
    .into_any()
}

#[component]
fn Removed(addresses: Vec<String>) -> impl IntoView {
    let rows =
        addresses.into_iter().map(|address| view! { <li class="gone"><code>{address}</code></li> }).collect_view();
    view! {
        <details open>
            <summary>"No longer created"</summary>
            <ul class="addresses">{rows}</ul>
        </details>
    }
}
