//! The command that was built without tables.

use std::process::{Command, Output};

fn bywhen(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bywhen")).args(arguments).output().expect("it runs")
}

#[test]
fn what_needs_tables_says_what_is_lacking_and_how_to_have_it() {
    const OXFORDSHIRE: &str = "oxfordshire-county-council@2010";
    for (command, arguments) in [
        ("assess", vec!["assess", OXFORDSHIRE, "cases.csv", "--dates", "uk"]),
        ("report", vec!["report", OXFORDSHIRE, "cases.csv"]),
        ("diff --cases", vec!["diff", OXFORDSHIRE, OXFORDSHIRE, "--cases", "cases.csv"]),
    ] {
        let output = bywhen(&arguments);
        assert_eq!(output.status.code(), Some(2), "{command}");
        assert!(output.stdout.is_empty(), "{command}");
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            format!(
                "bywhen: `bywhen {command}` reads tables of cases, and this bywhen was built without them: install it \
                 whole with `cargo install --path crates/bywhen-cli`\n"
            )
        );
    }
}

#[test]
fn the_help_is_whole_and_the_rest_works() {
    let help = String::from_utf8_lossy(&bywhen(&["--help"]).stdout).into_owned();
    for command in ["  assess ", "  report ", "  diff "] {
        assert!(help.contains(command), "{command}");
    }
    let same = bywhen(&["diff", "oxfordshire-county-council@2010", "oxfordshire-county-council@2010"]);
    assert!(String::from_utf8_lossy(&same.stdout).ends_with("They say the same.\n"));
}
