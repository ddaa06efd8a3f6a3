"""The pages of findings: one, the list of all, and all as the Markdown of ``docs/rules.md``."""

from collections.abc import Mapping

from planforms.findings import CODES, Severity
from planforms.language import Speaker
from planforms.rules import page as page_of

_FAMILIES: Mapping[str, str] = {
    "S": "Structure",
    "T": "Timing",
    "M": "Marks",
    "P": "People",
    "W": "Wording and typography",
    "R": "Reading",
}
_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "advice"}


def page(code: str, speaker: Speaker) -> str:
    """The page of one code under its name and severity."""
    return f"{_head(code, speaker)}\n\n{speaker.say(page_of(code))}"


def listing(speaker: Speaker) -> str:
    """Every code in a line, family by family."""
    wide = max(len(entry.name) for entry in CODES.values())
    lines: list[str] = []
    for letter, family in _FAMILIES.items():
        lines += ["", speaker.say(family)]
        lines += [
            f"  {code}  {CODES[code].name:{wide}}  {speaker.say(page_of(code)).partition(chr(10))[0]}"
            for code in sorted(CODES)
            if code.startswith(letter)
        ]
    return "\n".join(lines[1:])


def markdown(speaker: Speaker) -> str:
    """All pages as one Markdown text."""
    lines = [f"# {speaker.say('Findings')}", "", speaker.say(_ABOUT)]
    for letter, family in _FAMILIES.items():
        lines += ["", f"## {letter}: {speaker.say(family)}"]
        for code in sorted(code for code in CODES if code.startswith(letter)):
            lines += ["", f"### {_head(code, speaker)}", "", speaker.say(page_of(code))]
    return "\n".join(lines)


_ABOUT = (
    "What “planforms check” can tell of a plan. Rules of layout and style are advice: the archivist's rules on "
    "documents are not law for schools' plans. A code and a name never change their meaning; “--select” and "
    "“--ignore” take either, or the beginning of a code."
)


def _head(code: str, speaker: Speaker) -> str:
    entry = CODES[code]
    return f"{code} {entry.name} ({speaker.say(_SEVERITIES[entry.severity])})"
