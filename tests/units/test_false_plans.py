"""Tables that are no plans of activities are refused, or read with no activities, and never torn into words."""

import pytest
from build import FAIR, HEADINGS, TALK, bold, grid, line, rows_of, source

from planforms.errors import NoPlanError
from planforms.model import SectionRole
from planforms.recognise import recognise
from planforms.source import Grid, Line

WEEK = ("Pirmadienis", "Antradienis", "Trečiadienis", "Ketvirtadienis", "Penktadienis")
NO_PLANS: list[tuple[str, list[tuple[str, ...]]]] = [
    ("Pamokų tvarkaraštis", [("Nr.", "Laikas", *WEEK), ("1", "8.00", "Mat.", "Liet.", "Fiz.", "Mat.", "KK"),
                             ("2", "8.55", "Mat.", "Liet.", "Fiz.", "Chem.", "KK")]),
    ("7b klasės pamokų tvarkaraštis 2025–2026 m. m.", [("Pamoka", *WEEK), ("1", "Dailė", "Fizika", "KK", "Mat.", "IT"),
                                                       ("2", "Muzika", "Fizika", "KK", "Mat.", "IT")]),
    ("", [("Laikas", *WEEK), ("8.00", "Mat", "Liet", "Angl", "Fiz", "KK"),
          ("9.00", "Mat", "Liet", "Angl", "Fiz", "KK")]),
    ("Skambučių laikas", [("Pamoka", "Pradžia", "Pabaiga", "Pertrauka"), ("1", "8.00", "8.45", "10 min."),
                          ("2", "8.55", "9.40", "15 min.")]),
    ("Pertraukos", [("Pertrauka", "Laikas", "Trukmė"), ("1", "8.45–8.55", "10 min."), ("2", "9.40–9.55", "15 min.")]),
    ("Budėjimo grafikas", [("Diena", "Budintis mokytojas", "Vieta"), ("Pirmadienis", "O. Onaitė", "I aukštas"),
                           ("Antradienis", "J. Jonaitis", "II aukštas")]),
    ("Konsultacijų grafikas", [("Mokytojas", "Dalykas", "Diena", "Laikas", "Kabinetas"),
                               ("R. Rasa", "Fizika", "Pirmadienis", "14.00", "12"),
                               ("P. Petras", "Chemija", "Antradienis", "15.00", "14")]),
    ("Būrelių tvarkaraštis", [("Būrelis", "Vadovas", "Diena", "Laikas", "Vieta"),
                              ("Šokiai", "R. Rasa", "Pirmadienis", "14.00", "Salė"),
                              ("Keramika", "P. Petras", "Antradienis", "15.00", "12 kab.")]),
    ("Autobusų tvarkaraštis", [("Maršrutas", "Stotelė", "Išvykimo laikas"), ("1", "Centras", "7.10"),
                               ("1", "Alėja", "7.30")]),
    ("Egzaminų tvarkaraštis", [("Egzaminas", "Data", "Laikas", "Kabinetas"), ("Fizika", "2026-06-02", "9.00", "12"),
                               ("Chemija", "2026-06-05", "9.00", "14")]),
    ("Dienos ritmas", [("Laikas", "Veikla"), ("7.30", "Vaikų priėmimas"), ("8.30", "Pusryčiai"), ("9.00", "Ugdymas")]),
    ("Mokytojų sąrašas", [("Eil. Nr.", "Vardas, pavardė", "Pareigos"), ("1", "Ona Uosienė", "Mokytoja"),
                          ("2", "Jonas Klevas", "Direktorius")]),
    ("Gimtadieniai", [("Vardas Pavardė", "Gimimo data", "Pareigos"), ("Ona Uosienė", "1980-05-04", "Mokytoja"),
                      ("Jonas Klevas", "1975-01-12", "Direktorius")]),
    ("Kontaktai", [("Darbuotojas", "Telefonas", "El. paštas"), ("O. Uosienė", "861", "o@x.example"),
                   ("J. Klevas", "862", "j@x.example")]),
    ("Komisijos sudėtis", [("Vardas, pavardė", "Pareigos komisijoje"), ("Ona Uosienė", "Pirmininkė"),
                           ("Jonas Klevas", "Sekretorius")]),
    ("Kvalifikacija", [("Vardas, pavardė", "Dalykas", "Kvalifikacinė kategorija", "Atestacijos data"),
                       ("Ona Uosienė", "Fizika", "Metodininkė", "2019-05-03"),
                       ("Jonas Klevas", "Chemija", "Ekspertas", "2021-03-04")]),
    ("Instruktažų žurnalas", [("Data", "Vardas, pavardė", "Pareigos", "Parašas"),
                              ("2025-09-01", "Ona Uosienė", "Mokytoja", ""),
                              ("2025-09-02", "Jonas Klevas", "Sargas", "")]),
    ("Tabelis", [("Pavardė", "1", "2", "3", "4"), ("Uosienė", "8", "8", "P", "P"), ("Klevas", "8", "8", "P", "P")]),
    ("Etatai", [("Nr.", "Pavardė", "Etatas", "Koeficientas", "Suma"), ("1", "Uosienė", "1", "7,5", "1200"),
                ("2", "Klevas", "0,5", "8", "700")]),
    ("2025 metų biudžetas", [("Eil. Nr.", "Straipsnio pavadinimas", "Suma, Eur"), ("1", "Darbo užmokestis", "120000"),
                             ("2", "Komunalinės paslaugos", "30000")]),
    ("Išlaidų sąmata", [("Nr.", "Prekės pavadinimas", "Kiekis", "Kaina"), ("1", "Popierius", "10", "4,50"),
                        ("2", "Klijai", "5", "1,20")]),
    ("Pirkimų registras", [("Nr.", "Pirkimo objektas", "Tiekėjas", "Sutarties data", "Suma"),
                           ("1", "Baldai", "UAB A", "2025-01-05", "500"),
                           ("2", "Maistas", "UAB B", "2025-02-05", "900")]),
    ("Pajamos", [("Pajamos", "Suma, Eur"), ("Nuoma", "300"), ("Parama", "1200")]),
    ("", [("Prekė", "Kaina"), ("Pienas", "1,20"), ("Duona", "1,50")]),
    ("Inventoriaus sąrašas", [("Inv. Nr.", "Pavadinimas", "Kiekis", "Įsigijimo data", "Vertė"),
                              ("001", "Stalas", "10", "2020-01-05", "500"),
                              ("002", "Kėdė", "20", "2021-02-06", "400")]),
    ("Valgiaraštis", [("Diena", "Pusryčiai", "Pietūs"), ("Pirmadienis", "Košė", "Sriuba"),
                      ("Antradienis", "Omletas", "Kepsnys")]),
    ("Pietų meniu 2025 m. spalio 6–10 d.", [("Patiekalo pavadinimas", "Išeiga, g", "Baltymai", "Kcal"),
                                            ("Barščiai", "200", "4", "120"), ("Kepsnys", "120", "20", "300")]),
    ("Mokinių pažymiai", [("Nr.", "Mokinys", "Matematika"), ("1", "Jonas P.", "8"), ("2", "Ona K.", "9")]),
    ("II trimestro įvertinimai", [("Mokinio vardas, pavardė", "Fizika", "Vidurkis"), ("Jonas P.", "8", "8,5"),
                                  ("Ona K.", "9", "9,1")]),
    ("Lankomumo žurnalas", [("Mokinys", "Praleista pamokų", "Pateisinta"), ("Jonas P.", "10", "8"),
                            ("Ona K.", "4", "4")]),
    ("Testo rezultatai", [("Mokinys", "Taškai", "Procentai"), ("Jonas", "45", "90"), ("Ona", "40", "80")]),
    ("Varžybų rezultatai", [("Vieta", "Klasė", "Taškai"), ("1", "5a", "30"), ("2", "5b", "25")]),
    ("Registracija į olimpiadą", [("Nr.", "Mokinys", "Klasė", "Mokytojas"), ("1", "Jonas P.", "8a", "R. Rasa"),
                                  ("2", "Ona K.", "8b", "R. Rasa")]),
    ("Tėvų kontaktai", [("Mokinys", "Mama", "Tėtis", "Tel. Nr."), ("Jonas", "Rasa", "Petras", "861"),
                        ("Ona", "Rita", "Jonas", "862")]),
    ("", [("Pavardė", "Vardas", "Klasė", "Adresas"), ("Petraitis", "Jonas", "5a", "Liepų g. 3"),
          ("Kazlaitė", "Ona", "5b", "Uosių g. 5")]),
    ("Klasių komplektai", [("Klasė", "Mokinių skaičius", "Klasės vadovas", "Kabinetas"), ("5a", "24", "R. Rasa", "12"),
                           ("5b", "23", "P. Petras", "14")]),
    ("Kabinetų sąrašas", [("Kab. Nr.", "Paskirtis", "Atsakingas"), ("12", "Fizika", "R. Rasa"),
                          ("14", "IT", "P. Petras")]),
    ("Knygų sąrašas", [("Autorius", "Pavadinimas", "Metai", "Leidykla"), ("J. Uosis", "Miške", "2001", "Alma"),
                       ("K. Liepa", "Upė", "1999", "Vaga")]),
    ("Vadovėliai", [("Dalykas", "Vadovėlio pavadinimas", "Autorius", "Kiekis"), ("Fizika", "Fizika 8", "A. B.", "30"),
                    ("Chemija", "Chemija 8", "C. D.", "25")]),
    ("Pamokų skaičius", [("Dalykas", "5 kl.", "6 kl.", "Iš viso"), ("Fizika", "5", "5", "10"),
                         ("Chemija", "4", "4", "8")]),
    ("Apklausos rezultatai", [("Klausimas", "Taip", "Ne"), ("Ar patinka mokykla?", "80", "20"),
                              ("Ar jautiesi saugus?", "90", "10")]),
    ("Atostogos", [("Atostogos", "Pradžia", "Pabaiga"), ("Rudens", "2025-11-03", "2025-11-09"),
                   ("Žiemos", "2025-12-24", "2026-01-04")]),
]  # fmt: skip


