//! The data file: reading, writing, errors, and GOV.UK's list laid over it.

use crate::common::{date, rules};
use bywhen_calendar::{Basis, Calendars, Day, Division, ListedHoliday, Status, WorkingDays};
use proptest::prelude::*;

/// A file whose Scottish part is given; the other two hold one plain year.
fn file(scotland: &str) -> String {
    let plain = r#"{"from": 2026, "published_from": 2026, "published_until": 2026,
        "holidays": [{"date": "2026-01-01", "title": "New Year's Day", "basis": "statute"}]}"#;
    format!(
        r#"{{"version": "1", "divisions": {{"england-and-wales": {plain}, "northern-ireland": {plain}, "scotland": {scotland}}}}}"#
    )
}

fn messages(text: &str) -> Vec<String> {
    let error = Calendars::from_json(text).unwrap_err();
    error.problems().iter().map(|problem| problem.to_string()).collect()
}

/// `UPDATE_BUNDLED=1` makes the file that programs carry anew.
#[test]
fn what_programs_carry_is_what_the_file_says() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let text = std::fs::read_to_string(folder.join("uk-bank-holidays.json")).unwrap();
    let calendars = Calendars::from_json(&text).unwrap();
    if std::env::var_os("UPDATE_BUNDLED").is_some() {
        std::fs::write(folder.join("uk-bank-holidays.saved"), bywhen_calendar::saved::write(&calendars)).unwrap();
    } else {
        assert_eq!(Calendars::bundled(), calendars, "make uk-bank-holidays.saved anew: see data/README.md");
    }
}

#[test]
fn written_data_reads_back_equal() {
    let calendars = Calendars::bundled();
    assert_eq!(Calendars::from_json(&calendars.to_json().unwrap()).unwrap(), calendars);
    assert_eq!(serde_json::from_str::<Calendars>(&serde_json::to_string(&calendars).unwrap()).unwrap(), calendars);
}

#[test]
fn every_problem_is_named_with_its_place() {
    let found = messages(&file(
        r#"{"from": 2026, "published_from": 2026, "published_until": 2027, "holidays": [
            {"date": "2026-13-01", "title": "x", "basis": "statute"},
            {"date": "2026-01-02", "title": " ", "basis": "custom"},
            {"date": "2026-05-04", "title": "", "basis": "statute", "replaces": "2025-05-04"},
            {"date": "2026-05-04", "title": "May", "basis": "statute", "announced": "2026-06-01"},
            {"date": "2030-01-01", "title": "Later", "basis": "statute", "colour": "red"},
            {"date": "2030-01-01", "title": "Later", "basis": "statute"}]}"#,
    ));
    let expected = [
        "divisions.scotland.holidays[0]: ",
        "divisions.scotland.holidays[1]: unknown variant `custom`",
        "divisions.scotland.holidays[2]: 2026-05-04 has no title",
        "divisions.scotland.holidays[2]: 2026-05-04 replaces 2025-05-04",
        "divisions.scotland.holidays[3]: 2026-05-04 comes after 2026-05-04",
        "divisions.scotland.holidays[3]: 2026-05-04 was announced on 2026-06-01",
        "divisions.scotland.holidays[4]: unknown field `colour`",
        "divisions.scotland.holidays[5]: 2030-01-01 is not in the years 2026 to 2027",
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found}");
    }
}

