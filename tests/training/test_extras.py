"""The train extra, where it is installed, is the one that the project pins."""

import importlib.metadata
import importlib.util
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.train


@pytest.mark.parametrize("package", ["torch", "transformers", "datasets"])
def test_pinned_versions_are_installed(package: str, root: Path) -> None:
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} is not installed (make setup-train)")
    pins = dict(re.findall(r"^([a-z]+)==(\S+)$", (root / "constraints.txt").read_text(), re.MULTILINE))
    assert importlib.metadata.version(package).partition("+")[0] == pins[package]
