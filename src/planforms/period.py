"""The time a plan covers: read from short forms and from the words of a title, and written back."""

import datetime as dt
import re
from collections.abc import Iterator

from msgspec import Struct

from planforms.dates import MONTH_STEMS, MONTHS_GENITIVE, last_of_month, official_words
from planforms.errors import UsageError
from planforms.letters import DASH, closed_up, fold
from planforms.model import Period, PeriodKind
from planforms.remembered import pattern_of, remembered
from planforms.text import tidy

_DASHES = pattern_of(rf"\s*{DASH}\s*(?=[^\W\d_]*\d|[^\W\d_]{{3}})|(?<=\d)\s*(?!-)(?:{DASH}|/)\s*(?=\d)")
_YEAR = r"(?<![\d-])(?:19|20)\d\d(?!\d)"
_SCHOOL = r"\s*(?:m\.?\s*m\b|mokslo\b)"
_PAIR = pattern_of(
    rf"(?<![\d-])((?:19|20)\d\d)(?:-|\s(?=\d)|(?=(?:19|20)\d\d))((?:19|20)\d\d|\d\d(?={_SCHOOL}))(?![\d-])"
)
_ONE = pattern_of(_YEAR)
# The forms of the months as months: „kovos“, „vasaros“ and „liepaitė“ are other words.
_MONTHS = (
    *("sausis|sausio|sausi", "vasaris|vasario|vasari", "kovas|kovo|kova", "balandis|balandzio|balandi"),
    *("geguze|geguzes", "birzelis|birzelio|birzeli", "liepa|liepos", "rugpjutis|rugpjucio|rugpjuti"),
    *("rugsejis|rugsejo|rugseji", "spalis|spalio|spali", "lapkritis|lapkricio|lapkriti", "gruodis|gruodzio|gruodi"),
)
_LABELS = {
    name: number
    for names in ("i ii iii iv v vi vii viii ix x xi xii", "saus vas kov bal geg birz liep rugp rugs spal lapkr gruod")
    for number, name in enumerate(names.split(), start=1)
}
_LABELLED = pattern_of(
    r"(?:(?:19|20)\d\d(?:\s*m\b\.?)?[\s_.-]*)?(0?[1-9]|1[0-2])(?:\s*men(?:uo)?)?", needs=tuple("123456789")
)
_NUMBERS = {form: number for number, forms in enumerate(_MONTHS, start=1) for form in forms.split("|")}
_MONTH = rf"\b(?:{'|'.join(_MONTHS)})\b"
_NOMINATIVE = rf"\b(?:{'|'.join(forms.partition('|')[0] for forms in _MONTHS)})\b"
_OF_MONTH = r"\s*(?:men\b\.?|menes\w*|menuo)"
_OF_YEAR = r"\s*(?:m\.|met(?:u|ai|ais)\b|-\w+ met\w+)?,?\s*"
_POINT = (
    rf"(?:(?P<iso{{n}}>(?:19|20)\d\d-\d\d(?:-\d\d)?)(?![\d])"
    rf"|(?:(?P<year{{n}}>(?:19|20)\d\d){_OF_YEAR})?(?P<month{{n}}>{_MONTH})(?:{_OF_MONTH})?"
    rf"(?:\s*(?P<day{{n}}>\d{{{{1,2}}}})(?!\d|-[a-z])(?:\s*d\b\.?)?)?)"
)
_RANGE = pattern_of(
    rf"{_POINT.format(n=1)}\s*(?:-|/|\biki\b|\bir\b)\s*(?:(?P<lone>\d{{1,2}})\s*d\b|{_POINT.format(n=2)})"
)
_DAY_OR_MONTH = pattern_of(r"(?:19|20)\d\d-\d\d(?:-\d\d)?(?!\d)")  # in digits; a range has it, or a month's name
# A month is one before „mėn.“ or a day, after a year, before the word for the plan, or alone at the end.
_AS_MONTH = pattern_of(
    rf"(?:{_YEAR}{_OF_YEAR}(?P<after>{_MONTH})(?!\s+\d+\s*-\s*[a-z])"
    rf"|(?P<before>{_MONTH})(?=(?:{_OF_MONTH})|\s*\d{{1,2}}(?:-\d{{1,2}})?\s*d\b|,?\s*{_YEAR})"
    rf"|(?P<of_plan>{_MONTH})(?=\s+(?:veikl|rengin|priemon|plan|darb)\w*)"
    rf"|(?P<alone>{_NOMINATIVE})(?=\W*$))"
)
_ISO_MONTH = pattern_of(rf"({_YEAR})-(0[1-9]|1[0-2])(?!\s*m\b|\s*m(?:okslo|etai|etu)|[-/.]?\d)", needs=("-0", "-1"))
_DOTTED = pattern_of(r"\b((?:19|20)\d\d)\.(\d\d)\.(\d\d)\b", needs=(".",))
_ORDINALS = (r"i|1|pirm\w+", r"ii|2|antr\w+", r"iii|3|trec\w+", r"iv|4|ketvirt\w+")
_PART_OF_YEAR = pattern_of(rf"\b({'|'.join(_ORDINALS)})(?:-\w+)?\.?\s+(?:(pusm)|ketv(?:irt|irc|\.))")
_DAY = pattern_of(r"\s*(\d{1,2})\s*d\b")
_ASIDE = pattern_of(
    r"\([^()]*(?:redakcij|patiksl|pakeit|patvirt|papildyt)[^()]*\)"
    r"|\b(?:patiksl|pakeist|papildyt|patvirt)\w*\s+(?:19|20)\d\d\s*m\.?\s*\w+\s*\d{1,2}\s*d\.?"
    r"|\b(?:19|20)\d\d\s*m\.?\s*\w+\s*\d{1,2}\s*d\.?\s*(?:\w+\s+){0,2}(?:redakcij|isakym|nutarim|sprendim|protokol)\w*",
    needs="redakcij|patiksl|pakei|patvirt|papildyt|isakym|nutarim|sprendim|protokol",
)
_QUOTED = pattern_of('[„“"«][^„“”"«»]*[“”"»]', needs=("„", "“", '"', "«"))
# What the years before it belong to: a programme that the plan is part of, not the plan itself.
_OF_ANOTHER = pattern_of(
    r"\s*(?:m\.?|met\w+|mokslo)?(?:\s*m\.)?(?:\s+[^\W\d_]+){0,4}?\s+"
    r"(?:program(?:os|ai|oje)|strateg(?:ijos|ijai|inio|iniam|ines)|projekt(?:o|ui)|plano|planui|gairiu|koncepcijos)\b",
    needs=("program", "strateg", "projekt", "plan", "gairiu", "koncepcijos"),
)
_HALF_YEAR = pattern_of(r"([12]\d{3})-(II?)")
_PERIOD_ALONE = pattern_of(
    rf"(?:[\W\d_]|(?<![^\W\d_])(?:m|mokslo|met(?:ai|u|ams|ais)|men|menes\w*|menuo|{'|'.join(_MONTHS)}|d|nuo|iki|ir|ii?"
    r"|pusm\w*)(?![^\W\d_]))+"
)
_YEARS = range(1000, 10_000)
_FIRST_SCHOOL_MONTH = 9
_MOST_IN_A_ROW = 2
_MONTHS_A_YEAR = 12


