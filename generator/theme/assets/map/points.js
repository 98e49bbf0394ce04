// Points, each kind in a layer of its own; many in one place are one sign with their number.
import { POPUP, popup } from "./popup.js";
import { ShapeIcon } from "./shapes.js";
import { fill, number } from "./text.js";

// Clusters of different kinds stand beside each other, not on top of each other.
export const OFFSETS = { project: [0, 0], site: [-26, 12], place: [12, -26], organisation: [26, 12], service: [-12, 26] };

function marker(view, feature) {
  const record = feature.properties;
  const [longitude, latitude] = feature.geometry.coordinates;
  const kind = view.words.kinds[record.kind] || record.kind;
  const named = fill(view.words.marker, { title: record.title, kind });
  const point = L.marker([latitude, longitude], {
    title: record.title,
    riseOnHover: true,
    icon: new ShapeIcon({
      kind: record.kind,
      record,
      sign: record.sign,
      label: record.sign ? record.sign + " " + named : named,
      className: "m-point m-" + record.kind,
      iconSize: [28, 28],
    }),
  });
  point.record = record;
  point.bindPopup(() => popup(view, record), POPUP);
  view.found.set(record.kind + "/" + record.id, point);
  return point;
}

function group(view, kind) {
  const label = view.words.kinds[kind] || kind;
  return L.markerClusterGroup({
    maxClusterRadius: kind === "place" ? 26 : 46,
    showCoverageOnHover: false,
    spiderfyDistanceMultiplier: 1.4,
    spiderLegPolylineOptions: { className: "m-leg", interactive: false },
    animate: !view.still,
    chunkedLoading: true,
    chunkInterval: 40,
    chunkDelay: 10,
    iconCreateFunction(cluster) {
      const count = number(cluster.getChildCount(), 0);
      const [x, y] = OFFSETS[kind] || [0, 0];
      return new ShapeIcon({
        kind,
        count,
        label: fill(view.words.cluster, { count, kind: label }),
        className: "m-cluster m-" + kind,
        iconSize: [40, 40],
        iconAnchor: [20 - x, 20 - y],
      });
    },
  });
}

/** Puts all points on the map, kind by kind; resolves to [kind, how many] once they are there. */
export function addPoints(view, features) {
  const byKind = new Map();
  for (const feature of features) {
    const kind = feature.properties.kind;
    if (!byKind.has(kind)) byKind.set(kind, []);
    byKind.get(kind).push(marker(view, feature));
  }
  const filled = [...byKind.keys()].map((kind) => new Promise((done) => {
    if (view.options.signed) {
      // The stops of a route are few, each is to be seen, and the Tab key takes them in their order.
      view.layers.set(kind, L.featureGroup(byKind.get(kind)).addTo(view.map));
      done();
      return;
    }
    const layer = group(view, kind);
    layer.options.chunkProgress = (now, all) => { if (now === all) setTimeout(done, 0); };
    layer.on("animationend spiderfied unspiderfied", view.scheduleLabels);
    view.layers.set(kind, layer.addTo(view.map));
    layer.addLayers(byKind.get(kind));
  }));
  return Promise.all(filled).then(() => [...byKind].map(([kind, points]) => [kind, points.length]));
}
