// Every word of the form in English. A file beside it with the same keys is the form in another language.
// `{name}` is a place that is filled in; each text is a whole sentence or label, in the order of its own grammar.

/** @type {import("../types.js").Texts} */
export default {
  lang: "en",
  title: "Contact us or complain",
  documentTitle: "{title} – {council}",
  errorTitle: "Error: {title}",
  skip: "Skip to main content",
  intro: "Tell us what it is about and when you sent it. We will tell you what happens next and by when.",
  optional: "{label} (optional)",

  kind: { legend: "What is it?", error: "Select what it is" },
  kinds: { enquiry: "An enquiry", complaint: "A complaint", "information-request": "A request for information" },
  channel: { legend: "How did you contact us?", error: "Select how you contacted us" },
  channels: {
    letter: "By letter",
    fax: "By fax",
    email: "By email",
    "social-media": "On social media",
    telephone: "By telephone",
    voicemail: "By leaving a voicemail message",
    "in-person": "In person",
    "web-form": "With this form",
  },
  service: { label: "Which service did you contact?", any: "Another service, or I do not know" },
  received: {
    legend: "When did you send it?",
    hint: "For example, 20 4 2011. For a call or a visit, the day on which you called or came.",
  },
  time: { label: "Time of day", hint: "For example, 10:15am or 16:30. You can leave this blank if you do not know it." },
  day: "Day",
  month: "Month",
  year: "Year",
  message: { label: "Your message", error: "Enter your message" },
  since: {
    legend: "What has happened since?",
    hint: "Only for a complaint. Leave blank what has not happened.",
  },
  events: {
    acknowledged: "We acknowledged your complaint",
    responded: "We answered your complaint",
    escalated: "You asked us to look at it again",
    "stage-2/acknowledged": "We acknowledged that request",
    "stage-2/responded": "We answered that request",
  },
  send: "Send",
  change: "Change what you entered",

  errors: {
    summary: "There is a problem",
    prefix: "Error:",
    dateMissing: "Enter the date on which you sent it",
    dateIncomplete: "“{label}” must have a day, a month and a year",
    dateUnreal: "“{label}” must be a real date",
    dateFuture: "“{label}” must be today or in the past",
    dateBeforeReceipt: "“{label}” must not be before the day on which you sent it",
    time: "Enter a time of day, such as 10:15am or 16:30, or leave it blank",
    timeNeeded: "Enter the time of day: this answer is promised within hours",
    timeUnclear: "The clocks changed on that day and this time does not say which hour it was: enter another time",
  },

  sent: {
    title: "We have received your message",
    next: "What happens next",
    done: "What has happened so far",
    yours: "What you can do",
    why: "How this date was found",
    none: "Our standards give no date for this kind of contact.",
    standards: "Our customer service standards",
    english: "",
  },
  notSent: {
    title: "Your message has not been sent",
    body: "We could not reach the council’s website. Your words are kept on this page: send them again when you are connected.",
    again: "Send again",
  },
  byTable: "These dates are counted from the day on which you sent it, and from nothing that has happened since.",
  noDates: "We cannot work out the dates on this page. Your message can be sent all the same, and our standards say by when we answer.",

  lookUp: {
    summary: "Look up by when we will answer",
    intro: "Find how you contacted us, then the day on which we received it.",
    caption: "{kind} – {channel}",
    captionService: "{kind} – {channel} – {service}",
    allChannels: "However you contacted us",
    received: "Received on",
    says: "What happens next",
  },
};
