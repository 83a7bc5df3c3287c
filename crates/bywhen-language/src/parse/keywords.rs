//! The keywords of the grammar, each once: how messages show it, completions offer it and the formatter writes it.
//!
//! The tests name the keyword that is in the grammar and not here, or here and not in the grammar, in the completions or in
//! what the formatter writes.

use crate::parse::grammar::Rule;

/// A keyword of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyword {
    pub(crate) rule: Rule,
    /// The word, as messages show it and completions offer it. Charters may write it in any case.
    pub word: &'static str,
    /// What the formatter writes where a charter has it: the word itself, or that of another spelling of the form.
    pub formatted: &'static str,
}

/// Every keyword of the language, in alphabetical order.
///
/// ```
/// let keyword = bywhen_language::keywords().iter().find(|one| one.word == "phone").unwrap();
/// assert_eq!(keyword.formatted, "telephone");
/// ```
pub fn keywords() -> &'static [Keyword] {
    KEYWORDS
}

/// The keyword that a rule reads.
pub(crate) fn keyword(rule: Rule) -> Option<&'static Keyword> {
    KEYWORDS.iter().find(|keyword| keyword.rule == rule)
}

const fn same(rule: Rule, word: &'static str) -> Keyword {
    Keyword { rule, word, formatted: word }
}

const fn instead(rule: Rule, word: &'static str, formatted: &'static str) -> Keyword {
    Keyword { rule, word, formatted }
}

