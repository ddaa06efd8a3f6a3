"""Marks made, filled in and printed: words change only where a part stands, blanks are lines to fill in by hand."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator

from planforms.dates import Shown, date_words
from planforms.errors import UsageError
from planforms.marks.grammar import Span
from planforms.marks.reading import ActParts, MarkParts, mark_parts
from planforms.model import Act, ActKind, Mark, MarkKind, Signatory, Text
from planforms.spans import Edit, edited

# What is printed where a part is blank, to be filled in by hand; a line of it fits the right half of the page. Read
# back, these blanks are nothing again.
BLANK_AUTHOR = "_" * 30
BLANK_DATE = "____ m. __________ __ d."
BLANK_NUMBER = "_____"
BLANK_POSITION = "_" * 20 + " (pareigos)"
BLANK_SIGNATURE = "_" * 20
BLANK_NAME = "_" * 20 + " (vardas, pavardė)"

_PASSES = 8  # one blank may stand behind another; real marks need two

_DEFAULT_ACT = {
    MarkKind.APPROVED: ActKind.ORDER,
    MarkKind.ENDORSED: ActKind.MINUTES,
    MarkKind.COORDINATED: ActKind.MINUTES,
}
_WORD = {MarkKind.APPROVED: "PATVIRTINTA", MarkKind.ENDORSED: "PRITARTA", MarkKind.COORDINATED: "SUDERINTA"}
_INSTRUMENTAL = {
    ActKind.ORDER: "įsakymu",
    ActKind.RESOLUTION: "nutarimu",
    ActKind.DECISION: "sprendimu",
    ActKind.ORDINANCE: "potvarkiu",
    ActKind.MINUTES: "posėdžio protokolu",
}


def parse_mark(words: str | Text) -> Mark | None:
    """Understand the words of a mark, any part of which may be blank; ``None`` where no mark begins them.

    A number is as printed; a date is a whole day that exists, else ``None``. The blanks that ``format_mark`` prints
    are left out of the words again; blanks of another form are the author's and stay.
    """
    text = _without_blanks(words if isinstance(words, Text) else Text.of(words))
    parts = mark_parts(text)
    if not parts:
        return None
    plain = str(text)
    named = bool(parts.position or parts.name)
    return Mark(
        word=_said(plain, parts.word),
        kind=parts.head.kind,
        words=text,
        by=_said(plain, parts.by),
        acts=tuple(act.act for act in parts.acts),
        amended=parts.amended.act if parts.amended else None,
        signatory=Signatory(_said(plain, parts.position), _said(plain, parts.name)) if named else None,
    )


def _said(words: str, span: Span | None) -> str:
    said = " ".join(words[slice(*span)].split()) if span else ""
    return said if any(letter.isalnum() for letter in said) else ""


def new_mark(
    kind: MarkKind,
    *,
    by: str = "",
    act: ActKind | None = None,
    number: str = "",
    date: dt.date | None = None,
) -> Mark:
    """A mark of *kind* by law's usual word, with the parts that are given; its words are built from them."""
    acts = (Act(act or _DEFAULT_ACT[kind], date, tidy_number(number)),) if act or number or date else ()
    return _built(Mark(word=_WORD[kind], kind=kind, by=" ".join(by.split()), acts=acts))


def _built(mark: Mark) -> Mark:
    """*mark* with words made of its parts, read again."""
    lines = [mark.word, mark.by]
    if mark.signatory:
        lines += [mark.signatory.position, mark.signatory.name]
    lines += [_act_line(act, bracket=number > 0) for number, act in enumerate(mark.acts)]
    if mark.amended:
        lines.append(f"({_act_line(mark.amended, genitive=True)} redakcija)")
    return _read(Text.of("\n".join(line for line in lines if line)))


def _act_line(act: Act, *, bracket: bool = False, genitive: bool = False) -> str:
    kind = _INSTRUMENTAL[act.kind] if act.kind else ""
    if genitive:
        kind = re.sub("iu$", "io", re.sub("([^i])u$", r"\1o", kind))
    parts = [official(act.date) if act.date else "", kind, f"Nr. {act.number}" if act.number else ""]
    line = " ".join(part for part in parts if part)
    return f"({line})" if bracket else line


def official(day: dt.date) -> str:
    """A whole day in the full official form: ``2023 m. rugsėjo 29 d.``."""
    return date_words(dt.datetime.combine(day, dt.time()), Shown.YEAR | Shown.MONTH | Shown.DAY)


def tidy_number(number: str) -> str:
    """A number as a register gives it, without blank ends and without a ``Nr.`` before it."""
    return re.sub(r"^Nr\b\.?\s*", "", number.strip())


def _without_blanks(text: Text) -> Text:
    """*text* without the lines to fill in that ``format_mark`` prints."""
    for _ in range(_PASSES):
        parts = mark_parts(text)
        edits = _blank_edits(str(text), parts) if parts else []
        if not edits:
            break
        text = edited(text, edits)
    return text


