"""``planforms merge``: several plans as one, and what clashes between them."""

from typing import TYPE_CHECKING, Any

import click

from planforms.cli.files import check_output, plans_in, read_plan
from planforms.cli.output import Wanted, format_of, output_options, write_plan
from planforms.cli.voice import Voice

if TYPE_CHECKING:
    from planforms.merging import Merged


@click.command()
@click.argument("sources", metavar="IN...", nargs=-1, required=True)
@click.option("--title", required=True, metavar="WORDS", help="The title of the merged plan.")
@click.option(
    "--by",
    type=click.Choice(("plan", "month")),
    default="plan",
    help="Rows under the title of their plan, or by month.",
)
@output_options
@click.pass_obj
def merge(  # noqa: PLR0913 -- a command has as many parameters as options
    speak: Voice,
    /,
    *,
    sources: tuple[str, ...],
    title: str,
    by: str,
    output: str | None,
    kind: str | None,
    **given: Any,  # noqa: ANN401 -- as click gives them
) -> None:
    """Make one plan of several, and report what clashes.

    The plans of the groups become that of the school. IN may be a folder; all plans in it are merged, by name. Columns
    are united. Activities that are the same in two plans are reported, and both stay; so are places and people that two
    plans want at one time. The marks are left out.
    """
    names = tuple(plans_in(sources))
    kind = format_of(output, kind) if output else kind or "docx"
    output = output or f"sujungtas-planas.{kind}"
    wanted = Wanted(kind=kind, **given)
    wanted.check(output)
    check_output(output, force=wanted.force, sources=(*names, wanted.template))
    from planforms.api import merge as make

    made = make([read_plan(name).plan for name in names], title=title, by=by)
    lines = write_plan(speak, made.plan, wanted, output, names[0])
    _report(speak, made, names, output)
    for line in lines:
        speak.note(line)


def _report(speak: Voice, made: "Merged", names: tuple[str, ...], target: str) -> None:
    """What was merged, and each clash with its row."""
    from planforms.period import find_period, period_words

    speak.message(
        "{target}: {activities} {plans}",
        target=target,
        activities=speak.count("{count} activity", "{count} activities", len(made.plan.activities)),
        plans=speak.count("of {count} plan", "of {count} plans", len(names)),
    )
    if made.plan.period and find_period(str(made.plan.title)) is None:
        speak.message(
            "The title names no period, so the months in the document are of no year; add “{period}” to it.",
            period=period_words(made.plan.period).upper(),
        )
    rows = {activity.row: activity for activity in made.plan.activities}
    for finding in made.findings:
        at = finding.at.partition("]")[0].removeprefix("rows[")
        row = rows.get(int(at)) if at.isdecimal() else None
        said = speak.say(finding.message, **finding.arguments)
        named = f"„{' '.join(str(row.title).split())}“: " if row else ""
        severity = speak.severity(finding.severity)
        speak.message("{severity} {code} {said}", severity=severity, code=finding.code, said=f"{named}{said}")
    if made.marks:
        speak.message("The marks of the plans are left out, as nobody has approved the merged plan.")
