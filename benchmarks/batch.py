"""A batch of plans that all differ: what the driver and the pool cost, and the driver's memory.

Usage: ``python benchmarks/batch.py [PLANS]`` (2 000 where no number is given). It prints

1. milliseconds a plan: CPU time of the driver beside reading and writing files, and of the workers over serial work;
2. the driver's peak of memory for a thousand plans and for ten thousand, each in a process of its own.
"""

import datetime as dt
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from planforms.batches import Batch, Run, read_register
from planforms.batches.executors import process_pool, serial
from planforms.batches.outputs import Folder, Placing
from planforms.batches.work import Job
from planforms.disk import read_path
from planforms.language import Speaker
from planforms.reports.batch import Report

WORKERS = 2
ROWS = 17
FIRST = 16  # plans that bring every worker to start
MOST_SCHOOLS = 900  # the number in a school's name must not look like a year; plans differ all the same
SMALL, LARGE = 1_000, 10_000
JOB = Job(formats=("docx",), today=dt.date(2026, 11, 2), seconds=60)


def make_plans(folder: Path, count: int) -> tuple[list[str], Path]:
    """*count* different plans and their register in *folder*."""
    from plans import Maker  # not above: each worker imports this module, and what makes plans is no part of its work

    maker = Maker(22)
    folder.mkdir()
    rows = ["Failas;Įsakymo Nr.;Įsakymo data;Gauta"]
    for number in range(count):
        (folder / f"p{number:05}.xlsx").write_bytes(maker.workbook(number % MOST_SCHOOLS, ROWS))
        rows.append(f"p{number:05}.xlsx;V-{number};2025-09-{number % 28 + 1:02};2025-09-01")
    register = folder.parent / "registras.csv"
    register.write_text("\n".join(rows), encoding="utf-8")
    return sorted(map(str, folder.glob("*.xlsx"))), register


def write(name: str, data: bytes | Iterable[bytes]) -> None:
    """Write a file whole or not at all, as the command does."""
    path = Path(name)
    beside = path.with_name(".new")
    with beside.open("wb") as stream:
        stream.writelines((data,) if isinstance(data, bytes) else data)
    beside.replace(path)


def drive(files: Sequence[str], register: Path, out: Path, run: Run) -> None:
    """What the driver does for a batch."""
    folder = Folder(str(out), write)
    with folder.opened():
        made = Batch(files, read_register(register), JOB, run, read=read_path, template=lambda _: None)
        names = {file: Path(file).stem for file in files}
        rows = list(Placing(made, names, folder, JOB.formats, files).rows())
        folder.finish(Report(rows=rows, formats=JOB.formats), Speaker("lt"))


def files_alone(files: Sequence[str], made: Path, out: Path) -> float:
    """CPU seconds of reading the plans and writing the documents, with nothing between."""
    documents = [path.read_bytes() for path in sorted(made.glob("*.docx"))]
    out.mkdir()
    start = time.process_time()
    for number, (file, document) in enumerate(zip(files, documents, strict=True)):
        read_path(file)
        write(str(out / f"{number}.docx"), document)
    return time.process_time() - start


def cpu(who: int) -> float:
    """CPU seconds of this process or of its children that have ended."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def costs(count: int) -> None:
    """The first table."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        files, register = make_plans(root / "in", count)
        start = cpu(resource.RUSAGE_SELF)
        drive(files, register, root / "serial", serial)
        alone = cpu(resource.RUSAGE_SELF) - start
        start, children = cpu(resource.RUSAGE_SELF), cpu(resource.RUSAGE_CHILDREN)
        with process_pool(WORKERS) as workers:
            drive(files, register, root / "pool", workers.results)
        driver = cpu(resource.RUSAGE_SELF) - start
        pool = driver + cpu(resource.RUSAGE_CHILDREN) - children
        start, children = cpu(resource.RUSAGE_SELF), cpu(resource.RUSAGE_CHILDREN)
        with process_pool(WORKERS) as workers:
            drive(files[:FIRST], register, root / "first", workers.results)
        first = cpu(resource.RUSAGE_SELF) - start + cpu(resource.RUSAGE_CHILDREN) - children
        started = first - FIRST * alone / count
        plain = files_alone(files, root / "pool", root / "plain")
        same = hashes(root / "serial") == hashes(root / "pool")
        print(f"{count} plans, {WORKERS} workers; the documents of both ways are {'the same' if same else 'DIFFERENT'}")
        for words, seconds in (
            ("serial, all", alone),
            ("pool, driver and workers", pool),
            ("pool over serial", pool - alone),
            ("of that, workers that start", started),
            ("pool over serial, once started", pool - alone - started),
            ("driver", driver),
            ("reading and writing files alone", plain),
            ("driver beside files", driver - plain),
        ):
            print(f"{seconds * 1000 / count:>8.2f} ms a plan  {words}")


def hashes(folder: Path) -> list[str]:
    """The hashes of the documents of a batch, in the order of their names."""
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.docx"))]


def memory() -> None:
    """The second table."""
    peaks = []
    with tempfile.TemporaryDirectory() as name:
        for count in (SMALL, LARGE):
            root = Path(name, str(count))
            root.mkdir()
            make_plans(root / "in", count)
            run = subprocess.run([sys.executable, __file__, "--peak", root], capture_output=True, text=True, check=True)
            peaks.append(float(run.stdout))
            print(f"{peaks[-1]:>8.0f} MiB  peak of the driver, {count} plans")
    print(f"{peaks[1] - peaks[0]:>8.0f} MiB  more")


def peak(root: Path) -> None:
    """Print the peak of this process that drives the batch in *root*."""
    files = sorted(map(str, (root / "in").glob("*.xlsx")))
    with process_pool(os.cpu_count() or WORKERS) as workers:
        drive(files, root / "registras.csv", root / "out", workers.results)
    # Not ru_maxrss, which begins at the peak of the process that started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(status.partition("VmHWM:")[2].split()[0]) / 1024)


def main() -> None:
    """Print both tables."""
    if "--peak" in sys.argv:
        peak(Path(sys.argv[-1]))
        return
    costs(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
    memory()


if __name__ == "__main__":
    main()
