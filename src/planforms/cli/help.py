"""Help in the user's language: the words of our commands, and those that click itself says.

Click looks its own words up by gettext in the text domain of the process, which is set to ours while a command runs;
our help texts are message ids of the same catalogue.
"""

import copy
import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from inspect import cleandoc

import click

from planforms.cli.voice import voice
from planforms.faults import Terms
from planforms.language import DOMAIN, FOLDER, LANGUAGES, Speaker
from planforms.remembered import pattern_of

_OPTION = "--lang"
# What usage lines and options call a value; N is a sign in both languages.
_VALUES = Terms(
    (
        *("OPTIONS", "COMMAND", "ARGS", "WHO", "NUMBER", "DATE", "CODES", "CODE", "PERIOD", "ROLES", "SHEET", "NAME"),
        *("TOWN", "WORDS", "ADDRESS", "SECONDS", "DIR", "FILE", "OLD", "NEW", "IN", "OUT"),
        *("plan", "order", "minutes", "amendment"),
    )
)
_WORD = pattern_of(r"\w+")


def asked_language(arguments: Sequence[str]) -> str | None:
    """The language that ``--lang`` among *arguments* asks for, before click has read them; ``None`` for none known."""
    for argument, after in zip(arguments, [*arguments, ""][1:], strict=True):
        name, _, value = argument.partition("=")
        if name == _OPTION:
            asked = value or after
            return asked if asked in LANGUAGES else None
    return None


def language_first(arguments: Sequence[str]) -> list[str]:
    """*arguments* with ``--lang`` and its value at the front, wherever a person wrote them before a ``--``."""
    given = list(arguments)
    options = given[: given.index("--")] if "--" in given else given
    for at, argument in enumerate(options):
        name, equals, _ = argument.partition("=")
        if name == _OPTION:
            stop = at + (1 if equals else 2)
            return [*given[at:stop], *given[:at], *given[stop:]]
    return given


def in_language(command: click.Command, speaker: Speaker) -> click.Command:
    """A copy of *command* with its help and that of its options said by *speaker*."""
    spoken = copy.copy(command)
    spoken.help = _said(command.help, speaker)
    spoken.options_metavar = _values(command.options_metavar, speaker)
    if isinstance(spoken, click.Group):
        spoken.subcommand_metavar = _values(spoken.subcommand_metavar, speaker) or ""
    # Click makes the option --help once, in the language of that time, and keeps it.
    spoken._help_option = None  # noqa: SLF001
    spoken.params = [_spoken_option(param, speaker) for param in command.params]
    return spoken


class SpokenGroup(click.Group):
    """A command with commands of its own, whose help is said in the user's language too."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, with its help said by a speaker of the user's language."""
        command = super().get_command(ctx, cmd_name)
        return in_language(command, voice(ctx)) if command else None


def _spoken_option(param: click.Parameter, speaker: Speaker) -> click.Parameter:
    spoken = copy.copy(param)
    spoken.metavar = _values(param.metavar, speaker)
    if isinstance(spoken, click.Option):
        spoken.help = _said(spoken.help, speaker)
    return spoken


def _values(metavar: str | None, speaker: Speaker) -> str | None:
    """The *metavar* with the names of values in it said by *speaker*."""
    return metavar and _WORD.sub(lambda word: speaker.say(word[0]) if word[0] in _VALUES.names else word[0], metavar)


def _said(words: str | None, speaker: Speaker) -> str | None:
    return speaker.say(cleandoc(words)) if words else words


@contextmanager
def click_speaks(language: str) -> Iterator[None]:
    """Let click find its words in our catalogue, in *language*."""
    before = gettext.textdomain()
    asked = os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(before)
        if asked is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = asked
