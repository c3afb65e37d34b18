//! The views, of which one is open.

use crate::brief::BriefView;
use crate::compare::CompareView;
use crate::cost::CostView;
use crate::divider::Divider;
use crate::files::FilesView;
use crate::plan::PlanView;
use crate::problems::ProblemsView;
use crate::scope::ScopeView;
use crate::tabs::{Tab, Tabs};
use crate::topology::TopologyView;
use leptos::prelude::*;
use openmercato_ecs_core::Level;
use openmercato_ecs_form::place::{Place, View};
use openmercato_ecs_form::store::Store;

/// The tabs of the views, and the view that is open.
#[component]
pub(crate) fn Views() -> impl IntoView {
    let store = expect_context::<Store>();
    let place = expect_context::<Place>();
    let view = Memo::new(move |_| place.view.get());
    let tabs = View::ALL.map(|view| Tab { value: view, slug: view.slug(), title: view.title() });
    let badge = move |view: View| match view {
        View::Problems => {
            let count: usize = Level::ALL.map(|level| store.count(level, |_| true)).iter().sum();
            (count > 0).then(|| count.to_string())
        }
        View::Topology | View::Files | View::Plan | View::Cost | View::Brief | View::Compare | View::Scope => None,
    };
    view! {
        <Divider/>
        <Tabs tabs=tabs.to_vec() open=place.view label="Views" badge/>
        <div
            class="view"
            role="tabpanel"
            id="view-panel"
            tabindex="-1"
            aria-labelledby=move || format!("tab-{}", place.view.get().slug())
            data-view=move || place.view.get().slug()
        >
            {move || view_panel(view.get())}
        </div>
    }
}

/// What the panel of a view shows.
fn view_panel(view: View) -> AnyView {
    match view {
        View::Topology => view! { <TopologyView/> }.into_any(),
        View::Files => view! { <FilesView/> }.into_any(),
        View::Plan => view! { <PlanView/> }.into_any(),
        View::Cost => view! { <CostView/> }.into_any(),
        View::Problems => view! { <ProblemsView/> }.into_any(),
        View::Brief => view! { <BriefView/> }.into_any(),
        View::Compare => view! { <CompareView/> }.into_any(),
        View::Scope => view! { <ScopeView/> }.into_any(),
    }
}
