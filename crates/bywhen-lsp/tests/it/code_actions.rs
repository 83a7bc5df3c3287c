//! What is offered to put right.

use lsp_types::{CodeAction, Position, Range, TextEdit};
use serde_json::{Value, json};

use crate::support::{Editor, SOUND, URI, changed, place};

fn actions(editor: &mut Editor, at: Position, context: Value) -> Vec<CodeAction> {
    let params = json!({ "textDocument": { "uri": URI }, "range": Range::new(at, at), "context": context });
    serde_json::from_value(editor.ask("textDocument/codeAction", params).unwrap()).unwrap()
}

fn edits(action: &CodeAction) -> Vec<TextEdit> {
    let edit = serde_json::to_value(action.edit.as_ref().unwrap()).unwrap();
    serde_json::from_value(edit["changes"][URI].clone()).unwrap()
}

#[test]
fn a_slip_is_put_right() {
    let text = SOUND.replace("5 working days", "5 wroking days");
    let (mut editor, diagnostics) = Editor::with(&text);
    let offered = actions(&mut editor, place(&text, "wroking", 3), json!({ "diagnostics": [] }));
    assert_eq!(offered.len(), 1);
    assert_eq!(offered[0].title, "Write `working`");
    assert_eq!(offered[0].is_preferred, Some(true));
    assert_eq!(offered[0].diagnostics.as_deref(), Some(diagnostics.as_slice()));
    assert_eq!(changed(&text, &edits(&offered[0])), SOUND);
    // Elsewhere there is nothing to put right.
    assert_eq!(actions(&mut editor, Position::new(0, 0), json!({ "diagnostics": [] })), []);
}

#[test]
fn each_reading_of_an_ambiguity_is_offered_with_its_date() {
    let text = SOUND.replace("within 5 working days of receipt", "within 2 weeks of receipt");
    let text = text.replace("acknowledge by Friday 10", "acknowledge by Wednesday 15");
    let (mut editor, diagnostics) = Editor::with(&text);
    assert_eq!(diagnostics.len(), 1);
    let offered = actions(&mut editor, diagnostics[0].range.start, json!({ "diagnostics": diagnostics }));
    let titles: Vec<&str> = offered.iter().map(|action| action.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Add `rolling to the next working day`: counted from Monday 20 April 2026 it ends on Tuesday 5 May 2026",
            "Add `, whatever day that is`: counted from Monday 20 April 2026 it ends on Monday 4 May 2026",
        ]
    );
    for action in &offered {
        assert_eq!(editor.change(2, &changed(&text, &edits(action))).diagnostics, []);
        editor.change(3, &text);
    }
}

#[test]
fn only_requested_kinds_of_action_are_offered() {
    let text = SOUND.replace("5 working days", "5 wroking days");
    let (mut editor, _) = Editor::with(&text);
    let mut offered = |only: &str| {
        actions(&mut editor, place(&text, "wroking", 0), json!({ "diagnostics": [], "only": [only] })).len()
    };
    assert_eq!((offered("quickfix"), offered("refactor"), offered("source.organizeImports")), (1, 0, 0));
}
