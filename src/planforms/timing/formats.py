"""The official Lithuanian words of a timing, made from its understood parts alone.

The inverse of ``parse_timing``: what these words say reads back as the same parts in the same period. Source of the
forms: the State Commission of the Lithuanian Language, on dates (resolution 2 (78) of 2001-05-03).
"""

import re
from collections.abc import Mapping

from planforms.calendars import WEEKDAYS, feasts
from planforms.model import Timing
from planforms.timing import words
from planforms.timing.edtf import component
from planforms.timing.spelling import BREAKS, MONTHS, ROMAN, date_words, dates_words, listed, nth_words, stretch_words

_EDGES = {
    "start": ("pradžioje", "pradžios"),
    "middle": ("viduryje", "vidurio"),
    "end": ("pabaigoje", "pabaigos"),
}
_CHURCH_TIMES = {
    "advent": ("Adventas", "Advento"),
    "lent": ("Gavėnia", "Gavėnios"),
    "easter-time": ("Velykų laikotarpis", "Velykų laikotarpio"),
}
_ACCUSATIVES = {"os": "as", "ės": "es", "is": "į", "a": "ą"}
_WORKING_DAYS, _WEEKEND = "MO,TU,WE,TH,FR", "SA,SU"
_MONTH_INTERVALS = {1: "kas mėnesį", 3: "kas ketvirtį", 6: "kas pusmetį"}
_STRETCHES = {
    "month": "kiekvieno mėnesio",
    "quarter": "kiekvieno ketvirčio",
    "trimester": "kiekvieno trimestro",
    "half-year": "kiekvieno pusmečio",
}
_MONTHS_IN = {"month": 1, "quarter": 3, "trimester": 3, "half-year": 6}


def format_timing(timing: Timing) -> str:
    """The official words of *timing*; its own words where nothing is understood.

    ``parse_timing`` of them in the same period gives the same EDTF, RRULE, clock and anchor.
    """
    if not timing.understood:
        return str(timing.words)
    try:
        return _words(timing)
    except (ValueError, LookupError):
        # Parts that planforms did not make, from someone's JSON: their own words say it best.
        return str(timing.words) or " ".join(filter(None, [timing.edtf, timing.rrule, timing.clock, timing.anchor]))


def _words(timing: Timing) -> str:
    clock = _clock(timing.clock)
    if timing.rrule and "COUNT" not in timing.rrule:
        window = dates_words(timing.edtf, apart=True) if timing.edtf else ""
        said = [window, _recurring_words(timing.rrule, timing.anchor)]
        return " ".join(filter(None, [", ".join(filter(None, said)), clock]))
    return " ".join(filter(None, [_anchored(timing) or (dates_words(timing.edtf) if timing.edtf else ""), clock]))


def _clock(clock: str) -> str:
    moments = (moment.replace("/", "–").replace(":", ".").removeprefix("0") for moment in clock.split(","))
    return ", ".join(f"{moment.replace('–0', '–')} val." for moment in moments if moment)


def _anchored(timing: Timing) -> str:
    """The words of a date that follows a rule; empty where it does not, or the rule has no words."""
    if timing.anchor == "period":
        return _period_words(timing.edtf)
    if timing.anchor == "on-demand":
        return "pagal poreikį"
    side, _, rule = timing.anchor.partition(":")
    if side in {"after", "before"}:
        year = re.search(r"\d{4}", timing.edtf)
        return " ".join(
            [{"after": "po", "before": "prieš"}[side], *([f"{year[0]} m."] if year else []), _beside(side, rule)]
        )
    until, since = timing.edtf.startswith("../"), timing.edtf.endswith("/..")
    named = _named(timing, genitive=until or since)
    return ("iki " if until else "nuo " if since else "") + named if named else ""


def _named(timing: Timing, *, genitive: bool) -> str:
    """A named day, a break, an edge, an n-th weekday or week, with its year."""
    kind, _, of = timing.anchor.partition(":")
    if kind in _EDGES:
        return f"{stretch_words(of)} {_EDGES[kind][genitive]}"
    if match := re.fullmatch(r"(.{7})/(W|[A-Z]{2})([+-]\d)", timing.anchor):
        return f"{date_words(component(match[1]))} {nth_words(match[2], int(match[3]), genitive=genitive)}"
    found = re.search(r"\d{4}", timing.edtf)
    year = f"{found[0]} m. " if found else ""
    if kind == "break":
        return f"{year}{BREAKS[of]} {'atostogų' if genitive else 'atostogos'}"
    name = _name(timing.anchor, genitive=genitive)
    return year + name if name else ""


def _beside(side: str, rule: str) -> str:
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


def _period_words(edtf: str) -> str:
    school = re.fullmatch(r"\d{4}-09/\d{4}-08", edtf)
    years = not edtf or re.fullmatch(r"\d{4}-01/\d{4}-12", edtf)
    return "visus mokslo metus" if school else "visus metus" if years else "visą laikotarpį"


def _recurring_words(rrule: str, anchor: str) -> str:
    """The words of an RRULE that ``rules`` made; the *anchor* tells which day of its month or year is meant."""
    fields = dict(field.split("=") for field in rrule.split(";"))
    interval = int(fields.get("INTERVAL", "1"))
    match fields["FREQ"]:
        case "DAILY":
            said = "kasdien" if interval == 1 else f"kas {interval} dienas"
        case "WEEKLY":
            said = _weekly(interval, fields.get("BYDAY", ""))
        case "MONTHLY":
            said = _monthly(interval, fields, anchor)
        case _:
            said = _yearly(interval, fields, anchor)
    if "BYHOUR" in fields:
        said += f" {fields['BYHOUR']}.{int(fields['BYMINUTE']):02} val."
    return said


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
            return f"{_STRETCHES[of]} {_EDGES[kind][0]}"
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
    said = [f"{listed(plain, last)} d."] if plain else []
    return said + ["paskutinė diena"] * ("-1" in days)


def _yearly(interval: int, fields: Mapping[str, str], anchor: str) -> str:
    every = "kasmet" if interval == 1 else f"kas {interval} metus,"
    last = " ar " if "BYSETPOS" in fields else " ir "
    months = [MONTHS[int(month) - 1] for month in fields.get("BYMONTH", "").split(",") if month]
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
