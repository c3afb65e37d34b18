use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::answer::{Answer, is_kept};
use super::place::Place;
use super::question::Question;
use super::resource_type::{Argument, BlockType, Content, Replace, ResourceType};
use super::settings::{Settings, Uses};
use super::sorting;
use super::way::Way;
use crate::terraform::{self, Block};

/// Makes of the answers about one resource type what is recorded of it.
pub(super) struct Recorder<'a> {
    pub(super) kind: &'a str,
    pub(super) uses: &'a Uses,
    pub(super) schema: &'a Block,
    pub(super) answers: &'a [(Question, Answer)],
    /// What nothing was planned for, so that it has no answer.
    pub(super) unanswered: Vec<String>,
}

impl Recorder<'_> {
    pub(super) fn resource_type(&mut self) -> ResourceType {
        let content = self.content(&[], &self.uses.sets, self.schema);
        let is_read = |name: &&String| !self.uses.sets.arguments.contains(*name);
        let computed = self.uses.reads.iter().filter(is_read).filter_map(|name| {
            let ty = self.schema.attributes.get(name)?.ty.clone()?;
            Some((name.clone(), ty))
        });
        ResourceType { content, computed: computed.collect(), unsettled_by: self.unsettled_by() }
    }

    fn unsettled_by(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut unsettled: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (question, answer) in self.answers {
            let Answer::Updated(unknown) = answer else { continue };
            for name in unknown.intersection(&self.uses.reads) {
                unsettled.entry(name.clone()).or_default().insert(question.place.to_string());
            }
        }
        unsettled
    }

    fn content(&mut self, outer: &[String], settings: &Settings, schema: &Block) -> Content {
        let mut content = Content::default();
        for name in &settings.arguments {
            let place = Place::of(outer, name);
            match schema.attributes.get(name) {
                Some(argument) => {
                    content.arguments.insert(name.clone(), self.argument(&place, argument));
                }
                None => self.unanswered.push(format!("{}.{place}: the schema has no such argument", self.kind)),
            }
        }
        for (name, inner) in &settings.blocks {
            let place = Place::of(outer, name);
            match schema.block_types.get(name) {
                Some(nested) => {
                    let deeper: Vec<_> = outer.iter().cloned().chain([name.clone()]).collect();
                    let mut block = self.block(&place, nested);
                    block.content = self.content(&deeper, inner, &nested.block);
                    content.blocks.insert(name.clone(), block);
                }
                None => self.unanswered.push(format!("{}.{place}: the schema has no such block", self.kind)),
            }
        }
        content
    }

    fn argument(&mut self, place: &Place, argument: &terraform::Argument) -> Argument {
        let (replace, unplanned) = self.replace(place, true);
        let made = self.made(place, Way::Absent);
        let default = made.filter(|value| !matches!(value, Value::Null | Value::Array(_) | Value::Object(_)));
        let left_out = |(way, answer): (Way, &Answer)| {
            way == Way::Empty
                && matches!(answer, Answer::Made(values) if values.as_ref().is_none_or(|it| *it == [Value::Null]))
        };
        let keeps = |(way, answer): (Way, &Answer)| {
            way == Way::Unsettled && matches!(answer, Answer::Made(others) if is_kept(others.as_deref()))
        };
        Argument {
            ty: argument.ty.clone().unwrap_or_default(),
            optional: argument.optional,
            computed: argument.computed,
            replace,
            default: default.cloned(),
            empty_is_null: self.answers(place).any(left_out),
            keeps_elements: self.answers(place).any(keeps),
            sorted_by: self.sorted_by(place),
            includes: self.included(place),
            unplanned,
        }
    }

    fn block(&mut self, place: &Place, nested: &terraform::Nested) -> BlockType {
        let (replace, unplanned) = self.replace(place, false);
        let stays = |(question, answer): &&(Question, Answer)| {
            question.place == *place && question.way == Way::Removed && *answer == Answer::Nothing
        };
        BlockType {
            nesting: nested.nesting_mode.clone(),
            max_items: (nested.max_items > 0).then_some(nested.max_items),
            computed: !unplanned && self.answers.iter().any(|answered| stays(&answered)),
            replace,
            unplanned,
            content: Content::default(),
        }
    }

    fn answers<'a>(&'a self, place: &'a Place) -> impl Iterator<Item = (Way, &'a Answer)> {
        let of_place = self.answers.iter().filter(|(question, _)| question.place == *place);
        of_place.map(|(question, answer)| (question.way, answer))
    }

    /// The value that a resource gets here when it is made.
    fn made<'a>(&'a self, place: &'a Place, way: Way) -> Option<&'a Value> {
        self.answers(place).find_map(|(of, answer)| match answer {
            Answer::Made(Some(values)) if of == way => {
                let (first, rest) = values.split_first()?;
                rest.iter().all(|value| value == first).then_some(first)
            }
            _ => None,
        })
    }

    /// The fields by which arrays in texts of JSON are sorted, whatever their order was.
    fn sorted_by(&self, place: &Place) -> BTreeMap<String, String> {
        let answers =
            self.answers.iter().filter(|(question, _)| question.place == *place && question.way == Way::Reversed);
        let texts = answers.filter_map(|(question, answer)| match answer {
            Answer::Made(Some(planned)) => {
                Some((question.place.value(&question.specimen.arguments)?, planned.first()?))
            }
            _ => None,
        });
        sorting::fields(&texts.collect::<Vec<_>>())
    }

    /// The argument whose value is there when nothing is set here.
    fn included(&self, place: &Place) -> Option<String> {
        let Some(Value::Array(elements)) = self.made(place, Way::Absent) else { return None };
        let (question, _) = self.answers.iter().find(|(question, _)| question.place == *place)?;
        let arguments = question.specimen.arguments.iter();
        arguments
            .filter(|(_, value)| elements.as_slice() == std::slice::from_ref(*value))
            .map(|(name, _)| name.clone())
            .next()
    }

    /// Which changes here replace the resource, and whether none plans anything.
    fn replace(&mut self, place: &Place, is_argument: bool) -> (Replace, bool) {
        let (mut replacing, mut updating, mut idle) = (BTreeSet::new(), BTreeSet::new(), false);
        let own = own_path(place);
        for (way, answer) in self.answers(place) {
            match answer {
                Answer::Replaced(paths)
                    if is_argument || paths.contains(&own) || paths.iter().any(|it| own.starts_with(it)) =>
                {
                    replacing.insert(way);
                }
                Answer::Replaced(_) | Answer::Updated(_) => {
                    updating.insert(way);
                }
                Answer::Nothing => idle = true,
                Answer::Made(_) | Answer::Refused(_) => {}
            }
        }
        let unplanned = idle && replacing.is_empty() && updating.is_empty();
        if !idle && replacing.is_empty() && updating.is_empty() {
            let refused = self.answers(place).find_map(|(_, answer)| match answer {
                Answer::Refused(words) => Some(words.clone()),
                _ => None,
            });
            let why = refused.unwrap_or_else(|| "no deployment has it".to_owned());
            self.unanswered.push(format!("{}.{place}: {why}", self.kind));
        }
        match (replacing.is_empty(), updating.is_empty()) {
            (true, _) => (Replace::default(), unplanned),
            (false, true) => (Replace::Uniform(true), unplanned),
            (false, false) => (Replace::Ways(replacing), unplanned),
        }
    }
}

/// The path of a place as Terraform writes it in `replace_paths`, with the first block of each list around it.
fn own_path(place: &Place) -> Vec<Value> {
    let (outer, name) = place.split();
    outer.iter().flat_map(|block| [json!(block), json!(0)]).chain([json!(name)]).collect()
}
