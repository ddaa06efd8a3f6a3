"""The report as workflow commands of GitHub Actions, which show findings beside the file.

Source: GitHub documentation, workflow commands: ``::error file={name},title={title}::{message}``.
"""

from collections.abc import Iterator, Sequence

from planforms.findings import Finding, Severity
from planforms.language import Speaker
from planforms.reports.checked import Checked, account, advised, said
from planforms.reports.text import summary

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def render(files: Sequence[Checked], speaker: Speaker) -> str:
    """A command for each finding, and the summary as plain text."""
    return "\n".join([*(line for checked in files for line in _file(checked, speaker)), summary(files, speaker)])


def _file(checked: Checked, speaker: Speaker) -> Iterator[str]:
    if checked.error:
        sentence = speaker.say(checked.error.message, **checked.error.arguments)
        yield f"::error file={_property(checked.title)}::{_data(sentence)}"
    if checked.reading and (counted := account(checked.reading.account, speaker)):
        yield f"::notice file={_property(checked.title)}::{_data(counted)}"
    for finding in checked.findings:
        title = _property(f"{finding.code} {finding.name}")
        command = _COMMANDS[finding.severity]
        yield f"::{command} file={_property(checked.title)},title={title}::{_data(_message(checked, finding, speaker))}"


def _message(checked: Checked, finding: Finding, speaker: Speaker) -> str:
    where = checked.where(finding, speaker)
    sentence = said(finding, speaker)
    return "\n".join(
        part for part in (f"{where}: {sentence}" if where else sentence, advised(finding, speaker)) if part
    )


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
