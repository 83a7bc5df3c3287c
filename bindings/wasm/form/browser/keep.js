// Keeps what was filled in for as long as the tab is open, so that a reload or a failure loses no words.

const KEY = "bywhen-form";

/** @param {HTMLFormElement} form */
export function keep(form) {
  const kept = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  store((storage) => storage.setItem(KEY, JSON.stringify(kept)));
}

/** @param {HTMLFormElement} form */
export function restore(form) {
  const kept = store((storage) => /** @type {unknown} */ (JSON.parse(storage.getItem(KEY) ?? "[]")));
  for (const [name, value] of /** @type {[string, string][]} */ (Array.isArray(kept) ? kept : [])) {
    const field = form.elements.namedItem(name);
    if (field instanceof RadioNodeList || field instanceof HTMLInputElement) {
      if ("type" in field && field.type !== "radio") field.value = value;
      else for (const radio of form.querySelectorAll("input[type=radio]")) pick(radio, name, value);
    } else if (field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) {
      field.value = value;
    }
  }
}

/** @param {Element} radio @param {string} name @param {string} value */
function pick(radio, name, value) {
  if (radio instanceof HTMLInputElement && radio.name === name) radio.checked = radio.value === value;
}

export function forget() {
  store((storage) => storage.removeItem(KEY));
}

/**
 * A browser may refuse to store anything: then nothing is kept, and nothing fails.
 * @template T @param {(storage: Storage) => T} use
 */
function store(use) {
  try {
    return use(sessionStorage);
  } catch {
    return undefined;
  }
}
