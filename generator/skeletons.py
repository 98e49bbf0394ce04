"""The beginning of a record: every field of its kind with its help, all but the required ones commented out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from generator.publication import Vocabularies
from generator.records import Kind
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
from generator.values.stated import Basis, Citation, Line, Stated, Statement
from generator.values.telephone import Telephone
from generator.values.text import LocalizedText
from generator.wordlists import read_words

Shape = str | list["Shape"] | dict[str, "Shape"]

LANGUAGES = ("zh", "en")
MOST_OPTIONS = 12
"""Words of a vocabulary that are listed; of a longer one the beginning."""

_EXAMPLES: Mapping[type, str] = {
    Price: "80元",
    Money: "9949 万元",
    OpeningHours: "Tu-Su 09:00-17:00",
    Telephone: "12345",
    Mailbox: "info@example.org",
    LastEntry: "16:30",
    Season: "Apr-Oct",
    CalendarDay: "1/15",
    Quantity: "1951",
    Year: "2027",
    PartialDate: "2014-05-01",
    Period: "2014/2016-05",
    Coordinates: "{lat: 36.6169, lon: 101.7781}",
    LineString: "{type: LineString, coordinates: [[101.7781, 36.6169], [101.7792, 36.6175]]}",
    WebAddress: "https://www.example.org/",
    DivisionCode: '"630121"',
    Sha256: "0" * 64,
    bool: "true",
    str: "…",
}


def skeleton(kind: Kind, id_: str, language: str, vocabularies: Vocabularies) -> str:
    """The text of a new record's file; it passes the check once what is required is filled in."""
    words, own = read_words(language), read_words(f"skeletons.{language}")
    name = words["kinds"][kind.name]["one"]
    lines = [f"## {own['head']}".replace("{kind}", name).replace("{id}", id_)]
    for required in (True, False):
        lines += ["", f"## —— {own['required' if required else 'optional']} ——"]
        for field, info in kind.fields.items():
            if info.is_required() is required:
                help_ = _help(words, kind, field, language)
                lines += ["", *(f"## {line}" for line in [help_, *_options(info, vocabularies, language, own)] if line)]
                shape = _blank(_shape_of(info), id_) if required else _shape_of(info)
                lines += [line if required else f"# {line}" for line in _written({field: shape})]
    return "\n".join(lines).replace("## ", "# ") + "\n"


def _help(words: Mapping[str, Any], kind: Kind, field: str, language: str) -> str:
    found = words["fields"].get(kind.name, {}).get(field) or words["fields"]["record"].get(field) or {}
    parts = [str(found.get(part) or "") for part in ("label", "help")]
    return ("：" if language.startswith("zh") else ": ").join(filter(None, parts))


def _options(info: FieldInfo, vocabularies: Vocabularies, language: str, own: Mapping[str, Any]) -> Iterator[str]:
    """The words that may be written, where the field is taken from a vocabulary."""
    for word in _marks(info.annotation, info.metadata, WordOf):
        terms = vocabularies.get(word.vocabulary, {})
        listed = [f"{id_} {term.label.pick(language, language)[0]}" for id_, term in terms.items()]
        if listed:
            separator, colon = ("；", "：") if language.startswith("zh") else ("; ", ": ")
            yield own["options"] + colon + separator.join(listed[:MOST_OPTIONS])
        if len(listed) > MOST_OPTIONS:
            yield own["more"].replace("{vocabulary}", word.vocabulary)


def _marks(annotation: Any, metadata: Iterable[Any], type_: type) -> Iterator[Any]:
    """The marks of a type on an annotation or in it; a statement's other fields are not looked at."""
    yield from (mark for mark in metadata if isinstance(mark, type_))
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        yield from _marks(inner, more, type_)
    elif isinstance(annotation, type) and issubclass(annotation, Stated):
        value = annotation.model_fields["value"]
        yield from _marks(value.annotation, value.metadata, type_)
    elif not isinstance(annotation, type):
        for argument in get_args(annotation):
            yield from _marks(argument, (), type_)


def _shape_of(info: FieldInfo) -> Shape:
    # What a payment mostly is, it is by itself; that nothing is stated would be a poor example.
    if isinstance(info.default, StrEnum) and info.default is not Basis.NOT_STATED:
        return str(info.default)
    return _shape(info.annotation, info.metadata)


def _shape(annotation: Any, metadata: Iterable[Any]) -> Shape:
    """An example of what stands in a field of that type."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _shape(inner, [*metadata, *more])
    if isinstance(annotation, type) and not get_args(annotation):
        return _shape_of_type(annotation, metadata)
    arguments = [argument for argument in get_args(annotation) if argument not in (type(None), Ellipsis)]
    if get_origin(annotation) is dict:
        return {language: _shape(arguments[1], ()) for language in LANGUAGES}
    if get_origin(annotation) is tuple:
        return [_shape(arguments[0], ())]
    return _shape(arguments[0], metadata)


def _shape_of_type(type_: type, metadata: Iterable[Any]) -> Shape:
    if type_ is Reference:
        return next(f"{mark.kind}-id" for mark in metadata if isinstance(mark, RefersTo))
    if type_ is Term:
        return "…"
    if issubclass(type_, LocalizedText):
        return dict.fromkeys(LANGUAGES, "…")
    if issubclass(type_, StrEnum):
        return str(next(iter(type_)))
    if type_ is Citation:
        return "source-id"
    if issubclass(type_, Statement):
        own = {name: field for name, field in type_.model_fields.items() if name not in Stated.model_fields}
        value = _shape_of(type_.model_fields["value"])
        if all(field.annotation == Line | None for field in own.values()):
            return value  # details in words: whoever has them knows where they go
        return {"value": value, **{name: _shape_of(field) for name, field in own.items()}} if own else value
    if issubclass(type_, BaseModel):
        return {name: _shape_of(field) for name, field in type_.model_fields.items()}
    example = next(example for known, example in _EXAMPLES.items() if issubclass(type_, known))
    if type_ is not str:
        return example
    return next(text for text in (example, "short-name", "1") if _is_accepted(text, metadata))


def _is_accepted(text: str, metadata: Iterable[Any]) -> bool:
    """Whether any text will do, or only a name in the form of an id."""
    try:
        TypeAdapter(Annotated[(str, *metadata)]).validate_python(text)
    except ValidationError:
        return False
    return True


def _blank(shape: Shape, id_: str) -> Shape:
    """The same with nothing in it; only the code of a place is known already, since its file is named after it."""
    if isinstance(shape, dict):
        return {name: _blank(inner, id_) for name, inner in shape.items()}
    return f'"{id_}"' if shape == _EXAMPLES[DivisionCode] and id_.isdecimal() else ""


def _written(shape: dict[str, Shape], indent: str = "") -> Iterator[str]:
    """The shape as lines of YAML."""
    for name, inner in shape.items():
        if isinstance(inner, str):
            yield f"{indent}{name}: {inner}".rstrip()
        elif isinstance(inner, dict):
            yield f"{indent}{name}:"
            yield from _written(inner, indent + "  ")
        elif isinstance(inner[0], dict):
            yield f"{indent}{name}:"
            first, *others = _written(inner[0], indent + "    ")
            yield f"{indent}  - {first.lstrip()}"
            yield from others
        else:
            yield f"{indent}{name}: [{inner[0]}]"
