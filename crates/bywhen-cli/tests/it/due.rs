//! Arguments of `bywhen due`.

use std::process::Command;

fn due(event: &str) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bywhen"));
    command.args(["due", "freedom-of-information", "--received", "2026-03-10", "--at", "2026-04-21"]);
    let output = command.args(["--format", "json", "--event", event]).output().expect("the command");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// A date is the whole of its day; a time is that time, in the charter's zone or with its offset.
#[test]
fn the_time_that_a_notice_gives_counts() {
    for (until, due_at) in [
        ("2026-05-08", "2026-05-08T23:59:59+01:00"),
        ("2026-05-08T14:30", "2026-05-08T14:30:00+01:00"),
        ("2026-05-08T13:30Z", "2026-05-08T14:30:00+01:00"),
    ] {
        let (code, stdout, stderr) = due(&format!("extended=2026-04-01,until={until}"));
        assert_eq!(code, Some(0), "{stderr}");
        assert!(stdout.contains(&format!(r#""due_at":"{due_at}""#)), "{until}: {stdout}");
    }
    let (code, _, stderr) = due("extended=2026-04-01,until=soon");
    assert_eq!(code, Some(2));
    assert!(stderr.contains("`soon` is not a date or time: write 2026-04-01,"), "{stderr}");
}
