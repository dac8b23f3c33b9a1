"""Ads a second through the project's batch pool, and what the commands take from start to end."""

import csv
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import count, cycle, islice
from pathlib import Path
from urllib.request import Request, urlopen

from benchmarks.shared import resident, run_time, serving
from jobscan.batch import Row, score_rows
from jobscan.batch.pool import CHUNK
from jobscan.batch.scoring import Load
from jobscan.types import JobAd

_WARM_CHUNKS = 8  # two more than two processes hold
_SECONDS = 4.0


class Feed:
    """Endless rows that stop some seconds after the pool is warm.

    The pool takes a new chunk only when one is done, so that the rate at which it takes them is the rate of its work,
    without the start of its processes.
    """

    def __init__(self, ads: Sequence[str]) -> None:
        self._ads = ads
        self._marks: list[float] = []

    def __iter__(self) -> Iterator[Row]:
        for number, ad in zip(count(), cycle(self._ads)):
            if number % CHUNK == 0 and self._is_over():
                return
            yield Row(number + 1, 0, str(number), JobAd(text=ad))

    def _is_over(self) -> bool:
        self._marks.append(time.perf_counter())
        return len(self._marks) > _WARM_CHUNKS + 1 and self._marks[-1] - self._marks[_WARM_CHUNKS] > _SECONDS

    @property
    def rate(self) -> float:
        """Rows a second once warm."""
        measured = self._marks[_WARM_CHUNKS:]
        return CHUNK * (len(measured) - 1) / (measured[-1] - measured[0])


def pool_rate(ads: Sequence[str], load: Load, workers: int) -> float:
    """Ads a second through `jobscan.batch` in `workers` processes, start-up left out."""
    feed = Feed(ads)
    for _ in score_rows(feed, load=load, workers=workers):
        pass
    return feed.rate


def csv_seconds(model: Path, ads: Sequence[str], rows: int) -> float:
    """Seconds of `jobscan batch` for a CSV file of `rows` rows, start-up and all."""
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder) / "ads.csv", Path(folder) / "out.csv"
        with source.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "text"])
            writer.writerows(enumerate(islice(cycle(ads), rows), 1))
        command = [sys.executable, "-m", "jobscan", "batch", str(source), "-o", str(output), "--model", str(model)]
        seconds = run_time(command)
        with output.open(newline="", encoding="utf-8") as file:
            written = sum(1 for _ in csv.reader(file)) - 1
    assert written == rows, f"{written} of {rows} rows were written"
    return seconds


def served_memory(model: Path, ads: Sequence[str]) -> tuple[float, float]:
    """Resident memory in MiB of `jobscan serve` after its first answer, and after one for each ad."""
    with serving("--model", str(model)) as (pid, address):
        ask(address, ads[0])
        first = resident(pid)
        for ad in ads:
            ask(address, ad)
        return first, resident(pid)


def first_answer(model: Path, ad: str) -> float:
    """Seconds from the start of `jobscan serve` on one core to its first answer."""
    started = time.perf_counter()
    with serving("--model", str(model), core=one_core()) as (_, address):
        ask(address, ad)
        return time.perf_counter() - started


def one_core() -> int:
    """A core that this process may use (Linux)."""
    return min(os.sched_getaffinity(0))


def ask(address: str, ad: str) -> None:
    """Have a running server score one ad."""
    request = Request(f"{address}/v1/score", json.dumps({"text": ad}).encode(), {"Content-Type": "application/json"})
    with urlopen(request) as answer:
        assert answer.status == 200
        answer.read()
