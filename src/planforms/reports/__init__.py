"""What was found in files, as text for people or in the forms of other programs. Pure: values in, a string out."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from planforms.errors import UsageError
from planforms.language import Speaker
from planforms.reports.checked import Checked

if TYPE_CHECKING:
    from planforms.differences import Comparison
    from planforms.reports.changes import Listed

__all__ = ["Checked", "ReportFormat", "render", "report"]


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
            from planforms.reports import formats

            return formats.json(files, speaker)
        case ReportFormat.GITHUB:
            from planforms.reports import formats

            return formats.github(files, speaker)
        case ReportFormat.SARIF:
            from planforms.reports import formats

            return formats.sarif(files, speaker)
        case ReportFormat.HTML:
            from planforms.reports.html import view

            return view.render(files, speaker)
        case _:
            assert_never(kind)


def report(  # noqa: PLR0911 -- one for each report and form
    subject: "Sequence[Checked] | Comparison | Listed", kind: str, speaker: Speaker, *, colour: bool = False
) -> str:
    """The report on *subject*: files that were checked, two plans that were compared, or a draft and its changes.

    Raises:
        UsageError: there is no such form of this report.
    """
    from planforms.differences import Comparison
    from planforms.reports import changes, differences

    if isinstance(subject, Comparison | changes.Listed):
        known: Sequence[str] = ("text", "json", "html")
    else:
        known = tuple(ReportFormat)
    if kind not in known:
        raise UsageError(
            "There is no report “{format}”; choose one of {formats}.", format=kind, formats=", ".join(known)
        )
    match subject, kind:
        case Comparison(), "json":
            return differences.json(subject, speaker)
        case Comparison(), "html":
            return differences.html(subject, speaker)
        case Comparison(), _:
            return differences.text(subject, speaker, colour=colour)
        case changes.Listed(), "json":
            return changes.json(subject, speaker)
        case changes.Listed(), "html":
            return changes.html(subject, speaker)
        case changes.Listed(), _:
            return changes.text(subject, speaker, colour=colour)
        case files, _:
            return render(ReportFormat(kind), files, speaker, colour=colour)
