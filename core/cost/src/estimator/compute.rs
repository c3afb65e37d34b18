//! The tasks of each service.

use super::{Estimator, key, quantity, within};
use crate::{Architecture, Basis, Bounds, Driver, Sku};
use openmercato_ecs_module::TaskRange;
use openmercato_ecs_module::names::{Attribute, attribute, choice, input};
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
    let workers = estimator.reading.value(input::WORKER_SERVICES);
    let service = |address: &'a Address| match key(address) {
        Some(worker) => Some(Service {
            name: worker.to_owned(),
            path: input::WORKER_SERVICES.path().then(Step::Key(worker.into())),
            value: workers.get(worker)?,
            address,
        }),
        None if &*address.name == "search" => Some(Service {
            name: "search".to_owned(),
            path: input::SEARCH_SERVICE.path(),
            value: estimator.reading.value(input::SEARCH_SERVICE),
            address,
        }),
        None => Some(Service {
            name: address.name.to_string(),
            path: input::WEB_SERVICE.path(),
            value: estimator.reading.value(input::WEB_SERVICE),
            address,
        }),
    };
    estimator.planned("aws_ecs_service").filter_map(|resource| service(&resource.address)).collect()
}

/// Lines for the processors and the memory of each service's tasks.
pub(super) fn services(estimator: &mut Estimator) {
    let architecture = if estimator.reading.is(choice::CPU_ARM64) { Architecture::Arm } else { Architecture::X86 };
    for service in planned(estimator) {
        let driver = Driver::Tasks(service.name.clone());
        let Some(tasks) = Tasks::of(&service) else {
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
        if let Some(tasks) = Tasks::of(&service) {
            sum = Bounds { low: sum.low + tasks.count.low, high: sum.high + tasks.count.high };
            basis.extend(counted_by(&service));
        }
    }
    (sum, basis)
}

/// The input that says how many tasks a service has; `None` for the search engine, which always has one.
fn counted_by(service: &Service) -> Option<Basis> {
    let scales = attribute::AUTOSCALING.of(service.value).is_some();
    let counted = if scales { attribute::AUTOSCALING } else { attribute::DESIRED_COUNT };
    (!service.is_search_engine()).then(|| within(&service.path, counted))
}

impl Service<'_> {
    fn is_search_engine(&self) -> bool {
        self.path == input::SEARCH_SERVICE.path()
    }
}

impl Tasks {
    /// The tasks of a service.
    ///
    /// CPU units and MiB are 1024ths.
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html>
    fn of(service: &Service) -> Option<Self> {
        let number = |attribute: Attribute| attribute.number(service.value).map(quantity);
        let one = TaskRange { least: 1, most: 1 };
        let range = if service.is_search_engine() { one } else { TaskRange::of(service.value)? };
        let count = Bounds { low: quantity(range.least), high: quantity(range.most) };
        Some(Self { count, vcpu: number(attribute::CPU)? / 1024.0, memory_gb: number(attribute::MEMORY)? / 1024.0 })
    }
}
