"""``planforms diff``: what changed between two plans."""

import sys
from collections.abc import Mapping
from typing import Any

import click

from planforms.cli.files import read_two
from planforms.cli.options import reading_options_of_two
from planforms.cli.voice import Voice, in_colour

_FORMATS = ("text", "json", "html")
_DIFFERENT = 1


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--format", "kind", type=click.Choice(_FORMATS), default="text", help="Form of what is printed.")
@reading_options_of_two
@click.pass_obj
def diff(
    speak: Voice,
    /,
    *,
    old: str,
    new: str,
    kind: str,
    options: Mapping[str, Any],
) -> None:
    """Report what changed from the plan in OLD to the plan in NEW.

    They may be files of different kinds: last year's document and this year's sheet. Activities are matched by their
    words, not by their numbers. An option of reading is of both files where it is given once; given twice, it is of
    OLD, then of NEW. The exit code is 0 where the plans say the same and 1 where they differ.
    """
    from planforms.api import diff as compare
    from planforms.api import render

    before, after = read_two(old, new, options)
    found = compare(before.plan, after.plan)
    speak.report(render(found, kind, speak.language, colour=in_colour(sys.stdout)))
    raise SystemExit(0 if found.same else _DIFFERENT)
