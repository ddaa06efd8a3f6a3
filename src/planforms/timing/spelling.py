"""The official Lithuanian words of a timing, made from its understood parts alone.

The inverse of ``parse_timing``: these words read back as the same parts in the same period.
"""

import re
from collections.abc import Iterable, Mapping

from planforms.dates import MONTHS_GENITIVE, WEEKDAYS, feasts, official_words
from planforms.model import Timing
from planforms.timing import words
from planforms.timing.notation import Component, Interval, component, read_edtf

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
    """The words of an EDTF string; days of one month share its name unless written *apart*."""
    dates = read_edtf(edtf)
    last = " ar " if dates.one_of else " ir "
    if len(dates.intervals) == 1:
        return _interval_words(dates.intervals[0])
    days = _days_of_one_month(dates.intervals)
    if days and not apart:
        head, numbers = days
        return f"{head} {listed(numbers, last)} d."
    return listed([_interval_words(interval) for interval in dates.intervals], last)


def listed(parts: list[str], last: str) -> str:
    """``a, b ir c``."""
    return ", ".join(parts[:-1]) + last + parts[-1] if len(parts) > 1 else "".join(parts)


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
    return component_words(Component(year, month, None, about=False)).removesuffix(" mėn."), numbers


def _interval_words(interval: Interval) -> str:
    first, last = interval
    if first is None:
        return f"iki {component_words(last)}" if last else ""
    if last is None:
        return f"nuo {component_words(first)}"
    if first == last:
        return component_words(first)
    return _range_words(first, last)


def _range_words(first: Component, last: Component) -> str:
    same_year = first.year == last.year
    if first.about or last.about:
        return f"nuo {_edge_words(first, 'pabaigos')} iki {_edge_words(last, 'pradžios')}"
    if first.month is None or last.month is None:
        joined = f"{first.year}–{last.year} m."
        return joined if first.month is last.month else f"{component_words(first)} – {component_words(last)}"
    if first.day is None and last.day is None:
        return _months_words(first, last)
    if same_year and first.month == last.month and first.day and last.day:
        head = component_words(first._replace(day=None)).removesuffix(" mėn.")
        return f"{head} {first.day}–{last.day} d."
    end = component_words(last)
    return f"{component_words(first)} – {end.removeprefix(f'{last.year} m. ') if same_year and last.month else end}"


def _months_words(first: Component, last: Component) -> str:
    start, end = first.month or 0, last.month or 0
    if (start, end) == (9, 8) and first.year:
        return f"{first.year}–{last.year} m. m."
    if first.year != last.year:
        return f"{component_words(first)} – {component_words(last)}"
    year = f"{first.year} m. " if first.year else ""
    if end - start == 2 and start % 3 == 1 and first.year:  # noqa: PLR2004 - a quarter
        return f"{year}{ROMAN[end // 3]} ketv."
    return f"{year}{MONTHS_GENITIVE[start - 1]}–{MONTHS_GENITIVE[end - 1]} mėn."


def _edge_words(date: Component, edge: str) -> str:
    # What is approximate in a range is the middle of a month, or its edge that lies inside the range.
    if not date.about:
        return component_words(date)
    return f"{component_words(date._replace(day=None, about=False))} {'vidurio' if date.day else edge}"


def component_words(date: Component) -> str:
    """``2023 m. lapkričio 21 d.``, ``2023 m. spalio mėn.``, ``2023 m. ruduo``; a blank is a line to fill in."""
    year, month, day, about = date
    if month in _SEASONS:
        words = f"{official_words(year)} {_SEASONS[month]}".strip()
    elif month is None:
        words = official_words(year)
    elif month:
        words = official_words(year, MONTHS_GENITIVE[month - 1], "" if day is None else str(day or _BLANK))
    else:
        words = official_words(year, _BLANK) + ("" if day is None else f" {day or _BLANK} d.")
    return f"apie {words}" if about else words


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
        return component_words(start)
    count = (end.month - start.month) % 12 + 1
    key = (start.month, count)
    if key == (1, 12):
        return f"{start.year} m." if start.year else "kalendorinių metų"
    if key in _SCHOOL_STRETCHES:
        autumn = start.year if start.month >= 9 else start.year - 1  # noqa: PLR2004 - September
        years = f"{autumn}–{autumn + 1} m. m." if start.year else "mokslo metų"
        return f"{years} {_SCHOOL_STRETCHES[key]}".strip()
    return (f"{start.year} m. " if start.year else "") + _STRETCHES[key]


