"""From points to stretches of the calendar: which function resolves which kind."""

from collections.abc import Callable, Mapping

from planforms.timing.grammar import Point
from planforms.timing.parts import PartKind as K
from planforms.timing.resolving import days, named, terms
from planforms.timing.stretches import NotUnderstoodError, Stretch
from planforms.timing.years import Years

_RESOLVERS: Mapping[K, Callable[[Years, Point], Stretch | None]] = {
    K.DAY: days.day,
    K.MONTH: days.month,
    K.WEEK: days.week,
    K.NTH_WEEKDAY: days.nth_of_month,
    K.WORKING_DAY: days.working_day,
    K.FRACTION: days.fraction,
    K.EDGE: days.edge_alone,
    K.QUARTER: terms.quarter,
    K.HALF_YEAR: terms.half_year,
    K.TRIMESTER: terms.trimester,
    K.SEASON: terms.season,
    K.SCHOOL_YEAR: terms.school_year,
    K.CALENDAR_YEAR: terms.calendar_year,
    K.YEAR: terms.whole_years,
    K.SCHOOL_YEARS: terms.whole_years,
    K.WHOLE: terms.whole,
    K.FEAST: named.feast,
    K.BREAK: named.school_holiday,
}

_WITHOUT_EDGES = {K.FEAST, K.BREAK, K.WHOLE}


def resolve(point: Point, years: Years) -> Stretch | None:
    """The stretch of *point*, or ``None`` where nothing tells its month or year.

    Raises:
        NotUnderstoodError: there is no such day, or several readings.
    """
    if point.edge and point.kind in _WITHOUT_EDGES:
        raise NotUnderstoodError(None)  # Advento pradžia
    return _RESOLVERS[point.kind](years, point)
