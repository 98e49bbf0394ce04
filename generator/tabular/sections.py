"""From a field's type to its columns: each type of value has one way of being written in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from generator.catalogue import Catalogue
from generator.tabular.columns import Cell, Column, Labels, Section, Type, Values, merged
from generator.tracing import Question, remembered
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
from generator.values.stated import Citation, Statement
from generator.values.telephone import Telephone
from generator.values.text import UNDETERMINED, LocalizedText

BETWEEN = ";"
"""Between several ids in one cell; no id holds it."""

_PLAIN: dict[type, Type] = {
    str: Type.TEXT, CalendarDay: Type.TEXT, PartialDate: Type.DATE, WebAddress: Type.ADDRESS, DivisionCode: Type.ID,
    Year: Type.DATE, Sha256: Type.ID, OpeningHours: Type.TEXT, LastEntry: Type.TEXT, Season: Type.TEXT,
    Telephone: Type.TEXT, Mailbox: Type.TEXT,
}  # fmt: skip
_FIGURES = (Money, Price, Quantity)
_OWN_COLUMNS = frozenset({"value", "sources", "alternatives"})
"""Parts of a statement that are not simply written down: see :meth:`Sections._statement`."""


@dataclass(frozen=True)
class Field:
    """A field in the making: its key, what it is called, its type, and the vocabulary or kind that this names."""

    key: str
    labels: Mapping[str, str]
    type: Any
    of: str = ""


def unwrapped(annotation: Any) -> tuple[Any, str]:
    """A type without ``None`` and without its annotations, and the vocabulary or kind that they name."""
    of = ""
    while True:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            of = of or _named(arguments[1:])
            annotation = arguments[0]
        elif origin in (Union, UnionType) and NoneType in arguments:
            annotation = Union[tuple(one for one in arguments if one is not NoneType)]  # noqa: UP007 - made of values
        else:
            return annotation, of


def field_of(key: str, labels: Mapping[str, str], annotation: Any, notes: Any = ()) -> Field:
    """A field as its declaration has it."""
    type_, of = unwrapped(annotation)
    return Field(key, labels, type_, of or _named(notes))


def item_type(type_: Any) -> Any:
    """What a list or a mapping holds; nothing for what is neither."""
    origin, arguments = get_origin(type_), get_args(type_)
    return unwrapped(arguments[0 if origin is tuple else 1])[0] if origin in (tuple, dict) else None


def is_model(type_: Any, base: type[BaseModel] = BaseModel) -> bool:
    """Whether it is a class of ours below ``base``."""
    return isinstance(type_, type) and issubclass(type_, base)


def has_rows(type_: Any) -> bool:
    """Whether a field of this type is a table of its own: a list of parts or of texts."""
    inner = item_type(type_)
    return is_text(inner) or (is_model(inner) and not is_model(inner, Citation))


def is_text(type_: Any) -> bool:
    """Whether it is text by language."""
    return isinstance(type_, type) and issubclass(type_, LocalizedText)


class Sections:
    """The columns of the fields of one kind, for one publication."""

    def __init__(self, catalogue: Catalogue, labels: Labels, kind: str) -> None:
        """``kind`` decides how exactly points are given."""
        self.catalogue = catalogue
        self.labels = labels
        self.kind = kind
        self._known: dict[object, tuple[Values, set[Question]]] = {}

    def of(self, field: Field) -> Section:
        """The columns of one field that is no table of its own."""
        type_ = field.type
        if get_origin(type_) in (Union, UnionType):
            return self._one_of(field)
        if item_type(type_) is not None:
            return self._several(field)
        if is_model(type_, Statement):
            return self._statement(field)
        if is_model(type_):
            return joined(list(self.parts(field)))
        return self._value(field)

    def parts(self, field: Field, leave_out: frozenset[str] = frozenset()) -> Iterator[tuple[str, Section]]:
        """The fields of a part, each with its columns; those that are tables of their own are left out."""
        for name, info in field.type.model_fields.items():
            type_, _ = unwrapped(info.annotation)
            if name not in leave_out and not has_rows(type_):
                labels = self.labels.part(field.labels, name)
                yield name, self.of(field_of(f"{field.key}.{name}", labels, info.annotation, info.metadata))

    def names(self, value: Term | Reference) -> Values:
        """What an id stands for, in each language; nothing for one that is not known."""
        return remembered(self._known, (type(value), value), lambda: self._names(value))

    def _names(self, value: Term | Reference) -> Values:
        if isinstance(value, Term):
            known = self.catalogue.term(value)
            text = known.label if known else None
        else:
            entry = self.catalogue.find(value)
            text = entry.heading if entry else None
        return tuple(language.plain(text) if text else None for language in self.labels.languages)

    def texts(self, text: LocalizedText) -> Values:
        """A text in each language that it has; in the first column in any, where it has none of them."""
        default, *others = self.labels.codes
        first = text.texts.get(default) or text.texts.get(UNDETERMINED)
        rest = [text.texts.get(code) for code in others]
        return [first or (None if any(rest) else str(text)), *rest]

    def in_languages(self, field: Field, type_: Type = Type.TEXT) -> list[Column]:
        """A column for each language."""
        return [
            Column(f"{field.key}.{code}", type_, self.labels.in_language(field.labels, code))
            for code in self.labels.codes
        ]

    def _one_of(self, field: Field) -> Section:
        """A field that is of one type or another: the columns of all of them."""
        types = [unwrapped(one)[0] for one in get_args(field.type)]
        sections = [self.of(Field(field.key, field.labels, type_)) for type_ in types]
        columns, places = merged(sections)

        def fill(value: object) -> Values:
            number = next(number for number, type_ in enumerate(types) if isinstance(value, type_))
            cells: list[Cell] = [None] * len(columns)
            for place, cell in zip(places[number], sections[number].fill(value), strict=True):
                cells[place] = cell
            return cells

        return Section(columns, fill)

    def _several(self, field: Field) -> Section:
        inner = item_type(field.type)
        if inner is Citation:
            return Section((Column(field.key, Type.IDS, field.labels, "source"),), lambda found: [cited(found)])
        of = unwrapped(get_args(field.type)[0])[1] or field.of
        ids = Column(field.key, Type.IDS, field.labels, of)
        if inner not in (Reference, Term):
            return Section((ids,), lambda found: [BETWEEN.join(map(str, _listed(found))) or None])

        def fill(found: object) -> Values:
            items = _listed(found)
            if not items:
                return [None] * (1 + len(self.labels.codes))
            known = [[str(name or item) for name in self.names(item)] for item in items]
            return [BETWEEN.join(map(str, items)), *(BETWEEN.join(names) for names in zip(*known, strict=True))]

        return Section((ids, *self.in_languages(field)), fill)

    def _statement(self, field: Field) -> Section:
        """A statement: its value, how it was put, why there is none, and what else it says."""
        inner = unwrapped(field.type.model_fields["value"].annotation)[0]
        figure = inner in _FIGURES
        value = self.of(field_of(f"{field.key}.value", field.labels, field.type.model_fields["value"].annotation))
        # The unit of a quantity is written beside it or in it; the value's own columns have either.
        aside = _OWN_COLUMNS | (frozenset({"unit"}) if inner is Quantity else frozenset())
        rest = joined(list(self.parts(field, aside)))
        of_sources = self.labels.part(field.labels, "sources")
        sources = self.of(field_of(f"{field.key}.sources", of_sources, tuple[Citation, ...]))
        stated_as = next(number for number, column in enumerate(rest.columns) if column.key == f"{field.key}.stated_as")

        def fill(statement: object) -> Values:
            assert isinstance(statement, Statement)
            found = statement.value
            if isinstance(found, Quantity):
                cells = self._quantity(found, getattr(statement, "unit", None))
            else:
                cells = value.blank if found is None else value.fill(found)
            more = list(rest.fill(statement))
            if figure and found is not None:
                more[stated_as] = more[stated_as] or found.written
            return [*cells, *more, *sources.fill(statement.sources)]

        return Section((*value.columns, *rest.columns, *sources.columns), fill)

    def _quantity(self, quantity: Quantity, unit: Term | None) -> Values:
        known = unit or (Term("unit", id_) if (id_ := self.catalogue.unit(quantity.unit)) else None)
        names = self.names(known) if known else [None] * len(self.labels.codes)
        return [quantity.number, quantity.step, known.id if known else quantity.unit or None, *names]

    def _value(self, field: Field) -> Section:
        type_, key, labels = field.type, field.key, field.labels
        part = self.labels.part
        if is_text(type_):
            return Section(tuple(self.in_languages(field)), lambda text: self.texts(_as(LocalizedText, text)))
        if type_ in (Term, Reference):
            ids = Column(key, Type.ID, labels, field.of)
            return Section((ids, *self.in_languages(field)), lambda found: [str(found), *self.names(found)])  # type: ignore[arg-type]
        if type_ is bool:
            return Section((Column(key, Type.YES_NO, labels),), lambda found: [bool(found)])
        if type_ in (Money, Price):
            columns: tuple[Column, ...] = (
                Column(key, Type.AMOUNT, labels),
                Column(f"{key}.currency", Type.ID, part(labels, "currency")),
                Column(f"{key}.step", Type.AMOUNT, part(labels, "step")),
            )
            currency = self.catalogue.publication.currency
            return Section(columns, lambda found: _money(_as(Money, found), currency))
        if type_ is Quantity:
            unit = part(labels, "unit")
            columns = (
                Column(key, Type.NUMBER, labels),
                Column(f"{key}.step", Type.NUMBER, part(labels, "step")),
                Column(f"{key}.unit", Type.ID, unit, "unit"),
                *self.in_languages(Field(f"{key}.unit", unit, Term)),
            )
            return Section(columns, lambda found: self._quantity(_as(Quantity, found), None))
        if type_ is Period:
            ends = tuple(Column(f"{key}.{end}", Type.DATE, part(labels, end)) for end in ("from", "to"))
            return Section(ends, lambda found: _ends(_as(Period, found)))
        if type_ is Coordinates:
            point = tuple(Column(f"{key}.{name}", Type.NUMBER, part(labels, name)) for name in ("lat", "lon"))
            return Section(point, self._point)
        if type_ is LineString:
            names = ("points", "length_m")
            measured = tuple(Column(f"{key}.{name}", Type.NUMBER, part(labels, name)) for name in names)
            return Section(measured, self._line)
        plain = Type.ID if isinstance(type_, type) and issubclass(type_, StrEnum) else _PLAIN[type_]
        return Section((Column(key, plain, labels, field.of),), lambda found: [str(found)])

    def _point(self, found: object) -> Values:
        # With the digits that the map shows: a table is no way around its rounding.
        decimals = self.catalogue.publication.map.decimals(self.kind)
        point = _as(Coordinates, found).wgs84().rounded(decimals)
        return [point.lat, point.lon]

    def _line(self, found: object) -> Values:
        # The line itself is in the GeoJSON; a cell of a spreadsheet holds what can be read in one.
        line = _as(LineString, found).rounded(self.catalogue.publication.map.decimals(self.kind))
        return [len(line.positions), round(line.length_m)]


def joined(parts: list[tuple[str, Section]], without: str = "") -> Section:
    """Sections side by side, each filled from the attribute of its name, or from the whole where it has none."""
    columns = tuple(column for _, section in parts for column in section.columns)
    kept = tuple(number for number, column in enumerate(columns) if column.key != without)

    def fill(whole: object) -> Values:
        cells: list[Cell] = []
        for name, section in parts:
            value = getattr(whole, name) if name else whole
            cells.extend(section.blank if value is None else section.fill(value))
        return cells if len(kept) == len(columns) else [cells[number] for number in kept]

    return Section(tuple(columns[number] for number in kept), fill)


def cited(citations: object) -> Cell:
    """The ids of what is cited, each once."""
    return BETWEEN.join(dict.fromkeys(str(one.source) for one in _listed(citations))) or None


def _money(money: Money, currency: str) -> Values:
    return [money.amount, money.currency or currency, Decimal(money.step).scaleb(-2)]


def _ends(period: Period) -> Values:
    return [str(end) if end else None for end in (period.start, period.end)]


def _listed(found: object) -> tuple[Any, ...]:
    assert isinstance(found, tuple)
    return found


def _named(notes: Any) -> str:
    """The vocabulary or the kind that annotations name."""
    for note in notes:
        if isinstance(note, WordOf):
            return note.vocabulary
        if isinstance(note, RefersTo):
            return note.kind
    return ""


def _as(type_: Callable[..., Any], value: object) -> Any:
    assert isinstance(value, type_)  # type: ignore[arg-type]
    return value
