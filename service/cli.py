"""`jobscan serve`: the scoring API and the web form on this computer."""

import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING, Annotated

import typer

from jobscan.cli.exits import INPUT, MODEL, USAGE, stop
from jobscan.cli.options import CampaignsOption, KnowledgeOption, ModelOption, examples

if TYPE_CHECKING:
    from service.scoring import Scans

_SHUTDOWN_SECONDS = 15


def register(app: typer.Typer) -> None:
    """Add `serve` to the `jobscan` command."""
    app.command("serve", epilog=examples("jobscan serve", "jobscan serve --port 8080 --model ./models"))(serve)


def serve(
    host: Annotated[str, typer.Option(help="Alamat loopback: 127.0.0.1, localhost atau ::1.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Nomor port; 0 memilih yang kosong.")] = 8000,
    model: ModelOption = None,
    knowledge: KnowledgeOption = None,
    campaigns: CampaignsOption = None,
) -> None:
    """Menjalankan formulir web dan API di komputer ini, sampai dihentikan dengan Ctrl+C.

    Kode keluar 2 untuk alamat di luar komputer ini, 3 bila port terpakai, 4 bila model tidak dapat dipakai.
    """
    from jobscan import Scanner
    from jobscan.errors import CampaignError, KnowledgeError, ModelError

    if not _is_loopback(host):
        stop(
            f"{host}: hanya alamat loopback yang diterima (127.0.0.1, localhost, ::1). Layanan ini belum "
            "memakai kunci, sehingga siapa pun di jaringan akan dapat memakainya.",
            USAGE,
        )
    try:
        scanner = Scanner.load(model, knowledge, campaigns)
    except (ModelError, KnowledgeError, CampaignError) as error:
        stop(str(error), MODEL)
    listener = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"jobscan siap di http://{shown}:{listener.getsockname()[1]} (Ctrl+C untuk berhenti)")
    _run(scanner, listener, shown)


def _run(scanner: "Scans", listener: socket.socket, name: str) -> None:
    import uvicorn

    from service import logs
    from service.app import create_app
    from service.settings import LOOPBACK_NAMES, Settings

    logs.configure()
    config = uvicorn.Config(
        create_app(Settings(allowed_hosts=LOOPBACK_NAMES | {name.lower()}), scanner),
        access_log=False,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        ws="none",
    )
    uvicorn.Server(config).run(sockets=[listener])


def _is_loopback(host: str) -> bool:
    try:
        return host.lower() == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: nobody else may take the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        stop(
            f"Port {port} di {host} tidak dapat dipakai ({error.strerror}). Pilih lain dengan --port.",
            INPUT,
        )
    return listener
