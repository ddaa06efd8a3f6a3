"""One function for each thing planforms does; the command line and the page call these and print."""

import datetime as dt
import os
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias, Unpack

from msgspec import Struct
from msgspec.structs import replace

from planforms.arguments import (
    ACT,
    BYTES,
    COUNT,
    DAY,
    FILE,
    LANGUAGE,
    LIMITS,
    NOTHING,
    OPENED,
    PERIOD,
    PLAN,
    READING,
    SETTINGS,
    SEVERAL,
    SWITCH,
    WORDS,
    check_argument,
    checked,
)
from planforms.disk import read_path
from planforms.errors import UsageError
from planforms.faults import TemplateCheck
from planforms.findings import Finding, Reading
from planforms.language import Speaker
from planforms.marking import MarkOptions, fill, parse_filling, with_amendment
from planforms.model import ColumnRole, Period, PeriodKind, Plan
from planforms.package import DEFAULT_LIMITS, Limits
from planforms.period import parse_period
from planforms.readers import File, titles
from planforms.readers import open_file as _open_file
from planforms.readers import read_file as _read_file
from planforms.recognise import Overrides
from planforms.settings import NO_SETTINGS, Settings
from planforms.writers import FormFormat, OutputFormat
from planforms.writers import blank as _blank
from planforms.writers import write as _write

if TYPE_CHECKING:
    from planforms.companions.documents import Amendment, Gap, Minutes, Order
    from planforms.copies import DraftFile, FixedFile
    from planforms.dates import SchoolBreak
    from planforms.differences import Comparison
    from planforms.extracts import Extract
    from planforms.fixes import Fixed
    from planforms.merging import Merged
    from planforms.reports import Checked
    from planforms.reports.changes import Listed
    from planforms.rollover import RollOver
    from planforms.writers.docx import TemplateKind
    from planforms.writers.ics import CalendarFile

_MARK_OPTIONS = {
    "approved_by": WORDS | NOTHING,
    "act": ACT | WORDS | NOTHING,
    "order_no": WORDS | NOTHING,
    "order_date": DAY | WORDS | NOTHING,
    "endorsed_by": WORDS | NOTHING,
    "minutes_no": WORDS | NOTHING,
    "minutes_date": DAY | WORDS | NOTHING,
    "endorsement": COUNT,
}


class ReadOptions(Struct, frozen=True, kw_only=True):
    """How a file is read: what a person says of it in place of what would be recognised.

    Attributes:
        plan_number: which plan, from 1, where the file has several.
        sheet: the name of the sheet that has the plan, hidden or not.
        period: the plan's period, in place of what the file says.
        heading_row: the row of the table's headings, as the sheet or the table counts it.
        columns: the roles of the table's columns, from the left.
    """

    plan_number: int = 1
    sheet: str = ""
    period: Period | None = None
    heading_row: int | None = None
    columns: tuple[ColumnRole, ...] = ()


AS_IT_IS = ReadOptions()
AnyFile: TypeAlias = bytes | str | os.PathLike[str] | File


@checked(file=FILE, name=WORDS, limits=LIMITS)
def open_file(file: AnyFile, name: str = "", *, limits: Limits = DEFAULT_LIMITS) -> File:
    """A file looked at once, for the functions that need it more than once.

    Args:
        file: its path, its bytes with *name*, or what this function gave before.
        name: what the file is called, for messages and to distinguish kinds of plain text; by default its path.
        limits: how much of a hostile file is looked at.

    Raises:
        UsageError: there is no such file, or it cannot be read.
        UnknownFormatError: no reader takes such a file.
        UnreadableFileError: the file is empty, too long or a damaged archive.
    """
    return file if isinstance(file, File) else _open_file(*_bytes_of(file, name, limits), limits)


def read_options(
    plan: str | None = None, period: str | None = None, heading_row: int | None = None, columns: str | None = None
) -> ReadOptions:
    """The options in the words that a person typed, on the command line or in a form.

    Args:
        plan: the number of the plan or the name of its sheet.
        period: the plan's period, ``2026-2027``.
        heading_row: the row of the table's headings.
        columns: roles with commas between: ``number,title,when,other``.

    Raises:
        UsageError: *period* is not a period, or *columns* names a role that does not exist.
    """
    return ReadOptions(
        plan_number=int(plan) if plan and plan.isdecimal() else 1,
        sheet=plan if plan and not plan.isdecimal() else "",
        period=parse_period(period) if period else None,
        heading_row=heading_row,
        columns=tuple(_role(role.strip()) for role in columns.split(",")) if columns else (),
    )


