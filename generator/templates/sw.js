// Keeps the pages about culture for when there is no network. Written by the build, which fills in the settings.
//
// The network always comes first: a saved copy is shown only when nothing answers, and says of which day it is.
// Two stores: what the reader has asked for ("saved", renewed quietly when the site changes) and what was on the pages
// that the reader has opened ("visited"). Each answer carries the moment at which it was kept in the header `x-kept`.
"use strict";

const SETTINGS = @settings@;
const SCOPE = new URL(self.registration.scope);
const MINE = `offline:${SCOPE.pathname}:`;  // other publications may live on the same host
const SAVED = `${MINE}saved`, VISITED = `${MINE}visited`;
const STATE = new URL("assets/offline-state", SCOPE).href;  // never asked of the network
const MOST_VISITED = 300, PATIENCE = 10_000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  await self.clients.claim();
  // A new version of this file means a new version of the site.
  await inTurn(update).catch(() => {});  // without a network: another time
})()));

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || pathOf(url) === null || request.headers.has("range")) return;
  event.respondWith(answer(event, url));
});

self.addEventListener("message", (event) => {
  const port = event.ports[0], { task, ...what } = event.data || {};
  const tasks = { state, save, remove, clear, visited };
  if (!port || !Object.hasOwn(tasks, task)) return;
  const say = (progress) => port.postMessage({ progress });
  event.waitUntil(
    inTurn(() => tasks[task](what, say)).then(
      (result) => port.postMessage({ result: result ?? null }),
      (error) => port.postMessage({ error: error.name === "QuotaExceededError" ? "full" : "failed" }),
    ),
  );
});

// ------------------------------------------------------------------------------------------------------- answering

async function answer(event, url) {
  const { request } = event;
  try {
    const response = await fromNetwork(request, url);
    if (isOurs(url) && response.ok && response.type === "basic" && !response.redirected) {
      const copy = response.clone();
      event.waitUntil(keep(VISITED, plain(url), copy).then(trim).catch(() => {}));
    }
    return response;
  } catch (failure) {
    const found = await find(url);
    if (request.destination === "document") {
      if (found && found.moved) return Response.redirect(found.moved, 302);
      return found ? labelled(found.response, url) : offlinePage(url);
    }
    if (found && !found.moved) return found.response;
    throw failure;
  }
}

// A network that does not answer is none, where there is something else to show.
async function fromNetwork(request, url) {
  if (request.mode !== "navigate" || !(await find(url))) return fetch(request);
  // A navigation cannot be given a signal, so it is left to itself.
  let timer;
  const patience = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error("slow")), PATIENCE); });
  return Promise.race([fetch(request), patience]).finally(() => clearTimeout(timer));
}

// The newest copy of an address; { moved } where it is a folder that was asked for without its slash.
async function find(url) {
  const copies = [];
  for (const name of [SAVED, VISITED]) {
    const response = (await caches.has(name)) && (await (await caches.open(name)).match(plain(url)));
    if (response) copies.push(response);
  }
  copies.sort((a, b) => Date.parse(b.headers.get("x-kept")) - Date.parse(a.headers.get("x-kept")));
  if (copies.length) return { response: copies[0] };
  if (url.pathname.endsWith("/") || /\.\w+$/.test(url.pathname)) return null;
  const folder = new URL(url);
  folder.pathname += "/";
  return (await find(folder)) && { moved: folder.href };
}

async function labelled(response, url) {
  const { tag, words } = languageOf(url);
  const kept = new Date(response.headers.get("x-kept"));
  const day = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeStyle: "short" }).format(kept);
  const note = `<p class="p-saved-copy" role="note">${escaped(words.saved_copy.replace("{date}", day))}</p>`;
  const text = (await response.text()).replace(/<body[^>]*>/, (body) => body + note);
  return new Response(text, { headers: response.headers });
}

// Made here, so that nothing has to be fetched ahead for it.
async function offlinePage(url) {
  const { tag, prefix, words } = languageOf(url);
  const root = new URL(prefix, SCOPE).pathname;
  const asset = (name) => escaped(`${root}assets/${name}`);
  const links = (await titles(prefix)).map(
    ([href, title]) => `<li><a href="${escaped(href)}">${escaped(title)}</a></li>`,
  );
  const text = `<!doctype html><html lang="${tag}" class="no-js"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(SETTINGS.policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escaped(words.page_title)} · ${escaped(words.name)}</title><link rel="icon" href="data:,">
${["foundation", "components", "visitor", "tokens"].map((name) => `<link rel="stylesheet" href="${asset(name)}.css">`).join("")}
<script src="${asset("display.js")}"></script></head>
<body class="p-kind-offline"><div class="p-frame"><main id="content" class="p-main"><article class="p-article">
<p class="p-kicker"><span>${escaped(words.name)}</span></p><h1>${escaped(words.page_title)}</h1>
<p class="p-lead">${escaped(links.length ? words.page_lead : words.page_nothing)}</p>
${links.length ? `<ul class="p-kept">${links.join("")}</ul>` : ""}
<p><a class="p-button" href="">${escaped(words.page_again)}</a></p></article></main></div></body></html>`;
  return new Response(text, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}

// [path, title] of every page that is kept, in one language.
async function titles(prefix) {
  const found = new Map();
  for (const name of [SAVED, VISITED]) {
    if (!(await caches.has(name))) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const url = new URL(request.url), response = await cache.match(request);
      if (!url.pathname.endsWith("/") || languageOf(url).prefix !== prefix || found.has(url.pathname)) continue;
      const title = /<title>([^<]*)<\/title>/.exec(await response.text());
      if (title) found.set(url.pathname, unescaped(title[1]).split(` · ${SETTINGS.names[prefix]}`)[0]);
    }
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1));
}

