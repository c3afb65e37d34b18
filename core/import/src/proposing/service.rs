//! Services and their containers in calls of well-known modules.

use super::reading::{Part, Reading};
use super::well_known::Form;
use crate::Argument;
use crate::container::{self, Role};
use openmercato_ecs_module::names::{Attribute, attribute, choice, input};
use std::sync::Arc;
use terraform_language::{InputPath, Step, Value};

/// An argument of a service, and the attribute of ours.
type Setting = (&'static str, Attribute, &'static str);

const OF_AWS_MODULES: &[Setting] = &[
    ("cpu", attribute::CPU, "is the CPU units of a task"),
    ("memory", attribute::MEMORY, "is the MiB of a task"),
    ("ephemeral_storage.size_in_gib", attribute::EPHEMERAL_STORAGE_GIB, "is the disk of a task"),
];

const OF_SERVICE_TASK: &[Setting] = &[
    ("task_cpu", attribute::CPU, "is the CPU units of a task"),
    ("task_memory", attribute::MEMORY, "is the MiB of a task"),
    ("ephemeral_storage_size", attribute::EPHEMERAL_STORAGE_GIB, "is the disk of a task"),
];

const OF_BOTH: &[Setting] = &[
    ("desired_count", attribute::DESIRED_COUNT, "is the number of tasks"),
    (
        "deployment_minimum_healthy_percent",
        attribute::DEPLOYMENT_MINIMUM_HEALTHY_PERCENT,
        "is the share of tasks that stays healthy during a deployment",
    ),
    (
        "deployment_maximum_percent",
        attribute::DEPLOYMENT_MAXIMUM_PERCENT,
        "is the share of tasks that may run during a deployment",
    ),
];

/// The scaling that the modules of terraform-aws-modules have by themselves.
const SCALING: (i32, i32, i32) = (1, 10, 75);

