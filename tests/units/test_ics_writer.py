"""A plan as a calendar: read again by two parsers and a calendar program, stable, and nothing lost in silence."""

import datetime as dt
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from click.testing import CliRunner
from dateutil.rrule import rrulestr
from drafted import draft, row
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace
from strategies import plans as any_plans

import planforms
from planforms.cli import main
from planforms.model import Activity, Plan
from planforms.schedule import recurring_days, stretches
from planforms.writers.ics import entries

VILNIUS = ZoneInfo("Europe/Vilnius")
SAMPLE = Path(__file__).parents[2] / "samples" / "menu-grupe.xlsx"
D = dt.date


def plan_of(*whens: str) -> Plan:
    return draft(*(row(str(n), title=f"Veikla {n}", when=when) for n, when in enumerate(whens, 1)))


def at(day: str, hour: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=VILNIUS)


def events(data: bytes) -> list[Any]:  # of icalendar, whose values have no one type
    return list(Calendar.from_ical(data).walk("VEVENT"))


EVENTS = {
    "spalio 8 d.": [(D(2025, 10, 8), D(2025, 10, 9))],
    "spalio 6–10 d.": [(D(2025, 10, 6), D(2025, 10, 11))],
    "spalio 30 d. – lapkričio 3 d.": [(D(2025, 10, 30), D(2025, 11, 4))],
    "spalio 5, 12 ir 19 d.": [(D(2025, 10, n), D(2025, 10, n + 1)) for n in (5, 12, 19)],
    "spalio 8 d. 14.00 val.": [(at("2025-10-08", "14:00"), None)],
    "spalio 8 d. 14.00–15.30 val.": [(at("2025-10-08", "14:00"), at("2025-10-08", "15:30"))],
    "lapkričio 5 d. 23.00–01.00 val.": [(at("2025-11-05", "23:00"), at("2025-11-06", "01:00"))],
    "spalio 8 d. 10.00 ir 14.00 val.": [(at("2025-10-08", "10:00"), None), (at("2025-10-08", "14:00"), None)],
    "spalio 6–7 d. 14 val.": [(at("2025-10-06", "14:00"), None), (at("2025-10-07", "14:00"), None)],
    "spalio 5 d. 14 val. – spalio 6 d. 12 val.": [(at("2025-10-05", "14:00"), at("2025-10-06", "12:00"))],
    "spalio 6–7 d. 10 ir 14 val.": [
        (at(f"2025-10-0{day}", hour), None) for day in (6, 7) for hour in ("10:00", "14:00")
    ],
    "Velykos": [(D(2026, 4, 5), D(2026, 4, 6))],
    "rudens atostogos": [(D(2025, 11, 3), D(2025, 11, 10))],
    "rudens atostogos 10.00–12.00 val.": [(D(2025, 11, 3), D(2025, 11, 10))],
}


@pytest.mark.parametrize("when", EVENTS)
def test_days_ranges_and_hours_are_events_whose_end_is_the_day_after(when: str) -> None:
    found = [
        (e.get("dtstart").dt, e.get("dtend").dt if "dtend" in e else None)
        for e in events(planforms.write(plan_of(when), "ics"))
    ]
    assert found == EVENTS[when]


LEFT_OUT = {
    "": "It has no time",
    "kada nors": "Its time is not understood",
    "spalio 32 d.": "Its time is not understood",
    "spalio mėn.": "Only its month is known",
    "spalio–lapkričio mėn.": "It is longer than 31 days",
    "spalio 1 d. – lapkričio 1 d.": "It is longer than 31 days",
    "2 k. per metus": "Only the number of times is known",
    "kas savaitę": "It comes again without a named day",
    "kasdien": "It comes again without a named day",
    "visus metus": "It is at any time of the whole period",
    "pagal poreikį": "It is when it is needed",
    "spalio 5 ar 6 d.": "It is on one of several days",
    "apie spalio 5 d.": "Its day is not certain",
    "nuo spalio 5 d.": "Its end is not known",
}


@pytest.mark.parametrize("when", LEFT_OUT)
def test_what_has_no_day_is_left_out_with_its_reason(when: str) -> None:
    found = entries(plan_of(when))
    assert [(one.reason, one.when, one.title, one.at) for one in found.left_out] == [
        (LEFT_OUT[when], when, "Veikla 1", "rows[0]")
    ]
    assert found.events == ()


def test_of_several_times_those_with_a_day_are_events_and_the_others_are_listed() -> None:
    found = entries(plan_of("spalio 5 d., gruodžio mėn."))
    assert len(found.events) == 1
    assert [one.reason for one in found.left_out] == ["Only its month is known"]


def test_a_deadline_is_on_its_day() -> None:
    (event,) = events(planforms.write(plan_of("iki spalio 15 d."), "ics"))
    assert str(event["summary"]) == "Iki: Veikla 1"
    assert (event["dtstart"].dt, event["dtend"].dt) == (D(2025, 10, 15), D(2025, 10, 16))


