//! The page of a charter, and whatever else is made of one, written to a file.

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

/// What is there may be the only copy of what somebody wrote.
#[test]
fn what_is_made_of_a_charter_is_never_written_over_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = include_str!("../cmd/show.in/2026.charter");
    for name in ["2026.charter", "standards.txt"] {
        let file = folder.path().join(name);
        fs::write(&file, text).expect("a charter");
        let days = ["--from", "2026-04-01", "--to", "2026-04-01", "--channel", "letter"];
        for (command, rest) in [("show", &[][..]), ("compile", &[][..]), ("table", &days[..])] {
            let mut bywhen = Command::new(env!("CARGO_BIN_EXE_bywhen"));
            bywhen.current_dir(&folder).args([command, name]).args(rest).arg("-o").arg(&file);
            let output = bywhen.output().expect("the command");
            let expected =
                format!("bywhen: {} is a charter, and is left as it is: give another file with -o\n", file.display());
            assert_eq!(String::from_utf8_lossy(&output.stderr), expected, "{command}");
            assert_eq!(output.status.code(), Some(2), "{command}");
            assert_eq!(fs::read_to_string(&file).expect("the charter"), text, "{command}");
        }
    }
}
