"""The cascade: the linear model alone where it is certain, both models joined in log-odds where it is not."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscan.classifier.classifier import Classifier, EncoderStage, Logits
from jobscan.classifier.features import Features
from jobscan.classifier.linear import Head, LinearModel, Vocabulary
from jobscan.classifier.manifest import Band, Fusion
from jobscan.text import View

BAND = Band(low=-2.0, high=1.0)
FUSION = {
    "not_an_ad": Fusion(linear=0.3, encoder=0.9, intercept=0.5),  # the order of the encoder's outputs, not of the heads
    "fraud": Fusion(linear=0.7, encoder=0.4, intercept=-0.2),
}


@dataclass
class Reader:
    """An encoder that answers the length of the text and its negative, and notes what it was asked."""

    asked: list[str] = field(default_factory=list)

    def logits(self, text: str) -> Logits:
        self.asked.append(text)
        return np.array([len(text), -len(text)], dtype=np.float64)

    def lines(self, text: str) -> list[list[int]]:
        return [[len(line)] for line in text.split("\n")]

    def of_lines(self, lines: Sequence[Sequence[int]]) -> Logits:
        return np.array([sum(map(sum, lines)), 0.0])


def linear() -> LinearModel:
    """Two heads over one signal: the fraud logit is the signal's value."""
    heads = {"fraud": Head(np.array([1.0]), 0.0), "not_an_ad": Head(np.array([-2.0]), 0.25)}
    return LinearModel(Vocabulary(("i:x/1",), np.ones(1)), heads)


def ad(fraud: float, text: str = "iklan") -> Features:
    view = View(text, array("l", range(len(text))), array("l", range(1, len(text) + 1)))
    return Features(view, (), {}, {"i:x/1": fraud})


@pytest.mark.parametrize("fraud", [-9.0, -2.0, 1.0, 9.0])
def test_outside_the_band_and_on_its_edges_the_linear_model_answers_alone(fraud: float) -> None:
    reader = Reader()
    scored = Classifier(linear(), EncoderStage(reader, FUSION, BAND)).score(ad(fraud))
    assert scored.logits == {"fraud": fraud, "not_an_ad": 0.25 - 2 * fraud}
    assert scored.encoder is None
    assert reader.asked == []


@pytest.mark.parametrize("fraud", [-1.999, 0.0, 0.999])
def test_inside_the_band_each_head_is_its_own_sum(fraud: float) -> None:
    reader = Reader()
    scored = Classifier(linear(), EncoderStage(reader, FUSION, BAND)).score(ad(fraud, "delapan!"))
    assert scored.logits["not_an_ad"] == 0.3 * (0.25 - 2 * fraud) + 0.9 * 8 + 0.5
    assert scored.logits["fraud"] == 0.7 * fraud + 0.4 * -8 + -0.2
    assert scored.encoder is not None
    assert scored.encoder.tolist() == [8, -8]
    assert reader.asked == ["delapan!"]


def test_an_encoder_with_too_few_outputs_is_not_joined_to_the_wrong_heads() -> None:
    stage = EncoderStage(Reader(), FUSION | {"pattern:x": FUSION["fraud"]}, BAND)
    with pytest.raises(ValueError, match="shorter"):
        Classifier(linear(), stage).score(ad(0.0))


@given(fraud=st.floats(-5, 5), others=st.lists(st.floats(-5, 5), max_size=3))
def test_the_answer_depends_on_that_ad_alone(fraud: float, others: list[float]) -> None:
    alone = Classifier(linear(), EncoderStage(Reader(), FUSION, BAND)).score(ad(fraud))
    shared = Classifier(linear(), EncoderStage(Reader(), FUSION, BAND))
    for number, other in enumerate(others):
        shared.score(ad(other, "x" * (number + 1)))
    among = shared.score(ad(fraud))
    assert among.logits == alone.logits
    assert (among.encoder is None) == (not BAND.low < fraud < BAND.high)


@given(fraud=st.floats(-5, 5))
def test_without_a_stage_the_linear_model_answers(fraud: float) -> None:
    scored = Classifier(linear(), None).score(ad(fraud))
    assert scored.logits == {"fraud": fraud, "not_an_ad": 0.25 - 2 * fraud}
    assert scored.encoder is None
