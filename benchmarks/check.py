"""How long checking a plan takes, by rows, and which rules take the most of it.

Usage: ``python benchmarks/check.py [ROWS...]``. Plans are made here, no two rows alike, each tenth row with a fault.
Figures are medians of rounds that go over the sizes in turn: processor time, in milliseconds and in microseconds a
row; linear time shows as one figure a row.
"""

import datetime as dt
import sys
import time
from statistics import median

from planforms import api
from planforms.model import Activity, Column, ColumnRole, Plan, Text
from planforms.paths import understand
from planforms.period import school_years
from planforms.rules import CODES, RULES, Subject

_ROUNDS = 5
_SIZES = (100, 1000, 10_000)
_TODAY = dt.date(2025, 12, 1)
_SHOWN = 8
_COLUMNS = (
    Column("number", ColumnRole.NUMBER, "Eil. Nr."),
    Column("title", ColumnRole.TITLE, "Veiklos pavadinimas"),
    Column("when", ColumnRole.WHEN, "Data"),
    Column("place", ColumnRole.PLACE, "Vieta"),
    Column("responsible", ColumnRole.RESPONSIBLE, "Atsakingi asmenys"),
)


def plan(rows: int) -> Plan:
    """A plan of *rows* activities for 2025–2026."""
    period = school_years(2025)
    first = dt.date(2025, 9, 1)
    made = []
    for row in range(rows):
        day = first + dt.timedelta(days=row * 300 // rows)
        faulty = row % 10 == 0
        cells = {
            "number": str(row + 1),
            "title": f'Popietė "Knygos ir žmonės {row}"' if faulty else f"Popietė „Knygos ir žmonės {row}“",
            "when": f"{day.year + 1 if faulty else day.year}-{day:%m-%d}",
            "place": f"Skaitykla, {row} kab.",
            "responsible": f"A. Uosis B. Klevė{row}" if faulty else f"A. Uosis, B. Vardenytė-{row}",
        }
        made.append(Activity({name: understand(name, Text.of(words), period) for name, words in cells.items()}))
    return Plan(title=Text.of("PLANAS 2025–2026 M. M."), period=period, columns=_COLUMNS, rows=tuple(made))


def main(sizes: list[int]) -> None:
    """Print a table of sizes, and the slowest rules at the largest."""
    plans = {size: plan(size) for size in sizes}
    times: dict[int, list[float]] = {size: [] for size in sizes}
    found = dict.fromkeys(sizes, 0)
    for _ in range(_ROUNDS):
        for size, one in plans.items():
            start = time.process_time()
            found[size] = len(api.check(one, today=_TODAY))
            times[size].append(time.process_time() - start)
    print(f"{'rows':>6} {'findings':>9} {'ms':>9} {'µs a row':>9}")
    for size in sizes:
        spent = median(times[size])
        print(f"{size:>6} {found[size]:>9} {spent * 1e3:>9.1f} {spent * 1e6 / size:>9.1f}")
    subject = Subject(plans[sizes[-1]], _TODAY)
    start = time.process_time()
    _ = subject.activities, subject.texts, subject.timings, subject.people, subject.outside
    spent_by = {"the shared views": time.process_time() - start}
    for rule in RULES:
        start = time.process_time()
        list(rule(subject))
        spent_by[f"{rule.code} {CODES[rule.code].name}"] = time.process_time() - start
    print(f"\nthe slowest at {sizes[-1]} rows, ms")
    for name in sorted(spent_by, key=lambda name: -spent_by[name])[:_SHOWN]:
        print(f"{spent_by[name] * 1e3:>9.1f}  {name}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(_SIZES))
