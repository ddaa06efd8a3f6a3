"""Many plans over one executor: the same bytes from each, a worker that dies costs one plan, rows fit their plans."""

import datetime as dt
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from batch_workers import KILLER, SLEEPER, make_or_die

import planforms
from planforms.batches.executors import CHUNK, Workers, cluster, process_pool, serial
from planforms.batches.work import BatchResult, Job, Task
from planforms.registers import Entry

SAMPLES = Path(__file__).parents[2] / "samples"
WORKBOOK = (SAMPLES / "menu-grupe.xlsx").read_bytes()
TODAY = dt.date(2026, 6, 1)
JOB = Job(formats=("docx", "xlsx", "json"), today=TODAY, seconds=60)


def tasks(count: int) -> list[Task]:
    day = dt.date(2025, 9, 1)
    return [
        Task(path=f"{n}.xlsx", data=WORKBOOK, entry=Entry(row=n + 2, order_no=f"V-{n}", order_date=day))
        for n in range(count)
    ]


def documents(results: Iterator[tuple[Task, BatchResult]]) -> list[tuple[str, BatchResult]]:
    return [(task.path, result) for task, result in results]


def test_serial_a_pool_and_a_dask_cluster_give_the_same_bytes_in_the_same_order() -> None:
    from distributed import LocalCluster

    wanted = tasks(2 * CHUNK + 3)
    expected = documents(serial(wanted, JOB))
    assert [path for path, _ in expected] == [task.path for task in wanted]
    assert len({result.documents["docx"] for _, result in expected}) == len(wanted)
    with process_pool(2) as workers:
        assert documents(workers.results(wanted, JOB)) == expected
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as local,
        cluster(local.scheduler_address) as workers,
    ):
        assert documents(workers.results(wanted, JOB)) == expected


def test_a_plan_that_ends_its_worker_is_the_only_one_lost() -> None:
    wanted = tasks(3 * CHUNK)
    draw = random.Random(22)  # noqa: S311 -- a place in a list
    culprits = sorted(draw.sample(range(len(wanted)), 2))
    for number in culprits:
        wanted[number] = Task(path=wanted[number].path, data=KILLER)
    with process_pool(2, make_or_die) as workers:
        results = documents(workers.results(wanted, JOB))
    assert [path for path, _ in results] == [task.path for task in wanted]
    lost = [number for number, (_, result) in enumerate(results) if not result.documents]
    assert lost == culprits
    assert {problem.text("en") for number in lost for problem in results[number][1].problems} == {
        "The process that worked on this plan ended in an unexpected way."
    }


def test_a_plan_that_takes_too_long_is_named_for_it() -> None:
    wanted = tasks(3)
    wanted[1] = Task(path="amžinas.xlsx", data=SLEEPER)
    with process_pool(1, make_or_die) as workers:
        results = documents(workers.results(wanted, Job(today=TODAY, seconds=4)))
    assert [bool(result.documents) for _, result in results] == [True, False, True]
    assert results[1][1].problems[0].text("en") == "The work on this plan was not done in 4 seconds."


@pytest.mark.slow
def test_on_a_cluster_too_only_the_plan_that_ends_its_worker_is_lost() -> None:
    from distributed import LocalCluster

    wanted = tasks(CHUNK)
    wanted[3] = Task(path=wanted[3].path, data=KILLER)
    with (
        LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0") as local,
        cluster(local.scheduler_address, make_or_die) as workers,
    ):
        results = documents(workers.results(wanted, JOB))
    assert [bool(result.documents) for _, result in results] == [number != 3 for number in range(len(wanted))]


def test_an_executor_whose_workers_cannot_start_is_one_sentence() -> None:
    class Broken(ThreadPoolExecutor):
        def __init__(self) -> None:
            super().__init__(1, initializer=_fail)

    workers = Workers(Broken, 1)
    with pytest.raises(planforms.UsageError, match="cannot be started or reached"):
        list(workers.results(tasks(1), JOB))
    workers.close()


