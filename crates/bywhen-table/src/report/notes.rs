//! Notes on the rows of a table, as sentences.

use super::model::{AssumedFact, BeforeReceipt, RepeatedId, RepeatedIds};
use super::phrases::{count, in_rows};
use crate::shortened::shortened;
use bywhen::prose::thousands;

/// How much of a case id a sentence quotes. In data it is whole.
const MAX_ID_LENGTH: usize = 100;

impl RepeatedIds {
    /// `2 case ids come more than once, in 5 rows; each row counts as a case: …`, and of each id of which is told what
    /// `describe_id` makes of it.
    pub(super) fn describe(&self, describe_id: impl Fn(&RepeatedId) -> String) -> String {
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
        let AssumedFact { fact, rows, differ, first_rows } = self;
        let known = format!("the fact `{fact}` is not known in {} and is taken as no", count(*rows, "row", "rows"));
        match differ {
            0 if *rows == 1 => format!("{known}, which makes no difference to it"),
            0 => format!("{known}, which makes no difference to them"),
            differ => {
                let them = if *rows == 1 { "it".to_owned() } else { format!("{} of them", thousands(*differ)) };
                let listed = in_rows(*differ, first_rows);
                format!("{known}; if it were yes, the answer would differ in {them}: {listed}")
            }
        }
    }
}
