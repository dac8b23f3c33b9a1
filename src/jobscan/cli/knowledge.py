"""`jobscan knowledge`: check the knowledge files and run the examples written beside each indicator."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobscan.cli.options import examples

if TYPE_CHECKING:
    from jobscan.knowledge.schema import Indicator
    from jobscan.scanner import Reader

_EXAMPLES = examples("jobscan knowledge check", "jobscan knowledge check ./pengetahuan-kami")
_OVERSEAS = "\nPenempatan luar negeri."


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Pengetahuan: tanda, pemberi kerja, negara.", no_args_is_help=True)
    group.command("check", epilog=_EXAMPLES)(_check)
    app.add_typer(group, name="knowledge")


def _check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Folder pengetahuan kantor sendiri; boleh dikosongkan.")
    ] = None,
) -> None:
    """Periksa berkas pengetahuan, lalu jalankan contoh tiap tanda: yang harus kena dan yang harus diam."""
    from jobscan.errors import KnowledgeError
    from jobscan.knowledge.loader import find_overlay, load_knowledge
    from jobscan.scanner import Reader

    knowledge = load_knowledge(overlay=find_overlay(folder))
    reader = Reader(knowledge)
    entries = [entry for entry in knowledge.indicators.values() if entry.recogniser == "phrase"]
    silent = {off.code for off in knowledge.switched_off}
    if wrong := [line for entry in entries if entry.code not in silent for line in _wrong(entry, reader)]:
        raise KnowledgeError("\n".join(wrong))
    run = sum(len(entry.examples.hit) + len(entry.examples.miss) for entry in entries)
    typer.echo(
        f"{len(knowledge.indicators)} tanda, {len(knowledge.employers)} pemberi kerja, {run} contoh: semua cocok."
    )
    for off in knowledge.switched_off:
        typer.echo(f"Dimatikan: {off.code} ({off.reason})")


def _wrong(entry: "Indicator", reader: "Reader") -> list[str]:
    missed = [text for text in entry.examples.hit if entry.code not in found_codes(entry, text, reader)]
    false = [text for text in entry.examples.miss if entry.code in found_codes(entry, text, reader)]
    return [f"{entry.code}: contoh «{text}» seharusnya kena. Perbaiki frasa atau contohnya." for text in missed] + [
        f"{entry.code}: contoh «{text}» seharusnya diam. Perbaiki frasa atau contohnya." for text in false
    ]


def found_codes(entry: "Indicator", text: str, reader: "Reader") -> set[str]:
    """Codes found in an example; context is supplied, since an example is a fragment of an ad."""
    from jobscan.types import JobAd

    context = _OVERSEAS if entry.context == "overseas" else ""
    return {finding.code for finding in reader.read(JobAd(text=text + context))[1]}
