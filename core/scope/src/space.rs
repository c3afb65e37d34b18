//! What a search chooses among: parts of a deployment, each with alternatives.
//!
//! Every input that the search decides is set by one part alone. What two parts cost together is what each costs.

use crate::demand::{TRIAL_CLASS, TRIAL_NODE};
use crate::question::name;
use crate::{Constraint, Scope};
use openmercato_ecs_module::names::{Attribute, Choice, Input, attribute, choice, input};
use openmercato_ecs_module::{Inputs, Module, Values, circumstances::Circumstances, example, preset, zones};
use serde_json::{Map, Value as Json, json};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;
use terraform_language::{InputPath, Value};

/// One alternative of a part.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// What it is, in a few words.
    pub words: String,
    /// What it has that others do not; none where that is only a price.
    pub good_for: &'static [&'static str],
    /// What it asks for, or has less of, than others.
    pub gives_up: &'static [&'static str],
    /// What it sets; null is a value that must not be set.
    pub settings: Vec<(InputPath, Value)>,
    /// What it needs beside, which somebody has to fill in: made up until then.
    pub(crate) examples: Inputs,
}

/// A part of a deployment.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is.
    pub title: Cow<'static, str>,
    /// What it can be. What is preferred at the same price comes first.
    pub alternatives: Vec<Alternative>,
}

/// All parts, and what holds for each of their combinations.
#[derive(Clone, Debug)]
pub struct Space {
    /// Inputs that no part sets: names, image, secrets.
    pub base: Inputs,
    /// The parts.
    pub parts: Vec<Part>,
}

impl Space {
    /// The space for a scope, over what somebody typed already.
    pub fn of(module: &Module, scope: &Scope, current: &Inputs) -> Self {
        let circumstances = Circumstances { region: scope.region().map(str::to_owned), existing: Vec::new() };
        let mut base =
            preset::all().first().map(|preset| circumstances.of(module, preset, current)).unwrap_or_default();
        let parts = parts(scope, &zones_of(module, &base));
        for input in parts.iter().flat_map(Part::inputs).chain(BROUGHT) {
            base.remove(input.name());
        }
        let mut space = Self { base, parts };
        space.fill_in(module);
        space
    }

    /// The combination of one alternative of each part.
    pub fn inputs(&self, choices: &[usize]) -> Inputs {
        let chosen = self.parts.iter().zip(choices).filter_map(|(part, at)| part.alternatives.get(*at));
        chosen.fold(self.base.clone(), |inputs, alternative| alternative.over(&inputs))
    }

    /// Of each part the alternatives that constraints on values allow. An input is set by one part alone, so that what
    /// the others are does not matter.
    pub fn allowed(&self, module: &Module, constraints: &[Constraint]) -> Vec<Vec<usize>> {
        let parts = self.parts.iter().enumerate();
        parts
            .map(|(at, part)| {
                let concerns = |one: &&Constraint| one.input().is_some_and(|input| part.sets(input));
                let of_part: Vec<_> = constraints.iter().filter(concerns).collect();
                let all = 0..part.alternatives.len();
                if of_part.is_empty() {
                    return all.collect();
                }
                all.filter(|alternative| {
                    let values = self.values_with(module, at, *alternative);
                    of_part.iter().all(|constraint| constraint.allows(module, &values))
                })
                .collect()
            })
            .collect()
    }

    /// The values with one alternative, and the first of all other parts.
    pub(crate) fn values_with(&self, module: &Module, part: usize, alternative: usize) -> Values {
        let mut choices = vec![0; self.parts.len()];
        choices[part] = alternative;
        Values::complete(module, &self.inputs(&choices)).0
    }

    /// Gives each alternative examples of what it needs.
    fn fill_in(&mut self, module: &Module) {
        let base = self.base.clone();
        for alternative in self.parts.iter_mut().flat_map(|part| &mut part.alternatives) {
            if !alternative.settings.iter().any(|(path, value)| is_brought(path, value)) {
                continue;
            }
            let chosen = alternative.over(&base);
            let completed = example::completed(module, &chosen);
            let added = completed.iter().filter(|(name, _)| chosen.get(name).is_none());
            alternative.examples = added.map(|(name, value)| (name.to_owned(), value.clone())).collect();
        }
    }
}

