//! What Terraform will create, what it needs before, and what the containers then get.

mod block;
mod containers;
mod decisions;
mod materials;
mod outputs;
mod prerequisites;
mod reaches;
mod resources;
mod rows;

use containers::Containers;
use leptos::prelude::*;
use materials::Materials;
use outputs::Outputs;
use prerequisites::Prerequisites;
use resources::Resources;

pub(crate) use reaches::Reaches;
pub(crate) use rows::PlanRows;

/// Resources, prerequisites, environments and outputs, each under a heading of its own.
#[component]
pub(crate) fn PlanView() -> impl IntoView {
    view! {
        <div class="plan">
            <Resources/>
            <Prerequisites/>
            <Materials/>
            <Containers/>
            <Outputs/>
        </div>
    }
}
