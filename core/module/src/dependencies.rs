//! What the resources of the module depend on.

use crate::Module;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};
use terraform_language::configuration::{Configuration, ResourceBlock};
use terraform_language::expression::{Expr, Reference};
use terraform_language::reach::Reach;

/// What each resource block of a configuration depends on, by its place there.
pub(crate) struct Dependencies(Vec<OfResource>);

/// What a resource block depends on directly, through locals.
#[derive(Default)]
pub(crate) struct OfResource {
    /// The variables, by name.
    pub(crate) variables: BTreeSet<Arc<str>>,
    /// Other resources by their places, each with the attribute where one alone is read.
    pub(crate) resources: Vec<(usize, Option<Arc<str>>)>,
}

impl Dependencies {
    /// Those of the embedded module's resources. Read once, when someone first asks.
    pub(crate) fn embedded() -> &'static Self {
        static DEPENDENCIES: LazyLock<Dependencies> =
            LazyLock::new(|| Dependencies::of(Module::embedded().resources()));
        &DEPENDENCIES
    }

    fn of(configuration: &Configuration) -> Self {
        let reach = Reach::new(configuration);
        let place = |reference: &Reference| configuration.resources.iter().position(|it| it.reference() == *reference);
        let of_resource = |resource: &ResourceBlock| {
            let mut found = OfResource::default();
            // Of a data source nothing but its instances is known.
            let exprs: Vec<&Expr> = match resource.is_managed() {
                true => resource.exprs(),
                false => resource.count.iter().chain(&resource.for_each).collect(),
            };
            for (reference, attribute) in exprs.into_iter().flat_map(|expr| reach.parts_of(expr)) {
                match &reference {
                    Reference::Variable(name) => {
                        found.variables.insert(name.clone());
                    }
                    other => found.resources.extend(place(other).map(|place| (place, attribute))),
                }
            }
            found
        };
        Self(configuration.resources.iter().map(of_resource).collect())
    }

    /// Those of the resource at this place in the configuration.
    pub(crate) fn of_resource(&self, place: usize) -> Option<&OfResource> {
        self.0.get(place)
    }
}
