//! What most people never touch, by a comment of `variables.tf`.

/// The comment that says so.
const MARK: &str = "# Fine tuning.";

/// The inputs under the mark, each with the name of the attribute that it is about; an empty one where it is about the
/// input itself.
///
/// Above a variable it is about that variable. In the type of an object it is about each attribute that follows.
pub(super) fn marked(text: &str) -> Vec<(String, String)> {
    let mut marked = Vec::new();
    let mut variable = "";
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(name) = declared(line) {
            variable = name;
        }
        if line == MARK {
            if let Some(name) = lines.next().and_then(declared) {
                variable = name;
                marked.push((name.to_owned(), String::new()));
            }
        } else if line.trim_start() == MARK {
            let indent = indent(line);
            let of_object = lines.by_ref().take_while(|line| self::indent(line) >= indent);
            let names = of_object.filter(|line| self::indent(line) == indent).filter_map(assigned);
            marked.extend(names.map(|name| (variable.to_owned(), name.to_owned())));
        }
    }
    marked
}

fn declared(line: &str) -> Option<&str> {
    line.strip_prefix("variable \"")?.split('"').next()
}

/// The name before the sign of equality; a line that closes a bracket has none.
fn assigned(line: &str) -> Option<&str> {
    Some(line.split_once(" = ")?.0.trim())
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::marked;
    use crate::Module;
    use terraform_language::{InputPath, Step};

    #[test]
    fn the_mark_is_about_a_variable_or_the_rest_of_an_object() {
        let text = r#"
variable "often" {
  default = 1
}

# Fine tuning.
variable "seldom" {
  default = 1
}

variable "service" {
  type = object({
    cpu = optional(number)
    # Fine tuning.
    command = optional(list(string))
    scaling = optional(map(object({
      schedule = string
    })), {})
  })
  default = {}
}
"#;
        let wanted = [("seldom", ""), ("service", "command"), ("service", "scaling")];
        assert_eq!(marked(text), wanted.map(|(variable, attribute)| (variable.to_owned(), attribute.to_owned())));
    }

    #[test]
    fn marks_are_of_inputs_and_attributes_that_may_be_left_alone() {
        let module = Module::embedded();
        assert!(module.tuning.len() > 40, "{:?}", module.tuning);
        for (name, attribute) in &module.tuning {
            let variable = module.variable(name).unwrap_or_else(|| panic!("{name} is an input"));
            let path = InputPath::of(name);
            if attribute.is_empty() {
                assert!(variable.default.is_some(), "{name} must be set");
                assert!(module.is_fine_tuning(&path));
            } else {
                assert!(module.attributes().any(|known| known == attribute), "{name} has no {attribute}");
                assert!(module.is_fine_tuning(&path.then(Step::Attribute(attribute.as_str().into()))));
                assert!(!module.is_fine_tuning(&path));
            }
        }
    }

    #[test]
    fn the_first_question_of_a_section_is_no_fine_tuning() {
        let module = Module::embedded();
        for section in module.sections() {
            let first = section.variables.first().unwrap_or_else(|| panic!("{} is empty", section.title));
            assert!(!module.is_fine_tuning(&InputPath::of(first)), "{first}");
        }
    }

    #[test]
    fn what_decides_about_other_inputs_is_no_fine_tuning() {
        let module = Module::embedded();
        for mode in module.variables().iter().flat_map(|variable| variable.modes.iter().flatten()) {
            assert!(!module.is_fine_tuning(&InputPath::of(&mode.selector)), "{}", mode.selector);
        }
    }
}
