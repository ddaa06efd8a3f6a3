"""How a paragraph or a run finally looks: document defaults, styles and what is said on the spot, in Word's order.

It knows styles.xml and properties, and not the text they are put on.

Source: ECMA-376 part 1, 17.7 (styles), 17.7.3 (toggle properties).
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from planforms.model import Script
from planforms.readers.docx.elements import GONE, PARAGRAPH_PROPERTIES, RUN_PROPERTIES, VAL, is_on, w, whole
from planforms.readers.docx.numbering import FONTS
from planforms.remembered import pattern_of
from planforms.source import Align

_TOGGLES = {
    w("b"): "bold",
    w("i"): "italic",
    w("strike"): "struck",
    w("dstrike"): "struck twice",
    w("vanish"): "hidden",
}
_PLAIN = {w("u"): "underline", w("vertAlign"): "script", w("rFonts"): "font"}
_DEFAULTS = f"{w('docDefaults')}/{w('rPrDefault')}/{RUN_PROPERTIES}"
_RUN_STYLE = w("rStyle")
_FONTS = w("rFonts")
_ASCII = w("ascii")
_RUN_PARTS = frozenset({*_TOGGLES, *_PLAIN, _RUN_STYLE})
_ALIGN = {"center": Align.CENTRE, "right": Align.END, "end": Align.END}
_PARAGRAPH_PARTS = {w("pStyle"): "style", w("jc"): "align", w("outlineLvl"): "outline"}
_NUMBERED = w("numPr")
_NUMBER_PARTS = {w("numId"): "number", w("ilvl"): "level"}
_SCRIPT = {"superscript": Script.SUPER, "subscript": Script.SUB}
_HEADING = pattern_of(r"heading ([1-9])", re.IGNORECASE)
_BODY_LEVEL = 9

Said = Mapping[str, str]
_NOTHING_SAID: tuple[Said, Said] = ({}, {})
_Key = tuple[tuple[str, str], ...]  # properties as written: names and values


class Look(NamedTuple):
    """How a run finally looks.

    ``font`` is named only where it is a font of symbols; ``prompt`` is what an empty control shows.
    """

    bold: bool = False
    italic: bool = False
    underline: bool = False
    struck: bool = False
    script: Script = Script.BASE
    hidden: bool = False
    font: str = ""
    prompt: bool = False


PLAIN = Look()


class Format(NamedTuple):
    """How a paragraph is in the end; ``number`` is its list, if any, and ``level`` counts from 0."""

    style: str = ""
    align: Align = Align.START
    outline: int = 0
    number: str = ""
    level: int | None = None
    number_style: str = ""
    joins_next: bool = False


class _Style(NamedTuple):
    based_on: str
    run: Said
    paragraph: Said


class Styles:
    """The styles of a document, and the looks already worked out.

    Attributes:
        standard: how a paragraph is that says nothing of itself, and how its runs look.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._written: dict[str, etree._Element] = {}
        self._defaults: Said = {}
        self._chains: dict[str, tuple[Said, Said]] = {}
        self._looks: dict[tuple[str, _Key], Look] = {}
        self._formats: dict[_Key, tuple[Format, Look]] = {}
        self._default = ""
        for properties in () if root is None else root.iterfind(_DEFAULTS):
            self._defaults = _run_said(_run_key(properties))
        for item in () if root is None else root.iterchildren(w("style")):
            key = item.get(w("styleId"), "")
            self._written[key] = item
            if item.get(w("type")) == "paragraph" and item.get(w("default")) in {"1", "true", "on"}:
                self._default = key

        self.standard = self._formatted({})

    def look(self, properties: etree._Element | None, paragraph_style: str) -> Look:
        """The look of a run with these run properties in a paragraph of that style."""
        key = (paragraph_style, () if properties is None else _run_key(properties))
        known = self._looks.get(key)
        if known is None:
            known = self._looks[key] = self._worked_out(*key)
        return known

    def format(self, properties: etree._Element) -> tuple[Format, Look]:
        """How a paragraph with these properties is, and how its runs look that say nothing of themselves."""
        key = _paragraph_key(properties)
        known = self._formats.get(key)
        if known is None:
            known = self._formats[key] = self._formatted(_paragraph_said(key))
        return known

    def _formatted(self, own: Said) -> tuple[Format, Look]:
        format_ = self._format(own)
        return format_, self.look(None, format_.style)

    def _format(self, own: Said) -> Format:
        style = own.get("style", self._default)
        inherited = self._chain(style)[1]
        said = {**inherited, **own}
        number = said.get("number", "")
        return Format(
            style=style,
            align=_ALIGN.get(said.get("align", ""), Align.START),
            outline=int(said.get("outline", "0")),
            number="" if number == "0" else number,
            level=whole(said["level"]) if "level" in said else None,
            number_style="" if "number" in own else said.get("number style", ""),
            joins_next="joins next" in own,
        )

    def _worked_out(self, paragraph_style: str, key: _Key) -> Look:
        own = _run_said(key)
        character = self._chain(own.get("style", ""))[0]
        paragraph = self._chain(paragraph_style)[0]
        said = {**self._defaults, **paragraph, **character, **own}

        def toggled(name: str) -> bool:
            # Styles toggle: bold in a bold paragraph style is upright again. What is said on the spot counts as it is.
            if name in own:
                return is_on(own[name])
            styled = is_on(paragraph.get(name, "0")) != is_on(character.get(name, "0"))
            return styled or is_on(self._defaults.get(name, "0"))

        look = Look(
            bold=toggled("bold"),
            italic=toggled("italic"),
            underline=is_on(said.get("underline", "none")),
            struck=toggled("struck") or toggled("struck twice"),
            script=_SCRIPT.get(said.get("script", ""), Script.BASE),
            hidden=toggled("hidden"),
            font=said["font"] if said.get("font", "").casefold() in FONTS else "",
        )
        return PLAIN if look == PLAIN else look

    def _chain(self, key: str) -> tuple[Said, Said]:
        """What style *key* says with what it is based on, for runs and for paragraphs; the nearest word counts."""
        line: list[tuple[str, _Style]] = []
        at, seen = key, set[str]()
        while at not in self._chains and at in self._written and at not in seen:  # it may be based on itself by mistake
            seen.add(at)
            line.append((at, _style(self._written[at])))
            at = line[-1][1].based_on
        run, paragraph = self._chains.get(at, _NOTHING_SAID)
        for name, style in reversed(line):  # each is worked out once, from what it is based on
            numbered = {"number style": name} if "number" in style.paragraph else {}
            run, paragraph = {**run, **style.run}, {**paragraph, **style.paragraph, **numbered}
            self._chains[name] = run, paragraph
        return run, paragraph


