// The furniture of an explored list: search, order, what is chosen, views, files; on a phone the choices in a dialog.
import { button, create, fill } from "./dom.js";

const NARROW = "(max-width: 59.99em)";

/** Fills the rooms of `explore`; `on` says what to do. Gives the parts that are brought up to date. */
export function toolsOf(explore, { words, heads, hasMap }, on) {
  const room = explore.querySelector(".x-tools");
  const views = explore.querySelector(".x-views");
  const side = explore.querySelector(".x-side");

  const input = create("input", { class: "p-input", type: "search", autocomplete: "off", placeholder: words.search_hint });
  let pause = 0;
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => on.search(input.value.trim()), 150);
  });
  const order = create("select", { class: "p-select" }, new Option(words.default_order, ""));
  for (const { key, label, sort } of heads) {
    if (!sort) continue;
    const [up, down] = sort === "text" ? ["forwards", "backwards"] : ["ascending", "descending"];
    const ways = [new Option(fill(words[down], { column: label }), "-" + key), new Option(fill(words[up], { column: label }), key)];
    order.append(...(sort === "text" ? ways.reverse() : ways));
  }
  order.addEventListener("change", () => on.sort(order.value));

  // Choices: beside the list where there is room, else in a dialog
  const facets = create("form", { class: "x-facets", "aria-label": words.filters });
  facets.addEventListener("submit", (event) => event.preventDefault());
  const dialog = create("dialog", { class: "x-dialog", "aria-label": words.choose });
  const see = button("", () => dialog.close(), { class: "p-button" });
  const opener = button(words.filters, () => dialog.showModal(), { class: "p-button p-button-quiet x-open", "aria-haspopup": "dialog" });
  const clearThere = button(words.clear, () => on.clear(), { class: "x-link", hidden: true });
  dialog.append(
    create("div", { class: "x-dialog-head" }, create("h2", {}, words.choose),
      button(words.close, () => dialog.close(), { class: "x-link" })),
    create("div", { class: "x-dialog-body" }),
    create("div", { class: "x-dialog-foot" }, see, clearThere));
  explore.append(dialog);
  const narrow = matchMedia(NARROW);
  const place = () => {
    (narrow.matches ? dialog.querySelector(".x-dialog-body") : side).append(facets);
    if (!narrow.matches && dialog.open) dialog.close();
  };
  narrow.addEventListener("change", place);
  place();

  const status = create("p", { class: "x-status", role: "status", tabindex: "-1" });
  const chips = create("div", { class: "x-chips", role: "group", "aria-label": words.chosen });
  const clear = button(words.clear, () => on.clear(), { class: "x-link", hidden: true });

  // Views: on a phone one at a time, else the map is opened beside the chart
  const looks = create("div", { class: "x-looks", role: "group", "aria-label": words.views });
  const look = {};
  for (const view of hasMap ? ["list", "map", "chart"] : ["list", "chart"]) {
    look[view] = button(words[view], () => on.show(view), { "aria-pressed": "false" });
    looks.append(look[view]);
  }

  // What is taken away and sent
  const said = create("span", { role: "status", class: "x-said" });
  const saver = (address, name) => button(name, () => {
    said.textContent = words.downloading;
    on.save(address).then(() => { said.textContent = ""; }, () => { said.textContent = words.failed; });
  }, { class: "x-link", "data-save": name.toLowerCase() });
  const saving = create("span", { class: "x-saving" });
  const { csv, geojson } = explore.dataset;
  const taken = [csv && saver(csv, "CSV"), geojson && saver(geojson, "GeoJSON")].filter(Boolean);
  const link = button(words.link, () => {
    const copying = navigator.clipboard ? navigator.clipboard.writeText(location.href) : Promise.reject(new Error());
    copying.then(() => { said.textContent = words.copied; }, () => { said.textContent = words.copy_failed; });
  }, { class: "x-link" });

  const sums = create("div", { class: "x-sums-room" });
  const chart = create("div", { class: "x-view x-view-chart" });
  const map = create("div", { class: "x-view x-view-map" });
  views.append(chart, ...(hasMap ? [map] : []));
  room.append(
    create("div", { class: "x-bar" },
      create("label", { class: "x-search" }, words.search, input),
      create("label", { class: "x-order" }, words.sort, order), opener),
    create("div", { class: "x-line" }, status, chips, clear),
    create("div", { class: "x-line x-take" }, saving, ...taken, link, said),
    sums, looks);

  return {
    input, facets, status, sums, chart, map,
    say(text) { if (status.textContent !== text) status.textContent = text; },
    /** Shows by which column the table is sorted. */
    mark(sort) {
      for (const { head, key } of heads) {
        if (sort === key) head.setAttribute("aria-sort", "ascending");
        else if (sort === "-" + key) head.setAttribute("aria-sort", "descending");
        else head.removeAttribute("aria-sort");
      }
    },
    update({ state, count, isActive, chips: made }) {
      if (document.activeElement !== input) input.value = state.q;
      order.value = state.sort;
      chips.replaceChildren(...made);
      clear.hidden = clearThere.hidden = !isActive;
      saving.textContent = fill(words.download, { count });
      see.textContent = fill(words.see, { count });
      opener.textContent = words.filters + (made.length ? " · " + made.length : "");
      const view = state.show in look ? state.show : "list";
      explore.dataset.view = view;
      for (const [name, one] of Object.entries(look)) one.setAttribute("aria-pressed", String(name === view));
      said.textContent = "";
    },
  };
}