RECURRING = {
    "kiekvieną antradienį": (D(2025, 9, 2), "FREQ=WEEKLY;UNTIL=20260825;BYDAY=TU"),
    "antradieniais 15 val.": (at("2025-09-02", "15:00"), "FREQ=WEEKLY;UNTIL=20260825T120000Z;BYDAY=TU"),
    "kiekvieno mėnesio pirmą trečiadienį": (D(2025, 9, 3), "FREQ=MONTHLY;UNTIL=20260805;BYDAY=1WE"),
    "kas antrą savaitę penktadienį": (D(2025, 9, 5), "FREQ=WEEKLY;UNTIL=20260821;INTERVAL=2;BYDAY=FR"),
    "kas mėnesį 5 d.": (D(2025, 9, 5), "FREQ=MONTHLY;UNTIL=20260805;BYMONTHDAY=5"),
    "spalio mėn. antradieniais": (D(2025, 10, 7), "FREQ=WEEKLY;UNTIL=20251028;BYDAY=TU"),
}


@pytest.mark.parametrize("when", RECURRING)
def test_what_comes_again_on_a_named_day_is_one_event_up_to_its_last_day(when: str) -> None:
    (event,) = events(planforms.write(plan_of(when), "ics"))
    assert (event["dtstart"].dt, event["rrule"].to_ical().decode()) == RECURRING[when]


AGAIN = [
    *RECURRING,
    *("kasmet kovo 11 d.", "pirmadieniais ir trečiadieniais 8 val.", "kiekvieno mėnesio paskutinį penktadienį"),
    *("kas mėnesį paskutinę dieną", "kiekvieno mėnesio paskutinę darbo dieną", "kas antrą mėnesį 5 d."),
    *("darbo dienomis", "kasmet gegužės pirmą sekmadienį", "kas trečią savaitę ketvirtadienį", "kas mėnesį 31 d."),
]


@pytest.mark.parametrize("when", AGAIN)
def test_the_days_that_a_calendar_makes_of_a_rule_are_ours(when: str) -> None:
    plan = plan_of(when)
    timing = plan.activities[0].when
    days = [day for stretch in stretches(timing.edtf) for day in recurring_days(timing.rrule, stretch)]
    made = events(planforms.write(plan, "ics"))
    theirs = [
        moment.date()
        for event in made
        for moment in rrulestr(
            re.sub(r"(?<=UNTIL=)(\d{8})(?:T\d+Z)?", r"\1T235959", event["rrule"].to_ical().decode()),
            dtstart=dt.datetime.combine(event["dtstart"].dt, dt.time(8)).replace(tzinfo=None),
        )
    ]
    assert days
    assert theirs == days


def test_months_are_days_that_stay_free_where_they_are_asked_for() -> None:
    plan = plan_of("spalio mėn.", "spalio 8 d.", "spalio, gruodžio mėn.")
    assert len(events(planforms.write(plan, "ics"))) == 1
    found = events(planforms.write(plan, "ics", months=True))
    free = [(e["dtstart"].dt, e["dtend"].dt) for e in found if e.get("transp") == "TRANSPARENT"]
    october, december = (D(2025, 10, 1), D(2025, 11, 1)), (D(2025, 12, 1), D(2026, 1, 1))
    assert (len(found), free) == (4, [october, october, december])


def test_an_event_has_its_place_its_people_and_the_plan() -> None:
    (event,) = events(planforms.write(plan_of("spalio 8 d."), "ics"))
    assert str(event["location"]) == "Klubas"
    assert str(event["description"]) == (
        "Data: spalio 8 d.\nAtsakingi asmenys: B. Klevė, C. Liepa\nBIBLIOTEKOS VEIKLOS PLANAS 2025–2026 M. M."
    )


def test_the_stamp_is_of_the_approval_else_of_the_first_day() -> None:
    plan = plan_of("spalio 8 d.")
    (approved,), (other,) = (events(planforms.write(one, "ics")) for one in (plan, replace(plan, marks=())))
    assert approved["dtstamp"].dt == dt.datetime(2025, 9, 10, tzinfo=dt.UTC)
    assert other["dtstamp"].dt == dt.datetime(2025, 9, 1, tzinfo=dt.UTC)


