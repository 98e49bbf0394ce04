// The inside of a map frame. `showRecords` is called by the map's own script (maps/<name>.js) with the Leaflet map and
// plain options: numbers and addresses. Words come from `data-words` of the frame, names and links from the GeoJSON
// file; both reach the page through textContent only.
import { addControls } from "./controls.js";
import { drawGround, drawRings } from "./ground.js";
import { labels } from "./labels.js";
import { addLines } from "./lines.js";
import { openLinked, watchPopups } from "./opening.js";
import { addPoints } from "./points.js";

const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
if (still) {
  L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });
}

/** Every place of a feature as [latitude, longitude]. */
function placesOf({ geometry }) {
  const listed = geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates;
  return listed.map((place) => [place[1], place[0]]);
}

window.showRecords = function (map, options) {
  const container = map.getContainer();
  const frame = container.closest("[data-words]");
  const status = document.getElementById("m-status");
  const words = JSON.parse(frame.dataset.words);
  // What the parts of the map share: `layers` by kind, `found` by "<kind>/<id>".
  const view = { map, options, container, frame, words, still, layers: new Map(), found: new Map(), ground: [] };
  view.say = (key) => {
    status.textContent = key ? words[key] : "";
    status.hidden = !key;
  };
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", frame.dataset.label);
  container.setAttribute("aria-describedby", "m-keyboard");
  view.scheduleLabels = labels(view);
  watchPopups(view);
  drawGround(view);
  view.say("loading");

  function show({ features }) {
    const places = features.flatMap(placesOf);
    const bounds = L.latLngBounds(places.length ? places : [options.centre || [0, 0]]);
    // The centre belongs in view, unless the records lie so far from it that they would shrink to a dot.
    if (options.centre && !options.signed && places.length && map.distance(bounds.getCenter(), options.centre) < 60000) {
      bounds.extend(options.centre);
    }
    map.fitBounds(bounds, { padding: [36, 36], maxZoom: 13, animate: false });
    if (!options.ground.tiles.length) drawRings(view, bounds);
    view.ground = features
      .filter((feature) => feature.properties.kind === "place" && feature.geometry.type === "Point")
      .map((feature) => ({ record: feature.properties, point: placesOf(feature)[0] }))
      .sort((a, b) => (b.record.weight || 0) - (a.record.weight || 0))
      .slice(0, 200);
    const lines = addLines(view, features.filter((feature) => feature.geometry.type !== "Point"));
    return addPoints(view, features.filter((feature) => feature.geometry.type === "Point")).then((points) => {
      const order = (entry) => options.kinds.indexOf(entry[0]);
      const counts = [...points, ...lines].sort((a, b) => order(a) - order(b));
      addControls(view, counts, bounds);
      view.say(places.length ? "" : "empty");
      addEventListener("hashchange", () => openLinked(view));
      openLinked(view);
      view.scheduleLabels();
      frame.dataset.state = "ready";
    });
  }

  fetch(options.data)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
    .then(show)
    .catch(() => {
      view.say("failed");
      frame.dataset.state = "failed";
    });
};
