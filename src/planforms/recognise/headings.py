"""What the headings of a table mean: the role of each by its whole wording, decided with the others in view.

It knows words and nothing of where they are in a file; ``tables`` asks it which rows can be headings. What people call
a role, and what a number is under its heading (an hour, a week), is here too.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from planforms.faults import Terms
from planforms.letters import fold
from planforms.model import Cell, Column, ColumnRole, Period, PeriodKind, Timing, TimingProblem
from planforms.remembered import pattern_of, remembered
from planforms.timing import parse_timing

_R = ColumnRole
# What findings, the page and the names of templates call the columns.
ROLE_NAMES: Mapping[ColumnRole, Terms] = {
    _R.NUMBER: Terms(("row number",)),
    _R.TITLE: Terms(("activity",)),
    _R.WHEN: Terms(("time",)),
    _R.PLACE: Terms(("place",)),
    _R.RESPONSIBLE: Terms(("people responsible",)),
    _R.PERFORMERS: Terms(("performers",)),
    _R.PARTICIPANTS: Terms(("participants",)),
    _R.RESULT: Terms(("result",)),
    _R.GOAL: Terms(("goal",)),
    _R.TASK: Terms(("task",)),
    _R.INDICATOR: Terms(("indicator",)),
    _R.FUNDING: Terms(("funding",)),
    _R.REMARKS: Terms(("remarks",)),
    _R.OTHER: Terms(("other",)),
}
# Head nouns of headings, folded, as whole words. The order decides where a word could be two things.
_NOUNS: tuple[tuple[ColumnRole, str], ...] = (
    (
        _R.WHEN,
        (
            r"dat(?:a|os|ai)|laik(?:as|ai)|laikotarpi(?:s|ai)|termin(?:as|ai)|men(?:uo|esiai|esis)?|dien(?:a|os)|"
            r"valand(?:a|os)|period(?:as|ai)|periodiskumas|kada|savait(?:e|es)|ketvir(?:tis|ciai)|pusme(?:tis|ciai)|"
            r"pradzia|pabaiga|dat|term|daznumas|daznis"
        ),
    ),
    (_R.PLACE, r"viet(?:a|os|ove)|kur|adres(?:as|ai)|patalp(?:a|os)|erdv(?:e|es)|lokacija"),
    (
        _R.RESPONSIBLE,
        (
            r"atsak\w*|koordinator\w+|koordinuoja|organizator\w+|organizuoja|rengej\w+|pareng(?:e|ia)|rengia|kuruoj\w+|"
            r"kurator\w+|vadov(?:as|ai|e|es)|vadovauja|iniciator\w+|pirminink\w+|ruosia|teisej(?:as|ai|a|os)"
        ),
    ),
    (
        _R.PERFORMERS,
        (
            r"vykdytoj\w+|vykd(?:o|ys)|partner\w+|lektor(?:ius|iai|e)|pranesej(?:as|ai|a)|ved(?:a|ejas|ejai)|ves|"
            r"igyvendintoj\w+|igyvendina|atlieka|atlikej\w+|dalyvaujantys\smokytojai"
        ),
    ),
    (
        _R.PARTICIPANTS,
        r"dalyv(?:is|iai|auja|aus)|klas(?:e|es)|grup(?:e|es)|kam|skirta|auditorija|ugdytini(?:ai|s)|adresatas",
    ),
    (_R.RESULT, r"rezultat(?:as|ai)|pasiekim(?:as|ai)|nauda|poveikis"),
    (_R.INDICATOR, r"rodikl(?:is|iai)|kriterij(?:us|ai)|matavim(?:as|ai)|matas"),
    (
        _R.FUNDING,
        (
            r"les(?:os|u)|finansavim(?:as|ai)|finansai|biudzetas|islaid(?:os|u)|kain(?:a|os)|istekli(?:ai|us)|sanaudos|"
            r"kastai|asignavimai|resursai"
        ),
    ),
    (
        _R.REMARKS,
        r"pastab(?:a|os)|atsiskaitym(?:as|ai)|ivykdym(?:as|o)|ivykdyta|isvad(?:a|os)|komentar(?:as|ai)|papildomai",
    ),
    (_R.GOAL, r"tiksl(?:as|ai)"),
    (_R.TASK, r"uzdavin(?:ys|iai)"),
    (
        _R.TITLE,
        (
            r"veikl(?:a|os|u)|rengin(?:ys|iai)|priemon(?:e|es)|pavadinim(?:as|ai)|turin(?:ys|iai)|planuoja(?:ma|mos|me)|"
            r"numat(?:oma|omos|yta)|darb(?:as|ai)|darom|darysim(?:e)?|darys|edukacij(?:a|os)|veiksm(?:as|ai)|"
            r"uzsiemim(?:as|ai)|iniciatyv(?:a|os)|veiklinimas|vykdoma"
        ),
    ),
    # Words that head the activities only where nothing better does, and that make no row a row of headings.
    (
        _R.TITLE,
        (
            r"tem(?:a|os|atika)|objekt(?:as|ai)|uzduot(?:is|ys)|srit(?:is|ys)|krypt(?:is|ys)|form(?:a|os)|bud(?:as|ai)|klausim(?:as|ai)|"
            r"svent(?:e|es)|susirinkim(?:as|ai)|posed(?:is|ziai)|olimpiad(?:a|os)|konkurs(?:as|ai)|projekt(?:as|ai)|"
            r"renginukai|akcij(?:a|os)|ekskursij(?:a|os)|paskait(?:a|os)|seminar(?:as|ai)|mokym(?:as|ai)|varzybos"
        ),
    ),
)
_PATTERNS = tuple((role, pattern_of(rf"(?:{nouns})", needs=nouns)) for role, nouns in _NOUNS)
_WEAK = len(_PATTERNS) - 1
_WHOLE: dict[str, ColumnRole] = {
    "minetina diena": _R.TITLE, "minetinos dienos": _R.TITLE, "atmintina diena": _R.TITLE,
    "atmintinos dienos": _R.TITLE, "svente ar minetina diena": _R.TITLE, "tiksline grupe": _R.PARTICIPANTS,
    "lesu saltinis": _R.FUNDING, "lesu saltiniai": _R.FUNDING, "finansavimo saltinis": _R.FUNDING,
    "finansavimo saltiniai": _R.FUNDING, "vykdymo zyma": _R.REMARKS, "ivykdymo zyma": _R.REMARKS,
    "zyma apie ivykdyma": _R.REMARKS, "zymos apie ivykdyma": _R.REMARKS, "kas": _R.RESPONSIBLE, "ka": _R.TITLE,
    "kas daro": _R.RESPONSIBLE, "kas darys": _R.RESPONSIBLE,
    "kas bus daroma": _R.TITLE, "kas vyksta": _R.TITLE, "kas vyks": _R.TITLE, "kada vyks": _R.WHEN,
    "kada vyksta": _R.WHEN, "kur vyks": _R.PLACE, "kur vyksta": _R.PLACE, "ka veikiame": _R.TITLE,
    "ka veiksime": _R.TITLE, "ka planuojame": _R.TITLE, "nuo iki": _R.WHEN, "nuoiki": _R.WHEN,
    "svarstomi klausimai": _R.TITLE, "aptariami klausimai": _R.TITLE, "nagrinejami klausimai": _R.TITLE,
    "nuo": _R.WHEN, "iki": _R.WHEN, "val": _R.WHEN, "d": _R.WHEN, "ats": _R.RESPONSIBLE,
    **{f"{stage} etapas": _R.WHEN for stage in (
        "mokyklos", "mokyklinis", "rajono", "rajoninis", "miesto", "savivaldybes", "regiono", "salies", "respublikinis",
    )},
}  # fmt: skip
# People and rooms that head a column of a plan only beside the activities and their time.
_NEIGHBOURLY: dict[str, ColumnRole] = {
    "kabinetas": _R.PLACE, "sale": _R.PLACE,
    "mokytojas": _R.RESPONSIBLE, "mokytoja": _R.RESPONSIBLE, "mokytojai": _R.RESPONSIBLE, "pavarde": _R.RESPONSIBLE,
    "vardas pavarde": _R.RESPONSIBLE, "vardas ir pavarde": _R.RESPONSIBLE, "darbuotojas": _R.RESPONSIBLE,
    **dict.fromkeys((
        "pedagogas", "pedagogai", "aukletojas", "aukletoja", "aukletojai", "aukletojos", "treneris", "treneriai",
        "specialistas", "specialistai",
    ), _R.RESPONSIBLE),
    "mokiniai": _R.PARTICIPANTS, "vaikai": _R.PARTICIPANTS, "asmuo": _R.RESPONSIBLE, "asmenys": _R.RESPONSIBLE,
}  # fmt: skip
_NUMBER = pattern_of(r"(?:eil(?:es|utes)?|el|e|p|punkto)?(?:nr|numeris)|n|no|№|#|eile?s?")
_SIGNS_OF_NOTES = pattern_of(r"(?<=[^\W\d_])\d+(?=\W|$)|[*¹²³]|[†‡]|[⁰⁴-⁹]")
_HYPHENATED = pattern_of(r"(?<=[^\W\d_])[-\u00ad\u2010]\s*\n\s*(?=[a-ząčęėįšųūž])", needs=("\n",))
_PARENTHESES = pattern_of(r"\([^()]*\)", needs=("(",))
UNITS = frozenset({"", "eur", "eurai", "eurais", "proc", "vnt", "val"})  # behind „Lėšos,“ and the like
_SPLIT = pattern_of(r"[,;:/]|\bir\b|\bbei\b|\barba\b|\bar\b|\s[-–—]\s")
_LONGEST_HEADING = 80
_SAID = pattern_of(r"[^\W\d_]{6,}\.\s*$|\b(?:19|20)\d\d\b|_{3,}")
_PREPOSITIONS = frozenset({"apie", "uz", "del", "iki", "su", "pagal", "is", "i"})
# Nouns that head a column alone or of the plan's own things; „Tolerancijos diena“ and „Klasių vadovai“ are cells.
_ALONE = pattern_of(
    r"dien\w+|savait\w+|klas\w+|grup\w+|valand\w+|vadov\w+|pirminink\w+|koordinator\w+|adres\w+|erdv\w+|lektor\w+"
    r"|projekt\w+|edukacij\w+|uzsiemim\w+|darb\w+|biudzet\w+|ugdytini\w+|pradzia|pabaiga|ved\w+|veiklinim\w+"
)
_MODIFIERS = frozenset({
    "renginio", "renginiu", "veiklos", "veiklu", "priemones", "priemoniu", "vykdymo", "igyvendinimo", "atlikimo",
    "organizavimo", "planuojama", "planuojamos", "planuojamas", "planuojami", "numatoma", "numatomos", "numatomas",
    "numatomi", "konkreti", "tiksli", "menesio", "metu", "savaites", "tiksline", "tikslines", "tikslas", "darbo",
    "grupes", "edukacines", "edukacine", "plano", "uzduoties", "posedzio", "dalyvaujanti", "dalyvaujancios", "data",
    "ir", "vieta", "uz", "projekto",
})  # fmt: skip
_AREA = pattern_of(
    r"srit|krypt|form|bud", needs=("srit", "krypt", "form", "bud")
)  # of activities, where another column names them
_CORE = frozenset({_R.RESPONSIBLE, _R.PERFORMERS, _R.PLACE, _R.PARTICIPANTS})
SURE = 2


class Guess(Struct, frozen=True):
    """What a heading alone says: a role, and how surely (0 to 4; from 2 on it is the word of a heading)."""

    role: ColumnRole
    strength: int


_UNKNOWN = Guess(_R.OTHER, 0)


@remembered
def heading_key(heading: str) -> str:
    """*heading* for comparison: hyphens of broken lines, signs of notes and punctuation gone, folded."""
    joined = _HYPHENATED.sub("", heading)
    joined = _SIGNS_OF_NOTES.sub(" ", joined)
    return fold(unicodedata.normalize("NFKC", joined))


@lru_cache(maxsize=1024)
def guess(heading: str) -> Guess:
    """What *heading* says of its column, with no other in view."""
    if len(heading) > _LONGEST_HEADING * 2:
        return _UNKNOWN
    key = heading_key(heading)
    if _NUMBER.fullmatch(re.sub(r"[\W_]+", "", key)) or heading.strip() in {"№", "#"}:
        return Guess(_R.NUMBER, 3)
    bare = " ".join(_words(_PARENTHESES.sub(" ", key))) or " ".join(_words(key))
    if bare in _WHOLE:
        return Guess(_WHOLE[bare], 3)
    if re.search(r"\batsak(?:ing|o\b|om|ovas|\b)", bare):
        return Guess(_R.RESPONSIBLE, 4 if bare.startswith("atsak") else 3)
    phrases = [p for p in _SPLIT.split(_PARENTHESES.sub(" ", key)) if " ".join(_words(p)) not in UNITS]
    found = [known for phrase in phrases if (known := _phrase(phrase))]
    if not found:
        return _UNKNOWN
    # „Data, laikas“ is a heading; „Data ir skaičiai: popietė“ only begins with the word of one.
    certain = len(found) * 2 > len(phrases) and not re.search(r":\s*\w", key)
    return found[0] if certain else Guess(found[0].role, 1)


def _words(key: str) -> list[str]:
    return [word for part in key.split() if (word := re.sub(r"[\W_]+", "", part))]


def _phrase(phrase: str) -> Guess | None:
    """The role by the head noun of *phrase*: its last word, or its first before „tikslui pasiekti“ and the like."""
    words = _words(phrase)
    if not words:
        return None
    if (found := _noun(words[-1])) and not (found[1] == _WEAK and len(words) > 1 and _modified(words)):
        role, rank = found
        exact = len(words) == 1
        modified = not exact and not set(words[:-1]) <= _MODIFIERS
        if rank == _WEAK or (modified and _ALONE.fullmatch(words[-1])):
            return Guess(role, 1)
        return Guess(role, 3 + exact if words[-1].startswith("pavadinim") else SURE + exact)
    first = _noun(words[0])
    # „Priemonės tikslui pasiekti“, „Dalyvaujanti klasė“: not „Valandų skaičius“, whose first word only modifies.
    linked = len(words) > 2 and words[1] in _PREPOSITIONS  # noqa: PLR2004 -- „Pastabos apie įvykdymą“
    going_on = words[0] in {"priemones", "veiklos", "lesos"} and words[-1].endswith(("ti", "os"))
    if first and len(words) > 1 and first[1] != _WEAK and (linked or going_on or not re.search(r"u$|os$", words[0])):
        return Guess(first[0], SURE if linked else 1)
    return None


def _modified(words: Sequence[str]) -> bool:
    return len(words) > 3  # noqa: PLR2004 -- „Olimpiada ar kitas renginys“ is short


def _noun(word: str) -> tuple[ColumnRole, int] | None:
    return next(((role, rank) for rank, (role, nouns) in enumerate(_PATTERNS) if nouns.fullmatch(word)), None)


@lru_cache(maxsize=64)
def heading_roles(headings: tuple[str, ...]) -> tuple[ColumnRole, ...]:
    """The role of each heading of a row, each decided with the others in view.

    ``Uždaviniai`` heads tasks beside a column of activities, and the activities themselves where nothing else does;
    of several headings that could name the activities the surest, then the first, does. ``Mokytojas`` is who is
    responsible only where nothing else is. An empty or unknown heading is ``OTHER``.
    """
    guesses = [guess(heading) for heading in headings]
    strengths = [known.strength if known.role is _R.TITLE else 0 for known in guesses]
    roles = [_R.OTHER if strength else known.role for known, strength in zip(guesses, strengths, strict=True)]
    if any(strengths):
        areas = [bool(_AREA.match(heading_key(heading).split(" ")[-1])) for heading in headings]
        roles[max(range(len(roles)), key=lambda i: (strengths[i], not areas[i], -i))] = _R.TITLE
    elif _R.TASK in roles:
        roles[roles.index(_R.TASK)] = _R.TITLE
    if _R.WHEN in roles:
        for i, heading in enumerate(headings):
            near = _NEIGHBOURLY.get(" ".join(_words(heading_key(heading))))
            people = {_R.RESPONSIBLE, _R.PERFORMERS} if near is _R.RESPONSIBLE else {near}
            if near and roles[i] is _R.OTHER and not people & set(roles):
                roles[i] = near
    return tuple(roles)


@remembered
def could_head(words: str) -> bool:
    """Whether a cell is a heading by its form: short, of words, no sentence, no year."""
    bare = _PARENTHESES.sub("", words).strip() or words
    worded = any(c.isalpha() for c in bare) or bare in {"#", "№"}
    return worded and len(bare) <= _LONGEST_HEADING and not _SAID.search(bare)


@lru_cache(maxsize=64)
def is_heading_row(headings: tuple[str, ...]) -> bool:
    """Whether a row of non-empty cells reads as the headings of a plan's table by its words."""
    if len(headings) < 2 or not all(could_head(heading) for heading in headings):  # noqa: PLR2004 -- one is no table
        return False
    guesses = [guess(heading) for heading in headings]
    sure = sum(known.strength >= SURE for known in guesses)
    known = sum(bool(known.strength) for known in guesses)
    roles = set(heading_roles(headings)) - {_R.OTHER}
    named = _R.TITLE in roles or (_R.WHEN in roles and bool(roles & _CORE))
    return named and len(roles) > 1 and sure > 1 and known * 2 >= len(headings)


