"""Bounds that keep the corpus diverse: no writer's hand, no template, no favourite opening may tell the label."""

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.preprocessing import OneHotEncoder

from training.corpus import Row

HIGHEST_WRITER_AUC = 0.55
HIGHEST_JACCARD = 0.3
HIGHEST_OPENING_SHARE = 0.005
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+")
_SHINGLE = 5
_OPENING = 4


def writer_auc(rows: Sequence[Row]) -> float:
    """ROC AUC of fraud against legit predicted from the writer alone, out of fold; 0.5 says nothing."""
    offers = [row for row in rows if row.label in ("fraud", "legit")]
    truth = np.array([row.label == "fraud" for row in offers])
    hands = OneHotEncoder(handle_unknown="ignore").fit_transform([[row.writer] for row in offers])
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    scores = cross_val_predict(LogisticRegression(), hands, truth, cv=folds, method="predict_proba")[:, 1]
    return float(roc_auc_score(truth, scores))


def closest_pairs(rows: Sequence[Row], least: float = HIGHEST_JACCARD) -> list[tuple[float, str, str]]:
    """Pairs of texts of different groups whose masked 5-grams overlap by more than `least` (Jaccard), closest first."""
    found = [shingles(row.text) for row in rows]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(found):
        for shingle in own:
            places[shingle].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for indices in places.values():
        shared.update((a, b) for i, a in enumerate(indices) for b in indices[i + 1 :])
    pairs = []
    for (a, b), common in shared.items():
        overlap = common / (len(found[a]) + len(found[b]) - common)
        if overlap > least and rows[a].group != rows[b].group:
            pairs.append((round(overlap, 3), rows[a].id, rows[b].id))
    return sorted(pairs, reverse=True)


def common_openings(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """Four-word openings that stand in more than 0.5 % of the texts."""
    counts = Counter(" ".join(_words(row.text)[:_OPENING]) for row in rows)
    limit = HIGHEST_OPENING_SHARE * len(rows)
    return [(opening, count) for opening, count in counts.most_common() if count > limit]


def distinct_2(texts: Iterable[str]) -> float:
    """Different pairs of words for each pair of words (Li et al. 2016)."""
    pairs = [pair for text in texts for pair in pairwise(_words(text))]
    return len(set(pairs)) / len(pairs)


def gzip_ratio(texts: Iterable[str]) -> float:
    """Compressed by original size; lower is more repetitive."""
    data = "\n".join(" ".join(_words(text)) for text in texts).encode()
    return len(gzip.compress(data, 9, mtime=0)) / len(data)


def problems(rows: Sequence[Row]) -> list[str]:
    """Every bound that is broken, in words; empty when all hold."""
    found = []
    if (auc := writer_auc(rows)) > HIGHEST_WRITER_AUC:
        found.append(f"label predicted from writer: ROC AUC {auc:.3f} > {HIGHEST_WRITER_AUC}")
    found += [f"{a} and {b}: masked 5-gram Jaccard {value} > {HIGHEST_JACCARD}" for value, a, b in closest_pairs(rows)]
    found += [f"opening «{opening}» in {count} texts" for opening, count in common_openings(rows)]
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(_NUMBER.sub("0", text.lower()))


def shingles(text: str) -> set[str]:
    """The word 5-grams of a text with numbers masked; a shorter text is one shingle."""
    words = _words(text)
    return {" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)} or {" ".join(words)}
