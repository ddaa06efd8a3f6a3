"""A plan as it is in its file, as HTML: its faulty parts marked, and below it the notes on them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from planforms.findings import Finding
from planforms.language import Speaker
from planforms.model import Activity, ColumnRole, Heading, MarkKind, Plan, Row, Section, Table
from planforms.period import period_words
from planforms.place import Place
from planforms.reports.checked import Checked, Group, advised, said
from planforms.reports.html.spots import PERIOD, WHOLE, Footnote, Spots, heaviest
from planforms.reports.html.words import LANGUAGE, at_fault, in_languages, sides, with_marked
from planforms.tags import Tag
from planforms.writers.page import page_rows, row_groups, row_spans


class PlanView:
    """The view of one plan; *file* begins the ids of its notes and references."""

    def __init__(self, plan: Plan, spots: Spots, file: str, speaker: Speaker) -> None:
        self._plan = plan
        self._spots = spots
        self._file = file
        self._speaker = speaker

    def tag(self) -> Tag:
        """All of it."""
        sheet = Tag("div", class_="sheet", lang=LANGUAGE)(*self._marks(approvals=True))
        if self._plan.title or self._spots.at("title"):
            sheet(self._part("p", "title", class_="title"))
        sheet(*self._sections("sections", self._plan.sections))
        if self._plan.columns:
            sheet(self._table())
        else:
            sheet(*(self._part("p", at) for at in self._spots.texts if at.startswith("rows[")))
        sheet(*self._sections("closing", self._plan.closing), *self._marks(approvals=False))
        return Tag("section", class_="plan")(
            Tag("h3")(self._speaker.say("The plan as it stands")), *self._about(), sheet
        )

    def _about(self) -> Iterator[Tag]:
        """What no part of the plan says in its own words."""
        if self._spots.at(WHOLE):
            yield self._spot("p", WHOLE, [self._speaker.say("Of the whole plan:")], class_="about")
        if self._plan.period:
            said = self._speaker.say("Period: {period}", period=period_words(self._plan.period))
            yield self._spot("p", PERIOD, [said], class_="about")

    def _marks(self, *, approvals: bool) -> Iterator[Tag]:
        for i, mark in enumerate(self._plan.marks):
            if (mark.kind is MarkKind.APPROVED) is approvals:
                yield self._part("p", f"marks[{i}]", class_="mark")

    def _sections(self, name: str, sections: Sequence[Section]) -> Iterator[Tag]:
        for i, section in enumerate(sections):
            label, body = f"{name}[{i}].label", f"{name}[{i}].text"
            if section.table:
                yield from self._listing(f"{name}[{i}]", section.table)
                continue
            part = Tag("p")
            if label in self._spots.texts:
                part(self._part("strong", label))
            if label in self._spots.texts and body in self._spots.texts:
                first, *others = section.text.paragraphs
                part("\n" if others or first.marker else " ")
            if body in self._spots.texts:
                part(self._part("span", body))
            yield part

    def _listing(self, at: str, table: Table) -> Iterator[Tag]:
        """A table that is not the plan's, under its label."""
        if f"{at}.label" in self._spots.texts:
            yield Tag("p")(self._part("strong", f"{at}.label"))
        rows = Tag("table")
        for i, texts in enumerate(table.rows):
            cells = (f"{at}.table.rows[{i}][{j}]" for j in range(len(texts)))
            rows(Tag("tr")(*(self._part("td", path) if path in self._spots.texts else Tag("td") for path in cells)))
        yield Tag("div", class_="wide")(rows)

    def _table(self) -> Tag:
        name = self._speaker.say("Table of activities")
        heads = Tag("tr")(*(self._column(i) for i in range(len(self._plan.columns))))
        table = Tag("table")(Tag("caption", class_="unseen", lang=self._speaker.language)(name), Tag("thead")(heads))
        rows = list(page_rows(self._plan))
        spans = row_spans(rows)
        for group in row_groups(rows):
            made = (self._row(i, row.row, {column: spans[i, column] for column in row.shown()}) for i, row in group)
            table(Tag("tbody")(*made))
        return Tag("div", class_="wide", role="group", tabindex="0", aria_label=name)(table)

    def _column(self, i: int) -> Tag:
        if self._plan.columns[i].heading.strip():
            return self._part("th", f"columns[{i}]", scope="col")
        said = self._speaker.say("column {number}", number=i + 1)
        unnamed = Tag("span", class_="unnamed", lang=self._speaker.language)(said)
        return self._spot("th", f"columns[{i}]", [unnamed], scope="col")

    def _row(self, i: int, row: Row, heights: Mapping[str, int]) -> Tag:
        """A row of the table; *heights* are the rows that each of its own cells stands over."""
        span = str(len(self._plan.columns))
        if isinstance(row, Heading):
            cell = self._part("th", f"rows[{i}]", scope="rowgroup", colspan=span)
            return Tag("tr", class_=f"heading level-{min(max(row.level, 1), 3)}")(cell)
        if not isinstance(row, Activity):
            return Tag("tr", class_="remark")(self._part("td", f"rows[{i}]", colspan=span))
        cells = (self._cell(f"rows[{i}].{column}", column, height) for column, height in heights.items())
        return Tag("tr", **({"class_": "fault"} if self._spots.whole_row(i) else {}))(*cells)

    def _cell(self, at: str, column: str, height: int) -> Tag:
        tall = {"rowspan": str(height)} if height > 1 else {}
        if column == ColumnRole.TITLE and self._spots.texts[at]:
            return self._part("th", at, scope="row", **tall)
        return self._part("td", at, **tall)

    def _part(self, name: str, at: str, **attributes: str) -> Tag:
        """The element of the part at the path *at*, the words at fault in it marked."""
        text = self._spots.texts[at]
        words = str(text)
        stretches = [stretch for note in self._spots.at(at) for stretch in at_fault(note.finding, words)]
        return self._spot(name, at, with_marked(text, stretches), **attributes)

    def _spot(self, name: str, at: str, inside: Iterable[Tag | str], **attributes: str) -> Tag:
        """An element that shows *inside*, and references to the notes on the part at the path *at*."""
        notes = self._spots.at(at)
        if not notes:
            return Tag(name, **attributes)(*inside)
        classes = (attributes.pop("class_", ""), "spot", str(heaviest(notes)))
        shown = Tag(name, class_=" ".join(classes).strip(), **attributes)(*inside)
        for note in notes:
            shown(" ", self._reference(note))
        return shown

    def _reference(self, note: Footnote) -> Tag:
        severity = note.finding.severity
        return Tag(
            "a",
            id=reference_id(self._file, note),
            class_=f"reference {severity}",
            href=f"#{note_id(self._file, note)}",
            lang=self._speaker.language,
            aria_describedby=" ".join(
                [group_id(self._file, note.group)] * bool(note.group) + [note_id(self._file, note)]
            ),
        )(Tag("span", class_="unseen")(f"{self._speaker.severity(severity)} "), str(note.number))


