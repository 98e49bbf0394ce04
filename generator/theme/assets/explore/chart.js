// A small bar chart of the selection, drawn as drawing/charts/bars.py draws: its classes, its look, exact numbers.
import { create, fill, grouped } from "./dom.js";
import { nameOf } from "./facets.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 340, THICK = 13, LEADING = 22, LEFT = 132, RIGHT = 48;
const MOST = 12;

function draw(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

/* A name that keeps within the room beside its bar; wide letters count double. */
function fitted(text) {
  let room = 18.5;
  let kept = "";
  for (const letter of text) {
    room -= letter.codePointAt(0) > 0x2e7f ? 2 : 1.05;
    if (room < 0) return kept.slice(0, -1) + "…";
    kept += letter;
  }
  return text;
}

/** The options of a facet with their numbers in the selection, as a chart shows them: [[name, count]], the rest as one. */
export function bars(selection, facet, words) {
  const counts = selection.tally(facet);
  const isInOrder = ["years", "steps", "words"].includes(facet.sort);
  const isTop = (code) => facet.sort !== "places" || code === 0 || !hasRoot(facet, code);
  const codes = facet.options.map((_, index) => index + 1).filter((code) => counts[code] && isTop(code));
  if (!isInOrder) codes.sort((a, b) => counts[b] - counts[a] || a - b);
  if (counts[0]) codes.push(0);
  return codes.map((code) => [nameOf(facet, words, code), counts[code]]);
}

/* Of places, those directly below the top are compared: the top itself has everything. */
function hasRoot(facet, code) {
  let depth = 0;
  for (let at = facet.above[code - 1]; at && depth < 6; at = facet.above[at - 1]) depth += 1;
  return depth !== 1;
}

/** Draws into `room`: title, drawing, and a table of the same numbers. */
export function drawChart(room, selection, facet, words, mark) {
  const data = bars(selection, facet, words);
  // Of many years the last ones are drawn, of anything else the largest; the table has all.
  const shown = data.length <= MOST + 4 ? data : facet.sort === "years" ? data.slice(-MOST - 4) : data.slice(0, MOST);
  const title = fill(words.chart_title, { count: grouped(selection.records.length, mark), facet: facet.label });
  const most = Math.max(1, ...shown.map((one) => one[1]));
  const svg = draw("svg", {
    class: "c-chart c-bars", viewBox: `0 0 ${WIDTH} ${Math.max(1, shown.length) * LEADING}`, role: "img",
    "aria-label": title,
  });
  shown.forEach(([name, count], index) => {
    const top = index * LEADING;
    const width = count ? Math.max(1.5, (count / most) * (WIDTH - LEFT - RIGHT)) : 0;
    const bar = draw("rect", {
      class: "c-1", x: LEFT, y: top + 4, width: width.toFixed(1), height: THICK, "data-value": count,
    });
    bar.append(draw("title", {}, name + " " + count));
    svg.append(
      draw("text", { class: "c-label", "font-size": 13, "text-anchor": "end", x: LEFT - 8, y: top + 15 }, fitted(name)),
      bar,
      draw("text", { class: "c-value", "font-size": 13, x: LEFT + width + 6, y: top + 15 }, grouped(count, mark)));
  });
  const table = create("table", { class: "p-ledger p-ledger-narrow" },
    create("caption", { class: "p-hidden" }, title),
    create("thead", {}, create("tr", {}, create("th", { scope: "col" }, facet.label),
      create("th", { scope: "col", class: "p-num" }, words.number))),
    create("tbody", {}, ...data.map(([name, count]) => create("tr", {}, create("th", { scope: "row" }, name),
      create("td", { class: "p-num" }, create("data", { value: count }, grouped(count, mark)))))));
  const open = Boolean(room.querySelector("details[open]"));
  const rest = data.length - shown.length;
  const details = create("details", { class: "p-data", open }, create("summary", {}, words.numbers), table);
  const notes = [rest > 0 ? fill(words.chart_rest, { count: rest }) : "", words.chart_once].filter(Boolean);
  room.replaceChildren(create("p", { class: "p-figure-title" }, title), svg, details,
    create("figcaption", {}, notes.join(" · ")));
}
