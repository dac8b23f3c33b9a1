"""Speed, cold start and memory, each as a ratio to a baseline that runs beside it on the same machine.

usage: python benchmarks/bench.py
"""

import re
import statistics
import sys
import time
import unicodedata
from collections.abc import Callable
from urllib.request import urlopen

from rich.console import Console
from rich.table import Table

from benchmarks.shared import ROOT, about_1000, idle_python, resident, run_time, serving
from jobscan import Scanner
from jobscan.entities import EntityExtractor
from jobscan.knowledge import load_knowledge
from jobscan.recognisers import Reading, Recognisers
from jobscan.text import make_views
from jobscan.types import JobAd
from training.corpus import load_corpus

ROUNDS = 5
AD = "Toko kami mencari kasir, gaji UMK, WA 0812-0000-1234"


def main() -> None:
    """Run all measurements and print one table."""
    table = Table("measure", "jobscan", "baseline", "ratio", title=f"Python {sys.version.split()[0]}, best of {ROUNDS}")
    rows = [row.text for row in load_corpus(ROOT / "data" / "corpus")]
    scanner = Scanner.load()
    longest = (" ".join(rows))[:20_000]
    _add(table, "one corpus ad, ms (baseline: fold and split it)", *_pair(rows, scanner.scan))
    _add(table, "views, entities, recognisers of 1,000 characters, ms (same)", *_pair(about_1000(rows), _rules()))
    _add(table, "20,000 characters, ms (same baseline)", *_pair([longest], scanner.scan))
    _add(table, "cold start of `jobscan score`, ms (baseline: python -c pass)", *_cold_start())
    _add(table, "memory of `jobscan serve`, MiB (baseline: idle python)", *_memory())
    Console(width=110).print(table)


def _add(table: Table, name: str, own: float, baseline: float) -> None:
    table.add_row(name, f"{own:.2f}", f"{baseline:.3f}", f"{own / baseline:.1f}")


def _rules() -> Callable[[str], object]:
    """The path before the classifier."""
    knowledge = load_knowledge()
    extractor, recognisers = EntityExtractor(knowledge), Recognisers(knowledge)

    def read(text: str) -> object:
        views = make_views(text, knowledge.lexicon)
        return recognisers.find(Reading(JobAd(text=text), views, extractor.extract(views)))

    return read


def _pair(texts: list[str], work: Callable[[str], object]) -> tuple[float, float]:
    for text in texts[:20]:
        work(text)
    return _each(texts, work), _each(texts, lambda t: re.findall(r"\w+", unicodedata.normalize("NFKC", t).lower()))


def _each(texts: list[str], work: Callable[[str], object]) -> float:
    """Milliseconds for one text, the best of all rounds."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for text in texts:
            work(text)
        times.append((time.perf_counter() - started) / len(texts))
    return 1000 * min(times)


def _cold_start() -> tuple[float, float]:
    score = [sys.executable, "-m", "jobscan", "score", AD, "--json"]
    return _run(score), _run([sys.executable, "-c", "pass"])


def _run(command: list[str]) -> float:
    return 1000 * statistics.median(run_time(command) for _ in range(ROUNDS))


def _memory() -> tuple[float, float]:
    with serving() as (pid, address), urlopen(f"{address}/health/ready") as answer:
        assert answer.status == 200
        own = resident(pid)
    return own, idle_python()


if __name__ == "__main__":
    main()
