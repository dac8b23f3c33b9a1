"""Writing a bundle: all files beside the manifest first, the folder moved into place last."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from safetensors.numpy import save

from jobscan.classifier.bundle import ENCODER, MANIFEST, TOKENIZER, VOCABULARY, WEIGHTS, load_bundle
from jobscan.classifier.linear import Vocabulary
from jobscan.classifier.manifest import Manifest
from training.files import exchange
from training.fit import RawHead

if TYPE_CHECKING:
    from training.encoder.stage import EncoderFiles


def bundle_files(vocabulary: Vocabulary, heads: dict[str, RawHead]) -> dict[str, bytes]:
    """The bundle's files except the manifest; weights in single precision."""
    tensors = {
        "weights": np.stack([head.weights for head in heads.values()]).astype(np.float32),
        "bias": np.array([head.bias for head in heads.values()], dtype=np.float32),
        "scale": vocabulary.scale.astype(np.float32),
    }
    names = json.dumps(vocabulary.names, ensure_ascii=False, indent=0)
    return {WEIGHTS: save(tensors), VOCABULARY: names.encode()}


def encoder_files(encoder: "EncoderFiles") -> dict[str, bytes]:
    """The encoder's files."""
    return {ENCODER: encoder.model, TOKENIZER: encoder.tokenizer.encode()}


def prune(vocabulary: Vocabulary, heads: dict[str, RawHead], smallest: float) -> tuple[Vocabulary, dict[str, RawHead]]:
    """Leave out n-grams that weigh less than `smallest` in every head; signals stay."""
    strongest = np.max(np.abs([head.weights for head in heads.values()]), axis=0)
    signal = np.array([name.startswith(("i:", "e:")) for name in vocabulary.names])
    kept = np.flatnonzero((strongest >= smallest) | signal)
    names = tuple(vocabulary.names[i] for i in kept)
    smaller = {name: RawHead(head.weights[kept], head.bias) for name, head in heads.items()}
    return Vocabulary(names, vocabulary.scale[kept]), smaller


def digests(files: dict[str, bytes]) -> dict[str, str]:
    """sha256 of each file's bytes."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def write_bundle(target: Path, manifest: Manifest, files: dict[str, bytes]) -> None:
    """Write to a folder beside `target`, verify it by loading, then put it in the place of `target`.

    Raises:
        ModelError: the written bundle does not load; `target` is then untouched.
    """
    fresh = target.with_name(f".{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, content in files.items():
        (fresh / name).write_bytes(content)
    (fresh / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
    load_bundle(fresh)
    if target.exists():
        exchange(fresh, target)
        shutil.rmtree(fresh)
    else:
        fresh.rename(target)