def _style(item: etree._Element) -> _Style:
    based_on, run, paragraph = "", dict[str, str](), dict[str, str]()
    for child in item:
        value = child.get(VAL, "")
        if child.tag == w("name") and (outline := _outline_of(value)):
            paragraph = {"outline": outline, **paragraph}
        elif child.tag == w("basedOn"):
            based_on = value
        elif child.tag == RUN_PROPERTIES:
            run = dict(_run_said(_run_key(child)))
        elif child.tag == PARAGRAPH_PROPERTIES:
            paragraph |= _paragraph_said(_paragraph_key(child))
    run.pop("style", None)
    return _Style(based_on, run, paragraph)


def _outline_of(name: str) -> str:
    """The outline level that the name of a built-in style means; names are the same in every language of Word."""
    if found := _HEADING.fullmatch(name):
        return found[1]
    return "1" if name.casefold() == "title" else ""


def _run_key(properties: etree._Element) -> _Key:
    """The run properties that carry meaning, as written: what equal looks are recognised by."""
    return tuple(
        [
            (tag, (child.get(_ASCII) if tag == _FONTS else child.get(VAL)) or "")
            for child in properties
            if (tag := child.tag) in _RUN_PARTS
        ]
    )


def _run_said(key: _Key) -> Said:
    said: dict[str, str] = {}
    for tag, value in key:
        if tag in _TOGGLES:
            said[_TOGGLES[tag]] = value
        elif tag in _PLAIN:
            said[_PLAIN[tag]] = value
        else:
            said["style"] = value
    return said


def _paragraph_key(properties: etree._Element) -> _Key:
    """The paragraph properties that carry meaning, as written."""
    key: list[tuple[str, str]] = []
    for child in properties:
        tag = child.tag
        if tag in _PARAGRAPH_PARTS:
            key.append((_PARAGRAPH_PARTS[tag], child.get(VAL, "")))
        elif tag == _NUMBERED:
            key += [(_NUMBER_PARTS[part.tag], part.get(VAL, "")) for part in child if part.tag in _NUMBER_PARTS]
        elif tag == RUN_PROPERTIES and not GONE.isdisjoint([mark.tag for mark in child]):
            key.append(("joins next", ""))
    return tuple(key)


def _paragraph_said(key: _Key) -> dict[str, str]:
    said = dict(key)
    if "outline" in said:
        level = whole(said["outline"])
        said["outline"] = str(level + 1 if 0 <= level < _BODY_LEVEL else 0)
    return said
