"""The public JSON form of a plan: how its values lie in JSON, both ways, and the JSON Schema of it.

It differs from the model in three things only: the cells of an activity lie beside its ``kind``, a text without
looks is a plain string, and blank parts are left out. A ``when`` or ``responsible`` given as a plain string is words
still to be understood; as an object it is taken as it is.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeVar, cast

import msgspec
from msgspec.structs import fields

from planforms.model import (
    Activity,
    Cell,
    Heading,
    Note,
    Paragraph,
    Period,
    Plan,
    Responsible,
    Row,
    Text,
    Timing,
    Value,
)
from planforms.paths import cell_type, understand
from planforms.text import without_forbidden

FORMAT = "planforms/1"
SCHEMA_ID = "urn:planforms:plan:1"

Json = dict[str, Any]
_T = TypeVar("_T")
_TEXT_FIELDS = ("title", "words", "text")
_ROW_KEYS = frozenset({"kind", "joined"})


class InvalidFormError(ValueError):
    """A JSON value does not have the form of a plan; the message names the path to it."""


class _RichText(Value, frozen=True):
    """How a text with looks lies in JSON."""

    paragraphs: tuple[Paragraph, ...]


# The plan as msgspec sees it: every field of the model, the rows not looked into.
_PlanForm = msgspec.defstruct(
    "_PlanForm",
    [
        ("format", Literal["planforms/1"]),
        *((f.name, f.type, msgspec.field(default=f.default, default_factory=f.default_factory))  # type: ignore[call-overload]
          for f in fields(Plan) if f.name != "rows"),
        ("rows", tuple[dict[str, Any], ...], ()),
    ],
    kw_only=True,
    frozen=True,
    forbid_unknown_fields=True,
)  # fmt: skip


def to_form(plan: Plan) -> Json:
    """*plan* as JSON values, less the characters that no document can hold."""
    form = {name: _encoded(getattr(plan, name)) for name in plan.__struct_fields__ if name != "rows"}
    form["rows"] = [_row_form(row) for row in plan.rows]
    blank: tuple[object, ...] = ("", [], {}, None)
    kept = {name: form[name] for name in plan.__struct_fields__ if form[name] not in blank}
    return {"format": FORMAT, **cast("Json", printable(kept))}


def write(plan: Plan) -> bytes:
    """*plan* as indented UTF-8 JSON, ending in a line break; the same plan gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(to_form(plan)), indent=2) + b"\n"


def from_form(form: object) -> Plan:
    """The plan that JSON values hold.

    Raises:
        InvalidFormError: a value is not of the published form.
    """
    shell: Any = _convert(form, _PlanForm, "")
    rows = tuple(_row(row, f".rows[{i}]", shell.period) for i, row in enumerate(shell.rows))
    known = {name: getattr(shell, name) for name in Plan.__struct_fields__ if name != "rows"}
    return Plan(rows=rows, **known)


def printable(form: object) -> object:
    """JSON values less the characters that no document can hold: control characters, lone surrogates."""
    match form:
        case str():
            return without_forbidden(form)
        case dict():
            return {name: printable(value) for name, value in form.items()}
        case list() | tuple():
            return [printable(value) for value in form]
        case _:
            return form


def _encoded(value: object) -> Any:  # noqa: ANN401
    return _without_blank_texts(msgspec.to_builtins(value, enc_hook=_encode))


def _encode(value: object) -> object:
    if not isinstance(value, Text):
        raise NotImplementedError
    words = str(value)
    return words if Text.of(words) == value else _RichText(value.paragraphs)


def _without_blank_texts(form: object) -> object:
    match form:
        case {"paragraphs": _}:
            return form
        case dict():
            # A struct leaves out its own defaults, but an empty Text is written by the hook, after that.
            blank = {name for name in _TEXT_FIELDS if form.get(name) == ""}
            return {name: _without_blank_texts(value) for name, value in form.items() if name not in blank}
        case list() | tuple():
            return [_without_blank_texts(value) for value in form]
        case _:
            return form


