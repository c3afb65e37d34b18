//! The module as it was read, in bytes: for the page's build.

use super::{Mode, Module, Section, Variable};
use crate::Inputs;
use crate::names::local;
use std::sync::Arc;
use terraform_language::body::Body;
use terraform_language::configuration::Configuration;
use terraform_language::functions;
use terraform_language::packed::{Packed, Packer, Unpacker};

impl Module {
    /// The module in bytes, for [`Module::unpack`] of the same build: without the locals and arguments that no rule, no
    /// output and no name in [`local`] comes to, and with the inputs that a page opens with.
    pub fn pack(&self, opening: &Inputs) -> Vec<u8> {
        self.packer(opening).finish()
    }

    /// What the module's resources say in bytes, for [`Module::unpack_resources`] of the same build.
    pub fn pack_resources(&self) -> Vec<u8> {
        self.resources_packer().finish()
    }

    fn resources_packer(&self) -> Packer {
        let mut packer = Packer::default();
        let resources = self.configuration.clone().resources_alone();
        resources.pack(&mut packer);
        resources.resources.iter().for_each(|block| block.body.pack(&mut packer));
        packer
    }

    /// The resources of these bytes; `None` where [`Module::pack_resources`] of this build did not make them.
    pub fn unpack_resources(bytes: &[u8]) -> Option<Configuration> {
        let mut unpacker = Unpacker::of(bytes)?.with_later_functions();
        let mut configuration = Configuration::unpack(&mut unpacker)?;
        for block in &mut configuration.resources {
            block.body = Body::unpack(&mut unpacker)?;
        }
        unpacker.is_empty().then_some(configuration)
    }

    fn packer(&self, opening: &Inputs) -> Packer {
        let mut packer = Packer::default();
        self.configuration.clone().without_unread(Self::read_locals()).pack(&mut packer);
        self.contract.pack(&mut packer);
        let shapes = self.variables.iter().map(|v| (v.choices.clone(), v.modes.clone()));
        shapes.collect::<Vec<_>>().pack(&mut packer);
        self.sections.pack(&mut packer);
        self.failing.pack(&mut packer);
        self.tuning.pack(&mut packer);
        let opening = opening.iter().map(|(name, value)| (name.to_owned(), value.clone()));
        opening.collect::<Vec<_>>().pack(&mut packer);
        packer
    }

    fn read_locals() -> impl Iterator<Item = Arc<str>> {
        local::ALL.iter().map(|local| local.name())
    }

    /// The functions that the module calls, a line each: those that a build with the packed module keeps. The second
    /// list has those that its resources alone call.
    pub fn functions(&self) -> [String; 2] {
        let [module, resources] = [self.packer(&self.opening), self.resources_packer()];
        let calls = |packer: &Packer, name: &str| packer.texts().iter().any(|text| **text == *name);
        let listed = |is_listed: &dyn Fn(&str) -> bool| {
            functions::names().filter(|name| is_listed(name)).map(|name| format!("{name}\n")).collect()
        };
        [listed(&|name| calls(&module, name)), listed(&|name| !calls(&module, name) && calls(&resources, name))]
    }

    /// The module of these bytes; `None` where [`Module::pack`] of this build did not make them.
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        let mut unpacker = Unpacker::of(bytes)?;
        let configuration = Configuration::unpack(&mut unpacker)?;
        let contract = Configuration::unpack(&mut unpacker)?;
        let shapes = Vec::unpack(&mut unpacker)?;
        let variables = configuration.variables.iter().zip(shapes);
        let variables = variables.map(|(declared, (choices, modes))| Variable::of(declared, choices, modes)).collect();
        let sections = Vec::unpack(&mut unpacker)?;
        let failing = Vec::unpack(&mut unpacker)?;
        let tuning = Vec::unpack(&mut unpacker)?;
        let opening = Vec::unpack(&mut unpacker)?.into_iter().collect();
        unpacker.is_empty().then_some(Self {
            configuration,
            contract,
            sections,
            variables,
            failing,
            tuning,
            opening,
            #[cfg(feature = "packed")]
            is_packed: true,
        })
    }
}

impl Packed for Section {
    fn pack(&self, packer: &mut Packer) {
        self.title.pack(packer);
        self.question.pack(packer);
        self.variables.pack(packer);
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        Some(Self {
            title: Packed::unpack(unpacker)?,
            question: Packed::unpack(unpacker)?,
            variables: Packed::unpack(unpacker)?,
        })
    }
}

impl Packed for Mode {
    fn pack(&self, packer: &mut Packer) {
        self.selector.pack(packer);
        self.value.pack(packer);
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        Some(Self { selector: Packed::unpack(unpacker)?, value: Packed::unpack(unpacker)? })
    }
}

#[cfg(test)]
mod tests {
    use super::Module;
    use crate::{Inputs, preset};

    #[test]
    fn what_is_unpacked_is_what_was_read_but_for_what_nobody_reads() {
        let (read, opening) = (Module::embedded(), preset::opening(Module::embedded()));
        let unpacked = Module::unpack(&read.pack(opening)).expect("packed by this build");
        let configuration = read.configuration.clone().without_unread(Module::read_locals());
        assert_eq!(format!("{:?}", unpacked.configuration), format!("{configuration:?}"));
        assert_eq!(format!("{:?}", unpacked.contract), format!("{:?}", read.contract));
        assert_eq!(unpacked.opening(), opening);
        assert_eq!(unpacked.tuning, read.tuning);
        assert_eq!(format!("{:?}", unpacked.variables), format!("{:?}", read.variables));
        let has = |name: &str| configuration.locals.contains_key(name);
        assert!(has("effective") && has("containers") && has("run_task"));
        assert!(!has("execution_statements") && !has("container_definitions"), "nothing reads what they are worth");
    }

    #[test]
    fn resources_are_unpacked_with_all_that_they_say() {
        let read = Module::embedded();
        let unpacked = Module::unpack_resources(&read.pack_resources()).expect("packed by this build");
        assert_eq!(format!("{:?}", unpacked.resources), format!("{:?}", read.configuration.resources));
        assert!(unpacked.locals.contains_key("container_definitions"));
        assert!(unpacked.variables.is_empty() && unpacked.outputs.is_empty());
    }

    #[test]
    fn functions_are_those_that_the_module_calls() {
        let [functions, later] = Module::embedded().functions();
        let calls = |name| functions.lines().any(|line| line == name);
        assert!(later.lines().any(|line| line == "sha1") && !calls("sha1"), "a resource alone calls it");
        for name in ["can", "try", "cidrsubnet", "jsonencode", "regex", "lower"] {
            assert!(calls(name), "{name}");
        }
        for name in ["upper", "title", "md5", "csvdecode", "log"] {
            assert!(!calls(name), "{name}");
        }
    }

    #[test]
    fn what_is_cut_off_is_no_module() {
        let packed = Module::embedded().pack(&Inputs::new());
        assert!(Module::unpack(&packed[..packed.len() - 1]).is_none());
        assert!(Module::unpack(b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff").is_none());
    }
}
