// What whoever makes the page is told of settings, texts and options that are wrong: a sentence, and no page.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import english from "../../form/texts/en.js";

const form = (path) => fileURLToPath(new URL(`../../form/${path}`, import.meta.url));
const council = JSON.parse(readFileSync(form("council.json"), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "bywhen-settings-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** What the page's maker is told, and nothing but that. */
function told(...options) {
  const output = join(folder, "page");
  const given = [form("build.mjs"), "--command", process.env.BYWHEN_COMMAND, "--output", output, ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, given, { encoding: "utf8" });
  assert.equal(status, 2, stderr);
  assert.equal(stdout, "");
  assert.equal(existsSync(join(output, "index.html")), false);
  const lines = stderr.trimEnd().split("\n");
  assert.equal(lines.length, 1, stderr);
  return lines[0];
}

function written(name, text) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const toldOf = (settings) => told("--settings", written("council.json", JSON.stringify({ ...council, ...settings })));

test("each setting that is wrong or missing", () => {
  assert.match(toldOf({ from: undefined }), /^build\.mjs: council\.json: `from` is missing: it has to be a day such as "2026-04-01"$/);
  assert.match(toldOf({ from: "14/04/2011" }), /`from` is not right: it has to be a day/);
  assert.match(toldOf({ channels: [] }), /`channels` is not right: it has to be a list such as/);
  assert.match(toldOf({ services: [{ value: "planning" }] }), /`services` is not right/);
  assert.match(toldOf({ stages: "2" }), /`stages` is not right: it has to be 1 or 2/);
  assert.match(toldOf({ at: "now" }), /`at` is not right/);
  assert.match(toldOf({ stage: 2 }), /has a key `stage` that is not known: it may have charter/);
  assert.match(told("--settings", written("council.json", '{ "charter": ')), /council\.json is not JSON/);
  assert.match(told("--settings", written("council.json", "[]")), /not an object of settings/);
  assert.match(told("--settings", join(folder, "nowhere.json")), /nowhere\.json cannot be read: --settings says where/);
});

test("what the command refuses is told in its own words", () => {
  assert.match(toldOf({ charter: "nowhere" }), /compile: no charter is called `nowhere`/);
  assert.match(toldOf({ from: "2011-05-31", to: "2011-05-30" }), /table: --to 2011-05-30 is before --from/);
});

test("a kind or channel without a name, and a language without a text", () => {
  assert.match(toldOf({ kinds: ["enquiry", "feedback"] }), /en\.js has no text for `kinds\.feedback`: add it/);
  const { timeFuture, ...errors } = english.errors;
  const welsh = { ...english, lang: "cy", send: undefined, errors };
  const file = written("cy.mjs", `export default ${JSON.stringify(welsh)};`);
  assert.match(told("--texts", file), /cy\.mjs has no text for `send`, `errors\.timeFuture`: add it/);
  assert.match(told("--language", "fr"), /texts.fr\.js cannot be read: a language has a file beside texts\/en\.js/);
});

test("what is not there to make the page with", () => {
  assert.match(told("--command", join(folder, "bywhen")), /there is no command .*: cargo build --release --package bywhen-cli makes it/);
  assert.match(told("--package", folder), /there is no evaluator in .*: cargo xtask npm makes it/);
  assert.match(told("--comand", "bywhen"), /'--comand'/);
});