def columns(headings: Sequence[str], roles: Sequence[ColumnRole], parts: Sequence[str] = ()) -> tuple[Column, ...]:
    """Columns of *headings* and *roles*, each with an id of its own; *parts* are the lowest parts of shared headings.

    Of several with one role the exact word has the bare id: ``Data`` before ``Atsiskaitymo data``; a day before the
    month or the week beside it.
    """
    exact = [part or heading for part, heading in zip(parts or headings, headings, strict=True)]
    first: dict[ColumnRole, int] = {}
    for i, role in enumerate(roles):
        best = first.get(role)
        if best is None or _rank(exact[i], role) > _rank(exact[best], role):
            first[role] = i
    return numbered(
        [
            Column(str(role) if role is not _R.OTHER and first[role] == i else "", role, heading)
            for i, (heading, role) in enumerate(zip(headings, roles, strict=True))
        ]
    )


def numbered(kept: Sequence[Column]) -> tuple[Column, ...]:
    """*kept* with an id for each: its role, and for those that have not that id a number behind it."""
    counts: dict[ColumnRole, int] = {}
    made = []
    for column in kept:
        if column.id != str(column.role):
            counts[column.role] = counts.get(column.role, 0 if column.role is _R.OTHER else 1) + 1
            made.append(Column(f"{column.role}-{counts[column.role]}", column.role, column.heading))
        else:
            made.append(column)
    return tuple(made)


