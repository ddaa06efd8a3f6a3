"""The looks of an HTML element: by its name, its style attribute and the simple rules of the page's style sheets.

It knows the little CSS that Word, Excel, Google Docs and school sites say looks with, and no text.
"""

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree
from msgspec.structs import replace

from planforms.model import Run, Script
from planforms.source import Align

_RULE: Final = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_COMMENT: Final = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_BY_NAME: Final = {
    **dict.fromkeys(("b", "strong"), ("bold", True)),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), ("italic", True)),
    **dict.fromkeys(("u", "ins"), ("underline", True)),
    **dict.fromkeys(("s", "strike", "del"), ("struck", True)),
    "sup": ("script", Script.SUPER),
    "sub": ("script", Script.SUB),
}
_SCRIPTS: Final = {"super": Script.SUPER, "sub": Script.SUB, "baseline": Script.BASE}
_ALIGN: Final = {"center": Align.CENTRE, "right": Align.END, "end": Align.END}
_LINKS: Final = ("http://", "https://", "mailto:")
_MOST_RULES: Final = 10_000

Declarations = Mapping[str, str]


class Styles:
    """The rules of a page that are for one class; everything else of CSS is left alone."""

    def __init__(self, root: etree._Element) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        for sheet in root.iter("style"):
            for match in list(_RULE.finditer(_COMMENT.sub(" ", sheet.text or "")))[:_MOST_RULES]:
                self._rules.setdefault(match[1], {}).update(_declarations(match[2]))

    def of(self, element: etree._Element) -> Declarations:
        """What is declared for *element*, its own style attribute last."""
        classes, style = element.get("class"), element.get("style")
        if not classes and not style:
            return {}
        declared: dict[str, str] = {}
        for name in (classes or "").split():
            declared.update(self._rules.get(name, {}))
        declared.update(_declarations(style or ""))
        return declared


def _declarations(written: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in written.split(";"))
    return {name.strip().lower(): " ".join(value.lower().split()) for name, _, value in pairs if value}


def look(element: etree._Element, declared: Declarations, base: Run) -> Run:
    """The looks inside *element*, which stands among the looks of *base*."""
    named = _BY_NAME.get(str(element.tag))
    changes: dict[str, object] = dict([named]) if named else {}
    if element.tag == "a" and (address := (element.get("href") or "").strip()).lower().startswith(_LINKS):
        changes["link"] = address
    if weight := declared.get("font-weight"):
        changes["bold"] = weight.startswith("bold") or (weight.isdecimal() and int(weight[:4]) >= 600)  # noqa: PLR2004
    if slant := declared.get("font-style"):
        changes["italic"] = slant.startswith(("italic", "oblique"))
    line = declared.get("text-decoration-line") or declared.get("text-decoration") or ""
    if "line-through" in line:
        changes["struck"] = True
    if "underline" in line:
        changes["underline"] = True
    if base.link or "link" in changes:
        changes["underline"] = False  # an underlined link only looks like a link
    if place := declared.get("vertical-align"):
        changes["script"] = _SCRIPTS.get(place, base.script)
    return replace(base, **changes) if changes else base


def hidden(element: etree._Element, declared: Declarations) -> bool:
    """Whether nobody sees *element*."""
    return (
        declared.get("display") == "none"
        or declared.get("visibility") in {"hidden", "collapse"}
        or declared.get("mso-hide") == "all"
        or element.get("hidden") is not None
    )


def align(element: etree._Element, declared: Declarations, base: Align) -> Align:
    """How paragraphs in *element* are aligned."""
    if element.tag == "center":
        return Align.CENTRE
    said = declared.get("text-align") or (element.get("align") or "").lower()
    return _ALIGN.get(said, Align.START) if said else base
