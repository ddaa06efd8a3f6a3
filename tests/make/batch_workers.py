"""What workers are asked to do in tests of batches: the real work, but for plans that end their worker or take long."""

import os
import signal
import time
from collections.abc import Sequence

from planforms.batches.work import BatchResult, Job, Task, limited, make

KILLER, SLEEPER = b"ends its worker", b"never ends"


def make_or_die(tasks: Sequence[Task], job: Job) -> list[BatchResult]:
    """The result of each task; ``KILLER`` ends the process by a signal that nothing can catch."""
    return [_made(task, job) for task in tasks]


def _made(task: Task, job: Job) -> BatchResult:
    if task.data == KILLER:
        os.kill(os.getpid(), signal.SIGKILL)
    with limited(job.seconds):
        while task.data == SLEEPER:
            time.sleep(3600)
    return make(task, job)