impl Part {
    /// The inputs that it sets.
    pub fn inputs(&self) -> impl Iterator<Item = Input> {
        let set: BTreeSet<_> =
            self.alternatives.iter().flat_map(|one| &one.settings).map(|(path, _)| path.variable()).collect();
        let known = input::ALL.iter().copied();
        known.filter(move |input| set.contains(input.name()))
    }

    /// Those of its alternatives that set inputs of these names as one of them does.
    pub(crate) fn alike(&self, alternative: usize, names: &BTreeSet<Arc<str>>) -> BTreeSet<usize> {
        let of = |one: &Alternative| {
            let set = one.settings.iter().filter(|(path, _)| names.contains(path.variable())).cloned();
            let examples = one.examples.iter().map(|(name, value)| (InputPath::of(name), value.clone()));
            set.chain(examples.filter(|(path, _)| names.contains(path.variable()))).collect::<Vec<_>>()
        };
        let as_chosen = self.alternatives.get(alternative).map(of);
        let alike = self.alternatives.iter().enumerate().filter(|(_, other)| Some(of(other)) == as_chosen);
        alike.map(|(at, _)| at).collect()
    }

    /// Whether it sets this input.
    pub(crate) fn sets(&self, input: Input) -> bool {
        self.inputs().any(|set| set == input)
    }
}

impl Alternative {
    /// The inputs with what this alternative sets.
    pub(crate) fn over(&self, inputs: &Inputs) -> Inputs {
        let examples = self.examples.iter().map(|(name, value)| (InputPath::of(name), value.clone()));
        let all = self.settings.iter().cloned().chain(examples);
        all.fold(inputs.clone(), |inputs, (path, value)| inputs.with_at(&path, value).unwrap_or(inputs))
    }
}

/// What an alternative needs that names something which exists.
const BROUGHT: [Input; 10] = [
    input::VPC_ID,
    input::PUBLIC_SUBNET_IDS,
    input::PRIVATE_SUBNET_IDS,
    input::DATABASE_URL_SECRET_ARN,
    input::REDIS_URL_SECRET_ARN,
    input::DOMAIN_NAME,
    input::HOSTED_ZONE_ID,
    input::WAF_WEB_ACL_ARN,
    input::ALARM_TOPIC_ARN,
    input::CERTIFICATE_ARN,
];

/// Whether a setting needs the name of something that exists.
fn is_brought(path: &InputPath, value: &Value) -> bool {
    let existing = [
        choice::NETWORKING_EXISTING,
        choice::DATABASE_EXTERNAL,
        choice::REDIS_EXTERNAL,
        choice::DNS_ROUTE53,
        choice::WAF_EXISTING,
    ];
    existing.iter().any(|one| one.input.path() == *path && value.as_str() == Some(one.value))
        || (*path == input::ENABLE_ALARMS.path() && *value == Value::from(true))
}

fn alternative(
    words: impl Into<String>,
    good_for: &'static [&'static str],
    settings: impl IntoIterator<Item = (InputPath, Json)>,
) -> Alternative {
    let settings = settings.into_iter().map(|(path, json)| (path, Value::from_json(&json)));
    Alternative { words: words.into(), good_for, gives_up: &[], settings: settings.collect(), examples: Inputs::new() }
}

fn chosen(choice: Choice) -> (InputPath, Json) {
    (choice.input.path(), choice.value.into())
}

fn set(input: Input, value: impl Into<Json>) -> (InputPath, Json) {
    (input.path(), value.into())
}

fn part(title: &'static str, alternatives: impl IntoIterator<Item = Alternative>) -> Part {
    Part { title: title.into(), alternatives: alternatives.into_iter().collect() }
}

/// The zones of the deployment, and then others of its region.
pub(crate) fn zones_of(module: &Module, inputs: &Inputs) -> Vec<Value> {
    let named = inputs.get(input::AVAILABILITY_ZONES.name()).and_then(Value::elements).unwrap_or_default();
    let others = zones::of_region(module, inputs).into_iter().filter(|zone| !named.contains(zone));
    named.iter().cloned().chain(others).collect()
}

