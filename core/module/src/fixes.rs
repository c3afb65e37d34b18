//! Changes that remove a diagnostic.

use crate::names::input;
use crate::{Diagnostic, Fix, Inputs, Level, Module, Values, Variable};
use crate::{check, draft, example, labels, made_up, relocation};
use terraform_language::hcl::is_visible;
use terraform_language::{InputPath, Number, Step, Type, Value, sorted};

/// The most diagnostics that get fixes: each fix is tried before it is offered, and nobody reads on so far.
const MOST_DIAGNOSTICS: usize = 12;

/// The fixes of one of the first diagnostics of those that were found `before`. A fix is offered only when trying it
/// removes its diagnostic and adds none.
pub(crate) fn of(
    module: &Module,
    inputs: &Inputs,
    values: &Values,
    before: &[Diagnostic],
    diagnostic: &Diagnostic,
) -> Vec<Fix> {
    if !before.iter().take(MOST_DIAGNOSTICS).any(|found| found == diagnostic) {
        return Vec::new();
    }
    let mut fixes = match diagnostic.level {
        Level::Refused => candidates(module, inputs, values, diagnostic),
        Level::WillNotWork | Level::WillHurt => {
            let mut fixes = remedies(module, inputs, diagnostic);
            fixes.extend(as_seen(inputs, &diagnostic.path));
            fixes
        }
    };
    fixes.extend(relocation::moved(module, inputs));
    fixes.retain(|fix| improves(module, fix, diagnostic, before));
    fixes.dedup_by(|a, b| a.inputs == b.inputs);
    fixes
}

/// Whether the fix removes the diagnostic, leaves no error in its place, and adds none elsewhere.
fn improves(module: &Module, fix: &Fix, diagnostic: &Diagnostic, before: &[Diagnostic]) -> bool {
    let after = check::diagnose(module, &fix.inputs);
    let same = |a: &Diagnostic, b: &Diagnostic| a.path == b.path && a.location == b.location;
    let is_in_its_place = |d: &Diagnostic| d.level == Level::Refused && d.path == diagnostic.path;
    let is_new = |d: &Diagnostic| d.level <= diagnostic.level && !before.iter().any(|known| same(known, d));
    !after.iter().any(|d| same(d, diagnostic) || is_in_its_place(d) || is_new(d))
}

/// What may follow a piece of advice at the place that it names.
fn remedies(module: &Module, inputs: &Inputs, diagnostic: &Diagnostic) -> Vec<Fix> {
    let path = &diagnostic.path;
    let Some((ty, default)) = draft::declared_at(module, path) else { return Vec::new() };
    let choices = module.variable(path.variable()).filter(|_| path.steps().is_empty()).map(|found| &found.choices[..]);
    let values: Vec<Value> = match (ty, choices.unwrap_or_default()) {
        (_, choices @ [_, ..]) => choices.to_vec(),
        (Type::Bool, _) => vec![true.into(), false.into()],
        (Type::Number, _) => {
            let value = inputs.at(path).or(default.as_ref()).and_then(Value::as_number);
            value
                .map(|number| near(number).into_iter().take(MOST_NUMBERS).map(Value::Number).collect())
                .unwrap_or_default()
        }
        (Type::Object(_), _) if inputs.at(path).is_none() => vec![Value::object::<&str>([])],
        // Of another size the first that suffices; no advice moves a deployment to another region.
        (Type::String, _) if *path != input::AWS_REGION.path() => {
            let known = labels::suggested(path.variable()).into_iter();
            known.map(|(value, _)| value.into()).collect()
        }
        (Type::Map(_), _) => return missing_row(inputs, path, &diagnostic.message).into_iter().collect(),
        _ => return Vec::new(),
    };
    let set = |value: Value| {
        let label = set_to(path, &value).unwrap_or_else(|| format!("Turn {path} on"));
        Some(Fix { label, inputs: example::completed(module, &inputs.with_at(path, value)?) })
    };
    let removes = |fix: &Fix| !check::diagnose(module, &fix.inputs).iter().any(|d| d.check == diagnostic.check);
    values
        .into_iter()
        .filter(|value| inputs.at(path) != Some(value))
        .filter_map(set)
        .find(removes)
        .into_iter()
        .collect()
}

