"""Templates that mean harm: each is refused with a sentence, in seconds, by the check and by the writer."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx_templates import Make, notes, table, template
from hostile import bomb

MAIN = "word/document.xml"
PARTS = ("body", "header", "footer", "property", "footnote")
# One process for all, generous: a hang is what is looked for, and the machine may be busy.
SECONDS = 120
LONGEST_PROPERTY = 255


def paragraphs(*words: str) -> Make:
    def make(document: Document) -> None:
        for line in words:
            document.add_paragraph(line)

    return make


def in_part(part: str, words: str) -> Make:
    """A template with *words* in a part of it."""

    def make(document: Document) -> None:
        section = document.sections[0]
        match part:
            case "header":
                section.header.paragraphs[0].text = words
            case "footer":
                section.footer.paragraphs[0].text = words
            case "property":
                document.core_properties.title = words
            case "footnote":
                notes(document, words)
            case _:
                document.add_paragraph(words)

    return make


def merging_without_end(document: Document) -> None:
    """docxtpl's joining of cells, in a place from which its search has three ways to go on."""
    cell = table(document, ("x",)).rows[0].cells[0]._tc  # noqa: SLF001 -- python-docx sets no such attribute
    cell.set("x", "{% vm %}")
    for _ in range(8000):
        cell.p_lst[0].append(parse_xml(f"<w:r {nsdecls('w')}><w:t>x</w:t></w:r>"))


def many_blanks(document: Document) -> None:
    table(document, (f"{{% colspan {' ' * 3900}% %}}",))


def rows_outside(document: Document) -> None:
    table(document, ("x",))
    paragraphs(*["{%tr if title %}"] * 900, *["x"] * 5000)(document)


