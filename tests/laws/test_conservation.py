"""The law of conservation: every word of a source is in the plan, or in a finding that says it was left out."""

import re
from collections import Counter

from build import HEADINGS, Merged, bold, grid, line, source
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planforms.errors import NoPlanError
from planforms.findings import Reading
from planforms.model import Activity, Text, words_of
from planforms.recognise import recognise
from planforms.source import Align, Grid, Source

WORDS = st.sampled_from(
    (
        *("1", "2.", "I.", "Mugė", "popietė klube", "spalis", "2025 m. spalio 9 d.", "visus metus", "A. Uosis"),
        *(
            "SKAITYMAS",
            "Rugsėjis",
            "I PUSMETIS",
            "Iš viso: 3",
            "Pastaba: gali keistis.",
            "Parengė A. Uosis",
            "Direktorė",
        ),
        *("Tikslas – skaityti.", "Uždaviniai:", "Numatomos veiklos:", "1.1. Skaityti", "____", "(parašas)", "2025"),
        *("BIBLIOTEKOS VEIKLOS PLANAS 2025–2026 M. M.", "Bibliotekos planas", "Tikslas", "eilutė\nkita eilutė", "-"),
        *("PATVIRTINTA", "Ąžuolyno mokyklos direktoriaus", "2025 m. rugsėjo 2 d. įsakymu Nr. V-15", "PRITARTA"),
        *("2025-08-29 posėdžio protokolu Nr. 4", "PRITARTA\nTarybos\n2025-08-29 protokolu Nr. 4", "Eil. Nr.", "Data"),
        *("Veiklos pavadinimas", "Kvapas", "_______ m. ______ d.", "Forma patvirtinta 2020-01-02 įsakymu Nr. 3"),
    )
)
cells = WORDS | st.just("") | WORDS.map(bold) | st.builds(Merged, WORDS, st.integers(1, 3), st.integers(1, 5))
rows = st.lists(st.just(HEADINGS) | st.lists(cells, max_size=6).map(tuple), max_size=7)
lines = st.builds(line, WORDS | WORDS.map(bold), align=st.sampled_from(Align))
grids = st.builds(lambda made, name, hidden: grid(*made, name=name, hidden=hidden and bool(name)), rows,
                  st.sampled_from(["", "Lapas1", "Spalis"]), st.booleans())  # fmt: skip
sources = st.lists(lines | grids, max_size=6).map(lambda blocks: source(*blocks))
BLANK = re.compile(r"[_\s]+")


def said(words: str) -> list[str]:
    """The words of a text, lines to fill in counted as blanks."""
    return [word for word in BLANK.split(words) if word]


def of_source(read: Source) -> Counter[str]:
    texts: list[Text] = []
    for block in read.blocks:
        texts += [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]
    return Counter(word for text in texts for word in said(str(text)))


def of_reading(reading: Reading) -> Counter[str]:
    plan = reading.plan
    texts = [plan.title, *(mark.words for mark in plan.marks)]
    for section in (*plan.sections, *plan.closing):
        texts += [Text.of(section.label), *(text for _, text in section.bodies())]
    texts += [Text.of(column.heading) for column in plan.columns]
    for row in plan.rows:
        if isinstance(row, Activity):
            texts += [words_of(cell) for column, cell in row.cells.items() if column not in row.joined]
        else:
            texts.append(row.text)
    texts += [Text.of(finding.words) for finding in reading.findings]
    return Counter(word for text in texts for word in said(str(text)))


@example(source(grid(HEADINGS, ("1", "1"), ("1", "1", "1")), grid(("1", "1"), ("1", "1", "1"), ("Mugė",))))
@given(sources)
@settings(max_examples=600)
def test_no_word_is_lost_or_made_up(read: Source) -> None:
    try:
        reading = recognise(read)
    except NoPlanError:
        return
    # Lines to fill in are made again when the document is written, and so is the frame they stand in; the name of a
    # sheet a month becomes a heading.
    frame = Counter(dict.fromkeys(("m.", "d.", "įsakymu", "Nr.", "Spalis"), 99))
    lost = of_source(read) - of_reading(reading)
    assert lost - frame == Counter()
    # A heading over several columns stands in each of them.
    headings = [column.heading for column in reading.plan.columns]
    headings += [finding.words for finding in reading.findings if finding.code in {"R121", "R125"}]
    repeated = Counter(word for heading in headings for word in said(heading))
    assert of_reading(reading) - of_source(read) - frame - repeated == Counter()
