"""The documents that go with a plan: the head's order that approves it, the extract of the minutes that endorse it.

Values in, values out: what is certain is written in the right case, what is not is a line to fill in and a gap that
is reported. Knows nothing of files and templates.
"""

from planforms.companions.documents import CompanionKind, Gap, Minutes, Order, minutes_of, order_of

__all__ = ["CompanionKind", "Gap", "Minutes", "Order", "minutes_of", "order_of"]
