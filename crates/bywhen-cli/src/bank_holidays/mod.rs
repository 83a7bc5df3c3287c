//! The bank holidays that answers rest on: those that come with the command, or newer ones from files.

mod content_line;
mod event;
mod ical;

use std::fmt::Display;
use std::path::Path;

use bywhen::Calendars;
use bywhen::calendar::{Division, ListedHoliday};

use crate::args::{BankHolidayArgs, BankHolidayFile};
use crate::load::read_whole;
use crate::output::Failure;

/// How many bytes of a file of bank holidays are read.
const MAX_BYTES: usize = 16 << 20;

/// What the files have.
#[derive(Default)]
struct Files<'a> {
    /// Bank holidays of every division, as JSON.
    data: Option<(&'a Path, String)>,
    /// Those of one division each.
    lists: Vec<List<'a>>,
}

/// A list of one division, and the file that it is from.
struct List<'a> {
    division: Division,
    path: &'a Path,
    holidays: Vec<ListedHoliday>,
}

/// The bank holidays of the files, in whichever order they are named, over those that come with the command.
pub(crate) fn calendars(args: &BankHolidayArgs) -> Result<Calendars, Failure> {
    let mut files = Files::default();
    for file in &args.bank_holidays {
        let bytes = read(file)?;
        if ical::is_calendar(&bytes) || is_called_calendar(&file.path) {
            files.take_list(file, &bytes)?;
        } else {
            files.take_data(file, bytes)?;
        }
    }
    files.calendars()
}

fn is_called_calendar(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ics"))
}

impl<'a> Files<'a> {
    fn take_list(&mut self, file: &'a BankHolidayFile, bytes: &[u8]) -> Result<(), Failure> {
        let (division, path) = (division_of(file)?, file.path.as_path());
        if let Some(other) = self.lists.iter().find(|list| list.division == division) {
            return Err(give_one(other.path, path, &format!("have a list for {division}")));
        }
        let holidays = ical::read(bytes).map_err(|error| in_file(path, &error))?;
        self.lists.push(List { division, path, holidays });
        Ok(())
    }

    fn take_data(&mut self, file: &'a BankHolidayFile, bytes: Vec<u8>) -> Result<(), Failure> {
        let path = file.path.as_path();
        if let Some(division) = file.division {
            let message = format!(
                "this is no iCalendar file, which begins with BEGIN:VCALENDAR: JSON names its divisions itself, so leave out {}=",
                division.name()
            );
            return Err(in_file(path, &message));
        }
        if let Some((other, _)) = self.data {
            return Err(give_one(other, path, "have the bank holidays of every division"));
        }
        let text = String::from_utf8(bytes).map_err(|_| in_file(path, &"this is not text in UTF-8"))?;
        self.data = Some((path, text));
        Ok(())
    }

    /// The lists over the data, whose version says where each is from.
    fn calendars(self) -> Result<Calendars, Failure> {
        let mut calendars = Calendars::bundled();
        if let Some((path, text)) = self.data {
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            calendars = calendars.newer(text, &file_name(path)).map_err(|error| in_file(path, &error))?;
        }
        let names: Vec<String> = self.lists.iter().map(|list| file_name(list.path)).collect();
        let version = format!("{} with {}", calendars.version(), names.join(", "));
        for List { division, path, holidays } in self.lists {
            calendars = calendars.with_list(division, holidays, &version).map_err(|error| in_file(path, &error))?;
        }
        Ok(calendars)
    }
}

fn read(file: &BankHolidayFile) -> Result<Vec<u8>, Failure> {
    let path = file.path.as_path();
    if path.as_os_str().is_empty() {
        return Err("--bank-holidays names no file: write it after the equals sign, as in scotland=council.ics".into());
    }
    if !path.exists()
        && let Some((name, _)) = path.to_str().and_then(|path| path.split_once('='))
        && let Err(unknown) = name.parse::<Division>()
    {
        return Err(in_file(path, &format!("there is no such file, and {unknown}")));
    }
    read_whole(path, MAX_BYTES, "file of bank holidays")
}

/// Whose bank holidays an iCalendar file lists: nothing in it says so.
fn division_of(file: &BankHolidayFile) -> Result<Division, Failure> {
    let named = || file.path.file_stem()?.to_str()?.parse().ok();
    file.division.or_else(named).ok_or_else(|| {
        let [first, second, third] = Division::ALL.map(|division| format!("{}={}", division.name(), file.path.display()));
        let message = format!(
            "an iCalendar file does not say whose bank holidays it lists: write --bank-holidays {first}, {second} or {third}"
        );
        in_file(&file.path, &message)
    })
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn in_file(path: &Path, error: &dyn Display) -> Failure {
    format!("{}: {error}", path.display()).into()
}

fn give_one(one: &Path, other: &Path, what: &str) -> Failure {
    format!("{} and {} both {what}: give one of them", one.display(), other.display()).into()
}
