//! What is shown of findings between the versions of a charter: the wrong lines are reported for the code, and the
//! right ones are not.

use bywhen::{Code, CodeExample, Family};

/// The codes that are reported of a family, of which each file's name stands in a comment before its lines.
fn told(lines: &str) -> Vec<Code> {
    let mut texts: Vec<String> = Vec::new();
    for line in lines.lines() {
        match line.strip_prefix("# ").and_then(|name| name.strip_suffix(".charter")) {
            Some(version) => texts.push(format!("charter \"Customer promise\"\n  id example\n  version {version}\n")),
            None => texts.last_mut().expect("the name of a file before its lines").push_str(&format!("  {line}\n")),
        }
    }
    assert_eq!(texts.len(), 2, "{lines}");
    let family = Family::parse(texts.iter().map(String::as_str)).expect("charters without errors");
    family.version_gaps().into_iter().map(|gap| gap.code).collect()
}

#[test]
fn what_is_shown_of_a_code_is_reported_for_it_and_its_mending_is_not() {
    for code in [Code::NoVersion, Code::TwoVersions] {
        let CodeExample::Lines { wrong, right } = code.example() else { panic!("{code} can be shown") };
        assert_eq!((told(wrong), told(right)), (vec![code], vec![]));
    }
}
