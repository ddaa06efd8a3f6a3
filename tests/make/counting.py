"""Work counted in calls, so that no test judges speed by a clock."""

import sys
from collections.abc import Callable
from types import FrameType

MOST = 2.6  # times the work for twice the input; the square would be four times


def work(function: Callable[[], object]) -> int:
    """How many calls, of C too, *function* makes."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


def grows_linearly(step: Callable[[int], Callable[[], object]], size: int) -> bool:
    """Whether the work of ``step(size)`` about doubles when *size* does.

    Each is done once before it is counted: what is prepared once, or remembered, is then so for both.
    """
    for times in (1, 2):
        step(times * size)()
    return work(step(2 * size)) <= MOST * work(step(size))
