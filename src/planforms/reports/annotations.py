"""Findings as they are in the user's own file: a comment at each place, and the rows of a sheet that sums up."""

from collections.abc import Sequence
from pathlib import PurePath

from planforms.editors import Comment, SummaryRow
from planforms.findings import Finding, Severity
from planforms.language import Speaker
from planforms.place import Place
from planforms.reports.checked import Checked, Group, advised, counted, grouped, said

_MOST_PLACES = 20
_COLOURS = {Severity.ERROR: "F8CBAD", Severity.WARNING: "FFE699", Severity.ADVICE: "DDEBF7"}


def comments(checked: Checked, speaker: Speaker) -> list[Comment]:
    """What is said at each place, in the order of the findings; what has no place of its own is at the title."""
    together: dict[Place, list[Finding]] = {}
    for finding in checked.findings:
        together.setdefault(_anchor(checked, finding), []).append(finding)
    return [_comment(place, findings, speaker) for place, findings in together.items()]


def _anchor(checked: Checked, finding: Finding) -> Place:
    place = checked.place(finding)
    if place and place != Place():
        return place
    return (checked.reading and checked.reading.place("title")) or Place()


def _comment(place: Place, findings: Sequence[Finding], speaker: Speaker) -> Comment:
    heaviest = min(findings, key=lambda finding: list(Severity).index(finding.severity))
    words = "\n\n".join(_described(finding, speaker) for finding in findings)
    return Comment(place=place, words=words, colour=_COLOURS[heaviest.severity])


def _described(finding: Finding, speaker: Speaker) -> str:
    first = f"{finding.code} ({speaker.severity(finding.severity)}): {said(finding, speaker)}"
    hint = advised(finding, speaker)
    return f"{first}\n{hint}" if hint else first


def summary(checked: Checked, speaker: Speaker) -> list[SummaryRow]:
    """A row for each fault with its places and a link to the first, under a line that counts the findings."""
    heads = (
        *(speaker.say("Place"), speaker.say("Severity"), speaker.say("What is wrong"), speaker.say("What to do")),
        speaker.say("Code"),
    )
    about = speaker.say(
        "This sheet, the comments and the colours are planforms' own: they are left out when the file is read, and "
        "replaced when it is annotated again."
    )
    found = ", ".join(counted(checked.findings, speaker)) or speaker.say("nothing is wrong")
    return [
        SummaryRow(cells=(f"{PurePath(checked.title).name}: {found}",), heading=True),
        *([SummaryRow(cells=(about,)), SummaryRow(cells=()), SummaryRow(cells=heads, heading=True)]),
        *(_row(checked, group, speaker) for group in grouped(checked.findings)),
    ]


def _row(checked: Checked, group: Group, speaker: Speaker) -> SummaryRow:
    finding, counts = group.first, group.counts(speaker)
    places = [checked.where(each, speaker) or speaker.say("the whole plan") for each in group.findings[:_MOST_PLACES]]
    if (more := len(group.findings) - len(places)) > 0:
        places.append(speaker.count("and in {count} more place", "and in {count} more places", more))
    single = len(group.findings) == 1
    sentence = said(finding, speaker) if single else f"{group.sentence(speaker)} ({counts})"
    cells = (
        "; ".join(places),
        speaker.severity(finding.severity),
        sentence,
        group.hint(speaker) or advised(finding, speaker),
        f"{finding.code} {finding.name}",
    )
    return SummaryRow(cells=cells, place=checked.place(finding), colour=_COLOURS[finding.severity])
