"""``planforms companion``: the orders that approve and amend a plan, and the extract of the minutes that endorse it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planforms.cli.files import (
    STANDARD,
    check_distinct,
    check_input,
    check_output,
    plans_in,
    read_input,
    read_plan,
    write_output,
)
from planforms.cli.options import (
    amendment_options,
    collected,
    document_kind,
    force_option,
    mark_options_of_companion,
    reading_options,
    template_option,
)
from planforms.cli.settings import find_settings
from planforms.cli.targets import Targets
from planforms.cli.voice import Voice
from planforms.errors import UsageError
from planforms.naming import companion_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforms.api import Companion, ReadOptions
    from planforms.model import Plan

_KINDS = ("order", "minutes", "amendment")
_DETAILS: dict[str, dict[str, Any]] = {
    "--institution": {"metavar": "NAME", "help": "The institution, in the nominative: „Alksnių mokykla“."},
    "--town": {"metavar": "TOWN", "help": "Where the document is made."},
    "--head-position": {"metavar": "WORDS", "help": "Position of the head: „direktorius“, „direktorė“."},
    "--head-name": {"metavar": "WHO", "help": "Name of the head."},
}


@click.command()
@click.argument("kind", metavar="order|minutes|amendment", callback=document_kind(*_KINDS))
@click.argument("sources", metavar="IN...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="File to write, or folder for several. “-” is standard output. By default the document is beside IN.",
)
@reading_options
@collected("details", _DETAILS, dict)
@click.option("--basis", default="", metavar="WORDS", help="What the order rests on: „nuostatų 25 punktu“.")
@amendment_options
@mark_options_of_companion
@template_option
@force_option
@click.pass_obj
def companion(  # noqa: PLR0913 -- a command has as many parameters as options
    speak: Voice,
    /,
    *,
    kind: str,
    sources: tuple[str, ...],
    output: str | None,
    options: "ReadOptions",
    details: "Mapping[str, str | None]",
    basis: str,
    template: str | None,
    force: bool,
    marks: "Mapping[str, Any]",
    amended: "Mapping[str, Any]",
) -> None:
    """Make the order or the minutes that go with the plan in IN.

    An order approves the plan; minutes are the extract of the minutes that endorse it; an amendment, of OLD and NEW in
    the place of IN, is the order that makes the one of the other. Who, when and where come from the plan's marks and
    details, or from the options. What is not certain is a line to fill in, or is in square brackets, and is listed. IN
    may be a folder; of several plans each has a document of its own.
    """
    old, sources = _plans(kind, sources)
    targets = dict(zip(sources, _targets(sources, output, kind), strict=True))
    check_distinct(list(targets.values()), (*sources, old or None, template))
    made_by = read_input(template) if template else None
    from planforms.api import companion as make
    from planforms.api import fill_marks
    from planforms.settings import with_details

    def whole(name: str, filled: "Mapping[str, Any]") -> "Plan":
        read = read_plan(name, options).plan
        return with_details(_with_details(fill_marks(read, **filled), details), find_settings(name).settings)

    def make_one(source: str) -> None:
        target = targets[source]
        if output is None:
            check_input(source)
        check_output(target, force=force)
        made = make(
            whole(source, amended if old else marks),
            kind,
            basis=basis or find_settings(source).settings.legal_basis,
            endorsement=marks["endorsement"],
            old=whole(old, marks) if old else None,
            template=made_by,
        )
        write_output(target, made.data, force=force)
        _report(speak, made, speak.say("standard output") if target == STANDARD else target)

    speak.each(sources, make_one)


def _plans(kind: str, sources: "Sequence[str]") -> tuple[str, tuple[str, ...]]:
    """The approved plan where one is amended, and the plans that have documents.

    Raises:
        UsageError: an amendment is not of two plans, or a folder holds no plan.
    """
    if kind != "amendment":
        return "", tuple(plans_in(sources))
    if len(sources) != 2:  # noqa: PLR2004 -- the old and the new
        raise UsageError("An amendment is made of two plans: name the approved one, then the new one.")
    return sources[0], (sources[1],)


def _targets(sources: Sequence[str], output: str | None, kind: str) -> list[str]:
    """The file to write for each of *sources*: beside it, in the folder *output*, or that file.

    Raises:
        UsageError: *output* is not the name of a Word document, or its folder cannot be made.
    """
    targets = Targets(
        output,
        sources,
        force=True,
        beside=lambda name, _: companion_name(name, kind),
        inside=lambda name, _: Path(companion_name(name, kind)).name,
    )
    if targets.ending not in {None, "docx"}:
        raise UsageError("The document is a Word document; end “{name}” in .docx.", name=output)
    targets.make_folder()
    return targets.expected("docx")


def _with_details(plan: "Plan", given: "Mapping[str, str | None]") -> "Plan":
    """*plan* with the details that the options give."""
    from msgspec.structs import replace

    known = {name: " ".join(words.split()) for name, words in given.items() if words is not None}
    return replace(plan, details=replace(plan.details, **known))


def _report(speak: Voice, made: "Companion", target: str) -> None:
    """A line for each thing that is left to a person."""
    if not made.gaps:
        speak.message("{target}: nothing is left to fill in", target=target)
        return
    speak.message("{target}: left for you to fill in or to check:", target=target)
    for gap in made.gaps:
        said = speak.say(gap.message)
        speak.message("  {said}", said=f"{said}: „{gap.words}“" if gap.words else said)
