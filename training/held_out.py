"""A bundle fitted on `data/` alone and without its held-out families, asked about these and about every other set.

What joins and calibrates the models is taken from the run's out-of-fold scores, a handful of numbers; everything else
never saw a text of the sets that are measured here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed

from jobscan.classifier.linear import Vocabulary
from jobscan.knowledge import load_knowledge
from training.config import Config
from training.corpus import Row
from training.dataset import Dataset, Target, Vector
from training.fit import fit_head
from training.fusion import Cascade, fused
from training.linear import PATTERN_STRENGTH, Linear
from training.matrix import Rows
from training.outcome import macro_f1_of
from training.report.comparisons import Result, comparisons, measure
from training.run import Run
from training.splits import held_out_families, split


@dataclass(frozen=True)
class HeldOut:
    """Each method on the held-out families and on every other set, and the pattern macro-F1 on the families."""

    results: list[Result]
    macro_f1: float
    families: int
    texts: int


def rows_apart(data: Dataset, corpus: Sequence[Row]) -> tuple[Rows, Rows]:
    """Rows of the corpus outside the held-out families, and all other rows."""
    unseen = {row.id for row in split(corpus, held_out_families()).held_out}
    fitted = np.array([inside and e.id not in unseen for e, inside in zip(data.examples, data.in_corpus, strict=True)])
    return np.flatnonzero(fitted), np.flatnonzero(~fitted)


def linear_logits(
    data: Dataset, vocabulary: Vocabulary, linear: Linear, targets: Mapping[str, Target], train: Rows, test: Rows
) -> dict[str, Vector]:
    """Calibrated log-odds of the test rows by heads fitted on the train rows."""
    inside, outside = (data.counts.matrix(rows, vocabulary) for rows in (train, test))

    def one(name: str, target: Target) -> Vector:
        c = linear.strength if name in ("fraud", "not_an_ad") else PATTERN_STRENGTH
        head = fit_head(inside, target.of(train), vocabulary, c, pooled=name == "fraud")
        scale = linear.scales[name]
        return scale.slope * head.scores(outside) + scale.intercept

    values = Parallel(n_jobs=2)(delayed(one)(*item) for item in targets.items())
    return dict(zip(targets, values, strict=True))


def measure_held_out(
    run: Run, config: Config, data: Dataset, corpus: Sequence[Row], linear: Linear, cascade: Cascade | None
) -> HeldOut:
    """Fit, score and measure; the fits stay in the run's folder."""
    knowledge = load_knowledge()
    targets = data.targets(knowledge)
    train, test = rows_apart(data, corpus)
    vocabulary = data.counts.vocabulary(train, knowledge)
    by_head = run.stage("held-out-linear", lambda: linear_logits(data, vocabulary, linear, targets, train, test))
    methods, heads = {"linear": by_head["fraud"]}, by_head
    if cascade:
        from training.encoder.folds import train_one

        logits = train_one(run, config, data, corpus, targets, train, test)
        encoder = dict(zip(targets, logits.T, strict=True))
        methods["encoder"] = encoder["fraud"]
        methods["fusion"] = fused(cascade.fusion["fraud"], by_head["fraud"], encoder["fraud"])
        heads = cascade.logits(by_head, encoder)
    examples = [data.examples[row] for row in test]
    results = measure(comparisons(examples), examples, methods)
    ours = data.in_corpus[test]
    tested = {name: target.of(test) for name, target in targets.items()}
    score = macro_f1_of(tested, heads, ours)
    return HeldOut(results, score, len(held_out_families()), int(ours.sum()))
