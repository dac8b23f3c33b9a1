"""The network: a pretrained encoder, the mean of its token vectors, scaled, one linear layer for all heads."""

from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel, BertModel


class Net(nn.Module):
    """`forward` gives one logit a head for each text of a padded batch: pieces and mask of batch × length."""

    def __init__(self, backbone: BertModel, outputs: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.backbone = backbone
        self.dropout = nn.Dropout(dropout)
        hidden = int(backbone.config.hidden_size)
        self.heads = nn.Linear(hidden, outputs)
        # vectors of one language and one kind of text differ little; unscaled, the heads see mostly what is common
        self.centre: torch.Tensor
        self.spread: torch.Tensor
        self.register_buffer("centre", torch.zeros(hidden))
        self.register_buffer("spread", torch.ones(hidden))

    def pooled(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The mean vector of each text's tokens, batch × hidden."""
        states = self.backbone(input_ids=pieces, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        total: torch.Tensor = (states * weights).sum(dim=1) / weights.sum(dim=1)
        return total

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        logits: torch.Tensor = self.heads(self.dropout((self.pooled(pieces, mask) - self.centre) / self.spread))
        return logits


def load_backbone(base: str | Path, layers: int) -> BertModel:
    """The first `layers` layers of a Hugging Face folder or hub name.

    Raises:
        OSError: there is no such model.
        ValueError: it is not of BERT's kind.
    """
    backbone = AutoModel.from_pretrained(
        str(base),
        add_pooling_layer=False,
        attn_implementation="eager",
        hidden_dropout_prob=0.0,  # on a CPU, dropout inside doubles the time of a step
        attention_probs_dropout_prob=0.0,
    )
    if not isinstance(backbone, BertModel):
        raise ValueError(f"{base}: not a BERT model but {type(backbone).__name__}. Name another base.")
    stack = backbone.encoder
    stack.layer = nn.ModuleList(list(stack.layer)[:layers])
    backbone.config.num_hidden_layers = len(stack.layer)
    return backbone
