"""What is to be filled in the marks of a plan: as values, or in the words that a person typed."""

import datetime as dt

from msgspec import Struct
from msgspec.structs import replace

from planforms.errors import UsageError
from planforms.marks import amend_mark, fill_mark, new_mark
from planforms.model import ActKind, Mark, MarkKind, Plan
from planforms.timing import parse_timing


class MarkParts(Struct, frozen=True, kw_only=True):
    """Parts of a mark to fill or replace; ``None`` leaves a part as it is."""

    by: str | None = None
    act: ActKind | None = None
    number: str | None = None
    date: dt.date | None = None


NO_PARTS = MarkParts()


class MarkFilling(Struct, frozen=True, kw_only=True):
    """What to fill: in the approval, and in the mark number ``which`` (from 1) among those that approve nothing."""

    approval: MarkParts = NO_PARTS
    endorsement: MarkParts = NO_PARTS
    which: int = 1

    @property
    def empty(self) -> bool:
        """Whether nothing is to be filled."""
        return self.approval == self.endorsement == NO_PARTS


def parse_filling(  # noqa: PLR0913 -- each is one part of a mark
    *,
    approved_by: str | None = None,
    act: ActKind | str | None = None,
    order_no: str | None = None,
    order_date: dt.date | str | None = None,
    endorsed_by: str | None = None,
    minutes_no: str | None = None,
    minutes_date: dt.date | str | None = None,
    endorsement: int = 1,
) -> MarkFilling:
    """What these words, which are the options of the command line, fill; a date may be in any form that plans use.

    Raises:
        UsageError: a date is none, there is no such kind of act, or no mark has the number *endorsement*.
    """
    if endorsement < 1:
        raise UsageError("There is no endorsement number {number}; they are counted from 1.", number=endorsement)
    return MarkFilling(
        approval=MarkParts(by=approved_by, act=_act(act), number=order_no, date=_date("--order-date", order_date)),
        endorsement=MarkParts(by=endorsed_by, number=minutes_no, date=_date("--minutes-date", minutes_date)),
        which=endorsement,
    )


def _act(words: str | None) -> ActKind | None:
    try:
        return ActKind(words) if words else None
    except ValueError:
        raise UsageError("There is no act “{act}”; choose one of {acts}.", act=words, acts=", ".join(ActKind)) from None


def _date(option: str, words: dt.date | str | None) -> dt.date | None:
    if words is None or isinstance(words, dt.date):
        return words
    try:
        return dt.date.fromisoformat(parse_timing(words).edtf)
    except ValueError:
        raise UsageError(
            "{option}: “{words}” is no date; write it as 2023-09-29.", option=option, words=words
        ) from None


def fill(plan: Plan, filling: MarkFilling) -> Plan:
    """*plan* with its marks filled; a mark that it does not have is made.

    Raises:
        UsageError: the plan has no such endorsement, or a mark cannot be filled for certain.
    """
    if filling.approval != NO_PARTS:
        plan = _with_approval(plan, filling.approval)
    if filling.endorsement != NO_PARTS:
        plan = _with_endorsement(plan, filling.endorsement, filling.which)
    return plan


def _with_approval(plan: Plan, parts: MarkParts) -> Plan:
    approvals = [i for i, mark in enumerate(plan.marks) if mark.kind is MarkKind.APPROVED]
    if approvals:
        return _with_filled(plan, approvals[0], parts)
    made = _filled(new_mark(MarkKind.APPROVED), parts)
    return replace(plan, marks=(made, *plan.marks))


def _with_endorsement(plan: Plan, parts: MarkParts, number: int) -> Plan:
    others = [i for i, mark in enumerate(plan.marks) if mark.kind is not MarkKind.APPROVED]
    if number <= len(others):
        return _with_filled(plan, others[number - 1], parts)
    if number != len(others) + 1:
        raise UsageError(
            "The plan has {count} endorsements, so number {number} cannot be filled; choose 1 to {next}.",
            count=len(others),
            number=number,
            next=len(others) + 1,
        )
    return replace(plan, marks=(*plan.marks, _filled(new_mark(MarkKind.ENDORSED), parts)))


def _with_filled(plan: Plan, index: int, parts: MarkParts) -> Plan:
    marks = list(plan.marks)
    marks[index] = _filled(marks[index], parts)
    return replace(plan, marks=tuple(marks))


def _filled(mark: Mark, parts: MarkParts) -> Mark:
    return fill_mark(mark, by=parts.by, act=parts.act, number=parts.number, date=parts.date)


def with_amendment(plan: Plan, number: str | None, date: dt.date | str | None) -> Plan:
    """*plan* with the order that amended it under its approval mark; as it is where both are ``None``.

    Raises:
        UsageError: *date* is none, the plan has no approval mark, or the mark cannot be read with the order.
    """
    if number is None and date is None:
        return plan
    day = _date("--amended-date", date)
    index = next((i for i, mark in enumerate(plan.marks) if mark.kind is MarkKind.APPROVED), None)
    if index is None:
        raise UsageError(
            "The plan has no approval mark, so no order can amend it; add --approved-by and the like first."
        )
    marks = list(plan.marks)
    marks[index] = amend_mark(marks[index], number=number or "", date=day)
    return replace(plan, marks=tuple(marks))


def with_blank_approval(plan: Plan) -> Plan:
    """*plan* with an approval mark to be filled in by hand before its other marks, where it has none."""
    return plan if is_approved(plan) else replace(plan, marks=(new_mark(MarkKind.APPROVED), *plan.marks))


def is_approved(plan: Plan) -> bool:
    """Whether *plan* has a mark of approval, blank or filled."""
    return any(mark.kind is MarkKind.APPROVED for mark in plan.marks)
