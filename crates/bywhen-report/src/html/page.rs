//! The page: what was counted, the summary, a section for each promise, and how it is counted.

use bywhen::engine::prose::as_at;
use bywhen::prose::thousands;
use bywhen_publish::html::{Document, anchor, escape};
use bywhen_table::phrases::{count, in_rows};

use super::chart::{Size, chart};
use super::tables;
use crate::model::{Figures, PromiseReport, Report, RowCounts};
use crate::phrases;

/// Styles of this page only.
const STYLE: &str = include_str!("style.css");

/// The report as one self-contained page.
pub fn html(report: &Report) -> String {
    let title = "How we met our customer service standards";
    let council = report.council.as_deref();
    let head_title = council.map_or_else(|| title.to_owned(), |council| format!("{title} – {council}"));
    let mut page = String::new();
    page.push_str(&format!("<h1>{title}</h1>\n"));
    let span = phrases::span(report).unwrap_or_else(|| "No cases".to_owned());
    page.push_str(&format!("<p class=\"lead\">{}, as at {}</p>\n", escape(&span), escape(&as_at(report.at))));
    page.push_str("<p><a class=\"more\" href=\"#staff\">For staff: everything that was counted</a></p>\n");
    page.push_str(&summary(report));
    for promise in report.to_public() {
        page.push_str(&section(promise));
    }
    page.push_str(&how());
    page.push_str(&staff(report));
    let charter = phrases::charter(report);
    let footer = format!("<p>Worked out from {}, with bywhen {}.</p>", escape(&charter), env!("CARGO_PKG_VERSION"));
    let header = council.unwrap_or(&report.charter.title);
    Document { title: &head_title, header, style: STYLE, main: &page, footer: &footer }.html()
}

fn summary(report: &Report) -> String {
    let mut html = "<section aria-labelledby=\"summary\">\n<h2 id=\"summary\">Summary</h2>\n".to_owned();
    if report.to_public().next().is_none() {
        html.push_str("<p>The charter has no promise to report on.</p>\n");
    } else {
        html.push_str(&tables::summary(report));
    }
    html.push_str("</section>\n");
    html
}

/// The part for staff: what was counted, and each promise with all of its figures.
fn staff(report: &Report) -> String {
    let mut html = "<section aria-labelledby=\"staff\">\n<h2 id=\"staff\">For staff</h2>\n".to_owned();
    html.push_str(&counted(report));
    for promise in &report.promises {
        html.push_str(&figures(promise));
    }
    html.push_str(&tables::contacts(&report.contacts));
    html.push_str(&how_in_full());
    html.push_str("</section>\n");
    html
}

/// The rows counted, the charter and the evaluation time.
fn counted(report: &Report) -> String {
    let mut facts = vec![("Charter", escape(&phrases::charter(report)))];
    if let Some(choices) = phrases::choices(report) {
        facts.push(("Chosen", escape(&choices)));
    }
    if let Some(columns) = phrases::columns(report) {
        facts.push(("Columns", escape(&columns)));
    }
    facts.extend([
        ("As at", escape(&as_at(report.at))),
        ("Bank holidays", escape(&phrases::capital(&phrases::calendar(report)))),
        ("Months", escape(phrases::month_of(report.month_of))),
    ]);
    facts.push(("Rows", rows(&report.rows)));
    format!(
        "<section aria-labelledby=\"counted\">\n<h3 id=\"counted\">What was counted</h3>\n{}</section>\n",
        list("facts", &facts)
    )
}

/// All figures of one promise.
fn figures(promise: &PromiseReport) -> String {
    let id = anchor(&format!("staff-{}", promise.id));
    let mut html = format!(
        "<section class=\"promise\" aria-labelledby=\"{id}\">\n<h3 id=\"{id}\">{}</h3>\n",
        escape(&phrases::heading(promise))
    );
    if let Some(cites) = &promise.cites {
        html.push_str(&format!("<p class=\"hint\">Source: {}</p>\n", escape(cites)));
    }
    html.push_str(&format!("<p>{}</p>\n", escape(&phrases::account(&promise.all.figures))));
    let facts = staff_facts(promise);
    if !facts.is_empty() {
        html.push_str(&list("figures", &facts));
    }
    // Without a decided case the tables would be columns of dashes.
    if promise.all.figures.decided > 0 {
        for (what, table) in tables::details(promise) {
            html.push_str(&format!("<details>\n<summary>{}</summary>\n{table}</details>\n", escape(&what)));
        }
    }
    html.push_str("</section>\n");
    html
}

