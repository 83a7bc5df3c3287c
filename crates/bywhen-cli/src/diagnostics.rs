//! Diagnostics on a terminal, with the line they speak of.

use bywhen::{Diagnostic, Severity};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Report};

use crate::output::message;

/// Writes each diagnostic to stderr.
pub(crate) fn show(name: &str, bytes: &[u8], diagnostics: &[Diagnostic]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let colour = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false);
    for diagnostic in diagnostics {
        let mut shown = String::new();
        let report = Report::new(miette(diagnostic)).with_source_code(NamedSource::new(name, text.clone()));
        match handler.render_report(&mut shown, report.as_ref()) {
            Ok(()) => message(&format!("{shown}\n")),
            Err(_) => message(&format!("{name}:{}: {}\n", diagnostic.line, diagnostic.message)),
        }
    }
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
