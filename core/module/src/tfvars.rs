//! Inputs as a `.tfvars` file.

use crate::{Inputs, Module};
use terraform_language::expression::Expr;
use terraform_language::{Value, evaluate, hcl, source};

/// Reads a `.tfvars` file whose values are written out, as the presets are.
///
/// # Errors
/// What does not parse, or the first value that refers to something.
pub fn read(text: &str) -> Result<Inputs, String> {
    let (_, body) = source::body(text).map_err(|error| error.to_string())?;
    let literal = |attribute: &hcl_edit::structure::Attribute| {
        let name = attribute.key.as_str();
        let expr = Expr::read(&attribute.value).map_err(|unsupported| format!("{name}: {}", unsupported.message))?;
        let value = evaluate::literal(&expr).map_err(|error| format!("{name}: {error}"))?;
        Ok((name.to_owned(), value))
    };
    body.attributes().map(literal).collect()
}

/// What stands above names that the module does not know.
pub const UNKNOWN: &str = "Not inputs of this module";

/// The inputs as a `.tfvars` file, section by section, then the names that are no input. Sensitive inputs are left out.
pub fn write(module: &Module, inputs: &Inputs) -> String {
    let mut body = hcl::Body::new();
    write_sections(module, |name| inputs.get(name), &mut body);
    write_unknown(module, inputs, &mut body);
    body.to_string()
}

/// Appends the names that the module does not know: Terraform names them, and somebody renames them.
pub fn write_unknown(module: &Module, inputs: &Inputs, body: &mut hcl::Body) {
    let unknown: Vec<_> = inputs.iter().filter(|(name, _)| module.variable(name).is_none()).collect();
    if unknown.is_empty() {
        return;
    }
    body.blank().comment(UNKNOWN);
    for (name, value) in unknown {
        body.attribute(name, value);
    }
}

/// Appends what is set to a body, section by section, under the sections' titles.
pub fn write_sections<'a>(module: &Module, value: impl Fn(&str) -> Option<&'a Value>, body: &mut hcl::Body) {
    for section in module.sections() {
        let set: Vec<_> = section.variables.iter().filter_map(|name| Some((name, value(name)?))).collect();
        if set.is_empty() {
            continue;
        }
        body.blank().comment(&section.title);
        for (name, value) in set {
            body.attribute(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preset;

    #[test]
    fn reads_what_it_writes() {
        let module = Module::embedded();
        for preset in preset::all() {
            assert_eq!(read(&write(module, &preset.inputs)).as_ref(), Ok(&preset.inputs), "{}", preset.name);
        }
    }

    #[test]
    fn names_that_are_no_input_come_last() {
        let inputs = Inputs::new().with("container_prot", 3000.into()).with("name", "shop".into());
        let text = write(Module::embedded(), &inputs);
        assert!(text.ends_with("\n# Not inputs of this module\ncontainer_prot = 3000\n"), "{text}");
        assert_eq!(read(&text).as_ref(), Ok(&inputs));
    }

    #[test]
    fn a_value_that_refers_to_something_is_an_error() {
        assert_eq!(read("name = var.name").unwrap_err(), "name: there is no variable name");
    }
}
