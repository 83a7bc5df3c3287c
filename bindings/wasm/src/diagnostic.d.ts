/** Something that is wrong with the text of a charter. */
export interface Diagnostic {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units as JavaScript and editors count them. */
  column: number;
  endLine: number;
  endColumn: number;
  /** A code that never changes its meaning: `bywhen explain-code` says more. */
  code: string;
  severity: "error" | "warning";
  message: string;
  /** What to do about it. */
  help: string | null;
  /** A few words to stand under the place. */
  label: string;
}

/** What `Charter.parse` throws. */
export interface CharterSyntaxError extends Error {
  name: "CharterSyntaxError";
  diagnostics: Diagnostic[];
}
