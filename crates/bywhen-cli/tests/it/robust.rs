//! The command on a bad day: links, endless files, text that commands a terminal, and a signal in the middle of the work.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const CHARTER: &str = include_str!("../cmd/show.in/2026.charter");
const HOLIDAYS: &str = include_str!("../../../bywhen-calendar/data/uk-bank-holidays.json");
const LIST: &str = include_str!("../cmd/bank-holidays.in/england-and-wales.ics");
const CASES: &str = "channel,received\nletter,2011-05-16\n";

fn bywhen(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bywhen"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).output().expect("an end")
}

fn output_parts(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8(output.stderr.clone()).expect("UTF-8"))
}

fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

const ASSESS: [&str; 4] = ["assess", "oxfordshire-county-council", "--at", "2011-05-18T12:00"];

/// By whichever name: what is read is not written to.
#[test]
fn a_hard_link_to_what_is_read_is_not_written_to() {
    let folder = folder_with(&[
        ("cases.csv", CASES),
        ("2026.charter", CHARTER),
        ("holidays.json", HOLIDAYS),
        ("list.ics", LIST),
    ]);
    let path = folder.path();
    for name in ["cases.csv", "2026.charter", "holidays.json", "list.ics"] {
        fs::hard_link(path.join(name), path.join(format!("other-{name}.out"))).expect("a link");
    }
    let html = "other-cases.csv.out";
    let report = [&["report"], &ASSESS[1..], &["cases.csv", "--html", html]].concat();
    let assess = [&ASSESS[..], &["cases.csv", "--to", "csv", "-o", html]].concat();
    let by_charter = ["assess", "2026.charter", "cases.csv", "--to", "csv", "-o", "other-2026.charter.out"];
    let holidays = ["--bank-holidays", "holidays.json", "-o", "other-holidays.json.out"];
    let show = [&["show", "2026.charter"], &holidays[..]].concat();
    let compile = [&["compile", "2026.charter"], &holidays[..]].concat();
    let of_scotland = ["--bank-holidays", "scotland=list.ics", "-o", "other-list.ics.out"];
    let list = [&["compile", "2026.charter"], &of_scotland[..]].concat();
    let with_holidays = [&ASSESS[..], &["cases.csv", "--to", "csv"], &holidays[..]].concat();
    for arguments in [report.as_slice(), &assess, &by_charter, &show, &compile, &list, &with_holidays] {
        let (code, stderr) = output_parts(&bywhen(path, arguments));
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(stderr.contains(" is read: writing to it would lose what is in it"), "{stderr}");
    }
    for arguments in [["show", "2026.charter", "-o"], ["compile", "2026.charter", "-o"]] {
        let (code, stderr) = output_parts(&bywhen(path, &[&arguments[..], &["other-2026.charter.out"]].concat()));
        assert_eq!(code, Some(2));
        assert!(stderr.contains("is a charter, and is left as it is"), "{stderr}");
    }
    assert_eq!(fs::read_to_string(path.join("cases.csv")).expect("a file"), CASES);
    assert_eq!(fs::read_to_string(path.join("2026.charter")).expect("a file"), CHARTER);
    assert_eq!(fs::read_to_string(path.join("holidays.json")).expect("a file"), HOLIDAYS);
    assert_eq!(fs::read_to_string(path.join("list.ics")).expect("a file"), LIST);
}

