//! How the rules of the grammar are described in syntax errors, and offered as completions.

use crate::parse::grammar::Rule;
use crate::parse::keywords::keyword;

/// An expected phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expectation {
    /// A word.
    Word(&'static str),
    /// A description of a category.
    Category(&'static str),
    /// One of these phrases.
    AnyOf(&'static [&'static str]),
    /// A member of this category.
    MemberOf(&'static str, &'static str),
    /// The end of the line.
    End,
}

/// The phrase expected by a rule. `None` if it adds nothing to those of its parts.
pub(crate) fn expected_phrase(rule: Rule) -> Option<Expectation> {
    const UNIT: &str = "a unit such as `working days` or `calendar days`";
    let category = match rule {
        Rule::EOI => return Some(Expectation::End),
        Rule::strength => return Some(Expectation::AnyOf(&["will", "aim to", "usually"])),
        Rule::usual_word => return Some(Expectation::AnyOf(&["usually", "normally"])),
        Rule::aim_word => return Some(Expectation::AnyOf(&["aim", "endeavour", "try"])),
        Rule::working_days | Rule::working_hours | Rule::working_minutes => {
            return Some(Expectation::MemberOf(UNIT, "working"));
        }
        Rule::calendar_days => return Some(Expectation::MemberOf(UNIT, "calendar")),
        Rule::clear_days => return Some(Expectation::AnyOf(&["days", "day"])),
        Rule::k_clear => return Some(Expectation::MemberOf(UNIT, "clear")),
        Rule::bare_days | Rule::rings => return None,
        Rule::weeks => return Some(Expectation::MemberOf(UNIT, "weeks")),
        Rule::months => return Some(Expectation::MemberOf(UNIT, "months")),
        Rule::years => return Some(Expectation::MemberOf(UNIT, "years")),
        Rule::hours => return Some(Expectation::MemberOf(UNIT, "hours")),
        Rule::minutes => return Some(Expectation::MemberOf(UNIT, "minutes")),
        Rule::seconds => return Some(Expectation::MemberOf(UNIT, "seconds")),
        Rule::range | Rule::range_from => return None,
        Rule::for_staff => return Some(Expectation::AnyOf(&["for staff only"])),
        Rule::nested => return Some(Expectation::AnyOf(&["the earlier of"])),
        Rule::before_holiday => return Some(Expectation::AnyOf(&["on the day before a bank holiday"])),
        Rule::nth_weekday => return Some(Expectation::AnyOf(&["the first Monday of"])),
        Rule::season => return Some(Expectation::AnyOf(&["from"])),
        Rule::limit | Rule::within | Rule::at_most => return Some(Expectation::AnyOf(&["within"])),
        Rule::counted | Rule::counted_back | Rule::by_day | Rule::on_day | Rule::earlier_or_later => return None,
        Rule::unstated => return Some(Expectation::AnyOf(&["with no time stated"])),
        Rule::request_for | Rule::measure | Rule::average | Rule::manner | Rule::measured => return None,
        Rule::day_of | Rule::same_day => return None,
        Rule::proviso => return Some(Expectation::AnyOf(&["if", "unless"])),
        Rule::cites => return Some(Expectation::AnyOf(&["cites"])),
        Rule::beginning_with => return Some(Expectation::AnyOf(&["beginning with"])),
        Rule::by_end => return Some(Expectation::AnyOf(&["by"])),
        Rule::same_time => return Some(Expectation::AnyOf(&["at the same time of day"])),
        Rule::roll => return Some(Expectation::AnyOf(&["rolling to the next working day"])),
        Rule::whatever_day => return Some(Expectation::AnyOf(&["whatever day that is"])),
        Rule::during => return Some(Expectation::AnyOf(&["during"])),
        Rule::in_calendar => return Some(Expectation::AnyOf(&["in"])),
        Rule::england_and_wales => return Some(Expectation::AnyOf(&["England and Wales"])),
        Rule::scotland => return Some(Expectation::AnyOf(&["Scotland"])),
        Rule::northern_ireland => return Some(Expectation::AnyOf(&["Northern Ireland"])),
        Rule::anywhere => return Some(Expectation::AnyOf(&["any part of the United Kingdom"])),
        Rule::bank_holidays => return Some(Expectation::AnyOf(&["bank holidays"])),
        Rule::follows => return Some(Expectation::AnyOf(&["on days that are not working days"])),
        Rule::that_day => return Some(Expectation::AnyOf(&["that day"])),
        Rule::to_working_day => return Some(Expectation::AnyOf(&["the next working day"])),
        Rule::to_day => return Some(Expectation::AnyOf(&["the next day"])),
        Rule::received_at => return Some(Expectation::AnyOf(&["received at"])),
        Rule::outside_hours => return Some(Expectation::AnyOf(&["outside"])),
        Rule::cut_off => return Some(Expectation::AnyOf(&["after", "from"])),
        Rule::every_day => return Some(Expectation::AnyOf(&["every day"])),
        Rule::all_day => return Some(Expectation::AnyOf(&["all day"])),
        Rule::every_year => return None,
        Rule::any_channel => return Some(Expectation::AnyOf(&["any channel"])),
        Rule::sent => return None,
        Rule::has_happened => return None,
        Rule::which | Rule::either => return Some(Expectation::AnyOf(&["the earlier of", "the later of"])),
        Rule::by_customer => return Some(Expectation::AnyOf(&["by the customer"])),
        Rule::beforehand => return Some(Expectation::AnyOf(&["known beforehand"])),
        Rule::from_date => return Some(Expectation::AnyOf(&["from"])),
        Rule::until_date | Rule::until_moment => return Some(Expectation::AnyOf(&["until"])),
        Rule::due_by => return Some(Expectation::AnyOf(&["by"])),
        Rule::is_status => return Some(Expectation::AnyOf(&["is"])),
        Rule::not_applying => return Some(Expectation::AnyOf(&["does not apply"])),
        Rule::stops => return Some(Expectation::AnyOf(&["stops"])),
        Rule::object | Rule::how_many => return None,
        Rule::warning => return Some(Expectation::AnyOf(&["at"])),
        Rule::restarts => return Some(Expectation::AnyOf(&["starts again at"])),
        Rule::while_paused => return Some(Expectation::AnyOf(&["while paused"])),
        Rule::both_days => return Some(Expectation::AnyOf(&["both days included"])),
        Rule::only_last_day => return Some(Expectation::AnyOf(&["only the last day included"])),
        Rule::by_holding_reply => return None,
        Rule::extend_by => return Some(Expectation::AnyOf(&["by"])),
        Rule::date_we_give => return Some(Expectation::AnyOf(&["the date we give"])),
        Rule::times => return Some(Expectation::AnyOf(&["once", "twice"])),
        Rule::reasons => return Some(Expectation::AnyOf(&["for"])),
        Rule::notice => return Some(Expectation::AnyOf(&["if told"])),
        Rule::before_due => return Some(Expectation::AnyOf(&["before the due date"])),
        Rule::at_any_time => return Some(Expectation::AnyOf(&["at any time"])),
        Rule::window | Rule::opening => return Some(Expectation::AnyOf(&["from"])),
        Rule::lasting => return Some(Expectation::AnyOf(&["for"])),
        Rule::refused => return Some(Expectation::AnyOf(&["later requests are refused"])),
        Rule::early_requests => return Some(Expectation::AnyOf(&["early requests"])),
        Rule::early_refused => return Some(Expectation::AnyOf(&["are refused"])),
        Rule::early_count => return Some(Expectation::AnyOf(&["count"])),
        Rule::early_wait => return Some(Expectation::AnyOf(&["wait until then"])),
        Rule::even_overdue => return Some(Expectation::AnyOf(&["even when overdue"])),
        Rule::repeat | Rule::often => return Some(Expectation::AnyOf(&["every"])),
        Rule::an => return None,
        Rule::given_date
        | Rule::date_given
        | Rule::day_part
        | Rule::counted_part
        | Rule::received_when
        | Rule::came_when
        | Rule::chosen => return None,
        Rule::number_test | Rule::value_test | Rule::between => return None,
        Rule::on_closed | Rule::on_weekdays => return Some(Expectation::AnyOf(&["on"])),
        Rule::yes_or_no => return Some(Expectation::AnyOf(&["yes or no"])),
        Rule::a_number => return Some(Expectation::AnyOf(&["a number"])),
        Rule::one_of => return Some(Expectation::AnyOf(&["one of"])),
        Rule::default_value => return Some(Expectation::AnyOf(&["by default"])),
        Rule::first_day | Rule::first_count => return Some(Expectation::AnyOf(&["the next working day after"])),
        Rule::only_working_days => return Some(Expectation::AnyOf(&["on working days only"])),
        Rule::by_default => return Some(Expectation::AnyOf(&["by default"])),
        Rule::because => return Some(Expectation::AnyOf(&["because"])),
        Rule::permission => return Some(Expectation::AnyOf(&["we may vary these standards"])),
        Rule::per_period => return Some(Expectation::AnyOf(&["each"])),
        Rule::period => return Some(Expectation::AnyOf(&["year", "quarter", "month", "week", "day"])),
        Rule::published_number => return None,
        Rule::published_share => return Some(Expectation::AnyOf(&["at least", "at most", "over", "under"])),
        Rule::in_stage => return Some(Expectation::AnyOf(&["stage"])),
        Rule::quoted => "a text in quotes",
        Rule::why => "a reason in quotes",
        Rule::word => "a name",
        Rule::service => "a service",
        Rule::identifier => "an identifier such as `example-borough-council`",
        Rule::zone_name => "a time zone such as `Europe/London`",
        Rule::number | Rule::amount => "a number",
        Rule::value | Rule::value_word => "a value",
        Rule::hours_name | Rule::hours_words => "opening hours such as `\"Office\"`",
        Rule::decimal | Rule::percent => "a percentage such as `80%`",
        Rule::ordinal | Rule::nth_day => "`next`, `second` or another ordinal",
        Rule::weekday | Rule::day_range | Rule::days => "a weekday",
        Rule::month => "a month",
        Rule::year => "a year such as `2026`",
        Rule::date | Rule::dates | Rule::iso_date | Rule::slashed_date | Rule::day_number => {
            "a date such as `1 April 2026`"
        }
        Rule::day_month => "a day such as `24 December`",
        Rule::time | Rule::shift | Rule::shifts | Rule::bare_hour | Rule::end_of_day => "a time such as `5pm`",
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
        Rule::repeat_end | Rule::requested_event => "an event such as `responded`",
        Rule::event_name | Rule::event_words => "an event such as `acknowledged`",
        Rule::expected_action => "an action such as `respond`",
        Rule::money => "an amount such as `£4` or `17p`",
        Rule::moment | Rule::iso_moment => "a date such as `2026-04-01` or `1 April 2026`",
        other => return keyword(other).map(|keyword| Expectation::Word(keyword.word)),
    };
    Some(Expectation::Category(category))
}
