//! The module's HCL, parsed once.

mod banner;
mod packed;
mod shape;
mod tuning;

use crate::{Inputs, Level};
use std::sync::LazyLock;
use terraform_language::configuration::{Configuration, ConfigurationError, VariableBlock};
use terraform_language::{Files, InputPath, Location, Step, Type, Value, parser};

/// The Terraform module `openmercato-ecs`, read from its own HCL.
#[derive(Debug)]
pub struct Module {
    configuration: Configuration,
    contract: Configuration,
    sections: Vec<Section>,
    variables: Vec<Variable>,
    failing: Vec<String>,
    tuning: Vec<(String, String)>,
    opening: Inputs,
    /// Whether the configuration lacks what its resources say, which is packed by itself.
    #[cfg(feature = "packed")]
    is_packed: bool,
}

/// The banner of `checks.tf` above those that find what will not work.
const FAILING: &str = "It will not work";

/// A group of variables under one banner comment of `variables.tf`.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The banner's first line, as `Database`.
    pub title: String,
    /// The banner's second line, a question for people, as `Who runs PostgreSQL?`; empty when there is none.
    pub question: String,
    /// The names of its variables in the order of the file, without the sensitive ones.
    pub variables: Vec<String>,
}

impl Section {
    /// Its title as it stands in an address: lower case, with hyphens.
    pub fn slug(&self) -> String {
        let words = self.title.split(|character: char| !character.is_ascii_alphanumeric());
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-").to_ascii_lowercase()
    }
}

/// An input variable of the module.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its description, for people.
    pub description: String,
    /// The constraint that its value is converted to.
    pub ty: Type,
    /// What stands for it when it is left alone; `None` when it must be set.
    pub default: Option<Value>,
    /// Whether an explicit null is kept instead of giving the default.
    pub nullable: bool,
    /// Whether the page must neither show, store, link nor emit it.
    pub sensitive: bool,
    /// The values it may have, or its elements where it is a collection, where a rule lists them; otherwise empty.
    pub choices: Vec<Value>,
    /// The modes that use it: every inner list needs one selector to have the value. Empty: always used.
    pub modes: Vec<Vec<Mode>>,
    /// Where it is declared.
    pub location: Location,
}

/// A mode selector with one of its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mode {
    /// The selector variable's name, as `database_mode`.
    pub selector: String,
    /// The selector's value, as `managed`.
    pub value: String,
}

impl Module {
    /// The version of the module that this crate holds.
    pub const VERSION: &str = env!("CARGO_PKG_VERSION");

    /// The module that this crate was built with.
    ///
    /// # Panics
    /// When the embedded module cannot be read, which a test of this crate rules out.
    pub fn embedded() -> &'static Self {
        #[cfg(not(feature = "packed"))]
        static MODULE: LazyLock<Module> = LazyLock::new(|| match Module::parse(&crate::templates::sources()) {
            Ok(module) => module,
            Err(error) => panic!("the embedded module: {error}"),
        });
        #[cfg(feature = "packed")]
        static MODULE: LazyLock<Module> = LazyLock::new(|| {
            let packed = include_bytes!(env!("OPENMERCATO_ECS_MODULE"));
            Module::unpack(packed).unwrap_or_else(|| panic!("the packed module is of another build"))
        });
        &MODULE
    }

    /// Whether it is that one.
    pub(crate) fn is_embedded(&self) -> bool {
        std::ptr::eq(self, Self::embedded())
    }

    /// What the embedded module's resources say, which no form needs: by itself, so that a form need not wait for it.
    #[cfg(feature = "packed")]
    fn packed_resources() -> &'static Configuration {
        static RESOURCES: LazyLock<Configuration> = LazyLock::new(|| {
            let packed = include_bytes!(env!("OPENMERCATO_ECS_RESOURCES"));
            Module::unpack_resources(packed).unwrap_or_else(|| panic!("the packed resources are of another build"))
        });
        &RESOURCES
    }

    /// Reads a module from its files, by their paths relative to the module's folder. Files of other folders than the
    /// module's own and `contract/` are left alone.
    ///
    /// # Errors
    /// The first thing that cannot be read: HCL that does not parse, a function or a form that is not known here.
    pub fn parse(files: &Files) -> Result<Self, ConfigurationError> {
        let configuration = parser::parse("", files)?;
        let contract = parser::parse("contract/", files)?;
        let variables: Vec<_> =
            configuration.variables.iter().map(|variable| shape::variable(variable, &contract)).collect();
        let declared = files.get("variables.tf").unwrap_or_default();
        let sections = banner::sections(declared, &variables);
        let checks = files.get("checks.tf").unwrap_or_default();
        let failing = banner::checks_under(FAILING, checks, &configuration.checks);
        Ok(Self {
            configuration: configuration.hoist(),
            contract: contract.hoist(),
            sections,
            variables,
            failing,
            tuning: tuning::marked(declared),
            opening: Inputs::new(),
            #[cfg(feature = "packed")]
            is_packed: false,
        })
    }

    /// The module's own folder as Terraform's language has it.
    pub fn configuration(&self) -> &Configuration {
        &self.configuration
    }

    /// The module's own folder with all that its resources say, their inner blocks among it.
    pub fn resources(&self) -> &Configuration {
        #[cfg(feature = "packed")]
        if self.is_packed {
            return Self::packed_resources();
        }
        &self.configuration
    }

    /// The inputs that it was packed with; none of a module that was read from files.
    pub(crate) fn opening(&self) -> &Inputs {
        &self.opening
    }

    /// The folder `contract/`: the rules over several inputs.
    pub fn contract(&self) -> &Configuration {
        &self.contract
    }

    /// The sections of `variables.tf` in order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Every variable in the order of `variables.tf`.
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// The variable of this name.
    pub fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find(|variable| variable.name == name)
    }

    /// How bad it is when a check of this name fails: the banner that it stands under in `checks.tf` says so.
    pub fn level(&self, check: &str) -> Level {
        if self.failing.iter().any(|name| name == check) { Level::WillNotWork } else { Level::WillHurt }
    }

    /// Whether most people never touch the input, or the attribute, at this place: a comment of `variables.tf` says so.
    pub fn is_fine_tuning(&self, path: &InputPath) -> bool {
        let attribute = match path.steps() {
            [] => "",
            [Step::Attribute(name)] | [Step::Key(_), Step::Attribute(name)] => name,
            _ => return false,
        };
        self.tuning.iter().any(|(variable, of)| variable == path.variable() && of == attribute)
    }

    /// The names of the attributes of every object among the inputs, some of them more than once.
    pub fn attributes(&self) -> impl Iterator<Item = &str> {
        fn within<'a>(ty: &'a Type, names: &mut Vec<&'a str>) {
            match ty {
                Type::List(of) | Type::Set(of) | Type::Map(of) => within(of, names),
                Type::Tuple(elements) => elements.iter().for_each(|element| within(element, names)),
                Type::Object(attributes) => attributes.iter().for_each(|(name, attribute)| {
                    names.push(name);
                    within(&attribute.ty, names);
                }),
                Type::Any | Type::Bool | Type::Number | Type::String => {}
            }
        }
        let mut names = Vec::new();
        self.variables.iter().for_each(|variable| within(&variable.ty, &mut names));
        names.into_iter()
    }

    /// Where each rule and each piece of advice stands: every `validation` of the module and of its contract, and every
    /// `assert` of its checks.
    pub fn rule_locations(&self) -> impl Iterator<Item = &Location> {
        let asserts = self.configuration.checks.iter().flat_map(|check| &check.asserts);
        self.configuration.validations().chain(self.contract.validations()).chain(asserts).map(|rule| &rule.location)
    }

    /// The names of the module's outputs in the order of its files, with whether each is sensitive.
    pub fn outputs(&self) -> impl Iterator<Item = Output<'_>> {
        self.configuration.outputs.iter().map(|output| Output {
            name: &output.name,
            description: &output.description,
            sensitive: output.sensitive,
        })
    }
}

