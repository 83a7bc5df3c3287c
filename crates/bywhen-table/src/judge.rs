//! From a batch of rows to what is said of each.

use bywhen::calendar::Day;
use bywhen::engine::batch::{Assessor, Key, Log, LogEntry, Stamp, Verdict, Verdicts};
use bywhen::engine::charter::Promise;
use bywhen::{CaseError, Family, LoadError, Plan, PlanError, Setting, Version, When};

use crate::columns::{Decoded, Known, Mapping, MappingError, Naming, text_column};
use crate::log::{EventLog, LogKeys};
use crate::read::Rows;

/// The versions of a charter that answer, each compiled.
#[derive(Clone, Debug)]
pub struct Versions {
    plans: Vec<Plan>,
    /// The family, to find the version in force. `None`: one was asked for by name, and answers whatever the day.
    family: Option<Listed>,
}

/// A family, and how its versions are listed.
#[derive(Clone, Debug)]
struct Listed {
    family: Family,
    versions: String,
}

/// Why a table cannot be judged at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JudgeError {
    /// A column cannot be told, or holds what it cannot be.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// The moment of the question, or a name given for every case.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// There is no version.
    #[error("there is no charter to judge by")]
    NoCharter,
}

impl Versions {
    /// One charter that answers for every row, whatever its day of receipt.
    pub fn one(plan: Plan) -> Versions {
        Versions { plans: vec![plan], family: None }
    }

    /// The versions of a charter over time, of which the one in force on receipt answers for a row.
    ///
    /// # Errors
    ///
    /// Where a version cannot be compiled.
    pub fn over_time(family: Family, setting: &Setting) -> Result<Versions, PlanError> {
        let plans = family.versions().iter().map(|version| version.plan(setting)).collect::<Result<Vec<_>, _>>()?;
        let versions = family.versions().iter().map(Version::to_string).collect::<Vec<_>>().join(", ");
        Ok(Versions { plans, family: Some(Listed { family, versions }) })
    }

    /// The compiled versions.
    pub fn plans(&self) -> &[Plan] {
        &self.plans
    }

    /// The version that answers a single case.
    ///
    /// # Errors
    ///
    /// Where none was in force on receipt.
    pub fn answering(&self, received: When) -> Result<&Plan, LoadError> {
        let Some(Listed { family, .. }) = &self.family else {
            return self.plans.first().ok_or_else(|| LoadError::Receipt("there is no charter to judge by".to_owned()));
        };
        let version = &family.in_force(received)?.charter().version;
        let plan = self.plans.iter().rfind(|plan| plan.charter().version == *version);
        plan.ok_or_else(|| LoadError::Receipt("there is no charter to judge by".to_owned()))
    }

    /// The version that answers for a contact of a day. Where two overlap, it is the one that came into force later.
    fn on(&self, received: Stamp) -> Result<usize, Homeless> {
        // Whoever answers whatever the day also says what is wrong with its time.
        let Some(Listed { family, versions }) = &self.family else { return Ok(0) };
        let zone = self.plans.first().map(|plan| &plan.charter().zone);
        let Some(day) = zone.and_then(|zone| received.day_in(zone)) else { return Err(Homeless::NotReceived) };
        let date = day.date();
        let in_force = self.plans.iter().rposition(|plan| plan.charter().in_force.contains(date));
        in_force.ok_or_else(|| {
            let (id, versions) = (family.id().to_owned(), versions.clone());
            Homeless::NotInForce(LoadError::NotInForce { id, date, versions }.to_string())
        })
    }
}

/// A row that no version answers for.
enum Homeless {
    NotReceived,
    NotInForce(String),
}

impl Homeless {
    fn refusal(self, row: usize) -> Refusal {
        match self {
            Homeless::NotReceived => Refusal::of(row, &CaseError::NotReceived),
            Homeless::NotInForce(reason) => {
                Refusal { row, reason, sort: "no version of the charter was in force".to_owned() }
            }
        }
    }
}

/// Judges batches, one after the other. Each thread has its own.
#[derive(Debug)]
pub struct Judge<'p> {
    versions: &'p Versions,
    naming: &'p Naming,
    log: Option<&'p EventLog>,
    courts: Vec<Court<'p>>,
    spans: Vec<Option<Span>>,
    refused: Vec<Refusal>,
}

