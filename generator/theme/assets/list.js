// Filter and sort a list of records in the page: <table class="p-list" data-list>.
//
// Read from the table:
//   <th data-key="amount" data-sort="text|number">   a column that can be sorted; numbers start with the largest
//   <th data-key="place" data-facet>                 a column to choose from
//   <td data-value="99490000">                       what is sorted by, where it is not the text; "" is sorted last
//   <td data-values="大通县|城东区">                  what is chosen by, where it is not the text
//   <tr data-also="other names">                     searched, not shown
//   <table data-records="records.json">              all rows, where the list has further pages; see `build`
// State is kept in the address: ?q=…&sort=-amount&place=…
// Without this script the list is complete, on as many pages as it needs.
(function () {
  "use strict";
  const WINDOW = 200;
  const words = JSON.parse(document.currentScript.dataset.words);
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  function create(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  const table = document.querySelector("table[data-list]");
  if (!table) return;
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const columns = heads.map((head) => ({
    key: head.dataset.key,
    label: head.textContent.trim(),
    sort: head.dataset.sort,
    facet: "facet" in head.dataset,
    number: head.classList.contains("p-num"),
  }));

  // A row of the page, as: its element, what each column is sorted and chosen by, and its searchable text.
  function read(element) {
    const cells = [...element.cells].map((cell) => ({
      sort: cell.dataset.value ?? cell.textContent.trim(),
      values: (cell.dataset.values ?? cell.textContent.trim()).split("|"),
    }));
    return { element, cells, text: fold(element.textContent + " " + (element.dataset.also || "")) };
  }

  // A row of records.json: {"rows": [[cell, …, "searched, not shown"], …]}, where a cell is a text or
  // {text, href, sort, values, unit, basis: [code, word], status: code, absent: true, lang, caveat}.
  // What is written here must look like what the templates write.
  function build(record) {
    const row = create("tr");
    const cells = columns.map((column, index) => {
      const given = record[index] ?? "";
      const cell = typeof given === "string" ? { text: given } : given;
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
      // Its links are counted from where records.json lies, which on a further page is not here.
      if (cell.href) content = create("a", { href: new URL(cell.href, new URL(source, location)).href }, content);
      const caveat = cell.caveat && create("span", { class: "p-caveat" }, cell.caveat);
      row.append(index === 0
        ? create("th", { scope: "row" }, content, ...(caveat ? [" ", caveat] : []))
        : create("td", { class: column.number && "p-num", "data-label": column.label }, content));
      return { sort: String(cell.sort ?? (cell.absent ? "" : cell.text)), values: cell.values ?? [cell.text] };
    });
    const also = record.slice(columns.length).join(" ");
    return { element: row, cells, text: fold(row.textContent + " " + also) };
  }

  const written = [...body.rows].map(read);
  const source = table.dataset.records;
  const total = Number(table.dataset.total) || written.length;
  let all = source ? null : written;
  let reading = null;
  let failed = false;
  let shown = WINDOW;

  const state = { q: "", sort: "", facets: {} };
  const query = new URLSearchParams(location.search);
  state.q = query.get("q") || "";
  state.sort = query.get("sort") || "";
  for (const column of columns) if (column.facet) state.facets[column.key] = query.get(column.key) || "";
  const active = () => Boolean(state.q || state.sort || Object.values(state.facets).some(Boolean));

  // Tools
  let tools = document.querySelector(".p-list-tools");
  if (!tools) table.before(tools = create("div", { class: "p-list-tools" }));
  tools.replaceChildren();
  const input = create("input", { class: "p-input", type: "search", autocomplete: "off", placeholder: words.filter_hint });
  input.value = state.q;
  tools.append(create("label", { class: "p-list-text" }, words.filter, input));
  const selects = {};
  for (const column of columns) {
    if (!column.facet) continue;
    selects[column.key] = create("select", { class: "p-select" });
    tools.append(create("label", {}, column.label, selects[column.key]));
  }
  const order = create("select", { class: "p-select" }, new Option(words.sort_default, ""));
  for (const column of columns) {
    if (!column.sort) continue;
    order.append(new Option(column.label + " · " + words.ascending, column.key),
      new Option(column.label + " · " + words.descending, "-" + column.key));
  }
  tools.append(create("label", { class: "p-list-order" }, words.sort, order));
  const count = create("span", { role: "status" });
  const clear = create("button", { type: "button", hidden: true }, words.clear);
  tools.append(create("div", { class: "p-list-status" }, count, clear));
  const more = create("button", { type: "button", class: "p-button p-button-quiet p-list-more", hidden: true });
  table.after(more);
  const buttons = {};
  heads.forEach((head, index) => {
    const { key, sort } = columns[index];
    if (!sort) return;
    buttons[key] = create("button", { type: "button", class: "p-sort" }, ...head.childNodes);
    head.append(buttons[key]);
  });

  function offer() {
    for (const [key, select] of Object.entries(selects)) {
      const index = columns.findIndex((column) => column.key === key);
      const counts = new Map();
      for (const row of all || written) {
        for (const value of row.cells[index].values) if (value) counts.set(value, (counts.get(value) || 0) + 1);
      }
      if (state.facets[key] && !counts.has(state.facets[key])) counts.set(state.facets[key], 0);
      const values = [...counts.keys()].sort(collator.compare);
      select.replaceChildren(new Option(words.all, ""),
        ...values.map((value) => new Option(all ? value + " (" + counts.get(value) + ")" : value, value)));
      select.value = state.facets[key];
      // Nothing to choose between: no choice is offered.
      select.parentElement.hidden = values.length < 2 && !state.facets[key];
    }
  }

  function chosen() {
    const rows = (active() && all ? all : written).filter((row) =>
      fold(state.q).split(/\s+/).every((part) => row.text.includes(part)) &&
      columns.every((column, index) => !state.facets[column.key] || row.cells[index].values.includes(state.facets[column.key])));
    const key = state.sort.replace(/^-/, "");
    const index = columns.findIndex((column) => column.key === key && column.sort);
    if (index < 0) return rows;
    const sign = state.sort.startsWith("-") ? -1 : 1;
    const compare = columns[index].sort === "number" ? (a, b) => Number(a) - Number(b) : collator.compare;
    return rows.slice().sort((left, right) => {
      const a = left.cells[index].sort, b = right.cells[index].sort;
      if (a === "" || b === "") return (a === "") - (b === "");
      return sign * compare(a, b);
    });
  }

  function show() {
    const rows = chosen();
    const all_rows = all ? all.length : total;
    body.replaceChildren(...rows.slice(0, shown).map((row) => row.element));
    const left = Math.min(WINDOW, rows.length - shown);
    more.hidden = left <= 0;
    more.textContent = fill(words.more, { more: left });
    clear.hidden = !active();
    for (const pages of document.querySelectorAll(".p-pages")) pages.hidden = active() && all !== null && Boolean(source);
    const text = failed ? words.failed
      : reading ? words.loading
      : !active() ? words.count
      : !rows.length ? words.none
      : left > 0 ? words.count_window : words.count_filtered;
    count.textContent = fill(text, { shown: rows.length, total: all_rows, window: shown });
    order.value = state.sort;
    for (const [key, button] of Object.entries(buttons)) {
      const head = button.parentElement;
      if (state.sort === key) head.setAttribute("aria-sort", "ascending");
      else if (state.sort === "-" + key) head.setAttribute("aria-sort", "descending");
      else head.removeAttribute("aria-sort");
    }
  }

  // The first time something is chosen on a list of several pages, all of its rows are fetched.
  function fetch_all() {
    if (all || reading || failed) return;
    reading = fetch(source)
      .then((answer) => answer.ok ? answer.json() : Promise.reject(answer.status))
      .then((records) => { all = records.rows.map(build); })
      .catch(() => { failed = true; })
      .finally(() => { reading = null; offer(); show(); });
  }

  function change() {
    shown = WINDOW;
    const address = new URLSearchParams();
    if (state.q) address.set("q", state.q);
    if (state.sort) address.set("sort", state.sort);
    for (const [key, value] of Object.entries(state.facets)) if (value) address.set(key, value);
    history.replaceState(null, "", (address.toString() ? "?" + address : location.pathname) + location.hash);
    if (active()) fetch_all();
    show();
  }

  let pause;
  input.addEventListener("focus", () => { if (source) fetch_all(); });
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => { state.q = input.value.trim(); change(); }, 120);
  });
  for (const [key, select] of Object.entries(selects)) {
    select.addEventListener("pointerdown", fetch_all);
    select.addEventListener("focus", fetch_all);
    select.addEventListener("change", () => { state.facets[key] = select.value; change(); });
  }
  order.addEventListener("change", () => { state.sort = order.value; change(); });
  for (const [key, button] of Object.entries(buttons)) {
    const number = columns.find((column) => column.key === key).sort === "number";
    const steps = number ? ["", "-" + key, key] : ["", key, "-" + key];
    button.addEventListener("click", () => {
      state.sort = steps[(steps.indexOf(state.sort) + 1) % 3];
      change();
    });
  }
  clear.addEventListener("click", () => {
    state.q = input.value = "";
    state.sort = "";
    for (const key of Object.keys(selects)) state.facets[key] = selects[key].value = "";
    change();
    input.focus();
  });
  more.addEventListener("click", () => { shown += WINDOW; show(); });

  offer();
  if (active()) change(); else show();
})();
