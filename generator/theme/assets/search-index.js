// Reads the index of the search, step by step as generator/searching/reader.py does; what the files hold is said in
// generator/searching/building.py. Nothing is fetched before the first search, then only what a search needs.
import { stem } from "./search-stem.js";

const LEAF = 0, TAIL = 1, DIVIDED = 3, BITS = 4, CHAINED = 8;
const STEM = "\u0001", SAID = "\u0002", SURE = 4, PART = 2;
const UNSEEN = /[\u00ad\u034f\u200b\u2060\ufeff\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const SPACES = /[\t-\r \u0085\u1680\u2028\u2029]+/g;
const TIBETAN = /[\u0f0b\u0f40-\u0f6c\u0f71-\u0f84\u0f86\u0f87\u0f90-\u0fbc]+/g;
const encoder = new TextEncoder(), decoder = new TextDecoder();

// FNV-1a over the bytes of a key, its halves folded into one.
function hashed(bytes) {
  let found = 2166136261;
  for (const byte of bytes) found = Math.imul(found ^ byte, 16777619) >>> 0;
  return (found ^ (found >>> 16)) >>> 0;
}

// Reads bytes from a place on.
class Bytes {
  constructor(content, at) { this.content = content; this.at = at; }
  byte() { return this.content[this.at++]; }
  varint() {
    let number = 0, shift = 0, byte;
    do { byte = this.byte(); number |= (byte & 127) << shift; shift += 7; } while (byte > 127);
    return number;
  }
  raw(length) { return this.content.subarray(this.at, this.at += length); }
  text() { return decoder.decode(this.raw(this.varint())); }
  character() {
    const first = this.content[this.at];
    return decoder.decode(this.raw(first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4));
  }
}

// A node of the tree under an entry.
class Node {
  constructor(bytes, size) {
    this.bytes = bytes; this.size = size;
    const head = bytes.byte();
    this.kind = head & 3;
    let count = head >> 4;
    if (!(head & BITS) && count === 15) count += bytes.varint();
    this.chain = head & CHAINED ? bytes.text() : "";
    this.documents = [];
    if (head & BITS) {
      bytes.raw((size + 7) >> 3).forEach((byte, index) => {
        for (let bit = 0; byte; bit++, byte >>= 1) if (byte & 1) this.documents.push(index * 8 + bit);
      });
    } else {
      for (let before = -1; count > 0; count--) this.documents.push(before += bytes.varint() + 1);
    }
    if (this.kind === TAIL) this.tail = bytes.text();
    else if (this.kind !== LEAF && this.kind !== DIVIDED) {
      const length = bytes.varint();
      this.first = bytes.at;
      bytes.at += length;
    }
    this.end = bytes.at;
  }
  * branches() {
    if (this.first === undefined) return;
    const bytes = new Bytes(this.bytes.content, this.first);
    while (bytes.at < this.end) {
      const name = bytes.character();
      yield [name, new Node(bytes, this.size)];
    }
  }
  child(letter) {
    for (const [name, branch] of this.branches()) if (name === letter) return branch;
    return null;
  }
  all(found = new Set()) {
    for (const document of this.documents) found.add(document);
    for (const [, branch] of this.branches()) branch.all(found);
    return found;
  }
}

export class SearchIndex {
  // `base` is the address of the index's folder, with a slash at the end.
  constructor(base) { this.base = base; this.kept = new Map(); }

  // A file of the index, fetched once; what was broken off is fetched again.
  file(path, signal) {
    if (!this.kept.has(path)) {
      const promise = fetch(new URL(path, this.base), { signal }).then((answer) => {
        if (!answer.ok) throw new Error(path + ": " + answer.status);
        return path.endsWith(".json") ? answer.json() : answer.arrayBuffer().then((buffer) => new Uint8Array(buffer));
      });
      promise.catch(() => this.kept.delete(path));
      this.kept.set(path, promise);
    }
    // Whoever waits for what another search began, and broke off, asks for it again.
    return this.kept.get(path).catch((failure) => {
      if (failure.name === "AbortError" && !(signal && signal.aborted)) return this.file(path, signal);
      throw failure;
    });
  }

  async open(signal) {
    if (!this.head) {
      const head = await this.file("head.json", signal);
      const from = [...head.same], to = [...head.as];
      this.same = new Map(from.map((one, index) => [one, to[index]]));
      this.divided = new Set(head.divided.split("\n"));
      this.longest = Math.max(...[...this.divided].map((one) => [...one].length));
      this.head = head;
    }
    return this.head;
  }

  normalise(text) {
    text = text.replace(UNSEEN, "").normalize("NFKC").toLowerCase();
    text = [...text].map((one) => this.same.get(one) ?? one).join("");
    text = text.replace(TIBETAN, (run) => "་" + run.split("་").filter(Boolean).map((one) => one + "་").join(""));
    return text.replace(SPACES, " ").replace(/^ +| +$/g, "");
  }

  // What has to stand on a page: words between spaces, and phrases between quotation marks.
  terms(query) {
    const parts = this.normalise(query).split('"');
    const found = parts.flatMap((part, number) => number % 2 ? [part.replace(/^ +| +$/g, "")] : part.split(" "));
    return [...new Set(found.filter(Boolean))];
  }

  // Page → 0, 1 or 2: where the term stands that is found last: in the title, in the names, in the text.
  async search(query, signal) {
    await this.open(signal);
    const terms = this.terms(query);
    const each = await Promise.all(terms.map((term) => this.term(term, signal)));
    if (!each.length) return new Map();
    const [first, ...others] = each.sort((a, b) => a.size - b.size);
    const found = new Map();
    for (const [page, rank] of first) {
      if (others.every((other) => other.has(page))) {
        found.set(page, Math.max(rank, ...others.map((other) => other.get(page))));
      }
    }
    return found;
  }

  async term(term, signal) {
    const said = this.typed(term);
    const lists = await Promise.all([
      this.documents(term, signal),
      /^[a-z]{3,}$/.test(term) ? this.listed(STEM + stem(term), signal) : [],
      said ? this.documents(SAID + said, signal) : [],
    ]);
    const ranks = new Map();
    for (const list of lists) {
      for (const document of list) {
        const page = document % this.head.pages, rank = (document - page) / this.head.pages;
        if (!(ranks.get(page) <= rank)) ranks.set(page, rank);
      }
    }
    return ranks;
  }

  typed(term) {
    const plain = term.replaceAll("'", "").replaceAll("ü", "v");
    return /^[a-z]{2,}$/.test(plain) ? plain : "";
  }

  // All documents with the term in one of their segments.
  async documents(term, signal) {
    const [found, depth] = await this.walk([...term], signal);
    if (depth === null || !found.size) return [...found];
    let documents = [...found];
    const rest = documents.length > SURE ? this.rest([...term], depth) : [];
    if (rest.length) {
      const [other] = await this.walk(rest, signal);
      documents = documents.filter((document) => other.has(document));
    }
    const has = await Promise.all(documents.map((document) => this.has(document, term, signal)));
    return documents.filter((document, index) => has[index]);
  }

  rest(characters, depth) {
    for (let start = Math.max(1, depth - 1); start < characters.length - 1; start++) {
      if (this.begins(characters, start)) return characters.slice(start);
    }
    return [];
  }

  begins(text, at) {
    if (text[at] === " ") return false;
    if (!this.head.byWord || !at) return true;
    return !(/[a-z]/.test(text[at]) && /[a-z]/.test(text[at - 1])) && !(/[0-9]/.test(text[at]) && /[0-9]/.test(text[at - 1]));
  }

  stands(segment, term) {
    let at = segment.indexOf(term);
    while (at >= 0 && !this.begins(segment, at)) at = segment.indexOf(term, at + 1);
    return at;
  }

  async has(document, term, signal) {
    const page = document % this.head.pages, place = Math.floor(document / this.head.pages);
    const [, title, names, segments, more] = await this.page(page, signal);
    const stands = (where) => where.some((segment) => this.stands(this.normalise(segment), term) >= 0);
    return stands([[title], names, segments][place]) || Boolean(place === 2 && more && stands(await this.rest_of(page, signal)));
  }

  // The further segments of a long page.
  rest_of(page, signal) { return this.file(`r/${page}.json`, signal); }

  // A page as [address, title, names, segments], with a 1 behind where there are further segments.
  async page(number, signal) {
    return (await this.file(`p/${Math.floor(number / PART)}.json`, signal))[number % PART];
  }

  // The kind of a page.
  kind(number) {
    for (const [kind, count] of this.head.kinds) {
      if (number < count) return kind;
      number -= count;
    }
    return "page";
  }

  async entry(key, signal) {
    const wanted = encoder.encode(key);
    const content = await this.file(`k/${hashed(wanted) & (this.head.shards - 1)}.bin`, signal);
    const bytes = new Bytes(content, 0);
    while (bytes.at < content.length) {
      const name = bytes.raw(bytes.varint()), length = bytes.varint();
      if (name.length === wanted.length && name.every((byte, index) => byte === wanted[index])) {
        return new Node(new Bytes(content, bytes.at), 3 * this.head.pages);
      }
      bytes.at += length;
    }
    return null;
  }

  async listed(key, signal) {
    const found = await this.entry(key, signal);
    return found ? found.documents : [];
  }

  // Documents that begin alike, and after how many characters that was all that is known; null: all of them.
  async walk(term, signal) {
    let given = Math.min(2, term.length);
    for (let length = Math.min(term.length - 1, this.longest); length > 1; length--) {
      if (this.divided.has(term.slice(0, length).join(""))) { given = length + 1; break; }
    }
    let found = await this.entry(term.slice(0, given).join(""), signal);
    while (found) {
      const rest = term.slice(given).join("");
      if (found.kind === LEAF) return [new Set(found.documents), rest ? given : null];
      if (found.kind === TAIL) return [new Set(found.tail.startsWith(rest) ? found.documents : []), null];
      if (found.chain.startsWith(rest)) return [found.all(), null];
      if (!rest.startsWith(found.chain) || found.kind === DIVIDED) break;
      given += [...found.chain].length;
      found = found.child(term[given]);
      given += 1;
    }
    return [new Set(), null];
  }

  // Names and words near to what was not found, the nearest first.
  async near(query, most, signal) {
    const { names, words } = await this.file("names.json", signal);
    const terms = this.terms(query);
    const found = new Map();
    const note = (text, score) => { if (score > 0 && !(found.get(text) >= score)) found.set(text, score); };
    for (const term of terms.map((one) => one.slice(0, 40))) {
      if (/^[a-z']+$/.test(term)) {
        for (const word of words) note(word, closeness(term, word));
      } else {
        for (const name of names) note(name, shared(term, this.normalise(name)));
      }
    }
    return [...found].filter(([text]) => !terms.includes(this.normalise(text)))
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most).map(([text]) => text);
  }

  // The pieces of a segment around the terms: [text, is it marked], …; nothing where none of them stands in it.
  marked(segment, terms, most) {
    const characters = [...segment], plain = characters.map((one) => this.normaliseOne(one));
    const joined = plain.join("");
    const origin = plain.flatMap((one, index) => Array(one.length).fill(index));
    const marks = [];
    for (const term of terms) {
      for (let at = this.stands(joined, term), count = 0; at >= 0 && count < 20; count++) {
        marks.push([origin[at], origin[at + term.length - 1] + 1]);
        const next = this.stands(joined.slice(at + term.length), term);
        at = next < 0 ? -1 : at + term.length + next;
      }
    }
    // A word with the same stem was found by it, and is marked whole.
    const stems = new Set(terms.filter((term) => /^[a-z]{3,}$/.test(term)).map(stem));
    for (const word of stems.size ? joined.matchAll(/[a-z]{3,}/g) : []) {
      if (stems.has(stem(word[0]))) marks.push([origin[word.index], origin[word.index + word[0].length - 1] + 1]);
    }
    marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    if (!marks.length) return [];
    let start = Math.max(0, marks[0][0] - Math.floor(most / 4));
    if (start < 8) start = 0;
    const end = Math.min(characters.length, start + most);
    const pieces = [];
    let done = start;
    const push = (to, isMarked) => { if (to > done) pieces.push([characters.slice(done, to).join(""), isMarked]); done = Math.max(done, to); };
    for (const [from, to] of marks) {
      if (from >= end) break;
      push(from, false);
      push(Math.min(to, Math.max(end, from + 1)), true);
    }
    push(end, false);
    if (start > 0) pieces.unshift(["…", false]);
    if (end < characters.length) pieces.push(["…", false]);
    return pieces;
  }

  normaliseOne(one) {
    if (/\s/.test(one)) return " ";
    const plain = one.replace(UNSEEN, "").normalize("NFKC").toLowerCase();
    return [...plain].map((inner) => this.same.get(inner) ?? inner).join("");
  }
}

// How near two words are: 1 for the same, 0 for more than two letters changed, left out, added or exchanged.
function closeness(a, b) {
  const most = a.length > 5 ? 2 : 1;
  if (Math.abs(a.length - b.length) > most) return 0;
  let before = [], row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length] > most ? 0 : 1 - row[b.length] / (a.length + 1);
}

// What part of their characters two names share, in the order in which they stand; below a third nothing.
function shared(a, b) {
  const left = [...a], right = [...b].slice(0, 40);
  let row = Array(right.length + 1).fill(0);
  for (const one of left) {
    const next = [0];
    right.forEach((other, j) => next.push(one === other ? row[j] + 1 : Math.max(row[j + 1], next[j])));
    row = next;
  }
  const score = 2 * row[right.length] / (left.length + right.length);
  return row[right.length] > 1 && score >= 0.34 ? score : 0;
}
