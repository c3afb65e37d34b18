//! The permissions boundary of the roles that a deployment makes.

use crate::document::{Allowed, MOST_CHARACTERS, PolicyDocument};
use crate::names::Names;
use crate::role::Role;

/// What takes the place of names where all of them are too long for IAM, by how their ARNs begin after `arn:aws:`.
const BY_TYPE: [(&str, &str); 3] = [
    ("ecr:", "ecr:*:*:repository/*"),
    ("secretsmanager:", "secretsmanager:{region}:*:secret:*"),
    ("ssm:", "ssm:{region}:*:parameter/*"),
];

/// The most that any of the roles may do, and nothing else. It has the names of secrets, keys and repositories; where
/// these are more than one policy of IAM takes, it allows all secrets and parameters of the region, and all repositories.
pub(crate) fn boundary(roles: &[Role], names: &Names) -> PolicyDocument {
    let named = PolicyDocument::exactly(allowed(roles));
    if named.characters() <= MOST_CHARACTERS {
        return named;
    }
    PolicyDocument::exactly(allowed(roles).map(|it| Allowed { resource: by_type(it.resource, names), ..it }))
}

fn allowed(roles: &[Role]) -> impl Iterator<Item = Allowed> {
    let statements = roles.iter().flat_map(|role| &role.may);
    statements.flat_map(|statement| {
        statement.actions.iter().flat_map(|action| {
            statement.resources.iter().map(|resource| Allowed {
                action: action.clone(),
                resource: resource.clone(),
                condition: None,
            })
        })
    })
}

fn by_type(arn: String, names: &Names) -> String {
    let service = arn.splitn(3, ':').nth(2).unwrap_or_default();
    let wide = BY_TYPE.iter().find(|(start, _)| service.starts_with(start));
    wide.and_then(|(_, pattern)| names.expand(&[], pattern).pop()).unwrap_or(arn)
}
