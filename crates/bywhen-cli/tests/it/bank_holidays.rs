//! Bank holidays from files: every command that counts takes them alike.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// The list has a bank holiday of its own on Friday 8 June 2029.
const LIST: &str = include_str!("../cmd/bank-holidays.in/england-and-wales.ics");
const CHARTER: &str = r#"charter "Letters"
  id letters
  version 1
  in force from 1 January 2029
calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
standard "Letters"
  applies to letter
  we will respond within 1 working day of receipt
"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("england-and-wales.ics", LIST),
        ("list.ics", LIST),
        ("letters.charter", CHARTER),
        ("cases.csv", "channel,received,responded\nletter,2029-06-07,2029-06-11\n"),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn bywhen(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bywhen"));
    let output = command.current_dir(folder).args(arguments).stdin(Stdio::null()).output().expect("the command");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// Each command, and what its answer has where 8 June is a bank holiday and nowhere else.
fn commands() -> Vec<(Vec<&'static str>, &'static str)> {
    let contact = ["letters.charter", "--channel", "letter"];
    let case = ["--received", "2029-06-07", "--at", "2029-06-07"];
    let mut commands = vec![
        ([&["due"][..], &contact, &case].concat(), "Monday 11 June 2029"),
        ([&["explain"][..], &contact, &case].concat(), "Bank holiday for the test of this page"),
        (vec!["calc", "1 working day after 2029-06-07"], "Monday 11 June 2029"),
        (vec!["calendars", "--year", "2029"], "Bank holiday for the test of this page"),
        ([&["table"][..], &contact, &["--from", "2029-06-07", "--to", "2029-06-07"]].concat(), "2029-06-11"),
        (vec!["show", "letters.charter", "--format", "markdown"], ""),
        (vec!["compile", "letters.charter", "-o", "-"], "Bank holiday for the test of this page"),
    ];
    if cfg!(feature = "tables") {
        let at = ["letters.charter", "cases.csv", "--at", "2029-06-12"];
        commands.push(([&["assess"][..], &at].concat(), "2029-06-11"));
        commands.push(([&["report"][..], &at].concat(), "1 of 1 in time"));
        let of_cases = ["--cases", "cases.csv", "--at", "2029-06-12", "--format", "json"];
        commands.push(([&["diff", "letters.charter", "letters.charter"][..], &of_cases].concat(), "\"met\":1"));
    }
    commands
}

#[test]
fn every_command_takes_a_list_alike() {
    let folder = folder();
    for (command, expected) in commands() {
        let told = |files: &[&str]| {
            let (code, stdout, stderr) = bywhen(folder.path(), &[&command, files].concat());
            assert_eq!(code, Some(0), "{command:?}: {stderr}");
            stdout
        };
        for file in ["england-and-wales.ics", "england-and-wales=list.ics"] {
            let stdout = told(&["--bank-holidays", file]);
            assert!(stdout.contains(expected), "{command:?}: {stdout}");
        }
        assert!(expected.is_empty() || !told(&[]).contains(expected), "{command:?}");
        // Those of another division change nothing here, but for what shows them.
        let of_another = told(&["--bank-holidays", "scotland=list.ics"]);
        assert!(command[0] == "calendars" || expected.is_empty() || !of_another.contains(expected), "{command:?}");
    }
}

#[test]
fn every_command_refuses_one_alike() {
    let folder = folder();
    for (command, _) in commands() {
        let (code, stdout, stderr) = bywhen(folder.path(), &[&command[..], &["--bank-holidays", "list.ics"]].concat());
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{command:?}");
        assert_eq!(
            stderr,
            "bywhen: list.ics: an iCalendar file does not say whose bank holidays it lists: write --bank-holidays \
             england-and-wales=list.ics, scotland=list.ics or northern-ireland=list.ics\n",
            "{command:?}"
        );
    }
}

/// A name with an equals sign is a name, unless a division stands before it.
#[test]
fn a_file_may_have_an_equals_sign_in_its_name() {
    let folder = folder();
    fs::create_dir(folder.path().join("year=2029")).expect("a folder");
    fs::copy(folder.path().join("list.ics"), folder.path().join("year=2029/england-and-wales.ics")).expect("a copy");
    for file in ["year=2029/england-and-wales.ics", "england-and-wales=year=2029/england-and-wales.ics"] {
        let (_, stdout, stderr) =
            bywhen(folder.path(), &["calc", "1 working day after 2029-06-07", "--bank-holidays", file]);
        assert_eq!((stdout.as_str(), stderr.as_str()), ("Monday 11 June 2029\n", ""));
    }
}

/// A compiled charter keeps its own bank holidays, unless others are given.
#[test]
fn a_list_goes_into_a_compiled_charter_or_beside_it() {
    let folder = folder();
    let list = ["--bank-holidays", "england-and-wales.ics"];
    let due = |more: &[&str]| {
        let case = ["due", "letters.bywhen", "--channel", "letter", "--received", "2029-06-07", "--at", "2029-06-07"];
        bywhen(folder.path(), &[&case[..], more].concat()).1.contains("Monday 11 June 2029")
    };
    let compile = ["compile", "letters.charter", "-o", "letters.bywhen"];
    assert_eq!(bywhen(folder.path(), &compile).0, Some(0));
    assert!(!due(&[]) && due(&list));
    assert_eq!(bywhen(folder.path(), &[&compile[..], &list].concat()).0, Some(0));
    assert!(due(&[]) && due(&list));
}
