"""Texts that want to be more than text, and records of every kind that hold one in each of their fields."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from pydantic import BaseModel

from generator.records import KINDS, Kind
from generator.records.base import Image
from generator.records.commitment import Stage
from generator.records.event import EventYear
from generator.records.movements import Payment, Return
from generator.records.organisation import Tier
from generator.records.route import Stop
from generator.records.site import Designation
from generator.values.calendar_days import CalendarDay
from generator.values.contact import Mailbox
from generator.values.coordinates import Coordinates
from generator.values.dates import PartialDate, Period, Year
from generator.values.line_string import LineString
from generator.values.money import Money
from generator.values.names import DivisionCode, Reference, RefersTo, Sha256, Term, WebAddress, WordOf
from generator.values.opening import LastEntry, OpeningHours
from generator.values.price import Price
from generator.values.quantity import Quantity
from generator.values.season import Season
from generator.values.stated import Line
from generator.values.telephone import Telephone
from generator.values.text import LocalizedProse, LocalizedText


@dataclass(frozen=True)
class HostileText:
    """A text, and whether the checker refuses it as plain text; else it is published, as the text that it is."""

    text: str
    refused: bool = True


RAN = "window.__xss=1"
PRODUCT = "1787569"
"""What ``1337*1337`` comes to: on no page."""

TEXTS = (
    # HTML
    HostileText(f"<script>{RAN}</script>"),
    HostileText(f"</title><script>{RAN}</script>"),
    HostileText(f"&lt;/title&gt;&lt;script&gt;{RAN}&lt;/script&gt;", refused=False),
    HostileText(f"&#60;img src=x onerror={RAN}&#62;", refused=False),
    HostileText(f'"><img src=x onerror={RAN}>'),
    HostileText(f"'><svg onload={RAN}>"),
    HostileText(f'" onmouseover={RAN} autofocus onfocus={RAN} x="', refused=False),
    HostileText(f"' onmouseover={RAN} autofocus onfocus={RAN} x='", refused=False),
    HostileText(f"<iframe srcdoc='<script>parent.{RAN}</script>'>"),
    HostileText(f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={RAN}&gt;'>"),
    HostileText(f"--></script></style></textarea></noscript><script>{RAN}</script>"),
    HostileText(f"<details open ontoggle={RAN}>"),
    HostileText("<base href='https://example.org/'><meta http-equiv=refresh content='0;url=https://example.org/'>"),
    # Links
    HostileText(f"[x](javascript:{RAN}) <javascript:{RAN}>"),
    HostileText(f"[x](java&#9;script:{RAN}) [y](&#106;avascript:{RAN})", refused=False),
    HostileText(f"![x](data:text/html,<script>{RAN}</script>)"),
    HostileText(f'[x](u "t" onclick={RAN}) [x]: javascript:{RAN}', refused=False),
    HostileText("https://user:secret@example.org/ www.example.org a@example.org", refused=False),
    # Markdown and its extensions
    HostileText(f"word {{: onclick={RAN} style=position:fixed }}", refused=False),
    HostileText("*a* **b** __c__ ~~d~~ ^e^ ==f== ++g++ :smile: $x$ `h`"),
    HostileText("*a* **b** __c__ ~~d~~ ^e^ ==f== ++ctrl++ :smile: $x$ H~2~O", refused=False),
    HostileText('--8<-- "/etc/passwd"'),
    HostileText("!!! note [TOC] [^1] [^1]: note *[HTML]: x", refused=False),
    HostileText("# heading", refused=False),
    HostileText("- item", refused=False),
    HostileText("1. item", refused=False),
    HostileText("| a | b | \\| c \\\\", refused=False),
    HostileText(f"~~~ {{ .x onclick={RAN} }} ~~~", refused=False),
    HostileText(f"line\n\n# heading\n\n<script>{RAN}</script>\n\n```\ncode\n```\n\n---\n===\n\n    indented"),
    HostileText(f"~~~ {{ .x onclick={RAN} }}\n~~~\n\n| a |\n|---|\n| b |\n"),
    # Templates
    HostileText("{{ 1337*1337 }} {{7*7}} {{ config }} {{ page.content }}"),
    HostileText("{% raw %} {% include 'x' %} {# note #} {%5}"),
    HostileText("{{ cycler.__init__.__globals__.os.getpid() }}"),
    HostileText("${1337*1337} #{1337*1337} <%= 1337*1337 %>"),
    # JavaScript and JSON
    HostileText(f"${{{RAN}}} \\x3cimg src=x onerror={RAN}\\x3e \\u003cscript\\u003e", refused=False),
    HostileText(f"`);{RAN}//"),
    HostileText(f"');{RAN}// \");{RAN}// ]}}", refused=False),
    HostileText("__proto__ constructor toString %E0%A4%A", refused=False),
)
"""``notes`` of the house on editing, its list of hostile input, "HTML / Markdown / templates" and "Identity"."""

PROSES = (
    HostileText(f"Words <script>{RAN}</script>"),
    HostileText("Words <b>bold</b> <!-- note -->"),
    HostileText(f"[x](javascript:{RAN})"),
    HostileText(f"[x](java&#9;script:{RAN}) [y](&#106;avascript:{RAN})"),
    HostileText(f"[x][y]\n\n[y]: vbscript:{RAN}", refused=False),
    HostileText("[x](data:text/html,x)"),
    HostileText("![x](https://example.org/pixel.png)", refused=False),
    HostileText(f"Words {{: onclick={RAN} }}"),
    HostileText("Words\n\n{{ 1337*1337 }}"),
    HostileText('--8<-- "/etc/passwd"'),
    HostileText("!!! note\n    words"),
    HostileText("Words\n\n```\ncode\n```"),
    HostileText(f"Words\n\\~~~ {{ .x onclick={RAN} }}\ncode\n\\~~~", refused=False),
    HostileText(f"&#126;&#126;&#126; {{ .x onclick={RAN} }}\ncode\n&#126;&#126;&#126;", refused=False),
    HostileText(f'[x](https://example.org/ "words\n\\~~~ {{ .x onclick={RAN} }}\n\\~~~")', refused=False),
    HostileText("| a | b |\n|---|---|\n| c | d |", refused=False),
    HostileText("&lt;script&gt;" + RAN + "&lt;/script&gt; \\<img src=x onerror=" + RAN + ">"),
    HostileText("# A heading of the page's own"),
    HostileText(">" * 500 + " deep", refused=False),
    HostileText("term\n: meaning\n\n*[HTML]: x\n\n$x$ ++ctrl++ :smile:", refused=False),
)
"""The same for fields that hold Markdown."""

ADDRESSES = (
    f"javascript:{RAN}", f"java\tscript:{RAN}", f"&#106;avascript:{RAN}", f"vbscript:{RAN}", "data:text/html,x",
    "//example.org/", "http://user:secret@example.org/", "http://localhost/", "http://192.168.0.1/",
    f"https://example.org/\"onclick={RAN}",
)  # fmt: skip
"""What is no address of a public web page."""

IDS = (
    "../../x", "..", ".", "a/b", "a\\b", "%2e%2e", "con", "nul.txt", "x" * 300, "Ａ", "a b", "a;b", "$(x)", "-a",
    "a\nb", "<script>", "{{7*7}}",
)  # fmt: skip
"""What is no id, and no name of a record's file."""


