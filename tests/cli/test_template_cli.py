"""``planforms template`` at the command line, and the page of names that a template may use."""

import io
import re
import runpy
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from composed import plan
from docx.document import Document
from docx.oxml.ns import qn
from docx_templates import notes, template
from msgspec.structs import replace
from test_template_check import sound

import planforms
from planforms.cli import main
from planforms.companions.documents import Minutes, Order
from planforms.language import Speaker
from planforms.model import ColumnRole, Details
from planforms.reports.names import listing
from planforms.writers.docx import TemplateKind
from planforms.writers.docx.context import PrintedRow
from planforms.writers.docx.language import COLUMNS, NAMES

TOOL = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "template_names.py"))


def run(*arguments: str | Path, lang: str = "en") -> Result:
    return CliRunner().invoke(main, ["--lang", lang, "template", *map(str, arguments)])


@pytest.mark.parametrize(
    ("kind", "name"),
    [("plan", "plano-sablonas.docx"), ("order", "isakymo-sablonas.docx"), ("minutes", "protokolo-sablonas.docx")],
)
def test_the_built_in_template_is_written_and_never_over_another_file(
    kind: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("out", kind).exit_code == 0
    assert (tmp_path / name).read_bytes() == planforms.built_in_template(kind)
    (tmp_path / name).write_bytes(b"mine")
    again = run("out", kind)
    assert (again.exit_code, (tmp_path / name).read_bytes()) == (2, b"mine")
    assert "exists already" in again.stderr
    assert run("out", kind, "--force").exit_code == 0
    assert (tmp_path / name).read_bytes() == planforms.built_in_template(kind)


def test_out_without_a_word_is_the_plan_and_may_go_to_standard_output() -> None:
    result = run("out", "-o", "-")
    assert (result.stdout_bytes, result.stderr) == (planforms.built_in_template(), "")


def test_the_report_tells_place_tag_and_what_to_do(tmp_path: Path) -> None:
    def make(document: Document) -> None:
        sound(document)
        document.add_paragraph("{{ titel }}")
        document.sections[0].footer.paragraphs[0].text = "{{ details.twon }}"

    own = tmp_path / "own.docx"
    own.write_bytes(template(make))
    english, lithuanian = run("check", own), run("check", own, lang="lt")
    assert english.exit_code == lithuanian.exit_code == 1
    assert english.stdout.splitlines() == [
        str(own),
        "  paragraph 12",
        "    error    There is no “titel”: „{{ titel }}“",
        "             Did you mean “title”?",
        "  footer, paragraph 1",
        "    error    There is no “twon” in it: „{{ details.twon }}“",
        "             Did you mean “town”?",
        "",
        f"{own}, the template of a plan: 2 errors",
    ]
    assert "    klaida     Vardo „titel“ nėra: „{{ titel }}“" in lithuanian.stdout.splitlines()
    assert lithuanian.stdout.splitlines()[-1] == f"{own}, plano šablonas: 2 klaidos"


def test_advice_alone_is_no_fault(tmp_path: Path) -> None:
    own = tmp_path / "own.docx"
    own.write_bytes(template(without_marks))
    result = run("check", own)
    assert result.exit_code == 0
    assert "advice" in result.stdout


def without_marks(document: Document) -> None:
    sound(document)
    last = document.paragraphs[-1]
    assert "marks_at_end" in last.text
    last.text = ""


def test_what_is_no_document_is_one_sentence(tmp_path: Path) -> None:
    own = tmp_path / "own.docx"
    own.write_bytes(b"no document")
    result = run("check", own)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert run("check", tmp_path / "none.docx").exit_code == 2


def test_the_kind_may_be_said() -> None:
    source = "templates/order.docx"
    own = Path(__file__).parents[2] / source
    assert run("check", own, "--for", "order").exit_code == 0
    assert run("check", own, "--for", "plan").exit_code == 1


@pytest.mark.parametrize("command", ["out", "check", "names"])
def test_help_of_each_is_in_the_language_that_is_asked_for(command: str) -> None:
    english, lithuanian = (run(command, "--help", lang=lang).stdout for lang in ("en", "lt"))
    assert "Usage:" in english
    assert "Naudojimas:" in lithuanian
    said = set(re.findall(r"\w+ \w+ \w+", english)) & set(re.findall(r"\w+ \w+ \w+", lithuanian))
    assert said == {f"main template {command}"}


# The names.


def test_every_name_that_a_class_prints_is_told_or_is_for_planforms_itself() -> None:
    untold = {
        f"{kind.__name__}.{field}"
        for kind, names in NAMES.items()
        for field in set(kind.__struct_fields__) - set(names)
    }
    assert untold == {
        *("PrintedRow.texts", "PrintedCell.form", "PrintedCell.merge", "PrintedColumn.form", "Line.xml", "Line.source"),
        *("Line.measured", "PrintedPlan.table_width", "PrintedRow.goes_on"),
        *("Order.gaps", "Minutes.gaps", "Amendment.gaps"),
    }
    assert {name.removesuffix("-1") for name in COLUMNS} == set(ColumnRole)
    assert {Order, Minutes, Details, PrintedRow} <= set(NAMES)


def test_every_name_that_is_told_is_there() -> None:
    for kind, names in NAMES.items():
        assert set(names) - {"blanks"} <= set(kind.__struct_fields__)


def test_the_page_of_names_is_the_one_that_the_tool_makes() -> None:
    page = TOOL["PAGE"].read_text(encoding="utf-8")
    assert page == TOOL["made"](page), "python tools/template_names.py"


@pytest.mark.parametrize("kind", TemplateKind)
def test_the_command_lists_the_names_of_a_kind(kind: TemplateKind) -> None:
    assert run("names", kind).stdout == f"{listing(kind, Speaker('en'))}\n"
    lithuanian = run("names", kind, lang="lt").stdout
    assert "Filtrai:" in lithuanian
    assert "the " not in lithuanian


def test_headers_footers_footnotes_and_properties_use_the_names_too() -> None:
    def make(document: Document) -> None:
        sound(document)
        document.sections[0].header.paragraphs[0].text = "{{ details.institution }}"
        document.sections[0].footer.paragraphs[0].text = "{{r title }} ({% if rows %}1{% endif %})"
        document.core_properties.subject = "{{ details.town }}"
        document.core_properties.title = "{{ name }}"
        notes(document, "Planas: {{ name }}")

    data = template(make)
    assert planforms.check_template(data).faults == ()
    known = replace(plan(), details=Details(institution="Upėnų progimnazija", town="Upėnai"))
    made = docx.Document(io.BytesIO(planforms.write(known, "docx", template=data)))
    title = "Upėnų progimnazijos bibliotekos veiklos planas 2026–2027 m. m."
    assert made.sections[0].header.paragraphs[0].text == "Upėnų progimnazija"
    footer = made.sections[0].footer.paragraphs[0].text
    assert " ".join(footer.replace("\u2060", "").split()) == f"{title} (1)"
    assert (made.core_properties.title, made.core_properties.subject) == (title, "Upėnai")
    note = next(part for part in made.part.package.iter_parts() if part.partname.endswith("footnotes.xml"))
    assert f"Planas: {title}" in note.blob.decode().replace("\u00a0", " ").replace("\u2060", "")
    assert made.element.body.find(qn("w:tbl")) is not None
