"""Timings moved to the new period: ``days`` decides where a day goes, ``aims`` what each date of a timing becomes.

``rewriting`` and ``forms`` put that into the words, ``strays`` looks after the days beside, ``flags`` doubts where a
day landed, ``rolled`` puts them together and reads the words again. Pure.
"""

from planforms.rollover.timings.rolled import Rolled, roll_timing

__all__ = ["Rolled", "roll_timing"]
