//! The command as a person runs it: each `console` block of these pages, of the guide to tables and of the README, is run and compared.

#[test]
fn what_the_pages_show_is_what_the_command_prints() {
    // The present is the command's default; no page may depend on it.
    trycmd::TestCases::new().case("tests/cmd/*.md").case("../../docs/tables.md").case("../../README.md");
}
