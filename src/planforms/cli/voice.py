"""How commands speak: in the user's language, to standard error, and errors as one sentence with exit code 2."""

import datetime as dt
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TextIO

import click

from planforms.cli.files import standard_output_error
from planforms.errors import PlanformsError, UsageError
from planforms.language import Speaker, user_language
from planforms.remembered import pattern_of
from planforms.text import one_line

COULD_NOT = 2
# What a terminal obeys, but for the colours that reports are printed in.
_CONTROL = pattern_of(r"(?!\x1b\[\d{0,2}m)[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_STRAIGHT_QUOTES = pattern_of(r"'([^']*)'")
_COMMAND = pattern_of(
    r"^(\s*):(?=:)|(##)(?=\[)", re.MULTILINE, needs=("::", "##[")
)  # how programs at work speak to GitHub Actions


class Voice(Speaker):
    """Speaks to the person at the terminal."""

    def message(self, message: str, **arguments: object) -> None:
        """Say *message* on standard error."""
        self.note(self.say(message, **arguments))

    def note(self, text: str) -> None:
        """Print *text* on standard error; where that is closed or full, the work is done all the same."""
        with suppress(OSError):
            click.echo(_harmless(text), err=True)

    def report(self, text: str, *, machine: bool = False) -> None:
        """Print *text* on standard output; for a *machine* in UTF-8, whatever the encoding of the terminal.

        Raises:
            UsageError: it is closed, nobody reads it, or its disk is full.
        """
        try:
            click.echo(_CONTROL.sub("", text).encode("utf-8", "replace") if machine else _harmless(text))
        except OSError as error:
            raise standard_output_error(error) from error

    def error(self, error: PlanformsError, name: str = "") -> None:
        """Say on standard error what could not be done, with the file *name* where it is one of several."""
        label = click.style(self.say("Error"), fg="red", bold=True)
        self.note(f"{name}{': ' if name else ''}{label}: {self.say(error.message, **error.arguments)}")

    def each(self, names: Sequence[str], work: Callable[[str], None]) -> None:
        """Do *work* for each of the files *names*; what fails is reported and does not stop the others.

        Raises:
            PlanformsError: there is one file, and the work on it failed.
            SystemExit: the work on one of several failed.
        """
        if len(names) == 1:
            work(names[0])
            return
        failed = 0
        for name in names:
            try:
                work(name)
            except PlanformsError as error:
                self.error(error, name)
                failed += 1
        self.sum_up(len(names), failed)

    def sum_up(self, total: int, failed: int) -> None:
        """Report how many of several files were done.

        Raises:
            SystemExit: the work on one failed.
        """
        self.message("Done: {done} of {total}.", done=total - failed, total=total)
        if failed:
            raise SystemExit(COULD_NOT)

    @contextmanager
    def exit_on_error(self) -> Iterator[None]:
        """Turn what planforms raises on purpose into one sentence on standard error and exit code 2."""
        try:
            yield
        except PlanformsError as error:
            self.error(error)
            raise SystemExit(COULD_NOT) from error


def voice(ctx: click.Context) -> Voice:
    """The voice in the language of ``--lang``, else of the user's locale; commands get it by ``click.pass_obj``."""
    return ctx.find_object(Voice) or Voice(user_language())


def today() -> dt.date:
    """The day at this computer."""
    return dt.datetime.now().astimezone().date()


def in_colour(stream: TextIO) -> bool:
    """Whether a report printed on *stream* is for a person's eyes, in colours."""
    return stream.isatty() and "NO_COLOR" not in os.environ


@contextmanager
def unprintable_refused() -> Iterator[None]:
    """Raise an error of ours where standard output refuses what click itself prints, such as help.

    Raises:
        UsageError: standard output is closed, nobody reads it, or its disk is full.
    """
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise  # the help, line by line
    except click.UsageError as error:
        # It may quote the name of a file.
        words = one_line(error.format_message())
        ctx = error.ctx or click.get_current_context(silent=True)
        if ctx and voice(ctx).language == "lt":
            words = _STRAIGHT_QUOTES.sub(r"„\1“", words)
        raise click.UsageError(_harmless(words), ctx) from error
    except OSError as error:
        raise standard_output_error(error) from error


@contextmanager
def one_sentence(speak: Voice) -> Iterator[None]:
    """Turn what comes out of a command, and what the machine has too little of, into one sentence and exit code 2."""
    try:
        with speak.exit_on_error(), unprintable_refused():
            yield
    except MemoryError as error:
        speak.error(UsageError("There is not enough memory; copy the plan alone into a new file."))
        raise SystemExit(COULD_NOT) from error
    finally:
        _drop_unprinted()


def _drop_unprinted() -> None:
    """Let Python's last flush fail in silence: what could not be printed has been reported."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _harmless(text: str) -> str:
    """*text* less what a terminal or a runner of builds would obey, where it came from a file or its name."""
    bare = text if text.isprintable() else _CONTROL.sub("", text)
    return _COMMAND.sub(lambda found: f"{found[0]} ", bare)
