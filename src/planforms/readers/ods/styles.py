"""The styles and words of an OpenDocument spreadsheet: looks, what is shown of a date, hidden sheets, paragraphs."""

from collections.abc import Iterable, Iterator

from lxml import etree
from msgspec.structs import replace

from planforms.dates import Shown
from planforms.model import Paragraph, Run, Script, Text
from planforms.numberformat import words_beside
from planforms.remembered import pattern_of
from planforms.source import LINKS
from planforms.text import join_runs

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
STYLE = f"{{{_URN}style:1.0}}"
TABLE = f"{{{_URN}table:1.0}}"
OFFICE = f"{{{_URN}office:1.0}}"
CONFIG = f"{{{_URN}config:1.0}}"
TEXT = f"{{{_URN}text:1.0}}"
DRAW = f"{{{_URN}drawing:1.0}}"
NUMBER = f"{{{_URN}datastyle:1.0}}"
_FONT = f"{{{_URN}xsl-fo-compatible:1.0}}"
PLAIN = Run("")
_DEEPEST = 20  # styles that rest on one another
_PARTS = {
    "year": Shown.YEAR,
    "month": Shown.MONTH,
    "day": Shown.DAY,
    "day-of-week": Shown.WEEKDAY,
    "hours": Shown.CLOCK,
    "minutes": Shown.CLOCK,
    "seconds": Shown.CLOCK,
}


class Styles:
    """The styles of a document, from the roots of its parts: those with names and the automatic ones."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._shown: dict[str, Shown] = {}
        self._frames: dict[str, tuple[str, str]] = {}
        self._looks: dict[tuple[str, str], Run] = {}
        for root in roots:
            for group in root.iterchildren(f"{OFFICE}styles", f"{OFFICE}automatic-styles"):
                for item in group.iterchildren(f"{STYLE}style"):
                    self._styles[item.get(f"{STYLE}family", ""), item.get(f"{STYLE}name", "")] = item
                for item in group.iterchildren(f"{NUMBER}date-style", f"{NUMBER}time-style"):
                    name = item.get(f"{STYLE}name", "")
                    self._shown[name], self._frames[name] = _shown(item), _frame(item)

    def look(self, family: str, name: str, base: Run = PLAIN) -> Run:
        """The looks of the style called *name* upon those of *base*, as a run without words."""
        if not name:
            return base
        own = self._looks.get((family, name))
        if own is None or base is not PLAIN:
            own = base
            for item in reversed(self._line(family, name)):
                for properties in item.iterchildren(f"{STYLE}text-properties"):
                    own = _look(properties, own)
            if base is PLAIN:
                self._looks[family, name] = own
        return own

    def shown(self, cell_style: str) -> Shown:
        """What the cell style called *cell_style* shows of a moment; nothing where it does not say."""
        return self._shown.get(self._data_style(cell_style), Shown.NOTHING)

    def frame(self, cell_style: str) -> tuple[str, str]:
        """The words that the cell style called *cell_style* shows before and after a date."""
        return self._frames.get(self._data_style(cell_style), ("", ""))

    def _data_style(self, cell_style: str) -> str:
        line = self._line("table-cell", cell_style)
        return next((data for item in line if (data := item.get(f"{STYLE}data-style-name"))), "")

    def hides(self, table_style: str) -> bool:
        """Whether the table style called *table_style* hides its sheet."""
        return any(
            properties.get(f"{TABLE}display") == "false"
            for item in self._line("table", table_style)
            for properties in item.iterchildren(f"{STYLE}table-properties")
        )

    def _line(self, family: str, name: str) -> list[etree._Element]:
        """The style and those it rests on, nearest first."""
        line: list[etree._Element] = []
        while (item := self._styles.get((family, name))) is not None and len(line) < _DEEPEST:
            line.append(item)
            name = item.get(f"{STYLE}parent-style-name", "")
        return line


def _frame(item: etree._Element) -> tuple[str, str]:
    parts = list(item.iterchildren(f"{NUMBER}*"))
    ends = [parts[:1], parts[-1:]] if len(parts) > 1 else [[], []]
    before, after = ("".join(p.text or "" for p in end if p.tag == f"{NUMBER}text") for end in ends)
    return words_beside(before), words_beside(after)


def _shown(item: etree._Element) -> Shown:
    shown = Shown.NOTHING
    for child in item.iterchildren(f"{NUMBER}*"):
        shown |= _PARTS.get(etree.QName(child).localname, Shown.NOTHING)
    return shown | Shown.DURATION if item.get(f"{NUMBER}truncate-on-overflow") == "false" else shown


def _look(properties: etree._Element, base: Run) -> Run:
    changes: dict[str, object] = {}
    if weight := properties.get(f"{_FONT}font-weight"):
        changes["bold"] = weight in {"bold", "600", "700", "800", "900"}
    if slant := properties.get(f"{_FONT}font-style"):
        changes["italic"] = slant in {"italic", "oblique"}
    if line := properties.get(f"{STYLE}text-underline-style"):
        changes["underline"] = line != "none"
    if line := properties.get(f"{STYLE}text-line-through-style") or properties.get(f"{STYLE}text-line-through-type"):
        changes["struck"] = line != "none"
    if place := properties.get(f"{STYLE}text-position"):
        first = place.partition(" ")[0]
        up = first == "super" or (first.rstrip("%").isdigit() and first not in {"0%", "0"})
        changes["script"] = Script.SUPER if up else Script.SUB if first.startswith(("sub", "-")) else Script.BASE
    return replace(base, **changes)


_HREF = "{http://www.w3.org/1999/xlink}href"
_BROKEN = pattern_of(r" *[\t\n\r][ \t\n\r]*")
_MOST_SPACES = 1000  # that one element may mean


def text_of(holder: etree._Element, styles: Styles, base: Run) -> Text:
    """The paragraphs that are directly in *holder*, in the looks of *base* where they have no others."""
    lines: list[Paragraph] = []
    for paragraph in holder.iterchildren(f"{TEXT}p", f"{TEXT}h"):
        look = styles.look("paragraph", paragraph.get(f"{TEXT}style-name", ""), base)
        line: list[Run] = []
        for run in _runs(paragraph, styles, look):
            if run.text == "\n":
                lines.append(Paragraph(tuple(join_runs(line))))
                line = []
            else:
                line.append(run)
        lines.append(Paragraph(tuple(join_runs(line))))
    return Text(tuple(lines)) if any(line.runs for line in lines) else Text()


def _runs(element: etree._Element, styles: Styles, look: Run) -> Iterator[Run]:
    if element.text:
        yield replace(look, text=_squeezed(element.text))
    for child in element:
        if child.tag == f"{TEXT}span":
            yield from _runs(child, styles, styles.look("text", child.get(f"{TEXT}style-name", ""), look))
        elif child.tag == f"{TEXT}a":
            address = child.get(_HREF, "")
            yield from _runs(child, styles, replace(look, link=address if address.startswith(LINKS) else ""))
        elif child.tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c", "1")
            yield replace(look, text=" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif child.tag == f"{TEXT}tab":
            yield replace(look, text="\t")
        elif child.tag == f"{TEXT}line-break":
            yield Run("\n")
        elif child.tag != f"{OFFICE}annotation" and isinstance(child.tag, str):
            yield from _runs(child, styles, look)
        if child.tail:
            yield replace(look, text=_squeezed(child.tail))


def _squeezed(words: str) -> str:
    """Ends of lines and tabs as OpenDocument means them (6.1.2), a space; doubled spaces stay, as in LibreOffice."""
    return _BROKEN.sub(" ", words)
