//! One row of the table: what Terraform, the scripts or the pipeline ask of AWS for the sake of something.

use Basis::{Implied, Recorded};
use Phase::{Apply, Plan};

/// What is allowed, on what, when, and why.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grant {
    /// It is for resources of these types, each as `aws_vpc` or `aws_ecs_task_definition.migration`; of none where it is
    /// not about what Terraform makes.
    pub(crate) types: &'static [&'static str],
    /// What else has to be so.
    pub(crate) need: Need,
    /// In which of the policies it is.
    pub(crate) phase: Phase,
    /// Actions, as `ecs:CreateService`.
    pub(crate) actions: &'static [&'static str],
    /// ARNs, as [`Names::expand`](crate::names::Names::expand) reads them. Where it makes none, nothing is allowed.
    pub(crate) on: &'static [&'static str],
    /// Under which condition, if any.
    pub(crate) only: Option<Only>,
    pub(crate) basis: Basis,
    /// Why, as the end of a sentence that begins with the actions.
    pub(crate) why: &'static str,
}

/// What has to be so of a deployment for a grant, besides what it makes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Need {
    /// Nothing.
    Nothing,
    /// The deployment has a key of its own.
    Key,
    /// The roles that are made have a permissions boundary.
    Boundary,
    /// The roles that are made have none.
    NoBoundary,
    /// The network exists already, and Terraform looks at it.
    VerifiedNetwork,
    /// The same, and its way out are VPC endpoints.
    VerifiedEndpoints,
    /// The zones are looked up.
    Zones,
    /// The image is in a repository of Amazon ECR.
    EcrImage,
}

/// Which of the policies a grant belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Reading: `terraform plan`.
    Plan,
    /// Changing: `terraform apply` and `destroy`, the scripts, the pipeline. Whoever applies has the policy of planning
    /// besides.
    Apply,
}

/// What says that a grant is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The AWS provider, a script or the CLI asks for it, on a local AWS.
    Recorded,
    /// AWS asks for it besides, or in cases that no run has, as this source says.
    Implied(&'static str),
}

/// A condition of IAM: operator, key and values, which are expanded as ARNs are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Only {
    pub(crate) operator: &'static str,
    pub(crate) key: &'static str,
    pub(crate) values: &'static [&'static str],
}

type Texts = &'static [&'static str];

/// What planning reads of resources of these types.
pub(crate) const fn reads(types: Texts, actions: Texts, on: Texts, why: &'static str) -> Grant {
    Grant { types, need: Need::Nothing, phase: Plan, actions, on, only: None, basis: Recorded, why }
}

/// What applying does for resources of these types.
pub(crate) const fn writes(types: Texts, actions: Texts, on: Texts, why: &'static str) -> Grant {
    Grant { phase: Apply, ..reads(types, actions, on, why) }
}

impl Grant {
    pub(crate) const fn implied(self, source: &'static str) -> Self {
        Self { basis: Implied(source), ..self }
    }

    pub(crate) const fn when(self, need: Need) -> Self {
        Self { need, ..self }
    }

    pub(crate) const fn only(self, operator: &'static str, key: &'static str, values: Texts) -> Self {
        Self { only: Some(Only { operator, key, values }), ..self }
    }
}
