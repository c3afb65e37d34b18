//! That what is delivered needs no Terraform newer than its `required_version`, 1.8.
//!
//! No Terraform 1.8 runs here, so the HCL itself is held against what 1.8 knows: its blocks and arguments, its
//! functions, and that a `validation` reads its own variable only, which 1.9 lifted. Sources: the language's
//! documentation of [1.8](https://developer.hashicorp.com/terraform/language/v1.8.x) and the changelog since.

use std::collections::BTreeSet;

use hcl_edit::Decorated;
use hcl_edit::expr::{Expression, ForExpr, FuncCall, Traversal, TraversalOperator};
use hcl_edit::structure::{Block, Body};
use hcl_edit::visit::{self, Visit};
use openmercato_ecs_core::{Attribute, Deployment, Inputs, Module, Type, templates};

/// What a block may hold: the path of block types that leads to it, its arguments, its blocks. `*` stands for arguments
/// and blocks that are a provider's or the author's own.
type Form = (&'static str, &'static str, &'static str);

/// The configuration language.
const CONFIGURATION: &[Form] = &[
    ("", "", "terraform variable output locals module provider resource data check moved import removed"),
    ("terraform", "required_version experiments", "required_providers backend cloud provider_meta"),
    ("variable", "type default description sensitive nullable", "validation"),
    ("variable/validation", "condition error_message", ""),
    ("output", "value description sensitive depends_on", "precondition"),
    ("output/precondition", "condition error_message", ""),
    ("resource", "*", "* lifecycle"),
    (
        "resource/lifecycle",
        "create_before_destroy prevent_destroy ignore_changes replace_triggered_by",
        "precondition postcondition",
    ),
    ("resource/lifecycle/precondition", "condition error_message", ""),
    ("resource/lifecycle/postcondition", "condition error_message", ""),
    ("data", "*", "* lifecycle"),
    ("data/lifecycle", "", "precondition postcondition"),
    ("data/lifecycle/precondition", "condition error_message", ""),
    ("data/lifecycle/postcondition", "condition error_message", ""),
    ("check", "", "data assert"),
    ("check/assert", "condition error_message", ""),
    ("moved", "from to", ""),
    ("import", "to id provider for_each", ""),
    ("removed", "from", "lifecycle"),
    ("removed/lifecycle", "destroy", ""),
];

/// The language of test files and of the files of mocks that they name.
const TEST: &[Form] = &[
    (
        "",
        "",
        "variables provider mock_provider run override_resource override_data override_module mock_resource mock_data",
    ),
    ("mock_provider", "alias source", "mock_resource mock_data override_resource override_data override_module"),
    ("mock_provider/mock_resource", "defaults", ""),
    ("mock_provider/mock_data", "defaults", ""),
    ("mock_resource", "defaults", ""),
    ("mock_data", "defaults", ""),
    ("override_resource", "target values", ""),
    ("override_data", "target values", ""),
    ("override_module", "target outputs", ""),
    (
        "run",
        "command providers expect_failures",
        "plan_options variables module assert override_resource override_data override_module",
    ),
    ("run/plan_options", "mode refresh replace target", ""),
    ("run/module", "source version", ""),
    ("run/assert", "condition error_message", ""),
    ("run/override_resource", "target values", ""),
    ("run/override_data", "target values", ""),
    ("run/override_module", "target outputs", ""),
];

/// The functions of <https://developer.hashicorp.com/terraform/language/v1.8.x/functions>, with what a type constraint
/// calls.
const FUNCTIONS: &str = "
    abs abspath alltrue anytrue base64decode base64encode base64gzip base64sha256 base64sha512 basename bcrypt can ceil
    chomp chunklist cidrhost cidrnetmask cidrsubnet cidrsubnets coalesce coalescelist compact concat contains csvdecode
    dirname distinct element endswith file filebase64 filebase64sha256 filebase64sha512 fileexists filemd5 fileset
    filesha1 filesha256 filesha512 flatten floor format formatdate formatlist indent index issensitive join jsondecode
    jsonencode keys length list log lookup lower map matchkeys max md5 merge min nonsensitive one parseint pathexpand
    plantimestamp pow range regex regexall replace reverse rsadecrypt sensitive setintersection setproduct setsubtract
    setunion sha1 sha256 sha512 signum slice sort split startswith strcontains strrev substr sum templatefile
    textdecodebase64 textencodebase64 timeadd timecmp timestamp title tobool tolist tomap tonumber toset tostring
    transpose trim trimprefix trimspace trimsuffix try type upper urlencode uuid uuidv5 values yamldecode yamlencode
    zipmap
    object optional set tuple";

#[test]
fn nothing_delivered_is_newer_than_terraform_1_8() {
    let required = [("name", "shop"), ("aws_region", "eu-central-1"), ("image", "ghcr.io/acme/mercato:1.4")];
    let inputs: Inputs = required.map(|(name, value)| (name.to_owned(), value.into())).into_iter().collect();
    let deployment = Deployment::of(Module::embedded(), &inputs);
    let read: Vec<_> = deployment.files().iter().filter(|(path, _)| is_terraform(path)).collect();
    let tests = read.iter().filter(|(path, _)| path.ends_with(".tftest.hcl")).count();
    assert!(read.len() > 50 && tests > 5, "{} files, {tests} tests", read.len());
    let complaints: Vec<_> = read.iter().flat_map(|(path, text)| complaints(path, text)).collect();
    assert_eq!(complaints, Vec::<String>::new());
}

#[test]
fn what_is_newer_is_found() {
    let cases = [
        ("main.tf", "variable \"a\" {\n  ephemeral = true\n}", "variable: ephemeral"),
        ("main.tf", "ephemeral \"aws_secret\" \"a\" {}", "ephemeral"),
        ("main.tf", "output \"a\" {\n  value = templatestring(\"\", {})\n}", "templatestring()"),
        ("main.tf", "locals {\n  a = \"${provider::aws::arn_parse(\"\")}\"\n}", "provider::aws::arn_parse()"),
        ("main.tf", &validation("var.b != null"), "a: the validation reads var.b"),
        ("main.tf", &validation("local.b != null"), "a: the validation reads local"),
        ("main.tf", &validation("\"${length(var.b[0].c)}\" == var.a"), "a: the validation reads var.b"),
        ("a.tftest.hcl", "run \"a\" {\n  state_key = \"b\"\n}", "run: state_key"),
        ("a.tftest.hcl", "mock_provider \"aws\" {\n  override_during = plan\n}", "mock_provider: override_during"),
        (
            "a.tftest.hcl",
            "run \"a\" {\n  override_data {\n    override_during = plan\n  }\n}",
            "run/override_data: override_during",
        ),
        ("a.tftest.hcl", "test {\n  parallel = true\n}", "test"),
    ];
    for (path, text, expected) in cases {
        assert_eq!(complaints(path, text), [format!("{path}: {expected}")], "{text}");
    }
    let fine = validation("alltrue([for b in var.a : b.c != null])");
    assert_eq!(complaints("main.tf", &fine), Vec::<String>::new());
}

fn validation(condition: &str) -> String {
    format!(
        "variable \"a\" {{\n  validation {{\n    condition     = {condition}\n    error_message = \"No.\"\n  }}\n}}"
    )
}

#[test]
fn contract_takes_what_the_module_takes() {
    let contract = Module::parse(&templates::module().within("contract")).expect("the contract");
    let inputs = contract.variable("inputs").expect("one variable");
    let Type::Object(attributes) = &inputs.ty else { panic!("{} is no object", inputs.ty) };

    let variables = Module::embedded().variables();
    let names: BTreeSet<_> = variables.iter().map(|variable| &*variable.name).collect();
    let taken: BTreeSet<_> = attributes.keys().map(|name| &**name).collect();
    assert_eq!(taken, names);
    for variable in variables {
        let expected = Attribute { ty: variable.ty.clone(), optional: variable.default.clone() };
        assert_eq!(attributes[&*variable.name], expected, "{}", variable.name);
    }
}

fn is_terraform(path: &str) -> bool {
    path.ends_with(".tf") || is_test(path)
}

fn is_test(path: &str) -> bool {
    path.ends_with(".tftest.hcl") || path.ends_with(".tfmock.hcl")
}

/// What Terraform 1.8 would not take of a file.
fn complaints(path: &str, text: &str) -> Vec<String> {
    let body: Body = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut found = Vec::new();
    unknown_forms(if is_test(path) { TEST } else { CONFIGURATION }, "", &body, &mut found);
    let mut calls = Calls::default();
    calls.visit_body(&body);
    found.extend(calls.unknown);
    for variable in body.get_blocks("variable") {
        found.extend(foreign_reads(variable));
    }
    found.into_iter().map(|what| format!("{path}: {what}")).collect()
}

/// Arguments and blocks that the language does not have, down to where the rest is not the language's own.
fn unknown_forms(language: &[Form], path: &str, body: &Body, found: &mut Vec<String>) {
    let Some((_, arguments, blocks)) = language.iter().find(|(form, ..)| *form == path) else { return };
    let knows = |list: &str, name: &str| list.split(' ').any(|known| known == name || known == "*");
    let complaint = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}: {name}") };
    for attribute in body.attributes().filter(|attribute| !knows(arguments, &attribute.key)) {
        found.push(complaint(&attribute.key));
    }
    for block in body.blocks() {
        if knows(blocks, &block.ident) {
            let inner =
                if path.is_empty() { block.ident.to_string() } else { format!("{path}/{}", block.ident.as_str()) };
            unknown_forms(language, &inner, &block.body, found);
        } else {
            found.push(complaint(&block.ident));
        }
    }
}

