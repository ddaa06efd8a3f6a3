"""Columns are told by the whole row of headings."""

import pytest

from planforms.model import ColumnRole
from planforms.recognise.headings import ROLE_NAMES, columns, heading_roles, is_heading_row

ROWS = [
    ("Eil. Nr.|Veiklų pavadinimas|Data|Vieta|Atsakingi asmenys", "number title when place responsible"),
    ("Eil.\nNr.|VEIKLOS PAVADINIMAS|DATA|VIETA|ATSAKINGI", "number title when place responsible"),
    ("El.Nr.|Renginiai / minėtinos dienos|Numatoma data|Vykdytojai", "number title when performers"),
    ("Nr.|Uždaviniai|Priemonės|Įgyvendinimo terminai|Atsakingas|Lėšos", "number task title when responsible funding"),
    ("Uždaviniai|Laikas|Atsakingi", "title when responsible"),
    ("Tikslas|Uždaviniai|Laikas|Atsakingi", "goal title when responsible"),
    ("Mėnuo|Renginio pavadinimas|Klasė|ATSAKINGAS", "when title participants responsible"),
    ("Data, valanda|Tema|Partneriai", "when title performers"),
    (
        "Olimpiada ar kitas renginys|Renginio organizavimo rajone data|Dalyvių registracijos terminas|Rengėjas",
        "title when when-2 responsible",
    ),
    ("Renginio paskirtis|Renginys|Laikas", "other-1 title when"),
    ("Veiklos sritis|Priemonė|Laikas|Sėkmės kriterijai", "other-1 title when indicator"),
    ("Eil. nr.|Veikla|Veiklos turinys|Terminas|Atsak. asm.|PASTABOS", "number title other-1 when responsible remarks"),
    ("Nr|Planuojama veikla|Vykdymo laikas|Atsakingi vykdytojai", "number title when responsible"),
    ("Veikla|Spalva|Data|Kvapas", "title other-1 when other-2"),
    ("veiklos pavadinimas|data|laukiamas rezultatas", "title when result"),
    ("Veiklos pavadinimas|Pradžios data|Pabaigos data", "title when when-2"),
    ("Atsiskaitymo data|Renginys|Data", "when-2 title when"),
    ("Eil. Nr.|Pavadinimas|Diena|Valandų skaičius|Vieta", "number title when other-1 place"),
    ("Minėtina diena|Data|Vieta|Atsakingas", "title when place responsible"),
    ("Vei-\nklos pava-\ndinimas|Laikas¹|Vadovas", "title when responsible"),
    ("Mėnuo|Diena|Renginys|Parengė", "when-2 when title responsible"),
    ("Priemonės tikslui pasiekti|Terminas (iki kada)|Atsakingi už vykdymą", "title when responsible"),
    ("Data|Veikla*|Mokytojas", "when title responsible"),
    ("Kas?|Ką?|Kada?|Kur?", "responsible title when place"),
    ("Eil. Nr.|Svarstomi klausimai|Laikas|Rengėjas", "number title when responsible"),
    ("E. Nr.|Renginys, data|Vieta|Pastabos apie įvykdymą", "number title place remarks"),
]


@pytest.mark.parametrize(("headings", "ids"), ROWS)
def test_a_row_of_headings_gives_its_columns(headings: str, ids: str) -> None:
    row = tuple(headings.split("|"))
    assert is_heading_row(row)
    assert " ".join(column.id for column in columns(row, heading_roles(row))) == ids


@pytest.mark.parametrize(
    "row",
    [
        ("Data", "Nr."),
        ("1", "Knygų mugė", "spalio 9 d.", "Skaitykla"),
        ("PATVIRTINTA", "PRITARTA"),
        ("Renginiai",),
        ("Įstaiga", "Ąžuolyno mokykla"),
        ("Veiklos pavadinimas " * 10, "Data"),
        ("Spalis", "Rudens šventė", "5–8 klasės"),
        ("Tolerancijos diena", "Klasių vadovai"),
        ("Data ir skaičiai: popietė", "Klasės"),
        ("Metodinės grupės posėdis", "Rugsėjis", "Vadovai"),
    ],
)
def test_other_rows_are_no_headings(row: tuple[str, ...]) -> None:
    assert not is_heading_row(row)


def test_an_unknown_heading_has_a_column_of_its_own() -> None:
    assert heading_roles(("Veikla", "Kvapas")) == (ColumnRole.TITLE, ColumnRole.OTHER)


def test_every_role_has_a_name() -> None:
    assert set(ROLE_NAMES) == set(ColumnRole)
    assert len(set(ROLE_NAMES.values())) == len(ROLE_NAMES)
