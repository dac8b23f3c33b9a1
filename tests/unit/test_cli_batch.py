"""`jobscan batch` as a user meets it: exit codes, messages, interruption."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from batch_fakes import load_fake
from typer.testing import CliRunner

from jobscan.cli.main import app

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WITH_FAKE = """
import jobscan.cli.loading, batch_fakes
jobscan.cli.loading.load_scanner = batch_fakes.load_fake
from jobscan.cli.main import run
run()
"""


@pytest.fixture(autouse=True)
def fake_scanner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobscan.cli.loading.load_scanner", load_fake)


def batch(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["batch", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def start(*arguments: object) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(map(str, (ROOT / "src", ROOT, HERE)))
    return subprocess.Popen(
        [sys.executable, "-c", WITH_FAKE, "batch", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,
    )


def finish(process: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    _, err = process.communicate(timeout=60)
    return process.returncode, err


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def write_rows(path: Path, count: int, word: str = "biaya") -> Path:
    rows = (json.dumps({"id": f"i{n}", "text": f"iklan {n} {word}"}) for n in range(count))
    path.write_text("\n".join(rows))
    return path


def test_counts_on_stderr_and_nothing_on_stdout(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "in.jsonl", 3)
    source.write_text(source.read_text() + "\n{\n")
    assert batch(source, "-o", tmp_path / "out.csv") == (0, "", "Selesai: 3 berhasil, 1 gagal.\n")
    code, _, err = batch(source, "-o", tmp_path / "out.csv", "--resume")
    assert (code, err) == (0, "Selesai: 3 berhasil, 1 gagal, 4 di antaranya sudah ada.\n")


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("tiada.jsonl", "-o", "out.jsonl"), 3, "tidak ada"),
        (("in.txt", "-o", "out.jsonl"), 3, "jenis berkas"),
        (("kolom.csv", "-o", "out.jsonl"), 3, "kolom text"),
        (("in.jsonl", "-o", "out.xlsx"), 2, "harus berakhir"),
        (("in.jsonl", "-o", "in.jsonl"), 2, "sama dengan masukan"),
        (("in.jsonl", "-o", "ada.jsonl"), 2, "--overwrite"),
        (("in.jsonl", "-o", "ada.jsonl", "--resume"), 3, "tidak dapat dilanjutkan"),
        (("in.jsonl", "-o", "out.jsonl", "--resume", "--overwrite"), 2, "salah satu"),
        (("in.jsonl", "-o", "tiada/out.jsonl"), 3, "foldernya tidak ada"),
        (("in.jsonl", "-o", "out.jsonl", "--model", "rusak"), 4, "tidak utuh"),
        (("in.jsonl", "-o", "out.jsonl", "--workers", "0"), 2, "workers"),
        (("in.jsonl", "-o", "out.jsonl", "--as-of", "31/01/2026"), 2, "as-of"),
        (("in.jsonl",), 2, "output"),
    ],
)
def test_refusals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, word: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write_rows(Path("in.jsonl"), 2)
    Path("kolom.csv").write_text("id,isi\n1,x\n")
    Path("ada.jsonl").write_text("berharga")
    found, out, err = batch(*arguments)
    assert (found, out) == (code, "")
    assert word in err
    assert "Traceback" not in err
    assert Path("ada.jsonl").read_text() == "berharga"


def test_the_date_reaches_the_scanner(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "in.jsonl", 1)
    batch(source, "-o", tmp_path / "out.jsonl", "--as-of", "2027-05-01")
    assert json.loads((tmp_path / "out.jsonl").read_text())["notices"] == ["knowledge_review_due"]


@pytest.mark.parametrize("workers", [1, 2])
def test_interrupt_and_resume_as_told(tmp_path: Path, workers: int) -> None:
    source = write_rows(tmp_path / "in.jsonl", 120, "LAMBAT")
    output, whole = tmp_path / "out.jsonl", tmp_path / "utuh.jsonl"
    assert finish(start(source, "-o", whole, "--workers", "4"))[0] == 0
    process = start(source, "-o", output, "--workers", workers)
    wait_until(lambda: output.exists() and output.stat().st_size > 0)
    os.killpg(process.pid, signal.SIGINT)
    code, err = finish(process)
    assert code == 130
    assert b"Traceback" not in err
    assert whole.read_bytes().startswith(output.read_bytes())
    assert 0 < output.stat().st_size < whole.stat().st_size
    told = shlex.split(err.decode().strip().splitlines()[-1])
    assert told[:2] == ["jobscan", "batch"]
    assert finish(start(*told[2:], "--workers", "4"))[0] == 0
    assert output.read_bytes() == whole.read_bytes()


def test_a_killed_run_resumes_and_leaves_no_worker_behind(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "in.jsonl", 120, "LAMBAT")
    output, whole = tmp_path / "out.csv", tmp_path / "utuh.csv"
    assert finish(start(source, "-o", whole, "--workers", "4"))[0] == 0
    process = start(source, "-o", output, "--workers", "2")
    wait_until(lambda: output.exists() and output.read_bytes().count(b"\n") > 1)
    process.kill()
    finish(process)
    wait_until(lambda: not _group_lives(process.pid))
    assert finish(start(source, "-o", output, "--resume", "--workers", "4"))[0] == 0
    assert output.read_bytes() == whole.read_bytes()


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
