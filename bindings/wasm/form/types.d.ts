// The shapes that the parts of the form pass to each other.

/** Every word of the form in one language: see texts/en.js. */
export interface Texts {
  lang: string;
  title: string;
  documentTitle: string;
  errorTitle: string;
  skip: string;
  intro: string;
  optional: string;
  kind: { legend: string; error: string };
  kinds: Record<string, string>;
  channel: { legend: string; error: string };
  channels: Record<string, string>;
  service: { label: string; any: string };
  received: { legend: string; hint: string };
  time: { label: string; hint: string };
  day: string;
  month: string;
  year: string;
  message: { label: string; error: string };
  since: { legend: string; hint: string };
  events: Record<string, string>;
  send: string;
  sending: string;
  change: string;
  errors: {
    summary: string;
    prefix: string;
    dateMissing: string;
    dateIncomplete: string;
    missing: Record<DatePart, string>;
    dateYear: string;
    dateUnreal: string;
    dateFuture: string;
    dateBeforeReceipt: string;
    time: string;
    timeFuture: string;
    timeNeeded: string;
    timeUnclear: string;
  };
  sent: {
    title: string;
    overdue: string;
    next: string;
    done: string;
    yours: string;
    why: string;
    /** In place of `why` where there is no date. */
    undated: string;
    none: string;
    standards: string;
    /** That the sentences of the standards are in English. Empty where the page is too. */
    english: string;
  };
  notSent: { title: string; body: string; again: string };
  byTable: string;
  noDates: string;
  lookUp: {
    summary: string;
    intro: string;
    caption: string;
    captionService: string;
    allChannels: string;
    received: string;
    /** Several days of receipt. */
    days: string;
    /** Above sentences, where there are no columns of dates. */
    says: string;
  };
}

/** The fields of a date. */
export type DatePart = "day" | "month" | "year";

/** What a council sets: council.json. */
export interface Council {
  /** A charter as the command takes it. */
  charter: string;
  council: string;
  /** Where its standards can be read. */
  standards: string;
  /** Where the message is sent, by POST. */
  action: string;
  kinds: string[];
  channels: string[];
  services: { value: string; label: string }[];
  /** Of a complaint. */
  stages: 1 | 2;
  /** The days of receipt that the look-up table covers. */
  from: string;
  to: string;
  /** The moment of the question, for a demonstration. Left out: now. */
  at?: string;
}

/** A contact, as the look-up table names it. */
export interface Contact {
  kind: string;
  channel: string;
  service: string | null;
}

/** One row of `bywhen table`, as much of it as the form needs. */
export interface Row {
  received_from: string;
  received_until: string;
  received: string;
  promise: string;
  action: string;
  status: string;
  due_at: string | null;
  sentence: string;
  /** The date in the sentence. */
  by: string | null;
  /** That the date rests on bank holidays that are not published yet. */
  projected: string | null;
}

/** The look-up tables of a page: one for all contacts that are told the same. */
export interface Tables {
  from: string;
  until: string;
  groups: { contacts: Contact[]; rows: Row[] }[];
}

/** What was filled in, read. */
export interface Filled {
  contact: Contact;
  /** ISO 8601 without an offset: a date, or a date and a time. */
  received: string;
  /** Dates, by event. */
  events: Record<string, string>;
}

/** Something to put right. */
export interface Problem {
  /** The field to go to. */
  field: string;
  text: string;
  /** The fields that are wrong, of several in a group. Left out: all of them. */
  wrong?: string[];
}

/** One promise, in words. */
export interface Said {
  id: string;
  action: string;
  status: string;
  due_at: string | null;
  done_at: string | null;
  sentence: string;
  /** What is said of the date beside its reasons. */
  projected: string | null;
  reasons: string[];
}

/** What is known of the dates. */
export type Answer =
  | { by: "charter"; received: string; promises: Said[] }
  | { by: "table"; received: string; promises: Said[] }
  | { by: "nothing" };
