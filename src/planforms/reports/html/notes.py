"""The list of notes: what is wrong, what to do, what a certain fix makes of it, and the way to its place."""

import re
from collections.abc import Iterator
from itertools import groupby

from planforms.findings import Finding
from planforms.language import Speaker
from planforms.place import Place
from planforms.reports.checked import Checked, advised, said
from planforms.reports.html.plan import note_id, reference_id
from planforms.reports.html.spots import WHOLE, Footnote, Spots
from planforms.reports.html.words import in_languages, sides
from planforms.reports.marking import Tag

_MOST_SHOWN = 5  # parts that one fix changes
_PATH = re.compile(r"(?P<part>[a-z]*)(?:\[(?P<index>\d+)\])?(?:\.(?P<cell>.+))?")


class Notes:
    """The notes on one file; *file* begins their ids."""

    def __init__(self, checked: Checked, spots: Spots, file: str, speaker: Speaker) -> None:
        self._checked = checked
        self._spots = spots
        self._file = file
        self._speaker = speaker
        self._columns = checked.reading.plan.columns if checked.reading else ()
        self._headings = [" ".join(column.heading.split()) for column in self._columns]

    def tag(self) -> Tag:
        """All of them, in the order of the plan."""
        section = Tag("section", class_="notes")(
            Tag("h3", id=f"{self._file}-notes", tabindex="-1")(self._speaker.say("Findings")),
        )
        if not self._spots.notes:
            return section(Tag("p")(self._speaker.say("Nothing is wrong in this plan.")))
        return section(Tag("ol")(*(self._note(note) for note in self._spots.notes)))

    def _note(self, note: Footnote) -> Tag:
        finding = note.finding
        item = Tag("li", id=note_id(self._file, note), class_=str(finding.severity), tabindex="-1")(
            Tag("p", class_="kind")(
                Tag("strong")(self._speaker.severity(finding.severity)),
                Tag("span", class_="code")(f"{finding.code} {finding.name}"),
            ),
            Tag("p")(*in_languages(said(finding, self._speaker), finding)),
        )
        if hint := advised(finding, self._speaker):
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
        """Where the finding stands in the file, else in the plan."""
        place = self._checked.place(note.finding)
        if place is not None and place != Place():
            return self._checked.where(note.finding, self._speaker)
        return self._part(note.finding.at if note.spot else WHOLE)

    def _part(self, at: str) -> str:
        """What the part at the path *at* is called."""
        say = self._speaker.say
        path = _PATH.match(at)
        name, cell = (path["part"], path["cell"]) if path else ("", "")
        number = int(path["index"]) + 1 if path and path["index"] else 0
        match name:
            case "columns":
                return self._column(number - 1)
            case "rows":
                row = say("row {number}", number=number)
                column = next((i for i, column in enumerate(self._columns) if column.id == cell), None)
                return row if column is None else f"{row}, {self._column(column)}"
            case "marks":
                return say("mark {number}", number=number)
            case _:
                names = dict.fromkeys(("sections", "closing"), say("section"))
                names |= {"title": say("title"), "period": say("period")}
                return names.get(name, say("the whole plan"))

    def _column(self, index: int) -> str:
        if heading := self._headings[index]:
            return self._speaker.say("column “{heading}”", heading=heading)
        return self._speaker.say("column {number}", number=index + 1)
