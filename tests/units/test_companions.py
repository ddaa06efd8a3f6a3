"""The order and the extract of the minutes: the Lithuanian that is certain, what is left open, and the documents."""

import datetime as dt
import io
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx_templates import template
from hypothesis import given
from msgspec.structs import replace
from openxml_audit import FileFormat, OpenXmlValidator
from strategies import plans

import planforms
from planforms.companions.documents import Amendment, CompanionKind, Minutes, Order, minutes_of, order_of
from planforms.companions.institutions import author, genitive
from planforms.errors import TemplateError, UsageError
from planforms.marks import parse_mark
from planforms.model import Act, ActKind, Details, Mark, MarkKind, Plan, Text
from planforms.writers.docx import TemplateKind, built_in_template

OF_ONE_PLAN = (CompanionKind.ORDER, CompanionKind.MINUTES)
ROOT = Path(__file__).parents[2]
SENTENCES = ROOT / "docs" / "companions.md"
IN_CAPITALS = {"CompanionAuthor", "CompanionSubject"}
APPROVED = "PATVIRTINTA\nUpėnų progimnazijos direktorės\n2025 m. rugsėjo 12 d. įsakymu Nr. V-118"
ENDORSED = "PRITARTA\nUpėnų progimnazijos mokytojų tarybos\n2025 m. rugsėjo 9 d. posėdžio protokolu Nr. MT-1"
DETAILS = Details(town="Upėnai", head_position="direktorė", head_name="Rasa Uosytė")
LIBRARYS = "Upėnų progimnazijos bibliotekos 2025–2026 m. m."
BASIS = "nuostatų 25.3 papunkčiu"
LINE = re.compile("_{3,}")


def plan(title: str, *marks: str, **details: str) -> Plan:
    read = [mark for mark in map(parse_mark, marks) if mark]
    assert len(read) == len(marks)
    return Plan(title=Text.of(title), marks=tuple(read), details=Details(**details))


def whole() -> Plan:
    """A plan that leaves nothing open."""
    return replace(plan("BIBLIOTEKOS VEIKLOS PLANAS 2025–2026 M. M.", APPROVED, ENDORSED), details=DETAILS)


def gaps(made: Order | Minutes) -> dict[str, str]:
    return {gap.message: gap.words for gap in made.gaps}


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def shown(data: bytes) -> list[str]:
    """The lines of a document as they are seen: in capitals where its style says so, lines to fill in short."""
    return [LINE.sub("___", line) for paragraph in opened(data).paragraphs if (line := _seen(paragraph))]


def _seen(paragraph: Any) -> str:  # noqa: ANN401 -- a paragraph of python-docx
    signs = {qn("w:t"): None, qn("w:tab"): " … ", qn("w:noBreakHyphen"): "-", qn("w:br"): "\n"}
    said = "".join(signs[one.tag] or one.text or "" for one in paragraph._p.iter(*signs))  # noqa: SLF001
    said = said.replace("\u00a0", " ").replace("\u2060", "")
    return said.upper() if paragraph.style.style_id in IN_CAPITALS else said


# The language.


