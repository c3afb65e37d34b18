//! The banner comments of `variables.tf` and `checks.tf`.

use super::{Section, Variable};
use terraform_language::configuration::CheckBlock;

/// The sections that the banners make, each with the variables that follow it.
///
/// A banner is a line of `#`, a line with the title, perhaps one with a question, and a line of `#` again.
pub(super) fn sections(text: &str, variables: &[Variable]) -> Vec<Section> {
    let mut sections: Vec<(usize, Section)> = banners(text)
        .into_iter()
        .map(|(line, title, question)| (line, Section { title, question, variables: Vec::new() }))
        .collect();
    for variable in variables.iter().filter(|variable| !variable.sensitive) {
        let above = sections.iter_mut().rev().find(|(line, _)| *line < variable.location.line);
        if let Some((_, section)) = above {
            section.variables.push(variable.name.clone());
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

/// The checks that stand under the banner with this title.
pub(super) fn checks_under(title: &str, text: &str, checks: &[CheckBlock]) -> Vec<String> {
    let banners = banners(text);
    let is_under = |check: &&CheckBlock| {
        let line = check.asserts.first().map_or(0, |assert| assert.location.line);
        banners.iter().rev().find(|(banner, ..)| *banner < line).is_some_and(|(_, found, _)| found == title)
    };
    checks.iter().filter(is_under).map(|check| check.name.clone()).collect()
}

/// The banners of a file: the line that ends each, its title and its question.
fn banners(text: &str) -> Vec<(usize, String, String)> {
    let mut banners = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((_, line)) = lines.next() {
        if !is_rule(line) {
            continue;
        }
        let comments: Vec<_> = lines.by_ref().take_while(|(_, line)| !is_rule(line)).collect();
        let mut words = comments.iter().map(|(_, line)| line.trim_start_matches('#').trim().to_owned());
        if let (Some(title), Some((last, _))) = (words.next(), comments.last()) {
            banners.push((last + 1, title, words.next().unwrap_or_default()));
        }
    }
    banners
}

fn is_rule(line: &str) -> bool {
    line.len() >= 40 && line.bytes().all(|byte| byte == b'#')
}