def _blank_edits(plain: str, parts: MarkParts) -> list[Edit]:
    if _is_default(parts):
        # „įsakymu“ and nothing else is what the blank line says; it is printed again with the blanks.
        return [_removal(plain, parts.acts[0].kind or parts.word)]
    return [*_printed_blanks(plain, parts), *_printed_signature(plain, parts)]


def _is_default(parts: MarkParts) -> bool:
    return [act._replace(kind=None) for act in parts.acts] == [ActParts(Act(_DEFAULT_ACT[parts.head.kind]))]


def _printed_blanks(plain: str, parts: MarkParts) -> Iterator[Edit]:
    for act in parts.acts:
        if act.date and plain[slice(*act.date)] == BLANK_DATE:
            yield _removal(plain, act.date)
        if act.label and act.number and plain[act.label.start : act.number.stop] == f"Nr. {BLANK_NUMBER}":
            yield _removal(plain, Span(act.label.start, act.number.stop))
        elif act.label and act.number == (act.label.stop, act.label.stop):
            yield _removal(plain, act.label)  # „Nr.“ with nothing after it is printed again with its blank
    if parts.by and plain[slice(*parts.by)] == BLANK_AUTHOR:
        yield _removal(plain, parts.by)


def _printed_signature(plain: str, parts: MarkParts) -> Iterator[Edit]:
    if not parts.signed:
        return
    for blank in (BLANK_POSITION, BLANK_SIGNATURE, BLANK_NAME):
        found = re.search(rf"(?<=\n){re.escape(blank)}(?=\n(?! *[(])|$)", plain)
        if found:
            yield _removal(plain, Span(*found.span()))


def _removal(plain: str, span: Span) -> Edit:
    """Take *span* out, with the white space before it, or after it where it stands first on its line."""
    start, stop = span
    first = start == 0 or plain[start - 1] == "\n"
    last = stop == len(plain) or plain[stop] == "\n"
    if (first and last) or not first:
        return Edit(start - (start > 0), stop, "")
    return Edit(start, stop + 1, "")


def format_mark(mark: Mark) -> Text:
    """The lines of a mark as printed, with lines to fill in by hand for what is blank.

    A mark without words is built from its parts. Blanks that the words hold already are left as they are, and none
    are put where they would not read back as blanks: ``parse_mark`` of the lines is the mark again.
    """
    if not mark.words:
        mark = _built(mark)
    parts = mark_parts(mark.words)
    if not parts:
        return mark.words
    printed = edited(mark.words, _blanks(str(mark.words), parts))
    return printed if parse_mark(printed) == parse_mark(mark.words) else mark.words


def _blanks(plain: str, parts: MarkParts) -> Iterable[Edit]:
    if parts.signed:
        return _signature_lines(plain, parts)
    if parts.acts:
        return _blanks_within(plain, parts)
    act = f"{BLANK_DATE} {_INSTRUMENTAL[_DEFAULT_ACT[parts.head.kind]]} Nr. {BLANK_NUMBER}"
    return [_lines_at(plain, _own_end(plain, parts), *([] if parts.by else [BLANK_AUTHOR]), act)]


def _lines_at(plain: str, place: int, *lines: str) -> Edit:
    """Put whole *lines* after *place*; what follows on its line goes to a line of its own."""
    rest = re.compile(" *").match(plain, place)
    end = rest.end() if rest else place
    follows = end < len(plain) and plain[end] != "\n"
    return Edit(place, end if follows else place, "\n" + "\n".join(lines) + ("\n" if follows else ""))


def _blanks_within(plain: str, parts: MarkParts) -> Iterator[Edit]:
    """Blanks for an author, a date or a number that no act of the mark has and no place in the words holds."""
    act = parts.acts[0]
    if not any(act.date for act in parts.acts):
        start = (act.kind or act.label or parts.word).start
        yield Edit(start, start, f"{BLANK_DATE} ")
    if act.kind and not any(act.label for act in parts.acts):
        yield Edit(act.stop, act.stop, f" Nr. {BLANK_NUMBER}")
    if not parts.by:
        yield _lines_at(plain, _after_word(plain, parts), BLANK_AUTHOR)


def _signature_lines(plain: str, parts: MarkParts) -> Iterator[Edit]:
    """Position, signature, name and date, one a line, where they are missing."""
    place = parts.position.stop if parts.position else _after_word(plain, parts)
    end = parts.name.stop if parts.name else place
    written = plain[place : parts.name.start if parts.name else len(plain)]
    lines = [] if parts.position else [BLANK_POSITION]
    lines += [] if re.search("__|paraš", written) else [BLANK_SIGNATURE]
    lines += [] if parts.name else [BLANK_NAME]
    if lines:
        yield _lines_at(plain, place, *lines)
    if not any(act.date for act in parts.acts):
        yield _lines_at(plain, end, BLANK_DATE)