@checked(file=OPENED)
def read_file(file: File, options: ReadOptions = AS_IT_IS) -> Reading:
    """The plan in *file*, which ``open_file`` gave, read as *options* say.

    Raises:
        PlanformsError: as ``read``.
    """
    return _read_file(file, number=options.plan_number, overrides=_overrides(options))


def _overrides(options: ReadOptions) -> Overrides:
    return Overrides(
        sheet=options.sheet, heading_row=options.heading_row, columns=options.columns, period=options.period
    )


@checked(file=FILE, name=WORDS, plan_number=COUNT, sheet=WORDS, period=PERIOD | WORDS | NOTHING, limits=LIMITS)
def read(  # noqa: PLR0913 -- each is one thing that may be said of a file
    file: AnyFile,
    name: str = "",
    *,
    plan_number: int = 1,
    sheet: str = "",
    period: Period | str | None = None,
    heading_row: int | None = None,
    columns: Sequence[ColumnRole | str] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """Read a plan from a file.

    Args:
        file: its path, or its bytes with *name*.
        name: what the file is called, for messages and to distinguish kinds of plain text.
        plan_number: which plan, from 1, where the file has several.
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
        UsageError: the file has no such sheet or row, *columns* are not the table's, or *period* is not a period.
    """
    options = ReadOptions(
        plan_number=plan_number,
        sheet=sheet,
        period=parse_period(period) if isinstance(period, str) else period,
        heading_row=heading_row,
        columns=tuple(map(_role, columns)),
    )
    return read_file(open_file(file, name, limits=limits), options)


@checked(file=FILE, name=WORDS, limits=LIMITS)
def plans(file: AnyFile, name: str = "", *, limits: Limits = DEFAULT_LIMITS) -> tuple[str, ...]:
    """The titles of all plans in a file, in the order of their numbers; the name of the sheet where one has none.

    Raises:
        PlanformsError: as ``read``.
    """
    return titles(open_file(file, name, limits=limits))


def _role(name: ColumnRole | str) -> ColumnRole:
    try:
        return ColumnRole(name)
    except ValueError:
        raise UsageError(
            "“{name}” is not a kind of column; choose among {roles}.", name=name, roles=", ".join(ColumnRole)
        ) from None


@checked(
    plan=PLAN,
    format=WORDS,
    template=BYTES | NOTHING,
    landscape=SWITCH | NOTHING,
    endorsements_first=SWITCH,
    fragment=SWITCH,
    months=SWITCH,
    without_people=SWITCH,
)
def write(  # noqa: PLR0913 -- each is one thing that may be asked of the file
    plan: Plan,
    format: str,  # noqa: A002 -- the public word
    *,
    template: bytes | None = None,
    landscape: bool | None = None,
    endorsements_first: bool = False,
    fragment: bool = False,
    months: bool = False,
    without_people: bool = False,
) -> bytes:
    """*plan* as a file.

    The formats are ``docx`` (the official document), ``xlsx`` (a workbook to go on working in), ``html`` (a page for a
    site), ``ics`` (a calendar) and ``json``. A PDF is made of the DOCX by LibreOffice, at the command line.

    Args:
        plan: what to write.
        format: the ending of the file.
        template: a DOCX template of one's own; the built-in one where it is ``None``.
        landscape: the page on its side, upright, or (``None``) as the columns need.
        endorsements_first: the endorsements above the text, beside the approval, and not below the table.
        fragment: of a page only the plan, to be pasted into another page.
        months: in a calendar also what is in a month, as all-day events that leave the time free.
        without_people: without the columns of people and the names of who signs.

    Raises:
        UsageError: there is no such format, or no activity has a day for a calendar.
        NoPlanError: the plan has no table, and a document is asked for.
        TemplateError: the template cannot be used.
    """
    kind = _output_format(format)
    if without_people:
        from planforms.extracts import without_people as less_people

        plan = less_people(plan)
    return _write(
        plan,
        kind,
        template=template,
        landscape=landscape,
        endorsements_first=endorsements_first,
        fragment=fragment,
        months=months,
    )


@checked(plan=PLAN, months=SWITCH)
def calendar(plan: Plan, *, months: bool = False) -> "CalendarFile":
    """*plan* as a calendar (iCalendar), with the activities that are left out of it and why.

    Days, ranges of up to 31 days, hours (Europe/Vilnius), deadlines on their day and what comes again on named days are
    events. An event keeps its UID while the titles and the period stay, so a calendar that is taken again is updated.

    Args:
        plan: the plan.
        months: whether what is in a month is an all-day event that leaves the time free.

    Raises:
        UsageError: the extra ``calendar`` is not installed, or no activity has a day.
    """
    from planforms.writers import ics

    return ics.calendar(plan, months=months)


@checked(
    plan=PLAN,
    month=PERIOD | WORDS | NOTHING,
    first=DAY | NOTHING,
    last=DAY | NOTHING,
    person=WORDS,
    place=WORDS,
    keep_marks=SWITCH,
)
def extract(  # noqa: PLR0913 -- each is one thing to choose by
    plan: Plan,
    *,
    month: Period | str | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    person: str = "",
    place: str = "",
    keep_marks: bool = False,
) -> "Extract":
    """The same plan with fewer rows: of a month or of days, of a person, of a place; headings only where rows remain.

    Rows are numbered anew. With days, what is at any time of the whole period comes under „Visus metus“, and what has
    no time that is understood last, under „Be datos“. A deadline is on its day.

    Args:
        plan: the plan.
        month: the month, or another period (``2025-10``).
        first: the first day, in place of *month*; without *last* up to the end.
        last: the last day, included; without *first* from the beginning.
        person: whose activities, by surname and initial: „R. Uosytė“.
        place: where, in any case of the words: „Aktų salė“.
        keep_marks: whether the marks stay; an extract is neither approved nor endorsed.

    Raises:
        UsageError: nothing is chosen by, *month* is not a period, the days run backwards, or *person* is not a name.
    """
    from planforms.extracts import make_extract

    if month is None and not (first or last or person or place):
        raise UsageError("Nothing is named to choose rows by; add --month, --from, --to, --person or --place.")
    if month is not None and (first or last):
        raise UsageError("Choose either a month or days; leave out --month, or --from and --to.")
    days = parse_period(month) if isinstance(month, str) else month
    if first or last:
        first, last = first or dt.date.min, last or dt.date.max
        if first > last:
            raise UsageError("The days run backwards: {last} is before {first}.", first=first, last=last)
        days = Period(PeriodKind.DAY, first, last)
    return make_extract(plan, days, person=person, place=place, keep_marks=keep_marks)


@checked(plans=SEVERAL, title=WORDS, by=WORDS)
def merge(plans: Iterable[Plan], *, title: str, by: str = "plan") -> "Merged":
    """Several plans as one, as those of the groups are the school's; what clashes between them is found.

    Columns are united. Activities that are the same in two plans are found too, and both stay.

    Args:
        plans: the plans, in their order.
        title: the title of the merged plan.
        by: ``plan`` (each under its title) or ``month``.

    Raises:
        UsageError: there are fewer than two plans, *title* is blank, or *by* is another word.
    """
    from planforms.merging import MergeBy, merge_plans

    several = tuple(plans)
    for one in several:
        check_argument("plans", one, PLAN)
    if by not in MergeBy.__members__.values():
        raise UsageError("Rows cannot be merged by “{by}”; choose one of {choices}.", by=by, choices=", ".join(MergeBy))
    return merge_plans(several, title=title, by=MergeBy(by))


def _output_format(name: str) -> OutputFormat:
    try:
        return OutputFormat(name)
    except ValueError:
        raise UsageError(
            "There is no format “{format}”; choose one of {formats}.", format=name, formats=", ".join(OutputFormat)
        ) from None


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
        UsageError: a word of *select* or *ignore* is neither a code nor a name.
    """
    from planforms import rules

    codes = rules.selected(select, ignore)
    return rules.found_in(subject if isinstance(subject, Reading) else Reading(plan=subject), today, codes)


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
        UsageError: a word of *select* or *ignore* is neither a code nor a name.
    """
    from planforms import fixes, rules

    return fixes.fix(plan, today, rules.selected(select, ignore), leave)


@checked(file=OPENED, reading=READING, today=DAY, select=SEVERAL, ignore=SEVERAL, ending=WORDS | NOTHING)
def fix_file(  # noqa: PLR0913 -- the file, how it was read, and what is to be fixed
    file: File,
    reading: Reading,
    *,
    today: dt.date,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    options: ReadOptions = AS_IT_IS,
    ending: str | None = None,
) -> "FixedFile":
    """A copy of the user's own *file* with its certain fixes made, and what is still wrong in that copy.

    The file itself is changed where it is a Word document or a workbook; of any other kind the copy is made anew.

    Args:
        file: what ``open_file`` gave.
        reading: what was read from it.
        today: the day on which a date is in the future or not.
        select: what to fix and to look for, as in ``check``.
        ignore: what to leave out, as in ``check``.
        options: how the file was read, so that the copy is read in the same way.
        ending: of the copy's name, where somebody chose it; another format than the file's own makes the copy anew.

    Raises:
        UsageError: a copy of that *ending* cannot be made; a word of *select* or *ignore* is neither a code nor a name.
        UnreadableFileError: the file is damaged, protected or over a limit.
    """
    from planforms import rules
    from planforms.copies import fixed_file

    def read_again(data: bytes, name: str, in_place: bool) -> Reading:  # noqa: FBT001 -- called in one place
        # A copy made anew is the official document: only its period is still to be said.
        again = options if in_place else ReadOptions(period=options.period)
        return read_file(open_file(data, name, limits=file.limits), again)

    return fixed_file(file, reading, read_again, today=today, codes=rules.selected(select, ignore), ending=ending)


@checked(file=OPENED, reading=READING, findings=SEVERAL, language=LANGUAGE, ending=WORDS | NOTHING)
def annotate_file(
    file: File,
    reading: Reading,
    findings: Iterable[Finding],
    language: str = "lt",
    *,
    ending: str | None = None,
) -> bytes:
    """The user's own *file* with *findings* in it as comments, in the place of those that planforms made before.

    In a workbook the cells are coloured, and a first sheet lists what was found. All else of the file stays as it was,
    and reading it gives the same.

    Args:
        file: what ``open_file`` gave.
        reading: what was read from it, which knows where the parts of the plan are.
        findings: what ``check`` gave.
        language: of the comments, ``lt`` or ``en``.
        ending: of the copy's name, where somebody chose it.

    Raises:
        UsageError: *file* is neither a Word document nor a workbook, or *ending* is not its own.
        UnreadableFileError: it is damaged, protected or over a limit.
    """
    from planforms.copies import annotated

    return annotated(file, reading, findings, Speaker(language), ending=ending)


@checked(
    plan=PLAN, to=PERIOD | WORDS | NOTHING, from_period=PERIOD | WORDS | NOTHING, days=WORDS, accept_suggestions=SWITCH
)
def roll(  # noqa: PLR0913 -- what a person decides about the draft
    plan: Plan,
    to: Period | str | None = None,
    *,
    from_period: Period | str | None = None,
    days: str = "weekday",
    accept_suggestions: bool = False,
    breaks: "Iterable[SchoolBreak]" = (),
) -> "RollOver":
    """*plan* for the period *to* (``2026-2027``), to be looked through by a person, and the list of what changed.

    Rolling to the plan's own period changes nothing. Words change only where their value did; years and ordinals in
    the words of activities are suggested, not changed.

    Args:
        plan: a plan, read or made.
        to: the new period, by default the one after the plan's; for a plan of a half-year or a month, a year will do,
            and means the same one of that year.
        from_period: the plan's own period, where it names none or a wrong one.
        days: what becomes of a plain working day: ``weekday`` (the nearest same weekday), ``month`` (its month alone),
            ``blank`` (a line to fill in) or ``same`` (the same date).
        accept_suggestions: take the suggestions.
        breaks: the school's own breaks, which win over those that are known of all.

    Raises:
        UsageError: the plan's period is not known, or cannot become *to*; *days* is not one of the four.
    """
    from planforms import rollover

    if from_period is not None:
        known = parse_period(from_period) if isinstance(from_period, str) else from_period
        plan = replace(plan, period=known)
    if days not in rollover.Days.__members__.values():
        raise UsageError(
            "Days cannot become “{days}”; choose one of {choices}.", days=days, choices=", ".join(rollover.Days)
        )
    period = parse_period(to) if isinstance(to, str) else to
    return rollover.roll_over(
        plan, period, days=rollover.Days(days), accept_suggestions=accept_suggestions, breaks=breaks
    )


@checked(file=FILE, findings=SEVERAL, language=LANGUAGE, name=WORDS, reading=READING | NOTHING)
def annotate(
    file: AnyFile,
    findings: Iterable[Finding],
    language: str = "lt",
    *,
    name: str = "",
    reading: Reading | None = None,
) -> bytes:
    """The user's own file with *findings* in it as comments, as ``annotate_file`` makes it.

    Args:
        file: its path, or its bytes with *name*: a Word document or a workbook.
        findings: what ``check`` gave.
        language: of the comments, ``lt`` or ``en``.
        name: what the file is called.
        reading: what was read from it; it is read once more where this is ``None``.

    Raises:
        PlanformsError: as ``read`` and ``annotate_file``.
    """
    opened = open_file(file, name)
    return annotate_file(opened, reading or read_file(opened), findings, language)


@checked(
    file=FILE,
    name=WORDS,
    format=WORDS,
    period=PERIOD | WORDS | NOTHING,
    template=BYTES | NOTHING,
    fragment=SWITCH,
    months=SWITCH,
    without_people=SWITCH,
)
def convert(  # noqa: PLR0913 -- each is one thing that may be asked of the document
    file: AnyFile,
    name: str = "",
    *,
    format: str = "docx",  # noqa: A002 -- the public word
    plan_number: int = 1,
    period: Period | str | None = None,
    template: bytes | None = None,
    landscape: bool | None = None,
    endorsements_first: bool = False,
    fragment: bool = False,
    months: bool = False,
    without_people: bool = False,
) -> bytes:
    """The plan in a file as another file, in one step: ``read``, then ``write``.

    Args:
        file: its path, or its bytes with *name*.
        name: what the file is called.
        format: ``docx`` (the official document), ``xlsx``, ``html``, ``ics`` or ``json``.
        plan_number: which plan, from 1, where the file has several.
        period: the plan's period, in place of what the file says.
        template: a DOCX template of one's own; the built-in one where it is ``None``.
        landscape: the page on its side, upright, or (``None``) as the columns need.
        endorsements_first: the endorsements above the text, and not below the table.
        fragment: of a page only the plan, to be pasted into another page.
        months: in a calendar also what is in a month.
        without_people: without the columns of people and the names of who signs.

    Raises:
        PlanformsError: as ``read`` and ``write``.
    """
    plan = read(file, name, plan_number=plan_number, period=period).plan
    return write(
        plan,
        format,
        template=template,
        landscape=landscape,
        endorsements_first=endorsements_first,
        fragment=fragment,
        months=months,
        without_people=without_people,
    )


@checked(file=OPENED, reading=READING, format=WORDS, language=LANGUAGE, template=BYTES | NOTHING)
def draft_file(  # noqa: PLR0913 -- the file, what was read of it, and what the draft is to be
    file: File,
    reading: Reading,
    rolled: "RollOver",
    format: str,  # noqa: A002 -- the public word
    language: str = "lt",
    *,
    template: bytes | None = None,
) -> "DraftFile":
    """The draft of the next plan as a file, with comments on what somebody must look at.

    Args:
        file: what ``open_file`` gave.
        reading: what was read from it.
        rolled: what ``roll`` made of the plan.
        format: ``xlsx`` (the user's own workbook with the changed cells changed), ``docx`` or ``json``.
        language: of the comments, ``lt`` or ``en``.
        template: a DOCX template of one's own; the built-in one where it is ``None``.

    Raises:
        UsageError: there is no such format, or a workbook is asked for and *file* is not one.
        NoPlanError: a document is asked for and the plan has no table.
        TemplateError: the template cannot be used.
        UnreadableFileError: the workbook is protected or over a limit.
    """
    from planforms.copies import drafted

    return drafted(file, reading, rolled, _output_format(format), Speaker(language), template)


@checked(format=WORDS, language=LANGUAGE, colour=SWITCH)
def render(
    subject: "Sequence[Checked] | Comparison | Listed",
    format: str = "text",  # noqa: A002 -- the public word
    language: str = "lt",
    *,
    colour: bool = False,
) -> str:
    """A report in the user's language.

    Args:
        subject: files with what was found in them, the comparison of two plans, or the list of a draft's changes.
        format: ``text``, ``json`` or ``html``; of files also ``github`` or ``sarif``.
        language: ``lt`` or ``en``.
        colour: whether a text is for a terminal that shows colours.

    Raises:
        UsageError: there is no such form of this report.
    """
    from planforms import reports

    return reports.report(subject, format, Speaker(language), colour=colour)


@checked(period=PERIOD | WORDS, format=WORDS, school=SETTINGS)
def blank(
    period: Period | str,
    format: str = "xlsx",  # noqa: A002 -- the public word
    *,
    school: Settings = NO_SETTINGS,
) -> bytes:
    """A form to fill in for *period* (``2026-2027``): ``xlsx``, which explains itself, or ``docx``, the official form.

    In a workbook the name, the town and the head of the *school* are filled in already.

    ``read`` takes what was filled in and leaves out what the form itself says: its explanations, its example row where
    it was left as it is, and the numbers of rows that nobody wrote in.

    Raises:
        UsageError: *period* is not a period, or there is no such form.
    """
    try:
        kind = FormFormat(format)
    except ValueError:
        raise UsageError(
            "There is no form “{format}”; choose one of {formats}.", format=format, formats=", ".join(FormFormat)
        ) from None
    return _blank(parse_period(period) if isinstance(period, str) else period, kind, school)


@checked(old=PLAN, new=PLAN)
def diff(old: Plan, new: Plan) -> "Comparison":
    """What changed from *old* to *new*: rows matched by likeness, then part by part; looks count for nothing."""
    from planforms import differences

    return differences.compare(old, new)


class Companion(Struct, frozen=True):
    """A document that goes with a plan, as DOCX, and what it leaves to a person."""

    data: bytes
    gaps: "tuple[Gap, ...]" = ()


@checked(plan=PLAN, kind=WORDS, basis=WORDS, endorsement=COUNT, old=PLAN | NOTHING, template=BYTES | NOTHING)
def companion(  # noqa: PLR0913 -- what the kinds need
    plan: Plan,
    kind: str,
    *,
    basis: str = "",
    endorsement: int = 1,
    old: Plan | None = None,
    template: bytes | None = None,
) -> Companion:
    """The ``order`` that approves *plan*, the extract of the ``minutes`` that endorse it, or its ``amendment``.

    Who, when and where come from the plan's marks and details; what is not certain is a line to fill in.

    Args:
        plan: the plan.
        kind: ``order``, ``minutes``, or ``amendment``, the order that makes *plan* of the approved plan *old*.
        basis: what the order rests on, in the instrumental: „mokyklos nuostatų 25.3 papunkčiu“.
        endorsement: which of the marks that approve nothing the minutes are of, from 1.
        old: the approved plan that the order amends.
        template: a DOCX template of one's own; the built-in one where it is ``None``.

    Raises:
        UsageError: there is no such kind of document, no such endorsement, or nothing to amend.
        TemplateError: the template cannot be used.
    """
    from planforms.companions.amendments import amendment_of
    from planforms.companions.documents import CompanionKind, minutes_of, order_of
    from planforms.writers.docx import write_companion

    match kind:
        case CompanionKind.ORDER:
            made: Order | Minutes | Amendment = order_of(plan, basis=basis)
        case CompanionKind.MINUTES:
            made = minutes_of(plan, endorsement)
        case CompanionKind.AMENDMENT:
            if old is None:
                raise UsageError("An amendment is made of two plans; give the approved one as well.")
            made = amendment_of(old, plan, basis=basis)
        case _:
            kinds = ", ".join(CompanionKind)
            raise UsageError("There is no companion document “{kind}”; choose one of {kinds}.", kind=kind, kinds=kinds)
    return Companion(write_companion(made, template), made.gaps)


@checked(kind=WORDS)
def built_in_template(kind: str = "plan") -> bytes:
    """The built-in template of a ``plan``, an ``order`` or an extract of ``minutes``: a DOCX to edit in Word.

    Raises:
        UsageError: there is no such template.
    """
    from planforms.writers import docx

    return docx.built_in_template(_template_kind(kind))


@checked(file=FILE, kind=WORDS | NOTHING)
def check_template(file: AnyFile, kind: str | None = None) -> TemplateCheck:
    """All that is wrong in a DOCX template of one's own, with its place, without anybody's plan.

    Args:
        file: the template, its path or its bytes.
        kind: what it is to make: a ``plan``, an ``order`` or an extract of ``minutes``; by default it is recognised by
            the names that the template uses.

    Raises:
        TemplateError: it is not a Word document, or a machine's and not a person's.
        UsageError: there is no such kind.
    """
    from planforms.writers.docx.template import check_template as check_document

    return check_document(_bytes_of(file, "")[0], None if kind is None else _template_kind(kind))


def _template_kind(kind: str) -> "TemplateKind":
    from planforms.writers.docx import TemplateKind

    try:
        return TemplateKind(kind)
    except ValueError:
        raise UsageError(
            "There is no template “{kind}”; choose one of {kinds}.", kind=kind, kinds=", ".join(TemplateKind)
        ) from None


@checked(plan=PLAN, amended_no=WORDS | NOTHING, amended_date=DAY | WORDS | NOTHING, **_MARK_OPTIONS)
def fill_marks(
    plan: Plan,
    *,
    amended_no: str | None = None,
    amended_date: dt.date | str | None = None,
    **options: Unpack[MarkOptions],
) -> Plan:
    """*plan* with parts of its marks filled or replaced; what is ``None`` stays as it is, a missing mark is made.

    Args:
        plan: the plan.
        amended_no: the number of the order that amended the plan: „(… įsakymo Nr. V-98 redakcija)“ under the approval.
        amended_date: its date.
        options: what to fill, each part by the name that ``MarkOptions`` gives it: ``order_no="V-361"``.

    Raises:
        UsageError: a date is not one, the plan has fewer endorsements, or a mark cannot be filled for certain.
    """
    return with_amendment(fill(plan, parse_filling(options)), amended_no, amended_date)


@checked(file=FILE, name=WORDS, plan_number=COUNT, limits=LIMITS, **_MARK_OPTIONS)
def mark(
    file: AnyFile,
    name: str = "",
    *,
    plan_number: int = 1,
    options: ReadOptions = AS_IT_IS,
    limits: Limits = DEFAULT_LIMITS,
    **filled: Unpack[MarkOptions],
) -> bytes:
    """A finished DOCX with parts of its marks filled in place; every other byte of its parts stays.

    The parts are those of ``fill_marks``; *plan_number* chooses one of several plans in the document, from 1; *options*
    say how it is read, in place of the number.

    Raises:
        UnreadableFileError: the file is damaged, encrypted, over the limits or no Word document.
        UsageError: nothing is named to fill, a date is not one, the document has no such mark, or the mark cannot be
            filled for certain.
    """
    from planforms.editors.docx import fill_marks as fill_in_place

    filling = parse_filling(filled)
    if filling.empty:
        raise UsageError("Nothing is named to fill; add --order-no, --order-date, --minutes-no or the like.")
    data, name = _bytes_of(file, name, limits)
    number = plan_number if options == AS_IT_IS else options.plan_number
    return fill_in_place(data, name, filling, number=number, overrides=_overrides(options), limits=limits)


def _bytes_of(file: AnyFile, name: str, limits: Limits = DEFAULT_LIMITS) -> tuple[bytes, str]:
    """The bytes of *file* and what it is called."""
    if isinstance(file, File):
        return file.data, file.name
    return (file, name) if isinstance(file, bytes) else (read_path(file, limits), name or os.fspath(file))
