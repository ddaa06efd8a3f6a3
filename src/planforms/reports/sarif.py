"""The report as SARIF 2.1.0, which code hosts and editors read.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0; the clause of each property is its name.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import msgspec

from planforms import __version__
from planforms.findings import NOTICES, Code, Finding, Severity
from planforms.language import Speaker
from planforms.reports.checked import Checked, account, advised, said

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def render(files: Sequence[Checked], speaker: Speaker) -> str:
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
    return msgspec.json.format(msgspec.json.encode(form), indent=2).decode()


def _artifact(checked: Checked, speaker: Speaker) -> dict[str, Any]:
    """The file, with what became of the rows of its table."""
    counted = account(checked.reading.account, speaker) if checked.reading else ""
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
