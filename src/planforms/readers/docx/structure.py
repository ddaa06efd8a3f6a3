"""What a reader finds inside the wrappers that Word puts round blocks, rows, cells and runs.

Content controls, custom XML, smart tags and tracked insertions are looked through, what a tracked change deleted is
passed over, and of alternative contents one is chosen. It knows elements, and not what is done with them.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from planforms.readers.docx.names import (
    ALTERNATIVES,
    CELL_PROPERTIES,
    CHOICE,
    CONTROL,
    CONTROL_CONTENT,
    CONTROL_PROPERTIES,
    DRAWN_TEXT,
    FALLBACK,
    GONE,
    INSERTED,
    MATHS_TEXT,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW_PROPERTIES,
    RUN_PROPERTIES,
    SECTION,
    TEXT,
    w,
)
from planforms.readers.docx.notices import Notices
from planforms.readers.docx.values import has_switch

_PROPERTIES: Final = frozenset(
    {
        *(CELL_PROPERTIES, CONTROL_PROPERTIES, PARAGRAPH_PROPERTIES, ROW_PROPERTIES, RUN_PROPERTIES, SECTION),
        *(w("tblPr"), w("tblGrid"), w("tblPrEx"), w("sdtEndPr"), w("customXmlPr")),
    }
)
_INCLUDED_FILE: Final = frozenset({w("altChunk"), w("subDoc")})
_SPACED: Final = frozenset({w("tab"), w("br"), w("cr")})


def unwrapped(parent: etree._Element, wanted: frozenset[str], notices: Notices) -> Iterator[etree._Element]:
    """The *wanted* elements in *parent*, in order, through any wrappers."""
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag not in _PROPERTIES:
            yield from through(child, wanted, notices)


def through(wrapper: etree._Element, wanted: frozenset[str], notices: Notices) -> Iterator[etree._Element]:
    """The *wanted* elements in *wrapper*, which is none itself."""
    if (inside := _inside(wrapper, notices)) is not None:
        yield from unwrapped(inside, wanted, notices)


def _inside(wrapper: etree._Element, notices: Notices) -> etree._Element | None:
    """Where to look on for what *wrapper* holds, if anywhere; what is passed over is told."""
    tag = wrapper.tag
    if tag == CONTROL:
        return control_content(wrapper, notices)
    if tag == ALTERNATIVES:
        return alternative(wrapper)
    if tag in GONE:
        notices.revision("deleted")
        return None
    if tag in _INCLUDED_FILE:
        notices.tell("inserted file")
        return None
    if tag in INSERTED:
        notices.revision("inserted")
    return wrapper if len(wrapper) else None


def control_content(control: etree._Element, notices: Notices) -> etree._Element | None:
    """What a content control holds; nothing where it shows only its prompt, which is told."""
    content = control.find(CONTROL_CONTENT)
    if content is not None and has_switch(control.find(CONTROL_PROPERTIES), "showingPlcHdr"):
        notices.tell("placeholder", words_in(content))
        return None
    return content


def alternative(choices: etree._Element) -> etree._Element | None:
    """The one of several alternative contents to read: the first with words in it, or else the first."""
    offered = list(choices.iterchildren(CHOICE, FALLBACK))
    worded = (choice for choice in offered if next(choice.iter(TEXT, DRAWN_TEXT), None) is not None)
    return next(worded, offered[0] if offered else None)


def words_in(element: etree._Element) -> str:
    """All words in *element* as one line, with what a tracked change deleted left out."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in {TEXT, MATHS_TEXT, DRAWN_TEXT}:
            yield child.text or ""
        elif tag in _SPACED:
            yield " "
        elif tag == ALTERNATIVES:
            if (chosen := alternative(child)) is not None:
                yield from _pieces(chosen)
        elif tag not in GONE:
            yield from _pieces(child)
            if tag == PARAGRAPH:
                yield " "
