//! `bywhen test`: a charter's examples are its tests.

use bywhen::{Plan, Proof, Setting};
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
    broken: Vec<Broken>,
}

#[derive(Serialize)]
struct Broken {
    line: usize,
    message: String,
}

pub(crate) fn run(args: &TestArgs) -> Result<Exit, Failure> {
    let mut tested = Vec::new();
    let mut unusable = false;
    for text in load::read_sources(&args.paths)? {
        let parsed = bywhen::parse_bytes(&text.bytes);
        let Some(charter) = parsed.charter else {
            diagnostics::show(&text.name, &text.bytes, &parsed.diagnostics);
            unusable = true;
            continue;
        };
        let plan = Plan::compile(charter, &Setting::default())?;
        for proof in plan.prove() {
            if args.format == Format::Text {
                print(&example_text(&text.name, &proof))?;
            }
            tested.push(Tested {
                file: text.name.clone(),
                line: proof.line,
                standard: proof.standard,
                example: proof.title,
                assertions: proof.said,
                broken: proof
                    .broken
                    .into_iter()
                    .map(|broken| Broken { line: broken.line, message: broken.message })
                    .collect(),
            });
        }
    }
    let failed = tested.iter().filter(|tested| !tested.broken.is_empty()).count();
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

fn example_text(file: &str, proof: &Proof) -> String {
    let verdict = if proof.broken.is_empty() { "holds " } else { "BROKEN" };
    let mut text = format!("{verdict}  {}: {}\n", proof.standard, proof.title);
    for broken in &proof.broken {
        text.push_str(&format!("        {file}:{}: {}\n", broken.line, broken.message));
        for line in &broken.explanation {
            text.push_str(&format!("            {line}\n"));
        }
    }
    text
}
