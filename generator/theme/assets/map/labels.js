// Names beside the points, as many as fit: aria-hidden, since every point carries its name.
import { OFFSETS } from "./points.js";
import { make } from "./shapes.js";

const MOST_LABELS = 60;

/* Boxes are [left, top, right, bottom]. */
function overlap(a, b) {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}

/** Prepares the panes; gives the function that has the names written again. `view.ground` are places without a sign. */
export function labels(view) {
  const { map, container } = view;
  const pane = map.createPane("labels");
  pane.setAttribute("aria-hidden", "true");
  map.createPane("rings").setAttribute("aria-hidden", "true");
  const ruler = document.createElement("canvas").getContext("2d");
  let timer = 0;

  function schedule() {
    clearTimeout(timer);
    timer = setTimeout(place, 120);
  }

  function place() {
    const style = getComputedStyle(pane);
    ruler.font = style.fontWeight + " " + style.fontSize + " " + style.fontFamily;
    const height = parseFloat(style.fontSize) * 1.35;
    const seen = L.bounds(map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize()));
    // Where the controls and the distances of the rings stand, no name can be read.
    const corner = container.getBoundingClientRect();
    const taken = [...container.querySelectorAll(".leaflet-control, .m-ring-label span")].map((element) => {
      const box = element.getBoundingClientRect();
      const from = map.containerPointToLayerPoint([box.left - corner.left, box.top - corner.top]);
      return [from.x, from.y, from.x + box.width, from.y + box.height];
    });
    const wanted = [];
    const shown = new Set();
    for (const element of container.querySelectorAll(".m-point, .m-cluster")) {
      const at = L.DomUtil.getPosition(element);
      if (!at || !seen.contains(at)) continue;
      const [x, y] = element.record ? [0, 0] : OFFSETS[element.kind] || [0, 0];
      const half = element.record ? 10 : 20;
      taken.push([at.x + x - half, at.y + y - half, at.x + x + half, at.y + y + half]);
      if (element.record) {
        shown.add(element.record);
        wanted.push({ record: element.record, at, gap: 13, rank: element.record.kind === "place" ? 1 : 0 });
      }
    }
    for (const { record, point } of view.ground) {
      const at = map.latLngToLayerPoint(point);
      if (!shown.has(record) && seen.contains(at)) wanted.push({ record, at, gap: 0, rank: 2 });
    }
    wanted.sort((a, b) => a.rank - b.rank || (b.record.weight || 0) - (a.record.weight || 0)
      || (a.record.id < b.record.id ? -1 : 1));
    pane.replaceChildren();
    for (const { record, at, gap, rank } of wanted.slice(0, MOST_LABELS * 2)) {
      if (pane.childElementCount >= MOST_LABELS) break;
      const width = Math.min(180, Math.ceil(ruler.measureText(record.title).width) + 4);
      const around = (by) => [[by, -height / 2], [-by - width, -height / 2], [-width / 2, -by - height], [-width / 2, by]];
      const places = gap ? around(gap) : [[-width / 2, -height / 2], ...around(22), ...around(40)];
      for (const [x, y] of places) {
        const box = [at.x + x, at.y + y, at.x + x + width, at.y + y + height];
        const inside = seen.contains([box[0] + 2, box[1]]) && seen.contains([box[2] - 2, box[3]]);
        if (!inside || taken.some((other) => overlap(box, other))) continue;
        taken.push(box);
        const label = make("span", "m-label" + (rank ? " m-label-place" : ""), record.title);
        if (record.lang) label.lang = record.lang;
        label.style.width = width + "px";
        L.DomUtil.setPosition(label, L.point(box[0], box[1]).round());
        pane.append(label);
        break;
      }
    }
  }

  map.on("zoomstart", () => pane.classList.add("m-away"));
  map.on("zoomend", () => pane.classList.remove("m-away"));
  map.on("moveend zoomend resize", schedule);
  return schedule;
}
