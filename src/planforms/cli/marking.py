"""The options that fill marks, shared by the commands that make documents."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

from planforms.errors import UsageError

if TYPE_CHECKING:
    from planforms.api import MarkParts
    from planforms.model import Plan

_ACTS = ("order", "resolution", "decision", "ordinance", "letter", "minutes")
_Command = TypeVar("_Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--approved-by", metavar="WHO", help="Who approves, in the genitive: „Mokyklos direktoriaus“."),
    click.option("--act", type=click.Choice(_ACTS), help="The act that approves; an order where not given."),
    click.option("--order-no", metavar="NUMBER", help="Number of the order, as registered: V-361."),
    click.option("--order-date", metavar="DATE", help="Date of the order: 2023-09-29."),
    click.option("--endorsed-by", metavar="WHO", help="Who endorses, in the genitive: „Mokyklos tarybos“."),
    click.option("--minutes-no", metavar="NUMBER", help="Number of the minutes."),
    click.option("--minutes-date", metavar="DATE", help="Date of the minutes: 2023-09-19."),
    click.option(
        "--endorsement", type=click.IntRange(min=1), default=1, help="Which endorsement, where there are several."
    ),
)


class MarkOptions(Struct, frozen=True):
    """The mark options as given."""

    approved_by: str | None
    act: str | None
    order_no: str | None
    order_date: str | None
    endorsed_by: str | None
    minutes_no: str | None
    minutes_date: str | None
    endorsement: int


def mark_options(command: _Command) -> _Command:
    """Add the mark options to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def fill_marks(plan: "Plan", options: MarkOptions) -> "Plan":
    """*plan* with the parts that *options* name filled in its marks.

    Raises:
        UsageError: a date is none, or there is no such endorsement.
    """
    from planforms.api import MarkParts, fill_approval, fill_endorsement

    approval, endorsement = mark_parts(options)
    if approval != MarkParts():
        plan = fill_approval(plan, approval)
    if endorsement != MarkParts():
        plan = fill_endorsement(plan, endorsement, options.endorsement)
    return plan


def mark_parts(options: MarkOptions) -> "tuple[MarkParts, MarkParts]":
    """The parts that *options* name: of the approval, and of an endorsement.

    Raises:
        UsageError: a date is none.
    """
    from planforms.api import MarkParts
    from planforms.model import ActKind

    approval = MarkParts(
        by=options.approved_by,
        act=ActKind(options.act) if options.act else None,
        number=options.order_no,
        date=_date("--order-date", options.order_date),
    )
    endorsement = MarkParts(
        by=options.endorsed_by,
        number=options.minutes_no,
        date=_date("--minutes-date", options.minutes_date),
    )
    return approval, endorsement


def _date(option: str, words: str | None) -> dt.date | None:
    if words is None:
        return None
    from planforms.timing import parse_timing

    try:
        return dt.date.fromisoformat(parse_timing(words).edtf)
    except ValueError:
        raise UsageError(
            "{option}: “{words}” is no date; write it as 2023-09-29.", option=option, words=words
        ) from None
