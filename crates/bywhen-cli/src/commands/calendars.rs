//! `bywhen calendars`.

use bywhen::calendar::{BankHoliday, Division};
use bywhen::{Calendars, prose};
use serde::Serialize;

use crate::args::{CalendarsArgs, Format};
use crate::bank_holidays;
use crate::exit::Exit;
use crate::output::{Failure, json, print};

#[derive(Serialize)]
struct CalendarList<'a> {
    data: &'a str,
    published_until: i32,
    calendars: Vec<Calendar>,
}

#[derive(Serialize)]
struct Calendar {
    name: &'static str,
    title: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bank_holidays: Vec<BankHoliday>,
}

const UNION: (&str, &str) = ("united-kingdom", "a bank holiday in any part of the United Kingdom");

pub(crate) fn run(args: &CalendarsArgs) -> Result<Exit, Failure> {
    let data = bank_holidays::calendars(&args.data.newer)?;
    let calendars: Vec<Calendar> = Division::ALL
        .iter()
        .map(|division| Calendar {
            name: division.name(),
            title: division.title(),
            bank_holidays: holidays(&data, &[*division], args),
        })
        .chain(std::iter::once(Calendar {
            name: UNION.0,
            title: UNION.1,
            bank_holidays: holidays(&data, &Division::ALL, args),
        }))
        .collect();
    match args.format {
        Format::Json => {
            json(&CalendarList { data: data.version(), published_until: data.published_until(), calendars })?
        }
        Format::Text => {
            let mut text =
                format!("Bank holiday data of {}, published to {}.\n", data.version(), data.published_until());
            for calendar in calendars {
                text.push_str(&format!("\n{:<19} {}\n", calendar.name, calendar.title));
                for holiday in calendar.bank_holidays {
                    text.push_str(&format!("    {:<28} {}\n", prose::date(holiday.date), holiday.title));
                }
            }
            print(&text)?;
        }
    }
    Ok(Exit::Fine)
}

fn holidays(data: &Calendars, divisions: &[Division], args: &CalendarsArgs) -> Vec<BankHoliday> {
    let Some(year) = args.year else { return Vec::new() };
    let mut all: Vec<BankHoliday> =
        divisions.iter().flat_map(|division| data.bank_holidays(*division, year, args.data.known_on)).collect();
    all.sort_by_key(|holiday| holiday.date);
    all.dedup_by_key(|holiday| holiday.date);
    all
}
