"""What was found in files, as text for people or in the forms of other programs. Pure: values in, a string out."""

from collections.abc import Sequence
from enum import StrEnum
from typing import assert_never

from planforms.language import Speaker
from planforms.reports.checked import Checked

__all__ = ["Checked", "ReportFormat", "render"]


class ReportFormat(StrEnum):
    """The forms of a report."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    HTML = "html"


def render(kind: ReportFormat, files: Sequence[Checked], speaker: Speaker, *, colour: bool = False) -> str:
    """The report on *files* in the user's language, without a line break at its end; *colour* is for a terminal."""
    match kind:
        case ReportFormat.TEXT:
            from planforms.reports import text

            return text.render(files, speaker, colour=colour)
        case ReportFormat.JSON:
            from planforms.reports import json

            return json.render(files, speaker)
        case ReportFormat.GITHUB:
            from planforms.reports import github

            return github.render(files, speaker)
        case ReportFormat.SARIF:
            from planforms.reports import sarif

            return sarif.render(files, speaker)
        case ReportFormat.HTML:
            from planforms.reports import html

            return html.render(files, speaker)
        case _:
            assert_never(kind)
