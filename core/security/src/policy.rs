//! The least policies for who deploys.

use std::collections::BTreeSet;

use openmercato_ecs_module::names::{choice, input};
use openmercato_ecs_module::{Module, Reading};
use serde_json::{Value as Json, json};

use crate::boundary::boundary;
use crate::document::{Allowed, Condition, PolicyDocument};
use crate::grant::{Basis, Grant, Need, Phase};
use crate::names::Names;
use crate::planned::Planned;
use crate::role::{Role, roles};
use crate::table::{self, PASSES};

/// What whoever deploys must be allowed, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// For `terraform plan`: reading.
    pub plan: PolicyDocument,
    /// For `terraform apply` and `destroy`, the scripts and the pipeline, beside [`plan`](Self::plan). One document,
    /// unless what the deployment names is too much for one.
    pub apply: Vec<PolicyDocument>,
    /// What the roles may do at most that the deployment makes: the document of their permissions boundary.
    pub boundary: PolicyDocument,
    /// Those roles.
    pub roles: Vec<Role>,
    /// Why each of it is there, in the order of the table.
    pub reasons: Vec<Reason>,
}

/// Why something is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// In which policy.
    pub phase: Phase,
    /// Actions, as `ecs:CreateService`.
    pub actions: &'static [&'static str],
    /// ARNs, with `*` and `?`, or `*`.
    pub resources: Vec<String>,
    /// Under which condition, if any.
    pub condition: Option<Condition>,
    /// As the end of a sentence that begins with the actions.
    pub why: &'static str,
    /// What says so.
    pub basis: Basis,
}

impl Policy {
    /// The policies for what is planned. What cannot be told, since an input is wrong, is not in them.
    pub fn of(planned: &Planned) -> Self {
        let names = Names::of(planned);
        let roles = roles(&names);
        let mut reasons: Vec<_> = table::all().filter_map(|grant| reason(grant, &names)).collect();
        reasons.extend(roles_passed(&roles, &names));
        let allowed = |phase: Phase| -> BTreeSet<_> {
            reasons.iter().filter(|reason| reason.phase == phase).flat_map(Reason::allowed).collect()
        };
        let plan = allowed(Phase::Plan);
        let apply: Vec<_> = allowed(Phase::Apply).into_iter().filter(|it| !plan.contains(it)).collect();
        let plan = PolicyDocument { statements: within_one(PolicyDocument::within_length(plan)) };
        let boundary = boundary(&roles, &names);
        Self { plan, apply: PolicyDocument::within_length(apply), boundary, roles, reasons }
    }

    /// The documents of who deploys with the names of their files: `plan.json`, `apply.json`, and `apply-2.json` where one
    /// is too short.
    pub fn files(&self) -> Vec<(String, String)> {
        let numbered = |(index, document): (usize, &PolicyDocument)| match index {
            0 => ("apply.json".to_owned(), document.to_text()),
            index => (format!("apply-{}.json", index + 1), document.to_text()),
        };
        let plan = ("plan.json".to_owned(), self.plan.to_text());
        std::iter::once(plan).chain(self.apply.iter().enumerate().map(numbered)).collect()
    }

    /// Every action that is allowed, sorted.
    pub fn actions(&self) -> Vec<&'static str> {
        let actions: BTreeSet<_> = self.reasons.iter().flat_map(|reason| reason.actions).copied().collect();
        actions.into_iter().collect()
    }

    /// The documents, and why each of it is there.
    pub fn to_json(&self) -> Json {
        let apply: Vec<_> = self.apply.iter().map(PolicyDocument::to_json).collect();
        let reasons: Vec<_> = self.reasons.iter().map(Reason::to_json).collect();
        let roles: Vec<_> = self.roles.iter().map(Role::to_json).collect();
        json!({
            "plan": self.plan.to_json(), "apply": apply, "boundary": self.boundary.to_json(), "roles": roles,
            "reasons": reasons,
        })
    }
}

/// A plan's policy has few names: one document takes it.
fn within_one(documents: Vec<PolicyDocument>) -> Vec<crate::document::Statement> {
    documents.into_iter().flat_map(|document| document.statements).collect()
}

