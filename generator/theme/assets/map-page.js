// The page around a map frame: hands its own #<kind>/<id> to the frame, and shows in its address what was opened there.
(function () {
  "use strict";
  const frame = document.querySelector("iframe[data-map]");
  if (!frame) return;
  const address = frame.src.split("#")[0];
  const isRecord = (hash) => /^#[a-z]+\/[^/#]+$/.test(hash);

  function hand(first) {
    const hash = location.hash;
    if (!isRecord(hash)) return;
    if (first) {
      frame.loading = "eager";
      frame.src = address + hash;
    } else {
      // Replaced, so that the Back button leads through this page's own history and not twice through each point.
      frame.contentWindow.location.replace(address + hash);
    }
    frame.scrollIntoView({ block: "nearest" });
  }

  addEventListener("hashchange", () => hand(false));
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
    const hash = event.data && event.data.map;
    if (typeof hash === "string" && isRecord(hash) && hash !== location.hash) history.replaceState(null, "", hash);
  });
  hand(true);
})();
