//! The bank holidays in a saved file: each title and note once, and only the divisions that are asked for.

use chrono::{Datelike, NaiveDate};
use minicbor::encode::{self, Write};
use minicbor::{Decode, Decoder, Encode, Encoder, decode};

use super::years::Years;
use super::{Calendars, Inner};
use crate::day::{FIRST_HOLIDAY_YEAR, LAST_YEAR};
use crate::{BankHoliday, Basis, Division, Status, saved};

#[derive(Encode, Decode)]
struct File {
    #[n(0)]
    version: String,
    /// Titles and notes.
    #[n(1)]
    texts: Vec<String>,
    #[n(2)]
    divisions: Vec<FileDivision>,
}

#[derive(Encode, Decode)]
struct FileDivision {
    #[n(0)]
    division: Division,
    #[n(1)]
    from: i32,
    #[n(2)]
    published_from: i32,
    #[n(3)]
    published_until: i32,
    #[n(4)]
    holidays: Vec<FileHoliday>,
}

#[derive(Encode, Decode)]
struct FileHoliday {
    #[cbor(n(0), with = "saved::date")]
    date: NaiveDate,
    /// Its place among the texts.
    #[n(1)]
    title: u32,
    #[n(2)]
    basis: Basis,
    #[cbor(n(3), with = "saved::maybe_date")]
    in_lieu_of: Option<NaiveDate>,
    /// What makes it more than an ordinary holiday.
    #[n(4)]
    news: Option<News>,
}

#[derive(Encode, Decode)]
struct News {
    #[cbor(n(0), with = "saved::maybe_date")]
    replaces: Option<NaiveDate>,
    #[n(1)]
    one_off: bool,
    #[cbor(n(2), with = "saved::maybe_date")]
    announced: Option<NaiveDate>,
    #[n(3)]
    announced_confirmed: bool,
    #[n(4)]
    note: Option<u32>,
}

impl<C> Encode<C> for Calendars {
    fn encode<W: Write>(&self, encoder: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        encoder.encode(written(&self.0))?.ok()
    }
}

/// Checked: what could not have been written is refused.
impl<'b, C> Decode<'b, C> for Calendars {
    fn decode(decoder: &mut Decoder<'b>, _: &mut C) -> Result<Calendars, decode::Error> {
        let file: File = decoder.decode()?;
        read(file).map(Calendars::new).ok_or_else(|| decode::Error::message("no bank holidays as they are written"))
    }
}

fn written(inner: &Inner) -> File {
    let mut texts = Vec::new();
    let divisions = Division::ALL.into_iter().filter_map(|division| {
        let years = inner.years(division)?;
        Some(FileDivision {
            division,
            from: years.from(),
            published_from: years.published_from(),
            published_until: years.published_until(),
            holidays: years.holidays().iter().map(|holiday| line(holiday, &mut texts)).collect(),
        })
    });
    let divisions = divisions.collect();
    File { version: inner.version.clone(), texts, divisions }
}

fn line(holiday: &BankHoliday, texts: &mut Vec<String>) -> FileHoliday {
    let mut place = |text: &String| {
        let place = texts.iter().position(|known| known == text).unwrap_or_else(|| {
            texts.push(text.clone());
            texts.len() - 1
        });
        u32::try_from(place).unwrap_or(u32::MAX)
    };
    let title = place(&holiday.title);
    let note = holiday.note.as_ref().map(place);
    let BankHoliday { date, basis, in_lieu_of, replaces, one_off, announced, announced_confirmed, .. } = *holiday;
    let ordinary = replaces.is_none() && !one_off && announced.is_none() && announced_confirmed && note.is_none();
    let news = (!ordinary).then_some(News { replaces, one_off, announced, announced_confirmed, note });
    FileHoliday { date, title, basis, in_lieu_of, news }
}

fn read(file: File) -> Option<Inner> {
    let mut inner = Inner { version: file.version, years: [None, None, None] };
    let text = |place: u32| file.texts.get(usize::try_from(place).ok()?).cloned();
    for division in file.divisions {
        let FileDivision { division, from, published_from, published_until, holidays } = division;
        let in_order = FIRST_HOLIDAY_YEAR <= from
            && from <= published_from
            && published_from <= published_until
            && published_until <= LAST_YEAR;
        let rising = holidays.iter().zip(holidays.iter().skip(1)).all(|(a, b)| a.date < b.date);
        let covered = holidays.iter().all(|holiday| (from..=published_until).contains(&holiday.date.year()));
        if !(in_order && rising && covered) {
            return None;
        }
        let holidays = holidays.into_iter().map(|line| {
            let published = line.date.year() >= published_from;
            let news = line.news.as_ref();
            Some(BankHoliday {
                date: line.date,
                title: text(line.title)?,
                basis: line.basis,
                status: if published { Status::Published } else { Status::Reconstructed },
                in_lieu_of: line.in_lieu_of,
                replaces: news.and_then(|news| news.replaces),
                one_off: news.is_some_and(|news| news.one_off),
                announced: news.and_then(|news| news.announced),
                announced_confirmed: news.is_none_or(|news| news.announced_confirmed),
                note: match news.and_then(|news| news.note) {
                    Some(note) => Some(text(note)?),
                    None => None,
                },
            })
        });
        let holidays = holidays.collect::<Option<Vec<_>>>()?;
        let place = inner.years.get_mut(division as usize).filter(|place| place.is_none())?;
        *place = Some(Years::new(division, from, published_from, published_until, holidays));
    }
    Some(inner)
}
