"""The styles of a workbook, as far as a plan cares: the number format of a cell and the looks of its font.

It knows the styles part of SpreadsheetML (ECMA-376 part 1, 18.8) and no sheet.
"""

from typing import Final, NamedTuple

from lxml import etree

from planforms.model import Run, Script
from planforms.numberformat import BUILT_IN, GENERAL

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PLAIN: Final = Run("")
_OFF: Final = {"0", "false", "none", "off"}
_SCRIPTS: Final = {"superscript": Script.SUPER, "subscript": Script.SUB}


class Style(NamedTuple):
    """How a cell is shown: the code of its number format, and its looks as a run without words."""

    code: str = GENERAL
    look: Run = PLAIN


def read_styles(root: etree._Element) -> tuple[Style, ...]:
    """The styles that cells name by index, from the root of the styles part."""
    codes = dict(BUILT_IN)
    for item in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt"):
        codes[number(item.get("numFmtId"))] = item.get("formatCode") or GENERAL
    looks = [look(font) for font in root.iterfind(f"{MAIN}fonts/{MAIN}font")]
    return tuple(_style(item, codes, looks) for item in root.iterfind(f"{MAIN}cellXfs/{MAIN}xf"))


def _style(item: etree._Element, codes: dict[int, str], looks: list[Run]) -> Style:
    font = number(item.get("fontId"))
    return Style(codes.get(number(item.get("numFmtId")), GENERAL), looks[font] if 0 <= font < len(looks) else PLAIN)


def look(font: etree._Element | None) -> Run:
    """The looks of a ``font`` or an ``rPr``, as a run without words."""
    if font is None:
        return PLAIN
    on = {child.tag.removeprefix(MAIN): child.get("val", "1") for child in font.iterchildren(f"{MAIN}*")}
    return Run(
        "",
        bold=on.get("b", "0") not in _OFF,
        italic=on.get("i", "0") not in _OFF,
        underline=on.get("u", "none") not in _OFF,
        struck=on.get("strike", "0") not in _OFF,
        script=_SCRIPTS.get(on.get("vertAlign", ""), Script.BASE),
    )


def number(written: str | None, default: int = 0) -> int:
    """A whole number as written in an attribute; *default* where there is none that makes sense."""
    try:
        return int(written[:12]) if written else default
    except ValueError:
        return default