def school_years(first: int, last: int | None = None) -> Period:
    """The school years from the autumn of *first* to the summer of *last* (the next year if not given)."""
    return Period(PeriodKind.SCHOOL_YEARS, dt.date(first, 9, 1), dt.date(last or first + 1, 8, 31))


def calendar_years(first: int, last: int | None = None) -> Period:
    """The calendar years *first* to *last*, both included."""
    return Period(PeriodKind.CALENDAR_YEARS, dt.date(first, 1, 1), dt.date(last or first, 12, 31))


def month(year: int, number: int) -> Period:
    """One month."""
    return Period(PeriodKind.MONTH, dt.date(year, number, 1), last_of_month(year, number))


def month_in(period: Period, number: int) -> Period | None:
    """The month *number* of *period*; ``None`` where it has none, or one in several years."""
    years = range(period.first.year, period.last.year + 1)
    found = [made for year in years if (made := month(year, number)).first <= period.last and made.last >= period.first]
    return found[0] if len(found) == 1 else None


def next_period(period: Period) -> Period:
    """The period after *period*, as long; a part of a school year, or of a month, comes again a year later.

    Raises:
        UsageError: its years are the last that there are.
    """
    try:
        first = period.last + dt.timedelta(days=1)
        part = period.kind is PeriodKind.SCHOOL_YEARS and period.first.month != first.month
        if part or (period.first.day, first.day) != (1, 1):
            return Period(period.kind, _year_later(period.first), _year_later(period.last))
        months = (first.year - period.first.year) * _MONTHS_A_YEAR + first.month - period.first.month
        years, number = divmod(first.month - 1 + months - 1, _MONTHS_A_YEAR)
        return Period(period.kind, first, month(first.year + years, number + 1).last)
    except (OverflowError, ValueError) as error:
        raise UsageError("After {period} no other period comes.", period=period_words(period)) from error


