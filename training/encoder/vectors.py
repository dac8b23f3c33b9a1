"""Texts as padded batches, and the vectors that an encoder gives them."""

from collections.abc import Sequence

import torch
from torch.nn.utils.rnn import pad_sequence

from training.encoder.net import Net

PADDING = 1
BATCH = 32


def has_bfloat16() -> bool:
    """Whether torch computes in bfloat16 here without emulating it."""
    return torch.cuda.is_available() or bool(torch.cpu._is_avx512_bf16_supported())


def padded(pieces: Sequence[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Texts of unequal length as one batch, and the mask of what is text."""
    mask = pad_sequence([torch.ones_like(row) for row in pieces], batch_first=True)
    return pad_sequence(list(pieces), batch_first=True, padding_value=PADDING), mask


def pooled_vectors(net: Net, windows: Sequence[Sequence[int]]) -> torch.Tensor:
    """The mean token vector of each window, windows × hidden."""
    order = sorted(range(len(windows)), key=lambda i: len(windows[i]))
    vectors = torch.empty(len(windows), net.heads.in_features)
    net.eval()
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=has_bfloat16()):
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            vectors[rows] = net.pooled(*padded([torch.tensor(windows[i]) for i in rows])).float()
    return vectors
