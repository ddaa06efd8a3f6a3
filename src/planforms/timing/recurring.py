"""The words of a recurrence: an RRULE that ``rules`` made, said again."""

import re
from collections.abc import Mapping

from planforms.calendars import WEEKDAYS, feasts
from planforms.timing import words
from planforms.timing.spelling import BREAKS, MONTHS, listed, nth_words, stretch_words

_WORKING_DAYS, _WEEKEND = "MO,TU,WE,TH,FR", "SA,SU"
_MONTH_INTERVALS = {1: "kas mėnesį", 3: "kas ketvirtį", 6: "kas pusmetį"}
_STRETCHES = {
    "month": "kiekvieno mėnesio",
    "quarter": "kiekvieno ketvirčio",
    "trimester": "kiekvieno trimestro",
    "half-year": "kiekvieno pusmečio",
}
_MONTHS_IN = {"month": 1, "quarter": 3, "trimester": 3, "half-year": 6}
_EDGES = {"start": "pradžioje", "middle": "viduryje", "end": "pabaigoje"}


def recurring_words(rrule: str, anchor: str) -> str:
    """The words of *rrule* and of the *anchor* that tells which day of its month or year is meant."""
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
    on = [_nth(each) for each in nth] + _days(days)
    kind, _, of = anchor.partition(":")
    if kind in _EDGES:
        if not on and interval == _MONTHS_IN[of]:
            return f"{_STRETCHES[of]} {_EDGES[kind]}"
        on.append(_EDGES[kind])
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
    if anchor.startswith("easter"):
        name = next(feast.name for feast in feasts() if feast.rule == anchor)
        return f"{every}, {name}".replace(",,", ",")
    if match := re.fullmatch(r".{7}/W([+-]\d)", anchor):
        days = [nth_words("W", int(match[1]), genitive=False)]
    if kind in _EDGES:
        return f"{every} {stretch_words(of)} {_EDGES[kind]}"
    unit = "" if days and days[0][0].isdigit() and not anchor else "mėn."
    month = f"{listed(months, last)} {unit}" if months else ""
    return re.sub(r"[ ,]+$", "", " ".join(filter(None, [every, month.strip(), ", ".join([*days, *nth])])))
