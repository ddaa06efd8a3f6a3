"""How many different phrases ``parse_timing`` understands in a second on one core.

Run as ``python benchmarks/timing.py``. No phrase is met twice in a round and there are more of them than are
remembered, so that cannot help; the ratio to one bare search of a pattern over the same words tells more than the
milliseconds of a busy machine.
"""

import re
import time
from itertools import product

from planforms.period import school_years
from planforms.timing import format_timing, parse_timing

MONTHS = (
    *("sausio", "vasario", "kovo", "balandžio", "gegužės", "birželio"),
    *("liepos", "rugpjūčio", "rugsėjo", "spalio", "lapkričio", "gruodžio"),
)
FORMS = (
    *(
        "{y} m. {m} {d} d.",
        "{m} {d} d.",
        "{y} m. {m} mėn. {d} d.",
        "{m} {d}–28 d.",
        "Iki {m} {d} d.",
        "{m} {d}, 27 ir 28 d.",
    ),
    *(
        "{m} {d} d. 14.{d:02} val.",
        "nuo {m} {d} d. iki birželio 30 d.",
        "kasmet {m} {d} d.",
        "{m} {d} diena, trečiadienis",
    ),
    *("Regione – {y} m. {m} {d} d., Alytus", "kas antrą trečiadienį, nuo {m} {d} d.", "{m} {d}-oji", "apie {m} {d} d."),
)
ROUNDS = 5
BARE = re.compile(r"\w+|\S")


def main() -> None:
    """Print the figures."""
    period = school_years(2026)
    phrases = [form.format(y=2026, m=month, d=day) for form, month, day in product(FORMS, MONTHS, range(1, 27))]
    phrases += [f"{phrase}," for phrase in phrases]
    assert len(set(phrases)) == len(phrases)  # noqa: S101 - the claim of the figure
    parsing, formatting, bare = [], [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        timings = [parse_timing(phrase, period) for phrase in phrases]
        parsed = time.process_time()
        for timing in timings:
            format_timing(timing)
        formatted = time.process_time()
        for phrase in phrases:
            BARE.findall(phrase)
        parsing.append(parsed - start)
        formatting.append(formatted - parsed)
        bare.append(time.process_time() - formatted)
    understood = sum(timing.understood for timing in timings)
    print(f"{len(phrases)} different phrases, {understood} understood; medians of {ROUNDS} rounds")
    for name, times in (("parse_timing", parsing), ("format_timing", formatting), ("one bare search", bare)):
        median = sorted(times)[ROUNDS // 2]
        print(f"{name:16} {len(phrases) / median:10,.0f} phrases/s  {median / sorted(bare)[ROUNDS // 2]:6.1f}×")


if __name__ == "__main__":
    main()
