"""What docxtpl takes away with a tag: ``{%tr %}`` its row, ``{%tc %}`` its cell, ``{%p %}`` its paragraph, all in it.

Of two such tags in one row the last counts; every other tag in the row is gone before anything is printed.

Source: docxtpl 0.20.2, ``patch_xml``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from docx.oxml.ns import qn
from lxml.etree import _Element

from planforms.findings import Terms
from planforms.writers.docx.checking.tags import Found, Tag

_TAKEN_AWAY: Final = ("tr", "tc", "p")
_LOST: Final = (
    *(qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("w:sectPr"), qn("w:footnoteReference")),
    *(qn("w:endnoteReference"), qn("w:fldChar"), qn("w:fldSimple")),
)


# docxtpl takes these out of their cell before it takes paragraphs away.
_TAKEN_OUT: Final = {"colspan", "cellbg"}
_OUT: Final = re.compile(r"\{% ?(?:colspan|cellbg)\b[^%]*%\}")
_WHERE: Final = {
    "tr": Terms(("in one row",)),
    "tc": Terms(("in one cell",)),
    "p": Terms(("in one paragraph",)),
}
_ROOM: Final = {
    "tr": Terms(("a row of its own",)),
    "tc": Terms(("a cell of its own",)),
    "p": Terms(("a paragraph of its own",)),
}


class Levelled(NamedTuple):
    """The tags that are left when docxtpl has taken away what it takes, and what is wrong with those that are not."""

    tags: Sequence[Tag]
    faults: Sequence[Found]


def levelled(tags: Sequence[Tag]) -> Levelled:
    """See what *tags* take away, rows first, as docxtpl does."""
    faults: list[Found] = []
    left = list(tags)
    for level in _TAKEN_AWAY:
        homeless = [tag for tag in left if tag.level == level and tag.container() is None]
        faults += map(_homeless, homeless)
        together = _together(left, level)
        gone = {tag.start for tag in homeless}
        for container, (kept, others) in together.items():
            gone |= {tag.start for tag in others}
            faults += _beside(container, kept, others)
        left = [tag for tag in left if tag.start not in gone]
    faults += [fault for tag in left if (fault := _misread(tag))]
    return Levelled([tag for tag in left if tag.opening != "{#"], faults)


def _together(tags: Sequence[Tag], level: str) -> dict[_Element, tuple[Tag, list[Tag]]]:
    """For each element that is taken away, the tag that stays of it, and the other tags that stood there."""
    containers = {container for tag in tags if tag.level == level and (container := tag.container()) is not None}
    inside: dict[_Element, list[Tag]] = {container: [] for container in containers}
    for tag in tags:
        if level == "p" and tag.statement in _TAKEN_OUT:
            continue
        for one in tag.around:
            if one in containers:
                inside[one].append(tag)
    together: dict[_Element, tuple[Tag, list[Tag]]] = {}
    for container, held in inside.items():
        kept = [tag for tag in held if tag.level == level][-1]
        together[container] = (kept, [tag for tag in held if tag is not kept])
    return together


def _homeless(tag: Tag) -> Found:
    return tag.fault(
        message="The tag stands outside a table, where it deletes the text around it",
        hint="Write it in a row of the table; for paragraphs outside tables write {{%p in place of {{%{level}.",
        level=tag.level,
    )


def _beside(container: _Element, kept: Tag, others: Iterable[Tag]) -> Iterator[Found]:
    """What is lost because it stands beside the tag *kept* in its *container*."""
    room = _ROOM[kept.level]
    words = " ".join("".join(text.text or "" for text in container.iter(qn("w:t"))).split())
    words = words.replace(kept.written, " ")
    words = _OUT.sub(" ", words) if kept.level == "p" else words
    for other in others:
        words = words.replace(other.written, " ")
        if other.level == kept.level:
            yield other.fault(
                message="Of several {{%{level} tags {where} only the last, “{kept}”, counts",
                hint="Give each of them {room}.",
                level=kept.level,
                where=_WHERE[kept.level],
                kept=kept.written,
                room=room,
            )
        elif other.opening != "{#":
            yield other.fault(
                message="The tag is deleted, because it stands {where} with “{kept}”",
                hint="Give “{kept}” {room}.",
                where=_WHERE[kept.level],
                kept=kept.written,
                room=room,
            )
    if words.strip():
        yield kept.fault(
            message="The text „{words}“ is deleted, because it stands {where} with the tag",
            hint="Give the tag {room}.",
            where=_WHERE[kept.level],
            words=" ".join(words.split()),
            room=room,
        )
    if next(container.iter(*_LOST), None) is not None:
        yield kept.fault(
            message="A picture, a field, a note or a section break that stands {where} with the tag is deleted",
            hint="Give the tag {room}.",
            where=_WHERE[kept.level],
            room=room,
        )


def _misread(tag: Tag) -> Found | None:
    """A tag for a row, cell or paragraph that docxtpl does not see as one, or that cannot be one."""
    if tag.level and tag.opening == "{%" and re.search("[%}]", tag.words):
        return tag.fault(
            message="A tag that begins with {{%{level} may not hold % or }}",
            hint="Ask with “is even”, “is odd” or “is divisibleby(2)” in place of %.",
            level=tag.level,
        )
    if tag.level in _TAKEN_AWAY and tag.opening == "{{":
        return tag.fault(
            message="“{{{{{level}” puts words where no words may stand, and spoils the document",
            hint="Write {{{{r … }}}} in a paragraph that stays.",
            level=tag.level,
        )
    return None
