"""From feature sets to a sparse matrix; the vocabulary is learned from the training part only."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from jobscan.classifier.features import Features, indicator_feature
from jobscan.classifier.linear import Vocabulary
from jobscan.knowledge import Knowledge
from jobscan.knowledge.schema import WEIGHTLESS

MIN_DOCUMENTS = 3
MAX_NGRAMS = 40_000
# Indicators are scaled up so that regularisation presses on wording first: on real texts (rows marked `read`) findings
# carry over from the synthetic corpus, its wording much less. Which contacts and amounts stand in an ad says little.
INDICATOR_SCALE = 2.0
ENTITY_SCALE = 0.25


def build_vocabulary(samples: Sequence[Features], knowledge: Knowledge) -> Vocabulary:
    """N-grams of at least three texts, the 40,000 most frequent; every indicator known and every kind of entity seen.

    The factor of an n-gram is its idf as in scikit-learn.
    """
    documents: Counter[str] = Counter()
    signals = set(indicator_features(knowledge))
    for sample in samples:
        documents.update(sample.places.keys())
        signals.update(sample.signals.keys())
    kept = sorted((name for name, n in documents.items() if n >= MIN_DOCUMENTS), key=lambda n: (-documents[n], n))
    ngrams = sorted(kept[:MAX_NGRAMS])
    ordered = sorted(signals)
    idf = [math.log((1 + len(samples)) / (1 + documents[name])) + 1 for name in ngrams]
    constants = [INDICATOR_SCALE if name.startswith("i:") else ENTITY_SCALE for name in ordered]
    # in single precision, as it will be stored
    return Vocabulary((*ngrams, *ordered), np.array(idf + constants, dtype=np.float32).astype(np.float64))


def to_matrix(samples: Sequence[Features], vocabulary: Vocabulary) -> csr_matrix:
    """One row a sample, one column a name of the vocabulary; the values that serving computes."""
    indptr, indices, values = [0], [], []
    for sample in samples:
        vector = vocabulary.vectorise(sample)
        indices.append(vector.indices)
        values.append(vector.values)
        indptr.append(indptr[-1] + len(vector.indices))
    shape = (len(samples), len(vocabulary.names))
    return csr_matrix((np.concatenate(values), np.concatenate(indices), indptr), shape=shape)


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
