//! An archive that was brought, beside what this version makes of it.

use openmercato_ecs_core::renewal::Fate;
use openmercato_ecs_core::upgrade::Edits;
use openmercato_ecs_core::{Bundle, Deployment, Module, Repository, Upgrade};

/// An archive that was brought, beside what this version makes of it.
#[derive(Clone, Debug)]
pub(crate) struct Older {
    /// What is in it.
    pub(crate) repository: Repository,
    /// What becomes of it.
    pub(crate) upgrade: Upgrade,
}

impl Older {
    /// Reads an archive; `None` for bytes that are none of this program's.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let repository = Repository::of_archive(bytes).ok()?;
        let upgrade = repository.upgrade();
        Some(Self { repository, upgrade })
    }

    /// Whether this version made it and nobody edited a file since.
    pub(crate) fn is_as_made(&self) -> bool {
        let renewal = &self.upgrade.renewal;
        [Fate::Written, Fate::Edited, Fate::Removed, Fate::Left].iter().all(|fate| renewal.with(*fate).next().is_none())
    }

    /// What it becomes once its first deployment is this one: what somebody edited stays, the inputs excepted.
    pub(crate) fn bundle(&self, deployment: &Deployment) -> Bundle {
        self.repository.upgrade_to(deployment).bundle(Edits::Kept)
    }

    /// Which version made it, and which this is.
    pub(crate) fn heading(&self) -> String {
        match self.version() {
            "" => format!("An archive of an unknown version; this is {}", Module::VERSION),
            Module::VERSION => format!("An archive of this version, {}, edited or built otherwise", Module::VERSION),
            version => format!("An archive of version {version}; this is {}", Module::VERSION),
        }
    }

    /// The name of the new archive.
    pub(crate) fn new_name(&self) -> String {
        let root = self.repository.deployments.first().map_or("", |existing| existing.root.as_str());
        let name = root.rsplit('/').next().unwrap_or_default();
        let name: String = name.chars().filter(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_')).collect();
        format!("openmercato-{name}-{}.zip", Module::VERSION)
    }

    fn version(&self) -> &str {
        self.repository.deployments.first().map_or("", |existing| existing.link.module_version.as_str())
    }
}
