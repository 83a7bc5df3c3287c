// The form with its script: what is filled in is checked, sent, and answered with dates on the same page.

import { fill } from "../texts/fill.js";
import { load, within } from "./answer.js";
import * as confirmation from "./confirmation.js";
import * as errors from "./errors.js";
import { Unclear } from "./evaluator.js";
import * as kept from "./keep.js";
import { read } from "./read.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("contact"));
const asking = /** @type {HTMLElement} */ (document.getElementById("asking"));
const title = document.title;
const answering = load();
/** @type {import("../types.js").Texts} */
const texts = (await import(`../texts/${form.dataset["lang"]}.js`)).default;

const confirmed = document.createElement("div");
confirmed.id = "confirmation";
confirmed.hidden = true;
const status = document.createElement("p");
status.className = "status";
status.setAttribute("role", "status");
asking.after(confirmed, status);

// What the browser itself would say of an empty field, the script says better.
form.noValidate = true;
kept.restore(form);
ask();
form.addEventListener("input", () => {
  kept.keep(form);
  ask();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void once(submit);
});
addEventListener("beforeprint", () => {
  for (const details of confirmed.querySelectorAll("details")) details.open = true;
});
form.dataset["ready"] = "";

/** Asks what has happened since of complaints only. */
function ask() {
  const since = document.getElementById("since");
  if (since !== null) since.hidden = new FormData(form).get("kind") !== "complaint";
}

/** Milliseconds for which a message waits for the dates: then it is sent without. */
const PATIENCE = 5_000;

let busy = false;

/** A second press while the first is under way sends nothing twice. @param {() => Promise<void>} act */
async function once(act) {
  if (busy) return;
  busy = true;
  try {
    await act();
  } finally {
    busy = false;
    status.textContent = "";
  }
}

async function submit() {
  const at = form.dataset["at"] ?? new Date().toISOString();
  const { filled, problems } = read(new FormData(form), texts, at);
  /** @type {import("../types.js").Answer} */
  let answer = { by: "nothing" };
  if (problems.length === 0) {
    status.textContent = texts.sending;
    try {
      answer = (await within(PATIENCE, answering))(filled, at);
    } catch (error) {
      // Whatever fails in working out dates, the message is sent.
      if (error instanceof Unclear) problems.push({ field: "time", text: texts.errors[error.problem] });
      else console.info("bywhen:", error);
    }
  }
  if (problems.length > 0) {
    document.title = fill(texts.errorTitle, { title });
    return errors.show(form, problems, texts);
  }
  errors.clear(form);
  const sent = await send();
  if (sent) {
    kept.forget();
    // Whoever comes back to this page finds it empty, and sends nothing twice.
    form.reset();
  }
  const heading = sent ? texts.sent.title : texts.notSent.title;
  document.title = `${heading} – ${title}`;
  asking.hidden = true;
  confirmed.hidden = false;
  const page = { texts, standards: form.dataset["standards"] ?? "", again: () => void once(submit), change };
  confirmation.show(confirmed, answer, sent, page);
}

/** Whether the council's server has taken the message. */
async function send() {
  const message = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") message.append(name, value);
  try {
    return (await fetch(form.action, { method: "POST", body: message })).ok;
  } catch {
    return false;
  }
}

/** Back to the form, with every word in its place. */
function change() {
  confirmed.hidden = true;
  asking.hidden = false;
  document.title = title;
  form.querySelector("input")?.focus();
}
