//! What a customer is asked, in their words, and what each answer asks of a deployment.

use crate::Constraint;
use crate::constraint::Constraint::{Chosen, Ingress, NotChosen, ScalesWithLoad, Switched, WorkersScale};
use crate::demand;
use openmercato_ecs_module::names::{choice, input};

/// One question.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// Its name on the command line, in links and in JSON.
    pub name: &'static str,
    /// The question.
    pub text: &'static str,
    /// What the answer decides.
    pub about: &'static str,
    /// What can be answered.
    pub kind: Kind,
    /// The answer that holds while none is given, in the words of the command line; `None` where nothing is asked for.
    pub default: Option<&'static str>,
}

/// What can be answered.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A region's name, as `eu-central-1`.
    Region,
    /// One of these.
    One(&'static [Reply]),
    /// Any of these, also none. What is not named does not exist.
    Several(&'static [Reply]),
    /// A whole number.
    Number {
        /// The least.
        least: usize,
        /// The most.
        most: usize,
        /// What is counted.
        unit: &'static str,
    },
}

/// One possible answer.
#[derive(Clone, Copy, Debug)]
pub struct Reply {
    /// Its name on the command line, in links and in JSON.
    pub name: &'static str,
    /// The answer in words.
    pub text: &'static str,
    /// What it asks of a deployment.
    pub constraints: &'static [Constraint],
    /// What it asks where others are given and it is not.
    pub otherwise: &'static [Constraint],
}

const fn reply(name: &'static str, text: &'static str, constraints: &'static [Constraint]) -> Reply {
    Reply { name, text, constraints, otherwise: &[] }
}

/// One of several things that exist or do not.
const fn existing(
    name: &'static str,
    text: &'static str,
    constraints: &'static [Constraint],
    otherwise: &'static [Constraint],
) -> Reply {
    Reply { name, text, constraints, otherwise }
}

/// The names of questions that the search knows.
pub(crate) mod name {
    pub(crate) const REGION: &str = "region";
    pub(crate) const PEOPLE: &str = "people";
    pub(crate) const HOURS: &str = "hours";
    pub(crate) const JOBS: &str = "jobs";
    pub(crate) const KEPT: &str = "kept";
    pub(crate) const BUDGET: &str = "budget";
}

/// The reply to `hours` that says that load comes in office hours alone.
pub(crate) const OFFICE: &str = "office";

/// All questions, in the order in which they are asked.
pub const QUESTIONS: [Question; 11] = [
    Question {
        name: name::REGION,
        text: "Where shall it run?",
        about: "The AWS region: where data lies, and whose prices count.",
        default: None,
        kind: Kind::Region,
    },
    Question {
        name: "downtime",
        text: "May it be down, and for how long?",
        about: "What is there twice.",
        default: None,
        kind: Kind::One(&[
            reply("trial", "It is a trial: hours do not matter", &[Chosen(choice::ENVIRONMENT_STAGING)]),
            reply("hour", "An hour now and then, when a data centre fails", &demand::IN_USE),
            reply("minutes", "A few minutes at most, even when a data centre fails", &demand::SURVIVES_A_ZONE),
            reply(
                "never",
                "Not even when a data centre fails while another one is repaired",
                &demand::SURVIVES_TWO_ZONES,
            ),
        ]),
    },
    Question {
        name: "existing",
        text: "What is there already, and has to be used?",
        about: "What the customer brings; everything else is made.",
        default: Some(""),
        kind: Kind::Several(&[
            existing(
                "network",
                "A network (VPC)",
                &[Chosen(choice::NETWORKING_EXISTING)],
                &[Chosen(choice::NETWORKING_MANAGED)],
            ),
            existing(
                "database",
                "A PostgreSQL database",
                &[Chosen(choice::DATABASE_EXTERNAL)],
                &[Chosen(choice::DATABASE_MANAGED)],
            ),
            existing("redis", "A Redis", &[Chosen(choice::REDIS_EXTERNAL)], &[Chosen(choice::REDIS_MANAGED)]),
            existing("domain", "A domain in Route 53", &[Chosen(choice::DNS_ROUTE53)], &[Chosen(choice::DNS_NONE)]),
            existing("web_acl", "A web ACL (WAF)", &[Chosen(choice::WAF_EXISTING)], &[Chosen(choice::WAF_NONE)]),
        ]),
    },
    Question {
        name: "internet",
        text: "May it call the internet: mail, payment, shipping?",
        about: "Whether tasks leave the network, or reach AWS alone.",
        default: None,
        kind: Kind::One(&[
            reply("yes", "Yes", &[NotChosen(choice::EGRESS_VPC_ENDPOINTS)]),
            reply("no", "No, only AWS, through VPC endpoints", &[Chosen(choice::EGRESS_VPC_ENDPOINTS)]),
        ]),
    },
    Question {
        name: name::PEOPLE,
        text: "How many people work with it at once, in the busiest hour?",
        about: "How many tasks there are. It rests on two assumptions that are yours to change.",
        default: None,
        kind: Kind::Number { least: 1, most: 100_000, unit: "people" },
    },
    Question {
        name: name::HOURS,
        text: "When do they work?",
        about: "Whether tasks come and go with the load, and how much a month there is to do.",
        default: None,
        kind: Kind::One(&[
            reply(OFFICE, "In office hours", &[ScalesWithLoad, WorkersScale]),
            reply("always", "At any time", &[]),
        ]),
    },
    Question {
        name: name::JOBS,
        text: "How many kinds of long jobs run beside it: imports, exports, mailings?",
        about: "How many workers run as services of their own, so that a job slows nobody down.",
        default: None,
        kind: Kind::Number { least: 1, most: 20, unit: "kinds of jobs" },
    },
    Question {
        name: "data",
        text: "What must never be lost?",
        about: "What is protected, backed up, and kept when everything else is deleted.",
        default: None,
        kind: Kind::One(&[
            reply("nothing", "Nothing, it can be filled again", &[]),
            reply("database", "What is in the database", &demand::KEEPS_THE_DATABASE),
            reply("files", "The database, and the files that people upload", &demand::KEEPS_UPLOADS),
        ]),
    },
    Question {
        name: name::KEPT,
        text: "To how many days ago must the database be able to return?",
        about: "For how long its backups are kept. RDS keeps them for 35 days at most.",
        default: None,
        kind: Kind::Number { least: 1, most: 3650, unit: "days" },
    },
    Question {
        name: "access",
        text: "Who signs in, from where?",
        about: "Who reaches the load balancer.",
        default: Some("everyone"),
        kind: Kind::One(&[
            reply(
                "everyone",
                "Anybody, from anywhere",
                &[Switched(input::ALB_INTERNAL, false), Ingress { open: true }],
            ),
            reply(
                "networks",
                "Only people in known networks, as an office",
                &[Switched(input::ALB_INTERNAL, false), Ingress { open: false }],
            ),
            reply(
                "private",
                "Only people within the private network, as by VPN",
                &[Switched(input::ALB_INTERNAL, true)],
            ),
        ]),
    },
    Question {
        name: name::BUDGET,
        text: "What may it cost a month?",
        about: "The high end of the estimate stays below it. In US dollars, before tax.",
        default: None,
        kind: Kind::Number { least: 1, most: 1_000_000, unit: "US dollars a month" },
    },
];

impl Question {
    /// The question of this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        QUESTIONS.iter().find(|question| question.name == name)
    }

    /// The answers to choose from; none where a number or a region is asked for.
    pub fn replies(&self) -> &'static [Reply] {
        match self.kind {
            Kind::One(replies) | Kind::Several(replies) => replies,
            Kind::Region | Kind::Number { .. } => &[],
        }
    }
}
