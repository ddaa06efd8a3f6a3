"""The file that a command writes of a plan: its name, format and options, and what is reported of it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

from planforms.cli.files import STANDARD, check_output, is_folder, write_output
from planforms.cli.settings import find_settings
from planforms.cli.voice import Voice
from planforms.errors import UsageError
from planforms.naming import CONVERTED, ending

if TYPE_CHECKING:
    from planforms.model import Plan
    from planforms.writers.ics import LeftOut

_Command = TypeVar("_Command", bound=Callable[..., Any])
_DOCUMENTS = frozenset({"docx", "pdf"})

_OPTIONS = (
    click.option(
        "-o", "--output", metavar="OUT", help="File to write; its ending tells the format. “-” is standard output."
    ),
    click.option(
        "--format", "kind", type=click.Choice(CONVERTED), help="Format, where the ending of OUT does not tell it."
    ),
    click.option("--template", metavar="T.docx", help="A template of your own in place of the built-in one."),
    click.option(
        "--landscape/--portrait", default=None, help="Page on its side or upright; by default as the columns need."
    ),
    click.option("--endorsements-first", is_flag=True, help="Endorsements above the text, not below the table."),
    click.option("--fragment", is_flag=True, help="Of a page only the plan, to paste into a page of a site."),
    click.option("--months", is_flag=True, help="In a calendar also what is in a month, as days that stay free."),
    click.option("--without-people", is_flag=True, help="Leave out the columns of people and the names of who signs."),
    click.option("--force", is_flag=True, help="Replace OUT if it exists."),
)


def output_options(command: _Command) -> _Command:
    """Add the options of what is written to a command; it gives them to ``wanted_output``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


class Output(Struct, frozen=True, kw_only=True):
    """What is to be written, where, and how."""

    target: str
    kind: str
    template: bytes | None
    options: dict[str, Any]
    months: bool
    force: bool


def wanted_output(  # noqa: PLR0913 -- the options
    source: str,
    called: Callable[[str], str],
    *,
    output: str | None,
    kind: str | None,
    template: str | None,
    landscape: bool | None,
    endorsements_first: bool,
    fragment: bool,
    months: bool,
    without_people: bool,
    force: bool,
) -> Output:
    """What these options ask for; *called* gives a file beside *source* its name, where nobody named one.

    Raises:
        UsageError: the name tells no format, an option is for another format, or the file cannot be written.
    """
    target, kind = _target(source, output, kind, called)
    check_output(target, force=force, sources=(source, template))
    if kind not in _DOCUMENTS and (template or endorsements_first):
        raise UsageError(
            "--template and --endorsements-first are for a .docx document, and “{name}” is to be .{kind}; "
            "leave them out, or end the name in .docx.",
            name=target,
            kind=kind,
        )
    for given, option, own in ((fragment, "--fragment", "html"), (months, "--months", "ics")):
        if given and kind != own:
            raise UsageError(
                "{option} is for .{own}, and “{name}” is to be .{kind}; leave it out, or end the name in .{own}.",
                option=option,
                own=own,
                name=target,
                kind=kind,
            )
    return Output(
        target=target,
        kind=kind,
        template=find_settings(source).read_template(template) if kind in _DOCUMENTS else None,
        options={
            "landscape": landscape,
            "endorsements_first": endorsements_first,
            "fragment": fragment,
            "without_people": without_people,
        },
        months=months,
        force=force,
    )


def _target(source: str, output: str | None, kind: str | None, called: Callable[[str], str]) -> tuple[str, str]:
    """The file to write and its format."""
    if output is None:
        kind = kind or "docx"
        return (STANDARD if source == STANDARD else called(kind)), kind
    own = ending(output)
    if kind is None and output != STANDARD and own not in CONVERTED and not is_folder(output):
        raise UsageError(
            "The ending of “{name}” tells no format planforms writes; end it in {endings}, or add --format.",
            name=output,
            endings=", ".join(f".{known}" for known in CONVERTED),
        )
    return output, kind or (own if own in CONVERTED else "docx")


def write_plan(speak: Voice, plan: "Plan", wanted: Output) -> tuple[str, ...]:
    """Write *plan* as it is *wanted*; lines on what a calendar leaves out and where names remain come back.

    Raises:
        PlanformsError: as ``planforms.write``; LibreOffice, which makes a PDF, is missing or could not make it.
    """
    from planforms.api import write

    lines: list[str] = []
    match wanted.kind:
        case "pdf":
            make = _pdf_maker()
            data = make(write(plan, "docx", template=wanted.template, **wanted.options), wanted.target)
        case "ics":
            data = _calendar(speak, plan, wanted, lines)
        case kind:
            data = write(plan, kind, template=wanted.template, **wanted.options)
    write_output(wanted.target, data, force=wanted.force)
    if wanted.options["without_people"]:
        lines += _names(speak, plan)
    return tuple(lines)


def _pdf_maker() -> Callable[[bytes, str], bytes]:
    from planforms.office import pdf_maker

    make = pdf_maker()
    if make is None:
        raise UsageError(
            "A PDF is made by LibreOffice, which is not installed on this computer; install it, or make a .docx."
        )
    return make


def _calendar(speak: Voice, plan: "Plan", wanted: Output, lines: list[str]) -> bytes:
    """The bytes of the calendar; *lines* get what it has and what it leaves out."""
    from planforms.api import calendar
    from planforms.extracts import without_people
    from planforms.writers.ics import entries

    plan = without_people(plan) if wanted.options["without_people"] else plan
    found = entries(plan, months=wanted.months)
    if not found.events:
        for line in _left_out(speak, found.left_out):
            speak.note(line)
    made = calendar(plan, months=wanted.months)
    lines.append(speak.count("The calendar has {count} event", "The calendar has {count} events", made.events))
    lines += _left_out(speak, made.left_out)
    return made.data


def _left_out(speak: Voice, left_out: "Sequence[LeftOut]") -> Iterator[str]:
    """The activities that are not in the calendar, by the reason."""
    if left_out:
        yield speak.count(
            "{count} activity is not in the calendar, or not with all its times:",
            "{count} activities are not in the calendar, or not with all their times:",
            len(left_out),
        )
    for reason in dict.fromkeys(one.reason for one in left_out):
        yield f"  {speak.say(reason)}:"
        for one in left_out:
            if one.reason == reason:
                yield f"    „{one.title}“, „{one.when}“" if one.when else f"    „{one.title}“"


def _names(speak: Voice, plan: "Plan") -> Iterator[str]:
    from planforms.extracts import names_left, without_people

    if left := names_left(without_people(plan)):
        yield speak.count(
            "A name may remain in {count} place; look the text through before it is published.",
            "Names may remain in {count} places; look the text through before it is published.",
            len(left),
        )
