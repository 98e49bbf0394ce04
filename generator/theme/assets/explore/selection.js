// Which records are selected, and how many there would be with one choice more. No page, no words: only numbers.

/* The options of each record one behind the other: those of record n are codes[first[n]] … codes[first[n + 1] - 1].
   A record without any has 0. Of places, a record also has all that its places lie in. */
function laid(facet, count) {
  const first = new Uint32Array(count + 1);
  const codes = [];
  const widened = facet.sort === "places" ? (code) => {
    const chain = [];
    for (let at = code; at && !chain.includes(at); at = facet.above[at - 1]) chain.push(at);
    return chain;
  } : (code) => [code];
  const chains = [[0], ...facet.options.map((_, index) => widened(index + 1))];
  for (let record = 0; record < count; record += 1) {
    const own = facet.codes[record];
    const all = Array.isArray(own) ? [...new Set(own.flatMap((code) => chains[code]))] : chains[own];
    for (const code of all) codes.push(code);
    first[record + 1] = codes.length;
  }
  return { first, codes: Uint16Array.from(codes) };
}

export class Selection {
  /** `columns` as read from the file; `chosen` of each facet is a set of numbers of options, 0 for "not stated". */
  constructor(columns) {
    this.count = columns.count;
    this.facets = columns.facets.map((facet) => ({
      key: facet.key,
      sort: facet.sort,
      options: facet.options,
      above: facet.above,
      ...laid(facet, columns.count),
      chosen: new Set(),
      fails: new Uint8Array(columns.count),
    }));
    this.found = null;                      // by text: one number a record, 1 where it is found
    this.misses = new Uint8Array(this.count);
    this.refresh();
  }

  facet(key) { return this.facets.find((facet) => facet.key === key); }

  /** Chooses exactly these options of a facet. */
  choose(facet, codes) {
    facet.chosen = new Set(codes);
    const { first, codes: all, fails, chosen } = facet;
    fails.fill(0);
    if (!chosen.size) return;
    for (let record = 0; record < this.count; record += 1) {
      let fits = 0;
      for (let at = first[record]; at < first[record + 1]; at += 1) if (chosen.has(all[at])) { fits = 1; break; }
      fails[record] = 1 - fits;
    }
  }

  /** Works out anew who misses how many conditions. */
  refresh() {
    const { misses, count, found } = this;
    misses.fill(0);
    if (found) for (let record = 0; record < count; record += 1) misses[record] = 1 - found[record];
    for (const { fails, chosen } of this.facets) {
      if (chosen.size) for (let record = 0; record < count; record += 1) misses[record] += fails[record];
    }
    this.records = [];
    for (let record = 0; record < count; record += 1) if (!misses[record]) this.records.push(record);
  }

  /** How many records each option of a facet has, with everything else applied; place 0 is "not stated". */
  counts(facet) {
    const { first, codes, fails } = facet;
    const { misses, count } = this;
    const counts = new Uint32Array(facet.options.length + 1);
    for (let record = 0; record < count; record += 1) {
      if (misses[record] > fails[record]) continue;
      for (let at = first[record]; at < first[record + 1]; at += 1) counts[codes[at]] += 1;
    }
    return counts;
  }

  /** The same for the selection itself, as a chart shows it. */
  tally(facet) {
    const counts = new Uint32Array(facet.options.length + 1);
    for (const record of this.records) {
      for (let at = facet.first[record]; at < facet.first[record + 1]; at += 1) counts[facet.codes[at]] += 1;
    }
    return counts;
  }

  get isNarrowed() { return this.found !== null || this.facets.some((facet) => facet.chosen.size > 0); }
}

/** Records in the order of a column; those without a value come last, either way. `compare` takes two values. */
export function ordered(records, values, isDown, compare) {
  const sign = isDown ? -1 : 1;
  const known = records.filter((record) => values[record] !== null && values[record] !== "");
  const unknown = records.filter((record) => values[record] === null || values[record] === "");
  known.sort((a, b) => sign * compare(values[a], values[b]) || a - b);
  return [...known, ...unknown];
}
