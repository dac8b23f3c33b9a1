"""Loads the scanner for a command, or for a worker process of the batch command."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobscan import Scanner


def load_scanner(model: Path | None, knowledge: Path | None = None, campaigns: Path | None = None) -> "Scanner":
    """The scanner of the given or usual bundle and knowledge.

    Raises:
        ModelError, KnowledgeError: one of them cannot be used.
    """
    from jobscan import Scanner

    return Scanner.load(model, knowledge, campaigns)
