"""Promotion and rollback: refused, overruled, interrupted, undone; the serving bundle is whole at every moment."""

import errno
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bundles import KEPT, NEW, SERVING, Bundles, add_rows, blind, change, worse_metric

from jobscan.classifier.bundle import find_bundle, load_bundle
from jobscan.errors import BundleTamperedError
from training import comparison, release
from training.evaluation import read_labelled
from training.release import ReleaseError, promote, rollback
from training.seen import TRAINING_ROWS

pytestmark = pytest.mark.usefixtures("place")

REASON = "Ambang baru diminta kantor, diukur ulang pekan depan"


def version(folder: Path) -> str:
    return load_bundle(folder).manifest.version


def test_promotion_keeps_the_old_bundle_and_rollback_swaps() -> None:
    candidate = load_bundle(NEW)
    done = promote(candidate, SERVING)
    assert (done.now.version, done.before and done.before.version) == ("2.0.0", "1.0.0")
    assert load_bundle(SERVING).digest == candidate.digest
    assert (version(SERVING), version(KEPT), version(NEW)) == ("2.0.0", "1.0.0", "2.0.0")
    back = rollback(SERVING)
    assert (back.now.version, back.before and back.before.version) == ("1.0.0", "2.0.0")
    assert (version(SERVING), version(KEPT)) == ("1.0.0", "2.0.0")
    rollback(SERVING)
    assert version(SERVING) == "2.0.0"
    assert sorted(path.name for path in Path("models").iterdir()) == ["jobscan-id"]
    assert sorted(path.name for path in KEPT.parent.iterdir()) == ["jobscan-id"]


def test_a_worse_bundle_is_refused_and_the_gate_named() -> None:
    worse_metric(NEW, review_recall=0.1)
    with pytest.raises(ReleaseError, match=r"fraud ditandai pada ambang paket: .* menjadi 0\.1000") as refused:
        promote(load_bundle(NEW), SERVING)
    assert "ROC AUC" not in str(refused.value)
    assert "--reason" in str(refused.value)
    assert version(SERVING) == "1.0.0"
    assert not KEPT.exists()


def test_a_bundle_worse_on_unseen_texts_is_refused(made: Bundles) -> None:
    blind(NEW)
    with pytest.raises(ReleaseError, match="fraud ditandai"):
        promote(load_bundle(NEW), SERVING, read_labelled([made.unseen]))
    assert version(SERVING) == "1.0.0"


def test_a_written_reason_overrules_and_is_kept() -> None:
    worse_metric(NEW, review_recall=0.1, high_false_alarms=0.9)
    candidate = load_bundle(NEW)
    promote(candidate, SERVING, reason=REASON)
    kept = load_bundle(SERVING).manifest.overruled
    assert kept is not None
    assert (kept.reason, kept.gates) == (REASON, ("fraud_flagged", "legit_high"))
    assert len(kept.date) == 10
    assert load_bundle(NEW).digest == candidate.digest
    with pytest.raises(ReleaseError, match="sudah dipakai"):
        promote(candidate, SERVING)
    assert load_bundle(SERVING).manifest.overruled == kept


def test_a_reason_that_says_nothing_is_refused() -> None:
    worse_metric(NEW, review_recall=0.1)
    for reason in ("", "   ", "ok"):
        with pytest.raises(ReleaseError):
            promote(load_bundle(NEW), SERVING, reason=reason)
    assert version(SERVING) == "1.0.0"


def test_a_reason_that_nothing_needs_is_not_kept() -> None:
    promote(load_bundle(NEW), SERVING, reason=REASON)
    assert load_bundle(SERVING).manifest.overruled is None


def test_what_cannot_be_compared_needs_a_reason() -> None:
    change(NEW, metrics={"basis": "tidak diukur"})
    with pytest.raises(ReleaseError, match="Tidak ada yang dapat dibandingkan"):
        promote(load_bundle(NEW), SERVING)
    promote(load_bundle(NEW), SERVING, reason=REASON)
    kept = load_bundle(SERVING).manifest.overruled
    assert kept is not None
    assert kept.gates == ()