#[test]
fn gaps_and_odd_years_are_problems() {
    let gap = file(
        r#"{"from": 2026, "published_from": 2026, "published_until": 2027, "holidays": [
            {"date": "2026-01-01", "title": "New Year's Day", "basis": "statute"}]}"#,
    );
    assert_eq!(messages(&gap), ["divisions.scotland: there is no holiday in 2027"]);
    for years in
        [(1989, 1990, 1991), (2000, 1999, 2001), (2000, 2001, 2000), (2000, 2000, 2101), (i32::MIN, 0, i32::MAX)]
    {
        let text = file(&format!(
            r#"{{"from": {}, "published_from": {}, "published_until": {}, "holidays": []}}"#,
            years.0, years.1, years.2
        ));
        assert!(messages(&text)[0].contains("the years must be in order"), "{years:?}");
    }
    assert!(messages(r#"{"version": "", "divisions": {"wales": {"from":1,"published_from":1,"published_until":1,"holidays":[]}}}"#).len() == 5);
    assert!(messages("{")[0].contains("line 1"));
}

#[test]
fn years_outside_the_data_come_from_the_rules() {
    let calendars = Calendars::from_json(&file(
        r#"{"from": 2026, "published_from": 2026, "published_until": 2027, "holidays": [
            {"date": "2026-01-01", "title": "New Year's Day", "basis": "statute"},
            {"date": "2027-01-01", "title": "New Year's Day", "basis": "statute"}]}"#,
    ))
    .unwrap();
    assert_eq!(calendars.published_until(), 2026);
    assert_eq!(calendars.published_until_in(Division::Scotland), 2027);
    let first = |year| calendars.bank_holidays(Division::Scotland, year, None)[0].status;
    assert_eq!([first(2025), first(2026), first(2028)], [Status::Reconstructed, Status::Published, Status::Projected]);

    // Each calendar is projected from the horizon of its own divisions on.
    let projected = |divisions: &[Division], on: &str| {
        WorkingDays::compile(&rules(divisions), &calendars, None).is_projected(Day::from_date(date(on)).unwrap())
    };
    assert!(!projected(&[Division::Scotland], "2027-12-31"));
    assert!(projected(&[Division::Scotland], "2028-01-01"));
    assert!(projected(&Division::ALL, "2027-01-01"));
    assert!(!projected(&[], "2100-12-31"));
}

const FEED: &str = r#"{
  "england-and-wales": {"division": "england-and-wales", "events": [
    {"title": "Some other words", "date": "2028-01-03", "notes": "Substitute day", "bunting": true},
    {"title": "Good Friday", "date": "2028-04-14", "notes": "", "bunting": false},
    {"title": "Easter Monday", "date": "2028-04-17", "notes": "", "bunting": true},
    {"title": "Moved somewhere", "date": "2028-05-05", "notes": "for a reason", "bunting": true},
    {"title": "Spring bank holiday", "date": "2028-05-29", "notes": "", "bunting": true},
    {"title": "Summer bank holiday", "date": "2028-08-28", "notes": "", "bunting": true},
    {"title": "Christmas Day", "date": "2028-12-25", "notes": "", "bunting": true},
    {"title": "Boxing Day", "date": "2028-12-26", "notes": "", "bunting": true},
    {"title": "New Year's Day", "date": "2029-01-01", "notes": "", "bunting": true},
    {"title": "Good Friday", "date": "2029-03-30", "notes": "", "bunting": false},
    {"title": "Easter Monday", "date": "2029-04-02", "notes": "", "bunting": true},
    {"title": "Early May bank holiday", "date": "2029-05-07", "notes": "", "bunting": true},
    {"title": "Spring bank holiday", "date": "2029-05-28", "notes": "", "bunting": true},
    {"title": "Summer bank holiday", "date": "2029-08-27", "notes": "", "bunting": true},
    {"title": "Christmas Day", "date": "2029-12-25", "notes": "", "bunting": true},
    {"title": "Boxing Day", "date": "2029-12-26", "notes": "", "bunting": true},
    {"title": "New Year's Day", "date": "2030-01-01", "notes": "", "bunting": true}
  ]}
}"#;

#[test]
fn a_newer_file_is_known_by_what_stands_in_it() {
    let ours = Calendars::bundled();
    let feed = ours.newer(FEED, "bank-holidays.json").unwrap();
    assert_eq!(feed.version(), format!("{} with bank-holidays.json", ours.version()));
    assert_eq!(feed, ours.with_govuk(FEED, feed.version()).unwrap());
    assert_eq!(feed.newer(&ours.to_json().unwrap(), "ours.json").unwrap(), ours);
    assert!(ours.newer("{}", "nothing.json").is_err() && ours.newer("no JSON", "text").is_err());
}

