//! Tables with captions and scoped headers.

use bywhen::prose::thousands;
use bywhen_publish::html::{anchor, escape};
use bywhen_table::phrases::count;

use crate::model::{ChartPoint, Contacts, Group, PromiseReport, Report, Verdict};
use crate::phrases;

/// Placeholder for a missing figure: a dash for the eye, words for the ear.
const NONE: &str = "<span aria-hidden=\"true\">–</span><span class=\"unseen\">none</span>";

/// A verdict as a word in a frame: full for reached, open for not reached.
pub(super) fn verdict(group: &Group) -> String {
    let (Some(verdict), Some(words)) = (group.verdict, phrases::verdict(group)) else { return String::new() };
    let class = match verdict {
        Verdict::Reached => "reached",
        Verdict::NotReached => "missed",
        Verdict::NotJudged | Verdict::NoCases => "none",
    };
    let words = if verdict == Verdict::NoCases { phrases::capital(&words) } else { format!("Target {words}") };
    format!("<span class=\"tag {class}\">{words}</span>")
}

/// Every promise with its target and how far it was kept.
///
/// On a narrow screen each line becomes a block of its own. The roles are there because browsers forget what a table is
/// once its display changes.
pub(super) fn summary(report: &Report) -> String {
    let mut html = "<table class=\"summary\" role=\"table\">\n\
                    <caption>Each promise, its target and how it was met</caption>\n<thead role=\"rowgroup\">\n\
                    <tr role=\"row\">"
        .to_owned();
    for (name, class) in
        [("Promise", ""), ("Target", ""), ("In time", " class=\"n\""), ("Half took no longer than", " class=\"n\"")]
    {
        html.push_str(&format!("<th role=\"columnheader\" scope=\"col\"{class}>{name}</th>"));
    }
    html.push_str("</tr>\n</thead>\n<tbody role=\"rowgroup\">\n");
    for promise in report.to_public() {
        html.push_str(&summary_line(promise));
    }
    html.push_str("</tbody>\n</table>\n");
    html
}

fn summary_line(promise: &PromiseReport) -> String {
    let figures = &promise.all.figures;
    let cell = |label: &str, class: &str, text: &str| {
        format!("<td role=\"cell\" data-label=\"{label}\" class=\"{class}\"><div>{text}</div></td>")
    };
    let target = phrases::capital(&phrases::target(promise).unwrap_or_else(|| "none stated".to_owned()));
    let target = format!("{} {}", escape(&target), verdict(&promise.all));
    let attained = match (&figures.share, &figures.times) {
        (_, Some(times)) if phrases::by_average(promise) => format!(
            "<strong>{} {}</strong> <small>on average, over {}</small>",
            phrases::mean(promise, times),
            phrases::time_unit(promise),
            count(times.cases, "case", "cases")
        ),
        (Some(share), _) => format!("<strong>{}%</strong> <small>{}</small>", share.percent, phrases::counts(figures)),
        _ => {
            let (what, how_many) = phrases::undecided(promise);
            format!("{what} <small>{how_many}</small>")
        }
    };
    let time = |ticks: Option<i64>| {
        let shown = |ticks| {
            let time = phrases::one_time(promise, ticks);
            format!("{time} <small>{}</small>", phrases::time_unit_of(promise, &time))
        };
        ticks.map_or_else(|| NONE.to_owned(), shown)
    };
    let times = figures.times.as_ref();
    let earlier: String =
        phrases::earlier(promise).map(|earlier| format!(" <small>{}</small>", escape(&earlier))).collect();
    format!(
        "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><a href=\"#{}\">{}</a> <small>{}</small>{earlier}</th>{}{}{}</tr>\n",
        anchor(&promise.id),
        escape(&phrases::heading(promise)),
        escape(&promise.sentence),
        cell("Target", "", &target),
        cell("In time", "n", &attained),
        cell("Half took no longer than", "n", &time(times.map(|times| times.median))),
    )
}

/// The tables of one promise, each with what it is by: months, quarters, year to date, channels.
pub(super) fn details(promise: &PromiseReport) -> Vec<(String, String)> {
    let points: Vec<Option<&ChartPoint>> = promise.chart.points.iter().map(Some).collect();
    let by = |what: &str, first: &str, groups: &[Group], points: &[Option<&ChartPoint>]| {
        (what.to_owned(), groups_table(promise, what, first, groups, points))
    };
    vec![
        by("By month", "Month", &promise.months, &points),
        by("By quarter", "Quarter", &promise.quarters, &[]),
        by("Financial year to date", "From April", &promise.year_to_date, &[]),
        by("By channel", "Channel", &promise.channels, &[]),
    ]
}

