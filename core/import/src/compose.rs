//! Docker Compose: which service is the application, its workers and tasks, and what the module makes beside it.
//! <https://docs.docker.com/reference/compose-file/services/>

mod duration;
mod plain;
mod service;

use crate::container::{self, Role};
use crate::environment::Environment;
use crate::interpolation::{Interpolated, Variables};
use crate::reader::{Reader, short};
use crate::tree::{Entry, Node, Shape};
use openmercato_ecs_delivery::admission::MOST;
use openmercato_ecs_module::names::{Input, input};
use openmercato_ecs_module::{EnvironmentNames, Module};
use service::Service;
use std::collections::{BTreeMap, BTreeSet};

/// Whether a tree is a project of Docker Compose.
pub(crate) fn is_one(tree: &Node) -> bool {
    let is_service = |entry: &Entry| {
        let says = |name: &str| entries(&entry.value).iter().any(|entry| entry.key == name);
        says("image") || says("build") || says("extends") || says("environment")
    };
    tree.get("services").is_some_and(|services| services.entries().iter().any(is_service))
}

/// What is known of the values that a project refers to.
pub(crate) struct Known<'m> {
    pub(crate) module: &'m Module,
    /// What `.env` beside it says; what is a secret there is known to nobody.
    pub(crate) variables: Variables,
    /// The names to which it refers.
    pub(crate) used: BTreeSet<String>,
}

/// Reads a project.
pub(crate) fn read(reader: &mut Reader, environment: &mut Environment, tree: &Node, known: &mut Known) {
    let services = tree.get("services").map(Node::entries).unwrap_or_default();
    let set = names(services);
    let all = known.variables.names().chain(set.iter().map(String::as_str)).take(MOST);
    let names = EnvironmentNames::of(known.module, all);
    let web = web(services);
    // The application first: what its workers have of it is said once.
    let (first, others): (Vec<_>, Vec<_>) =
        services.iter().partition(|entry| web.is_some_and(|web| std::ptr::eq(web, *entry)));
    for entry in first.into_iter().chain(others) {
        let image = image(&entry.value);
        if let Some((called, input)) = made_by_the_module(&image) {
            made(reader, entry, called, input);
            continue;
        }
        let role = match web {
            Some(web) if std::ptr::eq(web, entry) => Some(Role::Web),
            Some(web) if runs_as(&web.value, &entry.value) => role(entry),
            _ => None,
        };
        match role {
            Some(role) => {
                role.choose(reader, entry.place.start..entry.place.start);
                Service { reader, environment, known, names: &names, role }.read(&entry.value);
            }
            None => beside(reader, entry, &image),
        }
    }
    for entry in tree.entries() {
        match entry.key.as_str() {
            "version" | "name" => {
                reader.aside(entry.whole(), format!("{} of the project is no input.", entry.key));
            }
            "networks" => reader.aside(
                entry.whole(),
                "networks are no input: the module makes the network, or networking_mode says that it exists.",
            ),
            name if name.starts_with("x-") && !reader.is_touched(&entry.value) => {
                reader.aside(entry.whole(), format!("{} says nothing by itself.", short(name)));
            }
            _ => {}
        }
    }
    reader.rest(tree, "");
}

/// The names of environment variables that services set.
fn names(services: &[Entry]) -> BTreeSet<String> {
    let environments = services.iter().filter_map(|service| entry(&service.value, "environment"));
    let names = environments.flat_map(|environment| {
        let listed = environment.value.elements().iter().filter_map(|element| element.text());
        let listed = listed.map(|text| text.split('=').next().unwrap_or_default().to_owned()).collect::<Vec<_>>();
        entries(&environment.value).into_iter().map(|entry| entry.key).chain(listed).collect::<Vec<_>>()
    });
    names.collect()
}

/// The entries of an object, with those that `<<` merges: what the object says itself counts.
/// <https://yaml.org/type/merge.html>
fn entries(node: &Node) -> Vec<Entry> {
    merged(node, 0)
}

/// The entries of an object that has been merged into others so many times.
fn merged(node: &Node, depth: usize) -> Vec<Entry> {
    const DEEPEST: usize = 8;
    let (merges, own): (Vec<_>, Vec<_>) = node.entries().iter().partition(|entry| entry.key == "<<");
    let mut all: Vec<Entry> = own.into_iter().cloned().collect();
    for merge in merges.into_iter().filter(|_| depth < DEEPEST) {
        let sources: Vec<&Node> = match merge.value.elements() {
            [] => vec![&merge.value],
            elements => elements.iter().map(|element| &**element).collect(),
        };
        for entry in sources.into_iter().flat_map(|source| merged(source, depth + 1)) {
            if all.iter().all(|there| there.key != entry.key) {
                all.push(entry);
            }
        }
    }
    all
}

/// The entries of an object, of those with one name the last; of the others it is said that they are left out.
fn last_entries(reader: &mut Reader, node: &Node) -> Vec<Entry> {
    let mut last = BTreeMap::<String, Entry>::new();
    let mut all = entries(node);
    for entry in all.iter().rev() {
        match last.get(&entry.key) {
            None => drop(last.insert(entry.key.clone(), entry.clone())),
            Some(later) => {
                let (name, line) = (short(&entry.key), reader.line(later.place.start));
                let text = format!("{name} is left out here: line {line} sets it again, and the last counts.");
                reader.leave_out(entry.whole(), None, text);
            }
        }
    }
    all.retain(|entry| last.get(&entry.key).is_some_and(|last| last.place == entry.place));
    all
}