def _year_later(day: dt.date) -> dt.date:
    return day.replace(year=day.year + 1, day=min(day.day, last_of_month(day.year + 1, day.month).day))


def coming_school_year(today: dt.date) -> Period:
    """The school year that plans are made for on the day *today*: until the end of September this autumn's."""
    return school_years(today.year + (today.month > _FIRST_SCHOOL_MONTH))


def _whole_months(first: dt.date, last: dt.date) -> bool:
    return first.day == 1 and last == last_of_month(last.year, last.month)


def span(first: dt.date, last: dt.date) -> Period:
    """The period from *first* to *last*, of the kind that these days make."""
    months = (first.month, last.month) if _whole_months(first, last) else (0, 0)
    if months == (_FIRST_SCHOOL_MONTH, _FIRST_SCHOOL_MONTH - 1):
        return Period(PeriodKind.SCHOOL_YEARS, first, last)
    if months == (1, 12):
        return Period(PeriodKind.CALENDAR_YEARS, first, last)
    if months in {(1, 6), (7, 12)} and first.year == last.year:
        return Period(PeriodKind.HALF_YEAR, first, last)
    if first == last:
        return Period(PeriodKind.DAY, first, last)
    over = autumn_of(first) < autumn_of(last)
    kind = PeriodKind.CALENDAR_YEARS if over else PeriodKind.SCHOOL_YEARS
    return Period(PeriodKind.MONTH if first.year == last.year else kind, first, last)


def parse_period(words: str) -> Period:
    """The period of a short form.

    ``2023-2024`` and ``2016-2020`` are school years, ``2021`` a calendar year, ``2022-I`` and ``2022-II`` half-years,
    ``2015-04`` a month, ``2017-01-13`` a day, and ``2024-01/2026-12`` goes from any month or day to another.
    Any dash or a slash may join two years, ``2026-27`` is short for ``2026-2027``, and a period may be written out as a
    title has it: ``2026–2027 m. m.``, ``2026 m. spalio mėn.``.

    Raises:
        UsageError: the words are not one of these forms, or no such date exists.
    """
    short = re.sub(r"\s+", "", re.sub(r"[‐‑‒–—−]|(?<=\d)\.(?=\d)", "-", tidy(words))).strip(".")
    if half := _HALF_YEAR.fullmatch(short):
        year, begins = int(half[1]), 7 if half[2] == "II" else 1
        return span(dt.date(year, begins, 1), month(year, begins + 5).last)
    first, slash, last = short.partition("/")
    try:
        if slash and "-" in first and (made := _from_to(_short(first), _short(last))):
            return made
        if found := _short(short.replace("/", "-")):
            return found
    except (OverflowError, ValueError):
        pass
    if _PERIOD_ALONE.fullmatch(fold(words)) and (named := find_period(words)) and _holds_all(named, words):
        return named
    raise UsageError(
        "“{words}” is not a period; write a school year (2026-2027), a year (2026) or a month (2026-04).", words=words
    )


