//! Compiled charters: written, asked, and refused where a text is wanted.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn bywhen(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bywhen")).args(arguments).current_dir(folder).output().expect("the command")
}

fn output_parts(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

const CASE: [&str; 6] = ["--channel", "letter", "--received", "2011-04-20T10:15", "--at", "2011-04-21T09:00"];

#[test]
fn a_compiled_charter_answers_as_the_charter_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let (code, stdout, stderr) =
        output_parts(&bywhen(folder, &["compile", "oxfordshire-county-council", "-o", "o.bywhen"]));
    let size = fs::metadata(folder.join("o.bywhen")).expect("a file").len();
    assert_eq!((code, stdout.as_str()), (Some(0), ""));
    assert_eq!(
        stderr,
        format!(
            "wrote oxfordshire-county-council version 2010, the newest: for another give oxfordshire-county-council@2004 \
             ({size} bytes to o.bywhen)\n"
        )
    );
    for format in ["text", "json"] {
        for command in ["due", "explain"] {
            let answer_of = |charter: &str| {
                output_parts(&bywhen(folder, &[&[command, charter, "--format", format], CASE.as_slice()].concat()))
            };
            let answer = answer_of("o.bywhen");
            assert!(answer.1.contains("2011"), "{answer:?}");
            assert_eq!(answer, answer_of("oxfordshire-county-council"));
        }
    }
    let piped = bywhen(folder, &["compile", "oxfordshire-county-council@2010", "-o", "-"]);
    assert!(piped.stdout == fs::read(folder.join("o.bywhen")).expect("a file"));
}

/// The bank holidays are those of the file, unless newer ones are given.
#[test]
fn newer_bank_holidays_go_into_the_file_or_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let feed = r#"{"england-and-wales": {"division": "england-and-wales", "events": [
        {"title": "New Year", "date": "2029-01-01", "notes": ""}, {"title": "A new one", "date": "2029-03-06", "notes": ""},
        {"title": "Christmas Day", "date": "2029-12-25", "notes": ""}]}}"#;
    fs::write(folder.join("feed.json"), feed).expect("a file");
    let compile = |more: &[&str]| {
        let arguments = [["compile", "freedom-of-information", "-o", "f.bywhen"].as_slice(), more].concat();
        assert_eq!(output_parts(&bywhen(folder, &arguments)).0, Some(0));
    };
    let holiday_is_named = |more: &[&str]| {
        let case = ["explain", "f.bywhen", "--received", "2029-03-05", "--at", "2029-03-05"];
        let (code, stdout, stderr) = output_parts(&bywhen(folder, &[case.as_slice(), more].concat()));
        assert_eq!(code, Some(0), "{stderr}");
        stdout.contains("A new one")
    };
    let newer = ["--bank-holidays", "feed.json"];
    compile(&[]);
    assert!(!holiday_is_named(&[]));
    assert!(holiday_is_named(&newer));
    compile(&newer);
    assert!(holiday_is_named(&[]));
}

#[test]
fn what_cannot_be_used_is_refused_in_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    assert_eq!(output_parts(&bywhen(folder, &["compile", "awaabs-law", "-o", "a.bywhen"])).0, Some(0));
    let (code, _, stderr) = output_parts(&bywhen(folder, &["show", "a.bywhen"]));
    assert_eq!(code, Some(2));
    assert!(stderr.contains("a.bywhen is a compiled charter, which `due` and `explain` take"), "{stderr}");

    let mut bytes = fs::read(folder.join("a.bywhen")).expect("a file");
    bytes.truncate(1_000);
    fs::write(folder.join("a.bywhen"), bytes).expect("a file");
    let (code, _, stderr) = output_parts(&bywhen(folder, &["due", "a.bywhen", "--received", "2026-01-05"]));
    assert_eq!(code, Some(2));
    assert!(stderr.starts_with("bywhen: a.bywhen: the compiled charter is 1000 bytes long where it says "), "{stderr}");
}
