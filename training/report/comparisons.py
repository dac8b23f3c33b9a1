"""Which texts are told from which, and how well each method tells them, all out of fold."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.dataset import Labels, Vector
from training.examples import CORPUS_SOURCE, Example
from training.metrics import Rows, middle, ranking, resamples
from training.style import style_scores

FEWEST = 10
SMALLEST_KIND = 200
MATCHED_PER_FRAUD = 5
ROUNDS = 100


@dataclass(frozen=True)
class Comparison:
    """Rows with fraud and rows without, to be told apart."""

    name: str
    use: str
    rows: Rows
    fraud: Labels


@dataclass(frozen=True)
class Result:
    """One method on one comparison: each figure with the bounds of its 95 % interval over groups."""

    comparison: str
    use: str
    method: str
    fraud: int
    legit: int
    figures: Mapping[str, tuple[float, float, float]]


def comparisons(examples: Sequence[Example]) -> list[Comparison]:
    """Fraud against legit in each set that holds both; fraud of a set alone against each large kind of legit texts.

    For fraud that stands alone also against legit texts of like length. Every comparison again for the rows marked
    `read` and `score`.
    """
    fraud_of, legit_of = _sources(examples, "fraud"), _sources(examples, "legit")
    found = []
    for source, fraud in fraud_of.items():
        if source in legit_of:
            found += _by_use(examples, source, fraud, legit_of[source])
            continue
        for other, legit in legit_of.items():
            if other == CORPUS_SOURCE or other in fraud_of:
                continue
            kinds = Counter(examples[row].kind for row in legit)
            for kind in sorted(kind for kind, size in kinds.items() if size >= SMALLEST_KIND):
                part = [row for row in legit if examples[row].kind == kind]
                found += _by_use(examples, f"{source} against {other}: {kind}", fraud, part)
            found += _by_use(examples, f"{source} against {other}: all", fraud, legit)
            lengths = [len(examples[row].text) for row in legit]
            near = nearest_in_length(lengths, [len(examples[row].text) for row in fraud])
            matched = [legit[place] for place in near]
            found += _by_use(examples, f"{source} against {other}: of like length", fraud, matched)
    return found


def measure(
    comparisons: Sequence[Comparison], examples: Sequence[Example], methods: Mapping[str, Vector]
) -> list[Result]:
    """Each method on each comparison, beside a probe that sees style only and is fitted anew for each."""
    results = []
    for one in comparisons:
        texts = [examples[row].text for row in one.rows]
        groups = np.array([examples[row].group for row in one.rows])
        scores = {"style only": style_scores(texts, one.fraud, groups.tolist())}
        scores |= {name: values[one.rows] for name, values in methods.items()}
        results += [_result(one, method, values, groups) for method, values in scores.items()]
    return results


def _result(one: Comparison, method: str, scores: Vector, groups: NDArray[np.str_]) -> Result:
    known = ~np.isnan(scores)
    scores, fraud, groups = scores[known], one.fraud[known], groups[known]
    rounds = [
        ranking(scores[rows], fraud[rows])
        for rows in resamples(groups, rounds=ROUNDS)
        if 0 < fraud[rows].sum() < len(rows)
    ]
    figures = {
        name: (value, *middle([drawn[name] for drawn in rounds])) for name, value in ranking(scores, fraud).items()
    }
    return Result(one.name, one.use, method, int(fraud.sum()), int((~fraud).sum()), figures)


def _sources(examples: Sequence[Example], label: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row, example in enumerate(examples):
        if example.label == label:
            found.setdefault(example.source, []).append(row)
    return {source: rows for source, rows in found.items() if len(rows) >= FEWEST}


def _by_use(examples: Sequence[Example], name: str, fraud: Sequence[int], legit: Sequence[int]) -> list[Comparison]:
    uses = ["all"] if examples[fraud[0]].source == CORPUS_SOURCE else ["all", "read", "score"]
    found = []
    for use in uses:
        parts = [[row for row in part if use in ("all", examples[row].use)] for part in (fraud, legit)]
        if all(len(part) >= FEWEST for part in parts):
            rows = np.array(parts[0] + parts[1])
            found.append(Comparison(name, use, rows, np.arange(len(rows)) < len(parts[0])))
    return found


def nearest_in_length(lengths: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """Places in `lengths` of the five nearest to each wanted length that are still free, in order of place."""
    free = np.ones(len(lengths), dtype=bool)
    for length in wanted:
        order = np.argsort(np.abs(np.array(lengths) - length), kind="stable")
        free[[i for i in order if free[i]][:MATCHED_PER_FRAUD]] = False
    return np.flatnonzero(~free).tolist()
