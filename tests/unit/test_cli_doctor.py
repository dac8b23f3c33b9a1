"""`jobscan doctor`: says what is there, what is missing, and whether the bundle may be used."""

import json
import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from batch_fakes import load_fake
from typer.testing import CliRunner

from jobscan.cli import health
from jobscan.cli.main import app
from jobscan.cli.plugins import Plugin
from jobscan.errors import KnowledgeError

PYPROJECT = Path(__file__).parent.parent.parent / "pyproject.toml"


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like a bundle to the look-up; the fake stands for its verification."""
    folder = tmp_path / "m1"
    folder.mkdir()
    (folder / "manifest.json").write_text("{}")
    monkeypatch.setattr("jobscan.cli.loading.load_scanner", load_fake)
    return folder


def doctor(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["doctor", *arguments])
    return result.exit_code, result.stdout


def doctor_json(*arguments: str) -> tuple[int, dict[str, Any]]:
    code, out = doctor("--json", *arguments)
    return code, json.loads(out)


def test_all_well(bundle: Path) -> None:
    code, found = doctor_json("--model", str(bundle))
    assert (code, found["healthy"]) == (0, True)
    assert found["model"] == {
        "path": str(bundle),
        "name": "palsu",
        "version": "1.0.0",
        "digest": "sha256:m1",
        "mode": "linear",
        "problem": None,
    }
    assert found["knowledge"]["digest"].startswith("sha256:")
    assert found["packages"]["numpy"]
    code, out = doctor("--model", str(bundle))
    assert code == 0
    for part in ("utuh: ya", "sha256:m1", "siap dipakai", "torch: ", "ditinjau"):
        assert part in out


def test_no_bundle(tmp_path: Path) -> None:
    code, found = doctor_json("--model", str(tmp_path))
    assert (code, found["healthy"]) == (4, False)
    assert "manifest.json" in found["model"]["problem"]
    code, out = doctor("--model", str(tmp_path))
    assert code == 4
    assert "BELUM siap" in out


def test_a_bundle_that_does_not_verify(tmp_path: Path, bundle: Path) -> None:
    broken = bundle.rename(tmp_path / "rusak")
    code, found = doctor_json("--model", str(broken))
    assert code == 4
    assert (found["model"]["path"], found["model"]["digest"]) == (str(broken), None)
    assert "tidak utuh" in found["model"]["problem"]


def test_broken_knowledge(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise KnowledgeError("meta.yaml: salah.")

    monkeypatch.setattr("jobscan.knowledge.load_knowledge", fail)
    code, out = doctor("--model", str(bundle))
    assert code == 4
    assert "[!] meta.yaml: salah." in out


def test_a_missing_package(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "BASE", (*health.BASE, "tiada-paket"))
    code, out = doctor("--model", str(bundle))
    assert code == 4
    assert "tiada-paket: tidak ada" in out


def test_a_broken_command_is_only_a_warning(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugins = [Plugin("train", None, "ImportError: torch"), Plugin("serve", None)]
    monkeypatch.setattr(health, "find_plugins", lambda: plugins)
    code, out = doctor("--model", str(bundle))
    assert code == 0
    assert "train: peringatan, tidak dapat dimuat (ImportError: torch)" in out


@pytest.mark.parametrize(("today", "due"), [(date(2026, 3, 1), False), (date(2030, 1, 1), True)])
def test_age_of_the_knowledge(bundle: Path, today: date, due: bool) -> None:
    assert health.examine(bundle, today).knowledge.review_due is due


def test_base_packages_are_those_of_pyproject() -> None:
    declared = tomllib.loads(PYPROJECT.read_text())["project"]["dependencies"]
    names = [re.split(r"[<>=\[ ]", requirement)[0] for requirement in declared]
    assert sorted(names) == sorted(health.BASE)


def test_optional_packages_are_not_imported(bundle: Path) -> None:
    code = (
        "import sys\nfrom datetime import date\nfrom pathlib import Path\nfrom jobscan.cli import health\n"
        f"health.examine(Path({str(bundle)!r}), date(2026, 3, 1))\n"
        "assert not {'torch', 'transformers', 'datasets'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