/// The secret that a message begins with, named as bootstrap makes it: its ARN is made up until then.
fn missing_row(inputs: &Inputs, path: &InputPath, message: &str) -> Option<Fix> {
    let name = message.split(' ').next()?;
    let is_variable = name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    let (region, of) = (inputs.text(input::AWS_REGION)?, inputs.text(input::NAME)?);
    let arn = made_up::secret(region, of, name);
    let inputs = inputs.with_at(&path.then(Step::Key(name.into())), Value::string(arn))?;
    (is_variable && *path == input::SECRETS.path()).then(|| Fix { label: format!("Add {name}"), inputs })
}

fn candidates(module: &Module, inputs: &Inputs, values: &Values, diagnostic: &Diagnostic) -> Vec<Fix> {
    let path = &diagnostic.path;
    let Some(variable) = module.variable(path.variable()) else {
        return unknown_name(module, inputs, path.variable());
    };
    if path.steps().is_empty() && !values.uses(variable) {
        return other_mode(inputs, variable);
    }
    let Some(value) = inputs.at(path) else {
        return Vec::new();
    };
    let set = |value: Value| Some(Fix { label: set_to(path, &value)?, inputs: inputs.with_at(path, value)? });
    let says = |fix: &Fix| check::diagnose(module, &fix.inputs).iter().any(|d| d.path == *path);
    let mut fixes: Vec<_> = nearest_choice(variable, path, value).into_iter().filter_map(set).collect();
    match value {
        Value::String(text) if *path == input::AWS_REGION.path() => {
            fixes.extend(region_called(text).map(Value::string).and_then(set));
        }
        Value::String(text) => {
            let forms = tidied(text).into_iter().filter_map(|text| set(Value::string(text)));
            let short = shortened(text).into_iter().filter_map(|text| set(Value::string(text)));
            fixes.extend(forms.chain(short).find(|fix| !says(fix)));
        }
        Value::Number(number) => {
            let near = near(number).into_iter().filter_map(|number| set(Value::Number(number)));
            fixes.extend(near.take(MOST_NUMBERS).find(|fix| !says(fix)));
        }
        _ => {}
    }
    fixes.dedup_by(|a, b| a.inputs == b.inputs);
    fixes
}

/// The input of a mode that is not chosen: clear it, or choose the mode.
fn other_mode(inputs: &Inputs, variable: &Variable) -> Vec<Fix> {
    let mut fixes =
        vec![Fix { label: format!("Remove {}", variable.name), inputs: inputs.with(&variable.name, Value::Null) }];
    for alternatives in &variable.modes {
        fixes.extend(alternatives.iter().map(|mode| Fix {
            label: format!("Set {} to {}", mode.selector, mode.value),
            inputs: inputs.with(&mode.selector, Value::string(mode.value.as_str())),
        }));
    }
    fixes
}

/// A name that is no input: the nearest name that is one, if that is free, or without it.
fn unknown_name(module: &Module, inputs: &Inputs, name: &str) -> Vec<Fix> {
    let removed = inputs.with(name, Value::Null);
    let names = module.variables().iter().filter(|variable| !variable.sensitive).map(|variable| variable.name.as_str());
    let nearest = nearest(name, names.filter(|known| inputs.get(known).is_none()));
    let renamed = nearest.and_then(|known| {
        let value = inputs.get(name)?.clone();
        Some(Fix { label: format!("Rename {name} to {known}"), inputs: removed.with(known, value) })
    });
    let remove = Fix { label: format!("Remove {name}"), inputs: removed };
    renamed.into_iter().chain([remove]).collect()
}

/// The variable that a name is nearly the name of; `None` for what is no identifier of HCL.
pub fn misspelled<'m>(module: &'m Module, name: &str) -> Option<&'m Variable> {
    if !name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_') {
        return None;
    }
    let names = module.variables().iter().filter(|variable| !variable.sensitive).map(|variable| variable.name.as_str());
    module.variable(nearest(name, names)?)
}

