"""Examples read through the path that serving walks, as arrays."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jobscan.classifier.features import Features
from jobscan.knowledge import Knowledge
from jobscan.scanner import Reader
from jobscan.types import JobAd
from training.examples import CORPUS_SOURCE, Example
from training.matrix import Counts, Rows

log = logging.getLogger(__name__)

Labels = NDArray[np.bool_]
Vector = NDArray[np.float64]
FEWEST_GROUPS = 10
SMALLEST_PART = 200


@dataclass(frozen=True)
class Target:
    """What one head learns, and how much each row counts in it."""

    labels: Labels
    importance: Vector

    def of(self, rows: Rows) -> "Target":
        """The same for some of the rows."""
        return Target(self.labels[rows], self.importance[rows])


@dataclass(frozen=True)
class Dataset:
    """Examples as arrays, row by row; `views` are their placeholder views."""

    examples: list[Example]
    views: list[str]
    counts: Counts
    labels: NDArray[np.str_]
    groups: NDArray[np.str_]
    strata: NDArray[np.str_]
    importance: Vector

    @classmethod
    def read(cls, examples: Sequence[Example], knowledge: Knowledge) -> "Dataset":
        """Every text through views, entities and findings to its features.

        Raises:
            InputError: a text is empty, too long, or not text.
        """
        reader = Reader(knowledge)
        views: list[str] = []

        def read() -> Iterator[Features]:
            for example in examples:
                features = reader.read(JobAd(text=example.text))[2]
                views.append(features.view.text)
                yield features

        return cls(
            list(examples),
            views,
            Counts.of(read()),
            np.array([example.label for example in examples]),
            np.array([example.group for example in examples]),
            np.array([f"{example.source} {example.label}" for example in examples]),
            np.array([example.weight for example in examples]),
        )

    @property
    def fraud(self) -> Labels:
        return np.asarray(self.labels == "fraud")

    @property
    def in_corpus(self) -> Labels:
        return np.array([example.source == CORPUS_SOURCE for example in self.examples])

    def targets(self, knowledge: Knowledge) -> dict[str, Target]:
        """What each head learns: `fraud`, `not_an_ad`, and every pattern seen in ten groups or more."""
        heads = {name: Target(np.asarray(self.labels == name), self.importance) for name in ("fraud", "not_an_ad")}
        known = np.array([example.patterns is not None for example in self.examples])
        for code in knowledge.patterns:
            shown = np.array([code in (example.patterns or ()) for example in self.examples])
            if len(set(self.groups[shown])) >= FEWEST_GROUPS:
                heads[f"pattern:{code}"] = Target(shown, self.importance * known)
            else:
                log.warning("pattern %s: fewer than %d groups, left without a head", code, FEWEST_GROUPS)
        return heads

    def honest_parts(self) -> list[Labels]:
        """Texts without fraud: those of the corpus, and every kind of an extra source with 200 of them or more."""
        kinds = [(e.source, "" if e.source == CORPUS_SOURCE else e.kind) for e in self.examples]
        sizes = Counter(kind for kind, fraud in zip(kinds, self.fraud, strict=True) if not fraud)
        large = [kind for kind, size in sizes.items() if kind[0] == CORPUS_SOURCE or size >= SMALLEST_PART]
        return [np.array([kind == part for kind in kinds]) & ~self.fraud for part in large]
