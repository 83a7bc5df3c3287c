//! `bywhen explain-code`.

use bywhen::{Code, CodeExample};
use serde::Serialize;

use crate::args::{ExplainCodeArgs, Format};
use crate::exit::Exit;
use crate::output::{Failure, json, print, wrapped};

/// With more codes near a wrong one, none of them says much.
const MAX_SUGGESTIONS: usize = 4;

/// A code as programs read it.
#[derive(Serialize)]
struct Explained {
    code: &'static str,
    severity: &'static str,
    title: &'static str,
    explanation: &'static str,
    wrong: Option<&'static str>,
    right: Option<&'static str>,
    unshown: Option<&'static str>,
}

impl From<Code> for Explained {
    fn from(code: Code) -> Explained {
        let (wrong, right, unshown) = match code.example() {
            CodeExample::Lines { wrong, right } => (Some(wrong), Some(right), None),
            CodeExample::NotShown(why) => (None, None, Some(why)),
        };
        let (severity, title) = (code.severity().word(), code.title());
        Explained { code: code.as_str(), severity, title, explanation: code.explanation(), wrong, right, unshown }
    }
}

pub(crate) fn run(args: &ExplainCodeArgs) -> Result<Exit, Failure> {
    let code = args.code.as_deref().map(|text| Code::find(text).ok_or_else(|| unknown(text))).transpose()?;
    match (code, args.format) {
        (Some(code), Format::Text) => print(&text(code))?,
        (Some(code), Format::Json) => json(&Explained::from(code))?,
        (None, Format::Text) => {
            let lines = Code::ALL.iter().map(|code| format!("{code}  {}\n", code.title()));
            print(&lines.collect::<String>())?;
        }
        (None, Format::Json) => json(&Code::ALL.iter().copied().map(Explained::from).collect::<Vec<_>>())?,
    }
    Ok(Exit::Fine)
}

fn text(code: Code) -> String {
    let set_in = |lines: &str| lines.lines().map(|line| format!("    {line}\n")).collect::<String>();
    let explanation = wrapped(code.explanation());
    let shown = match code.example() {
        CodeExample::Lines { wrong, right } => format!("Wrong:\n\n{}\nRight:\n\n{}", set_in(wrong), set_in(right)),
        CodeExample::NotShown(why) => wrapped(why),
    };
    format!("{code} ({}): {}\n\n{explanation}\n{shown}", code.severity().word(), code.title())
}

fn unknown(text: &str) -> Failure {
    let near: Vec<String> = Code::near(text).iter().map(|code| format!("{code} ({})", code.title())).collect();
    let near = match near.split_last().filter(|_| near.len() <= MAX_SUGGESTIONS) {
        None => "`bywhen explain-code` lists those there are".to_owned(),
        Some((only, [])) => format!("did you mean {only}?"),
        Some((last, others)) => format!("did you mean {} or {last}?", others.join(", ")),
    };
    format!("there is no code `{text}`: {near}").into()
}
