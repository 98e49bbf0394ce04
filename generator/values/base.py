"""How a value of ours is read by pydantic: from what an editor wrote, with refusals instead of exceptions."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, ClassVar, Self, TypeVar, cast

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from generator.findings import Refusal

T = TypeVar("T")

MOST_SHARED, LONGEST_SHARED = 1 << 14, 80
"""How many writings are remembered for each way of reading, and how long they may be, in characters."""


def heard(parse: Callable[[Any], T]) -> Callable[[Any], T]:
    """``parse`` for use as a pydantic validator: a :class:`Refusal` becomes an error with the finding's code."""

    def read(data: Any) -> T:
        try:
            return parse(data)
        except Refusal as refusal:
            raise _told(refusal) from None

    return read


def heard_once(parse: Callable[[Any], T]) -> Callable[[Any], T]:
    """:func:`heard` for a pure ``parse`` to immutable values: dates, ids and names repeat in thousands of records.

    What was read of the same writing before is taken again, which is quicker and holds it in memory once.
    """
    known = lru_cache(MOST_SHARED)(parse)

    def read(data: Any) -> T:
        try:
            return known(data) if type(data) is str and len(data) <= LONGEST_SHARED else parse(data)
        except Refusal as refusal:
            raise _told(refusal) from None

    return read


def _told(refusal: Refusal) -> PydanticCustomError:
    # pydantic fills `{…}` in its template; the code is the whole template, the arguments travel in ctx.
    return PydanticCustomError(refusal.code, "refused", dict(refusal.arguments))


class Written:
    """Mixin of a frozen value that editors write as text (or a small mapping) and that ``parse`` reads."""

    __slots__ = ()

    json_schema: ClassVar[JsonSchemaValue] = {"type": "string"}
    """What an editor's tool should accept, as JSON Schema (draft-07 terms only)."""

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read what was written; raises :class:`Refusal`."""
        raise NotImplementedError

    @classmethod
    def _read(cls, data: object) -> Self:
        return data if isinstance(data, cls) else cls.parse(data)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _reader(cast(Any, cls)), serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return dict(cls.json_schema)


@cache
def _reader(class_: Any) -> Callable[[Any], Written]:
    """One for each class and not for each field, so that a writing is known wherever it stands."""
    return heard_once(class_._read)


def text_of(data: object) -> str:
    """The scalar's text; a list, a mapping or nothing is refused."""
    if isinstance(data, str):
        return data
    raise Refusal("not-text" if isinstance(data, list | dict) else "value-missing")
