"""Five composed plans beside that of the arts teachers: their words, as a person would type them.

Schools, people and events are invented. A row of one cell is a heading over the whole table; a cell of ``"`` continues
the cell above it. ``make_samples.py`` makes files of them.
"""

from typing import NamedTuple

UP = '"'


class Composed(NamedTuple):
    """A plan in words: marks above the title and below the table, the texts and the table."""

    approved: tuple[str, ...]
    title: tuple[str, ...]
    texts: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    below: tuple[tuple[str, ...], ...] = ()


KINDERGARTEN = Composed(
    approved=("PATVIRTINTA", "Upėnų lopšelio-darželio „Pienė“ direktorės", "2025 m. spalio 30 d. įsakymu Nr. V-46"),
    title=("UPĖNŲ LOPŠELIO-DARŽELIO „PIENĖ“", "2025 M. LAPKRIČIO MĖNESIO VEIKLOS PLANAS"),
    texts=("Tikslas – kartu su šeimomis pasitikti žiemą: judėti lauke, kurti ir klausytis pasakų.",),
    headings=("Eil. Nr.", "Veikla", "Data, valanda", "Dalyviai", "Vieta", "Atsakingi asmenys"),
    rows=(
        (
            "1.",
            "Lapų šventė „Paskutinis klevo lapas“",
            "4 d. 10.00 val.",
            "Visos grupės",
            "Kiemas",
            "G. Avižė, M. Putna",
        ),
        ("2.", "Pedagogų tarybos posėdis", "5 d. 13.30 val.", "Pedagogai", "Salė", "L. Rasuolė"),
        (
            "3.",
            "Sveikos mitybos savaitė „Morkos kelionė“",
            "10–14 d.",
            "„Boružių“ ir „Žiogų“ grupės",
            "Grupės",
            "D. Linkė",
        ),
        ("4.", "Popietė su seneliais „Pasaka prie žvakės“", "18 d. 16.00 val.", "„Žiogų“ grupė", "Salė", "M. Putna"),
        ("5.", "Judumo valandėlė lauke", "kiekvieną antradienį", "Priešmokyklinė grupė", "Stadionas", "R. Gojus"),
        ("6.", "Edukacinė išvyka į duonos kepyklą", "20 d.", "Priešmokyklinė grupė", "Kepykla „Kriaukutė“", "G. Avižė"),
        ("7.", "Vaikų darbų paroda „Šerkšno raštai“", "24–28 d.", "Visos grupės", "Koridorius", "D. Linkė, G. Avižė"),
        ("8.", "Vaiko gerovės komisijos posėdis", "27 d. 13.00 val.", "Komisijos nariai", "Kabinetas", "L. Rasuolė"),
    ),
)

COUNCIL = Composed(
    approved=("PATVIRTINTA", "Rėvos pagrindinės mokyklos direktoriaus", "2026 m. sausio 9 d. įsakymu Nr. V-4"),
    title=("RĖVOS PAGRINDINĖS MOKYKLOS TARYBOS", "2026 METŲ VEIKLOS PLANAS"),
    texts=(
        "Tikslas – telkti mokinius, tėvus ir mokytojus bendriems mokyklos sprendimams.",
        "Uždaviniai: svarstyti mokyklos planus ir ataskaitas; stiprinti ryšį su seniūnija; rūpintis mokyklos aplinka.",
    ),
    headings=("Eil. Nr.", "Veiklos turinys", "Terminas", "Atsakingi", "Pastabos"),
    rows=(
        ("1.", "Mokyklos 2025 metų veiklos ataskaitos svarstymas", "Sausis", "J. Tautkus", ""),
        ("2.", "Lėšų, gautų iš gyventojų pajamų mokesčio dalies, panaudojimas", "Vasaris", "D. Gembutė", ""),
        (
            "3.",
            "Susitikimas su seniūnijos atstovais dėl saugaus kelio į mokyklą",
            "2026 m. kovo 12 d.",
            "J. Tautkus",
            "",
        ),
        (
            "4.",
            "Mokyklos aplinkos tvarkymo talka",
            "2026 m. balandžio 16 d.",
            "A. Norkė, mokinių taryba",
            "Visi norintys",
        ),
        ("5.", "Ugdymo plano projekto aptarimas", "Gegužė–birželis", "R. Kiaunė", ""),
        ("6.", "Pasirengimas naujiems mokslo metams", "Rugpjūčio paskutinė savaitė", "J. Tautkus, R. Kiaunė", ""),
        ("7.", "Tėvų apklausa apie mokinių mitybą ir jos aptarimas", "Spalis", "D. Gembutė", "Elektroninė apklausa"),
        ("8.", "Mokyklos tarybos veiklos ataskaita bendruomenei", "iki 2026 m. gruodžio 11 d.", "J. Tautkus", ""),
        ("9.", "Tarybos posėdžiai", "Ne rečiau kaip kartą per ketvirtį", "J. Tautkus", ""),
    ),
    below=(
        ("PRITARTA", "Rėvos pagrindinės mokyklos tarybos", "2026 m. sausio 7 d. posėdžio protokolu Nr. MT-1"),
        ("PRITARTA", "Rėvos pagrindinės mokyklos mokinių tarybos", "2026 m. sausio 8 d. posėdžio protokolu Nr. 1"),
    ),
)

