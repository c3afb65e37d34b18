//! What a security review asks of a deployment, as tables: all of it from its plan and its values.

mod data;
mod encryption;
mod network;

pub use encryption::database_tls;

use openmercato_ecs_module::Reading;
use serde_json::{Value as Json, json};

use crate::container::{Container, containers};
use crate::document::Statement;
use crate::names::Names;
use crate::planned::Planned;
use crate::quota::{Quota, quotas};
use crate::role::roles;

/// A question of a review with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// The question's subject, as `Ports that are open`.
    pub title: &'static str,
    /// What is true of all rows, or of what has none.
    pub introduction: String,
    /// Heads of the columns.
    pub columns: &'static [&'static str],
    /// As many texts a row as there are columns. Texts from inputs are as they are: whoever shows them escapes them.
    pub rows: Vec<Vec<String>>,
}

impl Chapter {
    /// Title, columns and rows.
    pub fn to_json(&self) -> Json {
        json!({ "title": self.title, "columns": self.columns, "rows": self.rows })
    }
}

/// What the chapters are written from.
struct Subject<'p, 'a> {
    planned: &'p Planned<'a>,
    containers: Vec<Container>,
}

impl Subject<'_, '_> {
    fn reading(&self) -> Reading<'_> {
        Reading(self.planned.evaluation.in_effect())
    }

    fn makes(&self, kind: &str) -> bool {
        self.planned.count(kind) > 0
    }
}

/// The chapters, in the order in which they are asked.
pub fn report(planned: &Planned) -> Vec<Chapter> {
    let subject = Subject { planned, containers: containers(planned) };
    vec![
        encryption::chapter(&subject),
        network::ports(&subject),
        network::leaving(&subject),
        data::personal(&subject),
        data::secrets(&subject),
        permissions(planned),
        quota(planned),
    ]
}

fn permissions(planned: &Planned) -> Chapter {
    let mut rows = Vec::new();
    for role in roles(&Names::of(planned)) {
        let row = |Statement { actions, resources, .. }: &Statement| {
            vec![role.name.clone(), role.service.clone(), actions.join(", "), resources.join(", ")]
        };
        rows.extend(role.may.iter().map(row));
        if role.may.is_empty() {
            rows.push(vec![role.name, role.service, "nothing".into(), String::new()]);
        }
    }
    Chapter {
        title: "What the roles may do",
        introduction:
            "The roles that are made, and the service that takes each. Where AWS makes up an id, `*` stands for it \
                       here; the policy has the id. What task_role_policies names is added to the task role."
                .into(),
        columns: &["Role", "Taken by", "May", "On"],
        rows,
    }
}

fn quota(planned: &Planned) -> Chapter {
    let row = |quota: Quota| {
        let most = if quota.at_most > quota.used { format!(", at most {}", quota.at_most) } else { String::new() };
        let more = if quota.is_exceeded() { ": ask AWS for more" } else { "" };
        vec![
            quota.name.to_owned(),
            format!("{}{most}", quota.used),
            format!("{}{more}", quota.default),
            quota.source.page.to_owned(),
            quota.source.read.to_owned(),
        ]
    };
    Chapter {
        title: "Quotas of the account",
        introduction:
            "What it takes beside what AWS gives by default. A new account may have less, and others use the \
                       same: Service Quotas in the console says what there is."
                .into(),
        columns: &["Quota", "Takes", "Default", "Source", "Read"],
        rows: quotas(planned).into_iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests;
