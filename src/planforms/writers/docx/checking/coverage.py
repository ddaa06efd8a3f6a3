"""What a plan has and a template never prints; told where it is certain from the names that its tags ask for."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from planforms.faults import TemplateFault
from planforms.findings import Severity, Terms
from planforms.model import ColumnRole
from planforms.writers.docx.context import PrintedCell, PrintedRow
from planforms.writers.docx.names import Shape

_EXPECTED: Final = (
    (("title", "name"), Terms(("the title",))),
    (("marks_at_top",), Terms(("the marks above the text",))),
    (("sections",), Terms(("the text before the table",))),
    (("closing",), Terms(("the text after the table",))),
    (("marks_at_end",), Terms(("the marks below the table",))),
)


def unprinted(used: AbstractSet[tuple[Shape, str]]) -> Iterator[TemplateFault]:
    """What a template that asks for the names *used* leaves out of a plan; a name of the plan itself has no shape."""
    named = {role for role in ColumnRole for shape, name in used if shape is PrintedRow and name.startswith(role)}
    whole = (PrintedCell, "lines") in used
    if (None, "rows") not in used:
        yield TemplateFault(
            message="No loop goes over the rows of the plan, so the document would have no activities",
            hint="Write {{%tr for row in rows %}} in a row above the one to repeat, {{%tr endfor %}} in a row below.",
        )
    elif not (whole or named):
        yield TemplateFault(
            message="The loop over the rows prints nothing of an activity",
            hint="Print its columns in it, as {{{{ row.title }}}} and {{{{ row.when }}}}.",
        )
    else:
        if (PrintedRow, "lines") not in used:
            yield TemplateFault(
                message="Headings and notes among the rows are not printed; their words are in row.lines",
                hint="Add a row for them between {{%tr if row.lines %}} and {{%tr endif %}}.",
                severity=Severity.WARNING,
            )
        if not whole:
            yield TemplateFault(
                message="Only the columns that the template names are printed; not among them: {columns}",
                hint="A plan that has such columns loses them; a loop over row.cells prints every column.",
                severity=Severity.ADVICE,
                arguments={"columns": ", ".join(role for role in ColumnRole if role not in named)},
            )
    absent = (term for names, term in _EXPECTED if not any((None, name) in used for name in names))
    missing = tuple(name for term in absent for name in term.names)
    if missing:
        yield TemplateFault(
            message="The template does not print: {missing}",
            hint="Where your plans have it, take its tags from the built-in template.",
            severity=Severity.ADVICE,
            arguments={"missing": Terms(missing)},
        )
