"""Words of a page gathered into paragraphs: white space as HTML means it, line breaks, the signs of lists.

It knows how text flows, and no element.
"""

import re
from typing import Final

from planforms.model import Paragraph, Run
from planforms.text import is_blank, join_runs

_SPACE: Final = re.compile("[ \t\n\r\f]+")


class Flow:
    """Paragraphs as they come; ``marker`` is the list sign that the next one takes."""

    def __init__(self) -> None:
        self.marker = ""
        self._paragraphs: list[Paragraph] = []
        self._line: list[Run] = []
        self._at_space = True

    def add(self, words: str, look: Run, *, kept: bool = False) -> None:
        """Add *words* in the looks of *look*; their white space is one space unless it is *kept* (``pre``)."""
        if kept:
            first, *rest = words.split("\n")
            self._append(first, look)
            for line in rest:
                self.end_line()
                self._append(line, look)
            return
        words = _SPACE.sub(" ", words)
        if self._at_space:
            words = words.lstrip(" ")
        self._append(words, look)

    def end_line(self) -> None:
        """End a line; a blank one inside the words stays, as people part things by it."""
        line = join_runs(self._line)
        if line and line[-1].text.endswith(" "):
            last = line.pop()
            line += [
                Run(last.text.rstrip(" "), last.bold, last.italic, last.underline, last.struck, last.script, last.link)
            ]
        self._paragraphs.append(Paragraph(tuple(join_runs(line)), self.marker if line else ""))
        if line:
            self.marker = ""
        self._line = []
        self._at_space = True

    def end_block(self) -> None:
        """End a line, if one is begun."""
        if self._line:
            self.end_line()

    def take(self) -> tuple[Paragraph, ...]:
        """The paragraphs so far, less blank ones at the ends; the flow begins anew."""
        self.end_block()
        paragraphs, self._paragraphs = self._paragraphs, []
        while paragraphs and is_blank(str(paragraphs[-1])):
            paragraphs.pop()
        start = next((i for i, paragraph in enumerate(paragraphs) if not is_blank(str(paragraph))), 0)
        return tuple(paragraphs[start:])

    def _append(self, words: str, look: Run) -> None:
        if words:
            self._line.append(Run(words, look.bold, look.italic, look.underline, look.struck, look.script, look.link))
            self._at_space = words.endswith(" ")
