"""What is to be filled in the marks of a plan: as values, or in the words that a person typed."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import TypedDict

from msgspec import Struct
from msgspec.structs import replace

from planforms.errors import UsageError
from planforms.letters import fold
from planforms.marks import Values, amend_mark, check_end, check_new, fill_mark, new_mark
from planforms.model import ActKind, Mark, MarkKind, Plan, Section
from planforms.timing import parse_day


class MarkOptions(TypedDict, total=False):
    """What to fill in marks, in a person's words; what is missing or ``None`` stays as it is.

    Attributes:
        approved_by: who approves, in the genitive: „Mokyklos direktoriaus“.
        act: the act that approves, an ``order`` where the plan says none.
        order_no: the number of the order, as registered.
        order_date: its date, also in words: ``2023-09-29``, „2023 m. rugsėjo 29 d.“
        endorsed_by: who endorses, in the genitive: „Mokyklos tarybos“.
        minutes_no: the number of the minutes.
        minutes_date: their date.
        endorsement: which of the marks that approve nothing, from 1.
    """

    approved_by: str | None
    act: ActKind | str | None
    order_no: str | None
    order_date: dt.date | str | None
    endorsed_by: str | None
    minutes_no: str | None
    minutes_date: dt.date | str | None
    endorsement: int


NOTHING = Values()


class MarkFilling(Struct, frozen=True, kw_only=True):
    """What to fill: in the approval, and in the mark number ``which`` (from 1) among those that approve nothing."""

    approval: Values = NOTHING
    endorsement: Values = NOTHING
    which: int = 1

    @property
    def empty(self) -> bool:
        """Whether nothing is to be filled."""
        return self.approval == self.endorsement == NOTHING


def parse_filling(options: MarkOptions) -> MarkFilling:
    """What *options* fill; a date may be in any form that plans use.

    Raises:
        UsageError: a date is not one, there is no such kind of act, or no mark has the number that is asked for.
    """
    which = options.get("endorsement", 1)
    if which < 1:
        raise UsageError("There is no endorsement number {number}; they are counted from 1.", number=which)
    return MarkFilling(
        approval=Values(
            by=options.get("approved_by"),
            act=_act(options.get("act")),
            number=options.get("order_no"),
            date=parse_date("--order-date", options.get("order_date")),
        ),
        endorsement=Values(
            by=options.get("endorsed_by"),
            number=options.get("minutes_no"),
            date=parse_date("--minutes-date", options.get("minutes_date")),
        ),
        which=which,
    )


def _act(words: str | None) -> ActKind | None:
    try:
        return ActKind(words) if words else None
    except ValueError:
        raise UsageError("There is no act “{act}”; choose one of {acts}.", act=words, acts=", ".join(ActKind)) from None


def parse_date(option: str, words: dt.date | str | None) -> dt.date | None:
    """The day that a person gave to *option*.

    Raises:
        UsageError: the words are not one day.
    """
    if words is None or isinstance(words, dt.date):
        return words
    if day := parse_day(words):
        return day
    raise UsageError("{option}: “{words}” is not a date; write it as 2023-09-29.", option=option, words=words)


def fill(plan: Plan, filling: MarkFilling) -> Plan:
    """*plan* with its marks filled; a mark that it does not have is made.

    Raises:
        UsageError: the plan has no such endorsement, or a mark cannot be filled for certain.
    """
    if filling.approval != NOTHING:
        plan = _with_approval(plan, filling.approval)
    if filling.endorsement != NOTHING:
        plan = _with_endorsement(plan, filling.endorsement, filling.which)
    return plan


def _with_approval(plan: Plan, values: Values) -> Plan:
    approvals = [i for i, mark in enumerate(plan.marks) if mark.kind is MarkKind.APPROVED]
    check_approvals(plan.marks)
    if approvals:
        return _with_filled(plan, approvals[0], values)
    made = _filled(_new(plan, MarkKind.APPROVED, _OF_HEAD), values)
    return replace(plan, marks=(made, *plan.marks))


def check_approvals(marks: Iterable[Mark]) -> None:
    """Refuse to fill the approval of a plan that several approve, as one of two schools.

    Raises:
        UsageError: the authors differ by more than how much of the name is written.
    """
    authors = {fold(mark.by): mark.by for mark in marks if mark.kind is MarkKind.APPROVED and mark.by}
    longest = max(authors, key=len, default="")
    if other := next((by for folded, by in authors.items() if not longest.endswith(folded)), None):
        raise UsageError(
            "The plan is approved by “{words}” and by “{other}”, and it is not clear which mark to fill; nothing was "
            "written. Fill these marks in by hand in the file.",
            words=authors[longest],
            other=other,
        )


def _with_endorsement(plan: Plan, values: Values, number: int) -> Plan:
    others = [i for i, mark in enumerate(plan.marks) if mark.kind is not MarkKind.APPROVED]
    if number <= len(others):
        return _with_filled(plan, others[number - 1], values)
    if number != len(others) + 1:
        raise UsageError(
            "The plan has {count} endorsements, so number {number} cannot be filled; choose 1 to {next}.",
            count=len(others),
            number=number,
            next=len(others) + 1,
        )
    made = _filled(_new(plan, MarkKind.ENDORSED, frozenset(ActKind) - _OF_HEAD), values)
    return replace(plan, marks=(*plan.marks, made))


_OF_HEAD = frozenset((ActKind.ORDER, ActKind.ORDINANCE))


def _new(plan: Plan, kind: MarkKind, acts: Collection[ActKind]) -> Mark:
    """A mark of *kind* for a plan that has none; refused where the plan's text has the end of one, of one of *acts*."""
    mark = new_mark(kind)
    check_new(mark.words, acts, [*str(plan.title).split("\n"), *_text_lines(plan)])
    return mark


def _text_lines(plan: Plan) -> Iterator[str]:
    for section in (*plan.sections, *plan.closing):
        yield from _lines(section)


def _with_filled(plan: Plan, index: int, values: Values) -> Plan:
    marks = list(plan.marks)
    for parts in (plan.sections, plan.closing[:1]):  # what may be under the mark above the table, and below it
        check_end(marks[index].words, values, (line for part in parts for line in _lines(part)))
    marks[index] = _filled(marks[index], values)
    return replace(plan, marks=tuple(marks))


def _lines(section: Section) -> Iterator[str]:
    """The lines of a section's text, the label before the first."""
    lines = str(section.text).split("\n") if section.text else [""]
    yield f"{section.label} {lines[0]}"
    yield from lines[1:]


def _filled(mark: Mark, values: Values) -> Mark:
    return fill_mark(mark, by=values.by, act=values.act, number=values.number, date=values.date)


def with_amendment(plan: Plan, number: str | None, date: dt.date | str | None) -> Plan:
    """*plan* with the order that amended it under its approval mark; as it is where both are ``None``.

    Raises:
        UsageError: *date* is none, the plan has no approval mark, or the mark cannot be read with the order.
    """
    if number is None and date is None:
        return plan
    day = parse_date("--amended-date", date)
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