@pytest.mark.parametrize(("title", "rows"), NO_PLANS)
@pytest.mark.parametrize("sheet", ["", "Lapas1"])
def test_other_tables_are_no_plans(title: str, rows: list[tuple[str, ...]], sheet: str) -> None:
    blocks = [grid((title,), *rows, name=sheet)] if sheet else [line(bold(title)), grid(*rows)]
    try:
        reading = recognise(source(*blocks))
    except NoPlanError:
        return
    assert reading.plan.activities == ()


TITLE = "SKAITYKLOS VEIKLOS PLANAS 2025–2026 M. M."


@pytest.mark.parametrize(("title", "rows"), NO_PLANS)
@pytest.mark.parametrize("below", [False, True])
def test_other_tables_beside_a_plan_are_kept_whole(title: str, rows: list[tuple[str, ...]], *, below: bool) -> None:
    """Each stays a table, with all its cells, and gives the plan no row."""
    caption = [line(title)] if title else []
    other: list[Line | Grid] = [*caption, grid(*rows, number=1 + below)]
    plan = grid(HEADINGS, FAIR, TALK, number=2 - below)
    reading = recognise(source(line(bold(TITLE)), *([plan, *other] if below else [*other, plan])))
    assert rows_of(reading.plan) == [FAIR, TALK]
    (section,) = (part for part in (*reading.plan.sections, *reading.plan.closing) if part.table)
    assert section.table
    assert [tuple(map(str, row)) for row in section.table.rows] == rows
    assert reading.account.rows == 3


