"""Putting a bundle in the place from which it is served, and taking it back. The old one is kept until the next."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jobscan.classifier.bundle import MANIFEST, Bundle, load_bundle
from jobscan.classifier.manifest import SHORTEST_REASON, Manifest, Overruled
from jobscan.errors import ModelError
from training.examples import Example
from training.files import exchange, mend
from training.gates import Weighing, failed

PREVIOUS = Path("runs/previous")


class ReleaseError(ModelError):
    """A bundle may not be released or taken back; the message says why and what to do."""

    code = "release"


@dataclass(frozen=True)
class Release:
    """What serves now, what served before it, and what the decision rested on (none for a first release)."""

    now: Manifest
    before: Manifest | None
    weighing: Weighing | None


def promote(
    candidate: Bundle, target: Path, examples: Sequence[Example] = (), reason: str = "", previous: Path = PREVIOUS
) -> Release:
    """Judge `candidate` against the bundle in `target`, keep that one in `previous`, and take its place.

    The new folder is written beside the target and verified before anything moves, so a full disk or a kill leaves
    the old bundle serving. `reason` overrules the gates and is kept in the manifest, with them and the date.

    Raises:
        ReleaseError: the candidate is worse on a gate, or nothing can be compared, and there is no reason; or it
            serves already.
        ModelError: the bundle in `target` cannot be read.
        CorpusError: a text of `examples` cannot be scored.
        OSError: a folder cannot be written.
    """
    fresh, kept = _fresh(target), previous / target.name
    mend(target, fresh)
    if not (target / MANIFEST).is_file():
        return _first(candidate, target)
    old = load_bundle(target)
    if _undecided(old.manifest) == _undecided(candidate.manifest):
        raise ReleaseError(f"{candidate.path}: paket model ini sudah dipakai di {target}. Tidak ada yang diubah.")
    from training.comparison import weigh  # needs scikit-learn, which going back must not

    weighing = weigh(old, candidate, examples)
    overruled = _overruled(weighing, reason.strip())
    now = _stage(candidate, overruled, fresh)
    _keep(old, kept)
    exchange(target, fresh)
    shutil.rmtree(fresh)
    return Release(now, old.manifest, weighing)


def rollback(target: Path, previous: Path = PREVIOUS) -> Release:
    """Swap the bundle in `target` with the one that served before it; a second time swaps them back.

    Raises:
        ReleaseError: there is none, or it lies on another file system.
        ModelError: it does not match its manifest; `target` is then untouched.
    """
    kept = previous / target.name
    mend(target, kept)
    if not (kept / MANIFEST).is_file():
        raise ReleaseError(
            f"{kept}: tidak ada paket model sebelumnya. Paket model disimpan di sana oleh jobscan promote; "
            "jalankan perintah ini di folder yang sama, atau ambil paket lama dari git."
        )
    returning = load_bundle(kept).manifest
    before = _manifest_or_none(target)
    try:
        exchange(target, kept)
    except OSError as error:
        raise ReleaseError(
            f"{kept} tidak dapat ditukar dengan {target} ({error.strerror}). Pakai jobscan promote {kept}."
        ) from error
    return Release(returning, before, None)


def _first(candidate: Bundle, target: Path) -> Release:
    """Fill a place where no bundle is, and nothing else either."""
    if target.exists() and any(target.iterdir()):
        raise ReleaseError(f"{target}: folder ini berisi hal lain, bukan paket model. Sebut folder paket dengan --to.")
    _stage(candidate, None, _fresh(target))
    _fresh(target).replace(target)
    return Release(candidate.manifest, None, None)


def _undecided(manifest: Manifest) -> Manifest:
    """The manifest as training wrote it."""
    return manifest.model_copy(update={"overruled": None})


def _overruled(weighing: Weighing, reason: str) -> Overruled | None:
    """The record of a decision against the gates; none where they all pass."""
    worse = failed(weighing.verdicts)
    if weighing.verdicts and not worse:
        return None
    if 0 < len(reason) < SHORTEST_REASON:
        raise ReleaseError(f"Alasan terlalu pendek, paling sedikit {SHORTEST_REASON} huruf: {reason}")
    if reason:
        return Overruled(
            reason=reason, date=date.today().isoformat(), gates=tuple(verdict.gate.name for verdict in worse)
        )
    way_out = "Bila tetap harus dipakai, tulis alasannya dengan --reason; alasan itu tersimpan di manifes."
    if not weighing.verdicts:
        raise ReleaseError(f"Tidak ada yang dapat dibandingkan ({weighing.note}). {way_out}")
    named = "\n".join(
        f"  {v.gate.title}: {v.old:.4f} menjadi {v.new:.4f} (toleransi {v.gate.tolerance})" for v in worse
    )
    raise ReleaseError(f"Paket model baru lebih buruk ({weighing.basis}):\n{named}\n{way_out}")


def _stage(bundle: Bundle, overruled: Overruled | None, fresh: Path) -> Manifest:
    """Copy the bundle to `fresh` and verify the copy; with a new manifest where the gates were overruled."""
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        shutil.copytree(bundle.path, fresh)
        if overruled:
            manifest = bundle.manifest.model_copy(update={"overruled": overruled})
            (fresh / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
        staged = load_bundle(fresh).manifest
        if staged.files != bundle.manifest.files:
            raise ReleaseError(f"{bundle.path}: paket model berubah selama diperiksa. Ulangi setelah selesai ditulis.")
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return staged


def _keep(old: Bundle, kept: Path) -> None:
    """Put a verified copy of the serving bundle to `kept`, in place of the one before it."""
    fresh = _fresh(kept)
    mend(kept, fresh)
    _stage(old, None, fresh)
    if kept.exists():
        exchange(kept, fresh)
        shutil.rmtree(fresh)
    else:
        fresh.rename(kept)


def _fresh(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.new")


def _manifest_or_none(folder: Path) -> Manifest | None:
    """What serves now; a broken bundle is no reason not to go back to one that works."""
    try:
        return load_bundle(folder).manifest
    except ModelError:
        return None
