//! Diagnostics on a terminal, with the line they speak of.

use bywhen::{Diagnostic, Severity};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Report};

use crate::output::message;

/// A line longer than this is not shown: no charter has one, and nobody would find the place in it.
const LONGEST_LINE: usize = 2_000;

/// Writes each diagnostic to stderr.
pub(crate) fn show(name: &str, bytes: &[u8], diagnostics: &[Diagnostic]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let colour = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false);
    for diagnostic in diagnostics {
        let line = text.lines().nth(diagnostic.line.saturating_sub(1)).unwrap_or_default();
        if line.len() > LONGEST_LINE {
            plain(name, diagnostic);
            continue;
        }
        let mut shown = String::new();
        let report = Report::new(miette(diagnostic)).with_source_code(NamedSource::new(name, text.clone()));
        match handler.render_report(&mut shown, report.as_ref()) {
            Ok(()) => message(&format!("{shown}\n")),
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

fn miette(diagnostic: &Diagnostic) -> MietteDiagnostic {
    let severity = match diagnostic.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
    };
    let mut shown = MietteDiagnostic::new(diagnostic.message.clone())
        .with_code(diagnostic.code.as_str())
        .with_severity(severity)
        .with_label(LabeledSpan::new_with_span(Some(diagnostic.label.clone()), diagnostic.span.clone()));
    if let Some(help) = &diagnostic.help {
        shown = shown.with_help(help.clone());
    }
    shown
}
