"""The suites of attacks and names, each row asked of a bundle that did not see it."""

from collections.abc import Sequence
from pathlib import Path

from jobscan.classifier.bundle import MANIFEST, Bundle, load_bundle
from jobscan.knowledge import load_knowledge
from jobscan.scanner import Scanner
from training.attacks import Part
from training.corpus import CorpusError, Row
from training.seen import row_digest, seen_rows


def parts_of_run(folder: Path, rows: Sequence[Row]) -> list[Part]:
    """The bundle of every fold of a run beside the rows that it did not see.

    Raises:
        CorpusError: the folder holds no bundles of folds.
        ModelError: one of them cannot be used.
    """
    bundles = [load_bundle(file.parent) for file in sorted(folder.glob(f"fold-*/bundle/{MANIFEST}"))]
    if not bundles:
        raise CorpusError(f"{folder}: bukan folder hasil pelatihan (fold-*/bundle tidak ada). Jalankan jobscan train.")
    return [part_of(bundle, rows) for bundle in bundles]


def part_of(bundle: Bundle, rows: Sequence[Row]) -> Part:
    """A bundle beside the rows that it did not see."""
    seen = seen_rows(bundle)
    return Scanner(bundle, load_knowledge()), [row for row in rows if row_digest(row.text) not in seen]
