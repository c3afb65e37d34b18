use super::answer::Answer;
use super::place::Place;
use super::question::Question;
use super::resource_type::{Content, Replace};
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
    let is_replaced = match answer {
        Answer::Replaced(_) => true,
        Answer::Updated(_) => false,
        _ => return None,
    };
    let content = recorded.types.get(&question.kind).map(|recorded| &recorded.content);
    let replace = content.and_then(|content| replace(content, &question.place));
    let said = replace.map_or("nothing", |replace| if replace.is_by(question.way) { "replace" } else { "update" });
    let planned = if is_replaced { "replace" } else { "update" };
    let line =
        || format!("{}.{} {:?}: recorded is {said}, planned {planned}", question.kind, question.place, question.way);
    (said != planned).then(line)
}

/// What is recorded of a place.
fn replace<'a>(content: &'a Content, place: &Place) -> Option<&'a Replace> {
    let (outer, name) = place.split();
    let content = outer.iter().try_fold(content, |content, name| Some(&content.blocks.get(name)?.content))?;
    let of_block = || content.blocks.get(name).map(|block| &block.replace);
    content.arguments.get(name).map(|argument| &argument.replace).or_else(of_block)
}
