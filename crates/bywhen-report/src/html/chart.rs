//! The p-chart as a drawing in the page. Lines are told apart by their dashes and by the words at their ends, unusual
//! months by their shape and a word: nothing by colour alone.

use crate::decimal::Decimal;
use crate::model::{Chart, ChartPoint, PromiseReport, Unusual};
use crate::phrases;
use bywhen_publish::html::{anchor, escape};

/// For which screens a chart is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// A desk's, and paper.
    Wide,
    /// A telephone's, or a page at 400%.
    Narrow,
}

/// Where things lie in the drawing.
struct Frame {
    size: Size,
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    months: usize,
    /// Per cent at the bottom and the top.
    from: f64,
    to: f64,
}

impl Frame {
    fn new(size: Size, chart: &Chart) -> Frame {
        let (width, height, left, right) = match size {
            Size::Wide => (860.0, 340.0, 48.0, 142.0),
            Size::Narrow => (340.0, 300.0, 42.0, 106.0),
        };
        let (from, to) = axis(chart);
        Frame { size, width, height, left, right, top: 26.0, bottom: 48.0, months: chart.points.len().max(1), from, to }
    }

    fn step(&self) -> f64 {
        (self.width - self.left - self.right) / self.months as f64
    }

    /// The middle of a month.
    fn x(&self, month: usize) -> f64 {
        self.left + (month as f64 + 0.5) * self.step()
    }

    fn y(&self, percent: f64) -> f64 {
        let share = (percent - self.from) / (self.to - self.from);
        self.height - self.bottom - share * (self.height - self.top - self.bottom)
    }

    fn end(&self) -> f64 {
        self.width - self.right
    }
}

/// Whole tens that hold every figure, and twenty of them at least.
fn axis(chart: &Chart) -> (f64, f64) {
    let points = chart.points.iter();
    let shares = points.flat_map(|point| [point.share.as_ref().map(|share| share.percent), point.lower, point.upper]);
    let figures = shares.chain([chart.centre, chart.target]).flatten().map(Decimal::to_f64);
    let (low, high) = figures.fold((100.0_f64, 0.0_f64), |(low, high), figure| (low.min(figure), high.max(figure)));
    let from = (((low - 2.0) / 10.0).floor() * 10.0).clamp(0.0, 80.0);
    let to = (((high + 2.0) / 10.0).ceil() * 10.0).clamp(from + 20.0, 100.0);
    (from, to)
}

/// The chart of a promise.
pub(super) fn chart(promise: &PromiseReport, size: Size) -> String {
    let chart = &promise.chart;
    let frame = Frame::new(size, chart);
    let id = anchor(&promise.id);
    let name = if size == Size::Wide { "wide" } else { "narrow" };
    let mut svg = format!(
        "<svg role=\"img\" viewBox=\"0 0 {} {}\" aria-labelledby=\"{id}/{name}-title {id}/{name}-desc\">\n\
         <title id=\"{id}/{name}-title\">{}</title>\n<desc id=\"{id}/{name}-desc\">{}</desc>\n",
        frame.width,
        frame.height,
        escape(&format!("{}: share in time by month", phrases::heading(promise))),
        escape(&description(promise))
    );
    svg.push_str(&grid(&frame, chart));
    svg.push_str(&limits(&frame, chart));
    svg.push_str(&lines(&frame, chart));
    svg.push_str(&months(&frame, chart));
    svg.push_str("</svg>");
    svg
}

/// Text alternative of the chart.
fn description(promise: &PromiseReport) -> String {
    let chart = &promise.chart;
    let mut text = "A control chart of the share of decided cases that were met in each month.".to_owned();
    if let Some(centre) = chart.centre {
        text.push_str(&format!(" Over all months it is {centre}%."));
    }
    if let Some(target) = phrases::target(promise).filter(|_| chart.target.is_some()) {
        text.push_str(&format!(" The target is {target}."));
    }
    let shares = chart.points.iter().filter_map(|point| Some((point, point.share.as_ref()?)));
    let by_share = |a: &(&ChartPoint, _), b: &(&ChartPoint, _)| value(a.0).total_cmp(&value(b.0));
    if let (Some(low), Some(high)) = (shares.clone().min_by(by_share), shares.max_by(by_share)) {
        let describe = |(point, share): (&ChartPoint, &crate::Share)| {
            format!("{}% ({} of {}) in {}", share.percent, share.met, share.of, point.month.words())
        };
        text.push_str(&format!(" The lowest is {}, the highest {}.", describe(low), describe(high)));
    }
    let unusual: Vec<String> = chart
        .points
        .iter()
        .filter_map(|point| Some(format!("{} ({})", point.month.words(), point.unusual?.words())))
        .collect();
    match (&chart.without_limits, unusual.is_empty()) {
        (Some(why), _) => text.push_str(&format!(" {why}")),
        (None, true) => text.push_str(" No month lies outside the limits."),
        (None, false) => text.push_str(&format!(" Outside the limits: {}.", unusual.join(", "))),
    }
    text.push_str(" The table by month has every figure.");
    text
}

