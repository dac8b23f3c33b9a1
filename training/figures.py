"""The figures that a manifest holds: out of fold, thresholds set on the other folds."""

from collections import defaultdict

import numpy as np

from training import metrics, thresholds
from training.config import OperatingPoint
from training.dataset import Labels
from training.fit import FOLDS
from training.outcome import Outcome, limits, macro_f1

FEWEST = 30
Figures = dict[str, float | int | str]


def figures(outcome: Outcome, point: OperatingPoint) -> Figures:
    """Ranking, flags and calibration on the corpus, and the flags of every part of the extra sets."""
    data = outcome.data
    corpus, fraud = data.in_corpus, data.fraud
    scores = outcome.probabilities("fraud")
    no_ad = outcome.probabilities("not_an_ad") >= outcome.not_an_ad
    offers = corpus & (fraud | np.asarray(data.labels == "legit"))
    ranked = metrics.ranking(scores[offers], fraud[offers])
    low, high = metrics.interval(scores[offers], fraud[offers], data.groups[offers])
    found = {f"fraud_vs_legit_{name}": value for name, value in ranked.items()}
    found |= {"fraud_vs_legit_roc_auc_low": low, "fraud_vs_legit_roc_auc_high": high}
    for level, hard, real in (
        ("review", point.review_hard, point.review_real),
        ("high", point.high_hard, point.high_real),
    ):
        counted = np.where(no_ad, 0.0, scores) if level == "review" else scores
        flags = thresholds.crossfitted_flags(counted, limits(data, hard, real), outcome.fold_of)
        found[f"{level}_recall"] = float(flags[fraud & corpus].mean())
        found[f"{level}_false_alarms"] = float(flags[~fraud & corpus].mean())
        for name, part in _parts(outcome).items():
            found[f"{level}_{name}"] = float(flags[part].mean())
    other = np.asarray(data.labels == "not_an_ad")
    found["not_an_ad_roc_auc"] = metrics.ranking(outcome.probabilities("not_an_ad")[corpus], other[corpus])["roc_auc"]
    found["calibration_error"] = metrics.calibration_error(scores[corpus], fraud[corpus])
    found["brier"] = metrics.brier(scores[corpus], fraud[corpus])
    found["pattern_macro_f1"] = macro_f1(outcome, corpus)
    if outcome.cascade:
        found["encoder_asked"] = float(outcome.cascade.asked(outcome.linear["fraud"])[corpus].mean())
    rounded: Figures = {name: round(value, 4) for name, value in found.items() if not np.isnan(value)}
    return rounded | {"basis": f"{FOLDS}-fold by group; without a set's name: on the synthetic corpus"}


def _parts(outcome: Outcome) -> dict[str, Labels]:
    """Every set, kind and label of the extra texts with thirty rows or more."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    for index, (example, inside) in enumerate(zip(outcome.data.examples, outcome.data.in_corpus, strict=True)):
        if not inside:
            kind = "" if example.label == "fraud" else f"_{example.kind}"
            members[f"{example.source}{kind}_{example.label}"].append(index)
    found = {}
    for name, rows in members.items():
        if len(rows) >= FEWEST:
            found[name] = np.isin(np.arange(len(outcome.data.examples)), rows)
    return found
