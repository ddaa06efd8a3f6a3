"""The fuzz target runs for a short while; ``tests/fuzz/fuzz_read.py`` runs as long as one likes."""

from fuzz.fuzz_read import SAMPLES, fuzz


def test_mutated_files_are_read_or_refused() -> None:
    count, faults = fuzz(sorted(SAMPLES.glob("*.[dx]*")), seconds=4, seed=2)
    assert count > 20
    assert [fault.why for fault in faults] == []
