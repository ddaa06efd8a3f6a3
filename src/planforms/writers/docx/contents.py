"""What is wrong in a template besides its tags: what is active in it or reaches out of it, and what would be left out.

A template may come from a stranger, and what it carries would go into every document that is made of it; so that is
found in its parts, links and fields, and never let through. The rest is a clerk's: tags of another program, tags where
none is filled, and what of a plan the template does not print.

Source: ECMA-376 part 1, 17.16.5 (fields), 17.15.1 (settings), 17.17.2 (external content); part 2 (relationships).
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import chain, islice

from docx.oxml.ns import qn
from lxml.etree import Element, QName, _Element

from planforms.faults import TemplateFault
from planforms.findings import Terms
from planforms.model import ColumnRole
from planforms.package import Package, Relationship
from planforms.place import Place
from planforms.remembered import pattern_of
from planforms.writers.docx import wrong
from planforms.writers.docx.context import PrintedCell, PrintedRow
from planforms.writers.docx.language import Shape
from planforms.writers.docx.tags import FILLED_PROPERTIES, OPENING, Places, Story

_MOST_DANGERS = 50
_QUOTED = 60
_MACROS, _OBJECT, _CONTROL = Terms(("macros",)), Terms(("an embedded object",)), Terms(("an active control",))
_CHUNK, _FRAME = Terms(("another file put in whole",)), Terms(("a frame",))
_TEMPLATE, _SOURCE = Terms(("a template of its own",)), Terms(("a source of mail merge",))
_ADD_IN, _VIDEO = Terms(("an add-in or a menu of its own",)), Terms(("a video from the web",))
# The last word of a relationship's type, in small letters.
_LINKS = {
    **dict.fromkeys(("vbaproject", "wordvbadata", "keymapcustomizations", "attachedtoolbars"), _MACROS),
    **dict.fromkeys(("oleobject", "package", "externallinkpath"), _OBJECT),
    **dict.fromkeys(("control", "activexcontrolbinary"), _CONTROL),
    **dict.fromkeys(("afchunk", "subdocument"), _CHUNK),
    "frame": _FRAME,
    **dict.fromkeys(("attachedtemplate", "transform"), _TEMPLATE),
    **dict.fromkeys(("mailmergesource", "mailmergeheadersource", "recipientdata"), _SOURCE),
    **dict.fromkeys(("extensibility", "usercustomization", "webextension", "webextensiontaskpanes"), _ADD_IN),
}
_ELEMENTS = {
    **dict.fromkeys(("object", "OLEObject"), _OBJECT),
    **dict.fromkeys(("control", "ocx"), _CONTROL),
    **dict.fromkeys(("altChunk", "subDoc"), _CHUNK),
    "frameset": _FRAME,
    **dict.fromkeys(("attachedTemplate", "saveThroughXslt"), _TEMPLATE),
    "mailMerge": _SOURCE,
    "webVideoPr": _VIDEO,
}
# Content types and names of parts, wherever they are.
_CONTENT = (
    (pattern_of(r"macroenabled|vbaproject|vbadata|keymapcustomizations", re.IGNORECASE), _MACROS),
    (pattern_of(r"oleobject|/(?:word/)?embeddings/", re.IGNORECASE), _OBJECT),
    (pattern_of(r"activex", re.IGNORECASE), _CONTROL),
    (pattern_of(r"customui|webextension", re.IGNORECASE), _ADD_IN),
)
_FIELD = pattern_of(
    "DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|EMBED|DATABASE|MACROBUTTON|RD|PRINT|ADDIN|CONTROL|"
    "HTMLACTIVEX|FILLIN|ASK"
)
_SAFE_ADDRESS = pattern_of(r"\s*(?:https?://|mailto:)", re.IGNORECASE)
_HYPERLINK = pattern_of(r"""HYPERLINK\s+(?!\\[a-z])"?([^"]*)""", re.IGNORECASE)
_SIMPLE, _CODE, _MARK = qn("w:fldSimple"), (qn("w:instrText"), qn("w:delInstrText")), qn("w:fldChar")
_MOST_OF_A_KIND = 20
_NAME = r"\s{0,9}(\w{1,40})[\w.]{0,40}\s{0,9}"
_FOREIGN = pattern_of(
    rf"<<{_NAME}>>|«{_NAME}»|\[\[{_NAME}\]\]|\$\{{{_NAME}\}}|<%=?{_NAME}%>|(?<![{{$])\{{{_NAME}\}}(?!\}})"
)
_MERGED = pattern_of(r"\s*MERGEFIELD\s+(\S+)")
# Parts where no tag is filled, by the kind of their relationship, and how a place names them.
_VAIN = {
    "comments": "comment",
    "endnotes": "endnote",
    "chart": "chart",
    "diagramData": "diagram",
    "extended-properties": "properties",
    "custom-properties": "properties",
    "core-properties": "properties",
}
_EXPECTED = (
    (("title", "name"), Terms(("the title",))),
    (("marks_at_top",), Terms(("the marks above the text",))),
    (("sections",), Terms(("the text before the table",))),
    (("closing",), Terms(("the text after the table",))),
    (("marks_at_end",), Terms(("the marks below the table",))),
)


def dangers(package: Package) -> Iterator[TemplateFault]:
    """What is active in the *package* or reaches out of it, each with its place.

    Raises:
        UnreadableFileError: a part of it cannot be read.
    """
    yield from islice(_all(package), _MOST_DANGERS)


def _all(package: Package) -> Iterator[TemplateFault]:
    main = package.main_part()
    described = [(f"/{part}", part) for part in package.parts]
    if "[Content_Types].xml" in package:
        types = package.xml("[Content_Types].xml")
        described += [(one.get("ContentType", ""), one.get("PartName", "").strip("/")) for one in types]
    for words, part in described:
        yield from (_carried(kind, Place(part=part)) for pattern, kind in _CONTENT if pattern.search(words))
    for part in package.parts:
        if part.endswith(".rels"):
            yield from _links(package, part)
        elif part.casefold().endswith((".xml", ".vml")) and not part.startswith("customXml/"):
            yield from _active(package.xml(part), part, main)


def _links(package: Package, part: str) -> Iterator[TemplateFault]:
    folder, _, file = part.rpartition("/")
    source = f"{folder.removesuffix('_rels')}{file.removesuffix('.rels')}"
    place = Place(part=source or part)
    for link in package.relationships(source).values():
        kind = link.kind.casefold()
        if kind in _LINKS:
            yield _carried(_LINKS[kind], place, link.target)
        elif link.external and not _may_be_followed(link):
            yield wrong.OUTSIDE.at(place, link.target[:_QUOTED])


def _may_be_followed(link: Relationship) -> bool:
    return link.kind.casefold() == "hyperlink" and (
        _SAFE_ADDRESS.match(link.target) is not None or link.target.startswith("#")
    )


def _active(root: _Element, part: str, main: str) -> Iterator[TemplateFault]:
    places = Places(root, "" if part == main else part)
    for element in root.iter(Element):
        if QName(element).localname in _ELEMENTS:
            yield _carried(_ELEMENTS[QName(element).localname], places.of(element))
    for element, code in _codes(root):
        words = code.split()
        name = words[0].upper() if words else ""
        if _FIELD.fullmatch(name) or (not name and code):
            yield wrong.ACTIVE_FIELD.at(places.of(element), " ".join(words)[:_QUOTED])
        address = _HYPERLINK.match(" ".join(words))
        if address and address[1].strip() and not _SAFE_ADDRESS.match(address[1]):
            yield wrong.OUTSIDE.at(places.of(element), address[1][:_QUOTED])


def _codes(root: _Element) -> Iterator[tuple[_Element, str]]:
    """The instructions of all fields, those cut over runs put together, and the elements that they begin in."""
    fields: list[tuple[_Element, list[str]]] = []
    for element in root.iter(_SIMPLE, _MARK, *_CODE):
        if element.tag == _SIMPLE:
            yield element, element.get(qn("w:instr"), "")
        elif element.tag in _CODE:
            if fields:
                fields[-1][1].append(element.text or "")
            else:
                yield element, element.text or ""
        elif element.get(qn("w:fldCharType")) == "begin":
            if fields and not "".join(fields[-1][1]).strip():
                yield element, " "  # a field whose name another field makes
            fields.append((element, []))
        elif fields and element.get(qn("w:fldCharType")) == "end":
            begun, code = fields.pop()
            yield begun, "".join(code)
    for begun, code in fields:
        yield begun, "".join(code)


def _carried(kind: Terms, place: Place, target: str = "") -> TemplateFault:
    what = wrong.ATTACHED_TEMPLATE if kind is _TEMPLATE else wrong.CARRIED
    return what.at(place, target[:_QUOTED], kind=kind)


def foreign_tags(story: Story, names: AbstractSet[str]) -> Iterator[TemplateFault]:
    """Words in the brackets of another program that are *names* of ours: nobody fills them."""
    found = (one for one in _FOREIGN.finditer(story.bare) if names & set(one.groups()))
    for one in islice(found, _MOST_OF_A_KIND):
        name = next(group for group in one.groups() if group)
        yield story.quote(*one.span()).fault(wrong.LOOKS_LIKE_TAG, name=name).fault


def merge_fields(root: _Element, part: str) -> Iterator[TemplateFault]:
    """Fields of Word's mail merge."""
    codes = (one.get(qn("w:instr"), "") + (one.text or "") for one in root.iter(qn("w:fldSimple"), qn("w:instrText")))
    for code in islice((found for found in map(_MERGED.match, codes) if found), _MOST_OF_A_KIND):
        yield wrong.MERGE_FIELD.at(Place(part=part), " ".join(code[0].split()))


