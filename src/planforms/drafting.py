"""The draft of the next plan as a file: the user's own workbook rolled over, the official document, or JSON.

What somebody must look at has comments in it.
"""

from msgspec import Struct
from msgspec.structs import replace

from planforms.errors import UsageError
from planforms.findings import Reading
from planforms.language import Speaker
from planforms.place import Place
from planforms.readers import File, InputFormat
from planforms.reports import changes
from planforms.reports.changes import Listed
from planforms.rollover import Change, ChangeKind, RollOver, reasons
from planforms.writers import OutputFormat, write


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
