"""From a plan to the bytes of a new document; a writer is imported only when its format is asked for."""

from enum import StrEnum
from typing import assert_never

from planforms.model import Plan

__all__ = ["OutputFormat", "write"]


class OutputFormat(StrEnum):
    """A format that a plan is written in; also the file's ending."""

    DOCX = "docx"
    XLSX = "xlsx"
    JSON = "json"


def write(
    plan: Plan,
    kind: OutputFormat,
    *,
    template: bytes | None = None,
    landscape: bool | None = None,
    endorsements_first: bool = False,
) -> bytes:
    """*plan* as the bytes of a file of that kind. *template* and *endorsements_first* are for the official DOCX.

    Raises:
        TemplateError: the template cannot be used.
        UsageError: a text is longer than a cell of a workbook can hold.
    """
    match kind:
        case OutputFormat.DOCX:
            from planforms.writers import docx

            return docx.write(plan, template, landscape=landscape, endorsements_first=endorsements_first)
        case OutputFormat.XLSX:
            from planforms.writers import xlsx

            return xlsx.write(plan, landscape=landscape)
        case OutputFormat.JSON:
            from planforms.writers import json

            return json.write(plan)
    assert_never(kind)
