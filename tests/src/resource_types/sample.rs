use super::answer::{Answer, is_kept};
use super::place::Place;
use super::question::Question;
use super::resource_type::{Argument, BlockType, Content};
use super::way::Way;
use super::{ResourceTypes, Survey};
use crate::terraform::Result;

impl Survey<'_> {
    /// Asks some of the questions anew, the same ones for the same seed. What is recorded differently, a line each.
    ///
    /// # Errors
    /// When Terraform cannot be run.
    pub fn differences(&self, recorded: &ResourceTypes, seed: u64, count: usize) -> Result<Vec<String>> {
        let mut questions = self.questions();
        fastrand::Rng::with_seed(seed).shuffle(&mut questions);
        questions.truncate(count);
        let answers = self.answers(questions)?;
        Ok(answers.iter().filter_map(|(question, answer)| difference(recorded, question, answer)).collect())
    }
}

fn difference(recorded: &ResourceTypes, question: &Question, answer: &Answer) -> Option<String> {
    let recorded = recorded.types.get(&question.kind).and_then(|recorded| part(&recorded.content, &question.place));
    let (said, planned) = match answer {
        Answer::Replaced(_) => (done(recorded.as_ref(), question.way), "replace"),
        Answer::Updated(_) => (done(recorded.as_ref(), question.way), "update"),
        Answer::Made(others) if question.way == Way::Unsettled => {
            let keeps = |part: &Part| matches!(part, Part::Argument(argument) if argument.keeps_elements);
            let in_words = |keeps: bool| if keeps { "its elements" } else { "nothing of it" };
            (in_words(recorded.as_ref().is_some_and(keeps)), in_words(is_kept(others.as_deref())))
        }
        _ => return None,
    };
    let line =
        || format!("{}.{} {:?}: recorded is {said}, planned {planned}", question.kind, question.place, question.way);
    (said != planned).then(line)
}

/// What is recorded of a place.
enum Part<'a> {
    Argument(&'a Argument),
    Block(&'a BlockType),
}

fn part<'a>(content: &'a Content, place: &Place) -> Option<Part<'a>> {
    let (outer, name) = place.split();
    let content = outer.iter().try_fold(content, |content, name| Some(&content.blocks.get(name)?.content))?;
    let of_block = || content.blocks.get(name).map(Part::Block);
    content.arguments.get(name).map(Part::Argument).or_else(of_block)
}

/// What is recorded that a change does.
fn done(part: Option<&Part>, way: Way) -> &'static str {
    let replace = match part {
        Some(Part::Argument(argument)) => &argument.replace,
        Some(Part::Block(block)) => &block.replace,
        None => return "nothing",
    };
    if replace.is_by(way) { "replace" } else { "update" }
}
