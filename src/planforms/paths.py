"""The words of a plan by their paths, as findings and changes name them: ``rows[3].when``, ``sections[0].text``."""

import re
from collections.abc import Iterator

from planforms.model import Activity, Column, Mark, Plan, Section

_AT = re.compile(r"(?P<part>\w+)(?:\[(?P<index>\d+)\])?(?:\.(?P<inner>.+))?")


def texts(plan: Plan) -> Iterator[tuple[str, str]]:
    """The path and the words of every text of the plan; a joined one where it begins."""
    yield "title", str(plan.title)
    yield from ((f"marks[{index}]", str(mark.words)) for index, mark in enumerate(plan.marks))
    for name, sections in (("sections", plan.sections), ("closing", plan.closing)):
        for index, section in enumerate(sections):
            yield f"{name}[{index}].label", section.label
            yield from ((f"{name}[{index}].{inner}", str(text)) for inner, text in section.bodies())
    yield from ((f"columns[{index}]", column.heading) for index, column in enumerate(plan.columns))
    for index, row in enumerate(plan.rows):
        if isinstance(row, Activity):
            own = (column for column in row.cells if column not in row.joined)
            yield from ((f"rows[{index}].{column}", str(row.text(column))) for column in own)
        else:
            yield f"rows[{index}]", str(row.text)


def words_at(plan: Plan, at: str) -> str:
    """The words at the path *at*, as findings name it; empty where there is nothing."""
    part, index, inner = steps(at)
    value = getattr(plan, part)
    if index is None:
        return str(value)
    value = value[index]
    match value:
        case Activity():
            return str(value.text(inner))
        case Mark():
            return str(value.words)
        case Section():
            return value.label if inner == "label" else str(dict(value.bodies())[inner])
        case Column():
            return value.heading
        case _:
            return str(value.text)


def steps(at: str) -> tuple[str, int | None, str]:
    """The part of the plan that a path begins with, the index in it, and what stands after the dot.

    Raises:
        ValueError: *at* is no path.
    """
    found = _AT.fullmatch(at)
    if not found:
        raise ValueError(at)
    return found["part"], int(found["index"]) if found["index"] else None, found["inner"] or ""
