"""A small broken plan for each rule, beside the nearest one that is right: what each rule is about, as examples.

The plans are for 2025–2026 and looked at on 1 December 2025. Each broken plan has one fault and no other.
"""

from typing import NamedTuple

from drafted import AIM, APPROVED, ENDORSED, FAIR, QUIZ, TALK, draft, row

from planforms.model import Plan


class Pair(NamedTuple):
    """A broken plan, the path its finding points at, and the nearest plan that is right."""

    code: str
    broken: Plan
    at: str
    right: Plan


def when(words: str, **cells: str) -> Plan:
    """A plan with a row at this time."""
    return draft(row("1", when=words, **cells))


def people(words: str, *others: str) -> Plan:
    """A plan with these people in its first row, and others in the rows that follow."""
    cells = enumerate((words, *others), start=1)
    return draft(*(row(str(i), title=f"{i}-oji popietė", responsible=who) for i, who in cells))


def titled(words: str) -> Plan:
    """A plan with a row of this title."""
    return draft(row("1", title=words))


def approved(words: str, *others: str) -> Plan:
    """A plan with these marks."""
    return draft(FAIR, marks=(words, *others))


def _order(date: str, number: str = "V-12") -> str:
    return f"PATVIRTINTA\nUpėnų mokyklos direktoriaus\n{date} įsakymu Nr. {number}"


def _minutes(act: str) -> str:
    return f"PRITARTA\nUpėnų mokyklos tarybos\n2025 m. rugsėjo 5 d. {act}"


_SIGNED = "TVIRTINU\nDirektorė\nOna Uosienė\n2025-09-10"


def _amended(date: str) -> str:
    return f"{APPROVED}\n(Upėnų mokyklos direktoriaus {date} įsakymo Nr. V-9 redakcija)"


def _on_days(*days: str) -> Plan:
    return draft(*(row(str(i), title=f"{i}-oji popietė", when=day) for i, day in enumerate(days, start=1)))


def _named(title: str, day: str) -> Plan:
    return draft(row("1", title=title, when=day))


STRUCTURE = (
    Pair("S104", draft(), "columns[0]", draft(FAIR)),
    Pair(
        "S105",
        draft(FAIR[:4], columns=("number", "title", "when", "place")),
        "columns[0]",
        draft(FAIR, columns=("number", "title", "when", "place", "performers")),
    ),
    Pair(
        "S105",
        draft(
            FAIR[:4], title="KLASĖS VADOVŲ VEIKLOS PLANAS 2025–2026 M. M.", columns=("number", "title", "when", "place")
        ),
        "columns[0]",
        draft(
            FAIR[:4],
            title="5A KLASĖS VADOVĖS VEIKLOS PLANAS 2025–2026 M. M.",
            columns=("number", "title", "when", "place"),
        ),
    ),
    Pair(
        "S105",
        draft(
            "# Spalis",
            ("1", "Knygų mugė", "A. Uosis"),
            ("2", "Popietė", "B. Klevė"),
            "* Viso: 2",
            "# Kita",
            ("3", "Viktorina", "C. Liepa"),
            columns=("number", "title", "responsible"),
        ),
        "columns[0]",
        draft("# Spalis", ("1", "Knygų mugė", "A. Uosis"), columns=("number", "title", "responsible")),
    ),
    Pair("S106", draft(FAIR, row("2", when=""), QUIZ), "rows[1].when", draft("# Spalis", row("1", when=""))),
    Pair("S106", draft(FAIR, row("2", title=""), QUIZ), "rows[1].title", draft(FAIR, TALK)),
    Pair(
        "S106",
        draft(FAIR, *(row(str(i), title=f"{i}-oji popietė", when="") for i in range(2, 6))),
        "columns[2]",
        draft("# Spalis", *(row(str(i), title=f"{i}-oji popietė", when="") for i in range(1, 6))),
    ),
    Pair("S107", draft(FAIR, ("2", "", "", "", ""), QUIZ), "rows[1]", draft(FAIR, row("2", place=""), QUIZ)),
    Pair(
        "S108",
        draft(row("1", responsible=""), row("2", title="Mugė", responsible="")),
        "columns[4]",
        draft(row("1", place=""), row("2", title="Mugė", place="")),
    ),
    Pair("S109", draft(FAIR, row("3")), "rows[1].number", draft(FAIR, row("2"))),
    Pair("S109", draft(FAIR, row("1")), "rows[1].number", draft("# Ruduo", FAIR, "# Žiema", row("1"))),
    Pair(
        "S109", draft(row("2", title="Mugė"), row("1")), "rows[0].number", draft(row("1."), row("1.1.", title="Mugė"))
    ),
    Pair(
        "S109",
        draft(FAIR, row("2"), row("3", title="Mugė"), row("", title="Paroda"), row("4", title="Talka")),
        "rows[3].number",
        draft(row(""), row("", title="Mugė")),
    ),
    Pair(
        "S110",
        draft(FAIR, ("", "ir mokinių tėvams", "", "", "")),
        "rows[1]",
        draft(FAIR, row("2", title="ir mokinių tėvams")),
    ),
    Pair("S111", draft(FAIR, ("2", *FAIR[1:])), "rows[1]", draft(FAIR, ("2", *FAIR[1:4], "B. Klevė"))),
    Pair(
        "S112", titled("Knygų mugė\n\nPoezijos vakaras"), "rows[0].title", titled("Knygų mugė\n\n(kartu su biblioteka)")
    ),
    Pair(
        "S112",
        when("2025 m. spalio 9 d.\n2025 m. spalio 10 d.", title="Knygų mugė\nPoezijos vakaras"),
        "rows[0].title",
        when("2025 m. spalio 9 d., 2025 m. spalio 10 d.", title="Knygų mugė\nPoezijos vakaras"),
    ),
    Pair("S113", draft("# Ruduo", FAIR, "# Žiema"), "rows[2]", draft("# Ruduo", "## Spalis", FAIR)),
    Pair(
        "S113", draft("# Ruduo", "# Žiema", FAIR), "rows[0]", draft("# Ruduo", "* veiklų nenumatyta", "# Žiema", FAIR)
    ),
    Pair("S114", draft(FAIR, title=""), "title", draft(FAIR)),
    Pair("S115", draft(FAIR, title="BIBLIOTEKOS VEIKLOS PLANAS"), "title", draft(FAIR)),
)

