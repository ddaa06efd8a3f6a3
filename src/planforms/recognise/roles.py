"""What the columns of a table mean, and whether the table is a plan's: from its headings, and from its cells.

Headings that are known decide; where they are not, the cells of each column do. A timetable of lessons, a list of staff
or a budget has cells and headings of its own, and is no plan unless something beside it says so. The pass ends in every
grid taken apart: its plan's tables, and the rows that are of none.
"""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from planforms.errors import UsageError
from planforms.letters import CAPITAL, fold
from planforms.model import ColumnRole
from planforms.people import parse_responsible
from planforms.recognise.blocks import Block, forced_block, heading_blocks, lower_block, month_columns, unlike_block
from planforms.recognise.facts import ShownRow, shown_rows
from planforms.recognise.headings import SURE, guess, heading_key, heading_roles
from planforms.recognise.tables import Sheet, Table, headless_table, split_grid
from planforms.remembered import pattern_of, remembered
from planforms.source import Grid, Line
from planforms.timing import parse_timing

_NUMBER = pattern_of(r"(?:\d{1,4}(?:\.\d{1,3})*|[IVX]{1,5})[.)]?")
_PERSON = pattern_of(rf"\b{CAPITAL}\.\s?{CAPITAL}|{CAPITAL}[a-ząčęėįšųūž]+(?:ien[ėe]|yt[ėe]|ait[ėe]|ut[ėe]|ūn[ėe])\b")
_STAFF = pattern_of(
    r"vadov|mokytoj|pavaduotoj|administracij|direktor|specialist|pedagog|bibliotekinink|taryb|\bnar(?:iai|es)\b|\bvgk\b"
    r"|aukletoj|psicholog|logoped|pirminink|koordinator"
)
_DATED = pattern_of(
    r"\d{4}|\bd\.|men|saus|vasar|kov|baland|geguz|birzel|liep|rugp|rugs|spal|lapkr|gruod|metus|nuolat|ketv|pusm"
)
_SAMPLE = 60
_MOST = 0.6
_FEWEST_ROWS = 2
_DIFFERENT = 0.7
_OTHERS = (
    r"vard(?:as|ai)|pavard(?:e|es)|mokin(?:ys|iai|io)|pareig(?:os|ybe)|telefon\w*|tel|pastas|gim\w*|amzius|asmens"
    r"|dalyk(?:as|ai|o)|pamok(?:a|os|u)|kabinet(?:as|o)|kab|pazym\w+|vertinim\w+|ivertinim\w+|bal(?:as|ai)|vidurkis"
    r"|kain(?:a|os)|sum(?:a|os)|kiek(?:is|io)|vnt|matas|porcij\w+|kcal|baltym\w+|riebal\w+|angliavand\w+|patiekal\w+"
    r"|pusryc\w+|piet(?:us|u)|vakarien\w+|pavakar\w+|valgi\w+|iseig\w+|krepsel\w+|etat\w+|stazas|issilavinim\w+"
    r"|kvalifik\w+|pirmadien\w+|antradien\w+|treciadien\w+|ketvirtadien\w+|penktadien\w+|sestadien\w+|sekmadien\w+"
    r"|skambu\w+|pertrauk\w+|marsrut\w+|stotel\w+|inventor\w+|saskait\w+|kodas|pajamos|islaidos|likut\w+|praleist\w+"
    r"|lankom\w+|krepselis|vardas|parasas|lentele|autor\w+|leidykla|isbn"
)
_WORDS_OF_OTHERS = pattern_of(rf"\b(?:{_OTHERS})\b", needs=_OTHERS)
_NAMES_PLAN = (
    pattern_of(r"\bplanas\b"),
    pattern_of(
        r"\b(?:veikl\w+|rengini\w+|priemoni\w+|darbo|ugdymo|prevencij\w+|metin\w+|menesi\w*|mokslo|grupes|burelio|tarybos|komisijos"
        r"|bibliotek\w+|svieti\w+|strategin\w+|projekt\w+|metu|veiksm\w+)\b.*\b(?:plan(?:as|ai|o)|program(?:a|os))\b",
        needs=("plan", "program"),
    ),
    pattern_of(
        r"\b(?:rengini\w+|veikl\w+|olimpiad\w+|konkurs\w+|renginiu|minetin\w+|svenci\w+|uzsiemim\w+|minejim\w+|posedzi\w+|susirinkim\w+)\b.*\b"
        r"(?:grafik\w+|kalendor\w+|tvarkarast\w+|sarasas)\b",
        needs=("grafik", "kalendor", "tvarkarast", "sarasas"),
    ),
)
_NAMES_ANOTHER = pattern_of(
    r"\b(?:pamok\w+|skambuci\w+|pertrauk\w+|autobus\w+|budejim\w+|darbo laiko|konsultacij\w+|bureli\w+|egzamin\w+"
    r"|valgyk\w+)\b.*"
    r"\b(?:tvarkarast\w+|grafik\w+)|\bsaras\w+|\bsamat\w+|\bbiudzet\w+|\bvalgiarast\w+|\bmeniu\b|\bpazym\w+|\bivertinim\w+"
    r"|\bzurnal\w+|\blankomum\w+|\binventor\w+|\bsudetis\b|\bkontakt\w+|\btabel\w+|\bataskait\w+|\bregistr\w+"
    r"|\bpajam\w+|\bdienos ritm\w+|\bdienotvark\w+|\bpirkim\w+",
    needs=(
        *("tvarkarast", "grafik", "saras", "samat", "biudzet", "valgiarast", "meniu", "pazym", "ivertinim", "zurnal"),
        *("lankomum", "inventor", "sudetis", "kontakt", "tabel", "ataskait", "registr", "pajam", "dienos ritm"),
        *("dienotvark", "pirkim"),
    ),
)
_FOREIGN = tuple(
    (role, pattern_of(pattern))
    for role, pattern in (
        (ColumnRole.NUMBER, r"^(?:no|nr|#|№|lp|l\. ?p|п/п|№ ?п/п|s/n|item)\.?$"),
        (ColumnRole.RESPONSIBLE, r"\b(?:responsib|who|organi[sz]|charge|leader|odpowiedz|prowadz|ответств|организ)"),
        (ColumnRole.PERFORMERS, r"\b(?:performer|lecturer|partner|wykonaw|исполнител)"),
        (ColumnRole.PARTICIPANTS, r"\b(?:participant|audience|target|class|uczestni|odbiorc|klasa|участник|класс)"),
        (ColumnRole.WHEN, r"\b(?:date|time|when|month|deadline|termin|data|czas|kiedy|miesi|дата|время|срок|когда)"),
        (ColumnRole.PLACE, r"\b(?:place|venue|location|where|room|miejsce|gdzie|место|где)"),
        (ColumnRole.RESULT, r"\b(?:result|outcome|efekt|rezultat|wynik|результат)"),
        (ColumnRole.FUNDING, r"\b(?:budget|funding|cost|koszt|srodki|budzet|средств|бюджет|финанс)"),
        (ColumnRole.REMARKS, r"\b(?:note|notes|remark|comment|uwagi|примечан)"),
        (ColumnRole.TITLE, r"\b(?:activit|event|action|topic|task|what|wydarzen|działan|nazwa|zadani|temat)"),
        (ColumnRole.TITLE, r"\b(?:мероприят|событи|назван|наименован|содержан|деятельност)"),
    )
)  # fmt: skip
_NEAR = 4  # lines above a table that say what it is
_MOST_ABOVE = 60  # lines at the beginning, and right above a table, that may say what it is
_ENOUGH = 3
_SHORTEST = 4  # letters of a title, on average: marks of pupils and numbers of rooms are shorter
_WEIGHT = {
    ColumnRole.WHEN: 2, ColumnRole.RESPONSIBLE: 2, ColumnRole.PERFORMERS: 2, ColumnRole.PLACE: 1,
    ColumnRole.PARTICIPANTS: 1, ColumnRole.RESULT: 1, ColumnRole.INDICATOR: 1, ColumnRole.TASK: 1, ColumnRole.GOAL: 1,
}  # fmt: skip