const KEYWORDS: &[Keyword] = &[
    same(Rule::k_0, "0"),
    same(Rule::k_1, "1"),
    same(Rule::k_a, "a"),
    same(Rule::k_after, "after"),
    same(Rule::k_again, "again"),
    same(Rule::k_all, "all"),
    same(Rule::k_also, "also"),
    same(Rule::k_always, "always"),
    instead(Rule::k_an, "an", "1"),
    same(Rule::k_and, "and"),
    same(Rule::k_any, "any"),
    same(Rule::k_applies, "applies"),
    same(Rule::k_apply, "apply"),
    same(Rule::k_are, "are"),
    same(Rule::k_as, "as"),
    same(Rule::k_ask, "ask"),
    same(Rule::k_asked, "asked"),
    same(Rule::k_asks, "asks"),
    same(Rule::k_at, "at"),
    same(Rule::k_average, "average"),
    same(Rule::k_bank, "bank"),
    same(Rule::k_because, "because"),
    same(Rule::k_before, "before"),
    same(Rule::k_beforehand, "beforehand"),
    same(Rule::k_beginning, "beginning"),
    same(Rule::k_between, "between"),
    same(Rule::k_both, "both"),
    instead(Rule::k_business, "business", "working"),
    same(Rule::k_by, "by"),
    same(Rule::k_calendar, "calendar"),
    same(Rule::k_came, "came"),
    same(Rule::k_case, "case"),
    instead(Rule::k_cent, "cent", "%"),
    same(Rule::k_channel, "channel"),
    same(Rule::k_charter, "charter"),
    same(Rule::k_choice, "choice"),
    same(Rule::k_choosing, "choosing"),
    same(Rule::k_cites, "cites"),
    same(Rule::k_clear, "clear"),
    same(Rule::k_clock, "clock"),
    same(Rule::k_close, "close"),
    same(Rule::k_closed, "closed"),
    same(Rule::k_closing, "closing"),
    same(Rule::k_cost, "cost"),
    same(Rule::k_council, "council"),
    same(Rule::k_count, "count"),
    same(Rule::k_counts, "counts"),
    same(Rule::k_customer, "customer"),
    same(Rule::k_customers, "customers"),
    same(Rule::k_date, "date"),
    same(Rule::k_day, "day"),
    same(Rule::k_days, "days"),
    same(Rule::k_default, "default"),
    same(Rule::k_does, "does"),
    same(Rule::k_due, "due"),
    same(Rule::k_during, "during"),
    same(Rule::k_each, "each"),
    same(Rule::k_earlier, "earlier"),
    same(Rule::k_early, "early"),
    same(Rule::k_email, "email"),
    instead(Rule::k_end, "end", "by"),
    same(Rule::k_ends, "ends"),
    same(Rule::k_england, "England"),
    same(Rule::k_even, "even"),
    same(Rule::k_event, "event"),
    same(Rule::k_every, "every"),
    same(Rule::k_example, "example"),
    same(Rule::k_except, "except"),
    same(Rule::k_extend, "extend"),
    same(Rule::k_extends, "extends"),
    same(Rule::k_fact, "fact"),
    instead(Rule::k_fewer, "fewer", "under"),
    same(Rule::k_finally, "finally"),
    same(Rule::k_for, "for"),
    same(Rule::k_force, "force"),
    same(Rule::k_from, "from"),
    same(Rule::k_full, "full"),
    same(Rule::k_give, "give"),
    same(Rule::k_given, "given"),
    same(Rule::k_happened, "happened"),
    same(Rule::k_has, "has"),
    same(Rule::k_have, "have"),
    same(Rule::k_holding, "holding"),
    same(Rule::k_holiday, "holiday"),
    same(Rule::k_holidays, "holidays"),
    same(Rule::k_hour, "hour"),
    same(Rule::k_hours, "hours"),
    same(Rule::k_id, "id"),
    same(Rule::k_if, "if"),
    same(Rule::k_in, "in"),
    same(Rule::k_included, "included"),
    same(Rule::k_ireland, "Ireland"),
    same(Rule::k_is, "is"),
    same(Rule::k_it, "it"),
    same(Rule::k_kind, "kind"),
    same(Rule::k_kingdom, "Kingdom"),
    same(Rule::k_known, "known"),
    same(Rule::k_last, "last"),
    same(Rule::k_later, "later"),
    same(Rule::k_least, "least"),
    instead(Rule::k_less, "less", "under"),
    same(Rule::k_letter, "letter"),
    same(Rule::k_may, "may"),
    same(Rule::k_measure, "measure"),
    same(Rule::k_milestone, "milestone"),
    same(Rule::k_minute, "minute"),
    same(Rule::k_minutes, "minutes"),
    same(Rule::k_month, "month"),
    same(Rule::k_months, "months"),
    instead(Rule::k_more, "more", "over"),
    same(Rule::k_most, "most"),
    same(Rule::k_next, "next"),
    same(Rule::k_no, "no"),
    same(Rule::k_northern, "Northern"),
    same(Rule::k_not, "not"),
    same(Rule::k_number, "number"),
    same(Rule::k_of, "of"),
    instead(Rule::k_office, "office", "working"),
    same(Rule::k_on, "on"),
    same(Rule::k_once, "once"),
    same(Rule::k_one, "one"),
    same(Rule::k_only, "only"),
    same(Rule::k_open, "open"),
    same(Rule::k_opens, "opens"),
    same(Rule::k_option, "option"),
    same(Rule::k_or, "or"),
    same(Rule::k_otherwise, "otherwise"),
    same(Rule::k_outside, "outside"),
    same(Rule::k_over, "over"),
    same(Rule::k_overdue, "overdue"),
    same(Rule::k_part, "part"),
    same(Rule::k_paused, "paused"),
    instead(Rule::k_per, "per", "%"),
    instead(Rule::k_percent, "percent", "%"),
    same(Rule::k_person, "person"),
    instead(Rule::k_phone, "phone", "telephone"),
    same(Rule::k_pledge, "pledge"),
    same(Rule::k_reading, "reading"),
    same(Rule::k_receipt, "receipt"),
    same(Rule::k_received, "received"),
    same(Rule::k_refused, "refused"),
    same(Rule::k_reply, "reply"),
    same(Rule::k_requests, "requests"),
    same(Rule::k_ring, "ring"),
    same(Rule::k_rings, "rings"),
    same(Rule::k_rolling, "rolling"),
    same(Rule::k_same, "same"),
    same(Rule::k_scotland, "Scotland"),
    same(Rule::k_second, "second"),
    same(Rule::k_seconds, "seconds"),
    same(Rule::k_sent, "sent"),
    same(Rule::k_service, "service"),
    instead(Rule::k_set, "set", "stated"),
    same(Rule::k_source, "source"),
    same(Rule::k_staff, "staff"),
    same(Rule::k_stage, "stage"),
    same(Rule::k_standard, "standard"),
    same(Rule::k_standards, "standards"),
    same(Rule::k_starts, "starts"),
    same(Rule::k_stated, "stated"),
    same(Rule::k_stops, "stops"),
    same(Rule::k_telephone, "telephone"),
    same(Rule::k_tell, "tell"),
    instead(Rule::k_than, "than", "over"),
    same(Rule::k_that, "that"),
    same(Rule::k_the, "the"),
    same(Rule::k_then, "then"),
    same(Rule::k_these, "these"),
    same(Rule::k_time, "time"),
    same(Rule::k_times, "times"),
    same(Rule::k_to, "to"),
    same(Rule::k_told, "told"),
    same(Rule::k_twice, "twice"),
    instead(Rule::k_uk, "UK", "United Kingdom"),
    same(Rule::k_unconfirmed, "unconfirmed"),
    same(Rule::k_under, "under"),
    same(Rule::k_united, "United"),
    same(Rule::k_unless, "unless"),
    same(Rule::k_until, "until"),
    same(Rule::k_up, "up"),
    same(Rule::k_variation, "variation"),
    same(Rule::k_vary, "vary"),
    same(Rule::k_version, "version"),
    same(Rule::k_wait, "wait"),
    same(Rule::k_wales, "Wales"),
    same(Rule::k_warn, "warn"),
    same(Rule::k_we, "we"),
    same(Rule::k_week, "week"),
    instead(Rule::k_weekend, "weekend", "Saturday or Sunday"),
    same(Rule::k_weeks, "weeks"),
    same(Rule::k_whatever, "whatever"),
    same(Rule::k_when, "when"),
    same(Rule::k_whenever, "whenever"),
    same(Rule::k_while, "while"),
    same(Rule::k_will, "will"),
    same(Rule::k_with, "with"),
    same(Rule::k_within, "within"),
    instead(Rule::k_without, "without", "no"),
    same(Rule::k_working, "working"),
    same(Rule::k_writing, "writing"),
    same(Rule::k_year, "year"),
    same(Rule::k_years, "years"),
    same(Rule::k_yes, "yes"),
    same(Rule::k_zone, "zone"),
];

#[cfg(test)]
mod tests {
    use pest::Parser;

    use super::*;
    use crate::parse::grammar::Grammar;

    #[test]
    fn each_keyword_of_the_grammar_has_its_entry() {
        for rule in Rule::all_rules().iter().filter(|rule| format!("{rule:?}").starts_with("k_")) {
            let entries = KEYWORDS.iter().filter(|keyword| keyword.rule == *rule).count();
            assert_eq!(entries, 1, "entries of {rule:?} in the table of keywords");
        }
    }

    #[test]
    fn each_entry_is_in_the_grammar() {
        for keyword in KEYWORDS {
            let read = Grammar::parse(keyword.rule, keyword.word).map(|pairs| pairs.as_str().len());
            assert_eq!(read.ok(), Some(keyword.word.len()), "{:?} reads `{}`", keyword.rule, keyword.word);
        }
    }

    #[test]
    fn the_entries_are_in_order() {
        assert!(KEYWORDS.is_sorted_by_key(|keyword| keyword.word.to_lowercase()));
    }
}
