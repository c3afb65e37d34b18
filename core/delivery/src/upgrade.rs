//! A repository that an older program wrote, as this one writes it.

use crate::archive::Contents;
use crate::manifest::{self, is_manifest};
use crate::news::News;
use crate::renewal::{Fate, Renewal};
use crate::{Bundle, Deployment, Manifest, news};
use openmercato_ecs_module::Module;
use serde_json::json;
use terraform_language::Files;

/// A repository brought to this version of the program: what was edited stays, and is named with what would stand in its
/// place; all else is new.
///
/// No file that is there gets lost. Files that are written once stay as they are, and so do the inputs that a deployment
/// is made from, where somebody edited them: what they say is what the new files are made of.
#[derive(Clone, Debug)]
pub struct Upgrade {
    /// What becomes of each file of the program; of those that are no program's, nothing does.
    pub renewal: Renewal,
    /// What the module's changelog says that the repository's own does not, the newest first.
    pub news: Vec<News>,
    repository: Contents,
    made: Files,
}

/// What becomes of files that were edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edits {
    /// They stay as they are.
    Kept,
    /// They are written anew.
    Overwritten,
}

impl Upgrade {
    /// The repository with these deployments in it, each with the path of its root there. `version` is that of the
    /// module that made it, empty where nothing says.
    pub fn of<'d>(
        repository: Contents,
        deployments: impl IntoIterator<Item = (&'d str, &'d Deployment)>,
        version: &str,
    ) -> Self {
        let read = |path: &str| repository.texts.get(path).map(str::to_owned);
        let (mut made, mut written) = (Files::default(), manifest::of_repository("", &read));
        let mut sources = Vec::new();
        for (root, deployment) in deployments {
            // What is said of the whole is the same for all, but for the inputs of bootstrap: the first one's are there.
            let others = files_at(deployment, root).into_iter().filter(|(path, _)| made.get(path).is_none());
            let others: Vec<_> = others.collect();
            made.extend(others);
            written.add("", manifest::of_repository(root, &read));
            sources.push(format!("{root}/inputs.tf"));
        }
        let mut found = repository.others.clone();
        found.extend(repository.texts.iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())));
        let mut renewal = Renewal::of(&made, &written, &found);
        sources.iter().for_each(|path| renewal.keep(path));
        let news = news::since(version, repository.texts.get(news::CHANGELOG));
        Self { renewal, news, repository, made }
    }

    /// Lets the inputs of a root be written even where somebody edited them: they are chosen anew, and no longer what
    /// that file says.
    #[must_use]
    pub fn with_chosen_inputs(mut self, root: &str) -> Self {
        self.renewal.write(&format!("{root}/inputs.tf"));
        self
    }

    /// The files of the new repository that are texts, with all that is in the old one and no program's.
    pub fn files(&self, edits: Edits) -> Files {
        let is_written = |fate| match fate {
            Fate::Written => true,
            Fate::Edited => edits == Edits::Overwritten,
            Fate::Same | Fate::Kept | Fate::Removed | Fate::Left => false,
        };
        let mut files = Files::default();
        let stays = |path: &str| self.renewal.of_path(path) != Some(Fate::Removed);
        files.extend(self.repository.texts.clone().into_iter().filter(|(path, _)| stays(path)));
        let is_new = |path: &str| self.renewal.of_path(path).is_some_and(is_written);
        files.extend(self.made.clone().into_iter().filter(|(path, _)| is_new(path)));
        files
    }

    /// The new repository as an archive, with what is no text in the old one.
    pub fn bundle(&self, edits: Edits) -> Bundle {
        let files = self.files(edits);
        let mut others = self.repository.others.clone();
        others.retain(|path, _| files.get(path).is_none() && self.renewal.of_path(path) != Some(Fate::Removed));
        Bundle::with(&files, &others)
    }

    /// What this program makes, whatever there is.
    pub fn made(&self) -> &Files {
        &self.made
    }

    /// The paths of the files that are no program's: they stay as they are.
    pub fn others(&self) -> impl Iterator<Item = &str> {
        let texts = self.repository.texts.iter().map(|(path, _)| path);
        let others = self.repository.others.keys().map(String::as_str);
        texts.chain(others).filter(|path| self.renewal.of_path(path).is_none())
    }

    /// Each file that was edited and that this program writes otherwise: its path, what it says, and what would stand in
    /// its place.
    pub fn edits(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        const NO_TEXT: &str = "(This file is no text in UTF-8.)\n";
        let found = |path| self.repository.texts.get(path).unwrap_or(NO_TEXT);
        self.renewal.with(Fate::Edited).map(move |path| (path, found(path), self.made.get(path).unwrap_or_default()))
    }

    /// Whether nothing in the repository says how its files were written, so that none can be told from an edited one.
    pub fn is_without_manifest(&self) -> bool {
        !self.repository.texts.iter().any(|(path, text)| is_manifest(path) && Manifest::parse(text).is_some())
    }

    /// `files` by what becomes of them, as [`Renewal::to_json`] has it, with `others`, which are no program's and stay;
    /// `news`, each with `version`, `kind` and `text`.
    pub fn to_json(&self) -> serde_json::Value {
        let mut files = self.renewal.to_json();
        files["others"] = self.others().collect();
        json!({ "files": files, "news": self.news.iter().map(News::to_json).collect::<Vec<_>>() })
    }
}

