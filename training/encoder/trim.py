"""Keeps the word pieces that Indonesian ads use, and adds the placeholder words as pieces of their own.

Most of a multilingual encoder is its vocabulary. The view it reads is in lower case, so pieces with capitals or other
scripts never occur; dropping them needs no retraining.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

import torch
from tokenizers import AddedToken, Tokenizer
from torch import nn
from transformers import BertModel

COMMON = 50_000  # of the base vocabulary, which is ordered by frequency; lower-case pieces among them stay
_LATIN = re.compile(r"▁?[a-z]+")
_PLACEHOLDER = re.compile(r"[A-Z]+(?:_[A-Z]+)*")


def placeholders_in(texts: Iterable[str]) -> list[str]:
    """The placeholder words of placeholder views: all that stands in capitals there."""
    return sorted({word for text in texts for word in _PLACEHOLDER.findall(text)})


def trim(tokenizer: Tokenizer, model: BertModel, texts: Sequence[str], placeholders: Sequence[str]) -> Tokenizer:
    """Shrink `model`'s word embeddings in place and return the tokenizer that fits them.

    Kept: special pieces, every piece that `texts` use, common lower-case pieces, and all single characters that are
    not letters. A placeholder begins as the mean of the pieces of its own words in lower case.

    Raises:
        ValueError: the tokenizer is not a Unigram one with its special pieces first.
    """
    state = json.loads(tokenizer.to_str())
    vocabulary = state["model"].get("vocab")
    if state["model"]["type"] != "Unigram" or [piece for piece, _ in vocabulary[:4]] != [
        "<s>",
        "<pad>",
        "</s>",
        "<unk>",
    ]:
        raise ValueError("the base tokenizer is not of XLM-R's kind (Unigram, special pieces first)")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    kept = _kept(tokenizer, vocabulary, texts)
    old = model.get_input_embeddings().weight.detach()
    beginnings = [old[_pieces_of(tokenizer, word)].mean(dim=0) for word in placeholders]
    rows = torch.cat([old[kept], torch.stack(beginnings)]) if beginnings else old[kept]
    model.set_input_embeddings(nn.Embedding.from_pretrained(rows.clone(), freeze=True, padding_idx=1))
    model.config.vocab_size = len(rows)
    return _trimmed(state, kept, placeholders)


def _kept(tokenizer: Tokenizer, vocabulary: list[tuple[str, float]], texts: Sequence[str]) -> list[int]:
    used = {piece for encoding in tokenizer.encode_batch(list(texts)) for piece in encoding.ids}
    common = {i for i, (piece, _) in enumerate(vocabulary[:COMMON]) if _LATIN.fullmatch(piece)}
    signs = {
        i for i, (piece, _) in enumerate(vocabulary) if len(piece.lstrip("▁")) <= 1 and not piece.strip("▁").isalpha()
    }
    return sorted({0, 1, 2, 3} | used | common | signs)


def _pieces_of(tokenizer: Tokenizer, word: str) -> list[int]:
    pieces: list[int] = tokenizer.encode(word.lower().replace("_", " "), add_special_tokens=False).ids
    return pieces


def _trimmed(state: dict[str, Any], kept: list[int], placeholders: Sequence[str]) -> Tokenizer:
    vocabulary = state["model"]["vocab"]
    state["model"]["vocab"] = [vocabulary[i] for i in kept]
    renumbered = {old: new for new, old in enumerate(kept)}
    state["added_tokens"] = [
        token | {"id": renumbered[token["id"]]} for token in state["added_tokens"] if token["id"] in renumbered
    ]
    state["truncation"] = state["padding"] = None
    smaller = Tokenizer.from_str(json.dumps(state))
    smaller.add_tokens([AddedToken(word, single_word=True, normalized=False) for word in placeholders])
    return smaller
