//! Roles. Who may make a role and write its policy may give it anything: see what a boundary changes.

use super::source::{PASS_ROLE, REFERENCE};
use crate::grant::{Grant, Need, reads, writes};

const ROLES: &[&str] = &["aws_iam_role"];
const EACH: &[&str] = &["iam::*:role/{name}"];
const POLICIES: &[&str] = &["{policy_arn}"];
const BOUNDARY: &[&str] = &["{input.permissions_boundary_arn}"];

pub(super) const GRANTS: &[Grant] = &[
    reads(
        ROLES,
        &["iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"],
        EACH,
        "roles and their policies are looked at",
    ),
    writes(
        ROLES,
        &["iam:DeleteRole", "iam:DeleteRolePolicy", "iam:ListInstanceProfilesForRole"],
        EACH,
        "roles and their policies are taken away",
    ),
    writes(ROLES, &["iam:CreateRole", "iam:PutRolePolicy"], EACH, "roles are made and given their policies")
        .when(Need::NoBoundary),
    writes(
        ROLES,
        &["iam:CreateRole", "iam:PutRolePolicy"],
        EACH,
        "roles are made and given their policies, each with the boundary",
    )
    .when(Need::Boundary)
    .only("StringEquals", "iam:PermissionsBoundary", BOUNDARY),
    writes(ROLES, &["iam:PutRolePermissionsBoundary"], EACH, "a role that was made without the boundary gets it")
        .when(Need::Boundary)
        .only("StringEquals", "iam:PermissionsBoundary", BOUNDARY)
        .implied("https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"),
    writes(ROLES, &["iam:TagRole", "iam:UntagRole"], EACH, "what is made has tags")
        .implied("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags_roles.html"),
    writes(ROLES, &["iam:UpdateAssumeRolePolicy", "iam:UpdateRoleDescription"], EACH, "a role changes in place")
        .implied(REFERENCE),
    writes(
        &["aws_iam_role_policy_attachment"],
        &["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
        &["iam::*:role/{aws_iam_role.task.name}"],
        "the task role has the policies that task_role_policies names, and no others",
    )
    .only("ArnEquals", "iam:PolicyARN", POLICIES),
];

/// What passes a role on to a service; which service, the role says itself.
pub(crate) const PASSES: Grant =
    writes(ROLES, &["iam:PassRole"], EACH, "a service takes its role, and no other service does").implied(PASS_ROLE);
