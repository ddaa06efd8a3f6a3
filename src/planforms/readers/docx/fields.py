"""Fields of a document: what an instruction says that matters, and which fields are begun and never ended.

A field's instruction (``HYPERLINK "…"``, ``PAGE``) is not text; its result is.
"""

import re
from typing import Final

from lxml import etree
from msgspec import Struct

from planforms.readers.docx.names import GONE, VAL, w
from planforms.readers.docx.values import is_on, whole

FIELD_CHARACTER: Final = w("fldChar")
_KIND: Final = w("fldCharType")
_HYPERLINK: Final = re.compile(r'\s*HYPERLINK\s+"([^"]*)"', re.IGNORECASE)
_PAGE: Final = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_TYPED: Final = re.compile(r"\s*(?:HYPERLINK|FORM\w+)\b", re.IGNORECASE)
_SAFE_LINK: Final = re.compile(r"(?:https?|mailto|ftp|tel):", re.IGNORECASE)


class Field(Struct):
    """A field that the reader is inside of; ``link`` is the one that stood before it."""

    link: str
    instruction: str = ""
    silent: bool = True


def kind_of(character: etree._Element) -> str:
    """What a field character does: ``begin``, ``separate`` or ``end``."""
    return character.get(_KIND, "")


def link_of(instruction: str) -> str:
    """The address in a hyperlink field, empty for any other field."""
    found = _HYPERLINK.match(instruction)
    return safe_link(found[1]) if found else ""


def safe_link(address: str) -> str:
    """*address* where it is one that a document may link to; scripts and local files are not."""
    return address.strip() if _SAFE_LINK.match(address.strip()) else ""


def is_worked_out(instruction: str) -> bool:
    """Whether Word itself makes what a field shows, and makes it anew; else a person typed it."""
    return _TYPED.match(instruction) is None


def is_page_number(instruction: str) -> bool:
    """Whether a field shows a page number or the number of pages."""
    return _PAGE.match(instruction) is not None


def form_words(character: etree._Element) -> str:
    """What an old form field shows that has no result of its own: a ticked box, the entry chosen from a list."""
    for box in character.iter(w("checkBox")):
        state = box.find(w("checked"))
        state = box.find(w("default")) if state is None else state
        return "☒" if state is not None and is_on(state.get(VAL)) else "☐"
    for chooser in character.iter(w("ddList")):
        entries = [entry.get(VAL, "") for entry in chooser.iterchildren(w("listEntry"))]
        chosen = chooser.find(w("result"))
        index = 0 if chosen is None else whole(chosen.get(VAL))
        return entries[index] if 0 <= index < len(entries) else ""
    return ""


def never_ended(root: etree._Element) -> frozenset[etree._Element]:
    """The field characters in *root* that begin a field which nothing ends, so that it can not swallow the text."""
    begun: list[etree._Element] = []
    for character in root.iter(FIELD_CHARACTER):
        if any(ancestor.tag in GONE for ancestor in character.iterancestors()):
            continue
        match kind_of(character):
            case "begin":
                begun.append(character)
            case "end" if begun:
                begun.pop()
            case _:
                pass
    return frozenset(begun)
