"""Write the names that a template may use into ``docs/templates.md``, from the classes that print them.

Usage: ``python tools/template_names.py``. What is below the line of dashes is made; the rest is written by hand.
"""

from pathlib import Path

from planforms.language import Speaker
from planforms.reports.names import markdown

PAGE = Path(__file__).parents[1] / "docs" / "templates.md"
LINE = "\n---\n\n"


def made(page: str) -> str:
    """*page* with the names as they are."""
    return page.partition(LINE)[0] + LINE + markdown(Speaker("en")) + "\n"


if __name__ == "__main__":
    PAGE.write_text(made(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
