"""Fine-tuning on placeholder views: fraud, not-an-ad and the patterns at once, variants drawn anew at each reading."""

import ctypes
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from datasets import Dataset
from torch import nn
from torch.nn import functional
from transformers import Trainer, TrainingArguments, set_seed
from transformers.trainer_utils import get_last_checkpoint

from jobscan.classifier.encoder import Pieces
from training.encoder.net import Net
from training.encoder.probe import begin_with_probe
from training.encoder.vectors import has_bfloat16, padded, pooled_vectors

PATTERN_WEIGHT = 12.0  # of the mean over patterns, beside 1 for fraud and for not-an-ad
VARIANT_SHARE = 0.35
_M_TRIM_THRESHOLD, _M_MMAP_MAX = -1, -4


@dataclass(frozen=True)
class Sample:
    """One text as its view and the views of its variants; `targets` are one a head, NaN where nobody knows."""

    views: tuple[str, ...]
    targets: tuple[float, ...]
    weight: float


@dataclass(frozen=True)
class Recipe:
    """How to fine-tune; body and heads learn at rates of their own."""

    epochs: float = 3.0
    batch: int = 16
    body_rate: float = 1e-4
    head_rate: float = 5e-4
    warm_up: float = 0.1
    decay: float = 0.01
    smoothing: float = 0.02
    seed: int = 0


class _Fitting(nn.Module):
    """The network with its loss, as the trainer asks for it."""

    def __init__(self, net: Net, smoothing: float) -> None:
        super().__init__()
        self.net, self.smoothing = net, smoothing

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor, labels: torch.Tensor) -> dict[str, torch.Tensor]:
        logits = self.net(pieces, mask).float()
        known = ~torch.isnan(labels)
        goal = torch.nan_to_num(labels) * (1 - 2 * self.smoothing) + self.smoothing
        losses = functional.binary_cross_entropy_with_logits(logits, goal, reduction="none") * known
        patterns = losses[:, 2:].sum() / known[:, 2:].sum().clamp(min=1)
        return {"loss": losses[:, :2].sum(dim=1).mean() + PATTERN_WEIGHT * patterns, "logits": logits}


def fine_tune(net: Net, samples: Sequence[Sample], pieces: Pieces, recipe: Recipe, folder: Path) -> None:
    """Train `net` in place; checkpoints go to `folder`, and a run that was cut short goes on from the last of them.

    The embeddings stay as they are. Runs in bfloat16 where the CPU has it. The first two targets are fraud and
    not-an-ad, the others patterns.
    """
    set_seed(recipe.seed)
    _keep_memory()
    checkpoint = get_last_checkpoint(str(folder)) if folder.is_dir() else None
    if checkpoint is None:
        _begin(net, samples, pieces)
    net.backbone.get_input_embeddings().requires_grad_(False)
    arguments = TrainingArguments(
        output_dir=str(folder),
        num_train_epochs=recipe.epochs,
        per_device_train_batch_size=recipe.batch,
        warmup_steps=recipe.warm_up,
        lr_scheduler_type="linear",
        train_sampling_strategy="group_by_length",
        length_column_name="length",
        bf16=has_bfloat16(),
        use_cpu=not torch.cuda.is_available(),
        save_strategy="epoch",
        save_total_limit=1,
        logging_steps=100,
        report_to=[],
        remove_unused_columns=False,
        seed=recipe.seed,
        data_seed=recipe.seed,
    )
    model = _Fitting(net, recipe.smoothing)
    trainer = Trainer(
        model=model,
        args=arguments,
        train_dataset=_dataset(samples, recipe.seed),
        data_collator=_Collate(pieces),
        optimizers=(_optimiser(net, recipe), None),
    )
    trainer.train(resume_from_checkpoint=checkpoint)


def _optimiser(net: Net, recipe: Recipe) -> torch.optim.AdamW:
    body = [parameter for parameter in net.backbone.parameters() if parameter.requires_grad]
    return torch.optim.AdamW(
        [{"params": body, "lr": recipe.body_rate}, {"params": net.heads.parameters(), "lr": recipe.head_rate}],
        weight_decay=recipe.decay,
    )


def _begin(net: Net, samples: Sequence[Sample], pieces: Pieces) -> None:
    """Start the heads from a probe on the first window of each text."""
    windows = [pieces.windows(pieces.lines(sample.views[0]))[0] for sample in samples]
    targets = torch.tensor([sample.targets for sample in samples])
    weights = torch.tensor([sample.weight for sample in samples])
    begin_with_probe(net, pooled_vectors(net, windows), targets, weights)


def _dataset(samples: Sequence[Sample], seed: int) -> Dataset:
    """Rows as often as their weight says."""
    dice = np.random.default_rng(seed)
    counts = [int(sample.weight + dice.random()) for sample in samples]
    chosen = [sample for sample, count in zip(samples, counts, strict=True) for _ in range(count)]
    columns = {
        "views": [list(sample.views) for sample in chosen],
        "labels": [list(sample.targets) for sample in chosen],
        "length": [len(sample.views[0]) for sample in chosen],
    }
    return Dataset.from_dict(columns)


@dataclass(frozen=True)
class _Collate:
    """A batch of rows: of each the text or a variant, and one window of it, drawn anew at each reading.

    Draws from `random`, whose state the trainer keeps in its checkpoints.
    """

    pieces: Pieces

    def __call__(self, rows: list[dict[str, Any]]) -> dict[str, torch.Tensor]:
        pieces, mask = padded([torch.tensor(self._window(row["views"])) for row in rows])
        labels = torch.tensor([row["labels"] for row in rows], dtype=torch.float32)
        return {"pieces": pieces, "mask": mask, "labels": labels}

    def _window(self, views: list[str]) -> list[int]:
        is_varied = len(views) > 1 and random.random() < VARIANT_SHARE
        view = random.choice(views[1:]) if is_varied else views[0]
        return random.choice(self.pieces.windows(self.pieces.lines(view)))


def _keep_memory() -> None:
    """Let glibc keep what a step frees; giving it back and asking again takes half the time of a step."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.mallopt(_M_MMAP_MAX, 0)
        libc.mallopt(_M_TRIM_THRESHOLD, 2**31 - 1)
