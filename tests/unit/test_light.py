"""Serving is light: no training package is needed, and importing jobscan opens nothing."""

import subprocess
import sys
from pathlib import Path

BLOCKED = """
import sys, importlib.abc

class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"torch", "transformers", "datasets", "sklearn", "scipy", "joblib"}:
            raise ImportError(f"{name} is not installed here")

sys.meta_path.insert(0, Refuse())
"""

SCORE = """
from jobscan import Scanner
assert Scanner.load().scan("Toko kami mencari kasir, gaji UMK, WA 0812-0000-1234").risk.level == "low"
"""

SERVE = """
from fastapi.testclient import TestClient
from jobscan import Scanner
from service.app import create_app
from service.settings import Settings
with TestClient(create_app(Settings(allowed_hosts=("testserver",)), Scanner.load())) as client:
    answer = client.post("/v1/score", json={"text": "Toko kami mencari kasir, gaji UMK, WA 0812-0000-1234"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["risk"]["level"] == "low"
"""


def run(code: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=False)


def test_scoring_needs_no_training_package(root: Path) -> None:
    done = run(BLOCKED + SCORE, root)
    assert done.returncode == 0, done.stderr


def test_serving_needs_no_training_package(root: Path) -> None:
    done = run(BLOCKED + SERVE, root)
    assert done.returncode == 0, done.stderr


def test_importing_jobscan_loads_no_heavy_module_and_opens_no_file_of_its_own(root: Path) -> None:
    code = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import jobscan
heavy = {"numpy", "re2", "yaml", "phonenumbers", "tldextract", "safetensors", "fastapi", "typer"} & set(sys.modules)
assert not heavy, heavy
assert not [name for name in opened if name.endswith((".yaml", ".json", ".safetensors"))], opened
"""
    done = run(code, root)
    assert done.returncode == 0, done.stderr


def test_no_network_is_touched(tmp_path: Path) -> None:
    code = """
import socket
def refuse(*args, **kwargs):
    raise AssertionError("network")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
from jobscan import Scanner
Scanner.load().scan("cek https://contoh-usaha.co.id atau surel a@contoh-usaha.co.id")
"""
    done = run(code, tmp_path)
    assert done.returncode == 0, done.stderr