def _fail() -> None:
    sys.exit(1)


def test_few_tasks_are_taken_before_they_are_needed() -> None:
    taken: list[str] = []

    def given() -> Iterator[Task]:
        for task in tasks(40 * CHUNK):
            taken.append(task.path)
            yield Task(path=task.path, data=b"no plan")

    with ThreadPoolExecutor(1) as executor:
        next(Workers(lambda: executor, 1).results(given(), JOB))
        assert len(taken) <= 5 * CHUNK


def test_there_is_no_scheduler_where_nobody_listens() -> None:
    with pytest.raises(planforms.UsageError, match="no scheduler at"), cluster("tcp://127.0.0.1:9"):
        pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("menai", "Žalias"):
        (tmp_path / f"{name}.xlsx").write_bytes(WORKBOOK)
    (tmp_path / "registras.csv").write_text(
        "Failas;Įsakymo Nr.;Įsakymo data\nmenai.xlsx;V-7;2025-09-15\nŽALIAS;V-8;2025-09-16\nnera.xlsx;V-9;2025-09-17\n",
        encoding="utf-8",
    )
    return tmp_path


def test_from_python_a_batch_is_an_iterator_of_results(folder: Path) -> None:
    files = sorted(folder.glob("*.xlsx"))
    results = planforms.batch(files, folder / "registras.csv", today=TODAY, formats=("docx", "json"))
    first, second, third = results
    assert (first.file, first.number, first.date) == (str(files[0]), "V-7", dt.date(2025, 9, 15))
    assert list(first.documents) == ["docx", "json"]
    filled = planforms.read(second.documents["docx"], "a.docx").plan.marks[0]
    assert str(filled.words).endswith("2025 m. rugsėjo 16 d. įsakymu Nr. V-8")
    assert (third.file, third.entry.row if third.entry else 0) == ("", 4)
    assert third.problems[0].text("lt") == "Registro 4 eilutė: tarp failų nėra plano „nera.xlsx“."


def test_from_python_an_executor_of_ones_own_and_opened_files_do(folder: Path) -> None:
    files = sorted(folder.glob("*.xlsx"))
    expected = list(planforms.batch(files, folder / "registras.csv", today=TODAY))
    opened = [planforms.open_file(file) for file in files]
    with ThreadPoolExecutor(2) as executor:
        made = list(planforms.batch(opened, folder / "registras.csv", today=TODAY, executor=executor, workers=2))
    assert made == expected


def test_a_plan_without_a_row_is_made_only_where_that_is_allowed(folder: Path) -> None:
    file = folder / "menai.xlsx"
    (refused,) = planforms.batch([file], today=TODAY)
    assert (refused.documents, refused.problems[0].text("en")) == ({}, "The register has no row for this file.")
    (made,) = planforms.batch([file], today=TODAY, allow_unregistered=True)
    assert made.documents["docx"] == planforms.convert(file)


def test_a_blank_number_stays_a_line_to_fill_in_and_an_old_one_is_not_kept_with_a_new_date(folder: Path) -> None:
    register = folder / "registras.csv"
    register.write_text("Failas;Įsakymo Nr.;Įsakymo data\nmenai;;2026-09-15\n", encoding="utf-8")
    (made,) = planforms.batch([folder / "menai.xlsx"], register, today=TODAY)
    assert (made.number, made.date, made.missing) == ("", dt.date(2026, 9, 15), ("the number of the order",))


