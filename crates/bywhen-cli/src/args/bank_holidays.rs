//! Where bank holidays are read from.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use bywhen::calendar::Division;
use clap::ValueHint;

#[derive(Debug, clap::Args)]
pub(crate) struct BankHolidayArgs {
    /// Newer bank holidays: a file in this project's format or in GOV.UK's; or the list of one division as an iCalendar file,
    /// as in scotland=council.ics or, with that name, scotland.ics; may repeat, for one list of each division
    #[arg(long, value_name = "[DIVISION=]FILE", value_hint = ValueHint::FilePath)]
    pub(crate) bank_holidays: Vec<BankHolidayFile>,
}

impl BankHolidayArgs {
    /// The files that are read.
    pub(crate) fn paths(&self) -> Vec<&Path> {
        self.bank_holidays.iter().map(|file| file.path.as_path()).collect()
    }
}

/// A file of bank holidays, and whose they are where that is said.
#[derive(Clone, Debug)]
pub(crate) struct BankHolidayFile {
    pub(crate) division: Option<Division>,
    pub(crate) path: PathBuf,
}

/// A name of a file may have an equals sign itself: only that of a division is taken off.
impl From<OsString> for BankHolidayFile {
    fn from(text: OsString) -> BankHolidayFile {
        let named = text.to_str().and_then(|text| text.split_once('='));
        match named.and_then(|(name, path)| Some((name.parse().ok()?, PathBuf::from(path)))) {
            Some((division, path)) => BankHolidayFile { division: Some(division), path },
            None => BankHolidayFile { division: None, path: text.into() },
        }
    }
}