_EDGES = {"start": ("pradžioje", "pradžios"), "middle": ("viduryje", "vidurio"), "end": ("pabaigoje", "pabaigos")}
_CHURCH_TIMES = {
    "advent": ("Adventas", "Advento"),
    "lent": ("Gavėnia", "Gavėnios"),
    "easter-time": ("Velykų laikotarpis", "Velykų laikotarpio"),
}
_ACCUSATIVES = {"os": "as", "ės": "es", "is": "į", "a": "ą"}
_WORKING_DAYS, _WEEKEND = "MO,TU,WE,TH,FR", "SA,SU"
_MONTH_INTERVALS = {1: "kas mėnesį", 3: "kas ketvirtį", 6: "kas pusmetį"}
_EVERY_STRETCH = {
    "month": "kiekvieno mėnesio",
    "quarter": "kiekvieno ketvirčio",
    "trimester": "kiekvieno trimestro",
    "half-year": "kiekvieno pusmečio",
}
_MONTHS_IN = {"month": 1, "quarter": 3, "trimester": 3, "half-year": 6}


def format_timing(timing: Timing) -> str:
    """The official words of *timing*; the words as written where nothing is understood.

    ``parse_timing`` of them in the same period gives the same EDTF, RRULE, clock and anchor.
    """
    if not timing.understood:
        return str(timing.words)
    try:
        return _words(timing)
    except (ValueError, LookupError):
        # Parts that planforms did not make, from someone's JSON: their words as written are best.
        return str(timing.words) or " ".join(filter(None, [timing.edtf, timing.rrule, timing.clock, timing.anchor]))


def _words(timing: Timing) -> str:
    clock = _clock(timing.clock)
    if timing.rrule and "COUNT" not in timing.rrule:
        window = dates_words(timing.edtf, apart=True) if timing.edtf else ""
        parts = [window, _recurring_words(timing.rrule, timing.anchor)]
        return " ".join(filter(None, [", ".join(filter(None, parts)), clock]))
    return " ".join(filter(None, [_anchored(timing) or (dates_words(timing.edtf) if timing.edtf else ""), clock]))


def _clock(clock: str) -> str:
    moments = (moment.replace("/", "–").replace(":", ".").removeprefix("0") for moment in clock.split(","))
    return ", ".join(f"{moment.replace('–0', '–')} val." for moment in moments if moment)


def _anchored(timing: Timing) -> str:
    """The words of a date that follows a rule; empty where it does not, or the rule has no words."""
    if timing.anchor == "period":
        school = re.fullmatch(r"\d{4}-09/\d{4}-08", timing.edtf)
        years = not timing.edtf or re.fullmatch(r"\d{4}-01/\d{4}-12", timing.edtf)
        return "visus mokslo metus" if school else "visus metus" if years else "visą laikotarpį"
    if timing.anchor == "on-demand":
        return "pagal poreikį"
    side, _, rule = timing.anchor.partition(":")
    if side in {"after", "before"}:
        return f"{'po' if side == 'after' else 'prieš'} {_year(timing)}{_named_after_or_before(side, rule)}"
    until, since = timing.edtf.startswith("../"), timing.edtf.endswith("/..")
    named = _named(timing, genitive=until or since)
    return ("iki " if until else "nuo " if since else "") + named if named else ""


def _named(timing: Timing, *, genitive: bool) -> str:
    """A named day, a break, an edge, an n-th weekday or week, with its year."""
    kind, _, of = timing.anchor.partition(":")
    if kind in _EDGES:
        return f"{stretch_words(of)} {_EDGES[kind][genitive]}"
    if match := re.fullmatch(r"(.{7})/(W|[A-Z]{2})([+-]\d)", timing.anchor):
        return f"{component_words(component(match[1]))} {nth_words(match[2], int(match[3]), genitive=genitive)}"
    year = _year(timing)
    if kind == "break":
        return f"{year}{BREAKS[of]} {'atostogų' if genitive else 'atostogos'}"
    name = _name(timing.anchor, genitive=genitive)
    return year + name if name else ""


def _year(timing: Timing) -> str:
    found = re.search(r"\d{4}", timing.edtf)
    return f"{found[0]} m. " if found else ""


def _named_after_or_before(side: str, rule: str) -> str:
    """A feast or a break after „po“ (in the genitive) or „prieš“ (in the accusative)."""
    kind, _, of = rule.partition(":")
    if kind == "break":
        return f"{BREAKS[of]} {'atostogų' if side == 'after' else 'atostogas'}"
    name = _name(rule, genitive=side == "after")
    return name if side == "after" else _accusative(name)


def _accusative(name: str) -> str:
    """The accusative of a feast's name: Velykas, Didįjį penktadienį, Motinos dieną."""
    first, _, last = name.rpartition(" ")
    ending = next(ending for ending in _ACCUSATIVES if last.endswith(ending))
    words = [first.replace("Didysis", "Didįjį"), last.removesuffix(ending) + _ACCUSATIVES[ending]]
    return " ".join(word for word in words if word)


