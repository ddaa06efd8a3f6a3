"""One function for each thing planforms does; the command line and the page call these and print."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from planforms.arguments import (
    ACT,
    BYTES,
    COUNT,
    DAY,
    LIMITS,
    NOTHING,
    PERIOD,
    PLAN,
    READING,
    SEVERAL,
    SWITCH,
    WORDS,
    Wanted,
    check_argument,
    checked,
)
from planforms.errors import NoPlanError, UsageError
from planforms.faults import TemplateCheck
from planforms.findings import Finding, Reading
from planforms.marks import fill_mark, new_mark
from planforms.model import ActKind, ColumnRole, Mark, MarkKind, Period, Plan
from planforms.package import DEFAULT_LIMITS, Limits
from planforms.period import parse_period
from planforms.readers import InputFormat, detect
from planforms.readers import read as _read
from planforms.recognise import Overrides
from planforms.writers import FormFormat, OutputFormat
from planforms.writers import blank as _blank
from planforms.writers import write as _write

if TYPE_CHECKING:
    from planforms.companions import Gap, Minutes, Order
    from planforms.dates import SchoolBreak
    from planforms.differences import Comparison
    from planforms.editors.changes import Comment, Edited, SummaryRow
    from planforms.editors.plan import DraftComment, DraftLine
    from planforms.fixes import Fixed
    from planforms.rollover import Change, RollOver
    from planforms.writers.docx import TemplateKind


@checked(data=BYTES, name=WORDS, number=COUNT, sheet=WORDS, period=PERIOD | WORDS | NOTHING, limits=LIMITS)
def read(  # noqa: PLR0913 -- each is one thing that may be said of a file
    data: bytes,
    name: str,
    *,
    number: int = 1,
    sheet: str = "",
    period: Period | str | None = None,
    heading_row: int | None = None,
    columns: Sequence[ColumnRole | str] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """Read a plan from the bytes of a file called *name*.

    Args:
        data: the file.
        name: what the file is called, for messages and to tell kinds of plain text apart.
        number: which plan, from 1, where the file has several.
        sheet: the name of the sheet that has the plan, hidden or not.
        period: the plan's period, in place of what the file says (``2026-2027``).
        heading_row: the row of the table's headings, as the sheet or the table counts it.
        columns: the roles of the table's columns, from the left: ``number``, ``title``, ``when``, ``other`` …
        limits: how much of a hostile file is looked at.

    Raises:
        UnknownFormatError: no reader takes such a file.
        UnreadableFileError: the file is damaged, encrypted, over the limits or not what it says.
        InvalidPlanError: a JSON plan is not of the published form.
        NoPlanError: the file has no plan, or none of that number.
        UsageError: the file has no such sheet or row, *columns* are not the table's, or *period* is none.
    """
    overrides = Overrides(
        sheet=sheet,
        heading_row=heading_row,
        columns=tuple(map(_role, columns)),
        period=parse_period(period) if isinstance(period, str) else period,
    )
    return _read(data, name, number=number, limits=limits, overrides=overrides)


def _role(name: ColumnRole | str) -> ColumnRole:
    try:
        return ColumnRole(name)
    except ValueError:
        raise UsageError(
            "“{name}” is not a kind of column; choose among {roles}.", name=name, roles=", ".join(ColumnRole)
        ) from None


@checked(plan=PLAN, format=WORDS, template=BYTES | NOTHING, landscape=SWITCH | NOTHING, endorsements_first=SWITCH)
def write(
    plan: Plan,
    format: str,  # noqa: A002 -- the public word
    *,
    template: bytes | None = None,
    landscape: bool | None = None,
    endorsements_first: bool = False,
) -> bytes:
    """*plan* as a file: ``docx`` (the official document), ``xlsx`` (a workbook to go on working in) or ``json``.

    Args:
        plan: what to write.
        format: the ending of the file.
        template: a DOCX template of one's own; the built-in one where it is ``None``.
        landscape: the page on its side, upright, or (``None``) as the columns need.
        endorsements_first: the endorsements above the text, beside the approval, and not below the table.

    Raises:
        UsageError: there is no such format.
        NoPlanError: the plan has no table, and a document is asked for.
        TemplateError: the template cannot be used.
    """
    try:
        kind = OutputFormat(format)
    except ValueError:
        raise UsageError(
            "There is no format “{format}”; choose one of {formats}.", format=format, formats=", ".join(OutputFormat)
        ) from None
    if kind is OutputFormat.DOCX and not plan.columns:
        raise NoPlanError(
            "The plan has a title or marks but no table of activities, so there is nothing to make a document of. "
            "Check that the table has a row of headings such as “Veiklos pavadinimas” and “Data”."
        )
    return _write(plan, kind, template=template, landscape=landscape, endorsements_first=endorsements_first)


@checked(subject=READING | PLAN, today=DAY, select=SEVERAL, ignore=SEVERAL)
def check(
    subject: Reading | Plan,
    *,
    today: dt.date,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """What is wrong in a plan: the findings of its reading first, then those of the rules in the order of the plan.

    Args:
        subject: a reading, or a plan alone.
        today: the day on which a date is in the future or not.
        select: what to look for, by code (``T106``), beginning of a code (``T``) or name (``outside-period``); all
            where it names nothing.
        ignore: what to leave out, in the same words.

    Raises:
        UsageError: a word of *select* or *ignore* is no code and no name.
    """
    from planforms import rules

    codes = rules.selected(select, ignore)
    plan, read_before = (subject.plan, subject.findings) if isinstance(subject, Reading) else (subject, ())
    return (*(finding for finding in read_before if finding.code in codes), *rules.check(plan, today, codes))


@checked(plan=PLAN, today=DAY, select=SEVERAL, ignore=SEVERAL, leave=SEVERAL)
def fix(
    plan: Plan,
    *,
    today: dt.date,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    leave: Collection[str] = (),
) -> "Fixed":
    """*plan* with its certain fixes made, and what they were; what nobody can be certain of stays as it is.

    A second call changes nothing. The other arguments are those of ``check``; *leave* are the paths of words that are
    not to be changed, as those of a formula, and fixes that would change them are not made at all.

    Raises:
        UsageError: a word of *select* or *ignore* is no code and no name.
    """
    from planforms import fixes, rules

    return fixes.fix(plan, today, rules.selected(select, ignore), leave)


@checked(data=BYTES, name=WORDS, reading=READING, plan=PLAN, limits=LIMITS)
def rewrite(data: bytes, name: str, reading: Reading, plan: Plan, *, limits: Limits = DEFAULT_LIMITS) -> "Edited":
    """The user's own file, read as *reading*, with the words of *plan*, which has the same parts: fixed, for instance.

    Only words that differ are changed, where they stand; all else of the file stays as it was. What could not be
    changed, as a formula, comes back in ``left``.

    Raises:
        UsageError: *data* is neither a .docx document nor an .xlsx workbook.
        UnreadableFileError: it is damaged, protected or over a limit.
    """
    from planforms.editors.plan import rewritten_document, rewritten_workbook

    match detect(data, name):
        case InputFormat.DOCX:
            return rewritten_document(data, name, reading, plan, limits)
        case InputFormat.XLSX:
            return rewritten_workbook(data, name, reading, plan, limits)
        case _:
            raise _not_edited(name)


@checked(data=BYTES, name=WORDS, comments=SEVERAL, summary=SEVERAL, limits=LIMITS)
def annotate(
    data: bytes,
    name: str,
    comments: "Iterable[Comment]",
    summary: "Sequence[SummaryRow]" = (),
    *,
    limits: Limits = DEFAULT_LIMITS,
) -> bytes:
    """The user's own file with *comments* in it, in the place of those that planforms made before.

    A workbook gets a first sheet of *summary* too. All else of the file stays as it was, and reading it gives the same.

    Raises:
        UsageError: *data* is neither a .docx document nor an .xlsx workbook.
        UnreadableFileError: it is damaged, protected or over a limit.
    """
    from planforms.editors import docx, xlsx

    match detect(data, name):
        case InputFormat.DOCX:
            return docx.edit(data, name, comments=comments, limits=limits).data
        case InputFormat.XLSX:
            return xlsx.edit(data, name, comments=comments, summary=summary, limits=limits).data
        case _:
            raise _not_edited(name)


def _not_edited(name: str) -> UsageError:
    return UsageError(
        "“{name}” is neither a .docx document nor an .xlsx workbook, so nothing is written into it; "
        "save it as one of these first.",
        name=name,
    )


@checked(plan=PLAN, to=PERIOD | WORDS, since=PERIOD | WORDS | NOTHING, days=WORDS, accept_suggestions=SWITCH)
def roll_over(  # noqa: PLR0913 -- what a person decides about the draft
    plan: Plan,
    to: Period | str,
    *,
    since: Period | str | None = None,
    days: str = "weekday",
    accept_suggestions: bool = False,
    breaks: "Iterable[SchoolBreak]" = (),
) -> "RollOver":
    """*plan* for the period *to* (``2026-2027``), to be looked through by a person, and the list of what changed.

    Rolling to the plan's own period changes nothing. Words change only where their value did; years and ordinals in
    the words of activities are suggested, not changed.

    Args:
        plan: a plan, read or made.
        to: the new period; for a plan of a half-year or a month, a year will do, and means the same one of that year.
        since: the plan's own period, where it names none or a wrong one.
        days: what becomes of a plain working day: ``weekday`` (the nearest same weekday), ``month`` (its month alone),
            ``blank`` (a line to fill in) or ``same`` (the same date).
        accept_suggestions: take the suggestions.
        breaks: the school's own breaks, which win over those that are known of all.

    Raises:
        UsageError: the plan's period is not known, or cannot become *to*; *days* is none of the four.
    """
    from planforms import rollover

    if since is not None:
        plan = replace(plan, period=parse_period(since) if isinstance(since, str) else since)
    if days not in rollover.Days.__members__.values():
        raise UsageError(
            "Days cannot become “{days}”; choose one of {choices}.", days=days, choices=", ".join(rollover.Days)
        )
    period = parse_period(to) if isinstance(to, str) else to
    return rollover.roll_over(
        plan, period, days=rollover.Days(days), accept_suggestions=accept_suggestions, breaks=breaks
    )


@checked(plan=PLAN, comments=SEVERAL, template=BYTES | NOTHING, landscape=SWITCH | NOTHING)
def draft_document(
    plan: Plan, comments: "Iterable[DraftComment]" = (), *, template: bytes | None = None, landscape: bool | None = None
) -> bytes:
    """A rolled-over *plan* as the official DOCX with *comments* on what somebody must look at.

    Raises:
        NoPlanError: the plan has no table.
        TemplateError: the template cannot be used.
    """
    from planforms.editors.plan import commented_document

    document = write(plan, "docx", template=template, landscape=landscape)
    return commented_document(document, comments)


@checked(data=BYTES, name=WORDS, reading=READING, plan=PLAN, comments=SEVERAL, lines=SEVERAL, limits=LIMITS)
def draft_workbook(  # noqa: PLR0913 -- the file, what was read of it, and what it is to say
    data: bytes,
    name: str,
    reading: Reading,
    plan: Plan,
    comments: "Sequence[DraftComment]" = (),
    *,
    lines: "Sequence[DraftLine]" = (),
    limits: Limits = DEFAULT_LIMITS,
) -> "Edited":
    """The user's own workbook, read as *reading*, with the words of the rolled-over *plan* and with *comments*.

    Only cells whose words differ are changed; those that could not be, as formulas, come back in ``left``. A first
    sheet holds *lines*, the list of changes under its headings.

    Raises:
        UsageError: *data* is no .xlsx workbook.
        UnreadableFileError: it is damaged, protected or over a limit.
    """
    from planforms.editors.plan import rolled_workbook

    if detect(data, name) is not InputFormat.XLSX:
        raise UsageError(
            "“{name}” is no .xlsx workbook, so its draft cannot be one; end the draft in .docx or .json.", name=name
        )
    return rolled_workbook(data, name, reading, plan, comments, lines=lines, limits=limits)


def draft_names(
    data: bytes, name: str, old: Plan, new: Plan, *, limits: Limits = DEFAULT_LIMITS
) -> "tuple[Change, ...]":
    """The names of sheets and the properties of the workbook *data* that follow the new period in its draft.

    Raises:
        UnreadableFileError: it is damaged, protected or over a limit.
    """
    from planforms.editors.plan import renamed_in_workbook
    from planforms.rollover import Change, ChangeKind, reasons

    if detect(data, name) is not InputFormat.XLSX:
        return ()
    return tuple(
        Change(kind=ChangeKind.CHANGED, reason=reasons.NAME, old=before, new=after)
        for before, after in renamed_in_workbook(data, name, old, new, limits)
    )


@checked(period=PERIOD | WORDS, format=WORDS)
def blank(period: Period | str, format: str = "xlsx") -> bytes:  # noqa: A002 -- the public word
    """A form to fill in for *period* (``2026-2027``): ``xlsx``, which explains itself, or ``docx``, the official form.

    ``read`` takes what was filled in and leaves out what the form itself says: its explanations, its example row where
    it was left as it is, and the numbers of rows that nobody wrote in.

    Raises:
        UsageError: *period* is none, or there is no such form.
    """
    try:
        kind = FormFormat(format)
    except ValueError:
        raise UsageError(
            "There is no form “{format}”; choose one of {formats}.", format=format, formats=", ".join(FormFormat)
        ) from None
    return _blank(parse_period(period) if isinstance(period, str) else period, kind)


@checked(old=PLAN, new=PLAN)
def compare(old: Plan, new: Plan) -> "Comparison":
    """What changed from *old* to *new*: rows matched by likeness, then told part by part; looks count for nothing."""
    from planforms import differences

    return differences.compare(old, new)


class Companion(Struct, frozen=True):
    """A document that goes with a plan, as DOCX, and what it leaves to a person."""

    data: bytes
    gaps: "tuple[Gap, ...]" = ()


@checked(plan=PLAN, kind=WORDS, basis=WORDS, endorsement=COUNT, template=BYTES | NOTHING)
def companion(
    plan: Plan, kind: str, *, basis: str = "", endorsement: int = 1, template: bytes | None = None
) -> Companion:
    """The ``order`` that approves *plan*, or the extract of the ``minutes`` that endorse it.

    Who, when and where come from the plan's marks and details; what is not certain is a line to fill in.

    Args:
        plan: the plan.
        kind: ``order`` or ``minutes``.
        basis: what the order rests on, in the instrumental: „mokyklos nuostatų 25.3 papunkčiu“.
        endorsement: which of the marks that approve nothing the minutes are of, from 1.
        template: a DOCX template of one's own; the built-in one where it is ``None``.

    Raises:
        UsageError: there is no such kind of document, or no such endorsement.
        TemplateError: the template cannot be used.
    """
    from planforms.companions import CompanionKind, minutes_of, order_of
    from planforms.writers.companion import write as write_companion

    match kind:
        case CompanionKind.ORDER:
            made: Order | Minutes = order_of(plan, basis=basis)
        case CompanionKind.MINUTES:
            made = minutes_of(plan, endorsement)
        case _:
            raise UsageError("There is no companion document “{kind}”; choose order or minutes.", kind=kind)
    return Companion(write_companion(made, template), made.gaps)


@checked(kind=WORDS)
def built_in_template(kind: str = "plan") -> bytes:
    """The built-in template of a ``plan``, an ``order`` or an extract of ``minutes``: a DOCX to edit in Word.

    Raises:
        UsageError: there is no such template.
    """
    from planforms.writers import docx

    return docx.built_in_template(_template_kind(kind))


@checked(data=BYTES, kind=WORDS | NOTHING)
def check_template(data: bytes, kind: str | None = None) -> TemplateCheck:
    """All that is wrong in a DOCX template of one's own, told with its place, without anybody's plan.

    Args:
        data: the template.
        kind: what it is to make: a ``plan``, an ``order`` or an extract of ``minutes``; by default it is told by the
            names that the template uses.

    Raises:
        TemplateError: it is no Word document, or a machine's and not a person's.
        UsageError: there is no such kind.
    """
    from planforms.writers.docx.checking import check_template as check_document

    return check_document(data, None if kind is None else _template_kind(kind))


def _template_kind(kind: str) -> "TemplateKind":
    from planforms.writers.docx import TemplateKind

    try:
        return TemplateKind(kind)
    except ValueError:
        raise UsageError(
            "There is no template “{kind}”; choose one of {kinds}.", kind=kind, kinds=", ".join(TemplateKind)
        ) from None


class MarkParts(Struct, frozen=True, kw_only=True):
    """Parts of a mark to fill or replace; ``None`` leaves a part as it is."""

    by: str | None = None
    act: ActKind | None = None
    number: str | None = None
    date: dt.date | None = None


def _are_parts(value: object) -> bool:
    """Whether *value* is parts of a mark, each of the kind it must be.

    Raises:
        UsageError: it is, and one of them is not.
    """
    if not isinstance(value, MarkParts):
        return False
    for name, wanted in (("by", WORDS), ("act", ACT), ("number", WORDS), ("date", DAY)):
        check_argument(f"MarkParts.{name}", getattr(value, name), wanted | NOTHING)
    return True


_PARTS = Wanted("parts of a mark", _are_parts)


@checked(plan=PLAN, parts=_PARTS)
def fill_approval(plan: Plan, parts: MarkParts) -> Plan:
    """*plan* with its approval mark filled, made where the plan has none.

    Raises:
        UsageError: the mark's words leave it open what to fill, or something in them is in the way.
    """
    approvals = [i for i, mark in enumerate(plan.marks) if mark.kind is MarkKind.APPROVED]
    if approvals:
        return _with_filled(plan, approvals[0], parts)
    made = _fill(new_mark(MarkKind.APPROVED), parts)
    return replace(plan, marks=(made, *plan.marks))


@checked(plan=PLAN, parts=_PARTS, number=COUNT)
def fill_endorsement(plan: Plan, parts: MarkParts, number: int = 1) -> Plan:
    """*plan* with its *number*-th mark that is no approval filled, from 1; made where it is the next one.

    Raises:
        UsageError: the plan has fewer endorsements than that, or the mark cannot be filled for certain.
    """
    others = [i for i, mark in enumerate(plan.marks) if mark.kind is not MarkKind.APPROVED]
    if 1 <= number <= len(others):
        return _with_filled(plan, others[number - 1], parts)
    if number != len(others) + 1:
        raise UsageError(
            "The plan has {count} endorsements, so number {number} cannot be filled; choose 1 to {next}.",
            count=len(others),
            number=number,
            next=len(others) + 1,
        )
    return replace(plan, marks=(*plan.marks, _fill(new_mark(MarkKind.ENDORSED), parts)))


@checked(
    data=BYTES,
    name=WORDS,
    approval=_PARTS | NOTHING,
    endorsement=_PARTS | NOTHING,
    which=COUNT,
    number=COUNT,
    limits=LIMITS,
)
def fill_document(  # noqa: PLR0913 -- each is one thing that may be asked for
    data: bytes,
    name: str,
    *,
    approval: MarkParts | None = None,
    endorsement: MarkParts | None = None,
    which: int = 1,
    number: int = 1,
    limits: Limits = DEFAULT_LIMITS,
) -> bytes:
    """A finished DOCX with parts of its marks filled in place; every other byte of its parts stays.

    Args:
        data: the document.
        name: what it is called, for messages.
        approval: what to fill in the approval mark.
        endorsement: what to fill in a mark that is no approval.
        which: which of those, from 1.
        number: which plan, from 1, where the document has several.
        limits: how much of a hostile file is looked at.

    Raises:
        UnreadableFileError: the file is damaged, encrypted, over the limits or no Word document.
        UsageError: the document has no such mark, it cannot be filled for certain, or it is made of fields or symbols
            that are not changed.
    """
    from planforms.editors.docx import Filling, fill_marks

    if which < 1:
        raise UsageError("There is no endorsement number {number}; they are counted from 1.", number=which)
    wanted = ((0, approval), (which, endorsement))
    fillings = [
        Filling(endorsement=mark, by=parts.by, act=parts.act, number=parts.number, date=parts.date)
        for mark, parts in wanted
        if parts is not None and parts != MarkParts()
    ]
    return fill_marks(data, name, fillings, number=number, limits=limits)


def _with_filled(plan: Plan, index: int, parts: MarkParts) -> Plan:
    marks = list(plan.marks)
    marks[index] = _fill(marks[index], parts)
    return replace(plan, marks=tuple(marks))


def _fill(mark: Mark, parts: MarkParts) -> Mark:
    return fill_mark(mark, by=parts.by, act=parts.act, number=parts.number, date=parts.date)