TIMING = (
    Pair("T101", when("po pamokų"), "rows[0].when", when("pagal poreikį")),
    Pair("T102", when("2025 m. spalio 9 d. skaitykloje"), "rows[0].when", when("2025 m. spalio 9 d. 14.00 val.")),
    Pair("T103", when("2025 m. lapkričio 31 d."), "rows[0].when", when("2025 m. lapkričio 28 d.")),
    Pair("T104", when("2026-05-14 – 2026-05-07"), "rows[0].when", when("2026-05-07 – 2026-05-14")),
    Pair("T105", when("1 k/m"), "rows[0].when", when("kartą per mėnesį")),
    Pair("T106", when("2025-08-29"), "rows[0].when", when("2025-09-01")),
    Pair("T106", when("2026-09-01"), "rows[0].when", when("2026-08-31")),
    Pair("T106", when("2026 m. spalio ar lapkričio mėn."), "rows[0].when", when("2025 m. III ketv.")),
    Pair("T106", draft("# 2024 m. spalis", FAIR), "rows[0]", draft("# 2025 m. spalis", FAIR)),
    Pair("T107", titled("Talka „Darom–2024“"), "rows[0].title", titled("Talka „Darom–2026“")),
    Pair("T107", titled("Konkursas Kengūra 2024"), "rows[0].title", titled("2024–2025 m. m. veiklos ataskaita")),
    Pair("T108", when("2025-10-09 (V)"), "rows[0].when", when("2025-10-10 (V)")),
    Pair("T109", when("2025-10-11"), "rows[0].when", when("2025-10-10")),
    Pair("T109", when("2025-10-12"), "rows[0].when", when("2025-10-12 (sekmadienis)")),
    Pair(
        "T109",
        draft(row("1", when="2025-10-11"), title="UPĖNŲ MOKYKLOS MUZIEJAUS VEIKLOS PLANAS 2025–2026 M. M."),
        "rows[0].when",
        draft(
            row("1", when="2025-10-11"),
            title="UPĖNŲ MUZIEJAUS VEIKLOS PLANAS 2025–2026 M. M.",
            marks=("PATVIRTINTA\nUpėnų muziejaus direktoriaus\n2025 m. rugsėjo 10 d. įsakymu Nr. V-12",),
        ),
    ),
    Pair("T110", when("2025-12-24"), "rows[0].when", when("2025-12-23")),
    Pair("T110", when("2026-03-11"), "rows[0].when", when("2026-03-11", title="Kovo 11-osios minėjimas")),
    Pair("T111", when("2025-11-05"), "rows[0].when", when("2025-11-12")),
    Pair("T111", when("2025-11-03"), "rows[0].when", when("2025-11-03", title="Atostogų stovykla")),
    Pair("T112", when("iki 2025-09-09"), "rows[0].when", when("iki 2025-09-10")),
    Pair(
        "T113",
        _on_days(*(f"2025-10-{d}" for d in ("01", "02", "09", "03", "06", "07"))),
        "rows[2].when",
        _on_days(*(f"2025-10-{d}" for d in ("01", "02", "03", "06", "07", "09"))),
    ),
    Pair(
        "T113",
        _on_days("2025-09", "2025-10", "2026-03", "2025-11", "2025-12"),
        "rows[2].when",
        _on_days("2025-09-15", "2025-09", "2025-10", "visus metus", "2025-11"),
    ),
    Pair(
        "T114",
        draft(FAIR, row("2", when="2025-11-13")),
        "columns[2]",
        draft(FAIR, row("2", when="2025 m. lapkričio mėn.")),
    ),
    Pair(
        "T114", draft(FAIR, row("2", when="lapkričio 13 d.")), "columns[2]", draft(FAIR, row("2", when="visus metus"))
    ),
    Pair("T102", when("kartą per ketvirtį, penktadieniais"), "rows[0].when", when("kartą per ketvirtį")),
    Pair("T121", when("13 d."), "rows[0].when", when("spalio 13 d.")),
    Pair("T121", when("3, 10 ir 17 d."), "rows[0].when", when("spalio 3, 10 ir 17 d.")),
    Pair("T116", when("spalio 9 d. 25 val."), "rows[0].when", when("spalio 9 d. 23 val.")),
    Pair("T116", when("2025-10-09 15.00–14.00 val."), "rows[0].when", when("2025-10-09 14.00–15.00 val.")),
    Pair("T115", when("2025.10.09"), "rows[0].when", when("2025-10-09")),
    Pair("T115", when("2025-10-09 d."), "rows[0].when", when("2025 m. spalio 9 d.")),
    Pair("T115", when("2025-10-9"), "rows[0].when", when("2025-10-09")),
    Pair("T115", when("spalio mėn. 9 d."), "rows[0].when", when("spalio 9 d.")),
    Pair("T115", when("spalio 09 d."), "rows[0].when", when("spalio 10 d.")),
    Pair("T115", when("2025 spalio 9 d."), "rows[0].when", when("2025 m. spalio 9 d.")),
    Pair("T115", when("2025 m. spalio"), "rows[0].when", when("2025 m. spalio mėn.")),
    Pair("T115", when("2025 spalio 3"), "rows[0].when", when("2025 m. spalio 3 d.")),
    Pair(
        "T106", _on_days("2025-10-09", "2025-11-13", "2025-01-15"), "rows[2].when", _on_days("2025-10-09", "2026-01-15")
    ),
    Pair("T117", draft("# Spalis", row("1", when="2025-11-13")), "rows[1].when", draft("# Spalis", FAIR)),
    Pair(
        "T117", draft("# Ruduo", "## Spalis", row("1", when="lapkričio 13 d.")), "rows[2].when", draft("# Ruduo", FAIR)
    ),
    Pair("T118", _named("Užgavėnės", "2026-03-04"), "rows[0].when", _named("Užgavėnės", "2026-02-17")),
    Pair(
        "T118",
        _named("Konstitucijos diena", "2025-11-25"),
        "rows[0].when",
        _named("Konstitucijos dienos minėjimas", "2025-10-24"),
    ),
    Pair("T118", _named("Kovo 11-oji", "2026-03-24"), "rows[0].when", _named("Kovo 11-oji", "2026-03-10")),
    Pair(
        "T118", _named("Motinos diena", "2026-05-18"), "rows[0].when", _named("Kalėdų eglutės įžiebimas", "2025-12-03")
    ),
    Pair(
        "T119",
        _on_days("rugpjūčio 28 d.", "rugsėjo 4 d."),
        "rows[0].when",
        _on_days("rugsėjo 4 d.", "rugpjūčio 28 d."),
    ),
    Pair(
        "T120",
        draft(row("1", when="2025-10-09 14.00 val."), row("2", title="Mugė", when="2025-10-09 14:00")),
        "rows[1].when",
        draft(row("1", when="2025-10-09 13.00 val."), row("2", title="Mugė", when="2025-10-09 14.00 val.")),
    ),
    Pair(
        "T120",
        draft(
            row("1", when="2025-10-09 14.00 val.", place="Salė"),
            row("2", title="Mugė", when="2025-10-09 14.00 val.", place="Klubas"),
        ),
        "rows[1].when",
        draft(
            row("1", when="2025-10-09 14.00 val.", place="Mokykla", responsible="VGK"),
            row("2", title="Mugė", when="2025-10-09 14.00 val.", place="Mokykla", responsible="VGK"),
        ),
    ),
)

