"""The elements of WordprocessingML: their names, simple values, wrappers and fields.

Source: ECMA-376 part 1 and part 4; [MS-DOCX] for the text boxes of later versions. It knows elements, not what is read
from them.
"""

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from planforms.readers.notices import Notices
from planforms.remembered import pattern_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def w(name: str) -> str:
    """*name* in the main namespace of WordprocessingML."""
    return _W + name


VAL = w("val")
TYPE = w("type")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

PARAGRAPH = w("p")
PARAGRAPH_PROPERTIES = w("pPr")
RUN = w("r")
RUN_PROPERTIES = w("rPr")
TEXT = w("t")
TABLE = w("tbl")
ROW = w("tr")
ROW_PROPERTIES = w("trPr")
CELL = w("tc")
CELL_PROPERTIES = w("tcPr")
SECTION = w("sectPr")
CONTROL = w("sdt")
CONTROL_PROPERTIES = w("sdtPr")
CONTROL_CONTENT = w("sdtContent")
ALTERNATIVES = _MC + "AlternateContent"
CHOICE = _MC + "Choice"
FALLBACK = _MC + "Fallback"
BOX = w("txbxContent")
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
MATHS_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
DRAWN_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"

INSERTED = frozenset({w("ins"), w("moveTo")})
GONE = frozenset({w("del"), w("moveFrom")})


_OFF = frozenset({"0", "false", "off", "none"})
_WHOLE = pattern_of(r"\s*(-?\d{1,9})(?:\.\d*)?\s*", re.ASCII)


def is_on(value: str | None) -> bool:
    """Whether a switch with this value is on; a switch without a value is."""
    return value not in _OFF


def has_switch(properties: etree._Element | None, name: str) -> bool:
    """Whether *properties* hold the switch *name*, and hold it on."""
    item = None if properties is None else properties.find(w(name))
    return item is not None and is_on(item.get(VAL))


def whole(value: str | None) -> int:
    """The whole number that *value* says; 0 where it says none, or one of more than nine digits."""
    found = _WHOLE.fullmatch(value or "")
    return int(found[1]) if found else 0


def child_value(item: etree._Element, name: str) -> str:
    """The value of the child *name*, empty where there is none."""
    child = item.find(w(name))
    return "" if child is None else child.get(VAL, "")


_PROPERTIES = frozenset(
    {
        *(CELL_PROPERTIES, CONTROL_PROPERTIES, PARAGRAPH_PROPERTIES, ROW_PROPERTIES, RUN_PROPERTIES, SECTION),
        *(w("tblPr"), w("tblGrid"), w("tblPrEx"), w("sdtEndPr"), w("customXmlPr")),
    }
)
_INCLUDED_FILE = frozenset({w("altChunk"), w("subDoc")})
_SPACED = frozenset({w("tab"), w("br"), w("cr")})


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
    elif PARAGRAPH in wanted and wrapper.tag == CONTROL:
        yield from wrapper.iterfind(f"{CONTROL_CONTENT}/{PARAGRAPH}")


def _inside(wrapper: etree._Element, notices: Notices) -> etree._Element | None:
    """Where to look on for what *wrapper* holds, if anywhere; what is passed over is reported."""
    tag = wrapper.tag
    if tag == CONTROL:
        return control_content(wrapper, notices)
    if tag == ALTERNATIVES:
        return alternative(wrapper)
    if tag in GONE:
        notices.revision("deleted")
        return None
    if tag in _INCLUDED_FILE:
        notices.report("inserted file")
        return None
    if tag in INSERTED:
        notices.revision("inserted")
    return wrapper if len(wrapper) else None


def is_prompt(paragraph: etree._Element) -> bool:
    """Whether *paragraph* is the prompt of an empty content control around it."""
    parent = paragraph.getparent()
    if parent is None or parent.tag != CONTROL_CONTENT:
        return False
    control = parent.getparent()
    return control is not None and has_switch(control.find(CONTROL_PROPERTIES), "showingPlcHdr")


def control_content(control: etree._Element, notices: Notices) -> etree._Element | None:
    """What a content control holds; nothing where it shows only its prompt, which is reported."""
    content = control.find(CONTROL_CONTENT)
    if content is not None and has_switch(control.find(CONTROL_PROPERTIES), "showingPlcHdr"):
        notices.report("placeholder", words_in(content))
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


FIELD_CHARACTER = w("fldChar")
_KIND = w("fldCharType")
_HYPERLINK = pattern_of(r'\s*HYPERLINK\s+"([^"]*)"', re.IGNORECASE)
_PAGE = pattern_of(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_TYPED = pattern_of(r"\s*(?:HYPERLINK|FORM\w+)\b", re.IGNORECASE)
_SAFE_LINK = pattern_of(r"(?:https?|mailto|ftp|tel):", re.IGNORECASE)


class Field(Struct):
    """A field that the reader is inside of; ``link`` is the one before it."""

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
