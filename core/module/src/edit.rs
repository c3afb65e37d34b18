//! An edit of a deployment's inputs, and what it does not reach of their evaluation.
//!
//! An edit changes one input, and most rules and locals depend on neither that nor on what follows from it. What they
//! came to stays true.

use crate::earlier::{Anew, Earlier};
use crate::planned_reads::Reads;
use crate::{Diagnostic, Evaluation, Inputs, Module, Values};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};
use terraform_language::Location;
use terraform_language::configuration::{Configuration, Rule};
use terraform_language::evaluate::Scope;
use terraform_language::expression::{Expr, Reference};
use terraform_language::reach::Reach;

/// An edit that leads from an evaluation of the embedded module to other values of its variables.
struct Edit<'a> {
    before: &'a Evaluation,
    /// The variables that change.
    variables: BTreeSet<&'a str>,
}

impl Evaluation {
    /// What follows from other inputs: the same as [`Evaluation::of`] gives, and sooner the less of them differs.
    #[must_use]
    pub fn edited(&self, inputs: &Inputs) -> Self {
        let module = self.module();
        if !module.is_embedded() {
            return Self::of(module, inputs);
        }
        let (values, misfits) = Values::complete(module, inputs);
        let edit = Edit { before: self, variables: values.changed_since(&self.values) };
        let is_usable = self.fits() && self.made().is_sound() && misfits.is_empty();
        let edited = is_usable.then(|| Self::after(&edit, module, inputs, values.clone(), Vec::new()));
        // What reads one entry of a local is nothing when another entry is an error, of whatever variables.
        let edited = edited.filter(|edited| edited.made().is_sound());
        edited.unwrap_or_else(|| Self::after(&Anew, module, inputs, values.clone(), misfits)).with_earlier_plan_of(self)
    }

    /// The names of the inputs that alone decide whether a diagnostic of this evaluation is found; `None` where others may,
    /// too, or nobody can tell.
    pub fn inputs_behind(&self, diagnostic: &Diagnostic) -> Option<&'static BTreeSet<Arc<str>>> {
        let location = diagnostic.location.as_ref().filter(|_| self.module().is_embedded())?;
        AllReads::embedded().rules.get(location)
    }
}

impl Edit<'_> {
    fn leaves(&self, reads: &Reads) -> bool {
        !reads.iter().any(|name| self.variables.contains(&**name))
    }
}

impl Earlier for Edit<'_> {
    fn share<'s>(&self, scope: Scope<'s>) -> Scope<'s> {
        let reads = AllReads::embedded();
        let locals = reads.locals.iter().filter(|(_, reads)| self.leaves(reads)).map(|(name, _)| name);
        let hoisted = reads.hoisted.iter().filter(|(_, reads)| self.leaves(reads)).map(|(slot, _)| slot);
        let scope = scope.with_made(self.before.made(), locals, hoisted);
        for name in self.before.made().locals() {
            // An error is found in what the scope has made.
            let _ = scope.local(name);
        }
        scope
    }

    fn verdict(&self, rule: &Rule) -> Option<Vec<Diagnostic>> {
        let reads = AllReads::embedded().rules.get(&rule.location)?;
        let of_rule = |diagnostic: &&Diagnostic| diagnostic.location.as_ref() == Some(&rule.location);
        self.leaves(reads).then(|| self.before.diagnostics.iter().filter(of_rule).cloned().collect())
    }
}

/// What each part of a module comes to.
struct AllReads {
    locals: Vec<(Arc<str>, Reads)>,
    hoisted: Vec<(usize, Reads)>,
    /// Of the rules that come to inputs by their names alone.
    rules: BTreeMap<Location, Reads>,
}

impl AllReads {
    /// Those of the embedded module. Read once, when someone first asks.
    fn embedded() -> &'static Self {
        static READS: LazyLock<AllReads> = LazyLock::new(|| AllReads::of(Module::embedded()));
        &READS
    }

    fn of(module: &Module) -> Self {
        let configuration = module.configuration();
        let (reach, reach_of_contract) = (Reach::new(configuration), Reach::new(module.contract()));
        let local = |name: &Arc<str>| (name.clone(), reads(&reach, [&Expr::Reference(Reference::Local(name.clone()))]));
        let hoisted = |slot| (slot, reads(&reach, [&Expr::Hoisted(slot)]));
        let own = rules(configuration).map(|rule| (rule, Some(reads(&reach, [&rule.condition, &rule.message]))));
        let of_contract = rules(module.contract()).map(|rule| (rule, inputs_read(&reach_of_contract, rule)));
        let known = own.chain(of_contract).filter_map(|(rule, reads)| Some((rule.location.clone(), reads?)));
        Self {
            locals: configuration.locals.keys().map(local).collect(),
            hoisted: (0..configuration.hoisted.len()).map(hoisted).collect(),
            rules: known.collect(),
        }
    }
}

fn rules(configuration: &Configuration) -> impl Iterator<Item = &Rule> {
    configuration.validations().chain(configuration.checks.iter().flat_map(|check| &check.asserts))
}

fn reads<'e>(reach: &Reach, exprs: impl IntoIterator<Item = &'e Expr>) -> Reads {
    let variable = |reference| match reference {
        Reference::Variable(name) => Some(name),
        _ => None,
    };
    exprs.into_iter().flat_map(|expr| reach.of(expr)).filter_map(variable).collect()
}

/// The inputs that a rule of the contract names; `None` where it reads others, too.
fn inputs_read(reach: &Reach, rule: &Rule) -> Option<Reads> {
    let parts = [&rule.condition, &rule.message].into_iter().flat_map(|expr| reach.parts_of(expr));
    parts
        .map(|(reference, attribute)| attribute.filter(|_| reference == Reference::Variable("inputs".into())))
        .collect()
}
