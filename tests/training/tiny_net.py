"""A network small enough to train in a test, over the hand-made tokenizer."""

import torch
from tiny_encoder import tokenizer
from transformers import BertConfig, BertModel

from jobscan.classifier.encoder import Pieces
from jobscan.classifier.manifest import EncoderSettings
from training.encoder.fit import Sample
from training.encoder.net import Net

WINDOWS = EncoderSettings(window=32, stride=24, most_windows=4)
HEADS = 3
RISKY = ("transfer biaya admin", "kerja kamboja segera", "hubungi LINK_OTHER transfer")
ORDINARY = ("lowongan kasir toko", "gaji kasir toko", "lowongan kerja toko")


def backbone(layers: int = 2, words: int = tokenizer().get_vocab_size()) -> BertModel:
    """Random weights, the same each time; the first layer does not depend on how many follow."""
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=words,
        hidden_size=16,
        num_hidden_layers=layers,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=WINDOWS.window,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
    )
    return BertModel(config, add_pooling_layer=False).eval()


def net() -> Net:
    return Net(backbone(), HEADS)


def pieces() -> Pieces:
    return Pieces(tokenizer(), WINDOWS)


def samples() -> list[Sample]:
    """24 texts: risky or ordinary, a third of them not an ad, the pattern unknown for some."""
    made = []
    for number in range(24):
        risky = number % 2
        text = f"{(RISKY if risky else ORDINARY)[number // 2 % 3]} {'NUMBER ' * (number // 6)}"
        pattern = float("nan") if number % 8 == 7 else float(risky)
        made.append(Sample((text,), (float(risky), float(number % 3 == 0), pattern), 1.0))
    return made