MARKS = (
    Pair("M101", draft(FAIR, marks=(ENDORSED,)), "", draft(FAIR)),
    Pair(
        "M102",
        approved("PATVIRTINTA\nUpėnų mokyklos direktoriaus\n2025 m. rugsėjo 10 d. įsakymu Nr. ______"),
        "marks[0]",
        approved(APPROVED),
    ),
    Pair(
        "M102",
        approved("TVIRTINU\nDirektorė\n____________________\n2025-09-10"),
        "marks[0]",
        approved("TVIRTINU\nDirektorė\nOna Uosienė\n2025-09-10"),
    ),
    Pair(
        "M103",
        approved(_order("2025 m. rugsėjo 10 d.", "A15-19)")),
        "marks[0]",
        approved(_order("2025 m. rugsėjo 10 d.", "(1.5) V-002")),
    ),
    Pair(
        "M104",
        approved(_order("2025 m. rugsėjo 4 d."), ENDORSED),
        "marks[1]",
        approved(_order("2025 m. rugsėjo 5 d."), ENDORSED),
    ),
    Pair("M105", approved(_order("2024 m. rugsėjo 10 d.")), "marks[0]", approved(_order("2025 m. birželio 20 d."))),
    Pair("M106", approved(_order("2025 m. gruodžio 2 d.")), "marks[0]", approved(_order("2025 m. gruodžio 1 d."))),
    Pair(
        "M107",
        approved(APPROVED, _minutes("protokolas Nr. 3")),
        "marks[1]",
        approved(APPROVED, _minutes("posėdžio nutarimu (protokolas Nr. 3)")),
    ),
    Pair(
        "M108",
        draft(FAIR, marks=(), sections=(("", "Forma patvirtinta ministro 2019 m. kovo 4 d. įsakymu Nr. 12"),)),
        "sections[0].text",
        draft(FAIR, sections=(AIM, ("", "Forma patvirtinta ministro 2019 m. kovo 4 d. įsakymu Nr. 12"))),
    ),
    Pair(
        "M109",
        draft(
            row("1", when="2024-10-10"),
            row("2", title="Mugė", when="2024-11-14"),
            row("3", title="Talka", when="2025-03-13"),
        ),
        "title",
        draft(
            row("1", when="2025-10-10"),
            row("2", title="Mugė", when="2025-11-14"),
            row("3", title="Talka", when="2026-03-12"),
        ),
    ),
    Pair(
        "M107",
        approved(APPROVED, _minutes("protokolo Nr. 3")),
        "marks[1]",
        approved(APPROVED, _minutes("posėdžio protokolo Nr. 3 nutarimu")),
    ),
    Pair(
        "M107",
        approved(APPROVED, _minutes("protokolas Nr. 3")),
        "marks[1]",
        approved(APPROVED, _minutes("posėdyje, protokolas Nr. 3")),
    ),
    *(
        Pair("M110", approved(APPROVED.replace("PATVIRTINTA", word)), "marks[0]", approved(APPROVED))
        for word in (
            "PATVIRTINTAS",
            "TVIRTINTA",
            "PATVIRTINU",
            "P A T V I R T I N T A",
            "PATVIRTINTA:",
            "„PATVIRTINTA“",
        )
    ),
    Pair(
        "M110",
        approved("TVIRTINTA\nDirektorė\nOna Uosienė\n2025-09-10"),
        "marks[0]",
        approved("TVIRTINU\nDirektorė\nOna Uosienė\n2025-09-10"),
    ),
    Pair("M111", approved(APPROVED.replace("direktoriaus", "direktorius")), "marks[0]", approved(APPROVED)),
    Pair(
        "M112",
        draft(FAIR, marks=(_order("2025 m. rugsėjo 10 d."),), title="LIEPYNO MOKYKLOS VEIKLOS PLANAS 2025–2026 M. M."),
        "marks[0]",
        draft(FAIR, marks=(_order("2025 m. rugsėjo 10 d."),), title="UPĖNŲ MOKYKLOS VEIKLOS PLANAS 2025–2026 M. M."),
    ),
    Pair(
        "M113",
        draft(row("1", responsible="direktorė Rasa Klevienė"), marks=(_SIGNED,)),
        "rows[0].responsible",
        draft(row("1", responsible="direktorė O. Uosienė"), marks=(_SIGNED,)),
    ),
    Pair(
        "M113",
        draft(row("1", responsible="direktorius J. Klevas"), marks=(APPROVED.replace("riaus", "rės Onos Uosienės"),)),
        "rows[0].responsible",
        draft(
            row("1", responsible="direktoriaus pavaduotojas J. Klevas"),
            marks=(APPROVED.replace("riaus", "rės Onos Uosienės"),),
        ),
    ),
    Pair("M114", approved(_amended("2025 m. kovo 3 d.")), "marks[0]", approved(_amended("2025 m. spalio 3 d."))),
    Pair("M116", approved(_order("2025 m. rugsėjo 31 d.")), "marks[0]", approved(_order("2025 m. rugsėjo 30 d."))),
    Pair("M115", approved(_order("2025 m. rugsėjo 13 d.")), "marks[0]", approved(_order("2025 m. rugsėjo 12 d."))),
)


