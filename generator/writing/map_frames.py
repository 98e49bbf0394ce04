"""Map frames: a page of its own for each map, its script, and the records on it as GeoJSON.

folium makes the map itself from numbers and addresses. It compiles every text it is given as a template and writes it
into JavaScript, so no text of a record, and no word at all, goes through it: names and links travel in the GeoJSON
file, words in an attribute of the page, and the modules in ``theme/assets/map/`` put both on the map as plain text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from generator.basemaps import Ground, MapSettings
from generator.values.coordinates import Coordinates
from generator.writing.map_features import MapFeature, degrees, geojson

if TYPE_CHECKING:
    from generator.writing.folium_map import Drawn

WORDS_OF_THE_PAGE = ("north", "approval", "note", "keyboard", "noscript", "list")
"""Written into the page itself; the other words are handed to its script."""

CLOSEST_WITHOUT_GROUND = 16
"""Zoom level beyond which an empty ground only shows digits that are not published."""


@dataclass(frozen=True, kw_only=True)
class MapLinks:
    """Addresses as seen from the frame."""

    root: str = "../"
    """To the root of the language, where the record pages are counted from."""
    assets: str = "../assets/"
    """To the folder with ``map/``, ``map.css``, ``vendor/``."""
    records: str = "../map/"
    """To the page that lists the same records."""
    stylesheets: tuple[str, ...] = ("foundation.css", "tokens.css")
    """The theme's, below ``assets``: the colours."""
    scripts: tuple[str, ...] = ("display.js",)
    """The theme's, below ``assets``: light or dark, text size, contrast, as the reader has chosen them."""


def render_map(
    name: str,
    title: str,
    features: Iterable[MapFeature],
    *,
    lang: str,
    words: Mapping[str, str],
    kinds: Mapping[str, str],
    settings: MapSettings,
    ground: Ground,
    centre: Coordinates | None = None,
    centre_name: str = "",
    links: MapLinks | None = None,
    image_sources: tuple[str, ...] = (),
    of_selection: bool = False,
) -> dict[str, str]:
    """Path below the root of the language → text, for the map ``maps/<name>.html``.

    ``kinds`` gives the kinds' names in the order of the layers, ``words`` are those of ``i18n/maps.<lang>.yml``,
    ``image_sources`` the tile hosts as the policy names them; distances are measured from ``centre``. The GeoJSON is
    in WGS-84; where the ground is drawn in another datum, a second file beside it holds the points as they are shown.
    A map ``of_selection`` has no points of its own: the list around it sends them.
    """
    links = links or MapLinks()
    points = list(features)
    signed = any(feature.sign for feature in points)
    if not signed:  # stops stay in their order
        points.sort(key=lambda feature: (feature.kind, feature.id))
    shifted = ground.datum == "gcj02"
    files = {f"maps/{name}.geojson": geojson(points, settings, centre)}
    if shifted:
        files[f"maps/{name}.gcj02.json"] = geojson(points, settings, centre, shown_in="gcj02")
    closest = ground.max_zoom if ground.tiles else min(ground.max_zoom, CLOSEST_WITHOUT_GROUND)
    middle = degrees(centre, "gcj02" if shifted else "wgs84") if centre else None
    options = {
        "data": f"{name}.gcj02.json" if shifted else f"{name}.geojson",
        "root": links.root,
        "kinds": list(kinds),
        "centre": middle,
        "signed": signed,
        "ground": {
            "tiles": list(ground.tiles),
            "subdomains": ground.subdomains,
            "outlines": ground.outlines,
            "min_zoom": ground.min_zoom,
            "max_zoom": ground.max_zoom,
        },
    }
    start = middle or (36.6, 101.8)
    # Loaded only where there is a map to be drawn: it takes a quarter of a second.
    from generator.writing.folium_map import draw

    parts = draw(inert_json(options), start=start, closest=closest, assets=links.assets, of_selection=of_selection)
    files[f"maps/{name}.js"] = parts.script
    files[f"maps/{name}.html"] = _page(
        name,
        title,
        parts,
        lang=lang,
        words={**words, "kinds": dict(kinds)},
        ground=ground,
        centre_name=centre_name,
        links=links,
        image_sources=image_sources,
    )
    return files


_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_ACTIVE = {ord(character): f"\\u{ord(character):04x}" for character in "{}%#$`<>&'"}


def inert_json(value: object) -> str:
    """JSON whose strings hold nothing that Jinja, a JavaScript template or HTML would act upon."""
    return _STRING.sub(lambda text: text[0].translate(_ACTIVE), _inline(value))


# --- the page around it ---------------------------------------------------------------------------------------------


def _page(
    name: str,
    title: str,
    parts: Drawn,
    *,
    lang: str,
    words: Mapping[str, object],
    ground: Ground,
    centre_name: str,
    links: MapLinks,
    image_sources: tuple[str, ...],
) -> str:
    def word(key: str, **values: str) -> str:
        return escape(str(words[key]).format(**values))

    images = " ".join(("'self'", "data:", *image_sources))
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; "
        f"img-src {images}; base-uri 'none'; form-action 'none'"
    )
    styles = (*(f"{links.assets}{sheet}" for sheet in links.stylesheets), *parts.stylesheets)
    early = tuple(f"{links.assets}{script}" for script in links.scripts)
    credit = [f'<p class="m-approval">{word("approval", number=ground.approval_number)}</p>'] * bool(
        ground.approval_number
    )
    if not ground.tiles and not ground.outlines:
        credit.append(f"<p>{word('note')}</p>")
    if ground.attribution:
        source = escape(ground.attribution)
        if ground.attribution_url:
            source = f'<a href="{escape(ground.attribution_url)}" target="_top" rel="noopener">{source}</a>'
        credit.append(f'<p class="m-source">{source}</p>')
    return f"""<!doctype html>
<html lang="{escape(lang)}" class="no-js">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
{_lines(f'<link rel="stylesheet" href="{escape(address)}">' for address in styles)}
{_lines(f'<script src="{escape(address)}"></script>' for address in early)}
{_lines(f'<script src="{escape(address)}" {_how(address)}></script>' for address in (*parts.scripts, f"{name}.js"))}
</head>
<body>
<main class="m-frame" data-label="{escape(title)}" data-centre="{escape(centre_name)}" data-words="{_attribute(words)}">
<h1 class="m-hidden">{escape(title)}</h1>
<p class="m-hidden" id="m-keyboard">{word("keyboard")}</p>
<p class="m-status" id="m-status" role="status" hidden></p>
<noscript><p class="m-noscript">{word("noscript")}
<a href="{escape(links.records)}" target="_top">{word("list")}</a></p></noscript>
{parts.body}
<p class="m-north"><svg viewBox="0 0 12 20" aria-hidden="true"><path d="M6 0l6 20-6-4-6 4z"/></svg>{word("north")}</p>
<div class="m-credit">
{_lines(credit)}
</div>
</main>
</body>
</html>
"""


def _how(address: str) -> str:
    """Modules and deferred scripts run in the order in which they stand; Leaflet and folium's script are no modules."""
    return 'type="module"' if "/map/" in address else "defer"


def _attribute(words: Mapping[str, object]) -> str:
    return escape(_inline({key: word for key, word in words.items() if key not in WORDS_OF_THE_PAGE}))


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(parts)


def _inline(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
