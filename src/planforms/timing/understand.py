"""What a statement means in a plan's period: EDTF, RRULE, clock and anchor, and the parts with their dates."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise, product

from msgspec import Struct
from msgspec.structs import replace

from planforms.model import Period, PeriodKind, TimingProblem
from planforms.remembered import pattern_of
from planforms.timing.grammar import Item, Point, Statement, read
from planforms.timing.lexer import Scan
from planforms.timing.notation import (
    at_clock,
    bare_weekdays,
    clock_of,
    edtf_of,
    left_out,
    main_recurrence,
    monthly_rule,
    one_of,
    rrule,
    rule_of,
    yearly_rule,
)
from planforms.timing.parts import Element, Weight
from planforms.timing.parts import PartKind as K
from planforms.timing.recognisers import has_other_words, leftovers, scan, weigh
from planforms.timing.resolve import resolve
from planforms.timing.stretches import (
    LONGEST_ROLL,
    MONTHS,
    Dated,
    NotUnderstoodError,
    Stretch,
    Years,
    after_lone_year,
    in_each_year,
    is_label,
    is_moved,
    period_edtf,
    runs_backwards,
    shares_month,
)

_MOST_WEEKS = 5
_FIRST_SURE_HOUR = 9 * 60
_DAYS = pattern_of(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")
# What a monthly rule can say of its month: one kind of them.
_OF_MONTH = ({K.DAY}, {K.NTH_WEEKDAY}, {K.WORKING_DAY}, {K.WEEK, K.EDGE})
_ANY_YEAR = pattern_of(r"\d{4}(?=-)")


class Understood(Struct, kw_only=True):
    """The blank forms of a Timing, and the elements and dates they came from."""

    edtf: str = ""
    rrule: str = ""
    clock: str = ""
    anchor: str = ""
    inferred: bool = False
    nominal: bool = False
    problem: TimingProblem | None = None
    unread: list[tuple[int, int]]
    elements: list[Element]
    dated: list[Dated]
    leftovers: list[tuple[int, int]] = []

    @property
    def anything(self) -> bool:
        """Whether any part was understood."""
        return bool(self.edtf or self.rrule or self.clock or self.anchor)


def understand(words: str, period: Period | None) -> Understood:
    """What *words* mean in a plan for *period*."""
    found = scan(words, period)
    nothing = Understood(unread=[(0, len(words))], elements=[], dated=[])
    if found.impossible:
        nothing.problem = TimingProblem.NO_SUCH_TIME
    if found.impossible or all(element.kind is K.UNREAD for element in found.out):
        return nothing
    other_words = weigh(words, found.out)
    statement = read(found.out)
    if other_words:
        statement.keep_certain()
    shared = any(shares_month(words, before, after) for before, after in _pairs(statement))
    unclear = found.ambiguous and (statement.recurrences or not has_other_words(words, found.out))
    if shared or unclear or after_lone_year(words, statement):
        nothing.problem = TimingProblem.AMBIGUOUS
        return nothing
    try:
        meaning = _Meaning(statement, found, period, other_words=other_words).understood()
    except NotUnderstoodError as error:
        nothing.problem = error.problem
        return nothing
    if not meaning.anything:
        return nothing
    if not meaning.rrule:
        meaning.edtf = in_each_year(meaning.edtf, statement)
    nothing.leftovers = leftovers(found, meaning.unread)
    return nothing if nothing.leftovers else meaning


def _pairs(statement: Statement) -> list[tuple[Point, Point]]:
    """Each two points that a range or a list joins."""
    ranges = [(item.first, item.last) for item in statement.items if item.last and item.opened is None]
    lists = [
        (before.points[-1], after.first)
        for before, after in pairwise(statement.items)
        if after.joiner in {K.COMMA, K.AND, K.OR} and before.opened is None and after.opened is None
    ]
    return ranges + lists


class _Meaning:
    """Puts the stretches of a statement together."""

    def __init__(self, statement: Statement, found: Scan, period: Period | None, *, other_words: bool) -> None:
        self.other_words = other_words
        self.statement = statement
        self.found = found
        self.period = period
        self.years = Years(period)
        self.out = Understood(unread=[], elements=found.out, dated=[])

    def understood(self) -> Understood:
        main = main_recurrence(self.statement.recurrences)
        self.statement.unread += left_out(self.statement.recurrences, main)
        if main and main.text == "MONTHLY":
            edge = [item.first.kind for item in self.statement.items] == [K.EDGE] and not main.count
            if edge and self.period is not None and self.period.kind is PeriodKind.MONTH:
                main = None  # „mėnesio pradžioje“ is that of the month which the plan is of
            else:
                self._monthly(main)
        items = [item for item in self.statement.items if item.first.kind is not K.WHOLE] or self.statement.items[:1]
        self._resolve_all(items)
        if main is None and not (self.out.dated or self.other_words):
            main = bare_weekdays(self.found.out, self.statement.weekdays)
        elif main and main.text == "WEEKLY" and not any(each[0].first.kind is K.DAY for each in self.out.dated):
            for weekday in self.statement.weekdays:  # kas savaitę, penktadienį
                main.second |= 1 << weekday.number - 1
        if main is None:
            self._weekday_of_week()
        self._recur(main)
        self.out.nominal = main is not None and main.count > 0 and (main.count > 1 or "BY" not in self.out.rrule)
        self._clock()
        self.out.inferred = self.years.inferred
        if self.statement.on_demand and not self.out.anything:
            self.out.anchor = "on-demand"
        if not (self.out.dated or (main and main.text == "WEEKLY")):
            self.statement.unread += self.statement.weekdays
        self.out.unread = sorted((element.start, element.stop) for element in self.statement.unread)
        return self.out

    def _monthly(self, main: Element) -> None:
        """Days, weeks and edges that name no month are of the recurrence: kiekvieno mėnesio 5 d.

        The rule has the days, the anchor one week or edge; more of them have no form.
        """
        points: list[Point] = []
        for kinds in _OF_MONTH:
            items = [item for item in self.statement.items if all(p.kind in kinds and not p.month for p in item.points)]
            alone = [point for item in items for point in _filled(item)]
            if not points and (len(alone) == 1 or K.WEEK not in kinds):
                points = alone
            else:
                self._leave_unread(items)
            self.statement.items = [item for item in self.statement.items if item not in items]
        if points:
            self.out.rrule, self.out.anchor = monthly_rule(main, points, terms=self.found.terms)

    def _leave_unread(self, left: Sequence[Item | Element]) -> None:
        self.statement.unread += [Element(K.UNREAD, each.start, each.stop) for each in left]

    def _resolve_all(self, items: list[Item]) -> None:
        unread = list(self.statement.unread)
        for before, item in zip([None, *items], items, strict=False):
            months = before is not None and before.last is not None and before.last.kind is K.MONTH
            if months and item.first.kind is K.DAY and not item.first.month:
                raise NotUnderstoodError(TimingProblem.AMBIGUOUS)  # sausio–vasario mėn. (12–15 d.)
            self._resolve(item)
        stretches = [stretch for _, *ends in self.out.dated for stretch in ends if stretch and stretch.months]
        if self.years.inferred and not all(stretch.year for stretch in stretches):
            # The period gives a year to some dates only: they are not of this period, and none is given one.
            self.years = Years(self.period, infer=False)
            self.statement.unread = unread
            self.out.dated = []
            for item in items:
                self._resolve(item)
            if len(self.out.dated) < len(items):
                raise NotUnderstoodError(None)
        if len(self.out.dated) < len(items):
            # With dates that nobody can place, what only may be a time is not one: 3, 10 d. spalio.
            self._drop([each for each in self.out.dated if each[0].weight is Weight.LIGHT])
        self._refuse_two_readings()
        self._explain()

    def _refuse_two_readings(self) -> None:
        """Refuse a day and a weekday that may be its ordinal, gegužės 1 sekmadienis, or its abbreviation, 6 d. Pr.

        Raises:
            NotUnderstoodError: there are such.
        """
        for (item, first, last), weekday in product(self.out.dated, self.statement.weekdays):
            day = item.first
            ordinal = day.kind is K.DAY and 0 < day.number <= _MOST_WEEKS and weekday.start == item.stop + 1
            dated = ordinal and first.year and not last
            if dated and weekday.number != dt.date.fromisoformat(first.first).isoweekday():
                raise NotUnderstoodError(TimingProblem.AMBIGUOUS)
        for (before, *_), (item, *_) in pairwise(self.out.dated):
            alone = item.first.kind in {K.EDGE, K.YEAR} and item.joiner is None and item.opened is None
            if alone and before.first.kind is K.DAY:
                raise NotUnderstoodError(TimingProblem.AMBIGUOUS)

    def _weekday_of_week(self) -> None:
        """Make one week and a weekday the day that they mean; a weekday with a month means no more than the month."""
        if len(self.out.dated) != 1 or len(self.statement.weekdays) != 1:
            return
        item, first, last = self.out.dated[0]
        weekday = self.statement.weekdays[0]
        if item.first.kind is K.MONTH:
            self.statement.unread.append(weekday)
        if item.first.kind is K.WEEK and last is None and item.opened is None and "/" in first.whole:
            day = f"{dt.date.fromisoformat(first.first) + dt.timedelta(days=weekday.number - 1)}"
            self.out.dated = [(item, replace(first, first=day, last=day, whole=day, anchor=""), None)]

    def _explain(self) -> None:
        """Let dates win over a term that they are of, and leave what is in brackets and no such date unread."""
        dated = self.out.dated
        labels = [each for each in dated if is_label(each, dated)]
        self._leave_unread([each[0] for each in labels if is_moved(each, dated)])
        self.out.dated = [each for each in dated if each not in labels]
        remarks = [each for each in self.out.dated if each[0].remark]
        for item, *_ in remarks:
            item.joiner = None
        self._drop([each for each in remarks if not labels or each[0].first.kind not in {K.DAY, K.MONTH}])

    def _drop(self, left: Sequence[Dated]) -> None:
        """Leave the words of some dates unread."""
        self._leave_unread([item for item, *_ in left])
        self.out.dated = [each for each in self.out.dated if each not in left]

    def _resolve(self, item: Item) -> None:
        if item.last and item.last.year and not item.first.year and item.first.kind in {K.MONTH, K.DAY}:
            # spalio–lapkričio 2023 m.: the year is written once, at the end
            month = item.first.month or item.first.number
            later = item.last.month or item.last.number
            item.first.year = item.last.year - (month > later)
        first = resolve(item.first, self.years)
        last = resolve(item.last, self.years) if item.last else None
        if first is None or (item.last and (last is None or not first.first or not last.last)):
            self._leave_unread([item])
            return
        if item.last and last:
            first, last = self._in_order(item.first, item.last, first, last)
        if not self._dated(item, first, last):
            self._leave_unread([item])
            return
        self.out.dated.append((item, first, last))

    def _dated(self, item: Item, first: Stretch, last: Stretch | None) -> bool:
        """Whether years are known well enough: of both ends or none, and of a deadline that is the end of months."""
        if last:
            return self.years.inferred or bool(first.year) == bool(last.year)
        ends_later = item.opened is K.UNTIL and first.first != first.last
        return bool(first.year) or self.period is None or self.years.yearly or not ends_later

    def _in_order(self, start: Point, end: Point, first: Stretch, last: Stretch) -> tuple[Stretch, Stretch]:
        """The ends of a range, the year of one taken from the other where the period gave it none."""
        if bool(first.year) != bool(last.year) and first.months and last.months:
            over = first.months[0] > last.months[-1]
            if last.year and end.year:
                first = resolve(replace(start, year=last.year - over, year_shared=True), self.years) or first
            elif first.year:
                last = resolve(replace(end, year=first.year + over, year_shared=True), self.years) or last
        if not runs_backwards(first, last):
            return first, last
        if self.years.infer and not (start.year or end.year) and _years_swapped(first, last):
            # „rugpjūtis–rugsėjis“: both ends are in the period and the range is not; the year is not known.
            unknown = Years(self.period, infer=False)
            return resolve(start, unknown) or first, resolve(end, unknown) or last
        if start.kind is end.kind is K.QUARTER and start.number < end.number and not end.year:
            # I–IV ketv. of school years: the quarters of one calendar year
            return first, resolve(replace(end, year=first.year, year_shared=True), self.years) or last
        return first, self._next_year(end, first, last)

    def _next_year(self, point: Point, first: Stretch, last: Stretch) -> Stretch:
        """The end of a range that goes on past New Year; a range that would be too long runs backwards."""
        gap = (last.months[-1] - first.months[0]) % MONTHS if last.months and first.months else 0
        if point.year or not first.year or not 0 < gap < LONGEST_ROLL:
            raise NotUnderstoodError(TimingProblem.RUNS_BACKWARDS)
        later = resolve(replace(point, year=first.year + 1, year_shared=True), self.years)
        if later is None or runs_backwards(first, later):
            raise NotUnderstoodError(TimingProblem.RUNS_BACKWARDS)
        return later

    def _recur(self, main: Element | None) -> None:
        yearly = (main is not None and main.text == "YEARLY") or (main is None and self.years.yearly)
        dated = self.out.dated
        if not yearly and len(dated) > 1:
            # A feast or a break of an unknown year is alone, or not at all.
            self._drop([each for each in dated if not each[1].first])
            dated = self.out.dated
        # Dates with a year bound a yearly rule, the others are what comes every year.
        bounding = [each for each in dated if not yearly or each[0].first.year or each[0].first.kind is K.WHOLE]
        coming = [each for each in dated if yearly and each not in bounding]
        sides = any(item.opened in {K.AFTER, K.BEFORE} for item, *_ in coming)
        one_day = any(item.first.kind in {K.DAY, K.FEAST} and not (item.last or item.opened) for item, *_ in bounding)
        if sides or (coming and one_day):  # nothing comes every year over a single day
            raise NotUnderstoodError(None)
        if main is not None or coming:
            if not self.out.rrule:
                self.out.rrule = (
                    yearly_rule(coming, main.number if main else 1, one_of=one_of(coming))
                    if coming or main is None
                    else rule_of(main)
                )
            self._window(bounding)
            if len(coming) == 1 and not (self.out.anchor or coming[0][1].weekday or coming[0][2]):
                self.out.anchor = _ANY_YEAR.sub("XXXX", coming[0][1].anchor)  # of every year, so of no single one
            self.years.inferred = self.years.inferred and bool(bounding)
            return
        self.out.edtf = edtf_of(dated)
        if len(dated) == 1:
            item, first, last = dated[0]
            whole = item.first.kind is K.WHOLE and not item.first.year
            self.out.anchor = "period" if whole else _anchor(item, first) if last is None else ""

    def _window(self, bounding: list[Dated]) -> None:
        """The stretch that a recurrence goes over: the dates said with it, or the plan's period."""
        self.out.edtf = edtf_of(bounding)
        if self.out.edtf:
            return
        if self.period and self.found.terms and self.period.kind is PeriodKind.SCHOOL_YEARS:
            self.out.edtf = f"{self.period.first:%Y-%m}/{self.period.last.year}-06"
        elif self.period:
            self.out.edtf = period_edtf(self.period)

    def _clock(self) -> None:
        if not (clocks := self.statement.clocks):
            return
        if clocks[0].text == "hours" and clocks[0].number < _FIRST_SURE_HOUR and not (self.out.dated or self.out.rrule):
            self._leave_unread(clocks[:1])  # 8 val. may be how long
            return
        times = list(dict.fromkeys(clock_of(element) for element in clocks))
        if self.out.rrule and len(times) == 1 and clocks[0].second < 0:
            self.out.rrule = at_clock(self.out.rrule, clocks[0].number)
            return
        if self._at_both_ends(clocks):
            if "/" not in self.out.edtf and clocks[0].number >= clocks[1].number:
                raise NotUnderstoodError(TimingProblem.RUNS_BACKWARDS)
            self.out.clock = "/".join(times)  # spalio 5 d. 14 val. – spalio 6 d. 12 val.
            return
        if len(times) > 1 and self._differ_by_day(clocks):
            raise NotUnderstoodError(None)
        self.out.clock = ",".join(times)
        days = _DAYS.fullmatch(self.out.edtf)
        if days and not self.out.rrule and not self.out.anchor:  # a clock time with several days is of each of them
            count = (dt.date.fromisoformat(days[2]) - dt.date.fromisoformat(days[1])).days + 1
            self.out.rrule = rrule("DAILY", COUNT=str(count))
        dated = self.out.edtf or self.out.rrule or self.out.anchor
        if not dated and self.period and self.period.kind is PeriodKind.DAY:
            self.out.edtf = period_edtf(self.period)

    def _differ_by_day(self, clocks: list[Element]) -> bool:
        """Whether each of several days has another time: spalio 5 d. 14 val., spalio 12 d. 15 val."""
        ends = [point.start for item, *_ in self.out.dated for point in (item.first, item.last) if point]
        days = ends + [each.start for each in self.statement.recurrences]
        return any(min(clock.start for clock in clocks) < day < clocks[-1].start for day in days)

    def _at_both_ends(self, clocks: list[Element]) -> bool:
        """Whether each end of a range of days has a time of its own."""
        if len(self.out.dated) != 1 or len(clocks) != 2 or any(clock.second >= 0 for clock in clocks):  # noqa: PLR2004
            return False
        item = self.out.dated[0][0]
        return item.last is not None and item.first.start < clocks[0].start < item.last.start < clocks[1].start


def _anchor(item: Item, first: Stretch) -> str:
    """The rule that a date or a window follows: ``easter-47``, ``after:break:autumn``."""
    side = first.anchor and item.opened in {K.AFTER, K.BEFORE}
    return f"{item.opened}:{first.anchor}" if side else first.anchor


def _years_swapped(first: Stretch, last: Stretch) -> bool:
    """Whether the months of a range are in order and the years that the period gave them are not."""
    in_order = bool(first.months and last.months) and first.months[0] < last.months[-1]
    return in_order and 0 < last.year < first.year


def _filled(item: Item) -> list[Point]:
    """The days of a month that an item says: 5–10 d. is six of them."""
    if not item.last or item.first.kind not in {K.DAY, K.NTH_WEEKDAY}:
        return item.points
    if not 0 < item.first.number <= item.last.number:
        raise NotUnderstoodError(TimingProblem.RUNS_BACKWARDS)
    between = range(item.first.number + 1, item.last.number)
    return [item.first, *(replace(item.first, number=number) for number in between), item.last]
