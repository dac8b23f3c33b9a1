"""The exported model says what the network says, for any length up to a window."""
# ruff: noqa: E402

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="make setup-train")

from tiny_encoder import tokenizer
from tiny_net import HEADS, WINDOWS, net, pieces, samples

from jobscan.classifier.encoder import Encoder
from training.encoder.export import to_onnx
from training.encoder.net import Net

pytestmark = [
    pytest.mark.train,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # the exporter's and its libraries' own
]


@pytest.fixture(scope="module")
def network() -> Net:
    made = net().eval()
    with torch.no_grad():
        made.heads.weight.mul_(10)  # logits as far apart as a trained network's
    return made


@pytest.fixture(scope="module")
def exported(network: Net) -> bytes:
    return to_onnx(network, WINDOWS.window)


@pytest.fixture(scope="module")
def encoder(exported: bytes) -> Encoder:
    return Encoder(exported, tokenizer().to_str(), WINDOWS, HEADS)


def expected(network: Net, lines: list[list[int]]) -> np.ndarray:
    rows = []
    for window in pieces().windows(lines):
        read = torch.tensor([window])
        with torch.inference_mode():
            rows.append(network(read, torch.ones_like(read))[0].numpy())
    return np.mean(rows, axis=0)


@pytest.mark.parametrize("length", [0, 1, 2, 14, 15, 29, 30, 31, 100])
def test_any_length_is_read(encoder: Encoder, network: Net, length: int) -> None:
    lines = [[4 + (7 * i) % 40 for i in range(length)]]
    assert encoder.of_lines(lines) == pytest.approx(expected(network, lines), abs=0.25)


def test_texts_are_ordered_as_the_network_orders_them(encoder: Encoder, network: Net) -> None:
    texts = sorted({sample.views[0] for sample in samples()})
    exported = np.array([encoder.logits(text) for text in texts])
    exact = np.array([expected(network, encoder.lines(text)) for text in texts])
    assert np.ptp(exact, axis=0).min() > 0.5
    for head in range(HEADS):
        assert np.corrcoef(exported[:, head], exact[:, head])[0, 1] > 0.99
        assert exported[:, head].argmax() == exact[:, head].argmax()


def test_no_path_of_this_machine_is_in_the_file(exported: bytes) -> None:
    assert str(Path(__file__).parents[2]).encode() not in exported
    assert b"site-packages" not in exported
