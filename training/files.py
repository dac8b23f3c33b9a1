"""Files that are there whole or not at all."""

import ctypes
import os
import shutil
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD of fcntl.h: relative paths start at the working folder
_RENAME_EXCHANGE = 2  # linux/fs.h


def write_whole(file: Path, content: bytes) -> None:
    """Write beside `file`, then move into place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_bytes(content)
    fresh.replace(file)


def exchange(one: Path, other: Path) -> None:
    """Swap two folders of one file system.

    On Linux in one step, so that a kill leaves both there. Elsewhere in three renames; `mend` undoes what a kill left.

    Raises:
        OSError: one of them is missing, or they lie on different file systems; both are then as they were.
    """
    if _swap_at_once(one, other):
        return
    aside = _aside(one)
    one.rename(aside)
    try:
        other.rename(one)
    except OSError:
        aside.rename(one)
        raise
    aside.rename(other)


def mend(one: Path, other: Path) -> None:
    """Put back what a kill during `exchange(one, other)` left aside."""
    aside = _aside(one)
    if not aside.exists():
        return
    if not one.exists():
        aside.rename(one)
    elif not other.exists():
        aside.rename(other)
    else:
        shutil.rmtree(aside)


def _aside(one: Path) -> Path:
    return one.with_name(f".{one.name}.aside")


def _swap_at_once(one: Path, other: Path) -> bool:
    """renameat2 with RENAME_EXCHANGE, which Python does not offer; false where the system cannot."""
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None)
    if not hasattr(library, "renameat2"):
        return False
    done: int = library.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0
