// The script wrangler bundles, around the WASM module that worker-build makes. `make` copies it beside that module.
//
// It does two things that Rust compiled to WASM cannot do for itself:
// - it gives every request the id by which a person and the log can speak of it;
// - when the Rust code panics, the instance is dead and the promise of its answer stays pending for ever, as do those
//   of all other requests in that instance. The only sign is an `error` event: every request in flight then gets a
//   page that says so, and worker-build's shim sets up a fresh instance for the next request.

import { WorkerEntrypoint } from "cloudflare:workers";
import Wasm from "./index.js";

const REQUEST_ID = "x-escale-request-id";

// `cf-ray` is set by Cloudflare; off Cloudflare anyone may send anything.
const RAY = /^[0-9a-f]{16}(-[A-Z]{3})?$/;

// Our log is one JSON object a line and holds nothing personal (content/projet/). The panic hook of the `worker` crate
// and worker-build's shim print the panic's message and stack, which may quote data: only the place in the code goes on.
const PANIC_PLACE = /panicked at ([\w./-]+:\d+:\d+)/;
let lastPanic = null;

for (const level of ["log", "info", "warn", "error", "debug"]) {
  const print = console[level].bind(console);
  console[level] = (...parts) => {
    const [line] = parts;
    if (parts.length === 1 && typeof line === "string" && line.startsWith("{")) {
      print(line);
      return;
    }
    lastPanic = PANIC_PLACE.exec(parts.map(String).join(" "))?.[1] ?? lastPanic;
  };
}

// One function a request in flight: rejects its answer.
const inFlight = new Set();

class Panic extends Error {}

addEventListener("error", (event) => {
  event.preventDefault();
  globalThis.__worker_init_state.criticalError = true;
  for (const giveUp of inFlight) giveUp(new Panic());
});

// The answer of `work`, or a `Panic` if the instance dies before it comes.
async function unlessItDies(work) {
  let giveUp;
  const death = new Promise((_, reject) => {
    giveUp = reject;
  });
  inFlight.add(giveUp);
  try {
    return await Promise.race([work(), death]);
  } finally {
    inFlight.delete(giveUp);
  }
}

function requestId(request) {
  const ray = request.headers.get("cf-ray") ?? "";
  return RAY.test(ray) ? ray : crypto.randomUUID();
}

// A request refused before its body was read is answered once the body has come: a connection that is closed while a
// browser still sends shows no page at all. What is bigger than this is not waited for.
const SWALLOWED_BYTES_MAX = 16 * 1024 * 1024;

async function swallow(request) {
  if (!request.body || request.bodyUsed || request.body.locked) return;
  let left = SWALLOWED_BYTES_MAX;
  for await (const chunk of request.body) {
    left -= chunk.byteLength;
    if (left < 0) return;
  }
}

// Logs that an answer could not be made, and why as far as it may be said.
function logFailure(id, reason) {
  const panic = reason instanceof Panic || reason instanceof WebAssembly.RuntimeError;
  const line = { id, status: 500, panic };
  if (panic && lastPanic) line.at = lastPanic;
  lastPanic = null;
  console.log(JSON.stringify(line));
}

function brokenPage(id) {
  return `<!doctype html>
<html lang="fr" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Une erreur est survenue – Escale</title>
</head>
<body>
<main>
<h1>Une erreur est survenue</h1>
<p>Le problème vient de notre site, pas de vous. Nous en avons été avertis.</p>
<p>Attendez une minute, puis revenez à la page précédente et recommencez. Si vous étiez en train d’enregistrer quelque chose, vérifiez d’abord si c’est déjà fait.</p>
<p>Si cela ne marche toujours pas, parlez-en à votre structure et donnez-lui ce numéro\u202f: <strong>${id}</strong></p>
<ul>
<li><a href="/">Aller à l’accueil</a></li>
<li><a href="/aide/">Lire l’aide</a></li>
</ul>
</main>
</body>
</html>
`;
}

// The same security headers as every other answer, from their one source: the static site has them from site/src/headers.rs.
async function securityHeaders(assets, request) {
  const headers = new Headers((await assets.fetch(new URL("/", request.url))).headers);
  for (const own of ["etag", "content-length", "content-encoding", "transfer-encoding", "last-modified", "location", "cf-cache-status"]) {
    headers.delete(own);
  }
  return headers;
}

async function broken(request, env, id) {
  const headers = await securityHeaders(env.ASSETS, request);
  headers.set("cache-control", "no-store");
  headers.set("content-type", "text/html; charset=utf-8");
  return new Response(request.method === "HEAD" ? null : brokenPage(id), { status: 500, headers });
}

export default class extends WorkerEntrypoint {
  async fetch(request) {
    const id = requestId(request);
    const headers = new Headers(request.headers);
    headers.set(REQUEST_ID, id);
    const asked = new Request(request, { headers });
    try {
      const answer = await unlessItDies(() => new Wasm(this.ctx, this.env).fetch(asked));
      await swallow(asked).catch(() => {}); // whoever hung up gets no answer anyway
      return answer;
    } catch (reason) {
      logFailure(id, reason);
      return broken(request, this.env, id);
    }
  }

  async scheduled(controller) {
    const id = crypto.randomUUID();
    try {
      await unlessItDies(() => new Wasm(this.ctx, this.env).scheduled(controller));
    } catch (reason) {
      logFailure(id, reason);
      throw new Error("the scheduled work failed");
    }
  }

  async queue(batch) {
    const id = crypto.randomUUID();
    try {
      await unlessItDies(() => new Wasm(this.ctx, this.env).queue(batch));
    } catch (reason) {
      logFailure(id, reason);
      // What was not settled comes again.
      throw new Error("the messages were not treated");
    }
  }
}
