"""Patterns that name what each match needs: they find what they would find without it."""

import gc
import importlib
import pkgutil
import re
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import planforms
from planforms.remembered import _Compiled, beginnings, pattern_of

for module in pkgutil.walk_packages(planforms.__path__, "planforms."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)

WITH_NEEDS = {
    (kept["pattern"], kept["_flags"]): kept["_needs"]
    for kept in (vars(each) for each in gc.get_objects() if isinstance(each, _Compiled))
    if kept["_needs"]
}


@pytest.mark.parametrize("expression", sorted(WITH_NEEDS))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_match_has_what_its_pattern_needs(data: st.DataObject, expression: tuple[str, int]) -> None:
    needs = WITH_NEEDS[expression]
    matching = re.compile(*expression)
    found = matching.search(data.draw(st.from_regex(matching)))
    assert found
    assert any(need in found.string for need in (beginnings(needs) if isinstance(needs, str) else needs)), found


def test_what_a_pattern_needs_is_more_than_nothing() -> None:
    for needs in WITH_NEEDS.values():
        assert all(beginnings(needs) if isinstance(needs, str) else needs), needs


def test_alternatives_need_the_letters_that_they_begin_with() -> None:
    assert beginnings(r"dat(?:a|os)|laik(?:as|(?:ai|u))|liepo?s|\btel\b|n\.b") == ("dat", "laik", "liep", "tel", "n")


def test_without_what_it_needs_a_pattern_finds_nothing() -> None:
    for text in ("", "nothing here", "one of them: needed"):
        lazy, plain = pattern_of("n(?:eed)ed", needs=("needed",)), re.compile("n(?:eed)ed")
        for name in ("match", "fullmatch", "search", "findall", "split"):
            assert bool(getattr(lazy, name)(text)) == bool(getattr(plain, name)(text)), name
        assert lazy.sub("x", text) == plain.sub("x", text)
        assert len(list(lazy.finditer(text))) == len(list(plain.finditer(text)))
        assert lazy.split(text) == plain.split(text)


def test_a_pattern_that_is_tried_often_is_compiled() -> None:
    lazy = pattern_of("needed", needs=("needed",))
    assert not any(lazy.search("nothing") for _ in range(100))
    assert type(cast("object", lazy)) is _Compiled
