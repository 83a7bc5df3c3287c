//! The outline.

use std::fmt::Write;

use bywhen::bundled;
use lsp_types::{DocumentSymbol, Range};
use serde_json::json;

use crate::support::{Editor, SOUND, URI};

fn outline(text: &str) -> Vec<DocumentSymbol> {
    let (mut editor, _) = Editor::with(text);
    let params = json!({ "textDocument": { "uri": URI } });
    serde_json::from_value(editor.ask("textDocument/documentSymbol", params).unwrap()).unwrap()
}

fn shown(symbols: &[DocumentSymbol], depth: usize, out: &mut String) {
    for one in symbols {
        let detail = one.detail.as_deref().map(|detail| format!(" ({detail})")).unwrap_or_default();
        let (first, last) = (one.range.start.line + 1, one.range.end.line + 1);
        writeln!(out, "{}{}{detail}: lines {first} to {last}", "  ".repeat(depth), one.name).unwrap();
        shown(one.children.as_deref().unwrap_or_default(), depth + 1, out);
    }
}

#[test]
fn a_charter_from_its_head_to_its_pledges() {
    let mut out = String::new();
    shown(&outline(SOUND), 0, &mut out);
    insta::assert_snapshot!(out);
}

fn within(inner: &Range, outer: &Range) -> bool {
    let place = |position: lsp_types::Position| (position.line, position.character);
    place(outer.start) <= place(inner.start) && place(inner.end) <= place(outer.end)
}

fn sound(symbols: &[DocumentSymbol], parent: Option<&Range>) {
    for one in symbols {
        assert!(!one.name.is_empty());
        assert!(within(&one.selection_range, &one.range), "{one:?}");
        assert!(parent.is_none_or(|parent| within(&one.range, parent)), "{one:?}");
        sound(one.children.as_deref().unwrap_or_default(), Some(&one.range));
    }
}

#[test]
fn each_part_lies_within_the_one_it_belongs_to() {
    for one in bundled() {
        let outline = outline(one.text);
        assert!(outline.len() > 2, "{}", one.id);
        sound(&outline, None);
    }
}

#[test]
fn an_incomplete_charter_has_an_outline() {
    let half = outline("standard \"\"\n  we will respond within\n  example \"a letter\"\n    lett");
    sound(&half, None);
    assert_eq!(half[0].name, "without a name");
    assert_eq!(half[0].children.as_ref().unwrap()[0].name, "a letter");
}