def test_the_first_bundle_has_nothing_to_beat() -> None:
    done = promote(load_bundle(NEW), Path("models2/jobscan-id"))
    assert (done.before, done.weighing) == (None, None)
    assert version(Path("models2/jobscan-id")) == "2.0.0"
    with pytest.raises(ReleaseError, match="tidak ada paket model sebelumnya"):
        rollback(Path("models2/jobscan-id"))


def test_a_folder_of_other_things_is_never_replaced() -> None:
    with pytest.raises(ReleaseError, match="berisi hal lain"):
        promote(load_bundle(NEW), Path("models"))
    assert version(SERVING) == "1.0.0"


def test_a_full_disk_leaves_the_old_bundle(monkeypatch: pytest.MonkeyPatch) -> None:

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    candidate = load_bundle(NEW)
    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(OSError, match="No space"):
        promote(candidate, SERVING)
    assert version(SERVING) == "1.0.0"
    assert sorted(path.name for path in Path("models").iterdir()) == ["jobscan-id"]


@pytest.mark.parametrize("step", ["_stage", "_keep", "exchange"])
def test_a_kill_leaves_the_old_bundle_and_the_next_promotion_succeeds(root: Path, step: str) -> None:
    code = (
        "import os, sys; from pathlib import Path; from training import release; "
        "from jobscan.classifier.bundle import load_bundle\n"
        f"real = release.{step}\n"
        f"release.{step} = lambda *a: (real(*a) if {step != 'exchange'} else None, os._exit(9))\n"
        f"release.promote(load_bundle(Path({str(NEW)!r})), Path({str(SERVING)!r}))"
    )
    env = {"PYTHONPATH": f"{root / 'src'}:{root}"}
    assert subprocess.run([sys.executable, "-c", code], env=env, check=False).returncode == 9
    assert find_bundle(Path("models")) == SERVING
    assert version(SERVING) == "1.0.0"
    promote(load_bundle(NEW), SERVING)
    assert (version(SERVING), version(KEPT)) == ("2.0.0", "1.0.0")
    assert sorted(path.name for path in Path("models").iterdir()) == ["jobscan-id"]


def test_a_candidate_that_changes_meanwhile_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    candidate = load_bundle(NEW)
    real = comparison.weigh

    def slow(*arguments: object) -> object:
        add_rows(NEW, ["lain"])
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(comparison, "weigh", slow)
    with pytest.raises(ReleaseError, match="berubah selama diperiksa"):
        promote(candidate, SERVING)
    assert version(SERVING) == "1.0.0"


def test_rollback_refuses_a_damaged_bundle_and_leaves_a_damaged_one() -> None:
    promote(load_bundle(NEW), SERVING)
    (SERVING / TRAINING_ROWS).write_bytes(b"")
    assert rollback(SERVING).before is None
    assert version(SERVING) == "1.0.0"
    with pytest.raises(BundleTamperedError):
        rollback(SERVING)
    assert version(SERVING) == "1.0.0"


def test_going_back_needs_no_training_package(root: Path) -> None:
    promote(load_bundle(NEW), SERVING)
    code = (
        "import sys; sys.modules['sklearn'] = None; from training.bundle_cli import rollback, show; "
        "from pathlib import Path; rollback(Path('models/jobscan-id')); show(Path('models/jobscan-id'))"
    )
    env = {"PYTHONPATH": f"{root / 'src'}:{root}"}
    result = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "1.0.0; jobscan-id 2.0.0 disimpan" in result.stdout


def test_release_folder_is_ignored_by_git(root: Path) -> None:
    assert release.PREVIOUS.parts[0] + "/" in (root / ".gitignore").read_text().splitlines()
