"""Splits by group and by family: what a model is fitted on, and two kinds of rows it never saw.

`held_out` holds whole families of `data/held_out.yaml`, at least one for each category and label; `test`
is a fifth of the other groups. A group never stands in two parts: a row of a held-out family takes its twins along.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from sklearn.model_selection import StratifiedGroupKFold

from training import HELD_OUT
from training.corpus import CorpusError, Row

_PARTS = 5


@dataclass(frozen=True)
class Split:
    """Rows to fit on, rows of unseen groups, and rows of unseen families."""

    train: list[Row]
    test: list[Row]
    held_out: list[Row]


def held_out_families(file: Path = HELD_OUT) -> frozenset[str]:
    """The families that no model under measurement and no recogniser being tuned may see.

    Raises:
        CorpusError: the file cannot be read or does not list families.
    """
    try:
        families = yaml.safe_load(file.read_text(encoding="utf-8"))["families"]
    except (OSError, KeyError, TypeError, yaml.YAMLError) as error:
        raise CorpusError(f"{file}: cannot be read ({error}). It needs a list `families`.") from error
    return frozenset(families)


def split(rows: Sequence[Row], families: frozenset[str], seed: int = 0) -> Split:
    """The three parts, the same for the same rows, families and seed.

    Raises:
        CorpusError: a family is not in the corpus.
    """
    if missing := families - {row.family for row in rows}:
        raise CorpusError(f"held-out families without a row: {', '.join(sorted(missing))}. Mend data/held_out.yaml.")
    unseen = {row.group for row in rows if row.family in families}
    held_out = [row for row in rows if row.group in unseen]
    rest = [row for row in rows if row.group not in unseen]
    folds = StratifiedGroupKFold(_PARTS, shuffle=True, random_state=seed)
    train, test = next(folds.split(np.zeros(len(rest)), [row.label for row in rest], [row.group for row in rest]))
    return Split([rest[i] for i in train], [rest[i] for i in test], held_out)