def _holds_all(period: Period, words: str) -> bool:
    """Whether *words* say no more than *period*: a half of a school year is not a period that plans have."""
    half = "pusm" in fold(words) and period.kind is not PeriodKind.HALF_YEAR
    used = {n for day in (period.first, period.last) for n in (day.year, day.year % 100, day.month, day.day)}
    return not half and any(map(str.isalpha, words)) and used >= set(map(int, re.findall(r"\d+", words)))


def _short(short: str) -> Period | None:
    match [int(part) for part in short.split("-")]:
        case [year] if year in _YEARS:
            return calendar_years(year)
        case [first, last] if first in _YEARS and last in _YEARS and first < last:
            return school_years(first, last)
        case [year, number] if year in _YEARS and _MONTHS_A_YEAR < number == (year + 1) % 100:
            return school_years(year)
        case [year, number] if year in _YEARS and number not in _YEARS:
            return month(year, number)
        case [year, number, day]:
            date = dt.date(year, number, day)
            return Period(PeriodKind.DAY, date, date)
        case _:
            return None


def _from_to(first: Period | None, last: Period | None) -> Period | None:
    return span(first.first, last.last) if first and last and first.first <= last.last else None


@remembered
def find_period(words: str) -> Period | None:
    """The period that a title or another sentence names, or ``None``.

    School years (``2023–2024 M. M.``, ``2023/2024``, glued ``20232024``, ``2023–24 m. m.``, several of them), calendar
    years (``2023 METŲ``, ``2020–2022 m.``), half-years (``2022 metų I pusmečio``), a month or a day where it is one
    (``2024 m. kovo mėn.``, not ``Kovo 11-osios gimnazija``), and from – to (``nuo 2024-11-04 iki 2025-02-28``). The
    years of the plan win over those of a programme, a redaction, a quoted name or an ordinal year.
    """
    line = _line(words)
    without_asides = _ASIDE.sub(" ", line)
    for part in dict.fromkeys((_QUOTED.sub(" ", without_asides), without_asides, line)):
        years = _chosen(part)
        if found := _range(part, years) or (_within(part, years) if years else None):
            return found
    return None


def is_stretch(words: str) -> bool:
    """Whether *words* only say from which day or month to which: „2025-10-01 – 2026-06-30“, „2026 m. kovo 2–6 d.“."""
    return bool(_PERIOD_ALONE.fullmatch(fold(words)) and _range(line := _line(words), _chosen(line)))


def _line(words: str) -> str:
    """*words* folded, on one line, with one dash for all, in dates too."""
    return _DOTTED.sub(r"\1-\2-\3", _DASHES.sub("-", fold(tidy(words).replace("\n", " "))))


def _has_month(line: str) -> bool:
    """Whether the name of a month may be in *line*: sooner known than where it is."""
    return any(stem in line for stem in MONTH_STEMS)


def _range(line: str, years: Period | None) -> Period | None:
    """The period from one point to another, the year of one taken from the other or from the *years* named."""
    if not (_has_month(line) or _DAY_OR_MONTH.search(line)):
        return None
    for found in _RANGE.finditer(line):
        last = found["iso2"] or found["month2"] or found["lone"]
        if bool(found["iso1"]) != bool(found["iso2"]) and not found["lone"]:
            continue
        if found["iso1"]:
            made = _from_to(_short(found["iso1"]), _short(last) if found["iso2"] else None)
        else:
            made = _of_months(found, years)
        if made:
            return made
    return None


