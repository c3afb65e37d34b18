//! How well something that can be looked for answers what was typed.

/// The texts by which something is found, from those that say most of it to those that say least.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    /// What it is called.
    pub(crate) title: String,
    /// What the module calls it.
    pub(crate) name: String,
    /// What people call it.
    pub(crate) words: String,
    /// What is said of it.
    pub(crate) about: String,
}

/// How far the texts are from what was typed: 0 is nearest. `None` where one of the words typed is in none of them.
pub(crate) fn distance(typed: &str, texts: &Texts) -> Option<usize> {
    let typed = typed.to_lowercase();
    let words = typed.split_whitespace();
    words.map(|word| distance_of_word(word, texts)).try_fold(0, |sum, distance| Some(sum + distance?))
}

fn distance_of_word(word: &str, texts: &Texts) -> Option<usize> {
    let title = texts.title.to_lowercase();
    if title.starts_with(word) {
        return Some(0);
    }
    let found = [(&title, 1), (&texts.name, 2), (&texts.words, 2), (&texts.about, 4)];
    let begun = found.iter().filter(|(text, _)| begins_a_word(&text.to_lowercase(), word));
    let begun = begun.map(|(_, distance)| *distance).min();
    // Within a word only where there is enough of it to mean something.
    let is_within = || word.chars().count() > 2 && (title.contains(word) || texts.name.contains(word));
    begun.or_else(|| is_within().then_some(5))
}

/// Whether one of the words of the text, or of what a hyphen or an underscore joins, begins so.
fn begins_a_word(text: &str, word: &str) -> bool {
    let starts = text.match_indices(word).map(|(at, _)| text[..at].chars().next_back());
    starts.into_iter().any(|before| before.is_none_or(|before| !before.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(title: &str, name: &str, words: &str, about: &str) -> Texts {
        let [title, name, words, about] = [title, name, words, about].map(str::to_owned);
        Texts { title, name, words, about }
    }

    #[test]
    fn a_title_is_nearer_than_a_name_and_a_name_than_what_is_said() {
        let title = texts("Backups", "", "", "");
        let within = texts("Days that backups are kept", "", "", "");
        let name = texts("Copies", "uploads_backup", "", "");
        let about = texts("Copies", "", "", "A backup each day.");
        let distances = [title, within, name, about].map(|texts| distance("Backup", &texts));
        assert_eq!(distances, [Some(0), Some(1), Some(2), Some(4)]);
    }

    #[test]
    fn every_word_has_to_be_found() {
        let texts = texts("Instance class", "db_instance_class", "Postgres RDS", "");
        assert_eq!(distance("postgres size", &texts), None);
        assert_eq!(distance("postgres class", &texts), Some(3));
        assert_eq!(distance("  ", &texts), Some(0));
    }

    #[test]
    fn letters_within_a_word_count_where_they_are_many() {
        let alarms = texts("Alarms", "enable_alarms", "", "");
        assert_eq!(distance("ar", &alarms), None);
        assert_eq!(distance("larm", &alarms), Some(5));
    }

    #[test]
    fn other_scripts_are_letters_too() {
        assert_eq!(distance("s\u{e3}o", &texts("Region", "aws_region", "S\u{e3}o Paulo", "")), Some(2));
    }
}
