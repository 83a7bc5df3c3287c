//! A plain table for notebooks. No colour carries a meaning.

use bywhen_publish::html::escape;

/// A table of cells that are HTML already.
pub(crate) fn table(caption: &str, heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{}</th>", escape(head))).collect();
    let cells =
        |row: Vec<String>| row.iter().map(|text| format!("<td style=\"text-align: left\">{text}</td>")).collect();
    let rows: Vec<String> = rows.into_iter().map(cells).collect();
    let rows: String = rows.iter().map(|cells: &String| format!("<tr>{cells}</tr>\n")).collect();
    let caption = escape(caption);
    format!(
        "<table>\n<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}
