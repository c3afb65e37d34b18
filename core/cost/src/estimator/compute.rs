//! The tasks of each service.

use super::{Estimator, key, number, quantity, within};
use crate::load::Load;
use crate::{Architecture, Basis, Bounds, Driver, Sku};
use openmercato_ecs_module::TaskRange;
use openmercato_ecs_module::names::{Attribute, Input, attribute, choice, input};
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
    /// How many tasks it has; `None` while an input that says so is unknown.
    range: Option<TaskRange>,
    /// Whether load decides how many it has at a time.
    scales: bool,
    /// The attribute that says how many; `None` where the module has one task alone.
    counted_by: Option<Attribute>,
    address: &'a Address,
}

impl<'a> Service<'a> {
    /// A service whose input says how many tasks it has.
    fn scaled(name: &str, path: InputPath, value: &'a Value, address: &'a Address) -> Self {
        let scales = attribute::AUTOSCALING.of(value).is_some();
        let counted_by = Some(if scales { attribute::AUTOSCALING } else { attribute::DESIRED_COUNT });
        Self { name: name.to_owned(), path, value, range: TaskRange::of(value), scales, counted_by, address }
    }

    /// A service that always has one task.
    fn single(name: &str, path: InputPath, value: &'a Value, address: &'a Address) -> Self {
        let range = Some(TaskRange { least: 1, most: 1 });
        Self { name: name.to_owned(), path, value, range, scales: false, counted_by: None, address }
    }

    /// How many tasks it has; what a schedule alone decides does not follow from load.
    fn count(&self, load: Option<Load>) -> Option<Bounds> {
        let TaskRange { least, most } = self.range?;
        Some(match load {
            Some(load) if self.scales => number(load.tasks(TaskRange { least, most })),
            _ => Bounds { low: quantity(least), high: quantity(most) },
        })
    }
}

/// Every ECS service of the plan.
fn planned<'a>(estimator: &Estimator<'a>) -> Vec<Service<'a>> {
    let workers = estimator.reading.value(input::WORKER_SERVICES);
    let value = |input: Input| estimator.reading.value(input);
    let service = |address: &'a Address| match (key(address), &*address.name) {
        (Some(worker), _) => {
            let path = input::WORKER_SERVICES.path().then(Step::Key(worker.into()));
            Some(Service::scaled(worker, path, workers.get(worker)?, address))
        }
        (None, name @ "search") => {
            let search = input::SEARCH_SERVICE;
            Some(Service::single(name, search.path(), value(search), address))
        }
        (None, name) => {
            let web = input::WEB_SERVICE;
            Some(Service::scaled(name, web.path(), value(web), address))
        }
    };
    estimator.planned("aws_ecs_service").filter_map(|resource| service(&resource.address)).collect()
}

/// Lines for the processors and the memory of each service's tasks.
pub(super) fn services(estimator: &mut Estimator) {
    let architecture = if estimator.reading.is(choice::CPU_ARM64) { Architecture::Arm } else { Architecture::X86 };
    for service in planned(estimator) {
        let driver = Driver::Tasks(service.name.clone());
        let Some(tasks) = Tasks::of(&service, estimator.load) else {
            estimator.gap(&driver.to_string(), "the size or the number of its tasks cannot be told");
            continue;
        };
        let basis = |size: Attribute| {
            let mut basis = vec![Basis::Resource(service.address.clone()), within(&service.path, size)];
            basis.extend(counted_by(&service));
            basis.extend(super::basis(&[], &[input::CPU_ARCHITECTURE], &[]));
            basis
        };
        let (vcpu, memory) = (Sku::FargateVcpu(architecture), Sku::FargateMemory(architecture));
        estimator.charge_hours(
            driver.clone(),
            vcpu,
            tasks.count.map(|count| count * tasks.vcpu),
            basis(attribute::CPU),
        );
        let memory_gb = tasks.count.map(|count| count * tasks.memory_gb);
        estimator.charge_hours(driver, memory, memory_gb, basis(attribute::MEMORY));
        not_priced(estimator, &service);
    }
}

/// What a service's tasks cost besides, or less.
fn not_priced(estimator: &mut Estimator, service: &Service) {
    if attribute::EPHEMERAL_STORAGE_GIB.of(service.value).is_some() {
        estimator.gap(&format!("{}: disk beyond 20 GiB", service.name), "no price of it was sourced");
    }
    if attribute::SPOT_PERCENT.number(service.value).is_some_and(|percent| percent > 0) {
        let why = "it changes from day to day, up to 70 % off; the tasks are counted at the full price";
        estimator.omit(&format!("{}: the discount of Fargate Spot", service.name), why);
    }
}

/// How many tasks run at a time, of all services together, with the inputs that say so.
pub(super) fn running(estimator: &Estimator) -> (Bounds, Vec<Basis>) {
    let mut sum = Bounds::exactly(0.0);
    let mut basis = Vec::new();
    for service in planned(estimator) {
        if let Some(tasks) = Tasks::of(&service, estimator.load) {
            sum = Bounds { low: sum.low + tasks.count.low, high: sum.high + tasks.count.high };
            basis.extend(counted_by(&service));
        }
    }
    (sum, basis)
}

/// The services that autoscaling gives tasks, of those that can be priced.
pub(super) fn autoscaled(estimator: &Estimator) -> Vec<(String, TaskRange)> {
    let scaled = planned(estimator).into_iter().filter(|service| service.scales && Tasks::of(service, None).is_some());
    scaled.filter_map(|service| Some((service.name.clone(), service.range?))).collect()
}

/// The input that says how many tasks a service has, where one says so.
fn counted_by(service: &Service) -> Option<Basis> {
    service.counted_by.map(|counted| within(&service.path, counted))
}

impl Tasks {
    /// The tasks of a service.
    ///
    /// CPU units and MiB are 1024ths.
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html>
    fn of(service: &Service, load: Option<Load>) -> Option<Self> {
        let number = |attribute: Attribute| attribute.number(service.value).map(quantity);
        let count = service.count(load)?;
        Some(Self { count, vcpu: number(attribute::CPU)? / 1024.0, memory_gb: number(attribute::MEMORY)? / 1024.0 })
    }
}