/// A link stays one and what it leads to is replaced, in one step and with the permissions that it had.
#[test]
fn a_link_is_followed_and_permissions_stay() {
    let folder = folder_with(&[
        ("real.charter", &CHARTER.replace("we will acknowledge", "we  will  acknowledge")),
        ("page.html", "old"),
    ]);
    let path = folder.path();
    let mode = |name: &str| fs::metadata(path.join(name)).expect("a file").permissions().mode() & 0o777;
    for (file, link) in [("real.charter", "link.charter"), ("page.html", "link.html"), ("none.html", "dangling.html")] {
        symlink(file, path.join(link)).expect("a link");
    }
    for file in ["real.charter", "page.html"] {
        fs::set_permissions(path.join(file), fs::Permissions::from_mode(0o640)).expect("permissions");
    }
    assert_eq!(output_parts(&bywhen(path, &["fmt", "link.charter"])).0, Some(0));
    for link in ["link.html", "dangling.html"] {
        let (code, stderr) = output_parts(&bywhen(path, &["show", "real.charter", "--format", "html", "-o", link]));
        assert_eq!((code, stderr.as_str()), (Some(0), ""));
        assert!(fs::symlink_metadata(path.join(link)).expect("a link").is_symlink(), "{link}");
    }
    assert_eq!((mode("real.charter"), mode("page.html")), (0o640, 0o640));
    assert!(fs::symlink_metadata(path.join("link.charter")).expect("a link").is_symlink());
    for page in ["page.html", "none.html"] {
        assert!(fs::read_to_string(path.join(page)).expect("a page").starts_with("<!doctype html>"), "{page}");
    }
    assert_eq!(fs::read_dir(path).expect("a folder").count(), 6, "nothing else is there");
    let loops = ("loop", "pool");
    symlink(loops.0, path.join(loops.1)).expect("a link");
    symlink(loops.1, path.join(loops.0)).expect("a link");
    let (code, stderr) = output_parts(&bywhen(path, &["show", "real.charter", "-o", "loop"]));
    assert_eq!((code, stderr.as_str()), (Some(2), "bywhen: loop: its links lead to one another and to no file\n"));
}

/// Each once, however many names lead to it.
#[test]
fn a_folder_that_links_to_itself_has_an_end() {
    let folder = folder_with(&[("2026.charter", CHARTER)]);
    let path = folder.path();
    for link in ["again", "and-again"] {
        symlink(".", path.join(link)).expect("a link");
    }
    symlink("2026.charter", path.join("same.charter")).expect("a link");
    for paths in [vec!["."], vec![".", "2026.charter", "."], vec!["2026.charter", "."]] {
        let (code, stderr) = output_parts(&bywhen(path, &[&["check"], paths.as_slice()].concat()));
        assert_eq!(code, Some(0), "{stderr}");
        assert!(stderr.contains("1 charter checked"), "{stderr}");
    }
    let empty = folder_with(&[]);
    symlink(".", empty.path().join("again")).expect("a link");
    let (code, stderr) = output_parts(&bywhen(empty.path(), &["check", "."]));
    assert_eq!((code, stderr.as_str()), (Some(2), "bywhen: . holds no file that ends in .charter\n"));
}

#[test]
fn what_never_ends_is_answered_at_once() {
    let folder = folder_with(&[("cases.csv", CASES), ("2026.charter", CHARTER)]);
    let due = ["due", "2026.charter", "--channel", "letter", "--received", "2026-05-05"];
    for arguments in [
        &["check", "/dev/zero"][..],
        &["test", "/dev/zero"],
        &["fmt", "/dev/zero"],
        &["show", "/dev/zero"],
        &["compile", "/dev/zero", "-o", "-"],
        &["due", "/dev/zero", "--received", "2026-05-05"],
        &[&due[..], &["--bank-holidays", "/dev/zero"]].concat(),
        &["coverage", "2026.charter", "--clauses", "/dev/zero"],
        &["assess", "/dev/zero", "cases.csv"],
        &["assess", "2026.charter", "/dev/zero", "--from", "csv"],
        &["assess", "2026.charter", "/dev/zero", "--from", "parquet"],
        &["assess", "2026.charter", "cases.csv", "--events", "/dev/zero"],
    ] {
        let (code, stderr) = output_parts(&bywhen(folder.path(), arguments));
        assert!(matches!(code, Some(1 | 2)) && !stderr.is_empty(), "{arguments:?}: {code:?} {stderr}");
    }
    let stderr = output_parts(&bywhen(folder.path(), &["due", "/dev/zero", "--received", "2026-05-05"])).1;
    assert!(stderr.contains("The file is larger than 1048576 bytes, and no charter is."), "{stderr}");
    let stderr = output_parts(&bywhen(folder.path(), &[&due[..], &["--bank-holidays", "/dev/zero"]].concat())).1;
    assert_eq!(stderr, "bywhen: /dev/zero is larger than 16777216 bytes, and no file of bank holidays is\n");
}