LIBRARY = Composed(
    approved=("PATVIRTINTA", "Ąžuolijos gimnazijos direktoriaus", "2025 m. rugsėjo 5 d. įsakymu Nr. V-91"),
    title=("ĄŽUOLIJOS GIMNAZIJOS BIBLIOTEKOS", "VEIKLOS PLANAS 2025–2026 M. M."),
    texts=(
        "Tikslas – padėti mokiniams atrasti knygą, kurios jie dar neieškojo.",
        "Uždaviniai:",
        "1. Rengti skaitymo popietes ir parodas.",
        "2. Mokyti ieškoti informacijos ir vertinti šaltinius.",
    ),
    headings=("Eil. Nr.", "Renginys", "Data", "Vieta", "Atsakingas"),
    rows=(
        ("RUGSĖJIS",),
        ("1.", "Pažintis su biblioteka penktokams", "2025-09-10", "Skaitykla", "I. Sodė"),
        ("2.", "Vadovėlių išdavimas ir apskaita", "2025-09-01–2025-09-12", "Saugykla", "I. Sodė, K. Virbas"),
        ("SPALIS",),
        ("3.", "Paroda „Knygos, kurios keliauja“", "2025-10-06–2025-10-17", "Pirmo aukšto fojė", "I. Sodė"),
        ("4.", "Protmūšis „Kieno tai herojus?“", "2025-10-22", "Aktų salė", "K. Virbas"),
        ("LAPKRITIS",),
        ("5.", "Pamoka „Kaip atpažinti melagingą naujieną“", "2025-11-13", "Skaitykla", "I. Sodė, E. Narkus"),
        ("GRUODIS",),
        ("6.", "Adventinė skaitymo popietė", "2025-12-11", "Skaitykla", "I. Sodė"),
        ("VASARIS",),
        ("7.", "Knygos mainais: mokinių mugė", "2026-02-26", "Fojė", "K. Virbas"),
        ("BALANDIS",),
        ("8.", "Nacionalinės bibliotekų savaitės renginiai", "2026-04-23–2026-04-29", "Biblioteka", "I. Sodė"),
        ("BIRŽELIS",),
        ("9.", "Vadovėlių grąžinimas", "iki 2026-06-12", "Saugykla", "K. Virbas"),
        ("10.", "Metų ataskaita", "iki 2026-06-22", "Biblioteka", "I. Sodė"),
    ),
    below=(("PRITARTA", "Ąžuolijos gimnazijos metodinės tarybos", "2025 m. rugsėjo 3 d. posėdžio protokolu Nr. 2"),),
)

