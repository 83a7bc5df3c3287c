//! The formats of files of rows.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// The format of a file of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Cells under a heading, between commas, or between tabs or semicolons where the heading has no comma (`.csv`). Written
    /// with commas.
    Csv,
    /// Cells between tabs under a heading (`.tsv`).
    Tsv,
    /// One JSON object on each line (`.jsonl`, `.ndjson`).
    JsonLines,
    /// Apache Parquet (`.parquet`).
    Parquet,
}

impl Format {
    /// The format that a file's ending names.
    ///
    /// # Errors
    ///
    /// When the ending names none.
    pub fn of_path(path: &Path) -> Result<Self, UnknownFormat> {
        path.extension()
            .and_then(|ending| ending.to_str())
            .and_then(Self::named)
            .ok_or_else(|| UnknownFormat::of_path(path))
    }

    fn named(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::named(name).ok_or_else(|| UnknownFormat::Name(name.to_owned()))
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::JsonLines => "jsonl",
            Self::Parquet => "parquet",
        })
    }
}

/// A name that names no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UnknownFormat {
    /// The ending of a file names none.
    #[error(
        "The ending of \"{0}\" names no format of rows: end the name in .csv, .tsv, .jsonl, .ndjson or .parquet, or \
         say the format."
    )]
    Ending(String),
    /// The file is a workbook.
    #[error("\"{0}\" is a workbook, which is neither read nor written: use CSV, which a spreadsheet saves and opens.")]
    Workbook(String),
    /// A name names none.
    #[error("\"{0}\" is no format of rows: say csv, tsv, jsonl, ndjson or parquet.")]
    Name(String),
}

impl UnknownFormat {
    fn of_path(path: &Path) -> Self {
        let name = path.display().to_string();
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
        match ending.as_str() {
            "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => Self::Workbook(name),
            _ => Self::Ending(name),
        }
    }
}
