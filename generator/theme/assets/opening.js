// Whether a place is open now, and whether what is said of it is too old to rely on.
//
// Read from the page:
//   <p data-opening='{…}' data-zone="Asia/Shanghai" data-due="2027-05-01" data-then="…">   is it open now
//   <small data-due="2027-05-01" data-then="Last confirmed …">                             said from that day on
// The data are those of generator/writing/opening_data.py. The clock is that of the place, wherever the reader is.
// Without this script the page says the hours in words, and when they were confirmed.
(function () {
  "use strict";
  const DAY = 1440;
  const words = JSON.parse(document.currentScript.dataset.words);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const clock = (minutes) =>
    String(Math.floor(minutes / 60) % 24).padStart(2, "0") + ":" + String(minutes % 60).padStart(2, "0");

  // Now on the clock of a place: the number of its day since 1970, and minutes from midnight.
  function localTime(zone) {
    const parts = {};
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    });
    for (const part of format.formatToParts(new Date())) parts[part.type] = Number(part.value);
    return { day: Date.UTC(parts.year, parts.month - 1, parts.day) / 86400000, minute: (parts.hour % 24) * 60 + parts.minute };
  }

  const isoDay = (day) => new Date(day * 86400000).toISOString().slice(0, 10);

  function holdsNth(date, weekday, number) {
    if ((date.getUTCDay() + 6) % 7 !== weekday) return false;
    const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    return number > 0
      ? Math.ceil(date.getUTCDate() / 7) === number
      : Math.ceil((length - date.getUTCDate() + 1) / 7) === -number;
  }

  // The hours of a day: dates go before exceptions, these before the nth weekday of a month, and that before seasons.
  function spansOf(data, day) {
    const date = new Date(day * 86400000);
    const weekday = (date.getUTCDay() + 6) % 7;
    const iso = isoDay(day);
    if (data.since && iso < data.since) return spansOf(data.before, day);
    for (const [first, last, days] of data.dates || []) {
      if (first <= iso && iso <= last && days[weekday]) return days[weekday];
    }
    const monthDay = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
    const holds = (seasons) => !seasons.length || seasons.some(([first, last]) =>
      first <= last ? first <= monthDay && monthDay <= last : monthDay >= first || monthDay <= last);
    const few = data.parts.find((one) => one.few && holds(one.in));
    if (few) return few.week[weekday];
    for (const [nthDay, number, spans, seasons] of [...(data.nth || [])].reverse()) {
      if (holds(seasons) && holdsNth(date, nthDay, number)) return spans;
    }
    const part = data.parts.find((one) => holds(one.in));
    return part ? part.week[weekday] : [];
  }

  // Spans of the days around `day`, in minutes of the local clock since 1970; what touches is one.
  function around(data, day, ahead) {
    let found = [];
    if (data.moments) {
      found = data.moments.filter(([start, end]) => end > (day - 1) * DAY && start < (day + ahead) * DAY);
    } else {
      for (let one = day - 2; one <= day + ahead; one += 1) {
        for (const [start, end, unsure] of spansOf(data, one)) found.push([one * DAY + start, one * DAY + end, unsure]);
      }
    }
    const joined = [];
    for (const [start, end, unsure] of found.sort((a, b) => a[0] - b[0])) {
      const before = joined[joined.length - 1];
      if (before && !before[2] === !unsure && start <= before[1]) before[1] = Math.max(before[1], end);
      else joined.push([start, end, unsure]);
    }
    return joined;
  }

  function say(data, zone) {
    const { day, minute } = localTime(zone);
    const now = day * DAY + minute;
    if (data.until && isoDay(day) > data.until) return null;
    const spans = around(data, day, 14);
    const time = clock(minute);
    const here = spans.filter(([start, end]) => start <= now && now < end);
    if (here.some((span) => span[2])) return { state: "unsure", text: fill(words.unsure, { now: time }) };
    if (here.length) {
      const until = here[0][1];
      if (until - now > 7 * DAY) return { state: "open", text: fill(words.open, { now: time }) };
      const key = until <= (day + 1) * DAY ? "open_until" : until <= (day + 2) * DAY ? "open_until_tomorrow" : "open";
      const shown = until === (day + 1) * DAY ? "24:00" : clock(until % DAY);
      return { state: "open", text: fill(words[key], { time: shown, now: time }) };
    }
    const next = spans.find(([start, , unsure]) => start > now && !unsure);
    if (data.otherwise) return { state: "unsure", text: fill(words.otherwise, { now: time }) };
    if (!next) return { state: "closed", text: fill(words.closed, { now: time }) };
    const ahead = Math.floor(next[0] / DAY) - day;
    const key = ahead === 0 ? "opens_today" : ahead === 1 ? "opens_tomorrow" : ahead < 7 ? "opens_weekday" : "opens_date";
    const date = new Date((day + ahead) * 86400000);
    const named = ahead < 7
      ? words.days[(date.getUTCDay() + 6) % 7]
      : new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: "UTC", month: "long", day: "numeric" }).format(date);
    return { state: "closed", text: fill(words[key], { time: clock(next[0] % DAY), day: named, now: time }) };
  }

  function update(element) {
    const zone = element.dataset.zone || "Asia/Shanghai";
    const today = isoDay(localTime(zone).day);
    let result = { state: "", text: element.dataset.plain };
    if (element.dataset.due && today >= element.dataset.due) {
      result = { state: "due", text: element.dataset.then };
    } else if (element.dataset.opening) {
      result = say(JSON.parse(element.dataset.opening), zone) || result;
    }
    // Only what changes is written: a live region is read out whenever it is touched.
    if (element.textContent !== result.text) element.textContent = result.text;
    if (result.state) element.dataset.state = result.state;
    else delete element.dataset.state;
  }

  const shown = [...document.querySelectorAll("[data-opening], [data-due]")];
  for (const element of shown) element.dataset.plain = element.textContent;
  const all = () => shown.forEach(update);
  all();
  setInterval(all, 20000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) all(); });
})();
