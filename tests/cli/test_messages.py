"""Every message of planforms is said in Lithuanian: none missing, none stale, each with the places to be filled."""

import gettext
import io
import re
import runpy
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from broken_plans import PAIRS, Pair
from click.testing import CliRunner, Result
from test_rules import found

from planforms.cli import main
from planforms.findings import Finding, Terms
from planforms.language import DOMAIN, FOLDER, Speaker, user_language
from planforms.reports.checked import advised, said
from planforms.rules import RULES, Rule

TOOL = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "messages.py"))
LITHUANIAN, ENGLISH = Speaker("lt"), Speaker("en")
BEHIND = "run python tools/messages.py and translate what it lists"
_PLACE = re.compile(r"{\w*[!:\w]*}|%\(\w+\)s")


def catalogue() -> Catalog:
    with TOOL["PO"].open("rb") as file:
        return read_po(file, locale="lt")


def known() -> dict[str | tuple[str, ...], Message]:
    return {_key(message): message for message in catalogue() if message.id}


def _key(message: Message) -> str | tuple[str, ...]:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def test_every_message_of_the_code_is_in_the_catalogue() -> None:
    missing = TOOL["messages"]().keys() - known().keys()
    assert missing == set(), BEHIND


def test_the_catalogue_has_nothing_that_the_code_no_longer_says() -> None:
    stale = known().keys() - TOOL["messages"]().keys()
    assert stale == set(), BEHIND


def test_every_message_is_translated_and_none_is_doubtful() -> None:
    undone = [key for key, message in known().items() if message.fuzzy or not all(_forms(message))]
    assert undone == [], BEHIND


def test_a_plural_has_the_three_forms_of_lithuanian() -> None:
    plurals = [message for message in known().values() if message.pluralizable]
    assert plurals
    assert all(len(_forms(message)) == 3 for message in plurals)


def test_a_translation_fills_the_places_of_its_message() -> None:
    wrong = [
        key
        for key, message in known().items()
        for form in _forms(message)
        if form
        and _places(form) != _places(key if isinstance(key, str) else key[-1])
        and not (isinstance(key, tuple) and _places(form) == _places(key[0]))
    ]
    assert wrong == []


def _places(words: str) -> set[str]:
    return set(_PLACE.findall(words))


def test_translations_quote_as_lithuanian_does() -> None:
    english = {key for key, m in known().items() if "”" in "".join(_forms(m)) and "Trūkumas:" not in "".join(_forms(m))}
    assert english == set()


def test_the_compiled_catalogue_is_the_one_that_is_read() -> None:
    made = io.BytesIO()
    write_mo(made, catalogue())
    made.seek(0)
    with TOOL["PO"].with_suffix(".mo").open("rb") as file:
        assert _said(read_mo(file)) == _said(read_mo(made)), BEHIND


def _said(compiled: Catalog) -> dict[object, object]:
    return {_key(message): message.string for message in compiled if message.id}


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 klaida"), (2, "2 klaidos"), (9, "9 klaidos"), (10, "10 klaidų"), (11, "11 klaidų"), (19, "19 klaidų"),
     (20, "20 klaidų"), (21, "21 klaida"), (22, "22 klaidos"), (100, "100 klaidų"), (101, "101 klaida")],
)  # fmt: skip
def test_numbers_take_their_forms(count: int, words: str) -> None:
    assert LITHUANIAN.count("{count} error", "{count} errors", count) == words


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.code)
def test_a_finding_is_said_in_lithuanian(pair: Pair) -> None:
    (finding,) = found(pair.broken)
    for say in (said, advised):
        assert say(finding, LITHUANIAN) != say(finding, ENGLISH)
        assert "{" not in say(finding, LITHUANIAN)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_keeps_its_paragraphs_in_lithuanian(rule: Rule) -> None:
    lithuanian = LITHUANIAN.say(rule.kind.page)
    assert lithuanian.count("\n\n") == rule.kind.page.count("\n\n")
    assert "Trūkumas" in lithuanian
    assert "Gerai: " in lithuanian


def test_terms_among_arguments_are_said_too() -> None:
    finding = Finding(code="M102", message="The mark is not complete; blank: {parts}",
                      arguments={"parts": Terms(("date", "kind of document"))})  # fmt: skip
    assert said(finding, LITHUANIAN) == "Žyma neišsami, neužpildyta: data, dokumento rūšis (įsakymas, protokolas)"
    assert said(finding, ENGLISH) == "The mark is not complete; blank: date, kind of document"


