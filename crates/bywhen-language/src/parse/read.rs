//! From lines to the tree: parse each line alone, then find the line that it belongs to.
//!
//! The first word of a line decides which lines it may belong to, its indentation which of them. Where the two
//! disagree the word is believed, so that the checks that follow see what the author most probably meant.

use pest::Parser;
use pest::error::Error;
use pest::iterators::Pairs;

use crate::code::Code;
use crate::diagnostic::DiagnosticSink;
use crate::parse::build::Builder;
use crate::parse::expected;
use crate::parse::grammar::{Grammar, Rule};
use crate::parse::line_start::{
    LineStart, all_first_words, body_rule, classify, first_word, first_words, words_after, words_below,
};
use crate::parse::raw_line::RawLine;
use crate::parse::syntax::{Comment, Kind, Line, Statement, Tree};
use crate::parse::wordings;
use crate::source::{MAX_DEPTH, Source, near};
use crate::span::Span;

/// Reads a text. Everything that is wrong with single lines and their places is reported.
pub(crate) fn read<'s>(source: &Source<'s>, sink: &mut DiagnosticSink) -> Tree<'s> {
    let mut builder = TreeBuilder { source, sink, nodes: Vec::new(), open: Vec::new() };
    let mut comments_above = Vec::new();
    let mut blank_above = false;
    for raw in source.lines(builder.sink) {
        if builder.sink.is_full() {
            break;
        }
        if raw.body.is_empty() {
            match raw.comment {
                Some(text) => comments_above.push(Comment { text, blank_above: std::mem::take(&mut blank_above) }),
                None => blank_above = true,
            }
            continue;
        }
        builder.line(raw, std::mem::take(&mut blank_above), std::mem::take(&mut comments_above));
    }
    Tree { lines: builder.into_lines(), comments_at_end: comments_above }
}

/// The context of a line.
#[derive(Clone, Copy)]
pub(crate) struct LineContext {
    /// The kind of the line that it belongs to.
    pub(crate) above: Option<Kind>,
    /// The example or variation that it is in.
    pub(crate) inside: Option<Kind>,
}

/// The context of a line with this indentation, going by the lines above it.
pub(crate) fn line_context(source: &Source<'_>, line: usize, indent: usize) -> LineContext {
    let mut sink = DiagnosticSink::default();
    let above = source.lines(&mut sink).into_iter().take(line.saturating_sub(1)).filter(|raw| !raw.body.is_empty());
    let mut builder = TreeBuilder { source, sink: &mut sink, nodes: Vec::new(), open: Vec::new() };
    for raw in above {
        builder.line(raw, false, Vec::new());
    }
    let above = builder.open.iter().rev().find(|(other, _)| *other < indent).map(|(_, node)| *node);
    LineContext { above: above.and_then(|node| builder.kind_of(node)), inside: builder.inside(above) }
}

type Parsed<'s> = Result<Pairs<'s, Rule>, Error<Rule>>;

/// The parent of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parent {
    Root,
    Line(usize),
    /// Nowhere: it belongs to a line that is not there.
    Missing,
}

struct Node<'s> {
    line: Line<'s>,
    kind: Option<Kind>,
    parent: Parent,
    /// Its indentation disagrees, and that has been reported.
    misplaced: bool,
}

struct TreeBuilder<'a, 's> {
    source: &'a Source<'s>,
    sink: &'a mut DiagnosticSink,
    nodes: Vec<Node<'s>>,
    /// The lines that stand above the next one, each further in than the one before.
    open: Vec<(usize, usize)>,
}