/// Inputs whose sizes among the alternatives come from the answer to a question.
pub(crate) const SIZED_BY: [(&str, Input); 3] = [
    (name::PEOPLE, input::WEB_SERVICE),
    (name::JOBS, input::WORKER_SERVICES),
    (name::KEPT, input::DB_BACKUP_RETENTION_DAYS),
];

/// All parts; a network that is made is in the first of these zones.
pub(crate) fn parts(scope: &Scope, zones: &[Value]) -> Vec<Part> {
    vec![
        environment(),
        network(zones),
        database(scope),
        growth(),
        redis(),
        web(scope),
        workers(scope),
        uploads(),
        domain(),
        web_acl(),
        access(),
        alarms(),
        flow_logs(),
    ]
}

fn environment() -> Part {
    part(
        "Environment",
        [
            alternative("production", &[], [chosen(choice::ENVIRONMENT_PRODUCTION)]),
            alternative("staging", &[], [chosen(choice::ENVIRONMENT_STAGING)]),
        ],
    )
}

/// What tasks without internet ask of AWS, by the names of its endpoints.
const ENDPOINTS: [&str; 6] = ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager", "ssm"];

/// How many zones a network has that is made.
const ZONES: [usize; 2] = [2, 3];

fn network(zones: &[Value]) -> Part {
    const PRIVATE: &str = "Nothing of it is reachable, or reaches out, but by what your network allows.";
    const PER_ZONE: &str = "Tasks reach the internet when a zone fails.";
    const THREE: &str = "Tasks go on when a zone fails while another one is repaired.";
    let counts = ZONES.into_iter().filter(|count| *count <= zones.len().max(ZONES[0]));
    let managed = counts.flat_map(|count| {
        let named: Vec<_> = zones.iter().take(count).filter_map(Value::to_json).collect();
        let zones = if named.len() == count { Json::from(named) } else { Json::Null };
        let is_third = count > 2;
        let network = move |words: &str, good_for: &'static [&'static str], nat| {
            let settings =
                [chosen(choice::NETWORKING_MANAGED), set(input::AVAILABILITY_ZONES, zones.clone()), chosen(nat)];
            alternative(format!("{words}, in {count} zones"), good_for, settings)
        };
        [
            network("a network with one NAT gateway", if is_third { &[THREE] } else { &[] }, choice::NAT_SINGLE),
            network(
                "a network with a NAT gateway in each zone",
                if is_third { &[PER_ZONE, THREE] } else { &[PER_ZONE] },
                choice::NAT_PER_ZONE,
            ),
        ]
    });
    let existing = || chosen(choice::NETWORKING_EXISTING);
    let existing = [
        alternative("the network that exists, out through NAT", &[PRIVATE], [existing(), chosen(choice::EGRESS_NAT)]),
        alternative(
            "the network that exists, to AWS alone through VPC endpoints",
            &[PRIVATE],
            [existing(), chosen(choice::EGRESS_VPC_ENDPOINTS), set(input::EXISTING_VPC_ENDPOINTS, json!(ENDPOINTS))],
        ),
    ];
    part("Network", managed.chain(existing))
}

/// Classes by what they can do. One without a price in the region is never proposed.
const CLASSES: [&str; 4] = [TRIAL_CLASS.value, "db.t4g.medium", "db.m7g.large", "db.r6g.large"];

/// For how many days backups are kept where nobody asked for more: what the module's advice asks for.
const KEPT: usize = 7;

/// The most days. <https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html>
const MOST_KEPT: usize = 35;

