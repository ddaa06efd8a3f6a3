"""Marks: what is read from their words, what filling changes, and what is printed where they are blank."""

import datetime as dt
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforms.errors import UsageError
from planforms.marks import (
    Values,
    check_end,
    check_new,
    fill_mark,
    format_mark,
    mark_extent,
    mark_parts,
    new_mark,
    parse_mark,
    starts_mark,
)
from planforms.marks.slots import _MONTHS, MONTH, _month
from planforms.model import Act, ActKind, Mark, MarkKind, Paragraph, Run, Signatory, Text

FORMS = Path(__file__).parents[2] / "docs" / "marks.md"
ORDER = "PATVIRTINTA\nBeržyno mokyklos direktoriaus\n2024 m. rugsėjo 12 d. įsakymu Nr. V-214"


def read(words: str | Text) -> Mark:
    mark = parse_mark(words)
    assert mark is not None
    return mark


def summary(mark: Mark) -> str:
    """The parts of a mark in the words of docs/marks.md."""
    acts = [_act(act) for act in mark.acts]
    signed = [mark.signatory.position, mark.signatory.name] if mark.signatory else []
    amended = [f"amended by {_act(mark.amended)}"] if mark.amended else []
    return "; ".join([mark.kind, *([f"by {mark.by}"] if mark.by else []), *acts, *amended, *signed])


def _act(act: Act) -> str:
    kind = act.kind or "no act"
    return f"{kind}, {act.date or 'no date'}, {f'Nr. {act.number}' if act.number else 'no number'}"


def documented() -> list[tuple[str, str]]:
    rows = re.findall(r"^\| `(.+?)` \| (.+?) \|$", FORMS.read_text(encoding="utf-8"), re.MULTILINE)
    return [(form.replace("⏎", "\n"), parts) for form, parts in rows]


@pytest.mark.parametrize(("form", "parts"), documented())
def test_each_documented_form_is_read_as_documented(form: str, parts: str) -> None:
    assert summary(read(form)) == parts


def table(name: str) -> list[list[str]]:
    """The rows of a table of ``tests/data``, a line break as „⏎“."""
    lines = (Path(__file__).parents[1] / "data" / name).read_text(encoding="utf-8").splitlines()
    return [line.replace("⏎", "\n").split("\t") for line in lines]


@pytest.mark.parametrize(("form", "parts"), table("marks.tsv"))
def test_a_mark_as_people_type_it_is_read_whole(form: str, parts: str) -> None:
    lines = form.split("\n")
    assert mark_extent([*lines, "KRETUONŲ MOKYKLA", "Veiklos planas"]) == len(lines)
    assert summary(read(form)) == parts


@pytest.mark.parametrize("form", [form for form, _ in documented()])
def test_a_documented_mark_ends_before_the_title(form: str) -> None:
    lines = form.split("\n")
    after = ["", "BERŽYNO MOKYKLOS", "2024 METŲ VEIKLOS PLANAS", "Tikslas – skatinti skaitymą."]
    assert mark_extent([*lines, *after]) == len(lines)


@pytest.mark.parametrize("form", [form for form, _ in documented()])
def test_what_is_printed_reads_back_to_the_mark(form: str) -> None:
    mark = read(form)
    assert parse_mark(str(format_mark(mark))) == mark


NUMBERS = (
    *(
        "V-361",
        "V1-37",
        "V-1-22",
        "V–70",
        "V – 108",
        "V- 5",
        "(1.3E)VE-53",
        "(1.5) V-002",
        "V - (1.5) - 76",
        "A-30-2682",
    ),
    *(
        "A15-1170/21(2.1.4E-BEU)",
        "A500-588-(1.2-KSD-1)",
        "T1-235",
        "ISAK-2301",
        "ĮV-12",
        "1R-298",
        "1",
        "MT-5",
        "1RK-4",
    ),
)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_opaque_and_as_printed(number: str) -> None:
    mark = read(f"PATVIRTINTA\nX\n2024-01-02 įsakymu Nr. {number}\n(X 2025-01-02 įsakymo Nr. {number} redakcija)")
    assert mark.acts == (Act(ActKind.ORDER, dt.date(2024, 1, 2), number),)
    assert mark.amended == Act(ActKind.ORDER, dt.date(2025, 1, 2), number)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "PATVIRTINTA",
            "PATVIRTINTA:",
            "„PATVIRTINTA“",
            "P A T V I R T I N T A",
            "patvirtinta",
            "Pritarta",
            "SUDERINTA",
        ),
        *("TVIRTINU", "TVIRTINU Direktorius J. Uosis", "PRITARTA Mokyklos tarybos", "Tvirtinu"),
        *("Patvirtinta mokyklos direktoriaus 2024-09-12 įsakymu Nr. 5", "PATVIRTINTA __________"),
    ],
)
def test_a_marks_word_begins_a_mark(line: str) -> None:
    assert starts_mark(line)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Patvirtinta tvarka",
            "Forma patvirtinta ministro 2020 m. sausio 2 d. įsakymu Nr. ĮV-12",
            "Plane pritarta siūlymui",
        ),
        *(
            "Suderinta su tėvais",
            "SUDERINTA su profesine sąjunga",
            "Pritarta, kad planas būtų tęsiamas",
            "PATVIRTINTOS PRIEMONĖS",
        ),
        *("Patvirtinta nauja tvarka 2024 m. rugsėjo 1 d. įsakymu Nr. V-1.", "", "Nepatvirtinta", "Patvirtintas planas"),
    ],
)
def test_a_sentence_that_uses_the_word_begins_none(line: str) -> None:
    assert not starts_mark(line)


