// Dates and times as people type them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate, isoTime, localTime, monthNumber } from "../../form/browser/dates.js";

test("a date is one of the calendar", () => {
  assert.equal(isoDate("3", "5", "2011"), "2011-05-03");
  assert.equal(isoDate("29", "02", "2012"), "2012-02-29");
  for (const parts of [["29", "2", "2011"], ["31", "4", "2011"], ["0", "1", "2011"], ["1", "13", "2011"], ["1", "1", "11"], ["x", "1", "2011"], ["1.5", "1", "2011"], ["-1", "1", "2011"]]) {
    assert.equal(isoDate(...parts), undefined, parts.join(" "));
  }
});

test("a month may be written out, in the page's language or in English", () => {
  for (const [typed, lang, month] of [
    ["4", "en", 4],
    ["04", "en", 4],
    ["April", "en", 4],
    ["apr", "en", 4],
    ["Sept.", "en", 9],
    ["Mawrth", "cy", 3],
    ["Awst", "cy", 8],
    ["August", "cy", 8],
  ]) {
    assert.equal(monthNumber(typed, lang), month, typed);
  }
  for (const typed of ["Ap", "ma", "Aprill", "fourth", "4th", "-4", ""]) assert.equal(monthNumber(typed, "en"), undefined, typed);
  assert.equal(isoDate("20", "april", "2011"), "2011-04-20");
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
    ["10:15 a.m.", "10:15"],
    ["4p.m", "16:00"],
    ["1630", "16:30"],
    ["0930", "09:30"],
    ["midday", "12:00"],
    ["12 noon", "12:00"],
    ["Midnight", "00:00"],
  ]) {
    assert.equal(isoTime(typed), time, typed);
  }
  for (const typed of ["16", "4", "13pm", "0am", "24:00", "10:75", "noonish", "10:1", "2575", "9 o'clock"]) assert.equal(isoTime(typed), undefined, typed);
});

test("the time is that of where the council is", () => {
  assert.equal(localTime("2011-06-30T23:30:00Z"), "2011-07-01T00:30");
  assert.equal(localTime("2011-01-31T23:30:59Z"), "2011-01-31T23:30");
});
