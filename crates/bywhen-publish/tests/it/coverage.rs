//! A charter beside the clauses of its document.

use std::collections::BTreeSet;

use bywhen::{Charter, Family, bundled};
use bywhen_publish::{Clauses, ClausesError, Coverage, SectionCoverage, Unlisted, coverage};

fn charter_of(text: &str) -> Charter {
    let family = Family::parse([text]).expect("a charter without errors");
    family.versions()[0].charter().clone()
}

/// A charter with a citation wherever one may stand.
fn charter() -> Charter {
    let text = r#"
charter "Customer promise"
  id example
  version 2026
  in force from 1 April 2026
calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
  the day of receipt is day 0, whenever it came
hours "Contact centre"
  cites "HOURS-1"
  Monday to Friday 9am to 5pm
standard "Letters"
  cites "WRITE-1"
  applies to letter
  we will acknowledge within 5 working days of receipt cites "WRITE-2"
  we will respond within 10 working days of receipt
    may extend by 5 working days, if told before the due date cites "WRITE-3"
pledge "Staff wear a badge" cites "VISIT-1", "VISIT-2"
measure "calls abandoned" under 3% cites "PHONE-1"
milestone "A machine for payments" by "January 2027" cites "PLAN-1"
cost telephone £4 cites "COST-1"
we may vary these standards if we tell customers cites "VARY-1"
variation "Summer peak" from 1 July 2026 until 31 August 2026
  "Letters" respond within 15 working days of receipt cites "VARY-2"
"#;
    charter_of(text)
}

const ALL: [&str; 11] = [
    "HOURS-1", "WRITE-1", "WRITE-2", "WRITE-3", "VISIT-1", "VISIT-2", "PHONE-1", "PLAN-1", "COST-1", "VARY-1", "VARY-2",
];

fn clauses(rows: &str) -> Clauses {
    Clauses::read(rows).expect("a list of clauses")
}

#[test]
fn a_clause_is_carried_wherever_a_line_cites_it() {
    let rows: String = ALL.iter().map(|id| format!("{id},example@2026\n")).collect();
    let covered = coverage(&charter(), &clauses(&format!("id,charter\n{rows}")));
    assert!(covered.is_complete(), "{covered:#?}");
    assert_eq!((covered.listed, covered.carried, covered.cited), (11, 11, 11));
}

#[test]
fn what_is_missing_and_what_is_not_listed_are_told_apart_and_by_section() {
    let rest: String = ALL.iter().skip(4).map(|id| format!(",{id},example,,Elsewhere\n")).collect();
    let list = clauses(&format!(
        "Figures,ID,charter,gist,section,remarks\n\
         5 working days,WRITE-1,example@2026,letters are acknowledged,Letters,x\n\
         10 working days,WRITE-9,example@2026,letters are answered,Letters,\n\
         ,WRITE-2,another@2026,not ours,Letters,\n\
         ,WRITE-3,example@2025,not this version's,Letters,\n\
         5 working days,WRITE-1,example,the same in every version,Letters,\n\
         ,,,,,\n\
         ,HOURS-1,example@2026,,Visits,\n{rest}"
    ));
    let covered = coverage(&charter(), &list);
    let section = |section: &str, listed, carried| SectionCoverage { section: section.to_owned(), listed, carried };
    assert_eq!(covered.sections, [section("Letters", 2, 1), section("Visits", 1, 1), section("Elsewhere", 7, 7)]);
    let missing: Vec<_> = covered.missing.iter().map(|clause| (clause.id.as_str(), clause.gist.as_str())).collect();
    assert_eq!(missing, [("WRITE-9", "letters are answered")]);
    assert_eq!(covered.missing.first().map(|clause| clause.figures.as_str()), Some("10 working days"));
    let unlisted = |id: &str| Unlisted { id: id.to_owned(), meant: Some("WRITE-1".to_owned()) };
    assert_eq!(covered.unlisted, [unlisted("WRITE-2"), unlisted("WRITE-3")]);
    assert_eq!((covered.listed, covered.carried, covered.cited), (10, 9, 11));
    assert!(!covered.is_complete());
}

#[test]
fn a_charter_without_clauses_in_the_list_has_nothing_to_compare() {
    let list = clauses("id,charter\nWRITE-1,exmple@2026\n");
    let covered = coverage(&charter(), &list);
    assert!(covered.is_complete() && covered.sections.is_empty());
    assert_eq!((covered.listed, covered.cited), (0, 11));
    assert_eq!(list.meant(&charter()), Some("exmple@2026"));
    assert_eq!(clauses("id,charter\nWRITE-1,another@2026\n").meant(&charter()), None);
}

#[test]
fn lists_come_as_spreadsheets_write_them() {
    for table in ["\u{feff}id;charter;gist\r\nA-1;b@1;a, b\r\n", "id\tcharter\tgist\nA-1\tb@1\ta, b\n"] {
        let list = clauses(table);
        let read: Vec<_> = list.all().iter().map(|clause| (&*clause.id, &*clause.charter, &*clause.gist)).collect();
        assert_eq!(read, [("A-1", "b@1", "a, b")]);
    }
}

#[test]
fn what_is_no_list_of_clauses_is_told_with_its_line() {
    let told = |table: &str| Clauses::read(table).expect_err("an error");
    assert_eq!(
        told("clause,charter\nA-1,b\n").to_string(),
        "the list of clauses has no column `id`: its columns are clause, charter"
    );
    assert_eq!(told("id,charter\nA-1,b\n,b\n"), ClausesError::Empty { line: 3, wanted: "id" });
    assert_eq!(told("id,charter\nA-1\n"), ClausesError::Empty { line: 2, wanted: "charter" });
    assert_eq!(
        told("id,charter\nA-1,b\nA-2,b\nA-1,b\n").to_string(),
        "line 4 of the list of clauses lists `A-1` a second time for `b`: delete one of the two"
    );
    assert!(matches!(told(""), ClausesError::NoColumn { wanted: "id", .. }));
}

#[test]
fn every_clause_is_cited_by_its_charter_and_nothing_else_is() {
    let clauses = Clauses::bundled().expect("the clauses");
    assert_eq!(clauses.all().len(), 72);
    let covered: Vec<Coverage> = bundled().iter().map(|one| coverage(&charter_of(one.text), &clauses)).collect();
    for one in &covered {
        assert!(one.is_complete() && one.carried == one.listed, "{one:#?}");
    }
    let listed: BTreeSet<&str> = clauses.all().iter().map(|clause| clause.charter.as_str()).collect();
    let compared = covered.iter().filter(|one| one.listed > 0).map(|one| one.charter.as_str());
    assert_eq!(compared.collect::<BTreeSet<_>>(), listed);
}
