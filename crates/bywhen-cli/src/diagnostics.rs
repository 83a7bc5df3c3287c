//! Diagnostics on a terminal, with the line they speak of.

use bywhen::{Diagnostic, Severity};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Report};

use crate::output::{message, styled_message};
use crate::terminal::sanitized;

/// A line longer than this is not shown: no charter has one, and nobody would find the place in it.
const MAX_LINE_LENGTH: usize = 2_000;

/// Writes each diagnostic to stderr.
pub(crate) fn show(name: &str, bytes: &[u8], diagnostics: &[Diagnostic]) {
    let written = String::from_utf8_lossy(bytes);
    let text = sanitized(&written);
    // Where a place of the text is once it is safe to show.
    let sanitized_offset = |at: usize| written.get(..at).map_or(at, |before| sanitized(before).len());
    let name = &*sanitized(name);
    let colour = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false);
    for diagnostic in diagnostics {
        let line = text.lines().nth(diagnostic.line.saturating_sub(1)).unwrap_or_default();
        if line.len() > MAX_LINE_LENGTH {
            plain(name, diagnostic);
            continue;
        }
        let mut rendered = String::new();
        let report = Report::new(miette(diagnostic, sanitized_offset));
        let report = report.with_source_code(NamedSource::new(name, text.clone().into_owned()));
        match handler.render_report(&mut rendered, report.as_ref()) {
            Ok(()) => styled_message(&format!("{rendered}\n")),
            Err(_) => plain(name, diagnostic),
        }
    }
}

/// Without the line it speaks of.
fn plain(name: &str, diagnostic: &Diagnostic) {
    let help = diagnostic.help.as_ref().map(|help| format!("\n  help: {help}")).unwrap_or_default();
    let (code, line) = (diagnostic.code.as_str(), diagnostic.line);
    message(&format!("{code}\n\n  {name}:{line}: {}{help}\n\n", diagnostic.message));
}

fn miette(diagnostic: &Diagnostic, sanitized_offset: impl Fn(usize) -> usize) -> MietteDiagnostic {
    let span = sanitized_offset(diagnostic.span.start)..sanitized_offset(diagnostic.span.end);
    let severity = match diagnostic.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
    };
    let mut report = MietteDiagnostic::new(sanitized(&diagnostic.message))
        .with_code(diagnostic.code.as_str())
        .with_severity(severity)
        .with_label(LabeledSpan::new_with_span(Some(sanitized(&diagnostic.label).into_owned()), span));
    if let Some(help) = &diagnostic.help {
        report = report.with_help(sanitized(help));
    }
    report
}
