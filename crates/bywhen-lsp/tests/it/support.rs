//! An editor of one file.

use std::thread::JoinHandle;

use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use lsp_types::{Diagnostic, Position, PublishDiagnosticsParams, TextEdit};
use serde_json::{Value, json};

pub(crate) const URI: &str = "file:///councils/example/2026.charter";

/// A charter without a fault.
pub(crate) const SOUND: &str = r#"charter "Customer promise"
  id example
  version 2026
  in force from 1 April 2026

calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
  the day of receipt is day 0, whenever it came

hours "Office"
  Monday to Friday 9am to 5pm

service "Waste" "bins and recycling"
fact "complex" "several services are involved"
event "fee paid" by the customer

standard "Letters"
  applies to letter
  we will acknowledge within 5 working days of receipt
  we will respond within 4 working hours of "fee paid" if complex
    the clock stops while paused
    otherwise we will hold by then

  example "just before Easter"
    letter received Wednesday 1 April 2026 at 10:15am
    acknowledge by Friday 10 April 2026

standard "Complaints"
  applies to complaint to "Waste"
  stage 1
    we will respond within 10 working days of receipt
  stage 2 if the customer asks within 20 working days of our response
    we will respond within 20 working days of the request

  example "one that goes on"
    complaint to Waste received Wednesday 1 April 2026 at 10:15am
    respond by Friday 17 April 2026

pledge "Staff wear a name badge"
"#;

/// An editor with the server behind it.
pub(crate) struct Editor {
    connection: Connection,
    server: Option<JoinHandle<bool>>,
    next: i32,
}

impl Editor {
    /// One that has introduced itself.
    pub(crate) fn new() -> Editor {
        let mut editor = Editor::silent();
        editor.ask("initialize", json!({ "capabilities": {} })).unwrap();
        editor.notify("initialized", json!({}));
        editor
    }

    /// One that has said nothing yet.
    pub(crate) fn silent() -> Editor {
        let (connection, behind) = Connection::memory();
        let server = std::thread::spawn(move || bywhen_lsp::serve(&behind));
        Editor { connection, server: Some(server), next: 0 }
    }

    /// One with a text open, and what is told of it.
    pub(crate) fn with(text: &str) -> (Editor, Vec<Diagnostic>) {
        let mut editor = Editor::new();
        let diagnostics = editor.open(URI, text).diagnostics;
        (editor, diagnostics)
    }

    pub(crate) fn notify(&self, method: &str, params: Value) {
        let message = Notification::new(method.to_owned(), params);
        self.connection.sender.send(Message::Notification(message)).unwrap();
    }

    /// Asks, and waits for the answer.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.next += 1;
        let id = RequestId::from(self.next);
        let request = Request { id: id.clone(), method: method.to_owned(), params };
        self.connection.sender.send(Message::Request(request)).unwrap();
        loop {
            match self.connection.receiver.recv().expect("the server is there") {
                Message::Response(Response { id: of, result, error }) => {
                    assert_eq!(of, id);
                    return match error {
                        Some(error) => Err(error.message),
                        None => Ok(result.expect("a result or an error")),
                    };
                }
                Message::Notification(_) => {}
                Message::Request(request) => panic!("the server asks for {}", request.method),
            }
        }
    }

    /// The same for a place of the open file.
    pub(crate) fn ask_at(&mut self, method: &str, at: Position, more: Value) -> Result<Value, String> {
        let mut params = json!({ "textDocument": { "uri": URI }, "position": at });
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.ask(method, params)
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) -> PublishDiagnosticsParams {
        let document = json!({ "uri": uri, "languageId": "charter", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
        self.next_diagnostics()
    }

    pub(crate) fn change(&mut self, version: i32, text: &str) -> PublishDiagnosticsParams {
        let document = json!({ "uri": URI, "version": version });
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": [{ "text": text }] }),
        );
        self.next_diagnostics()
    }

    /// The diagnostics that come next.
    pub(crate) fn next_diagnostics(&mut self) -> PublishDiagnosticsParams {
        match self.connection.receiver.recv().expect("the server is there") {
            Message::Notification(diagnostics) => serde_json::from_value(diagnostics.params).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    /// Goes away, and whether the server found that in good order.
    pub(crate) fn exit(mut self) -> bool {
        self.notify("exit", Value::Null);
        self.server.take().unwrap().join().expect("the server does not panic")
    }
}

/// The place of some words, `after` bytes further on. Columns are counted in bytes: the texts here are ASCII.
pub(crate) fn place(text: &str, words: &str, after: usize) -> Position {
    let at = text.find(words).unwrap_or_else(|| panic!("no `{words}`")) + after;
    let line = text[..at].matches('\n').count();
    let column = at - text[..at].rfind('\n').map_or(0, |end| end + 1);
    Position::new(u32::try_from(line).unwrap(), u32::try_from(column).unwrap())
}

/// The text with some changes, none of them within another.
pub(crate) fn changed(text: &str, edits: &[TextEdit]) -> String {
    let lines: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let at = |position: Position| match lines.get(position.line as usize) {
        Some(start) => start + position.character as usize,
        None => text.len(),
    };
    let mut edits = edits.to_vec();
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.range.start.line, edit.range.start.character)));
    edits.iter().fold(text.to_owned(), |mut text, edit| {
        text.replace_range(at(edit.range.start)..at(edit.range.end), &edit.new_text);
        text
    })
}
