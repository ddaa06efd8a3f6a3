"""Copies of a user's file: with the findings in it, with what is certain fixed, or rolled over to a draft.

They are the file itself, changed, where it is one that can be edited, else made anew of the plan.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable

from msgspec import Struct
from msgspec.structs import replace

from planforms import fixes, rules
from planforms.editors import Edited
from planforms.errors import UsageError
from planforms.findings import Finding, Reading
from planforms.fixes import Mended
from planforms.language import Speaker
from planforms.model import Plan
from planforms.naming import DRAFTED, check_copy_ending
from planforms.place import Place
from planforms.readers import File, InputFormat
from planforms.reports import Checked, annotations, changes
from planforms.reports.changes import Listed
from planforms.rollover import Change, ChangeKind, RollOver, reasons
from planforms.writers import OutputFormat, write


class FixedFile(Struct, frozen=True, kw_only=True):
    """A copy of a user's file with what is certain fixed.

    Attributes:
        data: the bytes of the copy.
        ending: of its name, without the dot.
        reading: what is read from the copy.
        findings: what is still wrong in it.
        made: what was fixed.
        unfixed: fixes that could not be made in such a file, as of a formula.
    """

    data: bytes
    ending: str
    reading: Reading
    findings: tuple[Finding, ...]
    made: tuple[Mended, ...] = ()
    unfixed: tuple[Mended, ...] = ()


class LeftCell(Struct, frozen=True, kw_only=True):
    """A cell of a draft that could not be changed, as a formula: where it is, its words, and those it should have."""

    place: Place
    old: str
    new: str


class DraftFile(Struct, frozen=True, kw_only=True):
    """A draft and what is to be reported of it.

    Attributes:
        data: the bytes of the draft.
        rolled: the new plan and all that changed, with the sheets of a workbook that have a new name.
        left: cells to be changed by hand.
    """

    data: bytes
    rolled: RollOver
    left: tuple[LeftCell, ...] = ()


def annotated(  # noqa: PLR0913 -- the file, what was found in it, and what the copy is to be
    file: File,
    reading: Reading,
    findings: Iterable[Finding],
    speaker: Speaker,
    *,
    ending: str | None = None,
    title: str = "",
) -> bytes:
    """The user's own *file* with *findings* in it: comments, and in a workbook colours and a first sheet.

    Raises:
        UsageError: it is neither a Word document nor a workbook, or *ending* is not that of such a file.
        UnreadableFileError: it is damaged, protected or over a limit.
    """
    from planforms.editors import docx, xlsx

    if not file.ending:
        raise UsageError(
            "Findings are put into .docx and .xlsx files, and “{name}” is neither; save it as one of them.",
            name=file.name,
        )
    if ending is not None:
        check_copy_ending(ending, file.ending, file.name)
    checked = Checked(name=title or file.name, reading=reading, findings=tuple(findings))
    comments = annotations.comments(checked, speaker)
    if file.kind is InputFormat.DOCX:
        return docx.edit(file.archive, file.name, comments=comments, limits=file.limits).data
    summary = annotations.summary(checked, speaker)
    return xlsx.edit(file.archive, file.name, comments=comments, summary=summary, limits=file.limits).data


def fixed_file(  # noqa: PLR0913 -- the file, what was read of it, and how the copy is read and looked at
    file: File,
    reading: Reading,
    read_again: Callable[[bytes, str, bool], Reading],
    *,
    today: dt.date,
    codes: Collection[str],
    ending: str | None = None,
) -> FixedFile:
    """A copy of *file*, read as *reading*, with the certain fixes made that hold when the copy is read.

    A fix of which a step cannot be made in this file is not made at all.

    Args:
        file: the user's file.
        reading: what was read from it.
        read_again: reads the copy, given its bytes, its name, and whether it is the user's own file.
        today: the day on which a date is in the future or not.
        codes: what to fix, and to look for in the copy.
        ending: of the copy's name, where it was chosen: another format than the file's own makes it anew.

    Raises:
        UsageError: a copy of that *ending* cannot be made.
        UnreadableFileError: the file is damaged, protected or over a limit.
    """
    ending = (file.ending or _nearest(file.kind)) if ending is None else ending
    in_place = bool(file.ending) and ending[:3] == file.ending[:3]
    if in_place:
        check_copy_ending(ending, file.ending, file.name)
    wished: dict[str, Mended] = {}
    undone: set[str] = set()
    while True:
        fixed = fixes.fix(reading.plan, today, codes, undone)
        data = rewritten(file, reading, fixed.plan).data if in_place else _anew(fixed.plan, ending)
        after = read_again(data, f"planas.{ending}", in_place)
        wished = wished or {made.at: made for made in fixed.made}
        failed = {made.at for made in fixed.made if not fixes.is_applied(made, after.plan)}
        if not failed:
            break
        undone |= failed
    done = {made.at for made in fixed.made}
    unfixed = tuple(made for at, made in wished.items() if at not in done)
    findings = rules.found_in(after, today, codes)
    return FixedFile(data=data, ending=ending, reading=after, findings=findings, made=fixed.made, unfixed=unfixed)


def rewritten(file: File, reading: Reading, plan: Plan) -> Edited:
    """The user's own *file*, read as *reading*, with the words of *plan*, which has the same parts.

    Only words that differ are changed; what could not be, as a formula, comes back in ``left``.

    Raises:
        UnreadableFileError: *file* is damaged, protected, over a limit, or neither a Word document nor a workbook.
    """
    from planforms.editors.plan import rewritten_document, rewritten_workbook

    if file.kind is InputFormat.DOCX:
        return rewritten_document(file.archive, file.name, reading, plan, file.limits)
    return rewritten_workbook(file.archive, file.name, reading, plan, file.limits)


def drafted(  # noqa: PLR0913, PLR0917 -- the file, what was read of it, and what the draft is to be
    file: File, reading: Reading, rolled: RollOver, kind: OutputFormat, speaker: Speaker, template: bytes | None = None
) -> DraftFile:
    """The draft *rolled* of the plan that was read as *reading* from *file*, in the format *kind*.

    Raises:
        UsageError: a workbook is asked for and *file* is not one.
        NoPlanError: a document is asked for and the plan has no table.
        TemplateError: the template cannot be used.
        UnreadableFileError: the workbook is protected or over a limit.
    """
    match kind:
        case OutputFormat.XLSX:
            return _workbook(file, reading, rolled, speaker)
        case OutputFormat.DOCX:
            from planforms.editors.plan import commented_document

            notes = changes.comments(Listed(rolled=rolled, reading=reading), speaker)
            document = write(rolled.plan, kind, template=template)
            return DraftFile(data=commented_document(document, notes, rolled.plan), rolled=rolled)
        case _:
            return DraftFile(data=write(rolled.plan, kind), rolled=rolled)


def _nearest(kind: InputFormat) -> str:
    """The nearest format that is written: JSON of JSON, a workbook of sheets, a document of the rest."""
    match kind:
        case InputFormat.JSON:
            return "json"
        case InputFormat.SHEETS | InputFormat.DELIMITED:
            return "xlsx"
        case _:
            return "docx"


def _anew(plan: Plan, ending: str) -> bytes:
    if not ending:
        raise UsageError("The name of the mended copy has no ending; end it in .docx, .xlsx or .json.")
    if ending not in DRAFTED:
        raise UsageError(
            "The file extension “.{ending}” is not one that a mended plan is written in; end the name in .docx, .xlsx "
            "or .json.",
            ending=ending,
        )
    return write(plan, OutputFormat(ending))


def _workbook(file: File, reading: Reading, rolled: RollOver, speaker: Speaker) -> DraftFile:
    """The user's own workbook: only cells whose words differ are changed; a first sheet lists the changes."""
    from planforms.editors.plan import renamed_in_workbook, rolled_workbook

    if file.kind is not InputFormat.XLSX:
        raise UsageError(
            "“{name}” is not an .xlsx workbook, so its draft cannot be one; end the draft in .docx or .json.",
            name=file.name,
        )
    named = renamed_in_workbook(file.archive, file.name, reading.plan, rolled.plan, file.limits)
    renamed = tuple(
        Change(kind=ChangeKind.CHANGED, reason=reasons.NAME, old=before, new=after) for before, after in named
    )
    rolled = replace(rolled, changes=(*rolled.changes, *renamed))
    listed = Listed(rolled=rolled, reading=reading)
    edited = rolled_workbook(
        file.archive,
        file.name,
        reading,
        rolled.plan,
        changes.comments(listed, speaker),
        lines=changes.lines(listed, speaker),
        limits=file.limits,
    )
    left = tuple(LeftCell(place=change.place, old=change.old, new=change.new) for change in edited.left)
    return DraftFile(data=edited.data, rolled=rolled, left=left)
