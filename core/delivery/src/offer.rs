//! What is said beside the deployment: for whom it is, until when it holds, and what the customer has answered. Terraform
//! never sees it.

use openmercato_ecs_scope::Interview;
use serde_json::{Map, Value as Json};

/// What is said to a customer. Empty texts are left out of everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// For whom.
    pub customer: String,
    /// Its day, as `2026-11-27`.
    pub date: String,
    /// The last day on which it holds, as `2026-12-31`.
    pub valid_until: String,
    /// What else there is to say, in lines.
    pub notes: String,
    /// What was answered to questions, as the text of an [`Interview`]; no brief has it.
    pub answers: String,
}

/// The longest customer's name, in characters.
pub const LONGEST_CUSTOMER: usize = 120;

/// The longest notes, in characters: about half a page.
pub const LONGEST_NOTES: usize = 2_000;

impl Offer {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        !self.addresses() && self.answers.is_empty()
    }

    /// Whether something is said that the customer reads in the brief.
    pub fn addresses(&self) -> bool {
        [&self.customer, &self.date, &self.valid_until, &self.notes].into_iter().any(|text| !text.is_empty())
    }

    /// The texts that are said, by their names.
    pub fn to_json(&self) -> Json {
        let Self { customer, date, valid_until, notes, answers } = self;
        let texts = [
            ("customer", customer),
            ("date", date),
            ("valid_until", valid_until),
            ("notes", notes),
            ("answers", answers),
        ];
        let said = texts.into_iter().filter(|(_, text)| !text.is_empty());
        Json::Object(said.map(|(name, text)| (name.to_owned(), text.clone().into())).collect::<Map<_, _>>())
    }

    /// Reads what a link or a file says, and gives what was left out of it, in words.
    pub fn from_json(json: &Json) -> (Self, Vec<String>) {
        let mut left_out = Vec::new();
        let mut take = |name: &str, is_fit: fn(&str) -> bool, form: &str| {
            let text = json.get(name).and_then(Json::as_str).unwrap_or_default();
            if text.is_empty() || is_fit(text) {
                return text.to_owned();
            }
            left_out.push(format!("The offer's {name} is not {form}, and is left out."));
            String::new()
        };
        let offer = Self {
            customer: take(
                "customer",
                |text| text.chars().count() <= LONGEST_CUSTOMER,
                "a name of at most 120 characters",
            ),
            date: take("date", is_date, "a date as 2026-11-27"),
            valid_until: take("valid_until", is_date, "a date as 2026-12-31"),
            notes: take("notes", |text| text.chars().count() <= LONGEST_NOTES, "a text of at most 2000 characters"),
            answers: String::new(),
        };
        let answers = json.get("answers").and_then(Json::as_str).unwrap_or_default();
        let (interview, unknown) = Interview::read(answers);
        left_out.extend(unknown);
        let offer = Self { answers: interview.to_string(), ..offer };
        (offer, left_out)
    }
}

/// Whether a text is a date in ISO 8601's long form. Days that a month does not have are not found.
pub fn is_date(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let number = |part: &str, digits: usize, most: u32| {
        let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number && part.parse().is_ok_and(|number: u32| (1..=most).contains(&number))
    };
    number(year, 4, 9999) && number(month, 2, 12) && number(day, 2, 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_what_it_writes() {
        let offer = Offer {
            customer: "Söhne & <b>".into(),
            date: "2026-11-27".into(),
            valid_until: "2026-12-31".into(),
            notes: "one\ntwo".into(),
            answers: "downtime=minutes\npeople=200\ntaken=cheapest\n".into(),
        };
        assert_eq!(Offer::from_json(&offer.to_json()), (offer, vec![]));
        assert_eq!(Offer::default().to_json(), json!({}));
    }

    #[test]
    fn unknown_answers_are_named_and_nothing_else_is_lost() {
        let json = json!({ "customer": "Acme", "answers": "mood=<b>fine</b>\npeople=200\ndowntime=minutes" });
        let (offer, left_out) = Offer::from_json(&json);
        assert_eq!((offer.customer.as_str(), offer.answers.as_str()), ("Acme", "downtime=minutes\npeople=200\n"));
        assert_eq!(left_out.len(), 1, "{left_out:?}");
        assert!(left_out[0].contains("\"mood\" is no question"), "{left_out:?}");
        for strange in [json!(1), json!({ "people": "200" }), json!(null)] {
            assert_eq!(Offer::from_json(&json!({ "answers": strange })), (Offer::default(), vec![]));
        }
    }

    #[test]
    fn what_does_not_fit_is_left_out_by_name() {
        let json =
            json!({ "customer": "a".repeat(121), "date": "27.11.2026", "valid_until": "2026-13-01", "notes": 1 });
        let (offer, left_out) = Offer::from_json(&json);
        assert_eq!(offer, Offer::default());
        assert_eq!(left_out.len(), 3, "{left_out:?}");
        assert!(left_out[1].contains("offer's date is not a date as 2026-11-27"), "{left_out:?}");
        for wrong in ["", "2026-1-1", "2026-11-00", "+026-11-01", "2026-11-27-1", "0000-01-01"] {
            assert!(!is_date(wrong), "{wrong}");
        }
    }
}
