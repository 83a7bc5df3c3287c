import type { Outcome } from "./evaluator.js";

/**
 * `<bywhen-due charter="/charter.bywhen" channel="letter" received="2011-04-20T10:15">We answer within 10 working days.</bywhen-due>`
 *
 * Attributes: `charter` (the address of a compiled charter), `received` (ISO 8601, without an offset in the charter's zone),
 * `kind`, `channel`, `service`, `at` (the moment of the question; now) and `promise` (the id of the one to tell of; all).
 */
export class BywhenDue extends HTMLElement {}

declare global {
  interface HTMLElementTagNameMap {
    "bywhen-due": BywhenDue;
  }
  interface HTMLElementEventMap {
    /** The outcome that was told. */
    "bywhen-answer": CustomEvent<Outcome>;
    /** Why the element's own text still stands. */
    "bywhen-error": CustomEvent<unknown>;
  }
}