/// `1,234 rows read: 1,200 assessed, 34 refused.`
fn read(rows: &RowCounts) -> String {
    let n = thousands::<u64>;
    let read = count(rows.read, "row", "rows");
    format!("{read} read: {} assessed, {} refused.", n(rows.assessed), n(rows.refused))
}

fn rows(rows: &RowCounts) -> String {
    let n = thousands::<u64>;
    let mut html = read(rows);
    if !rows.reasons.is_empty() {
        html.push_str("<ul>");
        for refusal in &rows.reasons {
            let (count, reason) = (n(refusal.rows), escape(&phrases::quoted(&refusal.reason)));
            html.push_str(&format!(
                "<li>{count} refused: {reason} ({})</li>",
                in_rows(refusal.rows, &refusal.first_rows)
            ));
        }
        html.push_str("</ul>");
    }
    if let Some(repeated) = &rows.repeated_ids {
        // The page is published: whose cases they are stays out of it.
        let note = repeated.describe(|id| in_rows(id.rows, &id.first_rows));
        html.push_str(&format!("<p>{}.</p>", escape(&note)));
    }
    for before in &rows.before_receipt {
        html.push_str(&format!("<p>{}.</p>", escape(&phrases::capital(&phrases::quoted(&before.note())))));
    }
    for assumed in &rows.assumed {
        html.push_str(&format!("<p>{}.</p>", escape(&phrases::capital(&phrases::quoted(&assumed.note())))));
    }
    if rows.without_promise > 0 {
        html.push_str(&format!("<p>To {} of those assessed no promise applies.</p>", n(rows.without_promise)));
    }
    if rows.misplaced > 0 {
        html.push_str(&format!("<p>{} observations belong to no promise of this report.</p>", n(rows.misplaced)));
    }
    html
}

fn section(promise: &PromiseReport) -> String {
    let id = anchor(&promise.id);
    let figures = &promise.all.figures;
    let mut html = format!(
        "<section class=\"promise\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>\n<p class=\"said\">{}</p>\n",
        escape(&phrases::heading(promise)),
        escape(&promise.sentence)
    );
    for earlier in phrases::earlier(promise) {
        html.push_str(&format!("<p class=\"hint\">{}</p>\n", escape(&earlier)));
    }
    if figures.cases == 0 {
        html.push_str("<p>No cases.</p>\n</section>\n");
        return html;
    }
    html.push_str(&headline(promise));
    let facts = facts(promise);
    if !facts.is_empty() {
        html.push_str(&list("figures", &facts));
    }
    // Without a decided case the tables would be columns of dashes.
    if figures.decided == 0 {
        html.push_str("</section>\n");
        return html;
    }
    html.push_str(&drawing(promise));
    html.push_str("</section>\n");
    html
}

/// The one figure that people came for, with its counts.
fn headline(promise: &PromiseReport) -> String {
    let figures = &promise.all.figures;
    let (big, small) = match (&figures.times, &figures.share) {
        (Some(times), _) if phrases::by_average(promise) => (
            format!("{} {}", phrases::mean(promise, times), phrases::time_unit(promise)),
            format!("on average, over {}", count(times.cases, "case", "cases")),
        ),
        (_, Some(share)) => (
            format!("{}%", share.percent),
            format!("in time: {} decided {}", phrases::counts(figures), if share.of == 1 { "case" } else { "cases" }),
        ),
        _ => phrases::undecided(promise),
    };
    format!("<p class=\"big\"><strong>{big}</strong> <span>{small}</span> {}</p>\n", tables::verdict(&promise.all))
}

/// The figures for the public.
fn facts(promise: &PromiseReport) -> Vec<(&'static str, String)> {
    let figures = &promise.all.figures;
    let n = thousands::<u64>;
    let mut facts = Vec::new();
    if let Some(target) = phrases::target(promise) {
        facts.push(("Target", escape(&phrases::capital(&target))));
    }
    if phrases::by_average(promise)
        && let Some(percent) = phrases::percent(figures)
    {
        facts.push(("Within the limit", format!("{percent} ({})", phrases::counts(figures))));
    }
    if let Some(times) = &figures.times {
        let time = phrases::one_time(promise, times.median);
        facts.push(("Half took no longer than", format!("{time} {}", phrases::time_unit_of(promise, &time))));
    }
    if figures.decided > 0 {
        facts.push(("Done late", n(figures.late)));
        facts.push(("Overdue", n(figures.overdue)));
    }
    if figures.begun() > 0 {
        facts.push(("Still open, not counted", n(figures.begun())));
    }
    facts
}

