"""Tags of other programs, and those with a sign too few: nobody fills them, and they are printed as they stand."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Final

from docx.oxml.ns import qn
from lxml.etree import _Element

from planforms.findings import Severity
from planforms.place import Place
from planforms.writers.docx.checking.tags import Found, Story, Tag

_NAME: Final = r"\s{0,9}(\w{1,40})[\w.]{0,40}\s{0,9}"
_FOREIGN: Final = re.compile(
    rf"<<{_NAME}>>|«{_NAME}»|\[\[{_NAME}\]\]|\$\{{{_NAME}\}}|<%=?{_NAME}%>|(?<![{{$])\{{{_NAME}\}}(?!\}})"
)
_MERGED: Final = re.compile(r"\s*MERGEFIELD\s+(\S+)")
_MOST_TOLD: Final = 20


def foreign(story: Story, names: AbstractSet[str]) -> Iterator[Found]:
    """Words in the brackets of another program that are *names* of ours."""
    found = (one for one in _FOREIGN.finditer(story.bare) if names & set(one.groups()))
    for one in islice(found, _MOST_TOLD):
        yield story.quote(*one.span()).fault(
            message="It looks like a tag and is none, so it is printed as it is written",
            hint="Write {{{{ {name} }}}}.",
            severity=Severity.WARNING,
            name=next(group for group in one.groups() if group),
        )


def merge_fields(root: _Element, part: str) -> Iterator[Found]:
    """Fields of Word's mail merge."""
    codes = (one.get(qn("w:instr"), "") + (one.text or "") for one in root.iter(qn("w:fldSimple"), qn("w:instrText")))
    for code in islice((found for found in map(_MERGED.match, codes) if found), _MOST_TOLD):
        yield Tag("", "", " ".join(code[0].split()), 0, Place(part=part)).fault(
            message="A field of mail merge is not filled",
            hint="Delete the field, and write a name in {{{{ }}}} in its place.",
            severity=Severity.WARNING,
        )
