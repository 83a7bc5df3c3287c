//! The code of each diagnostic: stable, so that it can be looked up, silenced in a review, and counted.

mod example;
mod severity;

use std::fmt;

use bywhen_engine::did_you_mean;
use serde::{Serialize, Serializer};

pub use example::CodeExample;
pub use severity::Severity;

macro_rules! codes {
    ($($name:ident $text:literal $severity:ident $title:literal $explanation:literal;)*) => {
        /// The code of a diagnostic.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $title] $name,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The stable text: `E104`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }

            /// The severity of diagnostics with this code.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }

            /// A short title.
            pub fn title(self) -> &'static str {
                match self { $(Code::$name => $title,)* }
            }

            /// An explanation in a few sentences.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$name => $explanation,)* }
            }
        }
    };
}

codes! {
    EmptyFile "E001" Error "nothing to read"
        "The file holds no line. A charter begins with `charter` and the title of the document.";
    NotUtf8 "E002" Error "not UTF-8"
        "Charters are plain text in UTF-8. This file is something else, perhaps a word processor's document or text in an older encoding. Save it as plain text, UTF-8.";
    ControlCharacter "E003" Error "a character that cannot be seen"
        "The line holds a character that no editor shows: a control character, one of no width, or one that changes the direction of the text around it. It usually comes in with text copied from another program, and makes a line say something else than it shows, in a comment too. Delete it and type the words again.";
    TooLarge "E004" Error "larger than 1 MiB"
        "A charter is at most one mebibyte of text, many times what the longest charter known needs. A larger file is most probably not a charter.";
    LineTooLong "E005" Error "line too long"
        "A line is at most 2,000 characters, comment included. One line states one fact: divide it.";
    TooDeep "E006" Error "nested too deep"
        "Lines stand at most 8 levels deep, and so do brackets in a condition. No form of the language needs more than six.";
    TooMany "E007" Error "more problems than are shown"
        "Only the first hundred problems of a file are shown. Correct these and check again.";
    BeyondBounds "E008" Error "more than a charter may have"
        "A charter has at most 5,000 promises; a standard 20 stages; a promise 100 lines below it, 100 clauses and 20 lines on where its clock stops or starts again; an `earlier of`, a `later of` or a condition 16 parts; and at most 50 promises count from each other in a row. No document known comes near, and whatever lies within is answered at once.";

    UnknownLine "E101" Error "unknown line"
        "Each line begins with a word that says what kind of fact it states: `standard`, `applies to`, `we will`. This line begins with a word that is none of them.";
    Malformed "E102" Error "line not understood"
        "The line begins as it should but does not go on as its form asks. The message says where and what could stand there.";
    OpenQuotation "E103" Error "quotation not closed"
        "Names and sentences stand between double quotes on one line. A quotation that begins on this line does not end on it.";
    BareDays "E104" Error "working days or calendar days?"
        "Five days after a Thursday is Tuesday in calendar days and the Thursday after in working days. The document may leave it open; the charter must choose, and a `reading` line can say so.";
    BareRings "E105" Error "rings are not a time"
        "Councils count a ring as anything from 2.5 to 3.3 seconds. Say how long with a line `one ring is 3 seconds`, or write the limit in seconds.";
    WrongPlace "E106" Error "line in the wrong place"
        "The word a line begins with decides which lines it may belong to, and none of those stands above it.";
    WrongIndentation "E107" Error "indentation disagrees"
        "A line that belongs to another is written below it and further in. How much further does not matter, but this line stands under one that it cannot belong to.";
    BadDate "E108" Error "no such date"
        "Dates are written `1 April 2026`, `Wednesday 1 April 2026` or `2026-04-01`, from 1972 to 2100.";
    BadTime "E109" Error "no such time"
        "Times are written `5pm`, `10:15am`, `17:00`, `midday` or `midnight`.";
    WrongWeekday "E110" Error "weekday and date disagree"
        "A weekday beside a date is checked, because one of the two is a slip and nobody else would notice which.";
    NoStart "E111" Error "counted from what?"
        "A limit says which event it is counted from: `of receipt`, `of our acknowledgement`. Where the document does not say, choose, and tell in a `reading` line.";
    BadAmount "E112" Error "not an amount"
        "Limits count from 1 to 10,000 units. `on the day of receipt` says the same day.";
    BadPercentage "E113" Error "not a percentage"
        "A share of cases is above 0% and at most 100%, with at most two decimals. `over 100%` can never be kept.";
    EmptyText "E114" Error "empty quotation"
        "A name or sentence between quotes holds at least one letter or digit.";

    NoCharter "E201" Error "no `charter` line"
        "A charter begins with `charter` and the title of the document, with its `id` and `version` below.";
    SecondCharter "E202" Error "second `charter` line"
        "A file holds one charter. Put another charter, or another version, in a file of its own.";
    Missing "E203" Error "needed and missing"
        "A charter has a title, an `id` and a `version`: outcomes, links and reports name it by them.";
    Duplicate "E204" Error "said twice"
        "This can be said only once, and two lines say it. Delete one.";
    BadIdentifier "E205" Error "not an identifier"
        "An `id` is made of lower-case letters, digits and hyphens (`example-borough-council`); a `version` may have capitals and full stops as well (`2026.1`). Both become part of a file's name.";
    UnknownZone "E206" Error "unknown time zone"
        "Zones are named as in the IANA database: `Europe/London`, `Europe/Amsterdam`.";
    ContradictingDates "E207" Error "dates contradict each other"
        "The end comes before the beginning, so that no day is meant.";
    NameTaken "E208" Error "name taken"
        "Two things of one kind have the same name, or a name of the charter's own is a word that every charter knows. Names are compared without regard to capitals, spaces and hyphens.";
    BadValues "E210" Error "values that cannot be told apart"
        "A fact that is `one of` several values names at least two of them, each once. Its default is one of them.";
    NoChoice "E209" Error "nothing to choose"
        "A choice has at least two options, and one of them holds `by default` where whoever asks does not choose.";

    UnknownContact "E301" Error "unknown kind or channel"
        "`applies to` names kinds of contact (enquiry, complaint) or channels (letter, telephone). Kinds of the charter's own are declared with `kind`.";
    UnknownService "E302" Error "unknown service"
        "A service is declared with a line `service \"...\"` of its own, so that a slip in a name is found.";
    UnknownFact "E303" Error "unknown fact"
        "A condition asks for a fact that is declared with a line `fact \"...\"`, so that whoever asks for a date knows what to tell.";
    UnknownEvent "E304" Error "unknown event"
        "Limits count from receipt, from the customer's request, from what an action leads to (`acknowledged`, `responded`), or from an event declared with a line `event \"...\"`.";
    UnknownAction "E305" Error "unknown action"
        "What is promised is one of the actions that every charter knows: acknowledge, respond, answer, contact and so on.";
    UnknownCalendar "E306" Error "unknown calendar"
        "No `calendar` line declares a calendar of this name.";
    UnknownHours "E307" Error "unknown hours"
        "No `hours` line declares opening hours of this name.";
    UnknownStatus "E308" Error "unknown status"
        "A promise is waiting, running, stopped, met, late, overdue, lapsed, unstated or cancelled.";

    UnknownStandard "E309" Error "unknown standard"
        "A variation changes promises of a standard, which it names as the `standard` line does.";
    UnknownChoice "E310" Error "unknown choice"
        "A choice is declared with a line `choice \"...\"`, with its options below.";
    UnknownOption "E311" Error "unknown option"
        "The choice has other options than this one.";
    UnknownValue "E313" Error "not what the fact may be"
        "A fact is yes or no, or one of the values that its `fact` line names, or a number. What a condition or an example asks of it must be one of these.";
    UnknownReason "E312" Error "unknown reason"
        "The charter says for which reasons an answer may be put off, `for \"complex\"`, and this is none of them.";

    NoCalendar "E401" Error "no calendar"
        "Working days are counted, and no `calendar` says which days those are.";
    WhichCalendar "E402" Error "which calendar?"
        "The charter has several calendars, and nothing says which one counts here. Add `counts in \"...\"` to the standard, or `in \"...\"` to the limit.";
    NoHours "E403" Error "no opening hours"
        "Working hours are counted, or an answer is due by the time of closing, and no `hours` says when the place is open.";
    WhichHours "E404" Error "which hours?"
        "The charter has several sets of opening hours, and nothing says which one counts here. Add `during \"...\"` to the limit, or name the hours like the service.";
    OverlappingHours "E405" Error "hours overlap"
        "Two shifts of one day share some time, or a day is given twice.";
    NoWorkingDay "E406" Error "no working day"
        "A calendar has a line of weekdays, `Monday to Friday`, or no count of working days would ever end.";
    NeverOpen "E407" Error "never open"
        "Opening hours have a line such as `Monday to Friday 9am to 5pm`, or no count of working hours would ever end.";

    NoAppliesTo "E501" Error "applies to nobody"
        "A standard says with `applies to` which contacts it is for.";
    NoPromise "E502" Error "promises nothing"
        "A standard or stage has at least one promise: `we will respond within 10 working days of receipt`. A promise without a time is a `pledge`, or ends `with no time stated`.";
    ActionTwice "E503" Error "promised twice"
        "One stage promises an action once. Where the limit depends on the case, write one promise with the limits below it, each with its condition.";
    Overlap "E504" Error "two standards for one contact"
        "Two standards apply to the same contact equally closely and promise the same action in the same case, so that nobody can say which limit counts. A kind of contact, a channel or a service tells them apart, and so does a condition: `if complex` in one of them, `unless complex` in the other.";
    StageOrder "E505" Error "stages out of order"
        "Stages are numbered 1, 2, 3 in the order in which a customer meets them.";
    PromiseOutsideStages "E506" Error "promise beside stages"
        "In a standard with stages each promise belongs to one of them.";
    FirstStageWindow "E507" Error "stage 1 opens by itself"
        "Stage 1 begins when the contact is received. Only later stages open because the customer asks.";
    RequestInFirstStage "E508" Error "no request in stage 1"
        "`the request` is the customer's request for a later stage. Stage 1 begins with `receipt`.";
    ReceiptInLaterStage "E509" Error "receipt of what?"
        "In a later stage `receipt` may mean the first contact or the request for the stage. Say `of the request`.";
    NeverHappens "E510" Error "can never happen"
        "The limit counts from an event that is kept by no promise, so that the clock would never start.";
    Circular "E511" Error "counts in a circle"
        "Each of these promises waits for the next, and the last for the first, so that none of their clocks has a beginning.";
    NoLimit "E512" Error "no limit"
        "A promise has a limit, on its line or on the lines below it. Where the document states none, write `with no time stated`, or make it a `pledge`.";
    TwoLimits "E513" Error "limit beside limits"
        "A promise has one limit on its line, or several on the lines below it: not both.";
    OtherwiseNotLast "E514" Error "`otherwise` is not the last"
        "The first limit whose condition holds is the one, and `otherwise` holds always: what follows it could never count.";
    NeverReached "E515" Error "can never count"
        "The first limit whose condition holds is the one. Whenever this one holds, an earlier one does too, or its condition contradicts itself.";
    StageUnopened "E516" Error "what opens the stage?"
        "A later stage opens because the customer asks for it: `stage 2 if the customer asks within 28 calendar days of our response`, or `stage 2 if the customer asks`.";
    IncompatibleWords "E517" Error "words that do not fit together"
        "Clear days, the day a count begins with, the end of the last day and rolling belong to limits in days; opening hours belong to working hours and to `by close`; `on working days only` belongs to hours and minutes. What is said of receipt, of a window or of an extension is said once.";

    NoResumption "E518" Error "when does the clock go on?"
        "A clock that stops goes on at another event: `the clock stops from \"fees notice\" until \"fee paid\"`. Where nothing in the document lets it go on, count from another event instead.";
    NoEnd "E519" Error "owed for ever"
        "What is owed again and again ends with an event: `every 28 calendar days until responded`.";
    OverlappingVariations "E520" Error "two variations of one promise"
        "Two variations change the same promise on the same days, so that nobody can say which limit counts.";
    ChangesNothing "E521" Error "changes nothing"
        "A variation names the promises that it changes, each with its limit meanwhile.";
    NoEndOfCase "E522" Error "no end of a case"
        "A case begins with receipt, and goes on when the customer asks for the next stage, when a clock stops or goes on, when an answer is put off or the case is reopened. It ends at an event after which nothing more is owed: `withdrawn`, which every charter knows, or one that `the case ends at` names.";

    NoCase "E601" Error "no case"
        "An example begins with its case: `letter received 1 April 2026 at 10:15am`.";
    TwoCases "E602" Error "two cases"
        "An example shows one case. Write another example for the other.";
    NoExpectation "E603" Error "expects nothing"
        "An example says what must come out: `respond by 17 April 2026`, `respond is met`, `respond does not apply`.";
    NotInForce "E604" Error "charter not in force"
        "A charter applies to what is received while it is in force, and this example's case is not.";
    BeforeReceipt "E605" Error "before receipt"
        "Nothing happens to a contact, and nothing is asked of it, before it is received. One of the dates is a slip.";
    DueBeforeReceipt "E606" Error "due before receipt"
        "No answer can be due before the contact is received. One of the dates is a slip.";
    NoSuchPromise "E607" Error "no such promise"
        "An example or a variation speaks of a promise that the charter does not make.";
    ChannelMissing "E608" Error "by which channel?"
        "Which standard applies to this kind of contact depends on the channel it came by, and the example does not say.";

    NoNewDate "E609" Error "corrected to when?"
        "`extension corrected` gives the last notice another date, so that its line says which: `extension corrected Monday 4 May 2026 until Friday 15 May 2026`. A notice that is taken back is `extension withdrawn`.";

    NoInForce "W201" Warning "from when?"
        "Without `in force` a charter applies to every date, before it was written and after it was replaced.";
    Unused "W202" Warning "never used"
        "Something is declared and nothing in the charter uses it. Perhaps a standard was meant to.";
    NoBankHolidays "W401" Warning "open on bank holidays"
        "The calendar counts every bank holiday as a working day. If that is meant, leave it; otherwise add `except bank holidays in England and Wales`.";
    ReceiptUnspecified "W402" Warning "which day is day 1?"
        "Most documents do not say whether the day of receipt is counted, or what becomes of a contact that comes in the evening or on a day off, and the choice moves dates. Say `the day of receipt is day 0, whenever it came`, which is what is taken otherwise, or what your charter means instead.";
    LastDayUnspecified "W403" Warning "and if that is a day off?"
        "Calendar days, weeks, months and years may end on a weekend or a bank holiday. Some documents move such a last day to the next working day, most do not say, and the choice moves dates. Say `rolling to the next working day`, or `, whatever day that is`, which is what is taken otherwise.";
    NoCitation "W501" Warning "no citation"
        "The charter cites its source elsewhere and not here, so that nobody can check this against the document.";
    NoticeDeadlineMissing "W502" Warning "told by when?"
        "Whether an extension counts may depend on when the customer was told of it. Say `if told before the due date`, `if told within 10 working days of receipt` or `if told at any time`; without it, any time will do.";
    StopDayUnspecified "W503" Warning "is the first day lost?"
        "A clock in days that stands still loses the days after the stop, up to and including the day on which it goes on. Whether the day of the stop is lost too is a choice that moves dates. Say `, both days included`, or `, only the last day included`, which is what is taken otherwise.";
    EarlyRequestsUnspecified "W504" Warning "and before that time?"
        "Where the customer's time to ask begins later, some will ask before it. Such a request may wait until then, open nothing so that they must ask again, or open the stage at once. Say `, early requests wait until then`, which is what is taken otherwise, `, early requests are refused` or `, early requests count`.";
    FirstMessageOnly "W505" Warning "only the first counts"
        "A limit counts from the first time that its event happened. Where customers write again, their later messages start no clock, and nobody sees that they wait. Where that is meant, say so in the name of the event or in what it means (`the first message`); otherwise give what comes later a stage of its own, which the customer's request opens, and count from `the request`.";
    ForgottenValue "W506" Warning "a value without a limit"
        "The limits of a promise depend on a fact, and for one of its values none of them counts: nothing is then promised. Where that is meant, say so with a line `with no time stated if ...`.";
    Unserved "W507" Warning "no standard for it"
        "The charter speaks of a contact, and no standard is for it: it declares a kind, a channel or a service that no `applies to` line takes in, or several standards divide a kind of contact by its channel and leave one of the charter's channels out. Where nothing is meant to be promised, say so in a standard of its own with `we will respond with no time stated`.";
    DueOutOfOrder "W508" Warning "due before what comes first"
        "An acknowledgement comes before the response, and the first of several responses before the last. Here, in the case that the message tells, what comes later is due first. Of two limits in different units that is said only where no calendar can make it otherwise, or with dates that show it.";
    WindowTooSoon "W509" Warning "time to ask over too soon"
        "The customer's time to ask for the next stage is over before the answer is due about which they would ask, or before it begins, so that some can never ask. Count it from the answer: `if the customer asks within 28 calendar days of our response`.";
    PutsNothingOff "W510" Warning "puts nothing off"
        "An extension to a limit of its own that is no later than that of the promise changes no date. Perhaps it is meant to add that much: `may extend by 10 working days`.";
    IdleTier "W511" Warning "a tier that asks for nothing"
        "A second tier asks for a larger share in a longer time, `at least 75% within 8 minutes` and `at least 90% within 11 minutes`. Here whoever keeps the one keeps the other as well, so that one of them says nothing.";
    NoExample "W601" Warning "no example"
        "Limits in days and working hours are easily misread. A worked example proves that the charter says what is meant.";

    NoVersion "W801" Warning "days without a version"
        "The versions of a charter follow on from each other, and between these two lie days on which none is in force: a contact that comes then gets no date. Correct the dates in force, or say in a `reading` why there was none.";
    TwoVersions "W802" Warning "days with two versions"
        "A contact that comes while two versions are in force is answered by the later one, and nobody who reads the earlier one can know. End the earlier version on the day before the later one begins.";
}

impl Code {
    /// The code that is written `text`, in any case; the `E` of an error may be left out, and what stands around it is
    /// left alone: `[e104]:`.
    pub fn find(text: &str) -> Option<Code> {
        let text = text.trim_matches(|c: char| !c.is_alphanumeric());
        let written = |code: &Code| code.as_str().eq_ignore_ascii_case(text);
        let without = |code: &Code| code.as_str().strip_prefix('E') == Some(text);
        let all = Code::ALL.iter().copied();
        all.clone().find(written).or_else(|| all.clone().find(without))
    }

    /// Codes similar to a text that is none: those with the same number, else those with a similar spelling.
    pub fn near(text: &str) -> Vec<Code> {
        let text = text.trim().to_ascii_uppercase();
        let number = |text: &str| text.trim_start_matches(char::is_alphabetic).to_owned();
        let all = Code::ALL.iter().copied();
        let same: Vec<Code> = all.clone().filter(|code| number(code.as_str()) == number(&text)).collect();
        if !same.is_empty() {
            return same;
        }
        let whole = if text.starts_with(char::is_alphabetic) { text } else { format!("E{text}") };
        all.filter(|code| did_you_mean(&whole, [code.as_str()]).is_some()).collect()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
