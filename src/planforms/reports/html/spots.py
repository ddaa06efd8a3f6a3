"""Where on the page each finding has its place: the parts of a plan that are shown, in the order in which they are."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from planforms.errors import UsageError
from planforms.findings import Finding, Severity
from planforms.marks import format_mark
from planforms.model import Activity, Mark, MarkKind, Paragraph, Plan, Section, Text
from planforms.personal import masked
from planforms.place import Place
from planforms.reports.checked import Checked, grouped
from planforms.writers.page import page_rows

WHOLE, PERIOD = "", "period"
_WEIGHTS = tuple(Severity)


class Footnote(Struct, frozen=True):
    """A finding under its number on the page; ``spot`` is the path of the part that shows it.

    ``group`` is the number, from 1, of the fault in several places that it is one of; 0 for a fault in one place.
    """

    number: int
    finding: Finding
    spot: str
    group: int = 0


class Spots:
    """The parts of a file's plan and the notes on them.

    Attributes:
        plan: the file's plan; an empty one where it could not be read.
        texts: the words of each part that is shown, by its path, in the order of the page; personal data is masked.
        notes: all findings, numbered in that order.
        groups: the faults that are in several places.
    """

    def __init__(self, checked: Checked) -> None:
        self.plan = plan = checked.reading.plan if checked.reading else Plan()
        places = checked.reading.places if checked.reading else {}
        self._at_place = {place: at for at, place in [*places.items()][::-1] if place != Place()}
        self.texts = {at: _without_personal(text) for at, text in _texts(plan)}
        self._shown = {WHOLE: WHOLE, **dict(_shown(plan, self.texts))}
        order = {spot: index for index, spot in enumerate((WHOLE, PERIOD, *self.texts))}
        placed = sorted(
            ((self._spot(finding), finding) for finding in checked.findings), key=lambda each: order[each[0]]
        )
        self.groups = tuple(group for group in grouped(checked.findings) if len(group.findings) > 1)
        group_of = {id(one): number for number, group in enumerate(self.groups, start=1) for one in group.findings}
        self.notes = tuple(
            Footnote(number, finding, spot, group_of.get(id(finding), 0))
            for number, (spot, finding) in enumerate(placed, start=1)
        )
        self._by_spot: dict[str, list[Footnote]] = {}
        for note in self.notes:
            self._by_spot.setdefault(note.spot, []).append(note)
        self._named = {note.finding.at for note in self.notes}

    def at(self, spot: str) -> list[Footnote]:
        """The notes on the part at the path *spot*."""
        return self._by_spot.get(spot, [])

    def whole_row(self, row: int) -> bool:
        """Whether a finding is of a whole row and not of one of its cells."""
        return f"rows[{row}]" in self._named

    def text(self, at: str) -> Text:
        """The words at the path *at*, where they are shown."""
        return self.texts.get(self._shown.get(at, ""), Text())

    def _spot(self, finding: Finding) -> str:
        """The part that shows *finding*: its own, the nearest that holds it, or the whole plan."""
        at = finding.at or (self._at_place.get(finding.place, "") if finding.place else "")
        while at and at not in self._shown:
            at = at.rpartition(".")[0]
        return self._shown[at]


def _without_personal(text: Text) -> Text:
    """*text* with its personal data masked, letter for letter."""
    words = str(text)
    if (hidden := masked(words)) == words:
        return text
    place, paragraphs = 0, []
    for paragraph in text.paragraphs:
        place += len(f"{paragraph.marker} ") if paragraph.marker else 0
        runs = []
        for run in paragraph.runs:
            runs.append(replace(run, text=hidden[place : place + len(run.text)]))
            place += len(run.text)
        paragraphs.append(Paragraph(tuple(runs), paragraph.marker))
        place += 1  # the line break
    return Text(tuple(paragraphs))


def heaviest(notes: list[Footnote]) -> Severity:
    """The severity that matters most among *notes*, which are some."""
    return min((note.finding.severity for note in notes), key=_WEIGHTS.index)


def _texts(plan: Plan) -> Iterator[tuple[str, Text]]:
    """Path and words of each part in the order of the page; a cell that goes on from above is there."""
    marks = [(f"marks[{i}]", mark) for i, mark in enumerate(plan.marks)]
    yield from ((at, _mark_text(mark)) for at, mark in marks if mark.kind is MarkKind.APPROVED)
    yield "title", plan.title
    yield from _section_texts("sections", plan.sections)
    yield from ((f"columns[{i}]", Text.of(column.heading)) for i, column in enumerate(plan.columns))
    for i, row in enumerate(page_rows(plan)):
        if not isinstance(row.row, Activity):
            yield f"rows[{i}]", row.row.text
        yield from ((f"rows[{i}].{column}", text) for column, text in row.shown().items())
    yield from _section_texts("closing", plan.closing)
    yield from ((at, _mark_text(mark)) for at, mark in marks if mark.kind is not MarkKind.APPROVED)


def _mark_text(mark: Mark) -> Text:
    """The words of a mark as they are, else what its parts say, else what there is."""
    try:
        return mark.words or format_mark(mark)
    except UsageError:  # it is no mark
        return Text.of(mark.word)


def _section_texts(name: str, sections: tuple[Section, ...]) -> Iterator[tuple[str, Text]]:
    for i, section in enumerate(sections):
        if section.label:
            yield f"{name}[{i}].label", Text.of(section.label)
        for inner, text in section.bodies():
            if text or not (section.label or section.table):
                yield f"{name}[{i}].{inner}", text


def _shown(plan: Plan, texts: Mapping[str, Text]) -> Iterator[tuple[str, str]]:
    """Each path that a finding may name, with the path of the part that shows it."""
    yield from ((at, at) for at in texts)
    if plan.period:
        yield PERIOD, PERIOD
    for name, sections in (("sections", plan.sections), ("closing", plan.closing)):
        for i, section in enumerate(sections):
            label, body = f"{name}[{i}].label", f"{name}[{i}].text"
            listed = [at for at in texts if at.startswith(f"{name}[{i}].table")] if section.table else [body]
            first = label if label in texts else next(iter(listed), body)
            yield from ((f"{name}[{i}]", first), (label, first), (body, body if body in texts else first))
    above: dict[str, str] = {}
    for i, (row, cells, _) in enumerate(page_rows(plan)):
        if isinstance(row, Activity):
            own = {column: f"rows[{i}].{column}" for column in cells}
            above = {column: at if at in texts else above[column] for column, at in own.items()}
            yield from ((at, above[column]) for column, at in own.items())
            if cells:
                yield f"rows[{i}]", next((at for at in own.values() if at in texts), next(iter(above.values())))
