"""A file and what was found in it: what every form of report is made of."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from planforms.errors import PlanformsError
from planforms.faults import TemplateFault
from planforms.findings import Finding, Reading, Severity, Terms
from planforms.language import Speaker
from planforms.model import Column
from planforms.paths import PATH
from planforms.personal import masked
from planforms.place import Place
from planforms.text import one_line

if TYPE_CHECKING:
    from planforms.fixes import Mended


_LONGEST_QUOTE = 80
_MOST_HINTS = 50  # looked at
_AROUND = 20  # letters beside what was mended


class Checked(Struct, frozen=True, kw_only=True):
    """A file that was looked at.

    ``reading`` is ``None`` where the file could not be read, and ``error`` says why; beside a reading it says why a
    copy could not be written. Where a mended copy was written the reading and the findings are that copy's; ``fixed``
    is what was mended in it, ``unfixed`` what could not be.
    """

    name: str
    reading: Reading | None = None
    findings: tuple[Finding, ...] = ()
    error: PlanformsError | None = None
    fixed: "tuple[Mended, ...]" = ()
    unfixed: "tuple[Mended, ...]" = ()

    @property
    def title(self) -> str:
        """The name as a report prints it."""
        return one_line(self.name)

    def place(self, finding: "Finding | Mended") -> Place | None:
        """Where *finding* is in the file, where that is known."""
        own = finding.place if isinstance(finding, Finding) else None
        return own or (self.reading.place(finding.at) if self.reading else None)

    def where(self, finding: "Finding | Mended", speaker: Speaker) -> str:
        """The place of *finding* as the user sees it, else its part of the plan; empty for the whole plan."""
        place = self.place(finding)
        known = place is not None and place != Place()
        return speaker.place(place, self._heading(finding.at)) if known else self.part(finding.at, speaker)

    def part(self, at: str, speaker: Speaker) -> str:
        """What the part of the plan at the path *at* is called; empty for the whole plan."""
        path = PATH.match(at)
        name, cell = (path["part"], path["inner"]) if path else ("", "")
        number = int(path["index"]) + 1 if path and path["index"] else 0
        match name:
            case "columns":
                return self._column(number - 1, speaker)
            case "rows":
                row = speaker.say("row {number}", number=number)
                column = next((i for i, column in enumerate(self._columns) if column.id == cell), None)
                return row if column is None else f"{row}, {self._column(column, speaker)}"
            case "marks":
                return speaker.say("mark {number}", number=number)
            case "sections" | "closing":
                return speaker.say("section")
            case _:
                return {"title": speaker.say("title"), "period": speaker.say("period")}.get(name, "")

    @property
    def _columns(self) -> tuple[Column, ...]:
        return self.reading.plan.columns if self.reading else ()

    def _column(self, index: int, speaker: Speaker) -> str:
        heading = " ".join(self._columns[index].heading.split()) if index < len(self._columns) else ""
        if heading:
            return speaker.say("column “{heading}”", heading=heading)
        return speaker.say("column {number}", number=index + 1)

    def _heading(self, at: str) -> str:
        """The heading of the column that the path *at* names, itself or by a cell."""
        path = PATH.fullmatch(at)
        if path and path["part"] == "columns" and int(path["index"] or 0) < len(self._columns):
            return self._columns[int(path["index"] or 0)].heading
        cell = at.partition(".")[2]
        return next((column.heading for column in self._columns if column.id == cell), "")


class Group(Struct, frozen=True, dict=True):
    """The findings of one fault, wherever it is."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding whose place comes first."""
        return self.findings[0]

    @property
    def fixable(self) -> int:
        """How many have a certain fix."""
        return sum(bool(finding.fix) for finding in self.findings)

    @cached_property
    def alike(self) -> bool:
        """Whether all have the same sentence, so that it is enough to give it once."""
        return all(finding.arguments == self.first.arguments for finding in self.findings)

    def sentence(self, speaker: Speaker) -> str:
        """What is wrong: the sentence that all have, else what the rule is about."""
        if self.alike:
            return stated(self.first, speaker)
        return speaker.say(self.first.page).partition("\n")[0].removesuffix(".")

    def hint(self, speaker: Speaker) -> str:
        """What to do; empty where it differs from place to place."""
        hints = {advised(finding, speaker) for finding in self.findings[:_MOST_HINTS]}
        return hints.pop() if len(hints) == 1 else ""

    def detail(self, finding: Finding, speaker: Speaker) -> str:
        """What is wrong in one place beside the sentence: the words at fault, or a sentence of its own."""
        if not self.alike:
            return said(finding, speaker)
        return (
            quoted(shown(finding.words)) if finding.words and shown(finding.words) not in self.sentence(speaker) else ""
        )

    def counts(self, speaker: Speaker, *, fixed: bool = False) -> str:
        """In how many places the fault is, and how many a fix would mend; nothing of a fix that was made already."""
        parts = []
        if (count := len(self.findings)) > 1:
            parts.append(speaker.count("{count} place", "{count} places", count))
        if self.fixable and not fixed:
            parts.append(speaker.say("--fix mends {count}", count=self.fixable))
        return "; ".join(parts)


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """*findings* by fault, the gravest first, those of one severity by their first place."""
    together: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        together.setdefault((finding.code, finding.message), []).append(finding)
    groups = [Group(tuple(each)) for each in together.values()]
    return sorted(groups, key=lambda group: list(Severity).index(group.first.severity))


