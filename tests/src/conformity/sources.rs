//! Whether everything that a source holds is in the result or in a note, and what is carried has Terraform's value.

use std::fmt;

use openmercato_ecs_core::import::{self, SourceFile};
use openmercato_ecs_core::{Import, Inputs, Module, Type, Value};
use serde_json::Value as Json;

use super::source::{INPUTS, Kind, Source, SourceGenerator};
use crate::terraform::{Result, Terraform, Workspace};

/// How many sources share one root.
const BATCH: usize = 100;

/// The figures of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFigures {
    /// The seed that makes the same sources again.
    pub seed: u64,
    /// Sources that were read.
    pub sources: usize,
    /// Attributes, blocks, entries, elements and comments in them.
    pub elements: usize,
    /// Values that were read, and compared with Terraform's.
    pub compared: usize,
    /// Sources that Terraform refuses: what is read of them is not compared.
    pub refused: usize,
    /// What does not hold, each with its source.
    pub faults: Vec<String>,
}

impl fmt::Display for SourceFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seed, sources, elements, compared, refused, faults } = self;
        write!(
            f,
            "seed {seed}: {sources} sources with {elements} elements, {refused} of them refused by Terraform; {compared} \
             values compared; {} faults",
            faults.len()
        )
    }
}

/// Reads so many random sources. `report` hears how far it is.
///
/// # Errors
/// When Terraform cannot be run.
pub fn compare(seed: u64, count: usize, mut report: impl FnMut(&str)) -> Result<SourceFigures> {
    let terraform = Terraform::find()?;
    let mut generator = SourceGenerator::new(seed);
    let mut figures = SourceFigures { seed, ..SourceFigures::default() };
    while figures.sources < count {
        let sources: Vec<_> = (0..BATCH.min(count - figures.sources)).map(|_| generator.source()).collect();
        let read: Vec<_> = sources.iter().map(|source| import(&source.text)).collect();
        for (source, import) in sources.iter().zip(&read) {
            figures.elements += source.elements.len();
            figures.faults.extend(unsaid(source, import));
        }
        let valid: Vec<_> = sources.iter().zip(&read).filter(|(source, _)| source.is_valid).collect();
        figures.refused += sources.len() - valid.len();
        compare_values(&terraform, valid, &mut figures)?;
        figures.sources += sources.len();
        report(&figures.to_string());
    }
    Ok(figures)
}

fn import(text: &str) -> Import {
    import::read(&[SourceFile::new("main.tf", text)])
}

/// The elements on whose line nothing is said.
fn unsaid(source: &Source, import: &Import) -> Option<String> {
    let noted = import.notes.iter().filter_map(|note| note.lines);
    let said: Vec<_> = import.taken.iter().map(|(lines, _)| *lines).chain(noted).collect();
    let is_said = |line: usize| said.iter().any(|lines| lines.first <= line && line <= lines.last);
    let unsaid: Vec<_> = source.elements.iter().filter(|(line, _)| !is_said(*line)).collect();
    (!unsaid.is_empty()).then(|| format!("nothing is said of {unsaid:?} in\n{}", numbered(&source.text)))
}

fn numbered(text: &str) -> String {
    let lines = text.split_inclusive('\n').map(|line| line.trim_end_matches('\n').replace('\r', "\\r"));
    lines.enumerate().map(|(index, line)| format!("{:4} {line}\n", index + 1)).collect()
}

/// Compares what was read with what Terraform gives the module. A source that Terraform refuses is left out, and counted.
fn compare_values(
    terraform: &Terraform,
    mut sources: Vec<(&Source, &Import)>,
    figures: &mut SourceFigures,
) -> Result<()> {
    while !sources.is_empty() {
        let workspace = Workspace::new()?;
        write_root(&workspace, &sources)?;
        let root = terraform.root(workspace.path());
        root.init()?;
        let planned = root.plan();
        let refused = planned.as_ref().err().map(ToString::to_string).unwrap_or_default();
        let is_refused = |index: usize| refused.contains(&format!("--> s{index}/"));
        if (0..sources.len()).any(is_refused) {
            figures.refused += (0..sources.len()).filter(|index| is_refused(*index)).count();
            let kept = sources.iter().enumerate().filter(|(index, _)| !is_refused(*index));
            sources = kept.map(|(_, source)| *source).collect();
            continue;
        }
        let plan = planned?;
        for (index, (source, import)) in sources.iter().enumerate() {
            let given = plan.outputs.get(&format!("s{index}")).and_then(Json::as_str).unwrap_or_default();
            let given: Json = serde_json::from_str(given).unwrap_or_default();
            figures.compared += import.inputs.iter().count();
            let unread: Vec<_> = source.known.iter().filter(|name| import.inputs.get(name).is_none()).collect();
            if !unread.is_empty() {
                let said: Vec<_> = import.notes.iter().map(|note| &note.text).collect();
                figures.faults.push(format!("{unread:?} could be read in\n{}{said:?}\n", numbered(&source.text)));
            }
            for about in differences(&given, &import.inputs, &source.known) {
                figures.faults.push(format!("{about} in\n{}", numbered(&source.text)));
            }
        }
        break;
    }
    Ok(())
}

