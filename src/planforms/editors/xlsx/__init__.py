"""The editor of Excel workbooks: words, dates, colours and comments of single cells, and the sheet that planforms adds.

Sheets, drawings, formulas and macros that are not concerned stay byte for byte. It knows SpreadsheetML and no plan.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree
from msgspec.structs import replace

from planforms.editors import Change, Comment, Edited, SummaryRow
from planforms.editors.parts import Markup, Parts, attribute, words
from planforms.editors.xlsx.comments import Comments
from planforms.editors.xlsx.sheet import CellWords, Shared, SheetMarkup
from planforms.editors.xlsx.styles import BARE, NO_FILL, Kept, Looks, StylesMarkup, kept_fills, sheet_xml
from planforms.errors import UnreadableFileError, UsageError
from planforms.package import DEFAULT_LIMITS, Archive, Limits
from planforms.place import Place
from planforms.readers.notices import OWN
from planforms.readers.xlsx import is_since_1904
from planforms.readers.xlsx.cells import MAIN, Book, CellReader, Strings, number, read_styles
from planforms.readers.xlsx.sheet import RELATIONSHIP_ID, Range, range_of
from planforms.remembered import pattern_of


def edit(  # noqa: PLR0913 - each is one thing that may be asked for
    data: Archive,
    name: str,
    *,
    changes: Iterable[Change] = (),
    comments: Iterable[Comment] = (),
    summary: Sequence[SummaryRow] = (),
    rename: Callable[[str], str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Edited:
    """Change cells of the workbook *data*, the bytes of a file called *name*.

    Args:
        data: the file.
        name: what it is called, for messages.
        changes: other words for cells; a formula, and a cell without the expected words, is left.
        comments: comments and colours, in the place of those that planforms made before; those of people stay, and
            one on a cell that has one already is written under it.
        summary: the rows of the first sheet, which takes the place of an earlier one; none where there are none.
        rename: what sheets and the words of the properties are called from now on; places are given by the old names.
        limits: how much of a hostile file is looked at.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no workbook.
    """
    workbook = Workbook(data, name, limits)
    names, properties = workbook.rename(rename) if rename else ({}, {})
    left = tuple(
        change for change in changes if not workbook.change(replace(change, place=_renamed(change.place, names)))
    )
    placed = [replace(comment, place=_renamed(comment.place, names)) for comment in comments]
    if placed or summary:
        workbook.remove_ours()
        for comment in placed:
            workbook.comment(comment)
        workbook.summarise([_linked(row, names) for row in summary])
    return Edited(data=workbook.result(), left=left, renamed=(*names.items(), *properties.items()))


def _renamed(place: Place, names: Mapping[str, str]) -> Place:
    """*place* with its sheet under its new name."""
    return replace(place, sheet=names.get(place.sheet, place.sheet))


def _linked(row: SummaryRow, names: Mapping[str, str]) -> SummaryRow:
    """A row whose link, which its first cell names, leads to a sheet by its new name."""
    if row.place is None or row.place.sheet not in names:
        return row
    place = _renamed(row.place, names)
    return replace(row, place=place, cells=(str(place), *row.cells[1:]))


_LONGEST = 31
_FORBIDDEN = pattern_of(r"[\[\]:*?/\\]")
_PROPERTIES = "docprops/core.xml"
_TITLES = "docprops/app.xml"
_REWRITTEN = {"title", "subject", "description", "keywords"}
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
        for key in _REFERRING:
            value = element.get(key, "")
            new = names.get(value, value) if key == "sheet" else _referring(value, names) if "!" in value else value
            if new != value:
                markup.set(element, key, new)


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
    properties = [
        element for element in markup.root.iter("*") if etree.QName(element).localname in _REWRITTEN and element.text
    ]
    found: dict[str, str] = {}
    for element in properties:
        new = rename(element.text or "")
        if new != element.text:
            found[element.text or ""] = new
            markup.fill(element, words(new))
    return found


_SHEET_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


class _Sheet(NamedTuple):
    markup: SheetMarkup
    comments: Comments


class Workbook:
    """The workbook *data*, called *name*."""

    def __init__(self, data: Archive, name: str, limits: Limits) -> None:
        self._parts = Parts(data, name, limits)
        if self._parts.main.endswith(".bin"):
            raise UnreadableFileError(
                "“{name}” is a binary Excel workbook, which is not changed in place; save it as .xlsx.", name=name
            )
        self._markup = self._parts.markup(self._parts.main)
        if self._markup.root.tag != f"{MAIN}workbook":
            raise UnreadableFileError(
                "“{name}” is not an Excel workbook, whatever its file extension; open it and save it as .xlsx.",
                name=name,
            )
        self._strings = Strings()
        self._targets = self._sheet_parts()
        self._sheets: dict[str, _Sheet] = {}
        self._words: dict[tuple[str, int, int], CellWords] = {}
        self._fills: dict[tuple[str, int, int], Kept] = {}
        self._cells: Shared | None = None
        self._styles: StylesMarkup | None = None

    def rename(self, rename: Callable[[str], str]) -> tuple[dict[str, str], dict[str, str]]:
        """Give sheets and properties the names that *rename* makes of theirs; the sheets and the properties renamed."""
        names = new_sheet_names(self._parts, self._markup, rename)
        if names:
            rename_sheets(self._parts, self._markup, names)
            self._targets = {names.get(sheet, sheet): part for sheet, part in self._targets.items()}
        return names, rename_properties(self._parts, rename)

    def change(self, change: Change) -> bool:
        """Change the words of a cell; whether that could be done."""
        place = change.place
        sheet = self._sheet(place.sheet)
        if sheet is None or not (place.row and place.column) or sheet.markup.bound(place.row, place.column):
            return False
        cell = sheet.markup.cell(place.row, place.column)
        if cell is None:
            return not change.old and sheet.markup.write(place.row, place.column, change.new)
        key = place.sheet, place.row, place.column
        if key not in self._words:
            self._words[key] = CellWords(cell, sheet.markup.markup, self._shared())
        return self._words[key].change(change.old, change.new, change.date)

    def comment(self, comment: Comment) -> None:
        """Comment on a cell and colour it."""
        place = comment.place
        sheet = self._sheet(place.sheet)
        if sheet is None or not (place.row and place.column):
            return
        if comment.words:
            sheet.comments.add(place.row, place.column, comment.words)
        if comment.colour:
            styles = self._style_part()
            style = sheet.markup.style(place.row, place.column)
            fill, _ = styles.fill_of(style)
            key = place.sheet, place.row, place.column
            self._fills.setdefault(key, Kept(*key, fill, comment.colour))
            sheet.markup.set_style(place.row, place.column, styles.with_fill(style, styles.solid(comment.colour)))

    def remove_ours(self) -> None:
        """Take out the comments and colours that planforms put in before."""
        for name in self._targets:
            if name != OWN and (sheet := self._sheet(name)):
                sheet.comments.remove_ours()
        if OWN not in self._targets:
            return
        for kept in kept_fills(self._parts.package.xml(self._targets[OWN])):
            sheet = self._sheet(kept.sheet)
            if sheet is None:
                continue
            styles = self._style_part()
            style = sheet.markup.style(kept.row, kept.column)
            _, colour = styles.fill_of(style)
            if colour == kept.colour:
                fill = styles.fill(kept.fill or NO_FILL)
                sheet.markup.set_style(kept.row, kept.column, styles.with_fill(style, fill))

    def summarise(self, rows: Sequence[SummaryRow]) -> None:
        """Make *rows* the sheet that planforms adds, the first; colours to be taken out again are noted in it."""
        if not rows and not self._fills and OWN not in self._targets:
            return
        if others := [name for name in self._targets if name != OWN and name.casefold() == OWN]:
            raise UsageError(
                "“{name}” has a sheet of yours called “{sheet}”, like the one that planforms adds; rename it first.",
                name=self._parts.package.name,
                sheet=others[0],
            )
        styles = self._style_part()
        colours = {colour: styles.wrapped(colour) for colour in sorted({"", *(row.colour for row in rows)})}
        xml = sheet_xml(rows, list(self._fills.values()), Looks(styles.heading(), styles.linked(), colours))
        if OWN in self._targets:
            self._parts.put(self._targets[OWN], xml)
            return
        part = self._parts.free_name("xl/worksheets/sheet{}.xml")
        self._parts.put(part, xml, _SHEET_KIND)
        self._put_first(self._parts.relate(self._parts.main, "worksheet", part))

    def result(self) -> bytes:
        """The file with all edits made."""
        for cell in self._words.values():
            cell.finish()
        for sheet in self._sheets.values():
            sheet.markup.finish()
            sheet.comments.finish()
        return self._parts.result()

    def _put_first(self, key: str) -> None:
        """Name the new sheet before all others, and count on what counts sheets from the first."""
        markup, root = self._markup, self._markup.root
        sheets = root.find(f"{MAIN}sheets")
        if sheets is None:
            return
        identity = max((number(item.get("sheetId")) for item in sheets), default=0) + 1
        name = markup.tag(sheets, "sheet")
        markup.prepend(
            sheets,
            f'<{name} xmlns:r="{self._parts.relation_namespace}" name="{OWN}" sheetId="{identity}" '
            f"r:id={attribute(key)}/>",
        )
        for view in root.iterfind(f"{MAIN}bookViews/{MAIN}workbookView"):
            markup.set(view, "activeTab", str(number(view.get("activeTab")) + 1))
        for defined in root.iterfind(f"{MAIN}definedNames/{MAIN}definedName"):
            if defined.get("localSheetId") is not None:
                markup.set(defined, "localSheetId", str(number(defined.get("localSheetId")) + 1))

    def _sheet(self, name: str) -> _Sheet | None:
        if name not in self._targets:
            return None
        if name not in self._sheets:
            markup = SheetMarkup(self._parts.markup(self._targets[name]))
            for area in self._table_headings(self._targets[name]):
                markup.bind(area)
            self._sheets[name] = _Sheet(markup, Comments(self._parts, self._targets[name], markup))
        return self._sheets[name]

    def _table_headings(self, sheet: str) -> Iterator[Range]:
        """The heading rows of the tables of a sheet: the table repeats the words in its part, and formulas do."""
        for relationship in self._parts.package.relationships(sheet).values():
            if relationship.kind == "table" and relationship.target in self._parts:
                table = self._parts.package.xml(relationship.target)
                area = range_of(table.get("ref", ""))
                if area and table.get("headerRowCount") != "0":
                    yield area._replace(bottom=area.top)

    def _sheet_parts(self) -> dict[str, str]:
        """The parts of the worksheets by name; of two with one name (damage) the first."""
        relationships = self._parts.package.relationships(self._parts.main)
        found: dict[str, str] = {}
        for item in self._markup.root.iterfind(f"{MAIN}sheets/{MAIN}sheet"):
            target = relationships.get(item.get(RELATIONSHIP_ID, ""))
            if target and target.kind == "worksheet" and target.target in self._parts:
                found.setdefault(self._strings.words(item.get("name", "")), target.target)
        return found

    def _shared(self) -> Shared:
        if self._cells is None:
            strings, styles = self._related("sharedStrings"), self._related("styles")
            book = Book(
                Strings(None if strings is None else strings.root),
                () if styles is None else read_styles(styles.root),
                is_since_1904(self._markup.root),
            )
            package = self._parts.package
            reader = CellReader(book, lambda _: None, package.name, package.limits)
            items = () if strings is None else tuple(strings.root.iterchildren(f"{MAIN}si"))
            self._cells = Shared(reader, strings, items, book.since_1904)
        return self._cells

    def _related(self, kind: str) -> Markup | None:
        part = self._parts.related(self._parts.main, kind)
        return None if part is None else self._parts.markup(part)

    def _style_part(self) -> StylesMarkup:
        if self._styles is None:
            part = self._parts.related(self._parts.main, "styles")
            if part is None:
                part = self._parts.free_name("xl/planforms-styles{}.xml")
                self._parts.put(part, BARE, _STYLES_KIND)
                self._parts.relate(self._parts.main, "styles", part)
            self._styles = StylesMarkup(self._parts.markup(part))
        return self._styles