@pytest.mark.parametrize(
    ("lines", "extent"),
    [
        (["PATVIRTINTA", "", "Mokyklos direktoriaus", "", "2024 m. rugsėjo 12 d.", "įsakymu Nr. V-1", "", "PLANAS"], 6),
        (["PRITARTA", "Mokyklos tarybos", "2024-09-01 posėdžio protokolu Nr. 2", "Pirmininkė Ona Klevaitė"], 3),
        (["PRITARTA", "Mokyklos tarybos", "PATVIRTINTA", "Mokyklos direktoriaus"], 2),
        (["PATVIRTINTA", "KLEVŲ MOKYKLOS", "VEIKLOS PLANAS 2024–2025 M. M."], 1),
        (["PATVIRTINTA", "Mokyklos direktoriaus", "Tikslas – skatinti skaitymą."], 2),
        (
            [
                "PATVIRTINTA",
                "Direktoriaus 2024-09-01 įsakymu Nr. V-1",
                "(X 2024-10-01 įsakymo Nr. V-2",
                "redakcija)",
                "Tekstas",
            ],
            4,
        ),
        (["PRITARTA", "Mokyklos tarybos", "Planą parengė pavaduotoja Ona Klevaitė"], 2),
        (["PATVIRTINTA", "direktoriaus 2024-09-01 įsakymu Nr.", "V-17", "________"], 3),
        (["Tekstas", "PATVIRTINTA"], 0),
        ([], 0),
    ],
)
def test_a_mark_ends_where_other_text_begins(lines: list[str], extent: int) -> None:
    assert mark_extent(lines) == extent


def test_non_breaking_spaces_and_decomposed_letters_change_nothing() -> None:
    damaged = "PATVIRTINTA\nMokyklos direktoriaus\n2024\u00a0m. rugse\u0307jo 12\u00a0d. i\u0328sakymu Nr.\u00a0V-214"
    assert read(damaged).acts == (Act(ActKind.ORDER, dt.date(2024, 9, 12), "V-214"),)


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert read("PATVIRTINTA\nX\n2024 m. rugsėjo 31 d. įsakymu Nr. 1").acts == (Act(ActKind.ORDER, None, "1"),)


def test_spans_point_at_the_parts() -> None:
    words = "PRITARTA\nmokytojų tarybos 2024 m. gegužės 27 d. posėdžio nutarimu (protokolas Nr. 5-2)"
    parts = mark_parts(words)
    assert parts is not None
    assert parts.by is not None
    assert words[slice(*parts.by)] == "mokytojų tarybos"
    spans = [span for act in parts.acts for span in (act.date, act.kind, act.number) if span]
    assert [words[slice(*span)] for span in spans] == [
        "2024 m. gegužės 27 d.",
        "posėdžio nutarimu",
        "protokolas",
        "5-2",
    ]


def test_filling_replaces_blanks_and_nothing_else() -> None:
    mark = read("PATVIRTINTA\nMokyklos direktoriaus\n2012 m. kovo ___ d. įsakymu\nNr. __________")
    filled = fill_mark(mark, number="V-9", date=dt.date(2025, 3, 4))
    assert str(filled.words) == "PATVIRTINTA\nMokyklos direktoriaus\n2025 m. kovo 4 d. įsakymu\nNr. V-9"


@pytest.mark.parametrize(("form", "number", "date", "filled"), table("fillings.tsv"))
def test_a_blank_of_every_kind_is_filled_and_filling_again_changes_nothing(
    form: str, number: str, date: str, filled: str
) -> None:
    day = dt.date.fromisoformat(date) if date else None
    once = fill_mark(read(form), number=number, date=day)
    assert str(once.words) == filled
    assert fill_mark(once, number=number, date=day) == once


def test_an_iso_date_stays_iso_when_replaced() -> None:
    filled = fill_mark(read("PATVIRTINTA\n2024-09-12 Įsk. Nr. V1-41"), date=dt.date(2025, 9, 3))
    assert str(filled.words) == "PATVIRTINTA\n2025-09-03 Įsk. Nr. V1-41"