def test_one_act_on_plans_of_two_schools_is_doubtful_and_on_two_of_one_school_is_not(tmp_path: Path) -> None:
    names = {"a1": "Alksnių", "a2": "Alksnių", "b": "Berželių"}
    for name, school in names.items():
        (tmp_path / f"{name}.txt").write_text(
            f"PATVIRTINTA\n{school} mokyklos direktoriaus\n2025 m. rugsėjo 1 d. įsakymu Nr. ____\n\n"
            f"{school.upper()} MOKYKLOS VEIKLOS PLANAS 2025–2026 M. M.\n\n"
            "Eil. Nr.\tVeikla\tData\n1.\tŽygis\t2025-09-20\n",
            encoding="utf-8",
        )
    rows = "".join(f"{name}.txt;V-5;2025-09-01\n" for name in names)
    (tmp_path / "r.csv").write_text(f"Failas;Įsakymo Nr.;Įsakymo data\n{rows}", encoding="utf-8")
    results = list(planforms.batch(sorted(tmp_path.glob("*.txt")), tmp_path / "r.csv", today=TODAY))
    assert [len(result.warnings) for result in results] == [0, 0, 1]
    assert "a plan of another school" in results[2].warnings[0].text("en")


def test_no_worker_outlives_its_driver(tmp_path: Path) -> None:
    script = tmp_path / "driver.py"
    script.write_text(
        "import os, signal\n"
        "from planforms.batches.executors import process_pool\n"
        "if __name__ == '__main__':\n"
        "    with process_pool(2) as workers:\n"
        "        for _ in range(4):\n"
        "            print(workers._executor.submit(os.getpid).result(), flush=True)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n",
        encoding="utf-8",
    )
    # The pipe is closed when the last process that holds it has ended.
    run = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False, timeout=60)
    assert run.stdout.split()


BOOK = (
    "MENŲ GRUPĖS VEIKLOS PLANAS 2024–2025 M. M.\n\nEil. Nr.\tVeikla\tData\n1.\tŽygis\t2024-09-20\n\n"
    "MENŲ GRUPĖS VEIKLOS PLANAS 2025–2026 M. M.\n\nEil. Nr.\tVeikla\tData\n1.\tParoda\t2025-10-03\n"
)


@pytest.mark.parametrize(
    "row",
    [
        "knyga.txt;;2025-2026;V-1;2025-09-12",
        "knyga.txt;Menų grupės veiklos planas 2025–2026 m. m.;;V-1;2025-09-12",
        ";Menų grupės veiklos planas 2025–2026 m. m.;;V-1;2025-09-12",
    ],
)
def test_of_a_file_with_several_plans_that_of_the_row_is_made_and_the_others_are_named(
    row: str, tmp_path: Path
) -> None:
    (tmp_path / "knyga.txt").write_text(BOOK, encoding="utf-8")
    register = f"Failas;Plano pavadinimas;Laikotarpis;Įsakymo Nr.;Įsakymo data\n{row}\n"
    (tmp_path / "r.csv").write_text(register, encoding="utf-8")
    (made,) = planforms.batch([tmp_path / "knyga.txt"], tmp_path / "r.csv", today=TODAY)
    assert (made.number, str(made.period and made.period.first)) == ("V-1", "2025-09-01")
    (warning,) = made.warnings
    assert warning.text("en") == (
        "Other plans in the file are not made: „MENŲ GRUPĖS VEIKLOS PLANAS 2024–2025 M. M.“. "
        "Save each in a file of its own."
    )


@pytest.mark.parametrize("row", ["knyga.txt;;;V-1;2025-09-12", "knyga.txt;Kitas planas;;V-1;2025-09-12"])
def test_a_file_with_several_plans_and_a_row_that_names_none_of_them_is_not_made(row: str, tmp_path: Path) -> None:
    (tmp_path / "knyga.txt").write_text(BOOK, encoding="utf-8")
    register = f"Failas;Plano pavadinimas;Laikotarpis;Įsakymo Nr.;Įsakymo data\n{row}\n"
    (tmp_path / "r.csv").write_text(register, encoding="utf-8")
    (made,) = planforms.batch([tmp_path / "knyga.txt"], tmp_path / "r.csv", today=TODAY)
    assert made.documents == {}
    assert made.problems[0].text("en").startswith("The file has 2 plans: „MENŲ GRUPĖS VEIKLOS PLANAS 2024–2025 M. M.“")
