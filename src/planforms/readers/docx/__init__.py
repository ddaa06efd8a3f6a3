"""The reader of Word documents (.docx, .docm, .dotx, .dotm): bytes in, a Source out, by a walk of its own.

It knows WordprocessingML and nothing of plans. What it resolves or leaves out it tells in R findings.
"""

from collections.abc import Iterator

from planforms.package import DEFAULT_LIMITS, Allowance, Archive, Limits, open_package
from planforms.readers.docx.document import Furniture, WordDocument
from planforms.readers.docx.notices import Notices
from planforms.readers.docx.numbering import Numbering
from planforms.readers.docx.story import Shared, Story
from planforms.readers.docx.structure import words_in
from planforms.readers.docx.styles import Styles
from planforms.source import Line, Source

__all__ = ["read"]


def read(data: Archive, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read the Word document in *data*, the bytes of a file called *name*.

    Lines of headers come before the body and those of footers after it; a text box stands before the paragraph
    that it is anchored in. Blank paragraphs of the body are lines without words.

    Raises:
        UnreadableFileError: the bytes are no whole Word document, or one over the limits.
    """
    package = open_package(data, name, limits)
    document = WordDocument(package)
    notices = Notices(document.notes())
    shared = Shared(
        Styles(document.root_of("styles")),
        Numbering(lambda: document.root_of("numbering")),
        notices,
        Allowance(limits, name),
    )
    body = Story(document.body, shared, document.links)
    blocks = list(body.blocks())
    headers: list[Line] = []
    footers: list[Line] = []
    for furniture in document.furniture():
        (headers if furniture.part == "header" else footers).extend(_lines(furniture, shared))
    findings = tuple(notices.findings(package.removed_characters))
    return Source(blocks=(*headers, *blocks, *footers), findings=findings)


def _lines(furniture: Furniture, shared: Shared) -> Iterator[Line]:
    if not furniture.shown:
        shared.notices.tell("unused header", words_in(furniture.root))
        return
    story = Story(furniture.root, shared, furniture.links, furniture.part)
    yield from story.lines()
