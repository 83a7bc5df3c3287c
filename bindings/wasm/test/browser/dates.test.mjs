// Dates and times as people type them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate, isoTime, localDate } from "../../form/browser/dates.js";

test("a date is one of the calendar", () => {
  assert.equal(isoDate("3", "5", "2011"), "2011-05-03");
  assert.equal(isoDate("29", "02", "2012"), "2012-02-29");
  for (const parts of [["29", "2", "2011"], ["31", "4", "2011"], ["0", "1", "2011"], ["1", "13", "2011"], ["1", "1", "11"], ["x", "1", "2011"], ["1.5", "1", "2011"], ["-1", "1", "2011"]]) {
    assert.equal(isoDate(...parts), undefined, parts.join(" "));
  }
});

test("a time is read as people write it", () => {
  for (const [typed, time] of [
    ["10:15am", "10:15"],
    ["10.15 AM", "10:15"],
    ["4pm", "16:00"],
    ["12am", "00:00"],
    ["12:30pm", "12:30"],
    ["16:30", "16:30"],
    ["9:05", "09:05"],
    ["midday", "12:00"],
    ["Midnight", "00:00"],
  ]) {
    assert.equal(isoTime(typed), time, typed);
  }
  for (const typed of ["16", "4", "13pm", "0am", "24:00", "10:75", "noonish", "10:1"]) assert.equal(isoTime(typed), undefined, typed);
});

test("today is where the council is", () => {
  assert.equal(localDate("2011-06-30T23:30:00Z"), "2011-07-01");
  assert.equal(localDate("2011-01-31T23:30:00Z"), "2011-01-31");
});
