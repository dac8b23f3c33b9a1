"""What the encoder is fitted on, from the rows of a dataset."""

from collections.abc import Mapping

import numpy as np

from training.dataset import Dataset, Target
from training.encoder.fit import Sample
from training.matrix import Rows


def make_samples(
    data: Dataset, rows: Rows, variants: Mapping[str, tuple[str, ...]], targets: Mapping[str, Target]
) -> list[Sample]:
    """One sample a row; a head whose target counts for nothing in a row is unknown there."""
    labels = np.column_stack([np.where(t.importance > 0, t.labels, np.nan) for t in targets.values()])
    found = []
    for row in rows:
        example = data.examples[row]
        views = (data.views[row], *variants.get(example.id, ()))
        found.append(Sample(views, tuple(labels[row].tolist()), example.weight))
    return found
