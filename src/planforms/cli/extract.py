"""``planforms extract``: the rows of a month, a person or a place as a plan of their own."""

from typing import TYPE_CHECKING, Any

import click

from planforms.cli.files import STANDARD, check_input, check_output, read_plan
from planforms.cli.options import reading_options
from planforms.cli.output import Wanted, format_of, output_options, write_plan
from planforms.cli.voice import Voice
from planforms.errors import UsageError
from planforms.naming import extract_name

if TYPE_CHECKING:
    from planforms.api import ReadOptions
    from planforms.extracts import Extract
    from planforms.model import Period, Plan

_MONTHS = range(1, 13)


@click.command()
@click.argument("source", metavar="IN")
@click.option("--month", metavar="PERIOD", help="The month, or another period: 2025-10, spalis.")
@click.option("--from", "first", metavar="DATE", help="The first day: 2025-10-06.")
@click.option("--to", "last", metavar="DATE", help="The last day, included.")
@click.option("--person", default="", metavar="WHO", help="Whose activities, by surname and initial: “R. Uosytė”.")
@click.option("--place", default="", metavar="WORDS", help="Where: “Aktų salė”.")
@click.option("--keep-marks", is_flag=True, help="Keep the marks, though the extract itself is not approved.")
@reading_options
@output_options
@click.pass_obj
def extract(  # noqa: PLR0913 -- a command has as many parameters as options
    speak: Voice,
    /,
    *,
    source: str,
    month: str | None,
    first: str | None,
    last: str | None,
    person: str,
    place: str,
    keep_marks: bool,
    options: "ReadOptions",
    output: str | None,
    kind: str | None,
    **given: Any,  # noqa: ANN401 -- as click gives them
) -> None:
    """Write a part of the plan in IN: of a month, a person, a place.

    Headings stay where rows remain, and rows are numbered anew. What is at any time of the whole period comes under
    „Visus metus“, and what has no time that is understood last, under „Be datos“. The marks are left out, as an extract
    is not approved.
    """
    from planforms.marking import parse_date

    check_input(source)
    days = parse_date("--from", first), parse_date("--to", last)
    chosen = [month or "", *(str(day) for day in days if day), person, place]
    kind = format_of(output, kind) if output else kind or "docx"
    target = output or (STANDARD if source == STANDARD else extract_name(source, kind, chosen))
    wanted = Wanted(kind=kind, **given)
    wanted.check(target)
    check_output(target, force=wanted.force, sources=(source, wanted.template))
    from planforms.api import extract as make

    whole = read_plan(source, options).plan
    made = make(
        whole,
        month=_month(month, whole) if month else None,
        first=days[0],
        last=days[1],
        person=person,
        place=place,
        keep_marks=keep_marks,
    )
    if made.empty:
        raise UsageError("No activity is left in the extract, so it is not written.")
    lines = write_plan(speak, made.plan, wanted, target, source)
    _report(speak, made, target)
    for line in lines:
        speak.note(line)


def _month(words: str, plan: "Plan") -> "Period":
    """The period of *words*; the month of a name or a number alone is that of the plan's period."""
    from planforms.period import month_in, month_named, parse_period

    alone = words.isdecimal() and int(words[:3]) in _MONTHS
    number = int(words) if alone else 0 if any(map(str.isdigit, words)) else month_named(words)
    return (month_in(plan.period, number) if number and plan.period else None) or parse_period(words)


def _report(speak: Voice, made: "Extract", target: str) -> None:
    """What is in the extract, and what a person must look at."""
    speak.message(
        "{target}: {activities}",
        target=target,
        activities=speak.count("{count} activity", "{count} activities", len(made.plan.activities)),
    )
    if made.whole_period:
        whole = speak.count(
            "{count} activity is at any time of the whole period, under „Visus metus“",
            "{count} activities are at any time of the whole period, under „Visus metus“",
            made.whole_period,
        )
        speak.note(whole)
    if made.undated:
        undated = speak.count(
            "{count} activity has no time that is understood, under „Be datos“",
            "{count} activities have no time that is understood, under „Be datos“",
            made.undated,
        )
        speak.note(undated)
    if made.outside:
        outside = speak.count(
            "{count} activity is outside the plan's period, and so in none of its months",
            "{count} activities are outside the plan's period, and so in none of its months",
            len(made.outside),
        )
        speak.note(outside)
    for doubt in made.doubts:
        speak.message(
            "It is not certain whose activity “{title}” is: „{words}“; it is in the extract.",
            title=doubt.title,
            words=doubt.words,
        )
    if made.notes:
        notes = "; ".join(f"„{words}“" for words in made.notes)
        speak.message("Notes that may no longer be true are left out: {notes}", notes=notes)
    if made.marks:
        speak.message("The marks are left out, as an extract is not approved; --keep-marks keeps them.")
