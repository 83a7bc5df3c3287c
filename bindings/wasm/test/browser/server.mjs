// A web server as a council's might be: files, a strict content security policy, and somewhere to send the message.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Serves a folder. `wasm`: whether the policy lets WebAssembly run; `without`: paths that are not found. */
export async function serve(folder, { wasm = true, without = [] } = {}) {
  const site = { messages: [], requests: [], refused: new Set(without), answers: 200 };
  const policy = wasm ? POLICY : POLICY.replace(" 'wasm-unsafe-eval'", "");
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    site.requests.push(path);
    if (request.method === "POST") {
      const parts = [];
      for await (const part of request) parts.push(part);
      const body = Buffer.concat(parts).toString();
      if (site.answers === 200) site.messages.push(Object.fromEntries(new URLSearchParams(body)));
      response.writeHead(site.answers, { "content-type": TYPES[".html"], "content-security-policy": policy });
      response.end("<!doctype html><html lang=en><title>Sent</title><h1>We have received your message</h1>");
      return;
    }
    if (path === "/favicon.ico") return void response.writeHead(204).end();
    try {
      if (site.refused.has(path)) throw new Error("refused by the test");
      const file = await readFile(join(folder, path === "/" ? "index.html" : path));
      response.writeHead(200, {
        "content-type": TYPES[extname(path) || ".html"] ?? "application/octet-stream",
        "content-security-policy": policy,
        "cache-control": "no-store",
      });
      response.end(file);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  site.address = `http://127.0.0.1:${server.address().port}/`;
  site.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return site;
}
