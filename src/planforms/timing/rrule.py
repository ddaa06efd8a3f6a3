"""RRULE strings (RFC 5545) of what comes again."""

from planforms.dates import WEEKDAYS
from planforms.timing.grammar import Item, Point
from planforms.timing.parts import Element
from planforms.timing.parts import PartKind as K
from planforms.timing.stretches import MONTHS, NotUnderstoodError, Stretch
from planforms.timing.words import EDGE_NAMES

_STRETCHES = {1: "month", 3: "quarter", 6: "half-year"}
_HOUR = 60


def main_recurrence(recurrences: list[Element]) -> Element | None:
    """The recurrence that gives the frequency; weekdays that others name are added to a weekly one.

    „Kiekvienais metais“ with a finer frequency adds nothing.
    """
    if not recurrences:
        return None
    main = next((each for each in recurrences if each.text != "YEARLY"), recurrences[0])
    if main.text == "DAILY":  # kasdien, darbo dienomis
        main = next((each for each in recurrences if each.second > 0), main)
    if main.text == "WEEKLY":
        days = 0
        for each in recurrences:
            days |= max(each.second, 0)
        main.second = days
        main.number = max(each.number for each in recurrences if each.text == "WEEKLY")
    return main


def left_out(recurrences: list[Element], main: Element | None) -> list[Element]:
    """The recurrences that the rule of *main* cannot express: kartą per ketvirtį, *penktadieniais*."""
    if main is None:
        return []
    included = {"DAILY", "WEEKLY"} if main.text == "WEEKLY" else set()
    return [each for each in recurrences if not (each.text in included or _includes(each, main))]


def _includes(each: Element, main: Element) -> bool:
    """Whether *main* includes *each*: the same again, or every year where *main* is more often."""
    return each is main or (each.text, each.number) in {(main.text, main.number), ("YEARLY", 1)}


def weekly_days(main: Element, weekdays: list[Element]) -> None:
    """Add single weekdays to a weekly recurrence: ``kas savaitę, penktadienį``."""
    for weekday in weekdays:
        main.second |= 1 << weekday.number - 1


def bare_weekdays(elements: list[Element], weekdays: list[Element]) -> Element | None:
    """The weekly recurrence that weekdays make by themselves: ``Pirmadienis``, ``pirmadienis–penktadienis``."""
    if not weekdays or not all(each.text == "nominative" for each in weekdays):
        return None
    days = 0
    for each in weekdays:
        days |= 1 << each.number - 1
    ranged = any(element.kind is K.RANGE for element in elements)
    if ranged and len(weekdays) == 2 and weekdays[0].number < weekdays[1].number:  # noqa: PLR2004 - both ends
        days = (1 << weekdays[1].number) - (1 << weekdays[0].number - 1)
    return Element(K.RECURRENCE, weekdays[0].start, weekdays[-1].stop, 1, days, "WEEKLY")


def rule(frequency: str, interval: int = 1, **parts: str) -> str:
    """An RRULE of a frequency and its parts; a blank part is left out."""
    fields = {"FREQ": frequency, "INTERVAL": str(interval) if interval > 1 else "", **parts}
    return ";".join(f"{name}={value}" for name, value in fields.items() if value)


def of_element(main: Element) -> str:
    """The rule of a recurrence element by itself."""
    days = [code for bit, code in enumerate(WEEKDAYS) if main.second > 0 and main.second >> bit & 1]
    return rule(main.text, main.number, BYDAY=",".join(days))


def monthly(main: Element, points: list[Point], *, terms: bool) -> tuple[str, str]:
    """The rule and the anchor of a monthly recurrence on *points* of the month: days, n-th weekdays, or one edge."""
    numbers = {point.number for point in points if point.kind is K.DAY}
    days = [str(number) for number in sorted(numbers, key=_from_both_ends)]
    nth = [f"{point.number}{WEEKDAYS[point.second - 1]}" for point in points if point.kind is K.NTH_WEEKDAY]
    working = [point.number for point in points if point.kind is K.WORKING_DAY]
    if working:
        return rule(main.text, main.number, BYDAY=",".join(WEEKDAYS[:5]), BYSETPOS=",".join(map(str, working))), ""
    anchors = [_monthly_anchor(main, point, terms=terms) for point in points if point.kind in {K.WEEK, K.EDGE}]
    included = rule(main.text, main.number, BYDAY=",".join(nth), BYMONTHDAY=",".join(days))
    return included, anchors[0] if anchors else ""


def _from_both_ends(day: int) -> tuple[bool, int]:
    return day < 0, day  # the last day of a month is -1


def _monthly_anchor(main: Element, point: Point, *, terms: bool) -> str:
    of = _STRETCHES.get(main.number, "month")
    if terms and of == "quarter":
        of = "trimester"
    return f"{of}/W{point.number:+}" if point.kind is K.WEEK else f"{EDGE_NAMES[point.number]}:{of}"


def yearly(items: list[tuple[Item, Stretch, Stretch | None]], interval: int, *, one_of: bool) -> str:
    """The rule of dates that come every year; as much of them as one rule can express."""
    months: list[int] = []
    days: list[int] = []
    weekdays: list[str] = []
    any_of = one_of
    for item, first, last in items:
        if last:
            any_of = any_of or not first.days
            months += _months_between(first, last)
            days += _days_between(first, last)
            continue
        any_of = any_of or (len(first.months) > 1 and item.first.kind is not K.FEAST)
        months += first.months
        days += first.days
        weekdays += [first.weekday] if first.weekday else []
    months = list(dict.fromkeys(months))
    if len(months) > 1 and (days or weekdays):
        raise NotUnderstoodError(None)  # each month has its own days: one rule cannot express it
    return rule(
        "YEARLY",
        interval,
        BYMONTH=",".join(map(str, months)),
        BYMONTHDAY=",".join(map(str, sorted(set(days), key=_from_both_ends))),
        BYDAY=",".join(weekdays),
        BYSETPOS="1" if (any_of and len(months) > 1) or (one_of and len(set(days)) > 1) else "",
    )


def _months_between(first: Stretch, last: Stretch) -> list[int]:
    if not first.months or not last.months:
        return []
    count = (last.months[-1] - first.months[0]) % MONTHS + 1
    return [(first.months[0] + i - 1) % MONTHS + 1 for i in range(count)]


def _days_between(first: Stretch, last: Stretch) -> list[int]:
    if not first.days or not last.days or first.months != last.months:
        return list(first.days)
    return list(range(first.days[0], last.days[-1] + 1))


def at_clock(included: str, minutes: int) -> str:
    """*included* at a time of day, *minutes* past midnight."""
    hour, minute = divmod(minutes, _HOUR)
    return f"{included};BYHOUR={hour % 24};BYMINUTE={minute}"
