"""The command line as a process of its own: ``planforms``, or ``python -m planforms``."""

import atexit
import gc
import signal

_SELDOM = (300_000, 50, 100)  # new objects, and rounds, until garbage is looked for


def run() -> None:
    """Run the command line; Ctrl-C ends it without a traceback, while it is still being imported too.

    A command is soon over: garbage is looked for seldom while it runs, and not once more when it ends.
    """
    gc.set_threshold(*_SELDOM)
    atexit.register(gc.freeze)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from planforms.cli import main

    main(prog_name="planforms")


if __name__ == "__main__":
    run()
