"""The page without a browser: what each button gives, who is let in, and that nothing is kept."""

import io
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import hostile
import pdfplumber
import pytest
from click.testing import CliRunner
from drafted import FAIR, TALK, draft, row
from web_pages import GUARD, HOST, ORIGIN, Files, client, main, name_of, press, today

import planforms
from planforms.cli import main as command_line
from planforms.office import pdf_maker
from planforms.settings import Settings, parse_settings
from planforms.web.app import Guard

SAMPLE = Path(__file__).parents[2] / "samples" / "menu-grupe.xlsx"
DATA = SAMPLE.read_bytes()
FILE = (DATA, "veiklų planas.xlsx")
DOCX = ((SAMPLE.with_suffix(".docx")).read_bytes(), "planas.docx")


def by_command_line(tmp_path: Path, ending: str, *arguments: str, file: Files = FILE) -> bytes:
    """What the command line writes; ``IN`` is the *file* and ``OUT`` what it writes."""
    source, target = tmp_path / file[1], tmp_path / f"out.{ending}"
    source.write_bytes(file[0])
    names = {"IN": str(source), "OUT": str(target)}
    CliRunner().invoke(command_line, ["--lang", "lt", *(names.get(word, word) for word in arguments)])
    return target.read_bytes()


# What each button gives.


@pytest.mark.parametrize(
    ("action", "name", "fields", "arguments"),
    [
        ("docx", "veiklų planas.docx", {}, ["convert", "IN", "-o", "OUT"]),
        (
            "docx",
            "veiklų planas.docx",
            {"order_no": "V-121", "order_date": "2025 m. rugsėjo 15 d.", "minutes_no": "7"},
            ["convert", "IN", "-o", "OUT", "--order-no", "V-121", "--order-date", "2025-09-15", "--minutes-no", "7"],
        ),
        ("ics", "veiklų planas.ics", {}, ["convert", "IN", "-o", "OUT"]),
        ("annotated", "veiklų planas-pastabos.xlsx", {}, ["check", "IN", "--annotate", "OUT"]),
        ("fixed", "veiklų planas-pataisytas.xlsx", {}, ["check", "IN", "--fix", "OUT"]),
        ("draft", "veiklų planas-2026-2027.xlsx", {}, ["roll", "IN", "--to", "2026-2027", "-o", "OUT"]),
        (
            "draft",
            "veiklų planas-2027-2028.xlsx",
            {"to": "2027-2028"},
            ["roll", "IN", "--to", "2027-2028", "-o", "OUT"],
        ),
        ("order", "veiklų planas-įsakymas.docx", {}, ["companion", "order", "IN", "-o", "OUT"]),
        ("minutes", "veiklų planas-protokolo-išrašas.docx", {}, ["companion", "minutes", "IN", "-o", "OUT"]),
    ],
)
def test_a_download_has_the_bytes_of_the_command_line(
    tmp_path: Path, action: str, name: str, fields: dict[str, str], arguments: list[str]
) -> None:
    answer = press(client(), action, FILE, fields=fields)
    assert (answer.status_code, name_of(answer)) == (200, name)
    assert answer.data == by_command_line(tmp_path, name.rpartition(".")[2], *arguments)


def test_a_word_document_is_marked_in_place_as_by_the_command_line(tmp_path: Path) -> None:
    fields = {"order-no": "V-121", "order-date": "2025 m. rugsėjo 15 d.", "minutes-no": "7"}
    options = ["--order-no", "V-121", "--order-date", "2025-09-15", "--minutes-no", "7"]
    answer = press(client(), "mark", DOCX, fields=fields)
    assert name_of(answer) == "planas-su-žyma.docx"
    marked = planforms.read(answer.data, "x.docx").plan
    assert (
        marked == planforms.read(by_command_line(tmp_path, "docx", "mark", "IN", "-o", "OUT", *options, file=DOCX)).plan
    )
    assert [mark.acts[0].number for mark in marked.marks] == ["V-121", "7"]


@pytest.mark.parametrize(
    ("file", "fields", "sentence"),
    [
        (FILE, {"order-no": "V-1"}, "is an Excel workbook; marks are filled in Word documents"),
        (DOCX, {}, "Nothing is named to fill; add “Number of the order”, “Date of the order”, “Number of the minutes”"),
        (DOCX, {"order-no": "V-1", "filled-from": "0" * 16}, "are those of another file"),
        (DOCX, {"minutes-no-3": "5"}, "endorsement"),
    ],
)
def test_what_cannot_be_marked_is_a_sentence(file: Files, fields: dict[str, str], sentence: str) -> None:
    answer = press(client(language="en"), "mark", file, fields=fields)
    assert answer.status_code == 422
    assert sentence in main(answer)


