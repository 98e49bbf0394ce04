// Saving pages for offline use: registers the service worker, says what is kept and how large, saves and removes.
// Nothing is asked for before the reader opens the box, but what this page has loaded may be kept.
(function () {
  "use strict";
  const box = document.querySelector("[data-offline]");
  if (!box) return;
  const words = JSON.parse(box.dataset.words);
  const root = new URL(box.dataset.root.replace(/\/*$/, "/"), location.href);
  const { group, all } = box.dataset;
  const lang = document.documentElement.lang;

  if (!("serviceWorker" in navigator) || !isSecureContext) {
    const line = document.createElement("p");
    line.className = "p-offline p-offline-unable";
    line.textContent = words.unable;
    box.replaceWith(line);
    return;
  }

  const body = box.appendChild(document.createElement("div"));
  const rows = body.appendChild(document.createElement("ul"));
  const status = body.appendChild(document.createElement("p"));
  rows.className = "p-offline-rows";
  status.className = "p-offline-status";
  status.setAttribute("role", "status");

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const date = (text) => new Intl.DateTimeFormat(lang, { dateStyle: "medium" }).format(new Date(text));
  function size(bytes) {
    const mega = bytes >= 1e6;
    const format = { style: "unit", unit: mega ? "megabyte" : "kilobyte", maximumFractionDigits: mega ? 1 : 0 };
    return new Intl.NumberFormat(lang, format).format(mega ? bytes / 1e6 : Math.max(1, Math.round(bytes / 1e3)));
  }

  // A question to the worker; what it says on the way goes to `heard`.
  async function ask(task, what, heard) {
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve, reject) => {
      port1.onmessage = ({ data }) => {
        if (data.progress) heard?.(data.progress);
        else if (data.error) reject(new Error(data.error));
        else resolve(data.result);
      };
      active.postMessage({ task, ...what }, [port2]);
    });
  }

  function row(text, label, act) {
    const item = rows.appendChild(document.createElement("li"));
    item.appendChild(document.createElement("span")).textContent = text;
    const button = item.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "p-button p-button-quiet";
    button.textContent = label;
    // Which of several buttons that say the same.
    button.setAttribute("aria-label", `${label} · ${text}`);
    button.addEventListener("click", async () => {
      for (const other of rows.querySelectorAll("button")) other.disabled = true;
      try {
        await act();
      } catch (error) {
        status.textContent = error.message === "full" ? words.full : words.failed;
      }
      await show();
    });
  }

  async function show() {
    const known = await ask("state");
    let plan = null;
    try {
      const response = await fetch(new URL("assets/offline.json", root), { cache: "no-cache" });
      if (response.ok) plan = await response.json();
    } catch (error) {
      // without a network there is nothing to save, but what is kept can be shown
    }
    rows.replaceChildren();
    const kept = Object.keys(known.groups);
    for (const [name, text] of [[group, words.here], [all, words.all]]) {
      const found = plan && plan.groups[name];
      if (!found || kept.includes(name) || (name !== all && kept.includes(all))) continue;
      row(fill(text, { files: found.files.length, size: size(found.bytes) }), words.save, async () => {
        navigator.storage?.persist?.();
        const title = name === all ? words.everything : box.dataset.title;
        await ask("save", { group: name, title }, (step) => { status.textContent = fill(words.saving, step); });
        status.textContent = words.saved;
      });
    }
    for (const name of kept) {
      const { title, saved, bytes } = known.groups[name];
      row(fill(words.since, { title, date: date(saved), size: size(bytes) }), words.remove, async () => {
        await ask("remove", { group: name });
        status.textContent = words.removed;
      });
    }
    if (known.visited.files) {
      const { files, bytes } = known.visited;
      row(fill(words.visited, { files, size: size(bytes) }), words.remove, async () => {
        await ask("clear");
        status.textContent = words.removed;
      });
    }
    if (!plan && !status.textContent) status.textContent = words.offline;
  }

  let asked = false;
  box.addEventListener("toggle", async () => {
    if (!box.open || asked) return;
    asked = true;
    status.textContent = words.reading;
    try {
      await show();
      if (status.textContent === words.reading) status.textContent = "";
    } catch (error) {
      status.textContent = words.failed;
    }
  });

  addEventListener("load", async () => {
    try {
      const had = navigator.serviceWorker.controller;
      await navigator.serviceWorker.register(new URL("sw.js", root), { scope: root.pathname });
      if (had) return;
      const urls = performance.getEntriesByType("resource").map((entry) => entry.name);
      await ask("visited", { urls: [location.href, ...urls].filter((url) => url.startsWith(root.href)) });
    } catch (error) {
      // a browser that keeps nothing, in private windows for instance: the page is whole without
    }
  });
})();