impl Reason {
    fn allowed(&self) -> impl Iterator<Item = Allowed> + '_ {
        self.actions.iter().flat_map(|action| {
            self.resources.iter().map(|resource| Allowed {
                action: (*action).to_owned(),
                resource: resource.clone(),
                condition: self.condition.clone(),
            })
        })
    }

    fn to_json(&self) -> Json {
        let (basis, source) = match self.basis {
            Basis::Recorded => ("recorded", None),
            Basis::Implied(source) => ("implied", Some(source)),
        };
        let phase = match self.phase {
            Phase::Plan => "plan",
            Phase::Apply => "apply",
        };
        json!({
            "phase": phase, "actions": self.actions, "resources": self.resources,
            "condition": self.condition.as_ref().map(Condition::to_json), "why": self.why,
            "basis": basis, "source": source,
        })
    }
}

/// What a row of the table comes to in a deployment that needs it.
fn reason(grant: &Grant, names: &Names) -> Option<Reason> {
    let is_made = grant.types.is_empty() || grant.types.iter().any(|kind| names.planned.made(kind).next().is_some());
    if !is_made || !is_needed(grant.need, names) {
        return None;
    }
    let expanded = |patterns: &[&str]| -> Vec<String> {
        let texts: BTreeSet<_> = patterns.iter().flat_map(|pattern| names.expand(grant.types, pattern)).collect();
        texts.into_iter().collect()
    };
    let condition =
        grant.only.map(|only| Condition { operator: only.operator, key: only.key, values: expanded(only.values) });
    let resources = expanded(grant.on);
    let Grant { phase, actions, why, basis, .. } = *grant;
    (!resources.is_empty()).then_some(Reason { phase, actions, resources, condition, why, basis })
}

fn is_needed(need: Need, names: &Names) -> bool {
    let values = Reading(&names.planned.evaluation.values);
    let has = |input| values.text(input).is_some();
    match need {
        Need::Nothing => true,
        Need::Key => has(input::KMS_KEY_ARN),
        Need::Boundary => has(input::PERMISSIONS_BOUNDARY_ARN),
        Need::NoBoundary => !has(input::PERMISSIONS_BOUNDARY_ARN),
        Need::VerifiedNetwork => values.is(choice::NETWORKING_EXISTING) && values.flag(input::VERIFY_EXISTING_NETWORK),
        Need::VerifiedEndpoints => is_needed(Need::VerifiedNetwork, names) && values.is(choice::EGRESS_VPC_ENDPOINTS),
        Need::Zones => values.is(choice::NETWORKING_MANAGED) && values.value(input::AVAILABILITY_ZONES).is_null(),
        Need::EcrImage => !names.expand(&[], "ecr:{image}").is_empty(),
    }
}

/// Each role may be passed to the service that it trusts, as it says itself.
fn roles_passed(roles: &[Role], names: &Names) -> Vec<Reason> {
    let services: BTreeSet<_> = roles.iter().map(|role| &role.service).collect();
    let passed = |service: &String| {
        let its = roles.iter().filter(|role| role.service == *service);
        let mut resources: Vec<_> =
            its.flat_map(|role| names.expand(&[], &format!("iam::*:role/{}", role.name))).collect();
        resources.sort();
        let condition =
            Condition { operator: "StringEquals", key: "iam:PassedToService", values: vec![service.clone()] };
        let Grant { phase, actions, why, basis, .. } = PASSES;
        Reason { phase, actions, resources, condition: Some(condition), why, basis }
    };
    services.into_iter().map(passed).collect()
}

/// The resource types of the module that no row is about; a test wants none.
pub fn types_without_a_grant(module: &Module) -> Vec<String> {
    let types = table::all().flat_map(|grant| grant.types);
    let known: BTreeSet<_> = types.map(|kind| kind.split('.').next().unwrap_or(kind)).collect();
    let made = module.configuration().resources.iter().filter(|resource| resource.is_managed());
    let types: BTreeSet<_> = made.map(|resource| resource.resource_type.to_string()).collect();
    types.into_iter().filter(|kind| !known.contains(kind.as_str())).collect()
}