def rewritten(change: Callable[[bytes], bytes]) -> bytes:
    """A small template whose main part is changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(template(paragraphs("{{ title }}")))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == MAIN else old.read(name))
    return out.getvalue()


def deep(levels: int) -> bytes:
    nested = b"<w:tbl><w:tr><w:tc>" * levels + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * levels
    return rewritten(lambda xml: xml.replace(b"<w:body>", b"<w:body>" + nested))


FORTY = "{{% set n = namespace(a=(1,)) %}}{{% for i in range(40) %}}{{% set n.a = {} %}}{{% endfor %}}{{{{ {} }}}}"
# A list that holds itself twice, forty times over.
DOUBLED = (
    "{% set n = namespace(a=(1,), b=(1,)) %}{% for i in range(40) %}"
    "{% set n.a = (n.a, n.a) %}{% set n.b = (n.b, n.b) %}{% endfor %}"
)
EXPRESSIONS = (
    "{{ title.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ marks_at_top|map(attribute='__class__')|join }}{{ rows|map(attribute='__class__')|join }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}x" + "{% endfor %}" * 3,
    "{% set a = 'x' * 900000 %}{% for i in range(9999) %}{{ a }}{% endfor %}",
    "{{ 'x' * 10000000000 }}",
    "{{ 10 ** 10000000 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ ('a' * 900000)|replace('a', 'aa' * 900) }}",
    "{% set a = 'xxxxxxxxxxxxxxxxxx' %}" + "{% set a = a ~ a ~ a ~ a %}" * 40 + "{{ a }}",
    "{{ " + "(" * 1900 + "1" + ")" * 1900 + " }}",
    "{% if title %}" * 900 + "{% endif %}" * 900,
    "{{ title }}" * 3000,
    "{{ ('a ' * 400000)|title }}" * 200,
    *(
        f"{DOUBLED}{{{{ {use} }}}}"
        for use in (
            *(
                "n.a",
                "n.a|string|length",
                "n.a ~ ''",
                "n.a == n.b",
                "n.a in [n.b]",
                "[n.a, n.b]|sort|length",
                "[n.a].count(n.b)",
            ),
            *("'%s' % [n.a]", "{}[n.a]", "{}.get(n.a)", "[n.a, n.a]|unique|list|length"),
        )
    ),
    FORTY.format("[0, 0]|map('default', n.a, true)|list", "n.a == 1"),
    FORTY.format("namespace(a=n.a, b=n.a)", "[n]|string"),
    "{{ ['x' * 900000] * 900000 }}",
    "{{ 1 // (('f' * 900000)|int(0, 16) // ('e' * 400000)|int(0, 16)) }}",
    "{{r '<' * 900000 }}" * 20,
    "{{ '%(a)s' * 100000 % {'a': 'x' * 900000} }}",
    "{{ ('a' * 900000)|replace('a', ['x' * 900000]) }}",
)
TEMPLATES: dict[str, Callable[[], bytes]] = {
    "blanks to be cut in every way": lambda: template(many_blanks),
    "joined cells": lambda: template(merging_without_end),
    "rows outside a table": lambda: template(rows_outside),
    "tags that are not closed": lambda: template(paragraphs(*["{{ a"] * 900)),
    "tags in remarks": lambda: rewritten(lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b"<!-- {{ -->" * 1900)),
    "braces written as numbers": lambda: rewritten(lambda x: x.replace(b"{{ title }}", b"&#123;&#123; a" * 1900)),
    "another encoding": lambda: rewritten(
        lambda xml: xml.decode().replace("UTF-8", "UTF-16").replace("{{ title }}", "{{ a" * 1900).encode("utf-16")
    ),
    "a very long part": lambda: rewritten(lambda x: x.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 200_000)),
    "a bomb": bomb,
    "entities": lambda: rewritten(
        lambda xml: xml.replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document', 1)
    ),
    "tables in tables": lambda: deep(90),
}


def refused(folder: Path, files: list[Path]) -> list[str]:
    """What the check and the writer say to each of the files, a line each, from a process of their own."""
    code = (
        "import sys, pathlib, planforms\n"
        "column = planforms.Column('title', planforms.ColumnRole.TITLE)\n"
        "row = planforms.Activity({'title': planforms.Text.of('x')})\n"
        "plan = planforms.Plan(title=planforms.Text.of('x'), columns=(column,), rows=(row,))\n"
        "for name in sys.argv[1:]:\n"
        "    data = pathlib.Path(name).read_bytes()\n"
        "    for call in (planforms.check_template, lambda data: planforms.write(plan, 'docx', template=data)):\n"
        "        try:\n"
        "            made = call(data)\n"
        "            wrong = [f for f in getattr(made, 'faults', ()) if f.tag or f.severity == 'error']\n"
        "            print(name, ' '.join(str(wrong[0]).split()) if wrong else 'NOTHING')\n"
        "        except planforms.TemplateError as error:\n"
        "            print(name, ' '.join(str(error).split()))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *map(str, files)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=True,
    )
    return run.stdout.splitlines()


@pytest.mark.parametrize("part", PARTS)
def test_hostile_tags_are_refused_in_every_part(part: str, tmp_path: Path) -> None:
    files = []
    for number, words in enumerate(EXPRESSIONS if part == "body" else EXPRESSIONS[:7]):
        if part == "property" and len(words) > LONGEST_PROPERTY:
            continue
        files.append(tmp_path / f"{number}.docx")
        files[-1].write_bytes(template(in_part(part, words)))
    lines = refused(tmp_path, files)
    assert len(lines) == 2 * len(files)
    assert [line for line in lines if line.endswith("NOTHING")] == []


def test_hostile_files_are_refused(tmp_path: Path) -> None:
    files = []
    for number, make in enumerate(TEMPLATES.values()):
        files.append(tmp_path / f"{number}.docx")
        files[-1].write_bytes(make())
    lines = refused(tmp_path, files)
    assert len(lines) == 2 * len(files)
    assert [line for line in lines if line.endswith("NOTHING")] == []
