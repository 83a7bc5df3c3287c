//! The bank holidays in a saved file: each title and note once, and only the divisions that are asked for.

use chrono::{Datelike, NaiveDate};

use super::Calendars;
use super::data::Data;
use super::years::Years;
use crate::day::{FIRST_HOLIDAY_YEAR, LAST_YEAR};
use crate::saved::{Reader, Saved, Writer};
use crate::{BankHoliday, Basis, Division, Status};

struct File {
    version: String,
    /// Titles and notes.
    texts: Vec<String>,
    divisions: Vec<FileDivision>,
}

crate::codec!(struct File { version, texts, divisions });

struct FileDivision {
    division: Division,
    from: i32,
    published_from: i32,
    published_until: i32,
    holidays: Vec<FileHoliday>,
}

crate::codec!(struct FileDivision { division, from, published_from, published_until, holidays });

struct FileHoliday {
    date: NaiveDate,
    /// Its place among the texts.
    title: u32,
    basis: Basis,
    in_lieu_of: Option<NaiveDate>,
    /// Details of an extra, moved or uncertain holiday.
    news: Option<News>,
}

crate::codec!(struct FileHoliday { date, title, basis, in_lieu_of, news });

struct News {
    replaces: Option<NaiveDate>,
    one_off: bool,
    announced: Option<NaiveDate>,
    announced_confirmed: bool,
    note: Option<u32>,
}

crate::codec!(struct News { replaces, one_off, announced, announced_confirmed, note });

impl Saved for Calendars {
    fn write(&self, to: &mut Writer) {
        written(&self.0).write(to);
    }

    /// Checked: what could not have been written is refused.
    fn read(from: &mut Reader<'_>) -> Calendars {
        let calendars = read(File::read(from));
        let nothing = Data { version: String::new(), years: [None, None, None] };
        Calendars::new(from.expect(calendars, nothing))
    }
}

fn written(calendars: &Data) -> File {
    let mut texts = Vec::new();
    let divisions = Division::ALL.into_iter().filter_map(|division| {
        let years = calendars.years(division)?;
        Some(FileDivision {
            division,
            from: years.from(),
            published_from: years.published_from(),
            published_until: years.published_until(),
            holidays: years.holidays().iter().map(|holiday| line(holiday, &mut texts)).collect(),
        })
    });
    let divisions = divisions.collect();
    File { version: calendars.version.clone(), texts, divisions }
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

fn read(file: File) -> Option<Data> {
    let mut calendars = Data { version: file.version, years: [None, None, None] };
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
        let place = calendars.years.get_mut(division as usize).filter(|place| place.is_none())?;
        *place = Some(Years::new(division, from, published_from, published_until, holidays));
    }
    Some(calendars)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holiday(date: &str) -> FileHoliday {
        let date = date.parse().expect("a date");
        FileHoliday { date, title: 0, basis: Basis::Statute, in_lieu_of: None, news: None }
    }

    /// A file with one division, that covers these years: from, published from, until.
    fn is_read(years: [i32; 3], dates: &[&str]) -> bool {
        let [from, published_from, published_until] = years;
        let holidays = dates.iter().map(|date| holiday(date)).collect();
        let division = FileDivision { division: Division::Scotland, from, published_from, published_until, holidays };
        let file = File { version: "1".to_owned(), texts: vec!["Holiday".to_owned()], divisions: vec![division] };
        read(file).is_some()
    }

    #[test]
    fn years_and_days_that_are_out_of_order_are_refused() {
        assert!(is_read([1990, 2011, 2028], &["1990-01-01", "2011-01-03", "2028-12-26"]));
        assert!(is_read([1990, 1990, 1990], &[]) && is_read([2100, 2100, 2100], &[]));
        assert!(!is_read([1989, 2011, 2028], &[]) && !is_read([1990, 2011, 2101], &[]));
        assert!(!is_read([2012, 2011, 2028], &[]) && !is_read([1990, 2029, 2028], &[]));
        assert!(!is_read([1990, 2011, 2028], &["2011-01-03", "2011-01-03"]));
        assert!(!is_read([1990, 2011, 2028], &["2011-01-04", "2011-01-03"]));
        assert!(!is_read([1991, 2011, 2028], &["1990-01-01"]) && !is_read([1990, 2011, 2027], &["2028-01-03"]));
    }
}
