"""The command as a whole: help, other packages' commands, quick start, quiet end of a pipe."""

import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from jobscan import __version__
from jobscan.cli import plugins
from jobscan.cli.exits import exit_code, stop
from jobscan.cli.main import app, build_app
from jobscan.errors import BundleNotFoundError, EmptyTextError, JobscanError, KnowledgeError

ROOT = Path(__file__).parent.parent.parent
COMMANDS = ["score", "batch", "indicator", "doctor", "version"]
RUN = "from jobscan.cli.main import run; run()"
HEAVY = ("numpy", "re2", "yaml", "phonenumbers", "tldextract", "rich", "jobscan.scanner", "jobscan.knowledge", "torch")


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "src", ROOT)))}
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, env=env, check=False)


def invoke(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def test_help_lists_every_command() -> None:
    code, out = invoke("--help")
    assert code == 0
    assert all(name in out for name in [*COMMANDS, "Kode keluar"])


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_has_examples(command: str) -> None:
    code, out = invoke(command, "--help")
    assert code == 0
    assert f"Contoh:\n\n    jobscan {command}" in out


def test_version() -> None:
    assert invoke("version") == (0, f"jobscan {__version__}\n")


@pytest.mark.parametrize("arguments", [(), ("tiada",), ("version", "--apa")])
def test_usage(arguments: tuple[str, ...]) -> None:
    assert invoke(*arguments)[0] == 2


def test_start_is_light() -> None:
    result = python(f"import sys, jobscan.cli.main; print([m for m in {HEAVY} if m in sys.modules])")
    assert result.stdout.strip() == b"[]"


def test_the_script_runs() -> None:
    result = python(RUN, "version")
    assert (result.returncode, result.stdout.decode()) == (0, f"jobscan {__version__}\n")
    result = python(RUN, "score", "halo", "--model", "/tiada")
    assert (result.returncode, result.stdout) == (4, b"")
    assert b"Traceback" not in result.stderr


def test_a_closed_pipe_ends_silently() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "src", ROOT)))}
    for command in ("indicator", "version"):
        result = subprocess.run(
            [sys.executable, "-c", RUN, command], stdout=writer, stderr=subprocess.PIPE, env=env, check=False
        )
        assert result.stderr == b""
    os.close(writer)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stdout_is_said() -> None:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "src", ROOT)))}
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-c", RUN, "version"], stdout=full, stderr=subprocess.PIPE, env=env, check=False
        )
    assert result.returncode == 3
    assert b"Kesalahan: " in result.stderr
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (EmptyTextError(), 3),
        (BundleNotFoundError("x"), 4),
        (KnowledgeError("x"), 4),
        (JobscanError("x"), 3),
    ],
)
def test_exit_codes(error: JobscanError, code: int) -> None:
    assert exit_code(error) == code


def test_messages_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        stop("berkas \x1b[2J.txt", 3)
    assert capsys.readouterr().err == "Kesalahan: berkas [2J.txt\n"


def register_good(other: typer.Typer) -> None:
    """A plugin with one command and one group."""
    group = typer.Typer(help="kelompok")

    @group.command("isi")
    def fill() -> None:
        typer.echo("isi")

    @other.command("halo")
    def hello() -> None:
        raise BundleNotFoundError("paket tiada")

    other.add_typer(group, name="kelompok")


def register_raising(other: typer.Typer) -> None:
    """A plugin that fails after it added something."""
    register_good(other)
    raise RuntimeError("rusak")


def register_nothing(other: typer.Typer) -> None:
    """A plugin that forgot its commands."""


def use_plugins(monkeypatch: pytest.MonkeyPatch, *values: str) -> typer.Typer:
    points = [EntryPoint(f"p{place}", value, plugins.GROUP) for place, value in enumerate(values)]
    monkeypatch.setattr(plugins, "entry_points", lambda group: points if group == plugins.GROUP else [])
    return build_app()


def test_other_packages_add_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    built = use_plugins(monkeypatch, f"{__name__}:register_good")
    assert CliRunner().invoke(built, ["kelompok", "isi"]).output == "isi\n"
    failed = CliRunner().invoke(built, ["halo"])
    assert (failed.exit_code, failed.stderr) == (4, "Kesalahan: paket tiada\n")


def test_broken_plugins_leave_the_rest_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    values = ["tiada.modul:register", f"{__name__}:tiada", f"{__name__}:register_raising"]
    built = use_plugins(monkeypatch, *values, f"{__name__}:register_nothing", f"{__name__}:register_good")
    assert [bool(plugin.problem) for plugin in plugins.find_plugins()] == [True, True, True, True, False]
    assert CliRunner().invoke(built, ["version"]).exit_code == 0
    out = CliRunner().invoke(built, ["--help"]).output
    assert out.count("halo") == 1