def said(finding: Finding, speaker: Speaker) -> str:
    """What is wrong in one sentence, with the plan's own words in „…“ where the sentence does not hold them."""
    sentence = stated(finding, speaker)
    words = one_line(shown(finding.words))
    sign = " –" if ": " in sentence else ":"
    return f"{sentence}{sign} {quoted(words)}" if words and words not in sentence else sentence


def stated(finding: Finding, speaker: Speaker) -> str:
    """The sentence of *finding* on one line without a full stop, personal data in it masked."""
    sentence = masked(_in_a_line(speaker.say(finding.message, **finding.arguments)))
    return sentence.removesuffix(".") if finding.message.endswith(".") else sentence


def shown(words: str) -> str:
    """*words* on one line, personal data masked, two or more spaces in a row visible."""
    return re.sub(r"[ \u00a0]{2,}", lambda spaces: "␣" * len(spaces[0]), masked(_in_a_line(words.strip())))


def _in_a_line(words: str) -> str:
    return re.sub(r"\s*\n\s*", " ", words)


def advised(finding: Finding, speaker: Speaker) -> str:
    """What to do, empty where there is nothing to say."""
    return masked(speaker.say(finding.hint, **finding.arguments)) if finding.hint else ""


def exchanged(made: "Mended") -> str:
    """What was mended, „old“ → „new“: the words that differ with a few around them, spaces and line breaks visible."""
    from planforms.editors import changes

    old, new = (one_line(masked(words).replace("\n", "⏎")) for words in (made.old, made.new))
    edits = changes(old, new)
    start = old.rfind(" ", 0, max(edits[0].start - _AROUND, 0)) + 1
    stop = old.find(" ", edits[-1].stop + _AROUND)
    last = len(old) - stop if stop >= 0 else 0
    cut = (f"{'…' if start else ''}{words[start : len(words) - last]}{'…' if last else ''}" for words in (old, new))
    return " → ".join(f"„{words}“" for words in cut)


def quoted(words: str) -> str:
    """*words* between „ and “, a long text cut short."""
    cut = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rstrip()}…"
    return f"„{cut}“"


def tally(findings: Iterable[Finding | TemplateFault]) -> dict[Severity, int]:
    """How many findings there are of each severity."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts


def counted(findings: Iterable[Finding | TemplateFault], speaker: Speaker) -> list[str]:
    """How many findings there are of each severity that there is, in words."""
    counts = tally(findings)
    parts = [
        speaker.count("{count} error", "{count} errors", counts[Severity.ERROR]),
        speaker.count("{count} warning", "{count} warnings", counts[Severity.WARNING]),
        speaker.count("{count} piece of advice", "{count} pieces of advice", counts[Severity.ADVICE]),
    ]
    return [words for words, count in zip(parts, counts.values(), strict=True) if count]


# How reports are written.


def as_json(form: object) -> str:
    """*form* as JSON for people and programs."""
    return msgspec.json.format(msgspec.json.encode(form), indent=2).decode()


def json_argument(value: object) -> object:
    """An argument of a message as JSON has it, personal data masked; a date as ISO 8601."""
    match value:
        case int():
            return value
        case Terms(names=names):
            return list(names)
        case _:
            return masked(str(value))


BOLD, DIM, RED, GREEN, YELLOW, CYAN = (f"\033[{number}m" for number in (1, 2, 31, 32, 33, 36))
_RESET = "\033[0m"


def styled(words: str, style: str, *, colour: bool) -> str:
    """*words* for a terminal, in a *style* where it has *colour*."""
    return f"{style}{words}{_RESET}" if colour else words
