//! A name with anything in it wherever names are shown: it changes no markup, and no words fail for it.

use std::io::Cursor;

use bywhen::engine::Name;
use bywhen::engine::charter::Charter;
use bywhen::{Case, CompileOptions, Plan, Versions, bank_holidays_of, parse, prose, week_of};
use bywhen_publish::page;
use bywhen_report::{MonthOf, attainment};
use bywhen_table::AssessRequest;
use bywhen_table::columns::ColumnSpec;
use bywhen_table::read::{Format, Options, Source, open};

use crate::setting::setting;

const CHARTER: &str = include_str!("../charters/page.charter");

/// A name that is one anywhere, and one that is an address, which a page makes a link of.
const HARMLESS: &str = "Harmless";
const HARMLESS_ADDRESS: &str = "https://example.org/harmless";

/// Longer names show nothing that shorter ones do not.
const LONGEST: usize = 200;

/// Puts the name in the place of every other, and looks at every form of output.
pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let name: String = text.chars().take(LONGEST).collect();
    messages(&name);
    // What says nothing is left out of a page, and what the charter knows already is told together with it: another page.
    let names = Name::new(&name);
    let is_known =
        |plan: Plan| plan.channel(&name).is_ok() || plan.charter().standards.iter().any(|one| one.name == names);
    if names.slug().is_empty() || plan(HARMLESS).is_none_or(is_known) {
        return;
    }
    let is_address = ["http://", "https://"].iter().any(|scheme| name.starts_with(scheme));
    let (hostile, harmless) = (outputs(&name), outputs(if is_address { HARMLESS_ADDRESS } else { HARMLESS }));
    assert_eq!(hostile.is_some(), harmless.is_some(), "the name decides whether there is an answer");
    let (Some(hostile), Some(harmless)) = (hostile, harmless) else { return };
    for ((what, html), (_, expected)) in hostile.html.iter().zip(&harmless.html) {
        let (tags, expected) = (tags(html), tags(expected));
        let differing = tags.iter().zip(&expected).find(|(one, other)| one != other);
        assert!(tags == expected, "the name {name:?} changes the markup of {what}: {differing:?}");
    }
}

