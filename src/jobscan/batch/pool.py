"""Scores rows in order, in this process or in several, with a bounded number of rows in memory."""

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process

from jobscan.batch.errors import WorkerError
from jobscan.batch.rows import Result, Row
from jobscan.batch.scoring import Load, Options, Scans, score_row

CHUNK = 16
_CHUNKS_PER_WORKER = 2


def score_rows(
    rows: Iterable[Row], *, load: Load, workers: int = 1, options: Options | None = None
) -> Iterator[Result]:
    """Yield one result per row, in the order of the rows.

    Args:
        rows: read lazily; at most `CHUNK` * 2 * `workers` of them are held.
        load: gives the scanner; called once per process. With `workers` > 1 it must be picklable.
        workers: 1 scores in this process, more start that many others.
        options: profile and date, the same for every row.

    Raises:
        ModelError, KnowledgeError: `load` failed.
        WorkerError: a worker process died.
    """
    options = options or Options()
    if workers > 1:
        yield from _score_in_processes(rows, load, workers, options)
        return
    scanner = load()
    for row in rows:
        yield score_row(scanner, row, options)


def available_cpus() -> int:
    """The CPUs this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _score_in_processes(rows: Iterable[Row], load: Load, workers: int, options: Options) -> Iterator[Result]:
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (load, options))
    pending: deque[Future[list[Result]]] = deque()
    try:
        for chunk in _chunks(rows):
            if len(pending) == workers * _CHUNKS_PER_WORKER:
                yield from pending.popleft().result()
            with _interrupt_held():
                pending.append(pool.submit(_score_chunk, chunk))
        while pending:
            yield from pending.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerError from error
    finally:
        pool.shutdown(cancel_futures=True)


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


@contextmanager
def _interrupt_held() -> Iterator[None]:
    """Processes started inside never see Ctrl-C: the parent alone answers it, as soon as the block is left.

    They inherit the mask of this thread. A library's thread without the mask may take the signal meanwhile, so the
    handler only notes it.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    noted: list[int] = []
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    handler = signal.signal(signal.SIGINT, lambda number, _: noted.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if noted:
            signal.raise_signal(signal.SIGINT)


class _Worker:
    """One worker process. It loads the scanner with its first chunk, so that a failure reaches the parent."""

    def __init__(self, load: Load, options: Options) -> None:
        self._load, self._options = load, options
        self._scanner: Scans | None = None

    def score(self, chunk: list[Row]) -> list[Result]:
        if self._scanner is None:
            self._scanner = self._load()
        return [score_row(self._scanner, row, self._options) for row in chunk]


_worker: _Worker  # set once in each worker process


def _start_worker(load: Load, options: Options) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _worker = _Worker(load, options)


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # a killed parent leaves workers waiting forever otherwise


def _score_chunk(chunk: list[Row]) -> list[Result]:
    return _worker.score(chunk)
