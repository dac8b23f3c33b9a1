"""Files that are there whole or not at all."""

from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Write beside `file`, then move into place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_bytes(content)
    fresh.replace(file)
