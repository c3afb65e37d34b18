//! Inputs from a link, alone or within a text.

use crate::NoteKind;
use crate::reader::Reader;
use openmercato_ecs_delivery::link;
use openmercato_ecs_module::{Inputs, Module};
use terraform_language::InputPath;

/// Reads the first link of a text.
pub(crate) fn read(reader: &mut Reader, module: &Module, text: &str) {
    let fragment = link::find(text).unwrap_or(text);
    let begins = text.len() - fragment.len();
    let whole = begins..begins + fragment.trim_end().len();
    let read = link::decode(module, fragment);
    read.dropped.iter().for_each(|why| reader.leave_out(whole.clone(), None, why.clone()));
    for (name, value) in read.inputs.iter() {
        reader.set(whole.clone(), &InputPath::of(name), value.clone());
    }
    for change in read.changes() {
        reader.note(whole.clone(), None, NoteKind::Changed, change);
    }
    if !read.assumptions.are_usual() {
        reader.aside(whole.clone(), "the link's assumptions of the estimate are no inputs: open the link to see them.");
    }
    if !read.offer.is_empty() {
        reader.aside(
            whole.clone(),
            "for whom the link is and what was answered are no inputs: open the link to see them.",
        );
    }
    if read.inputs == Inputs::new() && read.dropped.is_empty() {
        reader.aside(whole, "the link sets no input.");
    }
    let before = text[..begins].trim_end().len();
    if text[..before].contains('\n') {
        reader.aside(0..before, "the text before the link says nothing that is read.");
    }
}
