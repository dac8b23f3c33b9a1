"""What a rewriting may look at besides the row."""

import random
from collections.abc import Sequence
from typing import Protocol

from jobscan.knowledge import load_knowledge
from jobscan.recognisers import Reading
from jobscan.scanner import Reader
from jobscan.types import JobAd
from training.corpus import Row


class Context:
    """The path up to the findings, and honest texts to stand beside a row."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.knowledge = load_knowledge()
        self.honest = [row for row in rows if row.label == "legit"]
        self._reader = Reader(self.knowledge)

    def read(self, text: str) -> tuple[Reading, frozenset[str]]:
        """The reading of a text and the codes of its consistency findings."""
        reading, findings, _ = self._reader.read(JobAd(text=text))
        return reading, frozenset(f.code for f in findings if f.origin == "consistency")


class Rewriter(Protocol):
    """A rewriting; None where it cannot be applied without touching the label."""

    def __call__(self, row: Row, dice: random.Random, context: Context, /) -> str | None: ...
