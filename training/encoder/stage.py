"""The stages that train an encoder: a trimmed base, one fit for given rows, scores as serving will give them.

What a stage made stays in its folder; asked again, it is read from there.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoTokenizer

from jobscan.classifier.bundle import ENCODER, TOKENIZER
from jobscan.classifier.classifier import Logits
from jobscan.classifier.encoder import Encoder, Pieces
from jobscan.classifier.manifest import EncoderSettings
from training.encoder.export import to_onnx
from training.encoder.fit import Recipe, Sample, fine_tune
from training.encoder.net import Net, load_backbone
from training.encoder.trim import placeholders_in, trim
from training.files import write_whole

WINDOWS = EncoderSettings(window=256, stride=192, most_windows=12)


@dataclass(frozen=True)
class Setup:
    """Which encoder to train, for how many heads."""

    base: Path  # a trimmed one
    outputs: int
    layers: int = 6
    windows: EncoderSettings = WINDOWS
    recipe: Recipe = field(default_factory=Recipe)


@dataclass(frozen=True)
class EncoderFiles:
    """A trained encoder as a bundle holds it."""

    model: bytes
    tokenizer: str

    @classmethod
    def read(cls, folder: Path) -> "EncoderFiles":
        return cls((folder / ENCODER).read_bytes(), (folder / TOKENIZER).read_text(encoding="utf-8"))


def trimmed_base(base: str, layers: int, texts: Sequence[str], placeholders: Sequence[str], folder: Path) -> Path:
    """The base in `folder` with the vocabulary that `texts` need and a piece for each placeholder.

    Raises:
        OSError, ValueError: `base` is not the folder or name of a model of BERT's kind.
    """
    done = folder / TOKENIZER
    if not done.is_file():
        backbone = load_backbone(base, layers)
        whole = AutoTokenizer.from_pretrained(base).backend_tokenizer
        tokenizer = trim(whole, backbone, texts, placeholders_in(placeholders))
        backbone.save_pretrained(folder)
        write_whole(done, tokenizer.to_str().encode())
    return folder


def fit(setup: Setup, samples: Sequence[Sample], folder: Path) -> EncoderFiles:
    """Fine-tune on `samples` and export; a run cut short goes on from its last checkpoint."""
    if not (folder / ENCODER).is_file():
        tokenizer = Tokenizer.from_file(str(setup.base / TOKENIZER))
        torch.manual_seed(setup.recipe.seed)
        net = Net(load_backbone(setup.base, setup.layers), setup.outputs)
        fine_tune(net, samples, Pieces(tokenizer, setup.windows), setup.recipe, folder / "checkpoints")
        write_whole(folder / TOKENIZER, tokenizer.to_str().encode())
        write_whole(folder / ENCODER, to_onnx(net, setup.windows.window))
    return EncoderFiles.read(folder)


def score(files: EncoderFiles, setup: Setup, views: Sequence[str]) -> Logits:
    """Logits of texts × heads, by the exported model, one text at a time, as in serving."""
    encoder = Encoder(files.model, files.tokenizer, setup.windows, setup.outputs)
    with ThreadPoolExecutor(2) as pool:
        return np.array(list(pool.map(encoder.logits, views)))
