//! The server answers whatever comes, and goes on.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{Editor, SOUND, URI};

/// What an editor asks of a place.
const OF_A_PLACE: [&str; 6] = [
    "textDocument/hover",
    "textDocument/completion",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/prepareRename",
    "textDocument/rename",
];

fn of_a_place(editor: &mut Editor, uri: &str, line: u32, character: u32) -> Vec<(&'static str, Result<Value, String>)> {
    let (document, at) = (json!({ "uri": uri }), json!({ "line": line, "character": character }));
    let mut answers: Vec<_> = OF_A_PLACE
        .into_iter()
        .map(|method| {
            let params = json!({ "textDocument": document, "position": at, "newName": "another", "context": { "includeDeclaration": true, "triggerKind": 1 } });
            (method, editor.ask(method, params))
        })
        .collect();
    let action =
        json!({ "textDocument": document, "range": { "start": at, "end": at }, "context": { "diagnostics": [] } });
    answers.push(("textDocument/codeAction", editor.ask("textDocument/codeAction", action)));
    answers.push((
        "textDocument/documentSymbol",
        editor.ask("textDocument/documentSymbol", json!({ "textDocument": document })),
    ));
    let format = json!({ "textDocument": document, "options": { "tabSize": 2, "insertSpaces": true } });
    answers.push(("textDocument/formatting", editor.ask("textDocument/formatting", format)));
    answers
}

/// Every answer is a result or a sentence, and the server is there for the next question.
fn answered(editor: &mut Editor, uri: &str, line: u32, character: u32) {
    for (method, answer) in of_a_place(editor, uri, line, character) {
        let sentence = answer.as_ref().err().is_none_or(|why| why.ends_with('.'));
        assert!(sentence, "{method} at {line}:{character}: {answer:?}");
    }
}

#[test]
fn what_it_does_not_know_is_refused_and_the_next_question_answered() {
    let (mut editor, _) = Editor::with(SOUND);
    assert_eq!(
        editor.ask("workspace/willDream", json!({})).unwrap_err(),
        "`workspace/willDream` is nothing that bywhen answers"
    );
    assert!(editor.ask("textDocument/hover", json!({ "position": "somewhere" })).is_err());
    assert!(editor.ask("textDocument/hover", Value::Null).is_err());
    editor.notify("workspace/didDream", json!([1, 2]));
    editor.notify("textDocument/didOpen", json!({ "textDocument": 5 }));
    editor.notify("textDocument/didChange", Value::Null);
    editor.notify(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": [] }),
    );
    assert!(editor.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": URI } })).is_ok());
}

#[test]
fn places_beyond_the_text_are_its_ends() {
    let (mut editor, _) = Editor::with(SOUND);
    for (line, character) in [(0, 0), (0, u32::MAX), (u32::MAX, 0), (u32::MAX, u32::MAX), (41, 0), (19, 5000)] {
        answered(&mut editor, URI, line, character);
    }
}

#[test]
fn files_that_are_not_open_or_not_files_are_nothing_special() {
    let mut editor = Editor::new();
    for uri in ["untitled:Untitled-1", "https://example.org/a.charter", "git:/a.charter?ref=main", "inmemory:"] {
        for (method, answer) in of_a_place(&mut editor, uri, 0, 0) {
            assert_eq!(answer, Ok(Value::Null), "{method} of {uri}");
        }
        assert_eq!(editor.open(uri, "nonsense").diagnostics.len(), 1, "{uri}");
        answered(&mut editor, uri, 0, 3);
    }
}

#[test]
fn a_charter_is_answered_at_every_stage_of_being_typed() {
    let (mut editor, _) = Editor::with("");
    for end in (0..SOUND.len()).step_by(23) {
        let typed = &SOUND[..end];
        editor.change(1, typed);
        let line = u32::try_from(typed.matches('\n').count()).unwrap();
        let character = u32::try_from(typed.len() - typed.rfind('\n').map_or(0, |at| at + 1)).unwrap();
        answered(&mut editor, URI, line, character);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_text_is_answered_at_any_place(text in "(charter|standard|we will|within 5|\"|“|#|é|💌|\r?\n|  |\t|of receipt|[ -~]){0,40}", line in 0u32..12, character in 0u32..60) {
        let (mut editor, _) = Editor::with(&text);
        answered(&mut editor, URI, line, character);
    }

    #[test]
    fn a_charter_with_a_piece_cut_out_is_answered(from in 0..SOUND.len(), length in 0usize..60, line in 0u32..42, character in 0u32..60) {
        let mut text = SOUND.to_owned();
        text.replace_range(from..(from + length).min(SOUND.len()), "");
        let (mut editor, _) = Editor::with(&text);
        answered(&mut editor, URI, line, character);
    }
}
