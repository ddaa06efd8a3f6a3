"""A plan for the next period: what is sure is done, what a person must decide is reported.

A new plan and a list of changes come of a plan; nothing here knows files, or how the changes are shown.
"""

from planforms.rollover.changes import Change, ChangeKind, RollOver
from planforms.rollover.plan import roll_over
from planforms.timing.moving.destinations import Days

__all__ = ["Change", "ChangeKind", "Days", "RollOver", "roll_over"]
