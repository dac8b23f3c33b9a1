"""From texts to sparse matrices: features are counted once, vocabularies are chosen from training rows only."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from jobscan.classifier.features import Features, indicator_feature
from jobscan.classifier.linear import BLOCKS, Vocabulary
from jobscan.knowledge import Knowledge
from jobscan.knowledge.schema import WEIGHTLESS

Rows = NDArray[np.int64]

MIN_DOCUMENTS = 3
MAX_NGRAMS = 40_000
# Indicators are scaled up so that regularisation presses on wording first: on real texts (rows marked `read`) findings
# carry over from the synthetic corpus, its wording much less. Which contacts and amounts stand in an ad says little.
INDICATOR_SCALE = 2.0
ENTITY_SCALE = 0.25


@dataclass(frozen=True)
class Counts:
    """Every feature of every text before scaling: 1 + log(count) of an n-gram, 1 for a signal."""

    names: tuple[str, ...]
    values: csr_matrix

    @classmethod
    def of(cls, samples: Iterable[Features]) -> "Counts":
        """Count the features of `samples`, one row each."""
        columns: dict[str, int] = {}
        indptr, indices, values = [0], [], []
        for sample in samples:
            row = {name: 1 + math.log(len(places)) for name, places in sample.places.items()} | dict(sample.signals)
            indices.append(np.array([columns.setdefault(name, len(columns)) for name in row], dtype=np.int32))
            values.append(np.fromiter(row.values(), dtype=np.float64))
            indptr.append(indptr[-1] + len(row))
        shape = (len(indptr) - 1, len(columns))
        return cls(tuple(columns), csr_matrix((np.concatenate(values), np.concatenate(indices), indptr), shape=shape))

    def vocabulary(self, rows: Rows, knowledge: Knowledge, ours: NDArray[np.bool_] | None = None) -> Vocabulary:
        """N-grams of at least three of the rows, the 40,000 most frequent; every indicator known and every signal seen.

        With `ours`, a mark for every text, an n-gram must stand in three of the rows so marked: what only the texts of
        others show, a person's name among it, never enters a bundle. The factor of an n-gram is its idf as in
        scikit-learn.
        """
        documents = self._documents(rows)
        shown = documents if ours is None else self._documents(rows[ours[rows]])
        kept = sorted(
            (name for name, n in shown.items() if n >= MIN_DOCUMENTS and name.startswith(BLOCKS)),
            key=lambda name: (-documents[name], name),
        )
        ngrams = sorted(kept[:MAX_NGRAMS])
        signals = sorted({*indicator_features(knowledge), *(n for n in documents if not n.startswith(BLOCKS))})
        idf = [math.log((1 + len(rows)) / (1 + documents[name])) + 1 for name in ngrams]
        constants = [INDICATOR_SCALE if name.startswith("i:") else ENTITY_SCALE for name in signals]
        # in single precision, as it will be stored
        return Vocabulary((*ngrams, *signals), np.array(idf + constants, dtype=np.float32).astype(np.float64))

    def _documents(self, rows: Rows) -> dict[str, int]:
        seen = np.bincount(self.values[rows].indices, minlength=len(self.names))
        return {self.names[i]: int(seen[i]) for i in np.flatnonzero(seen)}

    def matrix(self, rows: Rows, vocabulary: Vocabulary) -> csr_matrix:
        """One row a text, one column a name of the vocabulary; the values that serving computes."""
        own = {name: column for column, name in enumerate(self.names)}
        chosen = np.array([own.get(name, -1) for name in vocabulary.names])
        known = np.flatnonzero(chosen >= 0)
        part = self.values[rows][:, chosen[known]].tocsr()
        part.data *= vocabulary.scale[known][part.indices]
        for block in BLOCKS:
            inside = np.array([vocabulary.names[i].startswith(block) for i in known])
            _normalise(part, inside)
        shape = (len(rows), len(vocabulary.names))
        return csr_matrix((part.data, known[part.indices], part.indptr), shape=shape)


def _normalise(matrix: csr_matrix, inside: NDArray[np.bool_]) -> None:
    """Give each row's part in the columns `inside` Euclidean length 1, in place."""
    chosen = inside[matrix.indices]
    row_of = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    lengths = np.sqrt(np.bincount(row_of[chosen], weights=matrix.data[chosen] ** 2, minlength=matrix.shape[0]))
    matrix.data[chosen] /= lengths[row_of[chosen]]


def indicator_features(knowledge: Knowledge) -> list[str]:
    """The features of all indicators that can add to the risk, at each severity they may be found with."""
    names = []
    for code, indicator in knowledge.indicators.items():
        if indicator.category in WEIGHTLESS or indicator.recogniser == "none":
            continue
        lowest = 1 if indicator.recogniser == "consistency" else indicator.severity
        names += [indicator_feature(code, severity) for severity in range(lowest, indicator.severity + 1)]
    return names


def indicator_columns(vocabulary: Vocabulary) -> NDArray[np.int64]:
    """Columns of indicators found (`i:`)."""
    return np.array([i for i, name in enumerate(vocabulary.names) if name.startswith("i:")], dtype=np.int64)


def severity_pool(vocabulary: Vocabulary) -> csr_matrix:
    """Which indicator columns share which severity, 1 to 3: features × 3."""
    columns = indicator_columns(vocabulary)
    severities = [int(vocabulary.names[column][-1]) - 1 for column in columns]
    shape = (len(vocabulary.names), 3)
    return csr_matrix((np.ones(len(columns)), (columns, severities)), shape=shape)
