//! Inputs that are given outside: that they are set is known, what they are set to is not.
//!
//! A sensitive input is Terraform's alone. A link, a saved deployment and an archive say that it is given, and a root asks
//! for it as a variable. Among the inputs it is a value of which only the type is known, and that it is not null: so every
//! rule says of it what Terraform says at validate.

use crate::{Inputs, Module, Variable};
use terraform_language::Value;

/// What the name of an environment variable starts with that gives a root a variable.
/// <https://developer.hashicorp.com/terraform/cli/config/environment-variables#tf_var_name>
const ENVIRONMENT: &str = "TF_VAR_";

/// The most names of a list of such inputs that are read.
const MOST: usize = 50;

impl Variable {
    /// The value of this variable where it is given outside.
    pub fn value_outside(&self) -> Value {
        Value::unknown_not_null(self.ty.clone())
    }

    /// The environment variable that gives a root this variable, as `TF_VAR_database_url`.
    pub fn environment_name(&self) -> String {
        format!("{ENVIRONMENT}{}", self.name)
    }
}

impl Inputs {
    /// The sensitive inputs that are set, whether their values are known here or not, in the order of the module.
    pub fn sensitive<'m>(&self, module: &'m Module) -> impl Iterator<Item = &'m Variable> {
        let sensitive = module.variables().iter().filter(|variable| variable.sensitive);
        sensitive.filter(|variable| self.get(&variable.name).is_some())
    }

    /// The inputs with every sensitive one given outside: what may be shown, stored and sent.
    #[must_use]
    pub fn withheld(&self, module: &Module) -> Self {
        self.sensitive(module)
            .fold(self.clone(), |inputs, variable| inputs.with(&variable.name, variable.value_outside()))
    }

    /// The names of the sensitive inputs that are set, as a JSON list; `None` where there are none.
    pub fn outside_json(&self, module: &Module) -> Option<serde_json::Value> {
        let names: Vec<_> = self.sensitive(module).map(|variable| variable.name.as_str()).collect();
        (!names.is_empty()).then(|| names.into())
    }

    /// Adds the inputs that such a list names, whoever wrote it. Gives the names that are those of no sensitive input, cut
    /// where they are long.
    pub fn add_outside(&mut self, module: &Module, names: &serde_json::Value) -> Vec<String> {
        const LONGEST_NAME: usize = 40;
        let mut left_out = Vec::new();
        let names = names.as_array().map_or(&[][..], Vec::as_slice);
        for name in names.iter().take(MOST).map(|name| name.as_str().unwrap_or_default()) {
            match module.variable(name).filter(|variable| variable.sensitive) {
                Some(variable) => self.set(name, variable.value_outside()),
                None => left_out.push(name.chars().take(LONGEST_NAME).collect()),
            }
        }
        left_out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Evaluation, Level, preset};

    fn external() -> Inputs {
        let arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/url";
        preset::find("minimal-managed")
            .expect("a preset")
            .inputs
            .with("database_mode", "external".into())
            .with("redis_mode", "external".into())
            .with("redis_url_secret_arn", arn.into())
    }

    fn errors(inputs: &Inputs) -> Vec<String> {
        let evaluation = Evaluation::of(Module::embedded(), inputs);
        evaluation.errors().map(|error| format!("{}: {}", error.path, error.message)).collect()
    }

    #[test]
    fn what_is_given_outside_is_judged_as_what_is_known() {
        let module = Module::embedded();
        let known = external().with("database_url", "postgres://u:hunter2@db.internal/shop".into());
        let outside = known.withheld(module);
        assert_eq!(outside.get("database_url").map(Value::is_unknown), Some(true));
        assert!(errors(&external()).iter().any(|error| error.starts_with("database_url_secret_arn: is needed")));
        for production in [false, true] {
            let environment = if production { "production" } else { "staging" };
            let [known, outside] = [&known, &outside].map(|inputs| inputs.with("environment", environment.into()));
            assert_eq!(errors(&known), errors(&outside));
            assert_eq!(errors(&outside).len(), usize::from(production), "{:?}", errors(&outside));
            let [known, outside] = [&known, &outside].map(|inputs| Evaluation::of(module, inputs));
            assert_eq!(known.plan, outside.plan);
            assert_eq!(known.containers(), outside.containers());
            assert_eq!(known.prerequisites(), outside.prerequisites());
            let counts = |evaluation: &Evaluation| Level::ALL.map(|level| evaluation.at(level).count());
            assert_eq!(counts(&known), counts(&outside));
        }
    }

    #[test]
    fn names_come_back_and_those_of_others_do_not() {
        let module = Module::embedded();
        let known = external().with("database_url", "postgres://u:hunter2@h/d".into());
        let names = known.outside_json(module).expect("one is set");
        assert_eq!(names.to_string(), r#"["database_url"]"#);
        let mut read = external();
        assert_eq!(read.add_outside(module, &names), [""; 0]);
        assert_eq!(read, known.withheld(module));
        let strange = serde_json::json!(["name", 7, "x".repeat(100), "redis_url"]);
        assert_eq!(read.add_outside(module, &strange), ["name".to_owned(), String::new(), "x".repeat(40)]);
        assert_eq!(read.get("redis_url").map(Value::is_unknown), Some(true));
        assert_eq!(external().outside_json(module), None);
    }
}
