//! What may be typed at a place: numbers that the rules single out, the region's zones, and values that people know by
//! other words.

use crate::names::input;
use crate::{Inputs, Level, Module, TaskSize, Variable, check, labels, zones};
use terraform_language::{InputPath, Number, Step, Type, Value};

/// A value that may stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The value as it is typed.
    pub value: String,
    /// What tells it apart from others; empty where the value says it all.
    pub words: String,
}

/// What may stand at `path` with everything else as it is: of a number what its rule lists, or else what `numbers`
/// finds, of a row of zones those of the region that no other row names, of a text what has words for people.
pub fn suggestions(module: &Module, inputs: &Inputs, path: &InputPath) -> Vec<Suggestion> {
    let variable = module.variable(path.variable()).filter(|_| path.steps().is_empty());
    match variable {
        Some(Variable { ty: Type::String, .. }) => {
            let known = labels::suggested(path.variable()).into_iter();
            let of = |(value, words): (&str, &str)| Suggestion { value: value.to_owned(), words: words.to_owned() };
            return known.map(of).collect();
        }
        Some(Variable { name, choices, .. }) if !choices.is_empty() => {
            let words = |choice| labels::retention(name, choice).unwrap_or_default().to_owned();
            let of = |choice| Suggestion { value: labels::text_of(choice), words: words(choice) };
            return choices.iter().map(of).collect();
        }
        _ => {}
    }
    if path.variable() == input::AVAILABILITY_ZONES.name() {
        return zones(module, inputs, path);
    }
    let numbers = numbers(module, inputs, path).into_iter();
    numbers.map(|number| Suggestion { value: number.to_string(), words: words(path, number) }).collect()
}

/// The size of a task as people speak of it: `0.5 vCPU`, `2 GiB`; nothing at another place.
fn words(path: &InputPath, number: Number) -> String {
    let Some(Step::Attribute(name)) = path.steps().last() else { return String::new() };
    let size = TaskSize::of(&Value::object([(name.clone(), Value::Number(number))]));
    size.map(|size| size.to_string()).unwrap_or_default()
}

/// The zones of the region that no other row than the one at `path` names.
fn zones(module: &Module, inputs: &Inputs, path: &InputPath) -> Vec<Suggestion> {
    let [Step::Index(row)] = path.steps() else { return Vec::new() };
    let region = inputs.text(input::AWS_REGION).unwrap_or_default();
    let named = inputs.get(path.variable()).and_then(Value::elements).unwrap_or_default();
    let is_free = |zone: &Value| !named.iter().enumerate().any(|(index, other)| index != *row && other == zone);
    let free = zones::of_region(module, inputs).into_iter().filter(is_free);
    let words = labels::place(region).unwrap_or_default();
    free.map(|zone| Suggestion { value: labels::text_of(&zone), words: words.to_owned() }).collect()
}

/// The numbers that may stand at `path`, ascending; empty where the rules take any number of a range, or none of the
/// usual sizes.
///
/// They are found by trying the usual sizes: a size is singled out when the rules take it and refuse the next number.
fn numbers(module: &Module, inputs: &Inputs, path: &InputPath) -> Vec<Number> {
    let is_taken = |number: u32| {
        let value = Value::Number(Number::from(number));
        let Some(inputs) = inputs.with_at(path, value) else { return false };
        let diagnostics = check::diagnose(module, &inputs);
        !diagnostics.iter().any(|found| found.level == Level::Refused && found.path.is_within(path))
    };
    let mut taken = Vec::new();
    for size in sizes().filter(|size| is_taken(*size)) {
        if is_taken(size + 1) {
            return Vec::new();
        }
        taken.push(Number::from(size));
    }
    taken
}

/// Sizes as they are sold: quarters of a unit of 1024, whole units, and from 32 units on in larger steps.
fn sizes() -> impl Iterator<Item = u32> {
    let units = (1..32).chain((32..64).step_by(4)).chain((64..=128).step_by(8)).chain([244]);
    [256, 512].into_iter().chain(units.map(|units| units * 1024))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggested(inputs: &str, path: &str) -> Vec<String> {
        let module = Module::embedded();
        let json = serde_json::from_str(inputs).expect("JSON");
        let inputs = Inputs::from_json(&json).expect("an object");
        let path = InputPath::parse(path).expect("a path");
        suggestions(module, &inputs, &path).into_iter().map(|suggestion| suggestion.value).collect()
    }

    #[test]
    fn memory_follows_the_processor() {
        assert_eq!(suggested(r#"{"web_service":{"cpu":256}}"#, "web_service.memory"), ["512", "1024", "2048"]);
        let eight = suggested(r#"{"web_service":{"cpu":8192}}"#, "web_service.memory");
        assert_eq!((eight.first().map(String::as_str), eight.len()), (Some("16384"), 12));
    }

    #[test]
    fn the_processor_has_the_sizes_that_are_sold() {
        let sizes = ["256", "512", "1024", "2048", "4096", "8192", "16384", "32768"];
        assert_eq!(suggested("{}", "web_service.cpu"), sizes);
        assert_eq!(suggested(r#"{"worker_services":{"a":{}}}"#, r#"worker_services["a"].cpu"#), sizes);
    }

    #[test]
    fn what_is_suggested_is_taken() {
        let module = Module::embedded();
        for name in ["aws_region", "db_instance_class", "redis_node_type"] {
            let opening = crate::preset::find("minimal-managed")
                .expect("a preset")
                .inputs
                .with("availability_zones", Value::Null);
            let all = suggested("{}", name);
            assert!(all.len() > 5, "{name}");
            for value in all {
                let found = check::diagnose(module, &opening.with(name, value.as_str().into()));
                let about =
                    found.iter().filter(|found| found.path.variable() == name && found.level != Level::WillHurt);
                // Not every region sells every class.
                assert_eq!(about.map(|found| &found.message).collect::<Vec<_>>(), Vec::<&String>::new(), "{value}");
            }
        }
    }

    #[test]
    fn sizes_have_words() {
        let module = Module::embedded();
        let words = |path: &str| {
            let path = InputPath::parse(path).expect("a path");
            suggestions(module, &Inputs::new(), &path).remove(0).words
        };
        assert_eq!(words("web_service.cpu"), "0.25 vCPU");
        assert_eq!(words("web_service.memory"), "2 GiB");
    }

    #[test]
    fn numbers_that_a_rule_lists_are_all_suggested_with_words() {
        let module = Module::embedded();
        for name in ["log_retention_days", "flow_log_retention_days"] {
            let choices = module.variable(name).map_or(0, |variable| variable.choices.len());
            let all = suggestions(module, &Inputs::new(), &InputPath::of(name));
            assert_eq!(all.len(), choices, "{name}");
            let year = Suggestion { value: "365".into(), words: "1 year".into() };
            assert!(all.contains(&year), "{all:?}");
            assert!(all.iter().all(|suggestion| !suggestion.words.is_empty()), "{all:?}");
        }
    }

    #[test]
    fn zones_are_those_of_the_region_that_are_not_named_yet() {
        let inputs = r#"{"aws_region":"eu-central-1","availability_zones":["eu-central-1a","eu-central-1b"]}"#;
        assert_eq!(suggested(inputs, "availability_zones[1]"), ["eu-central-1b", "eu-central-1c"]);
        assert!(suggested("{}", "availability_zones[0]").is_empty());
    }

    #[test]
    fn a_range_suggests_nothing() {
        assert!(suggested("{}", "alb_idle_timeout").is_empty());
        assert!(suggested("{}", "web_service.desired_count").is_empty());
    }
}
