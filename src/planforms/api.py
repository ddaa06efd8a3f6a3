"""One function for each thing planforms does; the command line and the page call these and print."""

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from planforms.errors import NoPlanError, UsageError
from planforms.findings import Finding, Reading
from planforms.marks import fill_mark, new_mark
from planforms.model import ActKind, Mark, MarkKind, Plan
from planforms.package import DEFAULT_LIMITS, Limits
from planforms.readers import read as _read
from planforms.writers import OutputFormat
from planforms.writers import write as _write


def read(data: bytes, name: str, *, number: int = 1, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read a plan from the bytes of a file called *name*.

    Args:
        data: the file.
        name: what the file is called, for messages and to tell kinds of plain text apart.
        number: which plan, from 1, where the file has several.
        limits: how much of a hostile file is looked at.

    Raises:
        UnknownFormatError: no reader takes such a file.
        UnreadableFileError: the file is damaged, encrypted, over the limits or not what it says.
        InvalidPlanError: a JSON plan is not of the published form.
        NoPlanError: the file has no plan, or none of that number.
    """
    return _read(data, name, number=number, limits=limits)


def write(
    plan: Plan,
    format: str,  # noqa: A002 -- the public word
    *,
    template: bytes | None = None,
    landscape: bool | None = None,
) -> bytes:
    """*plan* as a file: ``docx`` (the official document) or ``json``.

    Args:
        plan: what to write.
        format: the ending of the file.
        template: a DOCX template of one's own; the built-in one where it is ``None``.
        landscape: the page on its side, upright, or (``None``) as the columns need.

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
    return _write(plan, kind, template=template, landscape=landscape)


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


class MarkParts(Struct, frozen=True, kw_only=True):
    """Parts of a mark to fill or replace; ``None`` leaves a part as it is."""

    by: str | None = None
    act: ActKind | None = None
    number: str | None = None
    date: dt.date | None = None


def fill_approval(plan: Plan, parts: MarkParts) -> Plan:
    """*plan* with its approval mark filled, made where the plan has none."""
    approvals = [i for i, mark in enumerate(plan.marks) if mark.kind is MarkKind.APPROVED]
    if approvals:
        return _with_filled(plan, approvals[0], parts)
    made = _fill(new_mark(MarkKind.APPROVED), parts)
    return replace(plan, marks=(made, *plan.marks))


def fill_endorsement(plan: Plan, parts: MarkParts, number: int = 1) -> Plan:
    """*plan* with its *number*-th mark that is no approval filled, from 1; made where it is the next one.

    Raises:
        UsageError: the plan has fewer endorsements than that.
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


def _with_filled(plan: Plan, index: int, parts: MarkParts) -> Plan:
    marks = list(plan.marks)
    marks[index] = _fill(marks[index], parts)
    return replace(plan, marks=tuple(marks))


def _fill(mark: Mark, parts: MarkParts) -> Mark:
    return fill_mark(mark, by=parts.by, act=parts.act, number=parts.number, date=parts.date)
