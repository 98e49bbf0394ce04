// The inside of a map frame. `showRecords` is called by the map's own script (maps/<name>.js) with the Leaflet map and
// plain options: numbers and addresses. Words come from `data-words` of the frame, names and links from the GeoJSON
// file; both reach the page through textContent only.
(function () {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const SHAPES = {
    project: "M4 4h16v16H4z",
    site: "M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18z",
    place: "M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16z",
    organisation: "M12 1l11 11-11 11L1 12z",
    other: "M12 2l11 19H1z",
  };
  // Clusters of different kinds stand beside each other, not on top of each other.
  const OFFSETS = { project: [0, 0], site: [-26, 12], place: [12, -26], organisation: [26, 12] };
  const NARROW = 600;
  const MOST_LABELS = 60;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (still) {
    L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });
  }

  function make(name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function shape(kind) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("class", "m-shape m-shape-" + (kind in SHAPES ? kind : "other"));
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", SHAPES[kind] || SHAPES.other);
    svg.append(path);
    return svg;
  }

  function fill(template, values) {
    return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  }

  /* Boxes are [left, top, right, bottom]. */
  function overlap(a, b) {
    return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
  }

  /* An icon that carries its name for those who hear the page; Leaflet sets `alt` on images only. */
  const ShapeIcon = L.DivIcon.extend({
    createIcon() {
      const element = make("div");
      element.append(shape(this.options.kind));
      if (this.options.count) element.append(make("span", "m-count", this.options.count));
      this._setIconStyles(element, "icon");
      element.setAttribute("aria-label", this.options.label);
      element.record = this.options.record;
      element.kind = this.options.kind;
      return element;
    },
  });

  window.showRecords = function (map, options) {
    const container = map.getContainer();
    const frame = container.closest("[data-words]");
    const words = JSON.parse(frame.dataset.words);
    const language = document.documentElement.lang;
    const status = document.getElementById("m-status");
    const markers = new Map();
    const groups = new Map();
    let keyboard = false;

    container.setAttribute("role", "region");
    container.setAttribute("aria-label", frame.dataset.label);
    container.setAttribute("aria-describedby", "m-keyboard");

    function say(key) {
      status.textContent = key ? words[key] : "";
      status.hidden = !key;
    }

    function number(value, digits) {
      return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
    }

    function length(metres) {
      return metres < 1000
        ? fill(words.metres, { n: number(Math.round(metres / 10) * 10, 0) })
        : fill(words.kilometres, { n: number(metres / 1000, metres < 10000 ? 1 : 0) });
    }

    /* Ground */
    function drawGround(ground) {
      for (const address of ground.tiles) {
        L.tileLayer(address, {
          subdomains: ground.subdomains || "a",
          minNativeZoom: ground.min_zoom,
          maxNativeZoom: ground.max_zoom,
          maxZoom: map.getMaxZoom(),
        }).addTo(map);
      }
      if (ground.outlines) {
        fetch(ground.outlines)
          .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
          .then((data) => {
            L.geoJSON(data, {
              interactive: false,
              style: { className: "m-outline" },
              pointToLayer: (feature, place) => L.circleMarker(place, { radius: 2, className: "m-outline" }),
            }).addTo(map).bringToBack();
          })
          .catch(() => say("ground_failed"));
      }
    }

    function drawRings(bounds) {
      if (!options.centre) return;
      const corners = [bounds.getSouthWest(), bounds.getNorthWest(), bounds.getNorthEast(), bounds.getSouthEast()];
      const farthest = Math.max(...corners.map((corner) => map.distance(corner, options.centre)));
      const radii = [1, 2, 5, 10, 20, 50, 100, 200, 500].filter((radius) => radius * 1000 <= farthest * 1.5).slice(-3);
      for (const radius of radii) {
        L.circle(options.centre, { radius: radius * 1000, interactive: false, className: "m-ring" }).addTo(map);
        const north = [options.centre[0] + radius / 111.2, options.centre[1]];
        const label = make("span", "", fill(words.kilometres, { n: number(radius, 0) }));
        L.marker(north, {
          interactive: false,
          keyboard: false,
          pane: "rings",
          icon: L.divIcon({ className: "m-ring-label", html: label, iconSize: [80, 18] }),
        }).addTo(map);
      }
    }

    /* Points */
    function popup(record) {
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
          distance: length(record.distance_m),
          direction: words["direction_" + record.direction],
        })));
      }
      if (record.precision_m >= 50) {
        box.append(make("p", "m-note", fill(words.precision, { distance: length(record.precision_m) })));
      }
      return box;
    }

    function marker(feature) {
      const record = feature.properties;
      const [longitude, latitude] = feature.geometry.coordinates;
      const kind = words.kinds[record.kind] || record.kind;
      const point = L.marker([latitude, longitude], {
        title: record.title,
        riseOnHover: true,
        icon: new ShapeIcon({
          kind: record.kind,
          record,
          label: fill(words.marker, { title: record.title, kind }),
          className: "m-point m-" + record.kind,
          iconSize: [28, 28],
        }),
      });
      point.record = record;
      point.bindPopup(() => popup(record), {
        minWidth: 180, maxWidth: 270, autoPanPadding: [14, 14], offset: [0, -4],
      });
      markers.set(record.kind + "/" + record.id, point);
      return point;
    }

    function group(kind) {
      const label = words.kinds[kind] || kind;
      return L.markerClusterGroup({
        maxClusterRadius: kind === "place" ? 26 : 46,
        showCoverageOnHover: false,
        spiderfyDistanceMultiplier: 1.4,
        spiderLegPolylineOptions: { className: "m-leg", interactive: false },
        animate: !still,
        chunkedLoading: true,
        chunkInterval: 40,
        chunkDelay: 10,
        iconCreateFunction(cluster) {
          const count = number(cluster.getChildCount(), 0);
          const [x, y] = OFFSETS[kind] || [0, 0];
          return new ShapeIcon({
            kind,
            count,
            label: fill(words.cluster, { count, kind: label }),
            className: "m-cluster m-" + kind,
            iconSize: [40, 40],
            iconAnchor: [20 - x, 20 - y],
          });
        },
      });
    }

    function fillGroups(features) {
      const byKind = new Map();
      for (const feature of features) {
        const kind = feature.properties.kind;
        if (!byKind.has(kind)) byKind.set(kind, []);
        byKind.get(kind).push(marker(feature));
      }
      const kinds = [...byKind.keys()].sort((a, b) => options.kinds.indexOf(a) - options.kinds.indexOf(b));
      const filled = kinds.map((kind) => new Promise((done) => {
        const layer = group(kind);
        layer.options.chunkProgress = (now, all) => { if (now === all) setTimeout(done, 0); };
        layer.on("animationend spiderfied unspiderfied", scheduleLabels);
        groups.set(kind, layer.addTo(map));
        layer.addLayers(byKind.get(kind));
      }));
      return Promise.all(filled).then(() => kinds.map((kind) => [kind, byKind.get(kind).length]));
    }

    /* Controls */
    const Panel = L.Control.extend({
      options: { position: "topright" },
      initialize(counts) { this.counts = counts; },
      onAdd() {
        const details = make("details", "m-layers leaflet-bar");
        details.open = container.clientWidth >= NARROW;
        details.append(make("summary", "", words.layers));
        const set = make("fieldset");
        set.append(make("legend", "m-hidden", words.layers));
        for (const [kind, count] of this.counts) {
          const label = make("label");
          const box = make("input");
          box.type = "checkbox";
          box.checked = true;
          box.value = kind;
          box.addEventListener("change", () => {
            if (box.checked) map.addLayer(groups.get(kind)); else map.removeLayer(groups.get(kind));
            scheduleLabels();
          });
          label.append(box, shape(kind), (words.kinds[kind] || kind) + " ");
          label.append(make("span", "m-number", number(count, 0)));
          set.append(label);
        }
        details.append(set);
        L.DomEvent.disableClickPropagation(details);
        L.DomEvent.disableScrollPropagation(details);
        return details;
      },
    });

    function addControls(counts, bounds) {
      L.control.zoom({
        zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out, zoomOutText: "\u2212",
      }).addTo(map);
      const All = L.Control.extend({
        options: { position: "topleft" },
        onAdd() {
          const bar = make("div", "leaflet-bar");
          const button = make("button", "m-all", words.show_all);
          button.type = "button";
          button.addEventListener("click", () => fit(bounds));
          bar.append(button);
          L.DomEvent.disableClickPropagation(bar);
          return bar;
        },
      });
      if (counts.reduce((sum, entry) => sum + entry[1], 0) > 1) new All().addTo(map);
      L.control.scale({ imperial: false, position: "bottomright", maxWidth: 110 }).addTo(map);
      if (counts.length > 1) new Panel(counts).addTo(map);
    }

    function fit(bounds) {
      map.fitBounds(bounds, { padding: [36, 36], maxZoom: 13, animate: !still });
    }

    /* Names beside the points, as many as fit: aria-hidden, since every point carries its name. */
    const labelPane = map.createPane("labels");
    labelPane.setAttribute("aria-hidden", "true");
    map.createPane("rings").setAttribute("aria-hidden", "true");
    const ruler = document.createElement("canvas").getContext("2d");
    let labelTimer = 0;
    let ground = [];

    function scheduleLabels() {
      clearTimeout(labelTimer);
      labelTimer = setTimeout(placeLabels, 120);
    }

    function placeLabels() {
      const style = getComputedStyle(labelPane);
      ruler.font = style.fontWeight + " " + style.fontSize + " " + style.fontFamily;
      const height = parseFloat(style.fontSize) * 1.35;
      const view = L.bounds(map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize()));
      // Where the controls and the distances of the rings stand, no name can be read.
      const corner = container.getBoundingClientRect();
      const taken = [...container.querySelectorAll(".leaflet-control, .m-ring-label span")].map((element) => {
        const box = element.getBoundingClientRect();
        const from = map.containerPointToLayerPoint([box.left - corner.left, box.top - corner.top]);
        return [from.x, from.y, from.x + box.width, from.y + box.height];
      });
      const wanted = [];
      const shown = new Set();
      for (const element of container.querySelectorAll(".m-point, .m-cluster")) {
        const at = L.DomUtil.getPosition(element);
        if (!at || !view.contains(at)) continue;
        const [x, y] = element.record ? [0, 0] : OFFSETS[element.kind] || [0, 0];
        const half = element.record ? 10 : 20;
        taken.push([at.x + x - half, at.y + y - half, at.x + x + half, at.y + y + half]);
        if (element.record) {
          shown.add(element.record);
          wanted.push({ record: element.record, at, gap: 13, rank: element.record.kind === "place" ? 1 : 0 });
        }
      }
      for (const { record, point } of ground) {
        const at = map.latLngToLayerPoint(point);
        if (!shown.has(record) && view.contains(at)) wanted.push({ record, at, gap: 0, rank: 2 });
      }
      wanted.sort((a, b) => a.rank - b.rank || (b.record.weight || 0) - (a.record.weight || 0)
        || (a.record.id < b.record.id ? -1 : 1));
      labelPane.replaceChildren();
      for (const { record, at, gap, rank } of wanted.slice(0, MOST_LABELS * 2)) {
        if (labelPane.childElementCount >= MOST_LABELS) break;
        const width = Math.min(180, Math.ceil(ruler.measureText(record.title).width) + 4);
        const around = (by) => [[by, -height / 2], [-by - width, -height / 2], [-width / 2, -by - height], [-width / 2, by]];
        const places = gap ? around(gap) : [[-width / 2, -height / 2], ...around(22), ...around(40)];
        for (const [x, y] of places) {
          const box = [at.x + x, at.y + y, at.x + x + width, at.y + y + height];
          const inside = view.contains([box[0] + 2, box[1]]) && view.contains([box[2] - 2, box[3]]);
          if (!inside || taken.some((other) => overlap(box, other))) continue;
          taken.push(box);
          const label = make("span", "m-label" + (rank ? " m-label-place" : ""), record.title);
          if (record.lang) label.lang = record.lang;
          label.style.width = width + "px";
          L.DomUtil.setPosition(label, L.point(box[0], box[1]).round());
          labelPane.append(label);
          break;
        }
      }
    }

    map.on("zoomstart", () => labelPane.classList.add("m-away"));
    map.on("zoomend", () => labelPane.classList.remove("m-away"));
    map.on("moveend zoomend resize", scheduleLabels);

    /* Deep links: #<kind>/<id>, given to this frame or passed on by the page around it (map-page.js) */
    function openLinked() {
      let id;
      try {
        id = decodeURIComponent(location.hash.slice(1));
      } catch (error) {
        return;  // not one of our addresses
      }
      const point = markers.get(id);
      if (!point) return;
      const layer = groups.get(point.record.kind);
      if (!map.hasLayer(layer)) {
        map.addLayer(layer);
        for (const box of container.querySelectorAll(".m-layers input")) box.checked = map.hasLayer(groups.get(box.value));
      }
      reveal(layer, point);
    }

    /* Zooms as far as the point stands by itself, or fans out those that share its place, and opens it. */
    function reveal(layer, point) {
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

    let opened = null;
    let halo = null;
    map.on("popupopen", (event) => {
      opened = event.popup._source;
      const record = opened.record;
      const box = event.popup.getElement();
      box.setAttribute("role", "dialog");
      box.setAttribute("aria-label", record.title);
      const close = box.querySelector(".leaflet-popup-close-button");
      if (close) {
        close.setAttribute("aria-label", words.close);
        close.title = words.close;
      }
      if (record.precision_m >= 50) {
        halo = L.circle(opened.getLatLng(), {
          radius: record.precision_m, interactive: false, className: "m-halo",
        }).addTo(map);
      }
      if (keyboard) box.querySelector("a[target]").focus();
      const hash = "#" + record.kind + "/" + encodeURIComponent(record.id);
      if (location.hash !== hash) history.replaceState(null, "", hash);
      if (parent !== window) parent.postMessage({ map: hash }, location.origin);
    });
    map.on("popupclose", () => {
      if (halo) halo.remove();
      halo = null;
    });

    /* Keyboard: Tab goes from point to point, Enter or Space opens, Escape closes and goes back to the point. */
    container.addEventListener("pointerdown", () => { keyboard = false; });
    container.addEventListener("keydown", (event) => {
      const icon = event.target.closest(".m-point, .m-cluster");
      if (icon && (event.key === "Enter" || event.key === " ")) {
        event.preventDefault();
        keyboard = true;
        icon.click();
        setTimeout(() => { if (document.activeElement === document.body) container.focus(); }, still ? 50 : 450);
      }
      if (event.key === "Escape" && opened && opened.isPopupOpen()) {
        const back = opened.getElement();
        map.closePopup();
        if (back) back.focus();
      }
    });

    /* Begin */
    drawGround(options.ground);
    say("loading");
    fetch(options.data)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
      .then((data) => {
        const places = data.features.map((feature) => [feature.geometry.coordinates[1], feature.geometry.coordinates[0]]);
        const bounds = L.latLngBounds(places.length ? places : [options.centre || [0, 0]]);
        // The centre belongs in view, unless the records lie so far from it that they would shrink to a dot.
        if (options.centre && places.length && map.distance(bounds.getCenter(), options.centre) < 60000) {
          bounds.extend(options.centre);
        }
        map.fitBounds(bounds, { padding: [36, 36], maxZoom: 13, animate: false });
        if (!options.ground.tiles.length) drawRings(bounds);
        ground = data.features
          .filter((feature) => feature.properties.kind === "place")
          .map((feature) => ({ record: feature.properties, point: [feature.geometry.coordinates[1], feature.geometry.coordinates[0]] }))
          .sort((a, b) => (b.record.weight || 0) - (a.record.weight || 0))
          .slice(0, 200);
        return fillGroups(data.features).then((counts) => {
          addControls(counts, bounds);
          say(places.length ? "" : "empty");
          addEventListener("hashchange", openLinked);
          openLinked();
          scheduleLabels();
          frame.dataset.state = "ready";
        });
      })
      .catch(() => {
        say("failed");
        frame.dataset.state = "failed";
      });
  };
})();
