"""Scoring threads behind a bounded queue, so that inference never blocks the event loop nor piles up."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_T = TypeVar("_T")


class QueueFullError(Exception):
    """No room for the jobs asked for."""


class ScanPool:
    """Runs jobs on `workers` threads; admits at most `limit` jobs at a time, waiting and running together."""

    def __init__(self, workers: int, limit: int) -> None:
        self._workers = workers
        self._limit = limit
        self._pending = 0
        self._threads = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="jobscan-scan")

    @property
    def full(self) -> bool:
        """Whether not even one more job would be admitted."""
        return self._pending >= self._limit

    async def run(self, jobs: Sequence[Callable[[], _T]]) -> list[_T | BaseException]:
        """Results in the order of `jobs`; a job that raised gives its exception as result.

        One call keeps at most `workers` jobs in the threads' queue, so a large batch does not hold up one ad.

        Raises:
            QueueFullError: the jobs do not all fit; none was started.
        """
        if self._pending + len(jobs) > self._limit:
            raise QueueFullError
        self._pending += len(jobs)
        try:
            lane = asyncio.Semaphore(self._workers)
            return await asyncio.gather(*(self._run_one(lane, job) for job in jobs), return_exceptions=True)
        finally:
            self._pending -= len(jobs)

    async def _run_one(self, lane: asyncio.Semaphore, job: Callable[[], _T]) -> _T:
        async with lane:
            return await asyncio.get_running_loop().run_in_executor(self._threads, job)

    def close(self) -> None:
        """Wait for running jobs and drop those that have not started."""
        self._threads.shutdown(wait=True, cancel_futures=True)
