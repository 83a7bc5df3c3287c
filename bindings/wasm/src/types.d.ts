/// <reference lib="esnext.disposable" />

/** ISO 8601: a date, or a date and time with its offset (`2011-04-20T10:15+01:00`). */
export type When = string | Date;

/** Something that happened, with what was said then. */
export interface Happened {
  at: When;
  /** The date or time that was given: to which an extension runs. */
  until?: When | null;
  reason?: string | null;
}

/** A contact and what has happened to it. */
export interface Case {
  /** Left out: `enquiry`, or the only kind that the charter knows. */
  kind?: string | null;
  /** May be left out where no standard asks for it. */
  channel?: string | null;
  service?: string | null;
  facts?: Record<string, boolean | number | string>;
  /** Readings to take where the charter offers several: the option of each choice. */
  choices?: Record<string, string>;
  received: When;
  /** The moment of the question. What happened later has not happened yet. */
  at: When;
  /** By name: `acknowledged`, or `stage-2/acknowledged`. */
  events?: Record<string, When | Happened | null | (When | Happened)[]>;
  /** `"charter"`: times without an offset are in the charter's zone. Otherwise they are refused. */
  zone?: "charter" | null;
  /** Bank holidays that were announced after this date are left out. */
  knownOn?: string | null;
}

/** The contacts and the promise of a clock. */
export interface ClockOf {
  kind?: string | null;
  channel?: string | null;
  service?: string | null;
  /** `letters-and-faxes/acknowledge`, or `acknowledge` where that is clear. It must count from receipt alone. */
  promise: string;
  choices?: Record<string, string>;
  knownOn?: string | null;
}

export interface Period {
  from: string | null;
  until: string | null;
}

export type Status = "waiting" | "running" | "stopped" | "met" | "late" | "overdue" | "early" | "lapsed" | "unstated" | "cancelled";

/** Why an event that was looked at changed nothing. */
export type NotCountedBecause =
  | "told too late"
  | "not allowed for this reason"
  | "already extended"
  | "no later date"
  | "withdrawn"
  | "asked too late"
  | "asked too early"
  | "came again";

export type LateBy =
  | { working_days: number }
  | { calendar_days: number }
  | { working_seconds: number }
  | { seconds: number }
  | { milliseconds: number };

export type Target =
  | { percent: number; hundredths?: number; over?: boolean }
  | { at_most_percent: number; hundredths?: number; under?: boolean }
  | { average: boolean };

/** Where one promise stands. */
export interface PromiseOutcome {
  /** `standard[/stage-N]/action`. */
  id: string;
  standard: string;
  stage: number;
  action: string;
  strength: "will" | "aim to" | "usually";
  cites: string | null;
  /** A target for staff only, of which residents are not told. Left out where it is a promise to them. */
  for_staff?: true;
  counted_from: { event: string; at: string | null } | null;
  /** The local date. */
  due: string | null;
  /** The last instant that is on time. */
  due_at: string | null;
  /** Why the date may move. */
  provisional: string[];
  status: Status;
  due_soon: boolean;
  /** While it is running, when it warns before it is due. Left out where the charter sets no warning. */
  warn_at?: string[];
  done_at: string | null;
  /** The event that kept it, where that is another than its own. */
  done_by?: string;
  late_by: LateBy | null;
  target: Target | null;
  variation?: string;
  /** For a customer's window that opens later than at once: the local date from which they may ask. */
  opens?: string;
  /** The first instant at which they may ask. */
  opens_at?: string;
  /** Events that were looked at and changed nothing. Left out where there are none. */
  not_counted?: { event: string; at: string; because: NotCountedBecause }[];
  /** The steps by which the date was found, from `explain` only. */
  trace?: object;
}

/** What a charter says of a case: the same JSON as everywhere. */
export interface Outcome {
  charter: { id: string; version: string; title: string; in_force: Period };
  calendar: { data: string; known_on: string | null };
  case: {
    kind: string;
    channel: string | null;
    service: string | null;
    facts: Record<string, boolean | number | string>;
    assumed: string[];
    choices?: Record<string, string>;
    /** What ended the case. Left out where it has not ended. */
    ended?: { event: string; at: string };
  };
  at: string;
  promises: PromiseOutcome[];
  next_change_at: string | null;
}

/** What a charter says of a case, in words for a resident. */
export interface Explanation {
  /** `Letter received on Wednesday 20 April 2011 at 10:15am` */
  received: string;
  /** In the order of the outcome, without targets for staff, with the reasons for each date, a sentence each. */
  promises: { id: string; sentence: string; reasons: string[] }[];
}
