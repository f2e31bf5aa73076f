"""Who does the work: this process, the machine's cores, or a running Dask cluster; all asked in the same way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any

from potline.model import PotlineError

INSTALL = "pip install -r requirements-cluster.txt"
AHEAD = 3  # tasks handed out for each worker before the first result is taken
PATIENCE = 10  # seconds that a scheduler may take to answer
RETRIES = 3  # of a task whose worker died


class Crew:
    """Takes tasks and gives their results in order; `size` workers at most."""

    def __init__(self, size: int, hire: Callable[[], Executor] | None) -> None:
        self.size = size
        self._hire, self._staff = hire, None

    def submit(self, task: Callable[..., Any], *arguments: Any, large: bool = True) -> Future[Any]:
        """The task's result to be; a task that is not `large` is not worth hiring anyone for."""
        if self._hire and (large or self._staff):
            self._staff = self._staff or self._hire()
            return self._staff.submit(task, *arguments)
        done: Future[Any] = Future()
        done.set_result(task(*arguments))
        return done


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def crew(jobs: int = 1, cluster: str = "") -> Iterator[Crew]:
    """A crew of so many processes of this machine, or of the workers of the cluster whose scheduler is at this address.

    Processes start with the first large task. PotlineError if there is no such cluster, Dask is not installed, or a process dies.
    """
    with ExitStack() as stack:
        try:
            if cluster:
                yield _dask(cluster, stack)
            else:
                yield Crew(jobs, (lambda: stack.enter_context(_processes(jobs))) if jobs > 1 else None)
        except BrokenExecutor as error:
            raise PotlineError(
                "A process that read articles or set pages was ended, as for want of memory: try fewer with --jobs, or --jobs 1."
            ) from error


@contextmanager
def _processes(jobs: int) -> Iterator[Executor]:
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_follow)  # a fork would copy the locks of Arrow's threads
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _follow() -> None:
    """A process of the pool ends with the run that started it, however that ends."""

    def wait() -> None:
        if parent := parent_process():
            parent.join()
        os._exit(1)

    Thread(target=wait, daemon=True).start()


def _dask(address: str, stack: ExitStack) -> Crew:
    try:
        from distributed import Client
    except ImportError:
        raise PotlineError(f"--cluster needs Dask, which is not installed: {INSTALL}") from None
    try:
        client = stack.enter_context(Client(address, timeout=PATIENCE, set_as_default=False))
    except (OSError, ValueError, TimeoutError) as error:
        raise PotlineError(
            f"No Dask scheduler answers at {address} ({error}): start one with `dask scheduler`, its workers with `dask worker`."
        ) from error
    if not client.nthreads():
        raise PotlineError(f"The cluster at {address} has no workers: start some with `dask worker {address}`.")
    return Crew(sum(client.nthreads().values()), lambda: stack.enter_context(client.get_executor(pure=False, retries=RETRIES)))
