//! Any bytes read as a charter's text.

use bywhen::engine::saved;
use bywhen::language::{SymbolIndex, format, read};
use bywhen::{Charter, Diagnostic, FormatError, Plan, parse, parse_bytes, prose};
use bywhen_publish::page;

use crate::compiled_file::a_saved_charter_is_read_again;
use crate::setting::{calendars, setting};

/// How many of the ways of putting something right are tried.
const MAX_FIXES: usize = 3;

/// Reads, checks, formats, compiles and prints.
pub fn run(bytes: &[u8]) {
    let parsed = parse_bytes(bytes);
    assert!(parsed.is_ok() || parsed.errors().count() > 0, "no charter, and no error");
    let Ok(text) = std::str::from_utf8(bytes) else {
        let sound = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        parsed.diagnostics.iter().for_each(|diagnostic| assert!(diagnostic.span.end <= sound, "{diagnostic}"));
        return;
    };
    parsed.diagnostics.iter().for_each(|diagnostic| has_its_place(text, diagnostic));
    // To read the text again for each of a hundred would leave little time for others.
    for fix in parsed.diagnostics.iter().flat_map(|diagnostic| &diagnostic.fixes).take(MAX_FIXES) {
        let _ = (fix.title(), parse(&fix.apply(text)));
    }
    let (tree, _) = read(text);
    let _ = SymbolIndex::new(&tree);
    let formatted = match format(text) {
        Ok(formatted) => Some(formatted),
        Err(FormatError::Errors(_)) => None,
        Err(FormatError::Changed) => panic!("formatted it would not say the same"),
    };
    if let Some(formatted) = &formatted {
        assert_eq!(format(formatted).as_ref(), Ok(formatted), "formatted twice it is another text");
        let again = parse(formatted).charter.map(without_lines);
        assert_eq!(again, parsed.charter.clone().map(without_lines), "formatted it is another charter");
    }
    let Some(charter) = parsed.charter else { return };
    assert!(formatted.is_some(), "a charter without errors cannot be formatted");
    for (_, _, promise) in charter.promises() {
        let _ = (prose::promise(promise), prose::limits(&promise.limits));
    }
    a_saved_charter_is_read_again(&saved::write(&charter, calendars()));
    // What the check of the language lets through, the compiler takes, or says why not.
    let Ok(plan) = Plan::compile(charter, &setting()) else { return };
    plan.run_examples();
    let page = page(&plan);
    let _ = (page.text(80), page.markdown(), page.html());
}

/// Of several blank lines one is left, so that examples stand on other lines.
fn without_lines(mut charter: Charter) -> Charter {
    for example in charter.standards.iter_mut().flat_map(|standard| &mut standard.examples) {
        example.line = 0;
        example.expects.iter_mut().for_each(|expectation| expectation.line = 0);
    }
    charter
}

/// A diagnostic points at a place of the text, and so does each way of putting it right.
fn has_its_place(text: &str, diagnostic: &Diagnostic) {
    assert!(text.get(diagnostic.span.clone()).is_some(), "{:?} of {diagnostic}", diagnostic.span);
    let line = text.lines().nth(diagnostic.line - 1).unwrap_or_default();
    assert!(diagnostic.column <= line.chars().count() + 2, "column {} of {line:?}: {diagnostic}", diagnostic.column);
    if let Some(related) = &diagnostic.related {
        assert!(text.get(related.span.clone()).is_some(), "{:?} beside {diagnostic}", related.span);
    }
    for fix in &diagnostic.fixes {
        assert!(text.get(fix.span.clone()).is_some(), "{fix:?} of {diagnostic}");
    }
}