def test_filling_keeps_looks() -> None:
    bold = Text(
        (
            Paragraph((Run("PATVIRTINTA", bold=True),)),
            Paragraph((Run("X 2024-01-02 įsakymu Nr. "), Run("1", italic=True))),
        )
    )
    filled = fill_mark(read(bold), number="2")
    assert filled.words.paragraphs == (
        Paragraph((Run("PATVIRTINTA", bold=True),)),
        Paragraph((Run("X 2024-01-02 įsakymu Nr. "), Run("2", italic=True))),
    )


def test_a_part_without_a_place_is_added_where_it_belongs() -> None:
    filled = fill_mark(read("PRITARTA"), by="Mokyklos tarybos", number="3", date=dt.date(2025, 9, 3))
    assert str(filled.words) == "PRITARTA\nMokyklos tarybos\n2025 m. rugsėjo 3 d. posėdžio protokolu Nr. 3"


def test_the_act_named_is_the_one_filled() -> None:
    mark = read("PRITARTA\ntarybos 2024-05-27 nutarimu Nr. 7 (protokolas Nr. 5-2)")
    assert str(fill_mark(mark, act=ActKind.MINUTES, number="6").words).endswith("nutarimu Nr. 7 (protokolas Nr. 6)")


@pytest.mark.parametrize(
    "words",
    [
        "PRITARTA\nMokyklos tarybos posėdžio\n2025-08-29 protokolo nutarimu Nr. 3",
        "PRITARTA\nMokyklos tarybos\nRugpjūčio 29 d., 2025 m.\nposėdžio protokolu Nr. 3",
    ],
)
def test_a_number_of_another_act_or_a_date_in_two_places_is_not_filled_beside(words: str) -> None:
    with pytest.raises(UsageError, match="several acts"):
        fill_mark(read(words), number="6", date=dt.date(2025, 9, 3))


@pytest.mark.parametrize(
    "words",
    [
        "PATVIRTINTA\nMokyklos direktoriaus\n„___“ __________ 2025 m. įsakymu Nr. ___",
        "PATVIRTINTA\nMokyklos direktoriaus\n«Data» įsakymu Nr. «Numeris»",
        "PATVIRTINTA\nMokyklos direktoriaus\n#DATA# įsakymu Nr. #NUMERIS#",
    ],
)
def test_a_mark_with_a_blank_of_an_unknown_kind_is_not_filled_beside_it(words: str) -> None:
    with pytest.raises(UsageError, match="in the way"):
        fill_mark(read(words), number="V-6", date=dt.date(2025, 9, 3))


def test_an_author_is_no_mark() -> None:
    with pytest.raises(UsageError, match="in the way"):
        fill_mark(read(ORDER), by="PATVIRTINTA Mokyklos direktoriaus")


def test_a_labelled_date_below_the_act_is_not_left_blank() -> None:
    words = Text.of("PATVIRTINTA\nMokyklos direktoriaus\nįsakymu Nr. ____")
    with pytest.raises(UsageError, match="in the way"):
        check_end(words, Values(date=dt.date(2025, 9, 3)), ["Data: ________"])


@pytest.mark.parametrize("line", ["Mokyklos direktoriaus 2024 m. rugsėjo 3 d. įsakymu Nr. V-31", "įsakymas Nr. V-31"])
def test_a_new_mark_is_not_made_beside_one_that_was_not_understood(line: str) -> None:
    with pytest.raises(UsageError, match="in the way"):
        check_new(new_mark(MarkKind.APPROVED).words, {ActKind.ORDER}, ["VEIKLOS PLANAS", line])


@pytest.mark.parametrize(
    "line",
    [
        "Vadovaujantis direktoriaus 2024 m. rugsėjo 3 d. įsakymu Nr. V-31",
        "Mokyklos tarybos posėdžio protokolu Nr. 3",
        "Direktoriaus įsakymu",
    ],
)
def test_a_text_that_cites_an_act_is_no_mark_that_was_not_understood(line: str) -> None:
    check_new(new_mark(MarkKind.APPROVED).words, {ActKind.ORDER}, [line])


def test_another_kind_of_act_changes_its_word() -> None:
    filled = fill_mark(read(ORDER), act=ActKind.DECISION)
    assert str(filled.words) == ORDER.replace("įsakymu", "sprendimu")


def test_a_new_mark_is_worded_as_rules_want() -> None:
    made = new_mark(MarkKind.APPROVED, by="Beržyno mokyklos direktoriaus", number="V-214", date=dt.date(2024, 9, 12))
    assert str(made.words) == ORDER
    assert made == read(ORDER)


def test_a_blank_mark_prints_lines_to_fill_in() -> None:
    printed = str(format_mark(read("PATVIRTINTA\nMokyklos direktoriaus")))
    assert printed.endswith("\n____ m. __________ __ d. įsakymu Nr. _____")


