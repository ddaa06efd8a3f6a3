"""What is active in a template or reaches out of it: found in its parts, links and fields, and never let through.

A template may come from a stranger, and what it carries would go into every document that is made of it.

Source: ECMA-376 part 1, 17.16.5 (fields), 17.15.1 (settings), 17.17.2 (external content); part 2 (relationships).
"""

import re
from collections.abc import Iterator
from itertools import islice

from docx.oxml.ns import qn
from lxml import etree

from planforms.faults import TemplateFault
from planforms.findings import Terms
from planforms.package import Package, Relationship
from planforms.place import Place
from planforms.writers.docx import wrong
from planforms.writers.docx.tags import Places

_MOST_REPORTED = 50
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
    (re.compile(r"macroenabled|vbaproject|vbadata|keymapcustomizations", re.IGNORECASE), _MACROS),
    (re.compile(r"oleobject|/(?:word/)?embeddings/", re.IGNORECASE), _OBJECT),
    (re.compile(r"activex", re.IGNORECASE), _CONTROL),
    (re.compile(r"customui|webextension", re.IGNORECASE), _ADD_IN),
)
_FIELD = re.compile(
    "DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|EMBED|DATABASE|MACROBUTTON|RD|PRINT|ADDIN|CONTROL|"
    "HTMLACTIVEX|FILLIN|ASK"
)
_SAFE_ADDRESS = re.compile(r"\s*(?:https?://|mailto:)", re.IGNORECASE)
_HYPERLINK = re.compile(r"""HYPERLINK\s+(?!\\[a-z])"?([^"]*)""", re.IGNORECASE)
_SIMPLE, _CODE, _MARK = qn("w:fldSimple"), (qn("w:instrText"), qn("w:delInstrText")), qn("w:fldChar")


def dangers(package: Package) -> Iterator[TemplateFault]:
    """What is active in the *package* or reaches out of it, each with its place.

    Raises:
        UnreadableFileError: a part of it cannot be read.
    """
    yield from islice(_all(package), _MOST_REPORTED)


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


def _active(root: etree._Element, part: str, main: str) -> Iterator[TemplateFault]:
    places = Places(root, "" if part == main else part)
    for element in root.iter(etree.Element):
        if etree.QName(element).localname in _ELEMENTS:
            yield _carried(_ELEMENTS[etree.QName(element).localname], places.of(element))
    for element, code in _codes(root):
        words = code.split()
        name = words[0].upper() if words else ""
        if _FIELD.fullmatch(name) or (not name and code):
            yield wrong.ACTIVE_FIELD.at(places.of(element), " ".join(words)[:_QUOTED])
        address = _HYPERLINK.match(" ".join(words))
        if address and address[1].strip() and not _SAFE_ADDRESS.match(address[1]):
            yield wrong.OUTSIDE.at(places.of(element), address[1][:_QUOTED])


def _codes(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The instructions of all fields, those cut over runs put together, and the elements that they begin in."""
    fields: list[tuple[etree._Element, list[str]]] = []
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
