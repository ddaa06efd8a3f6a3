"""What a school always says, kept once in ``planforms.toml``: pure, from the bytes of the file to values.

Where the file is looked for is the command line's business.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from planforms.dates import Break, SchoolBreak
from planforms.errors import UsageError
from planforms.letters import fold
from planforms.model import Plan

FILE_NAME = "planforms.toml"

_TEXTS = {
    "institution": "institution",
    "town": "town",
    "head-position": "head_position",
    "head-name": "head_name",
    "legal-basis": "legal_basis",
    "template": "template",
}
_BREAKS = "breaks"
_KEYS = (*_TEXTS, _BREAKS)
_BREAK_KEYS = ("name", "first", "last")
_LIKE_ENOUGH = 60.0
_FEBRUARY, _SEPTEMBER = 2, 9


class OwnBreak(Struct, frozen=True):
    """A break of the school's own: pupils' holidays from ``first`` to ``last``, both included."""

    name: str
    first: dt.date
    last: dt.date


class Settings(Struct, frozen=True, kw_only=True):
    """What a school always says; blank where its file does not say it.

    Attributes:
        institution: the school, in the nominative.
        town: where its documents are made.
        head_position: ``direktorius``, ``direktorė``.
        head_name: the head's name and surname.
        legal_basis: what an order that approves a plan rests on, in the instrumental.
        template: a DOCX template, as written: a path from the folder of the settings.
        breaks: the school's own breaks.
    """

    institution: str = ""
    town: str = ""
    head_position: str = ""
    head_name: str = ""
    legal_basis: str = ""
    template: str = ""
    breaks: tuple[OwnBreak, ...] = ()


NO_SETTINGS = Settings()

# The words that name a break, by their beginnings; those of winter are of Christmas where they begin before February.
_BREAK_WORDS = {
    "rud": Break.AUTUMN,
    "kalėd": Break.CHRISTMAS,
    "žiem": Break.WINTER,
    "pavasar": Break.SPRING,
    "velyk": Break.SPRING,
    "vasar": Break.SUMMER,
}


def school_breaks(settings: Settings) -> tuple[SchoolBreak, ...]:
    """The school's own breaks as the roll-over takes them.

    Raises:
        UsageError: the name of one says no break that is known.
    """
    return tuple(map(_school_break, settings.breaks))


def _school_break(own: OwnBreak) -> SchoolBreak:
    words = own.name.casefold()
    found = next((known for begin, known in _BREAK_WORDS.items() if begin in words), None)
    if found is None:
        raise UsageError(
            "The break “{name}” in {file} is not one that planforms knows; name it by its season: {known}.",
            name=own.name,
            file=FILE_NAME,
            known="rudens, Kalėdų, žiemos, pavasario, vasaros",
        )
    if found is Break.WINTER and own.first.month != _FEBRUARY:
        found = Break.CHRISTMAS
    school_year = own.first.year if own.first.month >= _SEPTEMBER else own.first.year - 1
    return SchoolBreak(found, school_year, own.first, own.last)


def with_details(plan: Plan, settings: Settings) -> Plan:
    """*plan* with what *settings* say of the school, where the plan itself does not say it."""
    names = ("institution", "town", "head_position", "head_name")
    missing = {name: getattr(settings, name) for name in names if not getattr(plan.details, name)}
    if fold(plan.details.institution) == fold(settings.institution):  # a title in capitals does not say which to keep
        missing["institution"] = settings.institution
    return replace(plan, details=replace(plan.details, **missing))


def parse_settings(data: bytes, name: str) -> Settings:
    """The settings in the bytes of a TOML file called *name*.

    Raises:
        UsageError: it is not TOML in UTF-8, or holds a key or a value that planforms does not know.
    """
    import tomllib

    try:
        written = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError("“{name}” is not a valid TOML file: {reason}.", name=name, reason=str(error)) from error
    _check_keys(written, _KEYS, name)
    texts = {field: _text(written[key], key, name) for key, field in _TEXTS.items() if key in written}
    breaks = written.get(_BREAKS, [])
    if not isinstance(breaks, list) or not all(isinstance(each, dict) for each in breaks):
        raise _wrong_value(_BREAKS, name, '[[breaks]] name = "…" first = 2026-10-26 last = 2026-10-30')
    return Settings(**texts, breaks=tuple(_own_break(each, name) for each in breaks))


def format_settings(settings: Settings) -> str:
    """*settings* as the text of a ``planforms.toml``; what is blank is left out."""
    lines = [f"{key} = {_quoted(words)}" for key, field in _TEXTS.items() if (words := getattr(settings, field))]
    for each in settings.breaks:
        lines += ["", "[[breaks]]", f"name = {_quoted(each.name)}", f"first = {each.first}", f"last = {each.last}"]
    return "\n".join([*lines, ""])


def _own_break(written: Mapping[str, Any], name: str) -> OwnBreak:
    _check_keys(written, _BREAK_KEYS, name)
    days = [written.get(key) for key in ("first", "last")]
    # A date with a time is a date in Python too.
    first, last = (day if isinstance(day, dt.date) and not isinstance(day, dt.datetime) else None for day in days)
    if first is None or last is None or last < first:
        raise _wrong_value(_BREAKS, name, "first = 2026-10-26, last = 2026-10-30")
    return OwnBreak(_text(written.get("name", ""), "name", name), first, last)


def _check_keys(written: Mapping[str, Any], known: tuple[str, ...], name: str) -> None:
    for key in written:
        if key in known:
            continue
        from rapidfuzz import process

        likeliest = process.extractOne(key, known, score_cutoff=_LIKE_ENOUGH)
        if likeliest:
            raise UsageError(
                "“{name}” has the key “{key}”, which planforms does not know; did you mean “{likeliest}”?",
                name=name,
                key=key,
                likeliest=likeliest[0],
            )
        raise UsageError(
            "“{name}” has the key “{key}”, which planforms does not know; it knows {known}.",
            name=name,
            key=key,
            known=", ".join(known),
        )


def _text(value: object, key: str, name: str) -> str:
    if not isinstance(value, str):
        raise _wrong_value(key, name, f'{key} = "…"')
    return " ".join(value.split())


def _wrong_value(key: str, name: str, example: str) -> UsageError:
    return UsageError(
        "The value of “{key}” in “{name}” cannot be understood; write it as: {example}",
        key=key,
        name=name,
        example=example,
    )


def _quoted(words: str) -> str:
    """*words* as a basic string of TOML (1.0.0, section “String”)."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
