// Exactly what is selected, as files: the lines of the published ones, unchanged, made in the browser.

/** Rows of a CSV (RFC 4180) with their line ends; a line end within quotes is part of a row. */
export function rowsOfCsv(text) {
  const rows = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === 34) quoted = !quoted;
    else if (sign === 10 && !quoted) {
      rows.push(text.slice(start, at + 1));
      start = at + 1;
    }
  }
  if (start < text.length) rows.push(text.slice(start));
  return rows;
}

/** The published CSV with only the rows of these ids, in its own order: same mark, columns, quotes and line ends. */
export function chosenCsv(text, ids) {
  const [head, ...rows] = rowsOfCsv(text);
  return head + rows.filter((row) => ids.has(/^"?([^",]*)/.exec(row)[1])).join("");
}

/** The published GeoJSON with only the features of these ids; a feature is a line of it. */
export function chosenGeojson(text, ids, kind) {
  const lines = text.split("\n").filter((line) => line.startsWith('{"type":"Feature",'));
  const kept = lines.map((line) => line.replace(/,$/, "")).filter((line) => {
    const id = JSON.parse(line).id;
    return id.startsWith(kind + "/") && ids.has(id.slice(kind.length + 1));
  });
  return '{"type":"FeatureCollection","features":[\n' + kept.join(",\n") + "\n]}\n";
}

/** Reads a file as text, its byte order mark included. */
async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(address + ": " + answer.status);
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
}

/** Saves what is selected of a published file under a name that says how many there are. */
export async function save(address, ids, kind) {
  const isTable = address.endsWith(".csv");
  const text = await read(address);
  const chosen = isTable ? chosenCsv(text, ids) : chosenGeojson(text, ids, kind);
  const blob = new Blob([chosen], { type: isTable ? "text/csv;charset=utf-8" : "application/geo+json" });
  const [stem, ending] = address.split("/").pop().split(".");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${stem}-${ids.size}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
