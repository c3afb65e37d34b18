//! What a field of the form is about.

use openmercato_ecs_core::description::Description;
use openmercato_ecs_core::labels::{self, is_selector, text_of};
use openmercato_ecs_core::{Attribute, InputPath, Module, Step, Type, Value, Variable, sorted};
use std::sync::Arc;

/// One place in the inputs that the form lets someone fill in.
#[derive(Clone, Debug)]
pub struct Spec {
    /// Where its value stands.
    pub path: InputPath,
    /// What its value is converted to.
    pub ty: Type,
    /// What people call it.
    pub label: String,
    /// What the module calls it.
    pub name: String,
    /// What the module says of it.
    pub description: Description,
    /// The values it may have, where a rule lists them.
    pub choices: Vec<Value>,
    /// What stands for it when it is left alone; `None` when it must be set.
    pub default: Option<Value>,
    /// Whether other inputs depend on what is chosen here.
    pub is_selector: bool,
    /// The question that it answers, in the place of its label.
    pub question: Option<String>,
}

impl Spec {
    /// A variable of the module.
    pub fn of(module: &Module, variable: &Variable) -> Self {
        let choices: Vec<_> = variable.choices.iter().map(text_of).collect();
        Self {
            path: InputPath::of(&variable.name),
            ty: variable.ty.clone(),
            label: labels::label(&variable.name),
            name: variable.name.clone(),
            description: Description::read(&variable.description, &choices),
            choices: variable.choices.clone(),
            default: variable.default.clone(),
            is_selector: is_selector(module, &variable.name),
            question: None,
        }
    }

    /// The fields of an object, in the order in which the description speaks of them.
    pub fn attributes(&self) -> Vec<Self> {
        let Type::Object(attributes) = &self.ty else { return Vec::new() };
        let specs = attributes.iter().map(|(name, attribute)| self.attribute(name, attribute));
        sorted(specs, |a, b| self.rank(&a.name).cmp(&self.rank(&b.name)))
    }

    fn attribute(&self, name: &Arc<str>, attribute: &Attribute) -> Self {
        let help = self.description.attributes.iter().find(|(known, _)| **known == **name);
        let given = self.default.as_ref().and_then(|default| default.get(name)).cloned();
        Self {
            path: self.path.then(Step::Attribute(Arc::clone(name))),
            ty: attribute.ty.clone(),
            label: labels::label(name),
            name: name.to_string(),
            description: Description::read(help.map_or("", |(_, help)| help), &[]),
            choices: Vec::new(),
            default: given.or_else(|| attribute.optional.clone()),
            is_selector: false,
            question: None,
        }
    }

    /// Where the description first speaks of an attribute.
    fn rank(&self, attribute: &str) -> usize {
        let listed = self.description.attributes.iter().position(|(name, _)| name == attribute);
        listed.or_else(|| self.description.help.find(attribute)).unwrap_or(usize::MAX)
    }

    /// One element of a map, under its key.
    pub fn entry(&self, key: &Arc<str>, of: &Type) -> Self {
        Self {
            path: self.path.then(Step::Key(Arc::clone(key))),
            ty: of.clone(),
            label: key.to_string(),
            name: key.to_string(),
            default: None,
            choices: Vec::new(),
            is_selector: false,
            question: None,
            ..self.clone()
        }
    }

    /// Whether its value has to be a number.
    pub fn is_number(&self) -> bool {
        self.ty == Type::Number
    }
}

/// The value that a text stands for. A text that is no number stays a text, so that the module can say so.
pub fn value_of(text: &str, is_number: bool) -> Option<Value> {
    use openmercato_ecs_core::Number;
    if text.is_empty() {
        return None;
    }
    let number = is_number.then(|| Number::parse(text.trim())).flatten();
    Some(number.map_or_else(|| Value::string(text), Value::Number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_stays_as_typed() {
        assert_eq!(value_of(" 12 ", true), Some(12.into()));
        assert_eq!(value_of("12 px", true), Some("12 px".into()));
        assert_eq!(value_of("12", false), Some("12".into()));
        assert_eq!(value_of("", true), None);
    }

    #[test]
    fn attributes_come_in_the_order_of_the_description() {
        let module = Module::embedded();
        let web = Spec::of(module, module.variable("web_service").expect("the web service"));
        let names: Vec<_> = web.attributes().into_iter().map(|spec| spec.name).collect();
        assert_eq!(names[..3], ["cpu", "memory", "desired_count"]);
    }
}
