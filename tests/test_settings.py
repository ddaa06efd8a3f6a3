"""``planforms.toml``: what a school always says, where it is found, and what is refused in it."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from planforms.cli import main
from planforms.cli.settings import find_settings
from planforms.errors import UsageError
from planforms.settings import FILE_NAME, OwnBreak, Settings, format_settings, parse_settings

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
