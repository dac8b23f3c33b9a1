"""What the benchmarks share: texts, clocks and a running server."""

import math
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
_SHORTEST, _LONGEST = 850, 1_150
_SEED = 1


def about_1000(texts: Sequence[str], most: int | None = None) -> list[str]:
    """The texts of about 1,000 characters; at most `most` of them, the same ones every time."""
    found = [text for text in texts if _SHORTEST <= len(text) <= _LONGEST]
    return found if most is None else random.Random(_SEED).sample(found, min(most, len(found)))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of all values do not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def times(texts: Sequence[str], work: Callable[[str], object]) -> list[float]:
    """Milliseconds of each call."""
    found = []
    for text in texts:
        started = time.perf_counter()
        work(text)
        found.append(1000 * (time.perf_counter() - started))
    return found


def middle(rounds: Sequence[Sequence[float]], share: float) -> float:
    """The percentile of each round, then the median of the rounds."""
    return statistics.median(percentile(values, share) for values in rounds)


def in_turn(
    works: Mapping[str, Callable[[str], object]], texts: Mapping[str, Sequence[str]], rounds: int
) -> dict[str, list[list[float]]]:
    """Call times of each work in each round; the works take turns, so that a slow minute meets them all."""
    found: dict[str, list[list[float]]] = {name: [] for name in works}
    for name, work in works.items():
        times(texts[name][:10], work)
    for _ in range(rounds):
        for name, work in works.items():
            found[name].append(times(texts[name], work))
    return found


def run_time(command: list[str], core: int | None = None) -> float:
    """Seconds that a command takes, on one core where one is named."""
    started = time.perf_counter()
    with _pinned(core):
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - started


@contextmanager
def serving(*options: str, core: int | None = None) -> Iterator[tuple[int, str]]:
    """Process id and address of a running `jobscan serve`."""
    command = [sys.executable, "-m", "jobscan", "serve", "--port", "0", *options]
    with _pinned(core):
        server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://[^\s/]+", server.stdout.readline())
            assert found, "the server did not start"
            yield server.pid, found[0]
        finally:
            server.terminate()


@contextmanager
def _pinned(core: int | None) -> Iterator[None]:
    """Processes started inside stay on one core (Linux). Code between fork and exec could hang beside threads."""
    if core is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def resident(pid: int) -> float:
    """Resident memory of a process in MiB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1024


def idle_python() -> float:
    """Resident memory in MiB of a Python that does nothing."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as idle:
        time.sleep(0.3)
        found = resident(idle.pid)
        idle.kill()
    return found
