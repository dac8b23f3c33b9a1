"""Fitting the linear heads: regularisation, out-of-fold scores and calibration, always by whole groups."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags_array, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import StratifiedGroupKFold

from jobscan.classifier.linear import Vocabulary
from jobscan.classifier.manifest import Calibration
from jobscan.knowledge import Knowledge
from training.dataset import Target, Vector
from training.matrix import Counts, Rows, indicator_columns, severity_pool

FOLDS = 3
GRID = (0.3, 1.0, 3.0)  # weaker ridges fit the corpus's own wording


@dataclass(frozen=True)
class RawHead:
    """Weights and bias before calibration."""

    weights: Vector
    bias: float

    def scores(self, matrix: csr_matrix) -> Vector:
        result: Vector = matrix @ self.weights + self.bias
        return result


def fit_head(
    matrix: csr_matrix, target: Target, vocabulary: Vocabulary, strength: float, *, pooled: bool = False
) -> RawHead:
    """Ridge logistic regression in which no indicator speaks against the head.

    With `pooled`, an indicator's weight is one shared by its severity plus its own deviation from it, both under the
    ridge, so that a sign seen rarely or never in the corpus weighs what its kind weighs. Indicators whose weight comes
    out negative are dropped and the head is fitted again: a sign of risk that lowers the score could not be explained.
    """
    signs = indicator_columns(vocabulary)
    pool = severity_pool(vocabulary)
    allowed = np.ones(matrix.shape[1], dtype=bool)
    while True:
        kept = (matrix @ diags_array(allowed.astype(float))).tocsr()
        design = hstack([kept, kept @ pool], format="csr") if pooled else kept
        model = LogisticRegression(C=strength, solver="liblinear", random_state=0, max_iter=2000)
        model.fit(design, target.labels, sample_weight=target.importance)
        weights = model.coef_[0][: matrix.shape[1]]
        if pooled:
            weights = weights + pool @ model.coef_[0][matrix.shape[1] :]
        weights = weights * allowed
        wrong = signs[weights[signs] < 0]
        if not len(wrong):
            return RawHead(weights, float(model.intercept_[0]))
        allowed[wrong] = False


def folds(strata: NDArray[np.str_], groups: NDArray[np.str_], seed: int) -> list[tuple[Rows, Rows]]:
    """Train and test rows of each fold; strata (labels, sources) in proportion, no group in two folds."""
    splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    return list(splitter.split(np.zeros(len(strata)), strata, groups))


@dataclass(frozen=True)
class Part:
    """One fold: rows to fit on, rows to score, and their matrices under a vocabulary of the former."""

    train: Rows
    test: Rows
    vocabulary: Vocabulary
    inside: csr_matrix
    outside: csr_matrix


@dataclass(frozen=True)
class Folded:
    """Every fold's matrices, made once and used by every head."""

    parts: list[Part]

    @classmethod
    def of(
        cls,
        counts: Counts,
        splits: list[tuple[Rows, Rows]],
        knowledge: Knowledge,
        ours: NDArray[np.bool_] | None = None,
    ) -> "Folded":
        """The folds of `splits`; `ours` as in `Counts.vocabulary`."""
        parts = []
        for train, test in splits:
            vocabulary = counts.vocabulary(train, knowledge, ours)
            inside, outside = (counts.matrix(rows, vocabulary) for rows in (train, test))
            parts.append(Part(train, test, vocabulary, inside, outside))
        return cls(parts)

    def heads(self, target: Target, strength: float, *, pooled: bool = False) -> list[RawHead]:
        """One head a fold, fitted on the other folds."""
        return [
            fit_head(part.inside, target.of(part.train), part.vocabulary, strength, pooled=pooled)
            for part in self.parts
        ]

    def scores(self, heads: Sequence[RawHead]) -> Vector:
        """Raw scores of each row by the head that saw neither it nor its group."""
        scores = np.full(sum(len(part.test) for part in self.parts), np.nan)
        for part, head in zip(self.parts, heads, strict=True):
            scores[part.test] = head.scores(part.outside)
        return scores

    def out_of_fold(self, target: Target, strength: float, *, pooled: bool = False) -> Vector:
        """The same, fitting the heads on the way."""
        return self.scores(self.heads(target, strength, pooled=pooled))


def choose_strength(folded: Folded, target: Target) -> float:
    """The C of the grid with which the fraud head has the least out-of-fold log loss after calibration."""

    def loss(strength: float) -> float:
        scores = folded.out_of_fold(target, strength, pooled=True)
        scale = calibrate(scores, target)
        return float(log_loss(target.labels, apply(scale, scores), sample_weight=target.importance))

    losses = Parallel(n_jobs=2, prefer="threads")(delayed(loss)(strength) for strength in GRID)
    return GRID[int(np.argmin(losses))]


def calibrate(scores: Vector, target: Target) -> Calibration:
    """Platt scaling (1999) of out-of-fold scores."""
    model = LogisticRegression(C=1e6, random_state=0)
    model.fit(scores[:, None], target.labels, sample_weight=target.importance)
    return Calibration(slope=float(model.coef_[0, 0]), intercept=float(model.intercept_[0]))


def apply(scale: Calibration, scores: Vector) -> Vector:
    """Calibrated probabilities."""
    result: Vector = 1 / (1 + np.exp(-(scale.slope * scores + scale.intercept)))
    return result
