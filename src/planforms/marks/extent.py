"""Where a mark begins and ends among lines of text."""

import re
from collections.abc import Sequence

from planforms.marks.grammar import (
    BLANK,
    MONTH,
    POSITION,
    Cited,
    Date,
    Element,
    Folded,
    Number,
    Span,
    elements,
    find_head,
    folded,
    is_author,
)
from planforms.people.names import Kind, items

_LONGEST_LINE = 300
_LONGEST_MARK = 24
_LONGEST_POSITION = 10
_AUTHOR = re.compile(
    r"(?<![a-z])(?:direktor(?:iaus|es)|direk\.|direkt\.|vedej(?:o|os)|ministro|ministres|mero|meres|pirminink(?:o|es)"
    r"|taryb(?:os|u)|komisijos|grupes|burelio|administracijos|savivaldybes|vadov(?:o|es)|seniun(?:o|es)|komiteto"
    r"|sajungos|centro|mokyklos|gimnazijos|progimnazijos|darzelio|istaigos|posed(?:zio|yje))(?![a-z])"
)
_FRAGMENT = re.compile(
    rf" *(?:(?:\d{{4}}|{BLANK}) *m\. *|{MONTH} *(?:\d{{1,2}}|{BLANK}) *d\b\.?.*|\d{{1,2}} *d\. .*|(?:{BLANK}|[ _/-])+)"
)
_CAPTION = re.compile(rf" *(?:{BLANK})? *\((?:data|parasas|pareig|vardas|nurodyti|institucij|a\. ?v)[^()]*\) *")

_PREPARED = re.compile(r"(?<![a-z])(?:pa)?reng(?:e|ejas?|eja|ia)(?![a-z])|(?<![a-z])sudare(?![a-z])")


def starts_mark(line: str) -> bool:
    """Whether *line* begins a mark.

    The word alone does. Where more follows, it must be what follows in a mark: an author in the genitive, a date, an
    act. ``Patvirtinta tvarka`` and ``Plane pritarta …`` are sentences; ``Forma patvirtinta …`` is a form's own mark.
    """
    if len(line) > _LONGEST_LINE and "\n" not in line:
        return False
    flat = folded(line)
    head = find_head(flat)
    if not head:
        return False
    rest = flat.text[head.rest :].strip(" .:;,")
    if not rest or re.fullmatch(f"(?:{BLANK}|[ _])+", rest):
        return True
    written = flat.words[head.span.start : head.span.stop]
    cited = next(iter(elements(flat, head.rest, len(flat.text))), None)
    if cited is not None:
        span = cited[0]
        before = folded(flat.words[flat.at[head.rest] : span.start]).text
        return is_author(before)
    if not written.isupper() or not head.usual:
        return False
    return is_author(rest) or (head.signed and POSITION.search(rest) is not None)


def mark_extent(lines: Sequence[str]) -> int:
    """How many of *lines*, from the first, make the mark that the first begins; 0 if none does.

    Blank lines between are counted, those after are not. A title, a section, another mark, a signature end it.
    """
    if not lines or not starts_mark(lines[0]):
        return 0
    reach = _Reach(lines[0])
    extent = 1
    for number, line in enumerate(lines[1:_LONGEST_MARK], start=2):
        if not line.strip():
            continue
        match reach.takes(line):
            case True:
                extent = number
            case False:
                break
            case None:
                pass
    return extent


class _Reach:
    """What a mark has said so far, and so what may still come."""

    def __init__(self, first: str) -> None:
        flat = folded(first)
        head = find_head(flat)
        self.signed = bool(head and head.signed)
        self.words = ""
        self.dated = self.cited = self.numbered = self.named = self.authored = False
        self.depth = 0
        self._accept(flat, head.rest if head else 0)

    def takes(self, line: str) -> bool | None:
        """Whether *line* belongs; ``None`` where only the lines after it can tell."""
        if len(line) > _LONGEST_LINE or starts_mark(line):
            return False
        flat = folded(line)
        answer = self.depth > 0 or self._judge(flat)
        if answer is not False:
            self._accept(flat, 0)
        return answer

    def _accept(self, flat: Folded, start: int) -> None:
        for element in elements(flat, start, len(flat.text)):
            self.dated |= isinstance(element, Date)
            self.cited |= isinstance(element, Cited)
            self.numbered |= isinstance(element, Number)
        self.depth = max(0, self.depth + flat.text.count("(") - flat.text.count(")"))
        self.words = flat.text.strip()

    def _judge(self, flat: Folded) -> bool | None:
        text = flat.text.strip()
        if text.startswith("("):
            return _CAPTION.fullmatch(text) is not None or any(True for _ in elements(flat, 0, len(flat.text)))
        if self.words.endswith("nr.") and re.fullmatch(r"[\w()./ -]*\d[\w()./-]*", text):
            return True
        found = [e for e in elements(flat, 0, len(flat.text)) if not (isinstance(e, Date) and _only_year(flat, e))]
        if found:
            return self._goes_on(flat, found[0])
        if self.numbered:
            return False
        return _FRAGMENT.fullmatch(text) is not None or _CAPTION.fullmatch(text) is not None or self._who(flat)

    def _who(self, flat: Folded) -> bool | None:
        """Whether a line without date, act and number says who approves."""
        text = flat.text.strip()
        lower = text[0] == flat.words.strip()[0]
        if self.cited:
            return False
        if self.signed or (POSITION.search(text) and (lower or not self.authored)):
            self.signed = True
            return self._signs(flat)
        if not is_author(text):
            return False
        self.authored = True
        return True if _AUTHOR.search(text) and not flat.words.isupper() else None

    def _goes_on(self, flat: Folded, first: Element) -> bool:
        """Whether a line with a date, an act or a number goes on with the mark."""
        begins = first[0].start - (len(flat.words) - len(flat.words.lstrip())) == 0
        if self.numbered and not (begins and (isinstance(first, Cited) or not self.dated)):
            return flat.text.strip().startswith(("ir ", "bei ")) and is_author(_outside(flat))
        return is_author(_outside(flat))

    def _signs(self, flat: Folded) -> bool | None:
        """Lines of a TVIRTINU mark: the position, then the name."""
        if self.named or _PREPARED.search(flat.text):
            return False
        whole = items(flat.words.strip())
        people = [item for item in whole if item.kind is Kind.PERSON]
        self.named = len(people) == 1
        if self.named and len(whole) == 1:
            return True
        short = len(flat.words.split()) <= _LONGEST_POSITION and flat.text.rstrip()[-1:] not in (":", ".", ";")
        if not short or flat.words.isupper() or len(people) > 1:
            return False
        return True if POSITION.search(flat.text) else None


def _only_year(flat: Folded, date: Date) -> bool:
    """Whether all that is said is a year, which a title says too."""
    return date.day is None and re.search(rf"d\b|{MONTH}", folded(flat.words[slice(*date.span)]).text) is None


def _outside(flat: Folded) -> str:
    """The folded words of a line outside its dates, acts and numbers."""
    text, stop = "", 0
    for element in elements(flat, 0, len(flat.text)):
        span = Span(element.label.start, element.span.stop) if isinstance(element, Number) else element.span
        text += folded(flat.words[stop : span.start]).text + " "
        stop = span.stop
    return text + folded(flat.words[stop:]).text
