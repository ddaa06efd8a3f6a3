"""What the page of a check shows of one file: the parts of its plan in their order, and the notes on them."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from planforms.findings import Finding
from planforms.language import Speaker
from planforms.model import Activity, ColumnRole, Heading, MarkKind, Section
from planforms.period import period_words
from planforms.place import Place
from planforms.reports.checked import Checked, Group, account, advised, counted, exchanged, said
from planforms.reports.html.spots import PERIOD, WHOLE, Footnote, Spots, heaviest
from planforms.reports.html.words import LANGUAGE, at_fault, in_languages, sides, with_marked
from planforms.writers.page import PageRow, page_rows, row_groups, row_spans

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
        return account(self.reading.account, self.speaker) if self.reading else ""

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

    def severity(self, finding: Finding) -> str:
        """The word for how much *finding* matters."""
        return self.speaker.severity(finding.severity)

    def heaviest(self, notes: list[Footnote]) -> str:
        """The severity that matters most among *notes*."""
        return str(heaviest(notes))

    def note_id(self, note: Footnote) -> str:
        """The id of a note in the list."""
        return f"{self.file}-n{note.number}"

    def reference_id(self, note: Footnote) -> str:
        """The id of the reference to a note in the plan."""
        return f"{self.file}-r{note.number}"

    def group_id(self, number: int) -> str:
        """The id of a fault that is in several places."""
        return f"{self.file}-g{number}"

    def described_by(self, note: Footnote) -> str:
        """The ids of what describes the fault that a reference is about."""
        return " ".join([*([self.group_id(note.group)] if note.group else []), self.note_id(note)])

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
