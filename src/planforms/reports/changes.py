"""The list of changes of a roll-over, as text, as JSON, as a page, and as the comments in the draft itself."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from planforms.editors.plan import DraftComment, DraftLine
from planforms.findings import Reading, Terms
from planforms.language import Speaker
from planforms.model import Activity
from planforms.personal import masked, masked_value
from planforms.place import Place
from planforms.remembered import pattern_of
from planforms.reports.checked import BOLD, CYAN, GREEN, RED, YELLOW, as_json, json_argument, styled
from planforms.reports.html import ListedGroup, ListedRow, list_page, marked
from planforms.rollover import Change, ChangeKind, RollOver

FORMAT = "planforms-changes/1"
_TERMINAL = {
    ChangeKind.CHANGED: GREEN,
    ChangeKind.MOVED: YELLOW,
    ChangeKind.SUGGESTED: CYAN,
    ChangeKind.DOUBTFUL: RED,
}
# Cells of a draft: what is done, what was moved by a rule or is suggested, what a person must decide.
_COLOURS = {
    ChangeKind.CHANGED: "E2EFDA",
    ChangeKind.MOVED: "FFF2CC",
    ChangeKind.SUGGESTED: "DDEBF7",
    ChangeKind.DOUBTFUL: "F8CBAD",
}
_WEIGHTS = (ChangeKind.DOUBTFUL, ChangeKind.SUGGESTED, ChangeKind.MOVED, ChangeKind.CHANGED)
_ROW = pattern_of(r"rows\[(\d+)\](?:\.([\w-]+))?")
_LONGEST = 90


class Listed(Struct, frozen=True, kw_only=True):
    """A list of changes and the reading of the plan that they are of, which knows where its parts are."""

    rolled: RollOver
    reading: Reading

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes in the order of the plan, personal data in their words masked."""
        return tuple(
            replace(
                change,
                old=masked(change.old),
                new=masked(change.new),
                arguments={name: masked_value(value) for name, value in change.arguments.items()},
            )
            for change in self.rolled.changes
        )

    def row(self, change: Change) -> str:
        """The number of the change's row, as the plan numbers it; empty for other parts and unnumbered rows."""
        match = _ROW.match(change.at)
        row = self.reading.plan.rows[int(match[1])] if match else None
        return " ".join(str(row.number).split()) if isinstance(row, Activity) else ""

    def where(self, change: Change, speaker: Speaker) -> str:
        """Where the words were, as the user sees it, else which part of the plan they are."""
        place = self.reading.place(change.at) if change.at else None
        if place is not None and place != Place():
            return speaker.place(place, self._heading(change.at))
        return _part(change.at.partition("[")[0], speaker)

    def _heading(self, at: str) -> str:
        match = _ROW.match(at)
        columns = self.reading.plan.columns
        return next((column.heading for column in columns if match and column.id == match[2]), "")


def _part(name: str, speaker: Speaker) -> str:
    """What the part of a plan with this beginning of a path is called."""
    match name:
        case "period":
            return speaker.say("period")
        case "title":
            return speaker.say("title")
        case "marks":
            return speaker.say("mark")
        case "sections" | "closing":
            return speaker.say("section")
        case _:
            return speaker.say("the whole plan")


_KINDS = dict(zip(ChangeKind, Terms(("changed", "moved", "suggested", "to be decided")).names, strict=True))


def _kind(kind: ChangeKind, speaker: Speaker) -> str:
    return speaker.say(_KINDS[kind])


class Group(Struct, frozen=True):
    """The changes of one kind that were made for one reason, in the order of the plan."""

    kind: ChangeKind
    reason: str
    changes: tuple[Change, ...]


def groups(listed: Listed, speaker: Speaker) -> list[Group]:
    """The changes by their reasons, said in the user's language; what a person must decide comes first."""
    together: dict[tuple[ChangeKind, str], list[Change]] = {}
    for change in listed.changes:
        together.setdefault((change.kind, said(change, speaker)), []).append(change)
    made = [Group(kind, reason, tuple(changes)) for (kind, reason), changes in together.items()]
    return sorted(made, key=lambda group: _WEIGHTS.index(group.kind))


def text(listed: Listed, speaker: Speaker, *, colour: bool = False) -> str:
    """The list for people: each reason with the places that it is of, and a line that sums up."""
    lines: list[str] = []
    for group in groups(listed, speaker):
        kind = styled(_kind(group.kind, speaker), _TERMINAL[group.kind], colour=colour)
        lines.append(f"{kind}  {styled(group.reason, BOLD, colour=colour)}")
        lines += (_line(listed, change, speaker) for change in group.changes)
    lines += [rows for rows in [listed.reading.account.said(speaker)] if rows]
    return "\n".join([*lines, summary(listed.changes, speaker)])


def _line(listed: Listed, change: Change, speaker: Speaker) -> str:
    row = listed.row(change)
    where = listed.where(change, speaker)
    place = speaker.say("row {number}, {place}", number=row, place=where) if row else where
    if change.old != change.new:
        return f"    {place}: „{_short(change.old)}“ → „{_short(change.new)}“"
    return f"    {place}: „{_short(change.old)}“" if change.old else f"    {place}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"


