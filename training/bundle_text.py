"""What the bundle commands print: a manifest, an evaluation, a comparison, a decision; for data scientists."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from jobscan.classifier.bundle import MANIFEST, Bundle
from jobscan.classifier.manifest import Manifest
from training.gates import Weighing
from training.seen import TRAINING_ROWS, knows_its_rows, seen_rows

if TYPE_CHECKING:
    from training.comparison import Comparison
    from training.evaluation import Evaluation

_WIDE = 38


def manifest_lines(bundle: Bundle) -> list[str]:
    """Everything that a manifest says, in the order in which one asks."""
    manifest = bundle.manifest
    return [
        f"Paket model {_name(manifest)} ({manifest.mode}, format {manifest.format}), dibuat {manifest.created}",
        f"Tempat: {bundle.path}",
        bundle.digest,
        *_section("Berkas", _sizes(bundle)),
        *_section(f"Keluaran ({len(manifest.heads)})", [", ".join(manifest.heads)]),
        *_section("Ambang", _thresholds(manifest)),
        *_section("Pelatihan", _training(bundle)),
        *_section("Angka", [f"{name:{_WIDE}} {value}" for name, value in manifest.metrics.items()]),
        *_overruled(manifest),
    ]


def evaluation_lines(evaluation: "Evaluation") -> list[str]:
    """Each figure with its interval."""
    width = f"{'angka':{_WIDE}} {'nilai':>8}   selang 95 %"
    figures = evaluation.figures.items()
    return [
        f"Teks: {_counts(evaluation.counts)}",
        width,
        *(f"{name:{_WIDE}} {_number(f.value):>8}   {_number(f.low)} .. {_number(f.high)}" for name, f in figures),
    ]


def comparison_lines(comparison: "Comparison") -> list[str]:
    """Each gate with both figures, their difference and its paired interval."""
    lines = [
        f"{line.verdict.gate.title:{_WIDE}} {_number(line.verdict.old):>8} {_number(line.verdict.new):>8} "
        f"{line.difference.value:>+8.4f}   {line.difference.low:+.4f} .. {line.difference.high:+.4f}"
        f"{'   B lebih buruk' if line.verdict.worse else ''}"
        for line in comparison.lines
    ]
    return [
        f"Teks: {_counts(comparison.counts)}; {comparison.dropped} dikeluarkan karena dilihat salah satu paket",
        f"{'gerbang':{_WIDE}} {'A':>8} {'B':>8} {'B - A':>8}   selang 95 %",
        *lines,
    ]


def weighing_lines(weighing: Weighing) -> list[str]:
    """What a decision rested on."""
    if not weighing.verdicts:
        return [f"Tidak ada yang dapat dibandingkan ({weighing.note})."]
    note = f" ({weighing.note})" if weighing.note else ""
    lines = [
        f"  {v.gate.title:{_WIDE}} {_number(v.old):>8} {_number(v.new):>8}{'   lebih buruk' if v.worse else ''}"
        for v in weighing.verdicts
    ]
    return [f"Dibandingkan atas dasar {weighing.basis}{note}:", *lines]


def _name(manifest: Manifest) -> str:
    return f"{manifest.name} {manifest.version}"


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", title, *(f"  {line}" for line in lines)]


def _sizes(bundle: Bundle) -> list[str]:
    return [
        f"{name:24} {(bundle.path / name).stat().st_size / 1024:>10.1f} KiB" for name in (MANIFEST, *_files(bundle))
    ]


def _files(bundle: Bundle) -> list[str]:
    return sorted(bundle.manifest.files)


def _thresholds(manifest: Manifest) -> list[str]:
    lines = [f"bukan iklan: mulai {_number(manifest.not_an_ad)}"]
    for profile, settings in manifest.profiles.items():
        limits = settings.thresholds
        lines.append(
            f"{profile}: perlu diperiksa mulai {_number(limits.review)}, tinggi mulai {_number(limits.high)}, "
            f"anggapan awal {settings.prior}"
        )
        lines.append(f"  dasar: {settings.basis}")
    return lines


def _training(bundle: Bundle) -> list[str]:
    record, knowledge = bundle.manifest.training, bundle.manifest.knowledge
    known = f"{len(seen_rows(bundle))} teks, {TRAINING_ROWS}" if knows_its_rows(bundle) else "tidak dicatat"
    return [
        f"label: {_counts(record.rows)}",
        *([f"sumber: {_counts(record.sources)}"] if record.sources else []),
        f"{record.groups} kelompok, {record.folds} lipatan, benih {record.seed}, C = {record.regularisation}",
        f"bagian fraud {record.fraud_share:.3f}",
        f"data sha256:{record.data_sha256}",
        f"sidik teks latih: {known}",
        f"pengetahuan {knowledge.version}, {knowledge.digest}",
    ]


def _overruled(manifest: Manifest) -> list[str]:
    if manifest.overruled is None:
        return []
    decision = manifest.overruled
    gates = ", ".join(decision.gates) or "tidak ada yang dapat dibandingkan"
    return _section("Dipakai walau tidak lulus", [f"{decision.date}: {decision.reason}", f"gerbang: {gates}"])


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{label} {count}" for label, count in sorted(counts.items()))


def _number(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.4f}"
