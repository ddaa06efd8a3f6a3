"""Named days that the words of an activity mean, and how its day depends on them.

Knows the data file of named days, and Lithuanian words as far as a name is written in several cases.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import cache, cached_property, lru_cache
from operator import add

from msgspec import Struct

from planforms.dates import NamedDay, feast_day, named_days, public_holiday
from planforms.letters import bare_words, fold
from planforms.remembered import pattern_of
from planforms.text import tidy
from planforms.timing.words import MONTHS

_FAR = 14  # days from a named day at which an activity that names it still belongs to it
_SATURDAY = 6
_LAST_YEAR = 9998
_COUNT = pattern_of(r"\d+ ?-? ?[^\W\d_]*(?= (?:miesto )?gimtad)")  # Vilniaus 703-asis gimtadienis
_WORD = pattern_of(r"[^\W_]+")
_TITLE_DATE = pattern_of(r"(?<![^\W\d_])([^\W\d_]+)\s+(\d{1,2})\s?[-‐‑–]\s?[^\W\d_]+")
_HYPHENS = frozenset("-‐‑–")
# The first two letters of the first word of a name, and of its second if it has one; a bar ends the name before.
_BEGINNING = pattern_of(r"(?:^|\|)[^\w|]*([^\W_]{1,2})[^\W_]*(?:[^\w|]+([^\W_]{1,2}))?")
MONTH_OF = {form: number for number, forms in enumerate(MONTHS, start=1) for form in fold(forms).split()}
_DATE = pattern_of(r"\d\d-\d\d")
# What follows the stem of a word in its cases.
_HARD = "a o e u y ai as is ys os es us ui ei iu oje eje uje yje i ame ams oms ems omis emis ais uose ose ese aus"
_CASES = frozenset(f"{soft}{ending}" for soft in ("", "i") for ending in _HARD.split())
_NOMINATIVE = pattern_of("(?:oji|[ay]sis|ios|ys|is|as|os|es|us|ai|a|e|i|u)$")
_DIENA = frozenset({"a", "os", "ai", "oje", "u", "oms", "omis", "ose"})
_ORDINAL = frozenset({"oji", "osios", "ajai", "aja", "ojoje", "oje", "os", "a"})  # Vasario 16-oji
_ADJECTIVE = pattern_of(r"(?:.*in|nacional|melyn|pirmoj|antroj|antr)[ei]?$|.*(?:oji|[ay]sis)$")
_DEFINITE = frozenset(
    {"oji", "osios", "ajai", "aja", "ysis", "asis", "iojo", "ojo", "iajam", "ajam", "iji", "aji", "ziojo", "ziajam"}
)
_HEADS = {"diena", "dienos", "savaite", "menuo"}
_PREPOSITIONS = {"be", "uz", "nuo", "del"}
_WORLD = ("tarptautin", "pasaulin", "pasaulio", "europos")
# A day of the world or of Europe, of the country or of a saint, whether it is listed or not.
_FAMOUS = pattern_of(
    r"\b(?:(?:(?:tarptautin|pasaulin)\w*|europos|pasaulio)(?P<words>(?: [^\W\d_]+,?){1,8}?)"
    r"|(?:nacionalin\w*|lietuvos|sv\.|svent\w+)(?P<few>(?: ?[^\W\d_]+){1,4}?)) dien(?:a|os|ai|oje)\b"
)
_OF_SCHOOL = pattern_of("metodin|atvir|projekt|susitik|susirink")
_BIRTHDAY = pattern_of(r"(?P<whose>[^\W\d_]+)\s+(?:\d+\S*\s+)?gimtadien")
_TOWN = {"miesto", "miestelio", "kaimo", "gyvenvietes", "sostines"}
# Whose birthday is a party that the school chooses itself.
_OF_SCHOOLS = {
    *("mokyklos", "gimnazijos", "progimnazijos", "pagrindines", "darzelio", "lopselio", "bibliotekos", "klases"),
    *("grupes", "klubo", "centro", "skaityklos", "muziejaus", "choro", "musu", "knygos", "draugo", "vaiku"),
    *("mokiniu", "mokytoju", "bendruomenes", "istaigos", "tavo", "mano", "savo", "tarybos", "teatro"),
}


class Relation(Enum):
    """Where the day of an activity is, seen from the day that it names."""

    ON = auto()
    BEFORE = auto()  # on the last school day before it, since the day itself is free
    AFTER = auto()  # on the first school day after it, since the day itself is free
    DISTANCE = auto()  # some days from one that moves
    NEAR = auto()  # near one that does not


class Meant(Struct, frozen=True):
    """A named day that the words of an activity mean, its date near the activity's, and how the two are related.

    ``several``: the name is of another day too.
    """

    day: NamedDay
    on: dt.date
    relation: Relation
    several: bool = False

    @property
    def moves(self) -> bool:
        """Whether it is on another date each year."""
        return not _DATE.fullmatch(self.day.rule)


class _Form(Struct, frozen=True):
    """A word of a name: what it begins with, folded, and what may follow; anything where there are no endings."""

    stem: str
    endings: frozenset[str] = frozenset()

    def matches(self, word: str) -> bool:
        """Whether *word* is a form of it."""
        return word.startswith(self.stem) and (not self.endings or word[len(self.stem) :] in self.endings)


class _Spelling:
    """One spelling of a named day, word by word; few of them are ever asked for their words and forms."""

    def __init__(self, name: str, day: NamedDay) -> None:
        self.name = name
        self.day = day

    @cached_property
    def words(self) -> list[str]:
        """The words, folded."""
        return _WORD.findall(fold(self.name))

    @cached_property
    def forms(self) -> tuple[_Form, ...]:
        """The forms of each word."""
        if self.name.endswith("*"):
            return (_Form(self.words[0]),)
        return tuple(_form(self.words, at) for at in range(len(self.words)))

    def matches(self, words: Sequence[str]) -> bool:
        """Whether *words* are this spelling in some case."""
        return len(words) == len(self.forms) and all(map(_Form.matches, self.forms, words))


def is_school_day(day: dt.date) -> bool:
    """Whether *day* is neither at a weekend nor a public holiday."""
    return day.isoweekday() < _SATURDAY and not public_holiday(day)


def school_day_near(day: dt.date, step: int) -> dt.date:
    """The nearest school day before *day* (*step* -1) or after it (1)."""
    day += dt.timedelta(days=step)
    while not is_school_day(day):
        day += dt.timedelta(days=step)
    return day


def day_meant(day: dt.date, *texts: str) -> Meant | None:
    """The named day that *texts* name and that *day* is, or is near to; the closest where they name several."""
    found = [meant for text in texts for names in named_in(text) for meant in _meant(day, names)]
    order = list(Relation)
    return min(found, key=lambda meant: (order.index(meant.relation), abs(meant.on - day)), default=None)


def day_by_date(day: dt.date) -> NamedDay | None:
    """The named day that *day* is by its date alone, whatever the words: a public holiday, the first of September."""
    return next((known for known in _by_date() if feast_day(known.rule, day.year) == day), None)


def days_of_range(first: dt.date, last: dt.date, *texts: str) -> NamedDay | None:
    """The named range, the same every year, that *texts* name and that *first* to *last* are."""
    dates = f"{first:%m-%d}/{last:%m-%d}"
    names = (known for text in texts for found in named_in(text) for known in found)
    return next((known for known in names if known.rule == dates), None)


def announced_in(*texts: str) -> NamedDay | None:
    """What *texts* name that its organiser sets anew each year."""
    return next((found[0] for text in texts for found in named_in(text) if found[0].rule == "announced"), None)


def unlisted_in(*texts: str) -> bool:
    """Whether *texts* name a day of the world, or the birthday of a town or a person, that no list knows."""
    return any(_has_unlisted_day(text) or _has_birthday(text) for text in texts)


def _has_unlisted_day(text: str) -> bool:
    known = [(start, stop) for start, stop, _ in occurrences(text)]
    return any(
        not any(start <= match.start() and match.end() <= stop for start, stop in known)
        and not _OF_SCHOOL.search(match["words"] or match["few"])
        for match in _FAMOUS.finditer(fold(text))
    )


def _has_birthday(text: str) -> bool:
    text = " ".join(tidy(text).split())
    words = fold(text)
    for match in _BIRTHDAY.finditer(words):
        named = any(start < match.end() and match.start("whose") < stop for start, stop, _ in occurrences(text))
        whose = match["whose"]
        capital = text[match.start("whose") : match.start("whose") + 1].isupper()
        if not named and (whose in _TOWN or (capital and whose not in _OF_SCHOOLS)):
            return True
    return False


def _meant(day: dt.date, names: tuple[NamedDay, ...]) -> Iterator[Meant]:
    """What *day* is to each of the days of one name."""
    several = len({known.rule for known in names if not known.status.startswith("until")}) > 1
    for known in names:
        for year in range(max(day.year - 1, 1), min(day.year + 1, _LAST_YEAR) + 1):
            on = feast_day(known.rule, year)
            if on and abs(on - day).days <= _FAR:
                yield Meant(known, on, _relation(day, on, known), several)


def _relation(day: dt.date, on: dt.date, known: NamedDay) -> Relation:
    if day == on:
        return Relation.ON
    if not _DATE.fullmatch(known.rule):
        return Relation.DISTANCE
    if is_school_day(on):
        return Relation.NEAR
    if day == school_day_near(on, -1):
        return Relation.BEFORE
    return Relation.AFTER if day == school_day_near(on, 1) else Relation.NEAR


@lru_cache(maxsize=1024)
def named_in(text: str) -> tuple[tuple[NamedDay, ...], ...]:
    """The named days in *text*, those of one name together; a name inside a longer one does not count."""
    names = tuple([days for _, _, days in occurrences(text)])
    return names if _HYPHENS.isdisjoint(text) else (*names, *((known,) for known in _dates_in(text)))


def may_name(titles: Iterable[str]) -> frozenset[str]:
    """Those of the folded *titles* that may name a day: of most plans few do, which is seen by their words together."""
    together = "\n".join(titles)
    words = bare_words(together)
    starts = [word[:2] for word in words]
    table = _spellings()
    keys = table.keys() & {*starts, *map(add, starts, starts[1:])}
    known = [spelling for key in keys for spelling in table[key]]
    stems = {spelling.forms[0].stem for spelling in known}
    firsts = {spelling.words[0][:2] for spelling in known}
    found = {word for word, start in zip(words, starts, strict=True) if start in firsts and word.startswith((*stems,))}
    signs = [sign for sign in (*found, "gimtad", *"-‐‑–") if sign in together]
    return frozenset(title for title in titles if any(sign in title for sign in signs)) if signs else frozenset()


@lru_cache(maxsize=1024)
def occurrences(text: str) -> tuple[tuple[int, int, tuple[NamedDay, ...]], ...]:
    """The names in *text*: beginning and end, and the days they are of."""
    words, folded = bare_words(text), ""
    starts = [word[:2] for word in words]
    if "gi" in starts and "gimtad" in (folded := fold(text)):
        folded = _COUNT.sub(lambda match: " " * len(match[0]), folded)
        words = _WORD.findall(folded)
        starts = [word[:2] for word in words]
    pairs = [*map(add, starts, starts[1:]), ""]
    table = _spellings()
    keys = table.keys() & {*starts, *pairs}
    named = [
        (at, spelling)
        for at, pair in enumerate(zip(starts, pairs, strict=False) if keys else ())
        for key in pair
        if key in keys
        for spelling in table[key]
        if words[at].startswith(spelling.forms[0].stem) and spelling.matches(words[at : at + len(spelling.words)])
    ]
    if not named:
        return ()
    places = list(_WORD.finditer(folded or fold(text)))
    found: dict[tuple[int, int], list[NamedDay]] = defaultdict(list)
    with_prefix: dict[tuple[int, int], list[NamedDay]] = defaultdict(list)  # names to which the words add „Tarptautinė“
    for at, spelling in named:
        of_world = at > 0 and words[at - 1].startswith(_WORLD)
        span = places[at - of_world].start(), places[at + len(spelling.words) - 1].end()
        (with_prefix if of_world else found)[span].append(spelling.day)
    found = with_prefix | found
    return tuple(
        (start, stop, tuple(dict.fromkeys(days)))
        for (start, stop), days in found.items()
        if not any((a, b) != (start, stop) and a <= start and stop <= b for a, b in found)
    )


@cache
def _spellings() -> Mapping[str, list[_Spelling]]:
    """The spellings of the named days by the first two letters of their first word and of their second, if any."""
    table: defaultdict[str, list[_Spelling]] = defaultdict(list)
    known = [_Spelling(name, day) for day in named_days() for name in dict.fromkeys((day.name, *day.other_names))]
    beginnings = _BEGINNING.findall(fold("|".join([spelling.name for spelling in known])))
    for spelling, (first, second) in zip(known, beginnings, strict=True):
        table[first + second].append(spelling)
    return dict(table)


def _form(words: list[str], at: int) -> _Form:
    """The forms of one word of a name: its head and the adjectives before it in any case, the rest as written."""
    word = words[at]
    head = next((n for n, each in enumerate(words) if each in _HEADS), len(words) - 1)
    if at == head and word == "diena":
        return _Form("dien", _DIENA)
    if at == head and word == "menuo":
        return _Form("men", frozenset({"uo", "esio", "esi", "esiui", "esiu", "esyje"}))
    if word == "oji":
        return _Form("", _ORDINAL | {f"i{ending}" for ending in _ORDINAL})
    stem = _NOMINATIVE.sub("", word)
    as_written = at > head or any(each in _PREPOSITIONS for each in words[:at]) or word.isdigit()
    if as_written or stem == word or (at < head and not _ADJECTIVE.fullmatch(word)):
        return _Form(word, frozenset({""}))
    here = {"", word[len(stem) :]}
    return _Form(stem, _CASES | _DEFINITE | here if word.endswith(("oji", "sis")) else _CASES | here)


@cache
def _by_date() -> tuple[NamedDay, ...]:
    """A day that moves is never one by its date alone, since any work may fall on it."""
    return tuple(known for known in named_days() if known.status == "date" and _DATE.fullmatch(known.rule))


def _dates_in(title: str) -> Iterator[NamedDay]:
    """The days that a title is called by, ``Vasario 16-osios minėjimas``; ``vasario 16 d.`` in it is only its date."""
    for match in _TITLE_DATE.finditer(title):
        month = MONTH_OF.get(fold(match[1]))
        if month:
            yield NamedDay(f"{month:02}-{int(match[2]):02}", match[0])
