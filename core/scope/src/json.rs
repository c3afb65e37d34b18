//! What a search finds, as JSON.

use crate::proposal::Origin;
use crate::{Improvement, Kind, Merit, Outcome, Proposal, Question, Reason, Relaxation, Reply, Unmet};
use openmercato_ecs_cost::{Total, Usd};
use serde_json::{Map, Value as Json, json};

impl Outcome {
    /// As `{"proposals": […], "unmet": […]}`.
    ///
    /// A proposal has `goal`, `title`, `inputs`, `assumptions`, `total` (`low` and `high` in US dollars a month, or
    /// null), `over_budget` (US dollars, or null), `reasons[]` (`path`, `value`, `words`, `origins[]`) and `advice[]`.
    /// What is unmet has `questions[]`, `text` and `relaxations[]` (`question`, `answer`, null
    /// where it is to be left open, `total`).
    pub fn to_json(&self) -> Json {
        json!({
            "proposals": self.proposals.iter().map(Proposal::to_json).collect::<Vec<_>>(),
            "unmet": self.unmet.iter().map(Unmet::to_json).collect::<Vec<_>>(),
        })
    }
}

fn total(total: Option<Total>) -> Json {
    total.map_or(Json::Null, |total| {
        json!({ "low": total.range.low.to_f64(), "high": total.range.high.to_f64(), "at_least": total.at_least })
    })
}

impl Proposal {
    fn to_json(&self) -> Json {
        json!({
            "goal": self.goal.name(),
            "title": self.goal.title(),
            "inputs": self.inputs.to_json(),
            "assumptions": self.assumptions.to_json(),
            "total": total(self.total),
            "over_budget": self.over_budget.map(Usd::to_f64),
            "reasons": self.reasons.iter().map(Reason::to_json).collect::<Vec<_>>(),
            "advice": self.advice,
        })
    }
}

impl Reason {
    fn to_json(&self) -> Json {
        let origins = self.origins.iter().map(|origin| match origin {
            Origin::Answer(question) => json!({ "answer": question.name }),
            Origin::Goal(goal) => json!({ "goal": goal.name() }),
            Origin::Cheapest => json!("cheapest"),
            Origin::MadeUp => json!("made_up"),
        });
        json!({
            "path": self.path.to_string(),
            "value": self.value.to_json(),
            "words": self.words,
            "origins": origins.collect::<Vec<_>>(),
        })
    }
}

impl Unmet {
    fn to_json(&self) -> Json {
        let relaxation = |one: &Relaxation| {
            json!({
                "question": one.question.name,
                "answer": one.answer.as_ref().map(ToString::to_string),
                "total": total(one.total),
            })
        };
        json!({
            "questions": self.questions.iter().map(|question| question.name).collect::<Vec<_>>(),
            "text": self.text,
            "relaxations": self.relaxations.iter().map(relaxation).collect::<Vec<_>>(),
        })
    }
}

impl Question {
    /// As `{"name", "text", "about", "answers": […]}`: of a number `least`, `most` and `unit` instead of answers.
    pub fn to_json(&self) -> Json {
        let mut json = json!({ "name": self.name, "text": self.text, "about": self.about });
        let reply = |reply: &Reply| json!({ "name": reply.name, "text": reply.text });
        match self.kind {
            Kind::Region => {}
            Kind::One(replies) | Kind::Several(replies) => json["answers"] = replies.iter().map(reply).collect(),
            Kind::Number { least, most, unit } => {
                json["least"] = least.into();
                json["most"] = most.into();
                json["unit"] = unit.into();
            }
        }
        json
    }
}

impl Improvement {
    /// As `{"title", "words", "merits": […], "like_for_like", "settings": {path: value}, "change": {"low", "high"},
    /// "gained": […], "lost": […], "inputs"}`; the change is in US dollars a month, or null where there are no prices of the
    /// region.
    pub fn to_json(&self) -> Json {
        let settings =
            self.settings.iter().map(|(path, value)| (path.to_string(), value.to_json().unwrap_or_default()));
        json!({
            "title": self.title,
            "words": self.words,
            "merits": self.merits.iter().copied().map(Merit::name).collect::<Vec<_>>(),
            "settings": settings.collect::<Map<_, _>>(),
            "like_for_like": self.is_like_for_like,
            "change": self.change.map(|change| json!({ "low": change.low.to_f64(), "high": change.high.to_f64() })),
            "gained": self.gained,
            "lost": self.lost,
            "inputs": self.inputs.to_json(),
        })
    }
}
