"""The page of a check: of each file the parts of its plan in their order, with the notes on them.

The page is whole without its script, which only shows the notes on a part beside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from planforms.errors import UsageError
from planforms.findings import Finding, Severity
from planforms.language import Speaker
from planforms.marks import format_mark
from planforms.model import Activity, ColumnRole, Heading, Mark, MarkKind, Paragraph, Plan, Section, Text
from planforms.period import period_words
from planforms.personal import masked
from planforms.place import Place
from planforms.reports.checked import Checked, Group, advised, counted, exchanged, grouped, said
from planforms.reports.html import LANGUAGE, at_fault, filled, in_languages, resource, sides, with_marked
from planforms.reports.text import summary
from planforms.tags import document
from planforms.writers.page import PageRow, page_rows, row_groups, row_spans

_STANDARD = "-"


def render(files: Sequence[Checked], speaker: Speaker) -> str:
    """The page of *files* in the user's language."""
    names = [speaker.say("standard input") if checked.name == _STANDARD else checked.title for checked in files]
    heading, total = speaker.say("Plan check"), summary(files, speaker)
    views = [
        FileView(checked, name, f"f{number}", speaker)
        for number, (checked, name) in enumerate(zip(files, names, strict=True), start=1)
    ]
    main = filled("files.html", speaker, heading=heading, total=total, views=views)
    title = f"{heading}: {names[0] if len(files) == 1 else total}"
    return document(speaker, title, main, style=style(), script=script()).removesuffix("\n")


def part(checked: Checked, speaker: Speaker) -> Markup:
    """The part of the page that is about one file, for a page that has its own frame with ``style`` and ``script``."""
    return filled("file.html", speaker, view=FileView(checked, checked.title, "f1", speaker))


def style() -> str:
    """The style of the page."""
    return resource("page.css")


def script() -> str:
    """The script of the page, which works on whatever notes come into the page's ``main``."""
    return resource("page.js")


# Where each finding has its place on the page.

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


# What is shown of a file.

_MOST_SHOWN = 5  # parts that one fix changes
_MOST_PLACES = 20


class ShownCell(NamedTuple):
    """A cell of the table: its element, the path of what it shows, and its attributes."""

    element: str
    at: str
    attributes: dict[str, str]


class ShownRow(NamedTuple):
    """A row of the table."""

    classes: str
    cells: Sequence[ShownCell]