impl Reading<'_> {
    /// Proposes what a part says of a service of this name.
    pub(super) fn service(&mut self, base: &Part, name: &str, form: Form) {
        let containers = match form {
            Form::AwsModules => base.within("container_definitions.*"),
            Form::ServiceTask => base.within("container_definition_json.*"),
            Form::Container => vec![base.clone()],
        };
        // Of several that are as likely the first.
        let app = containers.iter().rev().max_by_key(|container| {
            container::likelihood(container_name(container), image(container), has_port(container))
        });
        let is_served = !base.within("load_balancer.*").is_empty() || !base.within("container_port").is_empty();
        let role = role(name, app, is_served);
        if matches!(role, Role::Migration | Role::SchedulerSync) {
            return;
        }
        if matches!(role, Role::Worker(_)) {
            let runs = choice::RUNTIME_SPLIT_WORKERS;
            let why = "is a worker, which is a service of its own";
            self.follow(base, runs.input.path(), runs.value.into(), why);
        }
        if form != Form::Container {
            self.task(base, &role, form);
        }
        if let Some(app) = app {
            self.container(app, &role);
        }
    }

    fn task(&mut self, base: &Part, role: &Role, form: Form) {
        let own = if form == Form::AwsModules { OF_AWS_MODULES } else { OF_SERVICE_TASK };
        for (argument, to, why) in own.iter().chain(OF_BOTH) {
            self.setting(base, argument, &role.path().then(to.step()), why);
        }
        if *role == Role::Web {
            let to = role.path().then(attribute::HEALTH_CHECK_GRACE_PERIOD_SECONDS.step());
            let why = "is how long a new task is not judged";
            self.setting(base, "health_check_grace_period_seconds", &to, why);
            for argument in ["load_balancer.*.container_port", "container_port"] {
                self.setting(base, argument, &input::CONTAINER_PORT.path(), "is the port of the application");
            }
        }
        for argument in ["runtime_platform.cpu_architecture", "runtime_platform.*.cpu_architecture"] {
            self.setting(base, argument, &input::CPU_ARCHITECTURE.path(), "is the architecture of the image");
        }
        for argument in ["enable_execute_command", "exec_enabled"] {
            let why = "says whether there is a shell in running containers";
            self.setting(base, argument, &input::ENABLE_EXECUTE_COMMAND.path(), why);
        }
        if form == Form::AwsModules {
            self.scaling(base, role);
        }
    }

    /// Proposes what each part is that the names lead to.
    fn setting(&mut self, base: &Part, argument: &str, to: &InputPath, why: &str) {
        for part in base.within(argument) {
            // A disk of no size is none of its own.
            let says_nothing = |value: &Value| *value == Value::from(0) && argument == "ephemeral_storage_size";
            if let Some(value) = self.known(&part, to).filter(|value| !says_nothing(value)) {
                self.propose(&part, to.clone(), value, why);
            }
        }
    }

    /// Proposes autoscaling as a whole: its parts mean nothing without each other.
    fn scaling(&mut self, base: &Part, role: &Role) {
        let names = ["autoscaling_min_capacity", "autoscaling_max_capacity", "autoscaling_policies"];
        let given: Vec<_> = names.iter().filter_map(|name| base.first(&[name])).collect();
        if let Some(switch) = base.first(&["enable_autoscaling"]) {
            self.switch(&switch);
            if switch.argument.value != Value::Bool(true) {
                return;
            }
        }
        let Some(first) = given.first() else { return };
        let path = role.path().then(attribute::AUTOSCALING.step());
        for part in &given {
            if self.known(part, &path).is_none() {
                return;
            }
        }
        let (least, most, target) = SCALING;
        let number = |name: &str, otherwise: i32| {
            base.first(&[name]).map_or_else(|| otherwise.into(), |part| part.argument.value)
        };
        let targets = match base.first(&["autoscaling_policies"]) {
            None => vec![(attribute::CPU_TARGET, target.into()), (attribute::MEMORY_TARGET, target.into())],
            Some(policies) => policies.within("*").iter().filter_map(scaled_by).collect(),
        };
        if targets.is_empty() {
            return;
        }
        let ends =
            [(attribute::MIN_CAPACITY, number(names[0], least)), (attribute::MAX_CAPACITY, number(names[1], most))];
        let all = ends.into_iter().chain(targets).map(|(attribute, value)| (attribute.name(), value));
        let why = "is, with what goes with it, how its number of tasks follows the load";
        self.add(first, path, Value::object(all), why);
        for part in &given[1..] {
            self.goes_with(part, first);
        }
    }

    fn container(&mut self, app: &Part, role: &Role) {
        let set = |reading: &mut Self, names: &[&str], to: InputPath, why: &str| {
            if let Some(part) = app.first(names)
                && let Some(value) = reading.known(&part, &to)
            {
                reading.propose(&part, to, value, why);
            }
        };
        let of = |attribute: Attribute| role.path().then(attribute.step());
        set(self, &["image", "container_image"], input::IMAGE.path(), "is the image of the application");
        if *role == Role::Web {
            let names =
                ["port_mappings.*.containerPort", "portMappings.*.containerPort", "port_mappings.*.container_port"];
            set(self, &names, input::CONTAINER_PORT.path(), "is the port of the application");
        }
        set(self, &["command"], of(attribute::COMMAND), "is what the container runs");
        set(
            self,
            &["stop_timeout", "stopTimeout"],
            of(attribute::STOP_TIMEOUT),
            "is how long the container has to end",
        );
        let days = ["cloudwatch_log_group_retention_in_days"];
        set(self, &days, input::LOG_RETENTION_DAYS.path(), "is for how many days logs are kept");
        for check in ["health_check", "healthCheck", "healthcheck"] {
            self.health_check(app, check, &of(attribute::HEALTH_CHECK));
        }
        for (names, layer, why) in [
            (["environment", "map_environment"], role.environment(), "is an environment variable of its container"),
            (["secrets", "map_secrets"], role.secrets(), "is a secret of its container"),
        ] {
            for part in names.iter().flat_map(|name| app.within(name)) {
                self.variables(&part, &layer, why);
            }
        }
    }

    /// Proposes a container's own check as a whole.
    fn health_check(&mut self, app: &Part, name: &str, path: &InputPath) {
        const ATTRIBUTES: [(&str, Attribute); 6] = [
            ("command", attribute::COMMAND),
            ("interval", attribute::INTERVAL),
            ("timeout", attribute::TIMEOUT),
            ("retries", attribute::RETRIES),
            ("startPeriod", attribute::START_PERIOD),
            ("start_period", attribute::START_PERIOD),
        ];
        let Some(check) = app.first(&[name]) else { return };
        if check.first(&["command"]).is_none() {
            return;
        }
        let Some(value) = self.known(&check, path) else { return };
        let attributes = ATTRIBUTES.iter().filter_map(|(name, to)| Some((to.name(), value.get(name)?.clone())));
        let attributes = attributes.filter(|(_, value)| !value.is_null());
        self.add(&check, path.clone(), Value::object(attributes), "is how the container tells that it is healthy");
    }

    /// Proposes environment variables or secrets: as a list of names and values, or as a map.
    fn variables(&mut self, part: &Part, layer: &InputPath, why: &str) {
        for entry in part.within("*") {
            let named = entry.first(&["name"]).filter(|_| part.argument.value.elements().is_some());
            let (name, value) = match &named {
                Some(name) => (name.text().to_owned(), entry.first(&["value", "valueFrom"])),
                None => (entry.name().to_owned(), Some(entry.clone())),
            };
            let Some(value) = value.filter(|_| !name.is_empty()) else { continue };
            self.said.insert(entry.way);
            let to = layer.then(Step::Key(name.as_str().into()));
            // By its name, and on the lines of all that belongs to it.
            let way = [&*part.way, &[name.into()]].concat();
            let variable = Part { way, argument: Argument { lines: entry.argument.lines, ..value.argument } };
            let text = self.known(&variable, &to).and_then(|value| text_of(&value));
            if let Some(text) = text {
                self.add(&variable, to, Value::String(text), why);
            }
        }
    }
}

