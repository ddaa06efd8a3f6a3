"""The report as JSON, stable and documented in ``docs/findings-json.md``."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec

from planforms.findings import Finding, Mend, Terms
from planforms.fixes import Mended
from planforms.language import Speaker
from planforms.personal import masked
from planforms.place import Place
from planforms.reports.checked import Checked, advised, tally

FORMAT = "planforms-findings/1"
_PLACE = ("sheet", "table", "row", "column", "line", "part")


def render(files: Sequence[Checked], speaker: Speaker) -> str:
    """All that is known of each finding, blank parts left out."""
    form = {
        "format": FORMAT,
        "language": speaker.language,
        "files": [_file(checked, speaker) for checked in files],
        "summary": {
            "files": len(files),
            **{str(severity): n for severity, n in tally(f for c in files for f in c.findings).items()},
        },
    }
    return msgspec.json.format(msgspec.json.encode(form), indent=2).decode()


def _file(checked: Checked, speaker: Speaker) -> dict[str, Any]:
    form: dict[str, Any] = {"name": checked.title}
    if checked.error:
        form["error"] = speaker.say(checked.error.message, **checked.error.arguments)
    if checked.reading and checked.reading.account.rows:
        form["rows"] = {name: count for name, count in msgspec.structs.asdict(checked.reading.account).items() if count}
    form["findings"] = [_finding(checked, finding, speaker) for finding in checked.findings]
    for name, mended in (("fixed", checked.fixed), ("unfixed", checked.unfixed)):
        if mended:
            form[name] = [_mended(checked, made, speaker) for made in mended]
    return form


def _mended(checked: Checked, made: Mended, speaker: Speaker) -> dict[str, Any]:
    form = {"at": made.at, "where": checked.where(made, speaker)}
    return {**form, "codes": list(made.codes), "old": masked(made.old), "new": masked(made.new)}


def _finding(checked: Checked, finding: Finding, speaker: Speaker) -> dict[str, Any]:
    place = checked.place(finding)
    form = {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "at": finding.at,
        "where": checked.where(finding, speaker),
        "place": _place(place) if place else {},
        "words": masked(finding.words),
        "message": masked(speaker.say(finding.message, **finding.arguments)),
        "hint": advised(finding, speaker),
        "arguments": {name: _argument(value) for name, value in finding.arguments.items()},
        "fix": [_mend(mend) for mend in finding.fix],
    }
    return {name: value for name, value in form.items() if value not in ("", {}, [])}


def _place(place: Place) -> dict[str, object]:
    return {name: value for name in _PLACE if (value := getattr(place, name))}


def _mend(mend: Mend) -> dict[str, object]:
    return {"at": mend.at, "start": mend.edit.start, "stop": mend.edit.stop, "words": masked(mend.edit.words)}


def _argument(value: object) -> object:
    match value:
        case bool() | int():
            return value
        case str():
            return masked(value)
        case dt.date():
            return value.isoformat()
        case Terms(names=names):
            return list(names)
        case _:
            return str(value)
