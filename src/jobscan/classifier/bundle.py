"""Finding, verifying and reading a bundle.

No file is parsed before all files match their manifest, and nothing in a bundle can run code.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import ValidationError
from safetensors.numpy import load as load_tensors

from jobscan.classifier.classifier import Classifier, EncoderStage
from jobscan.classifier.linear import Head, LinearModel, Vocabulary
from jobscan.classifier.manifest import Manifest
from jobscan.errors import BundleNotFoundError, BundleTamperedError, ModelError

PACKAGED = Path(__file__).parent.parent / "_bundle"
MANIFEST = "manifest.json"
WEIGHTS = "linear.safetensors"
VOCABULARY = "vocabulary.json"
ENCODER = "encoder.onnx"
TOKENIZER = "tokenizer.json"
_LARGEST = 64 << 20


@dataclass(frozen=True)
class Bundle:
    """One verified bundle. `digest` is the sha256 of its manifest, which holds those of all other files."""

    path: Path
    manifest: Manifest
    digest: str
    classifier: Classifier


def find_bundle(model: Path | None = None) -> Path:
    """The folder of the bundle: `model`, else `JOBSCAN_MODEL`, else `./models`, else the copy in the package.

    Raises:
        BundleNotFoundError: the place named holds no bundle, or more than one.
    """
    named = model or (Path(value) if (value := os.environ.get("JOBSCAN_MODEL")) else None)
    if named is not None:
        return _within(named)
    local = Path("models")
    return _within(local) if _candidates(local) else _within(PACKAGED)


def _within(place: Path) -> Path:
    found = _candidates(place)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(path.name for path in found)
        raise BundleNotFoundError(f"{place}: ada beberapa paket model ({names}). Sebut salah satu dengan --model.")
    raise BundleNotFoundError(
        f"{place}: tidak ada paket model ({MANIFEST} tidak ditemukan). "
        "Sebut foldernya dengan --model atau JOBSCAN_MODEL."
    )


def _candidates(place: Path) -> list[Path]:
    if (place / MANIFEST).is_file():
        return [place]
    found = sorted(path.parent for path in place.glob(f"*/{MANIFEST}"))
    return [path for path in found if not path.name.startswith(".")]  # what a killed release left behind


def load_bundle(path: Path) -> Bundle:
    """Read and verify the bundle in `path`.

    Raises:
        BundleTamperedError: a file is missing, not listed, unreadable, too large, or differs from its sha256.
        ModelError: the manifest is of another format or does not fit its files.
    """
    raw = _read(path / MANIFEST)
    try:
        manifest = Manifest.model_validate_json(raw)
    except ValidationError as error:
        problem = error.errors()[0]
        place = ".".join(map(str, problem["loc"]))
        raise ModelError(f"{path / MANIFEST}: {place}: {problem['msg']}. Pasang ulang paket model.") from error
    contents = _verified(path, manifest)
    try:
        classifier = _build(manifest, contents)
    except Exception as error:  # onnxruntime and tokenizers raise what they like on bytes they cannot read
        raise ModelError(f"{path}: isi paket model tidak cocok dengan manifesnya. Pasang ulang paket model.") from error
    return Bundle(path, manifest, f"sha256:{hashlib.sha256(raw).hexdigest()}", classifier)


def _verified(path: Path, manifest: Manifest) -> dict[str, bytes]:
    """Each listed file's bytes, read once, after its sha256 was compared."""
    unlisted = {entry.name for entry in path.iterdir()} - set(manifest.files) - {MANIFEST}
    if unlisted:
        raise BundleTamperedError(
            f"{path}: berkas tidak terdaftar di manifes: {', '.join(sorted(unlisted))}. "
            "Hapus, atau pasang ulang paket model."
        )
    contents = {}
    for name, expected in manifest.files.items():
        if Path(name).name != name:
            raise BundleTamperedError(f"{path}: nama berkas tidak sah di manifes: {name}. Pasang ulang paket model.")
        contents[name] = _read(path / name)
        if hashlib.sha256(contents[name]).hexdigest() != expected:
            raise BundleTamperedError(
                f"{path / name}: isi berkas berubah (sha256 tidak cocok). "
                "Pasang ulang paket model dari sumber tepercaya."
            )
    return contents


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise BundleTamperedError(f"{path}: berkas terlalu besar untuk paket model. Pasang ulang paket model.")
        return path.read_bytes()
    except OSError as error:
        raise BundleTamperedError(
            f"{path}: tidak dapat dibaca ({error.strerror}). Pasang ulang paket model."
        ) from error


def _build(manifest: Manifest, contents: dict[str, bytes]) -> Classifier:
    return Classifier(_linear(manifest, contents), _encoder_stage(manifest, contents))


def _encoder_stage(manifest: Manifest, contents: dict[str, bytes]) -> EncoderStage | None:
    if manifest.encoder is None or manifest.cascade is None:
        return None
    from jobscan.classifier.encoder import Encoder  # loads onnxruntime, which a linear bundle can do without

    tokenizer = contents[TOKENIZER].decode()
    encoder = Encoder(contents[ENCODER], tokenizer, manifest.encoder, outputs=len(manifest.heads))
    return EncoderStage(encoder, {name: manifest.fusion[name] for name in manifest.heads}, manifest.cascade)


def _linear(manifest: Manifest, contents: dict[str, bytes]) -> LinearModel:
    tensors = load_tensors(contents[WEIGHTS])
    names = tuple(map(str, json.loads(contents[VOCABULARY])))
    weights, bias, scale = (tensors[key].astype(np.float64) for key in ("weights", "bias", "scale"))
    if (
        weights.shape != (len(manifest.heads), len(names))
        or bias.shape != weights.shape[:1]
        or scale.shape != weights.shape[1:]
    ):
        raise ValueError("shapes differ")
    if not (np.isfinite(weights).all() and np.isfinite(bias).all() and np.isfinite(scale).all()):
        raise ValueError("weights are not finite")
    heads = {}
    for row, name in enumerate(manifest.heads):
        platt = manifest.calibration[name]
        heads[name] = Head(weights[row] * platt.slope, float(bias[row]) * platt.slope + platt.intercept)
    return LinearModel(Vocabulary(names, scale), heads)
