// What lies under the records: the operator's tiles or outlines, else circles around the centre.
import { make } from "./shapes.js";
import { fill, number } from "./text.js";

/** Tiles, and outlines where there are some. */
export function drawGround({ map, options, say }) {
  const ground = options.ground;
  for (const address of ground.tiles) {
    L.tileLayer(address, {
      subdomains: ground.subdomains || "a",
      minNativeZoom: ground.min_zoom,
      maxNativeZoom: ground.max_zoom,
      maxZoom: map.getMaxZoom(),
    }).addTo(map);
  }
  if (ground.outlines) {
    fetch(ground.outlines)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
      .then((data) => {
        L.geoJSON(data, {
          interactive: false,
          style: { className: "m-outline" },
          pointToLayer: (feature, place) => L.circleMarker(place, { radius: 2, className: "m-outline" }),
        }).addTo(map).bringToBack();
      })
      .catch(() => say("ground_failed"));
  }
}

/** Circles at round distances from the centre, and how far each is. */
export function drawRings({ map, options, words }, bounds) {
  if (!options.centre) return;
  const corners = [bounds.getSouthWest(), bounds.getNorthWest(), bounds.getNorthEast(), bounds.getSouthEast()];
  const farthest = Math.max(...corners.map((corner) => map.distance(corner, options.centre)));
  const radii = [1, 2, 5, 10, 20, 50, 100, 200, 500].filter((radius) => radius * 1000 <= farthest * 1.5).slice(-3);
  for (const radius of radii) {
    L.circle(options.centre, { radius: radius * 1000, interactive: false, className: "m-ring" }).addTo(map);
    const north = [options.centre[0] + radius / 111.2, options.centre[1]];
    const label = make("span", "", fill(words.kilometres, { n: number(radius, 0) }));
    L.marker(north, {
      interactive: false,
      keyboard: false,
      pane: "rings",
      icon: L.divIcon({ className: "m-ring-label", html: label, iconSize: [80, 18] }),
    }).addTo(map);
  }
}
