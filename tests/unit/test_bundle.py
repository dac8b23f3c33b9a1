"""A bundle is read only when every file is the one that was released."""

import json
import shutil
from pathlib import Path

import pytest

from jobscan.classifier.bundle import MANIFEST, VOCABULARY, WEIGHTS, find_bundle, load_bundle
from jobscan.errors import BundleNotFoundError, BundleTamperedError, ModelError


@pytest.fixture
def bundle(tmp_path: Path, root: Path) -> Path:
    return Path(shutil.copytree(root / "models" / "jobscan-id", tmp_path / "jobscan-id"))


def rewrite_manifest(bundle: Path, **changes: object) -> None:
    file = bundle / MANIFEST
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))


def test_the_released_bundle_loads(bundle: Path) -> None:
    loaded = load_bundle(bundle)
    assert loaded.digest.startswith("sha256:")
    assert {"fraud", "not_an_ad"} <= set(loaded.classifier.linear.heads)


@pytest.mark.parametrize("name", [WEIGHTS, VOCABULARY])
def test_a_changed_byte_is_refused(bundle: Path, name: str) -> None:
    content = bytearray((bundle / name).read_bytes())
    content[-1] ^= 1
    (bundle / name).write_bytes(content)
    with pytest.raises(BundleTamperedError, match="sha256"):
        load_bundle(bundle)


def test_a_missing_file_is_refused(bundle: Path) -> None:
    (bundle / WEIGHTS).unlink()
    with pytest.raises(BundleTamperedError, match=WEIGHTS):
        load_bundle(bundle)


def test_an_unlisted_file_is_refused(bundle: Path) -> None:
    (bundle / "extra.pkl").write_bytes(b"\x80\x04.")
    with pytest.raises(BundleTamperedError, match=r"extra\.pkl"):
        load_bundle(bundle)


def test_a_path_outside_the_bundle_is_refused(bundle: Path) -> None:
    there = {file.name: "0" * 64 for file in bundle.iterdir() if file.name != MANIFEST}
    rewrite_manifest(bundle, files={"../secret": "0" * 64} | there)
    with pytest.raises(BundleTamperedError, match="secret"):
        load_bundle(bundle)


@pytest.mark.parametrize(
    "changes", [{"format": 3}, {"heads": ["fraud"]}, {"calibration": {}}, {"profiles": {}}], ids=str
)
def test_a_manifest_that_does_not_fit_is_refused(bundle: Path, changes: dict[str, object]) -> None:
    rewrite_manifest(bundle, **changes)
    with pytest.raises(ModelError, match="Pasang ulang"):
        load_bundle(bundle)


def test_a_manifest_that_is_not_json_is_refused(bundle: Path) -> None:
    (bundle / MANIFEST).write_text("{")
    with pytest.raises(ModelError):
        load_bundle(bundle)


def test_look_up_order(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JOBSCAN_MODEL", raising=False)
    packaged = find_bundle()
    assert packaged.name == "_bundle"
    shutil.copytree(bundle, tmp_path / "models" / "local")
    assert find_bundle() == Path("models/local")
    monkeypatch.setenv("JOBSCAN_MODEL", str(bundle))
    assert find_bundle() == bundle
    assert find_bundle(tmp_path / "models") == tmp_path / "models" / "local"


def test_a_named_place_without_bundle_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BundleNotFoundError, match="--model"):
        find_bundle(tmp_path)


def test_two_bundles_are_not_guessed_between(bundle: Path, tmp_path: Path) -> None:
    shutil.copytree(bundle, tmp_path / "second")
    with pytest.raises(BundleNotFoundError, match="second"):
        find_bundle(tmp_path)
