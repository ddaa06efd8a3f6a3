"""The report for other programs: JSON, workflow commands, which GitHub shows beside the file, and SARIF 2.1.0.

Source: GitHub documentation, workflow commands: ``::error file={name},title={title}::{message}``.
Source: OASIS, Static Analysis Results Interchange Format 2.1.0; the clause of each property is its name.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

import msgspec

from planforms import __version__
from planforms.findings import NOTICES, Code, Finding, Mend, Severity
from planforms.fixes import Mended
from planforms.language import Speaker
from planforms.personal import masked
from planforms.place import Place
from planforms.reports.checked import Checked, advised, as_json, json_argument, said, tally
from planforms.reports.text import summary

FORMAT = "planforms-findings/1"
_PLACE = ("sheet", "table", "row", "column", "line", "part")


def json(files: Sequence[Checked], speaker: Speaker) -> str:
    """All that is known of each finding, blank parts left out: stable, and documented in ``docs/findings-json.md``."""
    form = {
        "format": FORMAT,
        "language": speaker.language,
        "files": [_file(checked, speaker) for checked in files],
        "summary": {
            "files": len(files),
            **{str(severity): n for severity, n in tally(f for c in files for f in c.findings).items()},
        },
    }
    return as_json(form)


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
        "arguments": {name: json_argument(value) for name, value in finding.arguments.items()},
        "fix": [_mend(mend) for mend in finding.fix],
    }
    return {name: value for name, value in form.items() if value not in ("", {}, [])}


def _place(place: Place) -> dict[str, object]:
    return {name: value for name in _PLACE if (value := getattr(place, name))}


def _mend(mend: Mend) -> dict[str, object]:
    return {"at": mend.at, "start": mend.edit.start, "stop": mend.edit.stop, "words": masked(mend.edit.words)}


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def github(files: Sequence[Checked], speaker: Speaker) -> str:
    """A command for each finding, and the summary as plain text."""
    return "\n".join([*(line for checked in files for line in _commands(checked, speaker)), summary(files, speaker)])


def _commands(checked: Checked, speaker: Speaker) -> Iterator[str]:
    if checked.error:
        sentence = speaker.say(checked.error.message, **checked.error.arguments)
        yield f"::error file={_property(checked.title)}::{_data(sentence)}"
    if checked.reading and (counted := checked.reading.account.said(speaker)):
        yield f"::notice file={_property(checked.title)}::{_data(counted)}"
    for finding in checked.findings:
        title = _property(f"{finding.code} {finding.name}")
        command, sentence = _COMMANDS[finding.severity], _data(_sentence(checked, finding, speaker))
        yield f"::{command} file={_property(checked.title)},title={title}::{sentence}"


def _sentence(checked: Checked, finding: Finding, speaker: Speaker) -> str:
    where = checked.where(finding, speaker)
    sentence = said(finding, speaker)
    return "\n".join(
        part for part in (f"{where}: {sentence}" if where else sentence, advised(finding, speaker)) if part
    )


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def sarif(files: Sequence[Checked], speaker: Speaker) -> str:
    """One run: the rules that found something, and a result for each finding."""
    kinds = {finding.code: finding.kind or NOTICES[finding.code] for checked in files for finding in checked.findings}
    codes = sorted(kinds)
    run = {
        "tool": {
            "driver": {
                "name": "planforms",
                "semanticVersion": __version__,
                "rules": [_rule(kinds[code], speaker) for code in codes],
            }
        },
        "language": speaker.language,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(files, speaker)],
        "artifacts": [_artifact(checked, speaker) for checked in files],
        "results": [
            _result(checked, index, finding, codes, speaker)
            for index, checked in enumerate(files)
            for finding in checked.findings
        ],
    }
    form = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return as_json(form)


def _artifact(checked: Checked, speaker: Speaker) -> dict[str, Any]:
    """The file, with what became of the rows of its table."""
    counted = checked.reading.account.said(speaker) if checked.reading else ""
    return {
        "location": {"uri": _uri(checked.name)},
        **({"description": {"text": counted}} if counted else {}),
    }


def _rule(kind: Code, speaker: Speaker) -> dict[str, Any]:
    words = speaker.say(kind.page)
    return {
        "id": kind.code,
        "name": kind.name,
        "shortDescription": {"text": words.partition("\n")[0]},
        "fullDescription": {"text": words},
        "defaultConfiguration": {"level": _LEVELS[kind.severity]},
    }


def _invocation(files: Sequence[Checked], speaker: Speaker) -> dict[str, Any]:
    errors = [checked for checked in files if checked.error]
    notices = [
        {
            "level": "error",
            "message": {"text": speaker.say(checked.error.message, **checked.error.arguments)},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(checked.name)}}}],
        }
        for checked in errors
        if checked.error
    ]
    return {"executionSuccessful": not errors, **({"toolExecutionNotifications": notices} if notices else {})}


def _result(checked: Checked, index: int, finding: Finding, codes: Sequence[str], speaker: Speaker) -> dict[str, Any]:
    hint = advised(finding, speaker)
    sentence = said(finding, speaker)
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(checked.name), "index": index}},
    }
    if finding.at:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.at}]
    if where := checked.where(finding, speaker):
        location["message"] = {"text": where}
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{sentence}. {hint}" if hint else sentence},
        "locations": [location],
    }


def _uri(name: str) -> str:
    """A file's name as a URI reference; both kinds of slashes part folders."""
    return quote(name.replace("\\", "/").encode("utf-8", "surrogateescape"), safe="/")
