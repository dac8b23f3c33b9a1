"""The wheel carries what an installation needs: the bundle, the knowledge, the pages, the type marker."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def names(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=root,
        check=True,
        capture_output=True,
    )
    (wheel,) = target.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_bundle_and_knowledge_are_inside(names: set[str], root: Path) -> None:
    bundle = {f"jobscan/_bundle/{file.name}" for file in (root / "models" / "jobscan-id").iterdir()}
    catalogue_folder = root / "src/jobscan/knowledge/catalogue"
    catalogue = {
        f"jobscan/knowledge/catalogue/{file.relative_to(catalogue_folder).as_posix()}"
        for pattern in ("*.yaml", "indicators/*.yaml", "words.txt")
        for file in catalogue_folder.glob(pattern)
    }
    assert len(bundle) >= 3
    assert len(catalogue) >= 20
    assert bundle | catalogue <= names


def test_pages_and_type_marker_are_inside(names: set[str]) -> None:
    assert "jobscan/py.typed" in names
    assert any(name.startswith("service/web/templates/") for name in names)
    assert any(name.startswith("service/web/static/") for name in names)


def test_corpus_and_tests_stay_outside(names: set[str]) -> None:
    assert not [name for name in names if name.startswith(("tests/", "data/", "docs/"))]