/// Text that is not ours reaches the terminal as text, on every way there.
#[test]
fn nothing_that_commands_a_terminal_reaches_it() {
    let evil = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{200b}";
    let rows =
        format!("channel,received,case_id\n{evil},2011-05-16,{evil}\nletter,2011-05-16,{evil}\nletter,2011-05-16,7\n");
    let name = format!("{evil}.charter");
    let broken = CHARTER.replace("version 2026", &format!("version 2026 \"{evil}\"\n  nonsense {evil}"));
    let folder = folder_with(&[("cases.csv", &rows), (&name, &broken), ("2026.charter", CHARTER)]);
    let path = folder.path();
    let heading = format!("received,channel,{evil}\n2011-05-16,letter,1\n");
    fs::write(path.join("heading.csv"), heading).expect("a file");
    for arguments in [
        [&ASSESS[..], &["cases.csv", "-o", "out.csv"]].concat(),
        [&ASSESS[..], &["heading.csv", "-o", "out.csv"]].concat(),
        [&["report"], &ASSESS[1..], &["cases.csv"]].concat(),
        vec!["due", "oxfordshire-county-council", "--channel", evil, "--received", "2011-05-16"],
        vec!["due", "oxfordshire-county-council", "--event", evil, "--received", "2011-05-16"],
        vec!["due", evil, "--received", "2011-05-16"],
        vec!["check", &name],
        vec!["fmt", "--check", &name],
        vec!["show", "2026.charter", "-o", &format!("{evil}/page")],
        vec!["explain-code", evil],
        vec![evil],
    ] {
        let output = bywhen(path, &arguments);
        for written in [&output.stdout, &output.stderr] {
            let written = String::from_utf8_lossy(written);
            let reaches = written.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\u{200b}']);
            assert!(!reaches, "{arguments:?}: {written:?}");
        }
        assert!(!output.stderr.is_empty() || !output.stdout.is_empty(), "{arguments:?}");
    }
    // Data stays as it is.
    let output = bywhen(path, &[&ASSESS[..], &["cases.csv"]].concat());
    assert!(String::from_utf8_lossy(&output.stdout).contains(evil));
    let out = fs::read_to_string(path.join("out.csv")).expect("outcomes");
    assert!(!out.is_empty());
}

#[test]
fn twenty_thousand_columns_are_not_all_named() {
    let many: String = (0..20_000).map(|n| format!(",column {n}")).collect();
    let folder =
        folder_with(&[("cases.csv", &format!("channel,received{many}\nletter,2011-05-16{}\n", ",".repeat(20_000)))]);
    let (code, stderr) = output_parts(&bywhen(folder.path(), &[&ASSESS[..], &["cases.csv"]].concat()));
    assert_eq!(code, Some(0));
    assert!(stderr.contains("`column 49` and 19,950 more\n"), "{stderr}");
    let (_, stderr) =
        output_parts(&bywhen(folder.path(), &[&ASSESS[..], &["cases.csv", "--map", "x=channel"]].concat()));
    assert!(stderr.len() < 2_000 && stderr.contains(" more"), "{stderr}");
}

