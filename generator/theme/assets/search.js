// The search page: <div data-finder data-index="index/" data-kinds="{…}" data-others="[[code, name, address], …]">.
// What is found stands in groups by kind; the query is in the address (?q=). Without this script the page is a list of
// everything, with an index from A to Z.
import { SearchIndex } from "./search-index.js";

const FIRST = 8, MORE = 10, EXCERPT = 110, PAUSE = 60, FEW = 8, LONGEST = 200;
const place = document.querySelector("[data-finder]");
const words = JSON.parse(place.dataset.words), kinds = JSON.parse(place.dataset.kinds);
const others = JSON.parse(place.dataset.others);
const index = new SearchIndex(new URL(place.dataset.index, location.href));
const root = new URL("../", new URL(place.dataset.index, location.href).href.replace(/index\/$/, ""));
const number = new Intl.NumberFormat(document.documentElement.lang);
const wide = document.documentElement.lang.startsWith("zh") ? 1 : 2;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

function create(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const input = create("input", {
  class: "p-input", id: "finder", type: "search", name: "q", autocomplete: "off", spellcheck: "false", enterkeyhint: "search",
  maxlength: String(LONGEST), "aria-describedby": "finder-help", "aria-controls": "finder-found",
});
const form = create("form", { class: "p-finder-form", role: "search", action: location.pathname, method: "get" },
  create("label", { for: "finder" }, words.label), input,
  create("p", { class: "p-finder-help", id: "finder-help" }, words.help));
const status = create("p", { class: "p-finder-status", role: "status" });
const across = create("p", { class: "p-finder-across" });
const found = create("div", { class: "p-finder-found", id: "finder-found" });
place.append(form, status, found, across);

let running = null, pause = 0, shown = null;

function pieces(parts) {
  return parts.map(([text, isMarked]) => isMarked ? create("mark", {}, text) : text);
}

// What of a page shows why it was found.
function excerpt([, , names, segments], terms) {
  const width = EXCERPT * wide;
  let best = [], most = 0;
  for (const segment of segments) {
    const parts = index.marked(segment, terms, width);
    const count = new Set(parts.filter(([, isMarked]) => isMarked).map(([text]) => index.normalise(text))).size;
    // A label alone tells less than a sentence with the same words in it.
    const weight = count * 1000 + (count ? Math.min(segment.length, width) : 0);
    if (weight > most) [best, most] = [parts, weight];
    if (count === terms.length && segment.length >= width / 2) break;
  }
  if (best.length) return best;
  for (const name of names) {
    const parts = index.marked(name, terms, width);
    if (parts.length) return parts;
  }
  const first = segments.find((segment) => segment.length > 12) ?? segments[0] ?? "";
  return [[first.slice(0, width) + (first.length > width ? "…" : ""), false]];
}

async function hit(page, terms, signal, isOfFew) {
  const row = [...await index.page(page, signal)];
  const [url, title, names, segments, more] = row;
  // Of a few, the rest of a long page is looked through as well, to show where it has what was looked for.
  const isSeen = [title, ...names, ...segments].some((segment) => index.marked(segment, terms, 40).length);
  if (more && isOfFew && !isSeen) row[3] = [...segments, ...await index.rest_of(page, signal)];
  const parts = index.marked(title, terms, 400);
  const link = create("a", { href: new URL(url, root).href }, ...(parts.length ? pieces(parts) : [title]));
  return create("li", {}, create("p", { class: "p-hit-title" }, link),
    create("p", { class: "p-hit-text" }, ...pieces(excerpt(row, terms))));
}

// As many of each kind as there is room for, so that every kind is seen at once.
function portions(groups) {
  const sizes = new Map(groups.map(([kind]) => [kind, 0]));
  let room = Math.max(FIRST, groups.length);
  while (room > 0) {
    const before = room;
    for (const [kind, pages] of groups) {
      if (room > 0 && sizes.get(kind) < pages.length) { sizes.set(kind, sizes.get(kind) + 1); room--; }
    }
    if (room === before) break;
  }
  return sizes;
}

function grouped(ranks) {
  const groups = new Map(index.head.kinds.map(([kind]) => [kind, []]));
  for (const page of [...ranks.keys()].sort((a, b) => ranks.get(a) - ranks.get(b) || a - b)) {
    groups.get(index.kind(page)).push(page);
  }
  const best = (pages) => ranks.get(pages[0]);
  const behind = (kind) => Number(kind === "source") + 2 * Number(kind === "page");
  // Sources and other pages come last. Kinds with a title that fits come first; otherwise the order stays the same from search to search.
  return [...groups].filter(([, pages]) => pages.length).sort((a, b) => behind(a[0]) - behind(b[0]) || best(a[1]) - best(b[1]));
}

async function section(kind, pages, size, terms, signal) {
  const list = create("ol", { class: "p-hits" }, ...await Promise.all(pages.slice(0, size).map((page) => hit(page, terms, signal, pages.length <= FEW))));
  const title = create("h2", { id: "found-" + kind }, kinds[kind] ?? kind, " ", create("small", {}, number.format(pages.length)));
  const box = create("section", { class: "p-found", "aria-labelledby": "found-" + kind }, title, list);
  let done = size;
  if (done < pages.length) {
    const more = create("button", { type: "button", class: "p-button p-button-quiet" });
    const say = () => { more.textContent = fill(words.more, { more: number.format(Math.min(MORE, pages.length - done)), kind: kinds[kind] ?? kind }); };
    more.addEventListener("click", async () => {
      const next = pages.slice(done, done + MORE);
      more.disabled = true;
      try {
        const items = await Promise.all(next.map((page) => hit(page, terms)));
        done += next.length;
        list.append(...items);
        items[0].querySelector("a").focus();
        if (done >= pages.length) more.remove(); else say();
      } catch {
        status.textContent = words.failed;
      }
      more.disabled = false;
    });
    say();
    box.append(more);
  }
  return box;
}

async function suggestions(query, signal) {
  const near = await index.near(query, 5, signal);
  const box = create("div", { class: "p-found-none" });
  if (near.length) {
    box.append(create("p", {}, words.near), create("ul", {}, ...near.map((text) => {
      const link = create("a", { href: "?" + new URLSearchParams({ q: text }) }, text);
      link.addEventListener("click", (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        input.value = text;
        search(true);
        input.focus();
      });
      return create("li", {}, link);
    })));
  }
  box.append(create("p", {}, words.advice));
  return box;
}

function address(query) {
  return query ? "?" + new URLSearchParams({ q: query }) : location.pathname;
}

function lead(query) {
  across.replaceChildren(...others.map(([code, name, way]) => {
    const link = create("a", { href: way + address(query), hreflang: code, lang: code }, fill(words.across, { language: name }));
    return link;
  }));
  across.hidden = !query;
}

async function search(isMeant) {
  clearTimeout(pause);
  const query = input.value.trim();
  if (isMeant && query !== (history.state?.q ?? null)) history.pushState({ q: query }, "", address(query));
  else history.replaceState({ q: query }, "", address(query));
  if (query === shown) return;
  if (running) running.abort();
  const own = running = new AbortController();
  shown = query;
  document.documentElement.classList.toggle("p-searching", Boolean(query));
  lead(query);
  if (!query) {
    status.textContent = "";
    found.replaceChildren();
    return;
  }
  const slow = setTimeout(() => { status.textContent = words.searching; }, 400);
  try {
    const ranks = await index.search(query, own.signal);
    const terms = index.terms(query), groups = grouped(ranks), sizes = portions(groups);
    const boxes = groups.length
      ? await Promise.all(groups.map(([kind, pages]) => section(kind, pages, sizes.get(kind), terms, own.signal)))
      : [await suggestions(query, own.signal)];
    if (own.signal.aborted) return;
    found.replaceChildren(...boxes);
    const counts = groups.map(([kind, pages]) => fill(words.part, { kind: kinds[kind] ?? kind, count: number.format(pages.length) }));
    status.textContent = ranks.size
      ? fill(words.found, { count: number.format(ranks.size), parts: counts.join(words.joined) })
      : fill(words.none, { query });
  } catch (failure) {
    if (failure.name === "AbortError") return;
    shown = null;
    found.replaceChildren();
    status.textContent = words.failed;
  } finally {
    clearTimeout(slow);
  }
}

input.addEventListener("input", () => {
  clearTimeout(pause);
  // Not while a syllable is being composed: what stands there then is not what is meant.
  if (!("composing" in input.dataset)) pause = setTimeout(() => search(false), PAUSE);
});
input.addEventListener("compositionstart", () => { input.dataset.composing = ""; });
input.addEventListener("compositionend", () => {
  delete input.dataset.composing;
  clearTimeout(pause);
  pause = setTimeout(() => search(false), PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  search(true);
});
addEventListener("popstate", () => {
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  shown = null;
  search(false);
});

// Arrows lead through what was found, Escape back to the box, and there it empties it.
place.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const links = [...found.querySelectorAll("a, button")], at = links.indexOf(document.activeElement);
  if (event.key === "ArrowDown" && (document.activeElement === input || at >= 0)) {
    event.preventDefault();
    links[Math.min(at + 1, links.length - 1)]?.focus();
  } else if (event.key === "ArrowUp" && at >= 0) {
    event.preventDefault();
    (links[at - 1] ?? input).focus();
  } else if (event.key === "Escape" && at >= 0) {
    input.focus();
  } else if (event.key === "Escape" && document.activeElement === input && input.value) {
    event.preventDefault();
    input.value = "";
    search(false);
  }
});

input.value = (new URLSearchParams(location.search).get("q") ?? "").slice(0, LONGEST);
lead(input.value.trim());
if (input.value.trim()) search(false);
else if (!location.hash) input.focus({ preventScroll: true });