// --------------------------------------------------------------------------------------------------------- keeping

async function keep(store, address, response) {
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "set-cookie"]) headers.delete(name);
  headers.set("x-kept", new Date().toISOString());
  const body = await response.arrayBuffer();
  await (await caches.open(store)).put(address, new Response(body, { headers }));
  return body.byteLength;
}

async function trim() {
  const cache = await caches.open(VISITED), kept = await cache.keys();
  for (const request of kept.slice(0, Math.max(0, kept.length - MOST_VISITED))) await cache.delete(request);
}

async function read() {
  const found = (await caches.has(SAVED)) && (await (await caches.open(SAVED)).match(STATE));
  return found ? found.json() : { groups: {}, files: {} };
}

async function write(known) {
  await (await caches.open(SAVED)).put(STATE, new Response(JSON.stringify(known)));
}

async function manifest() {
  const response = await fetch(new URL(SETTINGS.manifest, SCOPE), { cache: "no-cache" });
  if (!response.ok) throw new Error("manifest");
  return response.json();
}

// Fetch what is not here in this very state; `known.files` says what is.
async function bring(wanted, files, known, say) {
  let done = 0;
  const left = [...wanted];
  async function work() {
    for (let index = left.shift(); index !== undefined; index = left.shift()) {
      const [path, , hash] = files[index];
      if (known.files[path] !== hash) {
        const url = new URL(path, SCOPE);
        const response = await fetch(url, { cache: "no-cache" });
        if (!response.ok || response.redirected) throw new Error(path);
        await keep(SAVED, plain(url), response);
        known.files[path] = hash;
      }
      say({ done: ++done, of: wanted.length });
    }
  }
  const workers = await Promise.allSettled([work(), work(), work(), work()]);
  const failed = workers.find((worker) => worker.status === "rejected");
  if (failed) throw failed.reason;
}

async function save({ group, title }, say) {
  const plan = await manifest(), known = await read();
  if (!Object.hasOwn(plan.groups, group)) throw new Error(group);
  const { files, bytes } = plan.groups[group];
  try {
    await bring(files, plan.files, known, say);
    known.groups[group] = { title, bytes, saved: new Date().toISOString() };
  } finally {
    await write(known);
  }
}

async function update() {
  const known = await read();
  if (!Object.keys(known.groups).length) return;
  const plan = await manifest();
  try {
    for (const [group, kept] of Object.entries(known.groups)) {
      if (!Object.hasOwn(plan.groups, group)) {
        delete known.groups[group];
        continue;
      }
      await bring(plan.groups[group].files, plan.files, known, () => {});
      kept.bytes = plan.groups[group].bytes;
      kept.saved = new Date().toISOString();
    }
    await sweep(known, plan);
  } finally {
    await write(known);
  }
}

// Delete what no saved group holds any more.
async function sweep(known, plan) {
  const wanted = new Set();
  for (const group of Object.keys(known.groups)) {
    for (const index of plan.groups[group].files) wanted.add(plan.files[index][0]);
  }
  const cache = await caches.open(SAVED);
  for (const path of Object.keys(known.files)) {
    if (wanted.has(path)) continue;
    await cache.delete(plain(new URL(path, SCOPE)));
    delete known.files[path];
  }
}

async function remove({ group }) {
  const known = await read();
  delete known.groups[group];
  if (!Object.keys(known.groups).length) {
    await caches.delete(SAVED);
    return;
  }
  try {
    await sweep(known, await manifest());
  } catch (failure) {
    // Without a network it is not known what is shared: the files go with the next update.
  }
  await write(known);
}

async function clear() {
  await caches.delete(VISITED);
}

async function state() {
  const known = await read(), visited = { files: 0, bytes: 0 };
  if (await caches.has(VISITED)) {
    const cache = await caches.open(VISITED);
    for (const request of await cache.keys()) {
      visited.files += 1;
      visited.bytes += (await (await cache.match(request)).blob()).size;
    }
  }
  return { groups: known.groups, visited };
}

// What the very first page had loaded before this worker was there.
async function visited({ urls }) {
  for (const address of urls) {
    const url = new URL(address, SCOPE);
    if (!isOurs(url) || (await find(url))) continue;
    const response = await fetch(url, { cache: "force-cache" });
    if (response.ok && !response.redirected) await keep(VISITED, plain(url), response);
  }
}

// --------------------------------------------------------------------------------------------------------- helpers

let queue = Promise.resolve();
function inTurn(task) {
  const mine = queue.then(task);
  queue = mine.catch(() => {});
  return mine;
}

// The path below the site's root; null for anything else.
function pathOf(url) {
  if (url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname)) return null;
  return url.pathname.slice(SCOPE.pathname.length);
}

function languageOf(url) {
  const path = pathOf(url) || "";
  const prefix = Object.keys(SETTINGS.words).find((one) => one && path.startsWith(one)) || "";
  return { prefix, tag: SETTINGS.tags[prefix], words: { ...SETTINGS.words[prefix], name: SETTINGS.names[prefix] } };
}

// Whether it belongs to the cultural part, or is something that its pages are made of.
function isOurs(url) {
  const path = pathOf(url);
  if (path === null || path === SETTINGS.manifest) return false;
  const inner = path.slice(languageOf(url).prefix.length);
  return SETTINGS.sections.some((section) => inner.startsWith(section));
}

function plain(url) {
  const address = new URL(url);
  address.search = address.hash = "";
  address.pathname = address.pathname.replace(/\/index\.html$/, "/");
  return address.href;
}

function escaped(text) {
  return String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function unescaped(text) {
  const names = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot));/gi, (all, decimal, hex, name) =>
    name ? names[name.toLowerCase()] : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex, 16)));
}
