"""Looks that people write with signs in plain text (``**bold**``, ``<i>italic</i>``) as runs.

Only pairs that can mean nothing else are taken; a lone star or underscore stays a character of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from planforms.model import Paragraph, Run, Script, Text
from planforms.text import join_runs

_SIGN = re.compile(
    r"""
    (?P<stars>(?<!\*)\*{1,3}(?!\*)) | (?P<lows>(?<!_)_{1,2}(?!_)) | (?P<waves>(?<!~)~~(?!~))
    | <(?P<close>/?)(?P<tag>b|strong|i|em|u|s|strike|del|sup|sub)\s*>
    | \[(?P<words>[^\[\]\n]+)\]\((?P<link>(?:https?://|mailto:)[^()\s]+)\)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SAME = {"strong": "b", "em": "i", "strike": "s", "del": "s"}
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LOOKS = {
    "***": ("bold", "italic"),
    "**": ("bold",),
    "__": ("bold",),
    "*": ("italic",),
    "_": ("italic",),
    "~~": ("struck",),
    "b": ("bold",),
    "i": ("italic",),
    "u": ("underline",),
    "s": ("struck",),
}
_SCRIPTS = {"sup": Script.SUPER, "sub": Script.SUB}
_MOST_SIGNS = 10_000  # in one paragraph; what follows is characters
_DEEPEST = 50  # looks inside looks; more are no markup


@dataclass(slots=True)
class _Sign:
    """A sign where it is; ``paired`` once it is known to open or to close something."""

    name: str
    opens: bool
    closes: bool
    paired: int = 0  # +1 an opening one, -1 a closing one


def marked_text(words: str) -> Text:
    """*words* as Text: a paragraph a line, the signs of looks turned into looks, ``<br>`` into a line's end."""
    if not any(sign in words for sign in "*_~<["):
        return Text.of(words)
    words = _BREAK.sub("\n", words)
    lines: list[list[Run]] = [[]]
    for run in _runs(words):
        first, *rest = run.text.split("\n")
        lines[-1].append(_with_text(run, first))
        lines.extend([_with_text(run, line)] for line in rest)
    return Text(tuple(Paragraph(tuple(join_runs(line))) for line in lines))


def _with_text(run: Run, text: str) -> Run:
    return Run(text, run.bold, run.italic, run.underline, run.struck, run.script, run.link)


def _runs(words: str) -> Iterator[Run]:
    open_signs: list[str] = []
    at = 0
    for match, sign in _paired_signs(words):
        yield _look(words[at : match.start()], open_signs)
        at = match.end()
        if match["link"]:
            yield _look(match["words"], open_signs, match["link"])
        elif sign.paired > 0:
            open_signs.append(sign.name)
        else:
            open_signs.remove(sign.name)
    yield _look(words[at:], open_signs)


def _look(text: str, signs: list[str], link: str = "") -> Run:
    looks = {look for sign in signs for look in _LOOKS.get(sign, ())}
    script = next((_SCRIPTS[sign] for sign in reversed(signs) if sign in _SCRIPTS), Script.BASE)
    return Run(text, "bold" in looks, "italic" in looks, "underline" in looks, "struck" in looks, script, link)


def _paired_signs(words: str) -> list[tuple[re.Match[str], _Sign]]:
    """The links, and the signs that open or close a look, in order."""
    found = [(match, _sign(match, words)) for match in islice(_SIGN.finditer(words), _MOST_SIGNS)]
    waiting: list[_Sign] = []
    for _, sign in found:
        if sign.closes and any(sign.name == earlier.name for earlier in waiting):
            while (opener := waiting.pop()).name != sign.name:
                pass  # what is between a pair and has no partner in it is a character
            opener.paired, sign.paired = 1, -1
        elif sign.opens and len(waiting) < _DEEPEST:
            waiting.append(sign)
    return [(match, sign) for match, sign in found if sign.paired or match["link"]]


def _sign(match: re.Match[str], words: str) -> _Sign:
    before = words[match.start() - 1] if match.start() else " "
    after = words[match.end()] if match.end() < len(words) else " "
    if tag := match["tag"]:
        name = tag.lower()
        return _Sign(_SAME.get(name, name), opens=not match["close"], closes=bool(match["close"]))
    if match["link"]:
        return _Sign("link", opens=False, closes=False)
    double = match[0] in {"**", "***", "~~"}
    return _Sign(
        match[0],
        opens=not after.isspace() and (double or not before.isalnum()),
        closes=not before.isspace() and (double or not after.isalnum()),
    )
