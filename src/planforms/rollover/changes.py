"""What rolling a plan over did, suggests and doubts, as data; nothing here knows how it was found or is shown."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

import msgspec
from msgspec import Struct

from planforms.model import Plan, Text


class ChangeKind(StrEnum):
    """How much a change asks of the person who reads the draft."""

    CHANGED = "changed"  # done and certain: a year, a mark to be filled in again
    MOVED = "moved"  # done by a rule: a day that somebody should look at
    SUGGESTED = "suggested"  # not done
    DOUBTFUL = "doubtful"  # a person must decide


class Change(Struct, frozen=True, kw_only=True):
    """One entry of the list of changes.

    Attributes:
        kind: what it asks of the reader.
        reason: English message id; ``arguments`` fill its braces.
        at: a path into the plan (``rows[3].when``, ``marks[0]``, ``title``), or empty for the whole.
        old: the old words.
        new: the words as they are now, or as suggested; the old ones where nothing changes.
        days: the days that were moved, ``2025-10-14 → 2026-10-13``.
    """

    kind: ChangeKind
    reason: str
    at: str = ""
    old: str = ""
    new: str = ""
    days: str = ""
    arguments: Mapping[str, object] = msgspec.field(default_factory=dict)

    @property
    def done(self) -> bool:
        """Whether the draft's words differ from the old ones."""
        return self.kind is not ChangeKind.SUGGESTED and self.old != self.new

    def __str__(self) -> str:
        return self.reason.format(**self.arguments)


class Rolled(NamedTuple):
    """A text in the new period, and what was changed or doubted in it; the changes have no path yet."""

    text: Text
    changes: tuple[Change, ...] = ()


class RollOver(Struct, frozen=True, kw_only=True):
    """A plan for the new period, and the list of changes in the order of the plan."""

    plan: Plan
    changes: tuple[Change, ...] = ()