SCHOOL = Composed(
    approved=(
        "PATVIRTINTA",
        "Girėnų progimnazijos direktoriaus",
        "2025 m. gruodžio 30 d. įsakymu Nr. V-203",
    ),
    title=("GIRĖNŲ PROGIMNAZIJOS", "2026 METŲ VEIKLOS PLANAS"),
    texts=(
        "Prioritetai: kiekvieno mokinio pažanga; saugi ir įtrauki mokykla.",
        "Laukiamas pokytis aprašytas prie kiekvienos priemonės.",
    ),
    headings=("Eil. Nr.", "Uždavinys", "Priemonė", "Terminas", "Atsakingi asmenys", "Laukiamas rezultatas"),
    rows=(
        ("I. UGDYMO KOKYBĖ",),
        (
            "1.1.",
            "Stebėti kiekvieno mokinio pažangą",
            "Pažangos pokalbiai su 5–8 klasių mokiniais",
            "Sausis, gegužė",
            "Klasių vadovai",
            "Kiekvienas mokinys žino savo kitą žingsnį",
        ),
        ("1.2.", UP, "Pusmečio rezultatų aptarimas", "2026-02-05", "O. Stankė, A. Grubys", UP),
        (
            "1.3.",
            UP,
            "Konsultacijų tvarkaraštis",
            "iki 2026-02-13",
            "O. Stankė",
            "Konsultacijas lanko trečdalis mokinių",
        ),
        (
            "1.4.",
            "Mokytis vieniems iš kitų",
            "Atvirų pamokų savaitė",
            "2026-03-16–2026-03-20",
            "A. Grubys",
            "Kiekvienas mokytojas stebi dvi pamokas",
        ),
        ("1.5.", UP, "Metodinė diena „Klausimas, kuris moko“", "2026-10-28", "O. Stankė, V. Jurgis", UP),
        ("II. SAUGI IR ĮTRAUKI MOKYKLA",),
        (
            "2.1.",
            "Puoselėti pagarbius santykius",
            "Savaitė be patyčių",
            "2026 m. kovo 23–27 d.",
            "V. Jurgis, klasių vadovai",
            "Mokinių apklausoje saugiai jaučiasi devyni iš dešimties",
        ),
        ("2.2.", UP, "Tėvų vakaras apie saugų internetą", "2026-02-10", "V. Jurgis", UP),
        (
            "2.3.",
            "Padėti mokiniams, kurių poreikiai skirtingi",
            "Pagalbos planų peržiūra",
            "Kas ketvirtį",
            "Vaiko gerovės komisija",
            "Planai atitinka mokinių poreikius",
        ),
        ("III. ŪKIS IR APLINKA",),
        (
            "3.1.",
            "Atnaujinti mokymosi erdves",
            "Skaityklos baldų pirkimas",
            "II ketvirtis",
            "P. Dargis",
            "Įrengtos dvi darbo grupėse vietos",
        ),
        ("3.2.", UP, "Kiemo lauko klasė", "iki 2026-08-28", "P. Dargis", "Pamokos vyksta lauke"),
    ),
    below=(
        ("PRITARTA", "Girėnų progimnazijos tarybos", "2025 m. gruodžio 18 d. posėdžio protokolu Nr. 7"),
        (
            "SUDERINTA",
            "Girėnų rajono savivaldybės administracijos direktoriaus",
            "2025 m. gruodžio 22 d. įsakymu Nr. A-812",
        ),
    ),
)

FAULTY = Composed(
    approved=("PATVIRTINTAS", "Vėtrungės mokyklos direktoriaus", "2025 m. rugsėjo ___ d. įsakymu Nr. ______"),
    title=("VĖTRUNGĖS MOKYKLOS SPORTO IR SVEIKATOS GRUPĖS", "VEIKLOS PLANAS 2025-2026 M. M."),
    texts=("Tikslas – kad judėtų visi.",),
    headings=("Eil. Nr.", "Veiklos pavadinimas", "Data", "Vieta", "Atsakingi asmenys"),
    rows=(
        ("1", "Rudens krosas ,,Aplink ežerą“", "2025 m. rugsėjo 31 d.", "Miesto parkas", "A. Kregždys, B. Vėjūnė"),
        ("2", "Sveikatos  savaitė", "2024 m. spalio 6–10 d.", "Mokykla", "B. Vėjūnė D. Raugas"),
        ("4", "Tarpklasinės kvadrato varžybos", "2025 11 19", "Sporto salė", "A. Kregždys"),
        ("5", "Diena be kuprinių", "2025-12-13", "Mokykla", "Klasių vadovai ,"),
        ("6", "Žiemos žaidynės „Snaigė“", "2026-01-21, 25 val.", "Stadionas", "D. Raugas"),
        ("7", "Užgavėnių estafetės", "2026-02-18", "Kiemas", "A. Kregždys"),
        ("8", "Paskaita apie miegą", "kada bus laiko", "Aktų salė", "B. Vėjūnė"),
        ("9", "", "2026-04-15", "Sporto salė", ""),
        ("10", "Rudens krosas ,,Aplink ežerą“", "2025 m. rugsėjo 31 d.", "Miesto parkas", "A. Kregždys, B. Vėjūnė"),
        ("11", "Sporto šventė", "iki 2026 m. birželio 5 d", "Stadionas", "A.Kregždys, visi mokytojai"),
    ),
    below=(("PRITARTA", "Vėtrungės mokyklos metodinės tarybos", "2026 m. sausio 15 d. posėdžio protokolu Nr."),),
)
