//! Random configurations that call the module, with the truth about their text.

use std::fmt::Write as _;

/// A configuration that somebody could have written.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The text of its only file.
    pub text: String,
    /// Where each attribute, block, entry, element and comment of it starts: the line, from 1, and what it is.
    pub elements: Vec<(usize, String)>,
    /// The inputs whose whole value the text tells.
    pub known: Vec<&'static str>,
    /// Whether Terraform takes it: some hold what it refuses.
    pub is_valid: bool,
}

/// The inputs that the calls set, each with what it is.
pub(super) const INPUTS: [(&str, Kind); 14] = [
    ("name", Kind::Text),
    ("image", Kind::Text),
    ("health_check_path", Kind::Text),
    ("container_port", Kind::Number),
    ("db_port", Kind::Number),
    ("alb_idle_timeout", Kind::Number),
    ("db_multi_az", Kind::Bool),
    ("alb_internal", Kind::Bool),
    ("env", Kind::Map),
    ("tags", Kind::Map),
    ("secrets", Kind::Map),
    ("alb_ingress_cidrs", Kind::List),
    ("existing_vpc_endpoints", Kind::Set),
    ("web_service", Kind::Service),
];

/// The attributes of a service that are set.
const SERVICE: [(&str, Kind); 4] =
    [("cpu", Kind::Number), ("memory", Kind::Number), ("env", Kind::Map), ("command", Kind::List)];

/// What an expression is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Bool,
    Map,
    List,
    Set,
    Service,
}

impl Kind {
    /// Its type constraint.
    pub(super) fn constraint(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Number => "number",
            Self::Bool => "bool",
            Self::Map => "map(string)",
            Self::List => "list(string)",
            Self::Set => "set(string)",
            Self::Service => {
                "object({ cpu = optional(number), memory = optional(number), env = optional(map(string)), command = \
                 optional(list(string)) })"
            }
        }
    }

    /// The variable of its kind of which the text does not tell the value.
    pub(super) fn given(self) -> &'static str {
        match self {
            Self::Text => "given_text",
            Self::Number => "given_number",
            Self::Bool => "given_bool",
            Self::Map | Self::Service => "given_map",
            Self::List | Self::Set => "given_list",
        }
    }
}

/// Makes sources. The same seed makes the same ones.
#[derive(Debug)]
pub struct SourceGenerator {
    random: fastrand::Rng,
    source: Source,
    newline: &'static str,
    /// The locals so far: the name, what it is, and whether the text tells all of it.
    locals: Vec<(String, Kind, bool)>,
    depth: usize,
}

const KEYS: [&str; 6] = ["A", "B", "LOG_LEVEL", "\"a.b\"", "\"ü\"", "(\"C\")"];

