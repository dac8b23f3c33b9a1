"""A hand-made encoder: the tokenizer of XLM-R's kind, an ONNX model whose logits can be computed by hand, a bundle.

The model looks up one row of `TABLE` a piece and takes the mean over the window, so a test can say what it must answer.
"""

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import AddedToken, Tokenizer, models, pre_tokenizers

from jobscan.classifier.bundle import ENCODER, MANIFEST, TOKENIZER

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
WORDS = ("gaji", "kerja", "kamboja", "transfer", "biaya", "admin", "toko", "kasir", "lowongan", "hubungi", "segera")
FOREIGN = ("工", "ж", "▁THE", "K")
SIGNS = tuple("0123456789.,:;!?-/()")
LETTERS = tuple("abcdefghijklmnopqrstuvwxyz")
PLACEHOLDERS = ("COUNTRY_RISK", "LINK_OTHER", "NUMBER")
WINDOWS = {"window": 32, "stride": 24, "most_windows": 4}
BAND = {"low": -30.0, "high": 30.0}


def tokenizer(placeholders: tuple[str, ...] = PLACEHOLDERS) -> Tokenizer:
    """Unigram with the special pieces first; every word of `WORDS` is one piece, other words are letters."""
    whole = [f"▁{word}" for word in WORDS]
    scores = dict.fromkeys(SPECIAL, 0.0) | dict.fromkeys(whole, -3.0) | dict.fromkeys(["▁", *LETTERS, *SIGNS], -6.0)
    made = Tokenizer(models.Unigram([*(scores | dict.fromkeys(FOREIGN, -9.0)).items()], 3))
    made.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    made.add_special_tokens(list(SPECIAL))
    made.add_tokens([AddedToken(word, single_word=True, normalized=False) for word in placeholders])
    return made


def table(rows: int, outputs: int) -> NDArray[np.float32]:
    """The logits that each piece stands for."""
    return np.random.default_rng(7).normal(size=(rows, outputs)).astype(np.float32)


def model(rows: NDArray[np.float32]) -> bytes:
    """ONNX: `pieces` (1 × length) to `logits` (1 × outputs), the mean of the pieces' rows."""
    onnx = pytest.importorskip("onnx", reason="make setup-train")
    helper, kinds = onnx.helper, onnx.TensorProto
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["rows", "pieces"], ["read"], axis=0),
            helper.make_node("ReduceMean", ["read", "axes"], ["logits"], keepdims=0),
        ],
        "tiny",
        [helper.make_tensor_value_info("pieces", kinds.INT64, [1, "length"])],
        [helper.make_tensor_value_info("logits", kinds.FLOAT, [1, rows.shape[1]])],
        [onnx.numpy_helper.from_array(rows, "rows"), onnx.numpy_helper.from_array(np.array([1]), "axes")],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    return bytes(made.SerializeToString())


def cascade_bundle(linear: Path, target: Path) -> Path:
    """A format 2 bundle in `target`: the linear one in `linear` and a tiny encoder that is asked about every ad."""
    shutil.copytree(linear, target)
    heads = json.loads((target / MANIFEST).read_text(encoding="utf-8"))["heads"]
    words = tokenizer()
    (target / ENCODER).write_bytes(model(table(words.get_vocab_size(), len(heads))))
    (target / TOKENIZER).write_text(words.to_str(), encoding="utf-8")
    seal(
        target,
        format=2,
        mode="cascade",
        encoder=WINDOWS,
        cascade=BAND,
        fusion={name: {"linear": 0.75, "encoder": 0.5, "intercept": -0.125} for name in heads},
    )
    return target


def seal(bundle: Path, **changes: object) -> None:
    """Write the manifest anew with `changes`, listing the files that are there."""
    manifest = json.loads((bundle / MANIFEST).read_text(encoding="utf-8")) | changes
    manifest["files"] = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in bundle.iterdir() if file.name != MANIFEST
    }
    (bundle / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
