"""The list of notes: what is wrong, what to do, what a certain fix makes of it, and the way to its place."""

from collections.abc import Iterator
from itertools import groupby

from planforms.findings import Finding
from planforms.language import Speaker
from planforms.place import Place
from planforms.reports.checked import Checked, advised, grouped, said
from planforms.reports.html.plan import note_id, reference_id
from planforms.reports.html.spots import WHOLE, Footnote, Spots
from planforms.reports.html.words import in_languages, sides
from planforms.reports.marking import Tag

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
        self._headings = [" ".join(column.heading.split()) for column in columns]

    def tag(self) -> Tag:
        """All of them, in the order of the plan."""
        section = Tag("section", class_="notes")(
            Tag("h3", id=f"{self._file}-notes", tabindex="-1")(self._speaker.say("Findings")),
        )
        if not self._spots.notes:
            return section(Tag("p")(self._speaker.say("Nothing is wrong in this plan.")))
        if groups := list(self._groups()):
            section(Tag("ul", class_="groups")(*groups))
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
        """Where the finding is in the file, else in the plan."""
        place = self._checked.place(note.finding)
        if place is not None and place != Place():
            return self._checked.where(note.finding, self._speaker)
        at = note.finding.at if note.spot else WHOLE
        return self._checked.part(at, self._speaker) or self._speaker.say("the whole plan")

    def _groups(self) -> Iterator[Tag]:
        """Each fault that is in several places once, with references to its notes."""
        by_finding = {id(note.finding): note for note in self._spots.notes}
        for group in grouped(self._checked.findings):
            if len(group.findings) == 1:
                continue
            fixed = bool(self._checked.fixed or self._checked.unfixed)
            counts = group.counts(self._speaker, fixed=fixed)
            sentence = f"{group.first.code} {group.sentence(self._speaker)} ({counts})"
            notes = [by_finding[id(finding)] for finding in group.findings[:_MOST_PLACES]]
            links = [Tag("a", href=f"#{note_id(self._file, note)}")(str(note.number)) for note in notes]
            parts = [part for link in links for part in (" ", link)]
            more = ["…"] if len(group.findings) > len(notes) else []
            yield Tag("li", class_=str(group.first.severity))(*in_languages(sentence, group.first), ":", *parts, *more)
