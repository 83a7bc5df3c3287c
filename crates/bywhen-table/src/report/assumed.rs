//! Facts that a table does not tell, in words.

use super::model::AssumedFact;
use super::words::{count, in_rows, thousands};

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
