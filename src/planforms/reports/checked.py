"""A file and what was found in it: what every form of report is made of."""

from collections.abc import Iterable

from msgspec import Struct

from planforms.editors.changes import changes
from planforms.errors import PlanformsError
from planforms.faults import TemplateFault
from planforms.findings import Finding, Reading, Severity
from planforms.language import Speaker
from planforms.mending import Mended
from planforms.place import Place
from planforms.text import one_line

_LONGEST_QUOTE = 80
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
    fixed: tuple[Mended, ...] = ()
    unfixed: tuple[Mended, ...] = ()

    @property
    def title(self) -> str:
        """The name as a report prints it."""
        return one_line(self.name)

    def place(self, finding: Finding | Mended) -> Place | None:
        """Where *finding* stands in the file, where that is known."""
        own = finding.place if isinstance(finding, Finding) else None
        return own or (self.reading.place(finding.at) if self.reading else None)

    def where(self, finding: Finding | Mended, speaker: Speaker) -> str:
        """The place of *finding* as the user sees it, else its part of the plan; empty for the whole plan."""
        place = self.place(finding)
        known = place is not None and place != Place()
        return speaker.place(place, self._heading(finding.at)) if known else finding.at

    def _heading(self, at: str) -> str:
        """The heading of the column that the path *at* names."""
        columns = self.reading.plan.columns if self.reading else ()
        cell = at.partition(".")[2]
        return next((column.heading for column in columns if column.id == cell), "")


def said(finding: Finding, speaker: Speaker) -> str:
    """What is wrong in one sentence, with the plan's own words in „…“ where the sentence does not hold them."""
    sentence = speaker.say(finding.message, **finding.arguments)
    words = one_line(" ".join(finding.words.split()))
    return f"{sentence}: {quoted(words)}" if words and words not in sentence else sentence


def advised(finding: Finding, speaker: Speaker) -> str:
    """What to do, empty where there is nothing to say."""
    return speaker.say(finding.hint, **finding.arguments) if finding.hint else ""


def exchanged(made: Mended) -> str:
    """What was mended, „old“ → „new“: the words that differ with a few around them, spaces and line breaks visible."""
    old, new = (one_line(words.replace("\n", "⏎")) for words in (made.old, made.new))
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
    told = [
        speaker.count("{count} error", "{count} errors", counts[Severity.ERROR]),
        speaker.count("{count} warning", "{count} warnings", counts[Severity.WARNING]),
        speaker.count("{count} piece of advice", "{count} pieces of advice", counts[Severity.ADVICE]),
    ]
    return [words for words, count in zip(told, counts.values(), strict=True) if count]
