"""The names that a template may use, as a list for people and as the tables of ``docs/templates.md``."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from planforms.language import Speaker
from planforms.model import Details
from planforms.writers.docx import TemplateKind
from planforms.writers.docx.context import PrintedCell, PrintedColumn, PrintedRow, PrintedSection
from planforms.writers.docx.language import COLUMNS, FILTERS, NAMES, ROOTS, STATEMENTS, Name
from planforms.writers.docx.lines import Line


class _Table(NamedTuple):
    """Names under a heading; ``before`` is before each in a tag."""

    heading: str
    before: str
    names: Mapping[str, Name]


def listing(kind: TemplateKind, speaker: Speaker) -> str:
    """The names for a template of that *kind*, a line each."""
    tables = list(_tables(kind, speaker))
    wide = max(len(_written(table, name)) for table in tables for name in table.names)
    lines: list[str] = []
    for table in tables:
        lines += ["", table.heading]
        lines += [f"  {_written(table, name):{wide}}  {speaker.say(is_.help)}" for name, is_ in table.names.items()]
    return "\n".join([*lines[1:], "", *_language(speaker)])


def markdown(speaker: Speaker) -> str:
    """The names for templates of every kind, as tables."""
    titles = {
        TemplateKind.PLAN: speaker.say("The template of a plan"),
        TemplateKind.ORDER: speaker.say("The template of an order"),
        TemplateKind.MINUTES: speaker.say("The template of an extract of minutes"),
        TemplateKind.AMENDMENT: speaker.say("The template of an order that amends a plan"),
    }
    lines: list[str] = []
    for kind, title in titles.items():
        lines += [f"## {title}", ""]
        for table in _tables(kind, speaker):
            lines += [f"{table.heading}:", "", f"| {speaker.say('name')} | {speaker.say('meaning')} |", "|---|---|"]
            lines += [f"| `{_written(table, name)}` | {speaker.say(is_.help)} |" for name, is_ in table.names.items()]
            lines.append("")
    return "\n".join([*lines, *_language(speaker)])


def _tables(kind: TemplateKind, speaker: Speaker) -> Iterator[_Table]:
    yield _Table(speaker.say("Anywhere in the template"), "", NAMES[ROOTS[kind]])
    if kind is not TemplateKind.PLAN:
        return
    yield _Table(speaker.say("In a loop over rows"), "row.", NAMES[PrintedRow])
    yield _Table(speaker.say("In a loop over rows, what an activity says in a column"), "row.", COLUMNS)
    yield _Table(speaker.say("In a loop over row.cells"), "cell.", NAMES[PrintedCell])
    yield _Table(speaker.say("In a loop over columns"), "column.", NAMES[PrintedColumn])
    yield _Table(speaker.say("In a loop over sections or closing"), "section.", NAMES[PrintedSection])
    yield _Table(speaker.say("Of any words: the title, a mark, a heading, a line of lines"), "line.", NAMES[Line])
    yield _Table(speaker.say("Of the institution"), "details.", NAMES[Details])


def _written(table: _Table, name: str) -> str:
    return f"{table.before}{name}"


def _language(speaker: Speaker) -> tuple[str, str]:
    """What else may be in a tag."""
    return (
        speaker.say("Statements: {statements}", statements=", ".join(STATEMENTS)),
        speaker.say("Filters: {filters}", filters=", ".join(FILTERS)),
    )
