//! The banner comments of `variables.tf`.

use super::{Section, Variable};

/// The sections that the banners make, each with the variables that follow it.
///
/// A banner is a line of `#`, a line with the title, perhaps one with a question, and a line of `#` again.
pub(super) fn sections(text: &str, variables: &[Variable]) -> Vec<Section> {
    let mut sections: Vec<(usize, Section)> = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((_, line)) = lines.next() {
        if !is_rule(line) {
            continue;
        }
        let comments: Vec<_> = lines.by_ref().take_while(|(_, line)| !is_rule(line)).collect();
        let mut words = comments.iter().map(|(_, line)| line.trim_start_matches('#').trim().to_owned());
        if let (Some(title), Some((last, _))) = (words.next(), comments.last()) {
            let question = words.next().unwrap_or_default();
            sections.push((last + 1, Section { title, question, variables: Vec::new() }));
        }
    }
    for variable in variables.iter().filter(|variable| !variable.sensitive) {
        let above = sections.iter_mut().rev().find(|(line, _)| *line < variable.location.line);
        if let Some((_, section)) = above {
            section.variables.push(variable.name.clone());
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

fn is_rule(line: &str) -> bool {
    line.len() >= 40 && line.bytes().all(|byte| byte == b'#')
}
