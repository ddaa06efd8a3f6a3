"""From elements to a statement: points joined into ranges, deadlines and lists, beside clocks and recurrences.

    statement = { item | clock | recurrence | weekday | on demand | unread }
    item      = point [ ("–" | "iki") point ]          a day, a month …, or a range of them
              | "nuo" point [ ("–" | "iki") point ]    from; a range when an end follows
              | "iki" point                            a deadline
              | ( "po" | "prieš" ) point              after it, before it
              | "apie" point
    point     = [year] month [year] [refiner] | [year] term [edge] | [year] feast | refiner | year …
    refiner   = day | week | n-th weekday | part of the month | its beginning or end

Items are joined by ``,`` ``ir`` ``ar`` ``/`` or a bracket, or are side by side. No year is filled in here.
"""

from msgspec import Struct
from msgspec.structs import replace

from planforms.timing.parts import PHASE, Element, Weight
from planforms.timing.parts import PartKind as K

BLANK = -1  # a month to be filled in
_REFINERS = {K.DAY, K.WEEK, K.NTH_WEEKDAY, K.WORKING_DAY, K.FRACTION, K.EDGE}
_WHOLES = {
    *(K.QUARTER, K.HALF_YEAR, K.TRIMESTER, K.SEASON, K.FEAST, K.BREAK),
    *(K.SCHOOL_YEAR, K.CALENDAR_YEAR, K.WHOLE),
}
_NUMBERED = {K.QUARTER, K.HALF_YEAR, K.TRIMESTER}
# Terms that dates beside them explain: I pusmetis – rugsėjo 1 d. – sausio 31 d.
_TERMS = {K.QUARTER, K.HALF_YEAR, K.TRIMESTER, K.SEASON, K.BREAK, K.WEEK, K.WHOLE}
_JOINERS = {K.COMMA, K.AND, K.OR, K.OPEN}


class Point(Struct, kw_only=True):
    """One date as written. ``month`` and ``year`` are 0 where they are not; ``last_year`` is that of school years.

    ``text`` marks a blank (``XX``) or holds a feast's or break's anchor; ``second`` is as in its element.
    ``year_shared``: the year is that of the other end of its range; ``named``: it has a unit itself, not
    that of one that follows: *I* ir II ketv.
    """

    kind: K
    start: int
    stop: int
    number: int = 0
    second: int = -1
    text: str = ""
    month: int = 0
    year: int = 0
    last_year: int = 0
    edge: int = 0
    about: bool = False
    year_shared: bool = False
    named: bool = True
    weight: Weight = Weight.LIGHT


class Item(Struct, kw_only=True):
    """A point, or a range of two; with ``opened`` it lacks the last (``FROM``, ``AFTER``) or the first."""

    first: Point
    joiner: K | None = None
    last: Point | None = None
    opened: K | None = None
    remark: bool = False  # in brackets, and of another kind than what it follows: vasario 9 d. (Užgavėnės)

    @property
    def points(self) -> list[Point]:
        """Its one or two points."""
        return [self.first, self.last] if self.last else [self.first]

    @property
    def can_end(self) -> bool:
        """Whether an end that follows makes it a range."""
        return self.last is None and self.opened in {None, K.FROM} and self.first.kind is not K.WHOLE

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.first.start

    @property
    def stop(self) -> int:
        """Where its words end."""
        return self.points[-1].stop

    @property
    def weight(self) -> Weight:
        """How surely it is meant as a time; a deadline more than its bare month."""
        weight = max(point.weight for point in self.points)
        return max(weight, Weight.MEDIUM) if self.opened in {K.UNTIL, K.FROM} else weight