def documented() -> list[tuple[str, str, str, str]]:
    """The rows of the page: title, what is known beside it, the order, the minutes."""
    rows = re.findall(
        r"^\| `(.*)` \| (.*) \| `(.*)` \| `(.*)` \|$", SENTENCES.read_text(encoding="utf-8"), re.MULTILINE
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def described(title: str, known: str) -> Plan:
    """The plan of a row; what begins with a mark's word is a mark, all else the institution."""
    told = [words.replace("⏎", "\n") for words in re.findall("`(.*?)`", known)]
    marks = [words for words in told if parse_mark(words)]
    institution = "".join(words for words in told if words not in marks)
    return plan(title.replace("⏎", "\n"), *marks, institution=institution)


def test_the_page_shows_ten_kinds_of_plan_and_more() -> None:
    assert len(documented()) > 15


@pytest.mark.parametrize(("title", "known", "order", "minutes"), documented(), ids=[row[0] for row in documented()])
def test_each_documented_sentence_is_what_the_document_says(title: str, known: str, order: str, minutes: str) -> None:
    made = described(title, known)
    said = shown(planforms.companion(made, "order").data)
    assert "⏎".join(said) == order
    extract = shown(planforms.companion(made, "minutes").data)
    assert "⏎".join([extract[0], *extract[4:6]]) == minutes


@pytest.mark.parametrize(
    ("name", "genitive_name"),
    [
        ("Alksnių mokykla", "Alksnių mokyklos"),
        ("Alksnių pagrindinė mokykla", "Alksnių pagrindinės mokyklos"),
        ("Alksnių r. Liepų pradinė mokykla", "Alksnių r. Liepų pradinės mokyklos"),
        ("Juozo Beržinio progimnazija", "Juozo Beržinio progimnazijos"),
        ("V. K. Beržinio gimnazija", "V. K. Beržinio gimnazijos"),
        ("Kauno „Beržų“ gimnazija", "Kauno „Beržų“ gimnazijos"),
        ("Liepų lopšelis-darželis „Gilė“", "Liepų lopšelio-darželio „Gilė“"),
        ("Pušyno mokykla-darželis „Ežiukas“", "Pušyno mokyklos-darželio „Ežiukas“"),
        ("Upėnų mokykla-daugiafunkcis centras", "Upėnų mokyklos-daugiafunkcio centro"),
        ("Ežerų rajono švietimo pagalbos tarnyba", "Ežerų rajono švietimo pagalbos tarnybos"),
        ("Ežerų pedagoginė psichologinė tarnyba", "Ežerų pedagoginės psichologinės tarnybos"),
        ("Upėnų specialioji mokykla", "Upėnų specialiosios mokyklos"),
        ("Upėnų licėjus", "Upėnų licėjaus"),
        ("VšĮ Beržų gimnazija", "VšĮ Beržų gimnazijos"),
        ("Všį Beržų gimnazija", "Všį Beržų gimnazijos"),
        ("Upėnų šv. Jono gimnazija", "Upėnų šv. Jono gimnazijos"),
        ("Vaikų ugdymo namai", "Vaikų ugdymo namų"),
        ("ŠILAGIRIO GIMNAZIJA", "ŠILAGIRIO GIMNAZIJOS"),
        ("Upėnų progimnazijos", "Upėnų progimnazijos"),
    ],
)
def test_a_name_of_known_words_has_its_genitive(name: str, genitive_name: str) -> None:
    assert genitive(name) == genitive_name


@pytest.mark.parametrize(
    "name",
    [
        "Upėnų mokykla (pradinė)",
        "Upėnų ugdykla",
        "Ugdykla „Gilė“",
        "Upėnų mokykla Sodas",
        "Beržas progimnazija",
        "„Gilė“",
        "Mokykla, filialas",
    ],
)
def test_a_name_of_any_other_words_is_left_open(name: str) -> None:
    assert genitive(name) == ""
    order = order_of(plan("RENGINIŲ PLANAS", institution=name))
    assert order.institution == f"[{name}]"
    assert gaps(order)["institution, to be put in the genitive and out of the brackets"] == name


@pytest.mark.parametrize(
    ("title", "accusative"),
    [
        ("VEIKLOS PLANAS 2025-2026m.m.", "2025–2026 m. m. veiklos planą"),
        ("5–8 IR I G KLASIŲ RENGINIŲ PLANAS", "5–8 ir I G klasių renginių planą"),
        ("24-OSIOS MUGĖS PROGRAMA", "24-osios MUGĖS programą"),
        ("DARBO SU MOKINIAIS PLANAS", "darbo su MOKINIAIS planą"),
        ("VEIKLOS PLANAS 2025 - 2026 m. m.", "2025–2026 m. m. veiklos planą"),
        ("VEIKLOS PLANAS 2025 – 2026 MOKSLO METŲ", "2025–2026 mokslo metų veiklos planą"),
        ("VEIKLOS PLANAS (2025–2026 M. M.)", "2025–2026 m. m. veiklos planą"),
        ("VEIKLOS PLANAS, 2025–2026 M. M.", "2025–2026 m. m. veiklos planą"),
        ("Veiklos planas.", "veiklos planą"),
        ("5 A klasės veiklos planas", "5 A klasės veiklos planą"),
        ("DIREKTORIAUS PAVADUOTOJOS UGDYMUI PLANAS 2026 M.", "2026 m. direktoriaus pavaduotojos ugdymui planą"),
        ("2026 M. SAUSIO 5–9 D. VEIKLOS PLANAS", "2026 m. sausio 5–9 d. veiklos planą"),
        ("RENGINIŲ PLANAS 2026 M. IV KETV.", "2026 m. IV ketv. renginių planą"),
        ("I–IV KLASIŲ PLANAS", "I–IV klasių planą"),
        ("BENDRASIS UGDYMO PLANAS", "bendrąjį ugdymo planą"),
        ("Bendroji programa", "bendrąją programą"),
        ("VEIKLOS PLANAS (PROJEKTAS)", "["),
        ("2-OJI PAGALBOS PROGRAMA", "["),
        ("PATVIRTINTAS PLANAS", "["),
        ("METINĖ PLANAS", "["),
        ("VEIKLOS PLANAS – KALENDORIUS", "["),
        ("VEIKLOS PLANAS: RENGINIAI", "["),
        ("RENGINIŲ PLANAS, SKIRTAS MOKINIAMS", "["),
        ("VEIKLOS PLANAS⏎UPĖNŲ PROGIMNAZIJA", "["),
        ("VEIKLOS PLANAI", "["),
        ("„PLANAS“", "["),
    ],
)
def test_a_title_is_declined_only_where_all_its_words_are_certain(title: str, accusative: str) -> None:
    said = order_of(plan(title.replace("⏎", "\n"))).plan
    assert said == (f"[{title.replace('⏎', ' ')}]" if accusative == "[" else accusative)


def test_words_whose_capitals_are_not_certain_stay_and_are_told() -> None:
    told = "capital letters, which are as in the title"
    order = order_of(plan("EUROPOS KLUBO VEIKLOS PLANAS"))
    assert (order.plan, gaps(order)[told]) == ("EUROPOS klubo veiklos planą", "EUROPOS")
    order = order_of(plan("BIBLIOTEKOS VEIKLOS PLANAS", institution="UPĖNŲ PROGIMNAZIJA"))
    assert (order.plan, gaps(order)[told]) == ("UPĖNŲ progimnazijos bibliotekos veiklos planą", "UPĖNŲ")
    order = order_of(plan("Matematikų veiklos planas"))
    assert (order.plan, gaps(order)[told]) == ("Matematikų veiklos planą", "Matematikų")


def test_the_name_of_a_school_tells_nothing_of_the_same_word_elsewhere() -> None:
    order = order_of(plan("MENŲ MOKYTOJŲ METODINĖS GRUPĖS PLANAS", institution="Menų gimnazija"))
    assert order.plan == "Menų gimnazijos menų mokytojų metodinės grupės planą"
    assert order_of(plan("MENŲ GIMNAZIJOS PLANAS", institution="Menų gimnazija")).plan == "Menų gimnazijos planą"


@pytest.mark.parametrize(
    ("position", "name", "first"),
    [
        ("direktorius", "", "Vadovaudamasis"),
        ("Direktorė", "", "Vadovaudamasi"),
        ("direktoriaus pavaduotoja ugdymui, laikinai einanti direktoriaus pareigas", "", "Vadovaudamasi"),
        ("", "Ona Uosienė", "Vadovaudamasi"),
        ("", "ONA UOSIENĖ", "Vadovaudamasi"),
        ("", "R. Uosytė", "Vadovaudamasi"),
        ("", "Ona Klevė", "Vadovaudamasi"),
        ("", "Jonas Klevas", "Vadovaudamasis"),
        ("", "J. Petraitis", "Vadovaudamasis"),
        ("l. e. direktoriaus pareigas", "Jonas Klevas", "Vadovaudamasis"),
        ("", "", "Vadovaudamasis (-si)"),
        ("", "V. Klevė", "Vadovaudamasis (-si)"),
        ("", "Jonas Kregždė", "Vadovaudamasis (-si)"),
        ("l. e. direktoriaus pareigas", "", "Vadovaudamasis (-si)"),
        ("direktorius", "Ona Uosienė", "Vadovaudamasis (-si)"),
    ],
)
def test_the_preamble_agrees_with_the_head_where_position_and_name_do(position: str, name: str, first: str) -> None:
    order = order_of(plan("RENGINIŲ PLANAS", head_position=position, head_name=name))
    assert order.preamble == f"{first} {'_' * 30}"
    assert ("whether the head is a man or a woman" in gaps(order)) == ("(" in first)


@pytest.mark.parametrize(
    ("by", "name", "above", "beside"),
    [
        ("Liepų gimnazijos direktoriaus", "", "direktorius", "Direktorius (-ė)"),
        ("Liepų gimnazijos direktoriaus", "Ona Uosienė", "direktorius", "Direktorė"),
        ("Liepų gimnazijos direktoriaus", "Jonas Klevas", "direktorius", "Direktorius"),
        ("Liepų gimnazijos direktorės", "", "direktorė", "Direktorė"),
        ("Liepų gimnazijos direktorės Onos Uosienės", "", "direktorė", "Direktorė"),
        ("Liepų darželio vedėjos", "", "vedėja", "Vedėja"),
        ("Liepų darželio vedėjo", "", "vedėjas", "Vedėjas (-a)"),
        ("Liepų gimnazijos direktoriaus pavaduotojo ugdymui", "", "_", "_"),
        ("Liepų gimnazijos l. e. p. direktoriaus", "", "_", "_"),
        ("Liepų gimnazijos tarybos", "", "_", "_"),
    ],
)
def test_the_office_is_that_of_the_mark_and_the_signature_the_persons(
    by: str, name: str, above: str, beside: str
) -> None:
    order = order_of(plan("RENGINIŲ PLANAS", f"PATVIRTINTA\n{by}\n2025-09-01 įsakymu Nr. 1", head_name=name))
    assert (order.office[:1] if above == "_" else order.office) == above
    assert (order.position[:1] if beside == "_" else order.position) == beside


def test_who_acts_for_the_head_is_no_part_of_the_institution() -> None:
    for by in ("l. e. p. direktoriaus", "laikinai einančio direktoriaus pareigas Jono Klevo"):
        assert author(f"Liepų gimnazijos {by}").institution == "Liepų gimnazijos"


def test_a_signed_mark_names_the_head() -> None:
    order = order_of(plan("RENGINIŲ PLANAS", "TVIRTINU\nLiepų mokyklos direktorė\nOna Uosienė\n2025-09-01"))
    assert (order.office, order.position, order.name) == ("direktorė", "Liepų mokyklos direktorė", "Ona Uosienė")


def test_a_mark_of_no_named_institution_takes_it_from_the_details() -> None:
    mark = "PATVIRTINTA\nMokyklos direktoriaus\n2025-09-01 įsakymu Nr. 1"
    assert order_of(plan("PLANAS", mark, institution="Alksnių mokykla")).institution == "Alksnių mokyklos"
    assert order_of(plan("PLANAS", mark)).institution.startswith("_")


def test_another_institution_in_the_mark_gives_the_order_and_is_told() -> None:
    mark = "PATVIRTINTA\nLiepų savivaldybės administracijos direktoriaus\n2025-09-01 įsakymu Nr. 1"
    order = order_of(plan("BIBLIOTEKOS PLANAS", mark, institution="Alksnių mokykla"))
    assert order.institution == "Liepų savivaldybės administracijos"
    assert order.plan == "Alksnių mokyklos bibliotekos planą"
    assert "whether the institution of the approval mark gives the order" in gaps(order)
    assert order_of(plan("BIBLIOTEKOS PLANAS", mark)).plan == "bibliotekos planą"


def test_an_order_takes_no_date_or_number_of_another_act() -> None:
    order = order_of(plan("PLANAS", "PATVIRTINTA\nMokyklos tarybos\n2025-09-01 nutarimu Nr. 7"))
    assert order.date.startswith("_")
    assert order.number.startswith("_")


@pytest.mark.parametrize(
    ("words", "date", "number"),
    [
        ("Alksnių mokyklos tarybos 2025 m. rugsėjo 9 d. posėdžio protokolu Nr. MT-5", "2025 m. rugsėjo 9 d.", "MT-5"),
        ("Alksnių mokyklos tarybos 2025-09-09 nutarimu\nProtokolo Nr. 6", "2025 m. rugsėjo 9 d.", "6"),
        ("Alksnių mokyklos tarybos 2025 m. rugsėjo 9 d. nutarimu Nr. 4", "2025 m. rugsėjo 9 d.", "_____"),
        ("Alksnių mokyklos tarybos 2025 m. rugsėjo 9 d.", "2025 m. rugsėjo 9 d.", "_____"),
        ("Alksnių mokyklos tarybos", "____ m. __________ __ d.", "_____"),
    ],
)
def test_the_minutes_have_the_day_of_the_meeting_and_their_own_number(words: str, date: str, number: str) -> None:
    minutes = minutes_of(plan("PLANAS", f"PRITARTA\n{words}"))
    assert (minutes.body, minutes.date, minutes.number) == ("Alksnių mokyklos tarybos", date, number)


@pytest.mark.parametrize("words", [
    "Liepų savivaldybės administracijos direktoriaus 2025 m. rugsėjo 9 d. įsakymu Nr. A-30",
    "Alksnių mokyklos tarybos pirmininkė\nOna Klevaitė\n2025-09-02",
])  # fmt: skip
def test_an_endorsement_of_no_meeting_leaves_whose_it_was_open(words: str) -> None:
    assert minutes_of(plan("PLANAS", f"SUDERINTA\n{words}")).body.startswith("_")


def test_the_day_when_a_head_signed_the_plan_is_no_day_of_an_order() -> None:
    order = order_of(plan("PLANAS", "TVIRTINU\nLiepų mokyklos direktorė\nOna Uosienė\n2025-09-01"))
    assert order.date.startswith("_")


@pytest.mark.parametrize("by", ["Upėnų miesto savivaldybės mero", "Upėnų gimnazijos tarybos"])
def test_an_approval_that_is_not_the_heads_is_told(by: str) -> None:
    order = order_of(plan("PLANAS", f"PATVIRTINTA\n{by}\n2025-09-01 nutarimu Nr. 7", institution="Upėnų gimnazija"))
    assert gaps(order)["whether the head gives the order, who is not in the approval mark"] == by


@pytest.mark.parametrize("by", ["Upėnų gimnazijos tarybos pirmininko", "Upėnų švietimo centro metodininkės"])
def test_an_endorsement_by_a_person_leaves_the_meeting_open(by: str) -> None:
    minutes = minutes_of(plan("PLANAS", f"PRITARTA\n{by}\n2025-09-01"))
    assert minutes.body == f"[{by}]"
    assert gaps(minutes)["whose meeting it was, in the genitive and out of the brackets"] == by


def test_a_meeting_of_no_named_institution_is_told() -> None:
    minutes = minutes_of(plan("PLANAS", "PRITARTA\nMokyklos tarybos\n2025-09-01", institution="Upėnų gimnazija"))
    assert minutes.body == "Mokyklos tarybos"
    assert gaps(minutes)["whose meeting it was: the institution is not named"] == "Mokyklos tarybos"


def test_minutes_of_a_mark_that_coordinates_tell_that_they_say_endorse() -> None:
    minutes = minutes_of(plan("PLANAS", "SUDERINTA\nUpėnų gimnazijos tarybos\n2025-09-01 protokolu Nr. 2"))
    assert gaps(minutes)["whether the meeting decided to endorse, for its mark says otherwise"] == "SUDERINTA"
    assert "whether the meeting decided to endorse, for its mark says otherwise" not in gaps(minutes_of(whole()))


def test_the_minutes_of_the_second_endorsement() -> None:
    other = "SUDERINTA\nUpėnų seniūnijos tarybos\n2025 m. rugsėjo 10 d. protokolu Nr. 4"
    made = plan("PLANAS", ENDORSED, APPROVED, other)
    assert minutes_of(made).body == "Upėnų progimnazijos mokytojų tarybos"
    assert minutes_of(made, 2).body == "Upėnų seniūnijos tarybos"
    for number in (0, 3):
        with pytest.raises(UsageError):
            minutes_of(made, number)


def test_a_plan_that_tells_all_leaves_only_the_signatures_of_the_minutes() -> None:
    order = order_of(whole(), basis=f" {BASIS}, ")
    assert order.gaps == ()
    assert order.preamble == f"Vadovaudamasi {BASIS}"
    assert list(gaps(minutes_of(whole()))) == ["names of the chair, of the secretary, and of who signs the extract"]


def test_quotation_marks_are_the_lithuanian_ones() -> None:
    order = order_of(plan('"RYTO" GIMNAZIJOS PLANAS', institution='Upėnų "Ryto" gimnazija'))
    assert (order.institution, order.plan) == ("Upėnų „Ryto“ gimnazijos", "Upėnų „Ryto“ gimnazijos planą")
    assert order.subject == "Dėl „Ryto“ gimnazijos plano patvirtinimo"


def test_a_plan_that_tells_nothing_is_lines_to_fill_in() -> None:
    order, minutes = order_of(Plan()), minutes_of(Plan())
    for field in ("institution", "office", "subject", "date", "number", "town", "preamble", "plan", "position", "name"):
        assert LINE.search(getattr(order, field)), field
    for field in ("body", "date", "number", "town", "considered", "endorsed"):
        assert LINE.search(getattr(minutes, field)), field
    assert len(order.gaps) == 10
    assert len(minutes.gaps) == 6


@given(plans)
def test_any_plan_has_both_documents_and_no_part_is_empty(some: Plan) -> None:
    for made in (order_of(some), minutes_of(some)):
        said = [getattr(made, name) for name in made.__struct_fields__ if name != "gaps"]
        assert all(said)
        kind = CompanionKind.ORDER if isinstance(made, Order) else CompanionKind.MINUTES
        opened(planforms.companion(some, kind).data)


def test_hostile_words_cost_no_more_than_their_length() -> None:
    for bit in ("a ", "M. ", "2025 M. M. ", "mokyklos ", "(", "„", '"', "A-", "1!", "direktoriaus "):
        long = bit * 100_000  # what costs the square of this never ends
        marks = [
            Mark(word="PRITARTA", kind=kind, by=words, acts=(Act(ActKind.ORDER, dt.date(2025, 9, 1), long),))
            for kind in (MarkKind.APPROVED, MarkKind.ENDORSED)
            for words in (long, long[:250])
        ]
        details = Details(institution=long[:250], town=long, head_position=long, head_name=long)
        for title in (f"{long} PLANAS", f"{long[:280]} PLANAS"):
            some = Plan(title=Text.of(title), marks=tuple(marks * 20), details=details)
            order_of(some)
            minutes_of(some)


# The documents.


def test_the_order_is_set_out_as_an_order_is() -> None:
    data = planforms.companion(whole(), "order", basis=BASIS).data
    assert shown(data) == [
        "UPĖNŲ PROGIMNAZIJOS",
        "DIREKTORĖ",
        "ĮSAKYMAS",
        "DĖL BIBLIOTEKOS 2025–2026 M. M. VEIKLOS PLANO PATVIRTINIMO",
        "2025 m. rugsėjo 12 d. Nr. V-118",
        "Upėnai",
        f"Vadovaudamasi {BASIS}, t v i r t i n u {LIBRARYS} veiklos planą (pridedama).",
        "Direktorė … Rasa Uosytė",
    ]


def test_the_extract_is_set_out_as_minutes_are() -> None:
    assert shown(planforms.companion(whole(), "minutes").data) == [
        "UPĖNŲ PROGIMNAZIJOS MOKYTOJŲ TARYBOS",
        "POSĖDŽIO PROTOKOLO IŠRAŠAS",
        "2025 m. rugsėjo 9 d. Nr. MT-1",
        "Upėnai",
        f"SVARSTYTA. {LIBRARYS} veiklos planas.",
        f"NUTARTA. Pritarti {LIBRARYS} veiklos planui.",
        "Posėdžio pirmininkas (-ė) … ___ (vardas, pavardė)",
        "Posėdžio sekretorius (-ė) … ___ (vardas, pavardė)",
        "Išrašas tikras",
        "___ (pareigos) … ___ (vardas, pavardė)",
        "___ m. ___ __ d.",
    ]


def test_an_abbreviation_at_the_end_of_a_sentence_has_one_full_stop() -> None:
    made = plan("VEIKLOS PLANAS 2025–2026 MOKSLO METŲ", ENDORSED)
    assert shown(planforms.companion(made, "minutes").data)[5].endswith("veiklos planui.")
    made = plan("PLANAS (2025 M.) 2026 M. KOVO D.", ENDORSED)
    assert ".." not in "".join(shown(planforms.companion(made, "minutes").data))


@pytest.mark.parametrize("kind", OF_ONE_PLAN)
@pytest.mark.parametrize("version", [FileFormat.OFFICE_2010, FileFormat.MICROSOFT_365])
@pytest.mark.parametrize("made", [whole(), Plan()], ids=["whole", "blank"])
def test_the_document_is_valid(made: Plan, version: FileFormat, kind: CompanionKind, tmp_path: Path) -> None:
    path = tmp_path / "companion.docx"
    path.write_bytes(planforms.companion(made, kind).data)
    assert [str(error) for error in OpenXmlValidator(file_format=version).validate(path).errors] == []


@pytest.mark.parametrize("kind", OF_ONE_PLAN)
def test_the_same_plan_gives_the_same_bytes(kind: CompanionKind) -> None:
    assert planforms.companion(whole(), kind) == planforms.companion(whole(), kind)


@pytest.mark.parametrize("kind", OF_ONE_PLAN)
def test_every_line_is_kept_with_the_next_so_that_no_signature_stands_alone(kind: CompanionKind) -> None:
    lines = opened(planforms.companion(whole(), kind).data).paragraphs
    assert all(line.style and line.style.paragraph_format.keep_with_next for line, _ in pairwise(lines))


def test_words_of_a_plan_are_no_tags() -> None:
    made = replace(whole(), details=replace(DETAILS, town="{{ 7 * 7 }} & <b>", head_name="{% if %}"))
    said = shown(planforms.companion(made, "order").data)
    assert said[5] == "{{ 7 * 7 }} & <b>"
    assert said[-1] == "Direktorė … {% if %}"


def _of(*names: str) -> bytes:
    """A template with a line for each of *names*."""

    def fill(document: Document) -> None:
        for name in names:
            document.add_paragraph(f"{{{{ {name} }}}}")

    return template(fill)


def test_a_template_of_ones_own_uses_every_name() -> None:
    for kind, made in (("order", order_of(whole())), ("minutes", minutes_of(whole()))):
        names = [name for name in made.__struct_fields__ if name != "gaps"]
        said = shown(planforms.companion(whole(), kind, template=_of(*names)).data)
        assert said == [LINE.sub("___", getattr(made, name)) for name in names]


def test_a_wrong_name_in_a_template_is_told() -> None:
    with pytest.raises(TemplateError):
        planforms.companion(whole(), "order", template=_of("instituton"))


def test_there_is_no_other_companion() -> None:
    with pytest.raises(UsageError):
        planforms.companion(whole(), "letter")


@pytest.mark.parametrize("made", [Order, Minutes, Amendment])
def test_every_part_is_described_by_its_name(made: type[Order | Minutes | Amendment]) -> None:
    docs = [str(kind.__doc__) for kind in reversed(made.__mro__) if kind.__module__ == made.__module__]
    described = re.findall(r"^    +(\w+): ", "\n".join(docs), re.MULTILINE)
    assert described == [name for name in made.__struct_fields__ if name != "gaps"]


def test_the_templates_are_what_their_script_makes() -> None:
    for kind in (TemplateKind.ORDER, TemplateKind.MINUTES):
        code = f"import sys; from make_companions import make; sys.stdout.buffer.write(make()['{kind}.docx'])"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT / "templates")
        assert run.stdout == built_in_template(kind)


MM = 72 / 25.4


@pytest.mark.parametrize("kind", OF_ONE_PLAN)
def test_on_paper_it_is_one_page_within_the_official_margins(
    kind: CompanionKind, soffice: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    path = tmp_path / "companion.docx"
    path.write_bytes(planforms.companion(whole(), kind).data)
    with pdfplumber.open(soffice(path, "pdf")) as pdf:
        (page,) = pdf.pages
        words = page.extract_words()
        heading, signature = page.extract_text_lines()[0], page.extract_text_lines()[-2 if kind == "minutes" else -1]
    assert round(page.width / MM) == 210
    assert min(word["x0"] for word in words) == pytest.approx(30 * MM, abs=1)
    assert max(word["x1"] for word in words) == pytest.approx(200 * MM, abs=2)
    assert min(word["top"] for word in words) == pytest.approx(20 * MM, abs=4)
    assert (heading["x0"] + heading["x1"]) / 2 == pytest.approx(115 * MM, abs=2)
    assert {round(char["size"]) for char in heading["chars"]} == {12}
    assert all("Bold" in char["fontname"] for char in heading["chars"])
    assert signature["x0"] == pytest.approx(30 * MM, abs=1)
    assert signature["x1"] == pytest.approx(200 * MM, abs=2)