def base_id(kind: str) -> str:
    """The record of a kind that the hostile ones lean on."""
    return "630100" if kind == "place" else f"base-{kind}"


def fields_of(model: type[BaseModel], text: str, prose: str, number: int = 0) -> dict[str, Any]:
    """Every field of a record or a part of one, written as editors write it, with ``text`` wherever text may stand."""
    filler = _Filler(text, prose, number)
    return filler.part(model)


LEFT_OUT = {
    "draft", "absence", (Payment, "fund"), (Return, "fund"), (Stop, "place"), (Stop, "dwell"), (Stage, "outcome"),
    (EventYear, "dates"), (Tier, "bodies"), (Designation, "batch"),
}  # fmt: skip
"""Fields that exclude others, that only go with something elsewhere, or that hold a number and no text."""


class _Filler:
    """Fills in a model from its declaration; a type that it does not know is an error, so that none is forgotten."""

    def __init__(self, text: str, prose: str, number: int) -> None:
        self.text, self.prose, self.number = text, prose, number

    def part(self, model: type[BaseModel]) -> dict[str, Any]:
        """A mapping of all fields, but those that exclude others."""
        found = {
            name: self.value(field.annotation, field.metadata)
            for name, field in model.model_fields.items()
            if name not in LEFT_OUT and (model, name) not in LEFT_OUT
        }
        return {name: value for name, value in found.items() if value is not None}

    def value(self, wanted: Any, metadata: Any = ()) -> Any:
        """One value of a type."""
        origin, inner = get_origin(wanted), get_args(wanted)
        if origin is Annotated:
            return self.value(inner[0], [*metadata, *inner[1:]])
        if origin in (Union, types.UnionType):
            return self.value(next(one for one in inner if one is not type(None)), metadata)
        if origin is tuple:
            one = self.value(inner[0], metadata)
            return None if one is None else [one]
        if origin is dict:
            return {"zh": self.value(inner[1]), "en": self.value(inner[1]), "bo": self.value(inner[1])}
        if wanted is Image:
            return None  # its words are the same types; the picture itself would have to be there
        if wanted is str:
            return (
                self.text if set(get_args(Line)[1:]) & set(metadata) else "sources"
            )  # an id of a part, or the name of a field
        if issubclass(wanted, LocalizedText):
            text = self.prose if issubclass(wanted, LocalizedProse) else self.text
            return {"zh": text, "en": text}
        if issubclass(wanted, StrEnum):
            return "low" if "low" in set(wanted) else str(next(iter(wanted)))
        if issubclass(wanted, BaseModel):
            return self.part(wanted)
        return self.plain(wanted, metadata)

    def plain(self, wanted: Any, metadata: Any) -> Any:
        """A value that holds no text of an editor's."""
        if wanted is Reference:
            return base_id(next(one.kind for one in metadata if isinstance(one, RefersTo)))
        if wanted is Term:
            name = next(one.vocabulary for one in metadata if isinstance(one, WordOf))
            return list(vocabulary(name))[0 if name == "claim_measure" else -1]
        known: Mapping[Any, Any] = {
            Money: "100万元",
            Price: "50元",
            CalendarDay: "6/3",
            Year: "2027",
            OpeningHours: "Mo-Su 08:00-17:00",
            LastEntry: "16:30",
            Season: "Apr-Oct",
            Telephone: "0971-6123456",
            Mailbox: "info@example.org",
            LineString: {"type": "LineString", "coordinates": [[101.8, 36.6], [101.81, 36.61]]},
            Quantity: "5",
            PartialDate: "2020-05-01",
            Period: "2020",
            Coordinates: {"lat": f"36.{6000 + 7 * self.number}", "lon": f"101.{8000 + 11 * (self.number % 50)}"},
            WebAddress: "https://example.org/page",
            DivisionCode: f"630121{100 + self.number}",
            Sha256: "0" * 64,
            bool: None,
        }
        return known[wanted]


