//! The policies of who deploys and of the roles that are made, and the quotas that a deployment takes.

use super::printed::{Printed, say};
use super::source::Source;
use super::{Evaluated, Format};
use clap::{Args, ValueEnum};
use openmercato_ecs_core::security::Quota;
use openmercato_ecs_core::{Deployment, Policy, PolicyDocument};

/// What who deploys must be allowed, or what the roles may do that a deployment makes.
#[derive(Args)]
pub(super) struct Arguments {
    /// Whose policy: who plans, who applies, or the permissions boundary of the roles.
    whose: Whose,
    #[command(flatten)]
    pub(super) source: Source,
    /// Which part to print, where the policy of applying is too long for one document of IAM.
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    part: u16,
    /// The document as IAM takes it, or JSON of all of it with the reasons.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Whose {
    /// `terraform plan`: it reads.
    Plan,
    /// `terraform apply` and `destroy`, the scripts, the pipeline; who applies has the policy of planning besides.
    Apply,
    /// The most that the roles may do, for `permissions_boundary_arn`.
    Boundary,
}

impl Arguments {
    /// The document, or all of them with their reasons.
    ///
    /// # Errors
    /// The policy has no such part.
    pub(super) fn printed(&self, policy: &Policy) -> Result<Printed, String> {
        if self.format == Format::Json {
            return Ok(Printed::json(&policy.to_json()));
        }
        let parts: &[PolicyDocument] = match self.whose {
            Whose::Plan => std::slice::from_ref(&policy.plan),
            Whose::Apply => &policy.apply,
            Whose::Boundary => std::slice::from_ref(&policy.boundary),
        };
        let part = parts.get(usize::from(self.part) - 1);
        let document = part.ok_or_else(|| format!("--part {}: the policy has {}.", self.part, parts.len()))?;
        if parts.len() > 1 {
            say(&format!("note: this is part {} of {}; --part prints another.", self.part, parts.len()));
        }
        Ok(Printed::File(document.to_text()))
    }
}

/// What a deployment takes of the account's quotas, a line each.
pub(super) fn quotas(deployment: &Deployment, of: &Evaluated) -> Printed {
    let quotas = deployment.quotas();
    if of.format == Format::Json {
        return Printed::json(&quotas.iter().map(Quota::to_json).collect());
    }
    Printed::Lines(quotas.iter().map(line).collect())
}

fn line(quota: &Quota) -> String {
    let Quota { name, used, at_most, default, source } = quota;
    let more = if quota.is_exceeded() { ", which is too few: ask AWS for more" } else { "" };
    let most = if at_most > used { format!(" to {at_most}") } else { String::new() };
    format!("{name}: {used}{most} of {default} by default{more}. {}, read {}", source.page, source.read)
}
