//! An edit of a deployment's inputs, and what it does not reach of their evaluation.
//!
//! An edit changes one input, and most rules and locals depend on neither that nor on what follows from it. What they
//! came to stays true.

use crate::check::{By, Judged};
use crate::earlier::{Anew, Earlier};
use crate::variable_set::VariableSet;
use crate::{Diagnostic, Evaluation, Inputs, Module, Values};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};
use terraform_language::Location;
use terraform_language::configuration::{ResourceBlock, Rule};
use terraform_language::evaluate::Scope;
use terraform_language::expression::{Expr, Reference};
use terraform_language::reach::Reach;

/// An edit that leads from an evaluation of the embedded module to other values of its variables.
struct Edit<'a> {
    before: &'a Evaluation,
    /// The variables that change.
    variables: VariableSet,
}

impl Evaluation {
    /// What follows from other inputs: the same as [`Evaluation::of`] gives, and sooner the less of them differs.
    #[must_use]
    pub fn edited(&self, inputs: &Inputs) -> Self {
        let module = self.module();
        if !module.is_embedded() {
            return Self::of(module, inputs);
        }
        let (values, misfits) = match self.fits() {
            true => self.values.complete_after(module, &self.inputs, inputs),
            false => Values::complete(module, inputs),
        };
        let edit = Edit { before: self, variables: values.changed_since(&self.values) };
        let is_usable = self.fits() && self.made().is_sound() && misfits.is_empty();
        let edited = is_usable.then(|| Self::after(&edit, module, inputs, values.clone(), Vec::new()));
        // What reads one entry of a local is nothing when another entry is an error, of whatever variables.
        let edited = edited.filter(|edited| edited.made().is_sound());
        edited.unwrap_or_else(|| Self::after(&Anew, module, inputs, values.clone(), misfits)).with_earlier_plan_of(self)
    }

    /// The names of the inputs that alone decide whether a diagnostic of this evaluation is found; `None` where others may,
    /// too, or nobody can tell.
    pub fn inputs_behind(&self, diagnostic: &Diagnostic) -> Option<impl Iterator<Item = &'static str>> {
        let location = diagnostic.location.as_ref().filter(|_| self.module().is_embedded())?;
        Some(AllReads::embedded().of_rule(location)?.names())
    }
}

impl Edit<'_> {
    fn leaves(&self, reads: &VariableSet) -> bool {
        !reads.meets(&self.variables)
    }
}

impl Earlier for Edit<'_> {
    fn share<'s>(&self, scope: Scope<'s>) -> Scope<'s> {
        let reads = AllReads::embedded();
        let locals = reads.locals.iter().filter(|(_, reads)| self.leaves(reads)).map(|(name, _)| name);
        let hoisted = reads.hoisted.iter().filter(|(_, reads)| self.leaves(reads)).map(|(slot, _)| slot);
        let instances =
            reads.instances.iter().enumerate().filter(|(_, reads)| self.leaves(reads)).map(|(place, _)| place);
        let made = self.before.made();
        let scope = scope.with_made(made, locals, hoisted).with_instances(made, instances);
        // What reads one attribute is an error when another one is: that is found in what the scope has made.
        for name in made.locals().filter(|name| reads.read_in_part.contains(*name)) {
            let _ = scope.local(name);
        }
        scope
    }

    fn verdict(&self, place: usize, rule: &Rule) -> Option<Vec<Diagnostic>> {
        let reads = AllReads::embedded().rules.get(place)?.as_ref()?;
        let of_rule = |diagnostic: &&Diagnostic| diagnostic.location.as_ref() == Some(&rule.location);
        self.leaves(reads).then(|| self.before.diagnostics.iter().filter(of_rule).cloned().collect())
    }
}

/// What each part of a module comes to.
struct AllReads {
    locals: Vec<(Arc<str>, VariableSet)>,
    hoisted: Vec<(usize, VariableSet)>,
    /// Of the instances of each resource, by its place.
    instances: Vec<VariableSet>,
    /// In the order in which rules are judged; `None` for one that comes to inputs in other ways than by their names.
    rules: Vec<Option<VariableSet>>,
    /// The locals of which something reads one attribute alone.
    read_in_part: BTreeSet<Arc<str>>,
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
        let instances = |resource: &ResourceBlock| reads(&reach, resource.count.iter().chain(&resource.for_each));
        let rules = Judged::all(module).map(|judged| match judged.by {
            By::Contract => inputs_read(&reach_of_contract, judged.rule),
            By::Variable | By::Check => Some(reads(&reach, [&judged.rule.condition, &judged.rule.message])),
        });
        Self {
            locals: configuration.locals.keys().map(local).collect(),
            hoisted: (0..configuration.hoisted.len()).map(hoisted).collect(),
            instances: configuration.resources.iter().map(instances).collect(),
            rules: rules.collect(),
            read_in_part: reach.read_in_part(),
        }
    }

    fn of_rule(&self, location: &Location) -> Option<&VariableSet> {
        let place = Judged::all(Module::embedded()).position(|judged| judged.rule.location == *location)?;
        self.rules.get(place)?.as_ref()
    }
}

fn reads<'e>(reach: &Reach, exprs: impl IntoIterator<Item = &'e Expr>) -> VariableSet {
    let mut found = VariableSet::default();
    for reference in exprs.into_iter().flat_map(|expr| reach.of(expr)) {
        if let Reference::Variable(name) = reference {
            found.insert(&name);
        }
    }
    found
}

/// The inputs that a rule of the contract names; `None` where it reads others, too.
fn inputs_read(reach: &Reach, rule: &Rule) -> Option<VariableSet> {
    let mut found = VariableSet::default();
    for (reference, attribute) in [&rule.condition, &rule.message].into_iter().flat_map(|expr| reach.parts_of(expr)) {
        found.insert(&attribute.filter(|_| reference == Reference::Variable("inputs".into()))?);
    }
    Some(found)
}
