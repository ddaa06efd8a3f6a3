"""``planforms template``: the built-in template to edit in Word, and what is wrong in one of your own."""

import os
import sys
from pathlib import Path

import click

from planforms.cli.files import STANDARD, read_input, write_output
from planforms.cli.help import SpokenGroup
from planforms.cli.voice import voice

_KINDS = ("plan", "order", "minutes", "amendment")
_FOUND = 1


@click.group(cls=SpokenGroup)
def template() -> None:
    """Take a built-in template out, edit it in Word, and check it.

    A template is a Word document with names in double braces, which planforms fills. Give yours with --template.
    """


@template.command()
@click.argument("kind", metavar="[plan|order|minutes]", type=click.Choice(_KINDS), default="plan")
@click.option("-o", "--output", metavar="FILE", help="File to write; by default named for what it makes.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.pass_context
def out(ctx: click.Context, *, kind: str, output: str | None, force: bool) -> None:
    """Write the built-in template to a file, to be edited in Word or LibreOffice.

    Without a word it is the template of a plan; order and minutes are those of the documents that go with it.
    """
    speak = voice(ctx)
    with speak.exit_on_error():
        from planforms.api import built_in_template
        from planforms.naming import TEMPLATE_NAMES

        target = output or TEMPLATE_NAMES[kind]
        write_output(target, built_in_template(kind), force=force)
        if target != STANDARD:
            speak.message(
                "{target}: edit it in Word, then try “planforms template check {name}”.",
                target=target,
                name=Path(target).name,
            )


@template.command()
@click.argument("source", metavar="FILE")
@click.option(
    "--for",
    "kind",
    type=click.Choice(_KINDS),
    help="What the template makes; by default what the names in it say.",
)
@click.pass_context
def check(ctx: click.Context, *, source: str, kind: str | None) -> None:
    """Tell all that is wrong in the template FILE, where, and what to do.

    Nobody's plan is needed. The exit code is 1 where something stops the document or is lost, and 2 where FILE is no
    Word document.
    """
    speak = voice(ctx)
    with speak.exit_on_error():
        from planforms.api import check_template
        from planforms.reports.text import text

        checked = check_template(read_input(source), kind)
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        speak.report(text(source, checked, speak, colour=colour))
    raise SystemExit(0 if checked.usable else _FOUND)


@template.command()
@click.argument("kind", metavar="[plan|order|minutes]", type=click.Choice(_KINDS), default="plan")
@click.pass_context
def names(ctx: click.Context, *, kind: str) -> None:
    """List the names that a template may use, and what they mean."""
    speak = voice(ctx)
    with speak.exit_on_error():
        from planforms.reports.names import listing
        from planforms.writers.docx import TemplateKind

        speak.report(listing(TemplateKind(kind), speak))