/// What a policy scales by, as Application Auto Scaling names it.
fn scaled_by(policy: &Part) -> Option<(Attribute, Value)> {
    let tracking = policy.first(&["target_tracking_scaling_policy_configuration"])?;
    let metric = tracking.first(&["predefined_metric_specification.predefined_metric_type"])?;
    let attribute = match metric.text() {
        "ECSServiceAverageCPUUtilization" => attribute::CPU_TARGET,
        "ECSServiceAverageMemoryUtilization" => attribute::MEMORY_TARGET,
        _ => return None,
    };
    let target = tracking.first(&["target_value"]).map(|target| target.argument.value);
    Some((attribute, target.filter(|target| !target.is_null()).unwrap_or_else(|| SCALING.2.into())))
}

fn text_of(value: &Value) -> Option<Arc<str>> {
    match terraform_language::Type::String.convert(value) {
        Ok(Value::String(text)) => Some(text),
        _ => None,
    }
}

/// The name of a container: that which it is given, else that of its entry.
fn container_name(container: &Part) -> &str {
    let given = ["name", "container_name"].iter().find_map(|name| container.argument.value.get(name)?.as_str());
    given.unwrap_or_else(|| container.name())
}

fn image(container: &Part) -> &str {
    ["image", "container_image"]
        .iter()
        .find_map(|name| container.argument.value.get(name)?.as_str())
        .unwrap_or_default()
}

fn has_port(container: &Part) -> bool {
    ["port_mappings.*", "portMappings.*"].iter().any(|names| !container.within(names).is_empty())
}

fn role(name: &str, app: Option<&Part>, is_served: bool) -> Role {
    let command = app.and_then(|app| app.first(&["command"]));
    let words = command.iter().flat_map(|command| command.argument.value.elements().unwrap_or_default());
    let command: Vec<_> = words.filter_map(Value::as_str).collect();
    Role::of(name, &command.join(" "), is_served || app.is_some_and(has_port))
}
