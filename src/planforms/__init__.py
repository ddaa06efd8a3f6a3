"""planforms: an activity plan from Word or Excel becomes the official document.

The public names below are the whole of the Python interface; each is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # for editors and type checkers
    from planforms.api import (
        AnyFile as AnyFile,
        Companion as Companion,
        ReadOptions as ReadOptions,
        annotate as annotate,
        annotate_file as annotate_file,
        blank as blank,
        built_in_template as built_in_template,
        calendar as calendar,
        check as check,
        check_template as check_template,
        companion as companion,
        convert as convert,
        diff as diff,
        draft_file as draft_file,
        extract as extract,
        fill_marks as fill_marks,
        fix as fix,
        fix_file as fix_file,
        mark as mark,
        merge as merge,
        open_file as open_file,
        plans as plans,
        read as read,
        read_file as read_file,
        read_options as read_options,
        render as render,
        roll as roll,
        write as write,
    )
    from planforms.batches import BatchResult as BatchResult, batch as batch
    from planforms.companions.documents import Gap as Gap
    from planforms.copies import DraftFile as DraftFile, FixedFile as FixedFile, LeftCell as LeftCell
    from planforms.dates import Break as Break, SchoolBreak as SchoolBreak
    from planforms.differences import (
        Comparison as Comparison,
        Difference as Difference,
        DifferenceKind as DifferenceKind,
        Field as Field,
    )
    from planforms.errors import (
        InvalidPlanError as InvalidPlanError,
        NoPlanError as NoPlanError,
        PlanformsError as PlanformsError,
        TemplateError as TemplateError,
        UnknownFormatError as UnknownFormatError,
        UnreadableFileError as UnreadableFileError,
        UsageError as UsageError,
    )
    from planforms.extracts import Doubt as Doubt, Extract as Extract
    from planforms.faults import (
        Severity as Severity,
        TemplateCheck as TemplateCheck,
        TemplateFault as TemplateFault,
        Terms as Terms,
    )
    from planforms.findings import (
        Account as Account,
        Code as Code,
        Finding as Finding,
        Mend as Mend,
        Reading as Reading,
    )
    from planforms.fixes import Fixed as Fixed, Mended as Mended
    from planforms.jsonform import schema as schema
    from planforms.marking import MarkOptions as MarkOptions
    from planforms.marks import format_mark as format_mark, parse_mark as parse_mark
    from planforms.merging import Merged as Merged
    from planforms.model import (
        Act as Act,
        ActKind as ActKind,
        Activity as Activity,
        Column as Column,
        ColumnRole as ColumnRole,
        Details as Details,
        Heading as Heading,
        Mark as Mark,
        MarkKind as MarkKind,
        Note as Note,
        Paragraph as Paragraph,
        Period as Period,
        PeriodKind as PeriodKind,
        Plan as Plan,
        Responsible as Responsible,
        Run as Run,
        Script as Script,
        Section as Section,
        SectionRole as SectionRole,
        Signatory as Signatory,
        Table as Table,
        Text as Text,
        Timing as Timing,
        TimingProblem as TimingProblem,
    )
    from planforms.package import Limits as Limits
    from planforms.people import parse_responsible as parse_responsible
    from planforms.period import format_period as format_period, parse_period as parse_period
    from planforms.place import Place as Place
    from planforms.readers import File as File, InputFormat as InputFormat
    from planforms.registers import Entry as Entry, Problem as Problem
    from planforms.reports import Checked as Checked
    from planforms.reports.changes import Listed as Listed
    from planforms.rollover import Change as Change, ChangeKind as ChangeKind, RollOver as RollOver
    from planforms.settings import OwnBreak as OwnBreak, Settings as Settings, parse_settings as parse_settings
    from planforms.text import Edit as Edit
    from planforms.timing import format_timing as format_timing, parse_timing as parse_timing
    from planforms.writers.ics import CalendarFile as CalendarFile, LeftOut as LeftOut

__version__ = "0.2.0"

_HOMES = {
    "api": (
        "AnyFile Companion ReadOptions annotate annotate_file blank built_in_template calendar check "
        "check_template companion convert diff draft_file extract fill_marks fix fix_file mark merge "
        "open_file plans read read_file read_options render roll write"
    ),
    "batches": "BatchResult batch",
    "companions.documents": "Gap",
    "copies": "DraftFile FixedFile LeftCell",
    "dates": "Break SchoolBreak",
    "differences": "Comparison Difference DifferenceKind Field",
    "errors": (
        "InvalidPlanError NoPlanError PlanformsError TemplateError UnknownFormatError UnreadableFileError UsageError"
    ),
    "extracts": "Doubt Extract",
    "faults": "Severity TemplateCheck TemplateFault Terms",
    "findings": "Account Code Finding Mend Reading",
    "fixes": "Fixed Mended",
    "jsonform": "schema",
    "marking": "MarkOptions",
    "marks": "format_mark parse_mark",
    "merging": "Merged",
    "model": (
        "Act ActKind Activity Column ColumnRole Details Heading Mark MarkKind Note Paragraph Period "
        "PeriodKind Plan Responsible Run Script Section SectionRole Signatory Table Text Timing TimingProblem"
    ),
    "package": "Limits",
    "people": "parse_responsible",
    "period": "format_period parse_period",
    "place": "Place",
    "readers": "File InputFormat",
    "registers": "Entry Problem",
    "reports": "Checked",
    "reports.changes": "Listed",
    "rollover": "Change ChangeKind RollOver",
    "settings": "OwnBreak Settings parse_settings",
    "text": "Edit",
    "timing": "format_timing parse_timing",
    "writers.ics": "CalendarFile LeftOut",
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names.split()}
__all__ = sorted(_HOME_OF)  # noqa: PLE0605 -- a list of words


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        message = f"module 'planforms' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"planforms.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
