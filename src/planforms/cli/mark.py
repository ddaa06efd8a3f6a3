"""``planforms mark``: the number and date of the register put into a finished document, and nothing else touched."""

import click

from planforms.cli.copies import check_ending
from planforms.cli.files import STANDARD, check_output, read_input, write_output
from planforms.cli.marking import MarkOptions, mark_options, mark_parts
from planforms.cli.voice import voice
from planforms.errors import UsageError


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
    **marks: object,
) -> None:
    """Fill the marks of a finished document.

    Only the parts that the options name change, wherever the mark stands on the page; where there is no such mark,
    nothing is written.
    """
    speak = voice(ctx)
    with speak.errors_told():
        options = MarkOptions(**marks)  # type: ignore[arg-type]
        approval, endorsement = mark_parts(options)
        from planforms.api import MarkParts, fill_document

        if approval == endorsement == MarkParts():
            raise UsageError("Nothing is named to fill; add --order-no, --order-date, --minutes-no or the like.")
        check_output(output, force=force, sources=(source,))
        name = "" if source == STANDARD else source
        filled = fill_document(
            read_input(source),
            name,
            approval=approval,
            endorsement=endorsement,
            which=options.endorsement,
            number=number,
        )
        check_ending(output, filled, name)
        write_output(output, filled, force=force)
        for words in _marks(filled, name, number):
            speak.tell("{words}", words=words)


def _marks(filled: bytes, name: str, number: int) -> list[str]:
    """The words of the marks as the document has them now, a line each."""
    from planforms.api import read
    from planforms.marks import format_mark

    return [" ".join(str(format_mark(mark)).split()) for mark in read(filled, name, number=number).plan.marks]
