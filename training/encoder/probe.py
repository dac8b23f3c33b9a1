"""The heads before fine-tuning: logistic regressions on what the untouched encoder says (LP-FT, Kumar et al. 2022).

Heads that begin at random pull the encoder about before they know anything, and rare patterns are then never learned.
"""

import torch
from torch import nn
from torch.nn import functional

from training.encoder.net import Net

RIDGE = 3e-4
STEPS = 150


def begin_with_probe(net: Net, vectors: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor) -> None:
    """Set the scaling and the heads of `net` from the pooled vectors (texts × hidden) of its texts.

    `targets` is texts × heads, NaN where nobody knows; `weights` says how much each text counts.
    """
    with torch.no_grad():
        net.centre.copy_(vectors.mean(dim=0))
        net.spread.copy_(vectors.std(dim=0) + 1e-6)
        scaled = (vectors - net.centre) / net.spread
    known = (~torch.isnan(targets)) * weights[:, None]
    labels = torch.nan_to_num(targets)
    heads = nn.Linear(net.heads.in_features, net.heads.out_features)
    nn.init.zeros_(heads.weight)
    nn.init.zeros_(heads.bias)
    optimiser = torch.optim.LBFGS(heads.parameters(), max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        errors = functional.binary_cross_entropy_with_logits(heads(scaled), labels, reduction="none") * known
        total = (errors.sum(dim=0) / known.sum(dim=0).clamp(min=1)).sum() + RIDGE * (heads.weight**2).sum()
        total.backward()
        return total

    optimiser.step(loss)
    net.heads.load_state_dict(heads.state_dict())
