//! Where names are declared and used, and other names for them.

use lsp_types::{Location, Position, Range, TextEdit};
use serde_json::{Value, json};

use crate::support::{Editor, SOUND, URI, changed, place};

fn shown(text: &str, ranges: &[Range]) -> Vec<String> {
    let line = |range: &Range| text.lines().nth(range.start.line as usize).unwrap().to_owned();
    let words = |range: &Range| line(range)[range.start.character as usize..range.end.character as usize].to_owned();
    ranges.iter().map(|range| format!("{}: {}", range.start.line + 1, words(range))).collect()
}

#[test]
fn a_name_leads_to_its_declaration() {
    let (mut editor, _) = Editor::with(SOUND);
    let mut definition = |words: &str, after| -> Option<Location> {
        let at = place(SOUND, words, after);
        serde_json::from_value(editor.ask_at("textDocument/definition", at, json!({})).unwrap()).unwrap()
    };
    let fee_paid = definition("\"fee paid\" if", 4).unwrap();
    assert_eq!(fee_paid.uri.as_str(), URI);
    assert_eq!(shown(SOUND, &[fee_paid.range]), ["16: \"fee paid\""]);
    assert_eq!(definition("days of receipt", 9), None);
    assert_eq!(definition("version", 2), None);
}

#[test]
fn a_name_is_found_wherever_it_is_used() {
    let (mut editor, _) = Editor::with(SOUND);
    let mut references = |declared: bool| {
        let more = json!({ "context": { "includeDeclaration": declared } });
        let found = editor.ask_at("textDocument/references", place(SOUND, "to Waste", 5), more).unwrap();
        let found: Vec<Location> = serde_json::from_value(found).unwrap();
        shown(SOUND, &found.iter().map(|one| one.range).collect::<Vec<_>>())
    };
    assert_eq!(references(true), ["14: \"Waste\"", "30: \"Waste\"", "37: Waste"]);
    assert_eq!(references(false), ["30: \"Waste\"", "37: Waste"]);
}

fn rename(editor: &mut Editor, at: Position, name: &str) -> Result<Value, String> {
    editor.ask_at("textDocument/rename", at, json!({ "newName": name }))
}

#[test]
fn another_name_is_written_everywhere() {
    let (mut editor, _) = Editor::with(SOUND);
    let at = place(SOUND, "if complex", 5);
    let response = editor.ask_at("textDocument/prepareRename", at, json!({})).unwrap();
    assert_eq!(response["placeholder"], "complex");
    let edit = rename(&mut editor, at, "hard to answer").unwrap();
    let edits: Vec<TextEdit> = serde_json::from_value(edit["changes"][URI].clone()).unwrap();
    let after = changed(SOUND, &edits);
    assert_eq!(
        after,
        SOUND.replace("\"complex\"", "\"hard to answer\"").replace("if complex", "if \"hard to answer\"")
    );
    assert_eq!(editor.change(2, &after).diagnostics, []);
}

#[test]
fn a_rename_that_is_refused_gives_the_reason() {
    let (mut editor, _) = Editor::with(SOUND);
    let response = editor.ask_at("textDocument/prepareRename", place(SOUND, "days of receipt", 9), json!({}));
    assert_eq!(response.unwrap_err(), "`receipt` is a word that every charter knows, and keeps its name.");
    let refused = rename(&mut editor, place(SOUND, "\"fee paid\"", 3), "acknowledged").unwrap_err();
    assert_eq!(
        refused,
        "`acknowledged` cannot be its name, because of what line 16 would say: `acknowledged` has a meaning already, so that no event can be named so."
    );
}