fn database(scope: &Scope) -> Part {
    let kept = scope.kept().unwrap_or(KEPT).clamp(KEPT, MOST_KEPT);
    const STANDBY: &str = "The database goes on when a zone fails, and during maintenance.";
    let managed = CLASSES.iter().flat_map(|class| {
        [false, true].map(|multi_az| {
            let standby = if multi_az { "with a standby in another zone" } else { "in one zone" };
            alternative(
                format!("{class} {standby}, backups of {kept} days"),
                if multi_az { &[STANDBY] } else { &[] },
                [
                    chosen(choice::DATABASE_MANAGED),
                    set(input::DB_INSTANCE_CLASS, *class),
                    set(input::DB_MULTI_AZ, multi_az),
                    set(input::DB_BACKUP_RETENTION_DAYS, kept),
                ],
            )
        })
    });
    let external = alternative("the database that exists", &[], [chosen(choice::DATABASE_EXTERNAL)]);
    part("Database", managed.chain([external]))
}

fn growth() -> Part {
    /// GiB: four times what the module begins with.
    const MOST_STORAGE: usize = 200;
    part(
        "Growth",
        [
            alternative("storage that stays as it is", &[], [set(input::DB_MAX_ALLOCATED_STORAGE, Json::Null)]),
            alternative(
                format!("storage that grows up to {MOST_STORAGE} GiB"),
                &["A database that fills up goes on."],
                [set(input::DB_MAX_ALLOCATED_STORAGE, MOST_STORAGE)],
            ),
        ],
    )
}

/// The module's default.
const NODE: &str = "cache.t4g.small";

fn redis() -> Part {
    let nodes = |count: usize, node: &str| {
        [
            chosen(choice::REDIS_MANAGED),
            set(input::REDIS_NODE_TYPE, node),
            set(input::REDIS_NUM_CACHE_CLUSTERS, count),
            set(input::REDIS_MULTI_AZ, count > 1),
        ]
    };
    part(
        "Redis",
        [
            alternative("one small Redis node", &[], nodes(1, TRIAL_NODE.value)),
            alternative("one Redis node", &[], nodes(1, NODE)),
            alternative("two Redis nodes in two zones", &["Queues and cache go on when a zone fails."], nodes(2, NODE)),
            alternative(
                "serverless Redis",
                &["It grows by itself."],
                [chosen(choice::REDIS_MANAGED), chosen(choice::REDIS_SERVERLESS)],
            ),
            alternative("the Redis that exists", &[], [chosen(choice::REDIS_EXTERNAL)]),
        ],
    )
}

/// CPU units and MiB of a web task: what OpenMercato needs, and what is recommended for it.
const SIZES: [(usize, usize); 2] = [(512, 2048), (1024, 4096)];

/// The most tasks of an ECS service. <https://docs.aws.amazon.com/general/latest/gr/ecs-service.html>
const MOST_TASKS: usize = 5000;

fn web(scope: &Scope) -> Part {
    let needed = scope.people().map_or(1, |people| scope.sizing.web_cpu(people));
    let alternatives = SIZES.into_iter().flat_map(|size| {
        let most = needed.div_ceil(size.0).clamp(1, MOST_TASKS);
        let fixed: BTreeSet<_> = [most, most.max(2)].into();
        let fixed = fixed.into_iter().map(move |count| web_tasks(size, &tasks(count), count, Json::Null));
        let least = if most > 2 { &[1, 2][..] } else { &[] };
        let scaling = least.iter().map(move |least| {
            let autoscaling = json!({ "min_capacity": least, "max_capacity": most, "cpu_target": 60 });
            web_tasks(size, &format!("{least} to {}, with the load,", tasks(most)), *least, autoscaling)
        });
        fixed.chain(scaling).collect::<Vec<_>>()
    });
    part("Web service", alternatives)
}

fn web_tasks((cpu, memory): (usize, usize), tasks: &str, count: usize, autoscaling: Json) -> Alternative {
    let service = |attribute: Attribute, value: Json| (input::WEB_SERVICE.path().then(attribute.step()), value);
    let vcpus = if cpu < 1024 { "0.5" } else { "1" };
    alternative(
        format!("{tasks} of {vcpus} vCPU and {} GiB", memory / 1024),
        &[],
        [
            service(attribute::CPU, cpu.into()),
            service(attribute::MEMORY, memory.into()),
            service(attribute::DESIRED_COUNT, count.into()),
            service(attribute::AUTOSCALING, autoscaling),
        ],
    )
}

fn tasks(count: usize) -> String {
    if count == 1 { "1 web task".to_owned() } else { format!("{count} web tasks") }
}