#[test]
fn govuk_replaces_the_years_it_covers() {
    let ours = Calendars::bundled();
    let theirs = ours.with_govuk(FEED, "2027-06-01").unwrap();
    assert_eq!(theirs.version(), "2027-06-01");
    assert_eq!(theirs.published_until_in(Division::EnglandAndWales), 2029);
    // The other divisions were not in the feed: their horizon, and so the common one, stays.
    assert_eq!(theirs.published_until(), 2028);

    let in_2028 = theirs.bank_holidays(Division::EnglandAndWales, 2028, None);
    let find = |on: &str| in_2028.iter().find(|holiday| holiday.date == date(on));
    assert_eq!(in_2028.len(), 8);
    assert_eq!(find("2028-05-01"), None);
    let new_year = find("2028-01-03").unwrap();
    assert_eq!((new_year.title.as_str(), new_year.in_lieu_of), ("New Year's Day", Some(date("2028-01-01"))));
    let news = find("2028-05-05").unwrap();
    assert_eq!((news.title.as_str(), news.note.as_deref()), ("Moved somewhere", Some("for a reason")));
    assert_eq!((news.basis, news.one_off, news.announced), (Basis::Proclamation, true, None));

    // Past our horizon the rules say what a date is; it is now published.
    let in_2029 = theirs.bank_holidays(Division::EnglandAndWales, 2029, None);
    assert!(in_2029.iter().all(|holiday| holiday.status == Status::Published && !holiday.one_off));
    assert_eq!(theirs.bank_holidays(Division::EnglandAndWales, 2030, None)[0].status, Status::Projected);

    // Nothing else has changed.
    for year in (1990..=2027).chain(2030..=2100) {
        for division in Division::ALL {
            assert_eq!(theirs.bank_holidays(division, year, None), ours.bank_holidays(division, year, None));
        }
    }
    assert_eq!(
        theirs.bank_holidays(Division::Scotland, 2028, None),
        ours.bank_holidays(Division::Scotland, 2028, None)
    );
    assert_eq!(Calendars::from_json(&theirs.to_json().unwrap()).unwrap(), theirs);
}