/// Says of what an object merges that it is read where it stands, or that there is nothing to merge.
fn note_merges(reader: &mut Reader, node: &Node) {
    for merge in node.entries().iter().filter(|entry| entry.key == "<<") {
        let of = |node: &Node| matches!(node.shape, Shape::Object(_));
        let is_merged = match &merge.value.shape {
            Shape::List(elements) => elements.iter().all(|element| of(element)),
            _ => of(&merge.value),
        };
        match is_merged {
            true => reader.aside(merge.place.clone(), "what is merged is read where it stands."),
            false => reader.leave_out(merge.whole(), None, "what is merged here names no values.".into()),
        }
    }
}

/// What an object says at a name, what is merged into it too.
fn entry(node: &Node, name: &str) -> Option<Entry> {
    entries(node).into_iter().rev().find(|entry| entry.key == name)
}

fn image(service: &Node) -> String {
    let text = entry(service, "image").and_then(|entry| entry.value.text().map(str::to_owned)).unwrap_or_default();
    Interpolated::of(&text, &Variables::default()).text().unwrap_or(text)
}

fn build(service: &Node) -> Option<String> {
    let build = entry(service, "build")?;
    Some(format!("{:?}", build.value.value()))
}

fn has_port(service: &Node) -> bool {
    ["ports", "expose"].iter().any(|name| entry(service, name).is_some_and(|ports| !ports.value.elements().is_empty()))
}

/// The service that is the application: by its name, its image and its ports.
fn web(services: &[Entry]) -> Option<&Entry> {
    let is_one = |entry: &&Entry| {
        made_by_the_module(&image(&entry.value)).is_none() && role(entry).is_none_or(|role| role == Role::Web)
    };
    let likelihood = |entry: &&Entry| {
        let has_build = 3 * i32::from(build(&entry.value).is_some());
        container::likelihood(&entry.key, &image(&entry.value), has_port(&entry.value)) + has_build
    };
    // Of several that are as likely the first.
    services.iter().rev().filter(is_one).max_by_key(likelihood).filter(|entry| likelihood(entry) >= 0)
}

/// Whether a service runs what the application runs.
fn runs_as(web: &Node, other: &Node) -> bool {
    let (image, build) = ((image(web), image(other)), (build(web), build(other)));
    !image.0.is_empty() && image.0 == image.1 || build.0.is_some() && build.0 == build.1
}

/// What a service other than the application is.
fn role(entry: &Entry) -> Option<Role> {
    let command = self::entry(&entry.value, "command")
        .map(|command| command.value.texts().map(|words| words.join(" ")).unwrap_or_default());
    match Role::of(&entry.key, &command.unwrap_or_default(), false) {
        Role::Web => None,
        role => Some(role),
    }
}

/// What the module makes itself, by the names of images: what that is called, and the input that says where it comes from.
const MADE: [(&[&str], &str, Input); 3] = [
    (&["postgres", "pgvector", "postgis", "timescale"], "the database", input::DATABASE_MODE),
    (&["redis", "valkey", "keydb", "dragonfly"], "Redis", input::REDIS_MODE),
    (&["meilisearch"], "Meilisearch", input::SEARCH_MODE),
];

fn made_by_the_module(image: &str) -> Option<(&'static str, Input)> {
    let image = image.to_ascii_lowercase();
    // Neither registry nor tag.
    let name = image.split('@').next().unwrap_or_default();
    let name = name.rsplit_once(':').filter(|(_, tag)| !tag.contains('/')).map_or(name, |(name, _)| name);
    let made = MADE.iter().find(|(names, ..)| {
        let own = name.rsplit('/').next().unwrap_or_default();
        names.iter().any(|image| own.starts_with(image) || name.contains(&format!("/{image}/")))
    });
    let is_tool = ["exporter", "admin", "insight", "commander", "backup"].iter().any(|tool| name.contains(tool));
    made.filter(|_| !is_tool).map(|(_, called, input)| (*called, *input))
}

fn made(reader: &mut Reader, entry: &Entry, called: &str, input: Input) {
    let text = match input {
        input::SEARCH_MODE => format!(
            "{} is left out as a container: the module runs {called} where {input} is \"managed\".",
            short(&entry.key)
        ),
        _ => format!(
            "{} is left out as a container: the module makes {called}; {input} says whether it does, and the inputs beside it how large.",
            short(&entry.key)
        ),
    };
    reader.leave_out(entry.whole(), Some(&input.path()), text);
}

fn beside(reader: &mut Reader, entry: &Entry, image: &str) {
    let name = short(&entry.key);
    let text = match image {
        "" => format!("{name} is left out: the module runs one image, and this is another one."),
        image => format!("{name} is left out: the module runs one image, and {} is another one.", short(image)),
    };
    reader.leave_out(entry.whole(), None, text);
}