impl<'s> TreeBuilder<'_, 's> {
    fn line(&mut self, raw: RawLine<'s>, blank_above: bool, comments_above: Vec<Comment<'s>>) {
        while self.open.last().is_some_and(|(indent, _)| *indent >= raw.indent) {
            self.open.pop();
        }
        let above = self.open.last().map(|(_, node)| *node);
        let (statement, kind) = self.statement(raw, above);
        let (parent, misplaced) = self.find_parent(raw, kind, above);
        self.open.push((raw.indent, self.nodes.len()));
        let line =
            Line { statement, span: raw.span, blank_above, comments_above, comment: raw.comment, children: Vec::new() };
        self.nodes.push(Node { line, kind, parent, misplaced });
    }

    fn kind_of(&self, node: usize) -> Option<Kind> {
        self.nodes.get(node).and_then(|node| node.kind)
    }

    /// The lines that a line belongs to, nearest first, itself included.
    fn chain(&self, from: Option<usize>) -> impl Iterator<Item = usize> {
        std::iter::successors(from, |node| match self.nodes.get(*node)?.parent {
            Parent::Line(parent) => Some(parent),
            Parent::Root | Parent::Missing => None,
        })
    }

    /// The example or variation that a place is in, whose lines may begin with any word.
    fn inside(&self, from: Option<usize>) -> Option<Kind> {
        let mut kinds = self.chain(from).filter_map(|node| self.kind_of(node));
        kinds.find(|kind| matches!(kind, Kind::Example | Kind::Variation))
    }

    /// Parses a line into its statement, and its kind as far as that can be told.
    fn statement(&mut self, raw: RawLine<'s>, above: Option<usize>) -> (Statement<'s>, Option<Kind>) {
        let keyword = classify(raw.body, self.inside(above));
        if raw.damaged {
            let kind = keyword.map(|keyword| keyword.kind);
            return (Statement::Broken(kind), kind);
        }
        if let Some(keyword) = keyword {
            let parsed = if keyword.kind == Kind::ExampleBody {
                Grammar::parse(body_rule(raw.body), raw.body).or_else(|_| Grammar::parse(Rule::body_line, raw.body))
            } else {
                Grammar::parse(keyword.rule, raw.body)
            };
            // A line of an example may begin with any word. If it makes no sense and its word is nearly a keyword, that
            // is the likelier slip.
            let first = first_word(raw.body);
            let slip = matches!(keyword.kind, Kind::ExampleBody | Kind::Change)
                && parsed.is_err()
                && near(first, all_first_words()).is_some_and(|near| !near.eq_ignore_ascii_case(first));
            if !slip {
                return (self.built(raw, keyword, parsed), Some(keyword.kind));
            }
        } else if let inside @ Some(_) = self.inside(self.nodes.len().checked_sub(1)) {
            // A line of an example that is not far enough in is known only by reading it.
            let keyword = classify(raw.body, inside);
            let parsed = Grammar::parse(keyword.map_or(Rule::body_line, |keyword| keyword.rule), raw.body);
            if let Some(keyword) = keyword.filter(|_| parsed.is_ok()) {
                return (self.built(raw, keyword, parsed), Some(keyword.kind));
            }
        }
        let kind = self.unknown(raw, above);
        (Statement::Broken(kind), kind)
    }

    fn built(&mut self, raw: RawLine<'s>, keyword: LineStart, parsed: Parsed<'s>) -> Statement<'s> {
        let base = raw.span.range().start;
        let errors = self.sink.errors();
        let statement = match parsed {
            Ok(mut pairs) => pairs.next().and_then(|line| Builder::new(self.sink, base).statement(line)),
            Err(error) => {
                expected::report(self.sink, &error, raw.body, base, "The line");
                None
            }
        };
        statement.unwrap_or_else(|| {
            self.sink.partially_parsed = true;
            if self.sink.errors() == errors {
                // The grammar takes what the builder does not: a fault of ours, but never one to pass over in silence.
                self.sink.add(Code::Malformed, raw.span, "This line is not understood.");
            }
            Statement::Broken(Some(keyword.kind))
        })
    }

    /// Reports a line that begins with no known word, and guesses its kind.
    fn unknown(&mut self, raw: RawLine<'s>, above: Option<usize>) -> Option<Kind> {
        self.sink.partially_parsed = true;
        let first = first_word(raw.body);
        let parent = above.and_then(|node| self.kind_of(node));
        let here: Vec<&str> = words_below(parent).collect();
        let known: Vec<&str> = words_after(first).collect();
        let (end, near) = if known.is_empty() {
            let end = if first.is_empty() { raw.body.chars().next().map_or(0, char::len_utf8) } else { first.len() };
            // Of two words that are as near, the one that may stand here comes first.
            (end, near(first, first_words(parent)))
        } else {
            // `the clok`: a first word that begins no line by itself is looked at with the second.
            let rest = raw.body.get(first.len()..).unwrap_or_default().trim_start();
            let end = raw.body.len() - rest.len() + first_word(rest).len();
            (end, near(raw.body.get(..end).unwrap_or_default(), known.iter().copied()))
        };
        let word = raw.body.get(..end).unwrap_or_default();
        let start = raw.span.range().start;
        let message = format!("No line of a charter begins with `{}`.", word.trim_end());
        let found = self.sink.add(Code::UnknownLine, Span::new(start, start + end), message);
        if let Some(advice) = wordings::advice(raw.body) {
            found.help(advice);
            return None;
        }
        found.suggest(near, || {
            if !known.is_empty() {
                let known = known.iter().map(|words| format!("`{words}`")).collect::<Vec<_>>().join(" or ");
                return Some(format!("lines begin with {known}"));
            }
            let words = here.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
            (!words.is_empty()).then(|| format!("here a line may begin with {words}"))
        });
        near.and_then(|near| classify(near, None)).map(|keyword| keyword.kind)
    }

    /// The line that a line belongs to, and whether the indentation says otherwise, which is reported.
    fn find_parent(&mut self, raw: RawLine<'s>, kind: Option<Kind>, above: Option<usize>) -> (Parent, bool) {
        let written = above.map_or(Parent::Root, Parent::Line);
        let Some(kind) = kind else { return (written, false) };
        let fits = match above {
            None => kind.may_belong_to(None),
            // A child of a line with a syntax error may belong to it.
            Some(node) => self.kind_of(node).is_none_or(|above| kind.may_belong_to(Some(above))),
        };
        let too_deep = self.open.len() >= MAX_DEPTH;
        if !too_deep {
            if fits {
                return (written, false);
            }
            if let Some(parent) = self.parent_of_misplaced(kind, above) {
                return (parent, false);
            }
        }
        let home = self.home(kind, above);
        let first = Span::new(raw.span.range().start, raw.span.range().start + expected::found(raw.body).len());
        if too_deep {
            self.sink
                .add(Code::TooDeep, first, format!("This line stands more than {MAX_DEPTH} levels deep."))
                .help("write it less far in");
        } else if let Some(home) = home {
            self.wrong_indentation(raw, first, above, home);
        } else {
            self.wrong_place(raw, first, kind);
        }
        (home.unwrap_or(Parent::Missing), true)
    }

    /// The parent of a line below a misplaced one, if it is misplaced only because of that one: one mistake is reported
    /// once.
    fn parent_of_misplaced(&self, kind: Kind, above: Option<usize>) -> Option<Parent> {
        let above = self.nodes.get(above?).filter(|node| node.misplaced)?;
        match above.parent {
            Parent::Line(home) if self.kind_of(home).is_some_and(|home| kind.may_belong_to(Some(home))) => {
                Some(above.parent)
            }
            _ => None,
        }
    }

    /// The nearest line that a line of this kind may belong to: one that stands above it, else one just before it.
    fn home(&self, kind: Kind, above: Option<usize>) -> Option<Parent> {
        let before = self.nodes.len().checked_sub(1);
        let fitting = |node: &usize| self.kind_of(*node).is_some_and(|above| kind.may_belong_to(Some(above)));
        let below = self.chain(above).find(fitting).or_else(|| self.chain(before).find(fitting)).map(Parent::Line);
        below.or_else(|| kind.may_belong_to(None).then_some(Parent::Root))
    }

    fn line_number(&self, node: usize) -> usize {
        self.nodes.get(node).map_or(0, |node| self.source.line_of(node.line.span.range().start))
    }

    fn wrong_indentation(&mut self, raw: RawLine<'s>, first: Span, above: Option<usize>, home: Parent) {
        let stands = match above {
            Some(node) => format!("stands below line {} as if it belonged to it", self.line_number(node)),
            None => "stands at the left edge".to_owned(),
        };
        let (belongs, help) = match home {
            Parent::Line(node) => {
                let number = self.line_number(node);
                let noun = self.kind_of(node).map_or("a line", Kind::noun);
                let noun = noun.strip_prefix("a ").or_else(|| noun.strip_prefix("an ")).unwrap_or(noun);
                let noun = noun.strip_prefix("the ").unwrap_or(noun);
                (
                    format!("it belongs to the {noun} on line {number}"),
                    format!("write it further in than line {number}, and as far in as the other lines of that {noun}"),
                )
            }
            Parent::Root | Parent::Missing => {
                ("it belongs to no other line".to_owned(), "begin it at the left edge".to_owned())
            }
        };
        let message = format!("`{}` {stands}, but {belongs}.", expected::found(raw.body));
        self.sink.add(Code::WrongIndentation, first, message).label("at the wrong depth").help(help);
    }

    fn wrong_place(&mut self, raw: RawLine<'s>, first: Span, kind: Kind) {
        let nouns: Vec<&str> = kind.parents().iter().filter_map(|parent| parent.map(Kind::noun)).collect();
        let nouns = nouns.join(" or ");
        self.sink.partially_parsed = true;
        self.sink
            .add(
                Code::WrongPlace,
                first,
                format!("`{}` belongs to {nouns}, and none stands above it.", expected::found(raw.body)),
            )
            .help(format!("write it below {nouns}"));
    }

    fn into_lines(self) -> Vec<Line<'s>> {
        // From the last to the first, each line takes its children, which are complete by then, and hangs itself up.
        let mut nodes: Vec<(Option<Line<'s>>, Parent)> =
            self.nodes.into_iter().map(|node| (Some(node.line), node.parent)).collect();
        let mut top = Vec::new();
        while let Some((line, parent)) = nodes.pop() {
            let Some(mut line) = line else { continue };
            line.children.reverse();
            match parent {
                Parent::Root => top.push(line),
                Parent::Missing => {}
                Parent::Line(parent) => {
                    if let Some((Some(parent), _)) = nodes.get_mut(parent) {
                        parent.children.push(line);
                    }
                }
            }
        }
        top.reverse();
        top
    }
}