fn workers(scope: &Scope) -> Part {
    const APART: &str = "Long jobs do not slow down what people wait for.";
    let count = scope.jobs().unwrap_or(1);
    let services = if count == 1 { "a worker as a service of its own" } else { "workers as services of their own" };
    let apart = |autoscaling: &Json, words: String| {
        let worker = || {
            json!({
                "cpu": 512,
                "memory": 2048,
                "command": ["yarn", "mercato", "queue", "worker", "--all"],
                "autoscaling": autoscaling,
            })
        };
        let all: Map<_, _> = (1..=count).map(|number| (format!("jobs-{number}"), worker())).collect();
        alternative(words, &[APART], [chosen(choice::RUNTIME_SPLIT_WORKERS), set(input::WORKER_SERVICES, all)])
    };
    let scaling = json!({ "min_capacity": 1, "max_capacity": 4, "cpu_target": 70 });
    part(
        "Workers",
        [
            alternative(
                "workers within the web tasks",
                &[],
                [chosen(choice::RUNTIME_SINGLE_SERVICE), set(input::WORKER_SERVICES, Json::Null)],
            ),
            apart(&Json::Null, format!("{services}: {count}")),
            apart(&scaling, format!("{services}: {count}, each of 1 to 4 tasks, with the load")),
        ],
    )
}

fn uploads() -> Part {
    const SHARED: &str = "Every task finds what people upload, and it outlives the task.";
    part(
        "Uploads",
        [
            alternative("uploads on the task's disk", &[], [chosen(choice::UPLOADS_TASK_DISK)]),
            alternative(
                "uploads on a file system, with backups",
                &[SHARED],
                [chosen(choice::UPLOADS_EFS), set(input::UPLOADS_BACKUP, true)],
            ),
            alternative("uploads in a bucket", &[SHARED], [chosen(choice::UPLOADS_S3)]),
        ],
    )
}

fn domain() -> Part {
    part(
        "Domain",
        [
            alternative("no domain yet", &[], [chosen(choice::DNS_NONE)]),
            alternative("a domain in Route 53", &[], [chosen(choice::DNS_ROUTE53)]),
        ],
    )
}

fn web_acl() -> Part {
    part(
        "Web ACL",
        [
            alternative("no web ACL", &[], [chosen(choice::WAF_NONE)]),
            alternative("the web ACL that exists", &[], [chosen(choice::WAF_EXISTING)]),
        ],
    )
}

/// The documentation's own range, until somebody writes theirs. <https://www.rfc-editor.org/rfc/rfc5737>
const KNOWN_NETWORK: &str = "203.0.113.0/24";

/// <https://www.rfc-editor.org/rfc/rfc1918#section-3>
const PRIVATE_NETWORKS: [&str; 3] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

fn access() -> Part {
    let reached = |from: &str, is_internal: bool, ranges: &[&str]| {
        let settings = [set(input::ALB_INTERNAL, is_internal), set(input::ALB_INGRESS_CIDRS, json!(ranges))];
        alternative(format!("reached from {from}"), &[], settings)
    };
    part(
        "Access",
        [
            reached("anywhere", false, &["0.0.0.0/0"]),
            reached("known networks", false, &[KNOWN_NETWORK]),
            reached("private networks", true, &PRIVATE_NETWORKS),
        ],
    )
}

fn alarms() -> Part {
    part(
        "Alarms",
        [
            alternative("no alarms", &[], [set(input::ENABLE_ALARMS, false)]),
            alternative("alarms", &["Somebody is told when something is wrong."], [set(input::ENABLE_ALARMS, true)]),
        ],
    )
}

fn flow_logs() -> Part {
    const KEPT: usize = 30;
    part(
        "Flow logs",
        [
            alternative("no flow logs", &[], [set(input::FLOW_LOG_RETENTION_DAYS, Json::Null)]),
            alternative(
                format!("flow logs of the network, kept for {KEPT} days"),
                &["It can be told later who talked to whom."],
                [set(input::FLOW_LOG_RETENTION_DAYS, KEPT)],
            ),
        ],
    )
}
