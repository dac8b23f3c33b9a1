"""Fine-tuning a tiny network: it learns, it repeats itself, and it goes on where it was cut short."""
# ruff: noqa: E402

import math
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="make setup-train")

from tiny_encoder import tokenizer
from tiny_net import WINDOWS, net, pieces, samples

from jobscan.classifier.encoder import Pieces
from training.encoder.fit import Recipe, fine_tune
from training.encoder.net import Net

pytestmark = pytest.mark.train

RECIPE = Recipe(epochs=6, batch=8, body_rate=3e-3, head_rate=3e-2, seed=3)


class Watched(Pieces):
    """Counts the texts read; with `cut`, stops as soon as a checkpoint lies there."""

    def __init__(self, cut: Path | None = None) -> None:
        super().__init__(tokenizer(), WINDOWS)
        self.read, self.cut = 0, cut

    def windows(self, lines: list[list[int]]) -> list[list[int]]:
        if self.cut is not None and any(self.cut.glob("checkpoint-*")):
            raise InterruptedError
        self.read += 1
        return super().windows(lines)


def loss(trained: Net) -> float:
    """The mean cross entropy of all known targets."""
    reading, losses = pieces(), []
    trained.eval()
    for sample in samples():
        window = torch.tensor([reading.windows(reading.lines(sample.views[0]))[0]])
        with torch.inference_mode():
            logits = trained(window, torch.ones_like(window))[0].tolist()
        for logit, target in zip(logits, sample.targets, strict=True):
            if not math.isnan(target):
                losses.append(math.log1p(math.exp(-logit if target else logit)))
    return sum(losses) / len(losses)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Net, Watched]:
    made, reading = net(), Watched()
    fine_tune(made, samples(), reading, RECIPE, tmp_path_factory.mktemp("fit"))
    return made, reading


def test_the_loss_goes_down(trained: tuple[Net, Watched]) -> None:
    assert loss(trained[0]) < 0.8 * loss(net())


def test_the_word_embeddings_stay_as_they_are(trained: tuple[Net, Watched]) -> None:
    before, after = (made.backbone.get_input_embeddings().weight for made in (net(), trained[0]))
    assert torch.equal(before, after)
    first, last = (made.backbone.encoder.layer[0].attention.self.query.weight for made in (net(), trained[0]))
    assert not torch.equal(first, last)


def test_the_same_seed_gives_the_same_network(trained: tuple[Net, Watched], tmp_path: Path) -> None:
    again = net()
    fine_tune(again, samples(), pieces(), RECIPE, tmp_path)
    expected = trained[0].state_dict()
    assert all(torch.equal(value, expected[name]) for name, value in again.state_dict().items())


def test_a_run_cut_short_goes_on_from_its_checkpoint(trained: tuple[Net, Watched], tmp_path: Path) -> None:
    with pytest.raises(InterruptedError):
        fine_tune(net(), samples(), Watched(cut=tmp_path), RECIPE, tmp_path)
    rest, made = Watched(), net()
    fine_tune(made, samples(), rest, RECIPE, tmp_path)
    assert rest.read <= trained[1].read - len(samples())  # one epoch is not read again
    assert loss(made) == pytest.approx(loss(trained[0]), rel=0.2)
    assert loss(made) < 0.8 * loss(net())
