// A list of a kind, to be explored: narrowed, sorted, summed, mapped, taken away, sent. Without it the list is complete.
import { Files, isAble } from "./data.js";
import { drawChart } from "./chart.js";
import { button, create, fill, fold, grouped } from "./dom.js";
import { facetsOf, nameOf } from "./facets.js";
import { mapOf } from "./map.js";
import { standingOf } from "./money.js";
import { columnsOf, PAGE, rowOf } from "./rows.js";
import { ordered, Selection } from "./selection.js";
import { readState, writeState } from "./state.js";
import { drawSums } from "./sums.js";
import { toolsOf } from "./tools.js";

const explore = document.querySelector("[data-explore]");
if (explore && isAble()) {
  start().catch(() => explore.classList.add("x-off"));
} else if (explore) {
  explore.classList.add("x-off");
}

async function start() {
  const base = new URL(".", location.href);
  const files = new Files(explore.dataset.explore, explore.dataset.shared);
  const [labels, columns] = await Promise.all([files.labels(), files.columns()]);
  const { words } = labels;
  const mark = labels.money.group;
  const collator = new Intl.Collator(labels.language, { numeric: true });
  const selection = new Selection(columns);
  selection.facets.forEach((facet, index) => Object.assign(facet, labels.facets[index]));

  const table = explore.querySelector("table");
  const heads = columnsOf(table);
  const written = [...table.tBodies[0].rows];
  const pages = document.querySelector(".p-pages");
  const state = readState(selection, location.search);
  const isWide = matchMedia("(min-width: 60em)");
  let shown = PAGE;
  let order = selection.records;
  let run = 0;          // the newest wish: what an older one brings late is thrown away

  const tools = toolsOf(explore, { words, heads, hasMap: Boolean(explore.dataset.frame) }, {
    search(text) { state.q = text; change({ typed: true }); },
    sort(key) { state.sort = key; change({}); },
    clear() {
      for (const facet of selection.facets) selection.choose(facet, []);
      state.q = state.sort = "";
      change({});
      tools.input.focus();
    },
    show(view) { state.show = view === "list" ? "" : view; change({ isLook: true }); },
    save(address) {
      return files.ids().then((ids) => import("./downloads.js").then(({ save }) =>
        save(address, new Set(selection.records.map((record) => ids[record])), explore.dataset.kind)));
    },
  });
  const more = button("", () => { shown += PAGE; list(true); }, { class: "p-button p-button-quiet x-more", hidden: true });
  table.after(more);

  // The chart, and what it is by
  const charted = selection.facets.filter((facet) => facet.sort !== "records" || facet.options.length < 60);
  const usual = charted.find((facet) => facet.sort === "years") || charted[0];
  const chartRoom = create("figure", { class: "p-figure x-chart" });
  const by = create("select", { class: "p-select" }, ...charted.map((facet) => new Option(facet.label, facet.key)));
  by.addEventListener("change", () => { state.by = by.value === usual.key ? "" : by.value; change({ isLook: true }); });
  if (usual) tools.chart.append(create("label", { class: "x-by" }, words.chart_by, by), chartRoom);

  const map = explore.dataset.frame ? mapOf(tools.map, explore.dataset.frame, files, {
    kind: explore.dataset.kind, words, mark, base,
    open() { state.show = "map"; change({ isLook: true }); },
  }) : null;

  const updateFacets = facetsOf(tools.facets, selection, words, mark, (facet, codes) => {
    selection.choose(facet, codes);
    change({});
  });

  /** Puts what has changed into the address and on the page. */
  function change({ typed = false, isLook = false }) {
    if (!isLook) shown = PAGE;
    const address = location.pathname + writeState(selection, state) + location.hash;
    if (address !== location.pathname + location.search + location.hash) {
      history[typed ? "replaceState" : "pushState"](null, "", address);
    }
    refresh();
  }

  /** Shows it, or says that something could not be read. */
  function refresh() {
    return show().catch(() => {
      tools.say(words.failed);
      explore.dataset.state = "failed";
    });
  }

  /** Shows everything as the state says; what has to be read first follows. */
  async function show() {
    const mine = run += 1;
    explore.dataset.state = "busy";
    for (const link of document.querySelectorAll(".p-languages a")) link.search = location.search;
    const parts = fold(state.q).split(/\s+/).filter(Boolean);
    if (parts.length) {
      tools.say(words.searching);
      const texts = await files.texts(selection.count);
      if (mine !== run) return;
      selection.found = Uint8Array.from(texts, (text) => (parts.every((part) => text.includes(part)) ? 1 : 0));
    } else {
      selection.found = null;
    }
    selection.refresh();
    updateFacets();
    const count = grouped(selection.records.length, mark);
    const total = grouped(selection.count, mark);
    tools.say(!selection.isNarrowed ? fill(words.all, { total })
      : selection.records.length ? fill(words.found, { count, total }) : words.none);
    tools.update({ state, count, isActive: selection.isNarrowed || Boolean(state.sort), chips: chips() });
    if (usual && (isWide.matches || state.show === "chart")) {
      by.value = state.by || usual.key;
      drawChart(chartRoom, selection, selection.facet(by.value) || usual, words, mark);
    }
    if (map) map.show(selection, state.show === "map");
    await Promise.all([sort(mine), sum(mine)]);
    if (mine === run) explore.dataset.state = "ready";
  }

  function chips() {
    return selection.facets.flatMap((facet) => [...facet.chosen].map((code) => {
      const option = nameOf(facet, words, code);
      const text = fill(words.remove, { facet: facet.label, option });
      return button(option, () => {
        const chosen = new Set(facet.chosen);
        chosen.delete(code);
        selection.choose(facet, chosen);
        change({});
        tools.status.focus();
      }, { class: "x-chip", "aria-label": text, title: text });
    }));
  }

  async function sort(mine) {
    const key = state.sort.replace(/^-/, "");
    const isDown = state.sort.startsWith("-");
    const column = heads.find((head) => head.key === key && head.sort);
    if (!column) {
      order = selection.records;
    } else if (key === "title") {
      const titles = await files.titles(selection.count);
      if (mine !== run) return;
      order = ordered(selection.records, titles, isDown, collator.compare);
    } else {
      const values = key === "completeness" ? columns.completeness : standingOf(await files.money(), key, selection.count);
      if (mine !== run) return;
      order = ordered(selection.records, values, isDown, (a, b) => Number(a) - Number(b));
    }
    tools.mark(state.sort);
    await list(false, mine);
  }

  /* Rows that are on the page already stay where they are. */
  async function list(isMore, mine = run) {
    const isWhole = !selection.isNarrowed && !state.sort;
    pages?.closest("nav").classList.toggle("x-away", !isWhole);
    const body = table.tBodies[0];
    if (isWhole) {
      body.replaceChildren(...written);
      more.hidden = true;
      return;
    }
    const from = isMore ? body.rows.length : 0;
    const numbers = order.slice(from, shown);
    const records = await files.rows(numbers);
    if (mine !== run) return;
    const rows = records.map((record) => rowOf(record, heads, base));
    if (isMore) body.append(...rows); else body.replaceChildren(...rows);
    if (isMore && rows.length) rows[0].querySelector("a").focus();
    const left = order.length - Math.min(shown, order.length);
    more.hidden = !left;
    more.textContent = fill(words.more_rows, { count: Math.min(PAGE, left) });
  }

  async function sum(mine) {
    if (!selection.isNarrowed || !Object.keys(labels.sums).length) {
      tools.sums.replaceChildren();
      return;
    }
    const money = await files.money();
    if (mine === run) drawSums(tools.sums, money, selection, labels);
  }

  isWide.addEventListener("change", refresh);
  addEventListener("popstate", () => {
    Object.assign(state, readState(selection, location.search));
    shown = PAGE;
    refresh();
  });
  await refresh();
  performance.mark("explore-ready");
}
