"""What is asked of the editors, and what they give back; values only."""

import datetime as dt

from msgspec import Struct

from planforms.place import Place


class Change(Struct, frozen=True, kw_only=True):
    """Other words for a cell or a paragraph.

    Attributes:
        place: where it stands, as the reader tells it.
        old: the words as the plan has them: all that stands there, or a stretch of it that is there once.
        new: the words in their place. Only what differs is changed, so looks stay.
        date: the day behind *new*, for a cell of a sheet that holds a real date; it keeps its number format.
    """

    place: Place
    old: str
    new: str
    date: dt.date | None = None


class Comment(Struct, frozen=True, kw_only=True):
    """A comment on a cell or a paragraph, divided by line breaks, and a colour for a cell of a sheet (``RRGGBB``).

    Either may be blank.
    """

    place: Place
    words: str = ""
    colour: str = ""


class SummaryRow(Struct, frozen=True, kw_only=True):
    """A row of planforms' own sheet.

    Attributes:
        cells: its words.
        place: where the first cell leads, where it is a link.
        heading: whether it is in bold.
        colour: of the second cell (``RRGGBB``), empty for none.
    """

    cells: tuple[str, ...]
    place: Place | None = None
    heading: bool = False
    colour: str = ""


class Edited(Struct, frozen=True, kw_only=True):
    """The file, the changes that were not made because the file does not say there what was expected, and new names.

    ``renamed`` holds the old and the new names of sheets, and the old and the new words of properties.
    """

    data: bytes
    left: tuple[Change, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
