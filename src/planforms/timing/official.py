"""Whole official dates, read at once: ``2026 m. rugsėjo 5 d.``, ``iki 2026 m. rugsėjo 5 d.``, ``2026-09-05``.

A shortcut beside the grammar for the forms that tables hold most. It understands what the grammar does, as a law in
the tests says, or nothing; the plan's period never counts, since each form has its year.
"""

import datetime as dt

from planforms.dates import MONTHS_GENITIVE
from planforms.remembered import pattern_of

_DAY = "0?[1-9]|[12][0-9]|3[01]"
_WORDS = pattern_of(
    rf"(?P<until>[Ii]ki )?(?P<year>(?:19|20)[0-9]{{2}}) m\. (?P<month>{'|'.join(MONTHS_GENITIVE)}) "
    rf"(?:mėn\.|(?P<day>{_DAY})(?:[–-](?P<last>{_DAY}))? d\.)"
)
_DIGITS = pattern_of(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")


def official_edtf(words: str) -> str:
    """The EDTF of *words* that are one official date, or days of one month; empty where they are anything else.

    Source: Dokumentų rengimo taisyklės (VE-41), how dates are written.
    """
    if _DIGITS.fullmatch(words):
        return words if _exists(words) else ""
    found = _WORDS.fullmatch(words)
    if not found:
        return ""
    until, year, name, *days = found.groups()
    month = f"{year}-{MONTHS_GENITIVE.index(name) + 1:02}"
    dates = [f"{month}-{day:0>2}" for day in days if day]
    if until:
        return f"../{dates[0]}" if len(dates) == 1 and _exists(dates[0]) else ""
    in_order = dates == sorted(set(dates)) and all(map(_exists, dates))
    return ("/".join(dates) or month) if in_order else ""


def _exists(day: str) -> bool:
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        return False
    return True
