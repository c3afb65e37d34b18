//! A repository that a program of this kind wrote: that of an archive, or of a folder.

use crate::archived::{self, NotArchived};
use crate::note::{Note, NoteKind};
use openmercato_ecs_delivery::archive::{Archive, Contents, stays_inside};
use openmercato_ecs_delivery::written_once::DEPLOYMENTS;
use openmercato_ecs_delivery::{Bundle, Deployment, Link, Upgrade, admission, link};
use openmercato_ecs_module::{Changes, Evaluation, Module, Running, Values};
use std::collections::BTreeSet;
use terraform_language::Files;

/// A repository that a program of this kind wrote, whatever its version, with the deployments in it.
#[derive(Clone, Debug)]
pub struct Repository {
    /// The deployments, by the paths of their roots; at least one.
    pub deployments: Vec<Existing>,
    files: Contents,
}

/// A deployment in a repository.
#[derive(Clone, Debug)]
pub struct Existing {
    /// The path of its root, as `infra/terraform/deployments/shop`.
    pub root: String,
    /// What its `inputs.tf` sets, what its link has beside that, and the version of the module that made it.
    pub link: Link,
    /// What of its `inputs.tf` could not be read or is no input here, each as a sentence. Such a file stays as it is.
    pub left_out: Vec<String>,
    running: Result<Running, NotArchived>,
    deployment: Deployment,
}

impl Repository {
    /// Reads an archive, whose files may lie in a folder of any name.
    ///
    /// # Errors
    /// It is no zip that is read, or there is no deployment in it.
    pub fn of_archive(bytes: &[u8]) -> Result<Self, NotArchived> {
        let mut archive = Archive::open(bytes).map_err(NotArchived::Unreadable)?;
        let paths = archive.paths().map_err(NotArchived::Unreadable)?;
        let top = top_folder(&paths).unwrap_or_default().to_owned();
        Self::of(archive.contents(&top).map_err(NotArchived::Unreadable)?)
    }

    /// Reads the files of a repository, by their paths in it.
    ///
    /// # Errors
    /// There is no deployment in it, one whose inputs cannot be read, or a file whose path leads out of it.
    pub fn of(files: impl Into<Contents>) -> Result<Self, NotArchived> {
        let files = files.into();
        if let Some(path) = files.paths().find(|path| !stays_inside(path)) {
            return Err(NotArchived::LeadsOut(path.to_owned()));
        }
        if let Some(path) = files.others.keys().find(|path| root_of_inputs(path).is_some()) {
            return Err(NotArchived::NoInputs(format!("{path} is no text in UTF-8, as Terraform reads it")));
        }
        let roots: BTreeSet<_> = files.texts.iter().filter_map(|(path, _)| root_of_inputs(path)).collect();
        let deployments: Vec<_> =
            roots.into_iter().map(|root| Existing::read(&files.texts, root)).collect::<Result<_, _>>()?;
        if deployments.is_empty() {
            return Err(NotArchived::NoInputs(format!("there is no {DEPLOYMENTS}/…/inputs.tf")));
        }
        Ok(Self { deployments, files })
    }

    /// The repository as this program writes it.
    pub fn upgrade(&self) -> Upgrade {
        self.upgrade_with(None)
    }

    /// The repository as this program writes it once its first deployment is the one that is chosen. Its root stays where
    /// it is, whatever the deployment is called now: the state is its own.
    pub fn upgrade_to(&self, chosen: &Deployment) -> Upgrade {
        let Some(first) = self.deployments.first() else { return self.upgrade() };
        let upgrade = self.upgrade_with(Some(chosen));
        match chosen.evaluation.inputs == first.link.inputs {
            true => upgrade,
            false => upgrade.with_chosen_inputs(&first.root),
        }
    }

    fn upgrade_with(&self, first: Option<&Deployment>) -> Upgrade {
        let deployments = self.deployments.iter().enumerate().map(|(index, existing)| {
            let first = first.filter(|_| index == 0);
            (existing.root.as_str(), first.unwrap_or(&existing.deployment))
        });
        let version = self.deployments.first().map_or("", |existing| &existing.link.module_version);
        Upgrade::of(self.files.clone(), deployments, version)
    }
}

