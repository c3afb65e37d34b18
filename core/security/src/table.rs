//! What each resource type asks of who deploys it, and what the scripts and the pipeline ask besides.
//!
//! A name narrows an ARN exactly: a pattern covers what the plan names, and nothing of a deployment whose name begins
//! with this one's. Where AWS makes up the name, the pattern covers the type; where an action knows no resource, it is
//! `*`. Which it is, AWS's Service Authorization Reference says:
//! <https://docs.aws.amazon.com/service-authorization/latest/reference/>.

mod data;
mod identity;
mod network;
mod operation;
mod running;
mod traffic;

use crate::grant::Grant;
pub(crate) use identity::PASSES;

/// Every row.
pub(crate) fn all() -> impl Iterator<Item = &'static Grant> {
    [network::GRANTS, traffic::GRANTS, running::GRANTS, data::GRANTS, identity::GRANTS, operation::GRANTS]
        .into_iter()
        .flatten()
}

/// For actions that know no resource, and for lists of everything.
const ANY: &[&str] = &["*"];

/// What AWS asks of whoever makes a resource with tags, or with a role.
mod source {
    pub(super) const TAGS_OF_EC2: &str =
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html";
    pub(super) const TAGS_OF_ECS: &str =
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html";
    pub(super) const REFERENCE: &str = "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html";
    pub(super) const PASS_ROLE: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html";
    pub(super) const LINKED_ROLES: &str =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html";
}
