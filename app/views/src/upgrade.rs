//! An older archive that somebody brought, as this page writes it.

use crate::diff::Diff;
use crate::download;
use crate::running::{Impact, whole};
use crate::upgraded::{HEADING, Upgraded, Upgrading};
use leptos::prelude::*;
use openmercato_ecs_core::labels::{self, counted};
use openmercato_ecs_core::news::News;
use openmercato_ecs_core::renewal::Fate;
use openmercato_ecs_core::upgrade::{Edits, masked};
use openmercato_ecs_core::{Bundle, Existing, Files, Module, Upgrade};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::prose::Prose;

/// The most lines of an edited file that are shown.
const MOST_LINES: usize = 20;

/// The most edited files whose lines are shown.
const MOST_FILES: usize = 20;

/// Characters of a line that are shown.
const LONGEST: usize = 200;

/// What is new, what Terraform will do, which files were edited, and the archive to download.
#[component]
pub(crate) fn UpgradeView() -> impl IntoView {
    let upgrading = expect_context::<Upgrading>();
    move || upgrading.shown().map(|upgraded| view! { <UpgradedView upgraded/> })
}

#[component]
fn UpgradedView(upgraded: Upgraded) -> impl IntoView {
    let upgrading = expect_context::<Upgrading>();
    let (repository, upgrade) = (upgraded.repository().clone(), upgraded.upgrade().clone());
    // Old files among new ones make no module, and none can be told from an edited one.
    let edits = RwSignal::new(if upgrade.is_without_manifest() { Edits::Overwritten } else { Edits::Kept });
    let count = upgrade.renewal.with(Fate::Written).count() + upgrade.renewal.with(Fate::Removed).count();
    let root = repository.deployments.first().map_or("", |existing| &existing.root);
    let name = format!("{}.zip", root.rsplit('/').next().unwrap_or_default());
    let news = news(&upgrade.news);
    let edited = edited(&upgrade, edits);
    let kept: Vec<_> = upgrade.renewal.with(Fate::Kept).map(shown).collect();
    let kept = (!kept.is_empty())
        .then(|| view! { <p class="help">"Yours, as you wrote them: " <code>{kept.join(", ")}</code></p> });
    let prospects = {
        let upgrade = upgrade.clone();
        move || {
            let files = upgrade.files(edits.get());
            repository.deployments.iter().map(|existing| prospect(existing, &files)).collect_view()
        }
    };
    view! {
        <section class="upgrade" aria-labelledby=HEADING>
            <h2 id=HEADING tabindex="-1">"The older archive, as the page writes it today"</h2>
            <p>{counted(count, "file is", "files are")} " new or gone here. What you edited stays."</p>
            {prospects}
            {edited}
            {kept}
            {news}
            <p class="ways">
                <DownloadButton upgrade edits name/>
                <button type="button" on:click=move |_| upgrading.leave()>"Leave it"</button>
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn DownloadButton(upgrade: Upgrade, edits: RwSignal<Edits>, name: String) -> impl IntoView {
    let announcer = expect_context::<Announcer>();
    let save = move |_| {
        let bundle = Bundle::of(&upgrade.files(edits.get_untracked()));
        let is_saved = download::save(&name, "application/zip", &bundle.bytes).is_ok();
        announcer.announce(if is_saved { "The newer archive is downloaded." } else { download::REFUSED });
    };
    view! { <button type="button" class="primary" on:click=save>"Download the newer archive"</button> }.into_any()
}

/// Which version made a deployment, what is left out of its inputs, and what Terraform will do.
fn prospect(existing: &Existing, files: &Files) -> AnyView {
    let version = match existing.link.module_version.as_str() {
        "" => "Nothing says which version made it".to_owned(),
        version => format!("Version {} made it", shown(version)),
    };
    let left_out = existing.left_out.iter().cloned().chain(existing.link.changes());
    let left_out = left_out.map(|text| view! { <li><Prose text=labels::written_out(&text)/></li> }).collect_view();
    let errors = existing.evaluation().errors();
    let errors: Vec<_> = errors
        .map(|error| {
            let text = format!("{}: {}", error.path, error.message);
            view! { <li class="left-out"><Prose text/></li> }
        })
        .collect();
    let changes = match existing.changes(files) {
        _ if !errors.is_empty() => {
            view! { <p>"Terraform refuses its inputs:"</p> <ul class="said-list">{errors}</ul> }.into_any()
        }
        Ok(changes) => whole(&Impact::of(changes)),
        Err(error) => view! { <p>{format!("What Terraform will do cannot be told: {}.", labels::written_out(&error.to_string()))}</p> }.into_any(),
    };
    view! {
        <div class="running">
            <h3><code>{shown(&existing.root)}</code></h3>
            <p class="help">{format!("{version}; the page has {}. If it runs, Terraform does this:", Module::VERSION)}</p>
            <ul class="said-list">{left_out}</ul>
            {changes}
        </div>
    }
    .into_any()
}

/// The edited files with the lines that are theirs, and whether they are written anew.
fn edited(upgrade: &Upgrade, edits: RwSignal<Edits>) -> AnyView {
    let count = upgrade.edits().count();
    if count == 0 {
        return view! { <p class="help">"Nobody edited a file that the page writes otherwise."</p> }.into_any();
    }
    let files = upgrade.edits().take(MOST_FILES).map(|(path, found, made)| {
        let diff = Diff::between(made, found);
        let lines: Vec<_> = found.lines().collect();
        let own = diff.added.iter().filter_map(|number| lines.get(number - 1)).take(MOST_LINES);
        let own: Vec<_> = own.map(|line| shown(&masked(line))).collect();
        let counts = format!(
            "{} of its own, {} of the page's are not in it",
            counted(diff.added.len(), "line", "lines"),
            diff.removed
        );
        view! {
            <li>
                <details>
                    <summary><code>{shown(path)}</code> " " <span class="help">{counts}</span></summary>
                    <pre tabindex="0">{own.join("\n")}</pre>
                </details>
            </li>
        }
    });
    let files = files.collect_view();
    let rest = count
        .checked_sub(MOST_FILES)
        .filter(|rest| *rest > 0)
        .map(|rest| view! { <li>{format!("And {rest} more.")}</li> });
    let why = upgrade.is_without_manifest().then_some(
        "The archive does not say how its files were written: each that differs counts as edited, and is written anew.",
    );
    let choose = move |event| edits.set(if event_target_checked(&event) { Edits::Overwritten } else { Edits::Kept });
    view! {
        <p>{counted(count, "file was edited", "files were edited")} " that the page writes otherwise. " {why}</p>
        <ul class="edited">{files} {rest}</ul>
        <p class="manner">
            <input type="checkbox" id="upgrade-anew" prop:checked=move || edits.get() == Edits::Overwritten on:change=choose/>
            <label for="upgrade-anew">"Write these files anew"</label>
        </p>
    }
    .into_any()
}

/// What is new in the module.
fn news(news: &[News]) -> AnyView {
    if news.is_empty() {
        return ().into_any();
    }
    let groups = news.chunk_by(|one, next| (&one.version, &one.kind) == (&next.version, &next.kind)).map(|group| {
        let heading = group.first().map(|News { version, kind, .. }| format!("{version} {kind}")).unwrap_or_default();
        let entries = group.iter().map(|news| view! { <li><Prose text=news.text.clone()/></li> }).collect_view();
        view! { <h3>{heading}</h3> <ul>{entries}</ul> }
    });
    let groups = groups.collect_view();
    view! {
        <details>
            <summary>"New in the module " <span class="count">{news.len()}</span></summary>
            {groups}
        </details>
    }
    .into_any()
}

/// A text of a stranger as it is shown: cut, and what nobody sees in it written out.
fn shown(text: &str) -> String {
    let cut: String = text.chars().take(LONGEST).collect();
    let cut = if cut.len() < text.len() { format!("{cut}…") } else { cut };
    let parts: Vec<_> = cut.split('\t').map(labels::written_out).collect();
    parts.join("\t")
}
