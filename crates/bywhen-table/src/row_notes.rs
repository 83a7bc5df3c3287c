//! Notes on the rows of a table that are assessed as they stand, as data and as sentences.

use bywhen::prose::thousands;
use serde::Serialize;

use crate::phrases::{count, in_rows};
use crate::shortened::shortened;

/// Case ids that come more than once. Each of their rows is counted as a case all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RepeatedIds {
    /// How many ids.
    pub ids: u64,
    /// In how many rows they stand.
    pub rows: u64,
    /// Those that came again first.
    pub first: Vec<RepeatedId>,
    /// Rows with further ids than are remembered: they were only compared with those.
    #[serde(skip_serializing_if = "is_zero")]
    pub not_compared: u64,
}

/// A case id that comes more than once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RepeatedId {
    /// As in the table.
    pub case_id: String,
    /// In how many rows it stands.
    pub rows: u64,
    /// The numbers of the first few.
    pub first_rows: Vec<u64>,
}

/// An event that some rows have on a day before the receipt of their case. One of the two times is a slip, as a rule; it is taken as
/// it stands all the same, and a reply then counts as in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BeforeReceipt {
    /// `responded`, `stage-2/acknowledged`.
    pub event: String,
    /// In how many of the rows that were assessed.
    pub rows: u64,
    /// The numbers of the first few.
    pub first_rows: Vec<u64>,
}

/// A fact that is not known of some rows under standards that depend on it, and is taken as no there, or as none of its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AssumedFact {
    /// Its slug.
    pub fact: String,
    /// It has no values of its own. For the sentence, and not part of the JSON.
    #[serde(skip)]
    pub is_yes_or_no: bool,
    /// In how many of the rows that were assessed it is not known, under a standard that depends on it.
    pub rows: u64,
    /// In how many of those the answer would differ if it were yes, or had one of its values, and all else as it is.
    pub differ: u64,
    /// The numbers of the first few of these.
    pub first_rows: Vec<u64>,
}

/// How much of a case id a sentence quotes. In data it is whole.
const MAX_ID_LENGTH: usize = 100;

impl RepeatedIds {
    /// `2 case ids come more than once, in 5 rows; each row counts as a case: …`, and of each id of which is told what
    /// `describe_id` makes of it.
    pub fn describe(&self, describe_id: impl Fn(&RepeatedId) -> String) -> String {
        let mut parts: Vec<String> = Vec::new();
        if self.ids > 0 {
            let come = if self.ids == 1 { "comes" } else { "come" };
            let ids = count(self.ids, "case id", "case ids");
            let listed = self.first.iter().map(describe_id).collect::<Vec<_>>().join("; ");
            let more = if self.ids > self.first.len() as u64 { "; ..." } else { "" };
            let rows = thousands(self.rows);
            parts.push(format!(
                "{ids} {come} more than once, in {rows} rows; each row counts as a case: {listed}{more}"
            ));
        }
        if self.not_compared > 0 {
            let rows = count(self.not_compared, "row", "rows");
            parts.push(format!(
                "there are more case ids than are remembered: {rows} were not compared with one another"
            ));
        }
        parts.join("; ")
    }

    /// The same with the ids and their rows.
    pub fn note(&self) -> String {
        self.describe(|id| {
            format!("`{}` ({})", shortened(&id.case_id, MAX_ID_LENGTH, 0), in_rows(id.rows, &id.first_rows))
        })
    }
}

impl BeforeReceipt {
    /// ``in 2 rows `responded` is on a day before receipt, and is taken as it stands: rows 4, 9``.
    pub fn note(&self) -> String {
        let BeforeReceipt { event, rows, first_rows } = self;
        let listed = in_rows(*rows, first_rows);
        format!(
            "in {} `{event}` is on a day before receipt, and is taken as it stands: {listed}",
            count(*rows, "row", "rows")
        )
    }
}

impl AssumedFact {
    /// ``the fact `complex` is not known in 3 rows and is taken as no; where it is yes, the answer differs in 2 of them: rows
    /// 1, 4``.
    pub fn note(&self) -> String {
        let AssumedFact { fact, is_yes_or_no, rows, differ, first_rows } = self;
        let (taken, otherwise) = if *is_yes_or_no {
            ("taken as no", "if it were yes")
        } else {
            ("taken as none of its values", "with one of them")
        };
        let known = format!("the fact `{fact}` is not known in {} and is {taken}", count(*rows, "row", "rows"));
        match differ {
            0 if *rows == 1 => format!("{known}, which makes no difference to it"),
            0 => format!("{known}, which makes no difference to them"),
            differ => {
                let them = if *rows == 1 { "it".to_owned() } else { format!("{} of them", thousands(*differ)) };
                let listed = in_rows(*differ, first_rows);
                format!("{known}; {otherwise}, the answer would differ in {them}: {listed}")
            }
        }
    }
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}