/// A line of a repository as it may be shown: without what it sets a sensitive input to. What a difference puts before a
/// line stays.
pub fn masked(line: &str) -> String {
    let sets = |name: &str| {
        let set = line.trim_start_matches(['+', '-', ' ', '\t']).strip_prefix(name)?;
        set.trim_start().strip_prefix('=').map(str::len)
    };
    let sensitive = Module::embedded().variables().iter().filter(|variable| variable.sensitive);
    match sensitive.filter_map(|variable| sets(&variable.name)).next() {
        Some(value) => format!("{} (sensitive)", &line[..line.len() - value]),
        None => line.to_owned(),
    }
}

/// The files of a deployment's archive with its root at another path. A manifest knows its files by paths below it, so
/// it stays as it is.
fn files_at(deployment: &Deployment, root: &str) -> Files {
    let made = deployment.root();
    let mut files = Files::default();
    for (path, text) in deployment.files().iter() {
        match path.strip_prefix(&made).filter(|name| name.starts_with('/')) {
            Some(name) => files.insert(format!("{root}{name}"), text),
            None => files.insert(path, text),
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Archive;
    use crate::bundle::TOP;
    use openmercato_ecs_module::Inputs;

    fn deployment() -> Deployment {
        Deployment::of(Module::embedded(), &Inputs::new().with("name", "shop".into()))
    }

    #[test]
    fn a_root_stays_where_it_lies() {
        let files = files_at(&deployment(), "infra/terraform/deployments/other");
        assert_eq!(files.len(), deployment().files().len());
        assert!(files.get("infra/terraform/deployments/other/SHA256SUMS").is_some());
        assert!(files.within("infra/terraform/deployments/shop").is_empty());
    }

    #[test]
    fn what_is_made_today_is_no_upgrade() {
        let files = deployment().files().clone();
        let upgrade =
            Upgrade::of(files.clone().into(), [("infra/terraform/deployments/shop", &deployment())], Module::VERSION);
        assert_eq!(Bundle::of(&upgrade.files(Edits::Kept)), Bundle::of(&files));
        assert_eq!((upgrade.edits().count(), upgrade.news.len(), upgrade.is_without_manifest()), (0, 0, false));
    }

    #[test]
    fn what_no_program_wrote_stays_and_is_named() {
        let mut repository = Contents::from(deployment().files().clone());
        repository.texts.insert("infra/terraform/deployments/shop/more.tf", "locals {}\n");
        repository.others.insert("logo.png".into(), vec![0xff, 0]);
        let upgrade = Upgrade::of(repository, [("infra/terraform/deployments/shop", &deployment())], Module::VERSION);
        let others = ["infra/terraform/deployments/shop/more.tf", "logo.png"];
        assert_eq!(upgrade.others().collect::<Vec<_>>(), others);
        assert_eq!(upgrade.to_json()["files"]["others"], json!(others));
        let bundle = upgrade.bundle(Edits::Overwritten);
        let kept = Archive::open(&bundle.bytes).and_then(|mut archive| archive.contents(TOP)).expect("an archive");
        assert_eq!(kept.texts.get(others[0]), Some("locals {}\n"));
        assert_eq!(kept.others.get(others[1]), Some(&vec![0xff, 0]));
    }

    #[test]
    fn what_is_set_to_a_secret_is_masked() {
        assert_eq!(masked("+  database_url = \"postgres://u:hunter2@h/d\""), "+  database_url = (sensitive)");
        assert_eq!(masked("database_url_secret_arn = \"arn\""), "database_url_secret_arn = \"arn\"");
    }
}