def _rank(heading: str, role: ColumnRole) -> tuple[bool, int, bool]:
    known = guess(heading)
    outer = role is _R.WHEN and (
        is_month_column(heading) or heading_key(heading).strip(" .:") in {"savaite", "savaites"}
    )
    # Beside „Data“ a column „Laikas“ is of hours.
    dated = role is _R.WHEN and "laik" not in heading_key(heading)
    return not outer, known.strength if known.role is role else 0, dated


def is_month_column(heading: str) -> bool:
    """Whether the heading is that of months alone: „Mėnuo“."""
    return heading_key(heading.rpartition("\n")[2]).strip(" .:") in {"menuo", "menesis", "menesiai", "men"}


def is_week_column(heading: str) -> bool:
    """Whether the heading is that of weeks alone: „Savaitė“."""
    return _WEEKS.fullmatch(heading_key(heading)) is not None


_WEEKS = pattern_of(r"sav(?:aites?|\.)?(?:\s+nr)?\W*")
_WEEK = pattern_of(r"(?:\d{1,2}|[ivx]{1,4})\.?")


def of_weeks(cell: Cell, heading: str, inside: Period | None) -> Cell:
    """A bare number in a column of weeks: the week of a month's plan, in another plan only a number; it is no day."""
    if not (isinstance(cell, Timing) and is_week_column(heading) and _WEEK.fullmatch(fold(str(cell.words)))):
        return cell
    week = parse_timing(f"{str(cell.words).rstrip('.')} sav.", inside)
    of_month = inside and inside.kind is PeriodKind.MONTH and week.edtf
    return replace(week, words=cell.words) if of_month else Timing(words=cell.words)


