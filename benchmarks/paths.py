"""jobscan's own paths: as shipped, with the encoder always asked, and with a clock around the encoder."""

import math
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from jobscan import Scanner
from jobscan.classifier.classifier import EncoderStage, Logits, ReadsText
from jobscan.classifier.manifest import Band

ALWAYS = Band(low=-math.inf, high=math.inf)


class Clocked:
    """An encoder that adds up what its ONNX runs take. Cutting into pieces is not counted."""

    def __init__(self, encoder: ReadsText) -> None:
        self._encoder = encoder
        self.milliseconds = 0.0

    def logits(self, text: str) -> Logits:
        return self.of_lines(self.lines(text))

    def lines(self, text: str) -> list[list[int]]:
        return self._encoder.lines(text)

    def of_lines(self, lines: Sequence[Sequence[int]]) -> Logits:
        started = time.perf_counter()
        try:
            return self._encoder.of_lines(lines)
        finally:
            self.milliseconds += 1000 * (time.perf_counter() - started)


def load_full(model: Path | None) -> Scanner:
    """A scanner that asks the encoder about every ad; picklable work for the batch pool."""
    return opened(Scanner.load(model))


def opened(scanner: Scanner, encoder: ReadsText | None = None) -> Scanner:
    """The scanner with its band open on both sides, and with `encoder` in place of its own where given."""
    stage = stage_of(scanner)
    stage = replace(stage, band=ALWAYS, encoder=encoder or stage.encoder)
    classifier = replace(scanner.bundle.classifier, stage=stage)
    return Scanner(replace(scanner.bundle, classifier=classifier), scanner.knowledge)


def stage_of(scanner: Scanner) -> EncoderStage:
    """The encoder stage of a scanner that has one."""
    stage = scanner.bundle.classifier.stage
    assert stage is not None, "no encoder in this bundle"
    return stage


def is_asked(scanner: Scanner, text: str) -> bool:
    """Whether the shipped band sends this ad to the encoder."""
    return scanner.bundle.classifier.score(scanner.features(text)).encoder is not None
