"""Options that several commands share. The literals repeat `jobscan.types`; a test keeps them equal."""

from pathlib import Path
from typing import Annotated, Literal

import typer

ProfileName = Literal["counter", "crawler"]
SourceName = Literal["facebook", "whatsapp", "telegram", "website", "poster", "other"]

ModelOption = Annotated[
    Path | None,
    typer.Option("--model", help="Folder paket model. Tanpa ini: JOBSCAN_MODEL, ./models, lalu paket bawaan."),
]
KnowledgeOption = Annotated[
    Path | None,
    typer.Option("--knowledge", help="Folder pengetahuan kantor sendiri. Tanpa ini: JOBSCAN_KNOWLEDGE."),
]
CampaignsOption = Annotated[
    Path | None,
    typer.Option("--campaigns", envvar="JOBSCAN_CAMPAIGNS", help="Berkas ingatan kampanye (jobscan campaigns)."),
]
ProfileOption = Annotated[
    ProfileName, typer.Option("--profile", help="Ambang untuk loket (counter) atau perayap (crawler).")
]


def examples(*lines: str) -> str:
    """The examples section of a command's help, one command a line."""
    return "Contoh:\n\n\b\n" + "\n".join(f"  {line}" for line in lines)