impl SourceGenerator {
    /// # Panics
    /// Never.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let random = fastrand::Rng::with_seed(seed);
        Self { random, source: Source::default(), newline: "\n", locals: Vec::new(), depth: 0 }
    }

    /// The next source.
    pub fn source(&mut self) -> Source {
        self.source = Source { is_valid: !self.chance(15), ..Source::default() };
        self.newline = if self.chance(20) { "\r\n" } else { "\n" };
        self.locals.clear();
        self.comments(0);
        self.variables();
        self.locals();
        self.call();
        if !self.source.is_valid {
            self.foreign();
        }
        self.comments(0);
        std::mem::take(&mut self.source)
    }

    fn chance(&mut self, percent: u8) -> bool {
        self.random.u8(..100) < percent
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.random.usize(..of.len())]
    }

    fn write(&mut self, text: &str) {
        self.source.text.push_str(text);
    }

    /// Says that an element starts here.
    fn element(&mut self, what: &str) {
        let line = 1 + self.source.text.matches('\n').count();
        self.source.elements.push((line, what.to_owned()));
    }

    fn indent(&mut self) {
        let width = self.depth * 2;
        let _ = write!(self.source.text, "{:width$}", "");
    }

    fn end_line(&mut self) {
        if self.chance(10) {
            self.write(" ");
            self.element("a comment beside");
            let sign = self.one_of(&["#", "//"]);
            self.write(&format!("{sign} half of \"it\" {{"));
        } else if self.chance(5) {
            self.write(" ");
            self.element("a comment in signs");
            self.write("/* half } */");
        }
        let newline = self.newline;
        self.write(newline);
    }

    fn comments(&mut self, more: u8) {
        while self.chance(25 + more) {
            self.indent();
            self.element("a comment");
            let newline = self.newline;
            match self.random.u8(..4) {
                0 => self.write(&format!("# set = \"here\" ${{x}}{newline}")),
                1 => self.write(&format!("// <<EOT{newline}")),
                2 => self.write(&format!("/* one{newline}")),
                _ => self.write(&format!("/**/{newline}")),
            }
            if self.source.text.ends_with(&format!("/* one{newline}")) {
                self.element("a comment's second line");
                self.write(&format!("   two */{newline}"));
            }
        }
    }

    fn variables(&mut self) {
        for kind in [Kind::Text, Kind::Number, Kind::Bool, Kind::Map, Kind::List] {
            let newline = self.newline;
            self.element("a variable");
            self.write(&format!("variable \"{}\" {{}}{newline}", kind.given()));
        }
        for index in 0..self.random.usize(..3) {
            let newline = self.newline;
            self.element("a variable with a default");
            self.write(&format!("variable \"v{index}\" {{{newline}"));
            self.element("its default");
            let text = self.quoted_plain();
            self.write(&format!("  default = {text}{newline}}}{newline}"));
        }
    }

    fn locals(&mut self) {
        let newline = self.newline;
        self.element("locals");
        self.write(&format!("locals {{{newline}"));
        self.depth = 1;
        for index in 0..self.random.usize(1..6) {
            self.comments(0);
            let kind = self.one_of(&[Kind::Text, Kind::Number, Kind::Bool, Kind::Map, Kind::List]);
            let name = format!("l{index}");
            self.indent();
            self.element("a local");
            self.write(&format!("{name} = "));
            let is_known = self.value(kind, true);
            self.locals.push((name, kind, is_known));
        }
        self.depth = 0;
        self.write(&format!("}}{newline}"));
    }

    fn call(&mut self) {
        let newline = self.newline;
        self.element("the call");
        self.write(&format!("module \"shop\" {{{newline}"));
        self.depth = 1;
        self.indent();
        self.element("the source");
        self.write(&format!("source = \"./openmercato-ecs\"{newline}"));
        for (name, kind) in INPUTS {
            if self.chance(50) {
                continue;
            }
            self.comments(0);
            self.indent();
            self.element("an argument");
            self.write(&format!("{name} = "));
            if self.value(kind, true) {
                self.source.known.push(name);
            }
        }
        if !self.source.is_valid {
            self.refused();
        }
        self.depth = 0;
        self.write(&format!("}}{newline}"));
    }

    /// What Terraform refuses in a call of the module.
    fn refused(&mut self) {
        let newline = self.newline;
        for text in [
            "lifecycle {",
            "  prevent_destroy = true",
            "}",
            "providers {",
            "  aws = \"aws.east\"",
            "}",
            "envs = { A = 1 }",
            "web_servce {",
            "  cpu = 512",
            "}",
            "worker_services \"mail\" {",
            "  cpu = 256",
            "}",
            "dynamic \"env\" {",
            "  for_each = []",
            "}",
            "nothing_like_it = get_env(\"X\")",
            "public_subnet_ids = [get_env(\"X\")]",
        ] {
            if text != "}" {
                self.element("what Terraform refuses");
            }
            self.indent();
            self.write(&format!("{text}{newline}"));
        }
    }

    /// What is beside the call.
    fn foreign(&mut self) {
        let newline = self.newline;
        for text in [
            "resource \"aws_vpc\" \"this\" {",
            "  cidr_block = var.cidr",
            "}",
            "terraform {",
            "  required_version = \"1.8\"",
            "}",
            "provider \"aws\" {",
            "  region = \"eu-west-1\"",
            "}",
            "output \"a\" {",
            "  value = module.shop.url",
            "}",
            "module \"vpc\" {",
            "  source = \"terraform-aws-modules/vpc/aws\"",
            "  name = \"shop\"",
            "}",
            "moved {",
            "  from = a.b",
            "  to = a.c",
            "}",
            "module \"again\" {",
            "  source = \"./openmercato-ecs\"",
            "}",
        ] {
            if text != "}" {
                self.element("what is beside");
            }
            self.write(&format!("{text}{newline}"));
        }
    }

    /// Writes an expression; says whether the text tells its whole value. At the end of an attribute, with the line's end.
    fn value(&mut self, kind: Kind, is_attribute: bool) -> bool {
        if is_attribute && kind == Kind::Text && self.chance(20) {
            return self.heredoc();
        }
        let is_known = self.expression(kind, 0, is_attribute);
        if is_attribute {
            self.end_line();
        }
        is_known
    }

    fn expression(&mut self, kind: Kind, nesting: usize, may_break: bool) -> bool {
        // Objects of other keys are no two results of one conditional.
        if nesting < 3 && matches!(kind, Kind::Text | Kind::Number | Kind::Bool) && self.chance(12) {
            return self.conditional(kind, nesting);
        }
        if self.chance(12) && kind != Kind::Service {
            let given = kind.given();
            self.write(&format!("var.{given}"));
            return false;
        }
        let locals = self.locals.iter().filter(|(_, of, _)| *of == kind || (*of, kind) == (Kind::List, Kind::Set));
        let locals: Vec<_> = locals.cloned().collect();
        if !locals.is_empty() && self.chance(30) {
            let (name, _, is_known) = locals[self.random.usize(..locals.len())].clone();
            self.write(&format!("local.{name}"));
            return is_known;
        }
        match kind {
            Kind::Text => self.text(nesting),
            Kind::Number => self.number(nesting),
            Kind::Bool => self.truth(nesting),
            Kind::Map => self.map(nesting, may_break),
            Kind::List => self.list(nesting, may_break),
            Kind::Set => self.set(nesting, may_break),
            Kind::Service => self.service(may_break),
        }
    }

    fn conditional(&mut self, kind: Kind, nesting: usize) -> bool {
        self.write("(");
        let condition = self.truth(3);
        self.write(" ? ");
        let then = self.expression(kind, nesting + 2, false);
        self.write(" : ");
        let otherwise = self.expression(kind, nesting + 2, false);
        self.write(")");
        condition && then && otherwise
    }

    fn quoted_plain(&mut self) -> String {
        let pieces = [
            "shop", "-", "é", "$${x}", "%%{y}", "\\\"", "\\n", "\\u00e9", "\\\\", "#", "//", "/*", "<<E", "{", "]", " ",
        ];
        let text: String = (0..self.random.usize(..4)).map(|_| self.one_of(&pieces)).collect();
        format!("\"{text}\"")
    }

    fn text(&mut self, nesting: usize) -> bool {
        match self.random.u8(..if nesting < 3 { 9 } else { 3 }) {
            0..3 => {
                let text = self.quoted_plain();
                self.write(&text);
                true
            }
            3 => {
                self.write("\"a-${");
                let is_known = self.expression(Kind::Text, nesting + 1, false);
                self.write("}-${ 1 + 1 ~} b\"");
                is_known
            }
            4 => self.call_of("upper(", Kind::Text, ")", nesting),
            5 => self.call_of("join(\"-\", ", Kind::List, ")", nesting),
            6 => self.call_of("jsonencode(", Kind::Map, ")", nesting),
            7 => self.call_of("tostring(", Kind::Number, ")", nesting),
            _ => self.call_of("format(\"%s:%d\", ", Kind::Text, ", 7)", nesting),
        }
    }

    fn call_of(&mut self, before: &str, kind: Kind, after: &str, nesting: usize) -> bool {
        self.write(before);
        let is_known = self.expression(kind, nesting + 1, false);
        self.write(after);
        is_known
    }

    fn number(&mut self, nesting: usize) -> bool {
        match self.random.u8(..if nesting < 3 { 9 } else { 6 }) {
            0..3 => {
                let number = self.random.u16(..);
                self.write(&number.to_string());
            }
            3 => self.write("1.5e2"),
            4 => self.write("\"3000\""),
            5 => self.write("1524831183200260097"),
            6 => return self.call_of("1 + ", Kind::Number, "", nesting),
            7 => return self.call_of("-(", Kind::Number, ")", nesting),
            _ => return self.call_of("max(1, ", Kind::Number, ")", nesting),
        }
        true
    }

    fn truth(&mut self, nesting: usize) -> bool {
        match self.random.u8(..if nesting < 3 { 5 } else { 4 }) {
            0 => self.write("true"),
            1 => self.write("false"),
            2 => self.write("1 < 2"),
            3 => {
                self.write("var.given_bool");
                return false;
            }
            _ => return self.call_of("!(", Kind::Bool, ")", 3),
        }
        true
    }

    fn heredoc(&mut self) -> bool {
        let newline = self.newline;
        let is_flush = self.random.bool();
        let sign = if is_flush { "<<-EOT" } else { "<<EOT" };
        self.write(&format!("{sign}{newline}"));
        let mut is_known = true;
        for _ in 0..self.random.usize(..4) {
            let line = self.one_of(&[
                "    x",
                "      # no comment",
                "    }",
                "    $${a} \"quoted\" \\n",
                "",
                "    ${upper(\"d\")}",
            ]);
            self.write(&format!("{line}{newline}"));
        }
        if self.chance(20) {
            self.write(&format!("    ${{var.given_text}}{newline}"));
            is_known = false;
        }
        self.write(&format!("{}EOT{newline}", if is_flush { "    " } else { "" }));
        is_known
    }

    fn map(&mut self, nesting: usize, may_break: bool) -> bool {
        match self.random.u8(..10) {
            0 if nesting < 2 => {
                self.write("merge(");
                let first = self.expression(Kind::Map, nesting + 1, may_break);
                self.write(", ");
                let second = self.expression(Kind::Map, nesting + 1, may_break);
                self.write(")");
                first && second
            }
            1 if nesting < 2 => self.call_of("tomap(", Kind::Map, ")", nesting),
            2 if nesting < 2 => {
                self.write("{ for k, v in ");
                let is_known = self.expression(Kind::Map, nesting + 1, false);
                self.write(" : upper(k) => v... }");
                self.source.text.truncate(self.source.text.len() - "... }".len());
                self.write(" if k != \"B\" && k != upper(k) }");
                is_known
            }
            _ => self.object(nesting, may_break),
        }
    }

    fn object(&mut self, nesting: usize, may_break: bool) -> bool {
        let breaks = may_break && self.chance(70);
        let newline = self.newline;
        self.write("{");
        self.write(if breaks { newline } else { " " });
        self.depth += 1;
        let mut is_known = true;
        for index in 0..self.random.usize(..4) {
            if breaks {
                self.comments(0);
                self.indent();
            } else if index > 0 {
                self.write(", ");
            }
            self.element("an entry");
            is_known &= self.key();
            let sign = self.one_of(&[" = ", " : "]);
            self.write(sign);
            let kind = self.one_of(&[Kind::Text, Kind::Text, Kind::Number, Kind::Bool]);
            match breaks {
                true if kind == Kind::Text => is_known &= self.value(kind, true),
                true => {
                    is_known &= self.expression(kind, nesting + 1, false);
                    let comma = self.one_of(&["", ","]);
                    self.write(comma);
                    self.end_line();
                }
                false => is_known &= self.expression(kind, nesting + 1, false),
            }
        }
        self.depth -= 1;
        match breaks {
            true => self.indent(),
            false => self.write(" "),
        }
        self.write("}");
        is_known
    }

    fn key(&mut self) -> bool {
        if self.chance(6) {
            self.write("(var.given_text)");
            return false;
        }
        let key = self.one_of(&KEYS);
        self.write(key);
        true
    }

    fn list(&mut self, nesting: usize, may_break: bool) -> bool {
        match self.random.u8(..8) {
            0 if nesting < 2 => {
                self.write("concat(");
                let first = self.expression(Kind::List, nesting + 1, may_break);
                self.write(", ");
                let second = self.expression(Kind::List, nesting + 1, may_break);
                self.write(")");
                first && second
            }
            1 => {
                self.write("split(\",\", \"a,b\")");
                true
            }
            _ => {
                let breaks = may_break && self.chance(50);
                let newline = self.newline;
                self.write(if breaks { "[" } else { "[ " });
                if breaks {
                    self.write(newline);
                }
                self.depth += 1;
                let mut is_known = true;
                let count = self.random.usize(..4);
                for index in 0..count {
                    if breaks {
                        self.comments(0);
                        self.indent();
                    }
                    self.element("an element");
                    is_known &= self.expression(Kind::Text, nesting + 2, false);
                    if breaks || index + 1 < count {
                        self.write(", ");
                    }
                    if breaks {
                        self.end_line();
                    }
                }
                self.depth -= 1;
                if breaks {
                    self.indent();
                }
                self.write("]");
                is_known
            }
        }
    }

    fn set(&mut self, nesting: usize, may_break: bool) -> bool {
        if self.random.bool() {
            self.call_of("toset(", Kind::List, ")", nesting)
        } else {
            self.list(nesting, may_break)
        }
    }

    fn service(&mut self, may_break: bool) -> bool {
        let newline = self.newline;
        self.write("{");
        self.write(newline);
        self.depth += 1;
        let mut is_known = true;
        for (name, kind) in SERVICE {
            if self.chance(40) {
                continue;
            }
            self.comments(0);
            self.indent();
            self.element("an attribute of the service");
            self.write(&format!("{name} = "));
            is_known &= self.expression(kind, 1, may_break);
            self.end_line();
        }
        self.depth -= 1;
        self.indent();
        self.write("}");
        is_known
    }
}
