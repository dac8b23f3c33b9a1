"""Rewritings of corpus rows as placeholder views, for the encoder to read in place of the row now and then."""

import random
from collections.abc import Sequence

from joblib import Parallel, delayed

from jobscan.knowledge import load_knowledge
from jobscan.scanner import Reader
from jobscan.types import JobAd
from training.augment import TRAINED, Augmenter
from training.corpus import Row

PER_ROW = 3
_TRIES = 6
_CHUNK = 200


def variant_views(rows: Sequence[Row], seed: int) -> dict[str, tuple[str, ...]]:
    """By row id, the views of at most three variants, each of another kind; the same for the same rows and seed."""
    parts = [rows[start : start + _CHUNK] for start in range(0, len(rows), _CHUNK)]
    found = Parallel(n_jobs=2)(delayed(_views)(rows, part, seed) for part in parts)
    return {id_: views for part in found for id_, views in part}


def _views(rows: Sequence[Row], part: Sequence[Row], seed: int) -> list[tuple[str, tuple[str, ...]]]:
    augmenter, reader = Augmenter(rows, seed), Reader(load_knowledge())
    return [(row.id, _of_row(row, augmenter, reader, seed)) for row in part]


def _of_row(row: Row, augmenter: Augmenter, reader: Reader, seed: int) -> tuple[str, ...]:
    dice = random.Random(f"{seed} {row.id}")
    views: list[str] = []
    for kind in dice.sample(TRAINED, _TRIES):
        if (variant := augmenter.vary(row, kind)) and len(views) < PER_ROW:
            views.append(reader.read(JobAd(text=variant.text))[2].view.text)
    return tuple(views)
