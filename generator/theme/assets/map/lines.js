// Routes: a line where the way is known, a dashed one that joins stops in their order, and where there is no order
// rings around the places it names, with no line between them.
import { POPUP, popup } from "./popup.js";
import { fill } from "./text.js";

const flipped = ([longitude, latitude]) => [latitude, longitude];

function drawn(feature) {
  const record = feature.properties;
  const { type, coordinates } = feature.geometry;
  if (type === "MultiPoint") {
    return L.featureGroup(coordinates.map((place) => L.circleMarker(flipped(place), {
      radius: 17, className: "m-route-ring",
    })));
  }
  const places = coordinates.map(flipped);
  return L.featureGroup([
    L.polyline(places, { className: "m-route-edge", interactive: false }),
    L.polyline(places, { className: "m-route" + (record.joined ? " m-route-joined" : "") }),
    // A thin line is hard to hit with a thumb.
    L.polyline(places, { className: "m-route-touch", weight: 22 }),
  ]);
}

function opens(view, layer, record) {
  layer.eachLayer((part) => {
    const element = part.getElement && part.getElement();
    if (!element || part.options.className === "m-route" || part.options.interactive === false) return;
    element.route = layer;
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", fill(view.words.marker, {
      title: record.title, kind: view.words.kinds[record.kind] || record.kind,
    }));
  });
  // One of several rings is enough for the keyboard: they open the same.
  layer.getLayers().slice(0, -1).forEach((part) => {
    const element = part.getElement && part.getElement();
    if (element) element.removeAttribute("tabindex");
  });
}

/** Puts all routes on the map in one layer; gives [kind, how many] where there are some. */
export function addLines(view, features) {
  if (!features.length) return [];
  const kind = features[0].properties.kind;
  const layer = L.featureGroup().addTo(view.map);
  for (const feature of features) {
    const record = feature.properties;
    const route = drawn(feature);
    route.record = record;
    route.bindPopup(() => popup(view, record), POPUP);
    layer.addLayer(route);
    route.eachLayer((part) => { part.record = record; });
    opens(view, route, record);
    route.on("add", () => opens(view, route, record));
    view.found.set(record.kind + "/" + record.id, route);
  }
  view.layers.set(kind, layer);
  return [[kind, features.length]];
}