def _after_word(plain: str, parts: MarkParts) -> int:
    """The place after the mark's word and its colon."""
    found = re.compile('[”“"*]* *[.:]?').match(plain, parts.word.stop)
    return found.end() if found else parts.word.stop


def _own_end(plain: str, parts: MarkParts) -> int:
    """Where the mark's own parts end, before any other wording in brackets."""
    return max(
        [
            _after_word(plain, parts),
            *(span.stop for span in (parts.by, parts.position, parts.name) if span),
            *(act.stop for act in parts.acts),
        ]
    )


def fill_mark(
    mark: Mark,
    *,
    by: str | None = None,
    act: ActKind | None = None,
    number: str | None = None,
    date: dt.date | None = None,
) -> Mark:
    """*mark* with only the named parts filled or replaced; every other word, and its look, stays.

    Of several acts the one of kind *act* is filled, else the first. A new date takes the form of the old one (ISO or
    full). What has no place in the words yet is added where the form wants it. Where a person signs the mark itself,
    *by* is that person's position.
    """
    return _read(fill_words(mark.words or _built(mark).words, by=by, act=act, number=number, date=date))


def fill_words(
    text: Text,
    *,
    by: str | None = None,
    act: ActKind | None = None,
    number: str | None = None,
    date: dt.date | None = None,
) -> Text:
    """The words of a mark with only the named parts filled or replaced, as ``fill_mark`` does; other blanks stay."""
    if by is not None:
        text = _changed(text, lambda plain, parts: _fill_by(plain, parts, " ".join(by.split())))
    if act:
        text = _changed(text, lambda plain, parts: _fill_kind(plain, parts, act))
    if date:
        text = _changed(text, lambda plain, parts: _fill_date(plain, parts, date, act))
    if number is not None:
        text = _changed(text, lambda plain, parts: _fill_number(plain, parts, tidy_number(number), act))
    return text


def _changed(text: Text, change: Callable[[str, MarkParts], list[Edit]]) -> Text:
    parts = mark_parts(text)
    return edited(text, change(str(text), parts)) if parts else text


def _read(text: Text) -> Mark:
    mark = parse_mark(text)
    if mark is None:
        raise UsageError(
            "“{words}” begins no mark; begin it with PATVIRTINTA, TVIRTINU, PRITARTA or SUDERINTA.", words=str(text)
        )
    return mark


def _target(parts: MarkParts, kind: ActKind | None, part: str) -> ActParts | None:
    """The act to fill: of the kind asked for, else the first that has the part, else the first."""
    of_kind = [act for act in parts.acts if kind and act.act.kind is kind]
    having = [act for act in parts.acts if getattr(act, part)]
    both = [act for act in of_kind if getattr(act, part)]
    return next(iter((*both, *of_kind, *having, *parts.acts)), None)


def _fill_by(plain: str, parts: MarkParts, by: str) -> list[Edit]:
    place = parts.by or parts.position
    return [Edit(*place, by) if place else _lines_at(plain, _after_word(plain, parts), by)]


def _fill_kind(plain: str, parts: MarkParts, kind: ActKind) -> list[Edit]:
    if any(act.act.kind is kind for act in parts.acts):
        return []
    act = parts.acts[0] if parts.acts else None
    if act is None:
        return [_lines_at(plain, _own_end(plain, parts), _INSTRUMENTAL[kind])]
    if act.kind:
        return [Edit(*act.kind, _INSTRUMENTAL[kind])]
    if act.label:
        return [Edit(act.label.start, act.label.start, f"{_INSTRUMENTAL[kind]} ")]
    return [Edit(act.stop, act.stop, f" {_INSTRUMENTAL[kind]}")]


def _fill_date(plain: str, parts: MarkParts, date: dt.date, kind: ActKind | None) -> list[Edit]:
    act = _target(parts, kind, "date")
    if act is None:
        default = "" if parts.signed else f" {_INSTRUMENTAL[_DEFAULT_ACT[parts.head.kind]]}"
        return [_lines_at(plain, _own_end(plain, parts), f"{official(date)}{default}")]
    if act.date:
        return [Edit(*act.date, date.isoformat() if act.iso else official(date))]
    start = (act.kind or act.label or parts.word).start
    return [Edit(start, start, f"{official(date)} ")]


def _fill_number(plain: str, parts: MarkParts, number: str, kind: ActKind | None) -> list[Edit]:
    act = _target(parts, kind, "label")
    if act is None:
        default = "" if parts.signed else f"{_INSTRUMENTAL[_DEFAULT_ACT[parts.head.kind]]} "
        return [_lines_at(plain, _own_end(plain, parts), f"{default}Nr. {number}")]
    if act.label and act.number:
        spaced = act.number.start > act.label.stop or not number
        return [Edit(*act.number, number if spaced else f" {number}")]
    return [Edit(act.stop, act.stop, f" Nr. {number}")]