PEOPLE = (
    Pair(
        "P101", draft(FAIR, row("2", responsible="")), "rows[1].responsible", draft(FAIR, row("2", responsible="VGK"))
    ),
    Pair("P101", people("A. Uosis", "", "–", "", ""), "columns[4]", people(*["VGK"] * 5)),
    Pair("P101", people("–", "A. Uosis"), "rows[0].responsible", people("Administracija", "A. Uosis")),
    Pair("P102", people("A. Uosis B. Klevė"), "rows[0].responsible", people("A. Uosis, B. Klevė")),
    Pair("P102", people("A. Uosis   B. Klevė"), "rows[0].responsible", people("A. Uosis\nB. Klevė")),
    Pair("P102", people("Tarybos nariai A. Uosis"), "rows[0].responsible", people("Tarybos pirmininkas A. Uosis")),
    Pair(
        "P103",
        people("R. Klevienė", "R. Kleviene", "R. Klevienė"),
        "rows[1].responsible",
        people("R. Klevienė", "R. Klevaitė", "R. KLEVIENĖ"),
    ),
    Pair(
        "P103",
        draft(row("1", responsible="O. Uosiene"), marks=(_SIGNED,)),
        "rows[0].responsible",
        draft(row("1", responsible="O. Uosienė"), row("2", title="Mugė", responsible="O. Uosytė"), marks=(_SIGNED,)),
    ),
    Pair(
        "P104",
        people("R. Klevienė", "R. Klevienė", "B. Klevienė", "R. Klevienė"),
        "rows[2].responsible",
        people("R. Klevienė", "R. Klevienė", "B. Klevienė", "B. Klevienė"),
    ),
    Pair("P105", people("Janina, Uosienė"), "rows[0].responsible", people("Janina Uosienė")),
    Pair(
        "P106",
        people("R. Klevienė, metodinės grupės pirmininkė"),
        "rows[0].responsible",
        people("metodinės grupės pirmininkė R. Klevienė"),
    ),
    Pair(
        "P102",
        people("Mokinių taryba   Administracija"),
        "rows[0].responsible",
        people("Mokinių taryba, administracija"),
    ),
    Pair(
        "P107",
        people("R. Klevienė", "Klevienė R.", "R. Klevienė"),
        "rows[1].responsible",
        people("Klevienė R.", "Uosis A."),
    ),
    Pair(
        "P107",
        people("R. Klevienė, R. Uosis; VGK", "Klevienė R."),
        "rows[1].responsible",
        people("R. Klevienė, R. Uosis; VGK", "R. Klevienė, R. Uosis"),
    ),
    Pair(
        "P108",
        people("B. Liepaitė", "Birutė Liepaitė", "B. Liepaitė"),
        "rows[1].responsible",
        people("B. Liepaitė", "Rasa Liepaitė", "Bibliotekininkė Liepaitė"),
    ),
    Pair(
        "P110",
        people("A. Uosis, B. Klevė, A. Uosis"),
        "rows[0].responsible",
        people("A. Uosis, A. Uosienė, B. A. Uosis"),
    ),
    Pair(
        "P109",
        titled("Mugė (registruotis tel. 8 612 34567)"),
        "rows[0].title",
        titled("Mugė (registruotis pastas@upenai.example)"),
    ),
    Pair(
        "P109",
        titled("Mugė (rasa.kleviene@gmail.com)"),
        "rows[0].title",
        draft(FAIR, sections=(("Tel.", "(8 456) 12345"),)),
    ),
)


