"""The report for people: fault by fault with its places, and a line that sums up; the same for a template."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from planforms.faults import TemplateCheck, TemplateFault
from planforms.findings import Finding, Severity
from planforms.fixes import Mended
from planforms.language import Speaker
from planforms.place import Place
from planforms.reports.checked import (
    BOLD,
    CYAN,
    DIM,
    GREEN,
    RED,
    YELLOW,
    Checked,
    Group,
    counted,
    exchanged,
    grouped,
    quoted,
    styled,
    tally,
)
from planforms.text import one_line

_MOST_SHOWN, _SHOWN = 5, 3  # places of a fault with their words; the first of more
_MOST_PLACES = 20
_MANY_FILES = 3
_COLOURS = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.ADVICE: CYAN}


def render(files: Sequence[Checked], speaker: Speaker, *, colour: bool) -> str:
    """Files with findings, each with its findings, and the summary; nothing but the summary when all is well."""
    lines = list(_Text(speaker, colour=colour).lines(files))
    if len(files) >= _MANY_FILES:
        lines += [*_table(files, speaker), ""]
    return "\n".join([*lines, summary(files, speaker)])


class Pen:
    """Writes emphasized words, in colour or not, and severities in a column."""

    def __init__(self, speaker: Speaker, *, colour: bool) -> None:
        self._colour = colour
        self._names = {severity: speaker.severity(severity) for severity in Severity}
        self.margin = " " * max(map(len, self._names.values()))

    def severity(self, severity: Severity) -> str:
        """The word for *severity*, as wide as the widest."""
        return self._styled(self._names[severity].ljust(len(self.margin)), _COLOURS[severity])

    def head(self, words: str) -> str:
        """What the lines after it are about."""
        return self._styled(words, BOLD)

    def done(self, words: str) -> str:
        """What is well now."""
        return self._styled(words, GREEN)

    def aside(self, words: str) -> str:
        """What to do, beside what is wrong."""
        return self._styled(words, DIM)

    def _styled(self, words: str, style: str) -> str:
        return styled(words, style, colour=self._colour)


class _Text:
    """Writes the lines of a report."""

    def __init__(self, speaker: Speaker, *, colour: bool) -> None:
        self.speaker = speaker
        self.pen = Pen(speaker, colour=colour)

    def lines(self, files: Sequence[Checked]) -> Iterator[str]:
        for checked in files:
            counted_rows = checked.reading is not None and checked.reading.account.rows
            if counted_rows or checked.findings or checked.error or checked.fixed or checked.unfixed:
                yield self.pen.head(checked.title)
                yield from self._file(checked)
                yield ""

    def _file(self, checked: Checked) -> Iterator[str]:
        if checked.reading and (said_of_rows := checked.reading.account.said(self.speaker)):
            yield f"  {said_of_rows}"
        if checked.error:
            sentence = self.speaker.say(checked.error.message, **checked.error.arguments)
            yield f"  {self.pen.severity(Severity.ERROR).rstrip()}  {sentence}"
        for made in (*checked.fixed, *checked.unfixed):
            yield from self._mended(checked, made, done=made in checked.fixed)
        groups = grouped(checked.findings)
        wide = max((len(f"{group.first.code} {group.first.name}") for group in groups), default=0)
        for group in groups:
            yield from self._group(checked, group, wide)

    def _mended(self, checked: Checked, made: Mended, *, done: bool) -> Iterator[str]:
        label = self.speaker.say("mended") if done else self.speaker.say("to be mended by hand")
        yield f"  {checked.where(made, self.speaker)}"
        shown = self.pen.done(label) if done else self.pen.head(label)
        yield f"    {shown}  {', '.join(made.codes)}  {exchanged(made)}"

    def _group(self, checked: Checked, group: Group, wide: int) -> Iterator[str]:
        """The sentence and the hint once, then the places: a few with their words, many in one line."""
        code = f"{group.first.code} {group.first.name}".ljust(wide)
        counts = group.counts(self.speaker, fixed=bool(checked.fixed or checked.unfixed))
        sentence = f"{group.sentence(self.speaker)}{f' ({counts})' if counts else ''}"
        margin = f"  {self.pen.margin}  {' ' * wide}  "
        yield f"  {self.pen.severity(group.first.severity)}  {code}  {sentence}"
        if hint := group.hint(self.speaker):
            yield f"{margin}{self.pen.aside(hint)}"
        few = group.findings if len(group.findings) <= _MOST_SHOWN else group.findings[:_SHOWN]
        for finding in few:
            where = checked.where(finding, self.speaker) or self.speaker.say("the whole plan")
            detail = group.detail(finding, self.speaker)
            yield f"{margin}– {where}{f': {detail}' if detail else ''}"
        if others := group.findings[len(few) :]:
            yield f"{margin}– {self._places(checked, others)}"

    def _places(self, checked: Checked, findings: Sequence[Finding]) -> str:
        """The places of *findings* in one line, the first of many."""
        places = [checked.where(finding, self.speaker) for finding in findings[:_MOST_PLACES]]
        if (more := len(findings) - len(places)) > 0:
            places.append(self.speaker.count("and in {count} more place", "and in {count} more places", more))
        return "; ".join(places)


def _table(files: Sequence[Checked], speaker: Speaker) -> Iterator[str]:
    """How many findings of each severity each file has."""
    heads = (speaker.say("File"), *(speaker.severity(severity) for severity in Severity))
    wide = max(len(heads[0]), *(len(checked.name) for checked in files))
    yield f"{heads[0]:{wide}}  " + "  ".join(heads[1:])
    for checked in files:
        counts = tally(checked.findings)
        cells = (str(counts[severity]).rjust(len(head)) for severity, head in zip(Severity, heads[1:], strict=True))
        yield f"{checked.name:{wide}}  " + ("  ".join(cells) if checked.reading else speaker.say("not read"))


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


def text(name: str, checked: TemplateCheck, speaker: Speaker, *, colour: bool = False) -> str:
    """The report on the template called *name*, without a line break at its end; *colour* is for a terminal."""
    pen, name = Pen(speaker, colour=colour), one_line(name)
    lines = [pen.head(name), *_faults(checked, speaker, pen), ""] if checked.faults else []
    found = counted(checked.faults, speaker)
    kind = kinds(speaker)[checked.kind]
    return "\n".join([*lines, f"{name}, {kind}: {', '.join(found) or speaker.say('nothing is wrong')}"])


def kinds(speaker: Speaker) -> Mapping[str, str]:
    """What a template of each kind makes."""
    return {
        "plan": speaker.say("the template of a plan"),
        "order": speaker.say("the template of an order"),
        "minutes": speaker.say("the template of an extract of minutes"),
        "amendment": speaker.say("the template of an order that amends a plan"),
    }


def _faults(checked: TemplateCheck, speaker: Speaker, pen: Pen) -> Iterator[str]:
    for place, group in groupby(checked.faults, lambda fault: fault.place):
        yield f"  {speaker.say('the whole template') if place == Place() else speaker.place(place)}"
        for fault in group:
            yield f"    {pen.severity(fault.severity)}  {said(fault, speaker)}"
            if fault.hint:
                hint = speaker.say(fault.hint, **fault.arguments)
                yield f"    {pen.margin}  {pen.aside(hint)}"


def said(fault: TemplateFault, speaker: Speaker) -> str:
    """What is wrong in one sentence, with the tag as it is written."""
    sentence = speaker.say(fault.message, **fault.arguments)
    return f"{sentence}: {quoted(one_line(fault.tag))}" if fault.tag else sentence