/// A heading of several lines forges none of ours.
#[test]
fn messages_about_a_heading_stay_in_one_line() {
    let folder = folder_with(&[("cases.csv", "channel,received,\"a\nrefused: row 1\"\nletter,2011-05-16,x\n")]);
    let (code, stderr) = output_parts(&bywhen(folder.path(), &[&ASSESS[..], &["cases.csv"]].concat()));
    assert_eq!(code, Some(0));
    assert!(stderr.contains("a\\nrefused: row 1"), "{stderr}");
    assert!(!stderr.lines().any(|line| line.starts_with("refused: row 1")), "{stderr}");
}

/// Neither a full disk nor a missing folder is told with the name of a file that nobody knows.
#[test]
fn errors_name_the_file_that_was_meant() {
    let folder = folder_with(&[("cases.csv", CASES)]);
    fs::create_dir(folder.path().join("shut")).expect("a folder");
    fs::set_permissions(folder.path().join("shut"), fs::Permissions::from_mode(0o555)).expect("permissions");
    for output in ["shut/out.csv", "missing/out.csv", "/proc/out.csv", "/dev/full"] {
        let (_, stderr) =
            output_parts(&bywhen(folder.path(), &[&ASSESS[..], &["cases.csv", "--to", "csv", "-o", output]].concat()));
        assert!(!stderr.contains(".part"), "{stderr}");
        // Whoever is root may write anywhere.
        assert!(stderr.contains(output) || output.starts_with("shut"), "{stderr}");
    }
}

/// One that waits for its cases, with a file in the making.
fn at_work(folder: &Path, wrapped: &str) -> Child {
    let command = env!("CARGO_BIN_EXE_bywhen");
    let line = format!("{wrapped} exec {command} {} - --from jsonl -o out.csv", ASSESS.join(" "));
    let mut shell = Command::new("sh");
    shell.current_dir(folder).args(["-c", &line]).stdin(Stdio::piped()).stderr(Stdio::piped());
    let child = shell.spawn().expect("the command");
    let begun = Instant::now();
    while parts(folder).is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(60), "no file in the making");
        std::thread::sleep(Duration::from_millis(10));
    }
    // The signals are listened for from the beginning, on a thread of its own.
    std::thread::sleep(Duration::from_millis(200));
    child
}

fn parts(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    entries.filter(|path| path.extension().is_some_and(|ending| ending == "part")).collect()
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
    assert!(sent.expect("kill").success());
}

#[test]
fn a_stopped_command_leaves_no_file_behind() {
    for (name, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        let folder = folder_with(&[]);
        let mut child = at_work(folder.path(), "");
        signal(&child, name);
        let ended = child.wait().expect("an end");
        assert_eq!(ended.signal(), Some(number), "{name}");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0, "{name}");
    }
}

#[test]
fn a_signal_that_is_to_be_ignored_is() {
    let folder = folder_with(&[]);
    let mut child = at_work(folder.path(), "trap '' HUP;");
    signal(&child, "HUP");
    let mut stdin = child.stdin.take().expect("stdin");
    writeln!(stdin, r#"{{"channel":"letter","received":"2011-05-16"}}"#).expect("it reads");
    drop(stdin);
    assert!(child.wait().expect("an end").success());
    assert!(folder.path().join("out.csv").is_file());
}

#[test]
fn what_a_killed_run_leaves_is_named_by_the_next() {
    let folder = folder_with(&[("cases.csv", CASES)]);
    let mut child = at_work(folder.path(), "");
    signal(&child, "KILL");
    child.wait().expect("an end");
    let left = parts(folder.path());
    assert_eq!(left.len(), 1);
    let (code, stderr) = output_parts(&bywhen(folder.path(), &[&ASSESS[..], &["cases.csv", "-o", "out.csv"]].concat()));
    assert_eq!(code, Some(0));
    let name = left[0].file_name().expect("a name").to_string_lossy().into_owned();
    assert!(stderr.contains(&name) && stderr.contains("was left by a run that was killed"), "{stderr}");
    assert_eq!(parts(folder.path()), left, "it is not ours to remove");
}
