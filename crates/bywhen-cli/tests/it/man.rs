//! A manual page for each command.

use std::collections::BTreeSet;
use std::process::Command;

#[test]
fn each_command_has_a_page_which_shows_how_it_is_used() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("share/man1");
    let run = |arguments: &[&str]| Command::new(env!("CARGO_BIN_EXE_bywhen")).args(arguments).output().expect("run");
    let wrote = run(&["man", "-o", pages.to_str().expect("a name")]);
    assert!(wrote.status.success() && wrote.stdout.is_empty(), "{wrote:?}");

    let help = String::from_utf8(run(&["--help"]).stdout).expect("text");
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands = listed.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    let mut expected: BTreeSet<String> = commands.map(|name| format!("bywhen-{name}.1")).collect();
    assert!(expected.contains("bywhen-due.1"), "{help}");
    expected.insert("bywhen.1".to_owned());
    let found = std::fs::read_dir(&pages).expect("pages").flatten();
    let found: BTreeSet<String> = found.map(|page| page.file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(found, expected);
    assert_eq!(String::from_utf8_lossy(&wrote.stderr), format!("wrote {} pages to {}\n", found.len(), pages.display()));

    let page = std::fs::read_to_string(pages.join("bywhen-coverage.1")).expect("a page");
    assert!(page.contains(r"bywhen coverage oxfordshire\-county\-council@2010"), "{page}");
    let whole = std::fs::read_to_string(pages.join("bywhen.1")).expect("a page");
    assert_eq!(String::from_utf8_lossy(&run(&["man"]).stdout), whole);
}
