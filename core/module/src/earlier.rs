//! What is known of an evaluation before it is made.

use crate::Diagnostic;
use terraform_language::configuration::Rule;
use terraform_language::evaluate::Scope;

/// What stays true of an evaluation when the inputs become others.
pub(crate) trait Earlier {
    /// The scope with what has been made already.
    fn share<'s>(&self, scope: Scope<'s>) -> Scope<'s>;

    /// What the rule says that stands at this place among all that are judged; `None` where it has to be judged anew.
    fn verdict(&self, place: usize, rule: &Rule) -> Option<Vec<Diagnostic>>;
}

/// An evaluation before which nothing is known.
pub(crate) struct Anew;

impl Earlier for Anew {
    fn share<'s>(&self, scope: Scope<'s>) -> Scope<'s> {
        scope
    }

    fn verdict(&self, _: usize, _: &Rule) -> Option<Vec<Diagnostic>> {
        None
    }
}
