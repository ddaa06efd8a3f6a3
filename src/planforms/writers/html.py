"""A plan as a page for the school's site: what the official document holds, for screens, paper and screen readers.

Values in, bytes out. The page needs no script and no other file; a fragment is for pasting into a page of a site.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from planforms.language import Speaker
from planforms.marks import format_mark
from planforms.model import Activity, Heading, Mark, Paragraph, Plan, Row, Run, Script, Section, SectionRole, Text
from planforms.remembered import pattern_of
from planforms.source import LINKS, TABLE_CAPTION
from planforms.tags import Tag, document
from planforms.text import one_line
from planforms.writers.page import clean_lines, goes_on, page_rows, placed_marks, row_groups, row_spans

LANGUAGE = "lt"
_NAMELESS = "Veiklos planas"
_OTHER_TABLE = "Lentelė"
_NUMBER = pattern_of(r"(\d{1,4})\.")
_STYLE = """
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 75rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; }
.plan { white-space: pre-wrap; overflow-wrap: break-word; }
.approval { width: fit-content; max-width: 100%; margin: 0 0 1rem auto; }
.mark { margin: 1.5rem 0 0; }
.letterhead { margin: 0 0 1rem; text-align: center; }
h1 { margin: 1.5rem 0; font-size: 1.25rem; text-align: center; }
h2 { margin: 1rem 0 .25rem; font-size: 1rem; }
p, ul, ol { margin: 0 0 .25rem; }
ul, ol { padding-left: 1.5rem; }
.wide { overflow-x: auto; margin: 1rem 0; }
.wide:focus-visible { outline: 3px solid #0a4c86; }
table { width: 100%; border-collapse: collapse; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { padding: .35rem .5rem; border: 1px solid #6b6b6b; text-align: left; vertical-align: top; }
thead th { background: #ececec; text-align: center; vertical-align: middle; }
tbody th[scope="row"] { font-weight: normal; }
th[scope="rowgroup"] { background: #f5f5f5; }
th.level-1 { text-align: center; }
th.level-3 { padding-left: 1.5rem; }
@media print {
  body { max-width: none; padding: 0; font: 11pt/1.3 "Times New Roman", "Liberation Serif", serif; }
  .wide { overflow: visible; }
  tr, .mark, .approval { break-inside: avoid; }
  thead { display: table-header-group; }
}
@page { size: A4; margin: 20mm 10mm 20mm 30mm; }
"""


def write(plan: Plan, *, fragment: bool = False) -> bytes:
    """The page of *plan*, or with *fragment* only what is to be pasted into another page, whose style it takes."""
    inside = _inside(plan, *(("h2", "h3") if fragment else ("h1", "h2")))
    if fragment:
        return f"{Tag('section', lang=LANGUAGE)(*inside)}\n".encode()
    title = one_line(str(plan.title)).strip() or _NAMELESS
    body = Tag("main", class_="plan")(*inside)
    return document(Speaker(LANGUAGE), title, body, style=_STYLE).encode()


def _inside(plan: Plan, top: str, next_one: str) -> Iterator[Tag]:
    """The parts of *plan* in their order; *top* and *next_one* are the elements of its title and of labels."""
    letterhead = [section for section in plan.sections if section.role is SectionRole.LETTERHEAD]
    others = [section for section in plan.sections if section.role is not SectionRole.LETTERHEAD]
    approvals, other_marks = placed_marks(plan)
    yield from _marks(approvals, "approval")
    yield from _sections(letterhead, next_one)
    if plan.title:
        yield Tag(top)(*_lines(clean_lines(plan.title)))
    yield from _sections(others, next_one)
    if plan.columns:
        yield _table(plan)
    yield from _sections(plan.closing, next_one)
    yield from _marks(other_marks, "mark")


def _marks(marks: Sequence[Mark], kind: str) -> Iterator[Tag]:
    return (Tag("p", class_=kind)(*_lines(clean_lines(format_mark(mark)))) for mark in marks)


def _sections(sections: Sequence[Section], element: str) -> Iterator[Tag]:
    for section in sections:
        yield from _section(section, element)


def _section(section: Section, element: str) -> Iterator[Tag]:
    if section.table is not None:
        if section.label:
            yield Tag(element)(section.label)
        rows = (Tag("tr")(*(Tag("td")(*_flow(text)) for text in row)) for row in section.table.rows)
        yield Tag("div", class_="wide", role="group", tabindex="0", aria_label=_OTHER_TABLE)(
            Tag("table")(Tag("tbody")(*rows))
        )
        return
    lines = clean_lines(section.text)
    if goes_on(section, lines):
        yield Tag("p")(Tag("strong")(section.label), " ", *_words(lines[0]))
        return
    if section.label:
        yield Tag(element)(section.label)
    for listed, paragraphs in _by_list(lines):
        if listed:
            yield _list(paragraphs)
        elif section.role is SectionRole.LETTERHEAD:
            yield Tag("p", class_="letterhead")(*_lines(paragraphs))
        else:
            yield from (Tag("p")(*_words(paragraph)) for paragraph in paragraphs)


def _table(plan: Plan) -> Tag:
    heads = (_head(column.heading) for column in plan.columns)
    table = Tag("table")(Tag("caption")(TABLE_CAPTION), Tag("thead")(Tag("tr")(*heads)))
    rows = list(page_rows(plan))
    spans = row_spans(rows)
    for group in row_groups(rows):
        body = Tag("tbody")
        for i, row in group:
            shown = row.shown()
            body(_row(row.row, shown, {column: spans[i, column] for column in shown}, len(plan.columns)))
        table(body)
    return Tag("div", class_="wide", role="group", tabindex="0", aria_label=TABLE_CAPTION)(table)


def _head(heading: str) -> Tag:
    words = _lines(clean_lines(Text.of(heading)))
    return Tag("th", scope="col")(*words) if heading.strip() else Tag("td")


def _row(row: Row, texts: Mapping[str, Text], heights: Mapping[str, int], width: int) -> Tag:
    if not isinstance(row, Activity):
        words = _flow(row.text)
        if isinstance(row, Heading):
            level = f"level-{min(max(row.level, 1), 3)}"
            return Tag("tr")(Tag("th", scope="rowgroup", class_=level, colspan=f"{width}")(*words))
        return Tag("tr")(Tag("td", colspan=f"{width}")(*words))
    cells = Tag("tr")
    for column, text in texts.items():
        tall = {"rowspan": f"{heights[column]}"} if heights[column] > 1 else {}
        named = column == "title" and text
        cells(Tag("th", scope="row", **tall)(*_flow(text)) if named else Tag("td", **tall)(*_flow(text)))
    return cells


def _flow(text: Text) -> Iterator[Tag | str]:
    """The words of a cell: lines, and lists where its lines have list signs."""
    for listed, paragraphs in _by_list(clean_lines(text)):
        if listed:
            yield _list(paragraphs)
        else:
            yield from _lines(paragraphs)


def _by_list(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[bool, Sequence[Paragraph]]]:
    """Stretches of *paragraphs* that make one list of the kinds that a page has, and those that make none."""

    def kind(numbered: tuple[int, Paragraph]) -> str:
        place, paragraph = numbered
        number = _NUMBER.fullmatch(paragraph.marker)
        if not str(paragraph).strip() or paragraph.marker not in ("•", number and number[0]):
            return ""
        return f"{int(number[1]) - place}" if number else paragraph.marker

    for listed, stretch in groupby(enumerate(paragraphs), kind):
        yield bool(listed), [paragraph for _, paragraph in stretch]


def _list(paragraphs: Sequence[Paragraph]) -> Tag:
    number = paragraphs[0].marker.rstrip(".")
    begins = {"start": number} if number.isdecimal() and number != "1" else {}
    made = Tag("ol", **begins) if number.isdecimal() else Tag("ul")
    return made(*(Tag("li")(*_words(paragraph)) for paragraph in paragraphs))


def _lines(paragraphs: Sequence[Paragraph]) -> Iterator[Tag | str]:
    """*paragraphs* as lines of one block; a list sign that no list of a page has is a word of its line."""
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield Tag("br")
        if paragraph.marker:
            yield f"{paragraph.marker} "
        yield from _words(paragraph)


def _words(paragraph: Paragraph) -> Iterator[Tag | str]:
    return map(_run, paragraph.runs)


def _run(run: Run) -> Tag | str:
    """The words of *run* in its looks."""
    made: Tag | str = run.text
    looks = {
        "sup": run.script is Script.SUPER,
        "sub": run.script is Script.SUB,
        "s": run.struck,
        "u": run.underline,
        "i": run.italic,
        "b": run.bold,
    }
    for name, has in looks.items():
        if has and run.text:
            made = Tag(name)(made)
    return Tag("a", href=run.link)(made) if run.text and run.link.lower().startswith(LINKS) else made
