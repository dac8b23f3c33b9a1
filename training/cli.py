"""`jobscan train` and `jobscan data`; scikit-learn is imported only when they run."""

import logging
from pathlib import Path
from typing import Annotated

import typer

from jobscan.errors import JobscanError
from training import BUNDLE, CORPUS


def register(app: typer.Typer) -> None:
    """Add the training commands to the `jobscan` command."""
    app.command("train", epilog="Contoh: jobscan train --data data/corpus --out models/jobscan-id")(train)
    data = typer.Typer(help="Periksa korpus berlabel.", no_args_is_help=True)
    data.command("check", epilog="Contoh: jobscan data check")(check)
    data.command("cards", epilog="Contoh: jobscan data cards w40 146")(cards)
    data.command("schema", epilog="Contoh: jobscan data schema > data/corpus.schema.json")(schema)
    app.add_typer(data, name="data")


def train(
    data: Annotated[Path, typer.Option(help="Folder korpus (*.jsonl).")] = CORPUS,
    out: Annotated[Path, typer.Option(help="Folder paket model yang ditulis.")] = BUNDLE,
    version: Annotated[str | None, typer.Option(help="Versi paket model; bawaan: versi jobscan.")] = None,
    seed: Annotated[int, typer.Option(help="Benih pembagian lipatan.")] = 0,
) -> None:
    """Latih paket model linear dari korpus, ukur di luar lipatan, lalu tulis."""
    try:
        from training.train import train as fit
    except ModuleNotFoundError as error:
        raise JobscanError(f"Pelatihan memerlukan {error.name}. Pasang: pip install 'jobscan[linear]'.") from error
    from jobscan import __version__

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    manifest = fit(data, out, version or __version__, seed)
    for name, value in manifest.metrics.items():
        typer.echo(f"{name:36} {value}")
    typer.echo(f"Paket model {manifest.name} {manifest.version} ditulis ke {out}")


def check(data: Annotated[Path, typer.Option(help="Folder korpus (*.jsonl).")] = CORPUS) -> None:
    """Periksa skema, kode, kontak dan keragaman; cetak jumlah tiap label, modus, ragam, wilayah dan penulis."""
    from jobscan.knowledge import load_knowledge
    from training.corpus import CorpusError, check_codes, check_contacts, load_corpus, summary
    from training.diversity import problems

    rows = load_corpus(data)
    if found := [*check_codes(rows, load_knowledge()), *check_contacts(rows), *problems(rows)]:
        raise CorpusError("\n".join(found))
    for field, counts in summary(rows).items():
        listed = ", ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda c: -c[1]))
        typer.echo(f"{field} ({sum(counts.values())}): {listed}")


def cards(
    writer: Annotated[str, typer.Argument(help="Kode penulis, mis. w40.")],
    count: Annotated[int, typer.Argument(min=1, help="Jumlah kartu.")],
) -> None:
    """Cetak kartu penulis: satu baris satu teks, sama untuk semua label."""
    from training.cards import draw

    for number, card in enumerate(draw(writer, count), 1):
        typer.echo(f"{number:3d} | {card}")


def schema() -> None:
    """Cetak skema JSON satu baris korpus."""
    from training.corpus import schema_text

    typer.echo(schema_text(), nl=False)