def test_a_document_made_of_a_document_has_another_name() -> None:
    assert name_of(press(client(), "docx", DOCX)) == "planas-oficialus.docx"


def test_a_pdf_is_the_document(soffice: object) -> None:  # noqa: ARG001 -- where there is none, this is skipped
    answer = press(client(pdf=pdf_maker()), "pdf", FILE)
    assert name_of(answer) == "veiklų planas.pdf"
    with pdfplumber.open(io.BytesIO(answer.data)) as paper:
        assert "PATVIRTINTA" in (paper.pages[0].extract_text() or "")


def test_without_libreoffice_the_reason_is_on_the_page() -> None:
    assert "rengiamas programa „LibreOffice“" in main(press(client(), "pdf", FILE))
    assert "nėra programos „LibreOffice“" in main(client().get("/", headers=RIGHT))


def test_two_plans_are_compared() -> None:
    changed = planforms.write(draft(FAIR, TALK), "json")
    same = press(client(), "diff", FILE, other=(DATA, "kitas.xlsx"))
    other = press(client(), "diff", FILE, other=(changed, "kitas.json"))
    assert name_of(same) == "veiklų planas-palyginimas.html"
    assert b"<ins>" not in same.data
    assert "pridėta" in other.text


def test_a_form_for_a_year_is_read_again() -> None:
    answer = press(client(), "blank", path="/year", period="2026-2027")
    assert name_of(answer) == "planas-2026-2027.xlsx"
    assert answer.data == planforms.blank("2026-2027")


# What the page says.


def test_the_findings_are_beside_the_plan() -> None:
    said = main(press(client(), "check", FILE))
    assert "Pavardės atskirtos tik tarpais" in said
    assert "--" not in said


def test_a_plan_without_faults_is_told_so() -> None:
    plan = planforms.write(
        draft(FAIR, TALK, marks=("PATVIRTINTA\nMokyklos direktoriaus\n2025 m. rugsėjo 1 d. įsakymu Nr. V-1",)), "json"
    )
    found = planforms.check(planforms.read(plan, "planas.json"), today=today())
    assert found == ()
    assert "Trūkumų nerasta." in main(press(client(), "check", (plan, "planas.json")))


