//! The compiled charter as a file: for a browser, or any program that should not carry the parser.
//!
//! What is saved is what answers need of the checked charter, with the bank holidays that its calendars keep; it is
//! compiled to a [`Plan`](crate::Plan) when it is loaded. What a charter carries besides is left out: its sources and
//! examples, the pledges, milestones, measures and permissions that are only kept, and what is unconfirmed. A newer bywhen
//! reads an older file. A file that is damaged, or of a newer bywhen, is refused, never misread.
//!
//! ```
//! use bywhen_engine::{Plan, CompileOptions, saved};
//! # fn answer(charter: &bywhen_engine::Charter) -> Result<(), Box<dyn std::error::Error>> {
//! let bytes = saved::write(charter, &bywhen_calendar::Calendars::bundled());
//! let saved = saved::read(&bytes)?;
//! let plan = Plan::compile(saved.charter, &CompileOptions::new(saved.calendars))?;
//! # Ok(())
//! # }
//! ```
//!
//! # The file
//!
//! | bytes | |
//! |---|---|
//! | 7 | `bywhen` and a zero byte |
//! | 2 | the version of the format |
//! | 4 | how long the payload is |
//! | 4 | CRC-32 of the version, the length and the payload |
//! | | the payload, CBOR: the charter and the bank holidays |
//!
//! Numbers are little-endian. In the payload, every field and variant of the model stands at the place that is listed
//! under its type. **A place is never given to anything else.** A new field comes last and is optional or has a default,
//! and with it [`FORMAT`] goes up by one, so that an older bywhen does not overlook it. Format 1 held the whole charter; format 3
//! has what becomes of early requests and of lateness while a clock stands still, and forms that say where they start; format 4
//! has the rings of a telephone; format 5 has facts with values, conditions on them and on when an event came, the events that end a case, warnings,
//! hours by season and before bank holidays, days of the week of a month, ranges between repetitions, and targets for staff.

mod checksum;

use bywhen_calendar::saved as model;
use bywhen_calendar::{Calendars, Division};

use crate::charter::Charter;

/// The version of the format that is written. Every version up to it is read.
pub const FORMAT: u16 = 5;

const MAGIC: &[u8; 7] = b"bywhen\0";
/// Where the version begins.
const VERSION: usize = MAGIC.len();
/// Where the length begins, and where the checksum does.
const LENGTH: usize = VERSION + 2;
const CHECKSUM: usize = LENGTH + 4;
const PAYLOAD: usize = CHECKSUM + 4;

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// The checked charter, as far as answers need it.
    pub charter: Charter,
    /// The bank holidays of the divisions that it keeps, and no others.
    pub calendars: Calendars,
}

bywhen_calendar::codec!(struct Saved { charter, calendars });

/// Why a file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SavedError {
    /// Something else altogether.
    #[error("this is no compiled charter: `bywhen compile` makes one from a charter")]
    Other,
    /// Cut off or with something behind its end.
    #[error(
        "the compiled charter is {found} bytes long where it says {expected}: copy it again, or make it anew with `bywhen compile`"
    )]
    Length {
        /// How long it says it is.
        expected: u64,
        /// How long it is.
        found: u64,
    },
    /// Changed since it was written, or never a charter.
    #[error("the compiled charter is damaged: copy it again, or make it anew with `bywhen compile`")]
    Damaged,
    /// Of a bywhen that is to come.
    #[error(
        "the compiled charter has format {found}, and this version of bywhen reads formats up to {FORMAT}: update bywhen, or make the file anew with this version"
    )]
    Newer {
        /// The file's format.
        found: u16,
    },
}

/// A checked charter as a file, with its part of the bank holidays.
pub fn write(charter: &Charter, calendars: &Calendars) -> Vec<u8> {
    let saved = Saved { charter: charter.clone(), calendars: calendars.only(&kept(charter)) };
    let payload = model::write(&saved);
    let mut file = Vec::with_capacity(PAYLOAD + payload.len());
    file.extend(MAGIC);
    file.extend(FORMAT.to_le_bytes());
    // A charter is read from a text of limited size, and is nowhere near 4 GB.
    file.extend(u32::try_from(payload.len()).unwrap_or(u32::MAX).to_le_bytes());
    let checksum = checksum::crc_32(&[file.get(VERSION..).unwrap_or_default(), &payload]);
    file.extend(checksum.to_le_bytes());
    file.extend(payload);
    file
}

/// Whether these bytes begin as a compiled charter does, sound or not.
pub fn is_saved(file: &[u8]) -> bool {
    file.starts_with(MAGIC)
}

/// The charter in a file.
pub fn read(file: &[u8]) -> Result<Saved, SavedError> {
    if file.is_empty() || !MAGIC.starts_with(file.get(..VERSION).unwrap_or(file)) {
        return Err(SavedError::Other);
    }
    let cut = SavedError::Length { expected: PAYLOAD as u64, found: file.len() as u64 };
    let (head, payload) = file.split_at_checked(PAYLOAD).ok_or(cut)?;
    let number = |from: usize| head.get(from..).and_then(<[u8]>::first_chunk).copied().map_or(0, u32::from_le_bytes);
    let version = head.get(VERSION..).and_then(<[u8]>::first_chunk).copied().map_or(0, u16::from_le_bytes);
    if version > FORMAT {
        return Err(SavedError::Newer { found: version });
    }
    let expected = PAYLOAD as u64 + u64::from(number(LENGTH));
    if expected != file.len() as u64 {
        return Err(SavedError::Length { expected, found: file.len() as u64 });
    }
    let checksum = checksum::crc_32(&[head.get(VERSION..CHECKSUM).unwrap_or_default(), payload]);
    if checksum != number(CHECKSUM) || version == 0 {
        return Err(SavedError::Damaged);
    }
    let saved: Saved = model::read(payload).ok_or(SavedError::Damaged)?;
    let complete = kept(&saved.charter).into_iter().all(|division| saved.calendars.has(division));
    if complete { Ok(saved) } else { Err(SavedError::Damaged) }
}

/// The divisions whose bank holidays a charter's calendars keep.
fn kept(charter: &Charter) -> Vec<Division> {
    charter.calendars.iter().flat_map(|calendar| calendar.rules.bank_holidays.iter().copied()).collect()
}
