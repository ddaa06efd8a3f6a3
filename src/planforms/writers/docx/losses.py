"""What docxtpl takes away with a tag: ``{%tr %}`` its row, ``{%tc %}`` its cell, ``{%p %}`` its paragraph, all in it.

Of two such tags in one row the last counts; all else in the row is gone before anything is printed.

Source: docxtpl 0.20.2, ``patch_xml``.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from docx.oxml.ns import qn
from lxml.etree import _Element

from planforms.findings import Terms
from planforms.writers.docx.tags import MARKER, Found, Tag

_WHERE = {"tr": Terms(("in one row",)), "tc": Terms(("in one cell",)), "p": Terms(("in one paragraph",))}
_ROOM = {
    "tr": Terms(("a row of its own",)),
    "tc": Terms(("a cell of its own",)),
    "p": Terms(("a paragraph of its own",)),
}
_LOST = (
    *(qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("w:sectPr"), qn("w:footnoteReference")),
    *(qn("w:endnoteReference"), qn("w:fldChar"), qn("w:fldSimple")),
)


def deleted(kept: Sequence[Tag], gone: Sequence[Tag]) -> Iterator[Found]:
    """What is lost beside a tag that takes its row, cell or paragraph away: of the tags *gone*, and of all else."""
    containers = {container: tag for tag in kept if tag.level in _ROOM and (container := tag.container()) is not None}
    for tag in gone:
        if tag.statement and tag.statement.kind == "comment":
            continue
        by = next((containers[one] for one in tag.around if one in containers), None)
        if by is None:
            continue
        said: dict[str, Any] = {"where": _WHERE[by.level], "kept": by.written, "room": _ROOM[by.level]}
        if tag.level == by.level:
            yield tag.fault(
                message="Of several {{%{level} tags {where} only the last, “{kept}”, counts",
                hint="Give each of them {room}.",
                level=by.level,
                **said,
            )
        else:
            yield tag.fault(
                message="The tag is deleted, because it is {where} with “{kept}”", hint="Give “{kept}” {room}.", **said
            )
    for container, tag in containers.items():
        yield from _beside(container, tag)


def _beside(container: _Element, tag: Tag) -> Iterator[Found]:
    """Words and pictures in the *container* that is taken away with *tag*; its tags are markers already."""
    words = "".join(text.text or "" for text in container.iter(qn("w:t")))
    words = " ".join(MARKER.sub(" ", words).split())
    said: dict[str, Any] = {"where": _WHERE[tag.level], "room": _ROOM[tag.level]}
    if words:
        yield tag.fault(
            message="The text „{words}“ is deleted, because it is {where} with the tag",
            hint="Give the tag {room}.",
            words=words,
            **said,
        )
    if next(container.iter(*_LOST), None) is not None:
        yield tag.fault(
            message="A picture, a field, a note or a section break that is {where} with the tag is deleted",
            hint="Give the tag {room}.",
            **said,
        )