def reference_id(file: str, note: Footnote) -> str:
    """The id of the reference in the plan."""
    return f"{file}-r{note.number}"


def note_id(file: str, note: Footnote) -> str:
    """The id of the note in the list."""
    return f"{file}-n{note.number}"


def group_id(file: str, number: int) -> str:
    """The id of a fault that is in several places."""
    return f"{file}-g{number}"


_MOST_SHOWN = 5  # parts that one fix changes
_MOST_PLACES = 20


class Notes:
    """The notes on one file; *file* begins their ids."""

    def __init__(self, checked: Checked, spots: Spots, file: str, speaker: Speaker) -> None:
        self._checked = checked
        self._spots = spots
        self._file = file
        self._speaker = speaker
        columns = checked.reading.plan.columns if checked.reading else ()
        self._notes_of = {id(note.finding): note for note in spots.notes}
        self._headings = [" ".join(column.heading.split()) for column in columns]

    def tag(self) -> Tag:
        """All of them, in the order of the plan."""
        section = Tag("section", class_="notes")(
            Tag("h3", id=f"{self._file}-notes", tabindex="-1")(self._speaker.say("Findings")),
        )
        if not self._spots.notes:
            return section(Tag("p")(self._speaker.say("Nothing is wrong in this plan.")))
        if groups := self._spots.groups:
            section(Tag("ul", class_="groups")(*(self._group(i, each) for i, each in enumerate(groups, start=1))))
        return section(Tag("ol")(*(self._note(note) for note in self._spots.notes)))

    def _note(self, note: Footnote) -> Tag:
        """What is wrong in one place; of a fault in several places the sentence and the hint are with its group."""
        finding = note.finding
        group = self._spots.groups[note.group - 1] if note.group else None
        sentence = group.detail(finding, self._speaker) if group else said(finding, self._speaker)
        hint = "" if group and group.hint(self._speaker) else advised(finding, self._speaker)
        shared = {"data_group": group_id(self._file, note.group)} if group else {}
        item = Tag("li", id=note_id(self._file, note), class_=str(finding.severity), tabindex="-1", **shared)(
            Tag("p", class_="kind")(
                Tag("strong")(self._speaker.severity(finding.severity)),
                Tag("span", class_="code")(f"{finding.code} {finding.name}"),
            ),
        )
        if sentence:
            item(Tag("p")(*in_languages(sentence, finding)))
        if hint:
            item(Tag("p", class_="hint")(*in_languages(hint, finding)))
        item(*self._fix(finding))
        link = Tag("a", href=f"#{reference_id(self._file, note)}")
        return item(Tag("p", class_="to")(link(*in_languages(self._where(note), finding, *self._headings))))

    def _fix(self, finding: Finding) -> Iterator[Tag]:
        """What becomes of each part that the certain fix changes."""
        parts = [(at, [mend.edit for mend in mends]) for at, mends in groupby(finding.fix, lambda mend: mend.at)]
        if not parts:
            return
        changes = Tag("ul")
        for at, edits in parts[:_MOST_SHOWN]:
            old, new = sides(str(self._spots.text(at)), edits)
            changes(Tag("li")(old, " → ", new))
        if (more := len(parts) - _MOST_SHOWN) > 0:
            changes(Tag("li")(self._speaker.count("and in {count} more place", "and in {count} more places", more)))
        yield Tag("div", class_="fix")(Tag("p")(self._speaker.say("The certain fix:")), changes)

    def _where(self, note: Footnote) -> str:
        """Where the finding is in the file, else in the plan."""
        place = self._checked.place(note.finding)
        if place is not None and place != Place():
            return self._checked.where(note.finding, self._speaker)
        at = note.finding.at if note.spot else WHOLE
        return self._checked.part(at, self._speaker) or self._speaker.say("the whole plan")

    def _group(self, number: int, group: Group) -> Tag:
        """A fault that is in several places: what is wrong and what to do, once, with references to its notes."""
        counts = group.counts(self._speaker, fixed=bool(self._checked.fixed or self._checked.unfixed))
        sentence = f"{group.sentence(self._speaker)} ({counts})"
        item = Tag("li", id=group_id(self._file, number), class_=str(group.first.severity))(
            Tag("p")(Tag("span", class_="code")(group.first.code), " ", *in_languages(sentence, group.first))
        )
        if hint := group.hint(self._speaker):
            item(Tag("p", class_="hint")(*in_languages(hint, group.first)))
        notes = [self._notes_of[id(finding)] for finding in group.findings[:_MOST_PLACES]]
        links = [Tag("a", href=f"#{note_id(self._file, note)}")(str(note.number)) for note in notes]
        more = ["…"] if len(group.findings) > len(notes) else []
        return item(Tag("p", class_="to")(*(part for link in links for part in (link, " ")), *more))
