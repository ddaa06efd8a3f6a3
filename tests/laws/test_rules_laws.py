"""Rules look only at texts whose shape shows that they may find something there; they would find no more elsewhere."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import planforms
from planforms.dates import named_days
from planforms.letters import fold
from planforms.model import (
    Activity,
    Column,
    ColumnRole,
    Mark,
    MarkKind,
    Period,
    PeriodKind,
    Plan,
    Section,
    SectionRole,
    Text,
)
from planforms.paths import Written, understand
from planforms.rules.subject import Subject
from planforms.timing.moving.named import may_name, named_in

FAULTS = (
    *(
        "knygos,žaidimai",
        "G.Klevienė",
        "A.B.Klevienė",
        "mugė.Knygų",
        "spalio9 d.",
        "spalio 9d.",
        "2025m.",
        "14val.",
        "Nr.6",
    ),
    *(
        "mugė , paroda",
        "mugė .",
        "m.m.",
        "t.y.",
        "5-tų klasių",
        "spalio 7-tą d.",
        "3-čia",
        "3 sav",
        "N Pievė",
        "XI ketv",
    ),
    *("2025 m spalio 9 d", "spalio mėn 3", "a@b.lt", "+370 600 12345", "direktorė Ona Uosytė", "DIREKTORIAUS J. Uosio"),
    *(
        '"Knygų mugė"',
        ",,Knygų“",
        "„Knygų",
        "Knygų“",
        "“mugė”",
        "„Knygų ”",
        "''ir''",
        "2025-2026 m. m.",
        "Spalis - mokyklų",
    ),
    *(
        "6-7 d.",
        "mugė,",
        "mugė; ",
        "dvi  mugės",
        "09 d.",
        "2025.09.01",
        "2025-9-1",
        "SPALIO MĖN 3",
        "8-9 val.",
        "15:00 val",
    ),
)
PIECES = (
    *"aAžŽŠt19š0 \n.,;:!?-–‐…_/()„“\"”«»'‟[~¹½Ωß@+",
    "  ",
    "d.",
    "m.",
    "m",
    "sav",
    "kl.",
    "mėn",
    "Nr.",
    "2025",
    "žodis",
    "XI",
)
AROUND = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=3).map("".join)
WORDS = st.tuples(AROUND, st.sampled_from(FAULTS) | AROUND, AROUND).map("".join)
PERIOD = Period(PeriodKind.SCHOOL_YEARS, dt.date(2025, 9, 1), dt.date(2026, 8, 31))
ROLES = (ColumnRole.NUMBER, ColumnRole.TITLE, ColumnRole.WHEN, ColumnRole.PLACE, ColumnRole.RESPONSIBLE)
COLUMNS = tuple(Column(str(role), role, str(role)) for role in ROLES)


def activity(words: list[str]) -> Activity:
    cells = {
        column.id: understand(column.id, Text.of(text), PERIOD) for column, text in zip(COLUMNS, words, strict=True)
    }
    return Activity(cells)


PLANS = st.builds(
    lambda title, mark, section, rows: Plan(
        title=Text.of(title),
        period=PERIOD,
        marks=(Mark(word="PRITARTA", kind=MarkKind.ENDORSED, words=Text.of(f"PRITARTA\n{mark}")),),
        sections=(Section(role=SectionRole.OTHER, text=Text.of(section)),),
        columns=COLUMNS,
        rows=tuple(map(activity, rows)),
    ),
    *[WORDS] * 3,
    st.lists(st.lists(WORDS, min_size=5, max_size=5), max_size=3),
)


@given(PLANS)
def test_rules_find_the_same_where_they_look_at_all_texts(plan: Plan) -> None:
    found = planforms.check(plan, today=dt.date(2026, 1, 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Subject, "texts_at", lambda subject, _: _all(subject))
        everywhere = planforms.check(plan, today=dt.date(2026, 1, 1))
    assert found == everywhere


def _all(subject: Subject) -> list[Written]:
    return list(subject.texts)


DAYS = st.sampled_from([name for day in named_days() for name in (day.name, *day.other_names)])
TITLES = st.tuples(AROUND, DAYS | st.just("Upės 703-asis gimtadienis") | st.just("Kovo 11-osios bėgimas"), AROUND)


@given(st.lists(TITLES.map("".join) | WORDS, max_size=4))
def test_a_title_that_names_a_day_is_among_those_that_may(titles: list[str]) -> None:
    folded = [fold(title) for title in titles]
    may = may_name(folded)
    assert {title for title in folded if named_in(title)} <= may
