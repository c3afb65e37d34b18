//! What Terraform will create.

use crate::Module;
use terraform_language::Address;
use terraform_language::evaluate::Scope;

/// The resource instances that Terraform will plan, in the order of the module's files and blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Each managed resource instance.
    pub resources: Vec<PlannedResource>,
}

/// One resource instance to be created.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedResource {
    /// Its address, relative to the module.
    pub address: Address,
    /// The module's file that declares it, as `alb.tf`.
    pub file: String,
}

impl Plan {
    /// Every managed resource of the module with an instance for each `count` and `for_each`.
    ///
    /// A resource whose number of instances cannot be told, since an input is wrong, is left out.
    pub(crate) fn of(module: &Module, scope: &Scope) -> Self {
        let managed = module.configuration().resources.iter().filter(|resource| resource.is_managed());
        let resources = managed.flat_map(|resource| {
            let instances = scope.instances(resource).map(|instances| instances.iter()).unwrap_or_default();
            instances.into_iter().map(|instance| PlannedResource {
                address: Address {
                    resource_type: resource.resource_type.clone(),
                    name: resource.name.clone(),
                    key: instance.key(),
                },
                file: resource.file.clone(),
            })
        });
        Self { resources: resources.collect() }
    }
}