fn value(point: &ChartPoint) -> f64 {
    point.share.as_ref().map_or(0.0, |share| share.met as f64 / share.of as f64 * 100.0)
}

/// The axes: per cent at the left, months below.
fn grid(frame: &Frame, chart: &Chart) -> String {
    let mut svg = String::new();
    let tens = if frame.to - frame.from > 50.0 { 20.0 } else { 10.0 };
    let mut percent = frame.from;
    while percent <= frame.to {
        let y = frame.y(percent);
        svg.push_str(&format!(
            "<path class=\"grid\" d=\"M{:.1} {y:.1}H{:.1}\"/><text class=\"tick\" x=\"{:.1}\" y=\"{:.1}\" \
             text-anchor=\"end\">{percent}%</text>\n",
            frame.left,
            frame.end(),
            frame.left - 8.0,
            y + 4.0
        ));
        percent += tens;
    }
    let every = (38.0 / frame.step()).ceil().max(1.0) as usize;
    let base = frame.height - frame.bottom;
    let mut year = None;
    for (index, point) in chart.points.iter().enumerate() {
        let x = frame.x(index);
        svg.push_str(&format!("<path class=\"axis\" d=\"M{x:.1} {base:.1}v5\"/>"));
        if index % every == 0 {
            let label = |dy: f64, text: &str| {
                format!("<text class=\"tick\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{text}</text>", base + dy)
            };
            svg.push_str(&label(20.0, &point.month.short()));
            if year.replace(point.month.year()) != Some(point.month.year()) {
                svg.push_str(&label(37.0, &point.month.year().to_string()));
            }
        }
    }
    svg.push_str(&format!("\n<path class=\"axis\" d=\"M{:.1} {base:.1}H{:.1}\"/>\n", frame.left, frame.end()));
    if frame.from > 0.0 {
        svg.push_str(&format!(
            "<text class=\"tick\" x=\"{:.1}\" y=\"14\">Scale begins at {}%</text>\n",
            frame.left - 36.0,
            frame.from
        ));
    }
    svg
}

/// The limits as steps, since they are as wide as the cases of each month are few.
fn limits(frame: &Frame, chart: &Chart) -> String {
    let (mut lower, mut upper, mut band) = (String::new(), String::new(), String::new());
    let mut before = false;
    for (index, point) in chart.points.iter().enumerate() {
        let Some((low, high)) = point.lower.zip(point.upper) else {
            before = false;
            continue;
        };
        let (from, to) = (frame.left + index as f64 * frame.step(), frame.left + (index + 1) as f64 * frame.step());
        let (low, high) = (frame.y(low.to_f64()), frame.y(high.to_f64()));
        for (path, y) in [(&mut lower, low), (&mut upper, high)] {
            let start = if before { format!("V{y:.1}") } else { format!("M{from:.1} {y:.1}") };
            path.push_str(&format!("{start}H{to:.1}"));
        }
        band.push_str(&format!("M{from:.1} {low:.1}H{to:.1}V{high:.1}H{from:.1}Z"));
        before = true;
    }
    if lower.is_empty() {
        return String::new();
    }
    format!(
        "<path class=\"band\" d=\"{band}\"/><path class=\"limit\" d=\"{lower}\"/><path class=\"limit\" d=\"{upper}\"/>\n"
    )
}

