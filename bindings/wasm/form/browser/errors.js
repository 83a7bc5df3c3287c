// Problems, shown at the top and at each field.

/** @typedef {import("../types.js").Problem} Problem */

/** @param {HTMLFormElement} form @param {Problem[]} problems @param {import("../types.js").Texts} texts */
export function show(form, problems, texts) {
  clear(form);
  const summary = document.createElement("div");
  summary.id = "problems";
  summary.className = "summary";
  summary.tabIndex = -1;
  summary.setAttribute("role", "alert");
  summary.setAttribute("aria-labelledby", "problems-title");
  const title = document.createElement("h2");
  title.id = "problems-title";
  title.textContent = texts.errors.summary;
  const list = document.createElement("ul");
  for (const problem of problems) {
    const link = document.createElement("a");
    link.href = `#${problem.field}`;
    link.textContent = problem.text;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(document.getElementById(problem.field));
    });
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
    mark(problem, texts);
  }
  summary.append(title, list);
  document.getElementById("main")?.prepend(summary);
  summary.focus();
}

/** To a field, with its question in sight where the screen has room for both. @param {HTMLElement | null} field */
function go(field) {
  const question = field?.closest(".group")?.querySelector("legend, label");
  if (!field || !question) return;
  const both = field.getBoundingClientRect().bottom - question.getBoundingClientRect().top < innerHeight;
  if (both) question.scrollIntoView();
  field.focus({ preventScroll: both });
}

/** At the field itself. @param {Problem} problem @param {import("../types.js").Texts} texts */
function mark({ field, text, wrong }, texts) {
  const input = document.getElementById(field);
  const group = input?.closest(".group");
  if (!input || !group || group.classList.contains("wrong")) return;
  group.classList.add("wrong");
  const prefix = document.createElement("span");
  prefix.className = "visually-hidden";
  prefix.textContent = `${texts.errors.prefix} `;
  const message = document.createElement("p");
  message.className = "error";
  message.id = `${field}-error`;
  message.append(prefix, text);
  const fieldset = group.querySelector("fieldset");
  const described = fieldset ?? input;
  const before = described.getAttribute("aria-describedby");
  if (before !== null) described.setAttribute("data-described-by", before);
  described.setAttribute("aria-describedby", before === null ? message.id : `${before} ${message.id}`);
  if (input instanceof HTMLInputElement && input.type === "radio") {
    fieldset?.querySelector("legend")?.after(message);
  } else {
    for (const one of fieldset?.querySelectorAll("input") ?? [input]) {
      if (wrong?.includes(one.id) ?? true) one.setAttribute("aria-invalid", "true");
    }
    const beside = fieldset === null ? input : input.closest(".parts");
    beside?.before(message);
  }
}

/** @param {HTMLFormElement} form */
export function clear(form) {
  document.getElementById("problems")?.remove();
  for (const message of form.querySelectorAll(".error")) {
    const described = form.querySelector(`[aria-describedby~="${message.id}"]`);
    const before = described?.getAttribute("data-described-by") ?? null;
    if (before === null) described?.removeAttribute("aria-describedby");
    else described?.setAttribute("aria-describedby", before);
    message.remove();
  }
  for (const group of form.querySelectorAll(".wrong")) group.classList.remove("wrong");
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}
