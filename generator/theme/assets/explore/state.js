// What is chosen, as an address that can be sent: ?q=…&sort=-budget&show=map&by=status&status=open&status=closed
// Options stand in it by their ids, which are the same in every language; "-" is "not stated".

const NONE = "-";

/** Reads the address into a selection; gives the rest: {q, sort, show, by}. */
export function readState(selection, search) {
  const query = new URLSearchParams(search);
  for (const facet of selection.facets) {
    const codes = query.getAll(facet.key)
      .map((id) => (id === NONE ? 0 : facet.options.indexOf(id) + 1 || null))
      .filter((code) => code !== null);
    selection.choose(facet, codes);
  }
  return {
    q: query.get("q") || "",
    sort: query.get("sort") || "",
    show: query.get("show") || "",
    by: query.get("by") || "",
  };
}

/** The address of a selection, with a question mark where it says anything. */
export function writeState(selection, state) {
  const query = new URLSearchParams();
  for (const key of ["q", "sort", "show", "by"]) if (state[key]) query.set(key, state[key]);
  for (const facet of selection.facets) {
    for (const code of [...facet.chosen].sort((a, b) => a - b)) {
      query.append(facet.key, code ? facet.options[code - 1] : NONE);
    }
  }
  const text = query.toString();
  return text ? "?" + text : "";
}
