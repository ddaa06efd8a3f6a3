"""``planforms mark``: the number and date of the register put into a finished document, and nothing else touched."""

from typing import Any

import click

from planforms.cli.copies import check_ending
from planforms.cli.files import STANDARD, check_output, read_input, write_output
from planforms.cli.marking import mark_options
from planforms.cli.voice import voice


@click.command()
@click.argument("source", metavar="FILE.docx")
@click.option("-o", "--output", required=True, metavar="OUT", help="File to write. “-” is standard output.")
@click.option("--plan", "number", type=click.IntRange(min=1), default=1, help="Which plan, where the file has several.")
@mark_options
@click.option("--force", is_flag=True, help="Replace OUT if it exists.")
@click.pass_context
def mark(
    ctx: click.Context,
    /,
    *,
    source: str,
    output: str,
    number: int,
    force: bool,
    **marks: Any,  # noqa: ANN401 -- as click gives them
) -> None:
    """Fill the marks of a finished document.

    Only the parts that the options name change, wherever the mark stands on the page; where there is no such mark,
    nothing is written.
    """
    speak = voice(ctx)
    with speak.errors_told():
        from planforms.api import mark as fill
        from planforms.readers import open_file

        check_output(output, force=force, sources=(source,))
        name = "" if source == STANDARD else source
        filled = fill(read_input(source), name, plan_number=number, **marks)
        check_ending(output, open_file(filled, name).ending, name)
        write_output(output, filled, force=force)
        for words in _marks(filled, name, number):
            speak.tell("{words}", words=words)


def _marks(filled: bytes, name: str, number: int) -> list[str]:
    """The words of the marks as the document has them now, a line each."""
    from planforms.api import read
    from planforms.marks import format_mark

    marks = read(filled, name, plan_number=number).plan.marks
    return [" ".join(str(format_mark(mark)).split()) for mark in marks]
