"""Make ``built_in.py``, the built-in templates as Python, from ``templates/*.docx``: ``python tools/built_in.py``.

A test holds the file to what this script makes, so it is run again whenever a template or the machinery changes.
"""

from collections.abc import Iterator
from pathlib import Path

from planforms.writers.docx import TemplateKind, built_in_template
from planforms.writers.docx.template import Template

TARGET = Path(__file__).parents[1] / "src" / "planforms" / "writers" / "docx" / "built_in.py"
HEAD = '''"""The built-in templates as Python, made by ``tools/built_in.py`` of ``templates/*.docx``; do not edit it."""

from collections.abc import Iterator, Mapping, Set

from planforms.writers.docx import Printer, TemplateKind, Values
from planforms.writers.docx.lines import as_text, escaped, inside, joined, runs
from planforms.writers.typesetting import Room, Sheet
'''


def made() -> str:
    """The text of the module."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield HEAD
    table = []
    for kind in TemplateKind:
        template = Template(built_in_template(kind), kind)
        printers = []
        for number, (part, source) in enumerate(template.sources().items(), start=1):
            yield "\n" + source.replace("print_part", f"_{kind}_{number}", 1)
            printers.append(f"{part!r}: _{kind}_{number}")
        used = sorted(name for shape, name in template.used if shape is None)
        values = f"{{{', '.join(printers)}}}, {template.sheet!r}, frozenset({used!r})"
        table.append(f"    TemplateKind.{kind.name}: ({values}),")
    yield ("\nMADE: Mapping[TemplateKind, tuple[Mapping[str, Printer], Sheet | None, Set[str]]] = {")
    yield from table
    yield "}\n"


if __name__ == "__main__":
    TARGET.write_text(made(), encoding="utf-8")
