"""A file and what was found in it: what every form of report is made of."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from planforms.errors import PlanformsError
from planforms.findings import Finding, Reading, Severity
from planforms.language import Speaker
from planforms.place import Place

_LONGEST_QUOTE = 80


class Checked(Struct, frozen=True, kw_only=True):
    """A file that was looked at.

    ``reading`` is ``None`` where the file could not be read, and ``error`` says why.
    """

    name: str
    reading: Reading | None = None
    findings: tuple[Finding, ...] = ()
    error: PlanformsError | None = None

    def place(self, finding: Finding) -> Place | None:
        """Where *finding* stands in the file, where that is known."""
        return finding.place or (self.reading.place(finding.at) if self.reading else None)

    def where(self, finding: Finding, speaker: Speaker) -> str:
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
    words = " ".join(finding.words.split())
    return f"{sentence}: {quoted(words)}" if words and words not in sentence else sentence


def advised(finding: Finding, speaker: Speaker) -> str:
    """What to do, empty where there is nothing to say."""
    return speaker.say(finding.hint, **finding.arguments) if finding.hint else ""


def quoted(words: str) -> str:
    """*words* between „ and “, a long text cut short."""
    cut = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rstrip()}…"
    return f"„{cut}“"


def tally(severities: Iterable[Severity]) -> dict[Severity, int]:
    """How many there are of each severity."""
    return dict.fromkeys(Severity, 0) | Counter(severities)
