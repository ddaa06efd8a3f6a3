"""planforms: an activity plan from Word or Excel becomes the official document.

The public names below are the whole of the Python interface; each is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planforms.api import (
        Companion,
        MarkParts,
        annotate,
        blank,
        built_in_template,
        check,
        check_template,
        companion,
        compare,
        draft_document,
        draft_workbook,
        fill_approval,
        fill_document,
        fill_endorsement,
        fix,
        read,
        rewrite,
        roll_over,
        write,
    )
    from planforms.companions import Gap
    from planforms.dates import Break, SchoolBreak
    from planforms.differences import Comparison, Difference, DifferenceKind
    from planforms.editors.changes import Comment, Edited, SummaryRow
    from planforms.editors.plan import DraftComment, DraftLine
    from planforms.errors import (
        InvalidPlanError,
        NoPlanError,
        PlanformsError,
        TemplateError,
        UnknownFormatError,
        UnreadableFileError,
        UsageError,
    )
    from planforms.faults import TemplateCheck, TemplateFault
    from planforms.findings import Finding, Mend, Reading, Severity
    from planforms.fixes import Fixed, Mended
    from planforms.jsonform import schema
    from planforms.marks import format_mark, parse_mark
    from planforms.model import (
        Act,
        Activity,
        ActKind,
        Column,
        ColumnRole,
        Details,
        Heading,
        Mark,
        MarkKind,
        Note,
        Paragraph,
        Period,
        PeriodKind,
        Plan,
        Responsible,
        Run,
        Section,
        SectionRole,
        Text,
        Timing,
    )
    from planforms.package import Limits
    from planforms.people import parse_responsible
    from planforms.period import format_period, parse_period
    from planforms.place import Place
    from planforms.rollover import Change, ChangeKind, RollOver
    from planforms.timing import format_timing, parse_timing

__version__ = "0.1.0"

_HOMES = {
    "api": (
        *("Companion", "MarkParts", "annotate", "blank", "built_in_template", "check", "check_template", "companion"),
        *("compare", "draft_document", "draft_workbook", "fill_approval", "fill_document", "fill_endorsement", "fix"),
        *("read", "rewrite", "roll_over", "write"),
    ),
    "dates": ("Break", "SchoolBreak"),
    "companions": ("Gap",),
    "differences": ("Comparison", "Difference", "DifferenceKind"),
    "editors.plan": ("DraftComment", "DraftLine"),
    "editors.changes": ("Comment", "Edited", "SummaryRow"),
    "errors": (
        *("InvalidPlanError", "NoPlanError", "PlanformsError", "TemplateError"),
        *("UnknownFormatError", "UnreadableFileError", "UsageError"),
    ),
    "faults": ("TemplateCheck", "TemplateFault"),
    "findings": ("Finding", "Mend", "Reading", "Severity"),
    "jsonform": ("schema",),
    "marks": ("format_mark", "parse_mark"),
    "fixes": ("Fixed", "Mended"),
    "model": (
        *("Act", "ActKind", "Activity", "Column", "ColumnRole", "Details", "Heading", "Mark", "MarkKind", "Note"),
        *(
            "Paragraph",
            "Period",
            "PeriodKind",
            "Plan",
            "Responsible",
            "Run",
            "Section",
            "SectionRole",
            "Text",
            "Timing",
        ),
    ),
    "package": ("Limits",),
    "people": ("parse_responsible",),
    "period": ("format_period", "parse_period"),
    "place": ("Place",),
    "rollover": ("Change", "ChangeKind", "RollOver"),
    "timing": ("format_timing", "parse_timing"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Act",
    "ActKind",
    "Activity",
    "Break",
    "Change",
    "ChangeKind",
    "Column",
    "ColumnRole",
    "Comment",
    "Companion",
    "Comparison",
    "Details",
    "Difference",
    "DifferenceKind",
    "DraftComment",
    "DraftLine",
    "Edited",
    "Finding",
    "Fixed",
    "Gap",
    "Heading",
    "InvalidPlanError",
    "Limits",
    "Mark",
    "MarkKind",
    "MarkParts",
    "Mend",
    "Mended",
    "NoPlanError",
    "Note",
    "Paragraph",
    "Period",
    "PeriodKind",
    "Place",
    "Plan",
    "PlanformsError",
    "Reading",
    "Responsible",
    "RollOver",
    "Run",
    "SchoolBreak",
    "Section",
    "SectionRole",
    "Severity",
    "SummaryRow",
    "TemplateCheck",
    "TemplateError",
    "TemplateFault",
    "Text",
    "Timing",
    "UnknownFormatError",
    "UnreadableFileError",
    "UsageError",
    "annotate",
    "blank",
    "built_in_template",
    "check",
    "check_template",
    "companion",
    "compare",
    "draft_document",
    "draft_workbook",
    "fill_approval",
    "fill_document",
    "fill_endorsement",
    "fix",
    "format_mark",
    "format_period",
    "format_timing",
    "parse_mark",
    "parse_period",
    "parse_responsible",
    "parse_timing",
    "read",
    "rewrite",
    "roll_over",
    "schema",
    "write",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        message = f"module 'planforms' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"planforms.{_HOME_OF[name]}"), name)
