"""``python -m planforms`` is the command line."""

from planforms.cli import main

main(prog_name="planforms")
