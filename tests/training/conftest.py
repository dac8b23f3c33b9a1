"""The bundles that tests of evaluation and release share; fitting one takes seconds."""

import shutil
from pathlib import Path

import pytest
from bundles import NEW, SERVING, Bundles, make_bundles


@pytest.fixture(scope="session")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Bundles:
    return make_bundles(root / "data" / "corpus", tmp_path_factory.mktemp("bundles"))


@pytest.fixture
def place(made: Bundles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the old bundle serving and the new one in `runs/new`."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(made.old, SERVING)
    shutil.copytree(made.new, NEW)
    return tmp_path
