"""The linear model: every head fitted on all rows and on every fold, its out-of-fold scores and their calibration."""

import logging
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from jobscan.classifier.linear import Vocabulary
from jobscan.classifier.manifest import Calibration
from jobscan.knowledge import Knowledge
from training.dataset import Dataset, Target, Vector
from training.fit import Folded, RawHead, calibrate, choose_strength, fit_head, folds
from training.matrix import Rows

log = logging.getLogger(__name__)

PATTERN_STRENGTH = 10.0


@dataclass(frozen=True)
class Heads:
    """Heads over one vocabulary."""

    vocabulary: Vocabulary
    heads: dict[str, RawHead]


@dataclass(frozen=True)
class Linear:
    """The heads of all rows and of each fold, out-of-fold log-odds after calibration, and which fold a row is in."""

    final: Heads
    folds: list[Heads]
    splits: list[tuple[Rows, Rows]]
    logits: dict[str, Vector]
    scales: dict[str, Calibration]
    strength: float

    @property
    def fold_of(self) -> NDArray[np.int64]:
        found = np.empty(sum(len(test) for _, test in self.splits), dtype=np.int64)
        for number, (_, test) in enumerate(self.splits):
            found[test] = number
        return found


def fit_linear(data: Dataset, knowledge: Knowledge, seed: int) -> Linear:
    """Choose the regularisation, then fit every head; n-grams come from corpus texts only."""
    splits = folds(data.strata, data.groups, seed)
    folded = Folded.of(data.counts, splits, knowledge, data.in_corpus)
    targets = data.targets(knowledge)
    strength = choose_strength(folded, targets["fraud"])
    log.info("%d rows, %d groups, C=%g", len(data.examples), len(set(data.groups)), strength)
    everything = np.arange(len(data.examples))
    vocabulary = data.counts.vocabulary(everything, knowledge, data.in_corpus)
    matrix = data.counts.matrix(everything, vocabulary)

    def one(name: str, target: Target) -> tuple[RawHead, list[RawHead]]:
        pooled = name == "fraud"
        c = strength if name in ("fraud", "not_an_ad") else PATTERN_STRENGTH
        whole = fit_head(matrix, target, vocabulary, c, pooled=pooled)
        return whole, folded.heads(target, c, pooled=pooled)

    fitted = dict(zip(targets, Parallel(n_jobs=2)(delayed(one)(*item) for item in targets.items()), strict=True))
    raw = {name: folded.scores(heads) for name, (_, heads) in fitted.items()}
    scales = {name: calibrate(raw[name], target) for name, target in targets.items()}
    return Linear(
        final=Heads(vocabulary, {name: head for name, (head, _) in fitted.items()}),
        folds=[
            Heads(part.vocabulary, {name: heads[number] for name, (_, heads) in fitted.items()})
            for number, part in enumerate(folded.parts)
        ],
        splits=splits,
        logits={name: scale.slope * raw[name] + scale.intercept for name, scale in scales.items()},
        scales=scales,
        strength=strength,
    )