/// A row that could not be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Its place in the batch.
    pub row: usize,
    /// Why, with all that is particular to the row.
    pub reason: String,
    /// The same in general, so that rows can be counted by it.
    pub sort: String,
}

impl Refusal {
    fn of(row: usize, error: &CaseError) -> Refusal {
        Refusal { row, reason: error.to_string(), sort: sort(error) }
    }
}

/// What judges by one version.
#[derive(Debug)]
struct Court<'p> {
    plan: &'p Plan,
    mapping: Mapping,
    known: Known,
    keys: Option<LogKeys>,
    assessor: Assessor<'p>,
    verdicts: Verdicts,
}

impl Court<'_> {
    fn with_taken(self) -> Self {
        Court { assessor: self.assessor.with_taken(), ..self }
    }
}

/// Where the verdicts of a row are.
#[derive(Clone, Copy, Debug)]
struct Span {
    version: usize,
    from: usize,
    to: usize,
    channel: Option<Key>,
    received: Stamp,
}

/// What is said of a batch.
pub struct Judged<'j> {
    /// The batch.
    pub rows: &'j Rows,
    /// Rows that could not be judged, by place.
    pub refused: &'j [Refusal],
    courts: &'j [Court<'j>],
    spans: &'j [Option<Span>],
}

/// What is said of a row.
pub struct JudgedRow<'j> {
    /// Its place in the batch.
    pub row: usize,
    /// The place of the version that answers.
    pub version: usize,
    /// The version that answers.
    pub plan: &'j Plan,
    /// The channel that the case came by.
    pub channel: Option<Key>,
    received: Stamp,
    /// Its promises, in the charter's order.
    pub verdicts: &'j [Verdict],
}

