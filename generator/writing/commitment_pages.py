"""What stands on the page of a commitment, and how it stands: a word with its shape, and the rules in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.drawing.charts.bars import Bar
from generator.drawing.charts.canvas import Datum
from generator.loader import Entry
from generator.pledges import (
    Figure,
    Pledge,
    StageStanding,
    StageState,
    Standing,
    figure_of,
    pledge,
    share_of_way,
)
from generator.records.commitment import Commitment, Stage
from generator.values.stated import Amount, Citation
from generator.writing import charts, facts
from generator.writing.escaping import assembled, element, escape
from generator.writing.page import Page
from generator.writing.shown import quantity, show, statement

View = dict[str, Any]


def commitment_view(page: Page, entry: Entry) -> View:
    """What the template of a commitment is given besides what all records have."""
    commitment: Commitment = entry.record
    found = pledge(page.catalogue, entry)
    return {
        "kicker": element("span", page.word("commitment.kicker")) + Markup(" ") + standing_tag(page, found),
        "explained": _explained(page, entry, found),
        "undertaken": _undertaken(page, entry),
        "progress": _progress(page, entry),
        "levels": _levels(page, entry),
        "stages": assembled([_stage(page, entry, one) for one in found.stages]),
        "related": [
            (f"commitment.{name}", name, [one for reference in found_ if (one := page.catalogue.find(reference))])
            for name in ("projects", "claims", "policies")
            if (found_ := getattr(commitment, name, ()))
        ],
    }


def standing_tag(page: Page, found: Pledge) -> Markup:
    """How a commitment stands, with its shape; a reader's own date may turn it late."""
    word = page.word(f"pledge.standing.{found.standing}")
    late = page.word(f"pledge.standing.{Standing.LATE}")
    turning: dict[str, object] = _turning(page, found.turns, late)
    return element("span", word, class_=f"k-standing k-{found.standing}", **turning)


def standing_word(page: Page, standing: Standing) -> Markup:
    """The word for how a commitment stands, with its shape."""
    return element("span", page.word(f"pledge.standing.{standing}"), class_=f"k-standing k-{standing}")


def _turning(page: Page, turns: date | None, then: str) -> dict[str, object]:
    if turns is None:
        return {}
    return {"data_due": turns.isoformat(), "data_then": then, "data_zone": page.catalogue.publication.time_zone}


def _explained(page: Page, entry: Entry, found: Pledge) -> Markup:
    """Why it stands so, in a sentence, and the way to the rules."""
    word = f"pledge.why.{found.why}" if found.why else f"pledge.because.{found.standing}"
    as_of = page.catalogue.surroundings.as_of
    said = escape(page.word(word))
    if as_of and found.standing in (Standing.DUE, Standing.ON_TIME, Standing.LATE):
        day = page.word("pledge.as_of", date=page.language.day(as_of))
        said += Markup(" ") + element("span", day, class_="p-as-of")
    rules = element("a", page.word("pledge.rules"), href=page.to(f"{addresses.GLOSSARY}#commitments"))
    return said + Markup(" ") + rules


def _undertaken(page: Page, entry: Entry) -> Markup:
    """Who answers for what, and when: absence keeps its place."""
    commitment: Commitment = entry.record
    label, rows = page.language.label, Markup()
    shown = statement(page, commitment.responsible, entry)
    if commitment.responsible.note:
        shown += element("small", page.text(commitment.responsible.note), class_="p-remark")
    rows += facts.row(label("commitment", "responsible"), shown)
    for party in commitment.parties:
        rows += facts.row(page.term(party.role), page.reference(party.organisation))
    for name in ("period", "indicator"):
        rows += facts.row(label("commitment", name), show(page, getattr(commitment, name), entry))
    if commitment.unit:
        rows += facts.row(label("commitment", "unit"), page.term(commitment.unit))
    rows += facts.row(label("commitment", "target"), _target(page, entry))
    if commitment.baseline:
        rows += facts.row(label("commitment", "baseline"), _level(page, entry, commitment.baseline))
    if commitment.place:
        rows += facts.row(label("commitment", "place"), page.reference(commitment.place))
    return element("dl", rows, class_="p-facts")


def _target(page: Page, entry: Entry) -> Markup:
    commitment: Commitment = entry.record
    parts = []
    if commitment.target or not commitment.target_text:
        shown = _level(page, entry, commitment.target)
        if commitment.direction and commitment.target and commitment.target.value is not None:
            shown = escape(page.word(f"pledge.direction.{commitment.direction}")) + Markup(" ") + shown
        parts.append(shown)
    if commitment.target_text:
        parts.append(statement(page, commitment.target_text, entry))
    return Markup("<br>").join(parts)


def _level(page: Page, entry: Entry, level: Any) -> Markup:
    """A level in the unit of the indicator."""
    if level is None or level.value is None or isinstance(level, Amount) or level.value.unit:
        return show(page, level, entry)
    return statement(page, level, entry, shown=quantity(page, level.value, entry.record.unit))


def _steps(page: Page, entry: Entry) -> Iterator[tuple[str, Any, Figure | None]]:
    """Baseline, what the steps say, target: what each is called, its level, and its figure."""
    commitment: Commitment = entry.record
    base = commitment.baseline
    if base:
        yield page.word("pledge.baseline"), base, figure_of(page.catalogue, commitment, base)
    for stage in commitment.stages:
        if stage.value:
            name = page.word(f"pledge.stage.{stage.stage}")
            yield name, stage.value, figure_of(page.catalogue, commitment, stage.value)
    if commitment.target:
        name = page.word("pledge.target")
        if commitment.direction:
            direction = page.word(f"pledge.direction.{commitment.direction}")
            name = page.word("pledge.target_side", direction=direction)
        yield name, commitment.target, figure_of(page.catalogue, commitment, commitment.target)


