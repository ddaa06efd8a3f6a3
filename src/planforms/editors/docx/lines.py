"""The lines of a Word document under edit: words found in them and changed in the runs that hold them.

It knows the text elements of runs (ECMA-376 part 1, 17.3.3), the content controls around them (17.5.2), whose prompts,
stored dates and bound data follow their words, what a date looks like, and no plan.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice, takewhile
from typing import Any, NamedTuple

from lxml import etree

from planforms.editors import by_line, changes, distribute, find_only, find_words, translate_edits
from planforms.editors.docx.trace import Piece, Written, trace
from planforms.editors.parts import Markup, Parts, words
from planforms.marks.slots import Date, elements, folded
from planforms.place import Place
from planforms.readers.docx.elements import (
    CELL,
    CONTROL,
    CONTROL_PROPERTIES,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    RUN,
    RUN_PROPERTIES,
    SECTION,
    SPACE,
    TEXT,
    VAL,
    w,
    words_in,
)
from planforms.remembered import pattern_of
from planforms.text import Edit

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


def controls_around(element: etree._Element) -> Iterator[etree._Element]:
    """The content controls that hold *element*, the innermost first."""
    yield from element.iterancestors(CONTROL)


def settle_control(markup: Markup, control: etree._Element, wanted: str) -> None:
    """Make the properties of *control* true of its new words: no prompt any more, and the date that is shown."""
    prompt = control.find(_PROMPT)
    if prompt is not None and wanted.strip():
        markup.remove(prompt)
        for run in control.iter(RUN):
            style = run.find(_STYLE)
            if style is not None:
                markup.remove(style)
    stored = control.find(_DATE)
    if stored is not None:
        shown = _day(wanted)
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
    controls = (control for piece in pieces for control in controls_around(piece))
    return list(dict.fromkeys(filter(is_bound, controls)))


def is_bound(control: etree._Element) -> bool:
    """Whether Word takes the words of *control* from other data."""
    return control.find(_BINDING) is not None


def control_name(control: etree._Element) -> str:
    """What a person calls *control*."""
    named = (control.find(path) for path in _NAMES)
    return next((found.get(VAL, "") for found in named if found is not None), "")


def bound_data(parts: Parts, control: etree._Element) -> Bound | None:
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
    for relation in parts.package.relationships(parts.main).values():
        if relation.kind == "customXml" and not relation.external and relation.target in parts:
            properties = parts.related(relation.target, "customXmlProps")
            known = parts.markup(properties).root.get(_STORE_ID, "").casefold() if properties else ""
            if item in {"", known}:
                yield relation.target


def is_shared(control: etree._Element, roots: Iterable[etree._Element], ours: Collection[etree._Element]) -> bool:
    """Whether a control among *roots* that is none of *ours* shows the same data as *control*."""
    binding = control.find(_BINDING)
    path = binding.get(w("xpath")) if binding is not None else None
    others = (other for root in roots for other in root.iter(CONTROL) if other not in ours and is_bound(other))
    return any(other.find(f"{_BINDING}[@{w('xpath')}='{path}']") is not None for other in others)


def store_words(parts: Parts, control: etree._Element, target: Bound, wanted: str) -> None:
    """Write the words *wanted* to the *target* that *control* is bound to, a date as the control stores dates."""
    kept = control.find(f"{_DATE}/{w('storeMappedDataAs')}")
    day = _day(wanted) if control.find(_DATE) is not None else None
    if day and (kept is None or kept.get(VAL) != "text"):
        wanted = f"{day.isoformat()}T00:00:00" if kept is None or kept.get(VAL) == "dateTime" else day.isoformat()
    markup = parts.markup(target.part)
    if target.attribute:
        markup.set(target.element, target.attribute, wanted)
    else:
        markup.fill(target.element, words(wanted))


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


_PRESERVE = "xml:space"
_PLAIN = frozenset({RUN, TEXT})
# What the properties of a paragraph's mark may hold and those of a run may not.
_REVISIONS = frozenset(map(w, ("ins", "del", "moveFrom", "moveTo", "rPrChange")))


class Stretch(NamedTuple):
    """Where a line of a plan is: in which line of the file, and the places in it."""

    line: Written
    places: Sequence[int | None]


class Lines:
    """The lines of the document *parts*; edits are gathered and written by ``finish``."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.all = trace(parts)
        self._order = {line: index for index, line in enumerate(self.all)}
        self._at: dict[Place, list[Written]] = defaultdict(list)
        for line in self.all:
            self._at[line.place].append(line)
        self._edits: dict[Written, list[Edit]] = {}

    def change(self, place: Place, old: str, new: str) -> bool:
        """Change the words *old*, whose lines are at *place* or after it, to *new*; whether that could be."""
        found = self._each_once(place, old)
        return found is not None and self.edit(found, changes(old, new), old)

    def find(self, place: Place, wanted: Iterable[str], taken: list[Stretch]) -> list[Stretch] | None:
        """The nearest stretches from *place* on that hold the lines *wanted* and are not *taken*, in order."""
        here = self._order[self._at[place][0]] if place in self._at else 0
        found: list[Stretch] = []
        for line in wanted:
            nearest = (self._free(at, line, [*taken, *found]) for at in islice(self.all, here, None))
            stretch = next((stretch for stretch in nearest if stretch), None)
            if stretch is None:
                return None
            found.append(stretch)
            here = self._order[stretch.line]
        return found

    def order(self, stretch: Stretch) -> tuple[int, int]:
        """A key that sorts stretches in the order of the page."""
        return self._order[stretch.line], next((place for place in stretch.places if place is not None), 0)

    def after(self, stretch: Stretch) -> Iterator[str]:
        """The words of the lines under the one of *stretch*, in the same part of the file."""
        below = islice(self.all, self._order[stretch.line] + 1, None)
        return (line.words for line in takewhile(lambda line: line.part == stretch.line.part, below))

    def edit(self, found: Sequence[Stretch], edits: Sequence[Edit], old: str) -> bool:
        """Make *edits* of *old*, whose lines are in *found*; whether all of them could be made."""
        made: list[tuple[Written, list[Edit]]] = []
        for stretch, of_line in zip(found, by_line(edits, old), strict=True):
            new_words = translate_edits(of_line, stretch.places)
            if new_words is None or not self._free_of_fixed(stretch.line, new_words):
                return False
            made.append((stretch.line, new_words))
        for line, new_words in made:
            self._edits.setdefault(line, []).extend(new_words)
        return True

    def finish(self) -> None:
        """Write what was changed, in every form that a text box has."""
        stored: dict[Bound, tuple[etree._Element, str]] = {}
        for line, edits in self._edits.items():
            for each in (line, *line.twins):
                markup = self._parts.markup(each.part)
                if not each.pieces:
                    _begin(markup, each.paragraph, "".join(edit.words for edit in edits))
                    continue
                new_words = distribute([piece.words for piece in each.pieces], edits)
                if not "".join(new_words).strip() and _idle(each.paragraph):
                    markup.remove(each.paragraph)
                    continue
                for piece, wanted in zip(each.pieces, new_words, strict=True):
                    if wanted != piece.words:
                        _write(markup, piece, wanted)
                for control, wanted in _settle_controls(markup, each.pieces, new_words).items():
                    if target := bound_data(self._parts, control):
                        stored[target] = control, wanted  # once for all forms of a text box
        for target, (control, wanted) in stored.items():
            store_words(self._parts, control, target, wanted)

    def unstorable(self, lines: Iterable[Written], changed: Collection[etree._Element] | None = None) -> str | None:
        """The name of a control in *lines* that cannot be filled together with the data it shows, if one is.

        *changed* are the elements whose words change, all of them by default.
        """
        ours = bindings(p.element for line in lines for form in (line, *line.twins) for p in form.pieces)
        roots = dict.fromkeys(line.paragraph.getroottree().getroot() for line in self.all) if ours else ()
        for control in ours if changed is None else bindings(changed):
            if bound_data(self._parts, control) is None or is_shared(control, roots, ours):
                return control_name(control)
        return None

    def _each_once(self, place: Place, old: str) -> list[Stretch] | None:
        """The stretches of the lines of *old*: one line at *place*, several there or one after the other from there."""
        wanted = old.split("\n")
        if len(wanted) == 1:
            here = self._at.get(place) or [line for line in self.all if _inside(line.place, place)]
            held = [Stretch(line, places) for line in here if (places := self._whole(line, old)) is not None]
            if not old.strip() and len(held) == len(here):
                return held[:1] or None  # a blank cell may have several paragraphs
            return held if len(held) == 1 else None
        return self.find(place, wanted, [])

    def _whole(self, line: Written, old: str) -> Sequence[int | None] | None:
        return find_only(old, line.words, sign=line.sign)

    def _free(self, line: Written, wanted: str, taken: Sequence[Stretch]) -> Stretch | None:
        first = 0
        while (places := find_words(wanted, line.words, sign=line.sign, first=first)) is not None:
            if not wanted.strip():
                return Stretch(line, places) if not line.words.strip() else None
            start = next(place for place in places if place is not None)
            if not any(other.line is line and start in other.places for other in taken):
                return Stretch(line, places)
            first = start + 1
        return None

    def _free_of_fixed(self, line: Written, edits: Sequence[Edit]) -> bool:
        """Whether *edits* leave alone what is not text of a run, and what others change already."""
        if not line.pieces:
            return not self._edits.get(line)
        new_words = distribute([piece.words for piece in line.pieces], edits)
        paired = list(zip(line.pieces, new_words, strict=True))
        still = all(wanted == piece.words for piece, wanted in paired if piece.fixed)
        changed = [piece.element for piece, wanted in paired if wanted != piece.words]
        still = still and self.unstorable([line], changed) is None
        before = self._edits.get(line, ())
        apart = all(e.stop <= o.start or o.stop <= e.start for e in edits for o in before)
        return still and apart


