"""The options that fill marks, shared by the commands that make documents."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

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
        "--endorsement",
        type=click.IntRange(min=1),
        metavar="N",
        default=1,
        help="Which endorsement, where there are several.",
    ),
)


def mark_options(command: _Command) -> _Command:
    """Add the mark options to a command; they are the arguments of ``planforms.fill_marks``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
