"""A template opened with care: a Word document, small enough that no work on its tags can be without end.

docxtpl looks for the ends of tags in all that follows, again and again, so what it would look for in vain is refused
here. Nothing is asked of what the tags say.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from planforms.errors import TemplateError, UnreadableFileError
from planforms.package import Limits, Package, open_package

# A template is a page or two of tags and perhaps a picture; docxtpl's own work on more than that has no bound.
_LIMITS: Final = Limits(unpacked=64 << 20, part=32 << 20, parts=500)
_LONGEST_PART: Final = 2 << 20
_MOST_TAGS: Final = 2000
_LONGEST_TAG: Final = 4000
_LONGEST_BLANK: Final = 100
_QUOTED: Final = 30
_OPENING: Final = re.compile(r"\{[{%#]")
_CLOSING: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BLANK: Final = re.compile(rf"\s{{{_LONGEST_BLANK}}}")
_COMMENT: Final = re.compile(rb"<!--|<\?(?!xml )")


def open_template(template: bytes) -> Package:
    """The parts of a template, none of them more than a page or two of tags.

    Raises:
        TemplateError: it is no Word document, or a machine's and not a person's.
    """
    try:
        package = open_package(template, "template", _LIMITS)
        package.verify()
        for root in tagged(package).values():
            words = etree.tostring(root, encoding="unicode")
            if words.count("{") > _MOST_TAGS or len(words) > _LONGEST_PART:
                raise TemplateError(
                    "The template has more tags than a document has; write one row for each kind of row, in a loop "
                    "over rows."
                )
    except UnreadableFileError as error:
        raise no_document() from error
    return package


def see_closed(package: Package) -> None:
    """Refuse a tag that is not closed before docxtpl looks for its end, again and again, in all that follows.

    Raises:
        TemplateError: there is one.
    """
    for root in tagged(package).values():
        for words in _stretches(root):
            for opening in _OPENING.finditer(words):
                if _CLOSING[opening[0]] not in words[opening.end() : opening.end() + _LONGEST_TAG]:
                    raise TemplateError(
                        "The template has a tag that is not closed: “{tag}”. Close it in Word as it was opened and try "
                        "again; “planforms template check” tells all that is wrong in it.",
                        tag=words[opening.start() : opening.end() + _QUOTED],
                    )


def tagged(package: Package) -> Mapping[str, etree._Element]:
    """The parts that may hold tags, by name, as XML.

    Raises:
        TemplateError: tags stand where no program of Office writes words.
        UnreadableFileError: a part is no XML.
    """
    parts: dict[str, etree._Element] = {}
    for part in package.parts:
        data = package.read(part) if part.casefold().endswith(".xml") else b""
        if b"\0" in data:  # in UTF-16, which Word reads and does not write, no check of bytes would see a tag
            raise no_document()
        if b"{" in data or b"&#" in data:
            if _COMMENT.search(data):
                raise TemplateError(
                    "The template has tags and remarks of a programmer in one part, “{part}”, which Word does not "
                    "write; save it again in Word as .docx.",
                    part=part,
                )
            parts[part] = package.xml(part)
            _see_short(parts[part])
    return parts


def _see_short(root: etree._Element) -> None:
    """Refuse long stretches of blanks in a tag, which docxtpl tries to cut in every way."""
    for words in _stretches(root):
        if "{" in words and any(
            _BLANK.search(words, opening.end(), opening.end() + _LONGEST_TAG) for opening in _OPENING.finditer(words)
        ):
            raise TemplateError(
                "The template has a tag with a hundred blanks in a row; delete them in Word and try again."
            )


def _stretches(root: etree._Element) -> Iterator[str]:
    """The words of a part in one string, and each of its attributes."""
    yield "".join(map(str, root.itertext()))
    for element in root.iter():
        yield from (str(value) for value in element.attrib.values() if "{" in str(value))


def no_document() -> TemplateError:
    """The error for what Word did not save as a document."""
    return TemplateError("The template is no Word document that can be opened; save it again in Word as .docx.")