def names_plan(words: str) -> bool:
    """Whether words beside a table, such as its title, say that it is a plan's."""
    folded = fold(words)
    return any(named.search(folded) for named in _NAMES_PLAN) and not _NAMES_ANOTHER.search(folded)


def names_another(words: str) -> bool:
    """Whether words beside a table say that it is another thing: a timetable of lessons, a list, a budget."""
    folded = fold(words)
    return bool(_NAMES_ANOTHER.search(folded)) and not any(named.search(folded) for named in _NAMES_PLAN)


def is_plan(table: Table, *, named: bool, another: bool) -> bool:
    """Whether *table* is a plan's, *named* or *another* thing by the words above it.

    Its headings weigh for it by their roles and against it where they are of staff, lessons, marks, food or money. A
    table whose headings are not known must have activities and dates besides.
    """
    roles = table.roles
    first = table.rows[0].texts if table.rows and not table.headed else ()
    others = sum(map(_heads_another, (*table.headings, *first)))
    if named and {ColumnRole.TITLE, ColumnRole.WHEN} <= set(roles) and others * 2 < len(table.headings):
        return True
    if table.known:
        sure = any(guess(h).role is ColumnRole.TITLE and guess(h).strength >= SURE for h in table.headings)
        weight = 2 * sure + sum(_WEIGHT.get(role, 0) for role in set(roles))
        return weight - 2 * others + 3 * named - 3 * another >= _ENOUGH if others or another else named or weight >= 2  # noqa: PLR2004
    if month_columns(table.headings):
        return ColumnRole.TITLE in roles and not others and not another
    if not {ColumnRole.TITLE, ColumnRole.WHEN} <= set(roles):
        return named and ColumnRole.TITLE in roles and not others
    if another or others > 1 or (others and not named):
        return False
    title, when = (_column(table, roles.index(role)) for role in (ColumnRole.TITLE, ColumnRole.WHEN))
    worded = sum(len(words) for words in title) >= _SHORTEST * len(title)
    return worded and (named or _share(when, lambda words: _DATED.search(fold(words))) >= _MOST)


