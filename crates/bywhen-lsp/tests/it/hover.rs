//! What a place comes to, in words.

use lsp_types::{Hover, HoverContents};
use serde_json::json;

use crate::support::{Editor, SOUND, place};

fn hover(text: &str, words: &str, after: usize) -> Option<String> {
    let (mut editor, _) = Editor::with(text);
    let answer = editor.ask_at("textDocument/hover", place(text, words, after), json!({})).unwrap();
    let hover: Option<Hover> = serde_json::from_value(answer).unwrap();
    hover.map(|hover| match hover.contents {
        HoverContents::Markup(markup) => markup.value,
        other => panic!("{other:?}"),
    })
}

#[test]
fn a_promise_in_words_with_the_dates_of_its_examples() {
    let dated = hover(SOUND, "within 5 working days", 8).unwrap();
    assert_eq!(
        dated,
        "We will acknowledge within 5 working days of receipt.\n\n\
         - “just before Easter”: received on Wednesday 1 April 2026 at 10:15am, due by Friday 10 April 2026"
    );
    let told: Vec<String> = [
        ("otherwise we will hold", 3),
        ("the clock stops", 3),
        ("stage 2 if", 3),
        ("within 20 working days of the request", 3),
    ]
    .into_iter()
    .map(|(words, after)| hover(SOUND, words, after).unwrap())
    .collect();
    insta::assert_snapshot!(told.join("\n===\n"));
}

#[test]
fn a_name_with_its_meaning() {
    let texts: Vec<String> = [
        ("if complex", 4),
        ("\"fee paid\" if", 3),
        ("to \"Waste\"", 5),
        ("letter received", 3),
        ("days of receipt", 9),
        ("standard \"Letters\"", 12),
    ]
    .into_iter()
    .map(|(words, after)| hover(SOUND, words, after).unwrap())
    .collect();
    insta::assert_snapshot!(texts.join("\n===\n"));
}

#[test]
fn a_status_with_its_meaning() {
    let text = SOUND.replace("    respond by Friday 17", "    respond is running\n    respond by Friday 17");
    assert_eq!(hover(&text, "is running", 5).unwrap(), "**running** (status): not done, not yet due");
}

#[test]
fn a_diagnostic_is_explained() {
    let diagnostics = hover(&SOUND.replace("5 working days", "5 days"), "5 days", 3).unwrap();
    insta::assert_snapshot!(diagnostics);
    // A code in a comment, as people leave one.
    let noted = SOUND.replace("pledge", "# see E104\npledge");
    assert_eq!(hover(&noted, "E104", 1), Some(diagnostics));
}

#[test]
fn no_hover_on_keywords() {
    assert_eq!(hover(SOUND, "version 2026", 3), None);
    assert_eq!(hover(SOUND, "pledge", 2), None);
}
