// The files behind a list: JSON in gzip, unpacked by the browser. Each is read once, when it is first wanted.

const ROWS_EACH = 24;   // as in writing/explore/shards.py

/** Whether this browser can unpack what the site sends. */
export const isAble = () => typeof DecompressionStream === "function";

async function unpack(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(address + ": " + answer.status);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  // A server that takes the file for a compressed answer has had the browser unpack it already.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return JSON.parse(new TextDecoder().decode(bytes));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/** All files of one list; `own` is the folder of its language, `shared` that of all. */
export class Files {
  constructor(own, shared) {
    this.own = own;
    this.shared = shared;
    this.known = new Map();
  }

  read(folder, name) {
    const address = folder + name + ".bin";
    if (!this.known.has(address)) {
      const reading = unpack(address);
      reading.catch(() => this.known.delete(address));  // so that it can be tried again
      this.known.set(address, reading);
    }
    return this.known.get(address);
  }

  labels() { return this.read(this.own, "labels"); }
  columns() { return this.read(this.shared, "columns"); }
  money() { return this.read(this.shared, "money"); }
  ids() { return this.read(this.shared, "ids"); }
  points() { return this.read(this.shared, "points"); }

  /** The rows of these records, by their numbers, in the same order. */
  async rows(numbers) {
    const wanted = [...new Set(numbers.map((number) => Math.floor(number / ROWS_EACH)))];
    const shards = new Map(await Promise.all(
      wanted.map(async (shard) => [shard, await this.read(this.own, "rows-" + shard)])));
    return numbers.map((number) => shards.get(Math.floor(number / ROWS_EACH))[number % ROWS_EACH]);
  }

  /** Everything of one sort that is cut into files, put together. */
  async all(name, count, each) {
    const files = Array.from({ length: Math.ceil(count / each) }, (_, shard) => this.read(this.own, name + "-" + shard));
    return (await Promise.all(files)).flat();
  }

  texts(count) { return this.all("texts", count, 2000); }
  async titles(count) { return (await this.all("rows", count, ROWS_EACH)).map((row) => row[0].text); }
}
