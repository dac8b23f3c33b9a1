"""`jobscan train` and `jobscan data`; scikit-learn is imported only when they run."""

import logging
from pathlib import Path
from typing import Annotated

import typer

from jobscan.errors import JobscanError
from training import RUNS, bundle_cli
from training.data_cli import make_app


def register(app: typer.Typer) -> None:
    """Add the training commands to the `jobscan` command."""
    app.command("train", epilog="Contoh: jobscan train --linear-only --extra umpan-balik.jsonl")(train)
    app.add_typer(make_app(), name="data")
    bundle_cli.register(app)


def train(
    config: Annotated[Path | None, typer.Option(help="Berkas YAML dengan pengaturan pelatihan.")] = None,
    data: Annotated[Path | None, typer.Option(help="Folder korpus (*.jsonl).")] = None,
    extra: Annotated[
        list[Path] | None,
        typer.Option(help="Berkas JSONL berlabel lain, mis. umpan balik petugas. Boleh diulang."),
    ] = None,
    base: Annotated[
        str | None, typer.Option(help="Folder atau nama model dasar; bawaan: dibuat dari dua paket PyPI.")
    ] = None,
    linear_only: Annotated[bool, typer.Option("--linear-only", help="Tanpa enkoder; cepat, tanpa torch.")] = False,
    held_out: Annotated[
        bool, typer.Option("--held-out", help="Ukur juga model yang tidak melihat keluarga teks yang ditahan.")
    ] = False,
    version: Annotated[str | None, typer.Option(help="Versi paket model; bawaan: versi jobscan.")] = None,
    seed: Annotated[int | None, typer.Option(help="Benih acak.")] = None,
    runs: Annotated[Path, typer.Option(help="Folder hasil; pelatihan yang terputus dilanjutkan dari sini.")] = RUNS,
) -> None:
    """Latih paket model dan ukur di luar lipatan. Hasil antara disimpan; perintah yang sama melanjutkannya."""
    try:
        from training.config import Config
        from training.train import train as fit

        if not linear_only and base is None:
            from training.encoder.base import ready_base

            base = str(ready_base(runs))
    except ModuleNotFoundError as error:
        raise JobscanError(
            f"Pelatihan memerlukan {error.name}. Pasang: pip install 'jobscan[train]', atau latih dengan --linear-only."
        ) from error
    from jobscan import __version__
    from jobscan.classifier.bundle import load_bundle

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = Config.read(
        config,
        corpus=data,
        extra=extra or None,
        base=None if linear_only else base,
        version=version or __version__,
        seed=seed,
        held_out=held_out or None,
    )
    bundle = fit(settings, runs)
    manifest = load_bundle(bundle).manifest
    for name, value in manifest.metrics.items():
        typer.echo(f"{name:44} {value}")
    typer.echo(f"Paket model {manifest.name} {manifest.version} ditulis ke {bundle}")
