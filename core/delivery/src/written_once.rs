//! The files of the archive that belong to whoever operates a deployment.

/// A file that is written where it is missing, and never again: what people are told to put there stays theirs.
///
/// This is the only list of such files. READMEs, manifest, verification and the program that writes over a folder ask
/// it; a test holds every text of the archive that tells people to edit a file against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenOnce {
    /// Where it lies.
    pub place: Place,
    /// Its path below that place.
    pub path: &'static str,
    /// What people put there, as a part of a sentence.
    pub holds: &'static str,
}

/// Where a file lies that is written once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In every root of the module.
    Root,
    /// In the repository, whatever its deployments are.
    Repository,
}

/// The folders of the archive that hold the roots of the module.
pub(crate) const FOLDERS_OF_ROOTS: [&str; 2] = [DEPLOYMENTS, EXAMPLES];

/// The folder of people's own roots in the archive.
pub const DEPLOYMENTS: &str = "infra/terraform/deployments";

/// The folder of the examples' roots in the archive.
pub(crate) const EXAMPLES: &str = "infra/terraform/examples";

/// The folder of bootstrap in the archive.
pub(crate) const BOOTSTRAP: &str = "infra/terraform/bootstrap";

/// Every file that is written once.
///
/// A root has one block `provider "aws"` and one block `required_providers`, so whoever adds to them needs the file
/// itself: <https://developer.hashicorp.com/terraform/language/providers/requirements>. The module asks for the versions
/// that it needs by itself.
pub const ALL: [WrittenOnce; 5] = [
    WrittenOnce { place: Place::Root, path: "backend.tf", holds: "where the state lies" },
    WrittenOnce { place: Place::Root, path: "providers.tf", holds: "the provider's role, tags and other arguments" },
    WrittenOnce { place: Place::Root, path: "versions.tf", holds: "versions, and providers of your own" },
    WrittenOnce {
        place: Place::Repository,
        path: "infra/terraform/bootstrap/inputs.tf",
        holds: "what bootstrap makes, and for which deployments",
    },
    WrittenOnce { place: Place::Repository, path: "CODEOWNERS", holds: "who reviews what" },
];

impl WrittenOnce {
    /// Whether this is the file at a path of the archive.
    fn is_at(self, path: &str) -> bool {
        match self.place {
            Place::Repository => path == self.path,
            Place::Root => FOLDERS_OF_ROOTS.iter().any(|folder| {
                let below = path.strip_prefix(folder).and_then(|path| path.strip_prefix('/'));
                below.and_then(|below| below.split_once('/')).is_some_and(|(_, name)| name == self.path)
            }),
        }
    }
}

/// Whether the file at a path of the archive is written once.
pub fn is_written_once(path: &str) -> bool {
    ALL.iter().any(|file| file.is_at(path))
}

/// The files that are written once in one place.
pub(crate) fn within(place: Place) -> impl Iterator<Item = WrittenOnce> {
    ALL.into_iter().filter(move |file| file.place == place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Deployment;
    use openmercato_ecs_module::{Module, preset};
    use std::collections::BTreeSet;

    #[test]
    fn every_one_is_in_the_archive() {
        let inputs = &preset::find("minimal-managed").expect("a preset").inputs;
        let deployment = Deployment::of(Module::embedded(), inputs);
        for file in ALL {
            assert!(deployment.files().iter().any(|(path, _)| file.is_at(path)), "{}", file.path);
        }
        assert!(is_written_once("infra/terraform/deployments/shop/backend.tf"));
        assert!(!is_written_once("infra/terraform/deployments/shop/more/backend.tf"));
        assert!(!is_written_once("infra/terraform/bootstrap/providers.tf"));
    }

    /// What stands in backticks or, in a comment of Terraform, as a bare name.
    fn named_files(sentence: &str) -> BTreeSet<&str> {
        let words = sentence.split([' ', '`', '"', '(', ')', '[', ']', ',', ';', ':']);
        let names = words.map(|word| word.trim_end_matches('.'));
        let names = names.filter(|name| name.ends_with(".tf") || *name == "CODEOWNERS");
        names.filter_map(|name| name.rsplit('/').next()).collect()
    }

    /// Whether a sentence tells people to write something into a file.
    fn tells_to_edit(sentence: &str) -> bool {
        let sentence = sentence.to_lowercase();
        ["edit ", "put your", "give the state", "is yours", "are yours", "written once"]
            .iter()
            .any(|phrase| sentence.contains(phrase))
    }

    #[test]
    fn every_text_that_tells_people_to_edit_names_files_that_stay_theirs() {
        let inputs = &preset::find("minimal-managed").expect("a preset").inputs;
        let deployment = Deployment::of(Module::embedded(), inputs);
        let names: BTreeSet<_> = ALL.iter().filter_map(|file| file.path.rsplit('/').next()).collect();
        let mut told = BTreeSet::new();
        let texts = deployment.files().iter().filter(|(path, _)| {
            // Whoever edits the module itself reads of its files there.
            let is_of_the_module = path.starts_with("infra/terraform/modules/") || *path == "CHANGELOG.md";
            !is_of_the_module && [".md", ".tf", ".sh"].iter().any(|end| path.ends_with(end))
        });
        for (path, text) in texts {
            let text = text.replace("\n# ", " ").replace("\n   ", " ").replace('\n', " ");
            for sentence in text.split(". ").filter(|sentence| tells_to_edit(sentence)) {
                for name in named_files(sentence) {
                    // `extra.tf` stands for any file that the archive does not have.
                    let stays = names.contains(name) || ["inputs.tf", "extra.tf"].contains(&name);
                    assert!(stays, "{path} tells people to edit {name}: {sentence}");
                    told.insert(name.to_owned());
                }
            }
        }
        assert!(
            names.iter().all(|name| told.contains(*name)),
            "no text says what belongs in one of {names:?}: {told:?}"
        );
    }
}
