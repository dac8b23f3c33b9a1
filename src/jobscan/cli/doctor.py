"""`jobscan doctor`: is this installation fit for work?"""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from jobscan.cli.exits import MODEL
from jobscan.cli.options import ModelOption, examples
from jobscan.cli.terminal import clean

if TYPE_CHECKING:
    from jobscan.cli.health import Health, KnowledgeHealth, ModelHealth


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor", epilog=examples("jobscan doctor", "jobscan doctor --model ./models --json"))(_doctor)


def _doctor(
    model: ModelOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Tulis JSON saja.")] = False,
) -> None:
    """Memeriksa pemasangan: versi paket, keutuhan model, usia pengetahuan.

    Kode keluar 4 bila belum dapat dipakai.
    """
    import json

    from jobscan.cli.health import examine

    health = examine(model, date.today())
    shown = json.dumps(asdict(health), ensure_ascii=False, indent=2) if as_json else "\n".join(_lines(health))
    typer.echo((shown if as_json else clean(shown)).encode())
    if not health.healthy:
        raise typer.Exit(MODEL)


def _lines(health: "Health") -> list[str]:
    return [
        f"jobscan {health.jobscan}, Python {health.python}",
        "",
        "Paket dasar",
        *_versions(health.packages),
        "",
        "Paket pilihan (hanya untuk pelatihan)",
        *_versions(health.optional),
        "",
        "Paket model",
        *_model(health.model),
        "",
        "Pengetahuan",
        *_knowledge(health.knowledge),
        "",
        *_commands(health.commands),
        "Hasil: siap dipakai." if health.healthy else "Hasil: BELUM siap dipakai, lihat tanda [!].",
    ]


def _versions(packages: dict[str, str | None]) -> list[str]:
    return [f"  {name}: {f'ada ({found})' if found else 'tidak ada'}" for name, found in packages.items()]


def _model(model: "ModelHealth") -> list[str]:
    place = [f"  tempat: {model.path}"] if model.path else []
    if model.problem:
        return [*place, f"  [!] {model.problem}"]
    return [*place, f"  {model.name} {model.version} ({model.mode})", f"  {model.digest}", "  utuh: ya"]


def _knowledge(knowledge: "KnowledgeHealth") -> list[str]:
    if knowledge.problem:
        return [f"  [!] {knowledge.problem}"]
    due = "lewat jadwal tinjau, pastikan ulang sebelum dikutip" if knowledge.review_due else "masih dalam jadwal"
    return [f"  versi {knowledge.version}, ditinjau {knowledge.reviewed} ({due})", f"  {knowledge.digest}"]


def _commands(commands: dict[str, str | None]) -> list[str]:
    lines = [
        f"  {name}: {f'peringatan, tidak dapat dimuat ({problem})' if problem else 'ada'}"
        for name, problem in commands.items()
    ]
    return ["Perintah tambahan", *lines, ""] if lines else []
