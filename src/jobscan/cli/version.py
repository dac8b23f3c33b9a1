"""`jobscan version`."""

import typer

from jobscan import __version__
from jobscan.cli.options import examples


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("version", epilog=examples("jobscan version"))(_version)


def _version() -> None:
    """Menampilkan versi jobscan."""
    typer.echo(f"jobscan {__version__}")
