//! Environment variables among what is proposed: no secret is proposed as a plain value.

use crate::line_index::LineIndex;
use crate::{Import, NoteKind, Proposal, environment, secret};
use openmercato_ecs_delivery::admission::MOST;
use openmercato_ecs_module::names::{attribute, input};
use openmercato_ecs_module::{EnvironmentNames, Module, made_up};
use terraform_language::{InputPath, Step, Value};

/// The proposals without values of secrets: the name of the secret that has to be made is proposed instead. What the
/// module gives containers by itself is not proposed.
pub(super) fn settled(import: &mut Import, module: &Module, proposed: Vec<Proposal>) -> Vec<Proposal> {
    let names: Vec<_> = proposed.iter().filter_map(|proposal| variable(&proposal.path)).take(MOST).collect();
    if names.is_empty() {
        return proposed;
    }
    let known = EnvironmentNames::of(module, names.iter().map(|(_, name)| name.as_str()));
    let mut settled = Vec::new();
    for proposal in proposed {
        let Some((layer, name)) = variable(&proposal.path) else {
            settled.push(proposal);
            continue;
        };
        let is_plain = is_plain(&layer);
        let is_secret = known.is_secret(&name) || proposal.value.as_str().is_some_and(secret::is_in);
        if is_plain && is_secret {
            hide(import, &proposal);
        }
        if known.is_derived(&name) {
            let text = format!("{} is left out: the module gives {name} a value itself.", proposal.from);
            import.notes.push(proposal.note(NoteKind::LeftOut, text));
        } else if is_plain && is_secret {
            let path = secret::layer_beside(&layer).then(Step::Key(name.as_str().into()));
            let text = secret::said(&name, &path);
            let value = Value::string(made_up::secret_for(&import.inputs, &name));
            let proposal = Proposal { path, value, text: text.clone(), ..proposal };
            import.notes.push(proposal.note(NoteKind::Secret, text));
            settled.push(proposal);
        } else {
            settled.push(proposal);
        }
    }
    settled
}

/// The input that holds an environment variable or a secret, and its name.
fn variable(path: &InputPath) -> Option<(InputPath, String)> {
    let (layer, Some(Step::Key(name))) = (path.parent()?, path.steps().last()) else { return None };
    let is_secrets = layer == input::SECRETS.path() || layer.steps().last() == Some(&attribute::SECRETS.step());
    (is_plain(&layer) || is_secrets).then(|| (layer, name.to_string()))
}

fn is_plain(layer: &InputPath) -> bool {
    *layer == environment::of_all() || layer.steps().last() == Some(&attribute::ENV.step())
}

/// Hides the value where it stands.
fn hide(import: &mut Import, proposal: &Proposal) {
    let lines = proposal.lines;
    let Some(text) = import.files.get(lines.file).map(|file| file.text.as_str()) else { return };
    let value = proposal.value.as_str().filter(|value| !value.is_empty()).unwrap_or(text);
    let index = LineIndex::of(text);
    let (start, end) = (index.start(lines.first).start, index.start(lines.last + 1).start);
    let within = start..if end > start { end } else { text.len() };
    let places = text.get(within.clone()).unwrap_or_default().match_indices(value);
    let places = places.map(|(at, _)| (lines.file, within.start + at..within.start + at + value.len()));
    let places: Vec<_> = places.collect();
    import.hidden.extend(places);
}
