"""The file that a command writes of a plan: its name, format and options, and what is reported of it."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

from planforms.cli.files import STANDARD, write_output
from planforms.cli.options import force_option, template_option
from planforms.cli.settings import find_settings
from planforms.cli.voice import Voice
from planforms.errors import UsageError
from planforms.naming import CONVERTED, PDF, ending

if TYPE_CHECKING:
    from planforms.faults import TemplateFault
    from planforms.model import Plan
    from planforms.writers.ics import LeftOut

_Command = TypeVar("_Command", bound=Callable[..., Any])
_DOCUMENTS = frozenset({"docx", PDF})

_OPTIONS = (
    click.option(
        "-o",
        "--output",
        metavar="OUT",
        help="File to write; its extension is its format. For several a folder. “-” is standard output.",
    ),
    click.option(
        "--format",
        "kind",
        type=click.Choice(CONVERTED),
        help="Format, where the file extension of OUT does not name it.",
    ),
    template_option,
    click.option(
        "--landscape/--portrait", default=None, help="Page on its side or upright; by default as the columns need."
    ),
    click.option("--endorsements-first", is_flag=True, help="Endorsements above the text, not below the table."),
    click.option("--fragment", is_flag=True, help="Of a page only the plan, to paste into a page of a site."),
    click.option("--months", is_flag=True, help="In a calendar also what is in a month, as days that stay free."),
    click.option("--without-people", is_flag=True, help="Leave out the columns of people and the names of who signs."),
    force_option,
)


def output_options(command: _Command) -> _Command:
    """Add the options of what is written to a command; all but -o and --format are fields of ``Wanted``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


class Wanted(Struct, frozen=True, kw_only=True):
    """What is to be written: the format and the options, as click gives them."""

    kind: str
    template: str | None
    landscape: bool | None
    endorsements_first: bool
    fragment: bool
    months: bool
    without_people: bool
    force: bool

    def check(self, target: str) -> None:
        """Refuse options that are for another format than that of the file called *target*.

        Raises:
            UsageError: one is.
        """
        if self.kind not in _DOCUMENTS and (self.template or self.endorsements_first):
            raise UsageError(
                "--template and --endorsements-first are for a .docx document, and “{name}” is to be .{kind}; "
                "leave them out, or end the name in .docx.",
                name=target,
                kind=self.kind,
            )
        for given, option, own in ((self.fragment, "--fragment", "html"), (self.months, "--months", "ics")):
            if given and self.kind != own:
                raise UsageError(
                    "{option} is for .{own}, and “{name}” is to be .{kind}; leave it out, or end the name in .{own}.",
                    option=option,
                    own=own,
                    name=target,
                    kind=self.kind,
                )


def format_of(output: str, kind: str | None) -> str:
    """The format of the file called *output*: *kind* where it is chosen, else that of its extension.

    Raises:
        UsageError: the extension is not that of a format.
    """
    own = ending(output)
    if kind is None and output != STANDARD and own not in CONVERTED:
        raise UsageError(
            "The file extension of “{name}” is not a supported output format; end it in {endings}, or add --format.",
            name=output,
            endings=", ".join(f".{known}" for known in CONVERTED),
        )
    return kind or (own if own in CONVERTED else "docx")


def make_document(speak: Voice, plan: "Plan", wanted: Wanted, source: str) -> tuple[bytes, tuple[str, ...]]:
    """*plan* of the file *source* as it is *wanted*, for a PDF as the DOCX that it is made of; and lines to report.

    Raises:
        PlanformsError: as ``planforms.write``.
    """
    from planforms.api import write

    lines: list[str] = []
    if wanted.without_people:
        from planforms.extracts import names_left, without_people

        plan = without_people(plan)
        lines += _names(speak, len(names_left(plan)))
    if wanted.kind == "ics":
        return _calendar(speak, plan, wanted, lines), tuple(lines)
    document = wanted.kind in _DOCUMENTS
    template = find_settings(source).read_template(wanted.template) if document else None
    data = write(
        plan,
        "docx" if document else wanted.kind,
        template=template,
        landscape=wanted.landscape,
        endorsements_first=wanted.endorsements_first,
        fragment=wanted.fragment,
    )
    lines += _not_printed(speak, template) if template else ()
    return data, tuple(lines)


def write_plan(speak: Voice, plan: "Plan", wanted: Wanted, target: str, source: str) -> tuple[str, ...]:
    """Write *plan*, made of the file *source*, to *target* as it is *wanted*; lines to report come back.

    Raises:
        PlanformsError: as ``make_document``; LibreOffice, which makes a PDF, is missing or could not make it.
    """
    data, lines = make_document(speak, plan, wanted, source)
    if wanted.kind == PDF:
        from planforms.office import pdfs

        (made,) = pdfs([(target, data)])
        if not isinstance(made, bytes):
            raise made
        data = made
    write_output(target, data, force=wanted.force)
    return lines


def _calendar(speak: Voice, plan: "Plan", wanted: Wanted, lines: list[str]) -> bytes:
    """The bytes of the calendar; *lines* get what it has and what it leaves out."""
    from planforms.api import calendar
    from planforms.writers.ics import entries

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


def _not_printed(speak: Voice, template: bytes) -> Iterator[str]:
    """What a template that can be used loses of a plan, such as its activities."""
    for fault in _losses(template):
        yield speak.say("Template: {fault}", fault=speak.say(fault.message, **fault.arguments))


@lru_cache(maxsize=1)  # the plans of one command have one template
def _losses(template: bytes) -> tuple["TemplateFault", ...]:
    from planforms.api import check_template
    from planforms.faults import Severity

    return tuple(fault for fault in check_template(template, "plan").faults if fault.severity is not Severity.ADVICE)


def _names(speak: Voice, left: int) -> Iterator[str]:
    if left:
        yield speak.count(
            "A name may remain in {count} place; look the text through before it is published.",
            "Names may remain in {count} places; look the text through before it is published.",
            left,
        )
