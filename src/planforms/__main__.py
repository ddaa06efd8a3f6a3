"""The command line as a process of its own: ``planforms``, or ``python -m planforms``."""

import signal


def run() -> None:
    """Run the command line; Ctrl-C ends it without a traceback, while it is still being imported too."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from planforms.cli import main

    main(prog_name="planforms")


if __name__ == "__main__":
    run()