/// Whether a name is that of an input but for a slip of the fingers: two edits at most, in five letters at least. Names
/// of other modules are further away, as `instance_class` is from `db_instance_class`.
pub fn is_slip(module: &Module, name: &str) -> bool {
    const SHORTEST: usize = 5;
    const MOST: usize = 2;
    name.len() >= SHORTEST
        && misspelled(module, name).is_some_and(|variable| edits(&name.to_ascii_lowercase(), &variable.name) <= MOST)
}

fn nearest_choice(variable: &Variable, path: &InputPath, value: &Value) -> Option<Value> {
    let text = value.as_str()?;
    let of_variable = matches!(path.steps(), [] | [Step::Index(_)]);
    let choices = variable.choices.iter().filter_map(Value::as_str);
    nearest(text, choices.filter(|_| of_variable)).map(Value::string)
}

/// The candidate with the fewest edits from the text, if those are no more than a third of it; otherwise the only one
/// that begins or ends with its words, as `aws_region` does with `region`.
pub fn nearest<'a>(text: &str, candidates: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let text = text.to_ascii_lowercase();
    let length = text.chars().count();
    let most = (length / 3).max(1);
    // Each character more or less is an edit.
    let alike = candidates.clone().filter(|candidate| candidate.chars().count().abs_diff(length) <= most);
    let ranked = alike.map(|candidate| (edits(&text, candidate), candidate));
    let nearest = ranked.filter(|(edits, _)| *edits <= most).min_by_key(|(edits, _)| *edits);
    nearest.map(|(_, candidate)| candidate).or_else(|| {
        let mut longer = candidates.filter(|candidate| has_words(candidate, &text));
        longer.next().filter(|_| longer.next().is_none())
    })
}

/// Whether a name of several words begins or ends with those of another one.
fn has_words(name: &str, words: &str) -> bool {
    let ends = name.strip_suffix(words).is_some_and(|rest| rest.ends_with('_'));
    let begins = name.strip_prefix(words).is_some_and(|rest| rest.starts_with('_'));
    !words.is_empty() && (ends || begins)
}

/// How many edits lead from one text to the other: a character more, less or another one, or two neighbours that changed
/// places, which no further edit touches.
/// <https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance>
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<_> = b.chars().collect();
    let mut row: Vec<_> = (0..=b.len()).collect();
    // The row before, and the character that it is of.
    let mut before = (row.clone(), None);
    for (i, x) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let edited = (row[j] + usize::from(x != *y)).min(row[j + 1] + 1).min(next[j] + 1);
            let are_swapped = j > 0 && before.1 == Some(*y) && b[j - 1] == x;
            next.push(if are_swapped { edited.min(before.0[j - 1] + 1) } else { edited });
        }
        before = (std::mem::replace(&mut row, next), Some(x));
    }
    row[b.len()]
}

/// The text as it looks, without space around it; then also in lower case; then also with hyphens for what is neither
/// letter nor digit: what people mean when they type a name.
fn tidied(text: &str) -> Vec<String> {
    let trimmed = as_it_looks(text).trim().to_owned();
    let lower = trimmed.to_ascii_lowercase();
    let mut plain = String::new();
    for character in lower.chars() {
        if character.is_ascii_alphanumeric() {
            plain.push(character);
        } else if !plain.ends_with('-') {
            plain.push('-');
        }
    }
    let plain = plain.trim_matches('-').to_owned();
    let mut forms = vec![trimmed, lower, plain];
    forms.retain(|form| !form.is_empty() && form != text);
    forms.dedup();
    forms
}

/// The text at `path` without what nobody sees in it, and with usual spaces. Tabs, line ends and joiners, which scripts
/// and emoji need, are none of it.
fn as_seen(inputs: &Inputs, path: &InputPath) -> Option<Fix> {
    let seen = |character: char| match character {
        '\t' | '\n' | '\r' | '\u{200c}' | '\u{200d}' => Some(character),
        _ if is_visible(character) => Some(character),
        _ => character.is_whitespace().then_some(' '),
    };
    let text = inputs.at(path)?.as_str()?;
    let inputs = inputs.with_at(path, text.chars().filter_map(seen).collect::<String>().as_str().into())?;
    Some(Fix { label: format!("Take what nobody sees out of {path}"), inputs })
}

/// The text without the characters that nobody sees, which come along when a text is copied, and with usual spaces.
fn as_it_looks(text: &str) -> String {
    let seen = text.chars().filter(|character| character.is_whitespace() || is_visible(*character));
    seen.map(|character| if character.is_whitespace() { ' ' } else { character }).collect()
}

