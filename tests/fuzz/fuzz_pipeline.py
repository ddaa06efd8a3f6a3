"""Mutate real files and take them through all of planforms: each is worked on or refused, and nothing else happens.

    python tests/fuzz/fuzz_pipeline.py --seconds 600 [--seed 1] [--keep FOLDER] FILE...

Without files the samples are mutated, in every format that planforms writes or a test can make of them, and the
built-in templates. An input is read, checked, reported on in every form, fixed, annotated, rewritten, filled, rolled
over, compared, given its companions and written; a template is checked and filled. An input that crashes, takes longer
than ten seconds or more than 1 GiB is kept in FOLDER, and the exit code is 1. Bytes are flipped, cut, doubled and
spliced; of an archive also the XML inside the parts, so that the damage gets past the checksum.
"""

import argparse
import datetime as dt
import io
import random
import resource
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import planforms
from planforms.copies import rewritten
from planforms.language import Speaker
from planforms.readers import open_file
from planforms.reports import ReportFormat, changes, render
from planforms.reports.checked import Checked

SAMPLES = Path(__file__).parents[2] / "samples"
TEMPLATE = "sablonas.docx"
TODAY = dt.date(2026, 1, 15)
PARTS: dict[str, Any] = {
    "approved_by": "Mokyklos direktoriaus",
    "order_no": "V-7",
    "order_date": dt.date(2026, 1, 12),
    "minutes_no": "3",
    "minutes_date": "2026 m. sausio 8 d.",
}
SPEAKER = Speaker("lt")
PLAN = planforms.read((SAMPLES / "menu-grupe.xlsx").read_bytes(), "menu-grupe.xlsx").plan
SECONDS = 10.0
MEBIBYTES = 1024
INTERESTING = (
    *(b"\x00", b"\xff\xfe", b"<", b"]]>", b"&#0;", b"&#xD800;", b"<!DOCTYPE x>", b"-1", b"0", b"2147483648", b"1e999"),
    *(b"<w:tbl>", b"</w:tc>", b'w:val="99999999"', b'r="XFD1048576"', b'ref="A1:XFD1048576"', b"<table rowspan=99999>"),
    *(b"PATVIRTINTA", "2025 m. rugsėjo 31 d.".encode(), b"\t", b"\n", b"|", b'"', b"{{", b"________"),
)


class Fault(NamedTuple):
    """An input that was neither read nor refused as it should be, and why."""

    data: bytes
    name: str
    why: str


def seeds(files: list[Path]) -> Iterator[tuple[bytes, str]]:
    """The files to mutate, and the plan of each as the formats that planforms writes."""
    for file in files:
        data = file.read_bytes()
        yield data, file.name
        if file.suffix not in {".docx", ".xlsx"}:
            continue
        plan = planforms.read(data, file.name).plan
        for kind in ("json", "docx", "xlsx"):
            yield planforms.write(plan, kind), f"{file.stem}.{kind}"
        rows = [[str(activity.text(column.id)) for column in plan.columns] for activity in plan.activities]
        table = [[column.heading for column in plan.columns], *rows]
        yield "\n".join("\t".join(row) for row in table).encode(), f"{file.stem}.txt"
        yield "\n".join(";".join(row) for row in table).encode("cp1257", "replace"), f"{file.stem}.csv"
        cells = "".join("<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>" for row in table)
        yield f"<html><body><table>{cells}</table></body></html>".encode(), f"{file.stem}.html"


def mutated(data: bytes, draw: random.Random) -> bytes:
    """*data* with some damage."""
    if data.startswith(b"PK") and draw.random() < 0.8:
        return _repacked(data, draw)
    for _ in range(draw.choice((1, 1, 2, 5, 20))):
        data = _damaged(data, draw)
    return data


def _damaged(data: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(data) + 1)
    length = min(draw.choice((1, 2, 8, 64, 4096)), len(data) - at)
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: data[:at] + bytes([draw.randrange(256)]) + data[at + 1 :],
        lambda: data[:at] + data[at + length :],
        lambda: data[:at] + data[at : at + length] * draw.choice((2, 3, 50)) + data[at + length :],
        lambda: data[:at] + draw.choice(INTERESTING) + data[at:],
        lambda: data[:at] + draw.choice(INTERESTING) + data[at + length :],
        lambda: data[:at],
    )
    return draw.choice(ways)()


