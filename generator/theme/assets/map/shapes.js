// The signs on the map: a shape for each kind of record, numbers in clusters and on the stops of a route.
const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  project: "M4 4h16v16H4z",
  site: "M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18z",
  place: "M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16z",
  organisation: "M12 1l11 11-11 11L1 12z",
  service: "M12 2l10 8v11H2V10z",
  route: "M2 19l6-11 7 7 7-11",
  other: "M12 2l11 19H1z",
};

/** An element with a class and a text, where they are given. */
export function make(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

/** The sign of a kind. */
export function shape(kind) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "m-shape m-shape-" + (kind in SHAPES ? kind : "other"));
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[kind] || SHAPES.other);
  svg.append(path);
  return svg;
}

/** An icon that carries its name for those who hear the page; Leaflet sets `alt` on images only. */
export const ShapeIcon = L.DivIcon.extend({
  createIcon() {
    const element = make("div");
    if (this.options.sign) element.append(make("span", "m-sign", this.options.sign));
    else element.append(shape(this.options.kind));
    if (this.options.count) element.append(make("span", "m-count", this.options.count));
    this._setIconStyles(element, "icon");
    element.setAttribute("aria-label", this.options.label);
    element.record = this.options.record;
    element.kind = this.options.kind;
    return element;
  },
});
