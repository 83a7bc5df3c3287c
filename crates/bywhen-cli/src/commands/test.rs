//! `bywhen test`: a charter's examples are its tests.

use bywhen::{CompileOptions, ExampleResult, Plan};
use serde::Serialize;

use crate::args::{Format, TestArgs};
use crate::exit::Exit;
use crate::output::{Failure, json, message, print};
use crate::{diagnostics, load};

/// The JSON result of one example.
#[derive(Serialize)]
struct Tested {
    file: String,
    line: usize,
    standard: String,
    example: String,
    #[serde(rename = "said")]
    assertions: usize,
    #[serde(rename = "broken")]
    failures: Vec<JsonFailure>,
}

#[derive(Serialize)]
struct JsonFailure {
    line: usize,
    message: String,
}

pub(crate) fn run(args: &TestArgs) -> Result<Exit, Failure> {
    let mut tested = Vec::new();
    let mut unusable = false;
    for text in load::read_sources(&args.paths)? {
        let name = load::name(&text);
        let parsed = bywhen::parse_bytes(&text.bytes);
        let Some(charter) = parsed.charter else {
            diagnostics::show(&name, &text.bytes, &parsed.diagnostics);
            unusable = true;
            continue;
        };
        let plan = Plan::compile(charter, &CompileOptions::default())?;
        for result in plan.run_examples() {
            if args.format == Format::Text {
                print(&example_text(&name, &result))?;
            }
            tested.push(Tested {
                file: name.clone(),
                line: result.line,
                standard: result.standard,
                example: result.title,
                assertions: result.assertions,
                failures: result
                    .failures
                    .into_iter()
                    .map(|failure| JsonFailure { line: failure.line, message: failure.message })
                    .collect(),
            });
        }
    }
    let failed = tested.iter().filter(|tested| !tested.failures.is_empty()).count();
    match args.format {
        Format::Json => json(&tested)?,
        Format::Text => {
            let assertions: usize = tested.iter().map(|tested| tested.assertions).sum();
            let s = |n: usize| if n == 1 { "" } else { "s" };
            let (examples, es, ss) = (tested.len(), s(tested.len()), s(assertions));
            message(&format!("{examples} example{es}, {assertions} statement{ss}: {failed} broken\n"));
        }
    }
    Ok(if unusable || failed > 0 { Exit::Findings } else { Exit::Fine })
}

fn example_text(file: &str, result: &ExampleResult) -> String {
    let verdict = if result.failures.is_empty() { "holds " } else { "BROKEN" };
    let mut text = format!("{verdict}  {}: {}\n", result.standard, result.title);
    for failure in &result.failures {
        text.push_str(&format!("        {file}:{}: {}\n", failure.line, failure.message));
        for line in &failure.explanation {
            text.push_str(&format!("            {line}\n"));
        }
    }
    text
}
