// Exact sums, each of one basis, and amounts as the pages write them (generator/language.py).
import { grouped } from "./dom.js";

/** What stands for each record in lists, in fen: its first amount, unless `standing` says otherwise; else null. */
export function standingOf(money, field, count) {
  const column = money.sums.find((one) => one.field === field);
  const others = money.standing[field];
  const found = [];
  for (let record = 0, at = 0; record < count; at += column.each[record], record += 1) {
    found.push(record in others ? others[record] : column.each[record] ? column.fen[at] : null);
  }
  return found;
}

/** The sums of what is selected: [{basis, fen, step, amounts}], how many records were left out as parts, and foreign. */
export function sums(column, whole, records, count) {
  const first = new Uint32Array(count + 1);
  for (let record = 0; record < count; record += 1) first[record + 1] = first[record] + column.each[record];
  const bases = new Uint8Array(count);    // a bit for each basis that a selected record states
  for (const record of records) {
    for (let at = first[record]; at < first[record + 1]; at += 1) bases[record] |= 1 << column.basis[at];
  }
  // Money of a part stands in its whole: where both are selected and say it on one basis, it counts once.
  const above = (record) => {
    let found = 0;
    const seen = new Set([record]);
    for (let at = whole[record]; at && !seen.has(at - 1); at = whole[at - 1]) {
      found |= bases[at - 1];
      seen.add(at - 1);
    }
    return found;
  };
  const made = new Map();
  const parts = new Set();
  for (const record of records) {
    const covered = whole[record] ? above(record) : 0;
    for (let at = first[record]; at < first[record + 1]; at += 1) {
      const basis = column.basis[at];
      if (covered & (1 << basis)) {
        parts.add(record);
        continue;
      }
      if (!made.has(basis)) made.set(basis, { basis, exact: 0n, small: 0, step: 1, amounts: 0 });
      const sum = made.get(basis);
      const fen = column.fen[at];
      if (typeof fen === "string") {
        sum.exact += BigInt(fen);
      } else if (Math.abs(sum.small) + Math.abs(fen) > Number.MAX_SAFE_INTEGER) {
        sum.exact += BigInt(sum.small) + BigInt(fen);
        sum.small = 0;
      } else {
        sum.small += fen;
      }
      sum.step = Math.max(sum.step, column.step[at]);
      sum.amounts += 1;
    }
  }
  const selected = new Set(records);
  return {
    sums: [...made.values()].sort((a, b) => a.basis - b.basis)
      .map(({ basis, exact, small, step, amounts }) => ({ basis, fen: exact + BigInt(small), step, amounts })),
    parts: parts.size,
    foreign: column.foreign.filter((record) => selected.has(record)).length,
  };
}

/** An amount of fen (BigInt) as [before, digits, unit]: the largest multiple that needs at most two decimals. */
export function written(fen, step, how) {
  const sign = fen < 0n ? "-" : "";
  const all = fen < 0n ? -fen : fen;
  for (const [power, name] of how.multiples) {
    const one = 10n ** BigInt(power) * 100n;
    if (all < one || (all * 100n) % one) continue;
    const hundredths = (all * 100n) / one;
    const stepPower = /^10*$/.test(String(step)) ? String(step).length - 3 : 0;
    const wanted = Math.max(0, power - stepPower);
    return [how.lead, sign + decimal(hundredths, wanted <= 2 ? wanted : 0, how), name + how.unit];
  }
  return [how.lead, sign + decimal(all, all % 100n ? 2 : 0, how), how.unit];
}

/* Hundredths as a number with as many decimals as it needs, and at least so many. */
function decimal(hundredths, least, how) {
  const cents = String(hundredths % 100n).padStart(2, "0");
  let places = cents === "00" ? 0 : cents.endsWith("0") ? 1 : 2;
  places = Math.max(places, least);
  const whole = grouped(hundredths / 100n, how.group);
  return places ? whole + "." + cents.slice(0, places) : whole;
}
