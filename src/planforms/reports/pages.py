"""The pages of findings: one, the list of all, and all as the Markdown of ``docs/rules.md``."""

from collections.abc import Mapping

from planforms.language import Speaker
from planforms.rules import CODES


def _families(speaker: Speaker) -> Mapping[str, str]:
    """The families of codes by their letters, in the order of a plan."""
    return {
        "S": speaker.say("Structure"),
        "T": speaker.say("Timing"),
        "M": speaker.say("Marks"),
        "P": speaker.say("People"),
        "W": speaker.say("Wording and typography"),
        "R": speaker.say("Reading"),
        "C": speaker.say("Clashes between plans that are merged"),
    }


def page(code: str, speaker: Speaker) -> str:
    """The page of one code under its name and severity."""
    return f"{_head(code, speaker)}\n\n{speaker.say(CODES[code].page)}"


def listing(speaker: Speaker) -> str:
    """Every code in a line, family by family."""
    wide = max(len(entry.name) for entry in CODES.values())
    lines: list[str] = []
    for letter, family in _families(speaker).items():
        lines += ["", family]
        lines += [
            f"  {code}  {CODES[code].name:{wide}}  {speaker.say(CODES[code].page).partition(chr(10))[0]}"
            for code in sorted(CODES)
            if code.startswith(letter)
        ]
    return "\n".join(lines[1:])


def markdown(speaker: Speaker) -> str:
    """All pages as one Markdown text."""
    lines = [f"# {speaker.say('Findings')}", "", speaker.say(_ABOUT)]
    for letter, family in _families(speaker).items():
        lines += ["", f"## {letter}: {family}"]
        for code in sorted(code for code in CODES if code.startswith(letter)):
            lines += ["", f"### {_head(code, speaker)}", "", speaker.say(CODES[code].page)]
    return "\n".join(lines)


_ABOUT = (
    "What “planforms check” reports about a plan. Rules of layout and spelling are given as advice. A code and a name "
    "never change their meaning; “--select” and “--ignore” take either, or the beginning of a code."
)


def _head(code: str, speaker: Speaker) -> str:
    entry = CODES[code]
    return f"{code} {entry.name} ({speaker.severity(entry.severity)})"
