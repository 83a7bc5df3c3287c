// What somebody writes who uses the package from TypeScript.

import init, { Charter, type Case, type Outcome } from "bywhen";
import { Charter as Written, diagnostics, type Diagnostic } from "bywhen/full";

await init();

export function due(bytes: Uint8Array | ArrayBuffer, asked: Case): string | null {
  const charter = Charter.load(bytes);
  const outcome: Outcome = charter.check(asked);
  const [first] = outcome.promises;
  if (first === undefined) return null;
  const late = first.late_by !== null && "working_days" in first.late_by ? first.late_by.working_days : 0;
  return late > 0 ? charter.sentence(outcome, first.id) : first.due;
}

export function dates(charter: Charter, received: Date[]): Date[] {
  const clock = charter.clock({ channel: "letter", promise: "acknowledge" });
  return received.map((at) => new Date(clock.due(at.getTime())));
}

export function problems(text: string): string[] {
  return diagnostics(text).map(({ line, column, code, message }: Diagnostic) => `${line}:${column} ${code} ${message}`);
}

export const version: string = Written.parse('charter "x"').version;

// @ts-expect-error: a case is received at some time.
due(new Uint8Array(), { at: new Date() });

// @ts-expect-error: no such key.
due(new Uint8Array(), { chanel: "letter", received: new Date(), at: new Date() });

// @ts-expect-error: no such status.
export const kept: Outcome["promises"][number]["status"] = "kept";
