"""The fuzz target runs for a short while; ``tests/fuzz/fuzz_pipeline.py`` runs as long as one likes."""

import pytest
from fuzz.fuzz_pipeline import SAMPLES, fuzz


def test_mutated_files_are_read_or_refused() -> None:
    count, faults = fuzz(sorted(SAMPLES.glob("*.[dx]*")), seconds=4, seed=2)
    assert count > 20
    assert [fault.why for fault in faults] == []


@pytest.mark.slow
def test_a_minute_of_mutated_files_are_worked_on_or_refused() -> None:
    _, faults = fuzz(sorted(SAMPLES.glob("*.[dx]*")), seconds=60, seed=3)
    assert [fault.why for fault in faults] == []
