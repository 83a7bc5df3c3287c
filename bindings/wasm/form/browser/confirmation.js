// What happens next and by when, in place of the form.

/** @typedef {import("../types.js").Texts} Texts */
/** @typedef {import("../types.js").Answer} Answer */
/** @typedef {import("../types.js").Said} Said */

/**
 * @param {HTMLElement} view @param {Answer} answer @param {boolean} sent
 * @param {{ texts: Texts, standards: string, again: () => void, change: () => void }} page
 */
export function show(view, answer, sent, { texts, standards, again, change }) {
  const heading = element("h1", sent ? texts.sent.title : texts.notSent.title);
  heading.tabIndex = -1;
  const panel = element("div");
  panel.className = sent ? "panel" : "panel unsent";
  panel.append(heading);
  view.replaceChildren(panel);
  if (sent && answer.by !== "nothing" && answer.received !== "") panel.append(inEnglish(element("p", `${answer.received}.`)));
  if (!sent) {
    view.append(element("p", texts.notSent.body), button(texts.notSent.again, again), button(texts.change, change, "secondary"));
  }
  if (answer.by === "nothing") view.append(element("p", texts.noDates));
  else dates(view, answer.promises, texts);
  if (answer.by === "table") view.append(element("p", texts.byTable));
  const link = element("a", texts.sent.standards);
  link.setAttribute("href", standards);
  const more = element("p");
  more.append(link);
  view.append(more);
  heading.focus();
}

/** @param {HTMLElement} view @param {Said[]} promises @param {Texts} texts */
function dates(view, promises, texts) {
  const customers = (/** @type {Said} */ one) => one.action === "escalate";
  const inOrder = [...promises].sort((one, other) => moment(one) - moment(other));
  const done = inOrder.filter((one) => one.done_at !== null);
  const yours = inOrder.filter((one) => one.done_at === null && customers(one));
  const open = inOrder.filter((one) => one.done_at === null && !customers(one));
  const isLate = (/** @type {Said} */ { status }) => status === "overdue" || status === "lapsed";
  if (promises.length === 0) view.append(element("p", texts.sent.none));
  if (texts.sent.english !== "") view.append(element("p", texts.sent.english));
  section(view, texts.sent.overdue, open.filter(isLate), texts);
  section(view, texts.sent.next, open.filter((one) => !isLate(one)), texts);
  section(view, texts.sent.yours, yours, texts);
  section(view, texts.sent.done, done, texts);
}

/** What has no date comes last. @param {Said} said */
function moment({ done_at, due_at }) {
  const at = done_at ?? due_at;
  return at === null ? Number.MAX_SAFE_INTEGER : Date.parse(at);
}

/** @param {HTMLElement} view @param {string} title @param {Said[]} promises @param {Texts} texts */
function section(view, title, promises, texts) {
  if (promises.length === 0) return;
  const list = element("ol");
  list.className = "steps";
  for (const { id, sentence, projected, reasons, due_at, done_at } of promises) {
    const item = element("li");
    item.dataset["promise"] = id;
    const paragraph = inEnglish(element("p", sentence));
    paragraph.id = `said-${id.replaceAll("/", "-")}`;
    item.append(paragraph);
    if (projected !== null) item.append(inEnglish(element("p", projected)));
    if (reasons.length > 0) {
      const details = element("details");
      // The first thing is shown with its reasons; those of the others are a click away.
      details.open = done_at === null && view.querySelector("li") === null && list.childElementCount === 0;
      const steps = inEnglish(element("ul"));
      steps.append(...reasons.map((reason) => element("li", reason)));
      const summary = element("summary", due_at === null && done_at === null ? texts.sent.undated : texts.sent.why);
      summary.setAttribute("aria-describedby", paragraph.id);
      details.append(summary, steps);
      item.append(details);
    }
    list.append(item);
  }
  view.append(element("h2", title), list);
}

/** The library speaks English, whatever language the page is in. @template {HTMLElement} E @param {E} one */
function inEnglish(one) {
  one.lang = "en";
  return one;
}

/** @template {keyof HTMLElementTagNameMap} N @param {N} name @param {string} [text] */
function element(name, text = "") {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** @param {string} text @param {() => void} act */
function button(text, act, kind = "") {
  const made = element("button", text);
  made.type = "button";
  made.className = kind;
  made.addEventListener("click", act);
  return made;
}
