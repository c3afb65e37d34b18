//! What the resources of the module depend on.

use crate::Module;
use crate::names::input;
use crate::variable_set::VariableSet;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};
use terraform_language::configuration::{Configuration, ResourceBlock};
use terraform_language::evaluate::{Made, Scope};
use terraform_language::expression::{Expr, Reference};
use terraform_language::reach::{Keyed, KeyedLocal, Part, Reach};

/// What the resource blocks, locals and hoisted expressions of a configuration depend on.
pub(crate) struct Dependencies {
    /// By the place of the resource there.
    resources: Vec<DependsOn>,
    /// Of one instance, where it does not depend on the others; by the place of the resource.
    instances: Vec<Option<Entry>>,
    /// In the order of their names.
    locals: Vec<(Arc<str>, DependsOn)>,
    /// Of one entry of a local that is made of others key by key; in the order of their names.
    entries: Vec<(Arc<str>, Entry)>,
    /// By its slot.
    hoisted: Vec<DependsOn>,
    /// The locals of which something reads one attribute alone.
    read_in_part: BTreeSet<Arc<str>>,
    create_first: BTreeSet<Reference>,
    /// The locals and the hoisted expressions that come to no resource.
    apart: Apart,
    /// Those of them that do not come to the availability zones either, which a root may name.
    apart_from_zones: Apart,
}

/// Locals and hoisted expressions that are worth the same whatever is known of what they do not come to.
#[derive(Default)]
struct Apart {
    locals: Vec<Arc<str>>,
    hoisted: Vec<usize>,
}

/// What something depends on directly, through locals.
#[derive(Default)]
pub(crate) struct DependsOn {
    /// The variables.
    pub(crate) variables: VariableSet,
    /// Other resources by their places, each with the attribute where one alone is read.
    pub(crate) resources: Vec<(usize, Option<Arc<str>>)>,
}

/// What one entry of a local or one instance of a resource depends on, both by their keys.
pub(crate) struct Entry {
    /// The local whose entry with the key is what the entry is made of.
    pub(crate) of: Option<Arc<str>>,
    /// The locals of which it reads the entry with its own key.
    pub(crate) by_key: Vec<Arc<str>>,
    /// Locals of which it reads one entry, with the key of that.
    pub(crate) entries: Vec<(Arc<str>, Arc<str>)>,
    /// All else.
    pub(crate) rest: DependsOn,
}

impl Dependencies {
    /// Those of the embedded module's resources. Read once, when someone first asks.
    pub(crate) fn embedded() -> &'static Self {
        static DEPENDENCIES: LazyLock<Dependencies> =
            LazyLock::new(|| Dependencies::of(Module::embedded().resources()));
        &DEPENDENCIES
    }

    /// Those of the resources of a configuration.
    pub(crate) fn of(configuration: &Configuration) -> Self {
        let reach = Reach::new(configuration);
        let place = |reference: &Reference| configuration.resources.iter().position(|it| it.reference() == *reference);
        let depends_on = |parts: BTreeSet<Part>| {
            let mut found = DependsOn::default();
            for (reference, attribute) in parts {
                match &reference {
                    Reference::Variable(name) => found.variables.insert(name),
                    other => found.resources.extend(place(other).map(|place| (place, attribute))),
                }
            }
            found
        };
        let of = |exprs: &[&Expr]| depends_on(exprs.iter().flat_map(|expr| reach.parts_of(expr)).collect());
        let entry = |of: Option<Arc<str>>, keyed: Keyed| Entry {
            of,
            by_key: keyed.by_key.into_iter().collect(),
            entries: keyed.entries.into_iter().collect(),
            rest: depends_on(keyed.rest),
        };
        let of_instance = |resource: &ResourceBlock| {
            reach.of_instance(resource).filter(|_| resource.is_managed()).map(|it| entry(None, it))
        };
        let of_entries = |(name, expr): (&Arc<str>, &Expr)| {
            let KeyedLocal { of, entry: keyed } = reach.of_entries(expr)?;
            Some((name.clone(), entry(of, keyed)))
        };
        let of_resource = |resource: &ResourceBlock| match resource.is_managed() {
            true => of(&resource.exprs()),
            // Of a data source nothing but its instances is known.
            false => of(&resource.count.iter().chain(&resource.for_each).collect::<Vec<_>>()),
        };
        let of_local = |(name, expr): (&Arc<str>, &Expr)| (name.clone(), of(&[expr]));
        Self {
            resources: configuration.resources.iter().map(of_resource).collect(),
            instances: configuration.resources.iter().map(of_instance).collect(),
            locals: configuration.locals.iter().map(of_local).collect(),
            entries: configuration.locals.iter().filter_map(of_entries).collect(),
            hoisted: configuration.hoisted.iter().map(|expr| of(&[expr])).collect(),
            read_in_part: reach.read_in_part(),
            create_first: create_before_destroy(configuration, &reach),
            apart: Apart::from(configuration, &reach, |reference| matches!(reference, Reference::Resource(..))),
            apart_from_zones: Apart::from(configuration, &reach, |reference| match reference {
                Reference::Resource(..) => true,
                Reference::Variable(name) => **name == *input::AVAILABILITY_ZONES.name(),
                _ => false,
            }),
        }
    }

    /// A scope of the embedded module's resources with what has been made of its locals for the same values, or for the
    /// same but for the availability zones.
    pub(crate) fn share<'a>(&self, scope: Scope<'a>, made: &Made, has_other_zones: bool) -> Scope<'a> {
        let apart = if has_other_zones { &self.apart_from_zones } else { &self.apart };
        scope.with_made(made, &apart.locals, &apart.hoisted)
    }

    /// Those of the resource at this place in the configuration.
    pub(crate) fn of_resource(&self, place: usize) -> Option<&DependsOn> {
        self.resources.get(place)
    }

    /// Those of one instance of the resource at this place, where it does not depend on the others.
    pub(crate) fn of_instance(&self, place: usize) -> Option<&Entry> {
        self.instances.get(place)?.as_ref()
    }

    /// Those of a local.
    pub(crate) fn of_local(&self, name: &Arc<str>) -> Option<&DependsOn> {
        named(&self.locals, name)
    }

    /// Those of a hoisted expression.
    pub(crate) fn of_hoisted(&self, slot: usize) -> Option<&DependsOn> {
        self.hoisted.get(slot)
    }

    /// Those of each entry of a local, where they are made key by key.
    pub(crate) fn of_entry(&self, local: &Arc<str>) -> Option<&Entry> {
        named(&self.entries, local)
    }

    /// Whether something reads one attribute alone of a local: it has a value only while no other attribute is an error.
    pub(crate) fn is_read_in_part(&self, local: &Arc<str>) -> bool {
        self.read_in_part.contains(local)
    }

    /// Whether a replacement of the resource is made before what it replaces is destroyed.
    pub(crate) fn is_created_first(&self, resource: &ResourceBlock) -> bool {
        self.create_first.contains(&resource.reference())
    }
}

