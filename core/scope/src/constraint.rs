//! What an answer asks of a deployment.

use crate::candidate::Candidate;
use openmercato_ecs_cost::Usd;
use openmercato_ecs_module::names::{Choice, Input, attribute, input};
use openmercato_ecs_module::{Module, Values};
use std::fmt;
use terraform_language::Value;

/// Something that has to be so: of values in effect, of what the module advises, of the estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Constraint {
    /// A choice.
    Chosen(Choice),
    /// Any other choice of this input.
    NotChosen(Choice),
    /// A switch.
    Switched(Input, bool),
    /// A switch, where its mode is chosen.
    SwitchedWhereUsed(Input, bool),
    /// A number is at least this, where its mode is chosen.
    AtLeast(Input, usize),
    /// The module's check of this name finds nothing.
    Quiet(&'static str),
    /// Web tasks can have so many CPU units together.
    WebCpu(usize),
    /// With more than two web tasks, their number follows the load.
    ScalesWithLoad,
    /// So many workers are services of their own.
    Workers(usize),
    /// The number of tasks of every worker follows the load.
    WorkersScale,
    /// A network that is made has so many zones.
    Zones(usize),
    /// Whether everybody may reach the load balancer.
    Ingress {
        /// Everybody.
        open: bool,
    },
    /// The high end of the estimate does not exceed this.
    Budget(Usd),
}

/// Everybody, as an IPv4 range.
const EVERYBODY: &str = "0.0.0.0/0";

impl Constraint {
    /// The input whose value alone decides; `None` where the module's advice or the estimate does.
    pub(crate) fn input(self) -> Option<Input> {
        match self {
            Self::Chosen(choice) | Self::NotChosen(choice) => Some(choice.input),
            Self::Switched(input, _) | Self::SwitchedWhereUsed(input, _) | Self::AtLeast(input, _) => Some(input),
            Self::WebCpu(_) | Self::ScalesWithLoad => Some(input::WEB_SERVICE),
            Self::Workers(_) | Self::WorkersScale => Some(input::WORKER_SERVICES),
            Self::Zones(_) => Some(input::AVAILABILITY_ZONES),
            Self::Ingress { .. } => Some(input::ALB_INGRESS_CIDRS),
            Self::Quiet(_) | Self::Budget(_) => None,
        }
    }

    /// Whether values, with the module's defaults in the place of nulls, are as asked. What no value decides is.
    pub(crate) fn allows(self, module: &Module, values: &Values) -> bool {
        let is_used = |input: Input| module.variable(input.name()).is_some_and(|variable| values.uses(variable));
        match self {
            Self::Chosen(choice) => values.of(choice.input).as_str() == Some(choice.value),
            Self::NotChosen(choice) => values.of(choice.input).as_str() != Some(choice.value),
            Self::Switched(input, on) => values.of(input) == &Value::from(on),
            Self::SwitchedWhereUsed(input, on) => !is_used(input) || values.of(input) == &Value::from(on),
            Self::AtLeast(input, least) => !is_used(input) || number(values.of(input)) >= least,
            Self::WebCpu(least) => Web::of(values).most * Web::of(values).cpu >= least,
            Self::ScalesWithLoad => Web::of(values).scales || Web::of(values).most <= 2,
            Self::Workers(least) => workers(values).count() >= least,
            Self::WorkersScale => workers(values).all(|worker| attribute::AUTOSCALING.of(worker).is_some()),
            Self::Zones(least) => {
                let zones = values.of(input::AVAILABILITY_ZONES).elements().unwrap_or_default();
                !is_used(input::AVAILABILITY_ZONES) || zones.len() >= least
            }
            Self::Ingress { open } => {
                let ranges = values.of(input::ALB_INGRESS_CIDRS).elements().unwrap_or_default();
                ranges.contains(&EVERYBODY.into()) == open
            }
            Self::Quiet(_) | Self::Budget(_) => true,
        }
    }

    /// Whether a candidate is as asked.
    pub fn is_met_by(self, candidate: &Candidate) -> bool {
        match self {
            Self::Quiet(check) => !candidate.findings().contains(check),
            Self::Budget(most) => candidate.total().range.high <= most,
            _ => self.allows(candidate.evaluation.module(), candidate.evaluation.in_effect()),
        }
    }
}

/// How many tasks the web service has, and how large they are.
struct Web {
    cpu: usize,
    most: usize,
    scales: bool,
}

impl Web {
    fn of(values: &Values) -> Self {
        let service = values.of(input::WEB_SERVICE);
        let autoscaling = attribute::AUTOSCALING.of(service);
        let most = match autoscaling {
            Some(autoscaling) => attribute::MAX_CAPACITY.number(autoscaling),
            None => attribute::DESIRED_COUNT.number(service),
        };
        let cpu = attribute::CPU.number(service).unwrap_or_default();
        Self { cpu, most: most.unwrap_or_default(), scales: autoscaling.is_some() }
    }
}

fn workers(values: &Values) -> impl Iterator<Item = &Value> {
    values.of(input::WORKER_SERVICES).entries().into_iter().flat_map(|workers| workers.values())
}

fn number(value: &Value) -> usize {
    value.as_number().and_then(terraform_language::Number::to_usize).unwrap_or_default()
}

/// As a condition: `db_backup_retention_days >= 14`.
impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chosen(choice) => write!(f, "{} = {:?}", choice.input, choice.value),
            Self::NotChosen(choice) => write!(f, "{} != {:?}", choice.input, choice.value),
            Self::Switched(input, on) | Self::SwitchedWhereUsed(input, on) => write!(f, "{input} = {on}"),
            Self::AtLeast(input, least) => write!(f, "{input} >= {least}"),
            Self::Quiet(check) => write!(f, "the check {check} finds nothing"),
            Self::WebCpu(least) => write!(f, "web tasks have {least} CPU units together"),
            Self::ScalesWithLoad => f.write_str("web_service.autoscaling is set"),
            Self::Workers(least) => write!(f, "{least} workers run as services of their own"),
            Self::WorkersScale => f.write_str("worker_services have autoscaling"),
            Self::Zones(least) => write!(f, "{least} availability_zones"),
            Self::Ingress { open: true } => f.write_str("everybody reaches the load balancer"),
            Self::Ingress { open: false } => f.write_str("alb_ingress_cidrs names the networks"),
            Self::Budget(most) => write!(f, "at most {most} a month"),
        }
    }
}