impl Existing {
    fn read(repository: &Files, root: &str) -> Result<Self, NotArchived> {
        // Whoever reads an archive takes the first deployment: here it is this one.
        let mut alone = Files::default();
        alone.extend(repository.clone().into_iter().filter(|(path, _)| path.starts_with(&format!("{root}/"))));
        let import = archived::inputs_in(&Bundle::of(&alone).bytes).map_err(|error| match error {
            NotArchived::NoInputs(why) => NotArchived::NoInputs(format!("{root}/inputs.tf: {why}")),
            error => error,
        })?;
        let running = |module: &Module| Running::of(module, &Values::complete(module, &import.inputs).0);
        let running = archived::by_module_in(repository, running).map(|(running, _)| running);
        let (inputs, left_out) = admission::admit(Module::embedded(), &import.inputs);
        let is_loss = |note: &&Note| matches!(note.kind, NoteKind::LeftOut | NoteKind::Secret);
        let notes = import.notes.iter().filter(is_loss).map(|note| note.text.clone());
        let left_out = notes.chain(left_out.into_iter().map(|left_out| left_out.text)).collect();
        let said = repository.get(&format!("{root}/share-link.txt")).unwrap_or_default();
        let link = Link { inputs, ..link::decode(Module::embedded(), link::fragment(said)) };
        let deployment = Deployment::assuming(Module::embedded(), &link.inputs, &link.assumptions);
        let deployment = deployment.offered(link.offer.clone());
        Ok(Self { root: root.to_owned(), link, left_out, running, deployment })
    }

    /// What it is here: its inputs by this program's module.
    pub fn evaluation(&self) -> &Evaluation {
        &self.deployment.evaluation
    }

    /// What Terraform will do to what runs, which the repository's own module has made, once these are the files of the
    /// repository. Where module files that were edited stay, it is their module that decides.
    ///
    /// # Errors
    /// Nobody can say what runs, or what the module that comes out of it would make.
    pub fn changes(&self, files: &Files) -> Result<Changes, NotArchived> {
        let running = self.running.as_ref().map_err(Clone::clone)?;
        let of = |module: &Module| running.changes(module, &Values::complete(module, &self.link.inputs).0);
        archived::by_module_in(files, of).map(|(changes, _)| changes)
    }
}

/// The root that a path of a repository is the inputs of.
fn root_of_inputs(path: &str) -> Option<&str> {
    let root = path.strip_suffix("/inputs.tf")?;
    let name = root.strip_prefix(DEPLOYMENTS)?.strip_prefix('/')?;
    (!name.is_empty() && !name.contains('/')).then_some(root)
}

