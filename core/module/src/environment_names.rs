//! What the module says of environment variables by their names alone.

use crate::evaluation::PLAINTEXT_SECRET;
use crate::names::input;
use crate::{Inputs, Level, Module, check, made_up};
use std::collections::BTreeSet;
use std::sync::Arc;
use terraform_language::{InputPath, Step, Value};

/// What the module says of names of environment variables, whatever their values are: its rules and its advice are
/// asked with values that are made up.
#[derive(Clone, Debug, Default)]
pub struct EnvironmentNames {
    secret: BTreeSet<Arc<str>>,
    derived: BTreeSet<Arc<str>>,
}

impl EnvironmentNames {
    /// Asks about these names. It takes about as long as an evaluation of inputs with them.
    pub fn of<'n>(module: &Module, names: impl IntoIterator<Item = &'n str>) -> Self {
        let names: BTreeSet<&str> = names.into_iter().collect();
        let given = |value: Value| Value::object(names.iter().map(|name| (*name, value.clone())));
        let plain = Inputs::new().with(input::ENV.name(), given("x".into()));
        let secret = said(module, &plain, |found| found.check.as_deref() == Some(PLAINTEXT_SECRET));
        let arn = made_up::secret_for(&Inputs::new(), "x");
        let secrets = Inputs::new().with(input::SECRETS.name(), given(Value::string(arn)));
        let overriding = secrets.with(input::ALLOW_ENV_OVERRIDE_CRITICAL.name(), true.into());
        let refused = |inputs: &Inputs| said(module, inputs, |found| found.level == Level::Refused);
        let derived = refused(&secrets).difference(&refused(&overriding)).cloned().collect();
        Self { secret, derived }
    }

    /// Whether the name is one of a secret.
    pub fn is_secret(&self, name: &str) -> bool {
        self.secret.contains(name)
    }

    /// Whether the module gives containers a value under this name itself, and refuses another one.
    pub fn is_derived(&self, name: &str) -> bool {
        self.derived.contains(name)
    }
}

/// The names at which something of this kind is said.
fn said(module: &Module, inputs: &Inputs, is_it: impl Fn(&crate::Diagnostic) -> bool) -> BTreeSet<Arc<str>> {
    let found = check::diagnose(module, inputs).into_iter().filter(is_it);
    found.filter_map(|found| key(&found.path)).collect()
}

fn key(path: &InputPath) -> Option<Arc<str>> {
    match path.steps() {
        [Step::Key(key)] => Some(key.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_modules_own_rules_tell_names_apart() {
        let asked =
            ["LOG_LEVEL", "JWT_SECRET", "NEXT_PUBLIC_MAP_TOKEN", "DATABASE_URL", "PORT", "DB_POOL_MAX", "DB_HOST"];
        let names = EnvironmentNames::of(Module::embedded(), asked);
        let secret: Vec<_> = asked.into_iter().filter(|name| names.is_secret(name)).collect();
        let derived: Vec<_> = asked.into_iter().filter(|name| names.is_derived(name)).collect();
        assert_eq!((secret, derived), (vec!["JWT_SECRET"], vec!["DATABASE_URL", "PORT", "DB_HOST"]));
    }
}