/// The figures that only staff need.
fn staff_facts(promise: &PromiseReport) -> Vec<(&'static str, String)> {
    let figures = &promise.all.figures;
    let n = thousands::<u64>;
    let mut facts = Vec::new();
    if let Some(interval) = phrases::interval(figures) {
        facts.push(("95% interval", interval));
    }
    if let Some(times) = &figures.times {
        let shown = |time: String| format!("{time} {}", phrases::time_unit_of(promise, &time));
        facts.push(("Median time", shown(phrases::one_time(promise, times.median))));
        facts.push(("90th percentile", shown(phrases::one_time(promise, times.percentile_90))));
        facts.push(("Average time", shown(phrases::mean(promise, times))));
    }
    if figures.open() > 0 {
        facts.push(("Still open, not counted", open(figures)));
    }
    if figures.lapsed > 0 {
        facts.push(("Lapsed, not counted", n(figures.lapsed)));
    }
    if figures.unstated > 0 {
        facts.push(("No time set, not counted", n(figures.unstated)));
    }
    if figures.cancelled > 0 {
        facts.push(("Cancelled, not counted", n(figures.cancelled)));
    }
    if figures.varied > 0 {
        facts.push(("Under a notice", n(figures.varied)));
    }
    facts
}

/// `17 (12 running, 5 waiting)`.
fn open(figures: &Figures) -> String {
    let parts = [(figures.running, "running"), (figures.stopped, "stopped"), (figures.waiting, "waiting")];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{} {word}", thousands(*number)))
        .collect();
    let all = thousands(figures.open());
    if parts.is_empty() { all } else { format!("{all} ({})", parts.join(", ")) }
}

/// The chart, twice: for wide and for narrow screens. The style shows one of them.
fn drawing(promise: &PromiseReport) -> String {
    let mut html = "<figure>\n".to_owned();
    html.push_str(&format!("<div class=\"wide\">{}</div>\n", chart(promise, Size::Wide)));
    html.push_str(&format!("<div class=\"narrow\">{}</div>\n", chart(promise, Size::Narrow)));
    let mut caption = "Each point is the share met of the cases decided in one month.".to_owned();
    if promise.chart.points.iter().any(|point| point.open > 0 && point.share.is_some()) {
        caption.push_str(" A hollow point is a month with cases still open: it may change.");
    }
    if promise.chart.points.iter().any(|point| point.unusual.is_some()) {
        caption.push_str(" A diamond is a month outside the limits: unusual.");
    }
    if let Some(left_out) = phrases::months_left_out(promise) {
        caption.push(' ');
        caption.push_str(left_out);
        caption.push_str(" The line breaks there.");
    }
    if let Some(why) = &promise.chart.without_limits {
        caption.push(' ');
        caption.push_str(why);
    }
    html.push_str(&format!("<figcaption>{}</figcaption>\n</figure>\n", escape(&caption)));
    html
}

fn how() -> String {
    let mut html = "<section aria-labelledby=\"how\">\n<h2 id=\"how\">How this is counted</h2>\n".to_owned();
    html.push_str(&explained(&phrases::HOW, "h3"));
    html.push_str("</section>\n");
    html
}

fn how_in_full() -> String {
    let mut html =
        "<section aria-labelledby=\"how-in-full\">\n<h3 id=\"how-in-full\">How these figures are worked out</h3>\n"
            .to_owned();
    html.push_str(&explained(&phrases::HOW_IN_FULL, "h4"));
    html.push_str("</section>\n");
    html
}

/// `heading`: the element of each heading.
fn explained(how: &[(&str, &str)], heading: &str) -> String {
    let one = |(what, how): &(&str, &str)| format!("<{heading}>{}</{heading}>\n<p>{}</p>\n", escape(what), escape(how));
    how.iter().map(one).collect()
}

/// A list of names and what belongs to them. The second half of each pair is HTML.
fn list(class: &str, facts: &[(&str, String)]) -> String {
    let rows: String =
        facts.iter().map(|(name, fact)| format!("<div><dt>{name}</dt><dd>{fact}</dd></div>\n")).collect();
    format!("<dl class=\"{class}\">\n{rows}</dl>\n")
}
