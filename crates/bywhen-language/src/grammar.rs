//! The grammar, and what its rules are called when people are told what was expected.

use pest_derive::Parser;

/// The parser that pest makes of the grammar.
#[derive(Parser)]
#[grammar = "charter.pest"]
pub(crate) struct Grammar;

/// What stood at a place for people to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// This very word.
    Word(String),
    /// Something of this sort.
    Sort(&'static str),
    /// One of these.
    Words(&'static [&'static str]),
    /// Something of this sort, of which this is one word.
    OneOf(&'static str, &'static str),
    /// Nothing more.
    End,
}

/// What people write where the grammar has this rule.
pub(crate) fn wanted(rule: Rule) -> Option<Wanted> {
    const UNIT: &str = "a unit such as `working days` or `calendar days`";
    let sort = match rule {
        Rule::EOI => return Some(Wanted::End),
        Rule::strength => return Some(Wanted::Words(&["will", "aim to", "usually"])),
        Rule::usual_word => return Some(Wanted::Words(&["usually", "normally"])),
        Rule::aim_word => return Some(Wanted::Words(&["aim", "endeavour", "try"])),
        Rule::working_days | Rule::working_hours | Rule::working_minutes => {
            return Some(Wanted::OneOf(UNIT, "working"));
        }
        Rule::calendar_days => return Some(Wanted::OneOf(UNIT, "calendar")),
        Rule::clear_days => return Some(Wanted::Words(&["days", "day"])),
        Rule::k_clear => return Some(Wanted::OneOf(UNIT, "clear")),
        Rule::bare_days | Rule::rings => return None,
        Rule::weeks => return Some(Wanted::OneOf(UNIT, "weeks")),
        Rule::months => return Some(Wanted::OneOf(UNIT, "months")),
        Rule::years => return Some(Wanted::OneOf(UNIT, "years")),
        Rule::hours => return Some(Wanted::OneOf(UNIT, "hours")),
        Rule::minutes => return Some(Wanted::OneOf(UNIT, "minutes")),
        Rule::seconds => return Some(Wanted::OneOf(UNIT, "seconds")),
        Rule::limit | Rule::within => return Some(Wanted::Words(&["within"])),
        Rule::counted | Rule::counted_back | Rule::by_day | Rule::on_day | Rule::earlier_or_later => return None,
        Rule::unstated => return Some(Wanted::Words(&["with no time stated"])),
        Rule::asked_for | Rule::measure | Rule::average | Rule::manner | Rule::measured => return None,
        Rule::day_of | Rule::same_day => return None,
        Rule::proviso => return Some(Wanted::Words(&["if", "unless"])),
        Rule::cites => return Some(Wanted::Words(&["cites"])),
        Rule::beginning_with => return Some(Wanted::Words(&["beginning with"])),
        Rule::by_end => return Some(Wanted::Words(&["by"])),
        Rule::same_time => return Some(Wanted::Words(&["at the same time of day"])),
        Rule::roll => return Some(Wanted::Words(&["rolling to the next working day"])),
        Rule::whatever_day => return Some(Wanted::Words(&["whatever day that is"])),
        Rule::during => return Some(Wanted::Words(&["during"])),
        Rule::in_calendar => return Some(Wanted::Words(&["in"])),
        Rule::england_and_wales => return Some(Wanted::Words(&["England and Wales"])),
        Rule::scotland => return Some(Wanted::Words(&["Scotland"])),
        Rule::northern_ireland => return Some(Wanted::Words(&["Northern Ireland"])),
        Rule::anywhere => return Some(Wanted::Words(&["any part of the United Kingdom"])),
        Rule::bank_holidays => return Some(Wanted::Words(&["bank holidays"])),
        Rule::follows => return Some(Wanted::Words(&["on days that are not working days"])),
        Rule::that_day => return Some(Wanted::Words(&["that day"])),
        Rule::to_working_day => return Some(Wanted::Words(&["the next working day"])),
        Rule::to_day => return Some(Wanted::Words(&["the next day"])),
        Rule::cut_off => return Some(Wanted::Words(&["after", "from"])),
        Rule::every_day => return Some(Wanted::Words(&["every day"])),
        Rule::all_day => return Some(Wanted::Words(&["all day"])),
        Rule::every_year => return None,
        Rule::any_channel => return Some(Wanted::Words(&["any channel"])),
        Rule::sent => return None,
        Rule::has_happened => return None,
        Rule::which | Rule::either => return Some(Wanted::Words(&["the earlier of", "the later of"])),
        Rule::by_customer => return Some(Wanted::Words(&["by the customer"])),
        Rule::beforehand => return Some(Wanted::Words(&["known beforehand"])),
        Rule::from_date => return Some(Wanted::Words(&["from"])),
        Rule::until_date | Rule::until_moment => return Some(Wanted::Words(&["until"])),
        Rule::due_by => return Some(Wanted::Words(&["by"])),
        Rule::is_status => return Some(Wanted::Words(&["is"])),
        Rule::not_applying => return Some(Wanted::Words(&["does not apply"])),
        Rule::stops => return Some(Wanted::Words(&["stops"])),
        Rule::restarts => return Some(Wanted::Words(&["starts again at"])),
        Rule::while_paused => return Some(Wanted::Words(&["while paused"])),
        Rule::both_days => return Some(Wanted::Words(&["both days included"])),
        Rule::only_last_day => return Some(Wanted::Words(&["only the last day included"])),
        Rule::by_holding_reply => return None,
        Rule::extend_by => return Some(Wanted::Words(&["by"])),
        Rule::date_we_give => return Some(Wanted::Words(&["the date we give"])),
        Rule::times => return Some(Wanted::Words(&["once", "twice"])),
        Rule::reasons => return Some(Wanted::Words(&["for"])),
        Rule::told => return Some(Wanted::Words(&["if told"])),
        Rule::before_due => return Some(Wanted::Words(&["before the due date"])),
        Rule::at_any_time => return Some(Wanted::Words(&["at any time"])),
        Rule::window | Rule::opening => return Some(Wanted::Words(&["from"])),
        Rule::lasting => return Some(Wanted::Words(&["for"])),
        Rule::refused => return Some(Wanted::Words(&["later requests are refused"])),
        Rule::early_requests => return Some(Wanted::Words(&["early requests"])),
        Rule::early_refused => return Some(Wanted::Words(&["are refused"])),
        Rule::early_count => return Some(Wanted::Words(&["count"])),
        Rule::early_wait => return Some(Wanted::Words(&["wait until then"])),
        Rule::even_overdue => return Some(Wanted::Words(&["even when overdue"])),
        Rule::repeat => return Some(Wanted::Words(&["every"])),
        Rule::given_date | Rule::received_when | Rule::chosen => return None,
        Rule::first_day | Rule::first_asked => return Some(Wanted::Words(&["the next working day after"])),
        Rule::only_working_days => return Some(Wanted::Words(&["on working days only"])),
        Rule::by_default => return Some(Wanted::Words(&["by default"])),
        Rule::because => return Some(Wanted::Words(&["because"])),
        Rule::permission => return Some(Wanted::Words(&["we may vary these standards"])),
        Rule::kept_share => return Some(Wanted::Words(&["at least", "at most", "over", "under"])),
        Rule::in_stage => return Some(Wanted::Words(&["stage"])),
        Rule::quoted => "a text in quotes",
        Rule::why => "a reason in quotes",
        Rule::word => "a name",
        Rule::service => "a service",
        Rule::identifier => "an identifier such as `example-borough-council`",
        Rule::zone_name => "a time zone such as `Europe/London`",
        Rule::number => "a number",
        Rule::decimal | Rule::percent => "a percentage such as `80%`",
        Rule::ordinal | Rule::nth_day => "`next`, `second` or another ordinal",
        Rule::weekday | Rule::day_range | Rule::days => "a weekday",
        Rule::month => "a month",
        Rule::year => "a year such as `2026`",
        Rule::date | Rule::dates | Rule::iso_date | Rule::slashed_date | Rule::day_number => {
            "a date such as `1 April 2026`"
        }
        Rule::day_month => "a day such as `24 December`",
        Rule::time | Rule::shift | Rule::shifts | Rule::end_of_day => "a time such as `5pm`",
        Rule::quantity | Rule::operand => "an amount such as `5 working days`",
        Rule::action => "an action such as `respond`",
        Rule::contacts | Rule::contact | Rule::contact_words | Rule::case_contact => {
            "a kind or channel such as `complaint` or `letter`"
        }
        Rule::channels | Rule::cost_channel => "a channel such as `letter`",
        Rule::condition | Rule::all_of | Rule::term | Rule::fact | Rule::fact_word | Rule::given => {
            "a fact or a condition"
        }
        Rule::anchor | Rule::anchor_words => "an event such as `receipt`",
        Rule::measured_words => "what is measured, such as `calls`",
        Rule::repeat_end | Rule::asked_event => "an event such as `responded`",
        Rule::event_name | Rule::event_words => "an event such as `acknowledged`",
        Rule::expected_action => "an action such as `respond`",
        Rule::money => "an amount such as `£4` or `17p`",
        Rule::moment | Rule::iso_moment => "a date such as `2026-04-01` or `1 April 2026`",
        other => {
            let name = format!("{other:?}");
            return name.strip_prefix("k_").map(|word| Wanted::Word(proper(word)));
        }
    };
    Some(Wanted::Sort(sort))
}

/// Keywords are shown in lower case, except names.
fn proper(word: &str) -> String {
    match word {
        "england" | "wales" | "scotland" | "northern" | "ireland" | "united" | "kingdom" => {
            let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
            format!("{}{rest}", first.to_uppercase())
        }
        "uk" => "UK".to_owned(),
        _ => word.to_owned(),
    }
}