SWOT = [
    ("Stiprybės", "Silpnybės"),
    ("Geri mokytojai\nNauja salė", "Maža skaitykla"),
    ("Galimybės", "Grėsmės"),
    ("Projektai", ""),
]


def swot() -> Grid:
    return grid(*SWOT)


def test_a_table_beside_the_plan_has_the_label_above_it() -> None:
    plan = recognise(source(line(bold(TITLE)), line("SSGG analizė:"), swot(), grid(HEADINGS, FAIR, number=2))).plan
    (section,) = plan.sections
    assert (section.role, section.label, str(section.text)) == (SectionRole.OTHER, "SSGG analizė:", "")
    assert section.table
    assert [[str(text) for text in row] for row in section.table.rows] == [list(row) for row in SWOT]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("PRITARTA", "PATVIRTINTA"),
            ("Tarybos", "Direktoriaus"),
            ("2025-08-29 protokolu Nr. 4", "2025-09-01 įsakymu Nr. 3"),
        ],
        [("Direktorė", "(parašas)", "Ona Uosytė"), ("Pavaduotoja", "(parašas)", "Rasa Klevė")],
        [("Tikslas –", "skaityti."), ("Uždaviniai:", "rinkti knygas.")],
        [("Parengė", "A. Uosis"), ("Data", "2025-09-01")],
    ],
)
def test_cells_that_only_set_words_side_by_side_are_no_table(rows: list[tuple[str, ...]]) -> None:
    plan = recognise(source(line(bold(TITLE)), grid(*rows), grid(HEADINGS, FAIR, number=2))).plan
    assert all(section.table is None for section in (*plan.sections, *plan.closing))
