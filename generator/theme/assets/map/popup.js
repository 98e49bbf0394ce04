// What a point or a line says of itself when it is opened.
import { make, shape } from "./shapes.js";
import { fill, length } from "./text.js";

export const POPUP = { minWidth: 180, maxWidth: 270, autoPanPadding: [14, 14], offset: [0, -4] };

/** The contents of a popup. */
export function popup({ options, words, frame }, record) {
  const box = make("div", "m-popup");
  const kind = make("p", "m-kind");
  kind.append(shape(record.kind), words.kinds[record.kind] || record.kind);
  if (record.group) kind.append(" · " + record.group);
  const link = make("a", "", record.title);
  link.href = options.root + record.url;
  link.target = "_top";
  if (record.lang) link.lang = record.lang;
  const title = make("p", "m-name");
  title.append(link);
  box.append(kind, title);
  if (record.summary) box.append(make("p", "m-summary", record.summary));
  if (record.distance_m >= 50 && frame.dataset.centre) {
    box.append(make("p", "m-note", fill(words.distance, {
      centre: frame.dataset.centre,
      distance: length(words, record.distance_m),
      direction: words["direction_" + record.direction],
    })));
  }
  if (record.precision_m >= 50) {
    box.append(make("p", "m-note", fill(words.precision, { distance: length(words, record.precision_m) })));
  }
  return box;
}
