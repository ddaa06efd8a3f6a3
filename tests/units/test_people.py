"""Cells of people: which parties they name, what separates them, and what stays in doubt."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from counting import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from planforms.model import Text
from planforms.people import ItemKind, assemble, format_responsible, parse_responsible, responsible_parts
from planforms.people.names import items

DATA = Path(__file__).parents[3] / "shared" / "data"
TABLES = ("people_cells.tsv", "people_cells_2.tsv")


def seen_cells(table: str) -> list[tuple[str, str]]:
    with (DATA / table).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [(row[0].replace("\\n", "\n"), row[1] if len(row) > 1 else "") for row in rows]


@pytest.mark.skipif(not DATA.exists(), reason="the tables of cells from real plans are not here")
@pytest.mark.parametrize("table", TABLES)
def test_every_cell_of_the_seen_tables_is_read_as_given(table: str) -> None:
    wrong = [
        (cell, parties, read)
        for cell, parties in seen_cells(table)
        if (read := " | ".join(parse_responsible(cell).parties)).replace(" .", ".") != parties
    ]
    assert wrong == []


CERTAIN = [
    ("Erasmus+ komanda, STEAM+", "Erasmus+ komanda | STEAM+"),
    ("A. Uosis+B. Klevė + VGK", "A. Uosis | B. Klevė | VGK"),
    # persons
    ("J.Uosis,A.Klevaitė", "J. Uosis | A. Klevaitė"),
    ("1. J. Uosis 2. A. Klevaitė", "J. Uosis | A. Klevaitė"),
    ("1) Jonas Uosis; 2) Ona Klevaitė", "Jonas Uosis | Ona Klevaitė"),
    ("JONAS UOSAITIS, VTAS", "JONAS UOSAITIS | VTAS"),
    ("Uosis J. Klevaitė A.", "J. Uosis | A. Klevaitė"),
    ("Uosaitis, J., Klevaitė, A.", "J. Uosaitis | A. Klevaitė"),
    ("V. Lapienė O. Klevienė A. M. Uosis", "V. Lapienė | O. Klevienė | A. M. Uosis"),
    ("V Lapienė, Klevaitė O", "V. Lapienė | O. Klevaitė"),
    ("V. LapienėI. Klevienė", "V. Lapienė | I. Klevienė"),
    ("V.\nLapienė", "V. Lapienė"),
    ("V.  Lapienė   I. Klevienė", "V. Lapienė | I. Klevienė"),
    ("R. LAPIENĖ, I. KLEVAITĖ", "R. LAPIENĖ | I. KLEVAITĖ"),
    ("V. Lapienė.", "V. Lapienė"),
    ("Genovaitė Lapienė Arūnas Uosinskas", "Genovaitė Lapienė | Arūnas Uosinskas"),
    ("Lapaitytė Rasa, Uosinskas Jonas", "Lapaitytė Rasa | Uosinskas Jonas"),
    ("L. Lapaitytė-Uosienė, B. Klevaitė–Ąžuolė", "L. Lapaitytė-Uosienė | B. Klevaitė–Ąžuolė"),
    ("L. Lapaitytė - Uosienė ir B. Klevaitė", "L. Lapaitytė - Uosienė | B. Klevaitė"),
    ("Dr. Rasa Lapienė, doc. J. Uosis", "Dr. Rasa Lapienė | doc. J. Uosis"),
    ("1. V. Lapienė\n2. I. Klevienė", "V. Lapienė | I. Klevienė"),
    ("R. Lapienė, V. Uosis, R. Lapienė", "R. Lapienė | V. Uosis"),
    # positions and groups beside persons
    ("Direktorės pav. ugdymui Ona Klevaitė", "Direktorės pav. ugdymui Ona Klevaitė"),
    ("vyr. auklėt. R. Lapienė, auklėt. O. Klevaitė", "vyr. auklėt. R. Lapienė | auklėt. O. Klevaitė"),
    ("Visuom. sv. pr. sp. O. Klevaitė", "Visuom. sv. pr. sp. O. Klevaitė"),
    ("ABC narės I. Lapienė", "ABC narės | I. Lapienė"),
    ("V. Lapienė klasių vadovai", "V. Lapienė | klasių vadovai"),
    ("Gamtos komitetasLapienė RKlasių vadovai", "Gamtos komitetas | R. Lapienė | Klasių vadovai"),
    ("Pedagogės: R. Lapaitė, O. Klevaitė", "R. Lapaitė | O. Klevaitė"),
    ("Atsakinga: V. Lapienė", "V. Lapienė"),
    ("J. Uosis – pirmininkas, A. Klevaitė", "J. Uosis – pirmininkas | A. Klevaitė"),
    ("Klevų viešoji biblioteka (R. Lapienė)", "Klevų viešoji biblioteka (R. Lapienė)"),
    ("S. Klevaus gimnazijos mokytojai", "S. Klevaus gimnazijos mokytojai"),
    ("Ūkvedys Jonas Uosinskas", "Ūkvedys Jonas Uosinskas"),
    # what ir and a comma do not separate
    ("Ikimokyklinio ir priešmokyklinio ugdymo mokytojas", "Ikimokyklinio ir priešmokyklinio ugdymo mokytojas"),
    ("Fizikos, chemijos ir biologijos mokytojai", "Fizikos, chemijos ir biologijos mokytojai"),
    ("direktoriaus pavaduotojai ugdymui ir ūkiui", "direktoriaus pavaduotojai ugdymui ir ūkiui"),
    ("1, 2, 3 klasių vadovai, VGK", "1, 2, 3 klasių vadovai | VGK"),
    ("Vaikų ir suaugusiųjų skyrius", "Vaikų ir suaugusiųjų skyrius"),
    ("V. ir J. Uosiai", "V. ir J. Uosiai"),
    ("auklėtoja/os, klasės vadovas/-ė", "auklėtoja/os | klasės vadovas/-ė"),
    # what they do separate
    ("Mokytojai bei mokinių taryba; administracija", "Mokytojai | mokinių taryba | administracija"),
    ("Socialinė pedagogė ir psichologė", "Socialinė pedagogė | psichologė"),
    ("pavaduotojas ugdymui ir metodinė taryba", "pavaduotojas ugdymui | metodinė taryba"),
    ("• Mokytojai\n• Tėvai", "Mokytojai | Tėvai"),
    ("Klasių\nvadovai", "Klasių vadovai"),
    ("R. Lapienė, „Žvirblių“ grupės auklėtojos", "R. Lapienė | „Žvirblių“ grupės auklėtojos"),
    ("Klasių vadovės ir jų auklėtiniai", "Klasių vadovės | jų auklėtiniai"),
    # a label is no party of its own, and goes to the first name
    ("soc. pedagogės V. Lapienė, O. Klevienė", "soc. pedagogės V. Lapienė | O. Klevienė"),
    ("Pavaduotojai ugdymui V. Lapienė ir J. Uosis", "Pavaduotojai ugdymui V. Lapienė | J. Uosis"),
    ("soc. pedagogės A. J., B. P.", "soc. pedagogės A. J. | B. P."),
    ("Atsakinga V. Lapienė", "V. Lapienė"),
    ("Atsakingas asmuo – J. Uosis", "J. Uosis"),
    ("(V. Lapienė, J. Uosis)", "V. Lapienė | J. Uosis"),
    ("5a (V. Lapienė), 5b (J. Uosis)", "5a (V. Lapienė) | 5b (J. Uosis)"),
    ("1. V. Lapienė, 2. J. Uosis", "V. Lapienė | J. Uosis"),
    # what those before do
    ("Mokytojai, dirbantys 5, 6 klasėse", "Mokytojai, dirbantys 5, 6 klasėse"),
    ("Mokytojai, atsakingi už olimpiadas, VGK", "Mokytojai, atsakingi už olimpiadas | VGK"),
    # a name over a line break, and a body after a dash
    ("Rasa\nLapienė\nJonas\nUosaitis", "Rasa Lapienė | Jonas Uosaitis"),
    ("Soc. pedagogė – VGK", "Soc. pedagogė | VGK"),
    ("V. Lapienė – VGK pirmininkė", "V. Lapienė – VGK pirmininkė"),
    # nobody
    ("", ""),
    ("___", ""),
    ("—", ""),
    ("Pagal grafiką", ""),
    ("klasių vadovai ir kt.", "klasių vadovai"),
]


@pytest.mark.parametrize(("cell", "parties"), CERTAIN)
def test_parties_are_told_apart(cell: str, parties: str) -> None:
    read = parse_responsible(cell)
    assert (" | ".join(read.parties), read.ambiguous) == (parties, False)


@pytest.mark.parametrize(
    ("cell", "parties"),
    [
        ("R. Lapienė, metodinės grupės pirmininkė", "R. Lapienė, metodinės grupės pirmininkė"),
        ("R. Lapienė bibliotekininkė", "R. Lapienė bibliotekininkė"),
        ("Žvirblių grupės vaikai ir pedagogai", "Žvirblių grupės vaikai ir pedagogai"),
        ("Direktorius\nJ. Uosis", "Direktorius J. Uosis"),
        ("Janina, Lapienė", "Janina, Lapienė"),
        ("ABC narės R. Lapienė O. Klevaitė", "ABC narės | R. Lapienė | O. Klevaitė"),
    ],
)
def test_doubt_is_told_and_nothing_is_guessed(cell: str, parties: str) -> None:
    read = parse_responsible(cell)
    assert (" | ".join(read.parties), read.ambiguous) == (parties, True)


def test_what_separates_parties_is_told_with_their_places() -> None:
    words = "V. Lapienė O. Klevienė, mokytojai; tėvai kartu su vaikais"
    parts = responsible_parts(words)
    assert [words[part.start : part.stop] for part in parts] == [part.name for part in parts]
    assert [part.separator for part in parts] == [
        *(None, ItemKind.NOTHING, ItemKind.COMMA, ItemKind.SEMICOLON, ItemKind.WITH),
    ]


def test_words_stay_as_written() -> None:
    text = Text.of("Uosis J.,\u00a0Klevaitė A.")
    assert parse_responsible(text).words == text


CELLS = st.lists(
    st.sampled_from(
        [
            *("V. Lapienė", "J. Uosis", "Uosaitis J.", "Rasa Klevaitė", "klasių vadovai", "mokytoja", "VGK", "taryba"),
            *(", ", "; ", " ir ", "\n", "  ", " ", " – ", "/", ": ", "(", ")", "kalbos", "ugdymui", "kl.", "pagal"),
        ]
    ),
    max_size=10,
).map("".join)


@given(CELLS | st.text(max_size=60))
def test_each_part_points_at_its_words(words: str) -> None:
    parts = responsible_parts(words)
    places = [place for part in parts for place in (part.start, part.stop)]
    assert places == sorted(places)
    for part in parts:
        written = words[part.start : part.stop]
        assert sorted(filter(str.isalnum, part.name)) == sorted(filter(str.isalnum, written))


@given(
    st.lists(
        st.sampled_from(["V. Lapienė", "Rasa Klevaitė", "klasių vadovai", "mokytojai", "VGK nariai", "mokinių taryba"]),
        unique=True,
        max_size=5,
    )
)
def test_formatted_parties_read_back(parties: list[str]) -> None:
    assert parse_responsible(format_responsible(tuple(parties))).parties == tuple(parties)


@pytest.mark.parametrize(
    "piece", ["a ", "A.", "(", "aaA", "/", "„a", "\n", "V. Lapienė ", "kalbos, ", "x, ugdymui ", '"']
)
def test_cost_grows_with_length_and_no_faster(piece: str) -> None:
    def parsed(length: int) -> Callable[[], object]:
        words = piece * (length // len(piece))
        return lambda: responsible_parts(words)

    parsed(64_000)()  # what costs the square of this never ends
    assert grows_linearly(parsed, 4000)


WORDS = st.sampled_from(
    ["Uosis", "Lapienė", "Klevaus", "Klevaitė", "Taryba", "Mokytojai", "Bei", "Kartu", "Atsakinga", "Ugdymui", "Ąžuol"]
) | st.text("aeiksntėžų", min_size=1, max_size=8).map(str.capitalize)
INITIALS = st.lists(st.sampled_from(["J. ", "J.", "Š. ", "Ch. "]), min_size=1, max_size=3).map("".join)
PERSONS = st.builds("{}{}{}".format, INITIALS, WORDS, st.just("") | WORDS.map("-{}".format))


@given(persons=st.lists(PERSONS, min_size=1, max_size=4), comma=st.sampled_from([", ", ",", ", ir "]))
def test_a_list_of_names_is_read_as_the_grammar_reads_it(persons: list[str], comma: str) -> None:
    words = comma.join(persons)
    assert responsible_parts(words) == tuple(assemble(words, items(words)))
