//! The language server as an editor starts it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn served(arguments: &[&str], messages: &[&str]) -> Output {
    let mut server = Command::new(env!("CARGO_BIN_EXE_bywhen"))
        .arg("lsp")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command");
    let mut stdin = server.stdin.take().expect("its input");
    for message in messages {
        write!(stdin, "Content-Length: {}\r\n\r\n{message}", message.len()).expect("it reads");
    }
    drop(stdin);
    server.wait_with_output().expect("an end")
}

const INITIALIZE: &str = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
const OPEN: &str = r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.charter","languageId":"charter","version":1,"text":"standrad \"Letters\""}}}"#;
const SHUTDOWN: &str = r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#;
const EXIT: &str = r#"{"jsonrpc":"2.0","method":"exit"}"#;

#[test]
fn it_answers_reports_diagnostics_and_exits_on_request() {
    for arguments in [&[][..], &["--stdio"]] {
        let ended = served(arguments, &[INITIALIZE, OPEN, SHUTDOWN, EXIT]);
        let stdout = String::from_utf8(ended.stdout).expect("text");
        assert!(stdout.contains(r#""name":"bywhen""#), "{stdout}");
        assert!(stdout.contains("did you mean `standard`?"), "{stdout}");
        assert!(stdout.contains(r#""id":2"#), "{stdout}");
        assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(0), &b""[..]));
    }
}

#[test]
fn an_editor_that_goes_away_without_a_shutdown_is_a_finding() {
    assert_eq!(served(&[], &[INITIALIZE, EXIT]).status.code(), Some(1));
    assert_eq!(served(&[], &[INITIALIZE]).status.code(), Some(1));
}

#[test]
fn what_is_no_message_is_refused_in_a_sentence() {
    let ended = served(&[], &["not json"]);
    assert_eq!(ended.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ended.stderr).starts_with("bywhen: malformed"), "{ended:?}");
}

/// It takes no memory for what never comes.
#[test]
fn a_message_of_any_length_is_answered() {
    let mut server = Command::new(env!("CARGO_BIN_EXE_bywhen"));
    let server = server.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut server = server.expect("the command");
    let mut stdin = server.stdin.take().expect("its input");
    write!(stdin, "Content-Length: 99999999999999\r\n\r\n{{}}").expect("it reads");
    drop(stdin);
    let ended = server.wait_with_output().expect("an end");
    let stdout = String::from_utf8_lossy(&ended.stdout).into_owned();
    assert!(stdout.contains("a message of 99999999999999 bytes is longer than 67108864"), "{stdout}");
    assert!(stdout.contains(r#""id":null"#), "{stdout}");
    assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(1), &b""[..]));
}