fn groups_table(
    promise: &PromiseReport,
    what: &str,
    first: &str,
    groups: &[Group],
    points: &[Option<&ChartPoint>],
) -> String {
    let limits = points.iter().flatten().any(|point| point.lower.is_some());
    let caption = format!("{}. {what}; times in {}", phrases::heading(promise), phrases::time_unit(promise));
    let mut head = vec!["In time", "Met of decided", "95% interval"];
    if limits {
        head.push("Limits");
    }
    head.extend(["Late", "Overdue", "Open", "Median", "90th", "Average"]);
    let mut table = Table::new(&caption, first, &head);
    if promise.target.is_some() {
        table.text_column("Target");
    }
    if limits {
        table.text_column("Note");
    }
    for (index, group) in groups.iter().enumerate() {
        let figures = &group.figures;
        let point = points.get(index).copied().flatten();
        let n = thousands::<u64>;
        let time = |ticks: Option<i64>| ticks.map(|ticks| phrases::one_time(promise, ticks));
        let times = figures.times.as_ref();
        let mut cells = vec![phrases::percent(figures), Some(phrases::counts(figures)), phrases::interval(figures)];
        if limits {
            let both = point.and_then(|point| point.lower.zip(point.upper));
            cells.push(both.map(|(lower, upper)| format!("{lower}% to {upper}%")));
        }
        cells.extend([
            Some(n(figures.late)),
            Some(n(figures.overdue)),
            Some(n(figures.open())),
            time(times.map(|times| times.median)),
            time(times.map(|times| times.percentile_90)),
            times.map(|times| phrases::mean(promise, times)),
        ]);
        let mut notes = Vec::new();
        if promise.target.is_some() {
            notes.push(phrases::verdict(group).map(|verdict| phrases::capital(&verdict)).unwrap_or_default());
        }
        if limits {
            let unusual = point.and_then(|point| point.unusual);
            notes.push(unusual.map(|unusual| format!("◆ {}", phrases::capital(unusual.words()))).unwrap_or_default());
        }
        table.line(&group.label, &cells, &notes);
    }
    table.html()
}

/// Contacts by channel, with what they cost where the charter says so.
pub(super) fn contacts(contacts: &Contacts) -> String {
    if contacts.contacts == 0 {
        return String::new();
    }
    let costed = contacts.pence.is_some();
    let head: &[&str] = if costed { &["Contacts", "Cost of one", "Cost"] } else { &["Contacts"] };
    let mut table = Table::new("Contacts by channel", "Channel", head);
    let n = thousands::<u64>;
    let line = |contacts: u64, each: Option<u64>, all: Option<u64>| {
        let mut cells = vec![Some(n(contacts))];
        if costed {
            cells.extend([each.map(phrases::pounds), all.map(phrases::pounds)]);
        }
        cells
    };
    for by in &contacts.channels {
        table.line(&by.label, &line(by.contacts, by.pence_each.map(u64::from), by.pence), &[]);
    }
    table.line("All channels", &line(contacts.contacts, None, contacts.pence), &[]);
    let mut note = String::new();
    if costed && contacts.costed < contacts.contacts {
        note = format!(
            "<p class=\"hint\">The cost is that of {}. The charter states none for the others.</p>\n",
            count(contacts.costed, "contact", "contacts")
        );
    }
    format!(
        "<section aria-labelledby=\"contacts\">\n<h3 id=\"contacts\">How people got in touch</h3>\n{}{note}</section>\n",
        table.html()
    )
}

/// A table of figures, in a frame that scrolls by itself where the screen is narrower.
struct Table {
    caption: String,
    head: String,
    body: String,
}

impl Table {
    fn new(caption: &str, first: &str, numbers: &[&str]) -> Table {
        let mut head = format!("<th scope=\"col\">{first}</th>");
        for name in numbers {
            head.push_str(&format!("<th scope=\"col\" class=\"n\">{name}</th>"));
        }
        Table { caption: escape(caption), head, body: String::new() }
    }

    /// One more column, of words.
    fn text_column(&mut self, name: &str) {
        self.head.push_str(&format!("<th scope=\"col\">{name}</th>"));
    }

    fn line(&mut self, label: &str, numbers: &[Option<String>], words: &[String]) {
        self.body.push_str(&format!("<tr><th scope=\"row\">{}</th>", escape(label)));
        for number in numbers {
            self.body.push_str(&format!("<td class=\"n\">{}</td>", number.as_deref().map_or(NONE.to_owned(), escape)));
        }
        for word in words {
            self.body.push_str(&format!("<td>{}</td>", escape(word)));
        }
        self.body.push_str("</tr>\n");
    }

    fn html(&self) -> String {
        format!(
            "<div class=\"scroll\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\n<table>\n\
             <caption><span>{caption}</span></caption>\n<thead>\n<tr>{}</tr>\n</thead>\n<tbody>\n{}</tbody>\n</table>\n</div>\n",
            self.head,
            self.body,
            caption = self.caption
        )
    }
}
