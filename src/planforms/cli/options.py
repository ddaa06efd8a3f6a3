"""The options that commands share. Each decorator gives the command one value in the place of its several options."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

import click

from planforms.errors import UsageError
from planforms.faults import Terms
from planforms.letters import fold

_Command = TypeVar("_Command", bound=Callable[..., Any])

_ACTS = ("order", "resolution", "decision", "ordinance", "letter", "minutes")

_LITHUANIAN = {
    "planas": "plan",
    "isakymas": "order",
    "protokolas": "minutes",
    "israsas": "minutes",
    "pakeitimas": "amendment",
}

_READING: dict[str, dict[str, Any]] = {
    "--plan": {"metavar": "N|SHEET", "help": "Which plan, where the file has several: number or sheet."},
    "--period": {
        "metavar": "PERIOD", "help": "The plan's period, where the file says none or a wrong one: 2026-2027."
    },
    "--heading-row": {
        "metavar": "N", "type": click.IntRange(min=1), "help": "Which row of the sheet has the headings."
    },
    "--columns": {
        "metavar": "ROLES", "help": "What the columns are, from the left: number,title,when,place,responsible,other."
    },
}  # fmt: skip

_MARKS: dict[str, dict[str, Any]] = {
    "--approved-by": {"metavar": "WHO", "help": "Who approves, in the genitive: „Mokyklos direktoriaus“."},
    "--act": {"type": click.Choice(_ACTS), "help": "The act that approves; an order where not given."},
    "--order-no": {"metavar": "NUMBER", "help": "Number of the order, as registered: V-361."},
    "--order-date": {"metavar": "DATE", "help": "Date of the order: 2023-09-29."},
    "--endorsed-by": {"metavar": "WHO", "help": "Who endorses, in the genitive: „Mokyklos tarybos“."},
    "--minutes-no": {"metavar": "NUMBER", "help": "Number of the minutes."},
    "--minutes-date": {"metavar": "DATE", "help": "Date of the minutes: 2023-09-19."},
    "--endorsement": {
        "metavar": "N", "type": click.IntRange(min=1), "default": 1,
        "help": "Which endorsement, where there are several.",
    },
}  # fmt: skip

_AMENDED: dict[str, dict[str, Any]] = {
    "--amended-no": {"metavar": "NUMBER", "help": "Number of the order that amended the approved plan: V-98."},
    "--amended-date": {"metavar": "DATE", "help": "Date of that order: 2026-03-25."},
}


def collected(
    name: str, options: dict[str, dict[str, Any]], made: Callable[[dict[str, Any]], Any]
) -> Callable[[_Command], _Command]:
    """A decorator that adds *options*; the command gets what is *made* of their values as its argument *name*."""

    def decorated(command: _Command) -> _Command:
        @wraps(command)
        def called(*args: Any, **given: Any) -> Any:  # noqa: ANN401 -- as click gives them
            own = {option: given.pop(option) for option in (key[2:].replace("-", "_") for key in options)}
            return command(*args, **given, **{name: made(own)})

        for option, settings in reversed(options.items()):
            called = click.option(option, **settings)(called)
        return cast("_Command", called)

    return decorated


def document_kind(*kinds: str) -> Callable[[click.Context, click.Parameter, str], str]:
    """What makes one of *kinds* of the word that a person wrote, English or Lithuanian."""

    def named(_ctx: click.Context, _param: click.Parameter, words: str) -> str:
        kind = _LITHUANIAN.get(fold(words), words)
        if kind not in kinds:
            raise UsageError(
                "“{kind}” is not a kind of document; name one first: {kinds}.", kind=words, kinds=Terms(kinds)
            )
        return kind

    return named


def _read_options(given: dict[str, Any]) -> Any:  # noqa: ANN401 -- its class is not to be imported for help
    from planforms.api import read_options

    return read_options(**given)


def _not_empty(given: dict[str, Any]) -> dict[str, Any]:
    """*given*, of which nothing is empty: an empty word of a script would take a number out of a mark."""
    for option, words in given.items():
        if isinstance(words, str) and not words.strip():
            raise UsageError(
                "{option} is empty; leave it out to keep what the mark has.", option="--" + option.replace("_", "-")
            )
    return given


reading_options = collected("options", _READING, _read_options)
# Of two files: given once for both, twice for one each.
reading_options_of_two = collected(
    "options", {name: {**settings, "multiple": True} for name, settings in _READING.items()}, dict
)
mark_options = collected("marks", _MARKS, _not_empty)
# Of a companion, which no mark is filled in: an empty word leaves the part to a person.
mark_options_of_companion = collected("marks", _MARKS, dict)
amendment_options = collected("amended", _AMENDED, _not_empty)
template_option = click.option(
    "--template", metavar="T.docx", help="A template of your own in place of the built-in one."
)
force_option = click.option("--force", is_flag=True, help="Replace OUT if it exists.")
