"""The words of a plan as WordprocessingML runs: the values that a template prints. It knows no plan and no template.

A :class:`Line` prints as runs where docxtpl's ``{{r … }}`` stands, as docxtpl's own RichText does. Cell text is data:
it is escaped, never evaluated, and what XML cannot hold is left out.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from markupsafe import Markup, escape

from planforms.model import Run, Script
from planforms.text import without_forbidden
from planforms.writers.docx.typography import bind

# The order of ECMA-376 part 1, 17.3.2.28, as far as a template's own properties and ours may meet.
_ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow"),
    *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern"),
    *("position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs"),
    *("em", "lang", "eastAsianLayout", "specVanish", "oMath"),
)
_PROPERTY = re.compile(r"<w:(\w+)\b[^<>]*/>")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
_TEXT = '<w:t xml:space="preserve">'
_SPECIAL = re.compile(r"[&<>\n\t]|(?<=[{}%])_(?=[{}%])")
_WRITTEN = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "\t": f"</w:t><w:tab/>{_TEXT}",
    # docxtpl turns ``{_{`` into ``{{`` after rendering, in data too; an underscore written so is none to it.
    "_": "&#95;",
}
_BREAK = f"</w:t><w:br/>{_TEXT}"


class _Look(NamedTuple):
    bold: bool
    italic: bool
    underline: bool
    struck: bool
    script: Script


_Part = tuple[str, _Look, str]
_PLAIN = _Look(bold=False, italic=False, underline=False, struck=False, script=Script.BASE)


class Line:
    """One printed paragraph: its runs, bound by typography, and the sign of its list.

    ``str(line)`` is the words. A line is false when it says nothing; ``marker`` is empty where the paragraph had no
    sign. ``bold`` tells that some of it is bold, and so wider.
    """

    __slots__ = ("_parts", "_runs", "bold", "marker", "words")

    def __init__(self, runs: Sequence[Run], marker: str = "") -> None:
        self._parts = _bound(runs)
        self._runs = Markup("".join(_run(*part, "") for part in self._parts))  # noqa: S704 (escaped in _run)
        self.words = "".join(words for words, _, _ in self._parts)
        self.marker = without_forbidden(marker)
        self.bold = any(look.bold for _, look, _ in self._parts)

    def __bool__(self) -> bool:
        return bool(self.words)

    def __str__(self) -> str:
        return self.words

    def __html__(self) -> Markup:
        return self._runs

    def runs(self, base: str) -> Markup:
        """The line as runs, each with the properties *base* (a ``w:rPr``) and its own looks."""
        return Markup("".join(_run(*part, base) for part in self._parts))  # noqa: S704 (escaped in _run)

    def inside(self, base: str) -> Markup:
        """The line for a place inside the ``w:t`` of a run that has the properties *base*, or none."""
        if all(look is _PLAIN and not link for _, look, link in self._parts):
            return Markup(_written(self.words))  # noqa: S704 (escaped)
        return Markup(f"</w:t></w:r>{self.runs(base)}<w:r>{base}{_TEXT}")  # noqa: S704 (escaped in _run)


def _bound(runs: Sequence[Run]) -> tuple[_Part, ...]:
    """The words, look and link of each run. Binding looks over the borders of runs, and keeps the length."""
    kept = [(words, _look(run), run.link) for run in runs if (words := without_forbidden(run.text))]
    if len(kept) == 1:
        ((words, look, link),) = kept
        return ((bind(words), look, link),)
    line = bind("".join(words for words, _, _ in kept))
    ends = accumulate(len(words) for words, _, _ in kept)
    return tuple(
        (line[end - len(words) : end], look, link) for end, (words, look, link) in zip(ends, kept, strict=True)
    )


def _look(run: Run) -> _Look:
    look = _Look(run.bold, run.italic, run.underline, run.struck, run.script)
    return _PLAIN if look == _PLAIN else look


def _run(words: str, look: _Look, link: str, base: str) -> str:
    properties = base if look is _PLAIN else _properties(look, base)
    run = f"<w:r>{properties}{_TEXT}{_written(words)}</w:t></w:r>"
    return _linked(run, link) if link else run


def _written(words: str) -> str:
    return _SPECIAL.sub(_escaped, words)


def _escaped(found: re.Match[str]) -> str:
    return _WRITTEN.get(found[0], _BREAK)


def _linked(run: str, link: str) -> str:
    """*run* as a link where its address is one that a reader of the document may follow.

    A field needs no relationship, so a link costs no other part of the package (ECMA-376 part 1, 17.16.5.25).
    """
    if not _SAFE_LINK.fullmatch(link):
        return run
    address = without_forbidden(link).replace("\\", "%5C").replace('"', "%22")
    return f'<w:fldSimple w:instr="{escape(f""" HYPERLINK "{address}" """)}">{run}</w:fldSimple>'


@lru_cache(maxsize=256)
def _properties(look: _Look, base: str) -> str:
    own = {found[1]: found[0] for found in _PROPERTY.finditer(base)}
    if look.bold:
        own["b"] = "<w:b/>"
    if look.italic:
        own["i"] = "<w:i/>"
    if look.struck:
        own["strike"] = "<w:strike/>"
    if look.underline:
        own["u"] = '<w:u w:val="single"/>'
    if look.script is not Script.BASE:
        own["vertAlign"] = f'<w:vertAlign w:val="{look.script}script"/>'
    return f"<w:rPr>{''.join(own[name] for name in sorted(own, key=_rank))}</w:rPr>" if own else ""


def _rank(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)
