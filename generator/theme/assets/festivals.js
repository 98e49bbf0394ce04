/* How far off the dates of a page are, by the day that it is at the festival. Without this script the dates stand as
   they were written on the day of the build, and nothing is missing. */
(function () {
  "use strict";
  var script = document.currentScript;
  var words = JSON.parse((script && script.dataset.words) || "{}");

  function today(zone) {
    // en-CA writes a date as 2027-02-13.
    try {
      return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date());
    } catch (error) {
      return "";
    }
  }

  function days(from, to) {
    return Math.round((Date.parse(to + "T00:00:00Z") - Date.parse(from + "T00:00:00Z")) / 86400000);
  }

  function said(from, to, now) {
    if (now > to) return words.over;
    if (now === from) return words.today;
    if (now > from) return words.running;
    var ahead = days(now, from);
    // Nobody counts the days to the year after next.
    if (ahead > 366) return "";
    return ahead === 1 ? words.tomorrow : words.in_days.replace("{days}", String(ahead));
  }

  function mark(list) {
    var now = today(list.dataset.festivals);
    if (!/^\d{4}-\d\d-\d\d$/.test(now) || !words.today) return;
    list.querySelectorAll("[data-from]").forEach(function (item) {
      var over = now > item.dataset.to;
      item.classList.toggle("f-over", over);
      var count = item.querySelector(":scope > .f-when > .f-count");
      if (count) count.textContent = said(item.dataset.from, item.dataset.to, now);
    });
    if (list.dataset.show) {
      var left = Number(list.dataset.show);
      Array.prototype.forEach.call(list.children, function (item) {
        var shown = !item.classList.contains("f-over") && left > 0;
        item.classList.toggle("f-kept", !shown);
        if (shown) left -= 1;
      });
    }
    var cell = list.querySelector('[data-day="' + now + '"]');
    if (cell) {
      cell.classList.add("f-today");
      cell.setAttribute("aria-current", "date");
    }
  }

  document.querySelectorAll("[data-festivals]").forEach(mark);
})();
