//! The answers to a customer's questions.

use crate::question::{OFFICE, name};
use crate::{Constraint, Kind, QUESTIONS, Question, Reply, Sizing};
use openmercato_ecs_cost::{Assumptions, Usd};
use openmercato_ecs_module::labels;
use openmercato_ecs_module::names::input;
use std::fmt;

/// What was answered to one question.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A region.
    Region(String),
    /// One of the replies.
    One(&'static Reply),
    /// Some of the replies, in the order of the question.
    Several(Vec<&'static Reply>),
    /// A number.
    Number(usize),
}

/// The answers, and what their numbers rest on. A question without an answer asks for nothing.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    answers: [Option<Answer>; QUESTIONS.len()],
    /// How many requests people make, and how many a processor answers.
    pub sizing: Sizing,
}

impl Scope {
    /// Answers a question in the words of the command line: `downtime`, `minutes`; `existing`, `network,redis`; `people`,
    /// `200`. An empty text takes an answer back, except that of several it means none.
    ///
    /// # Errors
    /// There is no such question, or it has no such answer. Says which there are.
    pub fn set(&mut self, question: &str, text: &str) -> Result<(), String> {
        let Some(index) = QUESTIONS.iter().position(|known| known.name == question) else {
            return Err(format!(
                "{question:?} is no question. There are {}.",
                listed(QUESTIONS.map(|known| known.name))
            ));
        };
        self.answers[index] = Answer::read(&QUESTIONS[index], text.trim())?;
        Ok(())
    }

    /// What was answered to the question of this name.
    pub fn get(&self, question: &str) -> Option<&Answer> {
        let index = QUESTIONS.iter().position(|known| known.name == question)?;
        self.answers[index].as_ref()
    }

    /// The questions that have an answer, in order.
    pub fn answered(&self) -> impl Iterator<Item = (&'static Question, &Answer)> {
        QUESTIONS.iter().zip(&self.answers).filter_map(|(question, answer)| Some((question, answer.as_ref()?)))
    }

    /// The scope with another answer to one question, or with none.
    #[must_use]
    pub fn answering(&self, question: &Question, answer: Option<Answer>) -> Self {
        let mut scope = self.clone();
        if let Some(at) = QUESTIONS.iter().position(|known| known.name == question.name) {
            scope.answers[at] = answer;
        }
        scope
    }

    /// The answer to a question with this reply, too, or instead; `None` where it has it already.
    pub(crate) fn with_reply(&self, question: &Question, reply: &'static Reply) -> Option<Answer> {
        let several = matches!(question.kind, Kind::Several(_));
        let given: Vec<&Reply> = match self.get(question.name) {
            Some(Answer::One(given)) => vec![given],
            Some(Answer::Several(given)) => given.clone(),
            _ => Vec::new(),
        };
        let is_given = given.iter().any(|given| given.name == reply.name);
        let and_others =
            |one: &&'static Reply| one.name == reply.name || given.iter().any(|given| given.name == one.name);
        let all = || question.replies().iter().filter(and_others).collect();
        (!is_given).then(|| if several { Answer::Several(all()) } else { Answer::One(reply) })
    }

    /// The region that was asked for.
    pub fn region(&self) -> Option<&str> {
        match self.get(name::REGION) {
            Some(Answer::Region(region)) => Some(region),
            _ => None,
        }
    }

    /// All that the answers ask for, and the default of each question that has none, each with its question.
    pub fn constraints(&self) -> Vec<(&'static Question, Constraint)> {
        let answers = QUESTIONS.iter().zip(&self.answers).map(|(question, answer)| {
            let default = || question.default.and_then(|text| Answer::read(question, text).ok().flatten());
            (question, answer.clone().or_else(default))
        });
        let asked = answers.map(|(question, answer)| (question, self.asked(question, answer.as_ref())));
        asked.flat_map(|(question, asked)| asked.into_iter().map(move |one| (question, one))).collect()
    }

    fn asked(&self, question: &Question, answer: Option<&Answer>) -> Vec<Constraint> {
        let given = |reply: &Reply| match answer {
            Some(Answer::One(given)) => given.name == reply.name,
            Some(Answer::Several(given)) => given.iter().any(|given| given.name == reply.name),
            _ => false,
        };
        let of = |reply: &Reply| if given(reply) { reply.constraints } else { reply.otherwise };
        let mut constraints: Vec<_> = question.replies().iter().flat_map(|reply| of(reply).iter().copied()).collect();
        if let Some(Answer::Number(number)) = answer {
            constraints.extend(self.of_number(question, *number));
        }
        constraints
    }