/// The tidied text without its last words, longest first: what people mean when a name is too long.
fn shortened(text: &str) -> Vec<String> {
    let Some(mut rest) = tidied(text).pop().or_else(|| Some(text.to_owned())) else { return Vec::new() };
    let mut forms = Vec::new();
    while let Some(end) = rest.rfind('-') {
        rest.truncate(end);
        forms.push(rest.clone());
    }
    forms
}

/// The region that people mean by the name of its place, or by one that is nearly its own.
pub fn region_called(text: &str) -> Option<&'static str> {
    let wanted = text.trim().to_ascii_lowercase();
    let place = labels::PLACES.iter().find(|(_, place)| {
        let place = place.to_ascii_lowercase();
        wanted.len() > 2 && (place.contains(&wanted) || edits(&wanted, &place) < 2)
    });
    let region = place.map(|(region, _)| *region);
    region.or_else(|| nearest(&wanted, labels::PLACES.iter().map(|(region, _)| *region)))
}

/// The most numbers that are tried for one diagnostic.
const MOST_NUMBERS: usize = 24;

/// Numbers that settings have, nearest first: small counts, powers of two, whole gibibytes in mebibytes, tens.
fn near(number: &Number) -> Vec<Number> {
    let wanted = number.to_f64();
    let counts = 0..=10;
    let powers = (4..=15).map(|power| 1 << power);
    let gibibytes = (1..=30).map(|gibibytes| gibibytes * 1024);
    let tens = (2..=20).map(|tens| tens * 10);
    let numbers = counts.chain(powers).chain(gibibytes).chain(tens).map(|n: i32| Number::from(n));
    let mut near = sorted(numbers, |a, b| (a.to_f64() - wanted).abs().total_cmp(&(b.to_f64() - wanted).abs()));
    near.dedup();
    near
}