_ANY_DAY = Period(PeriodKind.DAY, dt.date(2001, 1, 1), dt.date(2001, 1, 1))
_HOURS = pattern_of(r"(?:val|valand(?:a|os))\.?")
_OF_HOURS = pattern_of(r"(?!.*\bdat)(?:.*\b)?(?:laik|val\b|valand)")
_BARE_HOURS = pattern_of(r"([6-9]|1\d|2[0-3])(?:\s*[-–—]\s*(\d|1\d|2[0-4]))?")
_HOURS_AND_MORE = pattern_of(r"(\d{1,2}(?:\s*[-–—]\s*\d{1,2})?\s*val\b\.?)[\s,;]+(\S.*)", re.DOTALL)


def of_hours(cell: Cell, heading: str, *, on_day: bool) -> Cell:
    """A cell of a row that has its date in another one: „10.30“, which may be a day too, is a time of day there.

    A bare „10“ is an hour where the column is of hours, and so is „10–12“ in a column of times beside one day; what
    follows „14 val.“ there is a place or the like.
    """
    if not isinstance(cell, Timing):
        return cell
    words, key = str(cell.words), heading_key(heading)
    bare = _BARE_HOURS.fullmatch(words) if on_day and _OF_HOURS.match(key) else None
    more = None if cell.understood else _HOURS_AND_MORE.fullmatch(words)
    if (words.isdigit() and _HOURS.fullmatch(key)) or (bare and int(bare[1]) < int(bare[2] or 24)):
        hours = replace(parse_timing(f"{words} val.", _ANY_DAY), words=cell.words)
    elif cell.problem is TimingProblem.AMBIGUOUS:
        hours = parse_timing(cell.words, _ANY_DAY)
    elif more and _OF_HOURS.match(key) and not parse_timing(more[2]).understood:
        hours = replace(parse_timing(more[1], _ANY_DAY), words=cell.words, unread=(more[2],))
    else:
        return cell
    return replace(hours, edtf="") if hours.clock else cell
