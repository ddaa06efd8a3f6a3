"""The report for people: file by file, place by place, and a line that sums up."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from planforms.findings import Finding, Severity
from planforms.language import Speaker
from planforms.mending import Mended
from planforms.reports.checked import Checked, advised, counted, exchanged, said

_GREEN = "\033[32m"
_RESET = "\033[0m"
_BOLD, _DIM = "\033[1m", "\033[2m"
_COLOURS = {Severity.ERROR: "\033[31m", Severity.WARNING: "\033[33m", Severity.ADVICE: "\033[36m"}


def render(files: Sequence[Checked], speaker: Speaker, *, colour: bool) -> str:
    """Files with findings, each with its findings, and the summary; nothing but the summary when all is well."""
    return "\n".join([*_Text(speaker, colour=colour).lines(files), summary(files, speaker)])


class Pen:
    """Writes words that stand out, in colour or not, and severities in a column."""

    def __init__(self, speaker: Speaker, *, colour: bool) -> None:
        self._colour = colour
        self._names = {severity: speaker.severity(severity) for severity in Severity}
        self.margin = " " * max(map(len, self._names.values()))

    def severity(self, severity: Severity) -> str:
        """The word for *severity*, as wide as the widest."""
        return self._styled(self._names[severity].ljust(len(self.margin)), _COLOURS[severity])

    def head(self, words: str) -> str:
        """What the lines after it are about."""
        return self._styled(words, _BOLD)

    def done(self, words: str) -> str:
        """What is well now."""
        return self._styled(words, _GREEN)

    def aside(self, words: str) -> str:
        """What to do, beside what is wrong."""
        return self._styled(words, _DIM)

    def _styled(self, words: str, style: str) -> str:
        return f"{style}{words}{_RESET}" if self._colour else words


class _Text:
    """Writes the lines of a report."""

    def __init__(self, speaker: Speaker, *, colour: bool) -> None:
        self.speaker = speaker
        self.pen = Pen(speaker, colour=colour)

    def lines(self, files: Sequence[Checked]) -> Iterator[str]:
        for checked in files:
            if checked.findings or checked.error or checked.fixed or checked.unfixed:
                yield self.pen.head(checked.title)
                yield from self._file(checked)
                yield ""

    def _file(self, checked: Checked) -> Iterator[str]:
        if checked.error:
            told = self.speaker.say(checked.error.message, **checked.error.arguments)
            yield f"  {self.pen.severity(Severity.ERROR).rstrip()}  {told}"
        for made in (*checked.fixed, *checked.unfixed):
            yield from self._mended(checked, made, done=made in checked.fixed)
        wide = max((len(f"{finding.code} {finding.name}") for finding in checked.findings), default=0)
        for where, group in groupby(checked.findings, lambda finding: checked.where(finding, self.speaker)):
            yield f"  {where or self.speaker.say('the whole plan')}"
            for finding in group:
                yield from self._finding(finding, wide)

    def _mended(self, checked: Checked, made: Mended, *, done: bool) -> Iterator[str]:
        told = self.speaker.say("mended") if done else self.speaker.say("to be mended by hand")
        yield f"  {checked.where(made, self.speaker)}"
        yield f"    {self.pen.done(told) if done else self.pen.head(told)}  {', '.join(made.codes)}  {exchanged(made)}"

    def _finding(self, finding: Finding, wide: int) -> Iterator[str]:
        code = f"{finding.code} {finding.name}".ljust(wide)
        yield f"    {self.pen.severity(finding.severity)}  {code}  {said(finding, self.speaker)}"
        if hint := advised(finding, self.speaker):
            yield f"    {self.pen.margin}  {' ' * wide}  {self.pen.aside(hint)}"


def summary(files: Sequence[Checked], speaker: Speaker) -> str:
    """How many files were looked at, and how many findings there are of each severity."""
    found = counted((finding for checked in files for finding in checked.findings), speaker)
    unread = sum(checked.error is not None and checked.reading is None for checked in files)
    unwritten = sum(checked.error is not None and checked.reading is not None for checked in files)
    fixed = sum(len(checked.fixed) for checked in files)
    if unread:
        found.append(speaker.count("{count} file not read", "{count} files not read", unread))
    if unwritten:
        found.append(speaker.count("{count} copy not written", "{count} copies not written", unwritten))
    if fixed:
        found.append(speaker.count("{count} place mended", "{count} places mended", fixed))
    looked = speaker.count("{count} file checked", "{count} files checked", len(files))
    return f"{looked}: {', '.join(found) or speaker.say('nothing is wrong')}"
