"""``planforms template``: the built-in template to edit in Word, and what is wrong in one of your own."""

import sys
from pathlib import Path

import click

from planforms.cli.files import STANDARD, read_input, write_output
from planforms.cli.help import SpokenGroup
from planforms.cli.options import document_kind
from planforms.cli.voice import Voice, in_colour

_KINDS = ("plan", "order", "minutes", "amendment")
_FOUND = 1


@click.group(cls=SpokenGroup)
def template() -> None:
    """Write a built-in template to edit in Word, or check your own.

    A template is a Word document with names in double braces, which planforms fills. Give yours with --template.
    """


@template.command()
@click.argument("kind", metavar="[plan|order|minutes|amendment]", callback=document_kind(*_KINDS), default="plan")
@click.option("-o", "--output", metavar="FILE", help="File to write; by default named for what it makes.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.pass_obj
def out(speak: Voice, *, kind: str, output: str | None, force: bool) -> None:
    """Write a built-in template to a file, to be edited in Word.

    Without a word it is the template of a plan; the others are those of the documents that go with it.
    """
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
    help="What the template makes; by default that whose names it uses most.",
)
@click.pass_obj
def check(speak: Voice, *, source: str, kind: str | None) -> None:
    """Report what is wrong in the template FILE, and what to do.

    Nobody's plan is needed. The exit code is 1 where something stops the document or is lost, and 2 where FILE is no
    Word document.
    """
    from planforms.api import check_template
    from planforms.reports.text import text

    checked = check_template(read_input(source), kind)
    speak.report(text(source, checked, speak, colour=in_colour(sys.stdout)))
    raise SystemExit(0 if checked.usable else _FOUND)


@template.command()
@click.argument("kind", metavar="[plan|order|minutes|amendment]", callback=document_kind(*_KINDS), default="plan")
@click.pass_obj
def names(speak: Voice, *, kind: str) -> None:
    """List the names that a template may use, and what they mean."""
    from planforms.reports.names import listing
    from planforms.writers.docx import TemplateKind

    speak.report(listing(TemplateKind(kind), speak))
