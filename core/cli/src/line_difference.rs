//! How two texts differ, line by line.

use openmercato_ecs_core::upgrade::masked;
use similar::TextDiff;

/// The most lines that are shown of a file's differences.
const MOST_LINES: usize = 40;

/// The most lines that are shown of the differences of all files.
const MOST_IN_ALL: usize = 400;

/// The longest line that is shown, in characters.
const LONGEST: usize = 200;

/// Adds the lines that differ between a text and what would take its place, in the form of `diff -u`.
pub(super) fn add(lines: &mut Vec<String>, from: &str, to: &str) {
    let most = MOST_LINES.min(MOST_IN_ALL.saturating_sub(lines.len()));
    let difference = TextDiff::from_lines(from, to).unified_diff().context_radius(2).to_string();
    let count = difference.lines().count();
    lines.extend(difference.lines().take(most).map(|line| format!("  {}", shortened(&masked(line)))));
    if count > most {
        lines.push(format!("  … and {} lines more", count - most));
    }
}

fn shortened(line: &str) -> String {
    let cut: String = line.chars().take(LONGEST).collect();
    if cut.len() < line.len() { format!("{cut}…") } else { cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_shown_within_bounds_and_without_secrets() {
        let mut lines = Vec::new();
        add(&mut lines, "a\n  database_url = \"postgres://u:hunter2@h/d\"\nc\n", "a\nb\nc\n");
        assert_eq!(lines, ["  @@ -1,3 +1,3 @@", "   a", "  -  database_url = (sensitive)", "  +b", "   c"]);
        let long: String = (0..1000).map(|line| format!("{line}{}\n", "x".repeat(1000))).collect();
        for _ in 0..20 {
            add(&mut lines, &long, "");
        }
        assert!(lines.len() < MOST_IN_ALL + 25, "{}", lines.len());
        assert!(lines.iter().all(|line| line.chars().count() < LONGEST + 5));
    }
}
