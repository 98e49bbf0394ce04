// Colours, text size and contrast as the reader has chosen them, remembered in this browser only.
// Loaded in the head without `defer`: the choice is on the page before anything is painted.
// Stored under "display" as {"theme": "auto|light|dark", "text": "normal|large", "contrast": "normal|high"};
// shown as data-theme (always "light" or "dark"), data-text and data-contrast on <html>. Frames of this site may
// listen to the "storage" event, or read the same entry.
(function () {
  "use strict";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const more = matchMedia("(prefers-contrast: more)");

  function read() {
    try {
      return JSON.parse(localStorage.getItem("display")) || {};
    } catch (error) {
      return {};  // storage is closed to us, or holds something else: the page is simply shown as it comes
    }
  }

  let choice = read();

  function value(name) {
    if (name === "contrast" && !choice.contrast) return more.matches ? "high" : "normal";
    return choice[name] || { theme: "auto", text: "normal" }[name];
  }

  function show() {
    const theme = value("theme");
    root.dataset.theme = theme === "auto" ? (dark.matches ? "dark" : "light") : theme;
    root.dataset.text = value("text");
    root.dataset.contrast = value("contrast");
    for (const button of document.querySelectorAll("[data-display]")) {
      button.setAttribute("aria-pressed", String(value(button.dataset.display) === button.dataset.value));
    }
  }

  root.classList.replace("no-js", "js");
  show();
  dark.addEventListener("change", show);
  more.addEventListener("change", show);
  addEventListener("storage", () => { choice = read(); show(); });

  addEventListener("DOMContentLoaded", () => {
    show();
    for (const button of document.querySelectorAll("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => print());
    }
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-display]");
      if (button) {
        choice[button.dataset.display] = button.dataset.value;
        try {
          localStorage.setItem("display", JSON.stringify(choice));
        } catch (error) {
          // not remembered, but shown
        }
        show();
      }
      for (const open of document.querySelectorAll("[data-popover][open]")) {
        if (!open.contains(event.target)) open.open = false;
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      for (const open of document.querySelectorAll("[data-popover][open]")) {
        const held = open.contains(document.activeElement);
        open.open = false;
        if (held) open.querySelector("summary").focus();
      }
    });
    document.addEventListener("focusout", (event) => {
      const open = event.target.closest("[data-popover][open]");
      if (open && event.relatedTarget && !open.contains(event.relatedTarget)) open.open = false;
    });
  });
})();
