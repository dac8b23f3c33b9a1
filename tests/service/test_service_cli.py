"""`jobscan serve`: what it refuses, and a real server on a real port."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import typer
from typer.testing import CliRunner

from service.cli import register

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "models"
SECRET = "081299998888"
COMMAND = "import typer, service.cli as c; app = typer.Typer(); c.register(app); app()"


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    built = typer.Typer()
    register(built)
    return built


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.com", "localhost.example.com", ""])
def test_only_loopback_is_served(app: typer.Typer, host: str) -> None:
    result = CliRunner().invoke(app, ["--host", host])
    assert result.exit_code == 2
    assert "hanya alamat loopback" in result.stderr
    assert "belum memakai kunci" in result.stderr


def test_without_a_bundle_it_does_not_start(app: typer.Typer, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["--model", str(tmp_path)])
    assert result.exit_code == 4
    assert "paket model" in result.stderr


def test_a_port_in_use_is_named(app: typer.Typer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(app, ["--port", str(port), "--model", str(MODELS)])
    assert result.exit_code == 3
    assert f"Port {port}" in result.stderr


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_other_ports_do_not_exist(app: typer.Typer, port: str) -> None:
    assert CliRunner().invoke(app, ["--port", port]).exit_code == 2


def test_registering_imports_no_web_framework() -> None:
    code = "import sys, service.cli; sys.exit(bool({'fastapi', 'uvicorn', 'jinja2', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=_environment(), check=False).returncode == 0


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[str]
    url: str

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """`jobscan serve` with the released bundle, in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "--port", "0", "--model", str(MODELS)],
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        yield Server(process, process.stdout.readline().split()[3])
        process.terminate()


def test_it_prints_its_address_and_scores(server: Server) -> None:
    assert server.url.startswith("http://127.0.0.1:")
    assert httpx.get(f"{server.url}/health/ready").json()["status"] == "ready"
    answer = httpx.post(f"{server.url}/v1/score", json={"text": f"Lowongan, hubungi {SECRET}"})
    assert answer.status_code == 200
    assert "server" not in answer.headers


def test_chunked_bodies_have_a_limit(server: Server) -> None:
    chunks = (b"x" * 65_536 for _ in range(100))
    response = httpx.post(f"{server.url}/v1/score", content=chunks, headers={"Content-Type": "application/json"})
    assert response.status_code == 413
    assert response.json()["type"].endswith("/body-too-large")


@pytest.mark.parametrize(
    ("head", "body", "status"),
    [
        (
            "POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1\r\n",
            "{}",
            400,
        ),
        ("POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n", "{}", 413),
        ("POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n", "{}", 400),
        ("POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n", "{}", 400),
        ("GET / HTTP/1.1\r\n", "", 400),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n", "", 400),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n", "", 400),
        ("bukan HTTP\r\n", "", 400),
    ],
)
def test_lies_on_the_wire_are_refused(server: Server, head: str, body: str, status: int) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        connection.sendall(f"{head}Connection: close\r\n\r\n{body}".encode())
        assert connection.recv(4096).startswith(f"HTTP/1.1 {status} ".encode())


def test_it_stops_politely_and_logs_no_text(server: Server) -> None:
    """Runs last: it ends the server."""
    server.process.send_signal(signal.SIGTERM)
    _, log = server.process.communicate(timeout=20)
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert {"/v1/score", "/health/ready"} <= {line["route"] for line in lines}
    assert SECRET not in log
    assert "Traceback" not in log


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
