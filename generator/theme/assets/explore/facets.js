// The choices beside the list: a field set each, a box for each option with how many there would be.
import { button, create, fill, grouped } from "./dom.js";

const FEW = 7;

/** What an option is called; 0 is "not stated". */
export const nameOf = (facet, words, code) => (code ? (facet.names ? facet.names[code - 1] : facet.options[code - 1]) : words.unknown);

/* In which order options stand: records by how many name them, years with the newest first, others as they are. */
function order(facet, counts) {
  const codes = facet.options.map((_, index) => index + 1);
  if (facet.sort === "records") codes.sort((a, b) => counts[b] - counts[a] || a - b);
  if (facet.sort === "years") codes.reverse();
  if (counts[0]) codes.push(0);
  return codes;
}

function depths(facet) {
  return facet.options.map((_, index) => {
    let depth = 0;
    for (let at = facet.above[index]; at && depth < 6; at = facet.above[at - 1]) depth += 1;
    return depth;
  });
}

/** Writes the field sets into `room`; gives the function that brings counts and marks up to date. */
export function facetsOf(room, selection, words, mark, change) {
  const shown = selection.facets.map((facet) => fieldSet(facet, selection, words, mark, change));
  room.replaceChildren(...shown.map((one) => one.element));
  return () => shown.forEach((one) => one.update());
}

function fieldSet(facet, selection, words, mark, change) {
  const set = create("fieldset", { class: "x-facet", "data-key": facet.key }, create("legend", {}, facet.label));
  const list = create("ul", { class: "x-options" });
  const whole = selection.tally(facet);       // nothing is chosen yet: of everything
  const depth = facet.sort === "places" ? depths(facet) : null;
  const codes = order(facet, whole);
  const rows = new Map();
  let open = codes.length <= FEW + 2;
  const row = (code) => {
    const box = create("input", { type: "checkbox", value: code });
    const count = create("span", { class: "x-count" });
    const label = create("label", {}, box, create("span", { class: "x-name" }, nameOf(facet, words, code)), count);
    const item = create("li", { class: depth && code ? "x-deep-" + depth[code - 1] : null }, label);
    box.addEventListener("change", () => {
      const chosen = new Set(facet.chosen);
      if (box.checked) chosen.add(code); else chosen.delete(code);
      change(facet, chosen);
    });
    rows.set(code, { item, box, count });
    return item;
  };
  const toggle = button("", () => {
    open = !open;
    fold();
  }, { class: "x-link", "aria-expanded": "false" });

  // Of a long list only the first few; of the tree only its top; and whatever is chosen.
  function isFirst(code, index) {
    return depth ? !code || depth[code - 1] <= (codes.length > 40 ? 1 : 2) && index < FEW * 2 : index < FEW;
  }
  function fold() {
    codes.forEach((code, index) => {
      const wanted = open || isFirst(code, index) || facet.chosen.has(code);
      if (wanted && !rows.has(code)) row(code);
      if (rows.has(code)) rows.get(code).item.hidden = !wanted;
    });
    list.replaceChildren(...codes.filter((code) => rows.has(code)).map((code) => rows.get(code).item));
    toggle.textContent = open ? words.fewer_options : fill(words.more_options, { count: codes.length });
    toggle.setAttribute("aria-expanded", String(open));
    count();
  }
  function count() {
    const counts = selection.counts(facet);
    for (const [code, one] of rows) {
      if (one.item.hidden) continue;
      const text = grouped(counts[code], mark);
      if (one.count.textContent !== text) one.count.textContent = text;
      one.box.checked = facet.chosen.has(code);
      one.item.classList.toggle("x-zero", !counts[code] && !one.box.checked);
    }
  }
  set.append(list);
  if (!open) set.append(toggle);
  fold();
  return {
    element: set,
    update() {
      if ([...facet.chosen].some((code) => !rows.has(code) || rows.get(code).item.hidden)) fold();
      else count();
    },
  };
}
