"""`jobscan score`: one ad, a report or the answer object."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from jobscan.cli.exits import UsageError
from jobscan.cli.options import CampaignsOption, KnowledgeOption, ModelOption, ProfileOption, SourceName, examples

STDIN = "-"
MAX_BYTES = 1 << 20
_EXAMPLES = examples(
    'jobscan score "Dibutuhkan admin, gaji 15 juta, hubungi wa.me/62812…"',
    "jobscan score --file iklan.txt --source facebook",
    "xclip -o | jobscan score - --json",
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("score", epilog=_EXAMPLES)(_score)


def _score(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="Teks iklan, atau - untuk masukan baku.")] = None,
    file: Annotated[str | None, typer.Option("--file", "-f", help="Berkas teks, atau - untuk masukan baku.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Tulis objek jawaban JSON saja.")] = False,
    source: Annotated[SourceName | None, typer.Option(help="Tempat iklan dilihat.")] = None,
    url: Annotated[str | None, typer.Option(help="Alamat iklan.")] = None,
    published_at: Annotated[
        str | None, typer.Option(help="Waktu terbit: 2026-01-31, 31/01/2026 atau RFC 3339.")
    ] = None,
    profile: ProfileOption = "counter",
    model: ModelOption = None,
    knowledge: KnowledgeOption = None,
    campaigns: CampaignsOption = None,
) -> None:
    """Menilai satu iklan: tingkat, temuan dengan bukti, apa yang dicek, ke mana melapor.

    Beri tepat satu: TEXT, --file, atau - untuk masukan baku.
    Teks yang diawali tanda hubung ditulis setelah --.
    """
    from jobscan import JobAd
    from jobscan.cli.loading import load_scanner

    ad = JobAd(text=read_text(text, file), source=source, url=url, published_at=_published_at(published_at))
    scanner = load_scanner(model, knowledge, campaigns)
    assessment = scanner.scan(ad, profile=profile)
    if as_json:
        typer.echo(assessment.model_dump_json(indent=2).encode())
        return
    from jobscan.cli.report import print_report
    from jobscan.cli.terminal import make_console

    print_report(make_console(), ad.text, assessment, scanner.knowledge)


def read_text(text: str | None, file: str | None) -> str:
    """The text given in one of the three ways.

    Raises:
        UsageError: none or two of them are given.
        InputError: the file cannot be read as text.
    """
    if (text is None) == (file is None):
        raise UsageError("Beri tepat satu: teks iklan, --file BERKAS, atau - untuk masukan baku.")
    if STDIN in (text, file):
        return _decode(_read_stdin())
    if file is not None:
        return _decode(_read_file(Path(file)))
    return text or ""


def _read_stdin() -> bytes:
    stream = typer.get_binary_stream("stdin")
    if stream.isatty():
        typer.echo("Tempelkan teks iklan, akhiri dengan Ctrl-D (Windows: Ctrl-Z lalu Enter).", err=True)
    return stream.read(MAX_BYTES + 1)


def _read_file(path: Path) -> bytes:
    from jobscan.errors import InputError

    try:
        with path.open("rb") as handle:
            return handle.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(f"{path}: berkas tidak ada. Periksa nama dan foldernya.") from error
    except OSError as error:
        raise InputError(f"{path}: tidak dapat dibaca ({error.strerror}). Sebutkan satu berkas teks.") from error


def _decode(data: bytes) -> str:
    from jobscan.errors import InputError
    from jobscan.text.reading import decode

    if len(data) > MAX_BYTES:
        raise InputError("Masukan lebih dari 1 MiB. Potong menjadi satu iklan saja, atau pakai jobscan batch.")
    return decode(data)


def _published_at(value: str | None) -> datetime | None:
    if value is None:
        return None
    from jobscan.batch import parse_published_at

    try:
        return parse_published_at(value)
    except ValueError as error:
        raise UsageError("--published-at bukan tanggal. Tulis 2026-01-31 atau 31/01/2026.") from error
