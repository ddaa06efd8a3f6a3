"""Copies of the user's files that ``planforms check`` writes: with the findings in them, or with the fixes made."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from planforms.cli.files import STANDARD, check_distinct, check_output, is_folder, write_output
from planforms.errors import UsageError

if TYPE_CHECKING:
    from planforms.findings import Reading
    from planforms.fixes import Fixed
    from planforms.language import Speaker
    from planforms.model import Plan
    from planforms.reports import Checked

_WRITTEN_ANEW = ("docx", "xlsx", "json")
_EDITED = frozenset({"docx", "docm", "dotx", "dotm", "xlsx", "xlsm", "xltx", "xltm"})
_MADE_OF = {"json": "json"} | dict.fromkeys(("csv", "tsv", "xls", "xlsb", "ods"), "xlsx")


class Copy(Struct, frozen=True):
    """A copy of a user's file; *in_place* tells that it is the file itself, changed, and not one made of its plan."""

    ending: str
    data: bytes
    in_place: bool = True


class Copies:
    """Where the copies of *sources* go: *out* is a file, or a folder where they are several or it is one already."""

    def __init__(self, out: str, sources: Sequence[str], *, force: bool) -> None:
        self._out = out
        self._folder = len(sources) > 1 or is_folder(out) or out.endswith(("/", os.sep))
        self._sources = sources
        self._force = force
        self._written: list[str] = []
        if self._folder and out == STANDARD:
            raise UsageError("Several files cannot go to standard output together; name a folder.")

    def check(self) -> None:
        """Refuse, before the work is done, a file that could not be written.

        Raises:
            UsageError: it exists, or is a file that is read.
        """
        if not self._folder:
            check_output(self._out, force=self._force, sources=self._sources)

    def expected(self) -> list[str]:
        """The names that the copies will most likely have: their endings are certain only when the files are read."""
        return [self._target(source, _usual_ending(source)) for source in self._sources]

    def ending(self, usual: str) -> str:
        """The ending of the copy, without its dot: the *usual* one where the name of the copy does not tell it."""
        told = Path(self._out).suffix.casefold().lstrip(".")
        return usual if self._folder or self._out == STANDARD else told

    def write(self, source: str, copy: Copy) -> str:
        """Write the copy of *source*, and give its name.

        Raises:
            UsageError: it exists, it is the file that is read, or another copy has its name.
        """
        target = self._target(source, copy.ending)
        check_distinct([*self._written, target], self._sources)
        self._make_folder()
        check_output(target, force=self._force)
        write_output(target, copy.data, force=self._force)
        self._written.append(target)
        return target

    def _target(self, source: str, ending: str) -> str:
        if not self._folder:
            return self._out
        name = Path("planas" if source == STANDARD else source).name
        path = Path(self._out, name or "planas")
        return str(path if name.casefold().endswith(f".{ending}") else path.with_suffix(f".{ending}"))

    def _make_folder(self) -> None:
        if self._folder:
            try:
                Path(self._out).mkdir(exist_ok=True)
            except OSError as error:
                raise UsageError(
                    "The folder “{name}” cannot be made: {reason}.", name=self._out, reason=error.strerror or str(error)
                ) from error


def _usual_ending(source: str) -> str:
    """The ending of a copy of *source*, as far as its name tells."""
    own = Path(source).suffix.casefold().lstrip(".")
    if own in _EDITED:
        return own
    return _MADE_OF.get(own, "docx")


def annotated(data: bytes, name: str, checked: "Checked", copies: Copies, speaker: "Speaker") -> Copy:
    """The user's own file with the findings in it.

    Raises:
        UsageError: findings cannot be put into such a file, or the copy is to have another ending.
    """
    from planforms.api import annotate
    from planforms.reports import annotations

    own = _own_ending(data, name)
    if not own:
        raise UsageError(
            "Findings are put into .docx and .xlsx files, and “{name}” is neither; save it as one of them, "
            "or take the page of --format html.",
            name=name,
        )
    _expect(copies.ending(own), own, name)
    notes, rows = annotations.comments(checked, speaker), annotations.summary(checked, speaker)
    return Copy(own, annotate(data, name, notes, rows))


def mended(data: bytes, name: str, reading: "Reading", fixed: "Fixed", copies: Copies) -> Copy:
    """The file with the fixes made: the user's own where it can be edited, else one made of its plan.

    Raises:
        UsageError: the ending of the copy tells no format.
    """
    from planforms.api import rewrite

    own = _own_ending(data, name)
    ending = copies.ending(own or _like(data, name))
    if own and ending[:3] == own[:3]:
        _expect(ending, own, name)
        return Copy(ending, rewrite(data, name, reading, fixed.plan).data)
    return Copy(ending, _anew(fixed.plan, ending), in_place=False)


def _anew(plan: "Plan", ending: str) -> bytes:
    from planforms.api import write

    if not ending:
        raise UsageError("The name of the mended copy has no ending; end it in .docx, .xlsx or .json.")
    if ending not in _WRITTEN_ANEW:
        raise UsageError(
            "The ending “.{ending}” tells no format that a mended plan is written in; end the name in .docx, .xlsx "
            "or .json.",
            ending=ending,
        )
    return write(plan, ending)


def check_ending(target: str, data: bytes, name: str) -> None:
    """Refuse a name for an edited copy of *data* under which no program opens it.

    Raises:
        UsageError: *target* ends in another way than such a file must.
    """
    own = _own_ending(data, name)
    if own and target != STANDARD:
        _expect(Path(target).suffix.casefold().lstrip("."), own, name)


def _own_ending(data: bytes, name: str) -> str:
    """The ending of a file that can be edited in place; empty for any other."""
    from planforms.editors.parts import ending_of
    from planforms.readers import InputFormat, detect

    return ending_of(data, name) if detect(data, name) in {InputFormat.DOCX, InputFormat.XLSX} else ""


def _like(data: bytes, name: str) -> str:
    """The nearest format that is written: JSON of JSON, a workbook of sheets, a document of the rest."""
    from planforms.readers import InputFormat, detect

    match detect(data, name):
        case InputFormat.JSON:
            return "json"
        case InputFormat.SHEETS | InputFormat.DELIMITED:
            return "xlsx"
        case _:
            return "docx"


def _expect(ending: str, own: str, name: str) -> None:
    if not ending:
        raise UsageError("The copy of “{name}” is a .{own} file too; end its name in .{own}.", name=name, own=own)
    if ending != own:
        raise UsageError(
            "The copy of “{name}” is a .{own} file too; end its name in .{own}, not in .{ending}.",
            name=name,
            own=own,
            ending=ending,
        )
