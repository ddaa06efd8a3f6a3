"""Replace stretches of a text and leave all the rest, looks included, as it stands.

Parsers give the stretch ``[start, stop)`` of ``str(text)`` that each part stands at; filling a mark, a fix and the
roll-over change only those.
"""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from planforms.model import Paragraph, Run, Text
from planforms.text import join_runs, split_lines


class Edit(NamedTuple):
    """Put *words* in the place of ``[start, stop)``; an empty stretch inserts."""

    start: int
    stop: int
    words: str


def edited(text: Text, edits: Iterable[Edit]) -> Text:
    """*text* with all *edits* made; their places are those of *text*, and none overlap.

    New words take the look of what they replace, and inserted ones that of what they follow. A line break in them
    begins a paragraph; edits at one place are made in the order given.
    """
    ordered = sorted(edits, key=lambda edit: edit.start)
    for edit in ordered[::-1]:  # from the end, so that places before stay true
        text = _replaced(text, edit)
    return text


def _replaced(text: Text, edit: Edit) -> Text:
    paragraphs = list(text.paragraphs) or [Paragraph()]
    first, start = _locate(paragraphs, edit.start)
    last, stop = _locate(paragraphs, edit.stop)
    before, _ = _divide(paragraphs[first].runs, start)
    _, after = _divide(paragraphs[last].runs, stop)
    new = replace(_look(paragraphs[first].runs, start, inserting=edit.start == edit.stop), text=edit.words)
    whole = Paragraph(tuple(join_runs([*before, new, *after])), paragraphs[first].marker)
    paragraphs[first : last + 1] = [whole]
    return Text(split_lines(Text(tuple(paragraphs)))) if edit.words or first != last else Text(tuple(paragraphs))


def _locate(paragraphs: list[Paragraph], place: int) -> tuple[int, int]:
    """The paragraph that holds a place of the text, and the place in its runs."""
    for index, paragraph in enumerate(paragraphs):
        length = len(str(paragraph))
        if place <= length:
            written = sum(len(run.text) for run in paragraph.runs)
            return index, max(0, place - (length - written))
        place -= length + 1
    return len(paragraphs) - 1, sum(len(run.text) for run in paragraphs[-1].runs)


def _divide(runs: tuple[Run, ...], place: int) -> tuple[list[Run], list[Run]]:
    before: list[Run] = []
    after: list[Run] = []
    for run in runs:
        cut = min(max(place, 0), len(run.text))
        before.append(replace(run, text=run.text[:cut]))
        after.append(replace(run, text=run.text[cut:]))
        place -= len(run.text)
    return before, after


def _look(runs: tuple[Run, ...], place: int, *, inserting: bool) -> Run:
    """The run whose look new words at *place* take."""
    for run in runs:
        if place < len(run.text) or (inserting and place == len(run.text)):
            return run
        place -= len(run.text)
    return runs[-1] if runs else Run("")
