//! The command as a person runs it: each `console` block of these pages, of two guides and of the README, is run and compared.

#[test]
fn what_the_pages_show_is_what_the_command_prints() {
    // The present is the command's default; no page may depend on it.
    let cases = trycmd::TestCases::new();
    cases.case("tests/cmd/*.md").case("../../docs/tables.md").case("../../docs/outcome.md").case("../../README.md");
}