def test_a_blank_signature_prints_its_lines() -> None:
    mark = read("TVIRTINU\nDirektorė\nRasa Lapienė")
    assert mark.signatory == Signatory("Direktorė", "Rasa Lapienė")
    printed = str(format_mark(mark)).split("\n")
    assert printed == ["TVIRTINU", "Direktorė", "_" * 20, "Rasa Lapienė", "____ m. __________ __ d."]


def test_a_mark_without_words_is_printed_from_its_parts() -> None:
    act = Act(ActKind.MINUTES, dt.date(2024, 9, 5), "1")
    mark = Mark(word="PRITARTA", kind=MarkKind.ENDORSED, by="Mokyklos tarybos", acts=(act,))
    assert str(format_mark(mark)) == "PRITARTA\nMokyklos tarybos\n2024 m. rugsėjo 5 d. posėdžio protokolu Nr. 1"


AUTHORS = st.sampled_from(["", "Mokyklos direktoriaus", "Liepų mokyklos tarybos", "direktorės Onos Klevienės"])
DAYS = st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1))
KINDS = st.sampled_from(MarkKind)
ACTS = st.none() | st.sampled_from(ActKind)
MARKS = st.builds(new_mark, KINDS, by=AUTHORS, act=ACTS, number=st.sampled_from(["", *NUMBERS]), date=DAYS)
WRITTEN = st.lists(
    st.sampled_from(
        [
            *(
                "\n",
                " ",
                "direktoriaus",
                "tarybos",
                "posėdžio",
                "protokolu",
                "įsakymu",
                "nutarimu",
                "Nr.",
                "V-1",
                "____",
            ),
            *(
                "2024 m. sausio 5 d.",
                "2024-01-05",
                "___ d.",
                "(",
                ")",
                "redakcija",
                "Direktorė",
                "Ona Klevaitė",
                "______",
                "x",
            ),
            "____ m. __________ __ d.",
        ]
    ),
    max_size=12,
).map(" ".join)


@given(MARKS)
def test_printed_marks_read_back(mark: Mark) -> None:
    assert parse_mark(str(format_mark(mark))) == mark


@given(AUTHORS, ACTS, st.sampled_from(NUMBERS), st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)), MARKS)
def test_filled_parts_read_back_and_the_rest_stays(
    by: str, act: ActKind | None, number: str, date: dt.date, mark: Mark
) -> None:
    filled = fill_mark(mark, by=by or None, act=act, number=number, date=date)
    assert (filled.word, filled.kind, filled.by) == (mark.word, mark.kind, by or mark.by)
    assert [(a.number, a.date) for a in filled.acts] == [(number, date)]
    assert act is None or filled.acts[0].kind is act


@given(st.sampled_from(["PATVIRTINTA", "TVIRTINU", "PRITARTA\n", "suderinta:"]), WRITTEN | st.text(max_size=60))
def test_any_words_are_understood_or_kept(word: str, rest: str) -> None:
    mark = parse_mark(f"{word} {rest}")
    if mark:
        assert parse_mark(mark.words) == mark
        assert parse_mark(str(format_mark(mark))) == mark
        with suppress(UsageError):
            filled = fill_mark(mark, number="VK-77", date=dt.date(2024, 1, 1))
            assert filled.by == mark.by
            assert "VK-77" in {act.number for act in filled.acts}
            assert dt.date(2024, 1, 1) in {act.date for act in filled.acts}


@given(st.text(max_size=80))
def test_no_words_break_the_reading(words: str) -> None:
    parse_mark(words)
    starts_mark(words)
    mark_extent(words.split("\n"))


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("TVIRTINU", "TVIRTINU|_ (pareigos)|_|_ (vardas, pavardė)|_ m. _ _ d."),
        ("PATVIRTINTA\nMokyklos direktoriaus\n2025 m. rugsėjo 1 d. įsakymu Nr.",
         "PATVIRTINTA|Mokyklos direktoriaus|2025 m. rugsėjo 1 d. įsakymu Nr. _"),
    ],
)  # fmt: skip
def test_what_is_missing_is_printed_as_a_line_to_fill_in_and_is_nothing_again(words: str, printed: str) -> None:
    mark = read(words)
    lines = str(format_mark(mark))
    assert re.sub("_+", "_", lines).replace("\n", "|") == printed
    assert parse_mark(lines) == mark


@given(st.from_regex(MONTH, fullmatch=True))
def test_every_word_that_is_a_month_of_a_date_has_its_number(word: str) -> None:
    assert _month(word)


@given(st.sampled_from(_MONTHS).flatmap(lambda forms: st.from_regex(forms, fullmatch=True)))
def test_every_form_of_a_month_is_found_in_a_date(word: str) -> None:
    assert re.fullmatch(MONTH, word)