def said(change: Change, speaker: Speaker) -> str:
    """The reason of a change in one sentence."""
    return speaker.say(change.reason, **change.arguments)


def summary(changes: Sequence[Change], speaker: Speaker) -> str:
    """How many changes there are of each kind."""
    counts = {kind: sum(change.kind is kind for change in changes) for kind in ChangeKind}
    counted = [
        speaker.count("{count} change", "{count} changes", counts[ChangeKind.CHANGED]),
        speaker.count("{count} day moved", "{count} days moved", counts[ChangeKind.MOVED]),
        speaker.count("{count} suggestion", "{count} suggestions", counts[ChangeKind.SUGGESTED]),
        speaker.count("{count} to be decided", "{count} to be decided", counts[ChangeKind.DOUBTFUL]),
    ]
    found = [words for words, count in zip(counted, counts.values(), strict=True) if count]
    return ", ".join(found) or speaker.say("nothing changes")


def json(listed: Listed, speaker: Speaker) -> str:
    """The list as JSON, stable and documented in ``docs/roll-over.md``."""
    plan = listed.rolled.plan
    form = {
        "format": FORMAT,
        "language": speaker.language,
        "from": msgspec.to_builtins(listed.reading.plan.period),
        "to": msgspec.to_builtins(plan.period),
        "rows": {name: n for name, n in msgspec.structs.asdict(listed.reading.account).items() if n},
        "changes": [_form(listed, change, speaker) for change in listed.changes],
        "reasons": [
            {"kind": str(group.kind), "reason": group.reason, "at": [change.at for change in group.changes]}
            for group in groups(listed, speaker)
        ],
    }
    return as_json(form)


def _form(listed: Listed, change: Change, speaker: Speaker) -> dict[str, Any]:
    form = {
        "kind": str(change.kind),
        "at": change.at,
        "row": listed.row(change),
        "where": listed.where(change, speaker),
        "old": change.old,
        "new": change.new,
        "days": change.days,
        "reason": said(change, speaker),
        "arguments": {name: json_argument(value) for name, value in change.arguments.items()},
    }
    return {name: value for name, value in form.items() if value not in ("", {})}


def html(listed: Listed, speaker: Speaker) -> str:
    """The list as one page that needs nothing else, with the changed words marked."""
    heads = [speaker.say("Row"), speaker.say("Place"), speaker.say("Words")]
    parts = [
        ListedGroup(
            [_row(listed, change, speaker) for change in group.changes], _kind(group.kind, speaker), group.reason
        )
        for group in groups(listed, speaker)
    ]
    rows = listed.reading.account.said(speaker)
    lead = f"{summary(listed.changes, speaker)} {rows}." if rows else summary(listed.changes, speaker)
    return list_page(speaker, speaker.say("What changed in the new plan"), lead, heads, parts)


def _row(listed: Listed, change: Change, speaker: Speaker) -> ListedRow:
    words = marked(change.old, change.new)
    return ListedRow(str(change.kind), (listed.row(change), listed.where(change, speaker), words))


def lines(listed: Listed, speaker: Speaker) -> list[DraftLine]:
    """The list as lines of a sheet under their headings, reason by reason; the place comes first in each."""
    head = [speaker.say("Place"), "", speaker.say("It was"), speaker.say("It is"), speaker.say("What was done")]
    notes = [
        (change.at, (_kind(group.kind, speaker), *_words(change, speaker), group.reason))
        for group in groups(listed, speaker)
        for change in group.changes
    ]
    return [DraftLine(at="", cells=tuple(head)), *(DraftLine(at=at, cells=cells) for at, cells in notes)]


def _words(change: Change, speaker: Speaker) -> tuple[str, str]:
    old, new = (" ".join(words.split()) for words in (change.old, change.new))
    suggested = change.kind is ChangeKind.SUGGESTED
    return old, speaker.say("Suggested: {words}", words=new) if suggested else new if new != old else ""


def comments(listed: Listed, speaker: Speaker) -> list[DraftComment]:
    """What the draft itself says of each changed or doubtful part; what has no place of its own is at the title."""
    together: dict[str, list[Change]] = {}
    for change in listed.changes:
        if change.at != "period":
            together.setdefault(change.at or "title", []).append(change)
    return [_comment(at, changes, speaker) for at, changes in together.items()]


def _comment(at: str, changes: Sequence[Change], speaker: Speaker) -> DraftComment:
    lines: list[str] = []
    done = next((change for change in changes if change.done and change.at == at), None)
    if done:
        lines.append(speaker.say("It was: {words}", words=" ".join(done.old.split())))
    for change in changes:
        if change.kind is ChangeKind.SUGGESTED:
            lines.append(speaker.say("Suggested: {words}", words=" ".join(change.new.split())))
        line = f"{said(change, speaker)} {change.days}".rstrip()
        lines.append(speaker.say("To be decided: {what}", what=line) if change.kind is ChangeKind.DOUBTFUL else line)
    heaviest = next(kind for kind in _WEIGHTS if any(change.kind is kind for change in changes))
    return DraftComment(at=at, words="\n".join(lines), colour=_COLOURS[heaviest])