# The command line.


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize("command", [[], *([name] for name in main.list_commands(None))])  # type: ignore[arg-type]
def test_help_is_wholly_in_the_language_that_is_asked_for(command: list[str]) -> None:
    english = _texts(run("--lang", "en", *command, "--help").stdout)
    lithuanian = _texts(run("--lang", "lt", *command, "--help").stdout)
    assert english & lithuanian == set()
    assert "Naudojimas:" in run("--lang", "lt", *command, "--help").stdout


# Signs of both languages: a number, a template, a register.
_SIGNS = {"N", "T", "R"}


@pytest.mark.parametrize("command", [[], *([name] for name in main.list_commands(None))])  # type: ignore[arg-type]
def test_what_usage_lines_call_a_value_is_in_lithuanian(command: list[str]) -> None:
    def names(language: str) -> set[str]:
        lines = run("--lang", language, *command, "--help").stdout.splitlines()
        heads = [line[:33] for line in lines if re.match("(?:Usage|Naudojimas):|  -", line)]
        return set(re.findall(r"(?<![\w-])[A-Z]+\b", " ".join(heads)))

    assert names("en") & names("lt") <= _SIGNS


def _texts(help_words: str) -> set[str]:
    """The lines less usage lines and option names, which are the same in any language."""
    lines = (re.split(r"  +", line.strip())[-1] for line in help_words.splitlines())
    return {line for line in lines if " " in line and not re.match(r"\w+: planforms|-|\[|planforms", line)}


def test_click_speaks_the_language_too_and_forgets_it_after() -> None:
    before = gettext.textdomain()
    lithuanian = run("--lang", "lt", "nera").stderr
    assert "Tokios komandos nėra: „nera“." in lithuanian
    assert "[PARINKTYS] [KOMANDA] [ARGUMENTAI]" in lithuanian
    assert "Netinkama „--format“ reikšmė: „pdf“" in run("--lang", "lt", "check", "--format", "pdf", "x").stderr
    assert "No such command 'nera'." in run("--lang", "en", "nera").stderr
    assert gettext.textdomain() == before


@pytest.mark.parametrize(
    ("environment", "language"),
    [({"LANG": "lt_LT.UTF-8"}, "lt"), ({"LANG": "en_GB.UTF-8"}, "en"), ({"LANG": "lt_LT", "LC_ALL": "de_DE"}, "en"),
     ({"LANGUAGE": "lt:en", "LANG": "en_US"}, "lt")],
)  # fmt: skip
def test_the_locale_decides_the_language(environment: dict[str, str], language: str) -> None:
    assert user_language(environment) == language


def test_the_catalogue_is_where_gettext_looks() -> None:
    assert gettext.find(DOMAIN, str(FOLDER), ["lt"]) == str(TOOL["PO"].with_suffix(".mo"))


def test_the_language_is_asked_for_anywhere_in_a_command() -> None:
    assert run("check", "--help", "--lang", "lt").stdout == run("--lang", "lt", "check", "--help").stdout
    assert run("check", "--lang=lt", "--help").stdout == run("--lang", "lt", "check", "--help").stdout


def test_planforms_alone_shows_five_examples_in_either_language() -> None:
    for language, words in (("en", "The official document"), ("lt", "Oficialus plano dokumentas")):
        shown = run("--lang", language)
        assert shown.exit_code == 0
        assert len(shown.stdout.splitlines()) == 5
        assert words in shown.stdout
        assert "planforms --help" in shown.stderr


def test_help_is_a_command_too_and_a_file_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("help").touch()
    assert run("help").stdout == run("--help").stdout
    assert run("help", "roll").stdout == run("roll", "--help").stdout
    assert run("help", "settings", "init").stdout == run("settings", "init", "--help").stdout
    plan = tmp_path / "planas.xlsx"
    plan.touch()
    asked = run("--lang", "en", str(plan))
    assert asked.exit_code == 2
    assert f"Say first what to do with the file: planforms check {plan}" in asked.stderr
    assert "No such command" in run("--lang", "en", "a" * 300).stderr  # longer than a name of a file may be
    assert "There is no command “chek”; did you mean “check”?" in run("--lang", "en", "chek", str(plan)).stderr
    assert "Parinkčiai „--annotate“ reikia reikšmės." in run("--lang", "lt", "check", str(plan), "--annotate").stderr


def test_the_version_names_what_is_installed_beside_it() -> None:
    lines = run("--lang", "en", "--version").stdout.splitlines()
    assert lines[0].startswith("planforms, version ")
    assert [line.partition(":")[0] for line in lines[2:4]] == ["LibreOffice", "planforms[web]"]
