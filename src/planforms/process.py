"""The process itself: its standard streams, open or not, and its end by a signal, which leaves nothing behind."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
_clean_ups: list[Callable[[], None]] = []
_postponing: list[list[int]] = []  # the signals that came inside each ``signals_postponed``


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
    """From now on, a signal that ends the process cleans up first."""
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
    if _postponing:
        _postponing[-1].append(number)
        return
    raise StoppedError(number)


@contextmanager
def cleaned_up(clean_up: Callable[[], None]) -> Iterator[None]:
    """Do *clean_up* at the end, or when the process is stopped before; it may be done twice, and raises nothing."""
    _clean_ups.append(clean_up)
    try:
        yield
    finally:
        clean_up()
        _clean_ups.remove(clean_up)


@contextmanager
def temporary_file(folder: str) -> Iterator[str]:
    """The name of a file in *folder* that does not exist yet, and is removed at the end or when the process is stopped.

    The name is short, since that of the result may be as long as the system allows.
    """
    path = Path(folder, f".planforms-{os.urandom(8).hex()}")

    def remove() -> None:
        with suppress(OSError):
            path.unlink()

    with cleaned_up(remove):
        yield str(path)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A new folder for this user alone, which is removed with all in it at the end or when the process is stopped."""
    import shutil  # only LibreOffice needs one
    import tempfile

    path = Path(tempfile.gettempdir(), f"planforms-{os.urandom(8).hex()}")
    with cleaned_up(lambda: shutil.rmtree(path, ignore_errors=True)):
        path.mkdir(mode=0o700)
        yield path


@contextmanager
def signals_postponed() -> Iterator[None]:
    """Let a signal that stops the process wait, as while another process is started that has to be ended with it."""
    waiting: list[int] = []
    _postponing.append(waiting)
    try:
        yield
    finally:
        _postponing.remove(waiting)
    for number in waiting:
        signal.raise_signal(number)  # for whichever of the two handlers is set


def _stop(number: int, _frame: FrameType | None) -> None:
    if _postponing:
        _postponing[-1].append(number)
        return
    for clean_up in reversed(_clean_ups):
        clean_up()
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)
