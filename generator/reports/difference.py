"""What a change does to public figures, as text, Markdown, HTML and JSON; the same rows in each of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from html import escape
from typing import Any, Final

from generator.catalogue import Catalogue, key_of
from generator.comparison import figure
from generator.counting import unit_near
from generator.differences import Differences, Figure
from generator.language import Language
from generator.loader import Entry
from generator.pledges import Standing
from generator.reports import DIFFERENCE_FORMATS
from generator.reports.shown import fit_to_show, width
from generator.validity import State
from generator.values.money import Money
from generator.values.names import Reference
from generator.values.quantity import Quantity
from generator.wordlists import read_words
from generator.writing.altered import label


@dataclass(frozen=True)
class Section:
    """A heading, a remark, and a table; ``numeric`` are its columns of numbers."""

    title: str
    note: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Report:
    """The whole of it in words."""

    title: str
    summary: Sequence[str]
    sections: Sequence[Section]


def report(
    found: Differences, after: Catalogue, language: Language, *, base: str, head: str, unreadable: int = 0
) -> Report:
    """The differences in the words of a language; ``base`` and ``head`` name the two states."""
    writer = _Writer(found, after, language)
    words = writer.words
    suspicious = [one for one in found.figures if one.is_jump]
    counts = {
        "added": len(found.added),
        "removed": len(found.removed),
        "renamed": len(found.renamed),
        "figures": len(found.figures),
        "suspicious": len(suspicious),
        "others": sum(found.others.values()),
    }
    summary = [words["nothing"] if found.is_empty else _fill(words["summary"], counts)]
    if unreadable:
        summary.append(_fill(words["unreadable"], {"count": unreadable}))
    title = _fill(words["title"], {"base": base, "head": head or words["present"]})
    return Report(title, summary, [section for section in writer.sections(suspicious) if section.rows])


class _Writer:
    def __init__(self, found: Differences, after: Catalogue, language: Language) -> None:
        self.found, self.after, self.language = found, after, language
        self.words: Any = read_words(f"diff.{language.code}")

    def sections(self, suspicious: Sequence[Figure]) -> Iterator[Section]:
        words, found = self.words, self.found
        heads = self._heads("record", "field", "was", "now", "difference", "percent")
        numeric = frozenset({2, 3, 4, 5})
        rows = [self._figure(one, mark=True) for one in suspicious]
        yield Section(words["suspicious"], words["suspicious_note"], heads, rows, numeric)
        calm = [self._figure(one) for one in found.figures if not one.is_jump]
        yield Section(words["figures"], "", heads, calm, numeric)
        verdicts = [
            [self._name(one.entry), self._verdict(one.before), self._verdict(one.after)] for one in found.verdicts
        ]
        yield Section(words["verdicts"], "", self._heads("record", "was", "now"), verdicts)
        standings = [[self._name(one.entry), *map(self._standing, (one.before, one.after))] for one in found.standings]
        yield Section(words["standings"], "", self._heads("record", "was", "now"), standings)
        yield Section(
            words["totals"],
            words["totals_note"],
            self._heads("of", "basis", "was", "now", "difference"),
            [self._total(one) for one in found.totals],
            frozenset({2, 3, 4}),
        )
        records = [[self._name(entry), words["added"]] for entry in found.added]
        records += [[self._name(entry), words["removed"]] for entry in found.removed]
        records += [[self._name(new), f"{words['renamed']} ({old.id})"] for old, new in found.renamed]
        yield Section(words["records"], "", self._heads("record", "what"), records)
        others = [[f"{kind}/{id_}", str(count)] for (kind, id_), count in found.others.items()]
        yield Section(words["others"], "", self._heads("record", "count"), others, frozenset({1}))

    def _heads(self, *names: str) -> list[str]:
        return [str(self.words["head"][name]) for name in names]

    def _name(self, entry: Entry) -> str:
        return f"{self.language.plain(entry.record.heading)} ({entry.kind.name}/{entry.id})"

    def _figure(self, one: Figure, *, mark: bool = False) -> list[str]:
        change, entry = one.change, one.entry
        percent = "" if one.percent is None else f"{one.percent:+}".replace("-", "−")
        if mark and one.is_slip:
            percent += f" ({self.words['slip']})"
        field = label(self.language, entry.kind.name, change.path)
        was, now = (self._value(text, one) for text in (change.was, change.now))
        return [self._name(entry), field, was, now, self._signed(one.difference, one), percent]

    def _value(self, text: str | None, one: Figure) -> str:
        if text is None:
            return str(self.words["none"])
        known = figure(text, one.change.kind)
        return text if known is None else self._shown(known, one)

    def _shown(self, value: Money | Quantity, one: Figure | None = None) -> str:
        if isinstance(value, Money):
            return str(self.language.money(value))
        # A figure may leave its unit to what stands around it: a level of a commitment counts what its indicator does.
        id_ = unit_near(self.after, one.entry, one.change.path, value) if one else self.after.unit(value.unit)
        unit = self.after.vocabularies.get("unit", {}).get(id_ or "")
        return str(self.language.quantity(value, unit))

    def _signed(self, value: Money | Quantity | None, one: Figure | None = None) -> str:
        if value is None:
            return ""
        if isinstance(value, Money):
            return _sign(value.fen) + self._shown(replace(value, fen=abs(value.fen)))
        return _sign(value.number) + self._shown(replace(value, number=abs(value.number)), one)

    def _verdict(self, verdict: Any) -> str:
        return self.language.word(f"claim.verdict.{verdict}") if verdict else str(self.words["none"])

    def _standing(self, state: Standing | State) -> str:
        return self.language.word(f"{'pledge.standing' if isinstance(state, Standing) else 'policy.validity'}.{state}")

    def _total(self, one: Any) -> list[str]:
        name = one.key or str(self.words["unknown"])
        if one.dimension == "place" and one.key:
            place = self.after.find(Reference("place", one.key))
            name = self.language.plain(place.record.heading) if place else one.key
        of = f"{self.language.word(f'ledger.stages_of.{one.stage}')} · {self.words[one.dimension]} {name}"
        sides = [self._fen(one.before), self._fen(one.after)]
        difference = Money((one.after or 0) - (one.before or 0), 1, "", "")
        return [of, self.language.word(f"basis.{one.basis}"), *sides, self._signed(difference)]

    def _fen(self, fen: int | None) -> str:
        return str(self.words["none"]) if fen is None else self._shown(Money(fen, 1, "", ""))


def _sign(number: int | Decimal) -> str:
    return "+" if number > 0 else "−" if number < 0 else ""


def _fill(text: str, values: Mapping[str, object]) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


# --------------------------------------------------------------------------------------------------------- formats


def to_text(made: Report, found: Differences) -> str:
    """For a terminal: columns in line, wide characters counted as two."""
    lines = [made.title, "", *made.summary]
    for section in made.sections:
        lines += ["", section.title, *([section.note] if section.note else [])]
        table = [list(map(fit_to_show, row)) for row in (section.heads, *section.rows)]
        widths = [max(width(row[column]) for row in table) for column in range(len(section.heads))]
        for row in table:
            cells = []
            for column, text in enumerate(row):
                gap = " " * (widths[column] - width(text))
                cells.append(gap + text if column in section.numeric else text + gap)
            lines.append(("  " + "  ".join(cells)).rstrip())
    return "\n".join(map(fit_to_show, lines)) + "\n"


def to_markdown(made: Report, found: Differences) -> str:
    """For the page of a merge request; nothing in a record becomes a link, a mention or an image."""
    lines = [f"### {_plain(made.title)}", "", *map(_plain, made.summary)]
    for section in made.sections:
        lines += ["", f"#### {_plain(section.title)}", "", *([_plain(section.note), ""] if section.note else [])]
        lines.append("| " + " | ".join(map(_plain, section.heads)) + " |")
        marks = ["---:" if column in section.numeric else "---" for column in range(len(section.heads))]
        lines.append("| " + " | ".join(marks) + " |")
        lines += ["| " + " | ".join(map(_plain, row)) + " |" for row in section.rows]
    return "\n".join(lines) + "\n"


def to_html(made: Report, found: Differences) -> str:
    """A page of its own, without style or script."""

    def shown(text: str) -> str:
        return escape(fit_to_show(text))

    lines = [
        "<!doctype html>",
        '<html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">',
        f"<title>{shown(made.title)}</title></head><body>",
        f"<h1>{shown(made.title)}</h1>",
        *(f"<p>{shown(line)}</p>" for line in made.summary),
    ]
    for section in made.sections:
        lines.append(f"<h2>{shown(section.title)}</h2>")
        if section.note:
            lines.append(f"<p>{shown(section.note)}</p>")
        lines.append('<table border="1" cellpadding="4">')
        heads = "".join(f'<th scope="col">{shown(head)}</th>' for head in section.heads)
        lines.append(f"<thead><tr>{heads}</tr></thead><tbody>")
        for row in section.rows:
            cells = "".join(
                f'<td align="right">{shown(text)}</td>' if column in section.numeric else f"<td>{shown(text)}</td>"
                for column, text in enumerate(row)
            )
            lines.append(f"<tr>{cells}</tr>")
        lines.append("</tbody></table>")
    return "\n".join([*lines, "</body></html>"]) + "\n"


def to_json(made: Report, found: Differences) -> str:
    """For programs: exact numbers as text, money in the smallest unit."""
    facts = {
        "added": [_id(entry) for entry in found.added],
        "removed": [_id(entry) for entry in found.removed],
        "renamed": [{"was": _id(old), "now": _id(new)} for old, new in found.renamed],
        "figures": [_figure_facts(one) for one in found.figures],
        "other_values": {"/".join(key): count for key, count in found.others.items()},
        "totals": [
            {
                "stage": one.stage, "by": one.dimension, "key": one.key, "basis": one.basis,
                "was_fen": one.before, "now_fen": one.after,
            }
            for one in found.totals
        ],
        "verdicts": [{"claim": one.entry.id, "was": one.before, "now": one.after} for one in found.verdicts],
        "standings": [{"record": _id(one.entry), "was": one.before, "now": one.after} for one in found.standings],
    }  # fmt: skip
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def _figure_facts(one: Figure) -> dict[str, object]:
    difference = one.difference
    exact = difference.fen if isinstance(difference, Money) else str(difference.number) if difference else None
    return {
        "record": _id(one.entry),
        "field": ".".join(map(str, one.change.path)),
        "kind": one.change.kind,
        "was": one.change.was and fit_to_show(one.change.was),
        "now": one.change.now and fit_to_show(one.change.now),
        "difference_fen" if isinstance(difference, Money) else "difference": exact,
        "percent": None if one.percent is None else str(one.percent),
        "suspicious": one.is_jump,
        "likely_unit_slip": one.is_slip,
    }


def _id(entry: Entry) -> str:
    return "/".join(key_of(entry))


def _plain(text: str) -> str:
    """Text as Markdown that shows just that text: every sign an entity, and ``@`` one that mentions nobody."""
    shown = fit_to_show(text).replace("@", "＠")
    return "".join(f"&#{ord(sign)};" if sign in _SIGNS else sign for sign in shown)


_SIGNS: Final = frozenset("\\`*_{}[]<>#!|~$&^\"'")

FORMATS: Final[Mapping[str, Callable[[Report, Differences], str]]] = dict(
    zip(DIFFERENCE_FORMATS, (to_html, to_json, to_markdown, to_text), strict=True)
)
