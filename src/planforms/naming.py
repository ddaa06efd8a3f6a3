"""What results are called where nobody says: the document beside its plan, next year's draft, a copy in a folder.

The formats that a plan is written in are here, as their names are endings and the command line asks for no writer yet.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import PurePath

from planforms.errors import UsageError
from planforms.model import Period, Plan
from planforms.period import format_period


class OutputFormat(StrEnum):
    """A format that a plan is written in; also the file's ending."""

    DOCX = "docx"
    XLSX = "xlsx"
    JSON = "json"
    HTML = "html"
    ICS = "ics"


PDF = "pdf"  # LibreOffice makes it of the DOCX
CONVERTED = (*(known.value for known in OutputFormat), PDF)
DRAFTED = ("docx", "xlsx", "json")
TEMPLATE_NAMES = {
    "plan": "plano-sablonas.docx",
    "order": "isakymo-sablonas.docx",
    "minutes": "protokolo-sablonas.docx",
    "amendment": "pakeitimo-sablonas.docx",
}
_COMPANIONS = {"order": "įsakymas", "minutes": "protokolo-išrašas", "amendment": "pakeitimo-įsakymas"}
_WORKBOOKS = frozenset({"xlsx", "xlsm"})
_EDITED = frozenset({"docx", "docm", "dotx", "dotm", "xlsx", "xlsm", "xltx", "xltm"})
_MADE_OF = {"json": "json"} | dict.fromkeys(("csv", "tsv", "xls", "xlsb", "ods"), "xlsx")


def ending(name: str) -> str:
    """The ending of a file's *name* in small letters, without its dot."""
    return PurePath(name).suffix.casefold().lstrip(".")


def converted_name(name: str, kind: str = "docx") -> str:
    """Where the document of format *kind* goes: beside the plan *name*, and never in its place."""
    beside = PurePath(name).with_suffix(f".{kind}")
    return str(beside.with_stem(f"{beside.stem}-oficialus") if beside == PurePath(name) else beside)


def extract_name(name: str, kind: str, chosen: Iterable[str]) -> str:
    """What an extract of format *kind* of the plan *name* is called: with what it was *chosen* by, beside it."""
    words = (re.sub(r"[^\w.-]+", "-", words).strip(".-") for words in chosen)
    beside = PurePath(name)
    return str(beside.with_name(f"{'-'.join((beside.stem, *filter(None, words)))}.{kind}"))


def draft_format(name: str) -> str:
    """The format of a draft of the file *name*: a workbook of a workbook, else the official document."""
    return "xlsx" if ending(name) in _WORKBOOKS else "docx"


def draft_format_of(target: str) -> str:
    """The format of a draft that is called *target*; empty where its ending says none."""
    own = ending(target)
    return "xlsx" if own in _WORKBOOKS else own if own in DRAFTED else ""


def draft_name(name: str, old: Plan, new: Plan, kind: str) -> str:
    """What the draft of format *kind* of the file *name* is called: with the years of the new period, beside it."""
    own = ending(name)
    suffix = own if kind == "xlsx" and own in _WORKBOOKS else kind
    return str(PurePath(name).with_name(f"{_draft_stem(PurePath(name).stem, old, new)}.{suffix}"))


def _draft_stem(stem: str, old: Plan, new: Plan) -> str:
    if old.period is None or new.period is None:
        return stem
    from planforms.rollover.texts import roll_name
    from planforms.timing.moving import shift_to

    named = roll_name(stem, shift_to(old.period, new.period)) if old.period != new.period else stem
    return named if named != stem else f"{stem}-{format_period(new.period)}"


def companion_name(name: str, kind: str) -> str:
    """Where the document of this *kind* goes that goes with the plan *name*: beside it."""
    return str(PurePath(name).with_name(f"{PurePath(name).stem or 'planas'}-{_COMPANIONS[kind]}.docx"))


def marked_name(name: str) -> str:
    """Where the copy of the document *name* goes whose marks were filled: beside it."""
    return str(PurePath(name).with_stem(f"{PurePath(name).stem}-su-žyma"))


def copy_ending(name: str) -> str:
    """The ending of a fixed or annotated copy of the file *name*, as far as its name shows it."""
    own = ending(name)
    return own if own in _EDITED else _MADE_OF.get(own, "docx")


def copy_name(name: str, ending: str) -> str:
    """What a copy of the file *name* is called in a folder, with the ending that it has."""
    own = PurePath(name).name or "planas"
    return own if own.casefold().endswith(f".{ending}") else str(PurePath(own).with_suffix(f".{ending}"))


def blank_name(period: Period, kind: str = "xlsx") -> str:
    """What a form to fill in is called."""
    return f"planas-{format_period(period)}.{kind}"


def check_copy_ending(ending: str, own: str, name: str) -> None:
    """Refuse an *ending* for an edited copy of the file *name* that no program opens it under; *own* is the right one.

    Raises:
        UsageError: they differ.
    """
    if not ending:
        raise UsageError("The copy of “{name}” is a .{own} file too; end its name in .{own}.", name=name, own=own)
    if ending != own:
        raise UsageError(
            "The copy of “{name}” is a .{own} file too; end its name in .{own}, not in .{ending}.",
            name=name,
            own=own,
            ending=ending,
        )
