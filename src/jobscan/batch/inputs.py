"""Opens the input file and says at once when the whole of it is unusable."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, FileIO
from pathlib import Path

from jobscan.batch.csv_reader import CsvReader, open_text
from jobscan.batch.errors import InputFileError
from jobscan.batch.jsonl_reader import read_jsonl
from jobscan.batch.rows import Row

SUFFIXES = (".jsonl", ".csv")
_SAMPLE = 64 << 10
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Dialect:
    """How the input's CSV is written; the output follows it, so that the same Excel opens both."""

    delimiter: str = ","
    bom: bool = False


@dataclass(frozen=True)
class Source:
    """An open input."""

    rows: Iterator[Row]
    dialect: Dialect


@contextmanager
def open_input(path: Path) -> Iterator[Source]:
    """Open a .jsonl or .csv file for streaming.

    Raises:
        InputFileError: missing, not readable, wrong extension, not UTF-8 at all, or CSV without text column.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise InputFileError(f"{path}: jenis berkas tidak dikenal. Simpan sebagai .jsonl atau .csv.")
    try:
        handle = BufferedReader(FileIO(path), _SAMPLE)
    except OSError as error:
        raise InputFileError(_unopened(path, error)) from error
    with handle:
        sample = handle.peek(_SAMPLE)
        if not _is_utf8(sample):
            raise InputFileError(f"{path}: bukan teks UTF-8. Simpan ulang sebagai UTF-8 (di Excel: CSV UTF-8).")
        if path.suffix.lower() == ".jsonl":
            yield Source(read_jsonl(handle), Dialect())
            return
        with open_text(handle) as text:
            reader = CsvReader(handle, text)
            yield Source(reader.rows(), Dialect(reader.delimiter, sample.startswith(_BOM)))


def _unopened(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{path}: berkas tidak ada. Periksa nama dan foldernya."
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return f"{path}: ini folder, bukan berkas. Sebutkan satu berkas .jsonl atau .csv."
    return f"{path}: tidak dapat dibaca ({error.strerror}). Periksa izin berkas."


def _is_utf8(sample: bytes) -> bool:
    """Whether any line is UTF-8; many NUL bytes mean UTF-16 or a binary file."""
    if not sample:
        return True
    if sample.count(0) * 4 > len(sample):
        return False
    return any(_decodes(line) for line in sample.split(b"\n") if line.strip()) or not sample.strip()


def _decodes(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