/// An output of the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Output<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its description, for people.
    pub description: &'a str,
    /// Whether Terraform hides it.
    pub sensitive: bool,
}

impl Variable {
    fn of(declared: &VariableBlock, choices: Vec<Value>, modes: Vec<Vec<Mode>>) -> Self {
        Self {
            name: declared.name.to_string(),
            description: declared.description.clone(),
            ty: declared.ty.clone(),
            default: declared.default.clone(),
            nullable: declared.nullable,
            sensitive: declared.sensitive,
            choices,
            modes,
            location: declared.location.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_module_can_be_read() {
        let module = Module::parse(&crate::templates::module()).unwrap_or_else(|error| panic!("{error}"));
        assert!(module.variables().len() > 50);
        assert!(module.contract.validations().count() > 20);
    }

    #[test]
    fn every_variable_is_in_one_section() {
        let module = Module::embedded();
        for variable in module.variables().iter().filter(|variable| !variable.sensitive) {
            let sections = module.sections().iter().filter(|section| section.variables.contains(&variable.name));
            assert_eq!(sections.count(), 1, "{}", variable.name);
        }
    }

    #[test]
    fn every_check_is_under_a_banner_that_says_how_bad_it_is() {
        let module = Module::embedded();
        let text = crate::templates::sources();
        let text = text.get("checks.tf").unwrap_or_default();
        let checks = &module.configuration().checks;
        let [failing, hurting] = [FAILING, "It will hurt"].map(|title| banner::checks_under(title, text, checks));
        assert_eq!(failing.len() + hurting.len(), checks.len());
        assert_eq!(module.level("no_jwt_secret"), Level::WillNotWork);
        assert_eq!(module.level("uploads_on_task_disk"), Level::WillHurt);
    }

    #[test]
    fn every_mode_selector_lists_its_values() {
        let module = Module::embedded();
        let selectors = module.variables().iter().filter(|variable| variable.name.ends_with("_mode"));
        for selector in selectors {
            assert!(selector.choices.len() > 1, "{} has no choices", selector.name);
        }
    }

    #[test]
    fn every_input_of_one_mode_only_says_so() {
        let module = Module::embedded();
        for (name, modes) in [
            ("db_host", "database_mode=external"),
            ("vpc_cidr", "networking_mode=managed"),
            ("waf_web_acl_arn", "waf_mode=existing"),
            ("hosted_zone_id", "dns_mode=route53"),
            ("redis_url_secret_arn", "redis_mode=external"),
        ] {
            let variable = module.variable(name).unwrap_or_else(|| panic!("{name}"));
            let said: Vec<_> = variable.modes.iter().flatten().map(|m| format!("{}={}", m.selector, m.value)).collect();
            assert_eq!(said, [modes], "{name}");
        }
    }
}
