// Opening a record: by its address, by mouse or finger, by keyboard.

/** Follows #<kind>/<id>, given to this frame or passed on by the page around it (map-page.js). */
export function openLinked(view) {
  const { map, container, layers, found } = view;
  let id;
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch (error) {
    return;  // not one of our addresses
  }
  const target = found.get(id);
  if (!target) return;
  const layer = layers.get(target.record.kind);
  if (!map.hasLayer(layer)) {
    map.addLayer(layer);
    for (const box of container.querySelectorAll(".m-layers input")) box.checked = map.hasLayer(layers.get(box.value));
  }
  if (target.getLatLng) {
    reveal(view, layer, target);
  } else {
    map.fitBounds(target.getBounds(), { padding: [48, 48], maxZoom: 15, animate: false });
    target.openPopup();
  }
}

/* Zooms as far as the point stands by itself, or fans out those that share its place, and opens it. */
function reveal({ map }, layer, point) {
  if (!point._icon || !map.getBounds().contains(point.getLatLng())) {
    const apart = point.__parent ? point.__parent._zoom + 1 : map.getZoom();
    map.setView(point.getLatLng(), Math.min(map.getMaxZoom(), Math.max(map.getZoom(), apart)), { animate: false });
  }
  // The clusters are drawn anew, perhaps with a movement, after the map has come to rest.
  const later = (tries) => setTimeout(() => {
    if (layer._inZoomAnimation && tries) {
      later(tries - 1);
    } else if (point._icon) {
      point.openPopup();
    } else if (point.__parent && point.__parent._icon) {
      layer.once("spiderfied", () => setTimeout(() => point.openPopup(), 0));
      point.__parent.spiderfy();
    } else if (tries) {
      later(tries - 1);
    }
  }, 50);
  later(40);
}

/** Popups are dialogs with a name, lead back to where one came from, and show in the address. */
export function watchPopups({ map, container, words, still }) {
  let keyboard = false;
  let opened = null;
  let origin = null;
  let halo = null;
  map.on("popupopen", (event) => {
    opened = event.popup;
    const source = event.popup._source;
    const record = source.record;
    const box = event.popup.getElement();
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", record.title);
    const close = box.querySelector(".leaflet-popup-close-button");
    if (close) {
      close.setAttribute("aria-label", words.close);
      close.title = words.close;
    }
    if (record.precision_m >= 50 && source.getLatLng) {
      halo = L.circle(source.getLatLng(), {
        radius: record.precision_m, interactive: false, className: "m-halo",
      }).addTo(map);
    }
    origin = source.getLatLng && source.getElement ? source.getElement() : origin;
    if (keyboard) box.querySelector("a[target]").focus();
    const hash = "#" + record.kind + "/" + encodeURIComponent(record.id);
    if (location.hash !== hash) history.replaceState(null, "", hash);
    if (parent !== window) parent.postMessage({ map: hash }, location.origin);
  });
  map.on("popupclose", () => {
    if (halo) halo.remove();
    halo = null;
  });

  // Tab goes from point to point, Enter or Space opens, Escape closes and goes back to the point.
  container.addEventListener("pointerdown", () => { keyboard = false; });
  container.addEventListener("keydown", (event) => {
    const icon = event.target.closest(".m-point, .m-cluster, path[tabindex]");
    if (icon && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      keyboard = true;
      origin = icon;
      // A click has a place, which a key has not: a line is opened in its middle.
      if (icon.route) icon.route.openPopup(); else icon.click();
      setTimeout(() => { if (document.activeElement === document.body) container.focus(); }, still ? 50 : 450);
    }
    if (event.key === "Escape" && opened && opened.isOpen()) {
      map.closePopup();
      if (origin && origin.isConnected) origin.focus();
    }
  });
}
