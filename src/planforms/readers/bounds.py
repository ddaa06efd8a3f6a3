"""What every reader's Source is held to, whatever the format: its size, its characters, its heading rows.

It is between the readers and ``recognise``: blank cells go, since a Grid is its cells that hold words.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from planforms.findings import Finding
from planforms.model import Paragraph, Text
from planforms.package import Bound, Limits, too_large
from planforms.readers.notices import cell_cut, characters_removed
from planforms.source import Block, Grid, GridCell, Line, Source
from planforms.text import count_letters, is_blank_text, map_runs, without_forbidden


def bounded(source: Source, name: str, limits: Limits) -> Source:
    """*source*, of the file called *name*, within *limits*, less blank cells and forbidden characters.

    Raises:
        UnreadableFileError: it has more letters, or a table more columns, than a plan may have.
    """
    texts = [text for block in source.blocks for text in _texts(block)]
    # The words of a text are at hand; counting them is exact, but for list signs, which are not counted.
    if sum(map(len, map(str, texts))) > limits.letters and sum(map(count_letters, texts)) > limits.letters:
        raise too_large(name, Bound.LETTERS, limits.letters)
    for block in source.blocks:
        if isinstance(block, Grid) and len({cell.column for cell in block.cells}) > limits.columns:
            raise too_large(name, Bound.COLUMNS, limits.columns)
    cleaner = _Cleaner(limits.cell_letters)
    blocks = tuple(cleaner.blocks(source.blocks))
    return replace(source, blocks=blocks, findings=_with_removed([*source.findings, *cleaner.cut], cleaner.removed))


def _texts(block: Block) -> list[Text]:
    return [block.text] if isinstance(block, Line) else [cell.text for cell in block.cells]


class _Cleaner:
    """Cleans blocks; counts the characters ``removed``, and keeps the findings on cells that were ``cut``."""

    def __init__(self, most: int) -> None:
        self.removed = 0
        self.cut: list[Finding] = []
        self._most = most

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Line):
                text = self._clean(block.text)
                yield block if text is block.text else replace(block, text=text)
                continue
            cells = tuple([self._cell(cell) for cell in block.cells if not is_blank_text(cell.text)])
            name = without_forbidden(block.name)
            self.removed += len(block.name) - len(name)
            if cells:
                yield replace(block, cells=cells, name=name)

    def _cell(self, cell: GridCell) -> GridCell:
        words = str(cell.text)
        if len(words) <= self._most and words.isprintable():
            return cell
        text = self._clean(cell.text)
        if len(str(text)) > self._most and (letters := count_letters(text)) > self._most:
            self.cut.append(cell_cut(letters, self._most, cell.place))
            text = _first_letters(text, self._most)
        return cell if text is cell.text else replace(cell, text=text)

    def _clean(self, text: Text) -> Text:
        if str(text).isprintable():
            return text
        forbidden = 0
        for paragraph in text.paragraphs:
            for run in paragraph.runs:
                forbidden += len(run.text) - len(without_forbidden(run.text))
        if not forbidden:
            return text
        self.removed += forbidden
        return map_runs(text, lambda run: replace(run, text=without_forbidden(run.text)))


def _first_letters(text: Text, most: int) -> Text:
    paragraphs: list[Paragraph] = []
    for paragraph in text.paragraphs:
        runs = []
        for run in paragraph.runs:
            runs.append(replace(run, text=run.text[:most]))
            most -= len(runs[-1].text)
        paragraphs.append(replace(paragraph, runs=tuple(run for run in runs if run.text)))
        if not most:
            break
    return Text(tuple(paragraphs))


def _with_removed(findings: list[Finding], removed: int) -> tuple[Finding, ...]:
    """*findings* with so many more characters *removed*, in the one finding that counts them."""
    if not removed:
        return tuple(findings)
    rest = []
    for finding in findings:
        if finding.code == "R101" and isinstance(count := finding.arguments.get("count"), int):
            removed += count
        else:
            rest.append(finding)
    return (*rest, characters_removed(removed))


def marked_rows(marked: Iterable[int], cells: Iterable[GridCell]) -> tuple[int, ...]:
    """The *marked* rows, in order, that have *cells*; none where each row is marked, which sets none apart."""
    rows = {cell.row for cell in cells}
    found = rows.intersection(marked)
    return tuple(sorted(found)) if found != rows else ()
