"""Label-preserving rewritings of corpus rows, deterministic by seed. Augmented rows are never counted as texts."""

import random
import zlib
from collections.abc import Mapping, Sequence

from training.augment.context import Context, Rewriter
from training.augment.frames import FRAMES
from training.augment.noise import NOISE
from training.augment.spelling import EVASIONS
from training.augment.swaps import SWAPS
from training.corpus import Row

__all__ = ["EVASIONS", "FRAMES", "HELD_BACK", "KINDS", "NOISE", "SWAPS", "TRAINED", "Augmenter"]

KINDS: dict[str, Rewriter] = EVASIONS | NOISE | SWAPS | FRAMES
# never fitted on, so that the attacks of an evaluation hold kinds that are new to the model
HELD_BACK = ("masked_letters", "homoglyphs", "emoji_words", "ocr", "two_ads")
TRAINED = tuple(kind for kind in KINDS if kind not in HELD_BACK)


class Augmenter:
    """Makes variants of rows. The same row, kind and seed give the same variant, whatever was asked before."""

    def __init__(self, rows: Sequence[Row], seed: int = 0, kinds: Mapping[str, Rewriter] = KINDS) -> None:
        self._context = Context(rows)
        self._seed = seed
        self._kinds = kinds

    def vary(self, row: Row, kind: str) -> Row | None:
        """The row rewritten in one kind; None where the kind cannot be applied without touching the label.

        Evidence is dropped, because its offsets no longer hold. The group stays, so that no split parts a row and its
        variant.

        Raises:
            KeyError: there is no such kind.
        """
        rewrite = self._kinds[kind]
        dice = random.Random(zlib.crc32(f"{self._seed} {kind} {row.id}".encode()))
        text = rewrite(row, dice, self._context)
        if text is None or text == row.text:
            return None
        name = f"{row.id}-{kind.replace('_', '-')}"
        fields = row.model_dump(by_alias=True) | {"id": name, "text": text, "evidence": ()}
        return Row.model_validate(fields)