class Statement(Struct, kw_only=True):
    """All parts of a timing, by their kind, in order."""

    items: list[Item]
    recurrences: list[Element]
    clocks: list[Element]
    weekdays: list[Element]
    on_demand: list[Element]
    unread: list[Element]

    def keep_certain(self) -> None:
        """Leave what only may be a time unread, because other words are around it."""
        for item in self.items:
            if item.weight is Weight.LIGHT:
                self.unread.append(Element(K.UNREAD, item.start, item.stop))
        self.items = [item for item in self.items if item.weight is not Weight.LIGHT]
        for elements in (self.clocks, self.recurrences, self.on_demand):
            self.unread += [element for element in elements if element.weight is Weight.LIGHT]
            elements[:] = [element for element in elements if element.weight is not Weight.LIGHT]


def read(elements: list[Element]) -> Statement:
    """The statement that *elements* make."""
    statement = Statement(items=[], recurrences=[], clocks=[], weekdays=[], on_demand=[], unread=[])
    aside = {
        K.RECURRENCE: statement.recurrences,
        K.CLOCK: statement.clocks,
        K.WEEKDAY: statement.weekdays,
        K.ON_DEMAND: statement.on_demand,
    }
    dates: list[Element] = []
    for element in elements:
        if element.kind in aside:
            aside[element.kind].append(element)
            if dates and dates[-1].kind is K.RANGE and element.kind is K.RECURRENCE:
                dates.pop()
                first = statement.recurrences[-2].second if len(statement.recurrences) > 1 else 0
                if 0 < first < element.second:  # pirmadieniais–penktadieniais: every day between, too
                    element.second = (element.second << 1) - first
            # A bracket that held nothing else does not join: (V), (10 val.)
            if dates and dates[-1].kind is K.OPEN:
                dates.pop()
        elif element.kind not in {K.FILLER, K.CLOSE}:
            dates.append(element)
    _Dates(dates, statement).read()
    return statement