    fn of_number(&self, question: &Question, number: usize) -> Vec<Constraint> {
        match question.name {
            name::PEOPLE => vec![
                Constraint::WebCpu(self.sizing.web_cpu(number)),
                Constraint::Quiet("database_connections"),
                Constraint::Quiet("few_addresses"),
            ],
            name::JOBS => vec![Constraint::Workers(number)],
            name::KEPT => vec![Constraint::AtLeast(input::DB_BACKUP_RETENTION_DAYS, number)],
            // A number of at most seven digits is exact.
            #[allow(clippy::cast_precision_loss)]
            name::BUDGET => vec![Constraint::Budget(Usd::dollars(number as f64))],
            _ => Vec::new(),
        }
    }

    /// A number that was answered.
    pub(crate) fn number(&self, question: &str) -> Option<usize> {
        match self.get(question) {
            Some(Answer::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// How many people work with it at once.
    pub(crate) fn people(&self) -> Option<usize> {
        self.number(name::PEOPLE)
    }

    /// How many kinds of long jobs there are.
    pub(crate) fn jobs(&self) -> Option<usize> {
        self.number(name::JOBS)
    }

    /// For how many days backups are kept.
    pub(crate) fn kept(&self) -> Option<usize> {
        self.number(name::KEPT)
    }

    /// What a month may cost at most.
    pub(crate) fn budget(&self) -> Option<Usd> {
        self.constraints().into_iter().find_map(|(_, constraint)| match constraint {
            Constraint::Budget(most) => Some(most),
            _ => None,
        })
    }

    /// How much it is used a month, as the estimate assumes it.
    pub fn assumptions(&self) -> Assumptions {
        let in_office = matches!(self.get(name::HOURS), Some(Answer::One(reply)) if reply.name == OFFICE);
        self.people().map(|people| self.sizing.assumptions(people, in_office)).unwrap_or_default()
    }
}

impl Answer {
    /// The answer in the words of its question, as a sentence or a number.
    pub fn words(&self) -> String {
        match self {
            Self::Region(region) => format!("{region}."),
            Self::One(reply) => format!("{}.", reply.text),
            Self::Several(replies) if replies.is_empty() => "Nothing.".to_owned(),
            Self::Several(replies) => {
                let texts: Vec<_> = replies.iter().map(|reply| reply.text).collect();
                format!("{}.", texts.join("; "))
            }
            Self::Number(number) => format!("{number}."),
        }
    }

    fn read(question: &'static Question, text: &str) -> Result<Option<Self>, String> {
        let name = question.name;
        let reply = |replies: &'static [Reply], text: &str| {
            let found = replies.iter().find(|reply| reply.name == text);
            let names = || listed(replies.iter().map(|reply| reply.name));
            found.ok_or_else(|| format!("{name}: {text:?} is no answer. There are {}.", names()))
        };
        match question.kind {
            Kind::Several(replies) => {
                let given: Vec<_> = text.split(',').map(str::trim).filter(|text| !text.is_empty()).collect();
                given.iter().try_for_each(|text| reply(replies, text).map(drop))?;
                let given = replies.iter().filter(|reply| given.contains(&reply.name));
                Ok(Some(Self::Several(given.collect())))
            }
            _ if text.is_empty() => Ok(None),
            Kind::One(replies) => reply(replies, text).map(|reply| Some(Self::One(reply))),
            Kind::Region if labels::place(text).is_some() => Ok(Some(Self::Region(text.to_owned()))),
            Kind::Region => {
                Err(format!("{name}: {text:?} is no region that is known here. Write one as eu-central-1."))
            }
            Kind::Number { least, most, unit } => match text.parse() {
                Ok(number) if (least..=most).contains(&number) => Ok(Some(Self::Number(number))),
                _ => Err(format!("{name}: {text:?} is no whole number of {unit} from {least} to {most}.")),
            },
        }
    }
}

fn listed(names: impl IntoIterator<Item = &'static str>) -> String {
    names.into_iter().collect::<Vec<_>>().join(", ")
}

/// As [`Scope::set`] reads it.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Region(region) => f.write_str(region),
            Self::One(reply) => f.write_str(reply.name),
            Self::Several(replies) => {
                f.write_str(&replies.iter().map(|reply| reply.name).collect::<Vec<_>>().join(","))
            }
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}
