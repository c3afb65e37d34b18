//! The defaults of the module's present version, as `core/module/defaults` keeps them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use openmercato_ecs_core::hcl::Expression;
use openmercato_ecs_core::{Module, templates};

/// The file of the present version.
#[must_use]
pub fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/module/defaults").join(format!("{}.txt", Module::VERSION))
}

/// What that file has to hold: a line for each input that has a default, sorted.
///
/// # Errors
/// `locals.tf` has no `effective`, or an entry in it takes more than a line.
pub fn text(module: &Module) -> Result<String, String> {
    let locals = templates::module();
    let effective = effective(locals.get("locals.tf").unwrap_or_default())?;
    let mut lines = BTreeMap::new();
    for variable in module.variables().iter().filter(|variable| !variable.sensitive) {
        let declared = variable.default.as_ref().filter(|default| !default.is_null());
        let default = declared.map(|value| one_line(&Expression::from(value.clone()).to_string()));
        let followed = || effective.get(variable.name.as_str()).map(|text| without_itself(&variable.name, text));
        if let Some(default) = default.or_else(followed) {
            lines.insert(&variable.name, default);
        }
    }
    Ok(lines.into_iter().map(|(name, default)| format!("{name} = {default}\n")).collect())
}

/// The entries of `local.effective`, by the input that each completes.
fn effective(locals: &str) -> Result<BTreeMap<&str, &str>, String> {
    let (_, rest) = locals.split_once("\n  effective = {\n").ok_or("locals.tf has no `effective`")?;
    let (entries, _) = rest.split_once("\n  }\n").ok_or("`effective` does not end")?;
    let entries = entries.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let entry = |line| {
        let (name, text) = str::split_once(line, '=').ok_or_else(|| format!("no entry of one line: {line}"))?;
        Ok((name.trim(), text.trim()))
    };
    entries.map(entry).collect()
}

/// The expression without the case in which the input is set.
fn without_itself(name: &str, text: &str) -> String {
    let set = format!("coalesce(var.{name}, ");
    let other = format!("var.{name} != null ? var.{name} : ");
    let coalesced = text.strip_prefix(&set).and_then(|rest| rest.strip_suffix(')'));
    coalesced.or_else(|| text.strip_prefix(&other)).unwrap_or(text).to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