impl<'p> Judge<'p> {
    /// Judges as of `at` the rows of a table with these columns.
    ///
    /// # Errors
    ///
    /// Where a column cannot be told or is missing, or a name given for all cases means nothing to the charter.
    pub fn new(
        versions: &'p Versions,
        columns: &[String],
        naming: &'p Naming,
        log: Option<&'p EventLog>,
        at: When,
    ) -> Result<Judge<'p>, JudgeError> {
        for_every_case(&versions.plans, naming)?;
        let mappings = Mapping::for_each(&versions.plans, columns, naming, log.map(EventLog::columns))?;
        let courts = versions.plans.iter().zip(mappings).map(|(plan, mapping)| {
            Ok(Court {
                plan,
                mapping,
                known: Known::new(),
                keys: log.map(|log| log.keys(plan)),
                assessor: Assessor::new(plan, at)?,
                verdicts: Verdicts::default(),
            })
        });
        let courts = courts.collect::<Result<Vec<_>, JudgeError>>()?;
        if courts.is_empty() {
            return Err(JudgeError::NoCharter);
        }
        Ok(Judge { versions, naming, log, courts, spans: Vec::new(), refused: Vec::new() })
    }

    /// Says of what is done how much of its limit it took.
    pub fn with_taken(mut self) -> Judge<'p> {
        self.courts = self.courts.into_iter().map(Court::with_taken).collect();
        self
    }

    /// The columns that are read.
    pub fn columns(&self) -> Vec<String> {
        let mut columns: Vec<String> = Vec::new();
        for column in self.courts.iter().flat_map(|court| court.mapping.columns()) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns
    }

    /// The column that names a case.
    pub fn case_id(&self) -> Option<&str> {
        self.courts.first().and_then(|court| court.mapping.case_id.as_deref())
    }

    /// Judges a batch.
    ///
    /// # Errors
    ///
    /// Only where a whole column holds what it cannot be. What is wrong with a row is said of that row.
    pub fn judge<'j>(&'j mut self, rows: &'j Rows) -> Result<Judged<'j>, JudgeError> {
        let count = rows.batch.num_rows();
        self.spans.clear();
        self.spans.resize(count, None);
        self.refused.clear();
        self.refused.extend(rows.unreadable.iter().map(|(row, reason)| Refusal {
            row: *row,
            reason: reason.clone(),
            sort: "the row cannot be read".to_owned(),
        }));
        let mut refused: Vec<bool> = vec![false; count];
        for (row, _) in &rows.unreadable {
            mark(&mut refused, *row);
        }
        let unreadable = refused.clone();
        // Which version answers for each row: the first one finds out, for it reads the times of all.
        let mut versions: Vec<Option<usize>> = Vec::new();
        for index in 0..self.courts.len() {
            let Some(court) = self.courts.get_mut(index) else { continue };
            court.verdicts.clear();
            if index > 0 && !versions.contains(&Some(index)) {
                continue;
            }
            let decoded = Decoded::new(court.plan, &court.mapping, self.naming, &mut court.known, &rows.batch)
                .map_err(JudgeError::Mapping)?;
            let logged = match (self.log, &court.keys) {
                (Some(log), Some(keys)) => Some(Logged::of(log, keys, &court.mapping, rows)?),
                _ => None,
            };
            let received = receipts(court.plan, &decoded, logged.as_ref(), count);
            let wrong = logged.as_ref().map(|logged| logged.wrong.as_slice()).unwrap_or_default();
            let misplaced = || decoded.misplaced.iter().chain(wrong);
            if index == 0 {
                versions.extend(received.iter().map(|stamp| self.versions.on(*stamp).ok()));
                // A row of no version is told what is wrong with its times; its names mean nothing to anybody.
                let homeless = |row: usize| versions.get(row) == Some(&None) && unreadable.get(row) == Some(&false);
                for refusal in misplaced().filter(|refusal| homeless(refusal.row)) {
                    self.refused.push(refusal.clone());
                    mark(&mut refused, refusal.row);
                }
                for (row, stamp) in received.iter().enumerate().filter(|(row, _)| homeless(*row)) {
                    if let (Err(why), Some(false)) = (self.versions.on(*stamp), refused.get(row)) {
                        self.refused.push(why.refusal(row));
                        mark(&mut refused, row);
                    }
                }
            }
            let ours = |row: usize| versions.get(row) == Some(&Some(index)) && unreadable.get(row) == Some(&false);
            for refusal in decoded.misnamed.iter().chain(misplaced()).filter(|refusal| ours(refusal.row)) {
                self.refused.push(refusal.clone());
                mark(&mut refused, refusal.row);
            }
            let cases = decoded.cases(logged.as_ref().map(Logged::log));
            let wanted = (0..count).filter(|row| ours(*row) && refused.get(*row) == Some(&false));
            court.assessor.assess(&cases, wanted, &mut court.verdicts);
            for (row, error) in &court.verdicts.refused {
                let row = *row as usize;
                self.refused.push(Refusal::of(row, error));
                mark(&mut refused, row);
            }
            let mut from = 0;
            for (row, span) in self.spans.iter_mut().enumerate().filter(|(row, _)| ours(*row)) {
                if refused.get(row) != Some(&false) {
                    continue;
                }
                let rest = court.verdicts.verdicts.get(from..).unwrap_or_default();
                let to = from + rest.iter().take_while(|verdict| verdict.case as usize == row).count();
                let received = received.get(row).copied().unwrap_or(Stamp::NONE);
                let channel = decoded.channel(row);
                *span = Some(Span { version: index, from, to, channel, received });
                from = to;
            }
        }
        join(&mut self.refused);
        Ok(Judged { rows, refused: &self.refused, courts: &self.courts, spans: &self.spans })
    }
}

impl<'j> Judged<'j> {
    /// What is said of each row that was judged, in order.
    pub fn each(&self) -> impl Iterator<Item = JudgedRow<'j>> {
        let (courts, spans) = (self.courts, self.spans);
        spans.iter().enumerate().filter_map(move |(row, span)| {
            let Span { version, from, to, channel, received } = (*span)?;
            let court = courts.get(version)?;
            let verdicts = court.verdicts.verdicts.get(from..to)?;
            Some(JudgedRow { row, version, plan: court.plan, channel, received, verdicts })
        })
    }

    /// Why the date of a verdict may move.
    pub fn provisional(&self, row: &JudgedRow<'_>, verdict: &Verdict) -> Vec<String> {
        self.courts.get(row.version).map(|court| court.verdicts.provisional(court.plan, verdict)).unwrap_or_default()
    }
}

impl<'j> JudgedRow<'j> {
    /// The local day of receipt.
    pub fn received(&self) -> Option<Day> {
        self.received.day_in(&self.plan.charter().zone)
    }

    /// The promise of a verdict, and its stage.
    pub fn promise(&self, verdict: &Verdict) -> Option<(u8, &'j Promise)> {
        self.plan.promise(verdict.promise)
    }
}

/// What a log says of the rows of a batch.
struct Logged {
    starts: Vec<usize>,
    entries: Vec<LogEntry>,
    wrong: Vec<Refusal>,
}