fn set_to(path: &InputPath, value: &Value) -> Option<String> {
    match Type::String.convert(value) {
        Ok(Value::String(text)) => Some(format!("Set {path} to {text}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Evaluation;

    fn fixes(json: &str) -> Vec<String> {
        let mut inputs: serde_json::Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}"));
        for (name, value) in [("name", "shop"), ("aws_region", "eu-central-1"), ("image", "ghcr.io/acme/mercato:1.4")] {
            if inputs.get(name).is_none() {
                inputs[name] = value.into();
            }
        }
        let inputs = Inputs::from_json(&inputs).unwrap_or_default();
        let evaluation = Evaluation::of(Module::embedded(), &inputs);
        evaluation.errors().flat_map(|error| evaluation.fixes(error)).map(|fix| fix.label).collect()
    }

    #[test]
    fn clears_what_another_mode_uses() {
        assert_eq!(fixes(r#"{"db_host": "db.example.com"}"#), ["Remove db_host"]);
    }

    #[test]
    fn chooses_the_mode_that_what_is_set_belongs_to() {
        let arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:redis-AbCdEf";
        assert_eq!(
            fixes(&format!(r#"{{"redis_url_secret_arn": "{arn}"}}"#)),
            ["Remove redis_url_secret_arn", "Set redis_mode to external"]
        );
    }

    #[test]
    fn finds_the_name_that_was_meant() {
        assert_eq!(
            fixes(r#"{"container_prot": 3000}"#),
            ["Rename container_prot to container_port", "Remove container_prot"]
        );
    }

    #[test]
    fn finds_the_only_name_with_the_words() {
        let meant = |name| misspelled(Module::embedded(), name).map(|variable| variable.name.as_str());
        assert_eq!(
            ["region", "domain", "zone_id"].map(meant),
            ["aws_region", "domain_name", "hosted_zone_id"].map(Some)
        );
        assert_eq!(meant("vpc"), None, "vpc_id and vpc_cidr");
        assert_eq!(nearest("", ["_"].into_iter()), Some("_"));
        assert_eq!(nearest("", ["a_b"].into_iter()), None);
    }

    #[test]
    fn finds_the_choice_that_was_meant() {
        assert_eq!(fixes(r#"{"environment": "prodution"}"#), ["Set environment to production"]);
    }

    #[test]
    fn counts_neighbours_that_changed_places_as_one_edit() {
        let pairs =
            [("nmae", "name"), ("ab", "ba"), ("", "ab"), ("ca", "abc"), ("kitten", "sitting"), ("abcd", "badc")];
        assert_eq!(pairs.map(|(a, b)| (edits(a, b), edits(b, a))), [(1, 1), (1, 1), (2, 2), (3, 3), (3, 3), (2, 2)]);
        assert_eq!(nearest("nmae", ["image", "name"].into_iter()), Some("name"));
    }

    #[test]
    fn finds_the_nearest_size() {
        assert_eq!(fixes(r#"{"web_service": {"cpu": 1000}}"#), ["Set web_service.cpu to 1024"]);
    }

    #[test]
    fn tidies_a_name() {
        assert_eq!(fixes(r#"{"name": "My Shop"}"#), ["Set name to my-shop"]);
    }

    #[test]
    fn shortens_a_name_to_what_the_module_takes() {
        assert_eq!(fixes_of_name("a-name-of-thirty-one-characters"), ["Set name to a-name-of-thirty-one"]);
        assert_eq!(fixes_of_name("a-name-of-thirty-one"), <[String; 0]>::default());
    }

    #[test]
    fn advice_is_followed_where_what_is_missing_is_certain() {
        let preset = crate::preset::find("split-workers-managed").expect("a preset").inputs.clone();
        let followed = |name: &str| {
            let evaluation = Evaluation::of(Module::embedded(), &preset.with(name, Value::Null));
            let fixes = evaluation.diagnostics.iter().flat_map(|found| evaluation.fixes(found));
            fixes.map(|fix| fix.label).collect::<Vec<_>>()
        };
        for (missing, fix) in [
            ("secrets", "Add JWT_SECRET"),
            ("scheduler_sync_task", "Turn scheduler_sync_task on"),
            ("dns_mode", "Set dns_mode to route53"),
        ] {
            let fixes = followed(missing);
            assert!(fixes.iter().any(|label| label == fix), "{missing}: {fixes:?}");
        }
    }

    #[test]
    fn takes_out_what_nobody_sees() {
        let fixes =
            fixes("{\"networking_mode\": \"existing\", \"vpc_id\": \"\\u00a0vpc-0a1b2c3d\\ufeff4e5f60718\\u200b\"}");
        assert!(fixes.contains(&"Set vpc_id to vpc-0a1b2c3d4e5f60718".to_owned()), "{fixes:?}");
        assert_eq!(fixes_of_name("sh\u{200b}op\u{a0}1"), ["Set name to shop-1"]);
    }

    #[test]
    fn takes_what_nobody_sees_out_of_free_texts() {
        let json = serde_json::json!({
            "env": { "A": "one\u{200b}\ttwo\u{a0}three\n", "B": "\u{feff}x", "C": "👩\u{200d}🚀" },
            "migration_task": { "command": ["yarn\u{200b}"] },
        });
        let evaluation = Evaluation::of(Module::embedded(), &Inputs::from_json(&json).expect("an object"));
        let advice = evaluation.diagnostics.iter().filter(|d| d.check.as_deref() == Some("invisible_characters"));
        let fixed: Vec<_> = advice
            .map(|diagnostic| {
                let fix = evaluation.fixes(diagnostic).pop().unwrap_or_else(|| panic!("{diagnostic:?}"));
                (fix.label, fix.inputs.at(&diagnostic.path).and_then(Value::as_str).unwrap_or_default().to_owned())
            })
            .collect();
        let expected =
            [(r#"env["A"]"#, "one\ttwo three\n"), (r#"env["B"]"#, "x"), ("migration_task.command[0]", "yarn")];
        let expected = expected.map(|(path, text)| (format!("Take what nobody sees out of {path}"), text.to_owned()));
        assert_eq!(fixed, expected);
    }

    fn fixes_of_name(name: &str) -> Vec<String> {
        fixes(&serde_json::json!({ "name": name }).to_string())
    }

    #[test]
    fn counts_edits() {
        assert_eq!((edits("", "abc"), edits("kitten", "sitting"), edits("a", "a")), (3, 3, 0));
    }
}
