// The map of the selection: a frame of its own, read when it is opened, told which records to show.
import { button, create, fill, grouped } from "./dom.js";

const STEP = 100000;

/* The points of all records: of record n those from first[n] to first[n + 1], and whether they are its own. */
function laid(points) {
  const first = new Uint32Array(points.length + 1);
  const all = [];
  const isOwn = new Uint8Array(points.length);
  points.forEach((steps, record) => {
    isOwn[record] = steps.length % 2 ? 0 : 1;   // an odd number begins with the sign of "at its places"
    for (let at = steps.length % 2; at < steps.length; at += 2) all.push(steps[at] / STEP, steps[at + 1] / STEP);
    first[record + 1] = all.length / 2;
  });
  return { first, isOwn, all: Float64Array.from(all) };
}

/** Prepares the map in `room`; gives {show}. */
export function mapOf(room, address, files, { kind, words, mark, base, open }) {
  const note = create("p", { class: "x-note" });
  const opener = button(words.open_map, open, { class: "p-button p-button-quiet" });
  const box = create("div", { class: "x-map" }, opener);
  room.append(create("p", { class: "p-figure-title" }, words.map_title), box, note);
  let frame = null;
  let isReady = false;
  let points = null;
  let latest = null;

  async function load() {
    frame = create("iframe", { class: "x-frame", title: words.map_title, src: address });
    box.replaceChildren(frame);
    points = laid(await files.points());
    send();
  }

  function send() {
    if (!isReady || !points || !latest) return;
    const { first, isOwn, all } = points;
    const places = [];
    const records = [];
    let placed = 0;
    for (const record of latest) {
      if (first[record] < first[record + 1]) placed += 1;
      for (let at = first[record]; at < first[record + 1]; at += 1) {
        places.push(all[2 * at], all[2 * at + 1]);
        records.push(isOwn[record] ? record + 1 : -record - 1);
      }
    }
    frame.contentWindow.postMessage({
      explore: { kind, places: Float64Array.from(places), records: Int32Array.from(records) },
    }, location.origin);
    const missing = latest.length - placed;
    note.textContent = fill(words.map_note, { count: grouped(placed, mark) })
      + (missing ? " " + fill(words.map_missing, { count: grouped(missing, mark) }) : "");
  }

  addEventListener("message", async ({ data, source, origin }) => {
    if (!frame || source !== frame.contentWindow || origin !== location.origin || !data) return;
    if (data.explore === "ready") {
      isReady = true;
      send();
    } else if (data.explore === "names") {
      const rows = await files.rows(data.records);
      const named = rows.map(([first], index) => ({
        record: data.records[index], title: first.text, lang: first.lang, href: new URL(first.href, base).href,
      }));
      source.postMessage({ names: named }, origin);
    }
  });

  return {
    show(selection, isOpen) {
      latest = selection.records;
      if (isOpen && !frame) load();
      else send();
    },
  };
}
