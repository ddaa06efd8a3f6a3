"""``planforms diff``: what changed between two plans."""

import os
import sys
from typing import Any

import click

from planforms.cli.reading import read_two, reading_options_of_two
from planforms.cli.voice import voice

_FORMATS = ("text", "json", "html")
_DIFFERENT = 1


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--format", "kind", type=click.Choice(_FORMATS), default="text", help="Form of what is printed.")
@reading_options_of_two
@click.pass_context
def diff(
    ctx: click.Context,
    /,
    *,
    old: str,
    new: str,
    kind: str,
    **reading: Any,  # noqa: ANN401 -- as click gives them
) -> None:
    """Tell what changed from the plan in OLD to the plan in NEW.

    They may be files of different kinds: last year's document and this year's sheet. Activities are matched by their
    words, not by their numbers. An option of reading is of both files where it is given once; given twice, it is of
    OLD, then of NEW. The exit code is 0 where the plans say the same and 1 where they differ.
    """
    speak = voice(ctx)
    with speak.exit_on_error():
        from planforms.api import diff as compare
        from planforms.api import render

        before, after = read_two(old, new, **reading)
        found = compare(before.plan, after.plan)
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        speak.report(render(found, kind, speak.language, colour=colour))
    raise SystemExit(0 if found.same else _DIFFERENT)