class _Dates:
    """Goes over the elements of dates once, from left to right."""

    def __init__(self, elements: list[Element], statement: Statement) -> None:
        end = elements[-1].stop if elements else 0
        self.elements = [*elements, *[Element(K.UNREAD, end, end)] * 3]
        self.length = len(elements)
        self.statement = statement
        self.joiner: K | None = None
        self.adjacent = False  # whether nothing unread is between the last item and here

    def read(self) -> None:
        at = 0
        while at < self.length:
            at = self._item(at)

    def _item(self, at: int) -> int:
        kind = self.elements[at].kind
        if kind in _JOINERS:
            self.joiner = kind
            return at + 1
        match kind:
            case K.RANGE:
                after = self._range(at)
            case K.UNTIL:
                after = self._until(at)
            case K.FROM:
                after = self._from(at)
            case K.AFTER | K.BEFORE:
                after = self._after_or_before(at)
            case K.ABOUT:
                after = self._about(at)
            case _:
                after = self._plain(at)
        return after

    def _unread(self, at: int) -> int:
        self.statement.unread.append(self.elements[at])
        self.adjacent, self.joiner = False, None
        return at + 1

    def _add(self, item: Item, after: int) -> int:
        item.joiner = self.joiner if self.adjacent else None
        self.statement.items.append(item)
        if item.first.edge and not item.opened:
            self._share_edge(item.first)
        self.adjacent, self.joiner = True, None
        return after

    def _share_edge(self, point: Point) -> None:
        """Give the edge of *point* to those before that share its unit: I, II ir III trimestro pabaigoje."""
        items = self.statement.items
        for item, after in zip(reversed(items[:-1]), reversed(items), strict=False):
            before = item.first
            if after.joiner is None or before.kind is not point.kind or before.edge or item.last:
                return
            if before.named and after.joiner is not K.AND:
                return  # spalis, lapkričio pabaiga
            before.edge = point.edge

    @property
    def _before(self) -> Item | None:
        """The item that the element here may still belong to."""
        return self.statement.items[-1] if self.adjacent and self.statement.items else None

    def _about(self, at: int) -> int:
        point, after = self._point(at + 1)
        if point is None or point.kind not in {K.DAY, K.MONTH}:
            return self._unread(at)
        point.about = True
        return self._add(Item(first=point), after)

    def _plain(self, at: int) -> int:
        before, (point, after) = self._before, self._point(at)
        if point is None:
            return self._unread(at)
        lacks_year = before is not None and before.first.kind is not K.WHOLE and not before.points[-1].year
        if before and self.joiner is K.COMMA and point.kind is K.YEAR and lacks_year:
            before.points[-1].year = point.number  # spalio 5 d., 2023 m.
            before.points[-1].stop = point.stop
            return after
        if before and self.joiner is K.COMMA and self._take_year_or_month(point):
            return self._add(Item(first=point), after)  # 2023 m, spalio, 5 d.
        if before and self.joiner is K.OPEN and point.kind is not before.points[-1].kind:
            return self._add(Item(first=point, remark=True), after)
        if before and before.first.edge and point.kind is K.EDGE and self.joiner is not None:
            first = before.first  # mokslo metų pradžioje ir pabaigoje
            point = replace(first, edge=point.number, start=point.start, stop=point.stop)
        return self._add(Item(first=point), after)

    def _range(self, at: int) -> int:
        before = self._before
        # What is in brackets after months is of them all: rugsėjis–spalis (I sav.)
        months = before is not None and before.first.kind is K.MONTH
        point, after = self._point(at + 1, bracket=not months)
        if point and self.joiner is None and self._take_month(point):
            return self._add(Item(first=point), after)  # spalio mėn. – II savaitė
        if before and point and before.first.kind in _TERMS and point.kind in {K.DAY, K.NTH_WEEKDAY, K.WORKING_DAY}:
            return self._add(Item(first=point), after)  # I pusmetis – rugsėjo 1 d. – sausio 31 d.
        if before and before.can_end and point and point.kind is not K.WHOLE and self.joiner is None:
            return self._close(before, point, after)
        return at + 1  # a dash that joins no dates is a sign like any other

    def _until(self, at: int) -> int:
        before, (point, after) = self._before, self._end(at + 1)
        if point is None or point.kind is K.WHOLE:
            return self._unread(at)
        if before and before.can_end and self.joiner is None and not self._take_month(point):
            return self._close(before, point, after)
        return self._add(Item(first=point, opened=K.UNTIL), after)

    def _from(self, at: int) -> int:
        point, after = self._end(at + 1)
        if point is None or point.kind is K.WHOLE:
            return self._unread(at)
        self._take_month(point)
        return self._add(Item(first=point, opened=K.FROM), after)

    def _after_or_before(self, at: int) -> int:
        point, after = self._point(at + 1)
        if point is None or point.kind not in {K.FEAST, K.BREAK, K.DAY} or point.edge:
            return self._unread(at)
        self._take_month(point)
        point.start = min(point.start, self.elements[at].start)
        remark = self._before is not None and self.joiner is K.OPEN
        return self._add(Item(first=point, opened=self.elements[at].kind, remark=remark), after)

    def _end(self, at: int) -> tuple[Point | None, int]:
        """The point of a deadline or a beginning: iki maždaug spalio 15 d."""
        about = self.elements[at].kind is K.ABOUT
        point, after = self._point(at + about)
        if point:
            point.about = about and point.kind in {K.DAY, K.MONTH} and not point.edge
        return point, after

    def _take_year_or_month(self, point: Point) -> bool:
        """Make the year or the month before part of *point*, though a comma is between."""
        before = self._before
        if not before or before.last or before.opened or self._recurs_between(before, point):
            return False
        lacks_year = point.kind in {K.MONTH, *_REFINERS} and not point.year
        if before.first.kind is K.YEAR and not before.first.edge and lacks_year:
            self.statement.items.pop()
            point.year, point.start, self.joiner = before.first.number, before.first.start, before.joiner
            return True
        return self._take_month(point)

    def _recurs_between(self, before: Item, point: Point) -> bool:
        return any(before.stop <= each.start < point.start for each in self.statement.recurrences)

    def _take_month(self, point: Point) -> bool:
        """Make the month before part of *point*: spalio mėn. iki 20 d., spalio mėn. nuo 5 d."""
        before = self._before
        if not before or before.last or before.opened or before.first.kind is not K.MONTH:
            return False
        if point.kind not in _REFINERS or point.month:
            return False
        if self._recurs_between(before, point):
            return False  # spalio mėn., kiekvieno mėnesio pabaigoje
        month = self.statement.items.pop().first
        point.month, point.year, point.last_year, point.start = month.number, month.year, month.last_year, month.start
        self.joiner = None
        return True

    def _close(self, item: Item, point: Point, after: int) -> int:
        item.last, item.opened = point, None
        self.joiner = None
        return after

    def _point(self, at: int, *, bracket: bool = True) -> tuple[Point | None, int]:
        """The point that begins at *at*, or ``None``; with *bracket*, one after a month may refine it."""
        head = self.elements[at]
        if head.kind is K.EDGE and head.second == PHASE:
            return self._phase(at)
        here, year, last_year = at, 0, 0
        if head.kind in {K.YEAR, K.SCHOOL_YEARS}:
            year, last_year, here = head.number, max(head.second, 0), at + 1
        element = self.elements[here]
        # A year may be last in digits and still come first here: 19.10.2023.
        start, stop = min(head.start, element.start), max(head.whole_stop, element.whole_stop)
        point = Point(kind=element.kind, start=start, stop=stop, year=year, last_year=last_year)
        point.weight = max(head.weight, element.weight)
        point.named = element.end > 0 or element.kind not in _NUMBERED
        point.number, point.second, point.text = element.number, element.second, element.text
        if element.kind is K.MONTH:
            return point, self._month(point, here + 1, bracket=bracket)
        if element.kind in _WHOLES:
            return point, self._edge(point, self._late_year(point, here + 1))
        if here > at:
            point.kind, point.number, point.second, point.text = head.kind, head.number, head.second, head.text
            point.stop, point.weight = head.whole_stop, head.weight
            return point, self._edge(point, here)
        if element.kind is K.EDGE:
            point.weight = Weight.LIGHT  # a beginning or end of nothing: Savanorių pr. 14
        return (point, at + 1) if element.kind in _REFINERS else (None, at)

    def _phase(self, at: int) -> tuple[Point | None, int]:
        """A point whose beginning or end is written before it: baigiantis mokslo metams."""
        edge = self.elements[at]
        if self.elements[at + 1].kind is K.EDGE:
            return None, at
        point, after = self._point(at + 1)
        if point is None or point.edge or point.kind not in {K.MONTH, *_WHOLES}:
            return None, at
        point.edge, point.start = edge.number, edge.start
        point.weight = max(point.weight, edge.weight)
        return point, after

    def _month(self, point: Point, at: int, *, bracket: bool) -> int:
        """What follows a month: its year, and what refines it, be it in brackets."""
        at = self._late_year(point, at)
        refiner = at + 1 if self.elements[at].kind is K.OPEN and bracket else at
        element = self.elements[refiner]
        if element.kind not in _REFINERS:
            return at
        point.month = point.number or BLANK
        point.start, point.stop = min(point.start, element.start), max(point.stop, element.whole_stop)
        point.weight = max(point.weight, element.weight)
        if element.kind is K.EDGE:
            point.edge = element.number
        else:
            point.kind, point.number, point.second = element.kind, element.number, element.second
            point.text = element.text
        return self._late_year(point, refiner + 1)

    def _late_year(self, point: Point, at: int) -> int:
        year = self.elements[at]
        if year.kind is not K.YEAR or point.year or self.elements[at + 1].kind in {K.MONTH, *_WHOLES}:
            return at
        point.year, point.stop = year.number, year.whole_stop
        return at + 1

    def _edge(self, point: Point, at: int) -> int:
        edge = self.elements[at]
        if edge.kind is not K.EDGE:
            return at
        point.edge, point.stop = edge.number, edge.stop
        point.weight = max(point.weight, edge.weight)
        return at + 1
