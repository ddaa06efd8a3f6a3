"""planforms: an activity plan from Word or Excel becomes the official document.

The public names below are the whole of the Python interface; each is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planforms.api import (
        AnyFile,
        Companion,
        ReadOptions,
        annotate,
        annotate_file,
        blank,
        built_in_template,
        calendar,
        check,
        check_template,
        companion,
        convert,
        diff,
        draft_file,
        extract,
        fill_marks,
        fix,
        fix_file,
        mark,
        merge,
        open_file,
        plans,
        read,
        read_file,
        read_options,
        render,
        roll,
        write,
    )
    from planforms.batches import BatchResult, batch
    from planforms.companions.documents import Gap
    from planforms.copies import DraftFile, FixedFile, LeftCell
    from planforms.dates import Break, SchoolBreak
    from planforms.differences import Comparison, Difference, DifferenceKind, Field
    from planforms.errors import (
        InvalidPlanError,
        NoPlanError,
        PlanformsError,
        TemplateError,
        UnknownFormatError,
        UnreadableFileError,
        UsageError,
    )
    from planforms.extracts import Doubt, Extract
    from planforms.faults import Severity, TemplateCheck, TemplateFault, Terms
    from planforms.findings import Account, Code, Finding, Mend, Reading
    from planforms.fixes import Fixed, Mended
    from planforms.jsonform import schema
    from planforms.marking import MarkOptions
    from planforms.marks import format_mark, parse_mark
    from planforms.merging import Merged
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
        Script,
        Section,
        SectionRole,
        Signatory,
        Table,
        Text,
        Timing,
        TimingProblem,
    )
    from planforms.package import Limits
    from planforms.people import parse_responsible
    from planforms.period import format_period, parse_period
    from planforms.place import Place
    from planforms.readers import File, InputFormat
    from planforms.registers import Entry, Problem
    from planforms.reports import Checked
    from planforms.reports.changes import Listed
    from planforms.rollover import Change, ChangeKind, RollOver
    from planforms.settings import OwnBreak, Settings, parse_settings
    from planforms.text import Edit
    from planforms.timing import format_timing, parse_timing
    from planforms.writers.ics import CalendarFile, LeftOut

__version__ = "0.2.0"

_HOMES = {
    "api": (
        "AnyFile",
        "Companion",
        "ReadOptions",
        "annotate",
        "annotate_file",
        "blank",
        "built_in_template",
        "calendar",
        "check",
        "check_template",
        "companion",
        "convert",
        "diff",
        "draft_file",
        "extract",
        "fill_marks",
        "fix",
        "fix_file",
        "mark",
        "merge",
        "open_file",
        "plans",
        "read",
        "read_file",
        "read_options",
        "render",
        "roll",
        "write",
    ),
    "batches": ("BatchResult", "batch"),
    "companions.documents": ("Gap",),
    "copies": ("DraftFile", "FixedFile", "LeftCell"),
    "dates": ("Break", "SchoolBreak"),
    "differences": ("Comparison", "Difference", "DifferenceKind", "Field"),
    "errors": (
        "InvalidPlanError",
        "NoPlanError",
        "PlanformsError",
        "TemplateError",
        "UnknownFormatError",
        "UnreadableFileError",
        "UsageError",
    ),
    "extracts": ("Doubt", "Extract"),
    "faults": ("Severity", "TemplateCheck", "TemplateFault", "Terms"),
    "findings": ("Account", "Code", "Finding", "Mend", "Reading"),
    "fixes": ("Fixed", "Mended"),
    "jsonform": ("schema",),
    "marking": ("MarkOptions",),
    "marks": ("format_mark", "parse_mark"),
    "merging": ("Merged",),
    "model": (
        "Act",
        "ActKind",
        "Activity",
        "Column",
        "ColumnRole",
        "Details",
        "Heading",
        "Mark",
        "MarkKind",
        "Note",
        "Paragraph",
        "Period",
        "PeriodKind",
        "Plan",
        "Responsible",
        "Run",
        "Signatory",
        "TimingProblem",
        "Script",
        "Section",
        "SectionRole",
        "Table",
        "Text",
        "Timing",
    ),
    "package": ("Limits",),
    "people": ("parse_responsible",),
    "period": ("format_period", "parse_period"),
    "place": ("Place",),
    "readers": ("File", "InputFormat"),
    "registers": ("Entry", "Problem"),
    "reports": ("Checked",),
    "reports.changes": ("Listed",),
    "rollover": ("Change", "ChangeKind", "RollOver"),
    "settings": ("OwnBreak", "Settings", "parse_settings"),
    "text": ("Edit",),
    "timing": ("format_timing", "parse_timing"),
    "writers.ics": ("CalendarFile", "LeftOut"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [  # in words of its own, so that editors and type checkers see it
    "Account",
    "Act",
    "ActKind",
    "Activity",
    "AnyFile",
    "BatchResult",
    "Break",
    "CalendarFile",
    "Change",
    "ChangeKind",
    "Checked",
    "Code",
    "Column",
    "ColumnRole",
    "Companion",
    "Comparison",
    "Details",
    "Difference",
    "DifferenceKind",
    "Doubt",
    "DraftFile",
    "Edit",
    "Entry",
    "Extract",
    "Field",
    "File",
    "Finding",
    "Fixed",
    "FixedFile",
    "Gap",
    "Heading",
    "InputFormat",
    "InvalidPlanError",
    "LeftCell",
    "LeftOut",
    "Limits",
    "Listed",
    "Mark",
    "MarkKind",
    "MarkOptions",
    "Mend",
    "Mended",
    "Merged",
    "NoPlanError",
    "Note",
    "OwnBreak",
    "Paragraph",
    "Period",
    "PeriodKind",
    "Place",
    "Plan",
    "PlanformsError",
    "Problem",
    "ReadOptions",
    "Reading",
    "Responsible",
    "RollOver",
    "Run",
    "SchoolBreak",
    "Script",
    "Section",
    "SectionRole",
    "Settings",
    "Severity",
    "Signatory",
    "Table",
    "TemplateCheck",
    "TemplateError",
    "TemplateFault",
    "Terms",
    "Text",
    "Timing",
    "TimingProblem",
    "UnknownFormatError",
    "UnreadableFileError",
    "UsageError",
    "annotate",
    "annotate_file",
    "batch",
    "blank",
    "built_in_template",
    "calendar",
    "check",
    "check_template",
    "companion",
    "convert",
    "diff",
    "draft_file",
    "extract",
    "fill_marks",
    "fix",
    "fix_file",
    "format_mark",
    "format_period",
    "format_timing",
    "mark",
    "merge",
    "open_file",
    "parse_mark",
    "parse_period",
    "parse_responsible",
    "parse_settings",
    "parse_timing",
    "plans",
    "read",
    "read_file",
    "read_options",
    "render",
    "roll",
    "schema",
    "write",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        message = f"module 'planforms' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"planforms.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
