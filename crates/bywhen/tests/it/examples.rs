//! The charters of the worked examples in the documentation: sound, and true to their own examples.

use std::fs;
use std::path::Path;

use bywhen::{CompileOptions, Plan, parse};

#[test]
fn every_charter_of_the_documentation_is_sound_and_its_examples_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/examples");
    let mut charters = 0;
    for file in fs::read_dir(folder).expect("the folder").flatten() {
        let name = file.file_name();
        let text = fs::read_to_string(file.path()).expect("a charter");
        let parsed = parse(&text);
        assert!(parsed.diagnostics.is_empty(), "{name:?}: {:#?}", parsed.diagnostics);
        let charter = parsed.charter.expect("a charter without errors");
        let plan = Plan::compile(charter, &CompileOptions::default()).expect("a plan");
        let proofs = plan.run_examples();
        assert!(!proofs.is_empty(), "{name:?} has no example");
        for example_result in proofs {
            assert!(
                example_result.assertions > 0 && example_result.failures.is_empty(),
                "{name:?}: {example_result:#?}"
            );
        }
        charters += 1;
    }
    assert!(charters >= 2, "{charters} charters");
}