@pytest.mark.parametrize(
    ("file", "fields", "sentence"),
    [
        (None, {}, "Failas nepasirinktas"),
        (FILE, {"order_date": "vakar"}, "„vakar“ nėra data"),
        (FILE, {"minutes_date": "2025-13-45"}, "„2025-13-45“ nėra data"),
        (FILE, {"heading_row": "trečia"}, "„trečia“ nėra eilutės numeris"),
        (FILE, {"period": "kada nors"}, "kada nors"),
        (FILE, {"filled_from": "kitas", "order_no": "V-9"}, "likę kito failo numeriai"),
        ((b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "planas.png"), {}, "planas.png"),
        ((b"", "planas.docx"), {}, "planas.docx"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(file: Files | None, fields: dict[str, str], sentence: str) -> None:
    answer = press(client(), "docx", file, fields=fields)
    assert answer.status_code == 422
    assert sentence in main(answer)


def test_fields_as_the_page_filled_them_change_nothing() -> None:
    read = {
        "order_no": "V-118",
        "order_no_read": "V-118",
        "approved_by": "Šilagirio gimnazijos direktoriaus",
        "approved_by_read": "Šilagirio gimnazijos direktoriaus",
    }
    assert press(client(), "docx", FILE, fields=read).data == press(client(), "docx", FILE).data


def test_the_mark_is_shown_as_it_will_be_printed_without_the_file() -> None:
    words = "PATVIRTINTA\nMokyklos direktoriaus\n2025 m. rugsėjo 1 d. įsakymu Nr. V-1"
    said = main(press(client(), "preview", mark_0=words, order_no="V-27", order_no_read="V-1"))
    assert "2025 m. rugsėjo 1 d. įsakymu Nr. V-27" in said


def test_the_language_is_the_persons() -> None:
    browser = client()
    headers = {"Host": HOST, "Accept-Language": "en-GB,en;q=0.8"}
    assert "Drag the file here" in browser.get("/", headers=headers).text
    assert "Nutempkite failą" in browser.get("/?lang=lt", headers=headers).text
    assert "Nutempkite failą" in browser.get("/", headers={"Host": HOST}).text


def test_settings_are_kept_and_come_into_the_order() -> None:
    kept: list[str] = []
    browser = client(save_settings=kept.append)
    answer = press(browser, "settings", path="/year", institution="Beržyno mokykla", head_name='Rasa "R" Liepa')
    assert "Įrašyta." in main(answer)
    saved = parse_settings(kept[0].encode(), "planforms.toml")
    assert saved == Settings(institution="Beržyno mokykla", head_name='Rasa "R" Liepa')


def test_the_breaks_and_the_template_of_the_settings_are_used_as_by_the_command_line(tmp_path: Path) -> None:
    words = (
        '[[breaks]]\nname = "Rudens atostogos"\nfirst = 2026-10-19\nlast = 2026-10-23\n\n'
        '[[breaks]]\nname = "Rudens atostogos"\nfirst = 2025-11-03\nlast = 2025-11-07\n'
    )
    plan = b"VEIKLOS PLANAS 2025-2026 M. M.\n\nVeikla\tData\nStovykla\t2025-11-03\nMug\xc4\x97\t2025-12-04\n"
    template = planforms.built_in_template("plan")
    (tmp_path / "mano.docx").write_bytes(template)
    (tmp_path / "planforms.toml").write_text(f'template = "mano.docx"\n{words}', encoding="utf-8")
    asked: list[str] = []

    def load_template() -> bytes:
        asked.append("mano.docx")
        return template

    settings = parse_settings((tmp_path / "planforms.toml").read_bytes(), "planforms.toml")
    browser = client(load_settings=lambda: settings, load_template=load_template)
    by_page = press(browser, "draft", (plan, "planas.txt"))
    assert by_page.data == by_command_line(
        tmp_path, "docx", "roll", "IN", "--to", "2026-2027", "-o", "OUT", file=(plan, "planas.txt")
    )
    assert by_page.data != press(client(), "draft", (plan, "planas.txt")).data
    press(browser, "docx", (plan, "planas.txt"))
    assert asked == ["mano.docx", "mano.docx"]


# Who is let in.

ROUTES = [("GET", "/"), ("POST", "/"), ("GET", "/year"), ("POST", "/year"), ("POST", "/quit")]
RIGHT = {"Host": HOST, "Origin": ORIGIN}


def test_every_route_is_walked() -> None:
    rules = client().application.url_map.iter_rules()
    assert {(method, rule.rule) for rule in rules for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}} == set(
        ROUTES
    )


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize(
    ("headers", "cookie"),
    [
        ({**RIGHT, "Host": "planforms.example:8431"}, GUARD.token),  # a name bound anew to 127.0.0.1
        ({**RIGHT, "Host": "localhost:8431"}, GUARD.token),
        ({**RIGHT, "Host": "127.0.0.1:8432"}, GUARD.token),
        ({**RIGHT, "Origin": "https://planforms.example"}, GUARD.token),  # a form of another site
        ({**RIGHT, "Origin": "null"}, GUARD.token),
        ({**RIGHT, "Origin": "http://127.0.0.1:8432"}, GUARD.token),
        (RIGHT, "kitas"),
        (RIGHT, ""),
    ],
)
def test_nobody_else_is_let_in(method: str, path: str, headers: dict[str, str], cookie: str) -> None:
    browser = client()
    browser.set_cookie(GUARD.cookie, cookie, domain=headers["Host"].partition(":")[0])
    data = {"form-token": GUARD.form_token} if method == "POST" else None
    answer = browser.open(path, method=method, headers=headers, data=data)
    assert answer.status_code == 403
    assert "form-token" not in answer.text


@pytest.mark.parametrize("path", ["/", "/year", "/quit"])
@pytest.mark.parametrize("data", [{}, {"form-token": "kitas"}, {"form-token": ""}])
def test_a_form_without_its_token_does_nothing(path: str, data: dict[str, str]) -> None:
    ended: list[bool] = []
    answer = client(stop=lambda: ended.append(True)).post(path, data=data, headers=RIGHT)
    assert (answer.status_code, ended) == (403, [])


@pytest.mark.parametrize(("method", "path"), [("PUT", "/"), ("DELETE", "/year"), ("GET", "/quit"), ("PATCH", "/")])
def test_another_method_is_refused(method: str, path: str) -> None:
    assert client().open(path, method=method, headers=RIGHT).status_code == 405


def test_without_an_origin_only_reading_is_allowed() -> None:
    browser = client()
    assert browser.get("/", headers={"Host": HOST}).status_code == 200
    assert browser.post("/", data={"form-token": GUARD.form_token}, headers={"Host": HOST}).status_code == 403


def test_the_address_of_the_run_gives_the_cookie_and_goes_from_the_bar() -> None:
    browser = client()
    browser.delete_cookie(GUARD.cookie, domain="127.0.0.1")
    guard = Guard(HOST, "abc")
    assert guard.address == f"http://{HOST}/?token=abc"
    answer = browser.get("/", query_string={"token": GUARD.token}, headers={"Host": HOST})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("planforms-8431=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert browser.get("/", query_string={"token": "kitas"}, headers={"Host": "127.0.0.1:1"}).status_code == 403


def test_every_answer_has_the_rules_for_the_browser() -> None:
    browser = client()
    answers = [
        browser.get("/", headers=RIGHT),
        browser.get("/kitur", headers=RIGHT),
        browser.get("/", headers={"Host": "kitas"}),
        press(browser, "docx", FILE),
        press(browser, "check", FILE),
        press(browser, "docx"),
    ]
    assert [answer.status_code for answer in answers] == [200, 404, 403, 200, 200, 422]
    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith(
            "default-src 'none'; form-action 'self'; base-uri 'none'; connect-src 'self'; frame-ancestors"
        )
        assert "unsafe" not in policy
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


# Nothing is kept, and nothing mixes.


@pytest.fixture(scope="module")
def written() -> Iterator[list[str]]:
    """What is opened for writing while the list is watched: it is emptied to begin with."""
    names: list[str] = []
    watching = [True]

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if not watching:
            return
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & 3
        if writes or event in {"tempfile.mkstemp", "tempfile.mkdtemp", "os.mkdir", "os.rename"}:
            names.append(f"{event} {arguments[0]}")

    sys.addaudithook(watch)
    yield names
    watching.clear()


def test_the_watch_would_see_a_file(written: list[str], tmp_path: Path) -> None:
    written.clear()
    (tmp_path / "failas").write_text("x", encoding="utf-8")
    assert any("failas" in name for name in written)


def test_no_file_is_created_while_a_hundred_requests_are_answered(written: list[str]) -> None:
    browser = client()
    large = b"PK" + b"x" * (3 << 20)  # werkzeug would put it on the disk
    written.clear()
    for number in range(100):
        action = ("check", "docx", "annotated", "fixed", "draft", "order", "preview")[number % 7]
        press(browser, action, (large, "didelis.xlsx") if number % 10 == 3 else FILE)
    assert [name for name in written if "/dev/" not in name and "__pycache__" not in name] == []


def test_files_sent_at_once_do_not_mix() -> None:
    plans = [
        planforms.write(
            draft(row("1", title=f"{number}-oji popietė", when="2025-10-03"), title=f"PLANAS {number}"), "json"
        )
        for number in range(4)
    ]

    def made(number: int) -> bytes:
        answer = press(client(), "docx", (plans[number % 4], f"planas{number % 4}.json"))
        assert name_of(answer) == f"planas{number % 4}.docx"
        return bytes(answer.data)

    alone = [made(number) for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(made, range(24)))
    assert together == [alone[number % 4] for number in range(24)]


@pytest.mark.parametrize(
    "data",
    [
        hostile.bomb(30),
        hostile.many_parts(),
        hostile.entities("laughs"),
        hostile.entities("external"),
        hostile.deep(1000),
        hostile.spans(),
        DATA[: len(DATA) // 2],
        b"PK\x03\x04",
        b"\0" * 1000,
        b"{" * 100_000,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    ],
    ids=lambda data: str(len(data)),
)
def test_a_hostile_file_is_answered_with_a_page(data: bytes) -> None:
    answer = press(client(), "check", (data, "planas.docx"))
    assert answer.status_code in {200, 422}
    assert "<h1" in answer.text


@pytest.mark.parametrize(
    "name", ['a"b;\r\nX: y.xlsx', "../../etc/planas.xlsx", "C:\\Dok\\planas.xlsx", "\u202ecod.xlsx", ".xlsx"]
)
def test_a_name_is_only_a_name(name: str) -> None:
    answer = press(client(), "docx", (DATA, name))
    assert answer.status_code == 200
    assert "X" not in answer.headers
    assert not set('/\\"\r\n') & set(name_of(answer))


def test_a_file_over_the_bound_is_refused_in_a_sentence() -> None:
    answer = press(client(), "check", (b"x" * (65 << 20), "planas.xlsx"))
    assert answer.status_code == 413
    assert "didesnis kaip 64 MB" in main(answer)


def test_work_that_does_not_end_is_no_longer_waited_for() -> None:
    def opened(data: bytes, _: str) -> bytes:
        time.sleep(2)
        return data

    answer = press(client(seconds=0.1, opened=opened), "check", FILE)
    assert answer.status_code == 422
    assert "Failo nepavyko apdoroti" in main(answer)


def test_a_fault_of_planforms_is_a_sentence_without_the_plan() -> None:
    def opened(data: bytes, _: str) -> bytes:
        raise RuntimeError(data)

    answer = press(client(opened=opened), "check", FILE)
    assert answer.status_code == 500
    assert "dėl planforms klaidos" in main(answer)


def test_the_last_button_ends_the_program() -> None:
    ended: list[bool] = []
    answer = press(client(stop=lambda: ended.append(True)), "quit", path="/quit")
    assert "Darbas baigtas" in main(answer)
    answer.close()
    assert ended == [True]
