"""Rows come back in order, one result each, from one process or several, with a bounded number under way."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from batch_fakes import FakeScanner, load_broken, load_fake

from jobscan.batch import Options, Row, RowError, WorkerError, score_rows
from jobscan.batch.pool import CHUNK, _interrupt_held
from jobscan.batch.rows import make_row
from jobscan.batch.scoring import Scans
from jobscan.errors import ModelError


def rows(count: int) -> Iterator[Row]:
    for number in range(1, count + 1):
        yield make_row(number, number, {"text": f"iklan {number} biaya"})


def load_dying() -> Scans:
    os._exit(3)


def test_processes_give_what_one_process_gives() -> None:
    alone = list(score_rows(rows(100), load=load_fake))
    together = list(score_rows(rows(100), load=partial(load_fake, None), workers=3))
    assert together == alone
    assert [result.number for result in alone] == list(range(1, 101))


def test_bad_rows_do_not_stop_the_rest() -> None:
    texts = ["", "a\0b", "x" * 20_001, "MELEDAK rahasia", "baik"]
    given = [make_row(number, 0, {"text": text}) for number, text in enumerate(texts, start=1)]
    results = list(score_rows([*given, make_row(6, 0, {})], load=load_fake))
    errors = [r.outcome.code if isinstance(r.outcome, RowError) else None for r in results]
    assert errors == ["empty", "unreadable", "too_long", "internal", None, "no_text"]
    defect = results[3].outcome
    assert isinstance(defect, RowError)
    assert "RuntimeError" in defect.message
    assert "rahasia" not in defect.message


def interrupt_here() -> None:
    signal.pthread_kill(threading.get_ident(), signal.SIGINT)


def interrupt_a_thread_of_a_library() -> None:
    def take() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)

    thread = threading.Thread(target=take)
    thread.start()
    thread.join()


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals cannot be held here")
@pytest.mark.parametrize("interrupt", [interrupt_here, interrupt_a_thread_of_a_library])
def test_an_interrupt_while_workers_start_is_answered_afterwards(interrupt: Callable[[], None]) -> None:
    reached: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        _interrupt_inside(interrupt, reached)
    assert reached == ["past the signal"]


def _interrupt_inside(interrupt: Callable[[], None], reached: list[str]) -> None:
    with _interrupt_held():
        interrupt()
        reached.append("past the signal")


def test_options_reach_every_row() -> None:
    (result,) = score_rows(rows(1), load=load_fake, options=Options(profile="crawler"))
    assert not isinstance(result.outcome, RowError)
    assert result.outcome.risk.profile == "crawler"


@pytest.mark.parametrize("workers", [1, 2])
def test_input_is_read_lazily(workers: int) -> None:
    taken = 0

    def counted() -> Iterator[Row]:
        nonlocal taken
        for row in rows(1000):
            taken += 1
            yield row

    results = score_rows(counted(), load=load_fake, workers=workers)
    next(results)
    assert taken <= (CHUNK * 2 * workers + CHUNK if workers > 1 else 1)
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_unusable_model_is_raised_here(workers: int) -> None:
    with pytest.raises(ModelError, match="hilang"):
        list(score_rows(rows(3), load=load_broken, workers=workers))


def test_a_dead_worker_is_said() -> None:
    with pytest.raises(WorkerError, match="--workers 1"):
        list(score_rows(rows(3), load=load_dying, workers=2))


def test_one_process_loads_once() -> None:
    loads = 0

    def load() -> FakeScanner:
        nonlocal loads
        loads += 1
        return FakeScanner()

    assert len(list(score_rows(rows(40), load=load))) == 40
    assert loads == 1