/// The target and the average, and at their ends and the limits' a word each.
fn lines(frame: &Frame, chart: &Chart) -> String {
    let mut svg = String::new();
    let mut labels: Vec<(f64, String, &str)> = Vec::new();
    for (figure, class, name) in [(chart.target, "target", "Target"), (chart.centre, "centre", "Average")] {
        if let Some(figure) = figure {
            let y = frame.y(figure.to_f64());
            svg.push_str(&format!("<path class=\"{class}\" d=\"M{:.1} {y:.1}H{:.1}\"/>\n", frame.left, frame.end()));
            let text = match (frame.size, class) {
                (Size::Narrow, "centre") => format!("Av. {figure}%"),
                _ => format!("{name} {figure}%"),
            };
            labels.push((y, text, class));
        }
    }
    let last = chart.points.iter().rev().find_map(|point| point.lower.zip(point.upper));
    if let Some((lower, upper)) = last {
        let (low, high) = match frame.size {
            Size::Wide => ("Lower limit", "Upper limit"),
            Size::Narrow => ("Low limit", "High limit"),
        };
        labels.push((frame.y(lower.to_f64()), low.to_owned(), "limit"));
        labels.push((frame.y(upper.to_f64()), high.to_owned(), "limit"));
    }
    for (at, y, text, class) in spread(labels, frame) {
        let x = frame.end();
        svg.push_str(&format!(
            "<path class=\"lead\" d=\"M{:.1} {at:.1}L{:.1} {y:.1}\"/>\
             <text class=\"label {class}\" x=\"{:.1}\" y=\"{:.1}\">{text}</text>\n",
            x + 1.0,
            x + 10.0,
            x + 13.0,
            y + 4.0
        ));
    }
    svg
}

/// Labels moved apart until none covers another: where each points to, where it stands, its words and its class.
fn spread<'a>(mut labels: Vec<(f64, String, &'a str)>, frame: &Frame) -> Vec<(f64, f64, String, &'a str)> {
    const APART: f64 = 17.0;
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut placed: Vec<(f64, f64, String, &str)> = Vec::new();
    let mut next = frame.top - 6.0;
    for (at, text, class) in labels {
        let y = at.max(next);
        next = y + APART;
        placed.push((at, y, text, class));
    }
    // What was pushed out below comes back up.
    let mut floor = frame.height - frame.bottom;
    for label in placed.iter_mut().rev() {
        label.1 = label.1.min(floor);
        floor = label.1 - APART;
    }
    placed
}

/// The months: a line that breaks where nothing is decided or months are left out, and a mark for each.
fn months(frame: &Frame, chart: &Chart) -> String {
    let (mut path, mut marks, mut before) = (String::new(), String::new(), None);
    for (index, point) in chart.points.iter().enumerate() {
        if point.share.is_none() {
            before = None;
            continue;
        }
        let (x, y) = (frame.x(index), frame.y(value(point)));
        let follows = before == Some(point.month);
        path.push_str(&format!("{}{x:.1} {y:.1}", if follows { "L" } else { "M" }));
        before = Some(point.month.next());
        let open = if point.open > 0 { " open" } else { "" };
        marks.push_str(&match point.unusual {
            None => format!("<circle class=\"month{open}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>\n"),
            Some(unusual) => format!(
                "<path class=\"unusual{open}\" d=\"M{x:.1} {:.1}l7 7l-7 7l-7 -7Z\"/>\n{}",
                y - 7.0,
                unusual_word(frame, unusual, index, x, y)
            ),
        });
    }
    format!("<path class=\"months\" d=\"{path}\"/>\n{marks}")
}

fn unusual_word(frame: &Frame, unusual: Unusual, index: usize, x: f64, y: f64) -> String {
    let word = match (frame.size, unusual) {
        (Size::Wide, unusual) => unusual.words(),
        (Size::Narrow, Unusual::High) => "high",
        (Size::Narrow, Unusual::Low) => "low",
    };
    // A word in the middle of its mark would leave the frame at either side.
    let anchor = match (index, frame.months - index) {
        (0, _) => "start",
        (_, 1) => "end",
        _ => "middle",
    };
    // Below a low month, above a high one, and inside the frame in any case.
    let below = (unusual == Unusual::Low && y + 22.0 < frame.height - frame.bottom) || y - 12.0 < frame.top;
    let y = if below { y + 21.0 } else { y - 12.0 };
    format!("<text class=\"label unusual-word\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{word}</text>\n")
}