#[test]
fn a_govuk_date_is_never_lost_without_a_word() {
    let problems = |events: &str| {
        let feed = format!(r#"{{"scotland": {{"events": [{events}]}}}}"#);
        let error = Calendars::bundled().with_govuk(&feed, "2027-06-01").unwrap_err();
        error.problems().iter().map(|problem| problem.to_string()).collect::<Vec<_>>()
    };
    assert!(problems(r#"{"date": "2027-06-07", "title": "News"}"#)[0].starts_with("scotland: 2027-06-07 is not"));
    // 2030 is covered, but 2029 is not: the gap would be neither data nor rule.
    assert_eq!(problems(r#"{"date": "2030-01-01"}, {"date": "2030-06-07"}, {"date": "2030-12-25"}"#).len(), 1);
    assert!(problems(r#"{"date": "1066-10-14"}"#)[0].starts_with("scotland.events[0]: "));
    assert!(problems(r#"{"date": "soon"}"#)[0].starts_with("scotland.events[0]: "));
    let with = |feed: &str, version: &str| Calendars::bundled().with_govuk(feed, version);
    assert!(
        with(r#"{"wales": {"events": []}}"#, "1").unwrap_err().to_string().contains("`wales` has no bank holidays")
    );
    assert!(with(FEED, " ").is_err() && with("{}", "1").is_err() && with("[]", "1").is_err() && with("", "1").is_err());
    // A part of a year with nothing new in it is fine.
    let same = with(r#"{"scotland": {"events": [{"date": "2027-08-02"}]}}"#, "1").unwrap();
    assert_eq!(
        same.bank_holidays(Division::Scotland, 2027, None),
        Calendars::bundled().bank_holidays(Division::Scotland, 2027, None)
    );
}

/// A year counts as covered where the feed has its first days and its last, and not a part of it.
#[test]
fn a_part_of_a_year_in_govuks_feed_replaces_nothing() {
    let division = Division::EnglandAndWales;
    let with = |dates: &[&str]| {
        let events: Vec<String> = dates.iter().map(|date| format!(r#"{{"date": "{date}"}}"#)).collect();
        let feed = format!(r#"{{"england-and-wales": {{"events": [{}]}}}}"#, events.join(", "));
        Calendars::bundled().with_govuk(&feed, "1").unwrap()
    };
    let ours = Calendars::bundled().bank_holidays(division, 2027, None);
    assert_eq!(ours.len(), 8);
    // No January: 3 May is an early day of its month only.
    assert_eq!(with(&["2027-05-03", "2027-12-27"]).bank_holidays(division, 2027, None), ours);
    // No December: 31 May is a late day of its month only.
    assert_eq!(with(&["2027-01-01", "2027-05-31"]).bank_holidays(division, 2027, None), ours);
    assert_eq!(with(&["2027-01-01", "2027-12-27"]).bank_holidays(division, 2027, None).len(), 2);
}

/// The year after those that are known may stand alone in the feed: it leaves no gap.
#[test]
fn govuk_goes_on_where_the_data_ends() {
    let feed = r#"{"scotland": {"events": [{"date": "2029-01-01"}, {"date": "2029-06-07"}, {"date": "2029-12-25"}]}}"#;
    let theirs = Calendars::bundled().with_govuk(feed, "1").unwrap();
    assert_eq!(theirs.published_until_in(Division::Scotland), 2029);
    assert_eq!(theirs.bank_holidays(Division::Scotland, 2029, None).len(), 3);
    let in_2028 = |calendars: &Calendars| calendars.bank_holidays(Division::Scotland, 2028, None);
    assert_eq!(in_2028(&theirs), in_2028(&Calendars::bundled()));
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,80}") {
        let _ = Calendars::from_json(&text);
        let _ = Calendars::bundled().with_govuk(&text, "1");
    }

    #[test]
    fn no_damaged_file_panics(at in 0usize..6_000, with in "[0-9a-z\\-\":{}\\[\\],]{0,3}", cut in 0usize..4) {
        let mut text = Calendars::bundled().to_json().unwrap();
        text.replace_range(at..at + cut, &with);
        if let Ok(calendars) = Calendars::from_json(&text) {
            for division in Division::ALL {
                for year in 1985..2105 {
                    calendars.bank_holidays(division, year, Some(date("2019-05-01")));
                }
            }
        }
    }
}

#[test]
fn data_for_one_division_has_no_other() {
    let all = Calendars::bundled();
    let scottish = all.only(&[Division::Scotland]);
    for division in Division::ALL {
        assert!(all.has(division));
        assert_eq!(scottish.has(division), division == Division::Scotland);
        assert_eq!(scottish.bank_holidays(division, 2026, None).is_empty(), division != Division::Scotland);
    }
}

#[test]
fn a_list_of_one_division_is_laid_over_as_govuks_is() {
    let listed = |date_of: &str, title: &str| ListedHoliday {
        date: date(date_of),
        title: title.to_owned(),
        notes: String::new(),
    };
    let list = vec![
        listed("2029-12-25", "Christmas Day"),
        listed("2029-01-01", "New Year's Day"),
        listed("2029-06-07", "News"),
        listed("2029-06-07", "The same"),
    ];
    let ours = Calendars::bundled();
    let theirs = ours.with_list(Division::Scotland, list.clone(), "1").unwrap();
    let feed = r#"{"scotland": {"events": [{"date": "2029-01-01"}, {"date": "2029-06-07", "title": "News"}, {"date": "2029-12-25"}]}}"#;
    assert_eq!(theirs, ours.with_govuk(feed, "1").unwrap());

    let refused = |list: Vec<ListedHoliday>, version: &str| {
        let error = ours.with_list(Division::Scotland, list, version).unwrap_err();
        error.problems().iter().map(|problem| problem.to_string()).collect::<Vec<_>>()
    };
    let no_year = "nothing can be taken from the list for Scotland: it has no whole year, from a holiday up to 4 January to one \
                   from 25 December on";
    assert_eq!(refused(vec![], "1"), [no_year]);
    assert_eq!(refused(vec![listed("2027-06-07", "News")], "1"), [no_year]);
    assert_eq!(
        refused([list.as_slice(), &[listed("1066-10-14", "Hastings")]].concat(), " "),
        [
            "scotland: 1066-10-14 is not between 1990 and 2100",
            "version: the data needs a version, such as the date the list was fetched"
        ]
    );
}