/// The calls of functions that [`FUNCTIONS`] does not name.
#[derive(Default)]
struct Calls {
    unknown: Vec<String>,
}

impl Visit for Calls {
    fn visit_func_call(&mut self, call: &FuncCall) {
        let namespace: String = call.name.namespace.iter().map(|part| format!("{}::", part.as_str())).collect();
        let name = call.name.name.as_str();
        if !namespace.is_empty() || !FUNCTIONS.split_whitespace().any(|known| known == name) {
            self.unknown.push(format!("{namespace}{name}()"));
        }
        visit::visit_func_call(self, call);
    }
}

/// What the validations of a variable read besides the variable.
fn foreign_reads(variable: &Block) -> Vec<String> {
    let name = variable.labels.first().expect("a name").as_str();
    let mut reads = Reads::default();
    for validation in variable.body.get_blocks("validation") {
        reads.visit_body(&validation.body);
    }
    reads.found.remove(&format!("var.{name}"));
    reads.found.into_iter().map(|read| format!("{name}: the validation reads {read}")).collect()
}

/// What expressions read: `var.<name>` and the first word of anything else, without what a `for` names.
#[derive(Default)]
struct Reads {
    found: BTreeSet<String>,
    bound: Vec<String>,
}

impl Visit for Reads {
    fn visit_expr(&mut self, expression: &Expression) {
        match expression {
            Expression::Variable(name) if !self.bound.iter().any(|bound| bound == name.as_str()) => {
                self.found.insert(name.as_str().to_owned());
            }
            _ => visit::visit_expr(self, expression),
        }
    }

    fn visit_traversal(&mut self, traversal: &Traversal) {
        let operators: Vec<_> = traversal.operators.iter().map(Decorated::value).collect();
        match (&traversal.expr, operators.as_slice()) {
            (Expression::Variable(root), [TraversalOperator::GetAttr(name), rest @ ..]) if root.as_str() == "var" => {
                self.found.insert(format!("var.{}", name.as_str()));
                rest.iter().for_each(|operator| self.visit_traversal_operator(operator));
            }
            _ => visit::visit_traversal(self, traversal),
        }
    }

    fn visit_for_expr(&mut self, node: &ForExpr) {
        let intro = &node.intro;
        let names = intro.key_var.iter().chain([&intro.value_var]).map(|name| name.as_str().to_owned());
        let before = self.bound.len();
        self.bound.extend(names);
        visit::visit_for_expr(self, node);
        self.bound.truncate(before);
    }
}
