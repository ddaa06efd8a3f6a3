"""All that planforms says in Lithuanian, as it comes out: tables that a person has read line by line.

``PLANFORMS_UPDATE_TABLES=1 pytest tests/units/test_findings_in_lithuanian.py`` writes them again, to be read.
"""

import datetime as dt
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from broken_plans import PAIRS

import planforms
from planforms.faults import Terms
from planforms.language import FOLDER, Speaker
from planforms.place import Place
from planforms.readers import notices
from planforms.reports.checked import advised, said

DATA = Path(__file__).parents[1] / "data"
UPDATE = "PLANFORMS_UPDATE_TABLES"
TODAY = dt.date(2025, 12, 1)
LITHUANIAN = Speaker("lt")
DAY = dt.date(2025, 10, 9)
# A plausible value for each name in the braces of a message; the endings of words must fit any of them.
ARGUMENTS: Mapping[str, Any] = {
    **dict.fromkeys(("name", "file", "document", "output"), "planas.docx"),
    **dict.fromkeys(("names", "titles", "lists", "sheets", "others", "plans"), "„planas.docx“, „kitas.xlsx“"),
    **dict.fromkeys(("target", "folder"), "planai/parengti"),
    **dict.fromkeys(("day", "deadline", "amended", "before", "first", "endorsed"), DAY),
    **dict.fromkeys(("last", "approved"), dt.date(2025, 10, 16)),
    **dict.fromkeys(("period", "old", "named"), "2025–2026 m. m."),
    "new": "2026–2027 m. m.",
    **dict.fromkeys(("years", "example"), "2026–2027"),
    **dict.fromkeys(("heading", "column"), "Atsakingi asmenys"),
    **dict.fromkeys(("columns", "headings", "missing", "parts"), "„Vieta“, „Lėšos“"),
    **dict.fromkeys(("words", "unread", "prompt", "obstacle", "notes", "what", "party"), "Knygų mugė"),
    **dict.fromkeys(("title", "other", "plan"), "Rudens šventė"),
    **dict.fromkeys(("act", "acts"), "order"),
    **dict.fromkeys(("kind", "kinds", "format", "formats", "own", "ending", "endings", "wanted"), "docx"),
    **dict.fromkeys(("choices", "choice", "by", "days", "default", "possibilities", "possibility"), "month"),
    **dict.fromkeys(("option", "param_hint", "args", "begun", "prefix"), "--from"),
    **dict.fromkeys(("number", "row", "table", "rows", "given", "next", "nargs", "letters", "most", "seconds"), 5),
    **dict.fromkeys(("many", "few", "inserted", "deleted", "moved", "done", "size", "port", "count"), 21),
    **dict.fromkeys(("total", "activities", "year"), 2024),
    **dict.fromkeys(("value", "near", "likely", "likeliest", "known", "key", "argument", "word", "name!r"), "miestas"),
    **dict.fromkeys(("tag", "closing", "end", "control", "part", "outer", "level", "kept"), "row"),
    **dict.fromkeys(("one", "person", "lost"), "R. Uosienė"),
    **dict.fromkeys(("right", "school"), "Upėnų mokyklos"),
    **dict.fromkeys(("more", "fewer"), "2025-10-09"),
    **dict.fromkeys(("filters", "allowed", "statements", "roles", "range", "number_type", "command"), "upper, lower"),
    "address": "http://127.0.0.1:8000",
    "breaks": "2 → 4",
    "error": "ValueError",
    "fault": "žymė neuždaryta",
    "found": "3 klaidos, 1 patarimas",
    "holiday": "Kūčios",
    "message": "reikšmė netinka",
    "opening": "{%",
    "place": Place(table=1, row=4, column=2),
    "reason": "Nėra leidimo rašyti",
    "room": Terms(("a cell of its own",)),
    "sheet": "Lapas1",
    "vacation": Terms(("autumn vacation",)),
    "weekday": Terms(("Tuesday",)),
    "where": Terms(("in one cell",)),
}
COUNTED = {name: value for name, value in ARGUMENTS.items() if name not in {"count", "many", "one"}}
COUNTS = (1, 2, 10, 21)


def findings() -> Iterator[str]:
    for pair in PAIRS:
        for finding in planforms.check(pair.broken, today=TODAY):
            yield f"{finding.code} {LITHUANIAN.severity(finding.severity)}: {said(finding, LITHUANIAN)}"
            yield f"     {advised(finding, LITHUANIAN)}"
    for what in notices._NOTICES:  # noqa: SLF001 -- the table of what readers notice
        finding = notices.notice(what, "žodžiai" if "{words}" in notices._NOTICES[what][1] else "")  # noqa: SLF001
        yield f"{finding.code} {LITHUANIAN.severity(finding.severity)}: {said(finding, LITHUANIAN)}"
        yield f"     {advised(finding, LITHUANIAN)}".rstrip()


def messages() -> Iterator[str]:
    """Every message of the catalogue, its braces filled; a counted one for each of ``COUNTS``."""
    with (FOLDER / "lt" / "LC_MESSAGES" / "planforms.po").open("rb") as file:
        catalogue = sorted((message for message in read_po(file) if message.id), key=lambda message: str(message.id))
    spoken = {name: LITHUANIAN.say("{value}", value=value) for name, value in ARGUMENTS.items()}
    for message in catalogue:
        assert not message.fuzzy, message.id
        if isinstance(message.id, tuple):
            one, many = message.id
            yield from (LITHUANIAN.count(one, many, count, **COUNTED) for count in COUNTS)
        else:
            yield str(message.string) if "%(" in message.id else str(message.string).format(**spoken)


def held(name: str, made: str) -> None:
    table = DATA / name
    if os.environ.get(UPDATE):
        table.write_text(made, encoding="utf-8")
    assert made == table.read_text(encoding="utf-8"), f"read the new lines, after {UPDATE}=1 has written {name}"


def test_every_finding_says_what_was_read_and_approved() -> None:
    pairs = dict.fromkeys("\n".join(pair) for pair in zip(*[findings()] * 2, strict=True))
    held("findings-lt.txt", "\n".join(pairs) + "\n")


def test_every_message_says_what_was_read_and_approved() -> None:
    held("messages-lt.txt", "\n".join(dict.fromkeys(messages())) + "\n")


def test_no_message_has_foreign_quotation_marks_or_a_sign_twice() -> None:
    code = re.compile(
        r"pip install '[^']*'|\{\{[^}]*\}\}|(?:join|default)\('[^']*'\)|Trūkumas[^\n]*|'(?:planas|miestas)[^']*'"
    )
    faulty = re.compile(r"['\"]|\.\.(?!\.)|,,|\S  \S|”(?! – iš)| ,|«| - ")
    # Left out are commands and tags, what a page shows as wrong, and what click quotes, which the voice changes.
    assert [words for words in messages() if faulty.search(code.sub("…", words))] == []
