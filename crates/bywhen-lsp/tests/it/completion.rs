//! What may be written next.

use lsp_types::{CompletionItem, CompletionTextEdit};
use serde_json::json;

use crate::support::{Editor, SOUND, changed, place};

fn completions(text: &str, words: &str) -> Vec<CompletionItem> {
    let (mut editor, _) = Editor::with(text);
    let at = place(text, words, words.len());
    serde_json::from_value(editor.ask_at("textDocument/completion", at, json!({})).unwrap()).unwrap()
}

fn chosen(text: &str, items: &[CompletionItem], label: &str) -> String {
    let item = items.iter().find(|item| item.label == label).unwrap_or_else(|| panic!("no {label}"));
    match item.text_edit.as_ref().unwrap() {
        CompletionTextEdit::Edit(edit) => changed(text, std::slice::from_ref(edit)),
        CompletionTextEdit::InsertAndReplace(_) => panic!("a plain edit"),
    }
}

#[test]
fn a_name_takes_the_place_of_what_is_written_of_it() {
    let text = SOUND.replace("of \"fee paid\"", "of \"fee");
    let items = completions(&text, "of \"fee");
    assert_eq!(chosen(&text, &items, "\"fee paid\""), SOUND);
    assert!(items.iter().all(|item| item.detail.as_deref() == Some("event")), "{items:?}");
}

#[test]
fn words_come_after_names_and_names_carry_their_meaning() {
    let text = SOUND.replace("if complex\n", "if com\n");
    let items = completions(&text, "if com");
    assert_eq!((items[0].label.as_str(), items[0].detail.as_deref()), ("complex", Some("fact")));
    assert_eq!(chosen(&text, &items, "complex"), SOUND);
    let documentation = serde_json::to_value(&items[0].documentation).unwrap();
    assert_eq!(documentation, json!("several services are involved"));
    let sorted: Vec<_> = items.iter().map(|item| item.sort_text.clone()).collect();
    assert!(sorted.is_sorted());
}

#[test]
fn nothing_is_offered_where_anything_may_stand() {
    assert_eq!(completions(SOUND, "badge"), []);
    assert_eq!(completions("# we wi", "wi"), []);
}