def _repacked(data: bytes, draw: random.Random) -> bytes:
    """The archive with damage inside one of its parts, its checksums right again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = draw.choice(names)
        for name in names:
            part = old.read(name)
            if name == chosen:
                for _ in range(draw.choice((1, 1, 3, 10))):
                    part = _damaged(part, draw)
                if draw.random() < 0.05:
                    continue
            new.writestr(name, part)
    return out.getvalue()


def fault(data: bytes, name: str) -> str:
    """What went wrong with *data*, or nothing."""
    slowest = 0.0
    for step in _template_steps(data) if name == TEMPLATE else _plan_steps(data, name):
        began = time.process_time()
        try:
            step()
        except planforms.PlanformsError as error:
            if not str(error).strip():
                return "refused without a sentence"
        except Exception:  # noqa: BLE001 -- any other exception is what is looked for
            return traceback.format_exc()
        slowest = max(slowest, time.process_time() - began)
    return f"a step took {slowest:.1f} s" if slowest > SECONDS else ""


def _plan_steps(data: bytes, name: str) -> Iterator[Callable[[], object]]:
    """What may be done with a file that holds a plan; each step is tried, whatever became of the others."""
    made: list[planforms.Reading] = []
    yield lambda: made.append(planforms.read(data, name))
    if not made:
        return
    reading, plan = made[0], made[0].plan
    found: tuple[planforms.Finding, ...] = ()
    try:
        found = planforms.check(reading, today=TODAY)
    except Exception as error:  # noqa: BLE001 -- it is raised again where it is counted
        yield partial(_raise, error)
    checked = Checked(name=name, reading=reading, findings=found)
    yield from (partial(render, form, [checked], SPEAKER, colour=False) for form in ReportFormat)
    yield lambda: planforms.annotate(data, found, name=name, reading=reading)
    yield lambda: rewritten(open_file(data, name), reading, planforms.fix(plan, today=TODAY).plan)
    yield lambda: planforms.mark(data, name, **PARTS)
    yield lambda: planforms.fill_marks(plan, **PARTS)
    yield lambda: planforms.diff(plan, planforms.roll(plan, "2027-2028", from_period="2025-2026").plan)
    yield lambda: _rolled(data, name, reading)
    yield from (partial(planforms.companion, plan, kind) for kind in ("order", "minutes"))
    yield from (partial(planforms.write, plan, form) for form in ("json", "docx", "xlsx"))


def _rolled(data: bytes, name: str, reading: planforms.Reading) -> None:
    rolled = planforms.roll(reading.plan, "2027-2028", from_period="2025-2026")
    listed = changes.Listed(rolled=rolled, reading=reading)
    for report in (changes.json, changes.html):
        report(listed, SPEAKER)
    changes.text(listed, SPEAKER, colour=True)
    if rolled.plan.columns:
        planforms.draft_file(planforms.open_file(data, name), reading, rolled, "docx")
    planforms.draft_file(planforms.open_file(data, name), reading, rolled, "xlsx")


def _template_steps(data: bytes) -> Iterator[Callable[[], object]]:
    yield lambda: planforms.check_template(data)
    yield lambda: planforms.write(PLAN, "docx", template=data)
    yield from (partial(planforms.companion, PLAN, kind, template=data) for kind in ("order", "minutes"))


def _raise(error: Exception) -> None:
    raise error


def fuzz(files: list[Path], seconds: float, seed: int) -> tuple[int, list[Fault]]:
    """How many inputs were read in *seconds*, and what went wrong."""
    draw = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    known = [*seeds(files), *((planforms.built_in_template(kind), TEMPLATE) for kind in ("plan", "order", "minutes"))]
    faults: list[Fault] = []
    count = 0
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        data, name = draw.choice(known)
        made = mutated(data, draw)
        if why := fault(made, name):
            faults.append(Fault(made, name, why))
        count += 1
    return count, faults


def main() -> int:
    """Fuzz as the arguments say, and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path, default=sorted(SAMPLES.glob("*.[dx]*")))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-faults"))
    wanted = parser.parse_args()
    count, faults = fuzz(wanted.files, wanted.seconds, wanted.seed)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count} inputs in {wanted.seconds:.0f} s, {len(faults)} faults, peak memory {peak} MiB")
    for why, times in Counter(one.why.strip().splitlines()[-1] for one in faults).most_common():
        print(f"{times:5} {why}")
    for number, one in enumerate(faults):
        wanted.keep.mkdir(parents=True, exist_ok=True)
        (wanted.keep / f"{number:04}-{one.name}").write_bytes(one.data)
        (wanted.keep / f"{number:04}.txt").write_text(one.why, encoding="utf-8")
    return int(bool(faults) or peak > MEBIBYTES)


if __name__ == "__main__":
    sys.exit(main())
