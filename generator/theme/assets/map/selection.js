// The inside of the map of a list: shows the records that the page around it has selected. Called like `main.js`.
// Points are put together by the grid of the screen, so that there are never more signs than fit on it.
import { addControls } from "./controls.js";
import { drawGround, drawRings } from "./ground.js";
import { make, ShapeIcon } from "./shapes.js";
import { fill, number } from "./text.js";

const CELL = 56;
const SIGN = 40; // Pixels from one sign to the next, so that none covers another.
const MOST_NAMED = 12;
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
if (still) {
  L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });
}

window.showRecords = function (map, options) {
  const container = map.getContainer();
  const frame = container.closest("[data-words]");
  const words = JSON.parse(frame.dataset.words);
  const status = document.getElementById("m-status");
  const view = { map, options, container, frame, words, still, layers: new Map(), scheduleLabels() {} };
  view.say = (key) => {
    status.textContent = key ? words[key] : "";
    status.hidden = !key;
  };
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", frame.dataset.label);
  container.setAttribute("aria-describedby", "m-keyboard");
  map.createPane("rings").setAttribute("aria-hidden", "true");
  drawGround(view);
  view.say("loading");
  const signs = L.layerGroup().addTo(map);
  const drawn = new Map();      // key of a sign → its marker
  const names = new Map();      // record → {title, href, lang}
  let kind = options.kinds[0];
  let places = new Float64Array();
  let records = new Int32Array();
  let isFirst = true;
  let waiting = 0;

  // What stands together on the screen: key → {lat, lon, records, own}.
  function cells() {
    const zoom = map.getZoom();
    const bounds = map.getBounds().pad(0.25);
    const [south, north, west, east] = [bounds.getSouth(), bounds.getNorth(), bounds.getWest(), bounds.getEast()];
    const scale = 256 * 2 ** zoom;
    const found = new Map();
    for (let at = 0; at < records.length; at += 1) {
      const lat = places[2 * at], lon = places[2 * at + 1];
      if (lat < south || lat > north || lon < west || lon > east) continue;
      const sine = Math.sin((lat * Math.PI) / 180);
      const x = Math.floor(((lon / 360 + 0.5) * scale) / CELL);
      const y = Math.floor(((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * scale) / CELL);
      const isOwn = records[at] > 0;
      const key = zoom + "/" + x + "/" + y + (isOwn ? "" : "/");
      let cell = found.get(key);
      if (!cell) found.set(key, cell = { lat: 0, lon: 0, points: 0, records: [], isOwn, first: lat + "," + lon, one: true });
      cell.lat += lat;
      cell.lon += lon;
      if (cell.first !== lat + "," + lon) cell.one = false;
      cell.points += 1;
      // Several places of one record in one cell are one record there; they follow each other.
      const record = Math.abs(records[at]) - 1;
      if (cell.records[cell.records.length - 1] !== record) cell.records.push(record);
    }
    return apart(found);
  }

  // Two cells may hold points that lie a few pixels from each other: they become one, the fuller one's.
  function apart(found) {
    const kept = new Map();
    for (const [key, cell] of [...found].sort((one, other) => other[1].points - one[1].points)) {
      const at = map.latLngToContainerPoint([cell.lat / cell.points, cell.lon / cell.points]);
      const near = [...kept.values()].find((other) => other.cell.isOwn === cell.isOwn && other.at.distanceTo(at) < SIGN);
      if (!near) {
        kept.set(key, { cell, at });
        continue;
      }
      const { cell: into } = near;
      into.lat += cell.lat;
      into.lon += cell.lon;
      into.points += cell.points;
      into.one = false;
      into.records = [...new Set(into.records.concat(cell.records))];
    }
    return new Map([...kept].map(([key, { cell }]) => [key, cell]));
  }

  function sign(cell) {
    const count = cell.records.length;
    const label = words.kinds[kind] || kind;
    const text = number(count, 0);
    const marker = L.marker([cell.lat / cell.points, cell.lon / cell.points], {
      riseOnHover: true,
      icon: new ShapeIcon({
        kind, count: count > 1 ? text : "",
        label: count > 1 ? fill(words.cluster, { count: text, kind: label }) : label,
        className: (count > 1 ? "m-cluster" : "m-point") + " m-" + kind + (cell.isOwn ? "" : " m-at-place") + (count > 999 ? " m-many" : ""),
        iconSize: count > 999 ? [50, 50] : count > 1 ? [40, 40] : [28, 28],
      }),
    });
    marker.cell = cell;
    marker.on("click", () => open(marker));
    return marker;
  }

  function open(marker) {
    const { cell } = marker;
    const isSplit = !cell.one && map.getZoom() < map.getMaxZoom();
    if (isSplit) {
      map.setView(marker.getLatLng(), Math.min(map.getMaxZoom(), map.getZoom() + 2), { animate: !still });
      return;
    }
    marker.unbindPopup();
    marker.bindPopup(() => inside(cell), { minWidth: 180, maxWidth: 270, autoPanPadding: [14, 14] }).openPopup();
    ask(cell.records.slice(0, MOST_NAMED)).then(() => {
      if (marker.getPopup() && marker.isPopupOpen()) marker.getPopup().setContent(inside(cell));
    });
  }

  function inside(cell) {
    const box = make("div", "m-popup");
    box.append(make("p", "m-kind", (words.kinds[kind] || kind) + " · " + number(cell.records.length, 0)));
    for (const record of cell.records.slice(0, MOST_NAMED)) {
      const known = names.get(record);
      if (!known) continue;
      const link = make("a", "", known.title);
      link.href = known.href;
      link.target = "_top";
      if (known.lang) link.lang = known.lang;
      const line = make("p", "m-name");
      line.append(link);
      box.append(line);
    }
    if (cell.records.length > MOST_NAMED) box.append(make("p", "m-note", "+ " + number(cell.records.length - MOST_NAMED, 0)));
    return box;
  }

  /* The names of records, from the page around. */
  const asked = [];
  function ask(wanted) {
    const unknown = wanted.filter((record) => !names.has(record));
    if (!unknown.length) return Promise.resolve();
    parent.postMessage({ explore: "names", records: unknown }, location.origin);
    return new Promise((done) => { asked.push({ unknown, done }); });
  }

  function draw() {
    const found = cells();
    for (const [key, marker] of drawn) {
      const cell = found.get(key);
      if (cell && cell.records.length === marker.cell.records.length && cell.records[0] === marker.cell.records[0]) {
        marker.cell = cell;
        found.delete(key);
      } else if (!marker.isPopupOpen()) {
        signs.removeLayer(marker);
        drawn.delete(key);
      }
    }
    for (const [key, cell] of found) {
      if (drawn.has(key)) signs.removeLayer(drawn.get(key));
      const marker = sign(cell);
      drawn.set(key, marker);
      signs.addLayer(marker);
    }
    clearTimeout(waiting);
    waiting = setTimeout(nameSingles, 250);
  }

  /* Those that stand alone carry their names, once the map has come to rest. */
  function nameSingles() {
    const alone = [...drawn.values()].filter((marker) => marker.cell.records.length === 1).slice(0, 40);
    ask(alone.map((marker) => marker.cell.records[0])).then(() => {
      for (const marker of alone) {
        const known = names.get(marker.cell.records[0]);
        if (!known || !marker.getElement()) continue;
        marker.getElement().title = known.title;
        marker.getElement().setAttribute("aria-label",
          fill(words.marker, { title: known.title, kind: words.kinds[kind] || kind }));
      }
    });
  }

  container.addEventListener("keydown", (event) => {
    const icon = event.target.closest(".m-point, .m-cluster");
    if (!icon || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    icon.click();
  });
  map.on("moveend zoomend resize", draw);
  addEventListener("message", ({ data, source, origin }) => {
    if (source !== parent || origin !== location.origin || !data) return;
    if (data.names) {
      for (const one of data.names) names.set(one.record, one);
      for (let at = asked.length - 1; at >= 0; at -= 1) {
        if (asked[at].unknown.every((record) => names.has(record))) asked.splice(at, 1)[0].done();
      }
    }
    if (typeof data.explore !== "object") return;
    ({ kind, places, records } = data.explore);
    view.say(records.length ? "" : "empty");
    map.closePopup();
    if (isFirst && records.length) {
      isFirst = false;
      const bounds = L.latLngBounds([]);
      for (let at = 0; at < records.length; at += 1) bounds.extend([places[2 * at], places[2 * at + 1]]);
      map.fitBounds(bounds, { padding: [36, 36], maxZoom: 13, animate: false });
      if (!options.ground.tiles.length) drawRings(view, bounds);
      addControls(view, [[kind, records.length]], bounds);
    }
    draw();
    frame.dataset.state = "ready";
  });
  if (parent === window) {  // opened by itself: nobody selects anything
    view.say("empty");
    return;
  }
  parent.postMessage({ explore: "ready" }, location.origin);
};
