"""``planforms.toml``: what a school always says, where it is found, and what is refused in it."""

import datetime as dt
import io
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import planforms
from planforms.cli import main
from planforms.cli.settings import find_settings
from planforms.dates import Break
from planforms.errors import UsageError
from planforms.settings import (
    FILE_NAME,
    OwnBreak,
    Settings,
    format_settings,
    parse_settings,
    school_breaks,
    with_details,
)

SAMPLES = Path(__file__).parents[2] / "samples"

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "), max_size=30).map(
    lambda words: " ".join(words.split())
)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
BREAKS = st.builds(
    lambda name, first, days: OwnBreak(name, first, first + dt.timedelta(days)), WORDS, DAYS, st.integers(0, 20)
)
SETTINGS = st.builds(
    Settings,
    institution=WORDS,
    town=WORDS,
    head_position=WORDS,
    head_name=WORDS,
    legal_basis=WORDS,
    template=WORDS,
    breaks=st.lists(BREAKS, max_size=3).map(tuple),
)


@given(SETTINGS)
def test_settings_that_are_written_read_back_equal(settings: Settings) -> None:
    assert parse_settings(format_settings(settings).encode(), FILE_NAME) == settings


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('instituton = "Upėnų mokykla"', "“instituton”.*did you mean “institution”"),
        ('spalva = "žalia"', "“spalva”.*it knows institution, town"),
        ("town = 5", "The value of “town”"),
        ("breaks = 5", "The value of “breaks”"),
        ('[[breaks]]\nname = "Rudens"\nfirst = 2026-10-30\nlast = 2026-10-26', "The value of “breaks”"),
        ('[[breaks]]\nname = "Rudens"\nfirst = 2026-10-30', "The value of “breaks”"),
        ("[[breaks]]\nfirst = 2026-10-26T08:00:00\nlast = 2026-10-30", "The value of “breaks”"),
        ('[[breaks]]\nnme = "Rudens"', "did you mean “name”"),
        ('town = "Up', "is not a valid TOML file"),
    ],
)
def test_a_mistake_is_refused_in_one_sentence(written: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse_settings(written.encode(), FILE_NAME)


def test_bytes_that_are_not_utf_8_are_refused() -> None:
    with pytest.raises(UsageError, match="is not a valid TOML file"):
        parse_settings('town = "Šilagiris"'.encode("cp1257"), FILE_NAME)


def test_the_nearest_file_above_the_plan_is_taken(tmp_path: Path) -> None:
    plans = tmp_path / "planai" / "2026"
    plans.mkdir(parents=True)
    (tmp_path / FILE_NAME).write_text('town = "Toli"', encoding="utf-8")
    (tmp_path / "planai" / FILE_NAME).write_text('town = "Arti"\ntemplate = "savas.docx"', encoding="utf-8")
    found = find_settings(str(plans / "planas.xlsx"))
    assert found.settings.town == "Arti"
    assert found.template == str(tmp_path / "planai" / "savas.docx")


def test_without_a_file_beside_or_above_the_users_own_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    assert find_settings().file is None
    own = tmp_path / "config" / "planforms"
    own.mkdir(parents=True)
    (own / FILE_NAME).write_text('town = "Šilagiris"', encoding="utf-8")
    assert find_settings("planas.xlsx").settings.town == "Šilagiris"


def test_the_command_shows_what_holds_and_from_where(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    file.write_text('town = "Šilagiris"\n', encoding="utf-8")
    result = CliRunner().invoke(main, ["settings", str(tmp_path / "planas.xlsx")])
    assert result.exit_code == 0
    assert result.stdout == 'town = "Šilagiris"\n'
    assert str(file) in result.stderr


def test_the_command_refuses_a_faulty_file(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("miestas = 1", encoding="utf-8")
    result = CliRunner().invoke(main, ["settings", str(tmp_path / "planas.xlsx")])
    assert result.exit_code == 2
    assert "“miestas”" in result.stderr


WRITTEN = """institution = "Šilagirio gimnazija"
town = "Šilagiris"
head-position = "direktorė"
head-name = "Rasa Uosytė"
legal-basis = "gimnazijos nuostatų 25 punktu"
template = "savas.docx"

[[breaks]]
name = "Rudens atostogos"
first = 2026-11-09
last = 2026-11-13
"""


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A folder with a plan, a school's settings and its template."""
    (tmp_path / FILE_NAME).write_text(WRITTEN, encoding="utf-8")
    (tmp_path / "planas.xlsx").write_bytes((SAMPLES / "menu-grupe.xlsx").read_bytes())
    template = docx.Document(io.BytesIO(planforms.built_in_template()))
    template.paragraphs[0].insert_paragraph_before("Šilagirio gimnazijos forma")
    template.save(str(tmp_path / "savas.docx"))
    return tmp_path


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, ["--lang", "en", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result


def words(document: Path) -> str:
    return "\n".join(
        paragraph.text.replace("\u00a0", " ").replace("\u2060", "")
        for paragraph in docx.Document(str(document)).paragraphs
    )


def test_convert_takes_the_template_of_the_school_and_an_option_wins(school: Path) -> None:
    run("convert", school / "planas.xlsx")
    assert "Šilagirio gimnazijos forma" in words(school / "planas.docx")
    (school / "kitas.docx").write_bytes(planforms.built_in_template())
    run("convert", school / "planas.xlsx", "--template", school / "kitas.docx", "-o", school / "kitaip.docx")
    assert "Šilagirio gimnazijos forma" not in words(school / "kitaip.docx")
    run("convert", school / "planas.xlsx", "-o", school / "planas.json")


def test_a_template_of_the_settings_that_is_not_there_is_refused(school: Path) -> None:
    (school / "savas.docx").unlink()
    result = CliRunner().invoke(main, ["--lang", "en", "convert", str(school / "planas.xlsx")])
    assert result.exit_code == 2
    assert "savas.docx" in result.stderr


def test_an_order_takes_what_the_school_always_says_and_options_win(school: Path) -> None:
    out = school / "isakymas.docx"
    assert (
        "nothing is left to fill in"
        in run(
            *("companion", "order", school / "planas.xlsx", "-o", out),
            *("--order-date", "2025-09-15", "--order-no", "V-1"),
        ).stderr
    )
    assert "Šilagiris" in words(out)
    assert "Vadovaudamasi gimnazijos nuostatų 25 punktu" in words(out)
    run(
        "companion",
        "order",
        school / "planas.xlsx",
        "-o",
        out,
        "--force",
        "--town",
        "Kalnynė",
        "--basis",
        "nuostatų 7 punktu",
    )
    assert "Kalnynė" in words(out)
    assert "Šilagiris" not in words(out)
    assert "nuostatų 7 punktu" in words(out)


def test_roll_takes_the_template_and_the_breaks_of_the_school(school: Path) -> None:
    (school / "planas.csv").write_text(
        "PAŽINTINIŲ IŠVYKŲ 2025–2026 M. M. PLANAS;;\nEil. Nr.;Veikla;Data\n"
        "1;Stovykla;2025 m. lapkričio 3–7 d. (rudens atostogos)\n",
        encoding="utf-8",
    )
    run("roll", school / "planas.csv", "--to", "2026-2027", "-o", school / "naujas.docx")
    assert "Šilagirio gimnazijos forma" in words(school / "naujas.docx")
    activity = planforms.read(school / "naujas.docx").plan.activities[0]
    assert activity.when.edtf == "2026-11-09/2026-11-13"


@pytest.mark.parametrize(
    ("name", "first", "expected", "year"),
    [
        ("Rudens atostogos", dt.date(2026, 10, 26), Break.AUTUMN, 2026),
        ("Žiemos (Kalėdų) atostogos", dt.date(2026, 12, 23), Break.CHRISTMAS, 2026),
        ("žiemos", dt.date(2026, 12, 28), Break.CHRISTMAS, 2026),
        ("žiemos", dt.date(2027, 1, 4), Break.CHRISTMAS, 2026),
        ("Žiemos atostogos", dt.date(2027, 2, 15), Break.WINTER, 2026),
        ("PAVASARIO (VELYKŲ)", dt.date(2027, 3, 29), Break.SPRING, 2026),
        ("Vasaros atostogos", dt.date(2027, 6, 11), Break.SUMMER, 2026),
    ],
)
def test_a_break_is_known_by_its_name(name: str, first: dt.date, expected: Break, year: int) -> None:
    own = OwnBreak(name, first, first + dt.timedelta(4))
    (found,) = school_breaks(Settings(breaks=(own,)))
    assert (found.name, found.school_year, found.first, found.last) == (expected, year, first, own.last)


def test_a_break_that_is_not_known_is_refused() -> None:
    with pytest.raises(UsageError, match="name it by its season"):
        school_breaks(Settings(breaks=(OwnBreak("Poilsis", dt.date(2026, 10, 26), dt.date(2026, 10, 30)),)))


def test_the_form_to_fill_in_knows_the_school(school: Path) -> None:
    run("blank", "--year", "2026-2027", "-o", school / "forma.xlsx")
    details = planforms.read(planforms.blank("2026-2027", school=parse_settings(WRITTEN.encode(), FILE_NAME)), "a.xlsx")
    assert planforms.read(school / "forma.xlsx").plan.details == details.plan.details
    assert details.plan.details.institution == "Šilagirio gimnazija"
    assert details.plan.details.head_name == "Rasa Uosytė"


def test_what_the_plan_says_of_the_school_wins_over_the_settings() -> None:
    plan = planforms.read(SAMPLES / "menu-grupe.xlsx").plan
    own = replace(plan, details=replace(plan.details, town="Kalnynė"))
    known = with_details(own, Settings(town="Šilagiris", head_name="Rasa Uosytė")).details
    assert (known.town, known.head_name) == ("Kalnynė", "Rasa Uosytė")


def test_five_questions_make_the_file_and_enter_takes_what_the_plan_says(tmp_path: Path) -> None:
    plan = planforms.read(str(SAMPLES / "menu-grupe.xlsx")).plan
    known = replace(plan, details=replace(plan.details, institution="Šilagirio gimnazija"))
    (tmp_path / "planas.json").write_bytes(planforms.write(known, "json"))
    answers = "\nŠilagiris\ndirektorė\nRasa Uosytė\n\n"
    result = CliRunner().invoke(main, ["settings", "init", str(tmp_path / "planas.json")], input=answers)
    assert result.exit_code == 0
    assert find_settings(str(tmp_path / "planas.json")).settings == Settings(
        institution="Šilagirio gimnazija", town="Šilagiris", head_position="direktorė", head_name="Rasa Uosytė"
    )


def test_the_position_of_the_head_is_offered_from_the_approval_mark(tmp_path: Path) -> None:
    plan = tmp_path / "planas.xlsx"
    plan.write_bytes((SAMPLES / "menu-grupe.xlsx").read_bytes())
    assert CliRunner().invoke(main, ["settings", "init", str(plan)], input="\n" * 5).exit_code == 0
    assert find_settings(str(plan)).settings.head_position == "direktorius"


@pytest.mark.parametrize("by", ["Alksnių mokyklos tarybos", "Alksnių savivaldybės mero", "Direktoriaus pavaduotojos"])
def test_no_position_is_offered_where_the_mark_names_no_head(tmp_path: Path, by: str) -> None:
    mark = planforms.parse_mark(f"PATVIRTINTA\n{by}\n2025 m. rugsėjo 1 d. sprendimu Nr. 5")
    plan = replace(planforms.read(SAMPLES / "menu-grupe.xlsx").plan, marks=(mark,))
    (tmp_path / "planas.json").write_bytes(planforms.write(plan, "json"))
    CliRunner().invoke(main, ["settings", "init", str(tmp_path / "planas.json")], input="\n" * 5)
    assert not find_settings(str(tmp_path / "planas.json")).settings.head_position


def test_settings_that_exist_are_kept_and_no_answer_writes_nothing(tmp_path: Path) -> None:
    plan = str(tmp_path / "planas.xlsx")
    (tmp_path / FILE_NAME).write_text('town = "Upėnai"', encoding="utf-8")
    (tmp_path / "planas.xlsx").write_bytes((SAMPLES / "menu-grupe.xlsx").read_bytes())
    assert CliRunner().invoke(main, ["settings", "init", plan], input="\n" * 5).exit_code == 2
    assert CliRunner().invoke(main, ["settings", "init", "--force", plan], input="").exit_code == 1
    assert (tmp_path / FILE_NAME).read_text(encoding="utf-8") == 'town = "Upėnai"'
