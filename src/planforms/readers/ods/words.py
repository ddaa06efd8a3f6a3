"""The paragraphs of an OpenDocument cell or shape as Text, with their looks.

It knows text content of OpenDocument 1.3 (part 3, 5 and 6), and no table.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from msgspec.structs import replace

from planforms.model import Paragraph, Run, Text
from planforms.readers.ods.styles import OFFICE, TEXT, Styles
from planforms.text import join_runs

_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_LINKS: Final = ("http://", "https://", "mailto:")
_BROKEN: Final = re.compile(r" *[\t\n\r][ \t\n\r]*")
_MOST_SPACES: Final = 1000  # that one element may stand for


def text_of(holder: etree._Element, styles: Styles, base: Run) -> Text:
    """The paragraphs that stand directly in *holder*, in the looks of *base* where they have no others."""
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
            yield from _runs(child, styles, replace(look, link=address if address.startswith(_LINKS) else ""))
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
