"""A plan for the next period: what is sure is done, what a person must decide is reported.

Each part goes by the rule for its kind; every left-over year is reported at the end. Marks are those of a plan that is
not approved yet: the authority stays, dates and numbers are to be filled in. Nothing here knows files.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from msgspec.structs import replace

from planforms.dates import SchoolBreak
from planforms.errors import UsageError
from planforms.marks import BLANK_DATE, BLANK_NUMBER, mark_parts, parse_mark
from planforms.marks.reading import ActParts
from planforms.model import (
    Activity,
    Cell,
    Column,
    ColumnRole,
    Heading,
    Mark,
    Note,
    Period,
    PeriodKind,
    Plan,
    Responsible,
    Row,
    Section,
    Text,
    Timing,
)
from planforms.paths import texts as texts_of
from planforms.period import next_period, period_words
from planforms.remembered import pattern_of
from planforms.rollover import reasons
from planforms.rollover.reasons import Change, ChangeKind, Rolled, RollOver
from planforms.rollover.texts import roll_cell, roll_section, roll_title
from planforms.rollover.timings import breaks_unknown, roll_timing
from planforms.schedule import one_day, weekdays_alone
from planforms.text import Edit, edited
from planforms.timing import format_timing, parse_timing
from planforms.timing.moving import Shift, shift_to
from planforms.timing.moving.destinations import Days
from planforms.timing.moving.rewriting import weekday_like
from planforms.timing.understand import understand

__all__ = ["Change", "ChangeKind", "Days", "RollOver", "reasons", "roll_over"]

_YEAR = pattern_of(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WEEK_NUMBER = pattern_of(r"(?:\d{1,2}|[IVXivx]{1,4})\.?")


def roll_over(
    plan: Plan,
    to: Period | None = None,
    *,
    days: Days = Days.WEEKDAY,
    accept_suggestions: bool = False,
    breaks: Iterable[SchoolBreak] = (),
) -> RollOver:
    """*plan* for the period *to*, to be looked through by a person, and every change, suggestion and doubt.

    Rolling to the period of the plan changes nothing. Words change only where their value did.

    Args:
        plan: a plan with a period.
        to: the new period, by default the one after the plan's; for a plan of a half-year or a month, a year will do.
        days: what becomes of a plain working day.
        accept_suggestions: take the suggestions about years and ordinals in the words of activities.
        breaks: the breaks that the school sets, which win over those that are known of all.

    Raises:
        UsageError: the plan names no period, or one of another kind.
    """
    if plan.period is None:
        raise UsageError(
            "The plan names no period, so it cannot be rolled over; say which one it is for with --from, such as "
            "--from 2025-2026."
        )
    shift = shift_to(plan.period, to or next_period(plan.period), tuple(breaks))
    if shift.new == shift.old:
        return RollOver(plan=plan)
    return _Roller(shift, Days(days), accept=accept_suggestions).rolled(plan)


class _Roller:
    """Goes over a plan once, gathering the changes in its order."""

    def __init__(self, shift: Shift, days: Days, *, accept: bool) -> None:
        self.shift = shift
        self.days = days
        self.accept = accept
        self.changes: list[Change] = []
        self.columns: tuple[Column, ...] = ()

    def rolled(self, plan: Plan) -> RollOver:
        old, new = period_words(self.shift.old), period_words(self.shift.new)
        self.changes.append(Change(kind=ChangeKind.CHANGED, reason=reasons.PERIOD, at="period", old=old, new=new))
        self.changes += breaks_unknown(self.shift)
        self.columns = plan.columns
        made = replace(
            plan,
            title=self._noted("title", self._title(plan.title)),
            period=self.shift.new,
            marks=tuple(self._mark(index, mark) for index, mark in enumerate(plan.marks)),
            sections=self._sections("sections", plan.sections),
            columns=tuple(self._column(index, column) for index, column in enumerate(plan.columns)),
            rows=tuple(self._rows(plan.rows)),
            closing=self._sections("closing", plan.closing),
        )
        return RollOver(plan=made, changes=(*self.changes, *_stale(made, self.changes, self.shift)))

    def _noted(self, at: str, rolled: Rolled) -> Text:
        """The text of *rolled*, its changes noted at path *at*."""
        self.changes += [replace(change, at=at) for change in rolled.changes]
        return rolled.text

    def _title(self, title: Text) -> Rolled:
        if self.shift.old.kind is PeriodKind.DAY:
            return roll_timing(title, self.shift, self.days)
        return roll_title(title, self.shift)

    def _mark(self, index: int, mark: Mark) -> Mark:
        blank, changes = blank_mark(mark)
        self.changes += [replace(change, at=f"marks[{index}]") for change in changes]
        return blank

    def _sections(self, name: str, sections: Iterable[Section]) -> tuple[Section, ...]:
        return tuple(self._section(f"{name}[{index}]", section) for index, section in enumerate(sections))

    def _section(self, at: str, section: Section) -> Section:
        label = str(self._noted(f"{at}.label", roll_section(Text.of(section.label), self.shift)))
        return replace(section, label=label).with_bodies(
            lambda text, inner: self._noted(f"{at}.{inner}", roll_section(text, self.shift))
        )

    def _column(self, index: int, column: Column) -> Column:
        heading = roll_section(Text.of(column.heading), self.shift)
        return replace(column, heading=str(self._noted(f"columns[{index}]", heading)))

    def _rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        above, above_rolled = Activity({}), Activity({})
        for index, row in enumerate(rows):
            at = f"rows[{index}]"
            match row:
                case Heading():
                    yield replace(row, text=self._noted(at, self._heading(row.text)))
                case Note():
                    yield replace(row, text=self._noted(at, roll_section(row.text, self.shift)))
                case Activity():
                    cells = {
                        column: above_rolled.cells[column]
                        if column in row.joined and above.cells.get(column) == cell
                        else self._cell(f"{at}.{column}", column, row)
                        for column, cell in row.cells.items()
                    }
                    cells |= self._weekdays(at, row, cells)
                    above, above_rolled = row, replace(row, cells=cells)
                    yield above_rolled
                case _:
                    assert_never(row)

    def _weekdays(self, at: str, row: Activity, cells: Mapping[str, Cell]) -> dict[str, Cell]:
        """The cells of *row* that say only the weekday of its day, which another cell says, on its day in *cells*."""
        old, new = one_day(row.cells.values()), one_day(cells.values())
        made: dict[str, Cell] = {}
        if old is None:
            return made
        for column, words, number in weekdays_alone(row, self.columns):
            path = f"{at}.{column}"
            if number != old.isoweekday():
                arguments = {"day": old.isoformat()}
                doubt = Change(kind=ChangeKind.DOUBTFUL, reason=reasons.WRONG_WEEKDAY, old=str(words), new=str(words))
                self.changes.append(replace(doubt, at=path, arguments=arguments))
            elif new is None:
                arguments = {"words": str(words)}
                doubt = Change(kind=ChangeKind.DOUBTFUL, reason=reasons.LEFT_ALONE, old=str(words), new=str(words))
                self.changes.append(replace(doubt, at=path, arguments=arguments))
            elif number != new.isoweekday():
                bare = str(words).strip(" .()")
                start = str(words).index(bare)
                edit = Edit(start, start + len(bare), weekday_like(bare, new.isoweekday()))
                text = edited(words, [edit])
                change = Change(kind=ChangeKind.CHANGED, reason=reasons.TIME, at=path, old=str(words), new=str(text))
                self.changes.append(change)
                timed = isinstance(row.cells[column], Timing)
                made[column] = parse_timing(text, self.shift.new) if timed else text
        return made

    def _heading(self, text: Text) -> Rolled:
        """A heading is a time (``2025 m. rugsėjis``) or a name."""
        meaning = understand(str(text), self.shift.old)
        if meaning.dated and not meaning.unread:
            return roll_timing(text, self.shift, self.days)
        return roll_section(text, self.shift)

    def _cell(self, at: str, column: str, activity: Activity) -> Cell:
        cell = activity.cells[column]
        match cell:
            case Timing() if _stays(cell):
                return cell
            case Timing() if "/W" in cell.anchor and _WEEK_NUMBER.fullmatch(str(cell.words)):
                return replace(parse_timing(f"{cell.words} sav.", self.shift.new), words=cell.words)
            case Timing():
                words = cell.words or Text.of(format_timing(cell))
                if cell.edtf and not understand(str(words), self.shift.old).anything:
                    # Its month is in another cell, in a heading or in the name of a sheet.
                    kept = Change(kind=ChangeKind.DOUBTFUL, reason=reasons.DAY_ALONE, old=str(words), new=str(words))
                    rolled = Rolled(words, (kept,))
                else:
                    rolled = roll_timing(words, self.shift, self.days, str(activity.title))
                return parse_timing(self._noted(at, rolled), self.shift.new)
            case Responsible():
                return cell
            case Text():
                if column == ColumnRole.NUMBER:
                    return cell
                events = column == ColumnRole.TITLE
                return self._noted(at, roll_cell(cell, self.shift, accept=self.accept, events=events))
            case _:
                assert_never(cell)


def _stale(plan: Plan, changes: Iterable[Change], shift: Shift) -> Iterator[Change]:
    """A doubt about each text that still names a year of the old period alone, and is not in question already."""
    asked = {change.at for change in changes if change.kind in {ChangeKind.SUGGESTED, ChangeKind.DOUBTFUL}}
    for text in texts_of(plan):
        if text.at not in asked and any(shift.stale(int(year)) for year in _YEAR.findall(text.words)):
            reason = reasons.STALE_YEAR
            yield Change(kind=ChangeKind.DOUBTFUL, reason=reason, at=text.at, old=text.words, new=text.words)


def _stays(timing: Timing) -> bool:
    """Whether *timing* is no date: an hour, whatever else „10.30“ would mean alone, or a number of a week."""
    hour = timing.clock and not (timing.edtf or timing.rrule or timing.anchor)
    number = not (timing.understood or timing.unread or timing.problem) and _WEEK_NUMBER.fullmatch(str(timing.words))
    return bool(hour or number)


# A blank of another width than the printed one stays in the words; of several acts each needs one.
_SHORT_BLANK = "____"


def blank_mark(mark: Mark) -> tuple[Mark, tuple[Change, ...]]:
    """*mark* with its dates and numbers blank and without the wording that amended it; what was changed."""
    words = str(mark.words)
    parts = mark_parts(mark.words)
    if parts is None:
        return mark, ()
    edits = [edit for number, act in enumerate(parts.acts) for edit in _blanks(words, act, first=number == 0)]
    text = edited(mark.words, edits)
    changes = []
    if edits:
        reason = reasons.MARK
        changes.append(Change(kind=ChangeKind.CHANGED, reason=reason, old=words, new=str(text)))
    if mark.amended:
        text = _without_amendment(text)
        changes.append(Change(kind=ChangeKind.CHANGED, reason=reasons.AMENDED, old=words, new=str(text)))
    return parse_mark(text) or mark, tuple(changes)


def _blanks(words: str, act: ActParts, *, first: bool) -> Iterator[Edit]:
    """Blanks in the place of what an act has; a blank that is there already stays."""
    if act.date and act.act.date:
        yield Edit(*act.date, BLANK_DATE)
    if act.number and act.act.number:
        blank = BLANK_NUMBER if first else _SHORT_BLANK
        space = "" if words[act.number.start - 1].isspace() else " "
        yield Edit(*act.number, space + blank)


def _without_amendment(text: Text) -> Text:
    """*text* up to the bracket of its wording; what follows the bracket stays."""
    parts = mark_parts(text)
    if parts is None or parts.wording is None:
        return text
    words = str(text)
    start, stop = parts.wording.start, words.rfind(")") + 1
    bracket = words[start] == "(" and start < stop
    return edited(text, [Edit(len(words[:start].rstrip()), stop, "")]) if bracket else text
