//! The types of the module's inputs for TypeScript, made from their schema.

use openmercato_ecs_core::{Module, Section, preset, schema};
use serde_json::{Map, Value as Json};

/// The file with `Inputs`, `PresetName` and `SectionName`.
pub(super) fn of(module: &Module) -> String {
    let schema = schema::of(module);
    let inputs = properties(&schema, "  ", Nullness::Any);
    let presets = union(preset::all().iter().map(|preset| preset.name.as_str()));
    let sections: Vec<_> = module.sections().iter().map(Section::slug).collect();
    let sections = union(sections.iter().map(String::as_str));
    format!(
        "// Made from the module's own variables by `cargo xtask package`.\n\n\
         /** What is set of the module's inputs. What is left out, or null, is left alone. */\n\
         export interface Inputs {{\n{inputs}}}\n\n\
         /** The name of an input. */\n\
         export type InputName = keyof Inputs;\n\n\
         /** The name of a preset. */\n\
         export type PresetName =\n{presets};\n\n\
         /** The name of a section of the inputs, as it stands in addresses. */\n\
         export type SectionName =\n{sections};\n"
    )
}

/// Whether all that is optional may be null, too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nullness {
    Any,
    AsDeclared,
}

/// The fields of an object, each on lines of its own.
fn properties(schema: &Json, indent: &str, nullness: Nullness) -> String {
    let empty = Map::new();
    let properties = schema["properties"].as_object().unwrap_or(&empty);
    let required: Vec<_> = schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    let field = |(name, property): (&String, &Json)| {
        let is_required = nullness == Nullness::AsDeclared && required.contains(&name.as_str());
        let mut ty = type_of(property, indent);
        if nullness == Nullness::Any && !ty.ends_with("| null") && ty != "unknown" {
            ty += " | null";
        }
        let sign = if is_required { "" } else { "?" };
        format!("{}{indent}{name}{sign}: {ty};\n", comment(property, indent))
    };
    properties.iter().map(field).collect()
}

/// Description and default, where there is something to say.
fn comment(property: &Json, indent: &str) -> String {
    let described = property["description"].as_str().map(str::to_owned);
    let default = property.get("default").map(|default| format!("@defaultValue `{default}`"));
    let lines: Vec<_> = described.into_iter().chain(default).collect();
    // What ends a comment would end this one.
    let text = lines.join("\n").replace("*/", "*\\/");
    match text.lines().collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let lines: String = lines.iter().map(|line| format!("{indent} * {line}\n")).collect();
            format!("{indent}/**\n{lines}{indent} */\n")
        }
    }
}

/// The type of a value. A type of JSON Schema is one name, or that and `null`.
fn type_of(schema: &Json, indent: &str) -> String {
    if let Some(choices) = schema["enum"].as_array() {
        return choices.iter().map(Json::to_string).collect::<Vec<_>>().join(" | ");
    }
    let names = match &schema["type"] {
        Json::Array(names) => names.iter().filter_map(Json::as_str).collect(),
        name => Vec::from_iter(name.as_str()),
    };
    let mut types: Vec<_> = names.into_iter().map(|name| of_name(name, schema, indent)).collect();
    if types.is_empty() {
        types.push("unknown".to_owned());
    }
    types.join(" | ")
}

fn of_name(name: &str, schema: &Json, indent: &str) -> String {
    match name {
        "array" => match schema["prefixItems"].as_array() {
            Some(elements) => {
                let elements: Vec<_> = elements.iter().map(|element| type_of(element, indent)).collect();
                format!("[{}]", elements.join(", "))
            }
            None => format!("Array<{}>", type_of(&schema["items"], indent)),
        },
        "object" if schema.get("properties").is_some() => {
            format!("{{\n{}{indent}}}", properties(schema, &format!("{indent}  "), Nullness::AsDeclared))
        }
        "object" => format!("Record<string, {}>", type_of(&schema["additionalProperties"], indent)),
        name => name.to_owned(),
    }
}

fn union<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.map(|text| format!("  | {}", Json::from(text))).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_have_types_choices_defaults_and_descriptions() {
        let types = of(Module::embedded());
        for line in [
            "  database_mode?: \"managed\" | \"external\" | null;",
            "  db_port?: number | null;",
            "  private_subnet_ids?: Array<string> | null;",
            "  tags?: Record<string, string | null> | null;",
            "    autoscaling?: {",
            "      max_capacity: number;",
            "  | \"minimal-managed\"",
            "  | \"database\"",
        ] {
            assert!(types.lines().any(|written| written.starts_with(line.trim_end_matches(';'))), "{line}\n{types}");
        }
        assert!(!types.contains("database_url?:"), "a sensitive input");
    }

    #[test]
    fn a_description_cannot_end_its_comment() {
        let property = serde_json::json!({ "description": "a */ b", "default": 1 });
        assert_eq!(comment(&property, ""), "/**\n * a *\\/ b\n * @defaultValue `1`\n */\n");
    }
}
