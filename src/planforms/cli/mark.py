"""``planforms mark``: the number and date of the register put into finished documents, and nothing else touched."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from planforms.cli.files import STANDARD, check_distinct, plans_in, read_input
from planforms.cli.options import force_option, mark_options, reading_options
from planforms.cli.targets import Targets, check_ending
from planforms.cli.voice import Voice
from planforms.naming import marked_name

if TYPE_CHECKING:
    from planforms.api import ReadOptions


@click.command()
@click.argument("sources", metavar="FILE.docx...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="File to write, or folder for several. “-” is standard output. By default a copy beside FILE.",
)
@reading_options
@mark_options
@force_option
@click.pass_obj
def mark(  # noqa: PLR0913 -- a command has as many parameters as options
    speak: Voice,
    /,
    *,
    sources: tuple[str, ...],
    output: str | None,
    options: "ReadOptions",
    force: bool,
    marks: Mapping[str, Any],
) -> None:
    """Fill the marks of finished documents.

    Only the parts that the options name change, wherever the mark is on the page; where there is no such mark,
    nothing is written. FILE may be a folder; of several documents each has the same parts filled, and OUT is a folder.
    FILE itself is never changed; without -o the copy is beside it.
    """
    from planforms.api import mark as fill
    from planforms.api import open_file

    sources = tuple(plans_in(sources))
    targets = Targets(output, sources, force=force, beside=lambda name, _: marked_name(name))
    check_distinct(targets.expected(), sources)
    targets.check()

    def fill_one(source: str) -> None:
        name = "" if source == STANDARD else source
        filled = fill(read_input(source), name, options=options, **marks)
        own = open_file(filled, name).ending
        if targets.file is not None:
            check_ending(targets.file, own, name)
        target = targets.write(source, filled, own)
        if output is None and target != STANDARD:
            speak.message("Written: {file}", file=target)
        for words in _marks(filled, name, options):
            speak.message("{words}", words=words)

    speak.each(sources, fill_one)


def _marks(filled: bytes, name: str, options: "ReadOptions") -> list[str]:
    """The words of the marks as the document has them now, a line each."""
    from planforms.api import open_file, read_file
    from planforms.marks import format_mark

    marks = read_file(open_file(filled, name), options).plan.marks
    return [" ".join(str(format_mark(mark)).split()) for mark in marks]
