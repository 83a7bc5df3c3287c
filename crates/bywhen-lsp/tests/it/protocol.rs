//! How the two agree, and how they part.

use serde_json::{Value, json};

use crate::support::{Editor, SOUND, URI};

#[test]
fn columns_are_counted_in_bytes_only_where_the_editor_offers_it() {
    let agreed = |offered: Value| {
        let mut editor = Editor::silent();
        let answer = editor.ask("initialize", json!({ "capabilities": { "general": offered } })).unwrap();
        let encoding = answer["capabilities"]["positionEncoding"].as_str().unwrap().to_owned();
        editor.notify("initialized", json!({}));
        let text = SOUND.replace("within 5 working days of receipt", "within 5 working days of 💌");
        let diagnostic = editor.open(URI, &text).diagnostics.swap_remove(0);
        (encoding, diagnostic.range.end.character - diagnostic.range.start.character)
    };
    assert_eq!(agreed(json!({})), ("utf-16".to_owned(), 2));
    assert_eq!(agreed(json!({ "positionEncodings": ["utf-16"] })), ("utf-16".to_owned(), 2));
    assert_eq!(agreed(json!({ "positionEncodings": ["utf-32", "utf-8", "utf-16"] })), ("utf-8".to_owned(), 4));
}

#[test]
fn server_capabilities() {
    let mut editor = Editor::silent();
    let answer = editor.ask("initialize", json!({ "capabilities": {} })).unwrap();
    assert_eq!(answer["serverInfo"]["name"], "bywhen");
    let can = json!({
        "codeActionProvider": { "codeActionKinds": ["quickfix"] },
        "completionProvider": { "triggerCharacters": [" ", "\""] },
        "definitionProvider": true,
        "documentFormattingProvider": true,
        "documentSymbolProvider": true,
        "hoverProvider": true,
        "positionEncoding": "utf-16",
        "referencesProvider": true,
        "renameProvider": { "prepareProvider": true },
        "textDocumentSync": 1
    });
    assert_eq!(answer["capabilities"], can);
}

#[test]
fn nothing_is_answered_before_the_editor_introduces_itself() {
    let mut editor = Editor::silent();
    let refused = editor.ask("textDocument/formatting", json!({})).unwrap_err();
    assert_eq!(refused, "the first request must be `initialize`");
    editor.ask("initialize", json!({ "capabilities": {} })).unwrap();
    assert_eq!(
        editor.ask("initialize", json!({ "capabilities": {} })).unwrap_err(),
        "the server has been initialized already"
    );
}

#[test]
fn an_orderly_exit_follows_a_shutdown_request() {
    let mut editor = Editor::new();
    assert_eq!(editor.ask("shutdown", Value::Null), Ok(Value::Null));
    assert_eq!(editor.ask("textDocument/hover", json!({})).unwrap_err(), "the server has been shut down");
    assert!(editor.exit());
    assert!(!Editor::new().exit());
}