class FileView:
    """One file on the page, called *name*; *file* begins the ids of its notes and references."""

    whole, period_at, language = WHOLE, PERIOD, LANGUAGE

    def __init__(self, checked: Checked, name: str, file: str, speaker: Speaker) -> None:
        self.checked = checked
        self.name = name
        self.file = file
        self.speaker = speaker
        self.spots = Spots(checked)
        self.reading = checked.reading
        self.plan = self.spots.plan
        self._notes_of = {id(note.finding): note for note in self.spots.notes}
        self._hints = [group.hint(speaker) for group in self.spots.groups]
        self._headings = [" ".join(column.heading.split()) for column in self.plan.columns]

    @property
    def error(self) -> str:
        """Why the file could not be read, or its copy not written."""
        error = self.checked.error
        return self.speaker.say(error.message, **error.arguments) if error else ""

    @property
    def in_short(self) -> str:
        """What there is of the file in a few words."""
        if not self.reading:
            return self.speaker.say("not read")
        return ", ".join(counted(self.checked.findings, self.speaker)) or self.speaker.say("nothing is wrong")

    @property
    def account(self) -> str:
        """What became of the rows of its table."""
        return self.reading.account.said(self.speaker) if self.reading else ""

    @property
    def period(self) -> str:
        """What the plan's period is, where it has one."""
        period = self.plan.period
        return self.speaker.say("Period: {period}", period=period_words(period)) if period else ""

    @property
    def mended(self) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
        """What was mended, and what could not be, each under its heading: place, old and new words, codes."""
        headings = self.speaker.say("Mended"), self.speaker.say("To mend by hand")
        for heading, all_made in zip(headings, (self.checked.fixed, self.checked.unfixed), strict=True):
            yield (
                heading,
                [(self.checked.where(made, self.speaker), exchanged(made), ", ".join(made.codes)) for made in all_made],
            )

    # The plan.

    def marks(self, *, approvals: bool) -> list[str]:
        """The paths of the marks that approve the plan, or of the others."""
        return [f"marks[{i}]" for i, m in enumerate(self.plan.marks) if (m.kind is MarkKind.APPROVED) is approvals]

    def words(self, at: str) -> Markup:
        """The words of the part at the path *at*, those at fault marked."""
        text = self.spots.texts[at]
        words = str(text)
        stretches = [stretch for note in self.spots.at(at) for stretch in at_fault(note.finding, words)]
        return with_marked(text, stretches)

    def gap(self, section: Section) -> str:
        """What parts a label from its text: a line break before several lines or a list."""
        first, *others = section.text.paragraphs or (None,)
        return "\n" if others or (first and first.marker) else " "

    def row_groups(self) -> Iterator[list[ShownRow]]:
        """The rows of the table, in groups that begin at the headings."""
        rows = list(page_rows(self.plan))
        spans = row_spans(rows)
        for group in row_groups(rows):
            yield [self._row(i, row, {column: spans[i, column] for column in row.shown()}) for i, row in group]

    def _row(self, i: int, row: PageRow, heights: dict[str, int]) -> ShownRow:
        """A row of the table; *heights* are over how many rows each of its own cells goes."""
        span = {"colspan": str(len(self.plan.columns))}
        match row.row:
            case Heading(level=level):
                cell = ShownCell("th", f"rows[{i}]", {"scope": "rowgroup", **span})
                return ShownRow(f"heading level-{min(max(level, 1), 3)}", [cell])
            case Activity():
                cells = [self._cell(f"rows[{i}].{column}", column, height) for column, height in heights.items()]
                return ShownRow("fault" if self.spots.whole_row(i) else "", cells)
            case _:
                return ShownRow("remark", [ShownCell("td", f"rows[{i}]", span)])

    def _cell(self, at: str, column: str, height: int) -> ShownCell:
        named = column == ColumnRole.TITLE and self.spots.texts[at]
        tall = {"rowspan": str(height)} if height > 1 else {}
        return ShownCell("th", at, {"scope": "row", **tall}) if named else ShownCell("td", at, tall)

    # The notes.

    def heaviest(self, notes: list[Footnote]) -> str:
        """The severity that matters most among *notes*, which are some."""
        return str(min((note.finding.severity for note in notes), key=_WEIGHTS.index))

    def said(self, note: Footnote) -> Iterator[tuple[Markup, str]]:
        """What is wrong in one place and what to do, each with its class; what a group says is not said again."""
        finding = note.finding
        group = self.spots.groups[note.group - 1] if note.group else None
        sentence = group.detail(finding, self.speaker) if group else said(finding, self.speaker)
        hint = "" if group and self._hints[note.group - 1] else advised(finding, self.speaker)
        yield from ((in_languages(words, finding), name) for words, name in ((sentence, ""), (hint, "hint")) if words)

    def fixes(self, finding: Finding) -> tuple[list[tuple[Markup, Markup]], int]:
        """What the first parts that the certain fix changes are and become, and how many more there are."""
        parts = [(at, [mend.edit for mend in mends]) for at, mends in groupby(finding.fix, lambda mend: mend.at)]
        shown = [sides(str(self.spots.text(at)), edits) for at, edits in parts[:_MOST_SHOWN]]
        return shown, len(parts) - len(shown)

    def where(self, note: Footnote) -> Markup:
        """Where the finding is in the file, else in the plan."""
        place = self.checked.place(note.finding)
        if place is not None and place != Place():
            where = self.checked.where(note.finding, self.speaker)
        else:
            where = self.checked.part(note.finding.at if note.spot else WHOLE, self.speaker)
        return in_languages(where or self.speaker.say("the whole plan"), note.finding, *self._headings)

    def group_sentence(self, group: Group) -> Markup:
        """What is wrong in several places, and in how many."""
        counts = group.counts(self.speaker, fixed=bool(self.checked.fixed or self.checked.unfixed))
        return in_languages(f"{group.sentence(self.speaker)} ({counts})", group.first)

    def group_hint(self, number: int) -> Markup:
        """What to do about a fault in several places, where that is the same everywhere."""
        return in_languages(self._hints[number - 1], self.spots.groups[number - 1].first)

    def notes_of(self, group: Group) -> list[Footnote]:
        """The notes on the first places of *group*."""
        return [self._notes_of[id(finding)] for finding in group.findings[:_MOST_PLACES]]

    @cached_property
    def parts_of_rows(self) -> list[str]:
        """The paths of what the rows of a plan without columns show."""
        return [at for at in self.spots.texts if at.startswith("rows[")]
