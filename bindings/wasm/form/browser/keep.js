// Keeps what was filled in for as long as the tab is open, so that a reload or a failure loses no words.

const KEY = "bywhen-form";

/** @param {HTMLFormElement} form */
export function keep(form) {
  const kept = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  store((storage) => storage.setItem(KEY, JSON.stringify(kept)));
}

/** What was typed before the script had come is newer, and stays. @param {HTMLFormElement} form */
export function restore(form) {
  const newer = new FormData(form);
  const isNewer = (/** @type {string} */ name) => newer.has(name) && newer.get(name) !== "";
  store((storage) => {
    for (const [name, value] of JSON.parse(storage.getItem(KEY) ?? "[]")) {
      const field = form.elements.namedItem(name);
      // A list of radio buttons picks the one of this value.
      if (field !== null && "value" in field && !isNewer(name)) field.value = value;
    }
  });
}

export function forget() {
  store((storage) => storage.removeItem(KEY));
}

/**
 * A browser may refuse to store anything, and what is stored may be another's: then nothing is kept, and nothing fails.
 * @template T @param {(storage: Storage) => T} use
 */
function store(use) {
  try {
    return use(sessionStorage);
  } catch {
    return undefined;
  }
}