def _of_months(found: re.Match[str], years: Period | None) -> Period | None:
    begins = _NUMBERS[found["month1"]]
    ends = begins if found["lone"] else _NUMBERS[found["month2"]]
    first_day, last_day = found["day1"], found["lone"] or found["day2"]
    first, last = (int(found[name]) if found[name] else 0 for name in ("year1", "year2"))
    over = ends < begins
    if not (first or last):
        if years is None:
            return None
        one, other = month_in(years, begins), month_in(years, ends)
        first, last = (one.first.year if one else 0), (other.first.year if other else 0)
        if over and first and first == last:
            last = first + 1
        if not (first and last):
            return None
    first = first or last - over
    last = last or first + over
    try:
        begin = dt.date(first, begins, int(first_day)) if first_day else month(first, begins).first
        end = dt.date(last, ends, int(last_day)) if last_day else month(last, ends).last
    except ValueError:
        return None
    return span(begin, end) if begin <= end else None


def _part_of_year(year: int, part: re.Match[str]) -> Period:
    """The half-year or the quarter of *year*."""
    months = 6 if part[2] else 3
    number = next(n for n, forms in enumerate(_ORDINALS, start=1) if re.fullmatch(forms, part[1]))
    number = min(number, 12 // months)
    return span(dt.date(year, (number - 1) * months + 1, 1), month(year, number * months).last)


class _Named(Struct, frozen=True):
    """Years named in a line, and how little they seem to be the plan's."""

    period: Period
    doubt: int
    start: int
    stop: int


def _within(line: str, period: Period) -> Period:
    """The years that a line names, or the half-year, month or day in them."""
    if iso := _ISO_MONTH.search(line):
        return month(int(iso[1]), int(iso[2]))
    single = period.kind is PeriodKind.CALENDAR_YEARS and period.first.year == period.last.year
    if single and (part := _PART_OF_YEAR.search(line)):
        return _part_of_year(period.first.year, part)
    months = _months(line)
    if len({number for number, _ in months}) != 1:
        return period
    number, end = min(months)
    inside = month_in(period, number)
    day = _DAY.match(line, end)
    if inside and day and 1 <= int(day[1]) <= inside.last.day:
        date = inside.first.replace(day=int(day[1]))
        return Period(PeriodKind.DAY, date, date)
    return inside or period


def _chosen(line: str) -> Period | None:
    """The years of the plan among those that *line* names: the least doubtful, those in a row put together."""
    named = list(_named(line))
    if not named:
        return None
    best = min(named, key=lambda name: (name.doubt, name.period.kind is not PeriodKind.SCHOOL_YEARS, name.start))
    made = best.period
    for name in named[named.index(best) + 1 :]:
        between = line[best.stop : name.start]
        joined = re.fullmatch(r"\s*(?:m\.?)?(?:\s*m\.)?\s*(?:,|ir|bei|/)\s*", between)
        if not joined or name.period.kind is not made.kind or name.period.first <= made.first:
            break
        made, best = Period(made.kind, made.first, name.period.last), name
    return made


def _named(line: str) -> Iterator[_Named]:
    found = list(_PAIR.finditer(line))
    inside = [range(*pair.span()) for pair in found]
    ones = [one for one in _ONE.finditer(line) if not any(one.start() in pair for pair in inside)]
    for match in sorted([*found, *ones], key=lambda match: match.start()):
        period = _pair(match, line) if match in found else calendar_years(int(match[0]))
        if period:
            yield _Named(period, _doubt(match, line), *match.span())


def _pair(match: re.Match[str], line: str) -> Period | None:
    first = int(match[1])
    last = int(match[2]) if len(match[2]) > 2 else first - first % 100 + int(match[2])  # noqa: PLR2004 -- „2023–24“
    if last <= first:
        return None
    rest = line[match.end() :]
    if re.match(_SCHOOL, rest) or last - first < _MOST_IN_A_ROW:
        return school_years(first, last)
    calendar = re.match(r"\s*(?:m\b|met\w+)", rest) or re.search(r"\bstrategin", line)
    return calendar_years(first, last) if calendar else school_years(first, last)


def _doubt(match: re.Match[str], line: str) -> int:
    before, after = line[: match.start()], line[match.end() :]
    doubt = 2 if _OF_ANOTHER.match(after) else 0
    doubt += bool(re.match(r"-[a-z]|\s*:", after))
    doubt += before.count("(") > before.count(")")
    doubt += 3 * bool(re.search(r"\b(?:patvirt|isakym|protokol|redakc|nuo|ikur|isteig)\w*\W+$", before))
    return doubt


def _months(line: str) -> set[tuple[int, int]]:
    """The months that *line* names as months, by their numbers, each with its end."""
    if not _has_month(line):
        return set()
    return {(_NUMBERS[found[found.lastgroup or 0]], found.end()) for found in _AS_MONTH.finditer(line)}


def month_standing(words: str) -> int:
    """The number of the month that a title names as a month, though maybe no year; 0 for none."""
    found = {number for number, _ in _months(_QUOTED.sub(" ", _line(words)))}
    return found.pop() if len(found) == 1 else 0


def month_label(words: str) -> int:
    """The number of the month that a label is: ``Rugsėjis``, ``rugs.``, ``IX``, ``09``, ``2025-09``; 0 for none."""
    key = fold(words).strip(" .")
    if number := _LABELLED.fullmatch(key):
        return int(number[1])
    return _LABELS.get(key) or month_named(key)


def month_named(words: str) -> int:
    """The number of the one month that *words* name, in any case; 0 where they name none or several."""
    line = fold(closed_up(words))
    found = {_NUMBERS[form] for form in re.findall(_MONTH, line)} if _has_month(line) else set()
    return found.pop() if len(found) == 1 else 0


def school_year_of(day: dt.date) -> Period | None:
    """The school year that *day* falls in; ``None`` where the calendar (years 1 to 9999) does not hold it."""
    autumn = autumn_of(day)
    return school_years(autumn) if dt.MINYEAR <= autumn < dt.MAXYEAR else None


def autumn_of(day: dt.date) -> int:
    """The year in whose autumn the school year of *day* begins; 0 before the first September of the calendar."""
    return day.year if day.month >= _FIRST_SCHOOL_MONTH else day.year - 1


def format_period(period: Period) -> str:
    """The short form that ``parse_period`` reads; several calendar years are from – to."""
    first, last = period.first, period.last
    short = {
        PeriodKind.SCHOOL_YEARS: f"{first.year}-{last.year}",
        PeriodKind.CALENDAR_YEARS: f"{first.year}",
        PeriodKind.HALF_YEAR: f"{first.year}-{'I' if first.month == 1 else 'II'}",
        PeriodKind.MONTH: f"{first:%Y-%m}",
        PeriodKind.DAY: f"{first:%Y-%m-%d}",
    }[period.kind]
    if period.kind is PeriodKind.HALF_YEAR or _short(short) == period:
        return short
    whole = _whole_months(first, last)
    return f"{first:%Y-%m}/{last:%Y-%m}" if whole else f"{first:%Y-%m-%d}/{last:%Y-%m-%d}"


def period_words(period: Period) -> str:
    """The period as a plan says it, for ``find_period`` to read: ``2026–2027 m. m.``, ``2026 m. I pusmetis``."""
    first, last = period.first, period.last
    if "/" in format_period(period):  # several calendar years, months or days
        if period.kind is PeriodKind.CALENDAR_YEARS and (first.month, last.month, last.day) == (1, 12, 31):
            joiner = "–" if last.year - first.year >= _MOST_IN_A_ROW else " m. ir "
            return f"{first.year}{joiner}{last.year} m."
        days = not _whole_months(first, last)
        return f"{_date_words(first, day=days)} – {_date_words(last, day=days)}"
    match period.kind:
        case PeriodKind.SCHOOL_YEARS:
            return f"{first.year}–{last.year} m. m."
        case PeriodKind.CALENDAR_YEARS:
            return f"{first.year} m."
        case PeriodKind.HALF_YEAR:
            return f"{first.year} m. {'I' if first.month == 1 else 'II'} pusmetis"
        case PeriodKind.MONTH | PeriodKind.DAY:
            return _date_words(first, day=period.kind is PeriodKind.DAY)


def _date_words(date: dt.date, *, day: bool) -> str:
    return official_words(date.year, MONTHS_GENITIVE[date.month - 1], str(date.day) if day else "")
