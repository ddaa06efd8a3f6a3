"""Ten plans of ten kinds of school work as people write them, composed: a careful reader finds nothing in them.

Each is the lines above the table and the table itself, a tuple a row; a row of one cell is a heading in the table.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

import openpyxl


class Sheet(NamedTuple):
    """The lines above a table, its rows, and the lines below it."""

    above: Sequence[str]
    rows: Sequence[Sequence[str]]
    below: Sequence[str] = ()


def _order(school: str, date: str = "2025 m. rugsėjo 11 d.", number: str = "V-87") -> str:
    return f"PATVIRTINTA\n{school} direktoriaus\n{date} įsakymu Nr. {number}"


METHODICAL_GROUP = Sheet(
    (
        _order("Liepgirių gimnazijos"),
        "LIEPGIRIŲ GIMNAZIJOS KALBŲ MOKYTOJŲ METODINĖS GRUPĖS VEIKLOS PLANAS 2025–2026 M. M.",
        "Tikslas – gerinti mokinių skaitymo gebėjimus.",
    ),
    (
        ("Eil. Nr.", "Veiklos turinys", "Laikas", "Atsakingi asmenys", "Pastabos"),
        ("I. POSĖDŽIAI",),
        ("1.", "Metodinės grupės veiklos plano aptarimas", "2025 m. rugsėjo mėn.", "R. Uosienė", ""),
        ("2.", "Pirmojo pusmečio rezultatų aptarimas", "2026 m. sausio mėn.", "R. Uosienė", ""),
        ("3.", "Brandos egzaminų vertinimo aptarimas", "2026 m. birželio mėn.", "R. Uosienė, V. Klevas", ""),
        ("II. VEIKLA SU MOKINIAIS",),
        ("4.", "Europos kalbų dienos renginiai", "2025 m. rugsėjo 22–26 d.", "Užsienio kalbų mokytojai", ""),
        ("5.", "Lietuvių kalbos olimpiada (I etapas)", "2025 m. gruodžio mėn.", "V. Klevas", ""),
        ("6.", "Gimtosios kalbos dienos protmūšis", "2026 m. vasario 20 d.", "D. Beržaitė", ""),
        ("7.", "Atvirų pamokų stebėjimas", "Visus metus", "Grupės nariai", ""),
        ("8.", "Kvalifikacijos kėlimas", "Pagal poreikį", "Grupės nariai", ""),
    ),
)

LIBRARY = Sheet(
    (
        _order("Upynos progimnazijos"),
        "UPYNOS PROGIMNAZIJOS BIBLIOTEKOS VEIKLOS PLANAS 2025–2026 M. M.",
        "Tikslas: skatinti skaitymą.",
    ),
    (
        ("Eil. Nr.", "Renginio pavadinimas", "Data", "Vieta", "Atsakingas"),
        ("1", "Naujų vadovėlių dalijimas", "2025 m. rugsėjo 1–5 d.", "Biblioteka", "Bibliotekininkė L. Skroblienė"),
        ("2", "Tarptautinė raštingumo diena", "2025 m. rugsėjo 8 d.", "Biblioteka", "Bibliotekininkė L. Skroblienė"),
        ("3", "Paroda „Rudens spalvos knygose“", "2025 m. spalio mėn.", "Skaitykla", "L. Skroblienė; 3 kl. mokytoja"),
        ("4", "Susitikimas su rašytoja", "2025 m. lapkričio 19 d. 12.00 val.", "Aktų salė", "L. Skroblienė"),
        ("5", "Kalėdinių atvirukų dirbtuvės", "2025 m. gruodžio 10–12 d.", "Skaitykla", "L. Skroblienė"),
        ("6", "Knygnešio diena", "2026 m. kovo 16 d.", "Biblioteka", "L. Skroblienė"),
        ("7", "Nacionalinė bibliotekų savaitė", "2026 m. balandžio 20–24 d.", "Biblioteka", "L. Skroblienė"),
        ("8", "Vadovėlių surinkimas", "2026 m. birželio mėn.", "Biblioteka", "Klasių vadovai"),
    ),
)

PUPILS_COUNCIL = Sheet(
    (
        _order("Šilgalio gimnazijos"),
        "ŠILGALIO GIMNAZIJOS MOKINIŲ TARYBOS 2025–2026 M. M. VEIKLOS PLANAS",
    ),
    (
        ("Mėnuo", "Veikla", "Atsakingi"),
        ("Rugsėjis", "Mokslo ir žinių dienos šventė", "Mokinių taryba, pavaduotoja neformaliajam švietimui"),
        ("Rugsėjis", "Mokinių tarybos prezidento rinkimai", "Mokinių taryba"),
        ("Spalis", "Mokytojų dienos sveikinimai", "Mokinių taryba"),
        ("Lapkritis", "Tolerancijos diena", "Mokinių taryba, soc. pedagogė"),
        ("Gruodis", "Kalėdų eglutės įžiebimas", "Mokinių taryba"),
        ("Sausis", "Sausio 13-osios minėjimas „Atmintis gyva, nes liudija“", "Mokinių taryba"),
        ("Vasaris", "Šv. Valentino dienos paštas", "Mokinių taryba"),
        ("Kovas", "Kovo 11-osios minėjimas", "Mokinių taryba, istorijos mokytojai"),
        ("Balandis", "Švaros akcija „Darom“", "Mokinių taryba, klasių vadovai"),
        ("Gegužė", "Europos dienos viktorina", "Mokinių taryba"),
        ("Birželis", "Veiklos aptarimas", "Mokinių taryba"),
    ),
)

WELFARE_COMMISSION = Sheet(
    (
        _order("Alksnynės pagrindinės mokyklos"),
        "ALKSNYNĖS PAGRINDINĖS MOKYKLOS VAIKO GEROVĖS KOMISIJOS VEIKLOS PLANAS 2025–2026 M. M.",
        "Uždaviniai:",
        "1. Teikti pagalbą mokiniams.",
        "2. Kurti saugią aplinką.",
    ),
    (
        ("Eil. Nr.", "Priemonės", "Terminai", "Vykdytojai", "Laukiami rezultatai"),
        ("1.", "VGK posėdžiai", "Kartą per mėnesį", "VGK nariai", "Aptarti einamieji klausimai"),
        ("2.", "Pagalbos planų rengimas", "Iki 2025 m. spalio 15 d.", "Specialioji pedagogė", "Parengti planai"),
        ("3.", "Klasių mikroklimato tyrimas", "2025 m. lapkritis", "Psichologė", "Nustatytos problemos"),
        (
            "4.",
            "Sąmoningumo didinimo mėnuo „Be patyčių“",
            "2026 m. kovo–balandžio mėn.",
            "VGK nariai, klasių vadovai",
            "Mažiau patyčių",
        ),
        ("5.", "Individualūs pokalbiai su mokiniais", "Nuolat", "Socialinė pedagogė", "Suteikta pagalba"),
        ("6.", "Prevencinės programos „Savu keliu“ įgyvendinimas", "Visus metus", "Klasių vadovai", "Ugdomi įgūdžiai"),
        ("7.", "Veiklos ataskaita", "2026 m. birželio 19 d.", "VGK pirmininkė", "Parengta ataskaita"),
    ),
)

MONTH = Sheet(
    (
        "TVIRTINU\nDirektorė\nRita Uosienė\n2026-03-27",
        "GLUOSNIŲ MOKYKLOS 2026 M. BALANDŽIO MĖNESIO VEIKLOS PLANAS",
    ),
    (
        ("Data, valanda", "Renginys", "Vieta", "Atsakingi"),
        ("Balandžio 1 d. 10.00 val.", "Melagių dienos juokeliai", "Fojė", "Mokinių taryba"),
        ("Balandžio 8 d. 14.00 val.", "Pavasario popietė", "Aktų salė", "Pradinių klasių mokytojai"),
        ("Balandžio 14 d. 15.00 val.", "Mokytojų tarybos posėdis", "Aktų salė", "Direktorė R. Uosienė"),
        ("Balandžio 17 d. 9.00 val.", "Matematikos olimpiada", "21 kab.", "S. Lazdynas"),
        ("Balandžio 22 d. 12.00 val.", "Žemės dienos talka", "Mokyklos kiemas", "Biologijos mokytoja, klasių vadovai"),
        ("Balandžio 24 d. 11.00 val.", "Sporto šventė", "Stadionas", "Kūno kultūros mokytojai"),
        ("Balandžio 30 d. 17.30 val.", "Tėvų susirinkimas", "Kabinetai", "Klasių vadovai"),
    ),
)

KINDERGARTEN = Sheet(
    (
        _order("Klevynės vaikų darželio", "2025 m. rugsėjo 9 d.", "V-34"),
        "KLEVYNĖS VAIKŲ DARŽELIO RENGINIŲ PLANAS 2025–2026 M. M.",
    ),
    (
        ("Eil. Nr.", "Renginys", "Data", "Atsakingi"),
        ("Rugsėjis",),
        ("1.", "Šventė „Sveikas, darželi“", "2025-09-01", "Meninio ugdymo mokytoja"),
        ("2.", "Rudenėlio gėrybių mugė", "2025-09-25", "„Bitučių“ grupės mokytojos"),
        ("Lapkritis",),
        ("3.", "Pyragų diena", "2025-11-05", "Visų grupių mokytojos"),
        ("4.", "Tolerancijos diena", "2025-11-14", "Socialinė pedagogė"),
        ("Gruodis",),
        ("5.", "Advento vakaronė", "2025-12-04", "„Ežiukų“ grupė"),
        ("6.", "Kalėdų šventė", "2025-12-19", "Meninio ugdymo mokytoja, grupių mokytojos"),
        ("Vasaris",),
        ("7.", "Užgavėnių kaukių paroda", "2026-02-17", "„Boružėlių“ grupės mokytojos"),
        ("8.", "Gimtadienis Lietuvai", "2026-02-13", "Priešmokyklinės grupės mokytoja"),
    ),
)

MUSIC_SCHOOL = Sheet(
    (
        _order("Beržoros muzikos mokyklos"),
        "BERŽOROS MUZIKOS MOKYKLOS KONCERTŲ IR KONKURSŲ PLANAS 2025–2026 M. M.",
    ),
    (
        ("Nr.", "Renginys", "Data", "Vieta", "Atsakingi mokytojai"),
        ("1.", "Tarptautinės muzikos dienos koncertas", "2025 m. spalio 1 d. 17 val.", "Koncertų salė", "A. Strazdas"),
        (
            "2.",
            "Fortepijono skyriaus mokinių vakaras",
            "2025 m. lapkričio 20 d. 18 val.",
            "Koncertų salė",
            "G. Vyturienė",
        ),
        (
            "3.",
            "Respublikinis jaunųjų pianistų konkursas",
            "2025 m. lapkričio 29 d. (šeštadienis)",
            "Vilnius",
            "G. Vyturienė",
        ),
        ("4.", "Kalėdinis koncertas", "2025 m. gruodžio 18 d. 18 val.", "Bažnyčia", "A. Strazdas, V. Lakštingala"),
        ("5.", "Koncertas Vasario 16-ajai", "2026 m. vasario 13 d. 17 val.", "Kultūros centras", "Orkestro vadovas"),
        ("6.", "Motinos dienos koncertas", "2026 m. balandžio 30 d. 18 val.", "Koncertų salė", "Choro vadovė"),
        ("7.", "Baigiamieji egzaminai", "2026 m. gegužės 18–22 d.", "Koncertų salė", "Skyrių vedėjai"),
    ),
)

STRATEGIC = Sheet(
    (
        _order("Lapynų gimnazijos", "2026 m. birželio 12 d.", "V-5"),
        "LAPYNŲ GIMNAZIJOS 2026–2029 M. M. STRATEGINIS PLANAS",
    ),
    (
        ("Priemonė", "Įgyvendinimo terminai", "Atsakingi", "Lėšos", "Laukiamas rezultatas"),
        ("1 tikslas. Gerinti ugdymo kokybę",),
        (
            "Mokytojų kvalifikacijos tobulinimas",
            "2026–2028 m.",
            "Direktoriaus pavaduotoja",
            "MK",
            "Patobulinta kvalifikacija",
        ),
        ("Skaitymo strategijų diegimas", "2027 m.", "Metodinė taryba", "MK", "Geresni rezultatai"),
        ("2 tikslas. Modernizuoti aplinką",),
        ("Fizikos kabineto atnaujinimas", "2027 m.", "Ūkio dalies vedėjas", "SB", "Atnaujintas kabinetas"),
        ("Kiemo klasės įrengimas", "2028 m. II ketv.", "Ūkio dalies vedėjas", "SB, rėmėjai", "Įrengta klasė"),
        ("Išmaniųjų lentų įsigijimas", "Kasmet", "Direktorius", "MK", "Įsigyta po 3 lentas"),
    ),
)

CALENDAR = Sheet(
    (
        _order("Pušalotėlio mokyklos"),
        "PUŠALOTĖLIO MOKYKLOS RENGINIŲ KALENDORIUS 2025–2026 M. M.",
    ),
    (
        ("Data", "Renginys", "Dalyviai", "Atsakingi"),
        ("2025-09-01", "Mokslo ir žinių diena", "1–10 klasės", "Klasių vadovai"),
        ("2025-09-26", "Europos kalbų diena", "5–10 klasės", "Užsienio kalbų mokytojai"),
        ("2025-10-03", "Mokytojų dienos popietė", "Bendruomenė", "Mokinių taryba"),
        ("2025-10-24", "Konstitucijos dienos viktorina", "8–10 klasės", "Istorijos mokytojas"),
        ("2025-11-27", "Rudens krosas", "5–10 klasės", "J. Ąžuolas"),
        ("2025-12-22", "Kalėdinis karnavalas", "1–4 klasės", "Pradinių klasių mokytojos"),
        ("2026-02-17", "Užgavėnės", "Bendruomenė", "Technologijų mokytoja"),
        ("2026-03-10", "Kovo 11-osios minėjimas", "1–10 klasės", "Istorijos mokytojas"),
        ("2026-05-03", "Motinos dienos koncertas", "Bendruomenė", "Muzikos mokytoja"),
        ("2026-06-12", "Paskutinio skambučio šventė", "10 klasė", "10 kl. vadovė"),
    ),
)

CLASS = Sheet(
    (
        "PRITARTA\nRaudonių mokyklos klasių vadovų metodinės grupės\n2025 m. rugsėjo 8 d. posėdžio protokolu Nr. 2",
        _order("Raudonių mokyklos"),
        "7A KLASĖS VADOVO VEIKLOS PLANAS 2025–2026 M. M.",
    ),
    (
        ("Eil. Nr.", "Veikla", "Laikas", "Atsakingas", "Pastabos"),
        ("1", "Supažindinimas su saugaus elgesio taisyklėmis", "rugsėjo 1–5 d.", "Klasės vadovė N. Gluosnė", ""),
        ("2", "Klasės seniūno rinkimai", "rugsėjo 2 savaitė", "N. Gluosnė", ""),
        ("3", "Išvyka į Trakus", "rugsėjo 27 d. (šeštadienis)", "N. Gluosnė, tėvai", ""),
        ("4", "Tėvų susirinkimas", "spalio 15 d. 18.00 val.", "N. Gluosnė", ""),
        ("5", "Klasės valandėlė „Aš ir kiti“", "lapkričio mėn.", "N. Gluosnė", ""),
        ("6", "Kalėdinė vakaronė", "gruodžio 19 d.", "Tėvų komitetas", ""),
        ("7", "Individualūs pokalbiai su tėvais", "pagal poreikį", "N. Gluosnė", ""),
        ("8", "Klasės ekskursija", "gegužės–birželio mėn.", "N. Gluosnė, tėvai", ""),
    ),
)

PLANS: Mapping[str, Sheet] = {
    "metodine-grupe": METHODICAL_GROUP,
    "biblioteka": LIBRARY,
    "mokiniu-taryba": PUPILS_COUNCIL,
    "vgk": WELFARE_COMMISSION,
    "menesio-planas": MONTH,
    "darzelis": KINDERGARTEN,
    "muzikos-mokykla": MUSIC_SCHOOL,
    "strateginis": STRATEGIC,
    "kalendorius": CALENDAR,
    "klases-vadovas": CLASS,
}


def workbook(sheet: Sheet) -> bytes:
    """The plan as a workbook, as a school would have it."""
    book = openpyxl.Workbook()
    del book["Sheet"]
    page = book.create_sheet("Planas", 0)
    for line in sheet.above:
        page.append([line])
    page.append([])
    wide = len(sheet.rows[0])
    for row in sheet.rows:
        page.append([*row])
        if len(row) == 1:
            page.merge_cells(start_row=page.max_row, end_row=page.max_row, start_column=1, end_column=wide)
    page.append([])
    for line in sheet.below:
        page.append([line])
    data = BytesIO()
    book.save(data)
    return data.getvalue()
