"""Content controls of a Word document (ECMA-376 part 1, 17.5.2) whose words change: prompts, stored dates, bound data.

It knows the properties of controls and what a date looks like, and no plan.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from lxml import etree

from planforms.editors.markup import Markup
from planforms.editors.markup import words as escaped
from planforms.editors.parts import Parts
from planforms.marks.slots import Date, elements, folded
from planforms.readers.docx.elements import (
    CELL,
    CONTROL,
    CONTROL_PROPERTIES,
    PARAGRAPH,
    ROW,
    RUN,
    RUN_PROPERTIES,
    VAL,
    w,
    words_in,
)
from planforms.remembered import pattern_of

_PROMPT = f"{CONTROL_PROPERTIES}/{w('showingPlcHdr')}"
_DATE = f"{CONTROL_PROPERTIES}/{w('date')}"
_BINDING = f"{CONTROL_PROPERTIES}/{w('dataBinding')}"
_NAMES = (f"{CONTROL_PROPERTIES}/{w('alias')}", f"{CONTROL_PROPERTIES}/{w('tag')}")
_STYLE = f"{RUN_PROPERTIES}/{w('rStyle')}"
_STORED = w("fullDate")
_STORE_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"
# The stores that every document has, and the relationships of their parts.
_PROPERTIES_STORES = {
    "{6c3c8bc8-f283-45ae-878a-bab7291924a1}": "core-properties",
    "{6668398d-a668-4e3e-a5eb-62b293d839f1}": "extended-properties",
}
_STEP = r"(?:[A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*"
_PATH = pattern_of(
    rf"(?P<element>(?:/{_STEP}(?:\[\d+\])?)+)(?:/@(?P<attribute>[A-Za-z_][\w.-]*))?(?:/text\(\)(?:\[1\])?)?"
)
_PREFIX = pattern_of(r"xmlns:([\w.-]+)=[\"']([^\"']*)[\"']")


def around(element: etree._Element) -> Iterator[etree._Element]:
    """The content controls that hold *element*, the innermost first."""
    yield from element.iterancestors(CONTROL)


def settle(markup: Markup, control: etree._Element, words: str) -> None:
    """Make the properties of *control* true of its new *words*: no prompt any more, and the date that is shown."""
    prompt = control.find(_PROMPT)
    if prompt is not None and words.strip():
        markup.remove(prompt)
        for run in control.iter(RUN):
            style = run.find(_STYLE)
            if style is not None:
                markup.remove(style)
    stored = control.find(_DATE)
    if stored is not None:
        shown = _day(words)
        day = f"{shown.isoformat()}T00:00:00Z" if shown else None
        if day or stored.get(_STORED) is not None:
            markup.set(stored, markup.tag(stored, "fullDate"), day)


class Bound(NamedTuple):
    """What a control shows words of: an element of another part, or an attribute of it."""

    part: str
    element: etree._Element
    attribute: str = ""  # its name as written


def bindings(pieces: Iterable[etree._Element]) -> list[etree._Element]:
    """The controls around *pieces* whose words Word takes from other data, each once."""
    controls = (control for piece in pieces for control in around(piece))
    return list(dict.fromkeys(filter(is_bound, controls)))


def is_bound(control: etree._Element) -> bool:
    """Whether Word takes the words of *control* from other data."""
    return control.find(_BINDING) is not None


def name(control: etree._Element) -> str:
    """What a person calls *control*."""
    named = (control.find(path) for path in _NAMES)
    return next((found.get(VAL, "") for found in named if found is not None), "")


def bound(parts: Parts, control: etree._Element) -> Bound | None:
    """What *control* is bound to; ``None`` where its path is not a simple one to a single word, or others show it too.

    Source: ECMA-376 part 1, 17.5.2.6 (``dataBinding``) and 22.5 (custom XML).
    """
    binding = control.find(_BINDING)
    path = _PATH.fullmatch(binding.get(w("xpath"), "")) if binding is not None else None
    if path is None or binding is None or len(list(control.iter(PARAGRAPH))) > 1:
        return None
    spaces = dict(_PREFIX.findall(binding.get(w("prefixMappings"), "")))
    found: list[Bound] = []
    for part in _stores(parts, binding.get(w("storeItemID"), "").casefold()):
        try:
            held: Any = parts.markup(part).root.xpath(path["element"], namespaces=spaces)
        except etree.XPathError:
            return None  # a prefix without its name space
        found += [Bound(part, e, path["attribute"] or "") for e in held]
    if len(found) != 1 or len(found[0].element):
        return None
    return found[0]


def _stores(parts: Parts, item: str) -> Iterator[str]:
    """The parts that the data of the store *item* are in; all custom parts where it is not named."""
    if item in _PROPERTIES_STORES:
        for relation in parts.package.relationships("").values():
            if relation.kind == _PROPERTIES_STORES[item] and relation.target in parts:
                yield relation.target
        return
    for relation in parts.relationships(parts.main).values():
        if relation.kind == "customXml" and not relation.external and relation.target in parts:
            properties = parts.related(relation.target, "customXmlProps")
            known = parts.markup(properties).root.get(_STORE_ID, "").casefold() if properties else ""
            if item in {"", known}:
                yield relation.target


def shared(control: etree._Element, roots: Iterable[etree._Element], ours: Collection[etree._Element]) -> bool:
    """Whether a control among *roots* that is none of *ours* shows the same data as *control*."""
    binding = control.find(_BINDING)
    path = binding.get(w("xpath")) if binding is not None else None
    others = (other for root in roots for other in root.iter(CONTROL) if other not in ours and is_bound(other))
    return any(other.find(f"{_BINDING}[@{w('xpath')}='{path}']") is not None for other in others)


def store(parts: Parts, control: etree._Element, target: Bound, words: str) -> None:
    """Write *words* to the *target* that *control* is bound to, a date as the control stores dates."""
    kept = control.find(f"{_DATE}/{w('storeMappedDataAs')}")
    day = _day(words) if control.find(_DATE) is not None else None
    if day and (kept is None or kept.get(VAL) != "text"):
        words = f"{day.isoformat()}T00:00:00" if kept is None or kept.get(VAL) == "dateTime" else day.isoformat()
    markup = parts.markup(target.part)
    if target.attribute:
        markup.set(target.element, target.attribute, words)
    else:
        markup.fill(target.element, escaped(words))


def _day(words: str) -> dt.date | None:
    flat = folded(words)
    days = [found.day for found in elements(flat) if isinstance(found, Date)]
    return days[0] if days else None


def prompt_in_rows(first: etree._Element, last: etree._Element) -> str:
    """The words of an empty control that is alone in a cell, from the row of *first* to the one under *last*.

    A cell without words is nothing to who reads the table.
    """
    row, last_row = (next(paragraph.iterancestors(ROW), None) for paragraph in (first, last))
    rows: list[etree._Element] = []
    while row is not None and (not rows or rows[-1].getprevious() is not last_row):
        rows.append(row)
        row = row.getnext()
    for cell in (cell for one in rows for cell in one.iter(CELL)):
        prompts = [control for control in cell.iter(CONTROL) if control.find(_PROMPT) is not None]
        shown = " ".join(map(words_in, prompts))
        if prompts and words_in(cell) == shown:
            return shown
    return ""
