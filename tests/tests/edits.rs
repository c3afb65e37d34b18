//! Edits one after another come to what each deployment comes to by itself.

use openmercato_ecs_core::{Evaluation, Module};
use openmercato_ecs_tests::conformity::{Generator, seed};

/// Deployments that random edits begin with.
const DEPLOYMENTS: usize = 8;
/// How often each is edited.
const EDITS: usize = 12;

#[test]
fn an_edit_comes_to_what_its_inputs_come_to() {
    let (seed, module) = (seed(), Module::embedded());
    let mut generator = Generator::new(seed);
    for deployment in 0..DEPLOYMENTS {
        let mut edited = Evaluation::of(module, &generator.inputs());
        for edit in 0..EDITS {
            // One deployment has planned all before an edit, another one has not.
            if edit % 3 > 0 {
                edited.resource_values();
            }
            let inputs = generator.changed_inputs(&edited.inputs, 2);
            edited = edited.edited(&inputs);
            let whole = Evaluation::of(module, &inputs);
            let at = format!("CONFORM_SEED={seed}, deployment {deployment}, edit {edit}: {:?}", inputs.to_json());
            assert_eq!(edited.diagnostics, whole.diagnostics, "{at}");
            assert_eq!(edited.plan, whole.plan, "{at}");
            assert!(edited.in_effect() == whole.in_effect(), "the values in effect, {at}");
            let different = edited.resource_values().iter().zip(whole.resource_values()).find(|(a, b)| a != b);
            assert!(different.is_none(), "{}, {at}", different.map(|(a, _)| a.address.to_string()).unwrap_or_default());
            assert_eq!(edited.resource_values().len(), whole.resource_values().len(), "{at}");
        }
    }
}
