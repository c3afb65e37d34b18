//! The tasks of each service.

use super::{Estimator, attribute, key, quantity};
use crate::{Architecture, Basis, Bounds, Driver, Sku};
use openmercato_ecs_module::number_in;
use terraform_language::{Address, InputPath, Step, Value};

/// Tasks that run all month: between how many, and how large each is.
struct Tasks {
    count: Bounds,
    vcpu: f64,
    memory_gb: f64,
}

/// A service as it is planned, with the input that it comes from.
struct Service<'a> {
    name: String,
    path: InputPath,
    value: &'a Value,
    address: &'a Address,
}

/// Every ECS service of the plan.
fn planned<'a>(estimator: &Estimator<'a>) -> Vec<Service<'a>> {
    let workers = estimator.reading.value("worker_services");
    let service = |address: &'a Address| match key(address) {
        Some(worker) => Some(Service {
            name: worker.to_owned(),
            path: InputPath::of("worker_services").then(Step::Key(worker.into())),
            value: workers.get(worker)?,
            address,
        }),
        None => Some(Service {
            name: address.name.to_string(),
            path: InputPath::of("web_service"),
            value: estimator.reading.value("web_service"),
            address,
        }),
    };
    estimator.planned("aws_ecs_service").filter_map(|resource| service(&resource.address)).collect()
}

/// Lines for the processors and the memory of each service's tasks.
pub(super) fn services(estimator: &mut Estimator) {
    let architecture =
        if estimator.reading.is("cpu_architecture", "ARM64") { Architecture::Arm } else { Architecture::X86 };
    for service in planned(estimator) {
        let driver = Driver::Tasks(service.name.clone());
        let Some(tasks) = Tasks::of(service.value) else {
            estimator.gap(&driver.to_string(), "the size or the number of its tasks cannot be told");
            continue;
        };
        let basis = |size: &str| {
            let counted = attribute(&service.path, counted_by(service.value));
            let resource = Basis::Resource(service.address.clone());
            let mut basis = vec![resource, attribute(&service.path, size), counted];
            basis.extend(super::basis(&[], &["cpu_architecture"], &[]));
            basis
        };
        let (vcpu, memory) = (Sku::FargateVcpu(architecture), Sku::FargateMemory(architecture));
        estimator.charge_hours(driver.clone(), vcpu, tasks.count.map(|count| count * tasks.vcpu), basis("cpu"));
        let memory_gb = tasks.count.map(|count| count * tasks.memory_gb);
        estimator.charge_hours(driver, memory, memory_gb, basis("memory"));
    }
}

/// How many tasks run at a time, of all services together, with the inputs that say so.
pub(super) fn running(estimator: &Estimator) -> (Bounds, Vec<Basis>) {
    let mut sum = Bounds::exactly(0.0);
    let mut basis = Vec::new();
    for service in planned(estimator) {
        if let Some(tasks) = Tasks::of(service.value) {
            sum = Bounds { low: sum.low + tasks.count.low, high: sum.high + tasks.count.high };
            basis.push(attribute(&service.path, counted_by(service.value)));
        }
    }
    (sum, basis)
}

fn counted_by(service: &Value) -> &'static str {
    if service.get("autoscaling").is_some_and(|scaling| !scaling.is_null()) { "autoscaling" } else { "desired_count" }
}

impl Tasks {
    /// The tasks of a service: from the least to the most that autoscaling runs, or the number that is set.
    ///
    /// CPU units and MiB are 1024ths.
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html>
    fn of(service: &Value) -> Option<Self> {
        let number = |name| number_in(service, name).map(quantity);
        let count = match service.get("autoscaling").filter(|scaling| !scaling.is_null()) {
            None => Bounds::exactly(number("desired_count")?),
            Some(scaling) => {
                let (least, most) = (number_in(scaling, "min_capacity")?, number_in(scaling, "max_capacity")?);
                // A range the wrong way round is an error elsewhere; here it must not end in a total the wrong way round.
                Bounds { low: quantity(least.min(most)), high: quantity(most) }
            }
        };
        Some(Self { count, vcpu: number("cpu")? / 1024.0, memory_gb: number("memory")? / 1024.0 })
    }
}
