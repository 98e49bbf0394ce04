// The list itself: rows of the table for what is selected, fifty at a time.
import { create } from "./dom.js";

export const PAGE = 50;

/* A row of the files: [title, …cells], a cell being {text, href, lang, caveat, unit, basis: [code, word], status, absent}.
   What is written here must look like what the templates write. */
export function rowOf(record, columns, base) {
  const row = create("tr");
  columns.forEach((column, index) => {
    const cell = record[index] || { text: "" };
    let content = cell.text;
    if (cell.absent) content = create("span", { class: "p-absent" }, cell.text);
    else if (cell.status) content = create("span", { class: "p-status p-status-" + cell.status }, cell.text);
    else if (cell.unit || cell.basis) {
      content = create("span", { class: "p-amount" },
        ...(cell.basis ? [create("span", { class: "p-basis p-basis-" + cell.basis[0] }, cell.basis[1]), " "] : []),
        create("span", { class: "p-number" }, cell.text),
        ...(cell.unit ? [" ", create("span", { class: "p-unit" }, cell.unit)] : []));
    }
    if (cell.lang) content = create("span", { class: "p-foreign", lang: cell.lang }, content);
    if (cell.href) content = create("a", { href: new URL(cell.href, base).href }, content);
    const caveat = cell.caveat ? [" ", create("span", { class: "p-caveat" }, cell.caveat)] : [];
    row.append(index === 0
      ? create("th", { scope: "row" }, content, ...caveat)
      : create("td", { class: column.isNumber && "p-num", "data-label": column.label }, content));
  });
  return row;
}

/** The columns of the table as its head says them. */
export const columnsOf = (table) => [...table.tHead.rows[0].cells].map((head) => ({
  head,
  key: head.dataset.key,
  label: head.textContent.trim(),
  sort: head.dataset.sort,
  isNumber: head.classList.contains("p-num"),
}));
