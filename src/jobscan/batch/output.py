"""The output file: complete lines only, whatever happens."""

from contextlib import suppress
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Literal

from jobscan.batch.errors import OutputFileError, PathError

Mode = Literal["new", "resume", "overwrite"]
_OPEN_AS = {"new": "xb", "resume": "rb+", "overwrite": "wb"}


class OutputFile:
    """Writes whole lines, each at once and unbuffered, so that a crash leaves at most one half line.

    Raises (on entering and on `write`):
        OutputFileError: the disk is full, or the place may not be written.
        PathError: in mode `new`, the file exists.
    """

    def __init__(self, path: Path, mode: Mode, start: int) -> None:
        self._path = path
        self._complete = start
        try:
            self._file = FileIO(path, _OPEN_AS[mode])
            if mode == "resume":
                self._cut()
        except FileExistsError as error:
            raise exists(path) from error
        except OSError as error:
            raise self._failure(error) from error

    def __enter__(self) -> "OutputFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            if kind is not None:
                self._cut()
        self._file.close()

    def write(self, line: bytes) -> None:
        """Append one complete line."""
        rest = memoryview(line)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            raise self._failure(error) from error
        self._complete += len(line)

    def _cut(self) -> None:
        """Remove what follows the last complete line."""
        self._file.truncate(self._complete)
        self._file.seek(self._complete)

    def _failure(self, error: OSError) -> OutputFileError:
        if isinstance(error, FileNotFoundError):
            return OutputFileError(f"{self._path}: foldernya tidak ada. Buat folder itu dahulu, atau pilih yang lain.")
        kept = " Baris yang sudah tertulis tetap sah; lanjutkan dengan --resume." if self._complete else ""
        return OutputFileError(
            f"{self._path}: tidak dapat ditulis ({error.strerror}). Periksa ruang kosong dan izin folder.{kept}"
        )


def exists(path: Path) -> PathError:
    """The refusal to write over a file without being asked to."""
    return PathError(f"{path}: berkas sudah ada. Pakai --resume untuk melanjutkan, atau --overwrite untuk menimpa.")
