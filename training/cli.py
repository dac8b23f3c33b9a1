"""`jobscan train` and `jobscan data`; scikit-learn is imported only when they run."""

import logging
from pathlib import Path
from typing import Annotated

import typer

from jobscan.errors import JobscanError
from training import BUNDLE, CORPUS
from training.data_cli import make_app


def register(app: typer.Typer) -> None:
    """Add the training commands to the `jobscan` command."""
    app.command("train", epilog="Contoh: jobscan train --data data/corpus --out models/jobscan-id")(train)
    app.add_typer(make_app(), name="data")


def train(
    data: Annotated[Path, typer.Option(help="Folder korpus (*.jsonl).")] = CORPUS,
    out: Annotated[Path, typer.Option(help="Folder paket model yang ditulis.")] = BUNDLE,
    version: Annotated[str | None, typer.Option(help="Versi paket model; bawaan: versi jobscan.")] = None,
    extra: Annotated[
        list[Path] | None,
        typer.Option(help="Berkas JSONL berlabel lain, mis. umpan balik petugas. Boleh diulang."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Benih pembagian lipatan.")] = 0,
) -> None:
    """Latih paket model linear dari korpus, ukur di luar lipatan, lalu tulis."""
    try:
        from training.train import train as fit
    except ModuleNotFoundError as error:
        raise JobscanError(f"Pelatihan memerlukan {error.name}. Pasang: pip install 'jobscan[linear]'.") from error
    from jobscan import __version__

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    manifest = fit(data, out, version or __version__, seed, extra or ())
    for name, value in manifest.metrics.items():
        typer.echo(f"{name:36} {value}")
    typer.echo(f"Paket model {manifest.name} {manifest.version} ditulis ke {out}")