def _progress(page: Page, entry: Entry) -> Markup:
    """From the baseline to the target, drawn; empty where there is nothing to put beside the target."""
    steps = [(name, level, figure) for name, level, figure in _steps(page, entry) if figure]
    target = figure_of(page.catalogue, entry.record, entry.record.target)
    if target is None or len(steps) < 2 or any(figure.of != target.of for _, _, figure in steps):
        return Markup()
    data = [Bar(name, _datum(page, entry, level, figure), 2 if level is entry.record.target else 1)
            for name, level, figure in steps]  # fmt: skip
    cited: list[Citation] = []
    for _, level, _ in steps:
        cited += level.sources or entry.record.sources
    indicator = entry.record.indicator
    title = page.language.plain(indicator.value) if indicator and indicator.value else page.word("pledge.progress")
    return charts.figure(
        page,
        charts.bars(data),
        ident="progress",
        title=title,
        description=page.word("pledge.progress_text"),
        heads=[page.word("pledge.step"), page.word("pledge.level")],
        notes=[charts.source_note(page, cited)],
    )


def _datum(page: Page, entry: Entry, level: Any, figure: Figure) -> Datum:
    return Datum(figure.number, " ".join(_level_text(page, entry, level).split()))


def _level_text(page: Page, entry: Entry, level: Any) -> str:
    value = level.value
    if isinstance(level, Amount):
        return str(page.language.money(value))
    own = entry.record.unit.id if entry.record.unit else ""
    unit = page.catalogue.unit(value.unit) if value.unit else own
    return str(page.language.quantity(value, page.catalogue.vocabularies.get("unit", {}).get(unit or "")))


def _levels(page: Page, entry: Entry) -> Markup:
    """The same figures as a ledger, each with its source and how far of the way it is."""
    commitment: Commitment = entry.record
    base = figure_of(page.catalogue, commitment, commitment.baseline)
    target = figure_of(page.catalogue, commitment, commitment.target)
    lines = []
    for name, level, figure in _steps(page, entry):
        way = share_of_way(target, figure, base) if target and figure and base else None
        share = "" if way is None or level is commitment.baseline else page.word("pledge.percent", number=_percent(way))
        lines.append([escape(name), _level(page, entry, level), escape(share or "—")])
    if sum(figure is not None for *_, figure in _steps(page, entry)) < 2:
        return Markup()
    heads = [page.word("pledge.step"), page.word("pledge.level"), page.word("pledge.way")]
    return facts.table(page.word("pledge.levels"), heads, lines, numeric={1, 2}, under=True)


def _percent(way: Fraction) -> str:
    """Whole percents, rounded down: 99.9 % of the way is not all of it."""
    return str((way * 100).__floor__())


def _stage(page: Page, entry: Entry, found: StageStanding) -> Markup:
    """A step of the year: what it is, how it stands, and what is known of it."""
    stage: Stage = found.stage
    turning = _turning(page, found.turns if found.state is StageState.DUE else None, page.word("pledge.state.overdue"))
    tag = element("span", page.word(f"pledge.state.{found.state}"), class_=f"k-standing k-{found.state}", **turning)
    head = element("h3", escape(page.word(f"pledge.stage_long.{stage.stage}")), class_="k-step")
    rows = Markup()
    for name in ("due", "date"):
        stated = getattr(stage, name)
        if stated is not None:
            rows += facts.row(page.word(f"pledge.{name}"), _when(page, entry, stated))
    if found.state is StageState.OVERDUE and found.turns and page.catalogue.surroundings.as_of:
        late = (page.catalogue.surroundings.as_of - found.turns + timedelta(days=1)).days
        rows += facts.row(page.word("pledge.overdue_by"), page.word("pledge.days", count=page.language.integer(late)))
    if stage.value:
        rows += facts.row(page.word("pledge.level"), _level(page, entry, stage.value))
    if stage.outcome:
        rows += facts.row(page.word("pledge.outcome"), show(page, stage.outcome, entry))
    if stage.text:
        rows += facts.row(page.word("pledge.text"), statement(page, stage.text, entry))
    if stage.evidence:
        rows += facts.row(page.word("pledge.evidence"), *(_document(page, entry, one) for one in stage.evidence))
    return element("li", head + element("p", tag) + (element("dl", rows, class_="p-facts") if rows else Markup()))


def _when(page: Page, entry: Entry, stated: Any) -> Markup:
    """A date; where none is stated, in the words of the source."""
    shown = statement(page, stated, entry)
    if stated.value is None and stated.stated_as:
        said = element("span", page.word("as_stated", text=stated.stated_as), class_="p-stated")
        return Markup(" ").join([shown, said])
    return shown


def _document(page: Page, entry: Entry, document: Any) -> Markup:
    parts = [page.text(document.title)]
    if document.type:
        parts.append(element("span", page.term(document.type), class_="p-basis"))
    parts += [show(page, one, entry) for one in (document.date, document.url, document.source) if one is not None]
    return Markup(" ").join(parts)


def standing_of(page: Page, entry: Entry) -> tuple[Markup, str]:
    """How a commitment stands in a list: its mark, and the word that people choose by."""
    found = pledge(page.catalogue, entry)
    return standing_tag(page, found), page.word(f"pledge.standing.{found.standing}")
