"""`jobscan campaigns`: remember ads, find their near-copies, record an officer's decision, forget."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobscan.cli.options import examples
from jobscan.cli.score import read_text

if TYPE_CHECKING:
    from jobscan.campaigns import SqliteCampaigns, Trace
    from jobscan.types import Campaign

_EXAMPLES = examples(
    "jobscan campaigns add --db kampanye.sqlite --file iklan.txt",
    "jobscan campaigns confirm c_9 --db kampanye.sqlite --reason 'dikonfirmasi BP3MI, LP/12/2026'",
    "jobscan score --campaigns kampanye.sqlite --file iklan-baru.txt",
)
Memory = Annotated[
    Path, typer.Option("--db", envvar="JOBSCAN_CAMPAIGNS", help="Berkas ingatan kampanye; dibuat bila belum ada.")
]
Text = Annotated[str | None, typer.Argument(metavar="TEXT", help="Teks iklan, atau - untuk masukan baku.")]
File = Annotated[str | None, typer.Option("--file", "-f", help="Berkas teks, atau - untuk masukan baku.")]
Code = Annotated[str, typer.Argument(metavar="KAMPANYE", help="Nomor kampanye, mis. c_9.")]
Reason = Annotated[str, typer.Option("--reason", help="Alasan keputusan; ditampilkan pada salinan berikutnya.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(
        help="Ingatan kampanye: iklan yang saling menyalin atau berbagi kontak. Teks, nama dan nomor tidak disimpan.",
        epilog=_EXAMPLES,
        no_args_is_help=True,
    )
    for name, command in (
        ("add", _add),
        ("look", _look),
        ("confirm", _confirm),
        ("retract", _retract),
        ("forget", _forget),
        ("list", _list),
    ):
        group.command(name)(command)
    app.add_typer(group, name="campaigns")


def _add(db: Memory, text: Text = None, file: File = None) -> None:
    """Ingat satu iklan; cetak kampanyenya."""
    trace = _trace(text, file)
    with _open(db) as memory:
        typer.echo(_line(memory.add(trace, date.today())))


def _look(db: Memory, text: Text = None, file: File = None) -> None:
    """Cari kampanye yang memuat salinan dekat atau kontak iklan ini; tidak menyimpan apa pun."""
    trace = _trace(text, file)
    with _open(db) as memory:
        found = memory.look(trace)
        typer.echo(_line(found) if found else "Belum ada kampanye yang cocok.")
        if found:
            typer.echo(memory.template(found.id))


def _confirm(campaign: Code, db: Memory, reason: Reason) -> None:
    """Nyatakan kampanye bermasalah: salinan dekat berikutnya naik ke tingkat tinggi."""
    with _open(db) as memory:
        typer.echo(_line(memory.decide(campaign, "confirmed", reason)))


def _retract(campaign: Code, db: Memory, reason: Reason) -> None:
    """Cabut pernyataan itu."""
    with _open(db) as memory:
        typer.echo(_line(memory.decide(campaign, "retracted", reason)))


def _forget(campaign: Code, db: Memory) -> None:
    """Hapus kampanye beserta semua sidik iklannya."""
    with _open(db) as memory:
        typer.echo(f"{campaign} dihapus ({memory.forget(campaign)} iklan).")


def _list(
    db: Memory, least: Annotated[int, typer.Option("--least", min=1, help="Paling sedikit sekian iklan.")] = 2
) -> None:
    """Daftar kampanye, yang terbesar dahulu."""
    with _open(db) as memory:
        for campaign in memory.campaigns(least):
            typer.echo(_line(campaign))


def _open(db: Path) -> "SqliteCampaigns":
    from jobscan.campaigns import SqliteCampaigns

    return SqliteCampaigns(db)


def _trace(text: str | None, file: str | None) -> "Trace":
    from jobscan.campaigns import trace
    from jobscan.knowledge import load_knowledge
    from jobscan.knowledge.loader import find_overlay
    from jobscan.scanner import Reader
    from jobscan.types import JobAd

    ad = JobAd(text=read_text(text, file))
    reading, _, _ = Reader(load_knowledge(overlay=find_overlay())).read(ad)
    return trace(reading.views, reading.entities)


def _line(campaign: "Campaign") -> str:
    from jobscan.advice import campaign_line

    return campaign_line(campaign)
