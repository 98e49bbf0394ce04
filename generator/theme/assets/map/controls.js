// Buttons and the list of what is shown.
import { make, shape } from "./shapes.js";
import { fill, number } from "./text.js";

const NARROW = 600;

/** Moves the map so that everything is in view. */
export function fit({ map, still }, bounds) {
  map.fitBounds(bounds, { padding: [36, 36], maxZoom: 13, animate: !still });
}

function panel(view, counts) {
  const { map, container, words, layers } = view;
  const details = make("details", "m-layers leaflet-bar");
  details.open = container.clientWidth >= NARROW;
  details.append(make("summary", "", words.layers));
  const set = make("fieldset");
  set.append(make("legend", "m-hidden", words.layers));
  for (const [kind, count] of counts) {
    const label = make("label");
    const box = make("input");
    box.type = "checkbox";
    box.checked = true;
    box.value = kind;
    box.addEventListener("change", () => {
      if (box.checked) map.addLayer(layers.get(kind)); else map.removeLayer(layers.get(kind));
      view.scheduleLabels();
    });
    label.append(box, shape(kind), (words.kinds[kind] || kind) + " ");
    label.append(make("span", "m-number", number(count, 0)));
    set.append(label);
  }
  details.append(set);
  L.DomEvent.disableClickPropagation(details);
  L.DomEvent.disableScrollPropagation(details);
  return details;
}

/** Puts a control of ours on the map. */
function put(map, position, element) {
  const Control = L.Control.extend({ options: { position }, onAdd: () => element });
  new Control().addTo(map);
}

/** Leaflet's scale, in the words of the page. */
const Scale = L.Control.Scale.extend({
  _updateMetric(most) {
    const metres = this._getRoundNum(most);
    const { words } = this.options;
    const text = metres < 1000 ? fill(words.metres, { n: metres }) : fill(words.kilometres, { n: metres / 1000 });
    this._updateScale(this._mScale, "", metres / most);
    this._mScale.textContent = text;
  },
});

/** Zoom, "show all", scale, and the layers where there is more than one; `counts` are [kind, how many]. */
export function addControls(view, counts, bounds) {
  const { map, words } = view;
  L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out, zoomOutText: "\u2212" }).addTo(map);
  if (counts.reduce((sum, entry) => sum + entry[1], 0) > 1) {
    const bar = make("div", "leaflet-bar");
    const button = make("button", "m-all", words.show_all);
    button.type = "button";
    button.addEventListener("click", () => fit(view, bounds));
    bar.append(button);
    L.DomEvent.disableClickPropagation(bar);
    put(map, "topleft", bar);
  }
  new Scale({ words, imperial: false, position: "bottomright", maxWidth: 110 }).addTo(map);
  if (counts.length > 1) put(map, "topright", panel(view, counts));
}
