"""Campaign memory on constructed data: copies found, honest ads joined, look-up time, memory and file size.

usage: python benchmarks/campaigns.py [--ads 1000000] [--sample 300]
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from jobscan.campaigns import SqliteCampaigns, Trace, trace
from jobscan.campaigns.fingerprint import PERMUTATIONS
from jobscan.knowledge import load_knowledge
from jobscan.scanner import Reader
from jobscan.types import JobAd
from training.augment import Augmenter
from training.corpus import Row, load_corpus

CHANGES = ("other_town", "other_employer", "other_contact", "typos")
SHORTEST = 25
TODAY = date(2026, 11, 25)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--ads", type=int, default=1_000_000)
    parser.add_argument("--sample", type=int, default=300)
    options = parser.parse_args()
    rows = [row for row in load_corpus() if len(row.text.split()) >= SHORTEST]
    print(f"copies found: {copies_found(rows, options.sample):.1%}")
    print(f"honest ads joined: {honest_joined(rows):.2%}")
    scale(options.ads)
    return 0


def copies_found(rows: list[Row], sample: int) -> float:
    """Share of copies that find their source; town, employer, contacts, typing and line order change at once."""
    dice, augmenter, reader = random.Random(1), Augmenter(rows), Reader(load_knowledge())
    chosen = dice.sample([row for row in rows if row.label == "fraud"], sample)
    with tempfile.TemporaryDirectory() as folder, SqliteCampaigns(Path(folder) / "c.sqlite") as memory:
        sources = {row.id: memory.add(_traced(reader, row.text), TODAY).id for row in chosen}
        hits = 0
        for row in chosen:
            changed = row
            for kind in CHANGES:
                changed = augmenter.vary(changed, kind) or changed
            lines = changed.text.split("\n")
            dice.shuffle(lines)
            found = memory.look(_traced(reader, "\n".join(lines)))
            hits += found is not None and found.id == sources[row.id]
    return hits / len(chosen)


def honest_joined(rows: list[Row]) -> float:
    """Share of honest ads that join a campaign of another group by their text, all remembered one after another."""
    reader = Reader(load_knowledge())
    joined, seen, group_of = 0, 0, {}
    with tempfile.TemporaryDirectory() as folder, SqliteCampaigns(Path(folder) / "c.sqlite") as memory:
        for row in rows:
            if row.label != "legit":
                continue
            shape = Trace(_traced(reader, row.text).signature, (), "")
            found = memory.look(shape)
            seen += 1
            joined += found is not None and group_of[found.id] != row.group
            group_of.setdefault(memory.add(shape, TODAY).id, row.group)
    return joined / seen


def scale(ads: int) -> None:
    """Fill a memory with random signatures and look some up."""
    dice = random.Random(2)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "c.sqlite"
        with SqliteCampaigns(file) as memory:
            started = time.perf_counter()
            traces = (Trace(_random(dice), (), "") for _ in range(ads))
            memory.add_many(traces, TODAY)
            filling = time.perf_counter() - started
            times = []
            again = random.Random(2)
            for signature in [_random(again) for _ in range(500)] + [_random(dice) for _ in range(500)]:
                before = time.perf_counter()
                memory.look(Trace(signature, ("phone:+6281200000000",), ""))
                times.append(time.perf_counter() - before)
        times.sort()
        size = file.stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{ads} ads: filled in {filling:.0f} s, file {size:.0f} MB, peak memory {peak:.0f} MB")
    print(f"look-up p50 {times[len(times) // 2] * 1e3:.2f} ms, p99 {times[int(len(times) * 0.99)] * 1e3:.2f} ms")


def _random(dice: random.Random) -> tuple[int, ...]:
    return tuple(dice.getrandbits(32) for _ in range(PERMUTATIONS))


def _traced(reader: Reader, text: str) -> Trace:
    reading, _, _ = reader.read(JobAd(text=text))
    return trace(reading.views, reading.entities)


if __name__ == "__main__":
    sys.exit(main())