WORDING = (
    Pair("W101", titled('Mugė "Knygos kelias"'), "rows[0].title", titled("Mugė „Knygos kelias“")),
    Pair("W101", titled("Mugė ,,Knygos kelias”"), "rows[0].title", titled("Mugė „Knygos „kelias“ namo“")),
    Pair("W102", titled("Mugė „Knygos kelias"), "rows[0].title", titled("Mugė „Knygos kelias.“")),
    Pair("W103", titled("Spalis - mokyklų mėnuo"), "rows[0].title", titled("Spalis – mokyklų mėnuo")),
    Pair("W103", draft(FAIR, title="VEIKLOS PLANAS 2025-2026 M. M."), "title", draft(FAIR)),
    Pair("W103", when("2025 m. spalio 9-10 d."), "rows[0].when", when("2025-10-09")),
    Pair("W104", titled("Knygų  mugė"), "rows[0].title", titled("Knygų\nmugė")),
    Pair("W105", people("A.Uosis"), "rows[0].responsible", people("A. Uosis")),
    Pair("W105", when("2025m. spalio 9 d."), "rows[0].when", when("2025 m. spalio 9 d.")),
    Pair("W105", titled("Mugė,paroda ir kita"), "rows[0].title", titled("Mugė, www.upenai.lt, 1,5 val.")),
    Pair("W106", titled("Mugė , paroda"), "rows[0].title", titled("Mugė, paroda…")),
    Pair("W107", titled("Knyg\u0443 m\u0443gė"), "rows[0].title", titled("Knygų mugė „Весна“")),
    Pair("W108", titled("Knygu\u0328 muge\u0307"), "rows[0].title", titled("Knygų mugė")),
    Pair(
        "W109",
        people("A. Uosis,"),
        "rows[0].responsible",
        draft(FAIR, sections=(("Uždaviniai:", "skaityti;\nkalbėtis;"),)),
    ),
    Pair("W110", draft(FAIR, title="VEIKLOS PLANAS 2025–2026 m.m."), "title", draft(FAIR)),
    Pair("W111", titled("5-tų klasių mugė"), "rows[0].title", titled("5-ų klasių mugė, 5-tokai")),
    Pair("W111", when("2025 m. spalio 9-tą d."), "rows[0].when", when("2025 m. spalio 9 d.")),
    Pair("W112", when("2025 m. spalio mėn"), "rows[0].when", titled("100 m bėgimas, 3 val. mugė")),
    Pair("W112", when("2025 m. spalio 9 d"), "rows[0].when", when("2025 m. spalio 9 d.")),
    Pair("W113", when("2025-10-09 8:30-9:30"), "rows[0].when", when("2025-10-09 8.30–9.30 val.")),
    Pair("W113", when("2025-10-09 10.12-10.16"), "rows[0].when", when("10.12-10.16")),
    Pair("W113", when("2025-10-09 1600 val."), "rows[0].when", when("2025-10-09 16:00")),
    Pair(
        "W114",
        draft(row("1", place="Aktu sale"), row("2", title="Mugė", place="Aktų salė")),
        "rows[0].place",
        draft(row("1", place="Salė"), row("2", title="Susitikimas su klase sale")),
    ),
    Pair(
        "W114",
        draft(row("1", title="Rasytoju vakaras"), row("2", title="Knygų rašytojų mugė")),
        "rows[0].title",
        draft(row("1", title="Kalba ir klase"), row("2", title="Kalbą klasė girdi")),
    ),
)


PAIRS = (*STRUCTURE, *TIMING, *MARKS, *PEOPLE, *WORDING)