def _row_form(row: Row) -> Json:
    if not isinstance(row, Activity):
        return cast("Json", msgspec.to_builtins(row, enc_hook=_encode))
    cells = {column: _cell_form(cell) for column, cell in row.cells.items()}
    return {"kind": "activity", **cells, **({"joined": list(row.joined)} if row.joined else {})}


def _cell_form(cell: Cell) -> object:
    return msgspec.to_builtins(cell, enc_hook=_encode) if isinstance(cell, Text) else _encoded(cell)


def _row(form: Json, path: str, period: Period | None) -> Row:
    match form.get("kind"):
        case "heading":
            return _convert(form, Heading, path)
        case "note":
            return _convert(form, Note, path)
        case "activity":
            cells = {column: _cell(column, value, f"{path}.{column}", period) for column, value in _cells(form)}
            return Activity(cells, _convert(form.get("joined", []), tuple[str, ...], f"{path}.joined"))
        case _:
            message = f"Expected `kind` to be `heading`, `activity` or `note` - at `${path}`"
            raise InvalidFormError(message)


def _cells(form: Json) -> Iterator[tuple[str, object]]:
    return ((name, value) for name, value in form.items() if name not in _ROW_KEYS)


def _cell(column: str, value: object, path: str, period: Period | None) -> Cell:
    kind = cell_type(column)
    if isinstance(value, str) and kind is not Text:
        return understand(column, Text.of(value), period)
    return _convert(value, kind, path)


def _convert(value: object, kind: type[_T], path: str) -> _T:
    try:
        return msgspec.convert(value, kind, dec_hook=_decode)
    except msgspec.ValidationError as error:
        message = str(error) if "`$" in str(error) else f"{error} - at `$`"
        message = message.replace("`$", f"`${path}", 1)
        raise InvalidFormError(message) from error


def _decode(kind: type, value: object) -> object:
    if kind is not Text:
        raise NotImplementedError
    if isinstance(value, str):
        return Text.of(value)
    return Text(msgspec.convert(value, _RichText).paragraphs)


def schema() -> Json:
    """The JSON Schema (2020-12) of the public form."""
    (plan, timing, responsible, heading, note), parts = msgspec.json.schema_components(
        [_PlanForm, Timing, Responsible, Heading, Note],
        schema_hook=_schema,
        ref_template="#/$defs/{name}",
    )
    rich = msgspec.json.schema_components([_RichText], ref_template="#/$defs/{name}")[1]
    parts["Text"] = {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/RichText"}]}
    parts["RichText"] = rich.pop("_RichText")
    parts |= rich
    parts["Activity"] = _activity_schema(timing, responsible)
    body = parts.pop(plan["$ref"].rpartition("/")[2])
    body["title"] = "planforms plan"
    body["properties"]["rows"]["items"] = {"anyOf": [heading, {"$ref": "#/$defs/Activity"}, note]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **body,
        "$defs": dict(sorted(parts.items())),
    }


def _activity_schema(timing: Mapping[str, object], responsible: Mapping[str, object]) -> Json:
    words = {"type": "string", "description": "words still to be understood"}
    return {
        "title": "Activity",
        "description": "One row of the plan: a cell beside each column id it has something in.",
        "type": "object",
        "properties": {
            "kind": {"const": "activity"},
            "joined": {"type": "array", "items": {"type": "string"}},
        },
        "patternProperties": {
            r"^when(-\d+)?$": {"anyOf": [words, timing]},
            r"^(responsible|performers)(-\d+)?$": {"anyOf": [words, responsible]},
        },
        "additionalProperties": {"$ref": "#/$defs/Text"},
        "required": ["kind"],
    }


def _schema(kind: type) -> Json:
    if kind is not Text:
        raise NotImplementedError
    return {"$ref": "#/$defs/Text"}