/// A root with each source in a folder of its own, which tells what the module is given. What a source does not tell is
/// known there, and such that it replaces what could be replaced.
fn write_root(workspace: &Workspace, sources: &[(&Source, &Import)]) -> Result<()> {
    let mut main = String::new();
    for (index, (source, _)) in sources.iter().enumerate() {
        main.push_str(&format!(
            "module \"s{index}\" {{\n  source = \"./s{index}\"\n  given_text = \"A\"\n  given_number = 7\n  given_bool = true\n  \
             given_map = {{ A = \"given\", C = null }}\n  given_list = [\"given\"]\n}}\n\
             output \"s{index}\" {{\n  value = jsonencode(module.s{index}.values)\n}}\n"
        ));
        workspace.write(format!("s{index}/main.tf"), &source.text)?;
        workspace.write(format!("s{index}/outputs.tf"), "output \"values\" {\n  value = module.shop.values\n}\n")?;
        workspace.write(format!("s{index}/openmercato-ecs/main.tf"), echo())?;
    }
    workspace.write("main.tf", main)
}

/// A module that tells what it is given.
fn echo() -> String {
    let variable = |(name, kind): &(&str, Kind)| {
        format!("variable \"{name}\" {{\n  type    = {}\n  default = null\n}}\n", kind.constraint())
    };
    let values: String = INPUTS.iter().map(|(name, _)| format!("    {name} = var.{name}\n")).collect();
    let variables: String = INPUTS.iter().map(variable).collect();
    format!("{variables}output \"values\" {{\n  value = {{\n{values}  }}\n}}\n")
}

/// What was read otherwise than Terraform has it.
fn differences(terraform: &Json, inputs: &Inputs, known: &[&'static str]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, value) in inputs.iter() {
        let ty = Module::embedded().variable(name).map(|variable| &variable.ty);
        let given = Value::from_json(&terraform[name]);
        if !ty.is_some_and(|ty| is_part(value, &given, ty, known.contains(&name))) {
            found.push(format!("{name} is read as {value:?}, and is {given:?}"));
        }
    }
    found
}

/// Whether a value that was read is Terraform's, or a part of it that is right.
fn is_part(read: &Value, given: &Value, ty: &Type, is_whole: bool) -> bool {
    if read.is_null() {
        return true;
    }
    match ty {
        Type::Map(of) => entries_are_part(read, given, is_whole, |_| Some(of)),
        Type::Object(attributes) => {
            entries_are_part(read, given, false, |name| attributes.get(name).map(|attribute| &attribute.ty))
        }
        Type::List(of) => {
            let (read, given) = (read.elements().unwrap_or_default(), given.elements().unwrap_or_default());
            read.len() == given.len() && read.iter().zip(given).all(|(read, given)| is_part(read, given, of, true))
        }
        Type::Set(of) => {
            let given = given.elements().unwrap_or_default();
            let read = read.elements().unwrap_or_default();
            read.iter().all(|read| given.iter().any(|given| is_part(read, given, of, true)))
        }
        _ => {
            let number = |value: &Value| value.as_number().map(openmercato_ecs_core::Number::to_f64);
            match (ty.convert(read), ty.convert(given)) {
                (Ok(read), Ok(given)) => read == given || number(&read).is_some_and(|n| number(&given) == Some(n)),
                _ => false,
            }
        }
    }
}

fn entries_are_part<'t>(read: &Value, given: &Value, is_whole: bool, ty: impl Fn(&str) -> Option<&'t Type>) -> bool {
    let (Some(read), Some(given)) = (read.entries(), given.entries()) else { return false };
    let are_as_many = !is_whole || read.len() == given.len();
    are_as_many
        && read.iter().all(|(key, value)| match (given.get(key), ty(key)) {
            (Some(given), Some(ty)) => is_part(value, given, ty, is_whole),
            _ => value.is_null(),
        })
}