def _name(rule: str, *, genitive: bool) -> str:
    """The name of a feast or of a time of the church; empty where there is none."""
    if rule in _CHURCH_TIMES:
        return _CHURCH_TIMES[rule][genitive]
    if rule.startswith("advent"):
        return f"{ROMAN[int(rule[6:]) // 7 + 1]} Advento sekmadien{'io' if genitive else 'is'}"
    feast = next((feast for feast in feasts() if feast.rule == rule), None)
    return "" if feast is None else (feast.genitive or feast.name) if genitive else feast.name


def _recurring_words(rrule: str, anchor: str) -> str:
    """The words of an RRULE that ``rules`` made; the *anchor* is which day of its month or year is meant."""
    fields = dict(field.split("=") for field in rrule.split(";"))
    interval = int(fields.get("INTERVAL", "1"))
    match fields["FREQ"]:
        case "DAILY":
            parts = "kasdien" if interval == 1 else f"kas {interval} dienas"
        case "WEEKLY":
            parts = _weekly(interval, fields.get("BYDAY", ""))
        case "MONTHLY":
            parts = _monthly(interval, fields, anchor)
        case _:
            parts = _yearly(interval, fields, anchor)
    if "BYHOUR" in fields:
        parts += f" {fields['BYHOUR']}.{int(fields['BYMINUTE']):02} val."
    return parts


def _weekly(interval: int, days: str) -> str:
    every = "kas savaitę" if interval == 1 else f"kas {interval} savaites"
    if not days:
        return every
    codes = [WEEKDAYS.index(code) for code in days.split(",")]
    if interval > 1 and len(codes) == 1 and interval <= len(words.ORDINAL_STEMS):
        return f"kas {words.ORDINAL_STEMS[interval - 1]}ą {words.WEEKDAYS[codes[0]]}į"
    each = {_WORKING_DAYS: "darbo dienomis", _WEEKEND: "savaitgaliais"}.get(days)
    each = each or listed([f"{words.WEEKDAYS[code]}iais" for code in codes], " ir ")
    return each if interval == 1 else f"{every}, {each}"


def _monthly(interval: int, fields: Mapping[str, str], anchor: str) -> str:
    every = _MONTH_INTERVALS.get(interval, f"kas {interval} mėnesius")
    days = [each for each in fields.get("BYMONTHDAY", "").split(",") if each]
    nth = [each for each in fields.get("BYDAY", "").split(",") if each]
    if fields.get("BYDAY") == _WORKING_DAYS:
        nths = [nth_words("WD", int(each), genitive=False) for each in fields["BYSETPOS"].split(",")]
        return f"kiekvieno mėnesio {listed(nths, ' ir ')} darbo diena" if interval == 1 else ""
    on = [_nth(each) for each in nth] + _days(days)
    kind, _, of = anchor.partition(":")
    if kind in _EDGES:
        if not on and interval == _MONTHS_IN[of]:
            return f"{_EVERY_STRETCH[of]} {_EDGES[kind][0]}"
        on.append(_EDGES[kind][0])
    if match := re.fullmatch(r"[a-z-]+/W([+-]\d)", anchor):
        on.append(nth_words("W", int(match[1]), genitive=False))
    if not on:
        return every
    return f"kiekvieno mėnesio {', '.join(on)}" if interval == 1 else f"{every}, {', '.join(on)}"


def _nth(each: str) -> str:
    return nth_words(each[-2:], int(each[:-2]), genitive=False)


def _days(days: list[str], last: str = " ir ") -> list[str]:
    plain = [day for day in days if day != "-1"]
    parts = [f"{listed(plain, last)} d."] if plain else []
    return parts + ["paskutinė diena"] * ("-1" in days)


def _yearly(interval: int, fields: Mapping[str, str], anchor: str) -> str:
    every = "kasmet" if interval == 1 else f"kas {interval} metus,"
    last = " ar " if "BYSETPOS" in fields else " ir "
    months = [MONTHS_GENITIVE[int(month) - 1] for month in fields.get("BYMONTH", "").split(",") if month]
    days = _days([each for each in fields.get("BYMONTHDAY", "").split(",") if each], last)
    nth = [_nth(each) for each in fields.get("BYDAY", "").split(",") if each]
    kind, _, of = anchor.partition(":")
    if kind == "break":
        return f"{every}, {BREAKS[of]} atostogos".replace(",,", ",")
    if anchor.startswith(("easter", "advent", "lent")):
        return f"{every}, {_name(anchor, genitive=False)}".replace(",,", ",")
    if match := re.fullmatch(r".{7}/W([+-]\d)", anchor):
        days = [nth_words("W", int(match[1]), genitive=False)]
    if kind in _EDGES:
        return f"{every} {stretch_words(of)} {_EDGES[kind][0]}"
    unit = "" if days and days[0][0].isdigit() and not anchor else "mėn."
    month = f"{listed(months, last)} {unit}" if months else ""
    return re.sub(r"[ ,]+$", "", " ".join(filter(None, [every, month.strip(), ", ".join([*days, *nth])])))
