//! A charter in its one form.

use bywhen::bundled;
use lsp_types::TextEdit;
use serde_json::json;

use crate::support::{Editor, SOUND, URI, changed};

fn edits(text: &str) -> Vec<TextEdit> {
    let (mut editor, _) = Editor::with(text);
    let params = json!({ "textDocument": { "uri": URI }, "options": { "tabSize": 8, "insertSpaces": false } });
    serde_json::from_value(editor.ask("textDocument/formatting", params).unwrap()).unwrap()
}

#[test]
fn only_the_lines_that_change_are_sent() {
    let text = SOUND.replace("  we will acknowledge within 5", "  we will  acknowledge within five");
    let edits = edits(&text);
    assert_eq!(changed(&text, &edits), SOUND);
    assert_eq!(edits.len(), 1);
    assert_eq!(edits[0].new_text, "  we will acknowledge within 5 working days of receipt\n");
}

#[test]
fn a_formatted_charter_stays_unchanged() {
    for one in bundled() {
        assert_eq!(edits(one.text), [], "{}", one.id);
    }
}

#[test]
fn every_charter_comes_out_the_same_however_it_was_spaced() {
    for one in bundled() {
        let untidy = format!("\n\n{}", one.text.replace("  ", "\t").replace("\n\n", "\n\n\n\n").trim_end());
        assert_eq!(changed(&untidy, &edits(&untidy)), one.text, "{}", one.id);
    }
}

#[test]
fn a_charter_with_errors_is_left_alone() {
    assert_eq!(edits(&SOUND.replace("we will respond", "  we wll  respond")), []);
}

#[test]
fn line_ends_stay_as_they_are() {
    let text = SOUND.replace("we will", "we  will").replace('\n', "\r\n");
    assert_eq!(changed(&text, &edits(&text)), SOUND.replace('\n', "\r\n"));
}