def _inside(place: Place, outer: Place) -> bool:
    return (
        bool(outer.table and not outer.column)
        and (place.table, place.part) == (outer.table, outer.part)
        and (not outer.row or place.row == outer.row)
    )


def _idle(paragraph: etree._Element) -> bool:
    """Whether a paragraph has nothing but words, and another after it, so that it may go when they do."""
    following = paragraph.getnext()
    only_words = all(item.tag in _PLAIN for item in paragraph.iterdescendants() if not _of_properties(item))
    return only_words and following is not None and following.tag == PARAGRAPH


def _of_properties(item: etree._Element) -> bool:
    return any(above.tag in {PARAGRAPH_PROPERTIES, RUN_PROPERTIES} for above in (item, *item.iterancestors())) and (
        item.tag != SECTION
    )


def _settle_controls(markup: Markup, pieces: Sequence[Piece], new_words: Sequence[str]) -> dict[etree._Element, str]:
    """Update the content controls in which words changed; return the words of those bound to data, each once."""
    stored: dict[etree._Element, str] = {}
    held: dict[etree._Element, list[tuple[str, str]]] = {}
    for piece, wanted in zip(pieces, new_words, strict=True):
        for control in controls_around(piece.element):
            held.setdefault(control, []).append((piece.words, wanted))
    for control, both in held.items():
        if any(was != now for was, now in both):
            words_now = "".join(now for _, now in both)
            settle_control(markup, control, words_now)
            if is_bound(control):
                stored[control] = words_now
    return stored


