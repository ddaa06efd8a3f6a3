"""The process itself: its standard streams, open or not, and its end by a signal, which leaves no temporary file."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
_temporary: set[str] = set()


def work_as_child() -> None:
    """Do the work of a child process, and end, where a frozen program was started again for that.

    Workers of ``batch`` are started by multiprocessing, the reader of old Excel files by ``readers.sheets``.
    """
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        from planforms.readers.calamine import run_if_child

        freeze_support()
        run_if_child()


def open_standard_streams() -> None:
    """Give a closed standard stream a file that can be neither read nor written.

    So nothing else gets its number, as a result being written would, and whoever uses it gets an ``OSError``.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is not None:
            continue
        wrong_way = os.O_RDONLY if number else os.O_WRONLY
        opened = os.open(os.devnull, wrong_way)
        if opened != number:
            os.dup2(opened, number)
            os.close(opened)
        setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8"))  # noqa: PTH123, SIM115 -- a number


def clean_up_when_stopped() -> None:
    """From now on, a signal that ends the process removes its temporary files first."""
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        # What the caller ignores, as nohup does, is ignored.
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop)


class StoppedError(BaseException):
    """A signal asked the process to end; it is no ``Exception``, as ``KeyboardInterrupt`` is none."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


@contextmanager
def stopped_as_error() -> Iterator[None]:
    """Inside, a signal that ends the process raises ``StoppedError``, so that work under way is put in order."""
    numbers = [number for name in _SIGNALS if (number := getattr(signal, name, None)) is not None]
    before = {number: signal.getsignal(number) for number in numbers}
    for number, handler in before.items():
        if handler != signal.SIG_IGN:
            signal.signal(number, _raise)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def end_by(number: int) -> None:
    """End this process by the signal *number*, as if nothing had caught it."""
    _stop(number, None)


def _raise(number: int, _frame: FrameType | None) -> None:
    raise StoppedError(number)


@contextmanager
def temporary_file(folder: str) -> Iterator[str]:
    """The name of a file in *folder* that does not exist yet, and is removed at the end or when the process is stopped.

    The name is short, since that of the result may be as long as the system allows.
    """
    path = str(Path(folder, f".planforms-{os.urandom(8).hex()}"))
    _temporary.add(path)
    try:
        yield path
    finally:
        _remove(path)
        _temporary.discard(path)


def _remove(path: str) -> None:
    with suppress(OSError):
        Path(path).unlink()


def _stop(number: int, _frame: FrameType | None) -> None:
    for path in tuple(_temporary):
        _remove(path)
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)
