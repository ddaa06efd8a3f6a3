"""Many tasks over one executor: a window of chunks, results in the order of the tasks, and a dead worker's culprit.

It knows executors and tasks, and nothing of what a task does. Whatever an executor loses is run again one by one, so
that only the plan that ends its worker is lost.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from multiprocessing import active_children, get_context

from planforms.batches.work import BatchResult, Job, Task, make, make_all, start_worker
from planforms.errors import UsageError
from planforms.registers import Problem

CHUNK = 8  # plans: few are lost with a worker, and the way there costs little
_AHEAD = 3  # chunks for each worker that are under way, so that none waits for the driver
Work = Callable[[Sequence[Task], Job], list[BatchResult]]


@contextmanager
def process_pool(count: int, work: Work = make_all) -> Iterator["Workers"]:
    """Workers that are *count* new processes on this machine."""
    workers = Workers(lambda: ProcessPoolExecutor(count, get_context("spawn"), start_worker), count, work)
    try:
        yield workers
    except BaseException:
        for process in active_children():  # nothing that they make is wanted any more
            process.terminate()
        raise
    finally:
        workers.close()


@contextmanager
def cluster(address: str, work: Work = make_all) -> Iterator["Workers"]:
    """The workers of the Dask cluster whose scheduler is at *address*.

    Raises:
        UsageError: the extra ``cluster`` is not installed, there is no scheduler, or it has no workers.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("“--scheduler” needs an extra: pip install 'planforms[cluster]'.") from error
    try:
        client = Client(address, timeout=5, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError("There is no scheduler at “{address}”; start “dask scheduler”.", address=address) from error
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise UsageError("The scheduler at “{address}” has no workers; start “dask worker”.", address=address)
        yield Workers(client.get_executor, threads, work)


class Workers:
    """An executor and how to get another when it breaks; ``results`` runs tasks over it.

    Args:
        opened: gives an executor; it is called again where that one is broken.
        count: how many tasks the executor works on at a time.
        work: what a worker does with a chunk; importable by its name.
    """

    def __init__(self, opened: Callable[[], Executor], count: int, work: Work = make_all) -> None:
        self._opened = opened
        self._executor = opened()
        self._most = count * _AHEAD + 1
        self._work = work

    def results(self, tasks: Iterable[Task], job: Job) -> Iterator[tuple[Task, BatchResult]]:
        """Each of *tasks* with its outcome, in their order; few more are taken than the workers need.

        Raises:
            UsageError: the executor works no more.
        """
        flying: deque[tuple[list[Task], Future[list[BatchResult]]]] = deque()
        rest = iter(tasks)
        while chunk := list(islice(rest, CHUNK)):
            flying.append((chunk, self._submit(chunk, job)))
            if len(flying) >= self._most:
                yield from self._landed(flying, job)
        while flying:
            yield from self._landed(flying, job)

    def close(self) -> None:
        """Take no more work, and let the workers end."""
        self._executor.shutdown(cancel_futures=True)

    def _submit(self, chunk: Sequence[Task], job: Job) -> "Future[list[BatchResult]]":
        try:
            return self._executor.submit(self._work, chunk, job)
        except BrokenExecutor:
            self._executor = self._opened()
        try:
            return self._executor.submit(self._work, chunk, job)
        except BrokenExecutor as error:  # the same one again: an executor of one's own
            raise UsageError("A worker died, and the executor takes no more work; give a new one.") from error

    def _landed(
        self, flying: deque[tuple[list[Task], "Future[list[BatchResult]]"]], job: Job
    ) -> Iterator[tuple[Task, BatchResult]]:
        """The outcomes of the chunk that has been flying longest."""
        chunk, future = flying.popleft()
        try:
            made: Iterable[BatchResult] = future.result()
        except Exception:  # noqa: BLE001 -- the work itself raises nothing: its worker died, or the way to it
            wait([other for _, other in flying])  # nothing else may be running that could end the worker
            made = (self._alone(task, job) for task in chunk)
        yield from zip(chunk, made, strict=True)

    def _alone(self, task: Task, job: Job) -> BatchResult:
        """The outcome of *task* when nothing else runs; where its worker ends all the same, it is the culprit."""
        began = time.monotonic()
        try:
            return self._submit([task], job).result()[0]
        except Exception as error:  # noqa: BLE001 -- as above
            self._check(job, error)
        if job.seconds and time.monotonic() - began >= job.seconds:
            problem = Problem(
                "The work on this plan was not done in {seconds} seconds.", {"seconds": round(job.seconds)}
            )
        else:
            problem = Problem("The process that worked on this plan ended in an unexpected way.")
        return BatchResult(problems=(problem,))

    def _check(self, job: Job, error: Exception) -> None:
        """See whether the executor still works: else it is not a plan that is at fault."""
        try:
            self._submit([], job).result()
        except Exception:  # noqa: BLE001 -- as above
            raise UsageError("The workers cannot be started or reached: {reason}.", reason=str(error) or "—") from error


def serial(tasks: Iterable[Task], job: Job) -> Iterator[tuple[Task, BatchResult]]:
    """Each of *tasks* with its outcome, made in this process."""
    return ((task, make(task, job)) for task in tasks)
