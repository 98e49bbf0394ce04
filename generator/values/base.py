"""How a value of ours is read by pydantic: from what an editor wrote, with refusals instead of exceptions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from generator.findings import Refusal

T = TypeVar("T")


def heard(parse: Callable[[Any], T]) -> Callable[[Any], T]:
    """``parse`` for use as a pydantic validator: a :class:`Refusal` becomes an error with the finding's code."""

    def read(data: Any) -> T:
        try:
            return parse(data)
        except Refusal as refusal:
            # pydantic fills `{…}` in its template; the code is the whole template, the arguments travel in ctx.
            raise PydanticCustomError(refusal.code, "refused", dict(refusal.arguments)) from None

    return read


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
            heard(cls._read), serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return dict(cls.json_schema)


def text_of(data: object) -> str:
    """The scalar's text; a list, a mapping or nothing is refused."""
    if isinstance(data, str):
        return data
    raise Refusal("not-text" if isinstance(data, list | dict) else "value-missing")
