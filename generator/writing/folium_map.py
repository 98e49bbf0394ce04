"""The map of a frame as folium makes it, from numbers and addresses alone (:mod:`generator.writing.map_frames`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink, MacroElement
from folium.template import Template


@dataclass(frozen=True)
class Drawn:
    """What folium makes of a map, apart."""

    stylesheets: tuple[str, ...]
    scripts: tuple[str, ...]
    body: str
    script: str


class _Map(folium.Map):  # type: ignore[misc, unused-ignore]
    """A folium map that asks for nothing but the Leaflet of this site."""

    def __init__(self, assets: str, start: tuple[float, float], closest: int, of_selection: bool) -> None:
        super().__init__(
            location=start, tiles=None, zoom_start=10, zoom_control=False, maxZoom=closest, attributionControl=False
        )
        # Lists of this map alone: those of the class are shared by every map of the process.
        self.default_js = [
            ("leaflet", f"{assets}vendor/leaflet/leaflet.js"),
            ("markercluster", f"{assets}vendor/markercluster/leaflet.markercluster.js"),
            ("records", f"{assets}map/{'selection' if of_selection else 'main'}.js"),
        ]
        self.default_css = [
            ("leaflet_css", f"{assets}vendor/leaflet/leaflet.css"),
            ("markercluster_css", f"{assets}vendor/markercluster/MarkerCluster.css"),
            ("records_css", f"{assets}map.css"),
        ]
        if of_selection:  # puts points together by itself
            self.default_js = [script for script in self.default_js if script[0] != "markercluster"]
            self.default_css = [sheet for sheet in self.default_css if sheet[0] != "markercluster_css"]


class _Records(MacroElement):  # type: ignore[misc, unused-ignore]
    """Hands the map to ``showRecords`` of ``map/main.js``."""

    _template = Template(
        "{% macro script(this, kwargs) %}showRecords({{ this._parent.get_name() }}, {{ this.options }});{% endmacro %}"
    )

    def __init__(self, options: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Records"
        self.options = options


def draw(
    options: str, *, start: tuple[float, float], closest: int, assets: str, of_selection: bool
) -> Drawn:
    """The map with these options, which are JSON without a sign that anything would act upon."""
    drawn = _Map(assets, start, closest, of_selection)
    drawn.add_child(_Records(options))
    figure = drawn.get_root()
    assert isinstance(figure, Figure)
    # folium names its elements at random; counted in order they are the same in every build.
    for number, element in enumerate(_walk(figure), start=1):
        element._id = str(number)
    figure.render()
    # folium's header also holds inline styles, an inline script and a viewport that forbids zooming: map.css and our
    # own page stand in for them, so only the links are taken.
    header = list(figure.header._children.values())
    script = "\n".join(line.strip() for line in figure.script.render().splitlines() if line.strip())
    return Drawn(
        stylesheets=tuple(link.url for link in header if isinstance(link, CssLink)),
        scripts=tuple(link.url for link in header if isinstance(link, JavascriptLink)),
        body=figure.html.render().strip(),
        script=f'(function () {{\n"use strict";\n{script}\n}})();\n',
    )


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():
        yield from _walk(child)