/// Everything that names are shown in.
#[derive(Default)]
struct Outputs {
    html: Vec<(&'static str, String)>,
}

/// Errors that repeat what was given.
fn messages(name: &str) {
    let Some(plan) = plan(HARMLESS) else { return };
    let (Ok(received), Ok(at)) = ("2013-03-01T10:00".parse(), "2013-03-04".parse()) else { return };
    let case = || Case::received(received).by("letter");
    let cases =
        [case().by(name), case().kind(name), case().to(name), case().fact(name, true), case().event(name, received)];
    for case in cases {
        drop(plan.check(&case, at).map_err(|error| error.to_string()));
    }
    drop(plan.with(&setting().choose(name, name)).map_err(|error| error.to_string()));
    drop(plan.with(&setting().choose("weekend receipt", name)).map_err(|error| error.to_string()));
    drop(bank_holidays_of(name).map_err(|error| error.to_string()));
    drop(week_of(name).map_err(|error| error.to_string()));
    drop(plan.clock(None, Some("letter"), None, name).map_err(|error| error.to_string()));
    drop(name.parse::<bywhen::When>().map_err(|error| error.to_string()));
    for diagnostic in parse(name).diagnostics {
        drop(diagnostic.to_string());
    }
}

/// The charter with this name in place of every one that nothing else goes by, and in every sentence of its own.
fn charter(name: &str) -> Option<Charter> {
    let mut charter = parse(CHARTER).charter?;
    let text = || name.to_owned();
    let named = |of: &mut Name| *of = Name::new(name);
    charter.title = text();
    charter.council = Some(text());
    charter.version = text();
    charter.sources.iter_mut().for_each(|source| source.title = text());
    charter
        .sources
        .iter_mut()
        .filter(|source| source.address.is_none())
        .for_each(|source| source.address = Some(text()));
    charter.readings = vec![text()];
    charter.unconfirmed = vec![text()];
    let lists = [&mut charter.kinds, &mut charter.channels, &mut charter.services];
    lists.into_iter().flatten().for_each(|own| own.meaning = Some(text()));
    charter.facts.iter_mut().for_each(|own| own.meaning = Some(text()));
    charter.events.iter_mut().for_each(|own| own.meaning = Some(text()));
    charter.channels.iter_mut().for_each(|own| named(&mut own.name));
    charter.services.iter_mut().for_each(|own| named(&mut own.name));
    for choice in &mut charter.choices {
        choice.meaning = Some(text());
        choice.options.iter_mut().for_each(|option| option.meaning = Some(text()));
    }
    for standard in &mut charter.standards {
        for applies in &mut standard.applies {
            applies.channels.iter_mut().filter(|channel| channel.is("kiosk")).for_each(named);
            applies.service.iter_mut().for_each(named);
        }
        standard.cites = vec![text()];
        standard.readings = vec![text()];
        standard.unconfirmed = vec![text()];
        standard.examples.iter_mut().for_each(|example| example.title = text());
        for promise in standard.stages.iter_mut().flat_map(|stage| &mut stage.promises) {
            promise.cites = vec![text()];
            promise.readings = vec![text()];
        }
    }
    charter.standards.first_mut().into_iter().for_each(|standard| named(&mut standard.name));
    for variation in &mut charter.variations {
        variation.because = Some(text());
        named(&mut variation.name);
    }
    charter.pledges.iter_mut().chain(&mut charter.permissions).for_each(|pledge| pledge.text = text());
    charter.measures.iter_mut().for_each(|measure| measure.text = text());
    charter.milestones.iter_mut().for_each(|milestone| (milestone.text, milestone.when) = (text(), text()));
    Some(charter)
}

fn plan(name: &str) -> Option<Plan> {
    Plan::compile(charter(name)?, &CompileOptions { ..setting() }).ok()
}

fn outputs(name: &str) -> Option<Outputs> {
    let plan = plan(name)?;
    let mut outputs = Outputs::default();
    let page = page(&plan);
    outputs.html.push(("the page", page.html()));
    drop(page.text(80));
    drop(page.markdown());
    let (received, at) = ("2013-03-01T10:00".parse().ok()?, "2013-04-04".parse().ok()?);
    for case in [Case::received(received).by(name), Case::received(received).by("in person").to(name)] {
        let outcome = plan.explain(&case, at).ok()?;
        for promise in &outcome.promises {
            drop(prose::sentence(plan.charter(), &outcome, promise));
            drop(prose::explanation(plan.charter(), &outcome, promise));
        }
    }
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let (cell, nowhere) = (quoted(name), quoted(&format!("nowhere {name}")));
    let table = format!(
        "id,channel,received,{cell}\n{cell},letter,2013-03-01,{cell}\n{cell},letter,2013-03-02,{cell}\n3,{cell},2013-03-01,\n4,{nowhere},2013-03-01,\n"
    );
    let columns = vec![("id".to_owned(), "case_id".to_owned()), (name.to_owned(), "-".to_owned())];
    let column_spec = ColumnSpec { columns, ..ColumnSpec::default() };
    let versions = Versions::one(plan);
    let request = AssessRequest {
        versions: &versions,
        column_spec: &column_spec,
        log: None,
        at,
        passthrough: &[],
        strict: false,
    };
    let source = Source::Stream { name: name.to_owned(), bytes: Box::new(Cursor::new(table.into_bytes())) };
    // A heading may be one that a table cannot have, and then there is a message.
    match open(source, Format::Csv, Options::default()) {
        Err(error) => drop(error.to_string()),
        Ok(cases) => match attainment(&request, cases, MonthOf::Received, |_| {}) {
            Err(error) => drop(error.to_string()),
            Ok((whole, _)) => {
                outputs.html.push(("the report", bywhen_report::html(&whole)));
                drop(bywhen_report::text(&whole));
            }
        },
    }
    Some(outputs)
}

/// The tags of a page in order, each with the names of its attributes.
fn tags(html: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        let mut shape = String::new();
        let mut quoted = false;
        let mut end = tag.len();
        for (at, letter) in tag.char_indices() {
            match letter {
                '"' => quoted = !quoted,
                '>' if !quoted => {
                    end = at;
                    break;
                }
                letter if !quoted => shape.push(letter),
                _ => {}
            }
        }
        tags.push(shape);
        rest = tag.get(end..).unwrap_or_default();
    }
    tags
}