def _begin(markup: Markup, paragraph: etree._Element, wanted: str) -> None:
    """Write *wanted* into a paragraph without words, in the look that its mark has."""
    run, text, line_break = (markup.tag(paragraph, name) for name in ("r", "t", "br"))
    mark = paragraph.find(f"{PARAGRAPH_PROPERTIES}/{RUN_PROPERTIES}")
    look = "" if mark is None or any(child.tag in _REVISIONS for child in mark) else markup.written(mark)
    lines = f"<{line_break}/>".join(
        f'<{text} xml:space="preserve">{words(line)}</{text}>' for line in wanted.split("\n")
    )
    markup.append(paragraph, f"<{run}>{look}{lines}</{run}>")


def _write(markup: Markup, piece: Piece, wanted: str) -> None:
    """Put *wanted* in the place of the words of *piece*, its run's looks as they are; a line break is a break in it."""
    element = piece.element
    if element.tag == TEXT and wanted and "\n" not in wanted:
        markup.fill(element, words(wanted))
        if wanted != wanted.strip() and element.get(SPACE) != "preserve":
            markup.set(element, _PRESERVE, "preserve")
        return
    text, line_break = markup.tag(element, "t"), f"<{markup.tag(element, 'br')}/>"
    kept = element.tag != TEXT and piece.words in wanted
    before, _, after = wanted.partition(piece.words) if kept else (wanted, "", "")

    def written(line: str) -> str:
        return f'<{text} xml:space="preserve">{words(line)}</{text}>' if line else ""

    def pieces(lines: str) -> str:
        return line_break.join(map(written, lines.split("\n")))

    if kept:
        markup.before(element, pieces(before))
        markup.after(element, pieces(after))
    else:
        markup.replace(element, pieces(before))
