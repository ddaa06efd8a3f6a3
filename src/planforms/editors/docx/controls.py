"""Content controls of a Word document (ECMA-376 part 1, 17.5.2) whose words change: prompts, stored dates, bound data.

It knows the properties of controls and what a date looks like, and no plan.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from planforms.editors.markup import Markup
from planforms.marks.slots import Date, elements, folded
from planforms.readers.docx.elements import RUN, RUN_PROPERTIES, TEXT, VAL, w

_CONTROL = w("sdt")
_PROPERTIES = w("sdtPr")
_PROMPT = f"{_PROPERTIES}/{w('showingPlcHdr')}"
_DATE = f"{_PROPERTIES}/{w('date')}"
_BINDING = f"{_PROPERTIES}/{w('dataBinding')}"
_NAMES = (f"{_PROPERTIES}/{w('alias')}", f"{_PROPERTIES}/{w('tag')}")
_STYLE = f"{RUN_PROPERTIES}/{w('rStyle')}"
_STORED = w("fullDate")


def around(element: etree._Element) -> Iterator[etree._Element]:
    """The content controls that hold *element*, the innermost first."""
    yield from element.iterancestors(_CONTROL)


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
        flat = folded(words)
        days = [found.day for found in elements(flat, 0, len(flat.text)) if isinstance(found, Date)]
        day = f"{days[0].isoformat()}T00:00:00Z" if days and days[0] else None
        if day or stored.get(_STORED) is not None:
            markup.set(stored, markup.tag(stored, "fullDate"), day)


def bound(pieces: Iterable[etree._Element]) -> str | None:
    """The name of the first control around *pieces* whose words Word takes from other data; ``None`` where none is."""
    controls = (control for piece in pieces for control in around(piece) if control.find(_BINDING) is not None)
    control = next(controls, None)
    if control is None:
        return None
    named = (control.find(path) for path in _NAMES)
    return next((name.get(VAL, "") for name in named if name is not None), "")


def prompts_between(first: etree._Element, last: etree._Element, known: Iterable[etree._Element]) -> str:
    """The words of an empty control from the paragraph *first* to right after *last* that holds none of *known*."""
    ours = {control for element in known for control in around(element)}
    follows = last.getnext()
    inside = False
    for element in first.getroottree().getroot().iter():
        inside = inside or element is first
        if inside and element.tag == _CONTROL and element not in ours and element.find(_PROMPT) is not None:
            return "".join(text.text or "" for text in element.iter(TEXT))
        if element is last:
            break
    else:
        return ""
    after = [*last.iter(_CONTROL), *(() if follows is None else follows.iter(_CONTROL))]
    for element in after:
        if element not in ours and element.find(_PROMPT) is not None:
            return "".join(text.text or "" for text in element.iter(TEXT))
    return ""