/// The folder that all files of an archive lie in.
fn top_folder(paths: &[String]) -> Option<&str> {
    let (top, _) = paths.first()?.split_once('/')?;
    let is_within = |path: &String| path.strip_prefix(top).is_some_and(|rest| rest.starts_with('/'));
    (!DEPLOYMENTS.starts_with(&format!("{top}/")) && paths.iter().all(is_within)).then_some(top)
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_delivery::Manifest;
    use openmercato_ecs_delivery::archive::ArchiveError;
    use openmercato_ecs_delivery::manifest;
    use openmercato_ecs_delivery::renewal::Fate;
    use openmercato_ecs_delivery::upgrade::Edits;
    use openmercato_ecs_module::{Inputs, preset, templates};

    const ROOT: &str = "infra/terraform/deployments/shop";

    fn inputs() -> Inputs {
        preset::find("minimal-managed").expect("the preset").inputs.clone()
    }

    /// What a program wrote that had another module, fewer changes to tell of, and a file that there is no more.
    fn older(inputs: &Inputs) -> Files {
        let deployment = Deployment::of(Module::embedded(), inputs);
        let alb = format!("{}/alb.tf", templates::MODULE);
        let mut files = Files::default();
        for (path, text) in deployment.files().iter().filter(|(path, _)| !manifest::is_manifest(path)) {
            let text = match path {
                "CHANGELOG.md" => "# Changelog\n\n## [0.0.9]\n".to_owned(),
                _ if path == alb => {
                    text.replace("drop_invalid_header_fields = true", "drop_invalid_header_fields = false")
                }
                _ => text.to_owned(),
            };
            files.insert(path, text);
        }
        files.insert("OLD.md", "Gone since.\n");
        let (root, written) = (deployment.root(), Manifest::of(&files));
        files.insert(manifest::NAME, written.to_text(""));
        files.insert(format!("{root}/{}", manifest::NAME), written.to_text(&root));
        files
    }

    fn upgraded(files: &Files) -> (Repository, Upgrade) {
        let repository = Repository::of(files.clone()).expect("a repository of ours");
        let upgrade = repository.upgrade();
        (repository, upgrade)
    }

    fn lines(changes: &Changes) -> Vec<String> {
        changes.resources.iter().map(|change| format!("{} {:?}", change.address, change.action.words())).collect()
    }

    #[test]
    fn an_older_archive_without_edits_becomes_what_is_made_today() {
        let archive = Bundle::of(&older(&inputs())).bytes;
        let repository = Repository::of_archive(&archive).expect("a repository of ours");
        let upgrade = repository.upgrade();
        let files = upgrade.files(Edits::Kept);
        assert_eq!(files, *Deployment::of(Module::embedded(), &inputs()).files());
        assert_eq!(upgrade.renewal.with(Fate::Removed).collect::<Vec<_>>(), ["OLD.md"]);
        assert_eq!(upgrade.edits().count(), 0);
        assert!(upgrade.news.iter().any(|news| news.version == "0.1.0"), "{:?}", upgrade.news);
        let [existing] = repository.deployments.as_slice() else { panic!("{:?}", repository.deployments) };
        assert_eq!((existing.root.as_str(), existing.left_out.len()), (ROOT, 0));
        let changes = existing.changes(&files).expect("both modules are understood");
        assert_eq!(lines(&changes), [r#"aws_lb.this ["update"]"#]);
    }

    #[test]
    fn edits_stay_and_what_they_say_is_what_the_rest_is_made_of() {
        let mut files = older(&inputs());
        let edits = [
            (format!("{ROOT}/backend.tf"), "terraform {\n  backend \"s3\" {}\n}\n".to_owned()),
            (format!("{ROOT}/extra.tf"), "resource \"aws_sns_topic\" \"mine\" {}\n".to_owned()),
            (
                format!("{ROOT}/inputs.tf"),
                files
                    .get(&format!("{ROOT}/inputs.tf"))
                    .expect("inputs")
                    .replace("inputs = {", "inputs = {\n    cpu_alarm = 7 # mine\n    alb_idle_timeout = 90"),
            ),
            ("OLD.md".to_owned(), "Mine.\n".to_owned()),
            ("RUNBOOK.md".to_owned(), "Ours.\n".to_owned()),
        ];
        edits.iter().for_each(|(path, text)| files.insert(path.as_str(), text.as_str()));
        let (repository, upgrade) = upgraded(&files);
        let new = upgrade.files(Edits::Kept);
        for (path, text) in &edits {
            assert_eq!(new.get(path), Some(text.as_str()), "{path}");
        }
        assert_eq!(upgrade.edits().map(|(path, ..)| path).collect::<Vec<_>>(), ["RUNBOOK.md"]);
        assert_eq!(upgrade.renewal.with(Fate::Left).collect::<Vec<_>>(), ["OLD.md"]);
        let [existing] = repository.deployments.as_slice() else { panic!("one") };
        assert_eq!(existing.link.inputs.get("alb_idle_timeout"), Some(&90.into()));
        assert_eq!(existing.left_out, ["cpu_alarm is not an input of this module."]);
        let link = link::decode(
            Module::embedded(),
            link::fragment(new.get(&format!("{ROOT}/share-link.txt")).expect("a link")),
        );
        assert_eq!(link.inputs, existing.link.inputs);

        // The next upgrade knows what was edited all the same.
        let (_, again) = upgraded(&new);
        assert_eq!(again.edits().map(|(path, ..)| path).collect::<Vec<_>>(), ["RUNBOOK.md"]);
        assert_eq!(again.files(Edits::Kept), new);
        assert_ne!(again.files(Edits::Overwritten).get("RUNBOOK.md"), Some("Ours.\n"));
        assert_eq!(again.news, []);
    }

    #[test]
    fn what_is_no_text_stays_as_it_is() {
        let others = [
            ("docs/logo.png", &b"\x89PNG\xff"[..]),
            ("RUNBOOK.md", b"\xff\xfeO\0"),
            (&format!("{ROOT}/backend.tf"), b"\xff\xfet\0"),
        ];
        let mut contents = Contents::from(older(&inputs()));
        contents.others.extend(others.map(|(path, bytes)| (path.to_owned(), bytes.to_vec())));
        let texts = contents.texts.iter().filter(|(path, _)| !contents.others.contains_key(*path));
        let texts = texts.fold(Files::default(), |mut texts, (path, text)| {
            texts.insert(path, text);
            texts
        });
        let archive = Bundle::with(&texts, &contents.others).bytes;
        let upgrade = Repository::of_archive(&archive).expect("a repository of ours").upgrade();
        assert_eq!(
            upgrade.edits().map(|(path, found, _)| (path, found)).collect::<Vec<_>>(),
            [("RUNBOOK.md", "(This file is no text in UTF-8.)\n")]
        );
        let unpacked = |edits| {
            let bytes = upgrade.bundle(edits).bytes;
            let top = openmercato_ecs_delivery::bundle::TOP;
            Archive::open(&bytes).and_then(|mut archive| archive.contents(top)).expect("an archive")
        };
        assert_eq!(unpacked(Edits::Kept).others, contents.others);
        let overwritten = unpacked(Edits::Overwritten);
        assert_eq!(overwritten.others.keys().collect::<Vec<_>>(), ["docs/logo.png", &format!("{ROOT}/backend.tf")]);
        assert_eq!(overwritten.texts.get("RUNBOOK.md"), upgrade.made().get("RUNBOOK.md"));

        contents.others.insert(format!("{ROOT}/inputs.tf"), b"\xff\xfe".to_vec());
        let error = Repository::of(contents).map(|_| ()).expect_err("no text").to_string();
        assert!(error.ends_with("inputs.tf is no text in UTF-8, as Terraform reads it"), "{error}");
    }

    #[test]
    fn a_module_file_that_was_edited_decides_what_terraform_will_do() {
        let mut files = older(&inputs());
        let path = format!("{}/alb.tf", templates::MODULE);
        let text = format!("{}# mine\n", files.get(&path).expect("the load balancer"));
        files.insert(path, text);
        let (repository, upgrade) = upgraded(&files);
        let [existing] = repository.deployments.as_slice() else { panic!("one") };
        let of = |edits| existing.changes(&upgrade.files(edits)).map(|changes| lines(&changes)).expect("understood");
        assert_eq!(of(Edits::Kept), [""; 0]);
        assert_eq!(of(Edits::Overwritten), [r#"aws_lb.this ["update"]"#]);
    }

    #[test]
    fn every_deployment_of_a_repository_is_brought_along_where_it_lies() {
        let mut files = older(&inputs());
        let second = older(&inputs().with("name", "store".into()));
        for (path, text) in second.within("infra/terraform/deployments/store").iter() {
            files.insert(format!("infra/terraform/deployments/a-store/{path}"), text);
        }
        let (repository, upgrade) = upgraded(&files);
        let roots: Vec<_> = repository.deployments.iter().map(|existing| existing.root.as_str()).collect();
        assert_eq!(roots, ["infra/terraform/deployments/a-store", ROOT]);
        let new = upgrade.files(Edits::Kept);
        let names = repository.deployments.iter().map(|existing| existing.link.inputs.get("name").cloned());
        assert_eq!(names.collect::<Vec<_>>(), [Some("store".into()), Some("shop".into())]);
        assert!(!new.iter().any(|(path, _)| path.starts_with("infra/terraform/deployments/store/")));
        assert_eq!(upgrade.edits().count(), 0);
        let written = new.within("infra/terraform/deployments/a-store");
        let manifest = Manifest::parse(written.get(manifest::NAME).expect("a manifest")).expect("ours");
        assert!(
            manifest.paths().all(|path| manifest.is_as_written(path, written.get(path).unwrap_or_default().as_bytes()))
        );
    }

    #[test]
    fn what_is_chosen_anew_takes_the_place_of_edited_inputs_and_no_other_edit() {
        let mut files = older(&inputs());
        let path = format!("{ROOT}/inputs.tf");
        let edited = files.get(&path).expect("inputs").replace("inputs = {", "inputs = {\n    alb_idle_timeout = 90");
        files.insert(path.as_str(), edited.as_str());
        files.insert("RUNBOOK.md", "Ours.\n");
        let repository = Repository::of(files).expect("a repository of ours");
        let of = |inputs: &Inputs| {
            let chosen = Deployment::of(Module::embedded(), inputs);
            repository.upgrade_to(&chosen).files(Edits::Kept)
        };
        let read = &repository.deployments[0].link.inputs;
        assert_eq!(of(read).get(&path), Some(edited.as_str()));
        let renamed = of(&read.with("name", "other".into()));
        assert!(renamed.get(&path).is_some_and(|text| text.contains(r#""other""#)), "{:?}", renamed.get(&path));
        assert_eq!(renamed.get("RUNBOOK.md"), Some("Ours.\n"));
        assert!(renamed.iter().all(|(path, _)| !path.contains("deployments/other")));
    }

    #[test]
    fn the_folder_around_an_archive_may_have_any_name() {
        let paths = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>();
        assert_eq!(top_folder(&paths(&["shop-main/", "shop-main/infra/a"])), Some("shop-main"));
        assert_eq!(top_folder(&paths(&["infra/a", "infra/b"])), None);
        assert_eq!(top_folder(&paths(&["a/b", "LICENSE"])), None);
        assert_eq!(top_folder(&[]), None);
    }

    #[test]
    fn hostile_archives_are_refused_with_the_reason() {
        let said = |archive: &[u8]| Repository::of_archive(archive).map(|_| ()).expect_err("hostile").to_string();
        assert_eq!(said(b"text"), "the archive is no zip that can be read");
        let unreadable = NotArchived::Unreadable(ArchiveError::NoZip).to_string();
        assert_eq!(said(b""), unreadable);
        let with = |path: &str, text: &str| {
            let mut files = older(&inputs());
            files.insert(path, text);
            files
        };
        for path in ["../../etc/passwd", "a/../../b", "a//b", "C:\\a", "a\\..\\..\\b"] {
            let mut files = Files::default();
            files.insert(path, "x");
            files.insert(format!("{ROOT}/inputs.tf"), "");
            assert!(said(&Bundle::of(&files).bytes).ends_with("whose path leads out of it"), "{path}");
        }
        let error = Repository::of(with(&format!("{ROOT}/inputs.tf"), "locals {{{{")).map(|_| ()).expect_err("no HCL");
        assert!(matches!(error, NotArchived::NoInputs(_)), "{error}");
        // A module that is none is named, and the rest is done.
        let alb = format!("{}/alb.tf", templates::MODULE);
        let (repository, upgrade) = upgraded(&with(&alb, "resource {{{{"));
        let error = repository.deployments[0].changes(&upgrade.files(Edits::Overwritten)).expect_err("no HCL");
        assert!(matches!(error, NotArchived::Module(_)), "{error}");
        assert_eq!(upgrade.edits().map(|(path, ..)| path).collect::<Vec<_>>(), [alb.as_str()]);
        // A link that lies about its version, and a manifest that lies about a file: nothing is lost that differs.
        let mut files = with(&format!("{ROOT}/share-link.txt"), "#v1.damaged");
        files.insert(manifest::NAME, "# Written by openmercato-ecs 9. \nnot a sum\n");
        let (repository, upgrade) = upgraded(&files);
        assert_eq!(repository.deployments[0].link.module_version, "");
        assert_eq!(
            upgrade.edits().map(|(path, ..)| path).filter(|path| path.ends_with(".tf")).collect::<Vec<_>>(),
            [alb.as_str()]
        );
    }
}