def vocabulary(name: str) -> dict[str, Any]:
    """The words of a vocabulary of the package; of a publication's own, those of ``tests.publications``."""
    file = resources.files("generator") / "vocabularies" / f"{name}.yml"
    if not file.is_file():
        return {"roads": None}
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def hostile_records(
    texts: Mapping[str, str], proses: Mapping[str, str] | None = None, *, start: int = 0
) -> Iterator[tuple[str, str]]:
    """``folder/id`` and YAML text of a record of each kind for each text, and of the records that those lean on.

    ``start``: how many places are there already, each with a code and a point of its own.
    """
    for kind in KINDS:
        yield _written(kind, base_id(kind.name), _base(kind))
    for number, (id_, text) in enumerate(texts.items(), start + 1):
        for kind in KINDS:
            prose = (proses or {}).get(id_, "Plain words.")
            fields = fields_of(kind.model, text, prose, number)
            if kind.name == "place":
                fields["code"] = name = f"630121{100 + number}"
            else:
                name = f"{kind.name}-{id_}"
            yield _written(kind, name, fields)


def _base(kind: Kind) -> dict[str, Any]:
    fields = fields_of(kind.model, f"Plain {kind.name}", "Plain words.")
    needed = {name: fields[name] for name, field in kind.model.model_fields.items() if field.is_required()}
    if kind.name == "place":
        needed |= {"code": "630100", "level": "city", "coordinates": {"lat": "36.6", "lon": "101.8"}}
    if kind.name == "event":
        needed |= {"place": base_id("place"), "rule": {"first": "6/3"}}
    return needed


def _written(kind: Kind, id_: str, fields: Mapping[str, Any]) -> tuple[str, str]:
    return f"{kind.folder}/{id_}", yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)


def write(folder: Path, records: Iterator[tuple[str, str]]) -> None:
    """Write records below ``folder``."""
    for name, text in records:
        path = folder / "data" / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
