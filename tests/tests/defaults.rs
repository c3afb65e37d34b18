//! The module's defaults, as links of its present version rely on them.

use openmercato_ecs_core::Module;
use openmercato_ecs_tests::defaults;

#[test]
fn the_file_of_the_present_version_holds_the_modules_defaults() {
    let written = std::fs::read_to_string(defaults::file()).unwrap_or_default();
    let present = defaults::text(Module::embedded()).expect("locals.tf has the effective defaults");
    assert!(
        written == present,
        "{} is not what the module says. Is the module's version still to be released, write the file anew: \
         cargo xtask generate module-defaults. Else raise the version first.\n{present}",
        defaults::file().display()
    );
}