def uids(plan: Plan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for event in events(planforms.write(plan, "ics")):
        found.setdefault(str(event["summary"]), []).append(str(event["uid"]))
    return found


def test_a_row_put_in_changes_no_other_uid_and_a_changed_date_keeps_its_own() -> None:
    first, second = row("1", title="Mugė", when="spalio 8 d."), row("2", title="Popietė", when="spalio 9 d.")
    before = uids(draft(first, second))
    with_more = uids(draft(row("1", title="Viktorina", when="spalio 7 d."), first, second))
    moved = uids(draft(row("1", title="Mugė", when="lapkričio 20 d. 15 val.", place="Salė"), second))
    assert {name: with_more[name] for name in before} == before == moved


def test_the_same_title_twice_has_two_uids_in_their_order() -> None:
    twice = uids(draft(row("1", title="Mugė", when="spalio 8 d."), row("2", title="MUGĖ", when="kovo 9 d.")))
    assert len({uid for all_of_one in twice.values() for uid in all_of_one}) == 2
    assert twice["Mugė"] == uids(draft(row("1", title="Mugė", when="spalio 8 d.")))["Mugė"]


def test_the_sample_is_the_same_to_a_second_parser() -> None:
    plan = planforms.read(SAMPLE).plan
    data = planforms.write(plan, "ics", months=True)
    assert data == planforms.write(plan, "ics", months=True)
    second = vobject.readOne(data.decode())
    ours = [(str(e["uid"]), str(e["summary"]), e["dtstart"].dt) for e in events(data)]
    theirs = [(e.uid.value, e.summary.value, e.dtstart.value) for e in second.vevent_list]
    assert [(uid, said, _plain(start)) for uid, said, start in ours] == [(u, s, _plain(d)) for u, s, d in theirs]


def _plain(moment: dt.date) -> dt.date:
    return moment.astimezone(dt.UTC) if isinstance(moment, dt.datetime) else moment


WHENS = st.sampled_from([*EVENTS, *LEFT_OUT, *RECURRING, "iki spalio 15 d.", "spalio 5 d., gruodžio mėn."])


@given(st.lists(WHENS, min_size=1, max_size=6))
@settings(max_examples=60)
def test_each_activity_is_an_event_or_is_listed(whens: list[str]) -> None:
    plan = plan_of(*whens)
    found = entries(plan)
    listed = {one.at for one in found.left_out}
    made = {f"rows[{scheduled.activity.row}]" for scheduled, _ in found.events}
    assert listed | made == {f"rows[{i}]" for i in range(len(whens))}
    if not made:
        with pytest.raises(planforms.UsageError, match="No activity"):
            planforms.write(plan, "ics")
        return
    data = planforms.write(plan, "ics")
    second = vobject.readOne(data.decode())
    ours = {(str(e["uid"]), str(e["summary"])) for e in events(data)}
    assert {(e.uid.value, e.summary.value) for e in second.vevent_list} == ours
    assert len(ours) == len(events(data))


@given(any_plans)
@settings(max_examples=60)
def test_any_plan_is_a_calendar_or_refused(plan: Plan) -> None:
    found = entries(plan)
    all_rows = {f"rows[{i}]" for i, one in enumerate(plan.rows) if isinstance(one, Activity)}
    assert {one.at for one in found.left_out} | {f"rows[{s.activity.row}]" for s, _ in found.events} == all_rows
    if found.events:
        data = planforms.write(plan, "ics")
        assert data == planforms.write(plan, "ics")
        assert len(events(data)) >= len(found.events)


def test_a_calendar_program_takes_it(tmp_path: Path) -> None:
    program = shutil.which("calcurse")
    if program is None:
        pytest.skip("calcurse is not installed")
    path = tmp_path / "planas.ics"
    made = planforms.calendar(plan_of(*EVENTS, *RECURRING, "iki spalio 15 d."))
    path.write_bytes(made.data)
    run = subprocess.run(
        [program, "-D", str(tmp_path / "kept"), "-i", str(path)], capture_output=True, text=True, check=True
    )
    apps, whole_days = (int(words.split()[0]) for words in run.stdout.split("\n")[1].split("/")[:2])
    assert (apps + whole_days, "0 skipped" in run.stdout) == (made.events, True)


def test_the_command_tells_what_is_left_out_and_why(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--lang", "en", "convert", str(SAMPLE), "-o", str(tmp_path / "planas.ics")])
    assert result.exit_code == 0
    lines = result.stderr.splitlines()
    assert lines[4] == "The calendar has 13 events"
    assert lines[5] == "5 activities are not in the calendar, or not with all their times:"
    assert "  It is at any time of the whole period:" in lines
    assert "    „Pamokų stebėjimas ir aptarimas.“, „Kas mėnesį“" in lines


def test_a_calendar_without_events_is_not_written_and_says_why(tmp_path: Path) -> None:
    source, target = tmp_path / "planas.json", tmp_path / "planas.ics"
    source.write_bytes(planforms.write(plan_of("visus metus"), "json"))
    result = CliRunner().invoke(main, ["--lang", "en", "convert", str(source), "-o", str(target)])
    assert (result.exit_code, target.exists()) == (2, False)
    assert "It is at any time of the whole period" in result.stderr
    assert "No activity of the plan has a day" in result.stderr


def test_without_icalendar_it_is_one_sentence(tmp_path: Path) -> None:
    code = "import sys; sys.modules['icalendar'] = None\nfrom planforms.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "--lang", "en", "convert", str(SAMPLE), "-o", str(tmp_path / "a.ics")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "pip install 'planforms[calendar]'" in run.stderr
