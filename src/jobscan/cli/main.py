"""The `jobscan` command and its entry point. Commands import what they need only when they run."""

import io
import sys

import typer

from jobscan.cli import batch, campaigns, doctor, indicator, knowledge, plugins, score, version
from jobscan.cli.exits import JobscanGroup
from jobscan.cli.options import examples

_EPILOG = (
    examples('jobscan score "Dibutuhkan admin, gaji 15 juta …"', "jobscan batch --help")
    + "\n\nKode keluar: 0 selesai; 2 salah perintah; 3 masukan atau keluaran, 4 model tidak dapat dipakai."
)


def build_app() -> typer.Typer:
    """The command with its own commands and those of other packages."""
    built = typer.Typer(
        name="jobscan",
        cls=JobscanGroup,
        help="Membaca iklan lowongan kerja dan menunjukkan apa yang perlu diperiksa petugas.\n\n"
        "Skor adalah urutan pemeriksaan, bukan putusan. Semua berjalan luring.",
        epilog=_EPILOG,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for module in (score, batch, campaigns, indicator, knowledge, doctor, version):
        module.register(built)
    plugins.add_commands(built)
    return built


app = build_app()


def run() -> None:
    """Entry point of the `jobscan` script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an old terminal must not stop on an emoji of an ad
    app(prog_name="jobscan")