@remembered
def _heads_another(heading: str) -> bool:
    """Whether a heading is one of staff, lessons, marks, food or money."""
    return _WORDS_OF_OTHERS.search(heading_key(heading)) is not None


def roles_of(table: Table) -> tuple[ColumnRole, ...]:
    """The role of each column: by its heading where it is known, by its cells where none of the headings is.

    Where known headings name no activities, the column with the most words holds them.
    """
    months = month_columns(table.headings)
    headings = ["" if i in months else heading for i, heading in enumerate(table.headings)]
    if not table.known:
        foreign = tuple(map(_foreign_role, table.headings))
        timed = {ColumnRole.WHEN} if months else set()
        if {ColumnRole.TITLE, ColumnRole.WHEN} <= {*foreign, *timed}:
            return tuple(ColumnRole.OTHER if i in months else role for i, role in enumerate(foreign))
        inferred = infer_roles(table)
        guesses = [guess(heading) for heading in headings]
        titles = [known for known in guesses if known.role is ColumnRole.TITLE and known.strength]
        # One word that may head the activities, such as „Tema“, says more than the cells.
        sure = [known.strength >= SURE or [known] == titles for known in guesses]
        named = {known.role for known, certain in zip(guesses, sure, strict=True) if certain}
        named |= {ColumnRole.PLACE} if named else set()  # of words in Lithuanian none is a guess by what is left
        return tuple(
            known.role if certain else ColumnRole.OTHER if role in named or i in months else role
            for i, (known, certain, role) in enumerate(zip(guesses, sure, inferred, strict=True))
        )
    parts = [column.part if guess(column.part).strength >= SURE else "" for column in table.columns]
    roles = list(heading_roles(tuple(part or heading for part, heading in zip(parts, headings, strict=True))))
    if ColumnRole.NUMBER not in roles and not headings[0].strip() and _numbers(_column(table, 0)) >= _MOST:
        roles[0] = ColumnRole.NUMBER
    unknown = [i for i, role in enumerate(roles) if role is ColumnRole.OTHER and i not in months]
    if ColumnRole.TITLE not in roles and unknown:
        amount = {i: sum(map(len, _column(table, i))) for i in unknown}
        roles[max(unknown, key=lambda i: amount[i])] = ColumnRole.TITLE
    if ColumnRole.WHEN not in roles and not months:
        unknown = [i for i, role in enumerate(roles) if role is ColumnRole.OTHER]
        for i in unknown:
            if _share(_column(table, i), _times) >= _MOST:
                roles[i] = ColumnRole.WHEN
    return tuple(roles)


