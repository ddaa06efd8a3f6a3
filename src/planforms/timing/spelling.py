"""Dates in official Lithuanian words: days, months, ranges and lists of them, n-th weekdays.

Source of the forms: the State Commission of the Lithuanian Language, on dates (resolution 2 (78) of 2001-05-03).
"""

from collections.abc import Iterable

from planforms.calendars import WEEKDAYS
from planforms.timing import words
from planforms.timing.edtf import Component, Interval, component, read_edtf

MONTHS = tuple(forms.split()[1] for forms in words.MONTHS)  # the genitive
_SEASONS = {number: forms.split()[0] for number, forms in words.SEASONS.items()}
ROMAN = ("", "I", "II", "III", "IV")
_SEASONS_OF = {number: forms.split()[1] for number, forms in words.SEASONS.items()}
_BLANK = "___"
BREAKS = {
    "autumn": "rudens",
    "christmas": "žiemos (Kalėdų)",
    "winter": "žiemos",
    "spring": "pavasario (Velykų)",
    "summer": "vasaros",
}
# What a stretch of months is called, by its first month and its length.
_STRETCHES = {
    **{(3 * n - 2, 3): f"{ROMAN[n]} ketv." for n in range(1, 5)},
    **{(month, 3): _SEASONS_OF[season] for season, month in ((21, 3), (22, 6), (23, 9), (24, 12))},
    (1, 6): "I pusmečio",
    (7, 6): "II pusmečio",
}
_SCHOOL_STRETCHES = {
    (9, 5): "I pusmečio",
    (2, 5): "II pusmečio",
    (12, 4): "II trimestro",
    (3, 4): "III trimestro",
    (9, 10): "",
}


def dates_words(edtf: str, *, apart: bool = False) -> str:
    """The words of an EDTF string; days of one month share its name unless they stand *apart*."""
    dates = read_edtf(edtf)
    last = " ar " if dates.one_of else " ir "
    if len(dates.intervals) == 1:
        return _interval_words(dates.intervals[0])
    days = _days_of_one_month(dates.intervals)
    if days and not apart:
        head, numbers = days
        return f"{head} {listed(numbers, last)} d."
    return listed([_interval_words(interval) for interval in dates.intervals], last)


def listed(said: list[str], last: str) -> str:
    """``a, b ir c``."""
    return ", ".join(said[:-1]) + last + said[-1] if len(said) > 1 else "".join(said)


def _days_of_one_month(intervals: Iterable[Interval]) -> tuple[str, list[str]] | None:
    numbers: list[str] = []
    months: set[tuple[int, int | None]] = set()
    for first, last in intervals:
        if first is None or first != last or not first.day or not first.month or first.about:
            return None
        months.add((first.year, first.month))
        numbers.append(str(first.day))
    if len(months) != 1:
        return None
    ((year, month),) = months
    return date_words(Component(year, month, None, about=False)).removesuffix(" mėn."), numbers


def _interval_words(interval: Interval) -> str:
    first, last = interval
    if first is None:
        return f"iki {date_words(last)}" if last else ""
    if last is None:
        return f"nuo {date_words(first)}"
    if first == last:
        return date_words(first)
    return _range_words(first, last)


def _range_words(first: Component, last: Component) -> str:
    same_year = first.year == last.year
    if first.about or last.about:
        return f"nuo {_edge_words(first, 'pabaigos')} iki {_edge_words(last, 'pradžios')}"
    if first.month is None or last.month is None:
        joined = f"{first.year}–{last.year} m."
        return joined if first.month is last.month else f"{date_words(first)} – {date_words(last)}"
    if first.day is None and last.day is None:
        return _months_words(first, last)
    if same_year and first.month == last.month and first.day and last.day:
        head = date_words(first._replace(day=None)).removesuffix(" mėn.")
        return f"{head} {first.day}–{last.day} d."
    end = date_words(last)
    return f"{date_words(first)} – {end.removeprefix(f'{last.year} m. ') if same_year and last.month else end}"


def _months_words(first: Component, last: Component) -> str:
    start, end = first.month or 0, last.month or 0
    if (start, end) == (9, 8) and first.year:
        return f"{first.year}–{last.year} m. m."
    if first.year != last.year:
        return f"{date_words(first)} – {date_words(last)}"
    year = f"{first.year} m. " if first.year else ""
    if end - start == 2 and start % 3 == 1 and first.year:  # noqa: PLR2004 - a quarter
        return f"{year}{ROMAN[end // 3]} ketv."
    return f"{year}{MONTHS[start - 1]}–{MONTHS[end - 1]} mėn."


def _edge_words(date: Component, edge: str) -> str:
    # What is approximate in a range is the middle of a month, or its edge that lies inside the range.
    if not date.about:
        return date_words(date)
    return f"{date_words(date._replace(day=None, about=False))} {'vidurio' if date.day else edge}"


def date_words(date: Component) -> str:
    """``2023 m. lapkričio 21 d.``, ``2023 m. spalio mėn.``, ``2023 m. ruduo``; a blank is a line to fill in."""
    year, month, day, about = date
    said = [f"{year} m."] if year else []
    if month in _SEASONS:
        said.append(_SEASONS[month])
    elif month is not None:
        said.append(MONTHS[month - 1] if month else _BLANK)
        if day is None or not month:
            said.append("mėn.")
        if day is not None:
            said.append(f"{day or _BLANK} d.")
    return ("apie " if about else "") + " ".join(said)


def nth_words(code: str, nth: int, *, genitive: bool) -> str:
    """``pirmasis sekmadienis``, ``paskutinė savaitė``; in the genitive ``pirmojo sekmadienio``."""
    last = "priešpaskutin" if nth < -1 else "paskutin"
    if code == "WD":
        return last + "ė" if nth < 0 else words.ORDINAL_STEMS[nth - 1] + "a"
    if code == "W":
        ending, week = ("ės", "savaitės") if genitive else ("ė", "savaitė")
        ordinal = last + ending if nth < 0 else f"{nth}-{'osios' if genitive else 'oji'}"
        return f"{ordinal} {week}"
    stem = words.WEEKDAYS[WEEKDAYS.index(code)]
    weekday = stem + ("io" if genitive else "is")
    if nth < 0:
        return f"{last}{'io' if genitive else 'is'} {weekday}"
    ordinal = words.ORDINAL_STEMS[nth - 1]
    return f"{ordinal}{'ojo' if genitive else 'asis'} {weekday}"


def stretch_words(of: str) -> str:
    """A stretch of whole months in the genitive: ``2023 m. spalio mėn.``, ``2023–2024 m. m. I pusmečio``."""
    first, _, last = of.partition("/")
    start, end = component(first), component(last or first)
    if not last or start.month is None or end.month is None:
        return date_words(start)
    count = (end.month - start.month) % 12 + 1
    key = (start.month, count)
    if key == (1, 12):
        return f"{start.year} m." if start.year else "kalendorinių metų"
    if key in _SCHOOL_STRETCHES:
        autumn = start.year if start.month >= 9 else start.year - 1  # noqa: PLR2004 - September
        years = f"{autumn}–{autumn + 1} m. m." if start.year else "mokslo metų"
        return f"{years} {_SCHOOL_STRETCHES[key]}".strip()
    return (f"{start.year} m. " if start.year else "") + _STRETCHES[key]
