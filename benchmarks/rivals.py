"""The baselines of the model benchmarks. Their weights are random where only speed is asked."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from jobscan.batch.pool import CHUNK
from jobscan.classifier.bundle import TOKENIZER, Bundle
from jobscan.classifier.encoder import Encoder
from training.corpus import Row

_SMALL = {"hidden_size": 384, "num_attention_heads": 12, "intermediate_size": 1536}
_BASE = {"hidden_size": 768, "num_attention_heads": 12, "intermediate_size": 3072}
_BASE_LAYERS = 12
_LONGEST = 512


def fit_plain(rows: Iterable[Row]) -> Pipeline:
    """(c): TF-IDF of words and pairs of words with logistic regression."""
    kept = list(rows)
    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(max_iter=1000))
    return model.fit([row.text for row in kept], [row.label == "fraud" for row in kept])


def torch_pipeline(bundle: Bundle, layers: int, threads: int) -> Callable[[str], object]:
    """(a): a torch model of the encoder's shape in a transformers pipeline, raw text in.

    Raises:
        ImportError: torch or transformers is not installed.
    """
    import torch
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast, pipeline

    torch.set_num_threads(threads)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(bundle.path / TOKENIZER), pad_token="<pad>", unk_token="<unk>", cls_token="<s>",
        sep_token="</s>", model_max_length=_LONGEST, model_input_names=["input_ids", "attention_mask"],
    )  # fmt: skip
    config = BertConfig(
        vocab_size=len(tokenizer), num_hidden_layers=layers, max_position_embeddings=_LONGEST,
        num_labels=len(bundle.manifest.heads), **_SMALL,
    )  # fmt: skip
    classify = pipeline("text-classification", BertForSequenceClassification(config).eval(), tokenizer=tokenizer)
    return lambda text: classify(text, truncation=True, max_length=_LONGEST, top_k=None)


def base_encoder(bundle: Bundle) -> Encoder:
    """(b): a BERT of base size in ONNX int8, exported as ours is and run by the same code on the same pieces.

    The export takes a minute and is kept in the folder for temporary files.

    Raises:
        ImportError: torch, transformers or the exporter is not installed.
    """
    tokenizer = (bundle.path / TOKENIZER).read_text(encoding="utf-8")
    settings, outputs = bundle.manifest.encoder, len(bundle.manifest.heads)
    assert settings is not None
    key = hashlib.sha256(f"{tokenizer}{settings}{outputs}".encode()).hexdigest()[:16]
    kept = Path(tempfile.gettempdir()) / f"jobscan-bench-{os.getuid()}" / f"base-{key}.onnx"
    if not kept.is_file():
        model = _export_base(tokenizer, settings.window, outputs)
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        unfinished = kept.with_suffix(".part")
        unfinished.write_bytes(model)
        unfinished.replace(kept)
    return Encoder(kept.read_bytes(), tokenizer, settings, outputs)


def _export_base(tokenizer: str, window: int, outputs: int) -> bytes:
    from tokenizers import Tokenizer
    from transformers import AutoModel, BertConfig

    from training.encoder.export import to_onnx
    from training.encoder.net import Net

    words = Tokenizer.from_str(tokenizer).get_vocab_size()
    config = BertConfig(vocab_size=words, num_hidden_layers=_BASE_LAYERS, max_position_embeddings=_LONGEST, **_BASE)
    backbone = AutoModel.from_config(config, attn_implementation="eager", add_pooling_layer=False)
    return to_onnx(Net(backbone, outputs), window)


class _Worker:
    """(c) in a worker process."""

    def __init__(self, model: Pipeline, together: int) -> None:
        self._model, self._together = model, together

    def answer(self, texts: Sequence[str]) -> int:
        for at in range(0, len(texts), self._together):
            self._model.predict_proba(texts[at : at + self._together])
        return len(texts)


_worker: _Worker  # set once in each worker process


def plain_rate(model: Pipeline, texts: Sequence[str], workers: int, together: int) -> float:
    """Texts a second of (c) in `workers` processes, `together` texts a call, start-up left out."""
    chunks = [list(texts[at : at + CHUNK]) for at in range(0, len(texts), CHUNK)]
    with ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (model, together)) as pool:
        list(pool.map(_answer, chunks))  # until every process has started
        started = perf_counter()
        done = sum(pool.map(_answer, chunks))
        return done / (perf_counter() - started)


def _start_worker(model: Pipeline, together: int) -> None:
    global _worker
    _worker = _Worker(model, together)


def _answer(texts: Sequence[str]) -> int:
    return _worker.answer(texts)
