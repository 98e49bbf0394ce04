// What the selection comes to, one line for each basis.
import { create, fill, grouped } from "./dom.js";
import { sums, written } from "./money.js";

/** Writes the sums into `room`; nothing where no selected record states an amount. */
export function drawSums(room, money, selection, { sums: fields, bases, words, money: how }) {
  const parts = [];
  for (const column of money.sums) {
    const found = sums(column, money.whole, selection.records, selection.count);
    if (!found.sums.length) continue;
    const lines = found.sums.map(({ basis, fen, step, amounts }) => {
      const [lead, digits, unit] = written(fen, step, how);
      const [code, name] = bases[basis];
      return create("div", { "data-basis": code, "data-fen": fen },
        create("dt", {}, create("span", { class: "p-basis p-basis-" + code }, name)),
        create("dd", {}, create("span", { class: "p-amount" },
          create("span", { class: "p-number" }, (lead ? lead + " " : "") + digits),
          ...(unit ? [" ", create("span", { class: "p-unit" }, unit)] : [])),
        " ", create("small", {}, fill(words.sum_of, { count: grouped(amounts, how.group) }))));
    });
    parts.push(create("p", { class: "x-sums-title" }, fill(words.sums, { field: fields[column.field] })),
      create("dl", { class: "x-sums", "data-field": column.field }, ...lines));
    const notes = [
      found.parts && fill(words.sum_parts, { count: grouped(found.parts, how.group) }),
      found.foreign && fill(words.sum_foreign, { count: grouped(found.foreign, how.group) }),
    ].filter(Boolean);
    if (notes.length) parts.push(create("p", { class: "x-note" }, notes.join(" ")));
  }
  room.replaceChildren(...parts);
}
