"""`jobscan batch`: a file of ads, one result per row."""

import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jobscan.cli.exits import INTERRUPTED, UsageError, stop
from jobscan.cli.options import CampaignsOption, KnowledgeOption, ModelOption, ProfileOption, examples

if TYPE_CHECKING:
    from jobscan.batch import BatchJob, Result

_EXAMPLES = examples(
    "jobscan batch iklan.csv -o hasil.csv",
    "jobscan batch iklan.jsonl -o hasil.jsonl --workers 4 --profile crawler",
    "jobscan batch iklan.jsonl -o hasil.jsonl --resume",
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("batch", epilog=_EXAMPLES)(_batch)


def _batch(
    source: Annotated[Path, typer.Argument(metavar="MASUKAN", help="Berkas .jsonl atau .csv dengan kolom text.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Berkas hasil .jsonl atau .csv.")],
    resume: Annotated[bool, typer.Option("--resume", help="Lanjutkan keluaran yang terputus.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Timpa keluaran yang sudah ada.")] = False,
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=60, help="Jumlah proses. Tanpa ini: satu per CPU; satu bila berkas kecil."),
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Tanggal penilaian. Tanpa ini: hari ini."),
    ] = None,
    profile: ProfileOption = "counter",
    model: ModelOption = None,
    knowledge: KnowledgeOption = None,
    campaigns: CampaignsOption = None,
) -> None:
    """Menilai banyak iklan dari satu berkas, urut baris, satu hasil per baris.

    Kolom: text (wajib), id, source, url, published_at; pada CSV juga teks, tautan, tanggal.
    Kolom lain dan baris kosong dilewati; id yang kosong diisi nomor baris.
    Baris yang salah mendapat "error" dan tidak menghentikan yang lain.
    """
    from jobscan.batch import BatchJob, Options, run_batch
    from jobscan.cli.loading import load_scanner

    options = Options(profile, as_of.date() if as_of else date.today())
    job = BatchJob(
        source, output, partial(load_scanner, model, knowledge, campaigns), options, workers, _mode(resume, overwrite)
    )
    try:
        with _progress(source) as advance:
            summary = run_batch(job, advance)
    except KeyboardInterrupt:
        stop(f"Dihentikan. Lanjutkan dengan:\n  {_resume_command(job, model, knowledge, campaigns)}", INTERRUPTED)
    already = f", {summary.resumed} di antaranya sudah ada" if summary.resumed else ""
    typer.echo(f"Selesai: {summary.ok} berhasil, {summary.failed} gagal{already}.", err=True)


def _mode(resume: bool, overwrite: bool) -> Literal["new", "resume", "overwrite"]:
    if resume and overwrite:
        raise UsageError("Pilih salah satu: --resume atau --overwrite.")
    if overwrite:
        return "overwrite"
    return "resume" if resume else "new"


@contextmanager
def _progress(source: Path) -> Iterator[Callable[["Result"], None] | None]:
    """A bar on standard error that follows the bytes of the input; none when nobody looks at it."""
    from jobscan.cli.terminal import make_console

    console = make_console(stderr=True)
    if not console.is_terminal or not source.is_file():
        yield None
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.fields[rows]} baris"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=source.stat().st_size, rows=0)
        yield lambda result: progress.update(task, completed=result.position, rows=result.number)


def _resume_command(job: "BatchJob", model: Path | None, knowledge: Path | None, campaigns: Path | None) -> str:
    words = ["jobscan", "batch", str(job.input), "-o", str(job.output), "--resume"]
    words += ["--as-of", str(job.options.as_of)]
    if job.options.profile != "counter":
        words += ["--profile", job.options.profile]
    for name, place in (("--model", model), ("--knowledge", knowledge), ("--campaigns", campaigns)):
        if place is not None:
            words += [name, str(place)]
    return shlex.join(words)