impl Logged {
    fn of(log: &EventLog, keys: &LogKeys, mapping: &Mapping, rows: &Rows) -> Result<Logged, MappingError> {
        let mut logged = Logged { starts: vec![0], entries: Vec::new(), wrong: Vec::new() };
        let Some(column) = &mapping.case_id else {
            let columns = rows.batch.schema().fields().iter().map(|field| field.name().clone()).collect();
            return Err(MappingError::NoColumn { given: "case_id".to_owned(), suggestion: None, columns });
        };
        let ids = text_column(&rows.batch, column, "case_id")?;
        for row in 0..rows.batch.num_rows() {
            if let Some(id) = ids.get(row)
                && let Err(reason) = log.tell(id, keys, &mut logged.entries)
            {
                logged.wrong.push(Refusal { row, reason, sort: "a line of its log cannot be read".to_owned() });
            }
            logged.starts.push(logged.entries.len());
        }
        Ok(logged)
    }

    fn log(&self) -> Log<'_> {
        Log { starts: &self.starts, entries: &self.entries }
    }
}

/// When each case first came in.
fn receipts(plan: &Plan, decoded: &Decoded, logged: Option<&Logged>, count: usize) -> Vec<Stamp> {
    let Ok(received) = plan.event("received") else { return vec![Stamp::NONE; count] };
    let mut columns = decoded.times(received);
    let mut first = columns.next().map_or_else(|| vec![Stamp::NONE; count], <[Stamp]>::to_vec);
    let earlier = |known: &mut Stamp, stamp: Stamp| {
        if stamp != Stamp::NONE && (*known == Stamp::NONE || stamp < *known) {
            *known = stamp;
        }
    };
    for column in columns {
        first.iter_mut().zip(column).for_each(|(known, stamp)| earlier(known, *stamp));
    }
    if let Some(Logged { starts, entries, .. }) = logged {
        let ranges = starts.iter().zip(starts.iter().skip(1));
        for (known, (from, to)) in first.iter_mut().zip(ranges) {
            let told = entries.get(*from..*to).unwrap_or_default().iter().filter(|entry| entry.event == received);
            told.for_each(|entry| earlier(known, entry.at));
        }
    }
    first
}

/// Names that are given for every case must mean something to one of the versions.
fn for_every_case(plans: &[Plan], naming: &Naming) -> Result<(), CaseError> {
    let known = |look_up: &dyn Fn(&Plan) -> Result<(), CaseError>| {
        let mut errors = plans.iter().map(look_up).collect::<Vec<_>>();
        if errors.iter().any(Result::is_ok) { Ok(()) } else { errors.pop().unwrap_or(Ok(())) }
    };
    if let Some(kind) = &naming.kind {
        known(&|plan| plan.kind(Some(kind)).map(drop))?;
    }
    if let Some(channel) = &naming.channel {
        known(&|plan| plan.channel(channel).map(drop))?;
    }
    if let Some(service) = &naming.service {
        known(&|plan| plan.service(service).map(drop))?;
    }
    Ok(())
}

fn mark(rows: &mut [bool], row: usize) {
    if let Some(row) = rows.get_mut(row) {
        *row = true;
    }
}

/// What a case is refused for, without what is particular to it.
fn sort(error: &CaseError) -> String {
    match error {
        CaseError::Unknown { what, .. } => format!("the {what} is not known to the charter"),
        CaseError::ChannelNeeded { .. } => "the channel is missing".to_owned(),
        CaseError::NotReceived => "the time of receipt is missing".to_owned(),
        CaseError::NotYetReceived { .. } => "it was received after the moment of the question".to_owned(),
        CaseError::NoSuchStage { .. } => "an event names a stage that the standard does not have".to_owned(),
        CaseError::Time { event, .. } => format!("`{event}` cannot be placed"),
        CaseError::TooEarly { .. } => "an event is before 1990".to_owned(),
        CaseError::Count { promise, .. } => format!("`{promise}` cannot be counted"),
    }
}

/// Puts the reasons of each row together, in order of rows. It is counted by the first of them.
fn join(refused: &mut Vec<Refusal>) {
    refused.sort_by_key(|refusal| refusal.row);
    refused.dedup_by(|next, kept| {
        let same = next.row == kept.row;
        if same {
            kept.reason.push_str("; ");
            kept.reason.push_str(&next.reason);
        }
        same
    });
}
