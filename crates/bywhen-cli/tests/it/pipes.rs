//! The command between other programs.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

const LONG: Duration = Duration::from_secs(60);

fn assess(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bywhen"));
    command.args(["assess", "oxfordshire-county-council", "--at", "2011-05-18T12:00"]).args(arguments);
    command
}

fn piped(arguments: &[&str]) -> Child {
    let mut command = assess(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command")
}

/// Its exit code and stderr; fails where it does not end.
fn ended(mut child: Child) -> (Option<i32>, String) {
    let mut stderr = child.stderr.take().expect("stderr");
    let (send, receive) = channel();
    let id = child.id();
    thread::spawn(move || {
        let mut text = String::new();
        stderr.read_to_string(&mut text).expect("UTF-8");
        let _ = send.send((child.wait().expect("an end").code(), text));
    });
    receive.recv_timeout(LONG).unwrap_or_else(|_| panic!("process {id} does not end"))
}

/// One line in, its answer out before the next is sent.
#[test]
fn a_line_is_answered_before_the_next_is_sent() {
    let mut child = piped(&["-", "--from", "jsonl"]);
    let mut stdin = child.stdin.take().expect("stdin");
    let stdout = BufReader::new(child.stdout.take().expect("stdout"));
    let (send, lines) = channel();
    thread::spawn(move || stdout.lines().for_each(|line| send.send(line.expect("a line")).expect("a reader")));
    let next = || lines.recv_timeout(LONG).expect("an answer before the next line is sent");
    for row in 1..=3 {
        writeln!(stdin, r#"{{"Case ID":{row},"channel":"fax","received":"2011-05-16"}}"#).expect("a line");
        // A letter or fax is acknowledged, answered, and held where the answer takes longer.
        for _ in 0..3 {
            let answer = next();
            assert!(answer.starts_with(&format!(r#"{{"case_id":"{row}","row":{row},"#)), "{answer}");
        }
    }
    writeln!(stdin, "broken").expect("a line");
    assert!(next().contains("Line 4 is not a JSON object"));
    drop(stdin);
    let (code, stderr) = ended(child);
    assert_eq!(code, Some(1));
    assert!(stderr.starts_with("4 rows: 3 assessed, 1 refused\nrefused: row 4: Line 4"), "{stderr}");
}

/// `| head` has seen enough: that is no fault, and no reason for a message.
#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    for to in ["csv", "jsonl", "parquet"] {
        let mut child = piped(&["-", "--from", "csv", "--to", to]);
        let mut stdin = child.stdin.take().expect("stdin");
        drop(child.stdout.take());
        let writer = thread::spawn(move || {
            // It may have gone before everything is written.
            let _ = stdin
                .write_all(format!("channel,received,responded\n{}", "letter,2011-05-16,\n".repeat(40_000)).as_bytes());
        });
        assert_eq!(ended(child), (Some(0), String::new()), "{to}");
        writer.join().expect("written");
    }
}

#[test]
fn a_file_that_is_read_is_not_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let cases = folder.path().join("cases.csv");
    fs::write(&cases, "channel,received\nletter,2011-05-16\n").expect("a file");
    let roundabout = folder.path().join("..").join(folder.path().file_name().expect("a name")).join("cases.csv");
    for output in [&cases, &roundabout] {
        let done = assess(&[]).arg(&cases).arg("-o").arg(output).output().expect("an end");
        assert_eq!(done.status.code(), Some(2));
        let stderr = String::from_utf8(done.stderr).expect("UTF-8");
        assert!(stderr.contains("is read: writing to it would lose what is in it"), "{stderr}");
    }
    assert_eq!(fs::read_to_string(&cases).expect("a file"), "channel,received\nletter,2011-05-16\n");
}

/// A file appears when it is whole, and what stood there stays where it cannot be.
#[test]
fn a_file_of_outcomes_is_whole_or_not_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let cases = folder.path().join("cases.csv");
    fs::write(&cases, "channel,received\nletter,2011-05-16\nleter,2011-05-16\n").expect("a file");
    let to = |name: &str, more: &[&str]| {
        let path = folder.path().join(name);
        let done = assess(more).arg(&cases).arg("-o").arg(&path).output().expect("an end");
        (done.status.code(), fs::read(path).ok())
    };
    for name in ["out.csv", "out.tsv", "out.jsonl", "out.parquet"] {
        let (code, whole) = to(name, &[]);
        let whole = whole.expect("a file");
        assert!(code == Some(1) && whole.len() > 200, "{name}");
        assert_eq!(to(name, &["--strict"]), (Some(1), Some(whole)), "what stood there stays");
    }
    assert_eq!(to("strict.csv", &["--strict"]), (Some(1), None));
    assert_eq!(to("missing/out.csv", &[]), (Some(2), None));
}

/// Where nothing can be written it is said, and no script takes it for an answer.
#[cfg(target_os = "linux")]
#[test]
fn an_output_that_takes_nothing_is_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        path.to_str().expect("UTF-8").to_owned()
    };
    let cases = file("cases.csv", "channel,received\nletter,2011-05-16\n");
    let nothing = file("nothing", "");
    let council = "oxfordshire-county-council";
    let due = ["--channel", "letter", "--received", "2011-05-16"];
    for arguments in [
        &["due", council, due[0], due[1], due[2], due[3]][..],
        &["due", council, due[0], due[1], due[2], due[3], "--format", "json"],
        &["table", council, "--channel", "letter", "--from", "2011-05-16", "--to", "2011-05-16"],
        &["calc", "5 working days after 16 May 2011"],
        &["show", council],
        &["assess", council, &cases],
        &["assess", council, &cases, "--to", "parquet"],
        &["report", council, &cases],
        &["charters"],
        &["completions", "bash"],
        &["man"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
        // A descriptor that is open, and only to be read from.
        let unwritable = fs::File::open(&nothing).expect("a file");
        for (stdout, why) in [(full, "No space left on device"), (unwritable, "Bad file descriptor")] {
            let done = Command::new(env!("CARGO_BIN_EXE_bywhen")).args(arguments).stdout(stdout).output();
            let done = done.expect("an end");
            let stderr = String::from_utf8(done.stderr).expect("UTF-8");
            assert_eq!(done.status.code(), Some(2), "{arguments:?}: {stderr}");
            assert!(stderr.to_lowercase().contains("the standard output cannot be written"), "{arguments:?}: {stderr}");
            assert!(stderr.contains(why), "{arguments:?}: {stderr}");
        }
    }
}
