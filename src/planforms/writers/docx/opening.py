"""A template opened with care: a Word document, small enough that no work on its tags can be without end.

docxtpl looks for the ends of tags in all that follows, again and again, so what it would look for in vain is refused
here. Nothing is asked of what the tags say.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from docx.oxml.ns import qn
from lxml import etree

from planforms.errors import TemplateError, UnreadableFileError
from planforms.package import Limits, Package, open_package
from planforms.writers.docx.checking.tags import Story, Tag

# A template is a page or two of tags and perhaps a picture; docxtpl's own work on more than that has no bound.
_LIMITS: Final = Limits(unpacked=64 << 20, part=32 << 20, parts=500)
_LONGEST_PART: Final = 1 << 20
_MOST_TAGS: Final = 2000
_LONGEST_TAG: Final = 4000
_LONGEST_BLANK: Final = 100
_QUOTED: Final = 30
_OPENING: Final = re.compile(r"\{[{%#]")
_CLOSING: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BLANK: Final = re.compile(rf"\s{{{_LONGEST_BLANK}}}")
_TABLE_LEVELS: Final = ("tr", "tc")
_MERGING: Final = ("vm", "hm")
_ATTRIBUTES: Final = etree.XPath("//@*[contains(., '{')]")
_REMARK: Final = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_BYTES_OPENING: Final = re.compile(rb"\{[{%#]")
_CARRIED: Final = "customXml"  # the kind of relationship to such a part


class Opened(NamedTuple):
    """A template's package, and the parts of it that hold tags, by name."""

    package: Package
    tagged: Mapping[str, etree._Element]


def open_template(template: bytes) -> Opened:
    """The parts of a template, none of them more than a page or two of tags.

    Raises:
        TemplateError: it is no Word document, or a machine's and not a person's.
    """
    try:
        package = open_package(template, "template", _LIMITS)
        package.verify()
        ours = set(package.parts) - _apart(package)
        tagged = {part: root for part in package.parts if (root := _tagged(package, part, ours)) is not None}
    except UnreadableFileError as error:
        raise no_document() from error
    for root in tagged.values():
        for words in _stretches(root):
            _see_short(words)
    return Opened(package, tagged)


def _apart(package: Package) -> set[str]:
    """Parts of other programs, which Word only carries along."""
    links = [*package.relationships(package.main_part()).values(), *package.relationships().values()]
    return {link.target for link in links if link.kind == _CARRIED} - {
        link.target for link in links if link.kind != _CARRIED
    }


def _tagged(package: Package, part: str, ours: AbstractSet[str]) -> etree._Element | None:
    """The XML of *part*, ``None`` where it holds no tag."""
    data = package.read(part) if part.casefold().endswith(".xml") else b""
    if b"\0" in data and part in ours:  # UTF-16, which Word reads and does not write: no check of bytes sees its tags
        raise no_document()
    if b"{" not in data and b"&#" not in data:
        return None
    root = package.xml(part)
    if any(_BYTES_OPENING.search(remark) for remark in _REMARK.findall(data)):
        raise TemplateError(
            "The template has tags in remarks of a programmer, in its part “{part}”, and Word writes none; save it "
            "again in Word as .docx.",
            part=part,
        )
    if not any(_OPENING.search(words) for words in _stretches(root)):
        return None
    words = etree.tostring(root, encoding="unicode")
    if words.count("{") > _MOST_TAGS or len(words) > _LONGEST_PART:
        raise TemplateError(
            "The template has more tags than a document has; write one row for each kind of row, in a loop over rows."
        )
    return root


def _see_short(words: str) -> None:
    """Refuse long stretches of blanks in a tag, which docxtpl tries to cut in every way."""
    for opening in _OPENING.finditer(words):
        if _BLANK.search(words, opening.end(), opening.end() + _LONGEST_TAG):
            raise TemplateError(
                "The template has a tag with a hundred blanks in a row; delete them in Word and try again."
            )


def see_sound(parts: Iterable[etree._Element]) -> None:
    """Refuse tags whose end docxtpl would look for in all that follows, again and again.

    Raises:
        TemplateError: there is one.
    """
    for root in parts:
        for words in _stretches(root):
            _see_closed(words)
        for tag in Story(root, "").tags:
            _see_at_home(tag)


def _see_closed(words: str) -> None:
    for opening in _OPENING.finditer(words):
        if _CLOSING[opening[0]] not in words[opening.end() : opening.end() + _LONGEST_TAG]:
            raise TemplateError(
                "The template has a tag that is not closed: “{tag}”. Close it in Word as it was opened and try again; "
                "“planforms template check” tells all that is wrong in it.",
                tag=words[opening.start() : opening.end() + _QUOTED],
            )


def _see_at_home(tag: Tag) -> None:
    if tag.level in _TABLE_LEVELS and tag.container() is None:
        raise TemplateError(
            "The template has “{tag}” outside a table, where it deletes what is around it. Move it into the table, or "
            "delete it; “planforms template check” tells all that is wrong in it.",
            tag=tag.written,
        )
    if tag.statement in _MERGING and not _in_plain_cell(tag):
        raise TemplateError(
            "The template has “{tag}” in a place where cells cannot be joined. Delete it; “planforms template check” "
            "tells all that is wrong in it.",
            tag=tag.written,
        )


def _in_plain_cell(tag: Tag) -> bool:
    """Whether *tag* stands among the words of a cell that holds no other cell."""
    cell = next((one for one in tag.around if one.tag == qn("w:tc")), None)
    return tag.around[0].tag == qn("w:t") and cell is not None and cell.find(f".//{qn('w:tc')}") is None


def _stretches(root: etree._Element) -> Iterator[str]:
    """The words of a part in one string, and each of its attributes that may hold a tag."""
    yield "".join(map(str, root.itertext()))
    yield from map(str, _ATTRIBUTES(root))  # type: ignore[arg-type]  # a path of attributes gives their values


def no_document() -> TemplateError:
    """The error for what Word did not save as a document."""
    return TemplateError("The template is no Word document that can be opened; save it again in Word as .docx.")
