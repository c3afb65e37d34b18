//! What is new in the module.

use openmercato_ecs_module::templates;
use serde_json::json;
use std::collections::BTreeSet;

/// The module's changelog in the repository, in the form of <https://keepachangelog.com/en/1.1.0/>.
pub(crate) const CHANGELOG: &str = "CHANGELOG.md";

/// An entry of the module's changelog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// The version that it is about, as `0.2.0`, or `Unreleased`.
    pub version: String,
    /// What kind of change it is, as `Added`; empty for what is said of the version as a whole.
    pub kind: String,
    /// What it says, in Markdown.
    pub text: String,
}

impl News {
    /// `version`, `kind` and `text`.
    pub fn to_json(&self) -> serde_json::Value {
        json!({ "version": self.version, "kind": self.kind, "text": self.text })
    }
}

/// What the module's changelog says that an older one does not. Without an older one, what is said of versions above
/// this one; all where it is not known.
pub(crate) fn since(version: &str, older: Option<&str>) -> Vec<News> {
    let present = templates::all().get(CHANGELOG).unwrap_or_default();
    news(present, version, older)
}

fn news(present: &str, version: &str, older: Option<&str>) -> Vec<News> {
    match older {
        Some(older) => {
            let known: BTreeSet<_> = older.lines().map(str::trim).collect();
            entries(present)
                .filter(|news| !known.contains(&*news.text) && !known.contains(&*format!("- {}", news.text)))
                .collect()
        }
        None => entries(present).take_while(|news| news.version != version).collect(),
    }
}

/// The entries, as they follow each other.
fn entries(changelog: &str) -> impl Iterator<Item = News> {
    let (mut version, mut kind) = (String::new(), String::new());
    changelog.lines().map(str::trim).filter_map(move |line| {
        if let Some(heading) = line.strip_prefix("## ") {
            let name = heading.trim_start_matches('[').split([']', ' ']).next().unwrap_or_default();
            (version, kind) = (name.to_owned(), String::new());
        } else if let Some(heading) = line.strip_prefix("### ") {
            heading.clone_into(&mut kind);
        } else if !line.is_empty() && !line.starts_with('[') && !version.is_empty() {
            let text = line.strip_prefix("- ").unwrap_or(line).to_owned();
            return Some(News { version: version.clone(), kind: kind.clone(), text });
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRESENT: &str = "# Changelog\n\nIts form.\n\n## [Unreleased]\n\nNothing is replaced.\n\n### Added\n\n- One.\n- Two.\n\n\
                           ## [0.1.0] - 2026-11-25\n\n### Fixed\n\n- Three.\n\n[0.1.0]: https://example.org\n";

    fn said(version: &str, older: Option<&str>) -> Vec<String> {
        let line = |News { version, kind, text }| format!("{version} {kind} {text}");
        news(PRESENT, version, older).into_iter().map(line).collect()
    }

    #[test]
    fn what_an_older_changelog_does_not_say_is_new() {
        let new = ["Unreleased  Nothing is replaced.", "Unreleased Added One.", "Unreleased Added Two."];
        assert_eq!(said("0.1.0", Some("## [0.1.0]\r\n\r\n- Three.\r\n")), new);
        assert_eq!(said("", Some(&PRESENT.replace("- Two.\n", ""))), new[2..]);
        assert_eq!(said("0.1.0", None), new);
        assert_eq!(said("0.0.9", None).len(), 4);
        assert_eq!(said("0.1.0", Some(PRESENT)), [""; 0]);
    }

    #[test]
    fn the_changelog_of_the_module_is_read() {
        let news = since("0.1.0", None);
        assert!(news.iter().all(|news| news.version != "0.1.0" && !news.text.is_empty()), "{news:?}");
        assert!(since("", None).len() > news.len());
    }
}
