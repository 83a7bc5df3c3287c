//! The page of a charter, written to a file.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::process::Command;

#[test]
fn of_several_versions_the_newest_is_shown_and_the_others_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("standards.html");
    let mut command = Command::new(env!("CARGO_BIN_EXE_bywhen"));
    command.args(["show", "oxfordshire-county-council", "--format", "html", "-o"]).arg(&file);
    let output = command.output().expect("the command");
    assert!(output.status.success());
    assert_eq!(output.stdout, b"");
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "oxfordshire-county-council version 2010, the newest: for another give oxfordshire-county-council@2004\n"
    );
    let page = fs::read_to_string(file).expect("a page");
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    assert!(page.contains("We will acknowledge in writing within 5 working days of receipt."));
}