/// What stands beside a name, in the order of names.
fn named<'t, T>(table: &'t [(Arc<str>, T)], name: &Arc<str>) -> Option<&'t T> {
    let place = table.binary_search_by(|(other, _)| other.cmp(name)).ok()?;
    table.get(place).map(|(_, found)| found)
}

impl Apart {
    /// Those that come to nothing of the kind.
    fn from(configuration: &Configuration, reach: &Reach, is_of_kind: impl Fn(&Reference) -> bool) -> Self {
        let is_apart = |expr: &Expr| !reach.of(expr).iter().any(&is_of_kind);
        let locals =
            configuration.locals.keys().filter(|name| is_apart(&Expr::Reference(Reference::Local((*name).clone()))));
        let hoisted = 0..configuration.hoisted.len();
        Self {
            locals: locals.cloned().collect(),
            hoisted: hoisted.filter(|slot| is_apart(&Expr::Hoisted(*slot))).collect(),
        }
    }
}

/// The resources whose replacements are made before what they replace goes: those that say so, and all that they depend
/// on: <https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#create_before_destroy>.
fn create_before_destroy(configuration: &Configuration, reach: &Reach) -> BTreeSet<Reference> {
    let mut left: Vec<_> =
        configuration.resources.iter().filter(|resource| resource.body.lifecycle.create_before_destroy).collect();
    let mut found = BTreeSet::new();
    while let Some(resource) = left.pop() {
        if found.insert(resource.reference()) {
            let depends_on = reach.of_resource(resource);
            left.extend(configuration.resources.iter().filter(|other| depends_on.contains(&other.reference())));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::planned::{self, Provided};
    use crate::provider::Provider;
    use crate::{Evaluation, Module, preset, zones};

    #[test]
    fn what_is_shared_is_worth_what_would_be_made_anew() {
        let module = Module::embedded();
        let plan = planned::plan(Provider::embedded(), Provided::Unknown);
        for preset in preset::all() {
            let evaluation = Evaluation::of(module, &preset.inputs);
            let values = zones::named(module, &evaluation.values);
            let shared = planned::scope(module, &values, &plan, Some((evaluation.made(), &evaluation.values)));
            let anew = planned::scope(module, &values, &plan, None);
            for (resource, instance) in planned::instances(module.resources(), &anew) {
                let address = instance.address(resource);
                assert_eq!(shared.instance(resource, &instance), anew.instance(resource, &instance), "{address}");
            }
        }
    }
}
