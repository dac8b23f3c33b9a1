"""Two small bundles, texts that neither saw, and ways to change a bundle on disk."""

import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jobscan.classifier.bundle import MANIFEST
from training import train as training
from training.config import Config
from training.corpus import Row, load_corpus
from training.seen import TRAINING_ROWS, rows_file

FITTED = {"fraud": 60, "legit": 60, "not_an_ad": 25, "insufficient": 10}
UNSEEN = {"fraud": 60, "legit": 60, "not_an_ad": 20, "insufficient": 5}
SERVING, NEW, KEPT = Path("models/jobscan-id"), Path("runs/new"), Path("runs/previous/jobscan-id")


@dataclass(frozen=True)
class Bundles:
    """`old` was fitted on `corpus`, `new` is the same a little bolder; `unseen` holds texts of neither."""

    old: Path
    new: Path
    corpus: Path
    unseen: Path
    seen_texts: list[str]


def make_bundles(corpus: Path, folder: Path) -> Bundles:
    """Fit the one on a small part of the corpus in `corpus`, and make the other of it."""
    rows = load_corpus(corpus)
    fitted, unseen = _every(rows, FITTED, 0), _every(rows, UNSEEN, 1)
    write_rows(folder / "corpus", fitted)
    write_rows(folder / "unseen", unseen)
    texts = [row.text for row in fitted]
    fitted_bundle = training.train(Config(version="1.0.0", corpus=folder / "corpus"), folder / "runs")
    shutil.copytree(fitted_bundle, folder / "old")
    shutil.copytree(folder / "old", folder / "new")
    scales = read_manifest(folder / "new")["calibration"]
    scales["fraud"]["intercept"] += 0.3
    change(folder / "new", version="2.0.0", calibration=scales)
    return Bundles(folder / "old", folder / "new", folder / "corpus", folder / "unseen" / "rows.jsonl", texts)


def _every(rows: list[Row], sizes: dict[str, int], offset: int) -> list[Row]:
    """As many rows of each label as asked, evenly from the whole; another offset gives other rows."""
    found = []
    for label, count in sizes.items():
        part = [row for row in rows if row.label == label]
        step = len(part) // max(FITTED[label], count)
        found += part[offset * step // 2 :: step][:count]
    return found


def write_rows(folder: Path, rows: Iterable[Row]) -> None:
    folder.mkdir()
    lines = [json.dumps(row.model_dump(mode="json", by_alias=True), ensure_ascii=False) for row in rows]
    (folder / "rows.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_manifest(bundle: Path) -> dict[str, Any]:
    """The manifest as JSON."""
    return dict(json.loads((bundle / MANIFEST).read_text()))


def add_rows(bundle: Path, texts: Iterable[str]) -> None:
    """List the texts as what the bundle was trained on."""
    content = rows_file(texts)
    (bundle / TRAINING_ROWS).write_bytes(content)
    files = read_manifest(bundle)["files"]
    change(bundle, files=files | {TRAINING_ROWS: hashlib.sha256(content).hexdigest()})


def drop_rows(bundle: Path) -> None:
    """Leave open what the bundle was trained on."""
    (bundle / TRAINING_ROWS).unlink()
    files = read_manifest(bundle)["files"]
    change(bundle, files={name: digest for name, digest in files.items() if name != TRAINING_ROWS})


def change(bundle: Path, **changes: object) -> None:
    """Replace fields of the manifest."""
    (bundle / MANIFEST).write_text(json.dumps(read_manifest(bundle) | changes))


def blind(bundle: Path) -> None:
    """Set thresholds that nothing reaches: it ranks as before, but flags no fraud by its score."""
    profiles = read_manifest(bundle)["profiles"]
    for settings in profiles.values():
        settings["thresholds"] = {"review": 0.99999, "high": 0.999999}
    change(bundle, profiles=profiles)


def worse_metric(bundle: Path, **metrics: float) -> None:
    """Change out-of-fold figures."""
    change(bundle, metrics=read_manifest(bundle)["metrics"] | metrics)
