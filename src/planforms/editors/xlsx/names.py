"""Other names for the sheets of a workbook, and for what its properties say; formulas and links follow the sheets.

Source: ECMA-376 part 1, 18.2.19 (sheet), 18.17.2 (references); part 2, 11 (core properties).
"""

import re
from collections.abc import Callable, Mapping

from lxml import etree

from planforms.editors.markup import Markup, words
from planforms.editors.parts import Parts
from planforms.readers.notices import OWN
from planforms.readers.xlsx.styles import MAIN

_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_PROPERTIES = "docprops/core.xml"
_TITLES = "docprops/app.xml"
_SAID = {"title", "subject", "description", "keywords"}
_FORMULAS = {"f", "definedName", "formula", "formula1", "formula2"}
_REFERRING = ("location", "sheet", "ref")  # attributes: of a link, of a pivot table's source
_SEVERAL_SHEETS = r"(?:[^'!\[\]]+:{name}|{name}:[^'!\[\]]+)'?!"


def new_sheet_names(parts: Parts, markup: Markup, rename: Callable[[str], str]) -> dict[str, str]:
    """The sheets that *rename* calls otherwise, by their old names; none where that cannot be done surely.

    A name that is taken, too long or not allowed is left, as are the sheets of a workbook with macros, which may name
    them, and one that a formula over several sheets begins or ends with.
    """
    names = [item.get("name", "") for item in markup.root.iterfind(f"{MAIN}sheets/{MAIN}sheet")]
    if any(part.casefold().endswith("vbaproject.bin") for part in parts.package.parts):
        return {}
    taken = {name.casefold() for name in names}
    found: dict[str, str] = {}
    for name in names:
        new = rename(name)
        fits = 0 < len(new) <= _LONGEST and not _FORBIDDEN.search(new)
        if name not in {OWN, new} and fits and new.casefold() not in taken and not _is_bound(parts, name):
            found[name] = new
            taken.add(new.casefold())
    return found


def _is_bound(parts: Parts, name: str) -> bool:
    several = re.compile(_SEVERAL_SHEETS.format(name=re.escape(words(name))).encode(), re.IGNORECASE)
    return any(several.search(parts.package.read(part)) for part in _xml_parts(parts) if part.startswith("xl/"))


def _xml_parts(parts: Parts) -> list[str]:
    return [part for part in parts.package.parts if part.endswith(".xml")]


def rename_sheets(parts: Parts, markup: Markup, names: Mapping[str, str]) -> None:
    """Give the sheets their new *names*, in the workbook, in formulas, links and charts, and in the list of titles."""
    for item in markup.root.iterfind(f"{MAIN}sheets/{MAIN}sheet"):
        if item.get("name") in names:
            markup.set(item, "name", names[item.get("name", "")])
    for part in _xml_parts(parts):
        data = parts.package.read(part)
        if any(words(old).encode() in data for old in names) and "sharedstrings" not in part.casefold():
            _rename_in(parts.markup(part), names, titles=part.casefold() == _TITLES)


def _rename_in(markup: Markup, names: Mapping[str, str], *, titles: bool) -> None:
    for element in markup.root.iter("*"):
        local = etree.QName(element).localname
        text = element.text or ""
        if local in _FORMULAS and "!" in text and (new := _referring(text, names)) != text:
            markup.fill(element, words(new))
        elif titles and local == "lpstr" and text in names:
            markup.fill(element, words(names[text]))
        for attribute in _REFERRING:
            value = element.get(attribute, "")
            new = (
                names.get(value, value) if attribute == "sheet" else _referring(value, names) if "!" in value else value
            )
            if new != value:
                markup.set(element, attribute, new)


def _referring(formula: str, names: Mapping[str, str]) -> str:
    """*formula* with references to the sheets under their new names."""
    for old, new in names.items():
        quoted = "'" + old.replace("'", "''") + "'!"
        pattern = re.compile(rf"{re.escape(quoted)}|(?<![\w.'\]]){re.escape(old)}!", re.IGNORECASE)
        formula = pattern.sub(lambda _, new=new: "'" + new.replace("'", "''") + "'!", formula)  # type: ignore[misc]
    return formula


def rename_properties(parts: Parts, rename: Callable[[str], str]) -> dict[str, str]:
    """Put what *rename* makes of them into the title and the other words of the properties; old and new words."""
    part = next((part for part in parts.package.parts if part.casefold() == _PROPERTIES), None)
    if part is None:
        return {}
    markup = parts.markup(part)
    said = [element for element in markup.root.iter("*") if etree.QName(element).localname in _SAID and element.text]
    found: dict[str, str] = {}
    for element in said:
        new = rename(element.text or "")
        if new != element.text:
            found[element.text or ""] = new
            markup.fill(element, words(new))
    return found