def _foreign_role(heading: str) -> ColumnRole:
    """The role of a heading in English, Polish or Russian."""
    words = fold(heading)
    return next((role for role, pattern in _FOREIGN if pattern.search(words)), ColumnRole.OTHER)


def infer_roles(table: Table) -> tuple[ColumnRole, ...]:
    """The role of each column by what most of its cells are; what is left is the title, the longest, then the place."""
    columns = [_column(table, index) for index in range(len(table.columns))]
    roles: list[ColumnRole | None] = [None] * len(columns)
    for role, share in (
        (ColumnRole.NUMBER, list(map(_numbers, columns))),
        (ColumnRole.WHEN, [_share(cells, _times) for cells in columns]),
        (ColumnRole.RESPONSIBLE, [_share(cells, _people) for cells in columns]),
    ):
        open_columns = [i for i, known in enumerate(roles) if known is None and share[i] >= _MOST]
        if open_columns:
            roles[max(open_columns, key=lambda i: (share[i], -i))] = role
    left = [i for i, known in enumerate(roles) if known is None and columns[i]]
    if left:
        title = max(left, key=lambda i: _says(columns[i]) * len(columns[i]))
        roles[title] = ColumnRole.TITLE
        left.remove(title)
    if left:
        roles[left[0]] = ColumnRole.PLACE
    return tuple(role or ColumnRole.OTHER for role in roles)


def _numbers(cells: Sequence[str]) -> float:
    """The share of numbers in a column whose cells differ, as the numbers of rows do."""
    return _share(cells, _NUMBER.fullmatch) if len(set(cells)) >= _DIFFERENT * len(cells) else 0.0


def _says(cells: Sequence[str]) -> float:
    """How much a column says: long words that differ from row to row, as activities do."""
    return sum(map(len, cells)) / len(cells) * len(set(cells)) / len(cells)


def looks_like_plan(table: Table) -> bool:
    """Whether a table without headings has a column of activities and one of timings."""
    rows = [row for row in table.rows if len(row.own) > 1]
    if len(rows) < _FEWEST_ROWS or len(table.columns) < 2:  # noqa: PLR2004 -- one column is no table
        return False
    return {ColumnRole.TITLE, ColumnRole.WHEN} <= set(table.roles)


def _column(table: Table, index: int) -> list[str]:
    rows = [row for row in table.rows if len(row.own) > 1 and not row.heads]
    return [str(s.cell.text).strip() for row in rows for s in row.cells.get(index, ())][:_SAMPLE]