def unfilled_tags(package: Package) -> Iterator[TemplateFault]:
    """Tags where none is filled: they stay in the document as they are written."""
    main = package.main_part()
    for link in (*package.relationships(main).values(), *package.relationships().values()):
        if link.kind not in _VAIN or link.external or link.target not in package:
            continue
        root = package.xml(link.target)
        words = _joined(root) if link.kind != "core-properties" else _joined_apart(root)
        for opening in OPENING.finditer(words):
            yield wrong.NOT_FILLED.at(Place(part=_VAIN[link.kind]), _quoted(words[opening.start() :][:_QUOTED]))


def _joined(root: _Element) -> str:
    return "".join(str(words) for words in root.itertext())


def _joined_apart(core: _Element) -> str:
    """The words of the properties that docxtpl does not fill."""
    return "".join(one.text or "" for one in core if QName(one).localname not in FILLED_PROPERTIES)


def _quoted(words: str) -> str:
    """The tag that *words* begin with, as far as it goes."""
    ends = [words.find(end) + 2 for end in ("}}", "%}", "#}") if end in words]
    return " ".join(words[: min(ends, default=_QUOTED)].split())


def unprinted(used: AbstractSet[tuple[Shape | None, str]]) -> Iterator[TemplateFault]:
    """What a template that asks for the names *used* leaves out of a plan; a name of the plan itself has no shape."""
    named = {role for role in ColumnRole for shape, name in used if shape is PrintedRow and name.startswith(role)}
    whole = (PrintedCell, "lines") in used
    if (None, "rows") not in used:
        yield wrong.NO_ROWS.at(Place())
    elif not (whole or named):
        yield wrong.NOTHING_OF_ROWS.at(Place())
    else:
        if (PrintedRow, "lines") not in used:
            yield wrong.NO_HEADINGS.at(Place())
        if not whole:
            absent = ", ".join(role for role in ColumnRole if role not in named)
            yield wrong.NOT_ALL_COLUMNS.at(Place(), columns=absent)
    missing = [part.names for names, part in _EXPECTED if not any((None, name) in used for name in names)]
    if missing:
        yield wrong.NOT_PRINTED.at(Place(), missing=Terms(tuple(chain.from_iterable(missing))))
