"""Encoders for a run: one a fold for honest scores, one on all rows for the bundle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

import numpy as np

from jobscan.classifier.classifier import Logits
from jobscan.classifier.manifest import EncoderSettings
from training.config import Config
from training.corpus import Row
from training.dataset import Dataset, Target, Vector
from training.encoder.fit import Recipe
from training.encoder.frozen import frozen_scores
from training.encoder.samples import make_samples
from training.encoder.stage import EncoderFiles, Setup, fit, score, trimmed_base
from training.encoder.variants import variant_views
from training.matrix import Rows
from training.run import Run


@dataclass(frozen=True)
class Encoders:
    """The bundle's encoder and those of the folds; out-of-fold logits of texts × heads, and of fraud before tuning."""

    final: EncoderFiles
    folds: list[EncoderFiles]
    logits: Logits
    frozen: Vector
    windows: EncoderSettings


def train_encoders(
    run: Run,
    config: Config,
    data: Dataset,
    corpus: Sequence[Row],
    targets: Mapping[str, Target],
    splits: Sequence[tuple[Rows, Rows]],
) -> Encoders:
    """Fine-tune one encoder a fold and one on all rows; every one of them is kept in the run's folder."""
    setup, variants = _prepare(run, config, data, corpus, len(targets))
    logits = np.full((len(data.examples), len(targets)), np.nan)
    folds = []
    for number, (train, test) in enumerate(splits):
        seeded = replace(setup, recipe=replace(setup.recipe, seed=config.seed + number))
        samples = make_samples(data, train, variants, targets)
        files = run.stage(f"encoder-{number}", partial(fit, seeded, samples, run.folder / f"fold-{number}"))
        views = [data.views[row] for row in test]
        logits[test] = run.stage(f"scores-{number}", partial(score, files, setup, views))
        folds.append(files)
    samples = make_samples(data, np.arange(len(data.examples)), variants, targets)
    final = run.stage("encoder", partial(fit, setup, samples, run.folder / "final"))
    frozen = run.stage("frozen", partial(frozen_scores, setup, data.views, targets["fraud"], splits))
    return Encoders(final, folds, logits, frozen, setup.windows)


def train_one(
    run: Run,
    config: Config,
    data: Dataset,
    corpus: Sequence[Row],
    targets: Mapping[str, Target],
    train: Rows,
    test: Rows,
) -> Logits:
    """Logits of the test rows × heads by an encoder that saw the train rows only."""
    setup, variants = _prepare(run, config, data, corpus, len(targets))
    samples = make_samples(data, train, variants, targets)
    files = run.stage("held-out-encoder", partial(fit, setup, samples, run.folder / "held-out"))
    return run.stage("held-out-scores", partial(score, files, setup, [data.views[row] for row in test]))


def _prepare(
    run: Run, config: Config, data: Dataset, corpus: Sequence[Row], outputs: int
) -> tuple[Setup, dict[str, tuple[str, ...]]]:
    """The trimmed base with the recipe, and the variants of every corpus row."""
    if config.base is None:
        raise ValueError("an encoder needs a base")
    variants = run.stage("variants", lambda: variant_views(corpus, config.seed))
    ours = [view for view, inside in zip(data.views, data.in_corpus, strict=True) if inside]
    texts = [*ours, *chain.from_iterable(variants.values())]
    base = trimmed_base(config.base, config.encoder.layers, texts, [*texts, *data.views], run.folder / "base")
    recipe = Recipe(epochs=config.encoder.epochs, seed=config.seed)
    return Setup(base, outputs, config.encoder.layers, recipe=recipe), variants
