"""Garbage is not looked for while a plan is read, checked or written, and is looked for again afterwards."""

import gc

import pytest

from planforms.remembered import garbage_later


def test_garbage_is_looked_for_again_after_an_error() -> None:
    @garbage_later()
    @garbage_later()
    def interrupted() -> None:
        assert not gc.isenabled()
        raise KeyError

    assert gc.isenabled()
    with pytest.raises(KeyError):
        interrupted()
    assert gc.isenabled()


def test_who_looks_for_no_garbage_is_left_alone() -> None:
    gc.disable()
    try:
        with garbage_later():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