def _share(cells: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(bool(test(words)) for words in cells) / len(cells) if cells else 0.0


def _times(words: str) -> bool:
    timing = parse_timing(words)
    return timing.understood and len(" ".join(timing.unread)) < len(words) / 2


def _people(words: str) -> bool:
    """Whether *words* name a person, by initial or ending, or what people at a school are called."""
    return bool(_PERSON.search(words) or _STAFF.search(fold(words))) and bool(parse_responsible(words).parties)


def take_apart(blocks: Sequence[Line | Grid], heading_row: int | None, *, named: bool = False) -> dict[int, Sheet]:
    """Every grid with its tables: where a person says, by known headings, by unknown ones, or by the cells alone.

    Where the columns are *named* by a person, the largest grid with headings is the plan's, whatever it looks like.
    """
    grids = [(block, shown_rows(block)) for block in blocks if isinstance(block, Grid)]
    forced = _forced(grids, heading_row)
    above = _lines_above(blocks)
    made: dict[int, Sheet] = {}
    others: set[int] = set()
    for find in (heading_blocks, unlike_block, lower_block):
        known = find is heading_blocks
        sheets = [
            _with_roles(split_grid(g, rows, forced.get(id(g), []) if forced else find(g, rows), known=known))
            for g, rows in grids
        ]
        made = {id(sheet.grid): sheet for sheet in sheets} if forced else _of_plans(sheets, above)
        if any(sheet.tables for sheet in made.values()):
            return made
        headed = [sheet for sheet in sheets if sheet.tables]
        others |= set() if known else {id(sheet.grid) for sheet in headed}
        if named and headed:
            largest = max(headed, key=lambda sheet: len(sheet.grid.cells))
            return made | {id(largest.grid): largest}
    bare = [_with_roles(_without_headings(g, rows)) for g, rows in grids if rows and id(g) not in others]
    bare = [sheet for sheet in bare if looks_like_plan(sheet.tables[0]) and _has_plan(sheet, above.of(sheet.grid))]
    if bare:
        largest = max(bare, key=lambda sheet: len(sheet.grid.cells))
        made[id(largest.grid)] = largest
    return made


def _with_roles(sheet: Sheet) -> Sheet:
    """*sheet* with the roles of the columns of its tables."""
    return replace(sheet, tables=[replace(table, roles=roles_of(table)) for table in sheet.tables])


def _without_headings(grid: Grid, rows: list[ShownRow]) -> Sheet:
    """A grid without headings: its first rows with one cell are above the table."""
    first = next((i for i, row in enumerate(rows) if len(row.cells) > 1), 0)
    return Sheet(grid, rows, rows[:first], [headless_table(grid, rows[first:])])


def _forced(grids: Sequence[tuple[Grid, list[ShownRow]]], number: int | None) -> dict[int, list[Block]]:
    """The row of headings that a person names, in the largest grid that has it."""
    if number is None:
        return {}
    found = [(grid, block) for grid, rows in grids if (block := forced_block(grid, rows, number))]
    if not found:
        raise UsageError("No table or sheet has a row {number} with words in it, to be the headings.", number=number)
    grid, block = max(found, key=lambda pair: len(pair[0].cells))
    return {id(grid): block}


class _Above(Struct, frozen=True):
    """The lines of a source, and how many of them are above each grid."""

    lines: list[str]
    counts: dict[int, int]

    def of(self, grid: Grid, first: int = 0) -> list[str]:
        """What may say what the table of *grid* is: a sheet's name, or the lines above it from the *first* on."""
        if grid.name:
            return [grid.name]
        found = self.lines[first : self.counts[id(grid)]]
        return [*found[:_MOST_ABOVE], *found[_MOST_ABOVE:][-_MOST_ABOVE:]]


def _lines_above(blocks: Sequence[Line | Grid]) -> _Above:
    made = _Above([], {})
    for block in blocks:
        if isinstance(block, Line):
            made.lines.append(str(block.text))
        else:
            made.counts[id(block)] = len(made.lines)
    return made


def _of_plans(sheets: Iterable[Sheet], above: _Above) -> dict[int, Sheet]:
    """*sheets* in which only tables of plans are tables; lines *above* one say nothing of those after it.

    A table with the headings of a plan's table before it is of a plan as well.
    """
    made: dict[int, Sheet] = {}
    known: set[tuple[str, ...]] = set()
    used = 0
    for sheet in sheets:
        grid = sheet.grid
        headings = {tuple(map(heading_key, table.headings)) for table in sheet.tables if table.headed}
        if not known.isdisjoint(headings) or _has_plan(sheet, above.of(grid, used)):
            known |= headings
            used = used if grid.name else above.counts[id(grid)]
            made[id(grid)] = sheet
        else:
            made[id(grid)] = Sheet(grid, sheet.rows, sheet.rows, [])
    return made


def _has_plan(sheet: Sheet, above: Sequence[str]) -> bool:
    """Whether a table of *sheet* is a plan's, by its headings and cells and by the words above it."""
    said = [*above, *(shown.words for row in sheet.above for shown in row.cells)]
    lines = "\n".join(said).split("\n")
    named = names_plan(" ".join(lines)) or any(map(names_plan, lines))
    caption = next((words for words in reversed(lines) if words.strip()), "")
    if names_another(caption):
        named, another = False, True
    else:
        near = lines[-2 * _NEAR :] + lines[: 2 * _NEAR]
        another = not any(map(names_plan, lines)) and any(map(names_another, near))
    return any(is_plan(table, named=named, another=another) for table in sheet.tables)
